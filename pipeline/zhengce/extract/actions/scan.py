"""The words of a document with what the lexicon knows of each."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from zhengce.extract.actions.predicates import NIL, VERB, Entry, Lexicon
from zhengce.model import Document

# Words that the segmenter makes of two: their parts, with the tags of these.
_FUSED = {
    **{a + b: ((a, "f"), (b, "v")) for a in "时中上" for b in "说称"},  # 会见时|说
    **{word: ((word[0], "p"), (word[1:], "r")) for word in ("对本", "从本", "将本")},
    **{a + b: ((a, "v"), (b, "p")) for a in "摆放" for b in "在到"},
    "国家计划": (("国家", "n"), ("计划", "n")),
    "之日起": (("之日", "n"), ("起", "f")),
    "部将": (("部", "n"), ("将", "d")),
    "按省": (("按", "p"), ("省", "n")),
}


class Scan:
    """Parallel lists over the words of one document, each with an empty word behind the last."""

    __slots__ = ("entries", "lexicon", "persons", "starts", "tags", "text", "texts")

    def __init__(self, doc: Document, lexicon: Lexicon) -> None:
        words = doc.words
        self.lexicon, self.text = lexicon, doc.text
        self.texts = [*words.texts, ""]
        self.tags = [*words.tags, ""]
        self.starts = [*words.starts, len(doc.text)]
        if any(map(doc.text.__contains__, _FUSED)):
            self._split()
        self.entries: list[Entry] = list(map(lexicon.table.__getitem__, self.texts))
        self.persons: set[int] = set()  # indices of words that end a person's name
        for one in doc.officials:
            self._name_ends(one.end)
            self._names(one.start, one.end)
        for body in doc.organisations:
            self._names(body.start, body.end)

    def _split(self) -> None:
        """Split the words that the segmenter made of two."""
        for i in range(len(self.texts) - 1, -1, -1):
            parts = _FUSED.get(self.texts[i])
            if parts is not None:
                (first, tag), (last, tag_last) = parts
                self.texts[i : i + 1] = first, last
                self.tags[i : i + 1] = tag, tag_last
                self.starts.insert(i + 1, self.starts[i] + len(first))

    def at(self, offset: int) -> int:
        """Index of the word that covers the code point at `offset`."""
        return bisect_right(self.starts, offset) - 1

    def _names(self, start: int, end: int) -> None:
        """The words from the code point `start` to `end` are a name, and no predicates (文明施工 in that of a leading group, 任海深)."""
        for i in range(self.at(start), self.at(end - 1) + 1):
            if self.entries[i].kind == VERB and start <= self.starts[i] and self.starts[i + 1] <= end:
                self.entries[i] = NIL

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
