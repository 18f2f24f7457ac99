"""Laws, plans, notices and the like: titles in 《》, document numbers, short forms."""

from __future__ import annotations

from zhengce.model import Document


class PolicyDocuments:
    """Laws, plans, notices and the like: titles in 《》, document numbers, short forms."""

    def claim(self, doc: Document) -> None:
        """Add the mentions that characters alone decide."""

    def complete(self, doc: Document) -> None:
        """Add and finish mentions, with words and earlier facts at hand."""
