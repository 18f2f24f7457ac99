"""The pandas face: the tables of one text, or of a finished run, as typed DataFrames.

Dates are `datetime64`, lists are lists (None where unknown), codes such as `kind` and `category` are categories, and whole numbers
that may be unknown are nullable integers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from zhengce.batches import extract_batch
from zhengce.extract import pipeline
from zhengce.readers import parse_day
from zhengce.stored import read_tables
from zhengce.tables import source_batch

if TYPE_CHECKING:
    from os import PathLike

_CATEGORIES = frozenset(
    {"script", "encoding", "rule", "kind", "level", "resolution", "status", "document_kind", "category", "modality", "stage"}
)


@dataclass(frozen=True)
class Tables:
    """One DataFrame a table; columns as in `zhengce.tables.SCHEMAS`."""

    documents: pd.DataFrame
    organisations: pd.DataFrame
    dates: pd.DataFrame
    officials: pd.DataFrame
    policy_documents: pd.DataFrame
    actions: pd.DataFrame
    mechanisms: pd.DataFrame
    members: pd.DataFrame
    errors: pd.DataFrame

    def __repr__(self) -> str:
        return "Tables(" + ", ".join(f"{field.name}={len(getattr(self, field.name))}" for field in fields(self)) + ")"


def extract(
    text: str,
    *,
    published: str | date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    region: str | None = None,
    doc_id: str = "text",
    html: bool = False,
) -> Tables:
    """The tables of one text, mangled or clean.

    `published` (a date, or `2016-04-07`, `20160407`) fixes relative dates such as 今年; `region` (a place name or GB/T 2260 code)
    fixes relative names such as 省民政厅. With `html` the text is a page. Raises ReadError for a `published` that is no date.
    """
    source = {
        "doc_id": doc_id,
        "source": doc_id,
        "title": title,
        "publisher": publisher,
        "published": parse_day(published),
        "region": region,
        "undecodable": 0,
        "html": html,
        "text": text,
    }
    batches = extract_batch(source_batch([source]), pipeline())
    return _tables({name: pa.Table.from_batches([batch]) for name, batch in batches.items()})


def read_outputs(folder: str | PathLike[str]) -> Tables:
    """The tables of the finished run in `folder`, from Parquet where it is there, else from CSV.

    Raises UsageError when `folder` holds no finished run.
    """
    return _tables(read_tables(Path(folder)))


def _tables(tables: Mapping[str, pa.Table]) -> Tables:
    return Tables(**{name: _frame(table) for name, table in tables.items()})


def _frame(table: pa.Table) -> pd.DataFrame:
    columns: dict[str, Any] = {}
    for field, column in zip(table.schema, table.columns, strict=True):
        if pa.types.is_date(field.type):
            columns[field.name] = column.cast(pa.timestamp("s")).to_pandas()
        elif pa.types.is_map(field.type):
            columns[field.name] = pd.Series([dict(value or ()) for value in column.to_pylist()], dtype=object)
        elif pa.types.is_list(field.type):
            columns[field.name] = pd.Series(column.to_pylist(), dtype=object)
        elif pa.types.is_integer(field.type):
            columns[field.name] = pd.array(column.to_pylist(), dtype="Int64") if column.null_count else column.to_pandas()
        elif field.name in _CATEGORIES:
            columns[field.name] = column.to_pandas().astype("category")
        else:
            columns[field.name] = column.to_pandas()
    return pd.DataFrame(columns)
