"""The Spark face: a DataFrame of texts in; one row a document out, with an array of rows for each table.

    from zhengce.spark import extract, table

    found = extract(spark.read.parquet("s3://news/texts"))  # one pass
    found.write.parquet("s3://news/found")
    table(found, "organisations").groupBy("name").count()

Arrow batches run through the inner loop on the executors (`mapInArrow`), so the rows are those of the command. Each executor needs zhengce,
which brings its rules along.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import accumulate
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from zhengce.batches import extract_batch
from zhengce.errors import UsageError
from zhengce.extract import pipeline
from zhengce.readers import BATCH_CHARS, BATCH_DOCUMENTS, RECORD_FIELDS, read_record
from zhengce.tables import MENTIONS, SCHEMAS, Batches, source_batch

Record = dict[str, Any]


def extract(df: DataFrame) -> DataFrame:
    """One row a row of `df`: the columns of the table documents, an array of structs for each table of mentions (without `doc_id`), and
    `error` (stage, error, message), null where there was none.

    `df` has a column `text` and perhaps `id`, `title`, `published` (day or string), `publisher`, `region`, `source`; others are left out, join
    them on `doc_id`. That is the `id`, which should be unique, or the SHA-256 of the text where there is none. Raises UsageError without `text`.
    """
    if "text" not in df.columns:
        raise UsageError(f"no column 'text' (columns: {', '.join(df.columns)}); rename the one that holds it.")
    columns = [name for name in ("text", "id", *RECORD_FIELDS) if name in df.columns]
    ddl = ", ".join(f"`{field.name}` {_ddl(field.type)}" for field in _SCHEMA)
    return df.select([F.col(name).cast("string") for name in columns]).mapInArrow(_extract, ddl)


def table(found: DataFrame, name: str) -> DataFrame:
    """The table `name` of what `extract` found, with the columns of `zhengce.tables.SCHEMAS`. Raises UsageError for an unknown name."""
    if name == "documents":
        return found.where("error is null").select(SCHEMAS[name].names)
    if name == "errors":
        return found.where("error is not null").select("source", "error.*")
    if name not in MENTIONS:
        raise UsageError(f"no table {name!r}; the tables are {', '.join(SCHEMAS)}.")
    return found.select("doc_id", F.inline(name)).select(SCHEMAS[name].names)


def _plain(fields: Iterable[pa.Field]) -> list[pa.Field]:
    return [pa.field(field.name, field.type) for field in fields]


_STRUCTS = {name: pa.struct(_plain(list(SCHEMAS[name])[1:])) for name in (*MENTIONS, "errors")}
_SCHEMA = pa.schema(
    [
        *_plain(SCHEMAS["documents"]),
        *(pa.field(name, pa.list_(_STRUCTS[name])) for name in MENTIONS),
        pa.field("error", _STRUCTS["errors"]),
    ]
)


def _ddl(kind: pa.DataType) -> str:
    """Spark's name of an Arrow type."""
    if pa.types.is_list(kind):
        return f"array<{_ddl(kind.value_type)}>"
    if pa.types.is_map(kind):
        return f"map<{_ddl(kind.key_type)}, {_ddl(kind.item_type)}>"
    if pa.types.is_struct(kind):
        return "struct<" + ", ".join(f"`{field.name}`: {_ddl(field.type)}" for field in kind) + ">"
    return {"int32": "int", "bool": "boolean", "date32[day]": "date"}.get(str(kind), str(kind))


def _extract(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What runs on an executor."""
    model = pipeline()
    for sources in _grouped(record for batch in batches for record in batch.to_pylist()):
        yield _nested(sources, extract_batch(source_batch(sources), model))


def _grouped(records: Iterable[Record]) -> Iterator[list[Record]]:
    """`SOURCES` rows in batches in which no `doc_id` stands twice."""
    group: dict[str, Record] = {}
    chars = 0
    for record in records:
        text = record["text"] or ""
        doc_id = record.get("id") or sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if doc_id in group or len(group) >= BATCH_DOCUMENTS or chars >= BATCH_CHARS:
            yield list(group.values())
            group, chars = {}, 0
        group[doc_id] = read_record(doc_id, record)
        chars += len(text)
    if group:
        yield list(group.values())


def _nested(sources: list[Record], tables: Batches) -> pa.RecordBatch:
    """One row a source, with its rows of each table."""
    documents, errors = tables["documents"], tables["errors"]
    place = {doc_id: number for number, doc_id in enumerate(documents["doc_id"].to_pylist())}
    rows = pa.array([place.get(source["doc_id"]) for source in sources], pa.int32())
    columns = {name: documents[name].take(rows) for name in documents.schema.names}
    columns["doc_id"] = pa.array([source["doc_id"] for source in sources])
    columns["source"] = pa.array([source["source"] for source in sources])
    for name in MENTIONS:
        counts = Counter(tables[name]["doc_id"].to_pylist())
        offsets = pa.array(accumulate((counts[source["doc_id"]] for source in sources), initial=0), pa.int32())
        columns[name] = pa.ListArray.from_arrays(offsets, _struct(name, tables[name]))
    failed = (number for number in range(errors.num_rows))
    columns["error"] = _struct("errors", errors).take(
        pa.array([None if source["doc_id"] in place else next(failed) for source in sources], pa.int32())
    )
    return pa.record_batch([columns[field.name] for field in _SCHEMA], schema=_SCHEMA)


def _struct(name: str, batch: pa.RecordBatch) -> pa.StructArray:
    return pa.StructArray.from_arrays(batch.columns[1:], fields=list(_STRUCTS[name]))
