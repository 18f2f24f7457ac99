"""From clean text to facts.

Each extractor is built from the rules' files once per process and works in two steps on one `Document`: `claim` takes the
spans that characters alone decide, before segmentation; `complete` sees words and the facts of the extractors before it. The
order below is the only dependency between them. No extractor knows spaCy, Arrow or pandas.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from zhengce.extract.actions import Actions
from zhengce.extract.dates import Dates
from zhengce.extract.legible import legible, told_of
from zhengce.extract.mechanisms import Mechanisms
from zhengce.extract.officials import Officials
from zhengce.extract.organisations import Organisations
from zhengce.extract.policy_documents import PolicyDocuments
from zhengce.model import Context, Document
from zhengce.segment import Claim, engine, segment, sentence_starts, title_spans


class Extractor(Protocol):
    """What the pipeline asks of an extractor."""

    def claim(self, doc: Document) -> None:
        """Add the mentions that characters alone decide."""

    def complete(self, doc: Document) -> None:
        """Add and finish mentions, with words and earlier facts at hand."""


class Pipeline:
    """The extractors in order, and the segmenter between their two steps."""

    def __init__(self, segmenter: str = "rjieba") -> None:
        self.segmenter = segmenter
        self.tagger = engine(segmenter)
        self.extractors: tuple[Extractor, ...] = (
            Dates(),
            Organisations(),
            Officials(),
            PolicyDocuments(),
            Actions(),
            Mechanisms(),
        )

    def __call__(self, text: str, context: Context | None = None) -> Document:
        """Extract all facts of one clean `text`."""
        read, alignment = legible(text)
        doc = self._read(read, context)
        return told_of(doc, text, alignment) if alignment.blocks else doc

    def _read(self, text: str, context: Context | None) -> Document:
        doc = Document(text, context or Context(), sentence_starts(text), title_spans(text))
        for extractor in self.extractors:
            extractor.claim(doc)
        doc.words = segment(text, claims(doc), self.tagger)
        for extractor in self.extractors:
            extractor.complete(doc)
        return doc


def claims(doc: Document) -> list[Claim]:
    """Spans that are words of their own: titles in 《》, dates, organisations; the first of two that overlap stands."""
    found: list[Claim] = []
    end = 0
    spans = [(start, stop, "title") for start, stop in doc.titles]
    spans += [(date.start, date.end, "date") for date in doc.dates]
    spans += [(body.start, body.end, "org") for body in doc.organisations]
    for span in sorted(spans):
        if span[0] >= end:
            found.append(span)
            end = span[1]
    return found


@lru_cache(maxsize=2)
def pipeline(segmenter: str = "rjieba") -> Pipeline:
    """The pipeline of this process."""
    return Pipeline(segmenter)
