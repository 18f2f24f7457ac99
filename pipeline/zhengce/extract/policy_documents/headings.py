"""Titles on lines of their own: that of the document that the text is, and those of what is annexed to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from zhengce.model import Document

_TOP = 400  # code points within which a text gives its own title
_TOP_LINES = 12
_LINES = 3  # a title is broken into so many at most
_LENGTH = 120
_PAGE_MARK = re.compile(r"^\s?[\[【][^\]】]{1,6}[\]】]\s?")  # [视频]
_ABOUT = re.compile(r"关于|批转|转发|^[^《]{2,20}对")
_REPORTS = re.compile(r"印发|发布|公布|出台|下发|发出|通过|要求|：|:")  # a headline about a document, not its title
_END = re.compile(r"(?:的|[）〉》])(?:[^的，。]{0,4})$")
_SENTENCE = re.compile(r"[。，：:；！？]")
_ANNEX = re.compile(r"附件?[一二三四五六七八九十\d]{0,2}[：:、.][ \u3000]*(?=[^\s\d])")
_APART = re.compile(
    r"附件?[一二三四五六七八九十\d]{0,2}[：:]?$|.{0,24}日[电讯]|.*(?:月.{1,3}日|号)[）)]?$|[（(].*[）)]$"
)  # a line that is no part of a title
_TITLE = re.compile(r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)?》")
_ENACTS = re.compile(
    r"[^\n，。]{2,20}令(?:\s?[（(]?第[^\n]{1,8}号[）)]?)?$|[（(]\d{4}年[^\n]{4,60}(?:通过|批准|发布|公布)"
)  # a line above or under the name of a law
_BODY = re.compile(r"[一-鿿]{2,20}(?:委员会|常委会|政府|[部局厅办院署])")
_LAW = re.compile(r"(?:法|条例|规定|办法|细则|规则|章程|规程|准则|通则)(?:（[^（）]{1,10}）)?$")
_SPACES = re.compile(r"\s+")
_MARKS = re.compile(r"[\s《》〈〉、，（）()]")
_SHORTEST = 5  # of a title that does not say what it is about

Kind = Callable[[str], str | None]
Span = tuple[int, int]


class Heading(NamedTuple):
    """A title without marks; `start` and `end` are -1 where only the metadata give it."""

    start: int
    end: int
    title: str


def headings(doc: Document, kind: Kind) -> tuple[Heading | None, list[Heading]]:
    """The title of the text itself, if it is a document (`…关于…的通知`), and those behind it, known by the same words or by the
    same title in 《》 elsewhere in the text."""
    marked = {_MARKS.sub("", doc.text[start:end]): doc.text[start + 1 : end - 1] for start, end in doc.titles}
    found = list(_found(doc.text, kind, marked))
    given = _PAGE_MARK.sub("", doc.context.title or "").strip()
    if not _is_title(given, kind):
        return (found[0], found[1:]) if found and found[0].start < _before_text(doc.text) else (None, found)
    same = _MARKS.sub("", given)
    for number, one in enumerate(found[:1]):
        if _MARKS.sub("", one.title).endswith(same) or same.endswith(_MARKS.sub("", one.title)):
            return one._replace(title=given), found[number + 1 :]
    return Heading(-1, -1, given), found


def _found(text: str, kind: Kind, marked: dict[str, str]) -> Iterator[Heading]:
    lines = list(_lines(text))
    behind = 0
    seen: set[str] = set()
    for first, (start, end) in enumerate(lines):
        if annex := _ANNEX.match(text, start, end):
            start = annex.end()
        if start < behind or _closed(text, start, end):
            continue
        for last in range(first, min(first + _LINES, len(lines))):
            if last > first and (_closed(text, *lines[last]) or text.startswith(text[start:end], lines[last][0])):
                break  # 国务院, and under it 国务院…条例
            if last > first and _SPACES.sub("", text[lines[first + 1][0] : lines[last][1]]) in seen:
                break  # the title again, under its issuer
            title = _SPACES.sub("", text[start : lines[last][1]])
            goes_on = last + 1 < len(lines) and text.startswith("的", lines[last + 1][0])
            beside = [lines[at] for at in (first - 1, last + 1) if 0 <= at < len(lines)]
            if len(beside) == 2 and last + 2 < len(lines) and _BODY.fullmatch(text, *beside[1]):
                beside.append(lines[last + 2])  # behind the issuer
            under = last > first and _BODY.fullmatch(text, start, end)  # its issuer is no part of a name
            enacted = not under and any(_ENACTS.match(text, *line) for line in beside) and _is_name(title, kind)
            if not goes_on and (enacted or _is_title(title, kind) or _is_marked(title, kind, marked)):
                behind = lines[last][1]
                seen.add(title)
                yield Heading(start, behind, _SPACES.sub("", marked.get(_MARKS.sub("", title), title)))
                break
            if last == first and _END.search(title) and kind(title):
                break  # the end of something else


def _is_name(title: str, kind: Kind) -> bool:
    """Whether the line may be the name of a law or rule."""
    law = _LAW.search(title) is not None and kind(title) is not None
    return law and len(title) >= _SHORTEST and not _SENTENCE.search(title)


def _is_marked(title: str, kind: Kind, marked: dict[str, str]) -> bool:
    """Whether the text also gives the line in 《》."""
    whole = title.startswith("《") and title.endswith("》")
    return not whole and len(title) >= _SHORTEST and _MARKS.sub("", title) in marked and kind(title) is not None


def _lines(text: str) -> Iterator[Span]:
    """Lines that are not blank, without the space around them."""
    start = 0
    for line in text.splitlines(keepends=True):
        if bare := line.strip():
            at = start + line.index(bare[0])
            yield at, at + len(bare)
        start += len(line)


def _closed(text: str, start: int, end: int) -> bool:
    """Whether the line can be no part of a title: it is long, ends a sentence, is a date or a number."""
    return end - start > _LENGTH or text[end - 1] in "。；：，！？:;" or _APART.match(text, start, end) is not None


def _before_text(text: str) -> int:
    """Where the first sentence of the text begins, within its top: its own title stands before that."""
    for number, (start, end) in enumerate(_lines(text[:_TOP])):
        if number >= _TOP_LINES:
            return start
        if _SENTENCE.search(_TITLE.sub("", text[start:end])):
            return start
    return _TOP


def _is_title(line: str, kind: Kind) -> bool:
    about = _ABOUT.search(line)
    if about is None or len(line) > _LENGTH or _SENTENCE.search(line.split("《")[0]) or kind(line) is None:
        return False
    if line.endswith("》") or line.count("《") != line.count("》") or not _END.search(line):
        return False
    return not _REPORTS.search(line[: about.start()])
