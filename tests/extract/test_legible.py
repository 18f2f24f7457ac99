"""What stands between the characters of a word is passed over; offsets and texts stay those of the clean text."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from zhengce.extract import pipeline
from zhengce.extract.legible import legible
from zhengce.model import Context

BROKEN = """水利部召开滩涂保护会议

  据新华社北京2月2日电  水利部部长汪某昨天下午主持召
开全国滩涂保护工作会议，布置今年的任务。会议决定，把全
国滩涂普查方案发到各省、自治区、直辖市，由国务院办公
厅汇总。

  会议要求，各地要加强滩涂管理工作，严厉打击各种非法围
垦。会议由农业部副部长张志远主持，国家海洋局局长王曙
光出席会议并讲话。
"""


def test_lines_broken_in_mid_sentence() -> None:
    doc = pipeline()(BROKEN, Context(date(1999, 2, 3)))
    assert doc.text == BROKEN
    told = [(BROKEN[one.start : one.end], one.name) for one in doc.organisations]
    assert ("国务院办公\n厅", "国务院办公厅") in told
    assert ("王曙\n光", "王曙光") in [(BROKEN[one.start : one.end], one.person) for one in doc.officials]
    acts = {BROKEN[one.start : one.end]: one.object for one in doc.actions}
    assert acts["主持召\n开"] == "全国滩涂保护工作会议"
    assert acts["打击"] == "各种非法围垦"
    starts = [*doc.words.starts, len(BROKEN)]
    assert starts[0] == 0 and [BROKEN[start:end] for start, end in pairwise(starts)] == doc.words.texts


def test_paragraphs_and_rosters_stay_as_they_are() -> None:
    for text in (
        "水利部部长出席会议\n水利部副部长张志远主持会议\n",
        "成员：张志远　水利部副部长\n　　　王曙光　国家海洋局局长\n　　　李大年　农业部副部长\n",
        "会议在京召开。\n各地代表出席。\n" * 4,
    ):
        assert legible(text)[0] == text


def test_spaced_letters_and_days_and_characters_in_parts() -> None:
    text = "国 务 院 办 公 厅 关 于 滩 涂\n保护的通知\n国办发〔1998〕1号\n总理朱(金容)基签署。\n1 9 9 8年3 月8 日\n"
    doc = pipeline()(text, Context())
    assert doc.own is not None
    assert (doc.own.full_title, doc.own.issuers) == ("国务院办公厅关于滩涂保护的通知", ["国务院办公厅"])
    (premier,) = doc.officials
    assert (text[premier.start : premier.end], premier.person) == ("朱(金容)基", "朱镕基")
    assert [(text[one.start : one.end], one.edtf) for one in doc.dates] == [("1 9 9 8年3 月8 日", "1998-03-08")]
