"""Names of persons: where one starts and ends, by its characters and by what stands around it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from zhengce.lexicon import read_table
from zhengce.model import Document

_DOT = "·•・‧"
_DOTTED = re.compile(rf"[一-鿿]{{1,8}}(?:[-－—]?[一-鿿]{{1,8}})?[{_DOT}]")
_SPACED = re.compile(r"([一-鿿])[ \u3000]{1,4}([一-鿿])(?![一-鿿])")
_CHINESE_MAX = 2  # characters of a given name
_FOREIGN_MAX = 10


class Name(NamedTuple):
    """A person's name as written at `start` to `end`, and the name itself (without padding)."""

    start: int
    end: int
    person: str
    score: int


@dataclass(slots=True)
class View:
    """One document as the name grammar sees it."""

    doc: Document
    posts: set[int] = field(default_factory=set)  # where a title with its body starts
    known: dict[str, int] = field(default_factory=dict)  # persons found so far

    def is_word_start(self, offset: int) -> bool:
        """Whether a word of the segmentation starts at `offset` (or the text ends there)."""
        starts = self.doc.words.starts
        index = self.doc.words.at(offset)
        return offset >= len(self.doc.text) or (index >= 0 and starts[index] == offset)


def is_han(char: str) -> bool:
    """Whether `char` is a Chinese character of the basic block."""
    return "一" <= char <= "鿿"


def is_chinese(person: str) -> bool:
    """Whether `person` reads as a Chinese name: surname and one or two characters usual in given names."""
    grammar = names()
    size = 2 if person[:2] in grammar.surnames and len(person) > 2 else 1
    return (
        grammar.surnames.get(person[:size], 0) > 1
        and 1 <= len(person) - size <= 2
        and any(char in grammar.given for char in person[size:])
    )


class Names:
    """The grammar of names, over the character and word lists of `rules/officials/`."""

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
        self.foreign = frozenset(uses["transliteration"])
        self.not_names = frozenset(row["word"] for row in read_table("officials/not_names.tsv", ("word",), "word"))
        followers: defaultdict[str, list[str]] = defaultdict(list)
        acts: list[str] = []
        for row in read_table("officials/context.tsv", ("word", "use")):
            followers[row["word"][0]].append(row["word"])
            if row["use"] == "acts":
                acts.append(row["word"])
        self.followers = {char: tuple(words) for char, words in followers.items()}
        self._acts = re.compile(rf"[^，。！？；：、\n]{{0,24}}?(?:{'|'.join(acts)})")
        elements: defaultdict[str, list[str]] = defaultdict(list)
        for row in read_table("officials/elements.tsv", ("elements", "use")):
            elements[row["use"]] += row["elements"].split()
        self.japanese = frozenset(elements["japanese"])
        tibetan = "|".join(sorted(set(elements["tibetan"]), key=len, reverse=True))
        self.tibetan = re.compile(rf"(?:{tibetan}){{2,3}}")

    def after(self, view: View, start: int, *, abroad: bool = False) -> Name | None:
        """The name that starts at `start`, which stands where a name may stand (behind a title, in a list).

        `abroad`: behind the title of another state, where a name may be any characters up to a sure end.
        """
        text = view.doc.text
        if start >= len(text) or not is_han(text[start]):
            return None
        if (spaced := _SPACED.match(text, start)) and spaced[1] in self.surnames and spaced[2] not in self.never:
            return Name(start, spaced.end(), spaced[1] + spaced[2], 6)
        found = [self._dotted(view, start), self._tibetan(view, start), self._foreign(view, start)]
        found.append(self._japanese(view, start))
        found += self._chinese(view, start, 2 if abroad else 0)
        if abroad:
            found.append(self._open(view, start))
        best = max((name for name in found if name is not None), key=lambda name: name.score, default=None)
        return best if best is not None and best.score >= 4 else None

    def whole(self, view: View, start: int, end: int) -> Name | None:
        """The characters from `start` to `end`, or the last of them, as the name that ends a list's item."""
        text = view.doc.text
        if (spaced := _SPACED.fullmatch(text, start, end)) is not None:
            return Name(start, end, spaced[1] + spaced[2], 6) if spaced[1] in self.surnames else None
        name = self.before(view, end)
        return name if name is not None and (name.start == start or name.score >= 8) else None

    def acts(self, view: View, end: int) -> bool:
        """Whether what follows a name is what officials do: 指出, 15日在京会见."""
        return self._acts.match(view.doc.text, end) is not None

    def boundary(self, view: View, end: int) -> int:
        """How sure it is that a name ends at `end`: 3 no character follows, 2 a word that follows names, 1 a word, 0."""
        text = view.doc.text
        if end >= len(text) or not is_han(text[end]) or end in view.posts:
            return 3
        if text.startswith(self.followers.get(text[end], "\0"), end):
            return 2
        words = view.doc.words
        index = words.at(end)
        if words.starts[index] != end:
            return 0
        return 3 if words.tags[index] in ("date", "org", "title") else 1

    def _chinese(self, view: View, start: int, least: int = 0) -> list[Name]:
        text, words = view.doc.text, view.doc.words
        head = text[start : start + 2]
        size = 2 if head in self.surnames else 1
        weight = self.surnames.get(text[start : start + size])
        if weight is None:
            return []
        index = words.at(start)
        aligned = words.starts[index] == start
        word, tag = words.texts[index], words.tags[index]
        found = []
        for end in range(start + size + 1, min(start + size + _CHINESE_MAX, len(text)) + 1):
            given = text[start + size : end]
            if not is_han(given[-1]):
                break
            exact = aligned and len(word) == end - start
            person = exact and tag.startswith("nr")
            if not person and (not self.never.isdisjoint(given) or head in self.not_names):
                continue
            edge = self.boundary(view, end)
            fit = sum(char in self.given for char in given)
            if exact and not person and end - start == 2 and (weight < 3 or not fit or edge < 2):
                continue  # a word of the dictionary
            if edge < least or not (edge or person):
                continue
            score = 2 * edge + 3 * person + weight + (2 * fit) // len(given) - 1
            if aligned and not exact and not tag.startswith("nr") and len(word) > 1 and start + len(word) != end:
                score -= 3  # 高质量|发展
            found.append(Name(start, end, text[start:end], score))
        return found

    def _run(self, view: View, start: int) -> int:
        """End of the transliteration that starts at `start`; a word that it would cut stays whole behind it."""
        text, words = view.doc.text, view.doc.words
        end = start
        stop = min(len(text), start + _FOREIGN_MAX)
        while end < stop and text[end] in self.foreign:
            end += 1
        if end - start < 2:
            return start
        if end < len(text) and is_han(text[end]):
            index = words.at(end - 1)
            if words.starts[index] + len(words.texts[index]) > end and words.starts[index] >= start + 2:
                end = words.starts[index]
        while end - start > 3:
            index = words.at(end - 1)
            size = len(words.texts[index])
            if size < 2 or words.starts[index] + size != end or words.tags[index][0] not in "vdapct":
                break
            end -= size
        return end

    def _foreign(self, view: View, start: int) -> Name | None:
        end = self._run(view, start)
        if end - start < 2:
            return None
        text = view.doc.text
        edge = self.boundary(view, end)
        if end - start == 2 and (text[start:end] in self.not_names or not edge):
            return None
        return Name(start, end, text[start:end], 2 * edge + min(end - start, 4))

    def _open(self, view: View, start: int) -> Name | None:
        """Two to six characters up to a sure end: 韩春那洛."""
        text = view.doc.text
        if text[start : start + 2] in self.not_names or text.startswith(self.followers.get(text[start], "\0"), start):
            return None
        for end in range(start + 1, min(start + 6, len(text)) + 1):
            if not is_han(text[end - 1]):
                return None
            edge = self.boundary(view, end)
            if edge >= 2 and end - start > 1:
                return Name(start, end, text[start:end], 2 * edge)
        return None

    def _dotted(self, view: View, start: int) -> Name | None:
        text = view.doc.text
        match = _DOTTED.match(text, start)
        if match is None:
            return None
        last = match.end()
        while (match := _DOTTED.match(text, last)) is not None:
            last = match.end()
        end = self._run(view, last)
        stop = min(len(text), last + 8)
        if not self.boundary(view, end) or end == last:
            end = next(
                (i for i in range(last + 1, stop + 1) if self.boundary(view, i) >= 2 and i >= end),
                end if end > last else 0,
            )
        return Name(start, end, text[start:end], 12) if end else None

    def _tibetan(self, view: View, start: int) -> Name | None:
        match = self.tibetan.match(view.doc.text, start)
        return Name(start, match.end(), match[0], 9) if match else None

    def _japanese(self, view: View, start: int) -> Name | None:
        text = view.doc.text
        size = next((n for n in (3, 2) if text[start : start + n] in self.japanese), 0)
        if not size:
            return None
        best = None
        for end in range(start + size, min(start + size + 3, len(text)) + 1):
            if end > start + size and not is_han(text[end - 1]):
                break
            edge = self.boundary(view, end)
            if edge >= 1 and (best is None or 2 * edge + 4 > best.score):
                best = Name(start, end, text[start:end], 2 * edge + 4)
        return best

    def before(self, view: View, end: int) -> Name | None:
        """The name that ends at `end`, right before a title or a verb."""
        text, words = view.doc.text, view.doc.words
        for size in range(min(12, end), 1, -1):
            if text[end - size : end] in view.known:
                return Name(end - size, end, text[end - size : end], 12)
        if end < 2 or not is_han(text[end - 1]):
            return None
        best: Name | None = None
        for size in (3, 2, 4):
            start = end - size
            if start < 0:
                continue
            surname = 2 if size > 2 and text[start : start + 2] in self.surnames else 1
            weight = self.surnames.get(text[start : start + surname])
            given = text[start + surname : end]
            if weight is None or len(given) > _CHINESE_MAX or not given or not all(map(is_han, given)):
                continue
            index = words.at(start)
            aligned = words.starts[index] == start
            exact = aligned and len(words.texts[index]) == size
            person = exact and words.tags[index].startswith("nr")
            if not person and (exact or not self.never.isdisjoint(given) or text[start : start + 2] in self.not_names):
                continue
            edge = 3 if start == 0 or not is_han(text[start - 1]) else 1 if aligned else 0
            fit = sum(char in self.given for char in given)
            score = 2 * edge + 3 * person + weight + (2 * fit) // len(given) - 1
            if edge and (best is None or score > best.score):
                best = Name(start, end, text[start:end], score)
        start = end
        while start > 0 and end - start < _FOREIGN_MAX and text[start - 1] in self.foreign:
            start -= 1
        if start > 0 and is_han(text[start - 1]) and start < end:
            index = words.at(start)
            if words.starts[index] < start:
                start = words.starts[index] + len(words.texts[index])
        if end - start >= 2 and (best is None or 3 + min(end - start, 4) > best.score):
            edge = 3 if start == 0 or not is_han(text[start - 1]) else 1 if view.is_word_start(start) else 0
            if edge and text[start:end] not in self.not_names:
                best = Name(start, end, text[start:end], 2 * edge + min(end - start, 4))
        return best if best is not None and best.score >= 5 else None


@lru_cache(maxsize=1)
def names() -> Names:
    """The name grammar of `rules/officials/`."""
    return Names()
