"""How likely is this as Chinese: the judge between readings of a damaged run.

A run of bytes that lost some of them can be completed in many ways, nearly all of them nonsense. The judge is a list of
words with the frequencies of jieba's dictionary, and a short one of words of policy news which that dictionary lacks or
counts as rarities (`rules/restore`): the cost of a text is the least sum of -ln P(word) over the ways to cut it into
words. The readings are given as a `Lattice`: nodes between characters, and edges that each read a character or two; the
cheapest path and cut are found together, and where a path nearly as cheap reads otherwise, so that a narrow win can be
told from a clear one. What the same document says elsewhere, undamaged, counts as a word too. The lists are read with
the first damaged run.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

_UNKNOWN = 21.0  # cost of a character that no list has
_SINGLE = 1.0  # extra cost of a word of one character: the rest of its word may be what was lost
_LONGEST = 8
_ECHO = 6.5  # cost, and one more for each character, of a string that the document has elsewhere
_NONE: frozenset[str] = frozenset()
_MARKS = {"，": 3.5, "。": 4.0, "、": 4.5, "“": 6.0, "”": 6.0, "《": 7.0, "》": 7.0, "：": 7.0, "；": 7.5, "—": 14.0, "——": 8.0,
          "（": 7.0, "）": 7.0, "？": 9.0, "！": 9.0, "…": 9.0, "·": 9.0, "〔": 11.0, "〕": 11.0, "‘": 11.0, "’": 11.0,
          "％": 10.0, "　": 9.0, "\n": 8.0, "。\n": 4.5, "。”\n": 6.0, "：\n": 7.5, "；\n": 8.0, "”\n": 8.0, "！\n": 9.0,
          "？\n": 9.5, "》\n": 9.0, "）\n": 9.0, "。”": 6.0, "，“": 7.0, "、“": 7.5, "”，": 7.0, "”、": 7.5, "：“": 7.0,
          "》，": 8.0, "》、": 8.5, "！”": 9.0, "？”": 9.0, "。“": 8.0, "。《": 9.0, "、《": 8.5, "”。": 8.0, "》。": 8.5,
          }  # fmt: skip


@lru_cache(maxsize=1)
def words() -> dict[str, float]:
    """Word → cost, the marks of punctuation and their usual pairs among them."""
    found: dict[str, float] = {}
    for name in ("words.tsv", "policy_words.tsv"):
        for line in (files("zhengce") / "rules" / "restore" / name).read_text("utf-8").splitlines():
            if not line.startswith("#"):
                cost, _, row = line.partition("\t")
                found.update(dict.fromkeys(row.split(" "), float(cost)))
    for word in found:
        if len(word) == 1:
            found[word] += _SINGLE
    return found | _MARKS


@lru_cache(maxsize=1)
def beginnings() -> frozenset[str]:
    """Strings of two and more characters that longer words begin with."""
    return frozenset(word[:length] for word in words() for length in range(2, len(word)))


@lru_cache(maxsize=1)
def followers() -> dict[str, frozenset[str]]:
    """Character → the characters that follow it at the beginning of words."""
    found: dict[str, list[str]] = defaultdict(list)
    for pair in {word[:2] for word in words() if len(word) > 1}:
        found[pair[0]].append(pair[1])
    return {first: frozenset(seconds) for first, seconds in found.items()}


@lru_cache(maxsize=1)
def _leaders() -> dict[str, frozenset[str]]:
    """Character → the characters that precede it at the beginning of words."""
    found: dict[str, list[str]] = defaultdict(list)
    for first, seconds in followers().items():
        for second in seconds:
            found[second].append(first)
    return {second: frozenset(firsts) for second, firsts in found.items()}


@lru_cache(maxsize=2048)
def behind(characters: frozenset[str]) -> frozenset[str]:
    """What follows any of these characters at the beginning of words."""
    return _NONE.union(*(followers().get(character, _NONE) for character in characters))


@lru_cache(maxsize=2048)
def ahead(characters: frozenset[str]) -> frozenset[str]:
    """What precedes any of these characters at the beginning of words."""
    return _NONE.union(*(_leaders().get(character, _NONE) for character in characters))


def single_cost(character: str) -> float:
    """The cost of a character as a word of its own."""
    return words().get(character, _UNKNOWN + _SINGLE)


class Echo:
    """What a document says outside its damage."""

    def __init__(self, text: str):
        self.text = text
        self._around: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def _neighbours(self, character: str) -> tuple[frozenset[str], frozenset[str]]:
        around = self._around.get(character)
        if around is None:
            parts = self.text.split(character) if character else [""]
            around = frozenset([part[-1:] for part in parts[:-1]]), frozenset([part[:1] for part in parts[1:]])
            self._around[character] = around
        return around

    def before(self, character: str) -> frozenset[str]:
        """The characters that precede this one in the document."""
        return self._neighbours(character)[0]

    def after(self, character: str) -> frozenset[str]:
        """The characters that follow this one in the document."""
        return self._neighbours(character)[1]

    def has(self, string: str) -> bool:
        """Whether the document has this string of two characters or more."""
        return string[1] in self.after(string[0]) and (len(string) == 2 or string in self.text)


_Piece = tuple[tuple[int, ...], str, float]  # a word on a path: the nodes it leads over, its text and its cost


class Reading(NamedTuple):
    """The cheapest reading of a lattice: its text, its cost, its words."""

    text: str
    cost: float
    words: tuple[str, ...]


class Lattice:
    """Readings of a run. Nodes are numbered in the order of the text from 0; a path leads to `last`."""

    def __init__(self) -> None:
        self.edges: dict[int, list[tuple[int, str, float, bool]]] = defaultdict(list)
        self.last = 0
        self._costs: dict[int, float] = {0: 0.0}  # least cost from the first node
        self._pieces: list[_Piece] = []
        self._path: list[_Piece] = []

    def add(self, start: int, end: int, text: str, cost: float = 0.0, lost: bool = True) -> None:
        """An edge that reads `text`; `lost` where it belongs to the damaged run."""
        self.edges[start].append((end, text, cost, lost))

    def add_text(self, start: int, text: str) -> int:
        """Edges for undamaged text; the node they lead to."""
        for node, character in enumerate(text, start):
            self.edges[node].append((node + 1, character, 0.0, False))
        self.last = start + len(text)
        return self.last

    def cheapest(self, echo: Echo) -> Reading | None:
        """The cheapest path to the last node; None where none leads there."""
        costs, last = self._costs, self.last
        best: dict[int, _Piece] = {}
        for start in sorted(self.edges):
            base = costs.get(start)
            if base is None:
                continue
            for piece in self._words_from(start, echo):
                self._pieces.append(piece)
                end = piece[0][-1]
                total = base + piece[2]
                if end not in costs or total < costs[end]:
                    costs[end] = total
                    best[end] = piece
        if last not in best:
            return None
        at = last
        while at:
            self._path.append(best[at])
            at = best[at][0][0]
        self._path.reverse()
        found = tuple([text for _, text, _ in self._path])
        return Reading("".join(found), costs[last], found)

    def _words_from(self, start: int, echo: Echo) -> list[_Piece]:
        """The words that begin at a node."""
        known, begins, follow, edges, last = words(), beginnings(), followers(), self.edges, self.last
        then = said = _NONE
        found: list[_Piece] = []
        stack: list[tuple[str, tuple[int, ...], float, bool]] = [("", (start,), 0.0, False)]
        while stack:
            string, nodes, paid, damaged = stack.pop()
            size = len(string)
            if size == 1:
                then, said = follow.get(string, _NONE), echo.after(string)
            for end, text, extra, lost in edges[nodes[-1]]:
                if size == 1 and text[0] not in then and text[0] not in said:
                    continue
                word = string + text
                length = size + len(text)
                lost = lost or damaged
                cost = known.get(word)
                echoed = False
                if length == 1:
                    cost = _UNKNOWN + _SINGLE if cost is None else cost
                elif length > _LONGEST:
                    continue
                elif lost and "一" <= text <= "鿿" and echo.has(word):
                    echoed = True
                    cost = _ECHO + length if cost is None else min(cost, _ECHO + length)
                if cost is not None:
                    found.append(((*nodes, end), word, paid + extra + cost))
                if end < last and (length == 1 or echoed or word in begins):
                    stack.append((word, (*nodes, end), paid + extra, lost))
        return found

    def doubtful(self, text: str, margin: float) -> set[int]:
        """Offsets in `text`, the cheapest reading, that a path within `margin` of its cost reads otherwise."""
        costs = self._costs
        limit = costs[self.last] + margin
        rest = {self.last: 0.0}  # least cost from a node to the last
        for nodes, _, cost in sorted(self._pieces, key=lambda piece: -piece[0][0]):
            onward = rest.get(nodes[-1], math.inf) + cost
            if onward < rest.get(nodes[0], math.inf):
                rest[nodes[0]] = onward
        offsets = {0: 0}  # of the nodes on the path
        at = 0
        for nodes, string, _ in self._path:
            inside = len(string) - len(nodes) + 2  # only a first edge reads more than one character
            for node in nodes[1:]:
                at += inside
                inside = 1
                offsets[node] = at
        found: set[int] = set()
        for nodes, string, cost in self._pieces:
            start, end = nodes[0], nodes[-1]
            if costs[start] + cost + rest.get(end, math.inf) > limit:
                continue
            if start in offsets and offsets.get(end) == offsets[start] + len(string):
                low = offsets[start]
                found.update(low + at for at, character in enumerate(string) if character != text[low + at])
            else:
                low = max(offset for node, offset in offsets.items() if node <= start)
                high = min(offset for node, offset in offsets.items() if node >= end)
                found.update(range(low, high))
        return found
