"""Policy actions: trigger, category, modality, actors, object."""

from __future__ import annotations

from zhengce.model import Document


class Actions:
    """Policy actions: trigger, category, modality, actors, object."""

    def claim(self, doc: Document) -> None:
        """Add the mentions that characters alone decide."""

    def complete(self, doc: Document) -> None:
        """Add and finish mentions, with words and earlier facts at hand."""
