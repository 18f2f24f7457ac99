"""Ranks: the words that name a post, found in one pass over the text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import daachorse

from zhengce.errors import RuleError
from zhengce.lexicon import Row, read_table

_CUES = frozenset({"acts", "attends", "leads", "spoken"})
SCOPES = frozenset({"body", "state", "place"})
_COLUMNS = ("rank", "position", "body", "scope", "ends", "bound", "several", "plain", "aide")


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank with what it says of its body and bearers (columns of `rules/officials/ranks.tsv`)."""

    position: str | None  # None: its bearers are officials, but it is no post (国家领导人)
    body: str | None
    scope: str
    ends: tuple[str, ...]
    bound: bool
    professional: bool  # 教授: a post in a roster only
    several: bool
    fixed: bool  # the rank itself says which body: 国家主席
    aide: bool  # of the holder of a post written right before it: 秘书长|发言人
    unit: str  # the kind of place that it heads: 省, 自治区
    root: str  # the rank without 副 and the like: 副部长 → 部长

    @property
    def ministry(self) -> str | None:
        """The ministry that the rank is short for the head of: 外长 → 外交部. No deputy premier of China is called so."""
        whole = self.scope == "state" and self.position == self.root
        return self.body if whole and self.body is not None and self.body.endswith("部") else None


def _rank(row: Row) -> Rank:
    name, position = row["rank"], row.get("position")
    if row["scope"] not in SCOPES:
        raise RuleError(f"{row.place}: unknown scope {row['scope']!r}; use one of {sorted(SCOPES)}.")
    return Rank(
        position=None if position == "-" else position or name,
        body=row.get("body"),
        scope=row["scope"],
        ends=tuple(row.list("ends")),
        bound=row.get("bound") is not None,
        professional=row.get("bound") == "2",
        several=row.get("several") is not None,
        fixed=position is not None,
        aide=row.get("aide") is not None,
        unit="自治区" if name.startswith("自治区") else name[0],
        root=position or name,
    )


class Title(NamedTuple):
    """An occurrence of a rank, with the modifiers that belong to the position."""

    start: int
    end: int
    rank: Rank


class Cue(NamedTuple):
    """A word that shows somebody in office, and its uses (of `rules/officials/context.tsv`)."""

    start: int
    uses: frozenset[str]


class Ranks:
    """Finds the ranks in a text, and the verbs of officials; words in which a rank is only a part hide it."""

    def __init__(self) -> None:
        modifiers = list(read_table("officials/modifiers.tsv", ("modifier", "status"), unique="modifier"))
        inner = [row["modifier"] for row in modifiers if row.get("status") is None]
        self.statuses = {row["modifier"]: row["status"] for row in modifiers if row.get("status")}
        self.status_words = tuple(sorted(self.statuses, key=len, reverse=True))
        self.status_endings = frozenset(word[-1] for word in self.status_words)
        found: dict[str, Rank | None] = {}
        for row in read_table("officials/ranks.tsv", _COLUMNS, unique="rank"):
            name, rank = row["rank"], _rank(row)
            found[name] = rank
            if row.get("plain") is None:
                for word in inner:
                    deputy = replace(
                        rank,
                        position=word + rank.root,
                        body=rank.body if word.endswith("副") else None,
                        several=rank.several or word == "副",
                        fixed=False,
                    )
                    found.setdefault(word + name, deputy)
        self.words = frozenset(row["word"] for row in read_table("officials/not_titles.tsv", ("word",), unique="word"))
        found.update(dict.fromkeys(self.words))
        self._ranks = dict(found)
        self.openings = frozenset(word[0] for word, rank in found.items() if rank is not None)
        roots = {rank.root for rank in found.values() if rank is not None}
        self._longer = {root: tuple(word for word in self.words if word.startswith(root)) for root in roots}
        cues: defaultdict[str, set[str]] = defaultdict(set)
        for row in read_table("officials/context.tsv", ("word", "use")):
            if row["use"] in _CUES:
                cues[row["word"]].add(row["use"])
        self._values: list[Rank | frozenset[str] | None] = [*found.values(), *map(frozenset, cues.values())]
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
            [*found, *cues], daachorse.MATCH_KIND_LEFTMOST_LONGEST
        )

    def rank(self, word: str) -> Rank | None:
        """The rank written `word`."""
        return self._ranks.get(word)

    def find(self, text: str) -> tuple[list[Title], list[Cue]]:
        """Every rank in `text`, in order, and the words that show officials at work (强调, 出席)."""
        values = self._values
        titles: list[Title] = []
        cues: list[Cue] = []
        for start, end, index in self._automaton.find(text):
            value = values[index]
            if isinstance(value, Rank):
                if not text.startswith(self._longer[value.root], end - len(value.root)):  # 执行委员|会
                    titles.append(Title(start, end, value))
            elif value is not None:
                cues.append(Cue(start, value))
        return titles, cues


@lru_cache(maxsize=1)
def ranks() -> Ranks:
    """The ranks of `rules/officials/`."""
    return Ranks()
