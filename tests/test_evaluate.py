"""Evaluation: the figures, what optional labels cost, agreement with standard scorers, reports, regression."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengce.errors import UsageError
from zhengce.evaluate import regression, report
from zhengce.evaluate.labels import VALUES, Label, Labels, key, read_gold
from zhengce.evaluate.scoring import Evaluation, evaluate, overlap, right

TEXT = "民政部和财政部4月5日印发通知，教育部部署工作。"


def label(start: int, end: int, name: str | None = None, optional: bool = False, kind: str = "government") -> Label:
    values = {"name": name or TEXT[start:end], "kind": kind, "level": "central"}
    return Label((start, end), TEXT[start:end], values, optional, None if optional else "organisations.registry")


def side(labels: Iterable[Label], document: str = "a", **more: Iterable[Label]) -> Labels:
    documents = {document: list(labels), **{name: list(found) for name, found in more.items()}}
    return Labels({"organisations": documents}, dict(VALUES), tuple(documents), dict.fromkeys(documents, TEXT))


def score(gold: Iterable[Label], found: Iterable[Label]) -> Evaluation:
    return evaluate(side(gold), side(found))


def test_right_spurious_missed_and_wrong_value() -> None:
    result = score(
        [label(0, 3), label(4, 7), label(16, 19)], [label(0, 3), label(4, 7, "财务部"), label(8, 10), label(16, 18)]
    )
    table = result.tables["organisations"]
    assert (table.strict.right, table.strict.spurious, table.strict.missed) == (2, 2, 1)
    assert (table.facts.right, table.facts.spurious, table.facts.missed) == (1, 3, 2)
    assert (table.overlap.right, table.overlap.spurious, table.overlap.missed) == (3, 1, 0)
    assert table.values == {"name": (1, 2), "kind": (2, 2), "level": (2, 2)}
    assert sorted((error.kind, error.column) for error in result.errors) == [
        ("missed", None),
        ("spurious", None),
        ("spurious", None),
        ("wrong value", "name"),
    ]
    assert result.right == {"a/organisations/0-3"}


def test_an_optional_label_costs_nothing() -> None:
    gold = [label(0, 3), label(4, 7, optional=True)]
    for found in (
        [label(0, 3)],
        [label(0, 3), label(4, 7)],
        [label(0, 3), label(4, 7, "x")],
        [label(0, 3), label(3, 7)],
    ):
        table = score(gold, found).tables["organisations"]
        assert table.strict.f1 == table.facts.f1 == 1.0


def test_nothing_to_find_and_nothing_found_has_no_figure() -> None:
    table = score([], []).tables["organisations"]
    assert table.strict.precision is table.strict.recall is table.strict.f1 is None
    assert table.interval is None


def test_documents_that_the_run_lacks_are_named_and_missed() -> None:
    result = evaluate(side([label(0, 3)], "b"), side([label(0, 3)], "a"))
    assert result.absent == ("b",)
    assert result.tables["organisations"].strict.missed == 1


def test_objects_count_from_four_fifths() -> None:
    assert right("object", "农村留守儿童关爱保护工作", "留守儿童关爱保护工作")
    assert not right("object", "农村留守儿童关爱保护工作", "工作")
    assert overlap("甲乙", "甲乙") == 1.0
    assert right("actors", None, ()) and not right("stated", True, False)


spans = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 4), st.sampled_from(["party", "government", "media"])), max_size=8
).map(lambda drawn: _disjoint(drawn))


def _disjoint(drawn: list[tuple[int, int, str]]) -> list[Label]:
    found: list[Label] = []
    end = 0
    for start, length, kind in sorted(drawn):
        if start >= end and start + length <= len(TEXT):
            found.append(label(start, start + length, kind=kind))
            end = start + length
    return found


@given(gold=spans, found=spans)
def test_nervaluate_and_seqeval_agree(gold: list[Label], found: list[Label]) -> None:
    """Strict spans with their kind are what seqeval scores; spans alone are nervaluate's `exact`."""
    from nervaluate.evaluator import Evaluator
    from seqeval.metrics import f1_score
    from seqeval.scheme import IOB2

    strict = score(gold, found).tables["organisations"].strict

    def spans_of(labels: list[Label]) -> list[list[dict[str, object]]]:
        return [[{"label": "X", "start": one.key[0], "end": one.key[1] - 1} for one in labels]]

    if gold or found:
        exact = Evaluator(spans_of(gold), spans_of(found), tags=["X"], loader="dict").evaluate()["overall"]["exact"]
        assert (strict.precision or 0) == pytest.approx(exact.precision)
        assert (strict.recall or 0) == pytest.approx(exact.recall)
    groups = score(gold, found).tables["organisations"].by_group.values()
    hits, wrong = sum(one.right for one in groups), sum(one.spurious + one.missed for one in groups)
    if hits or wrong:
        theirs = f1_score([_tags(gold)], [_tags(found)], mode="strict", scheme=IOB2, zero_division=0)
        assert 2 * hits / (2 * hits + wrong) == pytest.approx(theirs)


def _tags(labels: list[Label]) -> list[str]:
    tags = ["O"] * len(TEXT)
    for one in labels:
        start, end = one.key
        tags[start:end] = [f"B-{one.values['kind']}"] + [f"I-{one.values['kind']}"] * (end - start - 1)
    return tags


def test_intervals_hold_the_figure_and_repeat() -> None:
    gold = side([label(0, 3)], b=[label(4, 7)], c=[label(16, 19)])
    found = side([label(0, 3)], b=[label(4, 7)], c=[])
    one, other = evaluate(gold, found), evaluate(gold, found)
    low, high = one.tables["organisations"].interval or (0.0, 0.0)
    assert low <= (one.tables["organisations"].facts.f1 or 0.0) <= high
    assert one.tables["organisations"].interval == other.tables["organisations"].interval


def test_reports_say_where_and_why() -> None:
    gold, found = side([label(0, 3), label(4, 7)]), side([label(0, 3, "民政局")])
    result = evaluate(gold, found)
    text = report.as_text(result, found, errors=9, detail=True)
    assert "【民政部】和财政部" in text and "organisations.registry" in text
    assert "| organisations |" in report.as_markdown(result, found, errors=9)
    whole = json.loads(report.as_json(result, found))
    assert whole["tables"]["organisations"]["strict"]["missed"] == 1
    suites = ElementTree.fromstring(report.as_junit(result, found))
    assert [suite.get("failures") for suite in suites] == ["1"]


def test_a_baseline_holds_figures_and_labels(tmp_path: Path) -> None:
    gold = side([label(0, 3), label(4, 7)])
    path = tmp_path / "baseline.json"
    regression.write_baseline(path, evaluate(gold, side([label(0, 3)])))
    assert regression.compare(path, evaluate(gold, side([label(0, 3)]))).passed
    better = regression.compare(path, evaluate(gold, side([label(0, 3), label(4, 7)])))
    assert better.passed and better.won == ["a/organisations/4-7"]
    other = regression.compare(path, evaluate(gold, side([label(4, 7)])))
    assert not other.passed and other.lost == ["a/organisations/0-3"] and "lost" in str(other)
    worse = regression.compare(path, evaluate(gold, side([])))
    assert {name for name, _, _ in worse.dropped} >= {"organisations/strict", "organisations/facts"}


def test_what_is_no_baseline_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("[]")
    with pytest.raises(UsageError, match="not a baseline"):
        regression.compare(tmp_path / "x.json", score([], []))


def test_gold_with_some_of_the_columns(tmp_path: Path) -> None:
    (tmp_path / "officials.csv").write_text(
        "doc_id,mention_id,start,end,text,optional,person,position,organisation,stated\n"
        "a,0,0,2,王勇,false,王勇,国务委员,国务院,true\n"
        "a,0,0,2,王勇,false,王勇,书记,中共湖南省委员会,true\n"
        "a,1,9,11,李立国,true,李立国,,,false\n",
        encoding="utf-8-sig",
    )
    gold = read_gold(tmp_path)
    first, second = gold.tables["officials"]["a"]
    assert first.values["posts"] == (("书记", "湖南省委"), ("国务委员", "国务院"))
    assert second.values["posts"] == () and second.optional
    assert gold.documents == ("a",)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [("x.csv", "a\n", "no gold tables"), ("dates.csv", "doc_id,when\na,b\n", "no column 'when'")],
)
def test_wrong_gold_is_refused(tmp_path: Path, name: str, content: str, says: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        read_gold(tmp_path)


def test_documents_join_on_stem_or_record_key() -> None:
    assert [key(doc_id) for doc_id in ("a05", "a05.txt", "news/a05.html.gz", "news.jsonl#x-1")] == [
        "a05",
        "a05",
        "a05",
        "x-1",
    ]
