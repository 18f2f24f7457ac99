"""The places that a text speaks of, and which of them a unit word (省, 市, 县) stands for at a point of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date

from zhengce.extract.organisations.names import Names
from zhengce.model import Document
from zhengce.places import Place

_LINE_END = re.compile("\n")


class Regions:
    """The places of one text, seen from left to right."""

    def __init__(self, doc: Document, names: Names, day: date | None) -> None:
        self.doc = doc
        self.names = names
        self.day = day
        self.recent: list[str] = []  # codes of the last places, latest first
        self._seen: list[tuple[int, Place]] = []  # places not yet in the two below, which few texts need
        self._nearest: dict[str, tuple[int, Place]] = {}  # unit word → where and what it was last
        self._first: dict[str, Place] = {}  # unit word → what it is first
        self._home: tuple[Place | None] | None = None
        self.lines = [0, *(match.end() for match in _LINE_END.finditer(doc.text))]  # where lines start

    def line(self, offset: int) -> tuple[int, int]:
        """Start and end of the line that holds `offset`."""
        index = bisect_right(self.lines, offset)
        return self.lines[index - 1], self.lines[index] if index < len(self.lines) else len(self.doc.text)

    @property
    def home(self) -> Place | None:
        """The place that the document's metadata name: its region, else its publisher's or title's."""
        if self._home is None:
            self._home = (self._of_metadata(),)
        return self._home[0]

    def _of_metadata(self) -> Place | None:
        context, places = self.doc.context, self.names.places
        if context.region:
            known = places.get(context.region, self.day) if context.region.isdigit() else None
            return known or places.resolve(context.region, self.day)
        for text in (context.publisher, context.title):
            for _, _, key in self.names.find(text or ""):
                if self.names.entries[key].place:
                    return places.resolve(self.names.entries[key].surface, self.day)
        return None

    def see(self, start: int, surface: str, within: str | None = None) -> Place:
        """The place called `surface`, one in `within` or near the last ones if there are several; noted for later.

        A name that several places bear, none of them near, is a place without a code.
        """
        places = self.names.places
        known = places.surfaces[surface]
        place: Place | None = known[0]
        if len(known) > 1:
            near = [within] if within else []
            near += self.recent
            if self.home is not None:
                near.append(self.home.code)
            regions = [code for one in near for code in (one, one[:4] + "00", one[:2] + "0000")]
            place = places.resolve(surface, self.day, tuple(regions))
        if place is None:
            return Place("", surface, "county")
        self.recent = [place.code, *self.recent[:2]]
        self._seen.append((start, place))
        return place

    def last(self, unit: str) -> tuple[int, Place] | None:
        """Where and what the last place called `unit` was."""
        for start, place in self._seen:
            for word, one in self.named(place).items():
                self._nearest[word] = (start, one)
                self._first.setdefault(word, one)
        self._seen.clear()
        return self._nearest.get(unit)

    def named(self, place: Place) -> dict[str, Place]:
        """What the unit words stand for in a text about `place`: of 沅陵县, 县 is itself and 省 is 湖南省."""
        found: dict[str, Place] = {}
        for level in ("province", "prefecture"):
            above = self.names.places.ancestor(place.code, level, self.day)
            if above is not None:
                found |= dict.fromkeys(_units(above), above)
        return found | dict.fromkeys(_units(place), place)

    def meant(self, at: int, unit: str, before: tuple[int, Place] | None) -> Place | None:
        """The place that `unit` at offset `at` stands for, where `before` is the last so called before it.

        Home, if the document says where it is; else that of the same line; else home by the title; else the last at all;
        else the first after it.
        """
        home = self.named(self.home).get(unit) if self.home is not None else None
        if home is not None and self.doc.context.region:
            return home
        if before is not None and before[0] >= self.line(at)[0]:
            return before[1]
        if home is not None or before is not None:
            return home or (before[1] if before is not None else None)
        self.last(unit)
        return self._first.get(unit)

    def prefecture(self, place: Place) -> Place:
        """The 地区 of the same short name as `place`, if there ever was one."""
        known = self.names.places.surfaces.get(place.short, ())
        return next((one for one in known if one.name == place.short + "地区"), place)

    def formal(self, place: Place) -> str:
        """The name of a place in the names of its bodies: a district's starts with its city."""
        if place.level != "county" or not place.code or not place.name.endswith("区"):
            return place.name
        places = self.names.places
        above = places.ancestor(place.code, "prefecture", self.day) or places.ancestor(place.code, "province", self.day)
        return above.name + place.name if above is not None and above.name.endswith("市") else place.name


def _units(place: Place) -> tuple[str, ...]:
    """The unit words that stand for a place; 厅, what provinces alone have, for a province."""
    if place.name.endswith("特别行政区"):
        return ("特区",)
    if place.name.endswith("自治区"):
        return ("自治区", "区", "厅")
    if place.name.endswith("省"):
        return ("省", "厅")
    if place.name.endswith("自治州"):
        return ("自治州", "州")
    if place.name.endswith("地区"):
        return ("地区", "地")
    return (place.name[-1],)
