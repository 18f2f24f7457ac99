"""Reads one document clause by clause and writes its actions."""

from __future__ import annotations

import re
from bisect import bisect_left

from zhengce.extract.actions import objects
from zhengce.extract.actions.discourse import DIRECTIVE, PLANNED, REPORTED, Discourse
from zhengce.extract.actions.predicates import IN_FORCE, BRACKET, COLON, COMMA, LINE, LIST, MODAL, OPEN, PLACE, STATIVE, STOP, UNBRACKET, VERB, Entry, Lexicon
from zhengce.extract.actions.subjects import AGENT, DOCUMENT, NAMED, NONE, PERSON, THING, Subject, Subjects
from zhengce.extract.actions.triggers import RESULTS, Clauses, Hit, Predicate
from zhengce.model import Action, Document

_NUMERALS = "一二三四五六七八九十"
_PAST_AFTER = frozenset({"了", "过"})
_PAST_BEFORE = frozenset({"已", "已经", "正在", "先后", "曾", "曾经", "正", "刚刚", "累计", "相继", "陆续"})
_CONTENT = frozenset({"宣布", "商定", "约定", "提出", "明确", "规定", "部署", "决定", "建议", "通知", "答复", "批复"})  # with a colon, they introduce what is said
_DATELINE = frozenset({"消息", "电", "讯", "报道", "）", ")"})
_ABLE = frozenset({"能", "能够", "才能", "得以", "还能", "也能", "可望", "可能"})
_ALL = frozenset({"也", "均", "都", "分别", "共同", "一同", "联合"})
_SHARING = frozenset({"、", "和", "及", "与", "以及", "或", "并"})
_PERFORMED = frozenset({"同意", "批准", "撤销", "原则同意"})
_CONTENTFUL = frozenset({"通知", "意见", "方案", "规划", "办法", "条例", "纲要", "指南", "计划", "规定", "细则", "公告"})
_LETTERS = frozenset({"批示", "指示", "贺信", "贺电", "回信", "命令", "通令", "慰问电", "信", "讲话", "文章"})
_DOERS = frozenset({"企业", "单位", "机构", "人员", "个人", "家庭", "毕业生", "地区", "地方", "组织", "部门", "申请人"})
_PERSONAL = frozenset({"state", "convene", "inspect", "report", "instruct", "issue"})  # what only people in office are reported for
_PAPERWORK = frozenset({"issue", "instruct", "plan", "state", "report", "adopt"})
_NEWS = re.compile(r"消息|本报|新华社|记者|电\s?[（(]|讯")
_ANNIVERSARY = re.compile(r"周年|年来$|以来$")
_ORDINAL = re.compile(r"[一二三四五六七八九十]{1,3}[、是要]|第[一二三四五六七八九十]{1,4}[条，、]|[（(][一二三四五六七八九十]{1,3}[）)]|[1-9]\d?[.．、]")
_QUOTE_WORDS = 30  # longer quotations are speech
_CLOSING = {"“": "”", "‘": "’", "「": "」"}
_FULL_STOPS = ("。", "！", "？", "；", "\n")
_BRACKET_WORDS = 40  # a bracket left open longer than this was never one


class Reader:
    """The state of reading one document."""

    def __init__(self, doc: Document, lexicon: Lexicon) -> None:
        self.doc, self.words, self.text, self.lexicon = doc, doc.words, doc.text, lexicon
        self.subjects = Subjects(doc, lexicon)
        self.clauses = Clauses(doc.words, lexicon, [one.end for one in doc.officials])
        self.state = Discourse()
        self.issuer = tuple(one.name for one in doc.organisations[:1] if one.start < 40)
        self.news = _NEWS.search(doc.text, 0, 200) is not None
        self.date_starts = [one.start for one in doc.dates]
        self.document_starts = [one.start for one in doc.policy_documents]
        self.last: Action | None = None  # of the clause before
        self.content: tuple[Action, int] | None = None  # an action whose object is all that its sentence goes on to say

    def read(self) -> None:
        """Add the actions of the document."""
        get, compose = self.lexicon.table.get, self.lexicon.entry
        hits: list[Hit] = []
        texts = self.words.texts
        start, bracket, quoted = 0, -1, -1
        verbs = False
        joined = self.clauses.joined
        for i, word in enumerate(texts):
            entry = joined.get(i) or get(word) or (compose(word) if len(word) > 2 else None)
            if entry is None:
                continue
            kind = entry.kind
            if i < quoted:
                continue
            if kind == OPEN:
                quoted = self.quote_end(i)
            elif kind >= COMMA:
                if bracket >= 0 and kind < LINE and i - bracket < _BRACKET_WORDS:
                    continue
                self.clause(hits, start, i, kind, verbs)
                hits, start, verbs, bracket = [], i + 1, False, -1
            elif kind == BRACKET:
                bracket = i
            elif kind == UNBRACKET:
                bracket = -1
            elif bracket < 0:
                hits.append((i, entry))
                verbs = verbs or kind == VERB
        self.clause(hits, start, len(texts), LINE, verbs)

    def quote_end(self, i: int) -> int:
        """Index of the mark that closes the quoted term opened at word `i`; -1 for quoted speech, which is read as text."""
        window = self.words.texts[i + 1 : i + _QUOTE_WORDS]
        try:
            end = window.index(_CLOSING[self.words.texts[i]])
        except ValueError:
            return -1
        return -1 if any(mark in window[:end] for mark in _FULL_STOPS) else i + 1 + end

    def clause(self, hits: list[Hit], start: int, stop: int, mark: int, verbs: bool) -> None:
        """One clause: the words [start, stop) before a break of strength `mark`."""
        words, state = self.words, self.state
        spoke = False
        if start < stop:
            if state.stale and not self.news and _ORDINAL.match(self.text, words.starts[start]):
                state.instructs = True
            if start + 1 < stop and words.tags[start] == "m" and words.texts[start + 1] in ("、", ".", "．"):
                start += 2
            elif len(words.texts[start]) == 2 and words.texts[start][1] == "是" and words.texts[start][0] in _NUMERALS:
                start += 1
            hits = hits if not hits or hits[0][0] >= start else [hit for hit in hits if hit[0] >= start]
        if mark == COLON and "条件" in words.texts[max(start, stop - 2) : stop] and "下列" in words.texts[start:stop]:
            state.conditions = True
        elif state.conditions and state.stale and not self.text.startswith(("（", "("), words.starts[start] if start < stop else 0):
            state.conditions = False
        if state.conditions and state.stale:
            pass
        elif start < stop and not (mark == LINE and self.is_title(start, stop)):
            if (self.last is not None or state.theme is not None) and hits and hits[0][0] == start and hits[0][1].kind == LIST:
                self.extend(stop)
            else:
                found = self.clauses.predicates(hits, start, stop) if verbs else []
                self.last = None
                if found:
                    spoke = self.act(found, start, stop, mark)
                else:
                    self.pass_by(hits, start, stop, mark)
        if mark >= STOP and self.content is not None:
            action, begin = self.content
            action.object = objects.clean(self.text[begin : self._offset(stop)])
            self.content = None
        if mark == STOP:
            state.end_sentence()
            self.last = None
        elif mark == LINE:
            state.end_line()
            self.last = None

    def is_title(self, start: int, stop: int) -> bool:
        """Whether the line is the title of a document (国务院关于…的通知)."""
        texts = self.words.texts[start:stop]
        return "关于" in texts and texts[-1] in self.lexicon.papers and "，" not in texts

    def extend(self, stop: int) -> None:
        """The clause goes on with the object of the clause before (…，以及…)."""
        action, theme = self.last, self.state.theme
        if theme is not None:
            self.state.theme = theme[0], theme[1], self._offset(stop)
        elif action is not None and action.object is not None:
            begin = self.text.find(action.object, action.end)
            if begin >= 0:
                action.object = objects.clean(self.text[begin : self._offset(stop)])

    def pass_by(self, hits: list[Hit], start: int, stop: int, mark: int) -> None:
        """A clause without predicates may still name the subject, the theme or the time of the next."""
        words, state = self.words, self.state
        if words.texts[stop - 1] in _DATELINE and (mark == COLON or words.texts[stop - 1] not in ("）", ")")):
            return
        self.when(start, stop)
        modals = [entry.value for _, entry in hits if entry.kind == MODAL and entry.value in (DIRECTIVE, PLANNED)]
        if words.texts[start] in ("对", "对于", "把", "将") and start + 1 < stop:
            state.theme = (words.texts[start], words.starts[start + 1], self._offset(stop))
            state.modality = modals[-1] if modals else state.modality
            return
        cut = next((i for i, entry in hits if entry.kind == STATIVE), stop)
        subject = self.subjects.read(start, cut)
        if subject.kind == THING:
            state.subject = self.text[words.starts[subject.first] : self._offset(subject.stop)]
            if state.modality not in (DIRECTIVE, PLANNED) and (cut < stop or (state.speaking and not hits and stop - start > 2)):
                self.take_up(subject, start)
            if cut == stop:
                state.topic = objects.clean(self.text[words.starts[start] : self._offset(stop)])
        elif subject.kind != NONE:
            self.take_up(subject, start)
            state.pending = subject.names if cut == stop and mark == COMMA else ()
        state.modality = modals[-1] if modals else state.modality

    def take_up(self, subject: Subject, start: int) -> None:
        """A new subject: it replaces the one carried over, and ends a speech that its line does not continue."""
        state = self.state
        if state.speaking and state.stale:
            state.hush()
        if state.dated:
            state.date, state.dated = None, False
        state.names, state.kind, state.topic = subject.names, subject.kind, None
        if subject.first >= 0 and subject.kind in (THING, DOCUMENT):
            state.subject = self.text[self.words.starts[subject.first] : self._offset(subject.stop)]
        if not (state.speaking and subject.kind in (AGENT, THING) and state.modality == DIRECTIVE):
            state.modality = REPORTED if state.speaking else None
        for name in subject.names:
            if name in self.subjects.persons:
                state.person = self.subjects.latest = name

    def when(self, start: int, stop: int) -> None:
        """Take the date that the words [start, stop) give."""
        begin, end = self.words.starts[start], self._offset(stop)
        k = bisect_left(self.date_starts, begin)
        while k < len(self.date_starts) and self.date_starts[k] < end:
            date = self.doc.dates[k]
            k += 1
            if date.kind in ("duration", "set") or date.edtf is None or self.text.startswith(("的", "电", "讯"), date.end):
                continue
            before = self.text[max(begin, date.start - 2) : date.start]
            if before.endswith(("截至", "截止")) or (before.endswith(("到", "至")) and date.start > begin + 1) or self.text.startswith("全会", date.end - 2):
                continue
            self.state.date, self.state.dated = date.edtf.split("T")[0] if date.kind == "time" else date.edtf, False

    def act(self, found: list[Predicate], start: int, stop: int, mark: int) -> bool:
        """Write the actions of a clause; whether its last predicate begins a speech."""
        words, state, text = self.words, self.state, self.text
        starts, end = words.starts, self._offset(stop)
        first = found[0]
        subject = self.subjects.read(start, first.first, first.duty, first.entry.skip)
        if words.texts[start] in ("他", "她") and state.person:
            subject = Subject(NAMED, (state.person,), start, start + 1)
        if subject.kind == NONE and state.kind == DOCUMENT and first.entry.speech:
            subject = Subject(DOCUMENT)
        elif subject.kind == DOCUMENT and not (first.entry.speech or first.entry.word in _CONTENT):
            subject = Subject(THING, (), subject.first, subject.stop)
        own = subject.kind != NONE and not (subject.passive and subject.first < 0 and not subject.names) and not (subject.kind == THING and state.theme is not None)
        before = state.names, state.kind
        if own:
            pending = state.pending
            self.take_up(subject, start)
            if pending and subject.kind in (NAMED, AGENT) and (first.entry.category == "convene" or words.texts[first.first - 1] in _ALL):
                state.names = tuple(dict.fromkeys((*pending, *subject.names)))
        elif state.stale and state.speaking and first.modal is None and words.tags[start] != "m":
            state.hush()
        state.stale, state.pending = False, ()
        self.when(start, first.first)
        base = self.modality(first, own)
        if state.kind == PERSON and first.entry.speech and not state.names:
            state.speak(None, None)  # 大家表示，…
        if base == REPORTED and state.kind == PERSON and not (state.names and first.entry.category in _PERSONAL):
            return False
        if state.instructs and not own and first.entry.word in _PERFORMED and base == DIRECTIVE:
            base, state.names = REPORTED, self.issuer
        if self.relative(found, start, stop, mark):
            state.names, state.kind = (), AGENT
            return False
        current, clause = base, text[starts[start] : end].strip()
        written: list[Action] = []
        spoke = False
        for n, predicate in enumerate(found):
            entry = predicate.entry
            names = state.names
            if n == 0 and subject.passive and not subject.names:
                names = ()
            if predicate.nested:
                names = self.subjects.read(found[n - 1].stop, predicate.first).names
                outer = found[n - 1].entry
                if outer.word == "决定" and not self.is_meeting(subject):
                    names, current = names or state.names, REPORTED if predicate.light else PLANNED
                elif outer.word == "组织":
                    names = names or state.names
                elif outer.orders or outer.category == "adopt":
                    current = DIRECTIVE
            if predicate.modal is not None:
                current = predicate.modal
            if entry.forbids:
                current = DIRECTIVE
            last = words.texts[predicate.stop - 1]
            tail = len(last) - predicate.last.keep if predicate.last.keep and last not in RESULTS else 0
            trigger = starts[predicate.first] + entry.skip, self._offset(predicate.stop) - tail
            left, right = objects.extent(predicate, words, end, tail)
            category = self.refine(entry, left, right)
            if predicate.last is not None and predicate.last.word == "通过":
                category = "adopt"
            thing = objects.clean(text[left:right]) if left < right and not self.before_modal(predicate, stop) else None
            actors = names
            if entry.word == "提出" and thing is None and (self.is_meeting(subject) or (actors and actors[0] in self.subjects.persons)):
                category = "state"
            elif predicate.light:
                category = objects.act(left, right, words, self.lexicon) or category
            own_object = thing
            thing = self.theme(predicate, found, subject, thing, left, right)
            if predicate.front < 0 and subject.kind == THING and words.texts[predicate.stop : predicate.stop + 1] == ["为"]:
                thing = objects.clean(text[starts[subject.first] : starts[subject.stop]])  # 策略调整为…
            mode = REPORTED if predicate.modal is None and self._past(predicate, start) else current
            if (entry.category == "state" and not entry.modal) or entry.word == "建议":
                mode = REPORTED if predicate.modal is None else mode
                if not own and state.speaking and not predicate.nested and state.speaker:
                    actors = (state.speaker,)
                if subject.kind == DOCUMENT:
                    actors = self.author(subject)
            in_force = entry.word in IN_FORCE and (text.startswith("起", trigger[0] - 1) or text.startswith("起", trigger[0] - 3))
            if thing is None and in_force:
                thing = state.thing or state.subject
            elif entry.word in ("予以", "加以") and thing == own_object and (thing is None or objects.names_act(left, right, words, self.lexicon)):
                thing = state.thing
            elif thing is not None and entry.word in ("纳入", "列入", "列为") and subject.kind == THING and predicate.front < 0:
                thing = objects.clean(text[starts[subject.first] : starts[subject.stop]])
            if predicate.able in _ABLE or (predicate.able and mode == REPORTED):
                continue
            if mode == REPORTED and (self.is_state(predicate, subject, thing, stop)):
                continue
            if thing is None and subject.first >= 0 and not predicate.nested:
                if subject.passive and subject.stop > subject.first:
                    thing = objects.clean(text[starts[subject.first] : starts[subject.stop]])
                elif entry.event and (subject.kind in (THING, DOCUMENT) or entry.category in ("convene", "establish")):
                    thing, actors = objects.clean(text[starts[subject.first] : starts[subject.stop]]), ()
                elif mode != REPORTED and subject.kind == THING:
                    thing = objects.clean(text[starts[subject.first] : starts[subject.stop]])
            if thing is None and state.topic is not None and (predicate.modal == DIRECTIVE or state.instructs):
                thing = state.topic
            opens = self.introduces(predicate, stop, mark, subject)
            if in_force and predicate.modal != DIRECTIVE:
                mode, actors = PLANNED if self.future() else REPORTED, ()
            if thing is not None and words.tags[predicate.stop : predicate.stop + 1] == ["m"] and _ANNIVERSARY.search(thing):
                continue
            if entry.modal and mode == REPORTED and not opens and (thing is None or state.kind == THING):
                continue
            if mode == PLANNED and not actors and not own and state.speaking and state.kind == NONE:
                actors = state.announcer
            document = self.document(left, right)
            if document is None and predicate.light:
                document = state.latest if state.issued else self.document(starts[start], trigger[0])
            if category == "appoint" and state.decider and state.speaking and not own:
                mode, actors = REPORTED, state.decider
            if state.issued and not own and category not in _PAPERWORK and entry.word not in IN_FORCE and mode == REPORTED and not self._past(predicate, start):
                mode, actors, document = DIRECTIVE, (), document or state.latest
            action = Action(
                trigger[0], trigger[1], f"actions.{category}", category, mode, list(actors),
                None if entry.speech and entry.word != "要求" else thing,
                document or state.document, state.date, self.place(start, predicate.first),
                state.speaker if mode == DIRECTIVE and state.speaking else None, clause,
            )  # fmt: skip
            written.append(action)
            state.dated = True
            if category in ("issue", "adopt", "amend", "plan") and thing is not None:
                state.thing = thing
            if entry.word in ("会同", "联合") and thing is not None and names:
                state.names = tuple(dict.fromkeys((*names, *self.subjects.named(left, right)[0])))
            if category == "issue" and (document is not None or self.is_paper(right)):
                state.issued, state.latest, state.issuers = True, document, actors
                state.published = True
            if opens:
                spoke = True
                if entry.word == "要求" and predicate.stop < stop or entry.word == "决定":
                    self.content = action, left
                kept = (state.names, state.kind)
                state.speak(self.speaker(actors, subject), self.speaking_document(subject))
                current, own = DIRECTIVE, False
                if entry.word == "决定":
                    state.decider = actors
                if entry.word in ("商定", "约定") or (entry.word == "决定" and not self.is_meeting(subject)):
                    current = state.content = PLANNED  # what a body decides it will do itself
                    state.names, state.kind = kept
                elif entry.category == "instruct":
                    state.content = DIRECTIVE
                if actors and actors[0] not in self.subjects.persons and not self.is_meeting(subject):
                    state.announcer = actors
                if predicate.stop < stop:
                    self.when(predicate.stop, stop)
            elif entry.orders and mode == REPORTED and not state.speaking:
                state.speaking, state.speaker, spoke = True, self.speaker(actors, subject), True
                state.names, state.kind, state.modality = (), NONE, DIRECTIVE
                if n == len(found) - 1:
                    state.names = self.subjects.named(left, right)[0]
        if subject.aside and not spoke and (not subject.passive or (before[0] and written and written[-1].object is None)):
            state.names, state.kind = before
        self.share(found, written)
        self.doc.actions.extend(written)
        self.last = written[-1] if written else None
        if found[-1].nested and written:
            state.names = tuple(written[-1].actors)
        if not spoke:
            state.modality = current if current != REPORTED or own or not state.speaking else state.modality
        return spoke

    def relative(self, found: list[Predicate], start: int, stop: int, mark: int) -> bool:
        """Whether the clause is only the subject of the next (办理登记的企业，应当…)."""
        first, last = found[0], self.words.texts[stop - 1]
        if mark != COMMA or first.first != start or first.modal is not None or len(found) > 1:
            return False
        return "的" in self.words.texts[first.stop : stop - 1] and (last in self.lexicon.persons or last in _DOERS)

    def modality(self, first: Predicate, own: bool) -> str:
        """Modality of a clause by its first predicate and by what carries over."""
        state = self.state
        if first.modal is not None:
            return first.modal
        if own and state.names and (first.entry.speech or first.entry.word in ("提出", "宣布")):
            return REPORTED
        if first.front > 0 and self.words.texts[first.front - 1] == "现":
            return REPORTED  # 现将…印发
        if first.duty or (state.instructs and state.modality is None):
            if first.entry.category == "appoint":
                return REPORTED
            return PLANNED if first.entry.word in ("召开", "主持", "举行") else DIRECTIVE
        if state.speaking and state.content is not None and (own or state.modality is None):
            return state.content
        if own and state.modality != DIRECTIVE:
            return REPORTED
        if state.modality is None and state.momentum == PLANNED:
            return PLANNED
        return state.modality or (DIRECTIVE if state.speaking else state.momentum or REPORTED)

    def is_state(self, predicate: Predicate, subject: Subject, thing: str | None, stop: int) -> bool:
        """Whether a reported predicate tells a state or a statistic (结构优化, 提高3.2个百分点), not an act."""
        entry = predicate.entry
        if entry.word == "作为" and predicate.front < 0:
            return True
        if entry.pivot and self.state.kind == THING:
            return True
        if thing is None:
            return entry.category == "improve" or (subject.kind == THING and not entry.event)
        counted = predicate.stop < stop and self.words.tags[predicate.stop] == "m"
        return counted and (entry.category == "improve" or "周年" in thing)

    def theme(
        self, predicate: Predicate, found: list[Predicate], subject: Subject, thing: str | None, left: int, right: int
    ) -> str | None:
        """The object, where 对, 把 or 将 brought it before the predicate."""
        words, state = self.words, self.state
        if predicate.front >= 0:
            preposition = words.texts[predicate.front]
            if preposition not in objects.THEMES:
                return thing
            sharing = next(one for one in found if one.front == predicate.front)
            a, b = objects.theme(predicate.front, sharing.first, words, self.lexicon)
        elif state.theme is not None and not predicate.nested:
            preposition, a, b = state.theme
            if preposition in ("把", "将"):
                if subject.first >= 0:
                    b = words.starts[predicate.first]  # the theme goes on into this clause
                elif thing is not None:
                    return thing
            state.theme = None
        else:
            return thing
        if preposition in ("把", "将") or thing is None or predicate.light or predicate.entry.forbids or objects.names_act(left, right, words, self.lexicon):
            return objects.clean(self.text[a:b])
        return thing

    def refine(self, entry: Entry, left: int, right: int) -> str:
        """The category of a predicate, where the object may decide it."""
        for noun, category in self.lexicon.refinements.get(entry.word, ()):
            if self.text.find(noun, left, right) >= 0:
                return category
        return entry.category

    def speaker(self, actors: tuple[str, ...], subject: Subject) -> str | None:
        """Who speaks, when `actors` do: not a body that speaks by a document."""
        if subject.kind == DOCUMENT and actors and actors[0] == self.state.person:
            return actors[0]
        return actors[0] if actors and subject.kind != DOCUMENT and not self.state.issued else None

    def author(self, subject: Subject) -> tuple[str, ...]:
        """Whose word the document is that speaks: the person's for an instruction or letter, else the issuing body's."""
        state = self.state
        if subject.stop > 0 and self.words.texts[subject.stop - 1] in _LETTERS and state.person:
            return (state.person,)
        return state.issuers

    def speaking_document(self, subject: Subject) -> str | None:
        """Full title of the document that speaks."""
        if subject.kind == DOCUMENT:
            return (self.title(subject) if subject.first >= 0 else None) or self.state.latest
        return self.state.latest if self.state.issued else None

    def introduces(self, predicate: Predicate, stop: int, mark: int, subject: Subject) -> bool:
        """Whether what follows the predicate is speech, or the content of a document."""
        entry = predicate.entry
        if entry.speech:
            after = self.words.texts[predicate.stop] if predicate.stop < stop else ""
            return after not in _PAST_AFTER
        if entry.word not in _CONTENT:
            return False
        if subject.kind == DOCUMENT:
            return True
        if self.before_modal(predicate, stop):
            return True
        if self.state.published and subject.kind == NONE and entry.word in ("提出", "明确", "规定"):
            return True
        return mark == COLON or (mark == COMMA and predicate.stop >= stop)

    def before_modal(self, predicate: Predicate, stop: int) -> bool:
        """Whether a modal follows the predicate at once (提出要…)."""
        after = self.lexicon.table.get(self.words.texts[predicate.stop]) if predicate.stop < stop else None
        return after is not None and after.kind == MODAL and after.value in (DIRECTIVE, PLANNED)

    def share(self, found: list[Predicate], written: list[Action]) -> None:
        """Predicates joined directly share the object of the last (督促、检查…)."""
        if len(written) != len(found):
            return
        for n in range(len(found) - 2, -1, -1):
            if written[n].object is None and found[n].limit == found[n].stop and found[n + 1].first <= found[n].stop + 2:
                if not found[n].entry.speech and self.words.texts[found[n].stop] in _SHARING and found[n + 1].entry.category != "convene":
                    written[n].object = written[n + 1].object

    def is_meeting(self, subject: Subject) -> bool:
        """Whether a meeting is the subject."""
        return subject.stop > 0 and self.words.texts[subject.stop - 1].endswith("会") or bool(subject.names) and subject.names[0].endswith("会议")

    def is_paper(self, right: int) -> bool:
        """Whether the object that ends at `right` is a notice, plan or the like without a title."""
        return right > 0 and self.words.texts[self.words.at(right - 1)] in _CONTENTFUL

    def future(self) -> bool:
        """Whether the date at hand lies after the publication."""
        published, date = self.doc.context.published, self.state.date
        return date is None or published is None or date > published.isoformat()

    def place(self, start: int, stop: int) -> str | None:
        """The place named after 在, 赴 or 到."""
        words = self.words
        for j in range(start, stop - 1):
            entry = self.lexicon.table.get(words.texts[j])
            if entry is not None and entry.kind == PLACE:
                k = j + 1
                while k < stop and words.tags[k] == "ns":
                    k += 1
                if k > j + 1:
                    return self.text[words.starts[j + 1] : words.starts[k]]
        return None

    def document(self, left: int, right: int) -> str | None:
        """Full title of the policy document between two code points: one in 《》, or one that opens the object."""
        k = bisect_left(self.document_starts, left)
        while k < len(self.document_starts) and self.document_starts[k] < right:
            if self.document_starts[k] <= left + 1 or self.text[self.document_starts[k]] == "《":
                return self.doc.policy_documents[k].full_title
            k += 1
        return None

    def title(self, subject: Subject) -> str | None:
        """Full title of the document that is the subject."""
        return self.document(self.words.starts[subject.first], self._offset(subject.stop))

    def _offset(self, word: int) -> int:
        """Code point at which the word begins, or the end of the text."""
        starts = self.words.starts
        return starts[word] if word < len(starts) else len(self.text)

    def _past(self, predicate: Predicate, start: int) -> bool:
        """Whether the predicate is marked as done or going on."""
        texts = self.words.texts
        if predicate.stop < len(texts) and texts[predicate.stop] in _PAST_AFTER:
            return True
        i = predicate.first - 1
        while i >= start and texts[i] in self.lexicon.adverbs:
            if texts[i] in _PAST_BEFORE:
                return True
            i -= 1
        return False
