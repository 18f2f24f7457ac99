"""What a clause says besides its predicates: who speaks, which document, where, whether it is done or to be done."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Protocol

from zhengce.extract.actions import objects
from zhengce.extract.actions.discourse import DIRECTIVE, PLANNED, REPORTED, Discourse
from zhengce.extract.actions.predicates import (
    COMMA,
    FRONT,
    MODAL,
    PLACE,
    WITH,
    words,
)
from zhengce.extract.actions.scan import Scan
from zhengce.extract.actions.subjects import AGENT, DOCUMENT, NAMED, OURSELVES, PERSON, THING, Subject, Subjects
from zhengce.extract.actions.triggers import Predicate
from zhengce.model import Document

PAST_AFTER = frozenset({"了", "过"})
_PAST_BEFORE = words("共 总共 一共 多次 已 已经 正在 先后 曾 曾经 正 刚刚 累计 相继 陆续")
_EVER = words("始终 一贯 一直 历来 从来 向来")
_REOPENING = frozenset({"要求", "强调", "指出", "表示", "希望", "期待", "勉励"})
_SITTING = words("部署 研究部署 部署安排 听取 讨论 审议 讨论通过 审议通过")  # what a meeting does beside deciding
_SETS = ("研究决定", "研究确定", "确定")
_SAT = frozenset({"决定", "部署", "研究部署"})
_SITTING_TEXT, _SITTING_ACTS = 200, 8  # characters and acts before, in which the meeting did so
_COPULAS = words("是 就是 也是 既是 正是 不仅是 事关 关系到 关乎 有利于 有助于 意味着 符合 离不开")
_TO_COME = frozenset({DIRECTIVE, PLANNED})
_PLACE_WORDS = 60  # before a predicate, among which its place is looked for
_NOUN_WORDS = 6  # in which an attribute's noun ends
_ADVERBIALS = frozenset({PLACE, FRONT, WITH})
_ABOUT = frozenset({"关于", "对", "对于", "就", "为", "和", "与", "同"})  # that may also begin an attribute of the noun
_PERFORMS = frozenset({"授予", "追授", "致以"})  # done by the very decision
_MATTERS = frozenset(
    {"问题", "事务", "事件", "方面", "局势", "危机", "金融危机", "金融"}
)  # behind the name of a place that is talked about
LETTERS = ("批示", "指示", "信", "电", "命令", "通令", "讲话", "文章")  # papers in which a person speaks
_DOERS = words("企业 单位 机构 人员 个人 家庭 毕业生 地区 地方 组织 部门 申请人")
_PERSONAL = frozenset(
    {"state", "convene", "inspect", "report", "instruct", "issue"}
)  # reported of people in office only
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
    first = [one for one in doc.organisations[:1] if one.start < _FRONT_MATTER]
    addressed = own is None and any(doc.text.startswith("：\n", one.end) for one in first)
    return () if addressed else tuple(one.name for one in first)


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


class Facts:
    """Facts of one clause at a time, by what carries over from those before."""

    def __init__(self, doc: Document, scan: Scan, subjects: Subjects, state: Discourse, narrator: Narrator) -> None:
        self.doc, self.scan, self.subjects, self.state, self.narrator = doc, scan, subjects, state, narrator
        self.issuer = _issuer(doc)
        self.document_starts = [one.start for one in doc.policy_documents]
        self.published = doc.context.published.isoformat() if doc.context.published else None

    # --- who, which, where

    def _speaker(self, actors: tuple[str, ...], subject: Subject) -> str | None:
        """Who speaks, when `actors` do: not a body that speaks by a document."""
        if not actors or (subject.kind == DOCUMENT and actors[0] != self.state.person):
            return None
        return None if self.state.issued and subject.kind != DOCUMENT else actors[0]

    def _author(self, subject: Subject) -> tuple[str, ...]:
        """Whose word the document is that speaks: the person's for an instruction or letter, else the issuing body's."""
        state = self.state
        if subject.stop > 0 and self.scan.texts[subject.stop - 1].endswith(LETTERS):
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
        if scan.texts[predicate.stop] in PAST_AFTER or (
            predicate.entry.skip and scan.texts[predicate.first][0] == "已"
        ):
            return True
        i = predicate.first - 1
        while i >= clause.start and scan.entries[i].adverbial:
            if scan.texts[i] in _PAST_BEFORE or (clause.own and scan.texts[i] in _EVER):
                return True
            i -= 1
        return predicate.front > clause.start and scan.texts[predicate.front - 1] in ("已", "已经")  # 已就…立案调查

    def _future(self) -> bool:
        """Whether the date at hand lies after the publication."""
        date = self.state.date
        return date is None or self.published is None or date > self.published

    def _place(self, start: int, stop: int) -> str | None:
        """The place named after 在, 赴 or 到 among the words [start, stop)."""
        scan = self.scan
        for j in range(max(start, stop - _PLACE_WORDS), stop - 1):
            if scan.entries[j].kind == PLACE and scan.tags[j + 1] == "ns":
                k = j + 2
                while k < stop and scan.tags[k] == "ns":
                    k += 1
                if scan.texts[k] in _MATTERS:
                    continue
                return scan.text[scan.starts[j + 1] : scan.starts[k]]
        return None

    # --- how the clause is meant

    @staticmethod
    def _reopens(clause: Clause, first: Predicate) -> bool:
        """Whether the clause goes on telling who says what (作出指示，要求…)."""
        return first.first == clause.start and first.modal is None and first.entry.word in _REOPENING

    def _modality(self, clause: Clause, first: Predicate, was: str | None) -> str:
        """Modality of a clause by its first predicate and by what carries over."""
        state = self.state
        if first.front >= 0 and "现" in (self.scan.texts[first.front][0], self.scan.texts[first.front - 1]):
            return REPORTED  # 现将…印发
        if first.modal == DIRECTIVE and clause.subject.place and self.narrator.news and not state.speaking:
            first.modal = PLANNED  # 今年，浙江还要建设…
        if first.modal is not None:
            return first.modal
        if first.entry.word in _PERFORMS or self._sits(first) or self._past(first, clause):
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
            if clause.own and clause.subject.kind == NAMED and not clause.subject.aside:
                if state.date is not None and state.date.endswith(".."):
                    return REPORTED  # 自2011年以来，某某…
                if not state.fresh and content == DIRECTIVE and first.entry.category in _PERSONAL:
                    return REPORTED  # 某某要求…。某部召开会议
            return content or REPORTED
        if clause.own and state.modality != DIRECTIVE:
            goes_on = was == PLANNED and clause.subject.kind in (THING, AGENT)
            return PLANNED if goes_on or state.ahead else REPORTED
        said = content or DIRECTIVE if state.speaking and state.momentum != PLANNED else state.momentum
        modality = state.modality or said
        return PLANNED if modality in (None, REPORTED) and state.ahead else modality or REPORTED

    def _sits(self, first: Predicate) -> bool:
        """Whether a meeting did what the predicate says beside what it decided or asked for (决定设立试验区，部署工作；通过《条例》)."""
        scan = self.scan
        passed = first.last.word.endswith("通过") and scan.tags[first.stop] == "title"
        sets = scan.text.startswith(_SETS, scan.starts[first.first])
        if first.modal is not None or not (passed or sets or first.entry.word in _SITTING):
            return False
        near = scan.starts[first.first] - _SITTING_TEXT
        if sets:
            near = max(near, self.doc.sentences[self.doc.sentence_at(scan.starts[first.first])] - 1)
        acts = [one for one in self.doc.actions[-_SITTING_ACTS:] if one.start > near]
        told = {(scan.text[one.start : one.end], one.modality) for one in acts}
        if any(modality == PLANNED and (word in _SITTING or word == "审定") for word, modality in told):
            return False  # 会议将听取报告，审议议案
        return any(modality == REPORTED and word in _SAT for word, modality in told)

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
