"""What the page shows: figures over the whole run; tables and texts of the documents on the page.

Columns travel as columns. Text is a dictionary (`values`) and a code a row (`codes`, -1 where unknown), for names repeat; numbers are plain lists.
A row of a mention knows its document by number.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from zhengce.calendar import first_day
from zhengce.stored import read_manifest, read_tables
from zhengce.tables import MENTIONS, SCHEMAS, describe

CHARS = 12_000_000  # of text on one page; a browser opens such a page in about two seconds
TOP = 15  # entries of a list of figures

#: Columns that the page leaves out: they are in the text, or say nothing to a reader.
_LEFT_OUT = frozenset({"doc_id", "mention_id", "clause"})

Data = dict[str, Any]


def page_data(outputs: Path, limit: int) -> Data:
    """The data of the page for the finished run in `outputs`, with at most `limit` documents. Raises UsageError."""
    manifest = read_manifest(outputs)
    tables = read_tables(outputs)
    everything = tables["documents"]
    chosen = _sample(everything, limit)
    documents = everything.take(chosen) if len(chosen) < len(everything) else everything
    place = {doc_id: number for number, doc_id in enumerate(documents["doc_id"].to_pylist())}
    published = documents["published"].to_pylist()
    shown = {}
    for name in MENTIONS:
        rows = tables[name]
        if len(chosen) < len(everything):
            rows = rows.filter(pc.is_in(rows["doc_id"], documents["doc_id"].combine_chunks()))
        shown[name] = _columns(rows)
        shown[name]["document"] = {"numbers": [place[doc_id] for doc_id in rows["doc_id"].to_pylist()]}
    _add_days(shown["actions"], published)
    return {
        "run": {
            "name": outputs.resolve().name,
            "version": manifest["zhengce"],
            "documents": len(everything),
            "shown": len(documents),
            "rows": {name: len(table) for name, table in tables.items()},
        },
        "figures": _figures(tables),
        "documents": {**_columns(documents), "doc_id": {"values": list(place), "codes": list(range(len(place)))}},
        "tables": {**shown, "errors": _columns(tables["errors"])},
        "meanings": {name: {column: meaning for column, _, meaning in describe(name)} for name in SCHEMAS},
        "sources": None,
    }


def _sample(documents: pa.Table, limit: int) -> list[int]:
    """Numbers of at most `limit` documents of at most `CHARS` code points in all (but one at least), spread evenly."""
    total = len(documents)
    lengths = documents["chars"].to_pylist()
    while True:
        count = min(limit, total)
        chosen = [number * total // count for number in range(count)]
        chars = sum(lengths[number] for number in chosen)
        if chars <= CHARS or count <= 1:
            return chosen
        limit = max(min(count * CHARS // chars, count - 1), 1)


def _columns(table: pa.Table) -> Data:
    return {name: _column(table[name].combine_chunks()) for name in table.column_names if name not in _LEFT_OUT}


def _column(values: pa.Array | pa.ChunkedArray) -> Data:
    if pa.types.is_integer(values.type):
        return {"numbers": values.to_pylist()}
    if pa.types.is_boolean(values.type):
        texts = [None if value is None else "yes" if value else "no" for value in values.to_pylist()]
    elif pa.types.is_map(values.type):
        texts = [
            ", ".join(f"{kind} {count}" for kind, count in value) or None if value else None
            for value in values.to_pylist()
        ]
    elif pa.types.is_list(values.type):
        texts = ["、".join(value) or None if value else None for value in values.to_pylist()]
    else:
        texts = values.cast(pa.string()).to_pylist()
    return coded(texts)


def coded(texts: list[str | None]) -> Data:
    """Text as dictionary and codes."""
    numbers: dict[str, int] = {}
    codes = [-1 if text is None else numbers.setdefault(text, len(numbers)) for text in texts]
    return {"values": list(numbers), "codes": codes}


def _add_days(actions: Data, published: list[date | None]) -> None:
    """The day that puts an action on the timeline, and whether the text gives it or the publication does."""
    dates = actions["date"]
    starts = [first_day(value) for value in dates["values"]]
    days: list[str | None] = []
    origins: list[str | None] = []
    for code, document in zip(dates["codes"], actions["document"]["numbers"], strict=True):
        stated = starts[code] if code >= 0 else None
        day = stated or published[document]
        days.append(day.isoformat() if day else None)
        origins.append("text" if stated else "publication" if day else None)
    actions["day"] = coded(days)
    actions["day_from"] = coded(origins)


def _figures(tables: dict[str, pa.Table]) -> Data:
    """Counts over the whole run."""
    documents = tables["documents"]
    repairs: Counter[str] = Counter()
    for kinds in documents["repairs"].to_pylist():
        repairs.update(kind for kind, _ in kinds or ())
    days = documents["published"].drop_null()
    bounds = pc.min_max(days).as_py() if len(days) else {"min": None, "max": None}
    return {
        "chars": pc.sum(documents["chars"]).as_py() or 0,
        "published": [bounds["min"] and bounds["min"].isoformat(), bounds["max"] and bounds["max"].isoformat()],
        "years": sorted(Counter(pc.year(days).to_pylist()).items()),
        "organisations": _top(tables["organisations"]["name"]),
        "people": _top(tables["officials"]["person"]),
        "titles": _top(tables["policy_documents"]["full_title"]),
        "actors": _top(pc.list_flatten(tables["actions"]["actors"])),
        "categories": _crossed(tables["actions"], "category", "modality"),
        "kinds": _crossed(tables["organisations"], "kind", "resolution"),
        "repairs": repairs.most_common(),
        "scripts": _top(documents["script"]),
    }


def _top(values: pa.ChunkedArray) -> list[tuple[str, int]]:
    counted = [(pair["values"], pair["counts"]) for pair in pc.value_counts(values.drop_null()).to_pylist()]
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))[:TOP]


def _crossed(table: pa.Table, column: str, by: str) -> list[tuple[str, dict[str, int]]]:
    """Values of `column`, the most frequent first, each with its counts by `by`."""
    found: dict[str, dict[str, int]] = {}
    for row in table.group_by([column, by]).aggregate([([], "count_all")]).to_pylist():
        found.setdefault(row[column], {})[row[by]] = row["count_all"]
    return sorted(found.items(), key=lambda pair: (-sum(pair[1].values()), pair[0]))
