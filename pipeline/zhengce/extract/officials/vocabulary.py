"""The word lists of `rules/officials/` that names are told by."""

from __future__ import annotations

import re
from collections import defaultdict

from zhengce.extract.officials.heads import heads
from zhengce.extract.officials.view import ANY_DOT, CLAIMED, View, is_han
from zhengce.lexicon import read_table


class Vocabulary:
    """Surnames, the characters of names, and the words around them."""

    def __init__(self) -> None:
        self.surnames = {
            row["surname"]: int(row["weight"])
            for row in read_table("officials/surnames.tsv", ("surname", "weight"), unique="surname")
        }
        uses: defaultdict[str, set[str]] = defaultdict(set)
        for row in read_table("officials/characters.tsv", ("characters", "use")):
            uses[row["use"]].update(row["characters"])
        self.given = frozenset(uses["given"])
        self.never = frozenset(uses["never"])
        self.last = frozenset(uses["never"] | uses["not last"])
        self.minority = frozenset(uses["transliteration"] | uses["minority"])
        self.parted = self.minority | uses["in parts"]
        char = "[" + "".join(sorted(self.parted)) + "]"
        self._parts = re.compile(rf"(?:{char}{{1,8}}{ANY_DOT.pattern}){{1,5}}")
        self.foreign = frozenset(uses["transliteration"])
        self.not_names = frozenset(row["word"] for row in read_table("officials/not_names.tsv", ("word",), "word"))
        followers: defaultdict[str, list[str]] = defaultdict(list)
        acts: list[str] = []
        for row in read_table("officials/context.tsv", ("word", "use")):
            followers[row["word"][0]].append(row["word"])
            if row["use"] == "acts":
                acts.append(row["word"])
        self.followers = {char: tuple(words) for char, words in followers.items()}
        self.verbs = frozenset(word for words in followers.values() for word in words if len(word) > 1)
        self._verb = re.compile("|".join(self.verbs))
        self.single = frozenset(char for char, words in followers.items() if char in words)
        self._acts = re.compile(
            rf"[^，。！？；：、\n]{{0,24}}?(?:{'|'.join(acts)}|在[^，。\\n]{{0,12}}[会式坛]上|在(?:讲话|致辞|发言|报告)中)"
        )
        elements: defaultdict[str, list[str]] = defaultdict(list)
        for row in read_table("officials/elements.tsv", ("elements", "use")):
            elements[row["use"]] += row["elements"].split()
        self.japanese = frozenset(elements["japanese"])
        self.tibetan = frozenset(elements["tibetan"] + elements["mongolian"])
        self.heads = frozenset(head.person for head in heads())

    def boundary(self, view: View, end: int) -> int:
        """How sure it is that a name ends at `end`: 3 no character follows, 2 a word that follows names, 1 a word, 0."""
        text = view.doc.text
        if end >= len(text) or not is_han(text[end]):
            return 3
        if end in view.posts or text.startswith(self.followers.get(text[end], ()), end):
            return 2
        words = view.doc.words
        index = words.at(end)
        if words.starts[index] != end:
            return 0
        return 3 if words.tags[index] in CLAIMED else 1

    def elemental(self, item: str) -> bool:
        """Whether `item` consists of elements of Tibetan or Mongolian names."""
        return len(item) in (4, 6) and all(item[i : i + 2] in self.tibetan for i in range(0, len(item), 2))
