"""Pre-labelled markup: what zhengce finds, for a person to correct."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zhengce.errors import DecodeError
from zhengce.extract import pipeline
from zhengce.gold.markup import LAYERS, RULE_LINE
from zhengce.model import Context, Document
from zhengce.readers import HTML, parse_day, stem
from zhengce.restore import decode, restore


def draft_markup(path: Path, published: str | None = None, region: str | None = None) -> str:
    """The marked-up form of the text at `path`. Equal values of one layer share an id. Raises DecodeError for what is no text."""
    try:
        source = decode(path.read_bytes()).text
    except DecodeError as error:
        raise DecodeError(f"{path}: {error}") from error
    text = restore(source, html=path.suffix.lower() in HTML).text
    doc = pipeline()(text, Context(parse_day(published), region=region))
    marks, lines = _labels(doc)
    header = [f"# doc: {stem(path.name)}"] + ([f"# published: {parse_day(published)}"] if published else [])
    return "\n".join([*header, _marked(text, marks), RULE_LINE, *lines]) + "\n"


def _labels(doc: Document) -> tuple[list[tuple[int, int, str]], list[str]]:
    """Marks (start, end, id) and the lines of attributes."""
    marks: list[tuple[int, int, str]] = []
    lines: list[str] = []
    for letter, layer in LAYERS.items():
        ids: dict[str, str] = {}
        grouped: dict[tuple[int, int], list[Any]] = {}
        for mention in getattr(doc, layer.table):
            grouped.setdefault((mention.start, mention.end), []).append(mention)
        for (start, end), mentions in grouped.items():
            values = _attributes(letter, mentions, doc)
            if values not in ids:
                ids[values] = f"{letter}{len(ids) + 1}"
                lines.append(f"{ids[values]}  {values}")
            if letter != "M":
                marks.append((start, end, ids[values]))
    return marks, lines


def _attributes(letter: str, mentions: list[Any], doc: Document) -> str:
    first = mentions[0]
    parts: list[str] = []
    for name, column in LAYERS[letter].attributes.items():
        if column == "post":
            parts += [f"post={one.position}@{one.organisation or ''}".rstrip("@") for one in mentions if one.position]
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
            parts.append(f"{name}={' '.join(str(value).split())}")
    return "  ".join(parts)


def _marked(text: str, marks: list[tuple[int, int, str]]) -> str:
    """`text` with its marks; a mark that crosses another without lying in it is left out."""
    inserts: list[tuple[int, int, int, str]] = []
    ends: list[int] = []
    for start, end, id_ in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        while ends and ends[-1] <= start:
            ends.pop()
        if ends and end > ends[-1]:
            continue
        ends.append(end)
        inserts.append((start, 1, -end, f"⟦{id_}|"))
        inserts.append((end, 0, -start, "⟧"))
    parts: list[str] = []
    position = 0
    for at, _, _, mark in sorted(inserts):
        parts += [text[position:at], mark]
        position = at
    return "".join([*parts, text[position:]])
