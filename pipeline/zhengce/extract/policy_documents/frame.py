"""What the frame of a document says of it: the bodies on the lines around its title and over its date, and that date."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from zhengce.extract.organisations import full_names
from zhengce.model import Date, Document

_JOINS = re.compile(r"[\s、，,和与]+")
_ALONE_BEFORE = re.compile(r"[\s(（]*|[^\n]{4,24}号[）)\s]*")  # behind a number at most
_ALONE_AFTER = re.compile(r"[）)\s]*(?:\n|\Z)")
_LEGISLATURE = re.compile(
    r"(?P<place>[一-鿿]{0,10}?)第[一二三四五六七八九十]{1,3}届(?P<body>(?:全国)?人民代表大会(?:常务委员会)?)第"
)
_PASSED = re.compile(r"[^\n）)]{0,60}(?:通过|批准|公布|发布)[^\n]{0,80}[）)]")  # in brackets under the title
_OFFICE = re.compile(r"办公[厅室]$")
_SIGNATURE = 40  # code points that a line with a signature may have
_DAY = 10  # characters of an ISO date
_START = attrgetter("start")


class Frame:
    """The lines of one text that hold nothing but bodies or a date."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc

    def of(self, start: int, end: int, stop: int) -> tuple[list[str], str | None]:
        """Issuers and date of what has its title at `start`:`end` and goes to `stop`."""
        day = self._signed(end, stop)
        above = self._line_behind(end) or self._line_before(start)
        signers = self._signers(day.start) if day else []
        if above and signers and above[0].endswith((signers[0], _OFFICE.sub("", signers[0]))):
            above = signers  # 广东省某市人民政府 over the title, 某市人民政府办公室 under the text
        issuers = above or signers
        if day and not issuers and (passed := _LEGISLATURE.match(self._doc.text, day.end)):
            issuers = full_names(passed["place"] + passed["body"], self._doc.context)
        return issuers, day.edtf if day else None

    def dated(self, start: int, stop: int) -> str | None:
        """The date that stands alone between `start` and `stop`, or behind the bodies that sign."""
        day = self._signed(start, stop)
        return day.edtf if day else None

    def _signed(self, start: int, stop: int) -> Date | None:
        text, dates = self._doc.text, self._doc.dates
        for date in dates[bisect_left(dates, start, key=_START) :]:
            if date.start >= stop:
                break
            if date.kind != "date" or date.anchor is not None or len(date.edtf or "") != _DAY:
                continue
            line = text.rfind("\n", 0, date.start) + 1
            alone = _ALONE_BEFORE.fullmatch(text, line, date.start) or self._bodies(line, date.start)
            stop_line = text.find("\n", date.end)
            rest = date.end, stop_line if stop_line >= 0 else len(text)
            if alone and (_ALONE_AFTER.match(text, date.end) or self._bodies(*rest) or _PASSED.match(text, *rest)):
                return date
        return None

    def _line_behind(self, offset: int) -> list[str]:
        """The bodies on the next line that is not blank, behind the one that ends at `offset`."""
        text = self._doc.text
        start = offset + len(text[offset:]) - len(text[offset:].lstrip())
        end = text.find("\n", start)
        return self._bodies(start, end if end >= 0 else len(text))

    def _line_before(self, offset: int) -> list[str]:
        """The bodies on the line before the one that holds `offset`."""
        text = self._doc.text
        line = text.rfind("\n", 0, max(offset, 0)) + 1
        end = len(text[:line].rstrip())
        return self._bodies(text.rfind("\n", 0, end) + 1, end)

    def _signers(self, offset: int) -> list[str]:
        """The bodies on the lines above the one that holds `offset`, or those whose heads sign there (建设部部长 某某)."""
        text = self._doc.text
        names: list[str] = []
        stop = text.rfind("\n", 0, offset)
        while stop > 0:
            end = len(text[:stop].rstrip())
            start = text.rfind("\n", 0, end) + 1
            found = self._bodies(start, end) or self._heads(start, end)
            if not found or end - start > _SIGNATURE:
                break
            names = [*found, *names]
            stop = start - 1
        return list(dict.fromkeys(names))

    def _heads(self, start: int, end: int) -> list[str]:
        """The bodies of the officials named on a line."""
        officials = self._doc.officials
        first = bisect_left(officials, start, key=_START)
        last = bisect_left(officials, end, lo=first, key=_START)
        return [one.organisation for one in officials[first:last] if one.organisation and one.end <= end]

    def _bodies(self, start: int, end: int) -> list[str]:
        """The bodies of a line that holds nothing else."""
        bodies = self._doc.organisations
        names: list[str] = []
        left = self._doc.text[start:end]
        for body in bodies[bisect_left(bodies, start, key=_START) :]:
            if body.end > end:
                break
            names.append(body.name)
            left = left.replace(self._doc.text[body.start : body.end], "", 1)
        return names if names and not _JOINS.sub("", left) else []
