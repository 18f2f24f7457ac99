"""From batches of tables to files, whole or not at all.

Tables are written into a hidden folder beside their place and moved there when the run is complete, `manifest.json` last; a run
that fails leaves nothing behind. CSV opens correctly in Excel: UTF-8 with BOM, lists joined with `;`, and a cell that a
spreadsheet would run as a formula gets a leading apostrophe.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, parquet

from zhengce.errors import UsageError, WriteError
from zhengce.tables import SCHEMAS, Batches

FORMATS = ("parquet", "csv")
MANIFEST = "manifest.json"

_FORMULA = r"^[=+\-@\t\r]"


class Outputs:
    """The folder of a run, as a context manager; leaving it without an error puts the tables in place.

    Raises UsageError when `folder` holds another run (unless `overwrite`), WriteError when it cannot be written.
    """

    def __init__(self, folder: Path, formats: Sequence[str] = FORMATS, *, overwrite: bool = False) -> None:
        self.folder = folder
        self.formats = tuple(dict.fromkeys(formats))
        self.rows = dict.fromkeys(SCHEMAS, 0)
        if unknown := set(self.formats) - set(FORMATS):
            raise UsageError(f"Unknown format {', '.join(sorted(unknown))}; known are {', '.join(FORMATS)}.")
        self._partial = folder / ".partial"
        held = [name for name in _names(FORMATS) if (folder / name).exists()]
        if held and not overwrite:
            raise UsageError(
                f"{folder} holds another run ({held[0]}); choose another output folder, or replace that run with --overwrite."
            )

    def __enter__(self) -> Self:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                self._partial.mkdir()
            except FileExistsError:
                raise UsageError(
                    f"{self._partial} exists: another run is writing here, or one was killed. "
                    "Wait for it, or remove that folder."
                ) from None
            self._sinks = [_SINKS[kind](self._partial / f"{name}.{kind}", name) for kind, name in self._tables()]
        except OSError as error:
            raise WriteError(f"{self.folder}: cannot be written ({error.strerror or error}); check place and rights.") from error
        return self

    def write(self, batches: Batches) -> None:
        """Append one batch of every table."""
        try:
            for (_, name), sink in zip(self._tables(), self._sinks, strict=True):
                sink.write(batches[name])
        except OSError as error:
            raise WriteError(f"{self.folder}: cannot be written ({error}); make room or choose another folder.") from error
        for name, batch in batches.items():
            self.rows[name] += batch.num_rows

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            for sink in self._sinks:
                sink.close()
            if kind is None:
                self._publish()
        except OSError as failure:
            raise WriteError(f"{self.folder}: cannot be written ({failure}); make room or choose another folder.") from failure
        finally:
            shutil.rmtree(self._partial, ignore_errors=True)

    def _tables(self) -> list[tuple[str, str]]:
        return [(kind, name) for kind in self.formats for name in SCHEMAS]

    def _publish(self) -> None:
        from zhengce import __version__

        manifest = {"zhengce": __version__, "formats": list(self.formats), "rows": self.rows}
        (self._partial / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        (self.folder / MANIFEST).unlink(missing_ok=True)
        names = _names(self.formats)
        for name in names:
            with (self._partial / name).open("rb") as file:
                os.fsync(file.fileno())
        for name in names:
            (self._partial / name).replace(self.folder / name)
        for name in set(_names(FORMATS)) - set(names):  # of the run that this one replaces
            (self.folder / name).unlink(missing_ok=True)


class _Parquet:
    def __init__(self, path: Path, name: str) -> None:
        schema = pa.schema([field.remove_metadata() for field in SCHEMAS[name]])
        self._writer = parquet.ParquetWriter(path, schema, compression="zstd")

    def write(self, batch: pa.RecordBatch) -> None:
        if batch.num_rows:
            self._writer.write_batch(batch.replace_schema_metadata(None).cast(self._writer.schema))

    def close(self) -> None:
        self._writer.close()


class _Csv:
    def __init__(self, path: Path, name: str) -> None:
        self._file = path.open("wb")
        self._file.write(b"\xef\xbb\xbf")
        schema = pa.schema([pa.field(field.name, flat_type(field.type)) for field in SCHEMAS[name]])
        self._schema = schema
        self._writer = csv.CSVWriter(self._file, schema, write_options=csv.WriteOptions(quoting_style="needed"))

    def write(self, batch: pa.RecordBatch) -> None:
        if batch.num_rows:
            self._writer.write_batch(flat(batch))

    def close(self) -> None:
        self._writer.close()
        self._file.close()


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


def _names(formats: Sequence[str]) -> list[str]:
    """Files of a run, the manifest last."""
    return [f"{name}.{kind}" for kind in formats for name in SCHEMAS] + [MANIFEST]
