"""From marked-up texts to gold tables."""

from __future__ import annotations

import csv as plain_csv
from collections.abc import Container
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv

from zhengce.errors import UsageError
from zhengce.gold.markup import LAYERS, check_text, merge, read_folder
from zhengce.readers import Input, Metadata, find_inputs, read, stem
from zhengce.restore import restore
from zhengce.tables import SCHEMAS
from zhengce.writers import flat, flat_type

_LEADING = ("doc_id", "mention_id", "start", "end", "text", "optional")


def build_gold(marked: Path, texts: Path, output: Path, only: Container[str] | None = None) -> dict[str, int]:
    """Compile the marked-up texts in `marked`, or those of them whose ids are in `only`, against their sources in `texts` to CSV
    tables in `output`; rows per table.

    Raises GoldError where a text differs from its source or an attribute does not fit, UsageError where a source is missing.
    """
    documents = [document for document in read_folder(marked) if only is None or document.doc_id in only]
    sources = {stem(input_.doc_id): input_ for input_ in find_inputs([texts])}
    for document in documents:
        if document.doc_id not in sources:
            raise UsageError(
                f"{document.path}: no source text {document.doc_id!r} in {texts}; add it, or correct '# doc:'."
            )
        source, clean = _texts(sources[document.doc_id])
        # Marks may stand in the source itself where restoring it keeps every offset.
        if not (document.text.rstrip("\n") == source.rstrip("\n") and len(source) == len(clean)):
            check_text(document, clean)
    tables = merge(documents)
    output.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        _write(output / f"{name}.csv", name, rows)
    return {name: len(rows) for name, rows in tables.items()}


def read_split(path: Path, name: str) -> frozenset[str]:
    """The ids of the documents that the CSV file at `path` (columns doc_id, split) puts into the split `name`. Raises UsageError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(plain_csv.DictReader(file))
    if not rows or not {"doc_id", "split"} <= set(rows[0]):
        raise UsageError(f"{path} has no columns doc_id and split; add them.")
    if found := frozenset(stem(row["doc_id"]) for row in rows if row["split"] == name):
        return found
    raise UsageError(f"{path} has no split {name!r}; it has {', '.join(sorted({row['split'] for row in rows}))}.")


def columns(name: str) -> list[str]:
    """Columns of the gold table `name`."""
    if name == "members":
        return ["doc_id", "mechanism", "member", "position"]
    layer = next(layer for layer in LAYERS.values() if layer.table == name)
    own = [column for column in SCHEMAS[name].names[len(_LEADING) + 3 :] if column in layer.attributes.values()]
    if name == "officials":
        own = ["person", "position", "organisation", "status", "stated"]
    return ["doc_id", *own] if name == "mechanisms" else [*_LEADING, *own]


def _texts(input_: Input) -> tuple[str, str]:
    """Source text and clean text."""
    row = next(iter(read(input_, Metadata({}))))
    if row.get("text") is None:
        raise UsageError(f"{input_.path}: {row['message']}")
    return row["text"], restore(row["text"], html=row["html"]).text


def _write(path: Path, name: str, rows: list[dict[str, Any]]) -> None:
    schema = SCHEMAS[name].append(pa.field("optional", pa.bool_()))
    fields = [schema.field(column).remove_metadata() for column in columns(name)]
    batch = flat(pa.RecordBatch.from_pylist(rows, schema=pa.schema(fields)))
    temporary = path.with_suffix(".partial")
    with temporary.open("wb") as file:
        file.write(b"\xef\xbb\xbf")
        with csv.CSVWriter(
            file, pa.schema([pa.field(field.name, flat_type(field.type)) for field in fields])
        ) as writer:
            writer.write_batch(batch)
    temporary.replace(path)
