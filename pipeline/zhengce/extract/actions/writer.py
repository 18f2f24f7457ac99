"""Writes the actions of a clause: category, modality, actors, object, date, speaker."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Protocol

from zhengce.extract.actions import objects
from zhengce.extract.actions.discourse import DIRECTIVE, PLANNED, REPORTED, Discourse
from zhengce.extract.actions.position import WHEN
from zhengce.extract.actions.predicates import (
    CATEGORIES,
    COLON,
    COMMA,
    FRONT,
    IN_FORCE,
    LINE,
    MODAL,
    NIL,
    PLACE,
    VERB,
    WITH,
    words,
)
from zhengce.extract.actions.scan import Scan
from zhengce.extract.actions.subjects import ABSENT, AGENT, DOCUMENT, NAMED, OURSELVES, PERSON, THING, Subject, Subjects
from zhengce.extract.actions.triggers import Predicate
from zhengce.model import Action, Document

_PAST_AFTER = frozenset({"了", "过"})
_PAST_BEFORE = words("多次 已 已经 正在 先后 曾 曾经 正 刚刚 累计 相继 陆续")
_EVER = words("始终 一贯 一直 历来 从来 向来")
# With a colon, a comma or a modal behind them they introduce what is said or laid down.
_CONTENT = words("宣布 商定 约定 提出 明确 规定 部署 决定 建议 通知 答复 批复")
_AGREED = frozenset({"商定", "约定"})
_COPULAS = words("是 就是 也是 既是 正是 不仅是 事关 关系到 关乎 有利于 有助于 意味着 符合 离不开")
_TO_COME = frozenset({DIRECTIVE, PLANNED})
_NOUN_WORDS = 6  # in which an attribute's noun ends
_ADVERBIALS = frozenset({PLACE, FRONT, WITH})
_ABOUT = frozenset({"关于", "对", "对于", "就", "为", "和", "与", "同"})  # that may also begin an attribute of the noun
_OWN_WORDS = words("赞同 赞成 建议 感谢 祝贺 赞赏 祝愿 期待 欢迎")  # in speech, what the speaker himself says
_PERFORMS = frozenset({"授予", "追授"})  # done by the very decision
_APPEALS = frozenset({"号召", "倡议", "指示", "命令", "呼吁"})
_TELLS = words("称 透露 证实 介绍 介绍说 报道 获悉 通报")  # what follows is told, not asked for
_ABLE = words("能 能够 才能 得以 还能 也能 可望 可能")
_ALL = frozenset({"也", "均", "都", "分别", "共同", "一同", "联合"})
_SHARING = frozenset({"、", "和", "及", "与", "以及", "或", "并"})
_REPEALED = frozenset({"废止", "停止执行", "失效"})  # of the document before them
_ITSELF = re.compile(r"本(?:实施|暂行)?(法|条例|规定|办法|细则|规则|章程|方案|规范)")
_APPOINTS = frozenset({"任免", "任命", "免去", "免除"})
_MATTERS = frozenset({"问题", "事务", "事件", "方面", "局势"})  # behind the name of a place that is talked about
_PERFORMED = frozenset({"同意", "批准", "撤销", "原则同意"})  # done by the very document that says so
_RULES = words("通知 意见 方案 规划 办法 条例 纲要 指南 计划 规定 细则 公告")  # papers whose content is directive
_LETTERS = ("批示", "指示", "信", "电", "命令", "通令", "讲话", "文章")  # papers in which a person speaks
_DOERS = words("企业 单位 机构 人员 个人 家庭 毕业生 地区 地方 组织 部门 申请人")
_PERSONAL = frozenset(
    {"state", "convene", "inspect", "report", "instruct", "issue"}
)  # reported of people in office only
_PAPERWORK = frozenset({"issue", "instruct", "plan", "state", "report", "adopt"})
_MADE = frozenset({"issue", "adopt", "amend", "plan"})
_LISTED = frozenset({"纳入", "列入", "列为"})
_CHANGES = frozenset({"发展", "突破"})  # of themselves, or to a figure
_GIVES = frozenset({"予以", "加以"})
_PLACED = IN_FORCE | _GIVES  # whose object may stand further off
_ANNIVERSARY = re.compile(r"[\d一二三四五六七八九十百]{1,4}多?(?:周年|年来|年以来)")
_RULES_BY_CATEGORY = {category: f"actions.{category}" for category in CATEGORIES}
_TIME_TAGS = frozenset({"m", "mq", "t", "date", "i", "l"})
_FRONT_MATTER = 40  # characters in which a document names the body that issues it


class Narrator(Protocol):
    """What the writer asks of the reader."""

    news: bool

    def take_up(self, subject: Subject) -> None:
        """A new subject is taken up."""

    def when(self, start: int, stop: int) -> None:
        """The date of the words [start, stop) is taken."""


def _issuer(doc: Document) -> tuple[str, ...]:
    """Who speaks in the document that the text is: a law in a decree of the President is another's."""
    own = doc.own
    if own is not None and own.number and "主席令" in own.number:
        return ()
    if own is not None and own.issuers:
        return tuple(own.issuers)
    return tuple(one.name for one in doc.organisations[:1] if one.start < _FRONT_MATTER)


@dataclass(slots=True)
class Clause:
    """A clause with predicates: the words [start, stop) before a break of strength `mark`."""

    found: list[Predicate]
    start: int
    stop: int
    mark: int
    subject: Subject
    own: bool = False  # it has a subject of its own
    modality: str = REPORTED


class Writer:
    """Turns the predicates of clauses into actions."""

    def __init__(self, doc: Document, scan: Scan, subjects: Subjects, state: Discourse, narrator: Narrator) -> None:
        self.doc, self.scan, self.subjects, self.state, self.narrator = doc, scan, subjects, state, narrator
        self.issuer = _issuer(doc)
        self.document_starts = [one.start for one in doc.policy_documents]
        self.published = doc.context.published.isoformat() if doc.context.published else None
        self.last: Action | None = None  # of the clause before
        self.waiting: list[Action] = []  # of a clause of time, whose doer the next clause names
        self.content: tuple[Action, int] | None = None  # an action whose object is all that its sentence goes on to say

    # --- between clauses

    def extend(self, stop: int) -> bool:
        """Let the object or theme of the clause before go on to word `stop` (…，以及…); whether there was one."""
        scan, theme, action = self.scan, self.state.theme, self.last
        if theme is not None:
            self.state.theme = theme[0], theme[1], scan.starts[stop]
        elif action is not None and action.object is not None:
            begin = scan.text.find(action.object, action.end)
            if begin >= 0:
                action.object = objects.clean(scan.text[begin : scan.starts[stop]])
        return theme is not None or action is not None

    def end_sentence(self, end: int) -> None:
        """The sentence ends before the code point `end`."""
        if self.content is not None:
            action, begin = self.content
            action.object = objects.clean(self.scan.text[begin:end])
            self.content = None
        self.last = None
        self.waiting = []

    # --- one clause

    def act(self, clause: Clause) -> None:
        """Write the actions of a clause."""
        state, scan, found = self.state, self.scan, clause.found
        first = found[0]
        before = state.names, state.kind
        was = state.modality
        self._take_subject(clause, first)
        self.narrator.when(clause.start, first.first)
        clause.modality = self._modality(clause, first, was)
        if self.waiting and clause.own:
            for one in self.waiting:
                one.actors = list(state.names)
        self.waiting = []
        self.last = None
        if first.first == clause.start and not state.names and self._attributive(first, clause.stop):
            del clause.found[0]  # 参加仪式的代表在会场…
            state.names, state.kind = (), AGENT
            if not clause.found:
                return
            first = clause.found[0]
        if self._private(clause, first) or self._relative(clause, first) or self._is_subject(clause):
            return
        performed = first.entry.word in _PERFORMED and first.first == clause.start
        if performed and (clause.modality == DIRECTIVE if state.instructs else not (state.names or self.narrator.news)):
            clause.modality, state.names = REPORTED, self.issuer
        if (
            (first.entry.category == "issue" or first.entry.word in _GIVES)
            and scan.texts[clause.start][0] == "现"
            and (self.doc.own or not (state.names or self.narrator.news))
        ):
            state.names = self.issuer  # 现印发给你们
        if self._consents(clause, first):
            clause.modality = state.modality = REPORTED
        written: list[Action] = []
        spoke = False
        subject = clause.subject
        text = scan.text[scan.starts[clause.start] : scan.starts[clause.stop]].strip()
        for n, predicate in enumerate(found):
            names = self._names(clause, n, predicate)
            if predicate.modal is not None:
                clause.modality = predicate.modal
            if predicate.entry.forbids:
                clause.modality = DIRECTIVE
            action = self._write(clause, predicate, names)
            if action is not None:
                action.clause = text
                written.append(action)
                spoke = self._carry(clause, n, predicate, action, names) or spoke
        if subject.aside and not spoke and self._passing(subject, before[0], written):
            state.names, state.kind = before
        if len(written) == len(found) > 1:
            self._share(found, written)
        self.doc.actions += written
        if written and clause.mark in (COLON, LINE) and found[-1].entry.word in _APPOINTS:
            state.appointing = tuple(written[-1].actors) or state.appointing[0], written[-1].date
        if scan.texts[clause.stop - 1] in WHEN and not (clause.own or state.names or state.speaking):
            place = range(clause.start, first.first)
            if not any(scan.texts[j].endswith("会议") or scan.tags[j] == "org" for j in place):
                self.waiting = written  # 在听取汇报后，某某…
        if written:
            self.last = written[-1]
            if found[-1].nested:
                state.names = tuple(self.last.actors)
        if not spoke and (clause.modality != REPORTED or clause.own or not state.speaking):
            state.modality = clause.modality

    @staticmethod
    def _passing(subject: Subject, before: tuple[str, ...], written: list[Action]) -> bool:
        """Whether a doer that a preposition named (经国务院同意, 由某人接任) does not do what follows."""
        return not subject.passive or bool(before and written and written[-1].object is None)

    def _take_subject(self, clause: Clause, first: Predicate) -> None:
        """Find the subject of the clause and take it up when it is its own."""
        state, scan, start = self.state, self.scan, clause.start
        subject = self.subjects.read(start, first.first, first.duty, first.entry.skip)
        content = first.entry.speech or first.entry.word in _CONTENT
        if scan.texts[start] in ("他", "她") and state.person:
            subject = Subject(NAMED, (state.person,), start, start + 1)
        elif subject.kind == ABSENT and state.kind == DOCUMENT and first.entry.speech:
            subject = Subject(DOCUMENT)
        elif subject.kind == ABSENT and state.kind in (ABSENT, THING) and self._reopens(clause, first):
            teller = (state.speaker,) if state.speaking and state.speaker else () if state.speaking else state.before
            subject = Subject(NAMED, teller) if teller else subject
        elif subject.kind == DOCUMENT and not content:
            subject = Subject(THING, (), subject.first, subject.stop)
        elif first.entry.word in _REPEALED and subject.stop > 0 and scan.tags[subject.stop - 1] == "title":
            subject = Subject(THING, (), subject.first, subject.stop)  # 国务院发布的《…》同时废止
        clause.subject = subject
        kind = subject.kind
        clause.own = kind != ABSENT and not (
            (kind == THING and state.theme is not None) or (subject.passive and subject.first < 0 and not subject.names)
        )
        if clause.own:
            pending = state.pending
            self.narrator.take_up(subject)
            together = first.entry.category == "convene" or scan.texts[first.first - 1] in _ALL
            if pending and together and kind in (NAMED, AGENT):
                state.names = tuple(dict.fromkeys((*pending, *subject.names)))
        elif state.stale and state.speaking and first.modal is None and scan.tags[start] != "m":
            state.hush()
        elif state.holders and not state.names:
            state.names = state.holders
        elif scan.texts[start] == "请" or scan.texts[first.first - 1] == "请":
            state.names, state.kind = (), AGENT
        state.stale, state.pending = False, ()

    @staticmethod
    def _reopens(clause: Clause, first: Predicate) -> bool:
        """Whether the clause goes on telling who says what (作出指示，要求…)."""
        return (
            first.first == clause.start and first.modal is None and first.entry.word in ("要求", "强调", "指出", "表示")
        )

    def _modality(self, clause: Clause, first: Predicate, was: str | None) -> str:
        """Modality of a clause by its first predicate and by what carries over."""
        state = self.state
        if first.front >= 0 and "现" in (self.scan.texts[first.front][0], self.scan.texts[first.front - 1]):
            return REPORTED  # 现将…印发
        if first.modal == DIRECTIVE and clause.subject.place and self.narrator.news and not state.speaking:
            first.modal = PLANNED  # 今年，浙江还要建设…
        if first.modal is not None:
            return first.modal
        if first.entry.word in _PERFORMS or self._past(first, clause):
            return REPORTED
        if self.scan.tags[clause.start] == "date" and self.scan.text.startswith("党的", self.scan.starts[clause.start]):
            return REPORTED  # 党的二十大作出…
        told = state.names or clause.subject.kind == AGENT
        if clause.own and told and (first.entry.speech or first.entry.word in ("提出", "宣布")):
            return REPORTED
        if first.duty or (state.instructs and state.modality is None):
            if first.entry.category == "appoint":
                return REPORTED
            return PLANNED if state.rules or first.entry.word in ("召开", "主持", "举行") else DIRECTIVE
        content = state.content if state.speaking else None
        if content in _TO_COME and (clause.own or state.modality is None):
            if clause.subject.first >= 0 and self.scan.texts[clause.subject.first] in OURSELVES:
                return REPORTED
            since = clause.subject.kind == NAMED and state.date is not None and state.date.endswith("..")
            return REPORTED if since else content or REPORTED
        if clause.own and state.modality != DIRECTIVE:
            goes_on = was == PLANNED and clause.subject.kind in (THING, AGENT)
            return PLANNED if goes_on or state.ahead else REPORTED
        said = content or DIRECTIVE if state.speaking and state.momentum != PLANNED else state.momentum
        modality = state.modality or said
        return PLANNED if modality in (None, REPORTED) and state.ahead else modality or REPORTED

    def _consents(self, clause: Clause, first: Predicate) -> bool:
        """Whether a named body has consented to what a notice goes on to say (经国务院批准，成立…), not what a rule asks for."""
        scan = self.scan
        return (
            first.last.category == "adopt"
            and clause.subject.aside
            and bool(clause.subject.names)
            and first.modal is None
            and not self.narrator.news
            and scan.texts[clause.start - 1] not in ("须", "应", "未")
            and not scan.text.startswith(("可", "方", "后", "不"), scan.starts[clause.stop] + 1)
        )

    def _private(self, clause: Clause, first: Predicate) -> bool:
        """Whether private people do what the clause reports."""
        state = self.state
        if state.kind != PERSON:
            return False
        if first.entry.speech and not state.names:
            state.speak(None, None)  # 大家表示，…
        return clause.modality == REPORTED and not (state.names and first.entry.category in _PERSONAL)

    def _relative(self, clause: Clause, first: Predicate) -> bool:
        """Whether the clause is only the subject of the next (办理登记的企业，应当…)."""
        if clause.mark != COMMA or first.first != clause.start or first.modal is not None or len(clause.found) > 1:
            return False
        last = clause.stop - 1
        if not (self.scan.entries[last].private or self.scan.texts[last] in _DOERS):
            return False
        if "的" not in self.scan.texts[first.stop : last]:
            return False
        self.state.names, self.state.kind = (), AGENT
        return True

    def _attributive(self, first: Predicate, stop: int) -> bool:
        """Whether the predicate only modifies who acts in the rest of its clause, which goes on behind him."""
        scan = self.scan
        if first.pivots or first.modal is not None:
            return False
        limit = min(first.limit, stop)
        if "的" not in scan.texts[first.stop : limit]:
            return False
        of = scan.texts.index("的", first.stop)
        for j in range(of + 1, min(of + _NOUN_WORDS, limit - 1)):
            entry = scan.entries[j]
            if entry.agent or entry.private or j in scan.persons or scan.tags[j] == "org":
                after = scan.entries[j + 1]
                return after.kind in _ADVERBIALS and after.word not in _ABOUT
        return False

    def _is_subject(self, clause: Clause) -> bool:
        """Whether the clause, with no named doer, is the subject of the next (建成平台，是今年的重点工程)."""
        return (
            clause.mark == COMMA
            and self.scan.texts[clause.stop + 1] in _COPULAS
            and clause.subject.kind != NAMED
            and not any(predicate.pivots for predicate in clause.found)
        )

    # --- one predicate

    def _names(self, clause: Clause, n: int, predicate: Predicate) -> tuple[str, ...]:
        """Who does what the predicate says, by full names; a nested predicate also takes the modality of its place."""
        state = self.state
        if predicate.nested:
            outer = clause.found[n - 1]
            names = self.subjects.read(outer.stop, predicate.first).names
            if outer.entry.word == "决定" and not self._is_meeting(clause.subject):
                clause.modality = REPORTED if predicate.light else PLANNED
                return names or state.names
            if outer.entry.word == "组织":
                return names or state.names
            if outer.entry.orders or outer.entry.category == "adopt":
                clause.modality = DIRECTIVE
            return names
        if n == 0 and clause.subject.passive and not clause.subject.names:
            return ()
        return state.names

    def _write(self, clause: Clause, predicate: Predicate, names: tuple[str, ...]) -> Action | None:
        """The action that the predicate tells, or None when it tells a state, a possibility or a statistic."""
        state, scan, entry, subject = self.state, self.scan, predicate.entry, clause.subject
        if scan.tags[predicate.stop] in _TIME_TAGS and _ANNIVERSARY.match(scan.text, scan.starts[predicate.stop]):
            return None
        rest = objects.tail(predicate, scan)
        begin, end = scan.starts[predicate.first] + entry.skip, scan.starts[predicate.stop] - rest
        left, right = objects.extent(predicate, scan, scan.starts[clause.stop], rest)
        thing = None
        if left < right and not self._before_modal(predicate, clause.stop):
            thing = objects.clean(scan.text[left:right].removesuffix("如下"))
        if "给" in (scan.texts[predicate.stop], scan.texts[predicate.stop - 1][-1]):
            thing = None  # 转发给你们
        category = self._category(clause, predicate, names, thing, left, right)
        past = predicate.modal is None and self._past(predicate, clause)
        modality = REPORTED if past else clause.modality
        actors = names
        if (entry.category == "state" and not entry.modal) or entry.word in _OWN_WORDS:
            if predicate.modal is None and (entry.speech or not (modality == PLANNED or state.instructs)):
                modality = REPORTED
            if subject.kind == DOCUMENT:
                actors = self._author(subject)
            elif not (clause.own or predicate.nested) and state.speaking and state.speaker and state.kind == ABSENT:
                actors = (state.speaker,)
        in_force = False
        if predicate.front >= 0 or state.theme is not None or subject.kind == THING or entry.word in _PLACED:
            thing, in_force = self._object(clause, predicate, thing, left, right, begin)
        if predicate.able and (modality == REPORTED or predicate.able in _ABLE):
            return None
        changes = entry.word in _CHANGES and modality != DIRECTIVE
        if changes and (thing is None or scan.tags[predicate.stop] == "m"):
            return None
        if modality == REPORTED and self._is_state(predicate, subject, thing, clause.stop):
            return None
        if thing is None:
            thing, actors = self._subject_as_object(predicate, subject, modality, actors)
        idle = entry.modal and modality == REPORTED and (thing is None or state.kind == THING)
        if idle and not self._introduces(clause, predicate):
            return None
        if in_force and predicate.modal != DIRECTIVE:
            modality, actors = PLANNED if self._future() else REPORTED, ()
        elif modality == PLANNED and not actors and not clause.own and state.speaking and state.kind == ABSENT:
            actors = state.announcer
        if category == "appoint" and state.decider and state.speaking and not clause.own:
            modality, actors = REPORTED, state.decider
        date = state.date
        if category == "appoint" and not actors and predicate.first == clause.start and entry.word in _APPOINTS:
            actors, date = state.appointing[0], date or state.appointing[1]
        document = self._document(left, right)
        agreed = predicate.last.category == "adopt"
        if document is None and agreed and "title" in scan.tags[clause.start : predicate.first]:
            first = scan.tags.index("title", clause.start)
            document = state.latest = self._document(scan.starts[first], begin)  # 《…》已经国务院同意
            if subject.aside and thing is None:
                thing = objects.clean(scan.text[scan.starts[clause.start] : scan.starts[first + 1]])
        if document is None and category == "issue" and thing is None:
            document = state.latest
            if scan.texts[clause.start][0] == "现":
                thing = state.thing
                if document is None and self.doc.own is not None and "令" in (self.doc.own.number or ""):
                    document = self.doc.own.full_title
        if document is None and thing is not None and thing.endswith("》"):
            document = self._document(scan.starts[clause.start], begin)
        if agreed and document is not None:
            state.latest = document
        if document is None and thing is not None and thing == state.thing:
            document = state.latest
        itself = _ITSELF.fullmatch(thing) if thing is not None and self.doc.own is not None else None
        if itself and category == "plan":
            modality, actors, document = REPORTED, self.issuer, self._itself(itself[1])  # 特制定本办法
        elif itself and in_force:
            document = self._itself(itself[1])
        if document is None and predicate.light:
            document = state.latest if state.issued else self._document(scan.starts[clause.start], begin)
        content = state.issued and not clause.own and category not in _PAPERWORK and entry.word not in IN_FORCE
        if content and (modality == REPORTED or entry.forbids) and not past:
            modality, actors, document = DIRECTIVE, (), document or state.latest
        return Action(
            begin, end, _RULES_BY_CATEGORY[category], category, modality, list(actors),
            None if entry.speech and entry.word != "要求" else thing,
            document or state.document, date, self._place(clause.start, predicate.first),
            state.speaker if modality == DIRECTIVE and state.speaking else None,
        )  # fmt: skip

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
        turned = scan.texts[predicate.stop] == "为" or (thing is not None and entry.word in _LISTED)
        if turned and subject.kind == THING and predicate.front < 0:
            thing = self._subject_text(subject)  # 策略调整为…, 结果纳入…
        in_force = entry.word in IN_FORCE and "起" in scan.text[begin - 3 : begin]
        if in_force and thing is None:
            thing = state.thing or (self._subject_text(state.subject) if state.subject is not None else None)
        elif (
            entry.word in _GIVES
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
                elif thing is not None:
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
        if state.topic is not None and (predicate.modal == DIRECTIVE or state.instructs):
            first, stop = state.topic
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
        if entry.category != "improve" or predicate.stop >= stop:
            return False
        return self.scan.tags[predicate.stop] == "m" or thing.endswith(("百分点", "%", "％"))

    def _is_verb(self, text: str) -> bool:
        return self.scan.lexicon.table.get(text, NIL).kind == VERB

    # --- what carries over

    def _carry(self, clause: Clause, n: int, predicate: Predicate, action: Action, names: tuple[str, ...]) -> bool:
        """Keep what the action says for what follows; whether it begins a speech."""
        state, scan, entry = self.state, self.scan, predicate.entry
        actors = tuple(action.actors)
        left, right = scan.starts[predicate.stop], scan.starts[predicate.limit]
        state.dated = True
        if action.category in _MADE and action.object is not None:
            state.thing = action.object
        if entry.word in ("会同", "联合") and action.object is not None and names:
            state.names = tuple(dict.fromkeys((*names, *self.subjects.named(left, right)[0])))
        if scan.texts[predicate.limit - 1].endswith(_LETTERS) or entry.word.endswith(_LETTERS):
            state.authors = actors if self.subjects.persons.issuperset(actors) else ()
        if action.category == "issue":
            document = self._document(left, right)
            if document is not None or scan.texts[predicate.limit - 1] in _RULES:
                state.issued, state.latest, state.issuers = True, document, actors
                state.published = True
        if self._introduces(clause, predicate):
            self._open(clause, predicate, action, left)
            return True
        if entry.orders and action.modality == REPORTED and not state.speaking:
            state.speaking, state.speaker = True, self._speaker(actors, clause.subject)
            state.names, state.kind, state.modality = (), ABSENT, DIRECTIVE
            if n == len(clause.found) - 1:
                state.names = self.subjects.named(left, right)[0]
            return True
        return False

    def _introduces(self, clause: Clause, predicate: Predicate) -> bool:
        """Whether what follows the predicate is speech, or the content of a document."""
        entry, stop = predicate.entry, clause.stop
        if clause.mark == COLON and entry.word == "发出" and self.scan.texts[stop - 1] in _APPEALS:
            return True
        if entry.word in ("表示", "表达") and predicate.stop < stop:
            word = self.scan.entries[predicate.limit - 1]
            return not (word.kind == VERB and word.noun and word.category in ("state", "convene", "serve"))
        if entry.speech:
            return predicate.stop >= stop or self.scan.texts[predicate.stop] not in _PAST_AFTER
        if entry.word not in _CONTENT:
            return False
        if clause.subject.kind == DOCUMENT or self._before_modal(predicate, stop):
            return True
        if self.state.published and clause.subject.kind == ABSENT and entry.word in ("提出", "明确", "规定"):
            return True
        return clause.mark == COLON or (clause.mark == COMMA and predicate.stop >= stop)

    def _open(self, clause: Clause, predicate: Predicate, action: Action, left: int) -> None:
        """Begin the speech, or the content of a document, that the predicate introduces."""
        state, entry, subject = self.state, predicate.entry, clause.subject
        actors = tuple(action.actors)
        if entry.word == "决定" or (entry.word == "要求" and predicate.stop < clause.stop):
            self.content = action, left
        kept = state.names, state.kind
        speaker = self._speaker(actors, subject)
        if not actors and state.speaking and (subject.kind == ABSENT or self.scan.texts[subject.first] in OURSELVES):
            speaker = state.speaker  # 中方希望…
        state.speak(speaker, self._speaking_document(subject))
        clause.modality, clause.own = DIRECTIVE, False
        meeting = self._is_meeting(subject)
        if entry.word == "决定":
            state.decider = actors
        if entry.word in _AGREED or (entry.word == "决定" and not meeting):
            clause.modality = state.content = PLANNED  # what a body decides it will do itself
            state.names, state.kind = kept
        elif entry.category == "instruct":
            state.content = DIRECTIVE
        elif entry.word in _TELLS:
            state.content = REPORTED
        if actors and actors[0] not in self.subjects.persons and not meeting:
            state.announcer = actors
        if predicate.stop < clause.stop:
            self.narrator.when(predicate.stop, clause.stop)

    def _share(self, found: list[Predicate], written: list[Action]) -> None:
        """Predicates joined directly share the object of the last (督促、检查…)."""
        for n in range(len(found) - 2, -1, -1):
            one, other = found[n], found[n + 1]
            if one.entry.category == "convene" != other.entry.category:
                continue  # 出席并发表讲话
            near = one.limit == one.stop and other.first <= one.stop + 2 and self.scan.texts[one.stop] in _SHARING
            if near and written[n].object is None and not one.entry.speech and other.entry.category != "convene":
                written[n].object = written[n + 1].object

    # --- facts of the clause

    def _speaker(self, actors: tuple[str, ...], subject: Subject) -> str | None:
        """Who speaks, when `actors` do: not a body that speaks by a document."""
        if not actors or (subject.kind == DOCUMENT and actors[0] != self.state.person):
            return None
        return None if self.state.issued and subject.kind != DOCUMENT else actors[0]

    def _author(self, subject: Subject) -> tuple[str, ...]:
        """Whose word the document is that speaks: the person's for an instruction or letter, else the issuing body's."""
        state = self.state
        if subject.stop > 0 and self.scan.texts[subject.stop - 1].endswith(_LETTERS):
            return state.authors
        return state.issuers

    def _speaking_document(self, subject: Subject) -> str | None:
        """Full title of the document that speaks."""
        state, starts = self.state, self.scan.starts
        if subject.kind != DOCUMENT:
            return state.latest if state.issued else None
        title = self._document(starts[subject.first], starts[subject.stop]) if subject.first >= 0 else None
        return title or state.latest

    def _is_meeting(self, subject: Subject) -> bool:
        """Whether a meeting is the subject."""
        if subject.stop > 0 and self.scan.texts[subject.stop - 1].endswith("会"):
            return True
        return bool(subject.names) and subject.names[0].endswith("会议")

    def _document(self, left: int, right: int) -> str | None:
        """Full title of the policy document between two code points: one in 《》, or one that opens the object."""
        starts = self.document_starts
        for k in range(bisect_left(starts, left), len(starts)):
            if starts[k] >= right:
                break
            if starts[k] <= left + 1 or self.scan.text[starts[k]] == "《":
                return self.doc.policy_documents[k].full_title
        return None

    def _itself(self, kind: str) -> str | None:
        """Full title of the text itself, or of what it brings, that calls itself 本办法."""
        own = self.doc.own
        if own is not None and own.document_kind == kind:
            return own.full_title
        return next((one.full_title for one in self.doc.policy_documents if one.document_kind == kind), None)

    def _subject_text(self, subject: Subject) -> str | None:
        return objects.clean(self.scan.text[self.scan.starts[subject.first] : self.scan.starts[subject.stop]])

    def _before_modal(self, predicate: Predicate, stop: int) -> bool:
        """Whether a modal follows the predicate at once (提出要…)."""
        after = self.scan.entries[predicate.stop]
        return predicate.stop < stop and (after.forbids or (after.kind == MODAL and after.value in _TO_COME))

    def _past(self, predicate: Predicate, clause: Clause) -> bool:
        """Whether the predicate is marked as done or going on."""
        scan = self.scan
        if scan.texts[predicate.stop] in _PAST_AFTER or (
            predicate.entry.skip and scan.texts[predicate.first][0] == "已"
        ):
            return True
        i = predicate.first - 1
        while i >= clause.start and scan.entries[i].adverbial:
            if scan.texts[i] in _PAST_BEFORE or (clause.own and scan.texts[i] in _EVER):
                return True
            i -= 1
        return False

    def _future(self) -> bool:
        """Whether the date at hand lies after the publication."""
        date = self.state.date
        return date is None or self.published is None or date > self.published

    def _place(self, start: int, stop: int) -> str | None:
        """The place named after 在, 赴 or 到 among the words [start, stop)."""
        scan = self.scan
        for j in range(start, stop - 1):
            if scan.entries[j].kind == PLACE and scan.tags[j + 1] == "ns":
                k = j + 2
                while k < stop and scan.tags[k] == "ns":
                    k += 1
                if scan.texts[k] in _MATTERS:
                    continue
                return scan.text[scan.starts[j + 1] : scan.starts[k]]
        return None
