"""Policy actions: trigger, category, modality, actors, object."""

from __future__ import annotations

from zhengce.extract.actions.predicates import lexicon
from zhengce.extract.actions.reader import Reader
from zhengce.model import Document


class Actions:
    """What organisations and officials did, are to do, or are told to do."""

    def __init__(self) -> None:
        self.lexicon = lexicon()

    def claim(self, doc: Document) -> None:
        """Nothing is decided by characters alone."""

    def complete(self, doc: Document) -> None:
        """Add the actions, with words and all other facts at hand."""
        Reader(doc, self.lexicon).read()
