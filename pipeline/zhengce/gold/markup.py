"""Marked-up gold: the whole text with marks, then one line of attributes a label.

    # doc: 2016-notice
    # published: 2016-04-07
    ⟦O1|民政部⟧⟦D1|4月5日⟧⟦A1|印发⟧通知，⟦A2?|要求⟧抓好落实。
    ---
    O1  name=民政部  kind=government  level=central
    D1  kind=date  edtf=2016-04-05
    A1  cat=issue  mod=reported  actors=民政部  object=通知  date=2016-04-05
    A2  cat=instruct  mod=reported  actors=民政部

The letter of an id is its layer (`LAYERS`); `?` makes the mark optional; an id may mark several spans with the same values; marks may nest.
Attributes are separated by two spaces or more, list values by `;`. Mechanisms (M) are attributes only. What is wrong is a GoldError with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhengce.errors import ZhengceError

SUFFIX = ".gold"
RULE_LINE = "---"


class GoldError(ZhengceError):
    """Marked-up gold that cannot be compiled; the message starts with `file:line`."""

    stage = "read"


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of labels: its table, and attribute → column, with how the value is read."""

    table: str
    attributes: dict[str, str]
    required: tuple[str, ...] = ()


LAYERS: dict[str, Layer] = {
    "O": Layer("organisations", {"name": "name", "kind": "kind", "level": "level", "region": "region"}, ("name", "kind")),
    "D": Layer("dates", {"kind": "kind", "edtf": "edtf", "duration": "duration", "repeat": "repeat"}, ("kind",)),
    "P": Layer("officials", {"person": "person", "post": "post", "stated": "stated", "status": "status"}, ("person",)),
    "L": Layer(
        "policy_documents",
        {"full": "full_title", "number": "number", "kind": "document_kind", "issuers": "issuers", "dated": "dated"},
    ),
    "A": Layer(
        "actions",
        {
            "cat": "category",
            "mod": "modality",
            "actors": "actors",
            "object": "object",
            "doc": "policy_document",
            "date": "date",
            "place": "place",
            "speaker": "speaker",
        },
        ("cat", "mod"),
    ),
    "M": Layer(
        "mechanisms",
        {
            "name": "name",
            "lead": "lead",
            "convenor": "convenor",
            "approved": "approved_by",
            "stated": "stated_members",
            "listed": "listed_members",
            "meets": "meets",
            "functions": "functions",
            "date": "date",
            "members": "members",
        },
        ("name",),
    ),
}

#: Values that a closed column may have.
CLOSED: dict[tuple[str, str], frozenset[str]] = {
    ("A", "cat"): frozenset(
        "issue adopt amend establish convene appoint state instruct inspect enforce fund serve improve coordinate plan pilot "
        "prohibit publicise report implement".split()
    ),
    ("A", "mod"): frozenset({"reported", "directive", "planned"}),
    ("D", "kind"): frozenset({"date", "time", "period", "duration", "set"}),
    ("O", "level"): frozenset({"central", "province", "prefecture", "county", "township"}),
    ("P", "stated"): frozenset({"yes", "no"}),
    ("P", "status"): frozenset({"current", "former", "acting", "designate"}),
}

_REPEATED = frozenset({"post"})  # attributes that may stand more than once
_LISTS = frozenset({"issuers", "actors", "functions", "members"})
_NUMBERS = frozenset({"stated_members", "listed_members"})
_OPEN = re.compile(r"⟦([A-Z])(\d+)(\?)?\|")
_ID = re.compile(r"([A-Z])(\d+)")


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked span of the text."""

    id: str
    start: int
    end: int
    optional: bool
    line: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A parsed file: header fields, text without marks, marks in order, attributes by id (attribute → values)."""

    path: Path
    header: dict[str, str]
    text: str
    marks: tuple[Mark, ...]
    attributes: dict[str, dict[str, list[str]]]
    lines: dict[str, int]  # id → line of its attributes

    @property
    def doc_id(self) -> str:
        return self.header.get("doc", self.path.stem)


def parse(path: Path) -> Marked:
    """Read the file at `path`. Raises GoldError where marks or attributes do not fit."""
    lines = path.read_text(encoding="utf-8").split("\n")
    header: dict[str, str] = {}
    first = 0
    while first < len(lines) and lines[first].startswith("# "):
        name, _, value = lines[first][2:].partition(":")
        header[name.strip()] = value.strip()
        first += 1
    try:
        last = max(number for number, line in enumerate(lines) if line.rstrip() == RULE_LINE)
    except ValueError:
        raise GoldError(f"{path}:{len(lines)}: no line {RULE_LINE!r} between text and attributes; add it.") from None
    attributes, places = _attributes(path, lines, last + 1)
    text, marks = _marks(path, lines[first:last], first + 1)
    for mark in marks:
        if mark.id not in attributes:
            raise GoldError(f"{path}:{mark.line}: {mark.id} has no line of attributes; add one below {RULE_LINE!r}.")
    used = {mark.id for mark in marks}
    for id_, line in places.items():
        if id_ not in used and id_[0] != "M":
            raise GoldError(f"{path}:{line}: {id_} marks nothing in the text; mark it as ⟦{id_}|…⟧ or remove the line.")
    return Marked(path, header, text, tuple(marks), attributes, places)


def _marks(path: Path, lines: list[str], number: int) -> tuple[str, list[Mark]]:
    plain: list[str] = []
    length = 0
    marks: list[Mark] = []
    opened: list[tuple[str, int, bool, int]] = []
    for offset, line in enumerate(lines):
        if offset:
            plain.append("\n")
            length += 1
        position = 0
        while position < len(line):
            if match := _OPEN.match(line, position):
                opened.append((match[1] + match[2], length, match[3] is not None, number + offset))
                position = match.end()
                continue
            char = line[position]
            position += 1
            if char == "⟧":
                if not opened:
                    raise GoldError(f"{path}:{number + offset}: ⟧ closes no mark; remove it.")
                id_, start, optional, at = opened.pop()
                if start == length:
                    raise GoldError(f"{path}:{at}: {id_} marks no character.")
                marks.append(Mark(id_, start, length, optional, at))
            elif char == "⟦":
                raise GoldError(f"{path}:{number + offset}: ⟦ opens no mark; write ⟦O1|…⟧.")
            else:
                plain.append(char)
                length += 1
    if opened:
        raise GoldError(f"{path}:{opened[-1][3]}: the mark {opened[-1][0]} is not closed; add ⟧.")
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    return "".join(plain), marks


def _attributes(path: Path, lines: list[str], first: int) -> tuple[dict[str, dict[str, list[str]]], dict[str, int]]:
    found: dict[str, dict[str, list[str]]] = {}
    places: dict[str, int] = {}
    for number, line in enumerate(lines[first:], first + 1):
        if not line.strip():
            continue
        id_, *pairs = re.split(r"\s{2,}", line.strip())
        match = _ID.fullmatch(id_)
        if match is None or match[1] not in LAYERS:
            raise GoldError(f"{path}:{number}: {id_!r} is not an id such as O1; layers are {', '.join(LAYERS)}.")
        if id_ in found:
            raise GoldError(f"{path}:{number}: {id_} has attributes already in line {places[id_]}; remove one.")
        layer = LAYERS[match[1]]
        values: dict[str, list[str]] = {}
        for pair in pairs:
            name, equals, value = pair.partition("=")
            if not equals or name not in layer.attributes:
                raise GoldError(f"{path}:{number}: {id_} has no attribute {name!r}; known are {', '.join(layer.attributes)}.")
            if not value or (name in values and name not in _REPEATED):
                raise GoldError(f"{path}:{number}: {id_}: {name} is empty or stands twice; leave unknown values out.")
            allowed = CLOSED.get((match[1], name))
            if allowed and value not in allowed:
                raise GoldError(f"{path}:{number}: {id_}: {name}={value}; allowed are {', '.join(sorted(allowed))}.")
            values.setdefault(name, []).append(value)
        if missing := [name for name in layer.required if name not in values]:
            raise GoldError(f"{path}:{number}: {id_} lacks {', '.join(missing)}.")
        found[id_], places[id_] = values, number
    return found, places


def rows(marked: Marked) -> dict[str, list[dict[str, Any]]]:
    """Table → gold rows of one document, with the contract's columns and `optional`."""
    tables: dict[str, list[dict[str, Any]]] = {layer.table: [] for layer in LAYERS.values()} | {"members": []}
    for mark in marked.marks:
        layer = LAYERS[mark.id[0]]
        table = tables[layer.table]
        number = table[-1]["mention_id"] + 1 if table else 0
        row = {
            "doc_id": marked.doc_id,
            "mention_id": number,
            "start": mark.start,
            "end": mark.end,
            "text": marked.text[mark.start : mark.end],
            "optional": mark.optional,
        }
        table.extend({**row, **values} for values in _values(mark.id[0], marked.attributes[mark.id]))
    for id_, attributes in marked.attributes.items():
        if id_[0] == "M":
            (values,) = _values("M", attributes)
            members = values.pop("members") or []
            tables["mechanisms"].append({"doc_id": marked.doc_id, **values})
            tables["members"] += [
                {"doc_id": marked.doc_id, "mechanism": values["name"], "member": member, "position": position}
                for position, member in enumerate(members, 1)
            ]
    return tables


def _values(layer: str, attributes: dict[str, list[str]]) -> Iterator[dict[str, Any]]:
    """Columns of one label; a person with several posts gives several."""
    row: dict[str, Any] = {}
    for name, column in LAYERS[layer].attributes.items():
        value: Any = attributes[name][0] if name in attributes else None
        if value is not None and column in _LISTS:
            value = value.split(";")
        elif value is not None and column in _NUMBERS:
            value = int(value)
        row[column] = value
    if layer != "P":
        yield row
        return
    row["stated"] = row["stated"] != "no"
    row["status"] = row["status"] or "current"
    del row["post"]
    for post in attributes.get("post", [""]):
        position, _, body = post.partition("@")
        yield {**row, "position": position or None, "organisation": body or None}


def read_folder(folder: Path) -> list[Marked]:
    """All marked-up files in `folder`, by name. Raises GoldError where there is none."""
    paths = sorted(folder.glob(f"*{SUFFIX}"))
    if not paths:
        raise GoldError(f"{folder}: no *{SUFFIX} files; give the folder with marked-up texts.")
    return [parse(path) for path in paths]


def check_text(marked: Marked, clean: str) -> None:
    """Raise GoldError, with the line, where the marked-up text differs from the clean text of its source, but for line ends at its end."""
    if marked.text.rstrip("\n") == clean.rstrip("\n"):
        return
    at = next((i for i, (one, other) in enumerate(zip(marked.text, clean, strict=False)) if one != other), None)
    at = min(len(marked.text), len(clean)) if at is None else at
    line = marked.text.count("\n", 0, at) + len(marked.header) + 1
    raise GoldError(
        f"{marked.path}:{line}: the text differs from its source at character {at}: "
        f"{marked.text[at : at + 12]!r} is {clean[at : at + 12]!r} there; correct the text."
    )


def merge(documents: Iterable[Marked]) -> dict[str, list[dict[str, Any]]]:
    """Table → gold rows of all documents."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for marked in documents:
        for table, found in rows(marked).items():
            tables.setdefault(table, []).extend(found)
    return tables
