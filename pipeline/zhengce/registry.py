"""The registry of organisations: which body a name means on a given day.

One row of `rules/organisations/*.tsv` is one organisation under one full name, with the years in which it bore it and
the short forms then in use. A surface (full name or short form) may have had several holders, one after another:
`国家计委` was the 国家计划委员会 and then the 国家发展计划委员会.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from zhengce.errors import RuleError
from zhengce.lexicon import Row, iso_bound, read_table, tables

COLUMNS = ("id", "name", "aliases", "kind", "level", "region", "since", "until", "follows", "source")
KINDS = frozenset(
    {"party", "government", "legislature", "judiciary", "procuratorate", "supervision", "advisory", "military", "mass"}
    | {"institution", "company", "school", "media", "association", "international", "mechanism", "other"}
)
LEVELS = frozenset({"central", "province", "prefecture", "county", "township"})
OVERLAP = 400  # days for which an old and a new holder may share a surface: reforms take effect body by body

_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_ALIAS = re.compile(r"(~?)([^~@/;\s]+)(?:@([\d-]*)/([\d-]*))?")


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation under one of its full names, and the days on which it bore it (None: not known, unbounded)."""

    id: str
    name: str
    kind: str
    level: str | None
    region: str | None
    since: date | None
    until: date | None
    follows: tuple[str, ...]
    place: str  # file:line


@dataclass(frozen=True, slots=True)
class Holder:
    """A body that a surface means from `since` to `until`, both inclusive."""

    body: Body
    alias: bool  # a short form, not the full name
    generic: bool  # local bodies are called so too: it needs evidence that the central one is meant
    since: date | None
    until: date | None

    def distance(self, day: date) -> int:
        """Days from `day` to the nearest day on which the surface had this meaning; 0 within."""
        if self.since is not None and day < self.since:
            return (self.since - day).days
        if self.until is not None and day > self.until:
            return (day - self.until).days
        return 0


class Registry:
    """All bodies by id, and the holders of every surface in order of time."""

    def __init__(self, bodies: dict[str, Body], surfaces: dict[str, tuple[Holder, ...]]) -> None:
        self.bodies = bodies
        self.surfaces = surfaces

    def lookup(self, surface: str, day: date | None = None) -> Holder | None:
        """Who is called `surface` on `day`: the valid holder that took the name last, else the nearest in time.

        Without a day, the latest holder. None when nobody ever was called so.
        """
        holders = self.surfaces.get(surface)
        if not holders:
            return None
        if day is None or len(holders) == 1:
            return holders[-1]
        return min(reversed(holders), key=lambda holder: holder.distance(day))


def read(paths: Iterable[str]) -> Registry:
    """The registry of the TSV files at `paths`. Raises RuleError with `file:line` where a row is wrong."""
    bodies: dict[str, Body] = {}
    surfaces: defaultdict[str, list[Holder]] = defaultdict(list)
    for path in paths:
        for row in read_table(path, COLUMNS):
            body = _body(row)
            if body.id in bodies:
                raise RuleError(f"{row.place}: the id {body.id!r} stands already at {bodies[body.id].place}.")
            bodies[body.id] = body
            surfaces[body.name].append(Holder(body, False, False, body.since, body.until))
            for alias in row.list("aliases"):
                surface, holder = _alias(alias, body)
                surfaces[surface].append(holder)
    for body in bodies.values():
        for former in body.follows:
            if former not in bodies:
                raise RuleError(f"{body.place}: follows {former!r}, an id that no row has.")
    return Registry(bodies, {surface: _in_order(surface, holders) for surface, holders in surfaces.items()})


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The registry of all files in `rules/organisations/`."""
    return read(tables("organisations"))


def _body(row: Row) -> Body:
    kind, level, region = row["kind"], row.get("level"), row.get("region")
    if not _ID.fullmatch(row["id"]):
        raise RuleError(f"{row.place}: the id {row['id']!r} is not lower-case ASCII with dots, such as 'cn.nhc'.")
    if kind not in KINDS:
        raise RuleError(f"{row.place}: unknown kind {kind!r}; use one of {sorted(KINDS)}.")
    if level is not None and level not in LEVELS:
        raise RuleError(f"{row.place}: unknown level {level!r}; use one of {sorted(LEVELS)} or leave it empty.")
    if region is not None and not (len(region) == 6 and region.isdigit()):
        raise RuleError(f"{row.place}: region {region!r} is not a six-digit GB/T 2260 code.")
    since, until = row.date("since"), row.date("until", end=True)
    if since and until and until < since:
        raise RuleError(f"{row.place}: until {until} lies before since {since}.")
    return Body(row["id"], row["name"], kind, level, region, since, until, tuple(row.list("follows")), row.place)


def _alias(text: str, body: Body) -> tuple[str, Holder]:
    match = _ALIAS.fullmatch(text)
    if match is None:
        raise RuleError(f"{body.place}: alias {text!r} is not of the form 卫计委, ~统计局 or 卫计委@2013-03/2018-03.")
    mark, surface, since, until = match.groups()
    if surface == body.name:
        raise RuleError(f"{body.place}: the alias {surface!r} is the name itself; remove it.")
    start = iso_bound(since, body.place) if since else body.since
    end = iso_bound(until, body.place, end=True) if until else body.until
    return surface, Holder(body, True, bool(mark), start, end)


def _in_order(surface: str, holders: list[Holder]) -> tuple[Holder, ...]:
    """Holders by time; two that hold the surface at the same time for long are a contradiction."""
    holders.sort(key=lambda holder: (holder.since or date.min, holder.until or date.max))
    for i, one in enumerate(holders):
        for other in holders[i + 1 :]:
            shared = (min(one.until or date.max, other.until or date.max) - (other.since or date.min)).days
            if shared > OVERLAP or (one.body is other.body and shared >= 0):
                raise RuleError(
                    f"{other.body.place}: {surface!r} means {other.body.name} and {one.body.name} ({one.body.place}) "
                    "at the same time; give the alias its years or remove it from one of them."
                )
    return tuple(holders)
