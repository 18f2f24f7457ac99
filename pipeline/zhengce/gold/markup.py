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
Attributes are separated by two spaces or more, list values by `;`. Mechanisms (M) are attributes only. What is wrong is a
GoldError with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    "O": Layer(
        "organisations", {"name": "name", "kind": "kind", "level": "level", "region": "region"}, ("name", "kind")
    ),
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

_CATEGORIES = (
    "issue adopt amend establish convene appoint state instruct inspect enforce fund serve improve coordinate plan pilot "
    "prohibit publicise report implement"
)

#: Values that a closed column may have.
CLOSED: dict[tuple[str, str], frozenset[str]] = {
    ("A", "cat"): frozenset(_CATEGORIES.split()),
    ("A", "mod"): frozenset({"reported", "directive", "planned"}),
    ("D", "kind"): frozenset({"date", "time", "period", "duration", "set"}),
    ("O", "level"): frozenset({"central", "province", "prefecture", "county", "township"}),
    ("P", "stated"): frozenset({"yes", "no"}),
    ("P", "status"): frozenset({"current", "former", "acting", "designate"}),
}

_REPEATED = frozenset({"post"})  # attributes that may stand more than once
_LISTS = frozenset({"issuers", "actors", "functions", "members"})
_NUMBERS = frozenset({"stated_members", "listed_members"})
_HEADER = re.compile(r"# ([a-z]+):(.*)")
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
    while first < len(lines) and (match := _HEADER.fullmatch(lines[first])):
        header[match[1]] = match[2].strip()
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
    marks: list[tuple[int, Mark]] = []  # with the order in which they open
    opened: list[tuple[int, str, int, bool, int]] = []
    count = 0
    for offset, line in enumerate(lines):
        if offset:
            plain.append("\n")
            length += 1
        position = 0
        while position < len(line):
            if match := _OPEN.match(line, position):
                opened.append((count, match[1] + match[2], length, match[3] is not None, number + offset))
                count += 1
                position = match.end()
                continue
            char = line[position]
            position += 1
            if char == "⟧":
                if not opened:
                    raise GoldError(f"{path}:{number + offset}: ⟧ closes no mark; remove it.")
                order, id_, start, optional, at = opened.pop()
                if start == length:
                    raise GoldError(f"{path}:{at}: {id_} marks no character.")
                marks.append((order, Mark(id_, start, length, optional, at)))
            elif char == "⟦":
                raise GoldError(f"{path}:{number + offset}: ⟦ opens no mark; write ⟦O1|…⟧.")
            else:
                plain.append(char)
                length += 1
    if opened:
        raise GoldError(f"{path}:{opened[-1][4]}: the mark {opened[-1][1]} is not closed; add ⟧.")
    marks.sort()  # outer before inner
    return "".join(plain), [mark for _, mark in marks]


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
        values = read_attributes(f"{path}:{number}: {id_}", match[1], pairs)
        if missing := [name for name in LAYERS[match[1]].required if name not in values]:
            raise GoldError(f"{path}:{number}: {id_} lacks {', '.join(missing)}.")
        found[id_], places[id_] = values, number
    return found, places


def read_attributes(place: str, letter: str, pairs: Iterable[str]) -> dict[str, list[str]]:
    """Attribute → values from `name=value` pairs of a label of layer `letter`.

    Raises GoldError, its message beginning with `place`, where an attribute is unknown, empty, repeated or has a value it may not have.
    """
    known = LAYERS[letter].attributes
    values: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or name not in known:
            raise GoldError(f"{place} has no attribute {name!r}; known are {', '.join(known)}.")
        if not value or (name in values and name not in _REPEATED):
            raise GoldError(f"{place}: {name} is empty or stands twice; leave unknown values out.")
        allowed = CLOSED.get((letter, name))
        if allowed and value not in allowed:
            raise GoldError(f"{place}: {name}={value}; allowed are {', '.join(sorted(allowed))}.")
        if known[name] in _NUMBERS and not value.isdecimal():
            raise GoldError(f"{place}: {name}={value} is not a number; write digits.")
        values.setdefault(name, []).append(value)
    return values


def attribute_line(id_: str, values: Mapping[str, Sequence[str]]) -> str:
    """One line of attributes, as it stands below the text."""
    return "  ".join([id_, *(f"{name}={value}" for name, found in values.items() for value in found)])


def render(
    header: Mapping[str, str], text: str, marks: Iterable[Mark], attributes: Mapping[str, Mapping[str, Sequence[str]]]
) -> str:
    """The content of a marked-up file; `parse` reads it back. Marks must nest. Attributes stand by layer, then number.

    Raises GoldError where the text itself has ⟦ or ⟧.
    """
    if found := re.search("[⟦⟧]", text):
        raise GoldError(
            f"{header.get('doc')}: {found[0]} at character {found.start()} cannot stand in a text: it opens and closes marks."
        )
    inserts: list[tuple[int, int, int, str]] = []
    for order, mark in enumerate(sorted(marks, key=lambda mark: (mark.start, -mark.end))):
        inserts.append((mark.start, 1, order, f"⟦{mark.id}{'?' * mark.optional}|"))
        inserts.append((mark.end, 0, -order, "⟧"))
    parts: list[str] = []
    position = 0
    for at, _, _, mark_text in sorted(inserts):
        parts += [text[position:at], mark_text]
        position = at
    layers = list(LAYERS)
    ids = sorted(attributes, key=lambda id_: (layers.index(id_[0]), int(id_[1:])))
    head = [f"# {name}: {value}" for name, value in header.items()]
    lines = [
        *head,
        "".join([*parts, text[position:]]),
        RULE_LINE,
        *(attribute_line(id_, attributes[id_]) for id_ in ids),
    ]
    return "\n".join(lines) + "\n"


def rows(marked: Marked) -> dict[str, list[dict[str, Any]]]:
    """Table → gold rows of one document, with the columns of `zhengce.tables` and `optional`."""
    tables: dict[str, list[dict[str, Any]]] = {
        name: [] for name in (*(layer.table for layer in LAYERS.values()), "members")
    }
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
