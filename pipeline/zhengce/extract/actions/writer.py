"""Writes the actions of a clause: category, modality, actors, object, date, speaker."""

from __future__ import annotations

import re

from zhengce.extract.actions import objects
from zhengce.extract.actions.discourse import DIRECTIVE, PLANNED, REPORTED, Discourse
from zhengce.extract.actions.facts import LETTERS, PAST_AFTER, Clause, Narrator
from zhengce.extract.actions.position import WHEN
from zhengce.extract.actions.predicates import (
    CATEGORIES,
    COLON,
    COMMA,
    IN_FORCE,
    LINE,
    VERB,
    words,
)
from zhengce.extract.actions.scan import Scan
from zhengce.extract.actions.subjects import ABSENT, AGENT, DOCUMENT, NAMED, OURSELVES, THING, Subject, Subjects
from zhengce.extract.actions.things import GIVES, Things
from zhengce.extract.actions.triggers import Predicate
from zhengce.model import Action, Document

# With a colon, a comma or a modal behind them they introduce what is said or laid down.
_CONTENT = words("宣布 商定 约定 提出 明确 规定 部署 决定 建议 通知 答复 批复")
_AGREED = frozenset({"商定", "约定"})
_OWN_WORDS = words("决定 赞同 赞成 建议 感谢 祝贺 赞赏 祝愿 期待 欢迎")  # in speech, what the speaker himself says
_APPEALS = frozenset({"号召", "倡议", "指示", "命令", "呼吁"})
_TELLS = words("称 透露 证实 介绍 介绍说 报道 获悉 通报")  # what follows is told, not asked for
_ABLE = words("能 能够 才能 得以 还能 也能 可望 可能")
_CLAUSE, _AROUND = (
    500,
    100,
)  # code points: the longest clause that is told whole, and what is told around a predicate of a longer one
_SPACES = frozenset({" ", "\u3000"})
_ALL = frozenset({"也", "均", "都", "分别", "共同", "一同", "联合"})
_SHARING = frozenset({"、", "和", "及", "与", "以及", "或", "并"})
_REPEALED = frozenset({"废止", "停止执行", "失效"})  # of the document before them
_ITSELF = re.compile(r"本(?:实施|暂行)?(法|条例|规定|办法|细则|规则|章程|方案|规范|预案|纲要|规划|意见|标准)")
_APPOINTS = frozenset({"任免", "任命", "免去", "免除"})
_ASKS = frozenset({"请", "希", "望"})
_PERFORMED = frozenset({"同意", "批准", "撤销", "原则同意"})  # done by the very document that says so
_RULES = words("通知 意见 方案 规划 办法 条例 纲要 指南 计划 规定 细则 公告")  # papers whose content is directive
_PAPERWORK = frozenset({"issue", "instruct", "plan", "state", "report", "adopt"})
_MADE = frozenset({"issue", "adopt", "amend", "plan"})
_CHANGES = frozenset({"发展", "突破"})  # of themselves, or to a figure
_PLACED = IN_FORCE | GIVES  # whose object may stand further off
_ANNIVERSARY = re.compile(r"[\d一二三四五六七八九十百]{1,4}多?(?:周年|年来|年以来)")
_RULES_BY_CATEGORY = {category: f"actions.{category}" for category in CATEGORIES}
_TIME_TAGS = frozenset({"m", "mq", "t", "date", "i", "l"})


class Writer(Things):
    """Turns the predicates of clauses into actions."""

    def __init__(self, doc: Document, scan: Scan, subjects: Subjects, state: Discourse, narrator: Narrator) -> None:
        super().__init__(doc, scan, subjects, state, narrator)
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
            (first.entry.category == "issue" or first.entry.word in GIVES)
            and scan.texts[clause.start][0] == "现"
            and (self.doc.own or not (state.names or self.narrator.news))
        ):
            state.names = self.issuer  # 现印发给你们
        if self._consents(clause, first):
            clause.modality = state.modality = REPORTED
        written: list[Action] = []
        spoke = False
        subject = clause.subject
        begin, end = scan.starts[clause.start], scan.starts[clause.stop]
        text = scan.text[begin:end].strip()
        for n, predicate in enumerate(found):
            names = self._names(clause, n, predicate)
            if predicate.modal is not None:
                clause.modality = predicate.modal
            if predicate.entry.forbids:
                clause.modality = DIRECTIVE
            action = self._write(clause, predicate, names)
            if action is not None:
                if end - begin <= _CLAUSE:
                    action.clause = text
                else:  # text without marks
                    action.clause = scan.text[
                        max(begin, action.start - _AROUND) : min(end, action.end + _AROUND)
                    ].strip()
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
            told = state.speaking and first.entry.speech and state.speaker in self.subjects.persons
            who = state.speaker if told and state.speaker else state.person  # whom he spoke of does not speak
            subject = Subject(NAMED, (who,), start, start + 1)
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
            spaced = scan.texts[start - 1] in _SPACES  # in headlines, for 、
            together = spaced or first.entry.category == "convene" or scan.texts[first.first - 1] in _ALL
            if pending and together and kind in (NAMED, AGENT):
                state.names = tuple(dict.fromkeys((*pending, *subject.names)))
        elif state.stale and state.speaking and first.modal is None and scan.tags[start] != "m":
            state.hush()
        elif state.holders and not state.names:
            state.names = state.holders
        elif scan.texts[start] in _ASKS or scan.texts[first.first - 1] in _ASKS:
            state.names, state.kind = (), AGENT
        state.stale, state.pending = False, ()

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
            pushes = outer.entry.word == "部署" and predicate.entry.word == "推进" and predicate.first == outer.stop
            if outer.entry.word == "组织" or pushes:
                return names or state.names
            if outer.entry.word == "宣布" and predicate.first == outer.stop:
                return names or state.names  # 政府宣布暂停…
            if outer.entry.word in ("祝贺", "感谢", "赞赏"):
                clause.modality = REPORTED  # 祝贺中方举办峰会
                return names
            if outer.entry.word == "承诺" and clause.modality == REPORTED:
                clause.modality = state.modality = PLANNED
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
            if predicate.modal is None and (
                entry.speech or entry.word in _OWN_WORDS or not (modality == PLANNED or state.instructs)
            ):
                modality = REPORTED
            if subject.kind == DOCUMENT:
                actors = self._author(subject)
            elif not (clause.own or predicate.nested) and state.speaking and state.speaker and state.kind == ABSENT:
                actors = (state.speaker,)
        elif self._sits(predicate) and state.speaking and not actors and not state.stale and state.speaker:
            actors = (state.speaker,)  # 会议部署…；通过《条例》
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
        if document is None and category == "issue" and thing is None and (state.published or not self.narrator.news):
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
        if content and past:
            state.issued = False  # 发布规划，明确了…: what goes on is told
        elif content and (modality == REPORTED or entry.forbids):
            modality, actors, document = DIRECTIVE, (), document or state.latest
        return Action(
            begin, end, _RULES_BY_CATEGORY[category], category, modality, list(actors),
            None if entry.speech and entry.word != "要求" else thing,
            document or state.document, date, self._place(clause.start, predicate.first),
            state.speaker if modality == DIRECTIVE and state.speaking else None,
        )  # fmt: skip

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
        if scan.texts[predicate.limit - 1].endswith(LETTERS) or entry.word.endswith(LETTERS):
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
            return predicate.stop >= stop or self.scan.texts[predicate.stop] not in PAST_AFTER
        if entry.word == "确定" and self._is_meeting(clause.subject):
            return clause.mark == COLON or (clause.mark == COMMA and predicate.stop >= stop)  # 会议确定，一是…
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
            near = near or one.stop == other.first  # 动员|激励群众
            if near and written[n].object is None and not one.entry.speech and other.entry.category != "convene":
                written[n].object = written[n + 1].object
