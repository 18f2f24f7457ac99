"""Relative names (省民政厅, and 教育厅 after it in a list) and generic ones (统计局): decided when the text is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhengce.extract.organisations.bounds import LIST, TERM, bounded, closed, generic, term_before, unit_free
from zhengce.extract.organisations.names import UNITS, Entry, Tail, right_tail
from zhengce.model import Organisation
from zhengce.places import Place
from zhengce.registry import Holder

if TYPE_CHECKING:
    from zhengce.extract.organisations.grammar import Reading

RUN = 22  # the longest run of fields between a place and the unit word of a department
_ANY_SECRETARY = re.compile(r"书记(?:们|就?是|要|应|必须|研修|的(?:榜样|重要|好|职责)|岗位|一职|队伍|心中)|是我们党")
_MEMBER = re.compile("原?(?:副?书记|常委|委员)[、兼，]")
_SHARING = ("organisations.local", "organisations.shared")


@dataclass(frozen=True, slots=True)
class Relative:
    """A body of the place that a unit word stands for."""

    start: int
    end: int
    unit: str
    tails: tuple[Tail, ...]
    before: tuple[int, Place] | None  # the last place called so before it


class Relatives:
    """The relative and generic names of one text."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.relatives: list[Relative] = []
        self.waiting: list[Relative] = []  # bare departments, which one after them in a list may place
        self.generics: list[tuple[int, int, Holder]] = []

    def read(self, start: int, end: int, entry: Entry) -> bool:
        """Take a body led by a unit word (省民政厅, 市委), or by the place of the body listed before it."""
        reading, text = self.reading, self.reading.text
        if entry.surface == "委员会" or not closed(text, end):
            return False
        tails = entry.tails
        unit = entry.surface[1:-1] if entry.surface.startswith("团") else ""  # 团县委
        if tails[0].party:
            unit = next((unit for unit in UNITS if entry.surface.startswith(unit + "委")), "")
        if unit not in UNITS:
            if self.share(start, end, tails):
                return True
            unit, at = self._unit(start)
            if not unit:
                return self._bare(start, end, entry)
            fields = TERM.sub("", text[at + len(unit) : start])
            if fields:
                tails = tuple(tail.led(reading.expand(fields)) for tail in tails)
            start = at
        if not unit_free(text, start, unit) or generic(text, start):
            return False
        before = reading.regions.last(unit)
        if reading.abroad(start, -1 if before is None else before[0]):
            return True  # 越南老街省人民委员会
        self.relatives.append(Relative(start, end, unit, tails, before))
        return True

    def _bare(self, start: int, end: int, entry: Entry) -> bool:
        """财政厅: of the province that the text speaks of; 发改委 before it in a list waits for it."""
        text = self.reading.text
        if not bounded(text, start) or generic(text, start):
            return False
        if entry.surface.endswith("厅"):
            self.relatives.append(Relative(start, end, "厅", entry.tails, self.reading.regions.last("厅")))
            return True
        if text[end : end + 1] == "、" and not entry.registry and entry.surface[-1] in "委局办":
            self.waiting.append(Relative(start, end, "", entry.tails, None))
        return False

    def _unit(self, start: int) -> tuple[str, int]:
        """The unit word before a body at `start`, or before the fields that lead up to it; and its offset."""
        text = self.reading.text
        start = term_before(text, start)
        for unit in UNITS:
            if text.endswith(unit, 0, start):
                return unit, start - len(unit)
        at = max(text.rfind(unit, max(0, start - RUN), start) for unit in "省市县区州")
        if at >= 0 and self.reading.names.fields.fullmatch(text, at + 1, start):
            return text[at], at
        return "", start

    def share(self, start: int, end: int, tails: tuple[Tail, ...]) -> bool:
        """省民政厅、教育厅: a body in a list takes the place of the one before it; 省委常委、组织部 that of the committee."""
        reading = self.reading
        if not closed(reading.text, end):
            return False
        relative = self.relatives[-1] if self.relatives else None
        if relative is not None and self._leads(relative.end, start):
            self.relatives.append(Relative(start, end, relative.unit, tails, relative.before))
            return True
        last = reading.found[-1] if reading.found else None
        if last is None or last.region is None or last.rule not in _SHARING or not self._leads(last.end, start):
            return False
        place = reading.names.places.get(last.region, reading.day)
        if place is not None:
            self._add(start, end, "shared", tails, place)
        return place is not None

    def _leads(self, end: int, start: int) -> bool:
        """Whether a body that ends at `end` gives its place to one at `start`."""
        text = self.reading.text
        if end == start:
            return text.startswith("纪委监委", end - 2)  # one office, two bodies
        return (end == start - 1 and text[end] in LIST) or _MEMBER.fullmatch(text, end, start) is not None

    def settle(self) -> None:
        """Decide all, now that the places and central bodies of the text are known."""
        reading = self.reading
        for one in self.relatives:
            if one.tails[0].party and _ANY_SECRETARY.match(reading.text, one.end):
                continue  # 县委书记要做…: any of them
            place = reading.regions.meant(one.start, one.unit, one.before)
            if place is not None:
                self._add(one.start, one.end, "relative", one.tails, place)
        placed = {body.start: body.region for body in reading.found if body.resolution == "relative" and body.region}
        for one in reversed(self.waiting):
            region = placed.get(one.end + 1)
            place = reading.names.places.get(region, reading.day) if region else None
            if place is not None:
                self._add(one.start, one.end, "shared", one.tails, place)
                placed[one.start] = place.code
        if not self.generics:
            return
        national, special = self._is_national(), self._special_regions()
        central = [body for body in reading.found if body.level == "central"]
        starts, ends = {body.start for body in central}, {body.end for body in central}
        for generics in (self.generics, self.generics[::-1]):  # what stands in a list proves what stands beside it
            for start, end, holder in generics:
                if start in starts:
                    continue
                beside = (start - 1 in ends and reading.text[start - 1] in LIST) or (
                    end + 1 in starts and reading.text[end] in LIST
                )
                region = holder.body.region
                near = national if region is None else region in special
                if beside or (end - start > 2 and near):
                    reading.hold(start, end, holder)
                    starts.add(start)
                    ends.add(end)

    def _is_national(self) -> bool:
        """Whether the text speaks of central bodies and not of local ones."""
        if self.reading.doc.context.region:
            return False
        governing = [body.level for body in self.reading.found if body.kind in ("government", "party", "legislature")]
        local = sum(level in ("province", "prefecture", "county") for level in governing)
        return governing.count("central") > 2 * local

    def _special_regions(self) -> frozenset[str]:
        """The special administrative regions that the text speaks of."""
        spoken = {"810000": "香港", "820000": "澳门"}
        return frozenset(code for code, name in spoken.items() if name in self.reading.text)

    def _add(self, start: int, end: int, rule: str, tails: tuple[Tail, ...], place: Place) -> None:
        tail = right_tail(tails, place.level, self.reading.day)
        name = tail.name(self.reading.regions.formal(place), place.short, place.name)
        body = Organisation(start, end, f"organisations.{rule}", name, None, tail.kind, place.level, place.code)
        body.resolution = "relative"
        self.reading.found.append(body)
