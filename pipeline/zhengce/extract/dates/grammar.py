"""The date rules as regular expressions, tried only where a match can start.

The rules' patterns (`rules/dates/patterns.toml`) are built from units (`units.toml`) and word lists. A mention is a head, found
by one scanner for all rules, what may follow that head, and perhaps a composition: a second point (`2016年至2020年`) or a
word that makes another value of the first (`以来`). With which characters a match can start is derived from the patterns, so none can be
forgotten: the scanner skips to the next such pair of characters, or numeral with a unit behind it, and only the rules that
can start there are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as codes  # type: ignore[attr-defined]  # the standard library's own parser, not in its stubs
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from zhengce.errors import RuleError
from zhengce.extract.dates.vocabulary import load_vocabulary
from zhengce.lexicon import Rule, read_rules

_MACRO = re.compile(r"\{([a-z_]+)\}")
_NAME = re.compile(r"\(\?P<\w+>")
_ARABIC = "0123456789０１２３４５６７８９"
_HAN = "〇零○ＯOΟ◯一二三四五六七八九十百千万两廿"
_NUMERALS = _ARABIC + _HAN


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule's pattern without its surroundings, with named groups for its reading, and what may follow it."""

    id: str
    reading: str
    composes: bool
    whole: str
    then: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Composition:
    """What makes one mention of a point and what stands behind it."""

    id: str
    reading: str
    joint: re.Pattern[str]
    closing: re.Pattern[str] | None  # behind a second point; None where there is no second


@dataclass(frozen=True, slots=True)
class Head:
    """What can match at some place: an empty group closes each alternative, and `numbers` has the pattern of each group."""

    regex: re.Pattern[str]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    patterns: tuple[Pattern, ...]
    scanner: re.Pattern[str]  # one character, where a mention may start; the group has the unit behind a numeral
    by_unit: dict[str, Head]
    by_first: dict[str, Head]  # where no numeral leads
    compositions: tuple[Composition, ...]
    joints: re.Pattern[str]  # any joint, to tell fast that there is none


@lru_cache(maxsize=1)
def load_grammar() -> Grammar:
    """Built from the rule files once per process. Raises RuleError for an unknown unit or a wrong pattern."""
    rules = read_rules(
        "dates/patterns.toml", ("pattern", "reading"), ("composes", "counted", "before", "after", "then")
    )
    simple = [rule for rule in rules if not rule["pattern"].startswith("{point}")]
    patterns = []
    for rule in simple:
        then = rule.get("then")
        whole = expand(rule["pattern"] + (f"(?:{{s}}{then})?" if then else ""), rule.place)
        follows = _following(expand("{s}" + then, rule.place)) if then else None
        patterns.append(Pattern(rule.id, rule["reading"], bool(rule.get("composes")), whole, follows))
    compositions = []
    for rule in rules:
        if rule not in simple:
            joint, *closing = rule["pattern"].removeprefix("{point}").split("{point}")
            ends = _compile(rule, closing[0]) if closing else None
            compositions.append(Composition(rule.id, rule["reading"], _compile(rule, joint), ends))
    joints = re.compile("|".join(_NAME.sub("(?:", one.joint.pattern) for one in compositions))
    return Grammar(tuple(patterns), *_scanner(simple), tuple(compositions), joints)


@lru_cache(maxsize=1)
def _units() -> dict[str, str]:
    units = dict(load_vocabulary().macros)
    units |= {rule.id: rule["pattern"] for rule in read_rules("dates/units.toml", ("pattern",))}
    return units


def expand(pattern: str, place: str = "dates") -> str:
    """`pattern` with its `{unit}` macros written out. Raises RuleError for an unknown unit."""

    def unit(macro: re.Match[str]) -> str:
        if macro[1] not in _units():
            raise RuleError(f"{place}: no unit {{{macro[1]}}}; define it in dates/units.toml.")
        return expand(_units()[macro[1]], place)

    return _MACRO.sub(unit, pattern)


def _compile(rule: Rule, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(expand(pattern, rule.place))
    except re.error as error:
        raise RuleError(f"{rule.place}: not a regular expression: {error}.") from error


@lru_cache(maxsize=32)
def _following(pattern: str) -> re.Pattern[str]:
    """`pattern` behind a look at its first two characters, which most often tells at once that it does not match."""
    starts = {"#" if prefix[0] == "#" else prefix[:2] for prefix in prefixes(pattern)}
    return re.compile(f"(?={_tree(sorted(starts))}){pattern}")


def _scanner(rules: list[Rule]) -> tuple[re.Pattern[str], dict[str, Head], dict[str, Head]]:
    """The scanner of `rules`, and what to try by the unit behind a leading numeral, or else by the first character."""
    places = [_in_place(rule) + "()" for rule in rules]
    words: dict[str, None] = {}
    by_unit: dict[str, list[int]] = {"": []}
    by_first: dict[str, list[int]] = {}
    for number, place in enumerate(places):
        starts = sorted(prefixes(place))
        units = {start[1:] for start in starts if start[0] == "#"}
        for unit in sorted(units and units | {"", *rules[number].get("counted", "")}):
            by_unit.setdefault(unit, []).append(number)
        for word in (start for start in starts if start[0] != "#"):
            words[word] = None
            if number not in by_first.setdefault(word[0], []):
                by_first[word[0]].append(number)
    made: dict[tuple[int, ...], Head] = {}
    for numbers in map(tuple, (*by_unit.values(), *by_first.values())):
        made[numbers] = made.get(numbers) or Head(re.compile("|".join(places[number] for number in numbers)), numbers)
    counted = (
        f"(?:[{_ARABIC}](?<![{_ARABIC}].)|[{_HAN}](?<![{_HAN}].))[{_NUMERALS}]{{0,7}}[ \u3000]{{0,2}}"
        f"(?:([{re.escape(''.join(by_unit))}])|$|(?<=[0-9]{{8}})|(?<=[0-9]{{4}} ))"
    )
    first = "".join(sorted({*_NUMERALS, *by_first}))
    second = "".join(sorted({*_NUMERALS, *by_unit, *(word[1] for word in words), *" \u3000"} - {""}))
    # The sets come first, since only so does `re` skip quickly; the rest looks back over them.
    scanner = f"[{re.escape(first)}](?=[{re.escape(second)}]|$)(?<=(?={counted}|{_tree(words)}).)"

    def heads(table: dict[str, list[int]]) -> dict[str, Head]:
        return {key: made[tuple(some)] for key, some in table.items()}

    return re.compile(scanner, re.DOTALL), heads(by_unit), heads(by_first)


def _tree(words: Iterable[str]) -> str:
    """A pattern for `words` that tells them apart by one character after the other."""
    branches: dict[str, list[str]] = {}
    for word in words:
        for first in _NUMERALS if word[:1] == "#" else word[:1] or [""]:
            branches.setdefault(first, []).append(word[1:])
    if "" in branches:
        return ""
    leaves = "".join(character for character, rest in branches.items() if "" in rest)
    inner = [re.escape(character) + _tree(rest) for character, rest in branches.items() if "" not in rest]
    return "(?:" + "|".join([*inner, f"[{re.escape(leaves)}]"] if leaves else inner) + ")"


def _in_place(rule: Rule) -> str:
    """The pattern of a rule with its surroundings and without names."""
    pattern = _NAME.sub("(?:", expand(rule["pattern"], rule.place))
    return expand(rule.get("before", ""), rule.place) + pattern + expand(rule.get("after", ""), rule.place)


def prefixes(pattern: str) -> set[str]:
    """How a match of `pattern` can start: three characters, or fewer up to its end or to the first numeral, written `#`.

    Where a numeral leads, the character behind it and any space: `#年`; `#` alone where the numeral can be all.
    Raises RuleError where a match can be empty, or its first characters are nearly any.
    """
    found = _prefixes(parser.parse(pattern))
    if "" in found:
        raise RuleError(f"dates/patterns.toml: a date pattern can match nothing: {pattern[:80]}.")
    return found


def _prefixes(sequence: Any) -> set[str]:
    found = {""}
    for code, argument in sequence:
        match code:
            case codes.LITERAL:
                more = {_letter(argument)}
            case codes.IN:
                more = set()
                for kind, value in argument:
                    first, last = value if kind is codes.RANGE else (value, value)
                    if kind not in (codes.LITERAL, codes.RANGE) or last - first > 100:
                        raise RuleError("dates/patterns.toml: a pattern starts with an open character class.")
                    more.update(map(_letter, range(first, last + 1)))
            case codes.BRANCH:
                more = set().union(*(_prefixes(branch) for branch in argument[1]))
            case codes.SUBPATTERN:
                more = _prefixes(argument[-1])
            case codes.MAX_REPEAT:
                least, most, item = argument
                once = _prefixes(item)
                more = _joined(*[once] * min(least, 3), *[once | {""}] * (min(most, 3) - min(least, 3)))
            case codes.ASSERT | codes.ASSERT_NOT | codes.AT:
                continue
            case _:
                raise RuleError(f"dates/patterns.toml: a pattern starts with {code}, which has no first characters.")
        found = _joined(found, more)
        if all(_full(prefix) for prefix in found):
            break
    return found


def _letter(code_point: int) -> str:
    return "#" if chr(code_point) in _NUMERALS else chr(code_point)


def _full(prefix: str) -> bool:
    return len(prefix) == 2 if prefix[:1] == "#" else len(prefix) == 3 or prefix.endswith("#")


def _joined(*parts: set[str]) -> set[str]:
    """The prefixes of what the parts make one after another."""
    joined = {""}
    for part in parts:
        joined = {head if _full(head) else _continued(head, tail) for head in joined for tail in part}
    return joined


def _continued(head: str, tail: str) -> str:
    if head == "#":
        return "#" + tail.lstrip("# \u3000")[:1]
    joined = (head + tail)[:3]
    return joined if head == "" or "#" not in joined else joined[: joined.index("#") + 1]
