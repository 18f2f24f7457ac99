"""Bodies of townships, streets and villages, after the county that they lie in (寿光市 + 孙家集镇三元朱村党支部)."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from zhengce.extract.organisations.names import GRAMMAR, Tail
from zhengce.lexicon import read_table

_NAME = "(?:(?!乡镇|[的各在和与及等有所全每本该以到是为了这那对向从把被将由市县省级])[一-鿿]){1,6}?"
_LAST_WORDS = {"town": "镇|乡|苏木|街道", "street": "街道", "village": "村|社区|嘎查"}


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, Tail]], ...]:
    """For bodies of each sort of place: the pattern of place and body, and the bodies by what follows the place."""
    bodies: defaultdict[str, dict[str, Tail]] = defaultdict(dict)
    for row in read_table(f"{GRAMMAR}/towns.tsv", ("surfaces", "place", "full", "kind")):
        for surface in row.list("surfaces"):
            bodies[row["place"]][surface] = Tail(row["full"], row["kind"])
    found = []
    for sort, tails in bodies.items():
        within = f"(?:{_NAME}(?:{_LAST_WORDS['town']}))?" if sort == "village" else ""
        ends = "|".join(sorted(tails, key=len, reverse=True))
        found.append((re.compile(f"({within}{_NAME}(?:{_LAST_WORDS[sort]}))({ends})"), tails))
    return tuple(found)


def town_body(text: str, start: int) -> tuple[int, str, Tail] | None:
    """The body of a township or village whose name begins at `start`: its end, the place as written, and its tail."""
    for pattern, tails in _patterns():
        match = pattern.match(text, start)
        if match is not None:
            return match.end(), match[1], tails[match[2]]
    return None
