"""Calendar values: facts of the calendars, EDTF that an independent reader accepts, bounds that agree with it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from zhengce import calendar
from zhengce.calendar import Interval

YEARS = st.integers(1900, 2100)
MONTHS = st.integers(1, 12)
DATES = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def edtf_bounds(edtf: str) -> tuple[date, date]:
    """First and last day by the `edtf` package."""
    parsed = parse_edtf(edtf)
    first, last = parsed.lower_strict(), parsed.upper_strict()
    return date(*first[:3]), date(*last[:3])


@pytest.mark.parametrize(
    ("interval", "edtf", "earliest", "latest"),
    [
        (calendar.day(date(2016, 4, 6)), "2016-04-06", "2016-04-06", "2016-04-06"),
        (calendar.month(2016, 2), "2016-02", "2016-02-01", "2016-02-29"),
        (calendar.calendar_year(2016), "2016", "2016-01-01", "2016-12-31"),
        (calendar.quarter(2015, 4), "2015-10/2015-12", "2015-10-01", "2015-12-31"),
        (calendar.months(2015, 1, 12), "2015", "2015-01-01", "2015-12-31"),
        (calendar.season(2016, 21), "2016-21", "2016-03-01", "2016-05-31"),
        (calendar.season(2016, 24), "2016-24", "2016-12-01", "2017-02-28"),
        (calendar.ten_days(2016, 2, 3), "2016-02-21/2016-02-29", "2016-02-21", "2016-02-29"),
        (calendar.decade(1990), "199X", "1990-01-01", "1999-12-31"),
        (calendar.century(20), "19XX", "1900-01-01", "1999-12-31"),
        (calendar.week(date(2017, 3, 22)), "2017-03-20/2017-03-26", "2017-03-20", "2017-03-26"),
        (calendar.part_of_month(2018, 10, "end"), "2018-10", "2018-10-25", "2018-10-31"),
        (calendar.part_of_decade(1990, "beginning"), "199X", "1990-01-01", "1992-12-31"),
        (calendar.day(date(2016, 4, 6)).at(9, 30), "2016-04-06T09:30:00", "2016-04-06", "2016-04-06"),
        (calendar.calendar_year(705).roughly(), "0705~", "0705-01-01", "0705-12-31"),
    ],
)
def test_values(interval: Interval, edtf: str, earliest: str, latest: str) -> None:
    assert interval == (edtf, date.fromisoformat(earliest), date.fromisoformat(latest))
    parse_edtf(edtf)


def test_an_open_interval_has_no_end() -> None:
    since = calendar.days(date(2012, 11, 8), date(2012, 11, 14)).onwards()
    assert since == ("2012-11-08/..", date(2012, 11, 8), None)
    assert calendar.calendar_year(2016).onwards().edtf == "2016/.."


def test_times_of_one_day_make_that_day() -> None:
    morning, noon = calendar.day(date(2016, 4, 6)).at(9, 0), calendar.day(date(2016, 4, 6)).at(12, 0)
    assert morning.to(noon).edtf == "2016-04-06"


def test_an_interval_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="2015 lies before 2016"):
        calendar.calendar_year(2016).to(calendar.calendar_year(2015))


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("lunar 01-01", 1998, "1998-01-28"),  # 春节
        ("lunar 01-01", 2016, "2016-02-08"),
        ("lunar 12-30", 2017, "2017-01-27"),  # 除夕, a month of 30 days
        ("lunar 12-30", 2016, "2016-02-07"),  # 除夕, a month of 29 days
        ("lunar 05-05", 2020, "2020-06-25"),  # 端午节, after a leap month
        ("lunar 08-15", 2021, "2021-09-21"),  # 中秋节
        ("lunar 09-09", 2013, "2013-10-13"),  # 重阳节
        ("term 清明", 2016, "2016-04-04"),
        ("term 清明", 2019, "2019-04-05"),
        ("term 冬至", 2018, "2018-12-22"),
        ("weekday 05-2-7", 2017, "2017-05-14"),  # 母亲节
        ("weekday 11-4-4", 2017, "2017-11-23"),  # 感恩节
        ("10-01", 1999, "1999-10-01"),
    ],
)
def test_holidays(rule: str, year: int, day: str) -> None:
    assert calendar.holiday(rule, year) == date.fromisoformat(day)


def test_outside_the_tables_there_is_no_lunar_date() -> None:
    with pytest.raises(ValueError):
        calendar.lunar(1850, 1, 1)
    with pytest.raises(ValueError):
        calendar.solar_term(2150, "清明")


@pytest.mark.parametrize(
    ("value", "years", "months", "days", "moved"),
    [
        ("2016-02-29", 1, 0, 0, "2017-02-28"),
        ("2016-03-31", 0, -1, 0, "2016-02-29"),
        ("2016-01-31", 0, 1, 0, "2016-02-29"),
        ("2019-02-18", 0, 9, 0, "2019-11-18"),
        ("2016-12-31", 0, 0, 1, "2017-01-01"),
        ("2016-07-01", 1.5, 0, 0, "2018-01-01"),
        ("2016-06-01", 0, 0.5, 0, "2016-06-16"),
    ],
)
def test_shift(value: str, years: float, months: float, days: float, moved: str) -> None:
    assert calendar.shift(date.fromisoformat(value), years, months, days) == date.fromisoformat(moved)


def test_the_same_part_of_another_year() -> None:
    assert calendar.shift_years(calendar.months(2016, 1, 4), -1).edtf == "2015-01/2015-04"
    assert calendar.shift_years(calendar.month(2016, 2), -1) == calendar.month(2015, 2)
    assert calendar.shift_years(calendar.quarter(2015, 4), 1) == calendar.quarter(2016, 4)


@given(YEARS, MONTHS, MONTHS)
def test_months_bound_what_their_edtf_says(year: int, one: int, other: int) -> None:
    interval = calendar.months(year, min(one, other), max(one, other))
    assert edtf_bounds(interval.edtf) == (interval.earliest, interval.latest)


@given(DATES, st.integers(0, 400))
def test_days_bound_what_their_edtf_says(first: date, length: int) -> None:
    last = first + timedelta(length)
    interval = calendar.days(first, last)
    assert edtf_bounds(interval.edtf) == (first, last) == (interval.earliest, interval.latest)


@given(DATES, st.integers(-240, 240))
def test_months_shifted_there_and_back(value: date, by: int) -> None:
    there = calendar.shift_months(value.year, value.month, by)
    assert calendar.shift_months(*there, -by) == (value.year, value.month)


@given(st.integers(1901, 2099), st.integers(1, 12), st.integers(1, 29))
def test_every_lunar_day_is_a_day_of_that_or_the_next_year(year: int, month: int, day: int) -> None:
    assert calendar.lunar(year, month, day).year in (year, year + 1)


@given(YEARS, MONTHS, st.integers(0, 6), st.sampled_from([1, 2, 3, 4, -1]))
def test_nth_weekday(year: int, month: int, weekday: int, nth: int) -> None:
    found = calendar.nth_weekday(year, month, weekday, nth)
    assert (found.month, found.weekday()) == (month, weekday)
    assert (found.day - 1) // 7 == nth - 1 if nth > 0 else (found + timedelta(7)).month != month
