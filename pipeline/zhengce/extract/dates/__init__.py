"""Calendar expressions and what they mean.

Found by character patterns (`grammar`, `finding`), read into expressions (`reading`), and anchored in their text (`anchoring`).
The conventions of the values are those of `zhengce.calendar`. A span is the calendar expression with its year, month, day, part of
day and clock time, a gloss in brackets (`今天（1月8日）`), and a word that changes its value (`以来`, `50年来`, `5年前`, `近三年`); words that
do not stay outside (到, 自, 截至, 起, 前, 内, 期间, 左右, 许).

Left out on purpose: words without a value (近日, 近年来, 目前, 多年, 几十年, 两三年, 这两天), bare four-digit numbers, anniversaries (成立70周年
counts years and names no day), ages, ordinals (第三年), minutes without hours, estimates from one number to another (三到五年), idioms
(一年一度, 百年大计, 两个一百年), 当年, 第二天 and 三天后 where no year or day was told, plans in the name of a document (“十四五”规划), and
a month and a day with a slash (12/1).
"""

from __future__ import annotations

from dataclasses import replace

from zhengce.extract.dates.anchoring import Anchoring
from zhengce.extract.dates.finding import Mention, find
from zhengce.extract.dates.grammar import load_grammar
from zhengce.extract.dates.publication import full_date, stated_publication
from zhengce.model import Document


class Dates:
    """Calendar expressions and what they mean."""

    def __init__(self) -> None:  # the rules are read now, not with the first text
        load_grammar()

    def claim(self, doc: Document) -> None:
        """Fill `doc.dates`; nothing inside 《》 is a date. A day that the text gives for itself is that of its publication."""
        found = _outside_titles(doc)
        published = doc.context.published or stated_publication(doc.text, found)
        doc.context = replace(doc.context, published=published)
        first = None if published else next(filter(None, (full_date(mention.said) for mention in found)), None)
        anchoring = Anchoring(doc.text, published, first)
        for mention in found:
            value = anchoring.resolve(mention)
            if value is not None:
                doc.dates.append(value)

    def complete(self, doc: Document) -> None:
        """Nothing: characters alone decide dates."""


def _outside_titles(doc: Document) -> list[Mention]:
    found: list[Mention] = []
    position = 0
    for start, end in [*sorted(doc.titles), (len(doc.text), len(doc.text))]:
        if start >= position:
            found += find(doc.text, position, start)
        position = max(position, end)
    return found
