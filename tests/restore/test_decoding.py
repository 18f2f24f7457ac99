"""Bytes in every encoding Chinese is found in."""

from __future__ import annotations

import pytest

from zhengce.errors import DecodeError
from zhengce.restore import Decoded, decode

HANS = "县民政局4月5日印发《关于做好临时救助工作的通知》，要求各乡镇认真贯彻执行。"
HANT = "行政院院長主持會議，宣布將撥款補助地方政府辦理災後重建工作。"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_simplified(codec: str, name: str) -> None:
    decoded = decode(HANS.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.undecodable) == (HANS, name, 0)


@pytest.mark.parametrize(("codec", "name"), [("big5", "big5hkscs"), ("gbk", "gb18030"), ("utf-8", "utf-8")])
def test_traditional(codec: str, name: str) -> None:
    decoded = decode(HANT.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.undecodable) == (HANT, name, 0)


@pytest.mark.parametrize(
    ("inner", "outer", "name"),
    [
        ("utf-8", "latin-1", "utf-8 via cp1252"),
        ("gbk", "latin-1", "gb18030 via cp1252"),
    ],
)
def test_chinese_read_as_western_and_saved_again(inner: str, outer: str, name: str) -> None:
    decoded = decode(HANS.encode(inner).decode(outer).encode("utf-8"))
    assert (decoded.text, decoded.encoding) == (HANS, name)


def test_bytes_that_windows_1252_lost_stay_visible() -> None:
    decoded = decode(HANS.encode("utf-8").decode("cp1252", "replace").encode("utf-8"))
    assert decoded.encoding == "utf-8 via cp1252"
    assert decoded.undecodable == decoded.text.count("\ufffd") > 0
    assert "月5日" in decoded.text


def test_western_text_is_left_alone() -> None:
    text = "Café déjà vu, naïve façade, Straße"
    assert decode(text.encode()).text == text


def test_a_broken_end_is_counted() -> None:
    decoded = decode(HANS.encode("utf-8")[:-1])
    assert (decoded.text[:-1], decoded.encoding, decoded.undecodable) == (HANS[:-1], "utf-8", 1)


def test_a_few_wrong_bytes_in_utf_8_are_counted() -> None:
    data = HANS.encode("utf-8")
    decoded = decode(data[:12] + b"\xff\xfe" + data[12:])
    assert (decoded.encoding, decoded.undecodable) == ("utf-8", 2)
    assert decoded.text.replace("\ufffd", "") == HANS


def test_a_table_that_is_mostly_ascii() -> None:
    text = "id,name\n1,a\n" * 40 + HANS
    assert decode(text.encode("gbk")).text == text


def test_nothing_is_text() -> None:
    assert decode(b"").text == ""


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n%\xe2\xe3", b"PK\x03\x04\x14\x00", bytes(range(256)) * 8, b"\x00" * 512, b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(DecodeError, match="text"):
        decode(data)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("length", [70_000, 70_001])
def test_chinese_behind_much_that_is_ascii(encoding: str, length: int) -> None:
    text = "a" * length + "国务院办公厅印发通知，要求各地认真贯彻执行。"
    assert decode(text.encode(encoding)) == Decoded(text, encoding)
