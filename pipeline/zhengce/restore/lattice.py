"""The readings of a damaged run, and the cheapest of them.

Nodes stand between characters, an edge reads one character of several possible. A path is a text; its cost is that of
the cheapest cut into words, each judged behind the word before it (`likelihood`). Path and cut are found together,
forwards and backwards, so that every word on any path knows the cost of the best path through it: a narrow win can be
told from a clear one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from zhengce.restore.likelihood import MARKS, SINGLE, UNKNOWN, Echo, Follow, ahead, continuations, pairs, words

_LONGEST = 8
_ECHO = 6.5  # cost, and one more for each character, of a string that the document has elsewhere
_ALONE = 8  # of many characters so many, the likeliest, may stand as words that nothing around speaks for
_BEGIN = 40  # characters of an edge up to which each may begin a word
_BEAM = 14.0  # how much dearer than the cheapest a word is still followed
_FAR = 12.0  # a reading dearer by this is no rival
_NONE: frozenset[str] = frozenset()
_NO_COSTS: Mapping[str, float] = {}
_UNLISTED = Follow(0.0, {})


class Edge(NamedTuple):
    """One character between two nodes."""

    end: int
    characters: Mapping[str, float]  # character → what reading it costs on top, likeliest first
    extra: Mapping[str, float] = _NO_COSTS  # what some of them cost in this place
    lost: bool = True  # part of the damage


class Reading(NamedTuple):
    """The cheapest reading of a lattice: its text, its cost, its words and the cost of each."""

    text: str
    cost: float
    words: tuple[str, ...]
    costs: tuple[float, ...]


class _Piece:
    """A word on a path: the nodes it leads over, its cost as an unlisted follower and what its edges add."""

    __slots__ = ("before", "edges", "least", "nodes", "own", "word")

    def __init__(self, nodes: tuple[int, ...], word: str, own: float, edges: float):
        self.nodes = nodes
        self.word = word
        self.own = own
        self.edges = edges
        self.least = math.inf  # cost of the cheapest path from the first node to the end of this word
        self.before: _Piece | None = None  # the word before it on that path


class Lattice:
    """Readings of a run. Node numbers grow along the text from 0; a path leads to `last`."""

    def __init__(self) -> None:
        self.edges: dict[int, list[Edge]] = defaultdict(list)
        self.last = 0
        self.steps = 0  # words and beginnings of words that were looked at
        self._starting: dict[int, dict[str, list[_Piece]]] = {}  # node → word → pieces
        self._path: list[_Piece] = []

    def add(self, start: int, edge: Edge) -> None:
        self.edges[start].append(edge)

    def add_text(self, start: int, text: str) -> int:
        """Edges for undamaged text; the node they lead to."""
        for node, character in enumerate(text, start):
            self.edges[node].append(Edge(node + 1, {character: 0.0}, lost=False))
        self.last = start + len(text)
        return self.last

    def cheapest(self, echo: Echo) -> Reading | None:
        """The cheapest path to the last node; None where none leads there."""
        follow = pairs()
        first = _Piece((0,), "", 0.0, 0.0)
        first.least = 0.0
        ending: dict[int, list[_Piece]] = defaultdict(list, {0: [first]})
        for start in sorted(self.edges):
            if not (before := ending.get(start)):
                continue
            listed = [(piece.least, piece, follow.get(piece.word, _UNLISTED)) for piece in before]
            nearest, base = None, math.inf
            for least, piece, (other, _) in listed:
                if least + other < base:
                    nearest, base = piece, least + other
            listed = [one for one in listed if one[0] < base + _BEAM]
            self.steps += len(listed)
            starting = self._starting[start] = self._words_from(start, echo, [one[2].costs for one in listed])
            for word, pieces in starting.items():
                for piece in pieces:
                    piece.least = base + piece.own + piece.edges if word not in MARKS else math.inf
                    piece.before = nearest
                    ending[piece.nodes[-1]].append(piece)
            marks = MARKS & starting.keys()
            for least, one, (other, costs) in listed:
                for word in costs.keys() & starting.keys() | marks:
                    cost = least + (costs[word] if word in costs else other + starting[word][0].own)
                    for piece in starting[word]:
                        if cost + piece.edges < piece.least:
                            piece.least = cost + piece.edges
                            piece.before = one
        if not (whole := ending.get(self.last)):
            return None
        at: _Piece | None = min(whole, key=lambda piece: piece.least)
        while at and at.word:
            self._path.append(at)
            at = at.before
        self._path.reverse()
        found = tuple([piece.word for piece in self._path])
        ends = [0.0, *(piece.least for piece in self._path)]
        return Reading("".join(found), ends[-1], found, tuple([high - low for low, high in pairwise(ends)]))

    def _words_from(self, start: int, echo: Echo, wanted: Sequence[Mapping[str, float]]) -> dict[str, list[_Piece]]:
        """The words that begin at a node, behind words that want these."""
        known, onward, edges, last = words(), continuations(), self.edges, self.last
        found: dict[str, list[_Piece]] = {}
        stack: list[tuple[str, tuple[int, ...], float, bool]] = []
        for end, characters, extra, lost in edges[start]:
            likeliest = list(characters)
            alone: Iterable[str] = likeliest
            begin: Iterable[str] = likeliest
            if len(characters) > _ALONE:
                alone = set(likeliest[:_ALONE]).union(*(costs.keys() & characters.keys() for costs in (*wanted, extra)))
                if len(characters) > _BEGIN:
                    behind = frozenset([one for edge in edges[end] for one in edge.characters])
                    begin = characters.keys() & ahead(behind) if len(behind) < _BEGIN else likeliest[:_BEGIN]
            for character in alone:
                cost = characters[character] + extra.get(character, 0.0)
                own = known.get(character, UNKNOWN + SINGLE)
                found.setdefault(character, []).append(_Piece((start, end), character, own, cost))
            if end < last:
                stack += [(one, (start, end), characters[one] + extra.get(one, 0.0), lost) for one in begin]
        while stack:
            string, nodes, paid, damaged = stack.pop()
            self.steps += 1
            further = onward.get(string, _NONE)
            echoing = "一" <= string[0] <= "鿿" and (len(string) == 1 or echo.has(string))
            length = len(string) + 1
            for end, characters, extra, lost in edges[nodes[-1]]:
                then: Iterable[str] = characters.keys() & further
                if echoing and (lost or damaged):
                    then = {*then, *echo.behind(string[-1], characters)}
                for character in then:
                    word = string + character
                    listed = known.get(word)
                    echoed = echoing and (lost or damaged) and "一" <= character <= "鿿" and echo.has(word)
                    if echoed:
                        listed = min(_ECHO + length, UNKNOWN if listed is None else listed)
                    elif character not in further:
                        continue
                    spent = paid + characters[character] + extra.get(character, 0.0)
                    if listed is not None:
                        found.setdefault(word, []).append(_Piece((*nodes, end), word, listed, spent))
                    if end < last and length < _LONGEST:
                        stack.append((word, (*nodes, end), spent, lost or damaged))
        self.steps += sum(map(len, found.values()))
        return found

    def _onward(self) -> dict[tuple[int, str], float]:
        """Least cost from the end of a word at a node to the last node."""
        follow = pairs()
        onward: dict[tuple[int, str], float] = {}
        ends: dict[int, set[str]] = defaultdict(set)
        for starting in self._starting.values():
            for word, pieces in starting.items():
                for piece in pieces:
                    ends[piece.nodes[-1]].add(word)
        for node in sorted(ends, reverse=True):
            if node == self.last:
                onward.update(dict.fromkeys(((node, word) for word in ends[node]), 0.0))
                continue
            rest = {
                word: min(piece.edges + onward.get((piece.nodes[-1], word), math.inf) for piece in pieces)
                for word, pieces in self._starting.get(node, {}).items()
            }
            own = {word: cost + self._starting[node][word][0].own for word, cost in rest.items()}
            base = min((cost for word, cost in own.items() if word not in MARKS), default=math.inf)
            marks = MARKS & own.keys()
            for word in ends[node]:
                other, costs = follow.get(word, _UNLISTED)
                least = base + other
                for after in costs.keys() & rest.keys() | marks:
                    least = min(least, costs[after] + rest[after] if after in costs else other + own[after])
                onward[node, word] = least
        return onward

    def leads(self) -> list[float]:
        """How much dearer than the cheapest reading, at each of its characters, the next one is that reads otherwise."""
        text = "".join(piece.word for piece in self._path)
        if not any(len(edges) > 1 or len(edges[0].characters) > 1 for edges in self.edges.values() if edges):
            return [math.inf] * len(text)
        least = self._path[-1].least
        onward = self._onward()
        offsets = {0: 0}  # of the nodes on the path
        for piece in self._path:
            for node in piece.nodes[1:]:
                offsets[node] = len(offsets)
        leads = [math.inf] * len(text)
        for starting in self._starting.values():
            for piece in (piece for pieces in starting.values() for piece in pieces):
                start, end = piece.nodes[0], piece.nodes[-1]
                lead = piece.least + onward.get((end, piece.word), math.inf) - least
                if lead > _FAR:
                    continue
                if start in offsets and offsets.get(end) == offsets[start] + len(piece.word):
                    low = offsets[start]
                    others = [low + at for at, one in enumerate(piece.word) if one != text[low + at]]
                else:
                    low = max(offset for node, offset in offsets.items() if node <= start)
                    others = list(range(low, min(offset for node, offset in offsets.items() if node >= end)))
                for at in others:
                    leads[at] = min(leads[at], lead)
        return leads
