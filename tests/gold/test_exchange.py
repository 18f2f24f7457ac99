"""Exchange with other labelling tools: what goes out comes back, and what does not fit is refused with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengce.errors import UsageError
from zhengce.gold.exchange import FORMATS, export_gold, import_gold, write_marked
from zhengce.gold.markup import GoldError, Mark, Marked, parse, read_folder, render

MARKED = """\
# doc: 2012-notice
# published: 2012-05-09
⟦O1|水利部⟧、⟦O2?|省水利厅⟧⟦D1|5月8日⟧⟦A1|印发⟧⟦L1|《关于防汛的
通知》⟧，⟦A2?|要求⟧⟦O1|水利部⟧所属单位⟦A3|抓好⟧⟦O3|⟦O4?|国家防总⟧办公室⟧部署的落实。
---
O1  name=水利部  kind=government  level=central
O2  name=湖南省水利厅  kind=government  level=province
O3  name=国家防汛抗旱总指挥部办公室  kind=mechanism  level=central
O4  name=国家防汛抗旱总指挥部  kind=mechanism  level=central
D1  kind=date  edtf=2012-05-08
L1  full=关于防汛的通知  kind=通知  issuers=水利部;湖南省水利厅
A1  cat=issue  mod=reported  actors=水利部;湖南省水利厅  object=《关于防汛的 通知》  doc=关于防汛的通知  date=2012-05-08
A2  cat=instruct  mod=reported  actors=水利部
A3  cat=implement  mod=directive  object=部署的落实
M1  name=国家防汛抗旱总指挥部  lead=水利部  stated=3  members=水利部;财政部  functions=组织防汛;组织抗旱
M2  name=别处未提的联席会议
"""


@pytest.fixture
def marked(tmp_path: Path) -> Marked:
    path = tmp_path / "2012-notice.gold"
    path.write_text(MARKED, encoding="utf-8")
    return parse(path)


def content(document: Marked) -> tuple[object, ...]:
    """What must survive: header, text, marks and attributes, not lines and paths."""
    marks = [(mark.id, mark.start, mark.end, mark.optional) for mark in document.marks]
    return document.header, document.text, marks, document.attributes


def target(folder: Path, kind: str) -> Path:
    return folder / "out" if kind == "brat" else folder / "out.json"


@pytest.mark.parametrize("kind", FORMATS)
def test_round_trip(marked: Marked, tmp_path: Path, kind: str) -> None:
    export_gold([marked], kind, target(tmp_path, kind))
    (back,) = import_gold(target(tmp_path, kind), kind)
    header, *rest = content(back)
    assert rest == list(content(marked)[1:])
    assert header == (marked.header if kind != "brat" else {"doc": "2012-notice"})


@pytest.mark.parametrize("kind", FORMATS)
def test_imported_texts_are_the_marked_up_ones(marked: Marked, tmp_path: Path, kind: str) -> None:
    export_gold([marked], kind, target(tmp_path, kind))
    written = write_marked(import_gold(target(tmp_path, kind), kind), tmp_path / "back")
    assert written == {tmp_path / "back" / "2012-notice.gold": []}
    assert content(parse(tmp_path / "back" / "2012-notice.gold"))[1:] == content(marked)[1:]


def test_the_corpus_survives_every_tool(tmp_path: Path) -> None:
    documents = read_folder(Path(__file__).resolve().parents[2] / "corpus" / "marked")
    for kind in FORMATS:
        export_gold(documents, kind, target(tmp_path / kind, kind))
        back = {document.doc_id: document for document in import_gold(target(tmp_path / kind, kind), kind)}
        assert len(back) == len(documents)
        for document in documents:
            assert content(back[document.doc_id])[1:] == content(document)[1:], (kind, document.doc_id)


# --- any document ---------------------------------------------------------------------------------------------------

values = st.text(st.sampled_from("省政府《意见》2016—a=?#:、"), min_size=1, max_size=6)
texts = st.text(st.sampled_from("民政部印发通知，。\n　 a1𠮷"), min_size=1, max_size=40).filter(str.strip)


@st.composite
def documents(draw: Callable[..., Any]) -> Marked:
    """A text with labels side by side and in each other; none begins or ends with a line end."""
    text = draw(texts)
    attributes: dict[str, dict[str, list[str]]] = {}
    marks: list[Mark] = []
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    for number, (start, end) in enumerate(pairwise(cuts), 1):
        inside = draw(st.integers(start, end))
        for letter, right in (("O", end), ("A", inside)):
            if start == right or text[start] == "\n" or text[right - 1] == "\n":
                continue
            id_ = f"{letter}{number // 2 + 1}"
            own = (
                {"name": [draw(values)], "kind": ["other"]} if letter == "O" else {"cat": ["issue"], "mod": ["planned"]}
            )
            attributes.setdefault(id_, own)
            marks.append(Mark(id_, start, right, draw(st.booleans()), 0))
    if draw(st.booleans()):
        attributes["M1"] = {"name": [draw(values)], "stated": ["12"]}
    return Marked(Path("x.gold"), {"doc": "x"}, text, tuple(marks), attributes, {})


@given(document=documents())
@pytest.mark.parametrize("kind", FORMATS)
def test_any_document_survives(tmp_path_factory: pytest.TempPathFactory, kind: str, document: Marked) -> None:
    folder = tmp_path_factory.mktemp("x")
    export_gold([document], kind, target(folder, kind))
    (back,) = import_gold(target(folder, kind), kind)
    assert _plain(back) == _plain(document)


@given(document=documents())
def test_any_document_is_written_and_read(tmp_path_factory: pytest.TempPathFactory, document: Marked) -> None:
    path = tmp_path_factory.mktemp("x") / "x.gold"
    path.write_text(
        render(document.header, document.text, document.marks, document.attributes), encoding="utf-8", newline=""
    )
    assert _plain(parse(path)) == _plain(document)


def _plain(document: Marked) -> tuple[object, ...]:
    """Labels with their values: two labels with equal values may come to share an id."""
    labels = sorted(
        (mark.start, mark.end, mark.optional, sorted(document.attributes[mark.id].items())) for mark in document.marks
    )
    return document.text, labels, document.attributes.get("M1")


# --- what people do in a tool ---------------------------------------------------------------------------------------


def brat(folder: Path, text: str, ann: str) -> Path:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "a.ann").write_text(ann, encoding="utf-8")
    return folder / "a.ann"


def test_a_label_made_in_the_tool_is_for_a_person_to_complete(tmp_path: Path) -> None:
    ann = "T1\torganisations 0 3\t民政部\nT2\tactions 3 5\t印发\n#1\tAnnotatorNotes T2\tcat=issue mod=reported object=通知\n"
    (document,) = import_gold(brat(tmp_path, "民政部印发通知", ann), "brat")
    assert document.attributes == {"O1": {}, "A1": {"cat": ["issue"], "mod": ["reported"], "object": ["通知"]}}
    assert write_marked([document], tmp_path / "out") == {tmp_path / "out" / "a.gold": ["O1"]}
    with pytest.raises(GoldError, match=r"a\.gold:\d+: O1 lacks name, kind"):
        parse(tmp_path / "out" / "a.gold")


def test_a_note_changed_in_the_tool_gets_an_id_of_its_own(marked: Marked, tmp_path: Path) -> None:
    export_gold([marked], "brat", tmp_path)
    path = tmp_path / "2012-notice.ann"
    ann = path.read_text(encoding="utf-8")
    changed = ann.replace("O1  name=水利部", "O1  name=水利电力部", 1)
    path.write_text(changed, encoding="utf-8")
    (back,) = import_gold(path, "brat")
    names = [back.attributes[mark.id]["name"] for mark in back.marks if back.text[mark.start : mark.end] == "水利部"]
    assert names == [["水利电力部"], ["水利部"]]


def test_doccano_without_notes_and_in_its_older_form(tmp_path: Path) -> None:
    lines = [
        {"text": "民政部印发", "label": [[0, 3, "organisations"]]},
        {
            "text": "财政部印发",
            "entities": [{"id": 7, "label": "actions", "start_offset": 3, "end_offset": 5}],
            "meta": {"doc": "b"},
        },
    ]
    path = tmp_path / "export.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    one, two = import_gold(path, "doccano")
    assert (one.doc_id, one.marks[0].id, two.doc_id, two.marks[0].id) == ("export-1", "O1", "b", "A1")


def test_label_studio_takes_the_first_annotation_that_was_kept(tmp_path: Path) -> None:
    def region(start: int, end: int, kind: str = "labels") -> dict[str, object]:
        return {
            "id": "r",
            "type": kind,
            "value": {"start": start, "end": end, "labels": ["dates"]},
            "meta": {"text": ["?  kind=date"]},
        }

    task = {
        "data": {"text": "今年以来"},
        "annotations": [
            {"was_cancelled": True, "result": [region(0, 4)]},
            {"result": [region(0, 2), region(0, 4, "choices")]},
        ],
    }
    path = tmp_path / "x.json"
    path.write_text(json.dumps([task]), encoding="utf-8")
    (document,) = import_gold(path, "label-studio")
    assert document.marks == (Mark("D1", 0, 2, True, 0),)
    assert document.attributes == {"D1": {"kind": ["date"]}}


@pytest.mark.parametrize(
    ("ann", "says"),
    [
        ("T1\tpeople 0 3\t民政部\n", r"a\.ann:1: 'people' is no table"),
        ("\nT1\torganisations 0 3\t财政部\n", r"a\.ann:2: T1 is '财政部' here, '民政部' in a\.txt"),
        ("T1\torganisations 0 99\t民政部印发通知\n", r"a\.ann:1: 0–99 is no span of a text of 7 characters"),
        ("T1\torganisations 0 1;4 6\t民 发通\n", r"a\.ann:1: T1 is not one span"),
        ("T1 organisations 0 3 民政部\n", r"a\.ann:1: .* is no text-bound annotation"),
        ("T1\torganisations 0 3\t民政部\nT2\tactions 2 5\t部印发\n", r"a\.ann:2: '部印发' crosses '民政部'"),
        (
            "T1\torganisations 0 3\t民政部\n#1\tAnnotatorNotes T1\tA1  cat=issue\n",
            r"a\.ann:1: A1 is no id of organisations",
        ),
        (
            "T1\torganisations 0 3\t民政部\n#1\tAnnotatorNotes T1\tO1  colour=red\n",
            r"a\.ann:1: 'colour=red' is no attribute",
        ),
        (
            "T1\torganisations 0 3\t民政部\n#1\tAnnotatorNotes T1\tO1  level=high\n",
            r"a\.ann:1: level=high; allowed are central",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(tmp_path: Path, ann: str, says: str) -> None:
    with pytest.raises(GoldError, match=says):
        import_gold(brat(tmp_path, "民政部印发通知", ann), "brat")


@pytest.mark.parametrize(
    ("kind", "content", "says"),
    [
        ("doccano", '{"text": "民政部"}\n{"data": 1}\n', r"x:2 does not have the form"),
        ("doccano", "no json\n", r"x:1 does not have the form"),
        ("doccano", '{"text": "民政部", "meta": {"doc": "../a"}}\n', "cannot be the name of a file"),
        ("label-studio", '[{"data": {}}]', r"x: task 1 does not have the form"),
        ("label-studio", "{", r"x does not have the form a list of tasks"),
    ],
)
def test_files_of_another_form_are_refused(tmp_path: Path, kind: str, content: str, says: str) -> None:
    (tmp_path / "x").write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=says):
        import_gold(tmp_path / "x", kind)


def test_nothing_to_import_and_files_that_are_there(marked: Marked, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no documents"):
        import_gold(tmp_path / "empty", "brat")
    (tmp_path / "lone.ann").write_text("")
    with pytest.raises(UsageError, match=r"add lone\.txt"):
        import_gold(tmp_path / "lone.ann", "brat")
    with pytest.raises(UsageError, match="--overwrite"):
        write_marked([replace(marked, header={"doc": "2012-notice"})], tmp_path)
    assert (tmp_path / "2012-notice.gold").read_text(encoding="utf-8") == MARKED
    write_marked([marked], tmp_path, overwrite=True)
    assert content(parse(tmp_path / "2012-notice.gold")) == content(marked)
