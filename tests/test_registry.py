"""The registry: who is called so on a day, and what a wrong row is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from zhengce import lexicon
from zhengce.errors import RuleError
from zhengce.registry import COLUMNS, Registry, read, registry


@pytest.mark.parametrize(
    ("surface", "day", "name"),
    [
        ("国家计委", date(1997, 6, 1), "国家计划委员会"),
        ("国家计委", date(2001, 6, 1), "国家发展计划委员会"),
        ("国家发展改革委", date(2010, 6, 1), "国家发展和改革委员会"),
        ("国家卫生计生委", date(2016, 6, 1), "国家卫生和计划生育委员会"),
        ("国家卫健委", date(2020, 6, 1), "国家卫生健康委员会"),
        ("中央网信办", date(2016, 4, 7), "中央网络安全和信息化领导小组办公室"),
        ("中央网信办", date(2020, 4, 7), "中央网络安全和信息化委员会办公室"),
        ("党中央", date(1985, 1, 1), "中国共产党中央委员会"),
        ("中共中央", date(2020, 1, 1), "中国共产党中央委员会"),
    ],
)
def test_the_holder_of_the_day(surface: str, day: date, name: str) -> None:
    holder = registry().lookup(surface, day)
    assert holder is not None and holder.body.name == name


def test_out_of_its_years_a_name_means_its_nearest_holder() -> None:
    holder = registry().lookup("国家计委", date(2015, 1, 1))
    assert holder is not None and holder.body.name == "国家发展计划委员会"


def test_without_a_day_the_latest_holder() -> None:
    holder = registry().lookup("中央网信办")
    assert holder is not None and holder.body.id == "cn.cpc.cac"


def test_generic_names_are_marked() -> None:
    generic, own = registry().lookup("统计局"), registry().lookup("国家统计局")
    assert generic is not None and generic.generic and generic.alias
    assert own is not None and not own.generic and not own.alias


def test_no_holder() -> None:
    assert registry().lookup("有关部门") is None


def read_rows(monkeypatch: pytest.MonkeyPatch, folder: Path, *rows: str) -> Registry:
    text = "\n".join(["\t".join(COLUMNS), *(row.replace("|", "\t") for row in rows)])
    (folder / "bodies.tsv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(lexicon, "ROOT", folder)
    return read(["bodies.tsv"])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["cn.A|甲部||government|central|||||x"], r"bodies\.tsv:2: the id 'cn\.A' is not"),
        (["cn.a|甲部||ministry|central|||||x"], "unknown kind 'ministry'"),
        (["cn.a|甲部||government|state|||||x"], "unknown level 'state'"),
        (["cn.a|甲部||government||43||||x"], "six-digit"),
        (["cn.a|甲部||government|central||2010|2009||x"], "before since"),
        (["cn.a|甲部||government|central|||||x", "cn.a|乙部||government|central|||||x"], "stands already"),
        (["cn.a|甲部||government|central||||cn.b|x"], "an id that no row has"),
        (["cn.a|甲部|甲部|government|central|||||x"], "the name itself"),
        (["cn.a|甲部|甲@x|government|central|||||x"], "not of the form"),
        (["cn.a|甲部|甲委|government|central|||||x", "cn.b|乙部|甲委|government|central|||||x"], "at the same time"),
    ],
)
def test_wrong_rows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rows: list[str], message: str) -> None:
    with pytest.raises(RuleError, match=message):
        read_rows(monkeypatch, tmp_path, *rows)


def test_an_alias_may_have_its_own_years(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    known = read_rows(
        monkeypatch,
        tmp_path,
        "cn.a|甲部|甲办@/2005|government|central||1990|||x",
        "cn.b|乙部|甲办@2006/|government|central||1990|||x",
    )
    first, second = known.lookup("甲办", date(2000, 1, 1)), known.lookup("甲办", date(2010, 1, 1))
    assert first is not None and first.body.name == "甲部"
    assert second is not None and second.body.name == "乙部"
