"""What expressions mean in their text: anchored by the publication date, or by the dates before them.

Three things can fill what an expression leaves out. The *anchor* is the publication date, else a date the text gives for
itself (a dateline, a time stamp, the date under a document), else the last full date before the mention. The
*antecedent* is the last date of the same paragraph: 2020年1月……8月…… stays in 2020. And the *direction*: reports look back, plans
look forward (将于6月1日起施行). Behind a dateline its day is the anchor: the paper of the 14th prints what was told on the 13th.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from zhengce import calendar
from zhengce.calendar import Interval
from zhengce.extract.dates.around import Around
from zhengce.extract.dates.expressions import (
    Century,
    Congress,
    Edge,
    Expression,
    Fixed,
    Length,
    Lunar,
    Offset,
    Point,
    Range,
    Ref,
    Repeated,
    SamePeriod,
    Since,
    Unit,
    kind_of,
)
from zhengce.extract.dates.finding import Mention
from zhengce.extract.dates.placing import (
    days_numbered,
    in_year_or_near,
    likely_year,
    month_of,
    moved,
    next_numbered,
    numbered_after,
    within,
)
from zhengce.extract.dates.publication import is_dateline
from zhengce.extract.dates.vocabulary import load_vocabulary
from zhengce.model import Date

_REACH = 150  # code points over which a date stays the antecedent
_FAR_REACH = 400  # the same for 同年, which always leans on a year, and for a story over paragraphs
_DATELINE_AGE = 30  # days from a dateline to the print
_IN_STORY = 4  # days back to which a clock time in a later paragraph may belong


class Unresolved(Exception):
    """An expression that leans on a date nobody gave."""


class NoAntecedent(Exception):
    """当年, 第二天 in a story that names no year or day: no date."""


class Anchoring:
    """The dates of one text, resolved in order."""

    def __init__(self, text: str, published: date | None, first: date | None = None) -> None:
        self.text = text
        self.published = self.printed = published  # the first becomes the day of each dateline
        self.full = first  # the last day with its year, or else the first
        self.year: tuple[int, int] | None = None  # the last year that was said, and where
        self.month: tuple[date, int] | None = None  # the last day, or the first of the last month, and where
        self.spoken_of: date | None = None  # the last day
        self.day: date | None = None  # the last day that is not ahead
        self.period: tuple[Interval, int] | None = None  # the last part of a year longer than a day, and where
        self.weekdays: dict[int, date] = {}  # days told with their weekday
        self.congress: str | None = None  # the last party congress
        self.leant_on: date | None = None  # what the mention at hand was resolved against
        self.start = self.end = 0
        self.around = Around(text, 0, 0)

    def _begin(self, mention: Mention) -> None:
        self.start, self.end, _, _ = mention
        self.around = Around(self.text, self.start, self.end)
        self.leant_on = None

    def resolve(self, mention: Mention) -> Date | None:
        """The mention with its value, null where there is nothing to anchor it; None when it is no date after all."""
        _, _, rule, said = mention
        self._begin(mention)
        found = Date(self.start, self.end, rule, kind_of(said))
        if isinstance(said, Repeated):
            found.repeat = said.iso
        elif isinstance(said, Length):
            found.duration = said.iso
            self._bound(found, said)
        else:
            try:
                interval = self._interval(said)
            except Unresolved:
                return found
            except (NoAntecedent, ValueError, OverflowError):
                return None
            self._remember(said, interval)
            found.edtf, found.earliest, found.latest = interval
            if (
                self.printed
                and is_dateline(self.text, self.start, self.end)
                and 0 <= (self.printed - interval.earliest).days <= _DATELINE_AGE
            ):
                self.published = interval.earliest
        found.anchor = self.leant_on
        return found

    def _bound(self, found: Date, length: Length) -> None:
        """The days of 近三年, 未来两天."""
        if length.direction and length.unit != "hour" and (self.published or self.full):
            anchor = self.anchor()
            try:
                other = moved(anchor, length.amount * length.direction, length.unit)
            except (ValueError, OverflowError):
                return
            found.earliest, found.latest = (other, anchor) if length.direction < 0 else (anchor + timedelta(1), other)

    def _interval(self, said: Expression) -> Interval:
        match said:
            case Point():
                return self._point(said)
            case Fixed(interval):
                return interval
            case Range(start, end):
                found = self._range(start, end)
                last_winter = self.text.startswith("今冬", self.start) and self.anchor().month <= 3
                return calendar.shift_years(found, -1) if last_winter else found
            case Since(start):
                return self._interval(start).onwards()
            case Congress(congress, session):
                return self._congress(congress, session)
            case SamePeriod(year):
                return self._same_period(year)
            case Offset(amount, unit, rough):
                return self._offset(amount, unit, rough)
            case Century(number, first, last, edge):
                return self._century(number, first, last, edge)
            case Lunar(year, month, number, clock):
                found = self._lunar(year, month, number)
                return found.at(*clock) if clock and number else found
            case _:
                raise Unresolved

    # What there is to lean on.

    def anchor(self) -> date:
        found = self.published or self.full
        if found is None:
            raise Unresolved
        self.leant_on = found
        return found

    def _near(self, position: int) -> bool:
        """Whether what stands at `position` is in the same paragraph and not far."""
        return self.start - position <= _REACH and "\n" not in self.text[position : self.start]

    def _in_headline(self, position: int) -> bool:
        """Whether what stands at `position` is in the line before, without a full stop there."""
        between = self.text[position : self.start] if self.start - position <= _REACH else "。"
        return between.count("\n") == 1 and "。" not in between.split("\n")[0]

    def _within(self, position: int) -> bool:
        return self.start - position <= _FAR_REACH

    def _remember(self, expression: Expression, interval: Interval) -> None:
        match expression:
            case Offset(rough=True) | Range(Point(year=Ref(_, "anchor")), Point(year=Ref(_, "anchor"))):
                return  # 十多年前, 今明两年
            case Point(month=Ref(int(less), "antecedent")) if less < 0:
                return  # 比上月
            case Point(day=Ref(int(less), "anchor")) if less < 0 and self.around.compared():
                return  # 较昨天
            case Point() | Range() | Offset() | Fixed(kind="date"):
                pass
            case _:
                return
        last = interval.latest or interval.earliest
        said_year = expression.year if isinstance(expression, Point) else None
        compared = said_year is not None and said_year.base == "antecedent" and said_year.value < 0  # 比上年
        if (said_year and not compared) or isinstance(expression, Range | Offset):
            self.year = (interval.earliest if said_year else last).year, self.start
        if interval.earliest == last:
            self.spoken_of = last
            if isinstance(expression, Point) and expression.gloss and expression.gloss.weekday is not None:
                self.weekdays[last.weekday()] = last
            if self.published is None or last <= self.published:
                self.day = last
            if said_year:
                self.full = last
        if (last - interval.earliest).days < 31:
            self.month = last if interval.earliest == last else interval.earliest, self.start
        if 0 < (last - interval.earliest).days < 350:
            self.period = interval, self.start

    # Years, months and days.

    def _year(self, ref: Ref) -> int:
        match ref.base:
            case "absolute":
                return ref.value
            case "anchor":
                return self.anchor().year + ref.value
            case "antecedent":
                if self.year is not None and (
                    self._near(self.year[1])
                    or (self.text.startswith(("同年", "次年", "翌年"), self.start) and self._within(self.year[1]))
                    or (ref.value < 0 and self._within(self.year[1]) and self.year[0] == self.anchor().year - 1)
                ):
                    if ref.value == 0 and self.published and self.year[0] == self.published.year:
                        raise NoAntecedent  # 当年 is never this year
                    if self.text.startswith("的第二年", self.start - 1):
                        raise NoAntecedent  # 建厂的第二年 counts from what is said before it
                    self.leant_on = date(self.year[0], 1, 1)
                    return self.year[0] + ref.value
                if ref.value < 0:  # 比上年: the year before this one
                    return self.anchor().year + ref.value
                raise NoAntecedent

    def _point(self, point: Point) -> Interval:
        gloss = point.gloss
        if gloss is not None and gloss.day is not None and not self._is_that_day(point.day, gloss):
            point = replace(gloss, clock=point.clock)
        interval = self._on(point)
        return interval.at(*point.clock) if point.clock else interval

    def _is_that_day(self, ref: Ref | None, gloss: Point) -> bool:
        """Whether `gloss` is the month and day of 今天, so that the year is sure."""
        if ref is None or ref.base != "anchor" or gloss.day is None or gloss.year or not (self.published or self.full):
            return False
        that = self.anchor() + timedelta(ref.value)
        return gloss.day.value == that.day and (gloss.month is None or gloss.month.value == that.month)

    def _on(self, point: Point) -> Interval:
        if point.day is not None and point.day.base != "absolute":
            return self._relative_day(point.day)
        if point.week is not None or (point.weekday is not None and point.nth is None):
            return self._weekday(point.week, point.weekday)
        if point.quarter is not None:
            anchor = self.anchor()
            year, month = calendar.shift_months(anchor.year, anchor.month, 3 * point.quarter.value)
            return calendar.quarter(year, (month + 2) // 3)
        if point.holiday is not None:
            return self._holiday(point.holiday, point.year)
        if point.month is None and point.day is not None:
            return calendar.day(self._bare_day(point.day.value))
        if point.month is not None and point.month.base != "absolute":
            year, month = self._relative_month(point.month)
            if point.year is not None:
                year = self._year(point.year)
            return within(replace(point, year=Ref(year), month=Ref(month)), year)
        if point.year is None and point.month is None and point.months is None and point.season is None:
            return calendar.day(self._day_in_hand())
        if point.year is not None:
            year = self._year(point.year)
            this_winter = point.season == 24 and point.year == Ref(0, "anchor") and self.anchor().month <= 2
            return within(point, year - this_winter)
        return self._nearest(point)

    def _nearest(self, point: Point) -> Interval:
        """A month or part of a year that does not say its year."""
        anchor = self.anchor()
        if point.months and self.period is not None and self._near(self.period[1]):  # 上半年……，下半年
            before, position = self.period
            behind = before.latest is not None and before.latest.month < point.months[0]
            if behind and before.earliest.year >= anchor.year and "。" not in self.text[position : self.start]:
                return within(point, before.earliest.year)
        planned = self.around.planned() or (anchor.month <= 3 and self.around.before_the_end())
        found = in_year_or_near(point, likely_year(point, anchor, planned))
        if self.year is None or not self._near(self.year[1]):
            return found
        same_sentence = "。" not in self.text[self.year[1] : self.start]
        if point.months and self.year[0] == anchor.year and same_sentence:
            return within(point, anchor.year)
        if planned:
            return found
        since = (anchor - (found.latest or found.earliest)).days
        year = self.year[0]
        told = self.month is not None and self._near(self.month[1]) and self.month[0].year == year < anchor.year - 1
        if year == found.earliest.year or (not told and -31 <= since <= 62):  # just now
            return found
        if year > anchor.year and not same_sentence:
            return found
        if self.month is not None and self.month[0].year == year < anchor.year:
            next_year = 0 < month_of(point) < self.month[0].month
            over = (year + 1, month_of(point)) <= (anchor.year, anchor.month)
            year += next_year and (over or self.around.reached())
        self.leant_on = date(self.year[0], 1, 1)
        return in_year_or_near(point, year)

    def _bare_day(self, number: int) -> date:
        """A day that does not say its month: of this month or the last, or of the month spoken of."""
        if self.published is None and self.full is None and self.month is not None:
            anchor = self.leant_on = self.month[0]
        else:
            anchor = self.anchor()
        before, after = days_numbered(number, anchor)
        this_month = after.month == anchor.month and after.year == anchor.year
        if self.around.planned():
            found = before if (anchor - before).days <= 3 else after
        elif before.month == anchor.month or (anchor - before).days <= 10 or not this_month:
            found = before
        else:
            found = after
        if self.spoken_of is None or self.month is None:
            return found
        if not self._near(self.month[1]):
            in_story = numbered_after(number, self.spoken_of)
            if found > anchor >= in_story and not self.around.planned() and self._within(self.month[1]):
                self.leant_on = self.spoken_of
                return in_story
            return found
        before_this = self.text[max(self.start - 2, 0) : self.start]
        joined = before_this[-1:] in ("、", "和", "及", "与") or before_this in ("日，", "号，")
        next_in_story = numbered_after(number, self.spoken_of)
        if joined or not (self.around.planned() or 0 <= (anchor - found).days <= 3 or next_in_story > anchor):
            self.leant_on = self.spoken_of
            return next_in_story
        return found

    def _relative_day(self, ref: Ref) -> Interval:
        if ref == Ref(0, "antecedent") and self.around.of_event():
            if not (self.spoken_of and self.month and self._near(self.month[1])) or self.spoken_of == self.published:
                raise NoAntecedent
            self.leant_on = self.spoken_of
        elif ref.base == "antecedent" and self.day is not None:
            self.leant_on = self.day
        elif ref.base == "antecedent" and ref.value:
            raise NoAntecedent
        base = self.leant_on or self.anchor()
        found = base + timedelta(ref.value)
        if ref == Ref(1, "antecedent") and self.around.attached():
            near = self.month is not None and self._near(self.month[1]) and self.text[self.start - 1] != "的"
            if not near or (self.published and found > self.published):
                raise NoAntecedent
        return calendar.day(found)

    def _relative_month(self, ref: Ref) -> tuple[int, int]:
        base = None
        if ref == Ref(-1, "anchor") and self.around.compared() and self.month and self._near(self.month[1]):
            base = self.leant_on = self.month[0]  # 9月份……比上个月
        if ref.base == "antecedent" and self.month is not None and (ref.value >= 0 or self._near(self.month[1])):
            base = self.leant_on = self.month[0]
        if base is None and ref == Ref(1, "antecedent"):
            raise NoAntecedent  # 从次月起
        if base is None or (self.published is not None and base > self.published):
            base = self.anchor()
        return calendar.shift_months(base.year, base.month, ref.value)

    def _day_in_hand(self) -> date:
        """The day that a bare clock time or 上午 belongs to."""
        anchor = self.published or self.full
        if self.day is not None and self.month is not None and self._within(self.month[1]):
            in_story = anchor is not None and 0 <= (anchor - self.day).days <= _IN_STORY
            if in_story or self._near(self.month[1]):
                self.leant_on = self.day
                return self.day
        return self.anchor()

    def _weekday(self, week: int | None, weekday: int | None) -> Interval:
        anchor = self.anchor()
        monday = anchor - timedelta(anchor.weekday())
        if week is not None:
            monday += timedelta(7 * week)
            if weekday is None:
                return calendar.week(monday)
            if weekday == 7:
                return calendar.days(monday + timedelta(5), monday + timedelta(6))
            return calendar.day(monday + timedelta(weekday))
        found = monday + timedelta(weekday or 0)
        if self.spoken_of and self.month and self.spoken_of.weekday() == weekday and self._near(self.month[1]):
            self.leant_on = self.spoken_of
            return calendar.day(self.spoken_of)
        if weekday in self.weekdays and not self.around.planned():  # 6月16日周日……周日晚上
            self.leant_on = self.weekdays[weekday]
            return calendar.day(self.weekdays[weekday])
        if found > anchor and not self.around.planned():
            found -= timedelta(7)
        elif found < anchor and self.around.planned():
            found += timedelta(7)
        return calendar.day(found)

    def _holiday(self, rule: str, year: Ref | None) -> Interval:
        if year is not None:
            return calendar.day(calendar.holiday(rule, self._year(year)))
        anchor = self.anchor()
        nearby = (calendar.holiday(rule, anchor.year + offset) for offset in (-1, 0, 1))
        return calendar.day(min(nearby, key=lambda one: abs((one - anchor).days)))

    def _lunar(self, year: Ref | None, month: int, number: int | None) -> Interval:
        def in_year(lunar_year: int) -> Interval:
            if number is None:
                return calendar.lunar_month(lunar_year, month)
            return calendar.day(calendar.lunar(lunar_year, month, number))

        if year is not None:
            return in_year(self._year(year))
        anchor = self.anchor()
        nearby = (in_year(anchor.year + offset) for offset in (-1, 0, 1))
        return min(nearby, key=lambda one: abs((one.earliest - anchor).days))

    # Longer and named stretches.

    def _range(self, start: Expression, end: Expression) -> Interval:
        if not (isinstance(start, Point) and isinstance(end, Point)):
            return self._interval(start).to(self._interval(end))
        if end.year is None and start.year is not None and (end.month or end.months or end.season):
            crosses = month_of(end) < month_of(start)
            end = replace(end, year=start.year._replace(value=start.year.value + crosses))
        elif start.year is None and (start.month or start.months) and (end.month or end.months):
            last = self._point(end).earliest
            start = replace(start, year=Ref(last.year - (month_of(end) < month_of(start))))
            end = replace(end, year=Ref(last.year))
        first = self._point(start)
        if end.year is None and end.month is None and end.day is not None and end.day.base == "absolute":
            return first.to(calendar.day(next_numbered(end.day.value, first.earliest)))
        if end.weekday is not None and end.week is None and end.nth is None and end.weekday < 7:
            return first.to(calendar.day(first.earliest + timedelta((end.weekday - first.earliest.weekday()) % 7)))
        if end.clock and end.day is None and end.month is None and end.weekday is None:
            return Interval(calendar.day(first.earliest).edtf, first.earliest, first.earliest)
        if end.year is not None and end.year.base == "antecedent":  # 11月至次年3月
            end = replace(end, year=Ref(first.earliest.year + end.year.value))
        return first.to(self._point(end))

    def _same_period(self, year: Ref) -> Interval:
        wanted = self._year(year)
        if self.period is not None and (self._near(self.period[1]) or self._in_headline(self.period[1])):
            return calendar.shift_years(self.period[0], wanted - self.period[0].earliest.year)
        return calendar.calendar_year(wanted)

    def _offset(self, amount: float, unit: Unit, rough: bool) -> Interval:
        base = self.anchor()
        if self.text.endswith("距今", 0, self.start) or (abs(amount) >= 1000 and unit == "year"):
            raise NoAntecedent
        compared = unit == "year" and -10 <= amount < 0 and self.around.compared()
        year = f"{self.year[0]}年" if self.year else ""
        if compared and self.year is not None and self._near(self.year[1]) and self.text.startswith(year, self.year[1]):
            base = self.leant_on = date(self.year[0], 1, 1)  # 2015年……比五年前
        elif amount > 0 and self.month is not None and self._near(self.month[1]):
            base = self.leant_on = self.month[0]
        elif amount > 0 and self.year is not None and self._near(self.year[1]):
            base = self.leant_on = date(self.year[0], 1, 1)
        elif amount > 0 and self.start and not (self.around.planned() or self.around.planned_behind()):
            raise NoAntecedent  # 三天后 in a story that names no day
        when = moved(base, amount, unit)
        match unit:
            case "year" if amount == int(amount):
                found = calendar.calendar_year(when.year)
            case "year" | "month":
                found = calendar.month(when.year, when.month)
            case "week":
                found = calendar.week(when)
            case "day":
                found = calendar.day(when)
            case _:
                raise ValueError(unit)
        return found.roughly() if rough and unit == "year" else found

    def _congress(self, congress: str | None, session: str) -> Interval:
        meetings = load_vocabulary().congresses
        if congress is not None:
            self.congress = congress
            return meetings[congress, session]
        if self.congress is not None and (self.congress, session) in meetings:
            return meetings[self.congress, session]
        anchor = self.anchor()
        held = [days for (_, one), days in meetings.items() if one == session and (days.earliest - anchor).days < 120]
        if not held:
            raise Unresolved
        return max(held, key=lambda days: days.earliest)

    def _century(self, ref: Ref, first: int | None, last: int | None, edge: Edge | None) -> Interval:
        number = ref.value if ref.base == "absolute" else (self.anchor().year - 1) // 100 + 1 + ref.value
        if first is None or last is None:
            return calendar.century(number)
        start = (number - 1) * 100
        if last - first == 9:
            return calendar.part_of_decade(start + first, edge)
        return calendar.calendar_year(start + first).to(calendar.calendar_year(start + last))
