"""The word lists of the policy documents: what titles end in, what numbers begin with, documents that everybody knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from zhengce.errors import RuleError
from zhengce.extract.dates.vocabulary import load_vocabulary as load_dates
from zhengce.extract.policy_documents.numbers import Number
from zhengce.lexicon import read_table

_FOLDER = "policy_documents"
_KIND_LENGTH = 6
_NO_KIND = "-"
# （试行） and （2016—2020年） stand after the kind and are not part of it.
REMARK = re.compile(
    r"(?:[（(〔\[][^（()）〔〕\[\]]{1,20}[）)〕\]]){1,3}$|[（(][^（()）]{1,20}$|\s+$|\d{1,4}(?:\.\d{1,2})?年?版?$"
)
_YEARS = re.compile(r"[（(](?:[\d—－–\-～~至年]{4,12}版?|试行|暂行)[）)]$")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What `rules/policy_documents/` says."""

    kinds: dict[str, tuple[str, bool]]  # tail of a title → kind, and whether the tail alone stands for a document
    not_documents: frozenset[str]
    prefixes: dict[str, tuple[list[str], int]]  # prefix of a number → issuers, and the year from which it is theirs
    named: dict[str, tuple[str, list[str]]]  # title → full title and issuers
    laws: frozenset[str]  # without the country before them
    plenums: dict[date, list[str]]  # what a plenary session adopted, by its first day

    def kind(self, title: str) -> str | None:
        """The kind of document that `title` names by its tail, or None where it names none."""
        if title in self.not_documents or title.startswith("论"):
            return None
        bare = REMARK.sub("", title).rstrip("》〉”")
        for length in range(min(_KIND_LENGTH, len(bare)), 0, -1):
            found = self.kinds.get(bare[-length:])
            if found:
                if found[0] == _NO_KIND:
                    return None
                # A tail alone is a short form if that is usual: 《意见》, not 《法》.
                return found[0] if length < len(bare) or found[1] else None
        return None

    def issuers(self, title: str) -> list[str]:
        """Of a document that is known by its title, with or without its years: 《乡村振兴战略规划（2018－2022年）》."""
        known = self.named.get(title) or self.named.get(_YEARS.sub("", title))
        return list(known[1]) if known else []

    def numbered_by(self, number: Number) -> list[str]:
        """The issuers that the prefix of `number` stands for in its year."""
        issuers, since = self.prefixes.get(number.prefix, ([], 0))
        return list(issuers) if number.year is None or number.year >= since else []

    def is_short(self, bare: str) -> bool:
        """Whether `bare` is a tail alone."""
        found = self.kinds.get(bare)
        return found is not None and found[1]


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Read from `rules/policy_documents/*.tsv`."""
    sessions = load_dates().congresses
    plenums: dict[date, list[str]] = {}
    for row in read_table(f"{_FOLDER}/plenums.tsv", ("congress", "session", "title")):
        session = sessions.get((row["congress"], row["session"]))
        if session is None:
            raise RuleError(f"{row.place}: no such session in dates/congresses.tsv; add its days there.")
        plenums.setdefault(session.earliest, []).append(row["title"])
    return Vocabulary(
        {
            row["tail"]: (row["kind"], row["short"] == "yes")
            for row in read_table(f"{_FOLDER}/kinds.tsv", ("tail", "kind", "short"), unique="tail")
        },
        frozenset(row["title"] for row in read_table(f"{_FOLDER}/not_documents.tsv", ("title",), unique="title")),
        {
            row["prefix"]: (row.list("issuers"), int(row.get("since") or 0))
            for row in read_table(f"{_FOLDER}/prefixes.tsv", ("prefix", "issuers", "since"), unique="prefix")
        },
        {
            row["title"]: (row.get("full_title") or row["title"], row.list("issuers"))
            for row in read_table(f"{_FOLDER}/named.tsv", ("title", "full_title", "issuers"), unique="title")
        },
        frozenset(row["law"] for row in read_table(f"{_FOLDER}/laws.tsv", ("law",), unique="law")),
        plenums,
    )
