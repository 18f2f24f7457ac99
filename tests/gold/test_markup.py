"""The marked-up form: what it says, and what is refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengce.gold.markup import GoldError, Mark, Marked, check_text, parse, render, rows

GOOD = """\
# doc: 2015-visit
# published: 2015-06-03
⟦P1|周岚⟧⟦D1|2日⟧在⟦O1|⟦O2?|省民政厅⟧救助处⟧⟦A1|调研⟧。
---
O1  name=湖南省民政厅救助处  kind=government  level=province
O2  name=湖南省民政厅  kind=government  level=province
D1  kind=date  edtf=2015-06-02
P1  person=周岚  post=副省长@湖南省人民政府  post=党组成员@湖南省人民政府
A1  cat=inspect  mod=reported  actors=周岚;湖南省民政厅  object=社会 救助
M1  name=社会救助联席会议  lead=民政部  stated=3  listed=2  members=民政部;财政部  functions=协调救助;通报情况
"""


def marked(folder: Path, content: str) -> Marked:
    path = folder / "x.gold"
    path.write_text(content, encoding="utf-8")
    return parse(path)


def test_text_marks_and_header(tmp_path: Path) -> None:
    found = marked(tmp_path, GOOD)
    assert (found.doc_id, found.header["published"]) == ("2015-visit", "2015-06-03")
    assert found.text == "周岚2日在省民政厅救助处调研。"
    assert found.marks == (
        Mark("P1", 0, 2, False, 3),
        Mark("D1", 2, 4, False, 3),
        Mark("O1", 5, 12, False, 3),
        Mark("O2", 5, 9, True, 3),
        Mark("A1", 12, 14, False, 3),
    )


def test_rows_have_the_columns_of_the_tables(tmp_path: Path) -> None:
    tables = rows(marked(tmp_path, GOOD))
    assert [(row["text"], row["name"], row["optional"], row["mention_id"]) for row in tables["organisations"]] == [
        ("省民政厅救助处", "湖南省民政厅救助处", False, 0),
        ("省民政厅", "湖南省民政厅", True, 1),
    ]
    assert [
        (row["mention_id"], row["position"], row["organisation"], row["stated"]) for row in tables["officials"]
    ] == [
        (0, "副省长", "湖南省人民政府", True),
        (0, "党组成员", "湖南省人民政府", True),
    ]
    (action,) = tables["actions"]
    assert (action["actors"], action["object"], action["speaker"]) == (["周岚", "湖南省民政厅"], "社会 救助", None)
    (mechanism,) = tables["mechanisms"]
    assert (mechanism["stated_members"], mechanism["functions"]) == (3, ["协调救助", "通报情况"])
    assert [(row["member"], row["position"]) for row in tables["members"]] == [("民政部", 1), ("财政部", 2)]


def test_a_post_without_a_body_and_no_post_at_all(tmp_path: Path) -> None:
    content = "⟦P1|何川⟧⟦P2|吴月⟧\n---\nP1  person=何川  post=总统\nP2  person=吴月  stated=no  status=former\n"
    one, two = rows(marked(tmp_path, content))["officials"]
    assert (one["position"], one["organisation"], one["status"]) == ("总统", None, "current")
    assert (two["position"], two["stated"], two["status"]) == (None, False, "former")


def test_a_text_may_begin_like_a_heading(tmp_path: Path) -> None:
    found = marked(tmp_path, "# doc: a\n# 关于救灾的通知\n---\n---\n")
    assert (found.header, found.text) == ({"doc": "a"}, "# 关于救灾的通知\n---")


def test_what_is_read_is_written_again(tmp_path: Path) -> None:
    found = marked(tmp_path, GOOD)
    assert render(found.header, found.text, found.marks, found.attributes) == GOOD


def test_spans_with_equal_bounds_keep_their_order(tmp_path: Path) -> None:
    content = "⟦L1|⟦O1|民政部⟧⟧\n---\nO1  name=民政部  kind=government\nL1  full=民政部\n"
    found = marked(tmp_path, content)
    assert [mark.id for mark in found.marks] == ["L1", "O1"]
    assert render(found.header, found.text, found.marks, found.attributes) == content


def test_a_text_with_brackets_of_marks_cannot_be_written() -> None:
    with pytest.raises(GoldError, match="a: ⟧ at character 1"):
        render({"doc": "a"}, "甲⟧乙", [], {})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("民政部", r"x\.gold:1: no line '---'"),
        ("民政部\n⟦O1|财政部\n---\nO1  name=财政部  kind=government", r"x\.gold:2: the mark O1 is not closed"),
        ("民政部⟧\n---\n", r"x\.gold:1: ⟧ closes no mark"),
        ("⟦民政部⟧\n---\n", r"x\.gold:1: ⟦ opens no mark"),
        ("⟦O1|⟧民政部\n---\nO1  name=民政部  kind=government", r"x\.gold:1: O1 marks no character"),
        ("# doc: a\n\n⟦O1|民政部⟧\n---\n", r"x\.gold:3: O1 has no line of attributes"),
        ("民政部\n---\nO1  name=民政部  kind=government", r"x\.gold:3: O1 marks nothing"),
        ("民政部\n---\nX1  name=民政部", r"x\.gold:3: 'X1' is not an id"),
        ("⟦O1|民政部⟧\n---\nO1  name=民政部", r"x\.gold:3: O1 lacks kind"),
        (
            "⟦O1|民政部⟧\n---\n\nO1  name=民政部  kind=government  colour=red",
            r"x\.gold:4: O1 has no attribute 'colour'",
        ),
        (
            "⟦O1|民政部⟧\n---\nO1  name=民政部  kind=government  name=民政",
            r"x\.gold:3: O1: name is empty or stands twice",
        ),
        ("⟦O1|民政部⟧\n---\nO1  name=  kind=government", r"x\.gold:3: O1: name is empty"),
        ("⟦O1|民政部⟧\n---\nO1  name=民政部  kind=government  level=high", r"x\.gold:3: O1: level=high; allowed are"),
        ("⟦A1|印发⟧\n---\nA1  cat=print  mod=reported", r"x\.gold:3: A1: cat=print; allowed are adopt"),
        ("会\n---\nM1  name=联席会议  stated=三", r"x\.gold:3: M1: stated=三 is not a number"),
        (
            "⟦O1|民政部⟧\n---\nO1  name=民政部  kind=government\nO1  name=民政部  kind=government",
            r"x\.gold:4: O1 has attributes already in line 3",
        ),
    ],
)
def test_errors_say_file_line_and_remedy(tmp_path: Path, content: str, says: str) -> None:
    with pytest.raises(GoldError, match=says):
        marked(tmp_path, content)


def test_a_text_that_differs_from_its_source(tmp_path: Path) -> None:
    found = marked(tmp_path, "# doc: a\n民政部\n印发⟦D1|今天⟧\n---\nD1  kind=date\n")
    check_text(found, "民政部\n印发今天\n\n")
    with pytest.raises(
        GoldError, match=r"x\.gold:3: the text differs from its source at character 4: '印发今天' is '下发今天'"
    ):
        check_text(found, "民政部\n下发今天")
    with pytest.raises(GoldError, match=r"x\.gold:3: .* at character 8: '' is '。'"):
        check_text(found, "民政部\n印发今天。")
