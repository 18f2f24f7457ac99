"""The source texts of repaired documents, read again: a run keeps clean texts only."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from zhengce.readers import Input, Metadata, read
from zhengce.restore import Edit, restore

CHARS = 6_000_000  # of source text on one page

Entry = dict[str, Any]


def source_texts(documents: dict[str, Any], folder: Path) -> tuple[dict[int, Entry], int]:
    """For each repaired document on the page, by its number: source text and edits, or why they are not there; and how many are not.

    An edit is (source start, source end, clean start, clean end, kind). A source is taken only when its digest is that of the run and restoring
    it gives the text of the run.
    """
    column = {
        name: [_value(documents[name], row) for row in range(len(documents["doc_id"]["codes"]))] for name in documents
    }
    repaired = {column["doc_id"][row]: row for row, repairs in enumerate(column["repairs"]) if repairs}
    found: dict[int, Entry] = {}
    by_file: dict[str, list[str]] = {}
    for doc_id in repaired:
        by_file.setdefault(doc_id.partition("#")[0], []).append(doc_id)
    left = CHARS
    for name, doc_ids in by_file.items():
        path = folder / name
        wanted = set(doc_ids)
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            for source in read(Input(path, name, path.stat().st_size), Metadata({})):
                if source["doc_id"] in wanted:
                    wanted.discard(source["doc_id"])
                    row = repaired[source["doc_id"]]
                    entry = _entry(source, column["sha256"][row], column["text"][row], left)
                    left -= len(entry.get("text", ""))
                    found[row] = entry
                if not wanted:
                    break
        for doc_id in wanted:
            found[repaired[doc_id]] = {"why": f"{name} is not in the folder that --source names"}
    return dict(sorted(found.items())), sum("why" in entry for entry in found.values())


def _entry(source: dict[str, Any], digest: str, clean: str, left: int) -> Entry:
    text = source.get("text")
    if text is None or source.get("sha256") != digest:
        return {"why": "the source has changed since the run"}
    if len(text) > left:
        return {"why": "the page already holds as much source text as it can"}
    restored = restore(text, html=bool(source.get("html")))
    if restored.text != clean:
        return {"why": "this version restores the source to another text than the run did"}
    return {"text": text, "edits": _runs(restored.edits)}


def _runs(edits: Iterable[Edit]) -> list[list[Any]]:
    """Edits of one kind that touch, as one."""
    runs: list[list[Any]] = []
    for source_start, source_end, clean_start, clean_end, kind in edits:
        if runs and runs[-1][1] == source_start and runs[-1][3] == clean_start and runs[-1][4] == kind:
            runs[-1][1], runs[-1][3] = source_end, clean_end
        else:
            runs.append([source_start, source_end, clean_start, clean_end, kind])
    return runs


def _value(column: dict[str, Any], row: int) -> Any:
    if "numbers" in column:
        return column["numbers"][row]
    code = column["codes"][row]
    return None if code < 0 else column["values"][code]
