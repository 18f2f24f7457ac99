"""One reader for all rule files: tab-separated gazetteers and TOML rules, under `zhengce/rules/`.

A gazetteer is TSV: `#` lines are comments (provenance), the first other line names the columns, each row has as many
cells as there are columns; an empty cell is None. A rule file is TOML: an array of tables, each with an `id`, and `match` and `reject`
examples: sentences in which `⟦…⟧` marks the span that the rule must find; in a reject sentence the rule finds nothing.
What is wrong in a file is reported as `file:line`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from zhengce.errors import RuleError

ROOT = files("zhengce") / "rules"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a gazetteer: its cells by column, and where it stands."""

    cells: dict[str, str | None]
    place: str  # file:line

    def __getitem__(self, column: str) -> str:
        """The cell, which must be filled."""
        value = self.cells[column]
        if value is None:
            raise RuleError(f"{self.place}: column {column!r} is empty; fill it in.")
        return value

    def get(self, column: str) -> str | None:
        return self.cells[column]

    def list(self, column: str) -> list[str]:
        """The `;`-separated parts of the cell."""
        value = self.cells[column]
        return value.split(";") if value else []

    def date(self, column: str, *, end: bool = False) -> date | None:
        """The cell as a date; `2013` and `2013-03` mean the first day, or with `end` the last."""
        value = self.cells[column]
        return None if value is None else iso_bound(value, self.place, end=end)


def iso_bound(value: str, place: str, *, end: bool = False) -> date:
    """First (or, with `end`, last) day of an ISO year, month or day."""
    try:
        parts = [int(part) for part in value.split("-")]
        if len(parts) == 3:
            return date(*parts)
        if not end:
            return date(parts[0], parts[1] if len(parts) == 2 else 1, 1)
        if len(parts) == 1 or parts[1] == 12:
            return date(parts[0], 12, 31)
        return date.fromordinal(date(parts[0], parts[1] + 1, 1).toordinal() - 1)
    except (ValueError, TypeError, IndexError) as error:
        raise RuleError(f"{place}: {value!r} is not an ISO date (2013, 2013-03 or 2013-03-17).") from error


def tables(folder: str) -> list[str]:
    """Paths (relative to the rules) of the TSV files in `folder`, sorted."""
    return sorted(f"{folder}/{entry.name}" for entry in (ROOT / folder).iterdir() if entry.name.endswith(".tsv"))


def read_table(path: str, columns: Collection[str], unique: str | None = None) -> Iterator[Row]:
    """Rows of the gazetteer at `path`, which must have exactly `columns`; `unique` names a column without repeats."""
    file = _file(path)
    header: list[str] | None = None
    seen: dict[str, int] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.rstrip("\r").split("\t")
        place = f"{path}:{number}"
        if header is None:
            header = cells
            if set(header) != set(columns) or len(header) != len(columns):
                raise RuleError(f"{place}: columns are {header}; expected {list(columns)}.")
            continue
        if len(cells) != len(header):
            raise RuleError(f"{place}: {len(cells)} cells; the header has {len(header)} columns.")
        row = Row({name: cell.strip() or None for name, cell in zip(header, cells, strict=True)}, place)
        if unique is not None:
            key = row[unique]
            if key in seen:
                raise RuleError(f"{place}: {unique} {key!r} stands already in line {seen[key]}; remove one.")
            seen[key] = number
        yield row
    if header is None:
        raise RuleError(f"{path}:1: no header line; expected {list(columns)}.")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a TOML file: its id, examples, and the fields that its extractor knows."""

    id: str
    fields: dict[str, Any]
    match: tuple[str, ...]
    reject: tuple[str, ...]
    place: str  # file:line

    def __getitem__(self, key: str) -> Any:
        return self.fields[key]

    def get(self, key: str, default: Any = None) -> Any:
        return self.fields.get(key, default)


def read_rules(path: str, required: Collection[str], optional: Collection[str] = ()) -> list[Rule]:
    """Rules of the TOML file at `path`: the tables of its one array, `[[rule]]`, with `required` and `optional` fields."""
    text = _file(path).read_text(encoding="utf-8")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{path}: not valid TOML: {error}.") from error
    if set(data) != {"rule"}:
        raise RuleError(f"{path}:1: expected only [[rule]] tables, found {sorted(data)}.")
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line.strip() == "[[rule]]"]
    rules: list[Rule] = []
    seen: set[str] = set()
    for number, table in zip(lines, data["rule"], strict=True):
        place = f"{path}:{number}"
        fields = {key: value for key, value in table.items() if key not in ("id", "match", "reject")}
        unknown = set(fields) - set(required) - set(optional)
        missing = set(required) - set(fields)
        if "id" not in table or unknown or missing:
            raise RuleError(
                f"{place}: unknown keys {sorted(unknown)}, missing keys {sorted(missing)}; an `id` is required."
            )
        if table["id"] in seen:
            raise RuleError(f"{place}: the id {table['id']!r} is used twice; choose another.")
        seen.add(table["id"])
        rules.append(Rule(table["id"], fields, tuple(table.get("match", ())), tuple(table.get("reject", ())), place))
    return rules


@lru_cache(maxsize=1)
def rule_files() -> tuple[str, ...]:
    """Paths of all rule files, relative to the rules' root, sorted."""

    def walk(folder: Traversable, prefix: str) -> Iterator[str]:
        for entry in folder.iterdir():
            if entry.is_dir():
                yield from walk(entry, f"{prefix}{entry.name}/")
            elif entry.name.endswith((".tsv", ".toml")):
                yield prefix + entry.name

    return tuple(sorted(walk(ROOT, "")))


@lru_cache(maxsize=1)
def digest() -> str:
    """SHA-256 of all rule files: the same rules give the same tables."""
    found = sha256()
    for path in rule_files():
        found.update(path.encode() + b"\0" + _file(path).read_bytes())
    return found.hexdigest()


def _file(path: str) -> Traversable:
    file = ROOT / path
    if not file.is_file():
        raise RuleError(f"{path}: no such rule file.")
    return file
