"""What the package says of itself: the tables as JSON Schema and Markdown, versions, and how much its rules hold."""

from __future__ import annotations

import json
import platform
import tomllib
from importlib.metadata import version
from typing import Any

import pyarrow as pa

from zhengce import __version__
from zhengce.lexicon import ROOT, rule_files
from zhengce.registry import registry
from zhengce.tables import SCHEMAS, describe

_LIBRARIES = ("pyarrow", "pandas", "spacy", "rjieba", "daachorse", "opencc")


def as_json_schema() -> str:
    """The tables as JSON Schema (2020-12): an object with an array of rows a table. Unknown is null, dates are ISO dates."""
    tables = {
        name: {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {field.name: _json_type(field) for field in schema},
                "required": schema.names,
                "additionalProperties": False,
            },
        }
        for name, schema in SCHEMAS.items()
    }
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Tables of zhengce {__version__}",
        "type": "object",
        "properties": tables,
        "required": list(tables),
        "additionalProperties": False,
    }
    return json.dumps(schema, ensure_ascii=False, indent=2)


def as_markdown() -> str:
    """One section a table, with name, type and meaning of every column."""
    lines: list[str] = []
    for name in SCHEMAS:
        lines += ["", f"## {name}", "", "| column | type | meaning |", "|---|---|---|"]
        lines += [f"| `{column}` | {_plain_type(kind)} | {meaning} |" for column, kind, meaning in describe(name)]
    return "\n".join(lines[1:])


def versions() -> dict[str, str]:
    """Versions of zhengce, Python and the libraries that decide what comes out."""
    return {"zhengce": __version__, "python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}}


def count_rules() -> dict[str, int]:
    """How much the rules hold: organisations, the names they go by, predicates of actions, patterns, files, rows of the files."""
    rows = {path: _rows(path) for path in rule_files()}
    return {
        "organisations": len(registry().bodies),
        "names": len(registry().surfaces),
        "predicates": rows["actions/predicates.tsv"],
        "patterns": sum(count for path, count in rows.items() if path.endswith("/patterns.toml")),
        "rule files": len(rows),
        "rule rows": sum(rows.values()),
    }


def _rows(path: str) -> int:
    text = (ROOT / path).read_text(encoding="utf-8")
    if path.endswith(".toml"):
        return sum(len(entries) for entries in tomllib.loads(text).values())
    return sum(bool(line.strip()) and not line.startswith("#") for line in text.split("\n")) - 1  # the header


def _json_type(field: pa.Field) -> dict[str, Any]:
    kind = field.type
    doc = {"description": field.metadata[b"doc"].decode()}
    if pa.types.is_list(kind):
        return {"type": ["array", "null"], "items": {"type": "string"}, **doc}
    if pa.types.is_map(kind):
        return {"type": "object", "additionalProperties": {"type": "integer"}, **doc}
    if pa.types.is_date(kind):
        return {"type": ["string", "null"], "format": "date", **doc}
    name = "integer" if pa.types.is_integer(kind) else "boolean" if pa.types.is_boolean(kind) else "string"
    return {"type": name if field.name in _NEVER_NULL else [name, "null"], **doc}


_NEVER_NULL = frozenset({"doc_id", "mention_id", "start", "end", "source_start", "source_end", "sentence", "rule"})


def _plain_type(kind: str) -> str:
    plain = {"int32": "integer", "bool": "boolean", "date32[day]": "date"}
    if kind.startswith("list"):
        return "list of strings"
    return "map of counts" if kind.startswith("map") else plain.get(kind, kind)
