"""Drafts: what zhengce finds, as marked-up text that is read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengce.errors import DecodeError
from zhengce.extract import pipeline
from zhengce.gold.build import build_gold
from zhengce.gold.draft import draft_markup
from zhengce.gold.markup import LAYERS, parse
from zhengce.model import Context
from zhengce.readers import parse_day

TEXT = (
    "2014年3月5日，民政部部长李立国出席会议。会议要求，各地要加强救灾物资储备，落实《关于加强救灾物资储备的通知》。\n"
    "经国务院同意，由民政部牵头建立救灾工作部际联席会议制度，联席会议由民政部、财政部、水利部组成。\n"
)


def test_a_draft_is_read_back_with_what_was_found(tmp_path: Path) -> None:
    path = tmp_path / "2014-meeting.txt"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "2014-meeting.gold").write_text(draft_markup(path, "2014年3月6日"), encoding="utf-8")
    marked = parse(tmp_path / "2014-meeting.gold")
    assert marked.header == {"doc": "2014-meeting", "published": "2014-03-06"}
    assert marked.text == TEXT
    doc = pipeline()(TEXT, Context(parse_day("2014-03-06")))
    for letter, layer in LAYERS.items():
        if letter != "M":
            found = {(mention.start, mention.end) for mention in getattr(doc, layer.table)}
            assert {(mark.start, mark.end) for mark in marked.marks if mark.id[0] == letter} == found
    assert "民政部" in {attributes.get("name", [""])[0] for attributes in marked.attributes.values()}


def test_a_draft_builds(tmp_path: Path) -> None:
    path = tmp_path / "raw" / "a.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "marked").mkdir()
    (tmp_path / "marked" / "a.gold").write_text(draft_markup(path), encoding="utf-8")
    assert build_gold(tmp_path / "marked", tmp_path / "raw", tmp_path / "out")["organisations"] > 0


def test_what_is_no_text_has_no_draft(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 9)
    with pytest.raises(DecodeError, match=r"a\.txt"):
        draft_markup(tmp_path / "a.txt")
