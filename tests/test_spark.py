"""The Spark face in local mode: the rows of the command, nested by document."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

import zhengce
from zhengce.errors import UsageError
from zhengce.tables import MENTIONS, SCHEMAS

pytest.importorskip("pyspark", reason="needs the extra: pip install 'zhengce[spark]'")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("needs Java", allow_module_level=True)

from pyspark.sql import SparkSession

from zhengce.spark import extract, table

RECORDS: list[dict[str, Any]] = [
    {"id": "a", "text": "国务院办公厅4月5日印发《夏粮收购方案》，民政部部长李立国出席会议。", "published": "2016-04-07"},
    {"id": "b", "text": "今天天气很好。", "published": "2016-04-07"},
    {"id": "c", "text": "", "published": "2016-04-07"},
    {"id": "d", "text": "省民政厅22日召开会议，部署救灾工作。", "published": "2016-04-25", "region": "湖南省"},
    {"id": "d", "text": "教育部决定开展督导检查。", "published": "soon"},
    {"id": "d", "text": "水利部5日部署防汛工作。", "published": "2016-06-06"},
]  # fmt: skip
DDL = "id string, text string, published string, region string"


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def found(spark: SparkSession) -> Any:
    return extract(spark.createDataFrame(RECORDS, DDL).coalesce(1)).cache()


def rows(df: Any) -> list[dict[str, Any]]:
    return [row.asDict(recursive=True) for row in df.collect()]


def test_every_row_is_a_row(found: Any) -> None:
    documents = rows(found)
    assert [row["doc_id"] for row in documents] == [record["id"] for record in RECORDS]
    assert documents[0]["published"] == date(2016, 4, 7) and documents[0]["chars"] == len(RECORDS[0]["text"])
    assert [row["error"] and row["error"]["error"] for row in documents] == [
        None,
        None,
        "ReadError",
        None,
        "ReadError",
        None,
    ]
    assert [row["organisations"] for row in documents[1:3]] == [[], []]


@pytest.mark.parametrize("name", MENTIONS)
def test_the_rows_are_those_of_one_text(found: Any, name: str) -> None:
    expected = []
    for record in RECORDS:
        if record["text"] and record["published"] != "soon":
            frame = getattr(
                zhengce.extract(
                    record["text"], published=record["published"], region=record.get("region"), doc_id=record["id"]
                ),
                name,
            )
            expected += frame.astype(object).where(frame.notna(), None).to_dict("records")
    assert table(found, name).columns == SCHEMAS[name].names
    assert len(rows(table(found, name))) == len(expected)
    for row, other in zip(rows(table(found, name)), expected, strict=True):
        days = {key: value.date() for key, value in other.items() if hasattr(value, "date")}
        assert row == {**other, **days}


def test_documents_and_errors_are_the_rows(found: Any) -> None:
    documents, errors = table(found, "documents"), table(found, "errors")
    assert documents.columns == SCHEMAS["documents"].names and errors.columns == SCHEMAS["errors"].names
    assert (documents.count(), [row["source"] for row in rows(errors)]) == (4, ["c", "d"])


def test_without_an_id_the_text_names_the_document(spark: SparkSession) -> None:
    given = spark.createDataFrame([(date(2016, 4, 7), "民政部5日印发通知。")] * 2, "published date, text string")
    documents = rows(extract(given))
    assert len(documents) == 2 and documents[0] == documents[1] and len(documents[0]["doc_id"]) == 64
    assert documents[0]["dates"][0]["edtf"] == "2016-04-05"


def test_wrong_use_says_so(spark: SparkSession, found: Any) -> None:
    with pytest.raises(UsageError, match="no column 'text'"):
        extract(spark.createDataFrame([("x",)], "body string"))
    with pytest.raises(UsageError, match="'people'"):
        table(found, "people")
