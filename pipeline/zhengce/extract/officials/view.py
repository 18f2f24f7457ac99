"""What the grammar of names and the posts know of one document while it is read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

import daachorse

from zhengce.model import Document

MIDDLE_DOTS = frozenset("·•・‧")
DOTS = MIDDLE_DOTS | frozenset("-－—")  # between the parts of a name
MIDDLE_DOT, ANY_DOT = (re.compile(f"[{re.escape(''.join(sorted(dots)))}]") for dots in (MIDDLE_DOTS, DOTS))
CLAIMED = frozenset({"org", "date", "title"})  # tags of words that are no words of the dictionary
PARTICLES = frozenset({"c", "p", "u", "uj", "ul", "d", "r"})  # tags of function words


_FEW = 20_000_000  # characters that are searched one name at a time, sooner than an automaton is made


class Name(NamedTuple):
    """A person's name as written at `start` to `end`, and the name itself (without padding)."""

    start: int
    end: int
    person: str
    score: int


@dataclass(slots=True)
class View:
    """One document as the name grammar sees it."""

    doc: Document
    posts: set[int] = field(default_factory=set)  # where a title with its body starts
    ends: set[int] = field(default_factory=set)  # where a title ends
    known: set[str] = field(default_factory=set)  # persons found so far
    sizes: tuple[int, ...] = ()  # how long their names are, longest first
    dotted: bool = False  # a name in parts may occur

    def __post_init__(self) -> None:
        self.dotted = not DOTS.isdisjoint(self.doc.text)

    def learn(self, person: str) -> None:
        """Remember a person who is found."""
        self.known.add(person)
        if len(person) not in self.sizes:
            self.sizes = tuple(sorted((*self.sizes, len(person)), reverse=True))

    def titled(self, start: int, end: int) -> bool:
        """Whether a title starts between `start` and `end`."""
        return not self.posts.isdisjoint(range(start + 1, end))

    def is_word_start(self, offset: int) -> bool:
        """Whether a word of the segmentation starts at `offset` (or the text ends there)."""
        starts = self.doc.words.starts
        index = self.doc.words.at(offset)
        return offset >= len(self.doc.text) or (index >= 0 and starts[index] == offset)


def is_han(char: str) -> bool:
    """Whether `char` is a Chinese character of the basic block."""
    return "一" <= char <= "鿿"


def occurrences(text: str, written: Collection[str]) -> dict[str, list[int]]:
    """Where each of the strings starts in `text`, overlaps too, in order; in time that does not grow with their number."""
    found: dict[str, list[int]] = defaultdict(list)
    if len(written) * len(text) < _FEW:
        for one in written:
            at = text.find(one)
            while at >= 0:
                found[one].append(at)
                at = text.find(one, at + 1)
        return found
    patterns = list(written)
    for start, _, index in daachorse.CharwiseDoubleArrayAhoCorasick(patterns).find_overlapping(text):
        found[patterns[index]].append(start)
    return found
