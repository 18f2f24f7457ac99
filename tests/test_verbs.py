"""The verbs of `Tables`: who met whom, an organisation's actions and names, what was issued, members, and the joins behind them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import polars
import pyarrow as pa
import pytest

import zhengce
from zhengce.errors import UsageError
from zhengce.frames import Tables
from zhengce.tables import SCHEMAS

MENTION = {
    "mention_id": 0,
    "start": 0,
    "end": 1,
    "source_start": 0,
    "source_end": 1,
    "text": "x",
    "sentence": 0,
    "rule": "r",
}


def tables(**rows: list[dict[str, object]]) -> Tables:
    """Tables with these rows; columns that are not named are null."""
    found = {}
    for name, schema in SCHEMAS.items():
        given = [{**(MENTION if "mention_id" in schema.names else {}), **row} for row in rows.get(name, [])]
        found[name] = pa.Table.from_pylist(given, schema)
    return Tables(found)


def document(doc_id: str, published: str) -> dict[str, object]:
    return {"doc_id": doc_id, "published": pd.Timestamp(published)}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run over three small reports."""
    from click.testing import CliRunner

    from zhengce.cli import main

    folder = tmp_path_factory.mktemp("verbs")
    news = folder / "news"
    news.mkdir()
    (news / "a.txt").write_text(
        "2012年8月2日，卫生部印发《关于做好秋季传染病防控工作的通知》，要求各地加强监测。", encoding="utf-8"
    )
    (news / "b.txt").write_text(
        "2019年5月6日，国家卫生健康委员会召开会议，部署防汛救灾卫生应急工作。", encoding="utf-8"
    )
    (news / "c.txt").write_text("国务院总理李克强5月7日在人民大会堂会见新加坡总理李显龙。", encoding="utf-8")
    (news / "m.csv").write_text("doc_id,published\na,2012-08-03\nb,2019-05-07\nc,2019-05-07\n", encoding="utf-8")
    arguments = ["extract", str(news), "-m", str(news / "m.csv"), "-o", str(folder / "out"), "-q"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    return folder / "out"


def test_who_met_whom() -> None:
    found = tables(
        documents=[document("a", "2019-05-07")],
        officials=[
            {"doc_id": "a", "start": 1, "sentence": 0, "person": "李克强", "position": "总理"},
            {"doc_id": "a", "start": 1, "sentence": 0, "person": "李克强", "position": "党组书记"},
            {"doc_id": "a", "start": 9, "sentence": 0, "person": "李显龙"},
            {"doc_id": "a", "start": 30, "sentence": 1, "person": "王毅"},
        ],
        actions=[
            {"doc_id": "a", "sentence": 0, "category": "convene", "text": "会见", "date": "2019-05-06", "clause": "…"},
            {"doc_id": "a", "sentence": 0, "category": "state", "text": "指出", "date": "2019-05-06"},
        ],
    )
    pairs = found.met()
    assert pairs[["person", "other", "verb"]].to_numpy().tolist() == [["李克强", "李显龙", "会见"]]
    assert list(pairs["day"]) == [pd.Timestamp("2019-05-06")]
    assert found.met("李显龙")[["person", "other"]].to_numpy().tolist() == [["李显龙", "李克强"]]
    assert found.met("王毅").empty


def test_actions_of_an_organisation_under_all_its_names(outputs: Path) -> None:
    found = zhengce.read_outputs(outputs)
    both = found.actions_of("国家卫生健康委员会")
    assert set(both["actor"]) == {"卫生部", "国家卫生健康委员会"}
    assert both["day"].is_monotonic_increasing and both["day"].iloc[0] == pd.Timestamp("2012-08-02")
    assert set(found.actions_of("国家卫生健康委员会", renamed=False)["actor"]) == {"国家卫生健康委员会"}
    assert set(found.actions_of("卫健委")["actor"]) == set(both["actor"])
    assert found.actions_of("查无此机构").empty
    assert len(found.actions_of()) == len(found.actions.explode("actors"))


def test_an_action_without_a_date_has_the_day_of_publication() -> None:
    found = tables(
        documents=[document("a", "2019-05-07"), document("b", "2019-05-01")],
        actions=[
            {"doc_id": "a", "actors": ["甲", "乙"], "date": None},
            {"doc_id": "b", "actors": ["甲"], "date": "2018-21"},
            {"doc_id": "b", "actors": None, "date": "../2016"},
        ],
    )
    days = found.actions_of()[["actor", "day"]]
    assert days["actor"].fillna("").tolist() == ["甲", "", "甲", "乙"]
    assert days["day"].dt.strftime("%Y-%m-%d").tolist() == ["2018-03-01", "2019-05-01", "2019-05-07", "2019-05-07"]


def test_an_organisation_across_its_renamings(outputs: Path) -> None:
    found = zhengce.read_outputs(outputs).renamings("国家卫生健康委员会")
    names = list(found["name"])
    assert names[0] == "卫生部" and names[-1] == "国家卫生健康委员会" and "国家卫生和计划生育委员会" in names
    assert found.set_index("name").loc["卫生部", "mentions"] == 1
    assert found.set_index("name").loc["卫生部", "last"] == pd.Timestamp("2012-08-03")
    assert found["since"].is_monotonic_increasing and pd.isna(found["until"].iloc[-1])


def test_an_organisation_that_the_registry_does_not_know() -> None:
    found = tables(
        documents=[document("a", "2019-05-07")], organisations=[{"doc_id": "a", "name": "某某协会"}]
    ).renamings("某某协会")
    assert found[["name", "mentions"]].to_numpy().tolist() == [["某某协会", 1]]
    assert found["org_id"].isna().all()


def test_what_was_issued_by_whom_and_when() -> None:
    title = {"full_title": "关于做好春耕工作的意见", "document_kind": "意见", "issuers": ["农业部", "财政部"]}
    found = tables(
        documents=[document("a", "2014-03-02"), document("b", "2014-04-02")],
        policy_documents=[
            {"doc_id": "a", **title},
            {"doc_id": "b", **title, "number": "农发〔2014〕1号"},
            {"doc_id": "b", "full_title": "预算法", "issuers": None},
        ],
        actions=[
            {"doc_id": "a", "category": "issue", "policy_document": "关于做好春耕工作的意见", "date": "2014-03-01"},
            {"doc_id": "a", "category": "implement", "policy_document": "预算法", "date": "2014-02-01"},
        ],
    )
    issued = found.issued()
    assert list(issued["issuer"]) == ["农业部", "财政部"]
    assert set(issued["number"]) == {"农发〔2014〕1号"}
    assert set(issued["day"]) == {pd.Timestamp("2014-03-01")}
    assert (issued["mentions"].tolist(), issued["documents"].tolist()) == ([2, 2], [2, 2])
    assert list(found.issued("财政部")["issuer"]) == ["财政部"]
    assert found.issued("教育部").empty


def test_members_of_a_mechanism() -> None:
    found = tables(
        members=[
            {"doc_id": "a", "mechanism": "全国农村改厕工作部际联席会议", "member": "财政部", "position": 2},
            {"doc_id": "a", "mechanism": "全国农村改厕工作部际联席会议", "member": "农业农村部", "position": 1},
            {"doc_id": "a", "mechanism": "防汛抗旱总指挥部", "member": "水利部", "position": 1},
        ]
    )
    assert list(found.members_of("农村改厕")["member"]) == ["农业农村部", "财政部"]


def test_the_verbs_of_no_documents() -> None:
    empty = tables()
    assert empty.met().empty and empty.met("某人").empty
    assert empty.actions_of().empty and empty.issued().empty and empty.members_of("会议").empty
    assert empty.renamings("民政部")["mentions"].sum() == 0


def test_the_types_of_the_frames(outputs: Path) -> None:
    found = zhengce.read_outputs(outputs)
    assert pd.api.types.is_datetime64_any_dtype(found.dates["earliest"])
    assert isinstance(found.actions["category"].dtype, pd.CategoricalDtype)
    exploded = found.actions.explode("actors")
    joined = exploded.merge(found.organisations, left_on=["doc_id", "actors"], right_on=["doc_id", "name"])
    assert "卫生部" in set(joined["name"])


def test_duckdb_opens_the_same_outputs(outputs: Path) -> None:
    query = f"select a.actor, count(*) from (select unnest(actors) as actor from '{outputs}/actions.parquet') a group by all"
    counts = dict(duckdb.sql(query).fetchall())
    found = zhengce.read_outputs(outputs)
    assert counts == found.actions["actors"].explode().dropna().value_counts().to_dict()
    repairs = duckdb.sql(f"select map_keys(repairs), published from '{outputs}/documents.parquet'").fetchall()
    assert len(repairs) == 3 and repairs[0][1].year == 2012
    rows = duckdb.sql(f"select count(*) from read_csv('{outputs}/organisations.csv')").fetchall()
    assert rows == [(len(found.organisations),)]


def test_polars_opens_the_same_outputs(outputs: Path) -> None:
    actions = polars.read_parquet(outputs / "actions.parquet")
    assert actions.schema["actors"] == polars.List(polars.String)
    found = zhengce.read_outputs(outputs)
    assert actions.explode("actors").drop_nulls("actors").height == found.actions["actors"].explode().notna().sum()
    organisations = polars.read_csv(outputs / "organisations.csv")
    assert organisations["name"].to_list() == found.organisations["name"].tolist()
    assert polars.from_arrow(pa.table(organisations)).height == organisations.height


@pytest.mark.parametrize("text", [None, float("nan"), b"x"])
def test_a_text_that_is_no_string_is_refused(text: object) -> None:
    with pytest.raises(UsageError, match=f"type {type(text).__name__}; give a string"):
        zhengce.extract(text)  # type: ignore[arg-type]


def test_half_a_character_is_counted_and_shown() -> None:
    found = zhengce.extract("民政部\ud83d印发通知。")
    assert found.documents.text[0] == zhengce.load()("民政部\ud83d印发通知。").text == "民政部\ufffd印发通知。"
    assert found.documents.repairs[0] == {"undecodable": 1}
