"""Laws, regulations, plans, notices, opinions and the like: titles in 《》, document numbers, short forms.

A title counts when its tail is a kind of policy document (`rules/policy_documents/kinds.tsv`): 《焦点访谈》 does not. A short form takes
the full title that the text gives it, by definition (以下简称《意见》) or by tail (`antecedents`). Titles on lines of their own, without
marks, are those of the text itself and of its annexes (`headings`). A number is tied to the title it follows or promulgates, or, on
a line of its own, to the heading it stands under. Issuers and dates come from the title, the words around it (`issuers`), the lines
around a heading and at the end (`frame`), or the number's prefix.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from operator import attrgetter

from zhengce.extract.policy_documents import numbers
from zhengce.extract.policy_documents.antecedents import Antecedents
from zhengce.extract.policy_documents.frame import Frame
from zhengce.extract.policy_documents.headings import Heading, headings
from zhengce.extract.policy_documents.issuers import Issue, Issuers
from zhengce.extract.policy_documents.numbers import Number
from zhengce.extract.policy_documents.vocabulary import load_vocabulary
from zhengce.model import Document, PolicyDocument

TITLE, SHORT, NUMBER = "policy_documents.title", "policy_documents.short", "policy_documents.number"
HEADING = "policy_documents.heading"

# 《…》白皮书, 题为《…》的报告: what follows the marks says what the title is of.
_KIND_AFTER = re.compile(r"(?P<kind>白皮书|蓝皮书|绿皮书)|的(?:工作)?(?P<of>报告|决定|决议|通知|意见|议案|方案)")
_OF_ANOTHER = re.compile(r"(?:印发|转发|发布|公布|修改|废止|批准|审议)$")  # 关于印发《…》的通知 is not of this title
_SPACE = re.compile(r"[\s　]{1,9}")
_BARE = re.compile(r"[\s　、《》〈〉，]")
_LISTED = re.compile(r"[\s　]*(?:（[^（）《》]{1,30}）)?(?:以?及|[、和与])?[\s　]*")
_DAY = r"[12一二][\d〇零○ＯOΟ◯一二三四五六七八九]{3}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
_ALONE_BEFORE = re.compile(rf"(?:\A|\n)[（( 　]{{0,8}}(?:{_DAY}[ 　]{{1,4}})?\Z")
_ALONE_AFTER = re.compile(rf"[）) 　]{{0,8}}(?:{_DAY}[）) 　]{{0,4}})?(?:\n|\Z)")
_PROMULGATES = re.compile(
    r"(?:文件?)?(?:说)?\s{0,4}[，、]?现?(?:予以|将(?:修[改订]后的)?)?(?:公布|发布|颁布|印发|下发)?(?:的|了)?\s?"
)  # 国务院令第700号公布《快递暂行条例》
_PASSED = re.compile(r"(?:（[^（）]{1,20}）)?(?:已经?|业经|经)[^。\n]{4,60}(?:公布|发布|颁布|施行)")
_ISSUING = re.compile("印发|发布|公布|颁布|颁发|下发")
_BRACKETS = str.maketrans("()<>〔〕[]", "（）〈〉（）（）")
_HEADER = 400  # code points in which the document's own number stands
_ANNOUNCED = 300  # code points from there to the short form
_ANNOUNCES = ("发出", "发出了", "印发", "印发了", "下发", "下发了", "发布", "发布了", "公布", "出台", "作出")
_UNDER = 80  # code points from a heading to its number


@dataclass(slots=True)
class _Work:
    """One document that the text speaks of; its mentions share what any of them says."""

    full_title: str | None
    kind: str | None
    issuers: list[str] = field(default_factory=list)
    number: str | None = None
    dated: str | None = None
    said: Issue | None = None  # in the clause of its last title


_Mention = tuple[PolicyDocument, _Work]


class PolicyDocuments:
    """Policy documents named in 《》 or by number."""

    def __init__(self) -> None:
        self._vocabulary = load_vocabulary()
        self.kind = self._vocabulary.kind

    def claim(self, doc: Document) -> None:
        """Titles are found with the sentences, before any extractor."""

    def complete(self, doc: Document) -> None:
        """Find titles and numbers, resolve short forms, tie numbers and issuers to their documents."""
        found = sorted(
            _without_body(doc, one)
            for one in numbers.find(doc.text, self._vocabulary.prefixes)
            if not _inside_title(doc, one)
        )
        own, behind = headings(doc, self.kind)
        headed = [one for one in (own, *behind) if one is not None]
        doc.headings = [(one.start, one.end) for one in headed if one.start >= 0]
        if not (doc.titles or found or headed):
            return
        reading = _Reading(doc, own, headed)
        mentions = list(reading.headings())
        titled = list(reading.titles())
        mentions += titled
        itself = reading.works[_key(own.title)] if own else None
        for number in found:
            work = reading.numbered(number, titled, mentions[-1:])
            if number.running and work.full_title is None:
                continue
            work.number = work.number or number.number
            if not work.issuers and not (work.full_title and "主席令" in number.prefix):  # a law is not the President's
                work.issuers = self._vocabulary.numbered_by(number) or reading.decreed(number)
            if itself is None and reading.alone(number) and number.start < _HEADER:
                itself = work
            mentions.append((PolicyDocument(number.start, number.end, NUMBER), work))
        if itself is not None:
            doc.own = PolicyDocument(
                -1, -1, HEADING, None, itself.full_title, itself.number, itself.kind, itself.issuers, itself.dated
            )
        known = {work.number: work for _, work in mentions if work.number and work.full_title}
        for mention, work in mentions:
            if work.full_title is None and work.number in known:  # 国发〔1993〕38号文件 again, by number only
                work = known[work.number]
            same = mention.title and work.full_title and _key(mention.title) == _key(work.full_title)
            mention.full_title, mention.document_kind = mention.title if same else work.full_title, work.kind
            mention.issuers, mention.number, mention.dated = work.issuers, work.number, work.dated
        doc.policy_documents = sorted((mention for mention, _ in mentions), key=lambda mention: mention.start)


class _Reading:
    """The documents of one text."""

    def __init__(self, doc: Document, own: Heading | None, headed: list[Heading]) -> None:
        self.doc = doc
        self.own = own.title if own else None
        self.headed = headed
        self.vocabulary = load_vocabulary()
        self.issuers = Issuers(doc)
        self.frame = Frame(doc)
        self.works: dict[str, _Work] = {}

    def headings(self) -> list[_Mention]:
        """The titles on lines of their own; a title's span begins behind its issuers."""
        found: list[_Mention] = []
        for (start, end, title), stop in zip(self.headed, self._stops(), strict=True):
            work = self.works.setdefault(_key(title), _Work(title, self.vocabulary.kind(title)))
            issuers, dated = self.frame.of(start, end, stop)
            work.dated = work.dated or dated
            work.issuers = work.issuers or self.issuers.of_title(title) or issuers
            if start >= 0:
                about = self.issuers.head(title)
                found.append((PolicyDocument(self._past(start, about), end, HEADING, title=title), work))
        return found

    def _stops(self) -> list[int]:
        """Where what each heading is over ends: at the next of another title."""
        stops: list[int] = []
        stop, below = len(self.doc.text), None
        for one in reversed(self.headed):
            if below is not None and below.title != one.title:
                stop = below.start
            stops.append(stop)
            below = one
        return stops[::-1]

    def _past(self, start: int, count: int) -> int:
        """The offset behind `count` characters, without blanks, from `start`."""
        text = self.doc.text
        while count or text[start].isspace():
            count -= not text[start].isspace()
            start += 1
        return start

    def decreed(self, number: Number) -> list[str]:
        """The body whose decree it is (鞍山市人民政府令)."""
        return self.issuers.named(number.prefix.removesuffix("令")) if number.prefix.endswith("令") else []

    def titles(self) -> list[_Mention]:
        """The titles that count, with their documents."""
        doc = self.doc
        texts = [_SPACE.sub(" ", doc.text[start + 1 : end - 1].strip()) for start, end in doc.titles]
        antecedents = Antecedents(doc, texts, self.own)
        fulls = antecedents.resolve()
        kinds = self._kinds(texts)
        found: list[_Mention] = []
        unmarked: dict[str, int] | None = None
        for (start, end), title, full, kind in zip(doc.titles, texts, fulls, kinds, strict=True):
            name = full or title
            if kind is None and title not in self.vocabulary.named:
                continue
            if name != title and self.vocabulary.kind(name) is None:  # 《纲要》, of a book
                continue
            work = self.works.setdefault(
                _key(full) if full else f"#{start}", _Work(full, self.vocabulary.kind(name) or kind)
            )
            self._issue(start, end, name, work, found[-1] if found else None)
            if full and full != title and not work.issuers:
                if unmarked is None:
                    unmarked = {one.title: one.start for one in antecedents.running() if one.start >= 0}
                if full in unmarked:
                    self._take(self.issuers.around(unmarked[full], unmarked[full] + len(full)), work)
            if full is None and not work.issuers:
                self._announced(start, title, work)
            found.append((PolicyDocument(start, end, TITLE if full == title else SHORT, title=title), work))
        return found

    def _kinds(self, titles: list[str]) -> list[str | None]:
        """By the tail, or by what follows the marks, there or elsewhere in the text."""
        said: dict[str, str] = {}
        kinds = [self.vocabulary.kind(title) for title in titles]
        text = self.doc.text
        for (start, end), title, kind in zip(self.doc.titles, titles, kinds, strict=True):
            after = _KIND_AFTER.match(text, end) if kind is None else None
            if after and (after["kind"] or not _OF_ANOTHER.search(text, max(start - 2, 0), start)):
                said[title] = self.vocabulary.kind(after["kind"] or after["of"]) or ""
        return [kind or said.get(title) for title, kind in zip(titles, kinds, strict=True)]

    def _issue(self, start: int, end: int, name: str, work: _Work, last: _Mention | None) -> None:
        """Take issuers and date from the title, the own title that holds it, a title joined to it, or the words around."""
        if not work.issuers:
            work.issuers = self.vocabulary.issuers(name) or self.issuers.of_title(name)
        if (
            not work.issuers
            and self.own
            and _ISSUING.search(self.own)
            and _BARE.sub("", name) in _BARE.sub("", self.own)
        ):
            work.issuers = list(self.works[_key(self.own)].issuers)  # …关于印发《办法》的通知
        said = last and last[1].said
        if said is None or last is None or not _LISTED.fullmatch(self.doc.text, last[0].end, start):
            said = self.issuers.around(start, end)
        self._take(said, work)

    def _announced(self, start: int, title: str, work: _Work) -> None:
        """Issuers of a short form whose document has no title: 两部联合发出通知。……《通知》指出."""
        reach = max(start - _ANNOUNCED, 0)
        at, verb = max((self.doc.text.rfind(verb + title, reach, start), verb) for verb in _ANNOUNCES)
        if at >= 0:
            self._take(self.issuers.around(at + len(verb), at + len(verb) + len(title)), work)

    def _take(self, said: Issue, work: _Work) -> None:
        work.issuers, work.dated = work.issuers or list(said.issuers), work.dated or said.dated
        work.said = said if said.clause else None

    def alone(self, number: Number) -> bool:
        """Whether the number has a line of its own, a day aside."""
        text = self.doc.text
        before = _ALONE_BEFORE.search(text, max(number.start - 24, 0), number.start)
        return bool(before and _ALONE_AFTER.match(text, number.end))

    def numbered(self, number: Number, titled: list[_Mention], last: list[_Mention]) -> _Work:
        """The document of `number`, between the `titled` ones; `last` is the mention that was found before."""
        text, (start, end) = self.doc.text, number[:2]
        here = bisect_left(titled, start, key=lambda found: found[0].start)
        before, behind = titled[max(here - 1, 0) : here], titled[here : here + 1]
        bracketed = text[max(start - 2, 0) : start].strip() in ("（", "(", "》（", "》(", "”（", "”(")
        if bracketed:
            for mention, work in before:
                if 0 <= start - mention.end <= 2:
                    if work.number != number.number and work.number is not None:
                        work.number = number.number  # said of the title itself: it comes before a decree that amends it
                    return work
        alone = self.alone(number)
        for mention, work in behind:
            if mention.title and end <= mention.start <= end + 10 and _PROMULGATES.fullmatch(text, end, mention.start):
                work.dated = work.dated or (self.frame.dated(mention.end, len(text)) if alone else None)
                return work
        if bracketed:
            for mention, work in last:
                if 0 <= start - mention.end <= 2:
                    return work
        above = [one for one in self.headed if 0 <= start - one.end < _UNDER and one.start >= 0] if alone else []
        if above:
            return self.works[_key(above[-1].title)]
        if alone and start < _HEADER:  # of the text itself
            if self.own:
                return self.works[_key(self.own)]
            for mention, work in behind:
                if "令" in number.prefix and mention.start - end < 40 and _PASSED.match(text, mention.end):
                    work.dated = work.dated or self.frame.dated(mention.end, len(text))
                    return work
        if "令" in number.prefix and not alone:  # 《…办法》以省政府令第35号公布
            sentence = self.doc.sentences[self.doc.sentence_at(start)]
            for mention, work in before:
                if mention.title and sentence <= mention.start and mention.end <= start:
                    return work
        return _Work(None, None)


def _key(title: str) -> str:
    """A title however its brackets are written."""
    return title.translate(_BRACKETS)


def _without_body(doc: Document, number: Number) -> Number:
    """国务院办公厅国办发〔2016〕1号: the body is not part of the number."""
    at = bisect_left(doc.organisations, number.start, key=attrgetter("start"))
    for body in doc.organisations[at : at + 1]:
        length = body.end - number.start
        if body.start == number.start and length <= len(number.prefix) - 2 and "令" not in number.prefix:
            return number._replace(
                start=body.end, number=number.number[length:].lstrip(), prefix=number.prefix[length:].lstrip()
            )
    return number


def _inside_title(doc: Document, number: Number) -> bool:
    before = bisect_left(doc.titles, (number.end,)) - 1
    return before >= 0 and doc.titles[before][1] > number.start
