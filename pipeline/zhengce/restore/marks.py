"""Which marks of punctuation a run must hold: a quotation or title that is open ends, and one that ends has begun.

What is around a run tells more of its marks than its words can. A quotation that is open before it and not after it
ends in it, a short phrase in quotation marks is no sentence and has no full stop, and a paragraph, which is longer than
a heading, ends with one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_AWAITED = -5.0  # what a mark costs where its place calls for it,
_UNOPENED = 6.0  # where nothing is open that it could close,
_UNCLOSED = 3.0  # and where nothing closes what it opens
_UNFINISHED = 12.0  # what a full stop costs in a phrase
_NEAR = 300  # characters around a run in which a quotation or title begins or ends
_PHRASE = 5  # characters of a quotation that is no sentence
_HEADING = 40  # characters that a heading may have
_PAIRS = (("“", "”"), ("《", "》"))


def mark_costs(text: str, start: int, end: int, options: Sequence[Sequence[str]]) -> list[Mapping[str, float]]:
    """What marks cost in each slot of the run between two offsets, on top of their own cost.

    `options` are the characters that each slot may hold; where only one, the mark is known. Below 0 a mark is awaited.
    """
    known = [characters[0] if len(characters) == 1 else "" for characters in options]
    costs: list[dict[str, float]] = [{} for _ in options]
    low = max(text.rfind("\n", 0, start) + 1, start - _NEAR)
    high = text.find("\n", end, end + _NEAR)
    high = end + _NEAR if high < 0 else high
    for opening, close in _PAIRS:
        is_open = text.rfind(opening, low, start) > text.rfind(close, low, start)
        ends, begins = text.find(close, end, high), text.find(opening, end, high)
        stays_open = ends >= 0 and (begins < 0 or ends < begins)
        marks = [(at, mark) for at, mark in enumerate(known) if mark in (opening, close) and mark]
        for at, cost in enumerate(costs):
            onward = next((mark for place, mark in marks if place > at), opening if not stays_open else close)
            cost[close] = _AWAITED if is_open and onward == opening else _UNOPENED
            cost[opening] = _AWAITED if not is_open and onward == close else _UNCLOSED
            if known[at] in (opening, close):
                is_open = known[at] == opening
        if len(options) > 1 and close in options[1] and opening in text[max(start - _PHRASE, 0) : start]:
            costs[0]["。"] = _UNFINISHED
    if text[end : end + 1] in ("", "\n") and start - low > _HEADING:
        costs[-1]["。"] = _AWAITED
    return list(costs)
