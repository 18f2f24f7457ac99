"""The highest offices of China and who held them: whose chairman a bare 主席 is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from zhengce.lexicon import read_table


@dataclass(frozen=True, slots=True)
class Head:
    """A holder of one of the highest offices, from `since` to `until` (both inclusive; None: still)."""

    person: str
    rank: str
    position: str
    body: str
    since: date
    until: date | None


@lru_cache(maxsize=1)
def heads() -> tuple[Head, ...]:
    """All holders in `rules/officials/heads.tsv`."""
    found = []
    for row in read_table("officials/heads.tsv", ("rank", "position", "body", "person", "since", "until")):
        since = row.date("since")
        assert since is not None
        found.append(Head(row["person"], row["rank"], row["position"], row["body"], since, row.date("until", end=True)))
    return tuple(found)


def head_of(person: str, position: str) -> Head | None:
    """The office called `position` that `person` held at any time."""
    return next((head for head in heads() if head.person == person and head.position == position), None)


def holder(surname: str, position: str, day: date | None) -> Head | None:
    """Who of that surname held the office called `position` on `day`, else the only one who did before."""
    if day is None:
        return None
    found = [head for head in heads() if head.position == position and head.person.startswith(surname)]
    for head in found:
        if head.since <= day <= (head.until or day):
            return head
    return found[0] if len(found) == 1 and found[0].since <= day else None


@lru_cache(maxsize=1)
def positions() -> frozenset[str]:
    """The positions of the highest offices."""
    return frozenset(head.position for head in heads())
