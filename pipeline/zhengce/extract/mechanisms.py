"""Standing bodies that a text sets up or describes, and their members."""

from __future__ import annotations

from zhengce.model import Document


class Mechanisms:
    """Standing bodies that a text sets up or describes, and their members."""

    def claim(self, doc: Document) -> None:
        """Add the mentions that characters alone decide."""

    def complete(self, doc: Document) -> None:
        """Add and finish mentions, with words and earlier facts at hand."""
