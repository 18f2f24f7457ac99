"""Mentions: a head and what follows it, and compositions of two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from zhengce.extract.dates.expressions import Expression
from zhengce.extract.dates.grammar import Grammar, Pattern, load_grammar
from zhengce.extract.dates.reading import COMPOSITIONS, read


class Mention(NamedTuple):
    start: int
    end: int
    rule: str
    said: Expression


def find(text: str, start: int, end: int) -> Iterator[Mention]:
    """The mentions in `text[start:end]` that have a value, from left to right."""
    grammar = load_grammar()
    search, joints = grammar.scanner.search, grammar.joints.match
    while match := search(text, start, end):
        simple = _simple(grammar, match, text, end)
        first = match.start()
        if simple is None:
            start = first + 1
            continue
        start, pattern, said = simple
        if said is None:
            continue
        mention = Mention(first, start, pattern.id, said)
        if pattern.composes and joints(text, start, end):
            mention = _composed(grammar, mention, text, end) or mention
            start = mention.end
        yield mention


def _simple(
    grammar: Grammar, match: re.Match[str], text: str, end: int
) -> tuple[int, Pattern, Expression | None] | None:
    """End, pattern and meaning of what starts where the scanner stopped, with what follows its head; None: nothing does."""
    start, unit = match.start(), match[1]
    head = grammar.by_unit[unit] if unit else grammar.by_first.get(text[start], grammar.by_unit[""])
    matched = head.regex.match(text, start, end)
    if matched is None:
        return None
    group = matched.lastindex or 0
    number, stop = head.numbers[group - 1], matched.end(group)
    pattern = grammar.patterns[number]
    if pattern.then is not None and (more := pattern.then.match(text, stop, end)):
        stop = more.end()
    return stop, pattern, read(number, text[start:stop])


def _composed(grammar: Grammar, first: Mention, text: str, end: int) -> Mention | None:
    """`first` with what stands behind it, by the first composition that fits."""
    for composition in grammar.compositions:
        joint = composition.joint.match(text, first.end, end)
        if joint is None:
            continue
        stop = joint.end()
        second: Expression | None = None
        if composition.closing is not None:
            match = grammar.scanner.match(text, stop, end)
            simple = match and _simple(grammar, match, text, end)
            if not simple or not simple[1].composes:
                continue
            stop, _, second = simple
            closing = composition.closing.match(text, stop, end)
            if second is None or closing is None:
                continue
            stop = closing.end()
        said = COMPOSITIONS[composition.reading](first.said, second, joint.groupdict())
        if said is not None:
            return Mention(first.start, stop, composition.id, said)
    return None
