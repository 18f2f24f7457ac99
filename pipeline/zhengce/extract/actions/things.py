"""What a predicate acts on, and what that makes of it: its object, its category, whether it tells but a state."""

from __future__ import annotations

import re

from zhengce.extract.actions import objects
from zhengce.extract.actions.discourse import DIRECTIVE, REPORTED
from zhengce.extract.actions.facts import Clause, Facts
from zhengce.extract.actions.predicates import (
    IN_FORCE,
    NIL,
    VERB,
)
from zhengce.extract.actions.subjects import DOCUMENT, THING, Subject
from zhengce.extract.actions.triggers import Predicate

_LISTED = frozenset({"纳入", "列入", "列为"})
_TIMES = frozenset({"征程", "新征程", "时代", "新时代", "时期", "阶段"})  # at the end of a clause, told of when
GIVES = frozenset({"予以", "加以"})
_STATISTIC = re.compile(r"[^\d，。]{0,8}(?:收入|利润|增加值|产值|总值|销售额|进出口|顺差|营收|产量)[^\d，。]{0,4}\d")
_SHARE = re.compile(r"^\d[\d.]*[万亿]?(?:人次?|户|辆|件)$|的\d[\d.]*%$")
_FIGURE = 10  # characters that a figure with its unit has less than


class Things(Facts):
    """Objects and categories of predicates."""

    def _category(
        self, clause: Clause, predicate: Predicate, names: tuple[str, ...], thing: str | None, left: int, right: int
    ) -> str:
        """The category of a predicate, where its object, its last part or its subject may decide it."""
        entry = predicate.entry
        if entry.word == "提出" and thing is None:
            if self._is_meeting(clause.subject) or (names and names[0] in self.subjects.persons):
                return "state"
            return entry.category
        if predicate.light:
            category = objects.act(left, right, self.scan)
            if category is not None:
                return category
        if predicate.last.word == "通过":
            return "adopt"
        if entry.word == "决定" and predicate.last.category == "appoint":
            return "appoint"
        for noun, category in self.scan.lexicon.refinements.get(entry.word, ()):
            if thing is not None and (thing.endswith(noun[1:]) if noun[0] == "…" else noun in thing):
                return category
        return entry.category

    def _object(
        self, clause: Clause, predicate: Predicate, thing: str | None, left: int, right: int, begin: int
    ) -> tuple[str | None, bool]:
        """The object, wherever the clause puts it; and whether the predicate tells from when something is in force."""
        state, scan, entry, subject = self.state, self.scan, predicate.entry, clause.subject
        own = thing
        if predicate.front >= 0 or state.theme is not None:
            thing = self._theme(clause, predicate, thing, left, right)
        turned = scan.texts[predicate.stop] in ("为", "至") or (thing is not None and entry.word in _LISTED)
        if turned and subject.kind == THING and predicate.front < 0:
            thing = self._subject_text(subject)  # 策略调整为…, 结果纳入…
        in_force = entry.word in IN_FORCE and "起" in scan.text[begin - 3 : begin]
        if in_force and thing is None:
            thing = state.thing or (self._subject_text(state.subject) if state.subject is not None else None)
        elif (
            entry.word in GIVES
            and thing == own
            and (thing is None or objects.names_act(left, right, scan) or self._is_verb(thing))
        ):
            thing = state.thing
        return thing, in_force

    def _theme(self, clause: Clause, predicate: Predicate, thing: str | None, left: int, right: int) -> str | None:
        """The object, where 对, 把 or 将 brought it before the predicate."""
        scan, state = self.scan, self.state
        if predicate.front >= 0 and scan.texts[predicate.front].removeprefix("现") in objects.THEMES:
            preposition = scan.texts[predicate.front].removeprefix("现")
            sharing = next(one for one in clause.found if one.front == predicate.front)
            theme = objects.theme(predicate.front, sharing.first, scan)
        elif state.theme is not None and not predicate.nested:
            preposition, begin, end = state.theme
            if preposition in objects.DISPOSAL:
                if clause.subject.first >= 0:
                    end = scan.starts[predicate.first]  # the theme goes on into this clause
                elif thing is not None and predicate.entry.word not in ("作为", "列为", "当作"):
                    return thing
            state.theme = None
            theme = objects.clean(scan.text[begin:end])
        else:
            return thing
        if thing is None or predicate.light or predicate.entry.forbids or preposition in objects.DISPOSAL:
            return theme
        return theme if objects.names_act(left, right, scan) else thing

    def _subject_as_object(
        self, predicate: Predicate, subject: Subject, modality: str, actors: tuple[str, ...]
    ) -> tuple[str | None, tuple[str, ...]]:
        """What is acted on when it stands before the predicate (会议召开, 方案由部门制定), and who then acts."""
        state, entry = self.state, predicate.entry
        if subject.first >= 0 and not predicate.nested:
            if subject.passive and subject.stop > subject.first:
                return self._subject_text(subject), actors
            if entry.event and (subject.kind in (THING, DOCUMENT) or entry.category in ("convene", "establish")):
                return self._subject_text(subject), ()
            if modality != REPORTED and subject.kind == THING:
                return self._subject_text(subject), actors
        if entry.word in ("开幕", "闭幕") and len(actors) == 1 and actors[0] not in self.subjects.persons:
            return actors[0], ()  # 大会将于3日开幕，11日闭幕
        if state.topic is not None and (predicate.modal == DIRECTIVE or state.instructs):
            first, stop = state.topic
            if self.scan.texts[stop - 1] in _TIMES:
                return None, actors
            return objects.clean(self.scan.text[self.scan.starts[first] : self.scan.starts[stop]]), actors
        return None, actors

    def _is_state(self, predicate: Predicate, subject: Subject, thing: str | None, stop: int) -> bool:
        """Whether a reported predicate tells a state or a statistic (结构优化, 提高3.2个百分点), not an act."""
        entry = predicate.entry
        if (entry.word == "作为" and predicate.front < 0) or (entry.pivot and self.state.kind == THING):
            return True
        if thing is None:
            return entry.category == "improve" or (subject.kind == THING and not entry.event) or entry.word == "进行"
        if entry.category == "improve" and subject.kind == THING and (thing[0] in "向从由在" or self._is_verb(thing)):
            return True  # 技术加快向生产渗透, 格局加快构建
        if entry.word in ("实现", "完成") and (_STATISTIC.match(thing) or _SHARE.search(thing)):
            return True  # 实现利润1.5万亿元, 完成目标的54.4%
        figure = thing[0].isdigit() and len(thing) < _FIGURE and "的" not in thing
        if figure and (entry.category == "improve" or (entry.category == "amend" and subject.kind == THING)):
            return True  # 提高了10亿立方米
        if entry.category != "improve" or predicate.stop >= stop:
            return False
        return self.scan.tags[predicate.stop] == "m" or thing.endswith(("百分点", "%", "％"))

    def _is_verb(self, text: str) -> bool:
        return self.scan.lexicon.table.get(text, NIL).kind == VERB
