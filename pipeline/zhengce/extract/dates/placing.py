"""Points placed in a year or a month, and the choice of the year or month that they leave out."""

from __future__ import annotations

from datetime import date

from zhengce import calendar
from zhengce.calendar import Interval
from zhengce.extract.dates.expressions import Point, Unit


def within(point: Point, year: int) -> Interval:
    """What `point` names in `year`."""
    if point.season is not None:
        return calendar.season(year, point.season)
    if point.months is not None:
        return calendar.months(year, *point.months)
    month = point.month.value if point.month is not None else None
    if point.nth is not None:
        return _nth(point, year, month)
    if month is None:
        return calendar.calendar_year(year)
    if point.ten_days is not None:
        first, last = (calendar.ten_days(year, month, part) for part in point.ten_days)
        return first.to(last)
    if point.day is not None:
        return calendar.day(date(year, month, point.day.value))
    return calendar.part_of_month(year, month, point.edge)


def _nth(point: Point, year: int, month: int | None) -> Interval:
    assert point.nth is not None
    number, weekday = point.nth
    if weekday is not None:
        return calendar.day(calendar.nth_weekday(year, month or 1, weekday, number))
    return calendar.week(calendar.nth_weekday(year, month or 1, 0, number))  # weeks count from the first Monday


def month_of(point: Point) -> int:
    """The month of `point` or the first of its months; 0 where it has none."""
    return point.month.value if point.month is not None else point.months[0] if point.months is not None else 0


def likely_year(point: Point, anchor: date, planned: bool) -> int:
    """The year of a month or part of a year in a text of `anchor`: this one, unless that is far ahead (or past, in a plan)."""
    if point.months is not None:
        first, last = point.months
        so_far = first == 1 and last not in (1, 6, 12) and last - anchor.month >= 3  # 前N个月: told when they are over
        ahead = first - anchor.month
        quarter = last - first == 2
        long_before = not planned and ((ahead >= 6 and quarter) or (ahead >= 5 and anchor.month <= 2))
        return anchor.year - (so_far or long_before)
    ahead = month_of(point) - anchor.month
    if planned:
        return anchor.year + (ahead < -2)
    return anchor.year - (ahead >= 7)


def in_year_or_near(point: Point, likely: int) -> Interval:
    """`point` in the likely year, or in the nearest that has it (2月29日)."""
    for offset in (0, -1, 1, -2, 2, -3, 3):
        try:
            return within(point, likely + offset)
        except ValueError:
            continue
    raise ValueError(point)


def days_numbered(number: int, around: date) -> tuple[date, date]:
    """The last day with this number up to `around`, and the first after it."""
    found = []
    for offset in (-2, -1, 0, 1, 2):
        year, month = calendar.shift_months(around.year, around.month, offset)
        try:
            found.append(date(year, month, number))
        except ValueError:
            continue
    return max(one for one in found if one <= around), min(one for one in found if one > around)


def next_numbered(number: int, start: date) -> date:
    """The first day with this number from `start` on."""
    return start if start.day == number else days_numbered(number, start)[1]


def numbered_after(number: int, day: date) -> date:
    """The day with this number in a story that has come to `day`: of its month, or of the next after 30日……2日."""
    if day.day - number < 20:
        try:
            return day.replace(day=number)
        except ValueError:
            pass
    return next_numbered(number, day)


def moved(value: date, amount: float, unit: Unit) -> date:
    """The day `amount` units after `value`, before it where negative."""
    match unit:
        case "year":
            return calendar.shift(value, years=amount)
        case "month":
            return calendar.shift(value, month_count=amount)
        case "week":
            return calendar.shift(value, day_count=amount * 7)
        case _:
            return calendar.shift(value, day_count=amount)
