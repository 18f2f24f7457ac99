"""Named organisations: span, full name of the day, kind, level, region."""

from __future__ import annotations

from zhengce.model import Document


class Organisations:
    """Named organisations: span, full name of the day, kind, level, region."""

    def claim(self, doc: Document) -> None:
        """Add the mentions that characters alone decide."""

    def complete(self, doc: Document) -> None:
        """Add and finish mentions, with words and earlier facts at hand."""
