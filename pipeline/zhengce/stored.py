"""Stored tables read back: the outputs of a finished run, and tables with some of the columns, such as gold."""

from __future__ import annotations

import csv as plain_csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, parquet

from zhengce.errors import UsageError
from zhengce.stores import LocalStore, Store, open_store
from zhengce.tables import SCHEMAS
from zhengce.writers import MANIFEST, flat_type

DOCBIN = "documents.spacy"  # texts and mentions as spaCy stores them, beside the tables


def read_tables(place: str | Path) -> dict[str, pa.Table]:
    """All tables of the finished run at a path or address, from Parquet where it is there, else from CSV. Raises UsageError."""
    parquet_there = "parquet" in read_manifest(place)["formats"]
    store = open_store(place)
    return {name: _read(store, name, parquet_there) for name in SCHEMAS}


def read_csv(path: Path, table: str) -> pa.Table:
    """The CSV file at `path`, which holds some columns of `table` (and perhaps `optional`), as it was before it was written:
    lists split, formulas without their guard. Raises UsageError for a column that the table does not have.
    """
    return _read_csv(LocalStore(path.parent), path.name, table)


def _read(store: Store, table: str, parquet_there: bool) -> pa.Table:
    if not parquet_there:
        return _read_csv(store, f"{table}.csv", table)
    with store.reading(f"{table}.parquet") as file:
        # Without threads, so also without reading ahead: one still at work when the interpreter ends would take it down.
        return parquet.ParquetFile(file, pre_buffer=False).read(use_threads=False)


def _read_csv(store: Store, name: str, table: str) -> pa.Table:
    path = f"{store}/{name}"
    schema = SCHEMAS[table].append(pa.field("optional", pa.bool_()))
    try:
        data = store.read(name)
        names = next(plain_csv.reader(io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", newline="")), [])
        if unknown := [name for name in names if name not in schema.names]:
            raise UsageError(
                f"{path}: {table} has no column {unknown[0]!r}; its columns are {', '.join(SCHEMAS[table].names)}."
            )
        found = csv.read_csv(
            pa.BufferReader(data),
            parse_options=csv.ParseOptions(newlines_in_values=True),
            convert_options=csv.ConvertOptions(
                column_types={name: flat_type(schema.field(name).type) for name in names},
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
                null_values=[""],
            ),
        )
    except (OSError, pa.ArrowException) as error:
        raise UsageError(f"{path}: cannot be read as the table {table} ({error}); check the file.") from error
    fields = [schema.field(name).remove_metadata() for name in names]
    return pa.table([_unflat(found[field.name], field.type) for field in fields], schema=pa.schema(fields))


def read_errors(place: str | Path, most: int) -> list[str]:
    """The first messages of the table `errors` of a finished run."""
    table = _read(open_store(place), "errors", "parquet" in read_manifest(place)["formats"])
    messages: list[str] = table["message"].slice(0, most).to_pylist()
    return messages


def read_manifest(place: str | Path) -> dict[str, Any]:
    """The manifest of a finished run. Raises UsageError when `place` holds none."""
    store = open_store(place)
    if not store.exists(MANIFEST):
        raise UsageError(
            f"{place} holds no finished run (no {MANIFEST}); run: zhengce extract INPUT... --output {place}"
        )
    manifest: dict[str, Any] = json.loads(store.read(MANIFEST))
    return manifest


def _unflat(values: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    if pa.types.is_string(values.type):
        values = pc.replace_substring_regex(values, r"^'([=+\-@\t\r])", r"\1")
    if pa.types.is_list(kind):
        return pc.split_pattern(values, ";")
    if pa.types.is_map(kind):
        return pa.chunked_array([[_pairs(value) for value in values.to_pylist()]], kind)
    return values


def _pairs(value: str | None) -> list[tuple[str, int]]:
    pairs = (part.rpartition("=") for part in value.split(";")) if value else ()
    return [(kind, int(count)) for kind, _, count in pairs]
