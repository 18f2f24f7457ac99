"""States: the names before the titles of their heads and ministers."""

from __future__ import annotations

from functools import lru_cache

import daachorse

from zhengce.lexicon import Row, read_table

_OWN = ("中国", "中华人民共和国", "我国")
_WORDS = frozenset("新老中")  # 新总统, 老领导人: rather the words than 新加坡, 老挝


@lru_cache(maxsize=1)
def states() -> dict[str, str]:
    """States by full name and alias: the name to give."""
    found: dict[str, str] = {}
    for row in _rows():
        found[row["name"]] = row["name"]
        for alias in row.list("aliases"):
            found[alias] = alias if len(alias) > len(row["name"]) else row["name"]
    return found


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, tuple[str, ...]]:
    """States by the one character that stands for them in newspapers."""
    found: dict[str, list[str]] = {}
    for row in _rows():
        if (short := row.get("abbreviation")) is not None and short not in _WORDS:
            found.setdefault(short, []).append(row["name"])
    return {short: tuple(names) for short, names in found.items()}


@lru_cache(maxsize=1)
def endings() -> frozenset[str]:
    """Last characters of the names and abbreviations of states."""
    return frozenset(name[-1] for name in (*states(), *abbreviations()))


def _rows() -> list[Row]:
    return list(read_table("places/countries.tsv", ("name", "aliases", "abbreviation", "code", "capital")))


@lru_cache(maxsize=4096)
def foreign_state(name: str) -> str:
    """The state, other than China, that the body called `name` is or is named after; empty where there is none."""
    if name.startswith(_OWN):
        return ""
    known = states()
    return next((known[name[:size]] for size in range(14, 1, -1) if name[:size] in known), "")


@lru_cache(maxsize=1)
def _automaton() -> tuple[daachorse.CharwiseDoubleArrayAhoCorasick, list[str]]:
    names = list(states())
    return daachorse.CharwiseDoubleArrayAhoCorasick(names, daachorse.MATCH_KIND_LEFTMOST_LONGEST), names


def last_state(text: str, start: int, end: int) -> str | None:
    """The last state other than China that is named between `start` and `end`."""
    automaton, names = _automaton()
    found = [states()[names[index]] for _, _, index in automaton.find(text[start:end])]
    return next((name for name in reversed(found) if not name.startswith(_OWN)), None)
