"""Every rule proves itself: its examples are run through the whole extraction.

In a `match` sentence the rule finds exactly the span between ⟦ and ⟧ (a sentence may have several); in a `reject` sentence it finds nothing.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zhengce.errors import RuleError
from zhengce.extract import pipeline
from zhengce.lexicon import Rule, digest, iso_bound, read_rules, read_table, rule_files
from zhengce.tables import MENTIONS


def rules() -> list[Rule]:
    import tomllib

    from zhengce.lexicon import ROOT

    found = []
    for path in rule_files():
        if path.endswith(".toml"):
            data = tomllib.loads((ROOT / path).read_text(encoding="utf-8"))
            keys = {key for rule in data["rule"] for key in rule} - {"id", "match", "reject"}
            found += read_rules(path, (), keys)
    return [rule for rule in found if rule.match or rule.reject]


def spans(text: str, rule: str) -> list[tuple[int, int]]:
    doc = pipeline()(text)
    return [(one.start, one.end) for table in MENTIONS for one in getattr(doc, table) if one.rule == rule]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_examples(rule: Rule) -> None:
    for example in rule.match:
        wanted = []
        for i, mark in enumerate(re.finditer(r"⟦([^⟧]*)⟧", example)):
            start = mark.start() - 2 * i
            wanted.append((start, start + len(mark[1])))
        assert wanted, f"{rule.place}: no ⟦…⟧ in the match example {example!r}"
        text = example.replace("⟦", "").replace("⟧", "")
        assert spans(text, rule.id) == wanted, f"{rule.place}: {example}"
    for example in rule.reject:
        assert spans(example, rule.id) == [], f"{rule.place}: {example}"


def test_all_rule_files_are_read_once_and_have_provenance() -> None:
    from zhengce.lexicon import ROOT

    for path in rule_files():
        assert (ROOT / path).read_text(encoding="utf-8").startswith("#"), (
            f"{path}: say in a first comment where it is from"
        )
    assert len(digest()) == 64


@pytest.fixture
def rule_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from zhengce import lexicon

    monkeypatch.setattr(lexicon, "ROOT", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "x.tsv:1: no header"),
        ("a\tc\n", r"x.tsv:1: columns are \['a', 'c'\]"),
        ("# from\na\tb\n1\t2\t3\n", "x.tsv:3: 3 cells; the header has 2"),
        ("a\tb\n1\t2\n1\t3\n", "x.tsv:3: a '1' stands already in line 2"),
    ],
)
def test_a_wrong_table_is_named_by_file_and_line(rule_folder: Path, content: str, says: str) -> None:
    (rule_folder / "x.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(RuleError, match=says):
        list(read_table("x.tsv", ("a", "b"), unique="a"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[[rule]\n", "x.toml: not valid TOML"),
        ("[[other]]\nid='a'\n", "x.toml:1"),
        ("[[rule]]\npattern='x'\n", "x.toml:1: .*`id` is required"),
        ("[[rule]]\nid='a'\nwhat=1\npattern=''\n", r"x.toml:1: unknown keys \['what'\]"),
        ("[[rule]]\nid='a'\npattern=''\n\n[[rule]]\nid='a'\npattern=''\n", "x.toml:5: the id 'a' is used twice"),
    ],
)
def test_a_wrong_rule_is_named_by_file_and_line(rule_folder: Path, content: str, says: str) -> None:
    (rule_folder / "x.toml").write_text(content, encoding="utf-8")
    with pytest.raises(RuleError, match=says):
        read_rules("x.toml", ("pattern",))


def test_a_missing_file_is_named(rule_folder: Path) -> None:
    with pytest.raises(RuleError, match=r"nowhere\.tsv: no such rule file"):
        list(read_table("nowhere.tsv", ("a",)))


def test_years_and_months_bound_days() -> None:
    assert [iso_bound("2013-02", "x"), iso_bound("2013-02", "x", end=True)] == [
        iso_bound("2013-02-01", "x"),
        iso_bound("2013-02-28", "x"),
    ]
    with pytest.raises(RuleError, match="x:1: 'soon'"):
        iso_bound("soon", "x:1")
