"""Byte shifts: runs of text read one byte off.

The keys of a gloss site were replaced as bytes, wherever two bytes matched, and in GBK the second byte of one character
and the first of the next can match as well. `：問候語` holds the bytes of 簡, becomes `:?jiǎn)柡蛘Z(yǔ)`: the bracket
swallowed one byte, and all that follows is read one byte off until an ASCII character, or a gloss, sets it right. The
same happens where `。《` holds the bytes of `！`: `?!吨泄仓醒雵鴦?wù)`. Read one byte off, one pair in ten is unassigned in
GBK and vanishes.

A run is undone as it was made: its characters are bytes again, paired anew with the lost one before them. What was lost
is solved from what is known, the reading in a broken gloss, the byte of a mark, the character list of the site, and
where that leaves a choice the judge of `likelihood` makes it. A run is repaired only if it comes out likely. Where
another reading is nearly as likely it counts as doubtful, and a character on which the judge wavers stays `?`.

That a pair of bytes vanished is supposed only where words come out dear without it, or a mark is missing: to suppose it
everywhere takes many times as long and mends hardly a run more.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from zhengce.restore.alignment import Splice
from zhengce.restore.codes import (
    Code,
    between,
    firsts,
    keys,
    lasts,
    of_bytes,
    seconds,
    unassigned,
    wide,
    with_lead,
    with_trail,
)
from zhengce.restore.glosses import is_reading
from zhengce.restore.lattice import Edge, Lattice, Reading
from zhengce.restore.likelihood import Echo
from zhengce.restore.marks import mark_costs
from zhengce.restore.runs import BROKEN, MARKED, Run, find_runs

_WIDE = str.maketrans(",;:!()", "，；：！（）")
_FIGURES = re.compile("[0-9][0-9.,%]*")
_LETTERS = re.compile("[A-Za-z]+")
_ASIDE = 4  # characters on either side of a run in whose light it is read
_UNUSUAL = 4.0  # cost of a variant that converters do not write
_MARGIN = 0.5  # lead over the next reading below which a character is not restored
_DEAR = 7.0  # cost of a character in a word from which a pair of bytes is supposed to have vanished in it
_DEAR_ALONE = 8.5  # the same of a word of one character
_SURE = 3.0  # lead below which a run is doubtful
_HEARD = 20_000  # characters of a document in which words are looked for again
_STEPS, _STEPS_EACH = 20_000, 1.0  # steps that a text may take, and for each of its characters: hostile ones want more
_A_RUN = 5  # steps that a run costs beside those of its lattices
_CHOICES = 10  # characters to choose from that cost as much as a step
_OPENED = 20  # slots of a run in which pairs of bytes are supposed to have vanished, at most
_STANDS = 25.0  # cost of a `?` left standing


def _plain(text: str) -> str:
    """Text around a run as the judge reads it: wide marks, `0` for figures, `A` for letters, no blanks."""
    text = text.replace(" ", "").replace("　", "")
    return _LETTERS.sub("A", _FIGURES.sub("0", text)).translate(_WIDE)


class _Solved(NamedTuple):
    """How a run reads, what that costs in its context, and the least lead of a character of it."""

    cost: float
    text: str
    lead: float


@dataclass(slots=True)
class _Slot:
    """A place for one character of a run, or for more where a pair of bytes vanished within it."""

    characters: dict[str, float]  # what it may hold, likeliest first → what reading it costs on top
    choices: tuple[str, ...]  # the same without the costs
    leads: list[int]  # its possible lead bytes
    trail: int | None
    reading: str | None  # of the character that ends here, where it had a gloss
    listed: bool  # a character of the site's list would have its gloss
    gap: bool  # a pair of bytes may have vanished within it


def _suspects(reading: Reading | None, before: int, marks: list[Mapping[str, float]]) -> frozenset[int]:
    """The slots in which a pair of bytes may have vanished: words dear for their length, or where marks are awaited."""
    slots = len(marks)
    if reading is None:
        return frozenset(range(slots))
    inside = reading.text[before : before + slots]
    awaited = [mark for mark, cost in marks[-1].items() if cost < 0 and mark not in inside]
    if any(mark != "。" for mark in awaited):
        return frozenset(range(slots))
    found = {slots - 1} if awaited else set()
    at = -before
    for word, cost in zip(reading.words, reading.costs, strict=True):
        if cost > (_DEAR * len(word) if len(word) > 1 else _DEAR_ALONE):
            found.update(range(at, at + len(word)))
        at += len(word)
    return frozenset(found & set(range(slots)))


def find_shifts(text: str, simple: str, glosses: dict[int, str]) -> list[Splice]:
    """Splices that undo byte shifts.

    `text` is the text without its glosses in its own script, `simple` the same in simplified characters, `glosses` the
    characters that had glosses, by offset. Replacements are simplified. Splices of kind `doubtful` are runs that may
    read otherwise, or that nothing likely came out of and that are left as they are.
    """
    if "?" not in text or not (glosses or BROKEN.search(text) or MARKED.search(text)):
        return []
    repair = _Repair(text, simple, glosses)
    splices: list[Splice] = []
    for runs in repair.runs:
        last = splices[-1] if splices else None
        if last and runs[0].start < last[1]:
            continue
        if splice := repair.solve(runs, last):
            splices.append(splice)
    return sorted(splices + _left(text, simple, splices)) if glosses else splices


def _left(text: str, simple: str, splices: list[Splice]) -> list[Splice]:
    """Splices that count broken glosses outside these, and leave them as they are."""
    starts = [splice[0] for splice in splices]
    left: list[Splice] = []
    for match in BROKEN.finditer(text):
        at = bisect_right(starts, match.start()) - 1
        if at < 0 or splices[at][1] <= match.start():
            left.append((match.start(), match.end(), simple[match.start() : match.end()], "doubtful"))
    return left


class _Repair:
    """Reads the runs of one text."""

    def __init__(self, text: str, simple: str, glosses: dict[int, str]):
        self.text = text
        self.simple = simple
        self.glossed = frozenset(glosses.values())
        self.heard = frozenset(text[:_HEARD])
        self.steps = _STEPS + _STEPS_EACH * len(text)  # that are left
        self.choices: dict[Hashable, tuple[list[Code], dict[str, float]]] = {}  # of slots that were met before,
        self.gaps: dict[Hashable, list[tuple[dict[str, float], dict[str, float]]]] = {}
        self.betweens: dict[int, dict[str, float]] = {}
        self.slots: dict[Hashable, list[_Slot]] = {}  # of runs,
        self.solved: dict[Hashable, _Solved | None] = {}  # and what came out of them in their contexts
        self.runs = list(find_runs(text, frozenset(glosses)))
        ends = [0, *(runs[-1].end for runs in self.runs)]
        starts = [*(runs[0].start for runs in self.runs), _HEARD]
        self.echo = Echo("?".join([simple[end : min(start, _HEARD)] for end, start in zip(ends, starts, strict=True)]))

    def solve(self, runs: tuple[Run, ...], last: Splice | None) -> Splice | None:
        """The splice that repairs a run, of several that begin here the likeliest, behind the last one repaired.

        None where nothing likely comes out.
        """
        start, until = runs[0].start, runs[0].end
        ahead_of = self.simple[max(start - 2 * _ASIDE, 0) : start]
        if last and start - last[1] < 2 * _ASIDE:
            ahead_of = last[2] + self.simple[last[1] : start]
        before = _plain("\n" + ahead_of)[-_ASIDE:].rpartition("?")[2]
        found: list[tuple[_Solved, Run]] = []
        for run in runs if self.steps > 0 else ():
            beside = len(_plain(run.tail + self.simple[run.end : until]))
            after = _plain(run.tail + self.simple[run.end : until + 2 * _ASIDE] + "\n")
            after = after[:beside] + after[beside : beside + _ASIDE].partition("?")[0]
            if solved := self._solved(run, before, after):
                found.append((solved, run))
        if not found:
            return None
        solved, run = min(found, key=lambda one: one[0].cost)
        return run.start, run.end, solved.text + run.tail, "doubtful" if solved.lead < _SURE else "byte_shift"

    def _solved(self, run: Run, before: str, after: str) -> _Solved | None:
        """The likeliest reading of a run in its context, looked up where the text had both before."""
        shown = self.text[run.start : run.end], tuple(run.stream), run.before, frozenset(run.keyed)
        if (slots := self.slots.get(shown)) is None:
            slots = self.slots[shown] = self._slots(run)
        self.steps -= _A_RUN
        marks = mark_costs(self.text, run.start, run.end, [slot.choices for slot in slots])
        case = shown, before, after, tuple([tuple(costs.items()) for costs in marks])
        if case not in self.solved:
            self.solved[case] = self._solve(run, slots, marks, before, after)
        return self.solved[case]

    def _solve(
        self, run: Run, slots: list[_Slot], marks: list[Mapping[str, float]], before: str, after: str
    ) -> _Solved | None:
        lattice = self._lattice(slots, marks, before, after, frozenset())
        reading = self._cheapest(lattice)
        opened = _suspects(reading, len(before), marks)
        if 0 < len(opened) <= _OPENED:
            lattice = self._lattice(slots, marks, before, after, opened)
            reading = self._cheapest(lattice)
        if not reading or not (run.readings or not opened or reading.cost < self._cost_as_shown(run, before, after)):
            return None
        leads = lattice.leads()[len(before) : len(reading.text) - len(after)]
        characters = reading.text[len(before) : len(reading.text) - len(after)]
        text = "".join("?" if lead < _MARGIN else character for lead, character in zip(leads, characters, strict=True))
        return _Solved(reading.cost, text, min(leads, default=0.0))

    def _cheapest(self, lattice: Lattice) -> Reading | None:
        reading = lattice.cheapest(self.echo)
        self.steps -= lattice.steps
        return reading

    def _cost_as_shown(self, run: Run, before: str, after: str) -> float:
        """The cost of the run as it stands, its ASCII characters left out but for the `?`."""
        shown = self.simple[run.start : run.end]
        lattice = Lattice()
        lattice.add_text(0, before + "".join(character for character in shown if character > "\x7f") + after)
        reading = self._cheapest(lattice)
        return _STANDS * shown.count("?") + (reading.cost if reading else 0.0)

    def _slots(self, run: Run) -> list[_Slot]:
        """The characters of a run, each by its two bytes."""
        slots = []
        stream = run.stream
        options: list[Code] = []  # of the slot before
        for at in range(0, len(stream), 2):
            lead, trail = stream[at], stream[at + 1]
            reading = run.readings.get(at + 1)
            leads = [] if lead is None else [lead]
            if key := run.readings.get(at):
                trails = {option.trail for option in options} if at else {run.before}
                leads = sorted({found.trail for before in trails if before for found in keys(before, key)})
            broken = at == 0 or key or at + 2 in run.readings or at in run.keyed or at + 1 in run.keyed
            place = tuple(leads), lead is None and not key, trail, reading, bool(broken)
            if place not in self.choices:
                options = self._options(*place)
                self.choices[place] = options, self._characters(options)
            options, characters = self.choices[place]
            slots.append(_Slot(characters, tuple(characters), leads, trail, reading, not broken, at + 1 in run.gaps))
        return slots

    def _options(
        self, leads: tuple[int, ...], free: bool, trail: int | None, reading: str | None, broken: bool
    ) -> list[Code]:
        """The characters with one of these lead bytes, or any if `free`, and what is known of the rest."""
        if trail is not None:
            options = with_trail(trail) if free else [found for lead in leads for found in of_bytes(lead, trail)]
        elif reading:
            options = [found for lead in leads for found in keys(lead, reading)]
        else:
            options = [found for lead in leads for found in with_lead(lead)]
        return self._possible(options, reading, not broken)

    def _possible(self, found: list[Code], reading: str | None, listed: bool) -> list[Code]:
        if reading:
            return [option for option in found if is_reading(option.character, reading)]
        if listed:
            return [option for option in found if option.character not in self.glossed]
        return found

    def _lattice(
        self,
        slots: list[_Slot],
        marks: list[Mapping[str, float]],
        before: str,
        after: str,
        opened: frozenset[int],
    ) -> Lattice:
        """The readings of a run in its context, pairs of bytes supposed to have vanished within the `opened` slots."""
        lattice = Lattice()
        node = lattice.add_text(0, before)
        stride = 1 + 2 * len(unassigned())
        for at, slot in enumerate(slots):
            end = node + stride
            if slot.characters:
                lattice.add(node, Edge(end, slot.characters, marks[at]))
            if slot.gap and at in opened:
                self._add_gap(lattice, node, end, slot, marks[at])
            node = end
        lattice.add_text(node, after)
        return lattice

    def _add_gap(self, lattice: Lattice, node: int, end: int, slot: _Slot, extra: Mapping[str, float]) -> None:
        """Edges for two characters between which a pair of bytes vanished, and for three."""
        groups = unassigned()
        place = tuple(slot.leads), slot.trail, slot.reading, slot.listed
        if place not in self.gaps:
            self.gaps[place] = [(self._first(slot, group), self._second(slot, group)) for group in range(len(groups))]
        ends = self.gaps[place]
        twice = False
        for group, (first, last) in enumerate(ends):
            if not first:
                continue
            middle = node + 1 + group
            lattice.add(node, Edge(middle, first, extra))
            if last:
                lattice.add(middle, Edge(end, last, extra))
            if group in wide():
                twice = True
                for then in wide():
                    lattice.add(middle, Edge(node + 1 + len(groups) + then, self._between(then)))
        for then in wide() if twice else ():
            lattice.add(node + 1 + len(groups) + then, Edge(end, ends[then][1], extra))

    def _first(self, slot: _Slot, group: int) -> dict[str, float]:
        """The characters that a slot may begin with before a gap."""
        first = [one for lead in slot.leads for one in firsts(lead, group)]
        return self._characters(self._possible(first, None, slot.listed))

    def _second(self, slot: _Slot, group: int) -> dict[str, float]:
        """The characters that a slot may end with behind a gap."""
        if slot.trail is not None:
            second = seconds(slot.trail, group)
        elif slot.reading:
            second = [found for lead in sorted(unassigned()[group][1]) for found in keys(lead, slot.reading)]
        else:
            second = lasts(group)
        return self._characters(self._possible(second, slot.reading, slot.listed))

    def _between(self, group: int) -> dict[str, float]:
        """The characters that may stand between two gaps, the second of this group."""
        if group not in self.betweens:
            self.betweens[group] = self._characters(self._possible(between(group), None, True))
        return self.betweens[group]

    def _characters(self, options: list[Code]) -> dict[str, float]:
        self.steps -= len(options) / _CHOICES
        found: dict[str, float] = {}
        for option in options:
            found.setdefault(option.plain, 0.0 if option.usual or option.character in self.heard else _UNUSUAL)
        return found
