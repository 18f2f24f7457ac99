"""The last words of open names (大学, 有限公司, 司) and the roles of the words before them, from the rules' files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import daachorse

from zhengce.extract.organisations.names import GRAMMAR
from zhengce.lexicon import read_table
from zhengce.segment import engine

PROPER = ("ns", "nr", "nz", "nt", "eng")  # tags of words that name something


@dataclass(frozen=True, slots=True)
class Head:
    """The last word of open names; its columns are those of heads.tsv."""

    word: str
    kind: str | None
    use: str  # open, strong, unit, town, centre; brand: a firm's short name, which is whole
    alone: str | None  # what does not suffice before it: place, no
    barred: re.Pattern[str] | None  # what may not follow
    name: str = ""  # of a brand: the firm's full name


@dataclass(frozen=True, slots=True)
class Heads:
    """All last words and the roles of the words before them."""

    heads: list[Head]
    automaton: daachorse.CharwiseDoubleArrayAhoCorasick
    roles: dict[str, str]  # word → starter, nominal, policy, common, stop
    words: frozenset[str]


@lru_cache(maxsize=1)
def heads() -> Heads:
    """The last words and roles of this process."""
    found = {}
    for row in read_table(f"{GRAMMAR}/heads.tsv", ("head", "kind", "use", "alone", "not"), unique="head"):
        barred = row.get("not")
        pattern = re.compile(barred) if barred else None
        found[row["head"]] = Head(row["head"], row.get("kind"), row["use"], row.get("alone"), pattern)
    for row in read_table(f"{GRAMMAR}/brands.tsv", ("surface", "name", "kind", "not"), unique="surface"):
        barred = row.get("not")
        pattern = re.compile(barred) if barred else None
        found[row["surface"]] = Head(row["surface"], row["kind"], "brand", None, pattern, row["name"])
    words = sorted(found)
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(words, daachorse.MATCH_KIND_LEFTMOST_LONGEST)
    roles = {row["word"]: row["role"] for row in read_table(f"{GRAMMAR}/words.tsv", ("word", "role"), unique="word")}
    return Heads([found[word] for word in words], automaton, roles, frozenset(words))


@lru_cache(maxsize=4096)
def names_something(part: str) -> bool:
    """Whether what stands before the last word within one word is a proper name: 复旦, not 顾问."""
    roles = heads().roles
    return any(
        roles.get(word) == "starter" or (tag.startswith((*PROPER, "j", "x")) and roles.get(word) is None)
        for word, tag in engine()(part)
    )
