"""Stored tables read back: the outputs of a finished run, and tables with some of the columns, such as gold."""

from __future__ import annotations

import csv as plain_csv
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, parquet

from zhengce.errors import UsageError
from zhengce.tables import SCHEMAS
from zhengce.writers import MANIFEST, flat_type

DOCBIN = "documents.spacy"  # texts and mentions as spaCy stores them, beside the tables


def read_tables(folder: Path) -> dict[str, pa.Table]:
    """All tables of the finished run in `folder`, from Parquet where it is there, else from CSV. Raises UsageError."""
    if "parquet" in read_manifest(folder)["formats"]:
        return {name: parquet.read_table(folder / f"{name}.parquet") for name in SCHEMAS}
    return {name: read_csv(folder / f"{name}.csv", name) for name in SCHEMAS}


def read_csv(path: Path, table: str) -> pa.Table:
    """The CSV file at `path`, which holds some columns of `table` (and perhaps `optional`), as it was before it was written:
    lists split, formulas without their guard. Raises UsageError for a column that the table does not have.
    """
    schema = SCHEMAS[table].append(pa.field("optional", pa.bool_()))
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            names = next(plain_csv.reader(file), [])
        if unknown := [name for name in names if name not in schema.names]:
            raise UsageError(
                f"{path}: {table} has no column {unknown[0]!r}; its columns are {', '.join(SCHEMAS[table].names)}."
            )
        found = csv.read_csv(
            path,
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


def read_errors(folder: Path, most: int) -> list[str]:
    """The first messages of the table `errors` of a finished run."""
    whole = folder / "errors.parquet"
    table = parquet.read_table(whole) if whole.is_file() else read_csv(folder / "errors.csv", "errors")
    messages: list[str] = table["message"].slice(0, most).to_pylist()
    return messages


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a finished run. Raises UsageError when `folder` holds none."""
    path = folder / MANIFEST
    if not path.is_file():
        raise UsageError(
            f"{folder} holds no finished run (no {MANIFEST}); run: zhengce extract INPUT... --output {folder}"
        )
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
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
