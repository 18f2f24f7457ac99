"""The inner loop: batches of sources in, batches of all tables out.

Command, library and every engine run this and nothing else, so they agree row for row. An engine decides where batches run;
it knows no rule. A document that fails becomes a row of `errors`.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pyarrow as pa

from zhengce import compiled
from zhengce.errors import ExtractError, RestoreError, ZhengceError
from zhengce.extract import Pipeline, pipeline
from zhengce.model import Context
from zhengce.restore import restore
from zhengce.tables import Batches, Rows


def extract_batches(sources: Iterable[pa.RecordBatch], segmenter: str = "rjieba") -> Iterator[Batches]:
    """For each batch of `SOURCES` rows, the batches of all tables, in the same order."""
    model = pipeline(segmenter)
    for batch in sources:
        yield extract_batch(batch, model)


def extract_batch(sources: pa.RecordBatch, model: Pipeline) -> Batches:
    """All tables of one batch of `SOURCES` rows; every row with a text or an error gives one row of `documents` or of `errors`."""
    with collector_paused():
        return _tables(sources, model)


def _tables(sources: pa.RecordBatch, model: Pipeline) -> Batches:
    rows = Rows()
    for source in sources.to_pylist():
        if source["skipped"]:
            rows.add_skipped(source["skipped"])
            continue
        if source["text"] is None:
            rows.add_error(source["source"], source["stage"], source["error"], source["message"])
            continue
        try:
            _extract(source, model, rows)
        except ZhengceError as error:
            rows.add_error(source["source"], error.stage, type(error).__name__, str(error))
    return rows.batches()


@contextmanager
def collector_paused() -> Iterator[None]:
    """A batch makes many small objects and no cycles: looking for cycles among them costs a fifth of the time and finds none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _extract(source: dict[str, Any], model: Pipeline, rows: Rows) -> None:
    text = source["text"]
    try:
        if source["html"]:
            from zhengce.restore.html import html_metadata

            _fill(source, html_metadata(text))
        restored = restore(text, html=bool(source["html"]))
    except Exception as error:
        raise RestoreError(f"{source['doc_id']}: the text cannot be restored ({error!r}); please report it.") from error
    context = Context(source["published"], source["title"], source["publisher"], source["region"])
    try:
        try:
            doc = model(restored.text, context)
        except TypeError:
            if not compiled.in_use():
                raise
            # Compiled code holds values to their types; where one is wrong, the sources have the last word.
            doc = compiled.sources_of("zhengce.extract").pipeline(model.segmenter)(restored.text, context)
    except Exception as error:
        raise ExtractError(f"{source['doc_id']}: extraction failed ({error!r}); please report it.") from error
    rows.add_document(source, restored, doc)


def _fill(source: dict[str, Any], found: dict[str, str]) -> None:
    """Fill what the record leaves unknown with what the page says of itself."""
    for name in ("title", "publisher"):
        source[name] = source[name] or found.get(name)
    if source["published"] is None and "published" in found:
        source["published"] = date.fromisoformat(found["published"])
