"""What a text says of its own day: in a dateline, in a time stamp at its head, under it on a line alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from zhengce.extract.dates.expressions import Expression, Point, Ref
from zhengce.extract.dates.finding import Mention

_SENT = ("电", "讯")  # what follows the day of a dateline
_LETTERHEAD = re.compile("(?:时间|日期|发布|来源)[^\n]{0,20}$")
_DATELINE = re.compile("[社报网][^，。：；\n]{0,12}$")  # 新华社北京, 本报北京


def stated_publication(text: str, found: Iterable[Mention]) -> date | None:
    """The date that the text gives for itself: in its dateline or a time stamp at its head, or under it on a line alone."""
    under: date | None = None
    for start, end, _, said in found:
        when = full_date(said)
        if when is None:
            continue
        if text.startswith(_SENT, end) or (start < 200 and _LETTERHEAD.search(text, max(0, start - 30), start)):
            return when
        line = text[text.rfind("\n", 0, start) + 1 : start]
        if not line.strip(" \u3000(（") and not text[end : end + 3].split("\n")[0].strip(" \u3000)）"):
            under = under or when  # not that of an annex
    return under


def full_date(said: Expression) -> date | None:
    """A day with its year, if that is what is said."""
    match said:
        case Point(year=Ref(year, "absolute"), month=Ref(month, "absolute"), day=Ref(number, "absolute")):
            return date(year, month, number)
        case _:
            return None


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether the date at `start`:`end` stands in a dateline: 新华社北京4月5日电."""
    return text.startswith(_SENT, end) and _DATELINE.search(text, max(0, start - 14), start) is not None
