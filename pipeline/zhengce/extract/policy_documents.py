"""Laws, regulations, plans, notices, opinions and the like: titles in 《》, document numbers, short forms.

A title counts when its tail is a kind of policy document (`rules/policy_documents/kinds.tsv`): 《焦点访谈》 does not. A short form takes
the full title that the text gives it, by definition (以下简称《意见》) or by tail: the nearest document before it, else after it, that
ends the same way. A number is tied to the title it follows, or, on a line of its own, to the document that the text is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter

from zhengce.lexicon import read_table
from zhengce.model import Document, Organisation, PolicyDocument
from zhengce.registry import registry

TITLE, SHORT, NUMBER = "policy_documents.title", "policy_documents.short", "policy_documents.number"

_KIND_LENGTH = 6
_NO_KIND = "-"
# （试行） and （2016—2020年） stand after the kind and are not part of it.
_REMARK = re.compile(
    r"(?:[（(〔\[][^（()）〔〕\[\]]{1,20}[）)〕\]]){1,3}$|[（(][^（()）]{1,20}$|\s+$|\d{1,4}(?:\.\d{1,2})?年?版?$"
)
_DEFINES = re.compile(r"\s?[（(](?:以下|下)?(?:统一|统)?(?:简称|称)(?:为|作|：|:)?\s?[“\"]?$")
_OWN_TITLE = re.compile(
    r"(?m)^[^《》。，：:\n]{0,60}?关于[^。\n]{2,80}\n?[^《》。\n]{0,40}?(?:的|[）〉])(?P<kind>[通决批意复请报][知定复见函示告])$"
)
# 《…》白皮书, 题为《…》的报告: what follows the marks says what the title is of.
_KIND_AFTER = re.compile(r"(?P<kind>白皮书|蓝皮书|绿皮书)|的(?:工作)?(?P<of>报告|决定|决议|通知|意见|议案|方案)")
_STATE = "中华人民共和国"
_PARTY = "中国共产党"  # regulations of the Party are its Central Committee's
_SPACE = re.compile(r"[\s　]{1,9}")
_PAGE_MARK = re.compile(r"^\s?[\[【][^\]】]{1,6}[\]】]\s?")  # [视频]
_REPORTS = re.compile(r"印发|发布|公布|出台|下发|通过|：|:")  # a headline about a document, not its title
_BODY_TAIL = re.compile(r"(?:政府|部|委|委员会|局|厅|署|院|室|行|会|总局|军区|集团)$")
# Numbers are found by their bracketed year or by 令第…号; what stands before that is read backwards from there.
_BRACKET_NUMBER = re.compile(
    r"[〔［\[（(【﹝]\s?(?P<year>(?:19|20)\d\d|\d\d)年?\s?[〕］\]）)】﹞]\s?第?\s?(?P<number>\d{1,5})\s?号"
)
_BRACKET_PREFIX = re.compile(r"[一-鿿]{1,12}(?=\s?$)")
_DECREE = re.compile(
    r"令\s?(?P<open>[（(])?(?P<number>(?:[12]\d{3}年)?第\s?[0-9一二三四五六七八九十百零〇]{1,6}\s?号)(?(open)[）)]?)"
)
_DECREE_PREFIX = re.compile(r"(?:中华人民共和国)?(?:主席|国务院|[一-鿿]{2,14}?(?:部|委员会|总局|署|银行|政府|法院))$")
_PREFIX_LENGTH = 24
_ALONE_BEFORE = re.compile(r"(?:\A|\n)[（( 　]{0,8}\Z")
_ALONE_AFTER = re.compile(r"[）) 　]{0,8}(?:\n|\Z)")
_PROMULGATES = re.compile(r"\s?(?:公布|发布|颁布|印发|下发)?(?:的|了)?\s?")  # 国务院令第700号公布《快递暂行条例》
# Words that run into the prefix of a number from the left.
_LEADING = re.compile(
    r"^.{0,10}?(?:根据|依据|按照|依照|参照|落实|贯彻|执行|转发|印发|废止|以|见|和|及|与|的|经|由|（|\()(?=[一-鿿]{2})"
)
_ISSUE = re.compile(
    r"(?:日前|近日|今天|日|月|年|，)?(?:正式|共同|联合|分别|已经|已|还|先后|专门|最近|又|也|对外){0,3}"
    r"(?:(?:制定|研究|起草|编制|修订|印发|发布|公布|下发|出台|颁布|颁发|发出|发表|批复|批准|批转|转发|审议|通过|签署)(?:并|、|和|了|的|实施|出台|通过|印发){0,3}){1,3}$"
)
_ISSUERS_END = re.compile(r"(?:等[一二三四五六七八九十\d]{0,3}个?(?:部门|单位|部委|机关|部))?$")
_PIECE = re.compile(r"[、，\s和与及·]+")
_NEAR = 80  # code points before a title in which its issuer stands
_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    kinds: dict[str, tuple[str, bool]]
    not_documents: frozenset[str]
    prefixes: dict[str, list[str]]
    named: dict[str, tuple[str, list[str]]]
    laws: frozenset[str]  # without the country before them


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    folder = "policy_documents"
    return _Lexicon(
        {
            row["tail"]: (row["kind"], row["short"] == "yes")
            for row in read_table(f"{folder}/kinds.tsv", ("tail", "kind", "short"), unique="tail")
        },
        frozenset(row["title"] for row in read_table(f"{folder}/not_documents.tsv", ("title",), unique="title")),
        {
            row["prefix"]: row.list("issuers")
            for row in read_table(f"{folder}/prefixes.tsv", ("prefix", "issuers"), unique="prefix")
        },
        {
            row["title"]: (row["full_title"], row.list("issuers"))
            for row in read_table(f"{folder}/named.tsv", ("title", "full_title", "issuers"), unique="title")
        },
        frozenset(row["law"] for row in read_table(f"{folder}/laws.tsv", ("law",), unique="law")),
    )


@dataclass(slots=True)
class _Work:
    """One document that the text speaks of; its mentions share what any of them says."""

    full_title: str | None
    kind: str | None
    issuers: list[str] = field(default_factory=list)
    number: str | None = None
    dated: str | None = None


_Mention = tuple[PolicyDocument, _Work]


class _Antecedents:
    """The titles of a text, by what they end in: a long text has many, so none is looked for by going through all."""

    def __init__(self, titles: list[str], own: str | None, rules: PolicyDocuments) -> None:
        self._titles = titles
        self._own = own
        self._rules = rules
        self._first: dict[str, int] = {}
        for number, title in enumerate(titles):
            self._first.setdefault(title, number)
        self._backwards = sorted(title[::-1] for title in self._first)
        self._places: dict[tuple[object, ...], list[int]] = {}

    def longest(self, title: str) -> str:
        """The title that `title` is the end of: 《关于…的通知》 without its issuer, or the first that adds words; else itself."""
        tail = title[::-1]
        first = bisect_left(self._backwards, tail)
        last = bisect_left(self._backwards, tail + "\U0010ffff", lo=first)
        longer = sorted((other[::-1] for other in self._backwards[first:last]), key=self._first.__getitem__)
        if title.startswith("关于"):  # the issuer may be left out where it was named before
            return max(longer, key=len)
        return next((other for other in longer if other != title and "关于" not in other[: -len(title)]), title)

    def of_short(self, title: str, bare: str, index: int) -> str | None:
        """The nearest document before 《意见》, else the text's own, else the nearest behind it: one that ends so, or else of its kind."""
        rules, size = self._rules, len(title)
        kind = rules.kind(title)
        return self._nearest(
            index, ("ends", size, bare), lambda other: len(other) > size and _REMARK.sub("", other).endswith(bare)
        ) or self._nearest(
            index,
            ("kind", size, kind),
            lambda other: (
                len(other) > size + 2 and rules.kind(other) == kind and not rules.is_short(_REMARK.sub("", other))
            ),
        )

    def _nearest(self, index: int, key: tuple[object, ...], fits: Callable[[str], bool]) -> str | None:
        if key not in self._places:
            known = {title: fits(title) for title in self._first}
            self._places[key] = [number for number, title in enumerate(self._titles) if known[title]]
        places = self._places[key]
        here = bisect_left(places, index)
        if here:
            return self._titles[places[here - 1]]
        if self._own and fits(self._own):
            return self._own
        after = bisect_right(places, index)
        return self._titles[places[after]] if after < len(places) else None


class PolicyDocuments:
    """Policy documents named in 《》 or by number."""

    def __init__(self) -> None:
        self._lexicon = _lexicon()

    def claim(self, doc: Document) -> None:
        """Titles are found with the sentences, before any extractor."""

    def complete(self, doc: Document) -> None:
        """Find titles and numbers, resolve short forms, tie numbers and issuers to their documents."""
        numbers = list(self._numbers(doc))
        if not doc.titles and not numbers:
            return
        works: dict[str, _Work] = {}
        mentions: list[tuple[PolicyDocument, _Work]] = []
        texts = [_SPACE.sub(" ", doc.text[start + 1 : end - 1].strip()) for start, end in doc.titles]
        own = self._own_title(doc)
        bodies = {doc.text[body.start : body.end]: body.name for body in doc.organisations}
        fulls = self._resolve(doc, texts, own)
        for (start, end), title, full in zip(doc.titles, texts, fulls, strict=True):
            kind = self.kind(title)
            if kind is None and (after := _KIND_AFTER.match(doc.text, end)):
                kind = self.kind(after["kind"] or after["of"])
            if kind is None and title not in self._lexicon.named:
                continue
            work = works.setdefault(full or f"#{start}", _Work(full, self.kind(full or title) or kind))
            self._issue(doc, start, full or title, work, own, bodies)
            rule = TITLE if full == title else SHORT
            mentions.append((PolicyDocument(start, end, rule, title=title), work))
        titled = list(mentions)
        for start, end, number, prefix in numbers:
            work = self._numbered(doc, start, end, titled, mentions[-1:], own, works, bodies)
            work.number = work.number or number
            if not work.issuers:
                work.issuers = list(self._lexicon.prefixes.get(prefix, ()))
            mentions.append((PolicyDocument(start, end, NUMBER), work))
        for mention, work in mentions:
            mention.full_title, mention.document_kind = work.full_title, work.kind
            mention.issuers, mention.number, mention.dated = work.issuers, work.number, work.dated
        doc.policy_documents = sorted((mention for mention, _ in mentions), key=lambda mention: mention.start)

    def kind(self, title: str) -> str | None:
        """The kind of document that `title` names by its tail, or None where it names none."""
        if title in self._lexicon.not_documents:
            return None
        bare = _REMARK.sub("", title).rstrip("》〉”")
        for length in range(min(_KIND_LENGTH, len(bare)), 0, -1):
            found = self._lexicon.kinds.get(bare[-length:])
            if found:
                if found[0] == _NO_KIND:
                    return None
                # A tail alone is a short form if that is usual: 《意见》, not 《法》.
                return found[0] if length < len(bare) or found[1] else None
        return None

    def _resolve(self, doc: Document, titles: list[str], own: str | None) -> list[str | None]:
        """The full title of each of `titles`; None for a short form whose document is not named."""
        defined: dict[str, str] = {}
        fulls: list[str | None] = []
        antecedents = _Antecedents(titles, own, self)
        for i, ((start, _), title) in enumerate(zip(doc.titles, titles, strict=True)):
            if i and title not in defined and _DEFINES.match(doc.text, doc.titles[i - 1][1], start):
                defined[title] = fulls[i - 1] or titles[i - 1]
            fulls.append(defined.get(title) or self._full(title, i, antecedents))
        return fulls

    def _full(self, title: str, index: int, antecedents: _Antecedents) -> str | None:
        if title in self._lexicon.named:
            return self._lexicon.named[title][0]
        if (bare := _REMARK.sub("", title)) in self._lexicon.laws:
            return f"{_STATE}{title}"
        if self.is_short(bare) and not title.startswith("关于"):
            return antecedents.of_short(title, bare, index)
        return antecedents.longest(title)

    def is_short(self, bare: str) -> bool:
        """Whether `bare` is a tail alone."""
        found = self._lexicon.kinds.get(bare)
        return found is not None and found[1]

    def _own_title(self, doc: Document) -> str | None:
        """The title of the document that the text itself is: the metadata's, or a line `…关于…的通知` near the top."""
        title = _PAGE_MARK.sub("", doc.context.title or "")
        if (
            "关于" in title
            and "《" not in title
            and self.kind(title)
            and not _REPORTS.search(title.partition("关于")[0])
        ):
            return title.strip()
        match = _OWN_TITLE.search(doc.text, 0, 400)
        return match[0].replace("\n", "").replace(" ", "").strip() if match else None

    def _numbers(self, doc: Document) -> list[tuple[int, int, str, str]]:
        """(start, end, number as officially written, prefix) of the document numbers in the text."""
        found: list[tuple[int, int, str, str]] = []
        text = doc.text
        if "号" not in text:
            return found
        for match in _BRACKET_NUMBER.finditer(text):
            before = _BRACKET_PREFIX.search(text, max(match.start() - 13, 0), match.start())
            if before is None:
                continue
            lead = _LEADING.match(before[0])
            start = before.start() + (lead.end() if lead else 0)
            prefix = text[start : before.end()]
            if len(prefix) > 1:
                year = match["year"] if len(match["year"]) == 4 else f"19{match['year']}"
                found.append((start, match.end(), f"{prefix}〔{year}〕{int(match['number'])}号", prefix))
        for match in _DECREE.finditer(text):
            before = _DECREE_PREFIX.search(text, max(match.start() - _PREFIX_LENGTH, 0), match.start())
            if before is None:
                continue
            start = before.start() + (before[0][:1] in "以按据依经用")
            prefix = f"{text[start : match.start()]}令"
            found.append((start, match.end(), prefix + match["number"].replace(" ", ""), prefix))
        return [item for item in sorted(found) if not _inside_title(doc, item[0], item[1])]

    def _numbered(
        self,
        doc: Document,
        start: int,
        end: int,
        titled: list[_Mention],
        last: list[_Mention],
        own: str | None,
        works: dict[str, _Work],
        bodies: dict[str, str],
    ) -> _Work:
        """The document whose number stands at `start`:`end`, between the `titled` ones; `last` is the mention that was found before."""
        text = doc.text
        here = bisect_left(titled, start, key=lambda found: found[0].start)
        before = titled[max(here - 1, 0) : here]
        if text[max(start - 2, 0) : start].strip() in ("（", "(", "》（", "》("):
            for mention, work in before:
                if 0 <= start - mention.end <= 2:
                    return work
        for mention, work in titled[here : here + 1]:
            if mention.title and end <= mention.start <= end + 8 and _PROMULGATES.fullmatch(text[end : mention.start]):
                return work
        if text[max(start - 2, 0) : start].strip() in ("（", "(", "》（", "》("):
            for mention, work in last:
                if 0 <= start - mention.end <= 2:
                    return work
        if _ALONE_BEFORE.search(text, max(start - 9, 0), start) and _ALONE_AFTER.match(text, end):  # of the text itself
            return (
                works.setdefault(own, _Work(own, self.kind(own), self._issuers_of(own, doc, bodies)))
                if own and start < 400
                else _Work(None, None)
            )
        if "令" in text[start:end]:  # 《…办法》以省政府令第35号公布
            sentence = doc.sentences[doc.sentence_at(start)]
            for mention, work in before:
                if mention.title and sentence <= mention.start and mention.end <= start:
                    return work
        return _Work(None, None)

    def _issue(
        self, doc: Document, start: int, full: str, work: _Work, own: str | None, bodies: dict[str, str]
    ) -> None:
        """Take issuers and date from the title, from the body before it, or from the clause that says who issued it."""
        if not work.issuers:
            named = self._lexicon.named.get(full)
            work.issuers = list(named[1]) if named else self._issuers_of(full, doc, bodies)
        if not work.issuers and own and f"《{full}》" in own:  # …关于印发《办法》的通知
            work.issuers = self._issuers_of(own, doc, bodies)
        text = doc.text
        if not work.issuers:  # 你委《关于…的请示》
            near = bisect_left(doc.organisations, start - _NEAR, key=_START)
            here = bisect_left(doc.organisations, start, lo=near, key=_START)
            work.issuers = [body.name for body in doc.organisations[near:here] if body.end == start]
        left = max(start - _NEAR, 0)
        verb = _ISSUE.search(text, max(start - 24, left), start)
        if verb is None:
            return
        floor = max(text.rfind(mark, left, verb.start()) for mark in "。；\n》") + 1
        if not work.issuers:
            tail = _ISSUERS_END.search(text, floor, verb.start())
            work.issuers = _names_before(doc, floor, tail.start() if tail else verb.start())
        if work.dated is None:
            first = bisect_left(doc.dates, floor, key=_START)
            behind = bisect_left(doc.dates, start, lo=first, key=_START)
            days = [day.edtf for day in doc.dates[first:behind] if day.end <= start and day.edtf]
            work.dated = days[-1] if days else None

    def _issuers_of(self, title: str, doc: Document, bodies: dict[str, str]) -> list[str]:
        """Full names of the bodies at the head of `title`: 国务院办公厅关于…, 中共中央 国务院关于…"""
        head, about, _ = title.partition("关于")
        if not about:
            head, about, _ = title.partition("批转")
        head = head.removesuffix("印发").removesuffix("办公室印发").strip(" 　、")
        if title.startswith(_PARTY):
            return [registry().bodies["cn.cpc.cc"].name]
        if not about or not head or len(head) > 60:
            return []
        whole = registry().lookup(head, doc.context.published)
        if whole:
            return [whole.body.name]
        head = head.replace("中共中央国务院", "中共中央、国务院").replace(
            "中共中央办公厅国务院办公厅", "中共中央办公厅、国务院办公厅"
        )
        issuers = []
        for piece in filter(None, _PIECE.split(head)):
            holder = registry().lookup(piece, doc.context.published)
            name = holder.body.name if holder else bodies.get(piece) or (piece if _BODY_TAIL.search(piece) else None)
            if name is None:  # states that conclude a treaty, a topic: no issuer is named
                return []
            issuers.append(name)
        return issuers


def _inside_title(doc: Document, start: int, end: int) -> bool:
    before = bisect_left(doc.titles, (end,)) - 1
    return before >= 0 and doc.titles[before][1] > start


def _names_before(doc: Document, floor: int, end: int) -> list[str]:
    """Names of the run of organisations that ends at `end`: 民政部、财政部和教育部"""
    run: list[Organisation] = []
    for at in range(bisect_left(doc.organisations, end, key=_START) - 1, -1, -1):
        body = doc.organisations[at]
        if body.end > end:
            continue
        if body.start < floor or (end - body.end and not _joined(doc.text[body.end : end], bool(run))):
            break
        run.append(body)
        end = body.start
    return [body.name for body in reversed(run)]


def _joined(between: str, inside: bool) -> bool:
    """Whether `between` only joins a body to what follows: 、 in a list, a date or adverb before the verb."""
    if inside:
        return between.strip() in ("、", "和", "与", "及", "，", "会同", "")
    return (
        re.fullmatch(
            r"[\d年月日]{0,12}(?:于)?(?:近日|日前|今天|昨天|已|已经|联合|共同|正式)?[\d年月日]{0,12}(?:对外|联合)?",
            between,
        )
        is not None
    )
