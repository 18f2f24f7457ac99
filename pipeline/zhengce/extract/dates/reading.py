"""From the text of a match to what it says, not yet anchored.

One function for each `reading` that the rules name; its argument are the named groups of the rule's pattern. None means that the
expression has no value (`两三年`) or names a day that does not exist (2月30日).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

from zhengce.calendar import calendar_year, month
from zhengce.extract.dates.expressions import (
    Century,
    Congress,
    Edge,
    Expression,
    Fixed,
    Length,
    Lunar,
    Nth,
    Offset,
    Point,
    Range,
    Ref,
    Repeated,
    SamePeriod,
    Since,
    Unit,
)
from zhengce.extract.dates.grammar import expand, load_grammar
from zhengce.extract.dates.numerals import number
from zhengce.extract.dates.vocabulary import load_vocabulary

Groups = dict[str, str | None]

_WEEKDAYS = {char: index for index, char in enumerate("一二三四五六日")} | {"天": 6, "末": 7}
_SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24, "spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_TEN_DAYS = {"上旬": (1, 1), "中上旬": (1, 2), "上中旬": (1, 2), "中旬": (2, 2), "中下旬": (2, 3), "下旬": (3, 3)}
_AFTERNOON = re.compile("下午|午后|傍晚|晚|夜里")


@lru_cache(maxsize=1 << 16)
def read(pattern: int, text: str) -> Expression | None:
    """What `text`, found by the pattern with this number, says."""
    rule = load_grammar().patterns[pattern]
    if rule.reading == "point":
        return _read_point(text)
    match = _whole(pattern).fullmatch(text)
    return None if match is None else READINGS[rule.reading](match.groupdict() | {"text": text})


@cache
def _whole(pattern: int) -> re.Pattern[str]:
    return re.compile(load_grammar().patterns[pattern].whole)


@lru_cache(maxsize=1)
def _anatomy() -> re.Pattern[str]:
    """A year, month, day and what goes with them, all optional, in the order of writing."""
    return re.compile(
        expand(
            "(?:(?P<absyear>{absyear}|(?:19|20)[0-9]{2}(?=$))|(?P<relyear>{relyear}))?{s}的?"
            "(?:[前头]{s}(?P<firstmonths>[^个月]{1,2}){s}个?月份?|第{s}(?P<onemonth>[0-9]{1,2}){s}个月|(?P<season>{season})"
            "|(?P<seasonword>{season_words})|(?P<part>{year_parts})(?P<edge>[初末底])?|(?P<quarter>{quarter_words})"
            "|(?P<holiday>{holidays}))?的?"
            "(?:(?P<absmonth>{absmonth})|(?P<relmonth>{month_words}))?{s}(?P<monthpart>{monthpart})?(?P<nth>{nthweek})?"
            "(?:(?P<relday>{day_words})|(?P<week>{week})(?P<ofweek>[一二三四五六日天末])?|(?P<weekday>{weekday})"
            "|(?P<day>{daynumber}){s}(?:[日号]|$))?(?P<gloss>{gloss})?(?P<tail>{daytail})?(?P<lastgloss>{gloss})?"
        )
    )


@lru_cache(maxsize=1)
def _clock() -> re.Pattern[str]:
    return re.compile(
        expand(
            "(?P<part>{daypart})?{s}(?P<hour>{hour}){s}[时点:：]{s}(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>[0-9一二三四五十]{1,3}))?"
        )
    )


def _integer(text: str | None) -> int | None:
    value = number(text) if text else None
    return None if value is None else int(value)


def _year(text: str) -> Ref | None:
    """A year as written: 2016年, 07年, 二〇一六年度, 去年."""
    if ref := load_vocabulary().words["year"].get(text.removesuffix("全年")):
        return ref
    digits = text.split("年")[0].strip(" \u3000")
    value = _integer(digits)
    if value is None:
        return None
    return Ref(value + (1900 if value >= 50 else 2000) if value < 100 else value)


def _month(text: str) -> Ref | None:
    if ref := load_vocabulary().words["month"].get(text):
        return ref
    value = _integer(text.split("月")[0])
    return None if value is None else Ref(value)


def _point(groups: Groups) -> Point | None:
    """From the groups of `_anatomy`."""
    words = load_vocabulary().words
    said = {name: text for name, text in groups.items() if text}
    fields: dict[str, Any] = {}
    for name, text in said.items():
        match name:
            case "absyear" | "relyear":
                fields["year"] = _year(text)
            case "firstmonths":
                fields["months"] = 1, min(_integer(text) or 12, 12)
            case "onemonth":
                fields["months"] = int(text), int(text)
            case "part":
                fields["months"] = _part_of_year(text, said.get("edge"))
            case "season":
                fields["season"] = _SEASONS[re.sub("[初早仲盛金深晚暮隆严寒]", "", text)[0]]
            case "seasonword":
                unit = next(unit for unit in _SEASONS if text in words.get(unit, ()))
                fields["season"], fields["year"] = _SEASONS[unit], words[unit][text]
            case "quarter":
                fields["quarter"] = words["quarter"][text]
            case "holiday":
                fields["holiday"] = load_vocabulary().holidays[text]
            case "absmonth" | "relmonth":
                fields["month"] = _month(text)
            case "monthpart":
                fields["ten_days"], fields["edge"] = _TEN_DAYS.get(text), _edge(text)
            case "nth":
                fields["nth"] = _nth(text)
            case "relday":
                fields["day"] = words["day"][text]
            case "day":
                fields["day"] = Ref(_integer(text) or 0)
            case "week":
                fields["week"] = text.count("下") - text.count("上")
            case "ofweek" | "weekday":
                fields["weekday"] = _WEEKDAYS[text[-1]]
            case "gloss" | "lastgloss":
                said_again = _anatomy().fullmatch(text.strip(" \u3000，,（(）)"))
                fields["gloss"] = _point(said_again.groupdict()) if said_again else None
            case "tail":
                in_day = "晚" if said.get("relday", "")[-1:] in ("晚", "夜") else ""
                fields["clock"] = _time(in_day + text)
    point = Point(**fields)
    return point if _exists(point) else None


def _part_of_year(part: str, edge: str | None) -> tuple[int, int]:
    first, last = load_vocabulary().year_parts[part]
    return (first, last) if edge is None else (first, first) if edge == "初" else (last, last)


def _edge(part: str | None) -> Edge | None:
    """初, 前期 or 底, 末期."""
    return None if not part else "beginning" if part[0] in "初前" else "end" if part[0] in "底末后" else None


def _nth(text: str) -> Nth:
    count = -1 if "最后" in text else _integer(re.sub(r"[^0-9一二三四五].*", "", text.lstrip("的第 ")))
    weekday = _WEEKDAYS[text[-1]] if text[-1] in "一二三四五六日天" and text[-2] in "期拜周" else None
    return Nth(count or 1, weekday)


def _time(tail: str | None) -> tuple[int, int] | None:
    """The clock time at the end of a day; None for a part of the day, or from one hour to another."""
    match = _clock().search(tail) if tail and not re.search("[—–―─~～至到-]", tail) else None
    if match is None:
        return None
    hour = _integer(match["hour"]) or 0
    minute = 30 if match["half"] else 15 * (_integer(match["quarter"]) or 0) or _integer(match["minute"]) or 0
    part = match["part"] or ""
    if hour < 12 and (_AFTERNOON.match(part) or (part == "中午" and hour < 11)):
        hour += 12
    elif hour == 12 and part and part[0] in "晚夜深午子" and part != "午后":
        hour = 24
    elif hour == 12 and part == "凌晨":
        hour = 0
    return (hour, minute) if hour < 24 or minute == 0 else None


def _exists(point: Point) -> bool:
    """Whether the calendar has such a day: not 2月30日, not 13月."""
    month, day_of_month = point.month, point.day
    if month and month.base == "absolute" and not 1 <= month.value <= 12:
        return False
    if day_of_month is None or day_of_month.base != "absolute":
        return True
    year = point.year.value if point.year and point.year.base == "absolute" else 2000
    try:
        date(year, month.value if month and month.base == "absolute" else 1, day_of_month.value)
    except ValueError:
        return False
    return True


def _read_point(text: str) -> Point | None:
    match = _anatomy().fullmatch(text)
    return _point(match.groupdict()) if match else None


def _read_unit_range(groups: Groups, base: Point | None = None) -> Expression | None:
    """Two numbers with one unit: 1-4月, 5至8日, 2016—2020年; `base` is what stands before them."""
    start = base or Point()
    end = _read_point(groups["end"] or "") if groups.get("end") else None
    if groups.get("firstyear"):
        start, end = Point(year=_year(groups["firstyear"] or "")), end or Point(year=_year(groups["lastyear"] or ""))
    elif groups.get("firstmonth"):
        start = replace(start, month=_month(groups["firstmonth"] or ""))
        end = end or Point(month=_month(groups["secondmonth"] or ""))
    else:
        start = replace(start, day=Ref(_integer(groups["firstday"]) or 0))
    return Range(start, end) if end and _exists(start) else None


def _unit_range(start: Expression, _: Expression | None, groups: Groups) -> Expression | None:
    """Numbers of months behind a year, numbers of days behind a month."""
    if not isinstance(start, Point) or start.day or start.kind != "date":
        return None
    if (start.month is None) != bool(groups.get("firstmonth")):
        return None
    return _read_unit_range(groups, start)


def _days_to(start: Expression, _: Expression | None, groups: Groups) -> Expression | None:
    end = _read_point(groups["end"] or "")
    return Range(start, end) if end and isinstance(start, Point) and start.day and not start.clock else None


def _range(start: Expression, end: Expression | None, _: Groups) -> Expression | None:
    if isinstance(start, Point) and (start.holiday or start.day) and end == Point(year=getattr(end, "year", None)):
        return None  # 春节——2025年: a title and its year
    return Range(start, end) if end else None


def _since(start: Expression, _: Expression | None, __: Groups) -> Expression | None:
    return Since(start)


def _same_period(start: Expression, _: Expression | None, __: Groups) -> Expression | None:
    if isinstance(start, Point) and start.month and start.month.base != "absolute":
        return start  # 上月同期
    return SamePeriod(start.year) if isinstance(start, Point) and start.year else None


def _lunar_of_year(start: Expression, _: Expression | None, groups: Groups) -> Expression | None:
    said = _read_lunar(groups | {"text": ""})
    if not isinstance(start, Point) or start.month or not isinstance(said, Lunar):
        return None
    return replace(said, year=start.year)


def _read_since_event(groups: Groups) -> Expression | None:
    return Fixed(load_vocabulary().events[groups["event"] or ""].onwards(), "period")


def _read_plan(groups: Groups) -> Expression | None:
    whole, edge = load_vocabulary().plans[groups["plan"] or ""], _edge(groups["edge"])
    if edge is None or whole.latest is None:
        return Fixed(whole, "period")
    return Fixed(calendar_year((whole.earliest if edge == "beginning" else whole.latest).year), "date")


def _read_month_edge(groups: Groups) -> Expression | None:
    return Point(month=Ref(0, "anchor"), edge=_edge(groups["edge"]))


def _read_today(groups: Groups) -> Expression | None:
    day = _read_point(groups["day"] or "")
    return day and replace(day, clock=_time(groups.get("tail")))


def _read_congress(groups: Groups) -> Expression | None:
    session = groups.get("session") or groups.get("short") or ""
    known = groups["congress"], session
    return Congress(groups["congress"], session) if known in load_vocabulary().congresses else None


def _read_plenum(groups: Groups) -> Expression | None:
    return Congress(None, groups["session"] or "")


def _read_pair(groups: Groups) -> Expression | None:
    offsets = {"去": -1, "昨": -1, "今": 0, "明": 1, "后": 2}
    first, second = (Ref(offsets[groups[name] or "今"], "anchor") for name in ("first", "second"))
    if groups["unit"] == "年":
        return Range(Point(year=first), Point(year=second))
    return Range(Point(day=first), Point(day=second))


def _read_two_seasons(groups: Groups) -> Expression | None:
    first = Ref(-1 if groups["first"] == "去" else 0, "anchor")
    return Range(Point(year=first, month=Ref(12)), Point(year=Ref(first.value + 1, "anchor"), month=Ref(5)))


def _read_era(groups: Groups) -> Expression | None:
    count, era = _integer(groups["number"]), groups["era"] or ""
    if not count:
        return None
    year, lunar_month = load_vocabulary().eras[era] + count - 1, _month(groups["month"]) if groups["month"] else None
    if lunar_month is None:
        return Fixed(calendar_year(year), "date")
    found = month(year, lunar_month.value)
    return Fixed(found if era == "民国" else found.roughly(), "date")


def _read_numeric(groups: Groups) -> Expression | None:
    text = groups.get("ymd") or groups.get("dmy") or ""
    parts = [text[:4], text[4:6], text[6:]] if text.isdigit() else re.split(r"[^0-9]", text)
    if groups.get("dmy"):
        parts.reverse()
    year, number_of_month, number_of_day = (int(part) for part in parts)
    if len(parts[0]) == 2:
        year += 1900 if year >= 50 else 2000
    point = Point(Ref(year), month=Ref(number_of_month), day=Ref(number_of_day), clock=_time(groups.get("tail")))
    return point if _exists(point) else None


def _read_lunar(groups: Groups) -> Expression | None:
    month = groups["month"] or groups["named"] or "正"
    number_of_month = {"正": 1, "冬": 11, "腊": 12}.get(month) or _integer(month)
    day_of_month = _integer((groups["day"] or "").removeprefix("初"))
    if (groups["text"] or "").startswith("大年"):
        if day_of_month is None:
            return None
        number_of_month = 12 if day_of_month == 30 else 1
    return Lunar(None, number_of_month, day_of_month, _time(groups.get("tail"))) if number_of_month else None


def _century(text: str) -> Ref | None:
    if text.startswith(("上", "本", "下")):
        return Ref("上本下".index(text[0]) - 1, "anchor")
    value = _integer(text.removesuffix("世纪"))
    return Ref(value) if value else None


def _read_century(groups: Groups) -> Expression | None:
    century = _century(groups["century"] or "")
    spans = {"初": (0, 9), "中": (50, 50), "末": (100, 100)}
    return Century(century, *spans.get((groups["part"] or "")[:1], (None, None))) if century else None


def _read_centuries(groups: Groups) -> Expression | None:
    first, second = _integer(groups["first"]), _integer(groups["second"])
    return Range(Century(Ref(first)), Century(Ref(second))) if first and second else None


def _read_decade(groups: Groups) -> Expression | None:
    text = (groups["decade"] or "").removesuffix("十")
    tens = [int(text) // 10] if text.isdigit() else [_integer(char) or 0 for char in text]
    century = _century(groups["century"]) if groups["century"] else None
    if groups["firsttwo"]:
        century = Ref(int(groups["firsttwo"]) + 1)
    first, last = tens[0] * 10, tens[-1] * 10 + 9
    return Century(century or Ref(20), first, last, _edge(groups["part"]))


def _read_length(groups: Groups) -> Expression | None:
    amount = number(groups["count"] or "")
    if not amount:
        return None
    half = 0.5 if groups.get("half") or groups.get("yearhalf") or groups.get("dayhalf") else 0
    half += (number(groups.get("months") or "零") or 0) / 12
    units: tuple[tuple[str, float, Unit], ...] = (
        ("year", 1, "year"),
        ("century", 100, "year"),
        ("season", 3, "month"),
        ("month", 1, "month"),
        ("week", 1, "week"),
        ("plainweek", 1, "week"),
        ("workday", 1, "day"),
        ("day", 1, "day"),
        ("hour", 1, "hour"),
        ("plainhour", 1, "hour"),
    )
    factor, unit = next((factor, unit) for name, factor, unit in units if groups.get(name))
    amount = (amount + half) * factor
    lead, trail = groups.get("lead") or "", groups.get("trail") or ""
    if trail.endswith(("前", "后")):
        rough = bool(half or groups["more"] or groups["more2"] or groups["count"] == "半")
        return Offset(-amount if trail.endswith("前") else amount, unit, rough)
    ahead = lead.startswith(("今后", "未来", "接下来", "后"))
    iso = _iso_length(amount, unit)
    for name, letter in ("minutes", "M"), ("seconds", "S"):
        iso += f"{_integer(groups[name])}{letter}" if groups.get(name) else ""
    return Length(iso, amount, unit, 1 if ahead else -1 if lead or trail else 0)


def _iso_length(amount: float, unit: Unit) -> str:
    """ISO 8601: P3Y, P1Y6M, P2M15D, P2W, PT72H. Halves become the next smaller unit."""
    whole, part = int(amount), amount - int(amount)
    match unit:
        case "year":
            months = round(part * 12)
            return f"P{whole}Y{months}M" if whole and months else f"P{months}M" if months else f"P{whole}Y"
        case "month":
            over = round(part * 30)
            return f"P{whole}M{over}D" if whole and over else f"P{over}D" if over else f"P{whole}M"
        case "week":
            return f"P{whole}W" if not part else f"P{round(amount * 7)}D"
        case "day":
            return f"P{whole}D" if not part else f"P{whole}DT{round(part * 24)}H"
        case "hour":
            minutes = round(part * 60)
            return f"PT{whole}H{minutes}M" if whole and minutes else f"PT{minutes}M" if minutes else f"PT{whole}H"


def _read_repeated(groups: Groups) -> Expression | None:
    count = number(groups["count"]) if groups["count"] else 1.0
    if not count:
        return None
    if groups["year"]:
        return Repeated(_iso_length(count, "year"))
    if groups["quarter"]:
        return Repeated(_iso_length(count * 3, "month"))
    if groups["month"]:
        return Repeated(_iso_length(count, "month"))
    return Repeated(_iso_length(count, "week" if groups["week"] is not None else "day"))


READINGS: dict[str, Callable[[Groups], Expression | None]] = {
    "centuries": _read_centuries,
    "century": _read_century,
    "congress": _read_congress,
    "decade": _read_decade,
    "duration": _read_length,
    "era": _read_era,
    "lunar": _read_lunar,
    "month_edge": _read_month_edge,
    "numeric": _read_numeric,
    "pair": _read_pair,
    "plan": _read_plan,
    "plenum": _read_plenum,
    "repeated": _read_repeated,
    "since_event": _read_since_event,
    "today": _read_today,
    "two_seasons": _read_two_seasons,
    "unit_range": _read_unit_range,
}
COMPOSITIONS: dict[str, Callable[[Expression, Expression | None, Groups], Expression | None]] = {
    "days_to": _days_to,
    "lunar": _lunar_of_year,
    "range": _range,
    "same_period": _same_period,
    "since": _since,
    "unit_range": _unit_range,
}
