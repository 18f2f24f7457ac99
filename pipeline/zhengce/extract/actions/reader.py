"""Reads one document clause by clause."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from zhengce.extract.actions.discourse import DIRECTIVE, PLANNED, REPORTED, Discourse
from zhengce.extract.actions.facts import Clause
from zhengce.extract.actions.position import Position
from zhengce.extract.actions.predicates import (
    BRACKET,
    CLOSE,
    COLON,
    COMMA,
    LINE,
    LIST,
    MODAL,
    NONE,
    OPEN,
    STATIVE,
    STOP,
    UNBRACKET,
    VERB,
    Lexicon,
)  # fmt: skip
from zhengce.extract.actions.scan import Scan
from zhengce.extract.actions.subjects import (
    ABSENT,
    AGENT,
    DOCUMENT,
    NO_SUBJECT,
    OURSELVES,
    PERSON,
    THING,
    Subject,
    Subjects,
)
from zhengce.extract.actions.triggers import Clauses
from zhengce.extract.actions.writer import Writer
from zhengce.model import Date, Document

_DATELINE = frozenset({"消息", "电", "讯", "报道"})
_NUMERALS = frozenset("一二三四五六七八九十")
_ITEMS = frozenset(numeral + "是" for numeral in _NUMERALS)
_NEWS = re.compile(r"消息|本报|新华社|记者|电\s?[（(]|讯")
_ORDINAL = re.compile(
    r"[一二三四五六七八九十]{1,3}[、是要]|第[一二三四五六七八九十]{1,4}[条，、]|[（(][一二三四五六七八九十]{1,3}[）)]|[1-9]\d?[.．、]"
)
_AGENCIES = ("新华社", "据新华社", "本报", "中新社", "据中新社")
_DATELINE_WORDS = 9  # within which a dateline ends
_MOTTO = re.compile(
    r"坚持(?P<what>[^，,。；：\n]{4}(?:[，,、][^，,。；：\n]{4}){1,7}[^，,。；：\n]{0,4}的(?:原则|方针|要求|思路|方法|政策))"
)
_CHAPTER = re.compile(r"^[ \u3000]*第[一二三四五六七八九十]{1,3}[章节][ \u3000]*[^\n。；：，]{1,24}$", re.MULTILINE)
_QUOTE_WORDS = 30  # longer quotations are speech
_CLOSING = {"“": "”", "‘": "’", "「": "」"}
_FULL_STOPS = frozenset("。！？；\n")
_BRACKET_WORDS = 40  # a bracket left open longer than this was never one
_TO_COME = frozenset({DIRECTIVE, PLANNED})
_NOUN_TAGS = frozenset({"n", "nz", "vn", "j", "l"})
_NAME_TAGS = frozenset({"ns", "nt", "org", "title"})
_TASKS = frozenset({"任务", "要求", "重点", "目标", "思路", "原则", "方针"})
_AHEAD = ("下一步", "下一阶段", "接下来", "今后", "届时")
_TURNED = frozenset({"作为", "列为", "当作"})  # what a theme before them is made
_SINCE = ("以来", "年来", "月来", "天来")  # at the end of a clause that only tells since when
_HEADING = 5  # words that a heading has at most
_HEAD = 200  # characters in which news tells where it comes from


class Reader:
    """The state of reading one document."""

    __deletable__ = ("writer",)  # mypyc wants to know

    def __init__(self, doc: Document, lexicon: Lexicon) -> None:
        self.doc = doc
        self.scan = Scan(doc, lexicon)
        self.subjects = Subjects(doc, self.scan)
        self.clauses = Clauses(self.scan, Position(self.scan))
        self.state = Discourse()
        self.writer = Writer(doc, self.scan, self.subjects, self.state, self)
        self.news = _NEWS.search(doc.text, 0, _HEAD) is not None
        self.mechanism = tuple(one.name for one in doc.organisations if one.kind == "mechanism")[:1]
        self.mottos = [offset for match in _MOTTO.finditer(doc.text) for offset in match.span("what")]
        chapters = [match.span() for match in _CHAPTER.finditer(doc.text)] if "章" in doc.text else []
        self.headings = [offset for heading in sorted({*doc.headings, *chapters}) for offset in heading]
        self.date_starts = [*(one.start for one in doc.dates), len(doc.text) + 1]

    def read(self) -> None:
        """Add the actions of the document."""
        entries, texts = self.scan.entries, self.scan.texts
        hits: list[int] = []
        start, bracket, quoted = 0, -1, -1
        for i in [i for i, entry in enumerate(entries) if entry.kind != NONE]:
            kind = entries[i].kind
            if i < quoted:
                continue
            if kind < CLOSE:
                if bracket < 0:
                    hits.append(i)
            elif kind >= COMMA:
                if bracket >= 0 and kind < LINE and i - bracket < _BRACKET_WORDS:
                    continue
                if kind == COMMA and self.in_motto(self.scan.starts[i]):
                    hits = [j for j in hits if not self.in_motto(self.scan.starts[j])]
                    continue
                self.clause(hits, start, i, kind)
                hits, start, bracket = [], i + 1, -1
            elif kind == OPEN:
                quoted = self.quote_end(i)
            elif kind != CLOSE:
                bracket = i if kind == BRACKET else -1
        self.clause(hits, start, len(texts) - 1, LINE)
        del (
            self.writer
        )  # it knows its reader: as a cycle the two would stay, with all they hold, until the collector comes

    def quote_end(self, i: int) -> int:
        """Index of the mark that closes the quoted term opened at word `i`; -1 for quoted speech, which is read as text."""
        window = self.scan.texts[i + 1 : i + _QUOTE_WORDS]
        closing = _CLOSING[self.scan.texts[i]]
        if closing not in window:
            return -1
        end = window.index(closing)
        return i + 1 + end if _FULL_STOPS.isdisjoint(window[:end]) else -1

    def clause(self, hits: list[int], start: int, stop: int, mark: int) -> None:
        """One clause: the words [start, stop) before a break of strength `mark`; `hits` are its words with a kind."""
        state, scan = self.state, self.scan
        if start < stop:
            if state.stale:
                if not self.news and _ORDINAL.match(scan.text, scan.starts[start]):
                    state.instructs = True
                if state.conditions and not scan.text.startswith(("（", "("), scan.starts[start]):
                    state.conditions = False
            first = self.past_dateline(self.past_number(start, stop), stop)
            if first > start:
                hits = [i for i in hits if i >= first]
            if mark == COLON and "下列" in scan.texts[start:stop] and "条件" in scan.texts[stop - 2 : stop]:
                state.conditions = True  # what follows in lines of their own are no actions
            if mark == LINE and state.stale and not self.news and stop - first < _HEADING:
                self.heading(scan.texts[stop - 1])
            if scan.text.find("是指", scan.starts[start], scan.starts[stop]) >= 0:
                state.defines = True
            if scan.texts[stop - 1] == "如下" and scan.texts[first][0] == "现":
                last = max((i for i in hits if scan.entries[i].kind == VERB), default=-1)
                hits = [i for i in hits if scan.entries[i].kind != VERB or i == last]  # 现就…有关问题通知如下
            passed = state.defines or (state.conditions and state.stale) or self.in_heading(scan.starts[start])
            itemized = scan.texts[start] in _ITEMS
            if itemized and scan.texts[start] != "一是" and state.item is not None:
                state.momentum = state.item
            if first < stop and not passed:
                self.read_clause(hits, first, stop, mark)
            if itemized:
                state.item = state.modality
        if mark >= STOP:
            self.writer.end_sentence(scan.starts[stop])
            if mark == STOP:
                state.end_sentence()
            else:
                state.end_line()

    def heading(self, ending: str) -> None:
        """A line of its own ends with the word `ending`: it may open a section of duties or of rules."""
        duties = ending.endswith(("职能", "职责"))
        self.state.holders = self.mechanism if duties else ()
        self.state.rules = ending == "规则"

    def past_number(self, start: int, stop: int) -> int:
        """Index of the first word behind a number that opens the clause (一、 or 一是)."""
        word = self.scan.texts[start]
        if self.scan.tags[start] == "m":
            return start + 2 if self.scan.texts[start + 1] in ("、", ".", "．") and start + 1 < stop else start
        if len(word) != 2 or word[1] != "是" or word[0] not in _NUMERALS:
            return start
        return start + 1

    def past_dateline(self, start: int, stop: int) -> int:
        """Index of the first word behind the dateline that opens the clause (据新华社北京3月28日电(记者某某)…)."""
        scan = self.scan
        if not scan.text.startswith(_AGENCIES, scan.starts[start]):
            return start
        for i in range(start + 1, min(start + _DATELINE_WORDS, stop)):
            if scan.texts[i] in _DATELINE:
                i += 1
                if scan.entries[i].kind == BRACKET:
                    while i < stop and scan.entries[i].kind != UNBRACKET:
                        i += 1
                    i += 1
                return min(i, stop)
        return start

    def in_motto(self, offset: int) -> bool:
        """Whether the code point stands in a motto whose commas end no clause (坚持统一规划，分类指导的原则)."""
        k = bisect_right(self.mottos, offset)
        return k % 2 == 1

    def in_heading(self, offset: int) -> bool:
        """Whether the code point stands in the title of a document on lines of its own (国务院关于…的通知)."""
        return bisect_right(self.headings, offset) % 2 == 1

    def read_clause(self, hits: list[int], start: int, stop: int, mark: int) -> None:
        """A clause that may hold actions."""
        entries, writer = self.scan.entries, self.writer
        if hits and hits[0] == start and entries[start].kind == LIST and writer.extend(stop):
            return
        if self.scan.text.endswith(_SINCE, self.scan.starts[start], self.scan.starts[stop]):
            self.when(start, stop)
            for i in hits:
                if self.scan.texts[i] in ("自", "从"):
                    subject = self.subjects.read(start, i)
                    if subject.names:
                        self.take_up(subject)  # 某报社自2011年…以来，…
                    break
            return
        if self.state.aims or (mark == COLON and self.scan.texts[stop - 1] == "报道"):
            return
        self.state.aims = any(entries[i].word in ("旨在", "意在") for i in hits)
        for i in hits:
            if entries[i].kind == VERB:
                found = self.clauses.predicates(hits, start, stop)
                if found:
                    writer.act(Clause(found, start, stop, mark, NO_SUBJECT))
                    return
                break
        writer.last = None
        self.pass_by(hits, start, stop, mark)

    def pass_by(self, hits: list[int], start: int, stop: int, mark: int) -> None:
        """A clause without predicates may still name the subject, the theme or the time of the next."""
        scan, state = self.scan, self.state
        ending = scan.texts[stop - 1]
        if ending in ("是", "为") and not _TASKS.isdisjoint(scan.texts[start:stop]):
            state.names, state.kind, state.modality = (), AGENT, DIRECTIVE  # 今年的任务是，…
            return
        if ending in _DATELINE or (mark == COLON and ending in ("）", ")")):
            return
        self.when(start, stop)
        modality, cut = None, stop
        for i in hits:
            entry = scan.entries[i]
            if entry.kind == MODAL and entry.value in _TO_COME and not (i == stop - 1 and entry.word == "需要"):
                modality = entry.value
            elif entry.kind == STATIVE and i < cut:
                cut = i
            elif entry.word == "将" and self.is_modal(i + 1):
                modality = PLANNED
            elif entry.word == "请":
                modality, state.names, state.kind = DIRECTIVE, (), AGENT
        first = start
        while first < stop - 1 and (scan.entries[first].kind == MODAL or scan.entries[first].adverbial):
            first += 1
        opener = scan.texts[first]
        if opener not in ("把", "将") or _TURNED.isdisjoint(scan.texts[stop + 1 : stop + 2]):
            first, opener = start, scan.texts[start]
        if opener in ("为", "为了"):
            pass  # 为了贯彻党中央的部署，加强领导: for whom nobody acts yet
        elif opener in ("对", "对于", "把", "将") and first + 1 < stop:
            state.theme = (opener, scan.starts[first + 1], scan.starts[stop])  # 要把深入学习…，作为…
        else:
            subject = self.subjects.read(start, cut)
            if subject.kind == THING:
                state.subject = subject
                told = cut < stop or (state.speaking and not hits and stop - start > 2)
                if told and state.modality not in _TO_COME:
                    self.take_up(subject)
                if cut == stop:
                    state.topic = start, stop
            elif subject.kind != ABSENT:
                self.take_up(subject)
                if mark == COLON and subject.names and self.subjects.persons.issuperset(subject.names):
                    state.speak(subject.names[0], None)  # 部长某某：“…”
                state.pending = (*state.pending, *subject.names) if cut == stop and mark == COMMA else ()
        if modality is not None:
            state.modality = modality

    def is_modal(self, i: int) -> bool:
        """Whether the 将 before word `i` tells of what is to come (将重点面向…)."""
        return self.scan.entries[i].adverbial or self.scan.tags[i] in ("d", "ad", "v", "vd")

    def take_up(self, subject: Subject) -> None:
        """A new subject: it replaces the one carried over, and ends a speech that its line does not continue."""
        state = self.state
        if state.speaking and state.stale:
            state.hush()
        if state.dated:
            state.date, state.dated = None, False
        state.names, state.kind, state.topic = subject.names, subject.kind, None
        if subject.first >= 0 and (subject.kind == THING or subject.kind == DOCUMENT):
            state.subject = subject
        told = subject.kind == THING or (subject.kind == AGENT and not subject.place)
        told = told and self.scan.texts[subject.first] not in OURSELVES  # which he does not tell what to do
        if not (state.speaking and state.modality == DIRECTIVE and told):
            state.modality = REPORTED if state.speaking else None
        if subject.kind == PERSON:
            state.person = None
        for name in subject.names:
            if name in self.subjects.persons and not (state.speaking and state.fresh):
                state.person = self.subjects.latest = name

    def when(self, start: int, stop: int) -> None:
        """Take the date that the words [start, stop) give."""
        begin, end = self.scan.starts[start], self.scan.starts[stop]
        if self.scan.text.startswith(_AHEAD, begin):
            self.state.ahead = True
        k = bisect_left(self.date_starts, begin)
        since = self.scan.text.endswith("以来", begin, end)
        while self.date_starts[k] < end:
            if since and self.doc.dates[k].end < end:
                return  # 2000年全国会议以来
            self._take_date(self.doc.dates[k], begin)
            k += 1

    def _take_date(self, date: Date, begin: int) -> None:
        """Take a date, if it tells when; the clause begins at the code point `begin`."""
        text = self.scan.text
        if date.kind in ("duration", "set") or date.edtf is None or text.startswith(("的", "电", "讯"), date.end):
            return
        before = text[max(begin, date.start - 2) : date.start]
        if (
            before.endswith(("比", "较"))
            or before in ("截至", "截止")
            or (before.endswith(("到", "至")) and date.start > begin + 1)
        ):
            return
        published = self.doc.context.published
        adverbial = date.start == begin or text[date.start - 1] in "到在于至自从"
        if published is not None and (adverbial or self.scan.tags[self.scan.at(date.end)] not in _NOUN_TAGS):
            self.state.ahead = date.edtf.removeprefix("../").partition("/")[0] > published.isoformat()
        tag = self.scan.tags[self.scan.at(date.end)]
        if not adverbial and (tag in _NAME_TAGS or (text[date.end - 1] == "大" and tag in _NOUN_TAGS)):
            return  # 筹办2022年北京冬奥会, 学习党的二十大精神
        if not text.startswith("全会", date.end - 2):
            self.state.date = date.edtf.partition("T")[0] if date.kind == "time" else date.edtf
            self.state.dated = False
