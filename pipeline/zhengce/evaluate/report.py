"""What people and CI read of an evaluation: text, Markdown, JSON, JUnit XML."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from xml.etree import ElementTree

from zhengce.evaluate.labels import FACTS, Labels, Value
from zhengce.evaluate.scoring import Counts, Error, Evaluation, TableScore

_CONTEXT = 16  # code points of text shown on each side of an error


def as_text(result: Evaluation, found: Labels, *, errors: int = 0, detail: bool = False) -> str:
    """Figures in columns; with `detail` also by group and by document; then the first `errors` errors."""
    lines = [f"{result.documents} documents"]
    if result.absent:
        lines.append(f"not in the outputs: {', '.join(result.absent)}")
    lines += _columns(_rows(result))
    if detail:
        for table, score in result.tables.items():
            lines += _details(table, score)
    if errors:
        lines += ["", *_columns([_ERROR_HEAD, *(error_row(error, found) for error in result.errors[:errors])])]
        if len(result.errors) > errors:
            lines.append(f"… and {len(result.errors) - errors} more; --errors says how many are shown")
    return "\n".join(lines)


def as_markdown(result: Evaluation, found: Labels, *, errors: int = 0) -> str:
    """A table of the figures, and a folded one of the errors."""
    lines = _markdown(_rows(result))
    if errors:
        shown = [_ERROR_HEAD, *(error_row(error, found) for error in result.errors[:errors])]
        lines += [
            "",
            f"<details><summary>{len(result.errors)} errors</summary>",
            "",
            *_markdown(shown),
            "",
            "</details>",
        ]
    return "\n".join(lines)


def as_json(result: Evaluation, found: Labels) -> str:
    """Everything."""
    tables = {
        table: {
            "strict": _counts(score.strict) | {"interval": score.strict_interval},
            "overlap": _counts(score.overlap),
            "facts": _counts(score.facts) | {"columns": FACTS[table], "interval": score.interval},
            "values": {column: {"right": done, "of": of} for column, (done, of) in score.values.items()},
            "by_group": {group: _counts(counts) for group, counts in sorted(score.by_group.items())},
            "by_document": {
                document: {"strict": _counts(strict), "facts": _counts(facts)}
                for document, (strict, facts) in score.by_document.items()
            },
        }
        for table, score in result.tables.items()
    }
    errors = [dict(zip(_ERROR_HEAD, error_row(error, found), strict=True)) for error in result.errors]
    whole = {"documents": result.documents, "absent": result.absent, "tables": tables, "errors": errors}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def as_junit(result: Evaluation, found: Labels) -> str:
    """One test case a document and table; it fails where a gold label is missed or a value is wrong."""
    suites = ElementTree.Element("testsuites", name="zhengce evaluate")
    for table, score in result.tables.items():
        suite = ElementTree.SubElement(suites, "testsuite", name=table, tests=str(len(score.by_document)))
        failures = 0
        for document, (_, facts) in score.by_document.items():
            case = ElementTree.SubElement(suite, "testcase", classname=table, name=document)
            wrong = [error for error in result.errors if error.table == table and error.document == document]
            if wrong:
                failures += 1
                node = ElementTree.SubElement(
                    case, "failure", message=f"{len(wrong)} errors, F1 of facts {_number(facts.f1)}"
                )
                node.text = "\n".join(" | ".join(error_row(error, found)) for error in wrong)
        suite.set("failures", str(failures))
    return ElementTree.tostring(suites, encoding="unicode", xml_declaration=True)


FORMATS: dict[str, Callable[..., str]] = {"text": as_text, "markdown": as_markdown, "json": as_json, "junit": as_junit}

_ERROR_HEAD = ["document", "table", "error", "text", "context", "column", "gold", "found", "rule"]


def error_row(error: Error, found: Labels) -> list[str]:
    """One error as cells."""
    label = error.label
    context = label.text
    if len(label.key) == 2 and isinstance(label.key[0], int) and (text := found.texts.get(error.document)):
        start, end = label.key
        context = f"{text[max(start - _CONTEXT, 0) : start]}【{text[start:end]}】{text[end : end + _CONTEXT]}".replace(
            "\n", "⏎"
        )
    return [
        error.document,
        error.table,
        error.kind,
        label.text.replace("\n", "⏎"),
        context,
        error.column or "",
        _shown(error.gold),
        _shown(error.found),
        label.rule or "",
    ]


def _rows(result: Evaluation) -> list[list[str]]:
    rows = [["table", "gold", "P", "R", "F1", "overlap F1", "facts F1", "95 %", "of matched spans, right"]]
    for table, score in result.tables.items():
        interval = f"{score.interval[0]:.3f}–{score.interval[1]:.3f}" if score.interval else "–"
        values = " ".join(
            f"{column} {_number(done / of if of else None)}" for column, (done, of) in score.values.items()
        )
        rows.append(
            [
                table,
                str(score.strict.right + score.strict.missed),
                _number(score.strict.precision),
                _number(score.strict.recall),
                _number(score.strict.f1),
                _number(score.overlap.f1),
                _number(score.facts.f1),
                interval,
                values,
            ]
        )
    return rows


def _details(table: str, score: TableScore) -> list[str]:
    rows = [[table, "P", "R", "F1"]]
    rows += [_score_row(group, counts) for group, counts in sorted(score.by_group.items())]
    rows += [_score_row(document, strict) for document, (strict, _) in score.by_document.items()]
    return ["", *_columns(rows)]


def _score_row(name: str, counts: Counts) -> list[str]:
    return [name, _number(counts.precision), _number(counts.recall), _number(counts.f1)]


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as aligned lines; Chinese characters are two columns wide."""
    widths = [max(_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    return sum(2 if "⺀" <= char <= "￦" else 1 for char in text)


def _markdown(rows: Sequence[Sequence[str]]) -> list[str]:
    head, *body = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return [head, "|" + "---|" * len(rows[0]), *body]


def _counts(counts: Counts) -> dict[str, object]:
    return {
        "right": counts.right,
        "spurious": counts.spurious,
        "missed": counts.missed,
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
    }


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _shown(value: Value) -> str:
    if isinstance(value, tuple):
        return ";".join("@".join(part) if isinstance(part, tuple) else str(part) for part in value)
    return "" if value is None else str(value)
