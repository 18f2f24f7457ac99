"""Pre-labelled markup: what zhengce finds, for a person to correct."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhengce.extract import pipeline
from zhengce.gold.markup import LAYERS, Mark, attribute_line, render
from zhengce.model import Context, Document
from zhengce.readers import parse_day, read_texts, stem
from zhengce.restore import restore


def draft_markup(path: Path, published: str | None = None, region: str | None = None) -> str:
    """The marked-up form of the (first) text at `path`. Equal values of one layer share an id. Raises DecodeError for what is no text."""
    source = next(read_texts(path))
    text = restore(source["text"], html=source["html"]).text
    doc = pipeline()(text, Context(parse_day(published), region=region))
    marks, attributes = _labels(doc)
    header = {"doc": stem(path.name)} | ({"published": str(parse_day(published))} if published else {})
    return render(header, text, _nested(marks), attributes)


def _labels(doc: Document) -> tuple[list[Mark], dict[str, dict[str, list[str]]]]:
    """Marks, and attributes by id."""
    marks: list[Mark] = []
    attributes: dict[str, dict[str, list[str]]] = {}
    for letter, layer in LAYERS.items():
        ids: dict[str, str] = {}
        grouped: dict[tuple[int, int], list[Any]] = {}
        for mention in getattr(doc, layer.table):
            grouped.setdefault((mention.start, mention.end), []).append(mention)
        for (start, end), mentions in grouped.items():
            values = _attributes(letter, mentions, doc)
            id_ = ids.setdefault(attribute_line("", values), f"{letter}{len(ids) + 1}")
            attributes[id_] = values
            if letter != "M":
                marks.append(Mark(id_, start, end, optional=False, line=0))
    return marks, attributes


def _attributes(letter: str, mentions: list[Any], doc: Document) -> dict[str, list[str]]:
    first = mentions[0]
    found: dict[str, list[str]] = {}
    for name, column in LAYERS[letter].attributes.items():
        if column == "post":
            posts = [f"{one.position}@{one.organisation or ''}".rstrip("@") for one in mentions if one.position]
            if posts:
                found[name] = posts
            continue
        if column == "members":
            value: Any = [member.member for member in doc.members if member.mechanism == first.name]
        else:
            value = getattr(first, column)
        if column == "status" and value == "current":
            continue
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if isinstance(value, list):
            value = ";".join(value)
        if value not in (None, ""):
            found[name] = [" ".join(str(value).split())]
    return found


def _nested(marks: list[Mark]) -> Iterator[Mark]:
    """The marks, but for those that cross another without lying in it."""
    ends: list[int] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        while ends and ends[-1] <= mark.start:
            ends.pop()
        if not ends or mark.end <= ends[-1]:
            ends.append(mark.end)
            yield mark
