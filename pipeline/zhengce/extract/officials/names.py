"""Names of persons: where one starts and ends, by its characters and by what stands around it."""

from __future__ import annotations

import re
from functools import lru_cache

from zhengce.extract.officials.foreign import Foreign
from zhengce.extract.officials.states import states
from zhengce.extract.officials.view import CLAIMED, DOTS, MIDDLE_DOTS, PARTICLES, Name, View, is_han
from zhengce.places import gazetteer

_SPACED = re.compile(r"([一-鿿])[ \u3000]{1,4}([一-鿿])(?![一-鿿])")
_SPACED_END = re.compile(r"(?<![一-鿿])([一-鿿])[ \u3000]{1,4}([一-鿿])$")
_AND = "和与同及"
_CHINESE_MAX = 2  # characters of a given name


def _opens_with_state(text: str, start: int) -> bool:
    known = states()
    return any(text[start : start + size] in known for size in range(2, 9))


def _score(name: Name) -> int:
    return name.score


def is_chinese(person: str) -> bool:
    """Whether `person` reads as a Chinese name: a surname and one or two characters, not all of them transliteration."""
    grammar = names()
    size = 2 if person[:2] in grammar.surnames and len(person) > 2 else 1
    given = person[size:]
    weight = grammar.surnames.get(person[:size], 0)
    usual = any(char in grammar.given for char in given)
    return weight > 0 and 1 <= len(given) <= 2 and (usual or (weight > 1 and not grammar.foreign.issuperset(person)))


def is_transliterated(person: str) -> bool:
    """Whether all characters of `person` are such as foreign names are written with."""
    return len(person) > 2 and names().foreign.issuperset(person)


class Names(Foreign):
    """The grammar of names, over the character and word lists of `rules/officials/`."""

    def after(
        self, view: View, start: int, *, abroad: bool = False, listed: bool = False, sure: bool = False
    ) -> Name | None:
        """The name that starts at `start`, which stands where a name may stand (behind a title, in a list).

        `abroad`: behind the title of another state, where a name may be any characters up to a sure end; `listed`: in a
        list, where a state or a body may come next; `sure`: right behind a title with its body.
        """
        text = view.doc.text
        if start >= len(text) or not is_han(text[start]) or start in view.posts:
            return None
        words = view.doc.words
        index = words.at(start)
        if words.starts[index] == start:
            word = words.texts[index]
            tag, end = words.tags[index], start + len(word)
            placed = word in states() or (end - start > 1 and word in gazetteer().surfaces)
            if tag in CLAIMED or (placed and text[end : end + 1] not in DOTS):
                return None
            if (  # the plain case, without weighing others
                tag.startswith("nr")
                and 2 <= end - start <= 3
                and word[0] in self.surnames
                and text[end : end + 1] not in self.single
                and text[end : end + 1] not in DOTS
                and word[-1] not in self.last
                and not (abroad and word[-1] in self.single)
                and self.boundary(view, end) >= (2 if word not in self.not_names else 3)
                and not view.titled(start, end)
            ):
                return Name(start, end, word, 12)
        for size in view.sizes:
            end = start + size
            if text[start:end] in view.known and text[end : end + 1] not in DOTS and self.boundary(view, end) >= 2:
                return Name(start, end, text[start:end], 12)
        if listed and _opens_with_state(text, start):
            return None
        if (spaced := _SPACED.match(text, start)) and spaced[1] in self.surnames and spaced[2] not in self.never:
            return Name(start, spaced.end(), spaced[1] + spaced[2], 6)
        found = self._chinese(view, start, 2 if abroad else 0, sure)
        foreign = self._foreign(view, start, abroad)
        if foreign is not None:
            found = [name for name in found if self._rivals(view, name, foreign, abroad)]
            found.append(foreign)
        others = [self._dotted, self._tibetan, self._japanese, *([self._open] if abroad else [])]
        found += [name for other in others if (name := other(view, start)) is not None]
        if view.dotted:
            found = [name for name in (self._onward(view, name) for name in found) if name is not None]
        best = max(found, key=_score, default=None)
        return best if best is not None and best.score >= 4 else None

    def whole(self, view: View, start: int, end: int) -> Name | None:
        """The characters from `start` to `end`, or the last of them, as the name that ends a list's item."""
        text = view.doc.text
        if (spaced := _SPACED.fullmatch(text, start, end)) is not None:
            return Name(start, end, spaced[1] + spaced[2], 6) if spaced[1] in self.surnames else None
        name = self.before(view, end)
        if name is not None and (name.start == start or name.score >= 8):
            return name
        return self.item(view, start, end) if end - start < 5 else None

    def item(self, view: View, start: int, end: int) -> Name | None:
        """The whole item of a list from `start` to `end` as a name."""
        text = view.doc.text
        item = text[start:end]
        if item in view.known:
            return Name(start, end, item, 12)
        if (spaced := _SPACED.fullmatch(text, start, end)) is not None:
            return Name(start, end, spaced[1] + spaced[2], 6) if spaced[1] in self.surnames else None
        if view.dotted and self._parts.match(text, start, end) is not None:
            return Name(start, end, item, 9)
        size = 2 if item[:2] in self.surnames else 1
        given = item[size:]
        if item[:size] in self.surnames and 1 <= len(given) <= 2 and all(map(is_han, given)):
            index = view.doc.words.at(start)
            whole = view.doc.words.texts[index] == item
            if item[:2] in self.not_names or not self.never.isdisjoint(given) or item in states():
                return None
            if whole and not view.doc.words.tags[index].startswith("nr") and not any(c in self.given for c in given):
                return None
            return Name(start, end, item, 8)
        return Name(start, end, item, 8) if self.elemental(item) else None

    def possible(self, view: View, start: int, end: int) -> Name | None:
        """The whole item of a list as a name when it can be one at all, of a surname and one or two characters."""
        item = view.doc.text[start:end]
        if not 2 <= len(item) <= 3 or self.surnames.get(item[0], 0) < 2 or not all(map(is_han, item)):
            return None
        if item in self.not_names or item[:2] in self.not_names or not self.never.isdisjoint(item[1:]):
            return None
        return Name(start, end, item, 8)

    def acts(self, view: View, end: int) -> bool:
        """Whether what follows a name is what officials do: 指出, 15日在京会见."""
        return self._acts.match(view.doc.text, end) is not None

    def _chinese(self, view: View, start: int, least: int = 0, sure: bool = False) -> list[Name]:
        text, words = view.doc.text, view.doc.words
        head = text[start : start + 2]
        size = 2 if head in self.surnames else 1
        weight = self.surnames.get(text[start : start + size])
        if weight is None:
            return []
        index = words.at(start)
        aligned = words.starts[index] == start
        word, tag = words.texts[index], words.tags[index]
        if aligned and len(word) == 1 and tag in PARTICLES:
            rest = words.texts[index + 1] if index + 1 < len(words.texts) else ""
            usual = self.given.issuperset(rest) and rest not in self.not_names
            named = sure and words.tags[index + 1 : index + 2][:1] == ["nrt"]
            ordinary = tag != "r" and len(rest) > 1 and words.tags[index + 1][0] in "vnadtm" and not usual
            if not named and (weight < 3 or ordinary):
                return []  # 向|全国, 曾|指出
        found = []
        if size == 1 and weight > 1 and self.surnames.get(text[start + 1 : start + 2], 0) > 1:
            end = start + 4  # 林郑月娥: a married woman's two surnames
            inner = self.boundary(view, start + 2) < 2 and self.boundary(view, start + 3) < 2
            usual = all(char in self.given for char in text[start + 2 : end]) and head not in self.not_names
            if inner and usual and self.boundary(view, end) >= 2 and tag not in PARTICLES:
                found.append(Name(start, end, text[start:end], 10))
        for end in range(min(start + size + _CHINESE_MAX, len(text)), start + size, -1):
            given = text[start + size : end]
            if not all(map(is_han, given)) or view.titled(start, end):
                continue
            if text[start:end] in self.not_names and text[start:end] not in self.heads:
                continue
            if given[-1] in self.last:
                continue
            exact = aligned and len(word) == end - start
            person = exact and (tag.startswith("nr") or word in self.heads)
            firm = sure and weight > 1 and len(given) == 2 and given[1] in self.given and head not in self.verbs
            if not person:
                if not self.never.isdisjoint(given):
                    continue
                if head in self.not_names and (
                    len(given) == 1
                    or (
                        aligned
                        and word.startswith(head)
                        and not (firm and (self.boundary(view, end) == 3 or self._leftover(view, end - 1)))
                    )
                ):
                    continue
            if not person and (given in self.verbs or (weight < 2 and self._cuts(view, end))):
                continue  # 时|强调, 来|接任
            edge = self.boundary(view, end)
            if not edge and aligned and tag.startswith("nr") and len(word) == size + 3 and len(given) == 2:
                edge = 1  # the segmentation took one character too many: 姜继美去|了
            if (edge < least and not (person and len(given) == 2)) or not (edge or person):
                continue
            fit = sum(char in self.given for char in given)
            if exact and not person and self._ordinary(view, end, given, weight, sure):
                continue
            score = 2 * edge + 2 * person + weight + (2 * fit) // len(given) - 1
            if aligned and not exact and not tag.startswith("nr") and len(word) > 1 and start + len(word) != end:
                score -= 3  # 高质量|发展
            if len(given) == 2 and not person and edge and self._leftover(view, end - 1):
                score += 2  # 徐绍|史|作了
            found.append(Name(start, end, text[start:end], score))
        if len(found) > 1 and found[-1].end == found[-2].end - 1:
            last = text[found[-2].end - 1]
            edge = self.boundary(view, found[-2].end)
            joins = edge == 3 and is_han(text[found[-2].end : found[-2].end + 1] or "。")  # 宋健和|国家科委
            if (
                last in _AND
                and not joins
                and (edge == 3 or text[found[-2].end] == "等" or self._verb.match(text, found[-2].end))
            ):
                found.pop()  # 罗富和等
            elif sure and last not in self.single and self.boundary(view, found[-1].end) == 1 and edge > 1:
                found.pop()  # 李春|临|作了
            elif last in self.single and (edge < 3 or joins) and not (len(word) == 3 and tag.startswith("nr")):
                found.pop(-2)  # 刘昆|受国务院委托
        return found

    def _ordinary(self, view: View, end: int, given: str, weight: int, sure: bool) -> bool:
        """Whether a word of the segmentation up to `end` that is tagged as no name is none: it may be one (强卫) right behind
        a title with its body, or before a sure end."""
        words = view.doc.words
        index = words.at(end - 1)
        edge = self.boundary(view, end)
        if words.texts[index] in self.verbs or edge < 2:
            return True
        fit = sum(char in self.given for char in given)
        full = len(given) == 2
        listed = view.doc.text[words.starts[index] - 1 : words.starts[index]] == "、" and edge > 2
        if sure and weight > 1 and (full or listed):
            return False
        if sure and fit == len(given) and (edge > 2 or (weight > 1 and self._verb.match(view.doc.text, end))):
            return False
        if words.tags[index][0] in "vdapcmrtu":
            return not (full and ((edge > 2 and weight > 2) or (weight > 1 and view.doc.text.startswith("等", end))))
        return not (edge > 2 or fit) or (weight < 3 and not (full and fit))

    def _rivals(self, view: View, name: Name, foreign: Name, abroad: bool) -> bool:
        """Whether the Chinese `name` can stand where the transliteration `foreign` does."""
        if name.end >= foreign.end:
            return not (abroad and name.end == foreign.end + 1 and view.doc.text[foreign.end] in self.single)
        edge = self.boundary(view, name.end)
        if foreign.end - name.end > 2 and edge < 3 and self._verb.match(view.doc.text, name.end) is None:
            return False  # 施泰|因迈尔
        return not abroad and (edge > 1 or foreign.end - foreign.start < 4)

    def _cuts(self, view: View, end: int) -> bool:
        """Whether a verb of the segmentation goes on over `end`."""
        words = view.doc.words
        index = words.at(end)
        return end < len(view.doc.text) and words.starts[index] < end and words.tags[index][0] == "v"

    def _leftover(self, view: View, offset: int) -> bool:
        """Whether the segmentation leaves the character at `offset` alone, though it is no function word."""
        words = view.doc.words
        index = words.at(offset)
        return len(words.texts[index]) == 1 and words.tags[index][0] not in "cpudrmv"

    def before(self, view: View, end: int, *, sure: bool = False, abroad: bool = False) -> Name | None:
        """The name that ends at `end`, right before a title or a verb; `sure`: something else says that a name is there;
        `abroad`: it is the title of another state."""
        text, words = view.doc.text, view.doc.words
        for size in view.sizes:
            start = end - size
            if start >= 0 and text[start:end] in view.known and (not start or text[start - 1] not in DOTS):
                return Name(start, end, text[start:end], 12)
        if end < 2 or end in view.ends or not is_han(text[end - 1]):
            return None
        if (spaced := _SPACED_END.search(text, max(0, end - 7), end)) is not None:
            if spaced[1] in self.surnames and spaced[2] not in self.never:
                return Name(spaced.start(), end, spaced[1] + spaced[2], 9)
            return None
        best = self._foreign_before(view, end, abroad)
        if (japanese := self._japanese_before(view, end)) is not None and (best is None or japanese.score > best.score):
            best = japanese
        for size in (3, 2, 4):
            start = end - size
            if start < 0 or not all(map(is_han, text[start:end])) or text[start:end] in self.not_names:
                continue
            if text[start - 1 : start] in MIDDLE_DOTS:
                continue
            surname = 2 if size > 2 and text[start : start + 2] in self.surnames else 1
            weight = self.surnames.get(text[start : start + surname])
            given = text[start + surname : end]
            if weight is None or len(given) > _CHINESE_MAX:
                continue
            index = words.at(start)
            aligned = words.starts[index] == start
            exact = aligned and len(words.texts[index]) == size
            if exact and words.tags[index] == "ns" and words.texts[index] in gazetteer().surfaces:
                continue
            if (given[-1] in self.last and not (sure and given[-1] == "时")) or (
                weight < 3 and aligned and len(words.texts[index]) == 1 and words.tags[index] in ("c", "p")
            ):
                continue
            if aligned and len(words.texts[index]) == 1 and words.tags[index] in PARTICLES and not sure:
                if size == 2 and weight < 3 and text[end - 1] in self.surnames:
                    continue  # 向|江主席
                rest = words.texts[index + 1] if index + 1 < len(words.texts) else ""
                if len(rest) == size - 1 > 1 and (
                    not self.given.issuperset(rest) or rest in self.not_names or rest in self.japanese
                ):
                    continue  # 向|大家
            person = exact and (
                words.tags[index].startswith("nr")
                or words.texts[index] in self.heads
                or (words.tags[index] == "nz" and size > 2 and self.given.issuperset(given))
            )
            if not person:
                if not self.never.isdisjoint(given) or (
                    exact and (not sure or (words.tags[index][0] in "vdapcmru" and (size, weight) != (3, 3)))
                ):
                    continue
                if not sure and text[start : start + 2] in self.not_names:
                    continue
            edge = 3 if start == 0 or not is_han(text[start - 1]) else 1 if aligned else 0
            fit = sum(char in self.given for char in given)
            score = 2 * edge + 2 * person + weight + (2 * fit) // len(given) - 1 + 2 * sure
            if size == 3 and aligned and words.texts[index] == text[start] and words.tags[index] == "nr":
                score += 4  # 夏|林海
            if edge and (best is None or score > best.score):
                best = Name(start, end, text[start:end], score)
        return best if best is not None and best.score >= 5 else None


@lru_cache(maxsize=1)
def names() -> Names:
    """The name grammar of `rules/officials/`."""
    return Names()
