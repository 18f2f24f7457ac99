"""Byte shifts: runs of text read one byte off.

The keys of a gloss site were replaced as bytes, wherever two bytes matched, and in GBK the second byte of one character
and the first of the next can match as well. `：問候語` holds the bytes of 簡, becomes `:?jiǎn)柡蛘Z(yǔ)`: the bracket
swallowed one byte, and all that follows is read one byte off until an ASCII character, or a gloss, sets it right. The
same happens where `。《` holds the bytes of `！`: `?!吨泄仓醒雵鴦?wù)`. Read one byte off, one pair in ten is unassigned in
GBK and vanishes.

A run is undone as it was made: its characters are bytes again, paired anew with the lost one before them. What was lost
is solved from what is known, the reading in a broken gloss, the byte of a mark, the character list of the site, and
where that leaves a choice the judge of `likelihood` makes it. A run is repaired only if it comes out likely;
characters on which the judge wavers stay `?`. Either way it is counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from zhengce.restore.alignment import Splice
from zhengce.restore.codes import (
    Code,
    code,
    firsts,
    keys,
    open_pairs,
    seconds,
    unassigned,
    widest,
    with_lead,
    with_trail,
    word_pairs,
)
from zhengce.restore.glosses import is_reading
from zhengce.restore.likelihood import Echo, Lattice, Reading, ahead, behind, followers, words
from zhengce.restore.runs import BROKEN, Run, find_runs

_WIDE = str.maketrans(",;:!?", "，；：！？")
_LEFT = re.compile("[㐀-鿿]{1,3}$")
_RIGHT = re.compile("[㐀-鿿]{1,3}\n?|\n")
_NONE: frozenset[str] = frozenset()
_STOPS = frozenset("。，、；：！？\n")
_CHOSEN_MARKS = frozenset("。，、”》")
_NEVER_LAST = frozenset(
    "和与及或在对从由把被将向为于的是以不最很更也都就又还并而若这那每各该其尤"
)  # they want what follows
_NEVER_FIRST = frozenset("的了们性化着过")  # characters that lean on what is before

_GAP = 1.0  # cost of supposing that a pair of bytes vanished
_UNUSUAL = 4.0  # cost of a variant that converters do not write
_MARGIN = 0.5  # lead over the next reading below which a character is not restored
_HEARD = 20_000  # characters of a document in which words are looked for again
_NEAR = 300  # characters before a run in which a quotation or title may have begun
_COMMON = 8.5  # cost up to which a word of one character stands by itself
_STANDS = 25.0  # cost of a `?` left standing


@dataclass(slots=True)
class _Slot:
    """A place for one character of a run, or for more where a pair of bytes vanished within it."""

    options: list[Code]  # the characters it may hold
    leads: list[int]  # its possible lead bytes
    trail: int | None
    reading: str | None  # of the character that ends here, where it had a gloss
    listed: bool  # a character of the site's list would have its gloss
    gap: bool  # a pair of bytes may have vanished within it
    firsts: dict[int, list[Code]] = field(default_factory=dict)  # group of `unassigned` → characters before the gap


def _beginnings(slot: _Slot) -> frozenset[str]:
    """The characters a slot may begin with."""
    return frozenset([option.plain for options in (slot.options, *slot.firsts.values()) for option in options])


def _endings(slot: _Slot) -> frozenset[str]:
    """The characters a slot may end with."""
    gaps = [seconds(slot.trail, group) for group in slot.firsts] if slot.trail is not None else []
    return frozenset([option.plain for options in (slot.options, *gaps) for option in options])


def _fixed(slots: list[_Slot]) -> str:
    """The characters at the beginning of slots that are beyond doubt."""
    found = ""
    for slot in slots:
        if len(slot.options) != 1:
            break
        found += slot.options[0].plain
    return found


def _lone(reading: Reading, before: int, slots: list[_Slot]) -> list[_Slot]:
    """The slots read as a word of one character, frequent ones only beside a rare one."""
    lone = [False] * (len(slots) + 2)
    rare = [False] * (len(slots) + 2)
    at = 1 - before
    for word in reading.words:
        if len(word) == 1 and 0 < at <= len(slots):
            lone[at] = True
            rare[at] = words().get(word, 99.0) > _COMMON or word == "—"
        at += len(word)
    return [slot for at, slot in enumerate(slots, 1) if lone[at] and (rare[at - 1] or rare[at] or rare[at + 1])]


@dataclass(slots=True)
class _Context:
    """What stands around a character and makes some marks likelier."""

    before: str = ""  # known text before, simplified
    listing: bool = False  # the next or last mark is 、
    quoted: bool = False  # inside “
    titled: bool = False  # inside 《
    after: str = ""  # known text behind, simplified
    lefts: frozenset[str] = _NONE  # the characters that may stand before
    rights: frozenset[str] = _NONE  # the characters that may stand behind
    alone: bool = False  # only one character stands between this one and a mark

    def pass_by(self, character: str) -> None:
        """Move on behind a character, empty where it is not known."""
        self.before = (self.before + character)[-2:] if character else ""
        if character and character in _STOPS:
            self.listing = character == "、"
        elif character and character in "“”":
            self.quoted = character == "“"
        elif character and character in "《》":
            self.titled = character == "《"

    def behind(self, lefts: frozenset[str]) -> _Context:
        """This place behind characters of which only these are possible."""
        return replace(self, before="", lefts=lefts)

    def without_after(self) -> _Context:
        return replace(self, after="", rights=_NONE)

    def cost(self, option: str) -> float:
        """Extra cost of an option in this place."""
        following = self.after[:1]
        if option in _STOPS:
            cost = 6.0 * (following in _NEVER_FIRST) + 4.0 * (self.before[-1:] in _NEVER_LAST)
            if following in "。，、；：！？》" and following:
                cost += 20.0
            if option == "、":
                return cost - 2.5 * self.listing
            return cost + 6.0 * (self.alone or self.after[1:2] in _STOPS)
        if option == "”":
            return -3.0 if self.quoted else 8.0
        if option == "》":
            return -4.0 if self.titled else 8.0
        return 4.0 if option in _NEVER_LAST and following in _STOPS else 0.0


def find_shifts(text: str, simple: str, glossed: frozenset[str]) -> list[Splice]:
    """Splices that undo byte shifts.

    `text` is the text without its glosses in its own script, `simple` the same in simplified characters, `glossed` the
    characters that had glosses. Replacements are simplified. A splice of kind `doubtful` leaves at least one lost
    character as `?`.
    """
    if "?" not in text or not (glossed or BROKEN.search(text)):
        return []
    repair = _Repair(text, simple, glossed)
    splices: list[Splice] = []
    for run in find_runs(text):
        if splice := repair.solve(run, splices[-1] if splices else None):
            splices.append(splice)
    return splices


class _Repair:
    """Reads the runs of one text."""

    def __init__(self, text: str, simple: str, glossed: frozenset[str]):
        self.text = text
        self.simple = simple
        self.glossed = glossed
        self.heard = text[:_HEARD]
        self.echo = Echo(simple[:_HEARD])

    def solve(self, run: Run, last: Splice | None) -> Splice | None:
        """The splice that repairs a run behind the last one repaired, or None where nothing likely comes out."""
        ahead_of = self.simple[max(run.start - 3, 0) : run.start]
        if last and run.start - last[1] < 3:
            ahead_of = last[2] + self.simple[last[1] : run.start]
        left = _LEFT.search(ahead_of)
        right = _RIGHT.match(self.simple[run.end : run.end + 4] or "\n")
        before, after = left[0] if left else "", right[0] if right else ""
        slots = self._slots(run)
        lattice = self._lattice(run, slots, before, after)
        reading = lattice.cheapest(self.echo)
        suspects = _lone(reading, len(before), slots) if reading else slots
        if suspects:  # a lone character may be the rest of two that lost a pair of bytes between them
            for slot in suspects:
                self._open(slot)
            lattice = self._lattice(run, slots, before, after)
            reading = lattice.cheapest(self.echo)
        if reading is None or (not run.readings and reading.cost >= self._cost_as_shown(run, before, after)):
            return None
        unsure = lattice.doubtful(reading.text, _MARGIN)
        characters = enumerate(reading.text[: len(reading.text) - len(after)])
        text = "".join("?" if at in unsure else character for at, character in characters if at >= len(before))
        return run.start, run.end, text + run.tail, "doubtful" if "?" in text else "byte_shift"

    def _cost_as_shown(self, run: Run, before: str, after: str) -> float:
        """The cost of the run as it stands, its ASCII characters left out but for the `?`."""
        shown = self.simple[run.start : run.end]
        lattice = Lattice()
        lattice.add_text(0, before + "".join(character for character in shown if character > "\x7f") + after)
        reading = lattice.cheapest(self.echo)
        return _STANDS * shown.count("?") + (reading.cost if reading else 0.0)

    def _slots(self, run: Run) -> list[_Slot]:
        """The characters of a run, each by its two bytes."""
        slots = []
        stream = run.stream
        trails = set() if run.before is None else {run.before}
        for at in range(0, len(stream), 2):
            lead, trail = stream[at], stream[at + 1]
            reading = run.readings.get(at + 1)
            leads = [] if lead is None else [lead]
            if key := run.readings.get(at):
                leads = sorted({found.trail for before in trails for found in keys(before, key)})
            if trail is not None:
                free = lead is None and not key
                options = with_trail(trail) if free else [found for lead in leads if (found := code(lead, trail))]
            elif reading:
                options = [found for lead in leads for found in keys(lead, reading)]
            else:
                options = [found for lead in leads for found in with_lead(lead)]
            options = self._possible(options, reading, at > 0)
            slots.append(_Slot(options, leads, trail, reading, at > 0, at + 1 in run.gaps))
            trails = {option.trail for option in options}
        return slots

    def _possible(self, found: list[Code], reading: str | None, listed: bool) -> list[Code]:
        if reading:
            return [option for option in found if is_reading(option.character, reading)]
        if listed:
            return [option for option in found if option.character not in self.glossed]
        return found

    def _open(self, slot: _Slot) -> None:
        """Suppose that a pair of bytes may have vanished in a slot."""
        if slot.gap:
            for group in range(len(unassigned())):
                first = [found for lead in slot.leads for found in firsts(lead, group)]
                if first := self._possible(first, None, slot.listed):
                    slot.firsts[group] = first

    def _lattice(self, run: Run, slots: list[_Slot], before: str, after: str) -> Lattice:
        """The readings of a run in its context."""
        lattice = Lattice()
        node = lattice.add_text(0, before)
        context = self._context(run, before)
        last = len(slots) - 1
        outside = after or self.text[run.end : run.end + 1].translate(_WIDE)
        for at, slot in enumerate(slots):
            context.after = _fixed(slots[at + 1 : at + 3])
            if at + len(context.after) == last:
                context.after = (context.after + outside)[:2]
            context.alone = at == last - 1 and outside[:1] in _STOPS
            hard = len(slot.options) > 4 or bool(slot.firsts)
            context.rights = _beginnings(slots[at + 1]) if hard and at < last else _NONE
            end = self._add_gap(lattice, node, slot, context) if slot.firsts else node + 1
            for option in self._worthwhile(slot.options, context):
                lattice.add(node, end, option.plain, self._cost(option, context, len(slot.options)))
            context.pass_by(slot.options[0].plain if len(slot.options) == 1 else "")
            context.lefts = _endings(slot)
            node = end
        lattice.add_text(node, after)
        return lattice

    def _add_gap(self, lattice: Lattice, node: int, slot: _Slot, context: _Context) -> int:
        """Edges for two characters between which a pair of bytes vanished, and for three; the node they lead to."""
        groups = unassigned()
        beyond = node + 1 + len(groups)
        end = beyond + 1
        trail, reading = slot.trail, slot.reading
        known, follow = words(), followers()
        lefts = context.lefts or frozenset(context.before[-1:])
        unended, unbegun = context.without_after(), context.behind(_NONE)
        for lead in slot.leads:
            for one, two in word_pairs(lead, trail):
                if not (slot.listed and one.character in self.glossed) and self._possible([two], reading, True):
                    cost = self._cost(one, context, 0) + self._cost(two, context, 0)
                    lattice.add(node, end, one.plain + two.plain, _GAP + cost)
        for group, first in slot.firsts.items():
            if trail is not None:
                second = self._possible(seconds(trail, group), reading, True)
            elif reading:
                second = [found for lead in sorted(groups[group][1]) for found in keys(lead, reading)]
            else:
                continue
            if second:
                middle = node + 1 + group
                plains = {option.plain for option in first}
                joined = [left + plain for left in lefts for plain in plains & follow.get(left, _NONE)]
                alone = 4 if group == widest() else 1
                for option in self._worthwhile(first, unended, alone):
                    cost = self._cost(option, unended, 2)
                    lattice.add(node, middle, option.plain, _GAP + cost)
                worth = self._worthwhile(second, unbegun, alone)
                if joined:
                    worth += [o for o in second if o not in worth and any(word + o.plain in known for word in joined)]
                for option in worth:
                    lattice.add(middle, end, option.plain, self._cost(option, context, 2))
        if trail is not None and (pairs := [pair for lead in slot.leads for pair in open_pairs(lead)]):
            third = self._possible(seconds(trail, widest()), reading, True)
            for one, two in pairs:  # two pairs of bytes vanished one after the other
                lattice.add(node, beyond, one.plain + two.plain, 2 * _GAP)
            for option in self._worthwhile(third, context.behind(frozenset([two.plain for _, two in pairs]))):
                lattice.add(beyond, end, option.plain, self._cost(option, context, 2))
        return end

    def _worthwhile(self, options: list[Code], context: _Context, alone: int = 4) -> list[Code]:
        """Of many options the likeliest, as many as stand `alone`, and those that make a word with a neighbour."""
        if len(options) <= alone:
            return options
        known, echo, before = words(), self.echo, context.before
        lefts = context.lefts or frozenset(before[-1:])
        rights = context.rights | frozenset(context.after[:1])
        joined = behind(lefts) | ahead(rights) | _CHOSEN_MARKS
        if len(lefts) + len(rights) < 8:
            joined = joined.union(*map(echo.after, lefts), *map(echo.before, rights))
        return options[:alone] + [
            option
            for option in options[alone:]
            if option.plain in joined or (len(before) > 1 and before + option.plain in known)
        ]

    def _cost(self, option: Code, context: _Context, rivals: int) -> float:
        cost = 0.0 if option.usual or option.character in self.heard else _UNUSUAL
        return cost + context.cost(option.plain) if rivals > 1 else cost

    # --- what stands around -----------------------------------------------------------------------------------------

    def _context(self, run: Run, before: str) -> _Context:
        text = self.text
        back = text[max(run.start - 9, 0) : run.start].translate(_WIDE)
        front = text[run.end : run.end + 9].translate(_WIDE)
        line = text.rfind("\n", max(run.start - _NEAR, 0), run.start) + 1 or max(run.start - _NEAR, 0)
        return _Context(
            before[-2:],
            "、" in (next((c for c in reversed(back) if c in _STOPS), ""), next((c for c in front if c in _STOPS), "")),
            text.rfind("“", line, run.start) > text.rfind("”", line, run.start),
            text.rfind("《", line, run.start) > text.rfind("》", line, run.start),
        )
