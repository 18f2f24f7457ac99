"""The spaCy face, for people who script against `Language`, `Doc` and `Span`.

`load` gives a ready pipeline; each fact is also a component of its own for any Chinese pipeline:

    >>> nlp = spacy.blank("zh")
    >>> nlp.add_pipe("zhengce_dates")
    >>> [(span.text, span.kb_id_) for span in nlp("会议于2016年4月6日召开。").spans["dates"]]
    [('2016年4月6日', '2016-04-06')]

A component puts its mentions into `doc.spans[table]` (spans may overlap there, as they may not in `doc.ents`): `label_` is the kind or
category, `kb_id_` the value, `id_` the rule. The tokenizer restores mangled text first, so `doc.text` is the clean text; what is
known of a document goes into `doc._.published` (ISO date), `doc._.title`, `doc._.publisher` and `doc._.region`. The facts are those of the
batch road: the same inner pipeline runs once per text, and nothing that cannot be pickled is kept in the components.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby, pairwise
from operator import attrgetter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, SpanGroup
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from zhengce.extract import pipeline
from zhengce.model import Context, Document
from zhengce.readers import parse_day, whole
from zhengce.restore import restore as restore_text
from zhengce.segment import Claim, engine, segment, sentence_starts
from zhengce.stored import DOCBIN, read_tables
from zhengce.stores import open_store
from zhengce.tables import MENTIONS

#: Component (and factory) name → the tables it fills.
COMPONENTS: dict[str, tuple[str, ...]] = {
    "zhengce_dates": ("dates",),
    "zhengce_policy_documents": ("policy_documents",),
    "zhengce_organisations": ("organisations",),
    "zhengce_officials": ("officials",),
    "zhengce_actions": ("actions",),
    "zhengce_mechanisms": ("mechanisms", "members"),
}

#: Table → fields that give a span its label and its value (the first that is known).
_FACE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "dates": (("kind",), ("edtf", "duration", "repeat")),
    "policy_documents": (("document_kind",), ("full_title", "number")),
    "organisations": (("kind",), ("name",)),
    "officials": ((), ("person",)),
    "actions": (("category",), ("object",)),
    "mechanisms": ((), ("name",)),
    "members": ((), ("member",)),
}

_CONTEXT = ("published", "title", "publisher", "region")


def load(*, restore: bool = True) -> Language:
    """A Chinese `Language` with the tokenizer and all components; `restore=False` reads texts as they are.

    What a document holds can be looked at with displaCy, one table at a time:

        displacy.render(nlp(text), style="span", options={"spans_key": "organisations"})
    """
    config = {"nlp": {"tokenizer": {"@tokenizers": "zhengce_tokenizer.v1", "restore": restore}}}
    nlp = spacy.blank("zh", config=config)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


class Tokenizer(DummyTokenizer):
    """Text to `Doc`: restored text in jieba's words, cut at every claimed span, with sentence starts."""

    def __init__(self, vocab: Vocab, restore: bool = True) -> None:
        self.vocab = vocab
        self.restore = restore

    def __call__(self, text: str) -> Doc:
        text, _ = whole(text)
        if self.restore:
            text = restore_text(text).text
        facts = _facts(text)
        return _doc(self.vocab, text, facts.words.starts, facts.sentences, (getattr(facts, name) for name in MENTIONS))


@registry.tokenizers("zhengce_tokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer(restore: bool = True) -> Callable[[Language], Tokenizer]:
    """The registered tokenizer, for use in a spaCy config."""
    return lambda nlp: Tokenizer(nlp.vocab, restore)


class Component:
    """Puts the mentions of some tables into `doc.spans`."""

    def __init__(self, tables: tuple[str, ...]) -> None:
        self.tables = tables

    def __call__(self, doc: Doc) -> Doc:
        known = [getattr(doc._, name) for name in _CONTEXT]
        facts = _facts(doc.text, *known)
        for table in self.tables:
            _add_spans(doc, table, getattr(facts, table))
        return doc


def _register(name: str, tables: tuple[str, ...]) -> Callable[[Language, str], Component]:
    def create(nlp: Language, name: str) -> Component:
        return Component(tables)

    Language.factory(name, assigns=["doc.spans"], func=create)
    return create


dates = _register("zhengce_dates", COMPONENTS["zhengce_dates"])
policy_documents = _register("zhengce_policy_documents", COMPONENTS["zhengce_policy_documents"])
organisations = _register("zhengce_organisations", COMPONENTS["zhengce_organisations"])
officials = _register("zhengce_officials", COMPONENTS["zhengce_officials"])
actions = _register("zhengce_actions", COMPONENTS["zhengce_actions"])
mechanisms = _register("zhengce_mechanisms", COMPONENTS["zhengce_mechanisms"])

for _name in _CONTEXT:
    Doc.set_extension(_name, default=None, force=True)


@lru_cache(maxsize=32)
def _facts(
    text: str,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    region: str | None = None,
) -> Document:
    """The facts of a text; the components of one pipeline ask in turn, so the last texts are kept."""
    return pipeline()(text, Context(parse_day(published), title, publisher, region))


def write_docbin(place: str | Path) -> None:
    """Write the texts and mentions of the finished run at `place` as a spaCy DocBin beside its tables (`documents.spacy`).

    `DocBin().from_disk(path).get_docs(vocab)` gives documents with the spans of `load()`'s, and their fields in `doc.user_data`.
    """
    saved = DocBin(attrs=["ORTH", "SPACY", "SENT_START"], store_user_data=True)
    for doc in _stored_docs(place):
        saved.add(doc)
    open_store(place).write(DOCBIN, saved.to_bytes())


def _stored_docs(place: str | Path) -> Iterator[Doc]:
    vocab = spacy.blank("zh").vocab
    tables = {name: [SimpleNamespace(**row) for row in table.to_pylist()] for name, table in read_tables(place).items()}
    mentions = {
        name: {doc_id: list(rows) for doc_id, rows in groupby(tables[name], key=attrgetter("doc_id"))}
        for name in MENTIONS
    }
    for row in tables["documents"]:
        found = {name: mentions[name].get(row.doc_id, []) for name in MENTIONS}
        words = segment(row.text, _claims(found), engine())
        doc = _doc(vocab, row.text, words.starts, sentence_starts(row.text), found.values())
        for name, rows in found.items():
            _add_spans(doc, name, rows)
        doc.user_data = {
            "doc_id": row.doc_id,
            "title": row.title,
            "publisher": row.publisher,
            "published": row.published and row.published.isoformat(),
        }
        yield doc


def _claims(found: dict[str, list[Any]]) -> Iterator[Claim]:
    """The mentions as claims that do not overlap: the first of two stands, the longer of two that start together."""
    end = 0
    for one in sorted((one for rows in found.values() for one in rows), key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            yield one.start, one.end, ""
            end = one.end


def _doc(
    vocab: Vocab, text: str, words: Iterable[int], sentences: Iterable[int], mentions: Iterable[Iterable[Any]]
) -> Doc:
    """A `Doc` with a token boundary at the start of every word and sentence and on both sides of every mention."""
    starts = set(sentences)
    cuts = {0, len(text), *words, *starts}
    for found in mentions:
        for mention in found:
            cuts.update((mention.start, mention.end))
    bounds = sorted(cuts)
    tokens = [text[start:end] for start, end in pairwise(bounds)]
    return Doc(
        vocab, words=tokens, spaces=[False] * len(tokens), sent_starts=[start in starts for start in bounds[:-1]]
    )


def _add_spans(doc: Doc, table: str, mentions: Iterable[Any]) -> None:
    labels, values = _FACE[table]
    spans = [
        doc.char_span(
            mention.start,
            mention.end,
            label=_first(mention, labels) or table.removesuffix("s"),
            kb_id=_first(mention, values) or "",
            span_id=mention.rule,
            alignment_mode="expand",
        )
        for mention in mentions
    ]
    doc.spans[table] = SpanGroup(doc, name=table, spans=[span for span in spans if span is not None])


def _first(mention: Any, names: tuple[str, ...]) -> str | None:
    return next((value for name in names if (value := getattr(mention, name))), None)
