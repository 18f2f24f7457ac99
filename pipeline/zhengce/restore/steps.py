"""The order of the steps, and what they leave behind.

Markup goes first, then glosses, for a byte shift shows in what glosses leave over; shifts are solved in the script and
bytes they happened in, so conversion to simplified characters follows; widths and the residue of the page are judged
on simplified text, last. `repairs` counts what was done by kind:

    html          tags and entities of markup         gloss         `X(pinyin)` → `X`
    byte_shift    a run read one byte off, repaired   doubtful      a run whose reading is not sure
    script        traditional → simplified            variant       compatibility form → the character itself
    width         full ↔ half width                   doubled       `,，` → `，`
    line_end, space, invisible, private               characters without a shape of their own
    boilerplate   navigation lines, pipes, tails      undecodable   U+FFFD left in the text
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import ne

from zhengce.restore.alignment import Alignment, Edit, Splice, splice
from zhengce.restore.glosses import find_glosses, offsets
from zhengce.restore.html import main_text
from zhengce.restore.script import only_traditional, script_of, to_simplified
from zhengce.restore.shifts import find_shifts
from zhengce.restore.tidy import (
    HALF,
    RESIDUE,
    SPACES,
    STRAY,
    VARIANTS,
    WIDE,
    blank_indent,
    curl,
    find_doubled,
    find_residue,
    find_stray,
    narrow,
    plain_spaces,
    plain_variants,
    widen,
)


@dataclass(frozen=True)
class Restored:
    """A clean text, where its characters come from, and what was done to get it."""

    text: str
    source: str
    alignment: Alignment
    repairs: dict[str, int]  # kind → count, sorted by kind
    script: str  # ISO 15924 of the source: Hans, Hant

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """Every change, in order: the spans out of step, and single characters changed in place."""
        edits: list[Edit] = []
        source, clean = 0, 0
        for block in (*self.alignment.blocks, None):
            clean_end = block[2] if block else len(self.text)
            length = clean_end - clean
            before, after = self.source[source : source + length], self.text[clean:clean_end]
            if before != after:
                edits += [
                    Edit(source + at, source + at + 1, clean + at, clean + at + 1, _kind_of(old, new))
                    for at, (old, new) in enumerate(zip(before, after, strict=True))
                    if old != new
                ]
            if block:
                edits.append(Edit(*block))
                source, clean = block[1], block[3]
        return tuple(edits)


def _kind_of(old: str, new: str) -> str:
    if new in " \n":
        return "space"
    if old in VARIANTS:
        return "variant"
    return "script" if "㐀" <= old <= "鿿" else "width"


def restore(source: str, *, html: bool = False) -> Restored:
    """The clean text of a decoded source.

    With `html` the source is a page: the clean text is its visible main text, and the alignment leads into the markup.
    """
    text, alignment = source, Alignment()
    repairs: dict[str, int] = {}
    shifts: list[Splice] = []

    def apply(splices: list[Splice]) -> None:
        nonlocal text, alignment
        if splices:
            text, step = splice(text, splices)
            alignment = alignment.then(step)
            for _, _, _, kind in splices:
                repairs[kind] = repairs.get(kind, 0) + 1

    def replace(kind: str, new: str, changed: int | None = None) -> None:
        nonlocal text
        if changed != 0 and new != text:
            changed = sum(map(ne, text, new)) if changed is None else changed
            changed -= sum(
                sum(map(ne, text[start:end], new[start:end])) for start, end, _, _ in shifts
            )  # replaced anyway
            if changed:
                repairs[kind] = repairs.get(kind, 0) + changed
            text = new

    if html:
        apply(main_text(text))
    telling = set(_telling().findall(text))  # one look decides which steps the text needs
    if not STRAY.isdisjoint(telling):
        apply(find_stray(text))
        telling |= set(_telling().findall(text)) if "&" in telling else set()
    if not SPACES.isdisjoint(telling):
        replace("space", plain_spaces(text))
    script = script_of(text, telling & only_traditional())
    glosses = find_glosses(text) if script == "Hant" and "(" in telling else []
    apply(glosses)
    mangled = bool(glosses)
    if mangled and "?" in telling:
        replace("space", blank_indent(text))
    if script == "Hant":
        original = text
        replace("script", to_simplified(text, converted=mangled))
        if "?" in telling:
            shifts = find_shifts(original, text, offsets(glosses))
    if not VARIANTS.isdisjoint(telling):  # only now: GBK has a few of them, and a run needs its bytes
        replace("variant", plain_variants(text))
    if not WIDE.isdisjoint(telling):
        replace("width", narrow(text))
    if '"' in telling:
        replace("width", curl(text))
    if not HALF.isdisjoint(telling):
        replace("width", *widen(text, mangled))
    apply(shifts)  # after the widths: a `?` left standing in a run is no question mark
    apply(find_doubled(text))
    if not RESIDUE.isdisjoint(telling):
        apply(find_residue(text))
    if "\ufffd" in telling:
        repairs["undecodable"] = text.count("\ufffd")
    return Restored(text, source, alignment, dict(sorted(repairs.items())), script)


@lru_cache(maxsize=1)
def _telling() -> re.Pattern[str]:
    """The characters that show damage, or the script."""
    characters = sorted(STRAY | SPACES | VARIANTS | WIDE | HALF | RESIDUE | only_traditional() | {"\ufffd", '"'})
    return re.compile(f"[{re.escape(''.join(characters))}]")
