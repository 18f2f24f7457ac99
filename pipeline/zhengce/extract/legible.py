"""The text as it is read: past what stands between the characters of a word.

Pages of the 1990s break their lines at a fixed width, in the middle of names and sentences; headings are written in s p a c e d letters,
days in spaced digits, and characters that GB 2312 lacks in their parts: 朱(金容)基. None of that is damage, so the clean text keeps it; the
extractors read the text without it, and what they find is told in the offsets of the clean text.
"""

from __future__ import annotations

import re
from itertools import pairwise

from zhengce.model import Document
from zhengce.restore.alignment import Alignment, Splice, splice
from zhengce.segment import sentence_starts, title_spans

_PARTS = {"金容": "镕", "吉吉": "喆", "方方土": "堃", "王月": "玥"}  # that no other character in names is made of
_IN_PARTS = re.compile(rf"[(（]({'|'.join(_PARTS)})[)）]")
_SPACED_LINE = re.compile(r"^[ \u3000]*(?:[一-鿿] ){5,60}[一-鿿][ \u3000]*$", re.MULTILINE)
_SPACED_NAME = re.compile(r"国[ \u3000]{1,4}务[ \u3000]{1,4}院")
_SPACED_DAY = re.compile(r"(?<!\d)[12](?: \d){3} ?年(?: ?\d{1,2} ?月(?: ?\d{1,2} ?日)?)?")
_BROKEN_TITLE = re.compile(r"《[^《》\n。]{0,60}(?<=[^ \u3000\n])[ \u3000]*\n[ \u3000]*(?=[^《》\n。]{2,60}》)")
_ITEM = re.compile(
    r"\s|[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．）)]|第[一二三四五六七八九十百\d]{1,5}[条章节]|附件|—|《|“"
)
_CLOSES = frozenset("。！？：；!?:;…”》")  # the end of a line that may end a paragraph
_GOES_ON = frozenset("的、，。；：）")  # what no line begins with
_NARROW, _WIDE = 36, 120  # columns between which the width of broken lines lies
_HANG = 4  # columns by which a full line may fall short


def legible(text: str) -> tuple[str, Alignment]:
    """The text to read, and its alignment to `text`."""
    splices = _broken_lines(text)
    if "《" in text and "\n" in text:
        splices += [
            (found.start() + len(found[0].rstrip()), found.end(), "", "line") for found in _BROKEN_TITLE.finditer(text)
        ]
    if "(" in text or "（" in text:
        splices += [(found.start(), found.end(), _PARTS[found[1]], "parts") for found in _IN_PARTS.finditer(text)]
    if " " in text:
        for pattern in (_SPACED_LINE, _SPACED_NAME, _SPACED_DAY):
            for found in pattern.finditer(text):
                splices += [
                    (at, at + 1, "", "spaced")
                    for at in range(found.start(), found.end())
                    if text[at] in " \u3000" and text[found.start() : at].strip()
                ]
    return splice(text, sorted(set(splices)))


def told_of(doc: Document, text: str, alignment: Alignment) -> Document:
    """`doc`, read from the legible form of the clean `text`, in the offsets of `text`."""
    lists = (
        doc.dates, doc.organisations, doc.officials, doc.policy_documents, doc.actions, doc.mechanisms, doc.members
    )  # fmt: skip
    for mentions in lists:
        for mention in mentions:
            mention.start, mention.end = alignment.source(mention.start, mention.end)
    starts = [0, *(alignment.source(start, start + 1)[0] for start in doc.words.starts[1:])]
    doc.words.starts = starts
    doc.words.texts = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    doc.headings = [alignment.source(*span) for span in doc.headings]
    doc.text, doc.sentences, doc.titles = text, sentence_starts(text), title_spans(text)
    return doc


def _broken_lines(text: str) -> list[Splice]:
    """Splices that put together the lines of paragraphs."""
    if "\n" not in text:
        return []
    lines: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        lines.append((start, start + len(line.rstrip())))
        start += len(line) + 1
    width = _width(text, lines)
    splices: list[Splice] = []
    for (start, end), (following, stop) in pairwise(lines):
        if following == stop or start == end or text[end - 1] in _CLOSES or _ITEM.match(text, following):
            continue
        full = width is not None and _columns(text[start:end]) >= width - _HANG
        if full or text[following] in _GOES_ON:
            splices.append((end, following, "", "line"))
    return splices


def _width(text: str, lines: list[tuple[int, int]]) -> int | None:
    """The columns at which the lines of the text are broken; None where they are not."""
    if max(end - start for start, end in lines) > _WIDE:
        return None
    columns = [_columns(text[start:end]) for start, end in lines if start < end]
    width = max(columns, default=0)
    full = sum(one >= width - _HANG for one in columns)
    if not _NARROW <= width <= _WIDE or full < 3 or full < 0.4 * len(columns):
        return None
    ends = [
        text[end - 1]
        for (start, end), (following, stop) in pairwise(lines)
        if following < stop and start < end and _columns(text[start:end]) >= width - _HANG
    ]
    amid = sum(end not in _CLOSES and end not in "，、）" for end in ends)
    return width if ends and amid >= 0.5 * len(ends) else None


def _columns(line: str) -> int:
    return sum(2 if character > "\u2000" else 1 for character in line)
