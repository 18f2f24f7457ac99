"""The words of a document with what the lexicon knows of each."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from zhengce.extract.actions.predicates import NIL, VERB, Entry, Lexicon
from zhengce.model import Document


class Scan:
    """Parallel lists over the words of one document, each with an empty word behind the last."""

    __slots__ = ("entries", "lexicon", "persons", "starts", "tags", "text", "texts")

    def __init__(self, doc: Document, lexicon: Lexicon) -> None:
        words = doc.words
        self.lexicon, self.text = lexicon, doc.text
        self.texts = [*words.texts, ""]
        self.tags = [*words.tags, ""]
        self.starts = [*words.starts, len(doc.text)]
        self.entries: list[Entry] = list(map(lexicon.table.__getitem__, words.texts))
        self.entries.append(NIL)
        self.persons: set[int] = set()  # indices of words that end a person's name
        for one in doc.officials:
            self._name_ends(one.end)

    def at(self, offset: int) -> int:
        """Index of the word that covers the code point at `offset`."""
        return bisect_right(self.starts, offset) - 1

    def _name_ends(self, end: int) -> None:
        """Note the word that ends a person's name, and the predicate that the segmenter joined to it."""
        i = self.at(end - 1)
        self.persons.add(i)
        rest = self.texts[i][end - self.starts[i] :]
        if rest:
            entry = self.lexicon.table.get(rest, NIL)
            if entry.kind == VERB:
                size = len(self.texts[i])
                self.entries[i] = replace(entry, skip=size - len(rest), keep=size, noun=False)
