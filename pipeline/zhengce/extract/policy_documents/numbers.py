"""Document numbers: 国发〔2016〕13号, 国务院令第700号, 第700号国务院令.

A number is found by its bracketed year or by 令第…号; what stands before that is read backwards from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_BRACKETED = re.compile(
    r"[〔［\[（(【〖﹝„]\s?(?P<year>(?:19|20)\d\d|\d\d)年?\s?[〕］\]）)】〗﹞‟]\s?(?P<prefix>[一-鿿]{1,6}[字发函办])?第?\s?(?P<number>\d{1,5})\s?号"
)
_PREFIX = re.compile(r"[一-鿿]{1,12}(?=\s?$)")
_COUNT = r"(?:[12]\d{3}年|[一二三四五六七八九十]{1,3}届)?第\s?[0-9０-９一二三四五六七八九十百零〇]{1,6}\s?号"
_DECREE = re.compile(rf"令(?:\s?|\s{{0,4}}\n\s{{0,8}})(?P<open>[（(])?(?P<number>{_COUNT})(?(open)[）)]?)")
_DECREE_PREFIX = re.compile(r"(?:中华人民共和国)?(?:主席|国务院|[一-鿿]{2,14}?(?:部|委员会|总局|署|银行|政府|法院))$")
_COUNT_FIRST = re.compile(rf"(?P<number>{_COUNT})(?:中华人民共和国)?(?P<body>国务院|主席)令")
_PREFIX_LENGTH = 24
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_STATE = "中华人民共和国"
# Words that run into the prefix of a number from the left.
_LEADING = re.compile(
    r"^.{0,10}?(?:根据|依据|按照|依照|参照|落实|贯彻|执行|转发|印发|废止|以|见|严格按|按(?=国[务办发])|和|及|与|的|(?<!外)经(?!贸)|由|好|将|（|\()(?=[一-鿿]{2})"
)


class Number(NamedTuple):
    """A document number where it is written, without the words that run into it."""

    start: int
    end: int
    number: str  # as officially written
    prefix: str  # 国发, 国务院令
    year: int | None = None  # in brackets; a decree has none
    running: bool = False  # 第700号国务院令, which is a mention only with the title it promulgates


def find(text: str, known: Iterable[str]) -> Iterator[Number]:
    """The document numbers in `text`, not in order; `known` are prefixes, cut out where other characters run into them."""
    if "号" not in text:
        return
    endings = tuple(known)
    for match in _BRACKETED.finditer(text):
        year = int(match["year"]) if len(match["year"]) == 4 else 1900 + int(match["year"])
        if prefix := match["prefix"]:  # （94）财税字第26号
            yield Number(match.start(), match.end(), f"{prefix}〔{year}〕{int(match['number'])}号", prefix, year)
            continue
        before = _PREFIX.search(text, max(match.start() - 13, 0), match.start())
        if before is None:
            continue
        prefix = _cut(before[0], endings)
        if len(prefix) > 1:
            start = before.end() - len(prefix)
            yield Number(start, match.end(), f"{prefix}〔{year}〕{int(match['number'])}号", prefix, year)
    for match in _DECREE.finditer(text):
        before = _DECREE_PREFIX.search(text, max(match.start() - _PREFIX_LENGTH, 0), match.start())
        if before is not None:
            start = before.start() + (before[0][:1] in "以按据依经用")
            decree = _decree(start, match.end(), text[start : match.start()], match["number"])
            below = "\n" in text[match.start() : match.start("number")]  # 国务院令 on one line, 第174号 on the next
            yield decree._replace(start=match.start("number"), end=match.end("number")) if below else decree
    for match in _COUNT_FIRST.finditer(text):
        body = match["body"] if match["body"] == "国务院" else _STATE + match["body"]
        yield _decree(match.start(), match.end(), body, match["number"])._replace(running=True)


def _cut(prefix: str, endings: tuple[str, ...]) -> str:
    if prefix.endswith(endings):
        return max((one for one in endings if prefix.endswith(one)), key=len)
    while lead := _LEADING.match(prefix):
        prefix = prefix[lead.end() :]
    return prefix


def _decree(start: int, end: int, body: str, count: str) -> Number:
    """国务院令第700号; the decree of the President keeps the country's name."""
    prefix = body.removeprefix(_STATE) + "令"
    if prefix == "主席令" and body.startswith(_STATE):
        prefix = _STATE + prefix
    return Number(start, end, prefix + re.sub(r"\s|^[^第]*届", "", count).translate(_WIDE), prefix)
