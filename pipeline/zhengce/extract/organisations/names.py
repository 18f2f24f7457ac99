"""All literal names in one automaton: registry surfaces, places, countries, and the ends of local and foreign names.

One pass over a text gives every hit with what it may be; the grammar joins adjacent hits into names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import daachorse

from zhengce.lexicon import read_table
from zhengce.places import Gazetteer, gazetteer
from zhengce.registry import Registry, registry

GRAMMAR = "organisations/grammar"
UNITS = ("自治区", "自治州", "地区", "特区", "省", "市", "县", "区", "州", "盟", "旗")  # words that stand for a place
_UNIT_WORD = {"委": "委员会", "办": "办公室"}
_IN_THE_NEWS = frozenset("美俄英法德日韩朝印巴以伊叙土乌意加澳")


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a place in a local body's name."""

    full: str  # the full name, with {place}, {short} or {written} for the place
    kind: str
    level: str | None = None  # of the place, where it matters: 法院 is 高级人民法院 in a province
    since: date | None = None
    until: date | None = None

    @property
    def party(self) -> bool:
        """Whether it is a Party committee or a part of one."""
        return self.full.startswith("中共")

    def name(self, place: str, short: str, written: str) -> str:
        """The full name of this body of a place."""
        full = self.full.replace("{place}", place).replace("{short}", short).replace("{written}", written)
        return full.replace("特别行政区人民政府", "特别行政区政府")

    def led(self, fields: str) -> Tail:
        """The department of these fields and its own: 教育 and 体育局."""
        return Tail(self.full.replace("{place}", "{place}" + fields), self.kind)


def right_tail(tails: tuple[Tail, ...], level: str, day: date | None) -> Tail:
    """Of the tails of one surface, that for a place of `level` on `day`."""
    fit = [tail for tail in tails if tail.level in (None, level)] or tails
    if day is None:
        return fit[0]
    valid = (t for t in fit if (t.since is None or t.since <= day) and (t.until is None or day <= t.until))
    return next(valid, fit[0])


@dataclass(frozen=True, slots=True)
class ForeignTail:
    """The end of a foreign body's name, after its country."""

    name: str
    kind: str
    bare: bool = False  # it may stand without its country (国会)


@dataclass(slots=True)
class Entry:
    """What a literal may be."""

    surface: str
    registry: bool = False
    place: bool = False
    country: str | None = None  # the usual name of the country it names
    land: str | None = None  # of a registry name: the country that it begins with
    full: str | None = None  # the full first word of names such as 共青团湖南省委
    branch_kind: str = "party"
    tails: tuple[Tail, ...] = ()
    foreign: ForeignTail | None = None
    abroad: tuple[tuple[str, ...], ForeignTail] | None = None  # countries of one character, and their body: 美国会
    shared: Tail | None = None  # party department without its 委, in lists (省委组织部、宣传部)


@dataclass(frozen=True, slots=True)
class Names:
    """The automaton and what its patterns mean."""

    entries: list[Entry]
    automaton: daachorse.CharwiseDoubleArrayAhoCorasick
    registry: Registry
    places: Gazetteer
    countries: frozenset[str]
    country_surfaces: dict[str, tuple[str, ...]]
    country_signs: dict[str, tuple[str, ...]]  # one character → the countries that newspapers call so
    fields: re.Pattern[str] = field(repr=False)
    field_names: dict[str, str] = field(repr=False)
    ministry: re.Pattern[str] = field(repr=False)  # 情报与国家安全部, after its country

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Hits, leftmost-longest and not overlapping: start, end, index in `entries`."""
        hits: list[tuple[int, int, int]] = self.automaton.find(text)
        return hits


@lru_cache(maxsize=1)
def names() -> Names:
    """The names of this process."""
    table: dict[str, Entry] = {}

    def entry(surface: str) -> Entry:
        return table.setdefault(surface, Entry(surface))

    for surface in registry().surfaces:
        entry(surface).registry = True
    for surface in gazetteer().surfaces:
        entry(surface).place = True
    league = (Tail("中国共产主义青年团{place}委员会", "mass"),)
    for surface, tails in _tails().items():
        if len(surface) > 1:
            entry(surface).tails = tails
        if surface.startswith("委"):
            for unit in ("省", "市", "县", "区", "州", "地", "盟", "旗", "自治区"):
                entry(unit + surface).tails = tails
                if surface == "委":
                    entry("团" + unit + surface).tails = league
            if surface.endswith(("部", "委员会")) and len(surface) > 3:
                entry(surface[1:]).shared = tails[0]
    for row in read_table(f"{GRAMMAR}/branches.tsv", ("surface", "name", "kind"), unique="surface"):
        entry(row["surface"]).full, entry(row["surface"]).branch_kind = row["name"], row["kind"]
    lands, signs = _foreign(table)
    for surface, holders in registry().surfaces.items():
        begins = (table.get(name[:size]) for name in (surface, holders[-1].body.name) for size in range(2, 7))
        entry(surface).land = next((one.country for one in begins if one is not None and one.country), None)
    surfaces = sorted(table)
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(surfaces, daachorse.MATCH_KIND_LEFTMOST_LONGEST)
    fields = _fields()
    alternatives = "|".join(sorted(map(re.escape, fields), key=len, reverse=True))
    known = {row["topic"] for row in read_table(f"{GRAMMAR}/topics.tsv", ("topic",), unique="topic")} | fields.keys()
    topics = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    return Names(
        [table[surface] for surface in surfaces],
        automaton,
        registry(),
        gazetteer(),
        frozenset(surface for surfaces in lands.values() for surface in surfaces),
        lands,
        signs,
        re.compile(rf"(?:{alternatives}|[和与及、])+"),
        fields,
        re.compile(rf"(?:{topics}|[和与及、]){{1,8}}(?:部|省|总?署|总?局|厅|委员会)"),
    )


def _fields() -> dict[str, str]:
    """Fields and their short forms of two characters or more, to the field in full."""
    found: dict[str, str] = {}
    for row in _field_rows():
        found[row[0]] = row[0]
        for alias, _ in row[1]:
            if len(alias) > 1:
                found.setdefault(alias, row[0])
    return found


def _field_rows() -> Iterable[tuple[str, list[tuple[str, list[str]]], list[str], str]]:
    columns = ("field", "aliases", "units", "kind")
    for row in read_table(f"{GRAMMAR}/fields.tsv", columns, unique="field"):
        aliases = []
        for alias in row.list("aliases"):
            surface, _, units = alias.partition("/")
            aliases.append((surface, list(units) or row.list("units")))
        yield row["field"], aliases, row.list("units"), row["kind"]


def _tails() -> dict[str, tuple[Tail, ...]]:
    """Every surface of a local body, to what it may stand for."""
    tails: defaultdict[str, dict[str, Tail]] = defaultdict(dict)
    for row in read_table(f"{GRAMMAR}/bodies.tsv", ("surfaces", "full", "kind", "level", "since", "until")):
        since, until = row.date("since"), row.date("until", end=True)
        tail = Tail(row["full"], row["kind"], row.get("level"), since, until)
        for surface in row.list("surfaces"):
            tails[surface].setdefault(tail.full, tail)
    listed = set(tails)
    for name, aliases, units, kind in _field_rows():
        for surface, own_units in [(name, units), *aliases]:
            for unit in own_units:
                tail = Tail(f"{{place}}{name}{_UNIT_WORD.get(unit, unit)}", kind)
                for end in {unit, _UNIT_WORD.get(unit, unit)}:
                    if surface + end not in listed:
                        tails[surface + end].setdefault(tail.full, tail)
    return {surface: tuple(found.values()) for surface, found in tails.items()}


def _foreign(table: dict[str, Entry]) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Enter countries, what they have, and the one-character forms with it; all names of each country, and the forms."""

    def entry(surface: str) -> Entry:
        return table.setdefault(surface, Entry(surface))

    abbreviations: defaultdict[str, list[str]] = defaultdict(list)
    lands: dict[str, tuple[str, ...]] = {}
    for row in read_table(
        "places/countries.tsv", ("name", "aliases", "abbreviation", "code", "capital"), unique="name"
    ):
        lands[row["name"]] = (row["name"], *row.list("aliases"))
        for surface in lands[row["name"]]:
            entry(surface).country = row["name"]
        short = row.get("abbreviation")
        if short is not None and len(short) == 1 and row["name"] != "中国":
            abbreviations[short].append(row["name"])
    for row in read_table(f"{GRAMMAR}/foreign.tsv", ("name", "aliases", "kind", "short", "bare"), unique="name"):
        for surface in (row["name"], *row.list("aliases")):
            full = max(surface, row["name"], key=len)  # 央行 is 中央银行, but 国会众议院 stays
            tail = ForeignTail(full, row["kind"], row.get("bare") is not None)
            if len(surface) > 1:
                entry(surface).foreign = tail
            for short, countries in abbreviations.items():
                common = short in _IN_THE_NEWS
                if (row.get("short") == "all" or (row.get("short") and common)) and (common or len(surface) > 1):
                    entry(short + surface).abroad = (tuple(countries), tail)
    return lands, {sign: tuple(countries) for sign, countries in abbreviations.items()}
