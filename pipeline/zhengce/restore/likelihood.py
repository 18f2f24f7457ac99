"""How likely is this as Chinese: the judge between readings of a damaged run.

A run of bytes that lost some of them can be completed in many ways, nearly all of them nonsense. The judge is a list of
words with their frequencies, a short one of words of policy news which that list lacks or counts as rarities, and a
list of what follows what (`rules/restore`): a word costs -ln P(word), or less behind a word that it often follows. What
the same document says elsewhere, undamaged, counts as a word too. The lists are read with the first damaged run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

UNKNOWN = 21.0  # cost of a character that no list has
_UNWRITTEN = 12.0  # extra cost of a mark behind a mark that does not follow it
SINGLE = 0.5
_NONE: frozenset[str] = frozenset()
_MARKS = {"，": 2.7, "。": 3.5, "、": 3.9, "“": 5.0, "”": 5.0, "《": 6.4, "》": 6.4, "：": 5.9, "；": 6.1, "—": 14.0,
          "——": 7.2, "（": 5.6, "）": 5.6, "？": 7.3, "！": 7.4, "…": 7.4, "·": 7.0, "〔": 11.0, "〕": 11.0, "‘": 9.1,
          "’": 8.6, "％": 10.0, "　": 9.0, "\n": 4.1, "0": 3.9, "A": 7.3}  # fmt: skip

MARKS = frozenset(mark for mark in _MARKS if not mark.isalnum())


@lru_cache(maxsize=1)
def words() -> dict[str, float]:
    """Word → cost, the marks of punctuation and their usual pairs among them."""
    found: dict[str, float] = {}
    for line in _lines("words.tsv"):
        cost, _, row = line.partition("\t")
        found.update(dict.fromkeys(row.split(" "), float(cost)))
    for line in _lines("policy_words.tsv"):
        cost, _, row = line.partition("\t")
        found.update({word: min(float(cost), found.get(word, UNKNOWN)) for word in row.split(" ")})
    for character in [word for word in found if len(word) == 1]:
        found[character] += SINGLE
    return found | _MARKS


def _lines(name: str) -> list[str]:
    text = (files("zhengce") / "rules" / "restore" / name).read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


class Follow(NamedTuple):
    """What follows a word: the cost of supposing a word not listed here, on top of its own, and those listed."""

    other: float
    costs: dict[str, float]


@lru_cache(maxsize=1)
def pairs() -> dict[str, Follow]:
    """Word → the words that follow it more often than chance, with their cost behind it."""
    found: dict[str, Follow] = {}
    for line in _lines("pairs.tsv"):
        word, other, groups = line.replace("¶", "\n").split("\t")
        costs: dict[str, float] = {}
        for group in groups.split("|"):
            cost, _, row = group.partition(" ")
            costs.update(dict.fromkeys(row.split(" "), float(cost)))
        found[word] = Follow(float(other), costs)
    for mark in sorted(MARKS):  # what is not listed between marks is not written
        follow = found.setdefault(mark, Follow(0.0, {}))
        for after in MARKS:
            follow.costs.setdefault(after, words()[after] + follow.other + _UNWRITTEN)
    return found


@lru_cache(maxsize=1)
def continuations() -> dict[str, frozenset[str]]:
    """What words begin with → the characters that follow there."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in words():
        for length in range(1, len(word)):
            found[word[:length]].append(word[length])
    return {beginning: frozenset(characters) for beginning, characters in found.items()}


@lru_cache(maxsize=1)
def _leaders() -> dict[str, frozenset[str]]:
    """Character → the characters that precede it at the beginning of words."""
    found: dict[str, list[str]] = defaultdict(list)
    for beginning in {word[:2] for word in words()}:
        found[beginning[-1]].append(beginning[0])
    return {second: frozenset(firsts) for second, firsts in found.items()}


@lru_cache(maxsize=2048)
def ahead(characters: frozenset[str]) -> frozenset[str]:
    """What precedes any of these characters at the beginning of words."""
    return _NONE.union(*(_leaders().get(character, _NONE) for character in characters))


def single_cost(character: str) -> float:
    """The cost of a character as a word of its own."""
    return words().get(character, UNKNOWN + SINGLE)


class Echo:
    """What a document says outside its damage."""

    def __init__(self, text: str):
        self.text = text
        self._behind: dict[str, frozenset[str]] = {}
        self._has: dict[str, bool] = {}

    def behind(self, character: str, wanted: Collection[str]) -> Collection[str]:
        """Of the wanted characters those that follow this one in the document."""
        if (found := self._behind.get(character)) is None:
            parts = self.text.split(character)
            found = self._behind[character] = frozenset([part[:1] for part in parts[1:]])
        return found.intersection(wanted)

    def has(self, string: str) -> bool:
        """Whether the document has this string."""
        if (found := self._has.get(string)) is None:
            found = self._has[string] = string in self.text
        return found
