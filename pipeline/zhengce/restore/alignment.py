"""Offsets through restoration: which characters of the source stand behind a span of the clean text.

Restoration works in steps, each a pure function from a text to a list of `Splice` (replace this span by that text).
Most splices shorten: a gloss goes, a byte shift gives back other characters, a navigation line disappears. Changes of
one character for one (script, width) leave every offset where it is and need no splice. An `Alignment` therefore keeps
only the spans where the two texts run out of step and finds its way between them by bisection; a text that came
through unchanged has an empty alignment. Steps are joined with `Alignment.then`, which is exact: asking the joined
alignment is asking the steps one after another. A deletion belongs to no clean character unless the step says so: a
gloss is spliced together with the character before it (`網(wǎng)` → `网`), so that character's source extent holds both.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

# Replace `text[start:end]` by `replacement`: (start, end, replacement, kind). Plain tuples: a page has thousands.
Splice = tuple[int, int, str, str]

_Block = tuple[int, int, int, int, str]  # source start, source end, clean start, clean end, kind


class Edit(NamedTuple):
    """One change that restoration made: source span, clean span (code points, end exclusive) and its kind."""

    source_start: int
    source_end: int
    clean_start: int
    clean_end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """Maps spans of the clean text to spans of the source.

    `blocks` are the spans out of step, in order; between them both texts advance together.
    """

    blocks: tuple[_Block, ...] = ()
    starts: tuple[int, ...] = ()  # clean start of each block, for bisection

    @classmethod
    def of(cls, blocks: list[_Block]) -> Alignment:
        """The alignment with these blocks, given in order."""
        return cls(tuple(blocks), tuple([block[2] for block in blocks]))

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The source span behind the clean span: from the first character's extent to the last one's.

        An empty span gives the empty span where the source stands at `start`.
        """
        if not self.blocks:
            return start, end
        at = bisect_right(self.starts, start) - 1
        first = start
        if at >= 0:
            source_start, source_end, clean_start, clean_end, _ = self.blocks[at]
            first = source_start if clean_start <= start < clean_end else source_end + start - clean_end
        if end <= start:
            return first, first
        at = bisect_right(self.starts, end - 1) - 1
        last = end
        if at >= 0:
            _, source_end, _, clean_end, _ = self.blocks[at]
            last = source_end if end <= clean_end else source_end + end - clean_end
        return first, last

    def then(self, later: Alignment) -> Alignment:
        """This step followed by `later`, whose source is this step's clean text."""
        if not self.blocks:
            return later
        if not later.blocks:
            return self
        joined: list[_Block] = []
        low = shift = 0  # where later's two texts began to advance together, and how far its clean text is ahead
        for start, end, clean_start, clean_end, kind in later.blocks:
            self._carry(joined, low, start, shift)
            joined.append((*self.source(start, end), clean_start, clean_end, kind))
            low, shift = end, clean_end - end
        self._carry(joined, low, None, shift)
        return Alignment.of(joined)

    def _carry(self, joined: list[_Block], low: int, high: int | None, shift: int) -> None:
        """Take over the blocks between two positions of this step's clean text, cut where they reach beyond."""
        blocks, starts = self.blocks, self.starts
        first = bisect_left(starts, low)
        if first and blocks[first - 1][3] > low:  # a block reaches in from before
            source_start, source_end, _, end, kind = blocks[first - 1]
            end = end if high is None else min(end, high)
            if low < end:
                joined.append((source_start, source_end, low + shift, end + shift, kind))
        last = len(blocks) if high is None else bisect_right(starts, high)
        while last > first and blocks[last - 1][2] == high and blocks[last - 1][3] > blocks[last - 1][2]:
            last -= 1
        found = blocks[first:last]
        joined += [(a, b, start + shift, end + shift, kind) for a, b, start, end, kind in found] if shift else found
        if found and high is not None and found[-1][3] > high:  # and one out
            joined[-1] = (*joined[-1][:3], high + shift, joined[-1][4])


def splice(text: str, splices: Sequence[Splice]) -> tuple[str, Alignment]:
    """Apply splices, in order and not overlapping; the new text and its alignment to `text`."""
    if not splices:
        return text, Alignment()
    pieces: list[str] = []
    blocks: list[_Block] = []
    position = clean = 0
    for start, end, replacement, kind in splices:
        pieces.append(text[position:start])
        pieces.append(replacement)
        at = clean + start - position
        clean = at + len(replacement)
        blocks.append((start, end, at, clean, kind))
        position = end
    pieces.append(text[position:])
    return "".join(pieces), Alignment.of(blocks)
