"""The tables: the only list of columns.

Writers, readers, evaluation, documentation and the DataFrame face all take names and types from `SCHEMAS`; `SOURCES` is what
readers hand to the inner loop. What a column means is said in the field's metadata (`describe`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import attrgetter
from typing import Any

import pyarrow as pa

from zhengce.model import Document
from zhengce.restore import Restored

_STRING, _INT, _DAY, _FLAG = pa.string(), pa.int32(), pa.date32(), pa.bool_()
_LIST = pa.list_(pa.string())


def _fields(*columns: tuple[str, pa.DataType, str]) -> list[pa.Field]:
    return [pa.field(name, kind, metadata={"doc": doc}) for name, kind, doc in columns]


_MENTION = _fields(
    ("doc_id", _STRING, "document; joins every table to documents"),
    ("mention_id", _INT, "number of the mention, unique per document and table"),
    ("start", _INT, "first code point of the span in documents.text"),
    ("end", _INT, "end of the span in documents.text, exclusive"),
    ("source_start", _INT, "first code point of the span in the source text"),
    ("source_end", _INT, "end of the span in the source text, exclusive"),
    ("text", _STRING, "the span as written in documents.text"),
    ("sentence", _INT, "number of the sentence, from 0"),
    ("rule", _STRING, "id of the rule that made the row"),
)

SCHEMAS: dict[str, pa.Schema] = {
    "documents": pa.schema(
        _fields(
            ("doc_id", _STRING, "relative path of the input, and the record's key in multi-record files"),
            ("source", _STRING, "where the text is from: the record's own field, or the path of the file"),
            ("title", _STRING, "title"),
            ("publisher", _STRING, "publisher"),
            ("published", _DAY, "date of publication; relative dates resolve against it"),
            ("script", _STRING, "ISO 15924 script of the source: Hans or Hant"),
            ("encoding", _STRING, "encoding that the bytes were read in; null for Word and PDF files"),
            ("sha256", _STRING, "digest of the source bytes"),
            ("source_chars", _INT, "length of the source text in code points"),
            ("chars", _INT, "length of the clean text in code points"),
            (
                "repairs",
                pa.map_(_STRING, _INT),
                "what was restored, kind and count: html, gloss, byte_shift, doubtful, script, variant, width, doubled, line_end, space, "
                "invisible, private, boilerplate, undecodable",
            ),
            ("text", _STRING, "the clean text that all offsets index"),
        )
    ),
    "organisations": pa.schema(
        _MENTION
        + _fields(
            ("org_id", _STRING, "id in the registry"),
            ("name", _STRING, "full official name valid on the document's date"),
            (
                "kind",
                _STRING,
                "party, government, legislature, judiciary, procuratorate, supervision, advisory (CPPCC), military, mass, "
                "institution, company, school, media, association, international, mechanism, other",
            ),
            ("level", _STRING, "central, province, prefecture, county, township"),
            ("region", _STRING, "GB/T 2260 code"),
            (
                "resolution",
                _STRING,
                "how the name was found: registry (full name), alias (short form), relative (省民政厅 in a report from Hunan), "
                "anaphor (named in full before), pattern (by its form)",
            ),
        )
    ),
    "dates": pa.schema(
        _MENTION
        + _fields(
            (
                "kind",
                _STRING,
                "date, time (of day), period (from one day to another), duration (how long), set (repeated)",
            ),
            (
                "edtf",
                _STRING,
                "value in EDTF (ISO 8601-2): 2016-04-06, 2016-02, 2016/2020, 2024-21; null for a duration, a set, and where it is not known",
            ),
            ("earliest", _DAY, "first day that the value can mean"),
            ("latest", _DAY, "last day that the value can mean"),
            ("duration", _STRING, "ISO 8601 duration: P3Y for 三年"),
            ("repeat", _STRING, "ISO 8601 duration between the members of a set: P1Y for 每年"),
            (
                "anchor",
                _DAY,
                "day that a relative expression was resolved against; null where the expression is absolute",
            ),
        )
    ),
    "officials": pa.schema(
        _MENTION
        + _fields(
            ("person", _STRING, "full name"),
            ("position", _STRING, "the post alone, without the body: 部长, 市委书记"),
            ("organisation", _STRING, "full name of the body that the post belongs to"),
            ("org_id", _STRING, "id of the body in the registry"),
            ("status", _STRING, "current, former (原, 前, 时任), acting (代), designate (拟任, 候选)"),
            ("stated", _FLAG, "whether this mention carries the post, or an earlier one does"),
        )
    ),
    "policy_documents": pa.schema(
        _MENTION
        + _fields(
            ("title", _STRING, "title inside the marks"),
            ("full_title", _STRING, "title with short forms resolved"),
            ("number", _STRING, "document number, such as 国发〔2016〕13号"),
            ("document_kind", _STRING, "法, 条例, 办法, 意见, 通知 …"),
            ("issuers", _LIST, "full names of the issuing bodies"),
            ("dated", _STRING, "date of the document in EDTF"),
        )
    ),
    "actions": pa.schema(
        _MENTION
        + _fields(
            (
                "category",
                _STRING,
                "issue 印发, adopt 审议通过, amend 修订, establish 成立, convene 召开, appoint 任命, state 指出, instruct 要求, "
                "inspect 督查, enforce 查处, fund 拨付, serve 救助, improve 加强, coordinate 协调, plan 制定, pilot 试点, "
                "prohibit 禁止, publicise 宣传, report 报告, implement 落实",
            ),
            (
                "modality",
                _STRING,
                "reported (it happened or is happening), directive (someone says that it is to be done), planned (announced by the actor)",
            ),
            ("actors", _LIST, "full names of the organisations or persons that act; null where none is named"),
            ("object", _STRING, "what is acted on, in the words of the text"),
            ("policy_document", _STRING, "full title of the document concerned"),
            ("date", _STRING, "date of the action in EDTF"),
            ("place", _STRING, "place of the action"),
            ("speaker", _STRING, "who says it, for a directive in speech"),
            ("clause", _STRING, "text of the clause; of one past 500 characters what stands around the predicate"),
        )
    ),
    "mechanisms": pa.schema(
        _MENTION
        + _fields(
            ("name", _STRING, "full name of the mechanism"),
            ("lead", _STRING, "full name of the body that leads it"),
            ("convenor", _STRING, "who convenes it"),
            ("approved_by", _STRING, "full name of the body that approved it"),
            ("stated_members", _INT, "number of members that the text gives; it may differ from listed_members"),
            ("listed_members", _INT, "number of members that the text lists"),
            ("meets", _STRING, "ISO 8601 duration between its meetings: P1Y for once a year"),
            ("functions", _LIST, "its functions as written"),
            ("date", _STRING, "date that it was set up or reported, in EDTF"),
        )
    ),
    "members": pa.schema(
        _MENTION
        + _fields(
            ("mechanism", _STRING, "full name of the mechanism"),
            ("member", _STRING, "full name of the member"),
            ("position", _INT, "place in the list, from 1"),
        )
    ),
    "errors": pa.schema(
        _fields(
            ("source", _STRING, "the input"),
            ("stage", _STRING, "read, decode, restore, extract, write"),
            ("error", _STRING, "class of the error"),
            ("message", _STRING, "what is wrong and what to do"),
        )
    ),
}

#: What readers yield: one row an input; `text` is null and the error's columns are filled where an input cannot be read.
SOURCES = pa.schema(
    _fields(
        ("doc_id", _STRING, "relative path and record key"),
        ("source", _STRING, "where the text is from"),
        ("title", _STRING, "title"),
        ("publisher", _STRING, "publisher"),
        ("published", _DAY, "date of publication"),
        ("region", _STRING, "place name or GB/T 2260 code"),
        ("encoding", _STRING, "encoding that the bytes were read in"),
        ("undecodable", _INT, "bytes that the encoding has no character for"),
        ("sha256", _STRING, "digest of the source bytes"),
        ("html", _FLAG, "whether the text is HTML"),
        (
            "skipped",
            pa.map_(_STRING, _INT),
            "records passed over: reason and count; such a row is neither a document nor an error",
        ),
        ("text", _STRING, "source text"),
        ("stage", _STRING, "stage of the error"),
        ("error", _STRING, "class of the error"),
        ("message", _STRING, "message of the error"),
    )
)

#: What a part of a run holds: the tables, and the count of the records that were passed over.
PARTS: dict[str, pa.Schema] = {
    **SCHEMAS,
    "skipped": pa.schema([pa.field("reason", _STRING), pa.field("records", pa.int64())]),
}

#: One Arrow batch for each of `PARTS`.
Batches = dict[str, pa.RecordBatch]

#: Tables of mentions: attribute of `Document` with the same name, one row a mention.
MENTIONS: tuple[str, ...] = tuple(name for name, schema in SCHEMAS.items() if "mention_id" in schema.names)

#: Table → the columns from `rule` on, out of a mention in one call.
_OWN = {name: attrgetter(*SCHEMAS[name].names[len(_MENTION) - 1 :]) for name in MENTIONS}


class Rows:
    """Rows of all tables for a batch of documents, kept as columns until `batches` makes Arrow of them."""

    def __init__(self) -> None:
        self._columns: dict[str, list[list[Any]]] = {name: [[] for _ in schema] for name, schema in PARTS.items()}

    def add_document(self, source: dict[str, Any], restored: Restored, doc: Document) -> None:
        """Add one document and all its mentions."""
        repairs = dict(restored.repairs)
        if source["undecodable"]:
            repairs["undecodable"] = source["undecodable"]
        values = {
            **source,
            "script": restored.script,
            "source_chars": len(source["text"]),
            "chars": len(doc.text),
            "repairs": sorted(repairs.items()),
            "text": doc.text,
        }
        for column, field in zip(self._columns["documents"], SCHEMAS["documents"], strict=True):
            column.append(values[field.name])
        for name in MENTIONS:
            mentions = getattr(doc, name)
            if mentions:
                self._add_mentions(name, source["doc_id"], restored, doc, mentions)

    def add_error(self, source: str, stage: str, error: str, message: str) -> None:
        """Add one input that could not be read or processed."""
        for column, value in zip(self._columns["errors"], (source, stage, error, message), strict=True):
            column.append(value)

    def add_skipped(self, counts: Iterable[tuple[str, int]]) -> None:
        """Add records that were passed over: reason and count."""
        for pair in counts:
            for column, value in zip(self._columns["skipped"], pair, strict=True):
                column.append(value)

    def batches(self) -> Batches:
        """One Arrow batch for each of `PARTS`."""
        found = {}
        for name, schema in PARTS.items():
            arrays = []
            for column, field in zip(self._columns[name], schema, strict=True):
                if field.type == _LIST:  # what is not known is null, never an empty list
                    column = [value or None for value in column]
                arrays.append(pa.array(column, type=field.type))
            found[name] = pa.record_batch(arrays, schema=schema)
        return found

    def _add_mentions(self, name: str, doc_id: str, restored: Restored, doc: Document, mentions: Sequence[Any]) -> None:
        text, alignment, sentences = doc.text, restored.alignment, doc.sentences
        starts = [mention.start for mention in mentions]
        ends = [mention.end for mention in mentions]
        source_starts, source_ends = starts, ends
        if alignment.blocks:
            source_starts, source_ends = zip(*map(alignment.source, starts, ends), strict=True)  # type: ignore[assignment]
        values: list[Iterable[Any]] = [
            repeat(doc_id, len(mentions)),
            range(len(mentions)) if name != "officials" else _numbers(starts, ends),
            starts,
            ends,
            source_starts,
            source_ends,
            [text[start:end] for start, end in zip(starts, ends, strict=True)],
            [bisect_right(sentences, start) - 1 for start in starts],
            *zip(*map(_OWN[name], mentions), strict=True),
        ]
        for column, found in zip(self._columns[name], values, strict=True):
            column.extend(found)


def _numbers(starts: Iterable[int], ends: Iterable[int]) -> list[int]:
    """Mention ids of rows in which a person with several posts, one mention, stands several times in a row."""
    numbers: list[int] = []
    before = None
    for span in zip(starts, ends, strict=True):
        numbers.append((numbers[-1] + (span != before)) if numbers else 0)
        before = span
    return numbers


def join(batches: Sequence[Batches]) -> Batches:
    """The rows of several batches of tables as one."""
    return {name: pa.concat_batches([one[name] for one in batches]) for name in PARTS}


def source_batch(sources: list[dict[str, Any]]) -> pa.RecordBatch:
    """Rows of `SOURCES` as a batch; missing columns are null."""
    return pa.RecordBatch.from_pylist(sources, schema=SOURCES)


def describe(table: str) -> list[tuple[str, str, str]]:
    """(name, type, meaning) of the columns of `table`."""
    return [(field.name, str(field.type), field.metadata[b"doc"].decode()) for field in SCHEMAS[table]]
