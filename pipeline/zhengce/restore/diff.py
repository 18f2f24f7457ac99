"""What restoration changed, as segments of text to show side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zhengce.restore.alignment import Edit
from zhengce.restore.steps import Restored


class Segment(NamedTuple):
    """A stretch of the source, what became of it, and the kind of the change; None where nothing changed."""

    before: str
    after: str
    kind: str | None


def segments(restored: Restored) -> Iterator[Segment]:
    """The source from beginning to end in segments; the `before` join to the source, the `after` to the clean text.

    Neighbouring changes of one kind are one segment.
    """
    source, clean = restored.source, restored.text
    before = after = 0  # where the next segment begins in the source and in the clean text
    pending: Edit | None = None
    for edit in restored.edits:
        if pending and (pending[1], pending[3], pending[4]) == (edit.source_start, edit.clean_start, edit.kind):
            pending = pending._replace(source_end=edit.source_end, clean_end=edit.clean_end)
            continue
        if pending:
            yield Segment(source[pending[0] : pending[1]], clean[pending[2] : pending[3]], pending[4])
            before, after = pending[1], pending[3]
        if before < edit.source_start:
            yield Segment(source[before : edit.source_start], clean[after : edit.clean_start], None)
        pending = edit
    if pending:
        yield Segment(source[pending[0] : pending[1]], clean[pending[2] : pending[3]], pending[4])
        before, after = pending[1], pending[3]
    if before < len(source):
        yield Segment(source[before:], clean[after:], None)
