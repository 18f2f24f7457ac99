"""From batches of tables to parts, and from parts to the tables' files.

A part holds all tables of one batch of documents: the Arrow IPC streams of the tables, one after another, in one file, so that it is there
whole or not at all. When all parts are there they are published: joined in order to `<table>.parquet` and `<table>.csv`, in row groups of
one size whatever the parts were (smaller ones where documents are long). CSV opens correctly in Excel: UTF-8 with BOM, lists joined with
`;`, and a cell that a spreadsheet would run as a formula gets a leading apostrophe.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, ipc, parquet

from zhengce.stores import Store
from zhengce.tables import PARTS, SCHEMAS, Batches

FORMATS = ("parquet", "csv")
MANIFEST = "manifest.json"
ROW_GROUP = 65_536
GROUP_BYTES = 64_000_000

_FORMULA = r"^[=+\-@\t\r]"


def write_part(store: Store, name: str, batches: Batches) -> None:
    """Write the part `name`. Raises WriteError."""
    sink = io.BytesIO()
    for table, schema in PARTS.items():
        with ipc.new_stream(sink, schema, options=ipc.IpcWriteOptions(compression="lz4")) as writer:
            writer.write_batch(batches[table])
    store.write(name, sink.getvalue())


def read_part(store: Store, name: str) -> Batches:
    """The tables of the part `name`."""
    source = pa.BufferReader(store.read(name))
    found: Batches = {}
    for table in PARTS:
        (found[table],) = ipc.open_stream(source)  # read to its end, where the next one starts
    return found


def publish(store: Store, parts: Iterable[str], formats: Sequence[str], version: str) -> dict[str, int]:
    """Join `parts` in order to the tables' files, the manifest last; rows per table. Raises WriteError.

    The manifest holds those rows too, and `skipped`: the records that were passed over, by reason.
    """
    store.remove(MANIFEST)  # while tables are replaced there is no finished run
    rows = dict.fromkeys(SCHEMAS, 0)
    skipped: Counter[str] = Counter()
    with ExitStack() as stack:
        sinks = {table: [stack.enter_context(_sink(store, table, kind)) for kind in formats] for table in SCHEMAS}
        for table, batch in _regrouped(_counting(store, parts, skipped)):
            for sink in sinks[table]:
                sink.write(batch)
            rows[table] += batch.num_rows
    for kind in set(FORMATS) - set(formats):  # of a run that this one replaces
        for table in SCHEMAS:
            store.remove(f"{table}.{kind}")
    manifest = {"zhengce": version, "formats": list(formats), "rows": rows, "skipped": dict(sorted(skipped.items()))}
    store.write(MANIFEST, (json.dumps(manifest, indent=2) + "\n").encode())
    return rows


def _counting(store: Store, parts: Iterable[str], skipped: Counter[str]) -> Iterator[Batches]:
    """The tables of the parts; what was passed over is added to `skipped`."""
    for part in parts:
        batches = read_part(store, part)
        for row in batches["skipped"].to_pylist():
            skipped[row["reason"]] += row["records"]
        yield batches


def _regrouped(parts: Iterable[Batches]) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Tables and their rows, in groups of `ROW_GROUP` rows, or of about `GROUP_BYTES` where that is less."""
    waiting: dict[str, list[pa.RecordBatch]] = {table: [] for table in SCHEMAS}
    rows, sizes = dict.fromkeys(SCHEMAS, 0), dict.fromkeys(SCHEMAS, 0)
    for batches in parts:
        for table, group in waiting.items():
            if not batches[table].num_rows:
                continue
            group.append(batches[table])
            rows[table] += batches[table].num_rows
            sizes[table] += batches[table].nbytes
            while rows[table] >= ROW_GROUP or sizes[table] >= GROUP_BYTES:
                joined = pa.concat_batches(group)
                yield table, joined.slice(0, ROW_GROUP)
                group[:] = [joined.slice(ROW_GROUP)]
                rows[table] = group[0].num_rows
                sizes[table] = group[0].nbytes if rows[table] else 0
    for table, group in waiting.items():
        if rows[table]:
            yield table, pa.concat_batches(group)


@contextmanager
def _sink(store: Store, table: str, kind: str) -> Iterator[_Parquet | _Csv]:
    with store.writing(f"{table}.{kind}") as file, closing(_SINKS[kind](file, table)) as sink:
        yield sink


class _Parquet:
    def __init__(self, file: IO[bytes], table: str) -> None:
        self._schema = pa.schema([field.remove_metadata() for field in SCHEMAS[table]])
        self._writer = parquet.ParquetWriter(file, self._schema, compression="zstd")

    def write(self, batch: pa.RecordBatch) -> None:
        self._writer.write_batch(batch.cast(self._schema), row_group_size=ROW_GROUP)

    def close(self) -> None:
        self._writer.close()


class _Csv:
    def __init__(self, file: IO[bytes], table: str) -> None:
        file.write(b"\xef\xbb\xbf")
        schema = pa.schema([pa.field(field.name, flat_type(field.type)) for field in SCHEMAS[table]])
        self._writer = csv.CSVWriter(file, schema, write_options=csv.WriteOptions(quoting_style="needed"))

    def write(self, batch: pa.RecordBatch) -> None:
        self._writer.write_batch(flat(batch))

    def close(self) -> None:
        self._writer.close()


_SINKS: dict[str, type[_Parquet | _Csv]] = {"parquet": _Parquet, "csv": _Csv}


def flat(batch: pa.RecordBatch) -> pa.RecordBatch:
    """`batch` as it stands in CSV: lists joined with `;`, maps as `kind=count`, formulas guarded."""
    columns = [_flat_column(column) for column in batch.columns]
    fields = [pa.field(name, column.type) for name, column in zip(batch.schema.names, columns, strict=True)]
    return pa.record_batch(columns, schema=pa.schema(fields))


def flat_type(kind: pa.DataType) -> pa.DataType:
    """Type in CSV of a column of type `kind`."""
    return pa.string() if pa.types.is_nested(kind) else kind


def _flat_column(column: pa.Array) -> pa.Array:
    if pa.types.is_map(column.type):
        column = pa.array([_pairs(value) for value in column.to_pylist()], pa.string())
    elif pa.types.is_list(column.type):
        parts = pc.replace_substring(column.flatten(), ";", "；")
        joined = pa.ListArray.from_arrays(_offsets(column), parts)
        column = pc.if_else(column.is_valid(), pc.binary_join(joined, ";"), None)
    if pa.types.is_string(column.type):
        risky = pc.match_substring_regex(column, _FORMULA)
        column = pc.if_else(risky, pc.binary_join_element_wise("'", column, ""), column)
    return column


def _offsets(column: pa.ListArray) -> pa.Array:
    lengths = pc.fill_null(pc.list_value_length(column), 0)
    return pa.concat_arrays([pa.array([0], pa.int32()), pc.cumulative_sum(lengths)]).cast(pa.int32())


def _pairs(value: list[tuple[str, int]] | None) -> str | None:
    return ";".join(f"{kind}={count}" for kind, count in value) or None if value else None
