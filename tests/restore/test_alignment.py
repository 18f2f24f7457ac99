"""Offsets through splices and through steps joined."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhengce.restore.alignment import Alignment, Splice, splice


def test_identity_costs_nothing() -> None:
    text, alignment = splice("国务院办公厅", [])
    assert text == "国务院办公厅"
    assert alignment == Alignment()
    assert alignment.source(2, 5) == (2, 5)


def test_a_gloss_belongs_to_the_character_before_it() -> None:
    text, alignment = splice("網(wǎng)站上線", [(0, 7, "網", "gloss")])
    assert text == "網站上線"
    assert alignment.source(0, 1) == (0, 7)
    assert alignment.source(0, 2) == (0, 8)
    assert alignment.source(1, 2) == (7, 8)
    assert alignment.source(3, 4) == (9, 10)


def test_a_deletion_belongs_to_nobody() -> None:
    text, alignment = splice("甲乙XX丙丁", [(2, 4, "", "boilerplate")])
    assert text == "甲乙丙丁"
    assert alignment.source(1, 2) == (1, 2)
    assert alignment.source(2, 3) == (4, 5)
    assert alignment.source(1, 3) == (1, 5)


def test_an_empty_span_is_where_the_source_stands() -> None:
    _, alignment = splice("甲乙XX丙丁", [(2, 4, "", "boilerplate")])
    assert alignment.source(0, 0) == (0, 0)
    assert alignment.source(3, 3) == (5, 5)


@st.composite
def texts_with_splices(draw: st.DrawFn, steps: int) -> tuple[str, list[list[Splice]]]:
    text = draw(st.text("甲乙丙丁戊己庚辛", max_size=24))
    found, current = [], text
    for _ in range(steps):
        cuts = sorted(draw(st.sets(st.integers(0, len(current)), max_size=8)))
        splices = [
            (start, end, draw(st.text("子丑寅", max_size=3)), "gloss")
            for start, end in zip(cuts[::2], cuts[1::2], strict=False)
            if start < end
        ]
        found.append(splices)
        current, _ = splice(current, splices)
    return text, found


@given(texts_with_splices(3))
def test_joined_steps_answer_like_the_steps_one_after_another(case: tuple[str, list[list[Splice]]]) -> None:
    text, steps = case
    joined, alone = Alignment(), []
    for splices in steps:
        text, step = splice(text, splices)
        joined = joined.then(step)
        alone.append(step)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            low, high = start, end
            for step in reversed(alone):
                low, high = step.source(low, high)
            assert joined.source(start, end) == (low, high)


@given(texts_with_splices(1))
def test_what_was_not_spliced_maps_to_itself(case: tuple[str, list[list[Splice]]]) -> None:
    text, (splices,) = case
    clean, alignment = splice(text, splices)
    spliced = set()
    position = shift = 0
    for start, end, replacement, _ in splices:
        spliced.update(range(start + shift, start + shift + len(replacement)))
        shift += len(replacement) - (end - start)
    for position, character in enumerate(clean):
        if position not in spliced:
            low, high = alignment.source(position, position + 1)
            assert text[low:high] == character
