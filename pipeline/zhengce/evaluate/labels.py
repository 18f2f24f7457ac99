"""Labels: what gold says and what a run found, in one form.

A label is a mention: its span (or, in tables without offsets, its name), and its values by column. Rows that share a mention_id are one
label with several posts. Gold tables may have some of the columns only, and a column `optional`: such a label costs nothing, found or not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from zhengce.errors import UsageError
from zhengce.readers import stem
from zhengce.stored import read_csv, read_tables
from zhengce.tables import MENTIONS

Value = Any  # str, bool, int, None, or a tuple of them where order does not count

#: Table → the columns that are compared. Those of a fact come first, see `FACTS`.
VALUES: dict[str, tuple[str, ...]] = {
    "organisations": ("name", "kind", "level"),
    "dates": ("edtf", "duration", "repeat", "kind"),
    "officials": ("person", "posts", "stated"),
    "policy_documents": ("full_title", "number", "document_kind", "issuers"),
    "actions": ("category", "actors", "object", "modality", "policy_document", "date", "speaker"),
    "mechanisms": ("lead", "convenor", "approved_by", "stated_members", "listed_members", "meets", "functions", "date"),
    "members": ("member",),
}

#: Table → the columns that, with the span, make the fact.
FACTS: dict[str, tuple[str, ...]] = {
    "organisations": ("name",),
    "dates": ("edtf", "duration", "repeat"),
    "officials": ("person", "posts"),
    "policy_documents": ("full_title",),
    "actions": ("category", "actors", "object", "modality"),
    "mechanisms": ("lead", "approved_by", "stated_members", "listed_members", "meets"),
    "members": ("member",),
}

#: Table → the columns that stand for a span where gold has no offsets.
NAMES: dict[str, tuple[str, ...]] = {"mechanisms": ("name",), "members": ("mechanism", "position")}

#: Column by which a table is broken down.
BREAKDOWN: dict[str, str] = {
    "organisations": "kind",
    "dates": "kind",
    "policy_documents": "document_kind",
    "actions": "category",
}


@dataclass(frozen=True, slots=True)
class Label:
    """One mention: `key` is (start, end), or the name where there are no offsets."""

    key: tuple[Any, ...]
    text: str
    values: Mapping[str, Value]
    optional: bool = False
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels of one side: table → document (file stem) → labels; and what is known of the documents."""

    tables: dict[str, dict[str, list[Label]]]
    columns: dict[str, tuple[str, ...]]  # table → compared columns that this side has
    documents: tuple[str, ...]
    texts: dict[str, str]


def read_found(place: str | Path) -> Labels:
    """The labels of a finished run, at a path or address. Raises UsageError where there is none."""
    tables = read_tables(place)
    documents = tables["documents"]
    texts = {
        key(doc_id): text
        for doc_id, text in zip(documents["doc_id"].to_pylist(), documents["text"].to_pylist(), strict=True)
    }
    return _labels({name: tables[name] for name in MENTIONS}, tuple(texts), texts)


def read_gold(folder: Path) -> Labels:
    """The gold tables in `folder`: one CSV file a table, with some or all of the columns of an output, and `documents.csv`, there or
    one folder up, for documents without a label. Raises UsageError where there are none.
    """
    tables = {name: read_csv(folder / f"{name}.csv", name) for name in MENTIONS if (folder / f"{name}.csv").is_file()}
    if not tables:
        raise UsageError(f"{folder} holds no gold tables; expected CSV files such as organisations.csv.")
    documents: set[str] = set()
    for place in (folder, folder.parent):
        if (place / "documents.csv").is_file():
            import csv

            with (place / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
                documents = {key(row["doc_id"]) for row in csv.DictReader(file)}
            break
    for table in tables.values():
        documents.update(map(key, table["doc_id"].to_pylist()))
    return _labels(tables, tuple(sorted(documents)), {})


def key(doc_id: str) -> str:
    """What documents are joined on: the record's key, or the file's stem."""
    path, mark, record = doc_id.partition("#")
    return record if mark else stem(path)


def _labels(tables: Mapping[str, pa.Table], documents: tuple[str, ...], texts: dict[str, str]) -> Labels:
    found: dict[str, dict[str, list[Label]]] = {}
    columns: dict[str, tuple[str, ...]] = {}
    for name, table in tables.items():
        has = set(table.column_names) | ({"posts"} if "position" in table.column_names else set())
        columns[name] = tuple(column for column in VALUES[name] if column in has)
        by_document: defaultdict[str, list[Label]] = defaultdict(list)
        for doc_id, rows in _mentions(name, table.to_pylist()).items():
            for mention in rows:
                by_document[key(doc_id)].append(_label(name, mention, columns[name]))
        found[name] = dict(by_document)
    return Labels(found, columns, documents, texts)


def _mentions(name: str, rows: Iterable[dict[str, Any]]) -> dict[str, list[list[dict[str, Any]]]]:
    """Document → mentions, each a list of the rows that share a mention_id."""
    grouped: defaultdict[str, dict[Any, list[dict[str, Any]]]] = defaultdict(dict)
    for number, row in enumerate(rows):
        mention = row["mention_id"] if name == "officials" and "mention_id" in row else number
        grouped[row["doc_id"]].setdefault(mention, []).append(row)
    return {doc_id: list(mentions.values()) for doc_id, mentions in grouped.items()}


def _label(name: str, rows: list[dict[str, Any]], columns: Iterable[str]) -> Label:
    row = rows[0]
    place = NAMES.get(name) or ("start", "end")
    values: dict[str, Value] = {}
    for column in columns:
        if column == "posts":
            posts = {(post["position"], _short(post["organisation"])) for post in rows if post["position"] is not None}
            values[column] = tuple(sorted((position, body or "") for position, body in posts))
        else:
            value = row[column]
            values[column] = tuple(sorted(value)) if isinstance(value, list) else value
    return Label(
        tuple(row[column] for column in place),
        row.get("text") or str(row.get("name")),
        values,
        bool(row.get("optional")),
        row.get("rule"),
    )


def _short(body: str | None) -> str | None:
    """The short form of a local Party committee, which counts as its full name: 中共湖南省委员会 → 湖南省委."""
    if body and body.endswith("委员会") and body.startswith(("中共", "中国共产党")) and body != "中国共产党中央委员会":
        return body.removeprefix("中共").removeprefix("中国共产党").removesuffix("员会")
    return body
