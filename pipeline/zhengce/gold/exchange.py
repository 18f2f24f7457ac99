"""Gold in the forms of other labelling tools: brat standoff, doccano JSON Lines, Label Studio JSON.

In every tool a label is a span with the name of its table, and a note: its line of attributes as it stands in the marked-up form,
`O1  name=民政部  kind=government`, with `?` after the id where the label is optional. Ids may be left out of a note, and so may the note
of a label made in the tool; what is then lacking is for a person to add before the gold is built. Mechanisms, which mark nothing,
stand at the first mention of their name, or at the first character.

brat keeps a note as `AnnotatorNotes`, Label Studio as the region's meta text, doccano, whose spans have no notes, by span in `meta`.
Offsets are code points. brat knows a document by its file name only; the other two keep the header as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from zhengce.errors import UsageError
from zhengce.gold.markup import LAYERS, SUFFIX, GoldError, Mark, Marked, attribute_line, read_attributes, render

FORMATS = ("brat", "doccano", "label-studio")

_LETTERS = {layer.table: letter for letter, layer in LAYERS.items()}
_NOTE = re.compile(r"(?:([A-Z])(\d+))?(\?)?(?:\s+|$)")
_ATTRIBUTE = {letter: re.compile(rf"(?:^|\s+)({'|'.join(layer.attributes)})=") for letter, layer in LAYERS.items()}


@dataclass(frozen=True, slots=True)
class _Span:
    """One label of a tool: its span, table and note, and where it stands, for messages."""

    start: int
    end: int
    table: str
    note: str
    place: str


def export_gold(documents: Sequence[Marked], kind: str, output: Path) -> None:
    """Write `documents` in the form `kind` (one of FORMATS): for brat into the folder `output`, else into that file."""
    if kind == "brat":
        _write_brat(documents, output)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    if kind == "doccano":
        lines = [json.dumps(_doccano_record(document), ensure_ascii=False) + "\n" for document in documents]
        output.write_text("".join(lines), encoding="utf-8", newline="")
    else:
        tasks = [_label_studio_task(document) for document in documents]
        output.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="")


def import_gold(path: Path, kind: str) -> list[Marked]:
    """The documents at `path` in the form `kind`: for brat a folder or an .ann file, else a file.

    Raises GoldError, with the place, for labels that do not fit their text, cross each other or have attributes that do not fit.
    """
    documents = list(_READERS[kind](path))
    if not documents:
        raise UsageError(f"{path} holds no documents of the form {kind}.")
    return documents


def write_marked(documents: Iterable[Marked], output: Path, *, overwrite: bool = False) -> dict[Path, list[str]]:
    """Write each document to its marked-up file in the folder `output`; file → ids that lack required attributes.

    Raises UsageError, before anything is written, where a file is there already and `overwrite` is not given.
    """
    contents = {
        output / f"{document.doc_id}{SUFFIX}": (
            render(document.header, document.text, document.marks, document.attributes),
            [id_ for id_, values in document.attributes.items() if not set(LAYERS[id_[0]].required) <= set(values)],
        )
        for document in documents
    }
    if not overwrite and (there := [path for path in contents if path.exists()]):
        raise UsageError(f"{there[0]} is there already; give --overwrite to replace it, or another --output.")
    output.mkdir(parents=True, exist_ok=True)
    for path, (content, _) in contents.items():
        path.write_text(content, encoding="utf-8", newline="")
    return {path: lacking for path, (_, lacking) in contents.items()}


# --- between spans with notes and the marked-up form ----------------------------------------------------------------


def _spans(document: Marked) -> Iterator[_Span]:
    for mark in document.marks:
        line = attribute_line(mark.id + "?" * mark.optional, document.attributes[mark.id])
        yield _Span(mark.start, mark.end, LAYERS[mark.id[0]].table, line, "")
    for id_, values in document.attributes.items():
        if id_[0] == "M":
            start, end = _first_mention(document, values["name"])
            yield _Span(start, end, LAYERS["M"].table, attribute_line(id_, values), "")


def _first_mention(document: Marked, name: Sequence[str]) -> tuple[int, int]:
    for mark in document.marks:
        if mark.id[0] == "O" and document.attributes[mark.id].get("name") == name:
            return mark.start, mark.end
    blank = len(document.text) - len(document.text.lstrip())
    return blank, blank + 1


def _document(path: Path, header: dict[str, str], text: str, spans: Sequence[_Span]) -> Marked:
    """The marked-up form of what a tool holds. Labels of one layer share an id where they did and their values are still equal."""
    if not re.fullmatch(r"[^/\\\0]+", header["doc"]) or header["doc"] in (".", ".."):
        raise GoldError(f"{path}: {header['doc']!r} cannot be the name of a file; give the document another id.")
    attributes: dict[str, dict[str, list[str]]] = {}
    marks: list[Mark] = []
    read = [(span, *_read_note(span)) for span in spans]
    highest = {
        letter: max((number or 0 for _, found, number, _, _ in read if found == letter), default=0) for letter in LAYERS
    }
    for span, letter, number, optional, values in read:
        if not 0 <= span.start < span.end <= len(text):
            raise GoldError(f"{span.place}: {span.start}–{span.end} is no span of a text of {len(text)} characters.")
        id_ = f"{letter}{number}" if number else ""
        if not id_ or attributes.get(id_, values) != values:
            id_ = next(
                (known for known, its in attributes.items() if its == values and values and known[0] == letter), ""
            )
        if not id_:
            highest[letter] += 1
            id_ = f"{letter}{highest[letter]}"
        attributes[id_] = values
        if letter != "M":
            marks.append(Mark(id_, span.start, span.end, optional, line=0))
    _refuse_crossing(marks, [span for span, letter, *_ in read if letter != "M"], text)
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    return Marked(path, header, text, tuple(marks), attributes, {})


def _read_note(span: _Span) -> tuple[str, int | None, bool, dict[str, list[str]]]:
    """Layer, number of the id, whether optional, and attributes."""
    if span.table not in _LETTERS:
        raise GoldError(f"{span.place}: {span.table!r} is no table; known are {', '.join(_LETTERS)}.")
    letter = _LETTERS[span.table]
    match = _NOTE.match(span.note)
    if match and match[1] not in (None, letter):
        raise GoldError(f"{span.place}: {match[1]}{match[2]} is no id of {span.table}; ids begin with {letter} there.")
    rest = span.note[match.end() :] if match else span.note
    pieces = _ATTRIBUTE[letter].split(rest)
    if pieces[0].strip():
        raise GoldError(f"{span.place}: {pieces[0].strip()!r} is no attribute; write name=value.")
    pairs = [f"{name}={_one_line(value)}" for name, value in zip(pieces[1::2], pieces[2::2], strict=True)]
    number = int(match[2]) if match and match[2] else None
    return letter, number, bool(match and match[3]), read_attributes(span.place, letter, pairs)


def _one_line(value: str) -> str:
    """`value` without what would end it in a line of attributes."""
    return re.sub(r"\s{2,}|[\r\n]", " ", value).strip()


def _refuse_crossing(marks: Sequence[Mark], spans: Sequence[_Span], text: str) -> None:
    open_: list[tuple[Mark, _Span]] = []
    for mark, span in sorted(zip(marks, spans, strict=True), key=lambda pair: (pair[0].start, -pair[0].end)):
        while open_ and open_[-1][0].end <= mark.start:
            open_.pop()
        if open_ and mark.end > open_[-1][0].end:
            other = open_[-1][0]
            raise GoldError(
                f"{span.place}: {text[mark.start : mark.end]!r} crosses {text[other.start : other.end]!r}; "
                "labels may lie in each other, not across: correct one."
            )
        open_.append((mark, span))


# --- brat: NAME.txt and NAME.ann ------------------------------------------------------------------------------------

_BRAT_TEXT = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")
_BRAT_NOTE = re.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(.*)")


def _write_brat(documents: Iterable[Marked], output: Path) -> None:
    output.mkdir(parents=True, exist_ok=True)
    entities = "\n".join(_LETTERS)
    (output / "annotation.conf").write_text(
        f"[entities]\n{entities}\n[relations]\n[events]\n[attributes]\n", encoding="utf-8"
    )
    for document in documents:
        lines = []
        for number, span in enumerate(_spans(document), 1):
            parts = list(_within_lines(document.text, span.start, span.end))
            offsets = ";".join(f"{start} {end}" for start, end in parts)
            text = " ".join(document.text[start:end] for start, end in parts)
            lines += [
                f"T{number}\t{span.table} {offsets}\t{text}\n",
                f"#{number}\tAnnotatorNotes T{number}\t{span.note}\n",
            ]
        (output / f"{document.doc_id}.txt").write_text(document.text, encoding="utf-8", newline="")
        (output / f"{document.doc_id}.ann").write_text("".join(lines), encoding="utf-8", newline="")


def _within_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a span, which brat does not let run over the end of a line."""
    for match in re.finditer(r"[^\n]+", text[start:end]):
        yield start + match.start(), start + match.end()


def _read_brat(path: Path) -> Iterator[Marked]:
    for file in sorted(path.glob("*.ann")) if path.is_dir() else [path]:
        source = file.with_suffix(".txt")
        if not source.is_file():
            raise UsageError(f"{file} has no text beside it; add {source.name}.")
        with source.open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        found: dict[str, tuple[int, int, str, str]] = {}
        notes: dict[str, str] = {}
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            place = f"{file}:{number}"
            if match := _BRAT_TEXT.fullmatch(line):
                parts = [tuple(map(int, part.split())) for part in match[3].split(";")]
                start, end = parts[0][0], parts[-1][1]
                if any(text[one[1] : other[0]].strip() for one, other in pairwise(parts)):
                    raise GoldError(f"{place}: {match[1]} is not one span; label its parts apart.")
                if " ".join(text[one:other] for one, other in parts) != match[4]:
                    raise GoldError(
                        f"{place}: {match[1]} is {match[4]!r} here, {text[start:end]!r} in {source.name}; the two are out of step."
                    )
                found[match[1]] = (start, end, match[2], place)
            elif match := _BRAT_NOTE.fullmatch(line):
                notes[match[1]] = match[2]
            elif line.startswith("T"):
                raise GoldError(
                    f"{place}: {line!r} is no text-bound annotation; expected T1<tab>TABLE START END<tab>TEXT."
                )
        spans = [
            _Span(start, end, table, notes.get(id_, ""), place) for id_, (start, end, table, place) in found.items()
        ]
        yield _document(file, {"doc": file.stem}, text, spans)


# --- doccano: one document a line, `text` and `entities`; what else is known goes into `meta` -----------------------


def _doccano_record(document: Marked) -> dict[str, Any]:
    entities: list[dict[str, Any]] = []
    notes: dict[str, list[str]] = {}
    for span in _spans(document):
        entities.append({"id": len(entities), "label": span.table, "start_offset": span.start, "end_offset": span.end})
        notes.setdefault(f"{span.start}-{span.end}-{span.table}", []).append(span.note)
    return {"text": document.text, "entities": entities, "meta": {**document.header, "notes": notes}}


def _read_doccano(path: Path) -> Iterator[Marked]:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        with _shape(place, '{"text": …, "entities": [{"label": …, "start_offset": …, "end_offset": …}]}'):
            record = json.loads(line)
            text: str = record["text"]
            meta = dict(record.get("meta") or {})
            notes = {key: list(found) for key, found in (meta.pop("notes", None) or {}).items()}
            if "entities" in record:
                labels = [(one["start_offset"], one["end_offset"], one["label"]) for one in record["entities"]]
            else:
                labels = [tuple(one) for one in record.get("label", [])]
            spans = []
            for start, end, table in labels:
                own = notes.get(f"{start}-{end}-{table}")
                spans.append(_Span(int(start), int(end), table, own.pop(0) if own else "", place))
            header = _header(meta, f"{path.stem}-{number}")
        yield _document(path, header, text, spans)


# --- Label Studio: a list of tasks, regions of type `labels` with their notes in `meta` -----------------------------


def _label_studio_task(document: Marked) -> dict[str, Any]:
    regions = [
        {
            "id": f"{document.doc_id}-{number}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": span.start,
                "end": span.end,
                "text": document.text[span.start : span.end],
                "labels": [span.table],
            },
            "meta": {"text": [span.note]},
        }
        for number, span in enumerate(_spans(document), 1)
    ]
    return {"data": {**document.header, "text": document.text}, "annotations": [{"result": regions}]}


def _read_label_studio(path: Path) -> Iterator[Marked]:
    with _shape(str(path), "a list of tasks"):
        tasks = list(json.loads(path.read_text(encoding="utf-8")))
    for number, task in enumerate(tasks, 1):
        place = f"{path}: task {number}"
        with _shape(place, '{"data": {"text": …}, "annotations": [{"result": […]}]}'):
            data = dict(task["data"])
            text: str = data.pop("text")
            kept = [one for one in task.get("annotations", []) if not one.get("was_cancelled")]
            spans = []
            for region in kept[0]["result"] if kept else []:
                if region.get("type") != "labels":
                    continue
                value, note = region["value"], (region.get("meta") or {}).get("text") or [""]
                start, end = int(value["start"]), int(value["end"])
                if value.get("text", text[start:end]) != text[start:end]:
                    raise GoldError(
                        f"{place}: {start}–{end} is {value['text']!r} there, {text[start:end]!r} in the text."
                    )
                line = note if isinstance(note, str) else note[0]
                spans.append(_Span(start, end, value["labels"][0], line, f"{place}, region {region.get('id')}"))
            header = _header(data, f"{path.stem}-{number}")
        yield _document(path, header, text, spans)


def _header(known: Mapping[str, Any], doc_id: str) -> dict[str, str]:
    """Header fields, the document's id first."""
    fields = {name: value for name, value in known.items() if isinstance(value, str) and re.fullmatch("[a-z]+", name)}
    return {"doc": fields.pop("doc", doc_id), **{name: " ".join(value.split("\n")) for name, value in fields.items()}}


@contextmanager
def _shape(place: str, expected: str) -> Iterator[None]:
    """Turns what a file of another form than `expected` leads to into a GoldError."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise GoldError(f"{place} does not have the form {expected} ({error!r}); export it again.") from error


_READERS: dict[str, Callable[[Path], Iterator[Marked]]] = {
    "brat": _read_brat,
    "doccano": _read_doccano,
    "label-studio": _read_label_studio,
}
