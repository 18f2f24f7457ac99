"""What a calendar expression says before it is anchored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from zhengce.calendar import Interval

Base = Literal["absolute", "anchor", "antecedent"]
Unit = Literal["year", "month", "week", "day", "hour"]
Edge = Literal["beginning", "end"]


class Ref(NamedTuple):
    """A year, month or day: its number, or how far it is from the anchor or from the antecedent."""

    value: int
    base: Base = "absolute"


class Nth(NamedTuple):
    """The n-th week of a year or month (weekday None), or its n-th Monday and so on; -1 is the last."""

    number: int
    weekday: int | None


@dataclass(frozen=True, slots=True)
class Fixed:
    """Anchored by itself."""

    interval: Interval
    kind: str


@dataclass(frozen=True, slots=True)
class Point:
    """A year, or what lies in it; what is None is left to the context."""

    year: Ref | None = None
    quarter: Ref | None = None  # 本季度
    months: tuple[int, int] | None = None  # a part of the year: 上半年, 前三季度
    season: int | None = None  # EDTF code
    holiday: str | None = None  # rule of the holiday
    month: Ref | None = None
    ten_days: tuple[int, int] | None = None  # 上旬 is (1, 1), 中下旬 (2, 3)
    edge: Edge | None = None  # of the month
    nth: Nth | None = None
    day: Ref | None = None
    week: int | None = None  # weeks from this one
    weekday: int | None = None  # 0 is Monday; 7 the weekend
    gloss: Point | None = None  # the same day said again in brackets
    clock: tuple[int, int] | None = None

    @property
    def kind(self) -> str:
        if self.clock:
            return "time"
        whole_week = self.week is not None and self.weekday in (None, 7)
        part = self.months is not None and self.months[0] != self.months[1] and self.months != (1, 12)
        long = part or self.season or self.quarter or self.ten_days or (self.nth and self.nth.weekday is None)
        return "period" if long or whole_week else "date"


@dataclass(frozen=True, slots=True)
class Lunar:
    """A lunar date: month, and day if given."""

    year: Ref | None
    month: int
    day: int | None
    clock: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Century:
    """A century by its ordinal or from the present one, and a part of it: years after its hundred."""

    number: Ref
    first: int | None = None
    last: int | None = None
    edge: Edge | None = None  # of those years


@dataclass(frozen=True, slots=True)
class Congress:
    """A party congress or one of its plenary sessions; without its number, of the congress last spoken of."""

    number: str | None
    session: str


@dataclass(frozen=True, slots=True)
class Range:
    start: Expression
    end: Expression


@dataclass(frozen=True, slots=True)
class Since:
    start: Expression


@dataclass(frozen=True, slots=True)
class SamePeriod:
    """The period last spoken of, in another year."""

    year: Ref


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time; `direction` -1 up to the anchor, 1 from the anchor on, 0 anywhere."""

    iso: str
    amount: float
    unit: Unit
    direction: int = 0


@dataclass(frozen=True, slots=True)
class Offset:
    """So long before (amount < 0) or after the anchor; rough for 多, 余, 半."""

    amount: float
    unit: Unit
    rough: bool


@dataclass(frozen=True, slots=True)
class Repeated:
    """A set, by the length of its period."""

    iso: str


Expression = Fixed | Point | Lunar | Century | Congress | Range | Since | SamePeriod | Length | Offset | Repeated


def kind_of(said: Expression) -> str:
    """The kind of the dates table: date, time, period, duration or set."""
    match said:
        case Point() | Fixed():
            return said.kind
        case Repeated():
            return "set"
        case Length():
            return "duration"
        case Lunar(day=int(), clock=clock):
            return "time" if clock else "date"
        case Offset(unit=unit):
            return "period" if unit == "week" else "date"
        case Century(first=first, last=last):
            return "date" if first is not None and first == last else "period"
        case Range(Point(clock=clock), Point(day=None, clock=other)) if clock and other:
            return "time"
        case _:
            return "period"
