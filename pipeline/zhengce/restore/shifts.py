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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from heapq import nsmallest

from zhengce.restore.alignment import Splice
from zhengce.restore.codes import (
    Code,
    code,
    firsts,
    keys,
    seconds,
    unassigned,
    usual,
    with_lead,
    with_plain,
    with_trail,
    word_pairs,
)
from zhengce.restore.glosses import PINYIN, is_reading, spelled
from zhengce.restore.likelihood import Echo, Lattice, Reading, beginnings, single_cost, words

_BROKEN = re.compile(rf"\?\(?([{PINYIN}]{{1,6}})\)")
_TAIL = re.compile(rf"\(([{PINYIN}]{{1,6}})\)")
_RUN = re.compile(r"[^\x00-\x7f]*")
_SEED = re.compile(rf"\?(?=[,;:!?]|\(?[{PINYIN}]{{1,6}}\))")
_TRAIL_OF = {",": 0xAC, ";": 0xBB, ":": 0xBA, "!": 0xA1, "?": 0xBF, "(": 0xA8, ")": 0xA9}  # A3 and this: the wide mark
_WIDE = str.maketrans(",;:!?", "，；：！？")
_LEFT = re.compile("[㐀-鿿]{1,3}$")
_RIGHT = re.compile("[㐀-鿿]{1,3}\n?|\n")
_STOPS = frozenset("。，、；：！？\n")
_NEVER_LAST = frozenset("和与及或在对从由把被将向为于")  # words that want a complement
_NEVER_FIRST = frozenset("的了们性化着过")  # characters that lean on what is before

_GAP = 1.0  # cost of supposing that a pair of bytes vanished
_UNUSUAL = 4.0  # cost of a variant that converters do not write
_MARGIN = 1.0
_LIKELY = 13.0  # cost a character up to which a reading is Chinese


@dataclass(slots=True)
class _Run:
    """A damaged run as bytes: what is shown between `start` and `end`, and what is lost."""

    start: int
    end: int
    stream: list[int | None]  # bytes; None is lost
    before: int | None  # the byte before the stream
    readings: dict[int, str] = field(default_factory=dict)  # bytes at index - 1 and index are a key with this reading
    gaps: set[int] = field(default_factory=set)  # indices where a pair of bytes may have vanished
    bracket: bool = False  # a `(` was swallowed at the end


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around a character and makes some marks likelier."""

    before: str = ""  # known text before, simplified
    after: str = ""  # known text behind, simplified
    listing: bool = False  # the next or last mark is 、
    quoted: bool = False  # inside “
    titled: bool = False  # inside 《

    def cost(self, option: str) -> float:
        """Extra cost of an option in this place."""
        following = self.after[:1]
        if option in _STOPS:
            cost = -2.5 if option == "、" and self.listing else 0.0
            if following in "。，、；：！？》" and following:
                return cost + 20.0
            return cost + 6.0 * (following in _NEVER_FIRST)
        if option == "”":
            return -3.0 if self.quoted else 8.0
        if option == "》":
            return -4.0 if self.titled else 8.0
        return 4.0 if option in _NEVER_LAST and following in _STOPS else 0.0


def find_shifts(text: str, simple: str, glossed: Iterable[str]) -> list[Splice]:
    """Splices that undo byte shifts.

    `text` is the text without its glosses in its own script, `simple` the same in simplified characters, `glossed` the
    characters that had glosses. Replacements are simplified. A splice of kind `doubtful` leaves at least one lost
    character as `?`.
    """
    if "?" not in text or not _SEED.search(text):
        return []
    repair = _Repair(text, simple, frozenset(glossed))
    splices: list[Splice] = []
    at = 0
    while match := _SEED.search(text, at):
        run = repair.run_at(match.start())
        splice = repair.solve(run) if run else None
        if splice:
            splices.append(splice)
        at = splice.end if splice else match.end()
    return splices


class _Repair:
    def __init__(self, text: str, simple: str, glossed: frozenset[str]):
        self.text = text
        self.simple = simple
        self.glossed = glossed
        self.echo = Echo(simple)

    # --- from characters to bytes -----------------------------------------------------------------------------------

    def run_at(self, start: int) -> _Run | None:
        """The run that begins with the `?` at `start`; None if what follows cannot be one."""
        text = self.text
        if match := _BROKEN.match(text, start):
            run = _Run(start, match.end(), [None], self._byte_before(start), {0: spelled(match[1])})
        else:
            run = _Run(start, start + 2, [None, 0xA3, _TRAIL_OF[text[start + 1]]], None)
        return run if self._follow(run) else None

    def _byte_before(self, at: int) -> int | None:
        character = self.text[at - 1 : at]
        if character in _TRAIL_OF:
            return _TRAIL_OF[character]
        data = _gbk(character)
        return data[1] if data else None

    def _follow(self, run: _Run) -> bool:
        """Read on to where bytes and characters run together again."""
        text, stream = self.text, run.stream
        while True:
            shown = _RUN.match(text, run.end).group()  # type: ignore[union-attr]
            data = _gbk(shown)
            if data is None:
                return False
            run.gaps.update(range(len(stream), len(stream) + len(data) + 1, 2))
            stream.extend(data)
            run.end += len(shown)
            mark = text[run.end : run.end + 1]
            if "@" <= mark <= "~":  # the second byte of a character, itself ASCII
                stream.append(ord(mark))
                run.end += 1
                if match := _TAIL.match(text, run.end):
                    run.readings[len(stream) - 1] = spelled(match[1])
                    run.end = match.end()
                return True
            if mark == "?":
                if not (match := _BROKEN.match(text, run.end)):
                    run.end += 1
                    stream.append(self._lost_at_end(run))
                    return True
                stream.append(None)
                run.readings[len(stream) - 1] = spelled(match[1])
                run.end = match.end()
                if not (match := _BROKEN.match(text, run.end)):
                    return True
                run.readings[len(stream)] = spelled(match[1])  # a key over the next two characters as well
                stream.append(None)
                run.end = match.end()
            elif mark and mark in _TRAIL_OF:  # a mark read one byte off
                stream += (0xA3, _TRAIL_OF[mark])
                run.end += 1
            else:
                return False

    def _lost_at_end(self, run: _Run) -> int | None:
        """The byte behind a `?` that ends a run, if it can be told; notes a `(` that the `?` swallowed."""
        after = self.text[run.end : run.end + 1]
        if after <= "\x7f" and not after.isalnum():
            return None
        if after > "\x7f":
            found = code(run.stream[-1], 0x80)  # alone, byte 80 is no character either
            if found and single_cost(found.plain) < 13 and found.character in usual():
                return 0x80
        ahead = self.text[run.end : run.end + 60].partition("\n")[0]
        close = ahead.find(")")
        run.bracket = close >= 0 and "(" not in ahead[:close] and not _BROKEN.search(ahead[: close + 1])
        return 0x80 if after > "\x7f" and not run.bracket else None

    # --- from bytes to characters -----------------------------------------------------------------------------------

    def solve(self, run: _Run) -> Splice | None:
        """The splice that repairs a run, or None where nothing likely comes out."""
        if len(run.stream) % 2:
            return None
        left = _LEFT.search(self.simple, max(run.start - 3, 0), run.start)
        right = _RIGHT.match(self.simple[run.end : run.end + 4] or "\n")
        before, after = left[0] if left else "", right[0] if right else ""
        reading = self._read(run, before, after)
        if reading is None:
            return None
        low, high = len(before), len(reading.text) - len(after)
        text = "".join(
            "?" if at in reading.doubtful else character for at, character in enumerate(reading.text[low:high], low)
        )
        return Splice(run.start, run.end, text + "（" * run.bracket, "doubtful" if "?" in text else "byte_shift")

    def _read(self, run: _Run, before: str, after: str) -> Reading | None:
        lattice = Lattice()
        for node, character in enumerate(before):
            lattice.add(node, node + 1, character, lost=False)
        node = len(before)
        context = self._context(run, before)
        stream = run.stream
        slots = range(0, len(stream), 2)
        fixed = [code(stream[at], stream[at + 1]) for at in slots]
        trails = set() if run.before is None else {run.before}
        for at in slots:
            lead, trail = stream[at], stream[at + 1]
            reading = run.readings.get(at + 1)
            if key := run.readings.get(at):
                leads = sorted({found.trail for before_ in trails for found in keys(before_, key)})
            else:
                leads = [] if lead is None else [lead]
            ahead = ""
            for found in fixed[at // 2 + 1 : at // 2 + 3]:
                if found is None:
                    break
                ahead += found.plain
            else:
                if at // 2 + 1 + len(ahead) >= len(fixed):
                    ahead += after or self.text[run.end : run.end + 1].translate(_WIDE)
            here = replace(context, after=ahead)
            listed = at > 0
            options = self._options(leads, trail, reading, listed, lead is None and not key)
            end = node + 1
            if at + 1 in run.gaps and leads:
                end = self._add_gap(lattice, node, leads, trail, reading, listed, here)
            for option in self._worthwhile(options, here):
                lattice.add(node, end, option.plain, self._cost(option, here, len(options)))
            trails = {option.trail for option in options}
            single = options[0].plain if len(options) == 1 else ""
            context = replace(context, before=(context.before + single)[-2:] if single else "")
            if single and single in "“”":
                context = replace(context, quoted=single == "“")
            elif single and single in "《》":
                context = replace(context, titled=single == "《")
            node = end
        for character in after:
            lattice.add(node, node + 1, character, lost=False)
            node += 1
        lattice.last = node
        return lattice.cheapest(self.echo, _MARGIN)

    def _options(
        self, leads: Sequence[int], trail: int | None, reading: str | None, listed: bool, any_lead: bool
    ) -> list[Code]:
        """The characters a slot may hold; `listed` where a character of the site's list would have its gloss."""
        if any_lead:
            found = [] if trail is None else with_trail(trail)
        elif trail is not None:
            found = [character for lead in leads if (character := code(lead, trail))]
        elif reading:
            found = [key for lead in leads for key in keys(lead, reading)]
        else:
            found = [character for lead in leads for character in with_lead(lead)]
        return self._possible(found, reading, listed)

    def _possible(self, found: list[Code], reading: str | None, listed: bool) -> list[Code]:
        if reading:
            return [option for option in found if is_reading(option.character, reading)]
        if listed:
            return [option for option in found if option.character not in self.glossed]
        return found

    def _add_gap(
        self,
        lattice: Lattice,
        node: int,
        leads: Sequence[int],
        trail: int | None,
        reading: str | None,
        listed: bool,
        context: _Context,
    ) -> int:
        """Edges for two characters between which a pair of bytes vanished; the node they lead to."""
        groups = unassigned()
        end = node + 1 + len(groups)
        for group in range(len(groups)):
            first = [found for lead in leads for found in firsts(lead, group)]
            first = self._possible(first, None, listed)
            if not first:
                continue
            for lead in leads:
                for one, two in word_pairs(lead, group):
                    if (trail is None or two.trail == trail) and (
                        is_reading(two.character, reading) if reading else two.character not in self.glossed
                    ):
                        cost = self._cost(one, context, 0) + self._cost(two, context, 0)
                        lattice.add(node, end, one.plain + two.plain, _GAP + cost)
            if trail is None:
                continue
            second = self._possible(seconds(trail, group), reading, True)
            if second:
                middle = node + 1 + group
                for option in self._worthwhile(first, replace(context, after="")):
                    lattice.add(node, middle, option.plain, _GAP + self._cost(option, context, 0))
                for option in self._worthwhile(second, replace(context, before="")):
                    lattice.add(middle, end, option.plain, self._cost(option, context, 2))
        return end

    def _worthwhile(self, options: list[Code], context: _Context) -> list[Code]:
        """Of many options the likeliest by themselves and those that make a word with a neighbour."""
        if len(options) <= 3:
            return options
        known, begins, echo = words(), beginnings(), self.echo
        before, after = context.before, context.after
        chosen = nsmallest(4, options, key=lambda option: self._cost(option, context, 2) + single_cost(option.plain))
        for option in options:
            plain = option.plain
            if before:
                left = before[-1] + plain
                if left in known or left in begins or before + plain in known or echo.has(left):
                    chosen.append(option)
                    continue
            if after:
                right = plain + after[0]
                if right in known or right in begins or plain + after in known or echo.has(right):
                    chosen.append(option)
        return list(dict.fromkeys(chosen))

    def _cost(self, option: Code, context: _Context, rivals: int) -> float:
        character = option.character
        cost = _UNUSUAL if "㐀" <= character <= "鿿" and character not in usual() and character not in self.text else 0.0
        return cost + context.cost(option.plain) if rivals > 1 else cost

    # --- what stands around -----------------------------------------------------------------------------------------

    def _context(self, run: _Run, before: str) -> _Context:
        text = self.text
        back = text[max(run.start - 9, 0) : run.start].translate(_WIDE)
        ahead = text[run.end : run.end + 9].translate(_WIDE)
        line = text.rfind("\n", 0, run.start) + 1
        return _Context(
            before[-2:],
            "",
            "、" in (next((c for c in reversed(back) if c in _STOPS), ""), next((c for c in ahead if c in _STOPS), "")),
            text.rfind("“", line, run.start) > text.rfind("”", line, run.start),
            text.rfind("《", line, run.start) > text.rfind("》", line, run.start),
        )


def _gbk(text: str) -> bytes | None:
    """The two bytes of each character, or None where one has not two."""
    try:
        data = text.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return data if len(data) == 2 * len(text) else None
