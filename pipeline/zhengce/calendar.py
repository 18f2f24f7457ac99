"""Calendar values: EDTF strings with the days that bound them, and the arithmetic between them.

EDTF is the Extended Date/Time Format of ISO 8601-2. An interval's `earliest` and `latest` are the first and last day that its
`edtf` covers, or lie within it (`月初`); an open interval has no `latest`. Conventions where Chinese usage and EDTF meet:

* a quarter, a half year, `前N个月` and a ten-day period are intervals (`2016-01/2016-03`, `2016-05-11/2016-05-20`);
* a season is a season code (`2016-21` to `2016-24`); winter ends in February of the next year;
* the beginning, middle or end of a year is its first, sixth or last month;
* the beginning or end of a month or a decade is the whole in EDTF, bounded by the days 1-5 or from 25, or by three years;
* a decade is `199X`, a century `19XX`;
* a clock time is written with its seconds (`2016-04-06T09:00:00`), as EDTF demands.

Lunar dates and solar terms come from borax, whose tables cover 1900 to 2100.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from borax.calendars.lunardate import InvalidLunarDateError, LunarDate, TermUtils

_DAY = timedelta(days=1)
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_EDTF_START = re.compile(r"(\d[\dX]{3})(?:-(\d{2}))?(?:-(\d{2}))?")
_TEN_DAYS = {1: (1, 10), 2: (11, 20), 3: (21, 31)}


class Interval(NamedTuple):
    """A stretch of days and the EDTF that names it."""

    edtf: str
    earliest: date
    latest: date | None

    def to(self, end: Interval) -> Interval:
        """From the start of this one to the end of `end`. Raises ValueError when `end` ends before this one starts."""
        if end.latest is not None and end.latest < self.earliest:
            raise ValueError(f"{end.edtf} lies before {self.edtf}")
        if self.edtf == end.edtf:
            return self
        first, last = _calendar_part(self.edtf.split("/")[0]), _calendar_part(end.edtf.split("/")[-1])
        if first == last:  # two times of one day
            return Interval(first, self.earliest, end.latest)
        return Interval(f"{first}/{last}", self.earliest, end.latest)

    def onwards(self) -> Interval:
        """From the start of this one, with no end."""
        return Interval(f"{_calendar_part(self.edtf.split('/')[0])}/..", self.earliest, None)

    def at(self, hour: int, minute: int) -> Interval:
        """A clock time on this day."""
        return Interval(f"{self.earliest.isoformat()}T{hour:02}:{minute:02}:00", self.earliest, self.latest)

    def beginning(self, last: date) -> Interval:
        """Its beginning, for which EDTF has no word, only bounds: up to `last`."""
        return self._replace(latest=last)

    def ending(self, first: date) -> Interval:
        """Its end, for which EDTF has no word, only bounds: from `first`."""
        return self._replace(earliest=first)

    def roughly(self) -> Interval:
        """The same, marked as approximate."""
        return self._replace(edtf=self.edtf + "~")


def _calendar_part(edtf: str) -> str:
    """An EDTF interval has no clock times."""
    return edtf.partition("T")[0]


@lru_cache(maxsize=4096)
def day(value: date) -> Interval:
    return Interval(value.isoformat(), value, value)


def days(first: date, last: date) -> Interval:
    return day(first).to(day(last))


@lru_cache(maxsize=1024)
def month(year: int, number: int) -> Interval:
    """Raises ValueError for a month that does not exist."""
    first = date(year, number, 1)
    return Interval(f"{year:04}-{number:02}", first, first.replace(day=monthrange(year, number)[1]))


def months(year: int, first: int, last: int) -> Interval:
    """The months `first` to `last` of `year`; the whole year is the year."""
    if (first, last) == (1, 12):
        return calendar_year(year)
    return month(year, first).to(month(year, last))


@lru_cache(maxsize=256)
def calendar_year(number: int) -> Interval:
    return Interval(f"{number:04}", date(number, 1, 1), date(number, 12, 31))


def part_of_month(year: int, number: int, edge: str | None) -> Interval:
    """A month, or its `beginning` or `end`."""
    whole = month(year, number)
    if edge is None:
        return whole
    return whole.beginning(date(year, number, 5)) if edge == "beginning" else whole.ending(date(year, number, 25))


def part_of_decade(first_year: int, edge: str | None) -> Interval:
    """Ten years, or their `beginning` or `end`."""
    whole = decade(first_year)
    if edge is None:
        return whole
    return (
        whole.beginning(date(first_year + 2, 12, 31))
        if edge == "beginning"
        else whole.ending(date(first_year + 7, 1, 1))
    )


def quarter(year: int, number: int) -> Interval:
    return months(year, 3 * number - 2, 3 * number)


def season(year: int, code: int) -> Interval:
    """The season with the EDTF `code`: 21 spring, 22 summer, 23 autumn, 24 winter (to February)."""
    first, last = _SEASON_MONTHS[code]
    end = month(year + last // 13, (last - 1) % 12 + 1).latest
    return Interval(f"{year:04}-{code}", date(year, first, 1), end)


def ten_days(year: int, number: int, part: int) -> Interval:
    """上旬 (1), 中旬 (2), 下旬 (3) of a month."""
    whole = month(year, number)
    first, last = _TEN_DAYS[part]
    end = whole.latest if part == 3 else whole.earliest.replace(day=last)
    return days(whole.earliest.replace(day=first), end or whole.earliest)


def decade(first_year: int) -> Interval:
    return Interval(f"{first_year // 10:03}X", date(first_year, 1, 1), date(first_year + 9, 12, 31))


def century(number: int) -> Interval:
    """The century by its ordinal: 20 is `19XX`."""
    return Interval(f"{number - 1:02}XX", date(max((number - 1) * 100, 1), 1, 1), date(number * 100 - 1, 12, 31))


def week(value: date) -> Interval:
    """Monday to Sunday around `value`."""
    monday = value - value.weekday() * _DAY
    return days(monday, monday + 6 * _DAY)


def shift_months(year: int, number: int, by: int) -> tuple[int, int]:
    """Year and month, `by` months later."""
    index = year * 12 + number - 1 + by
    return index // 12, index % 12 + 1


def shift(value: date, years: float = 0, month_count: float = 0, day_count: float = 0) -> date:
    """`value` moved; a day that the new month lacks becomes its last, half a month fifteen days.

    Raises ValueError or OverflowError outside the years 1 to 9999.
    """
    total = years * 12 + month_count
    year, number = shift_months(value.year, value.month, int(total))
    moved = date(year, number, min(value.day, monthrange(year, number)[1]))
    return moved + timedelta(days=int(day_count) + round((total - int(total)) * 30))


def shift_years(value: Interval, by: int) -> Interval:
    """The same part of another year. Raises ValueError when 29 February does not exist there."""

    def moved(bound: date) -> date:
        if bound.month == 2 and bound.day == monthrange(bound.year, 2)[1]:
            return date(bound.year + by, 2, monthrange(bound.year + by, 2)[1])
        return bound.replace(year=bound.year + by)

    edtf = re.sub(r"(?:^|(?<=/))\d{4}", lambda year: f"{int(year[0]) + by:04}", value.edtf)
    return Interval(edtf, moved(value.earliest), value.latest and moved(value.latest))


@lru_cache(maxsize=1024)
def lunar(year: int, number: int, day_of_month: int) -> date:
    """The solar date of a lunar one; day 30 of a month with 29 days is its last. Raises ValueError outside 1900 to 2100."""
    for candidate in (day_of_month, day_of_month - 1) if day_of_month == 30 else (day_of_month,):
        try:
            found: date = LunarDate(year, number, candidate).to_solar_date()
            return found
        except InvalidLunarDateError:
            continue
    raise ValueError(f"no lunar date {year}-{number}-{day_of_month}")


def lunar_month(year: int, number: int) -> Interval:
    """The days of a lunar month (not of a leap month)."""
    return days(lunar(year, number, 1), lunar(year, number, 30))


@lru_cache(maxsize=256)
def solar_term(year: int, name: str) -> date:
    """The day of one of the 24 solar terms (清明, 冬至). Raises ValueError outside 1900 to 2100."""
    if not 1900 <= year <= 2100:
        raise ValueError(f"no solar terms for {year}")
    found: date = TermUtils.day_start_from_term(year, name)
    return found


def nth_weekday(year: int, number: int, weekday: int, nth: int) -> date:
    """The `nth` weekday (0 is Monday) of a month; -1 is the last."""
    if nth < 0:
        last = date(year, number, monthrange(year, number)[1])
        return last - (last.weekday() - weekday) % 7 * _DAY
    first = date(year, number, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * _DAY


def holiday(rule: str, year: int) -> date:
    """The day of a holiday in `year` by its rule.

    `05-01` is a fixed day, `lunar 08-15` a lunar one (`lunar 12-30` the last day of the lunar year that began in `year`
    minus one, so that 除夕 falls in `year`), `term 清明` a solar term, `weekday 05-2-7` the second Sunday of May.
    """
    how, _, what = rule.rpartition(" ")
    match how:
        case "term":
            return solar_term(year, what)
        case "weekday":
            number, nth, weekday = (int(part) for part in what.split("-"))
            return nth_weekday(year, number, weekday - 1, nth)
        case "lunar":
            number, day_of_month = (int(part) for part in what.split("-"))
            return lunar(year - (number == 12), number, day_of_month)
        case _:
            number, day_of_month = (int(part) for part in what.split("-"))
            return date(year, number, day_of_month)


def first_day(edtf: str) -> date | None:
    """The day on which an EDTF value starts, for putting values in order; None where it has no start (`../2016`)."""
    match = _EDTF_START.match(edtf)
    if match is None:
        return None
    number = int(match[2] or 1)
    if number in _SEASON_MONTHS:
        number = _SEASON_MONTHS[number][0]
    try:
        return date(max(int(match[1].replace("X", "0")), 1), number, int(match[3] or 1))
    except ValueError:
        return None
