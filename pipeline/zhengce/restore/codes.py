"""GBK as the damage sees it: which characters two bytes can be, and what bytes can stand behind a loss.

A site that turns simplified text into traditional writes only part of GBK: no character that is simplified alone, and
of the variants of one character the usual one. These tables hold that part by lead byte, trail byte and reading, and
the pairs of bytes that GBK leaves unassigned, which vanish from text that is read one byte off.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

import opencc

from zhengce.restore.glosses import readings
from zhengce.restore.likelihood import single_cost
from zhengce.restore.script import only_simplified, simplified_of

_RARE = 15.5  # cost above which a character is not guessed


class Code(NamedTuple):
    """A character of GBK, its two bytes, its simplified form, and its cost as a word of its own."""

    character: str
    lead: int
    trail: int
    plain: str
    cost: float
    usual: bool  # a converter from simplified text writes it


@lru_cache(maxsize=1)
def codes() -> dict[int, tuple[Code, ...]]:
    """Lead byte × 256 + trail byte → character, for characters that text turned traditional can hold.

    著 is there twice, as itself and for 着.
    """
    found = {}
    han = [chr(code) for code in range(0x3400, 0xA000)]
    written = frozenset(opencc.OpenCC("s2t").convert("\n".join(han)).split("\n"))
    unwritten, simplified = only_simplified(), simplified_of()
    for point in range(0x80, 0x10000):
        character = chr(point)
        data = character.encode("gbk", "ignore")
        if len(data) == 2 and character not in unwritten:
            plain = simplified.get(character, character)
            usual = character in written or not "㐀" <= character <= "鿿"
            found[data[0] << 8 | data[1]] = tuple(
                Code(character, data[0], data[1], form, single_cost(form), usual)
                for form in (("著", "着") if character == "著" else (plain,))
            )
    return found


def of_bytes(lead: int | None, trail: int | None) -> tuple[Code, ...]:
    """The character of two bytes, if both are known and there is one."""
    return () if lead is None or trail is None else codes().get(lead << 8 | trail, ())


@lru_cache(maxsize=1)
def guesses() -> list[Code]:
    """The characters that are frequent enough to be guessed, likeliest first."""
    return sorted(
        (found for same in codes().values() for found in same if found.cost < _RARE), key=lambda found: found.cost
    )


@lru_cache(maxsize=1)
def _by_byte() -> tuple[dict[int, list[Code]], dict[int, list[Code]]]:
    by_lead: dict[int, list[Code]] = defaultdict(list)
    by_trail: dict[int, list[Code]] = defaultdict(list)
    for found in guesses():
        by_lead[found.lead].append(found)
        by_trail[found.trail].append(found)
    return dict(by_lead), dict(by_trail)


def with_lead(lead: int) -> list[Code]:
    """The characters with this lead byte that are frequent enough to be guessed, likeliest first."""
    return _by_byte()[0].get(lead, [])


def with_trail(trail: int) -> list[Code]:
    """The characters with this trail byte that are frequent enough to be guessed, likeliest first."""
    return _by_byte()[1].get(trail, [])


@lru_cache(maxsize=1)
def _keys() -> dict[tuple[int, str], list[Code]]:
    found: dict[tuple[int, str], list[Code]] = defaultdict(list)
    for key in (key for same in codes().values() for key in same):
        if key.character != key.plain or key.character == "著":
            for reading in readings(key.character):
                found[key.lead, reading].append(key)
    return dict(found)


def keys(lead: int, reading: str) -> list[Code]:
    """The traditional characters with this lead byte and reading: what a site may have on its list."""
    return _keys().get((lead, reading), [])


@lru_cache(maxsize=1)
def unassigned() -> tuple[tuple[frozenset[int], frozenset[int]], ...]:
    """Groups of lead bytes and of trail bytes: every pair within a group is unassigned, and vanishes."""
    groups: dict[frozenset[int], set[int]] = defaultdict(set)
    for lead in range(0x81, 0xFF):
        trails = []
        for trail in range(0x81, 0xFF):
            try:
                bytes((lead, trail)).decode("gbk")
            except UnicodeDecodeError:
                trails.append(trail)
        if len(trails) > 5:
            groups[frozenset(trails)].add(lead)
    return tuple((frozenset(leads), trails) for trails, leads in groups.items())


@lru_cache(maxsize=1)
def wide() -> tuple[int, ...]:
    """The groups of `unassigned` that take the lead byte of any simplified character."""
    return tuple([group for group, (_, trails) in enumerate(unassigned()) if trails.issuperset(range(0xA1, 0xFE))])


@lru_cache(maxsize=4096)
def firsts(lead: int, group: int) -> list[Code]:
    """Characters with this lead byte whose trail byte may have vanished with the next character's lead byte."""
    leads, _ = unassigned()[group]
    return [found for found in with_lead(lead) if found.trail in leads]


@lru_cache(maxsize=4096)
def seconds(trail: int, group: int) -> list[Code]:
    """Characters with this trail byte whose lead byte may have vanished with the trail byte before it."""
    _, trails = unassigned()[group]
    return [found for found in with_trail(trail) if found.lead in trails]


@lru_cache(maxsize=32)
def lasts(group: int) -> list[Code]:
    """Characters whose lead byte may have vanished with the trail byte before it."""
    _, trails = unassigned()[group]
    return [found for found in guesses() if found.lead in trails]


@lru_cache(maxsize=32)
def between(group: int) -> list[Code]:
    """Characters whose lead byte may have vanished with the byte before, in a `wide` group, and the trail byte with
    the one behind, in this group."""
    leads, _ = unassigned()[group]
    return [found for found in guesses() if found.lead >= 0xA1 and found.trail in leads]
