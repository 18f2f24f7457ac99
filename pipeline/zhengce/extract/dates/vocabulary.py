"""The word lists of the date rules: relative words, parts of a year, holidays, plans, congresses, events, eras."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from zhengce.calendar import Interval, calendar_year, day, days
from zhengce.errors import RuleError
from zhengce.extract.dates.expressions import Base, Ref
from zhengce.lexicon import Row, read_table


@dataclass(frozen=True)
class Vocabulary:
    words: dict[str, dict[str, Ref]]  # unit → word → how far from what
    year_parts: dict[str, tuple[int, int]]
    holidays: dict[str, str]
    plans: dict[str, Interval]
    congresses: dict[tuple[str, str], Interval]  # (congress, session or "") → days
    events: dict[str, Interval]
    eras: dict[str, int]
    macros: dict[str, str]  # the lists as regular expressions, by the names that units.toml uses


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Read from `rules/dates/*.tsv`."""
    words: dict[str, dict[str, Ref]] = {}
    guarded: dict[str, list[str]] = {}
    columns = ("word", "unit", "offset", "base", "unless_after", "unless_before")
    for row in sorted(read_table("dates/words.tsv", columns, unique="word"), key=lambda row: -len(row["word"])):
        words.setdefault(row["unit"], {})[row["word"]] = Ref(int(row["offset"]), _base(row))
        guarded.setdefault(row["unit"], []).append(_guarded(row))
    parts = list(read_table("dates/year_parts.tsv", ("word", "first", "last", "alone"), unique="word"))
    feasts = list(read_table("dates/holidays.tsv", ("name", "rule", "alone"), unique="name"))
    plans = {
        row["name"]: calendar_year(int(row["first"])).to(calendar_year(int(row["last"])))
        for row in read_table("dates/five_year_plans.tsv", ("name", "first", "last"), unique="name")
    }
    meetings: dict[tuple[str, str], Interval] = {}
    for row in read_table("dates/congresses.tsv", ("congress", "session", "first", "last")):
        first, last = row.date("first"), row.date("last")
        if first is None or last is None:
            raise RuleError(f"{row.place}: a meeting needs its first and its last day.")
        meetings[row["congress"], row.get("session") or ""] = days(first, last)
    events: dict[str, Interval] = {}
    for row in read_table("dates/events.tsv", ("name", "date"), unique="name"):
        when = row.date("date")
        if when is None:
            raise RuleError(f"{row.place}: an event needs its day.")
        events[row["name"]] = day(when)
    eras = {row["name"]: int(row["first"]) for row in read_table("dates/eras.tsv", ("name", "first"), unique="name")}
    seasons = [word for unit in ("spring", "summer", "autumn", "winter") for word in guarded.get(unit, [])]
    macros = {f"{unit}_words": _any(guarded[unit]) for unit in ("year", "quarter", "month", "day")}
    macros |= {
        "season_words": _any(seasons),
        "year_parts": _choice(row["word"] for row in parts),
        "year_parts_alone": _choice(row["word"] for row in parts if row["alone"] == "yes"),
        "holidays": _choice(row["name"] for row in feasts),
        "holidays_alone": _choice(row["name"] for row in feasts if row["alone"] == "yes"),
        "plans": _choice(plans),
        "congresses": _choice(congress for congress, session in meetings if not session),
        "events": _choice(events),
        "eras": _choice(eras),
    }
    return Vocabulary(
        words=words,
        year_parts={row["word"]: (int(row["first"]), int(row["last"])) for row in parts},
        holidays={row["name"]: row["rule"] for row in feasts},
        plans=plans,
        congresses=meetings,
        events=events,
        eras=eras,
        macros=macros,
    )


def _base(row: Row) -> Base:
    match row["base"]:
        case "anchor":
            return "anchor"
        case "antecedent":
            return "antecedent"
        case other:
            raise RuleError(f"{row.place}: base {other!r}; use 'anchor' or 'antecedent'.")


def _guarded(row: Row) -> str:
    """The word with the characters beside which it is something else; the word leads, so that it is told apart fast."""
    word, after, before = row["word"], row.get("unless_after"), row.get("unless_before")
    return word + (f"(?<![{after}]{word})" if after else "") + (f"(?![{before}])" if before else "")


def _choice(words: Iterable[str]) -> str:
    """An alternation, longest first."""
    return _any(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _any(patterns: Iterable[str]) -> str:
    return "(?:" + "|".join(patterns) + ")"
