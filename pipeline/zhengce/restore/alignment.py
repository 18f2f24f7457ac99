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

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Splice(NamedTuple):
    """Replace `text[start:end]` by `replacement`."""

    start: int
    end: int
    replacement: str
    kind: str


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

    blocks: tuple[Edit, ...] = ()
    starts: tuple[int, ...] = ()  # clean_start of each block, for bisection

    @classmethod
    def of(cls, blocks: Iterable[Edit]) -> Alignment:
        """The alignment with these blocks, given in order."""
        found = tuple(blocks)
        return cls(found, tuple([block[2] for block in found]))

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The source span behind the clean span: from the first character's extent to the last one's.

        An empty span gives the empty span where the source stands at `start`.
        """
        if not self.blocks:
            return start, end
        at = bisect_right(self.starts, start) - 1
        first = start
        if at >= 0:
            _, source_end, clean_start, clean_end, _ = block = self.blocks[at]
            first = block[0] if clean_start <= start < clean_end else source_end + start - clean_end
        if end <= start:
            return first, first
        at = bisect_right(self.starts, end - 1) - 1
        last = end
        if at >= 0:
            _, source_end, _, clean_end, _ = self.blocks[at]
            last = source_end if end - 1 < clean_end else source_end + end - clean_end
        return first, last

    def then(self, later: Alignment) -> Alignment:
        """This step followed by `later`, whose source is this step's clean text."""
        if not self.blocks:
            return later
        if not later.blocks:
            return self
        return Alignment.of(self._joined(later.blocks))

    def _joined(self, later: Sequence[Edit]) -> Iterator[Edit]:
        earlier, at = self.blocks, 0
        gap_start, shift = 0, 0  # where both texts began to advance together, and by how much clean is ahead
        for block in (*later, None):
            gap_end = block.source_start if block else None
            while at < len(earlier) and (gap_end is None or earlier[at].clean_start <= gap_end):
                source_start, source_end, low, high, kind = earlier[at]
                inside_low, inside_high = max(low, gap_start), high if gap_end is None else min(high, gap_end)
                if inside_low < inside_high or low == high == inside_low:
                    yield Edit(source_start, source_end, inside_low + shift, inside_high + shift, kind)
                if gap_end is not None and high > gap_end:
                    break
                at += 1
            if block:
                yield Edit(*self.source(block.source_start, block.source_end), *block[2:])
                gap_start, shift = block.source_end, block.clean_end - block.source_end
                while at < len(earlier) and earlier[at].clean_end < gap_start:
                    at += 1


def splice(text: str, splices: Sequence[Splice]) -> tuple[str, Alignment]:
    """Apply splices, in order and not overlapping; the new text and its alignment to `text`."""
    if not splices:
        return text, Alignment()
    pieces: list[str] = []
    blocks: list[Edit] = []
    position = clean = 0
    for start, end, replacement, kind in splices:
        pieces.append(text[position:start])
        pieces.append(replacement)
        clean += start - position
        length = len(replacement)
        blocks.append(Edit(start, end, clean, clean + length, kind))
        clean += length
        position = end
    pieces.append(text[position:])
    return "".join(pieces), Alignment.of(blocks)
