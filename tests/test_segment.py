"""Words cover the text, claims are words of their own, and a long text is cut like a short one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengce import segment as module
from zhengce.segment import Claim, engine, segment

TEXT = "国务院办公厅4月5日印发通知。\n民政部部长李立国出席会议，部署春季救灾工作（试行）。各地要抓好落实！\n\n"
CHARACTERS = st.text(alphabet="国务院办公厅印发通知4月5日。，\n（）《》a1 政", max_size=120)


def claims(text: str) -> list[Claim]:
    return [(found.start(), found.end(), "date") for found in re.finditer(r"\d+月\d+日", text)]


@given(CHARACTERS)
def test_words_cover_the_text_without_gaps(text: str) -> None:
    words = segment(text, claims(text), engine())
    assert "".join(words.texts) == text
    assert len(words.texts) == len(words.tags) == len(words.starts)
    assert [
        text[start : start + len(word)] for start, word in zip(words.starts, words.texts, strict=True)
    ] == words.texts


def test_a_claim_is_a_word_of_its_own() -> None:
    words = segment("部长4月5日电", [(2, 6, "date")], engine())
    assert list(zip(words.texts, words.tags, strict=True))[1] == ("4月5日", "date")


@pytest.mark.parametrize("with_claims", [True, False])
def test_a_long_text_is_cut_like_a_short_one(monkeypatch: pytest.MonkeyPatch, with_claims: bool) -> None:
    text = TEXT * 20
    found = claims(text) if with_claims else []
    whole = segment(text, found, engine())
    monkeypatch.setattr(module, "_LONG", 60)
    monkeypatch.setattr(module, "_MANY", 30)
    assert segment(text, found, engine()) == whole
    assert "".join(segment("政" * 500, [], engine()).texts) == "政" * 500  # no sentence ends


def test_no_text_no_words() -> None:
    assert segment("", [], engine()).texts == []
