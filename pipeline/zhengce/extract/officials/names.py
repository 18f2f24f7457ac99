"""Names of persons: where one starts and ends, by its characters and by what stands around it."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from zhengce.extract.officials.states import states
from zhengce.extract.officials.view import DOTS, Name, View, is_han
from zhengce.lexicon import read_table
from zhengce.places import gazetteer

_SPACED = re.compile(r"([一-鿿])[ \u3000]{1,4}([一-鿿])(?![一-鿿])")
_CLAIMED = frozenset({"org", "date", "title"})
_DOTS = frozenset(DOTS)
_PARTICLES = frozenset({"c", "p", "u", "uj", "ul", "d", "r"})
_SPACED_END = re.compile(r"(?<![一-鿿])([一-鿿])[ \u3000]{1,4}([一-鿿])$")
_AND = "和与同及"
_NAME_TAGS = frozenset({"nr", "ns", "nz"})
_OPEN_MAX = 6
_CHINESE_MAX = 2  # characters of a given name
_FOREIGN_MAX = 10


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
        self.last = frozenset(uses["never"] | uses["not last"])
        self.minority = frozenset(uses["transliteration"] | uses["minority"])
        char = "[" + "".join(sorted(self.minority)) + "]"
        self._parts = re.compile(rf"(?:{char}{{1,8}}[{DOTS}]){{1,5}}")
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
        self.tibetan = frozenset(elements["tibetan"])

    def after(self, view: View, start: int, *, abroad: bool = False, listed: bool = False) -> Name | None:
        """The name that starts at `start`, which stands where a name may stand (behind a title, in a list).

        `abroad`: behind the title of another state, where a name may be any characters up to a sure end; `listed`: in a
        list, where a state or a body may come next.
        """
        text = view.doc.text
        if start >= len(text) or not is_han(text[start]) or start in view.posts:
            return None
        words = view.doc.words
        index = words.at(start)
        if words.starts[index] == start:
            word = words.texts[index]
            tag, end = words.tags[index], start + len(word)
            if tag in _CLAIMED or word in states() or (end - start > 1 and word in gazetteer().surfaces):
                return None
            if (  # the plain case, without weighing others
                tag.startswith("nr")
                and 2 <= end - start <= 3
                and word[0] in self.surnames
                and text[end : end + 1] not in self.single
                and text[end : end + 1] not in _DOTS
                and word[-1] not in self.last
                and self.boundary(view, end) >= (2 if word not in self.not_names else 3)
                and not view.titled(start, end)
            ):
                return Name(start, end, word, 12)
        for size in view.sizes:
            end = start + size
            if text[start:end] in view.known and text[end : end + 1] not in _DOTS and self.boundary(view, end) >= 2:
                return Name(start, end, text[start:end], 12)
        if listed and _opens_with_state(text, start):
            return None
        if (spaced := _SPACED.match(text, start)) and spaced[1] in self.surnames and spaced[2] not in self.never:
            return Name(start, spaced.end(), spaced[1] + spaced[2], 6)
        found = self._chinese(view, start, 2 if abroad else 0)
        foreign = self._foreign(view, start, abroad)
        if foreign is not None:
            if abroad:
                found = [name for name in found if name.end >= foreign.end]
            found.append(foreign)
        for other in (
            (self._dotted, self._tibetan, self._japanese, self._open)
            if abroad
            else (
                self._dotted,
                self._tibetan,
                self._japanese,
            )
        ):
            if (name := other(view, start)) is not None:
                found.append(name)
        best = max(found, key=_score, default=None)
        return best if best is not None and best.score >= 4 else None

    def whole(self, view: View, start: int, end: int) -> Name | None:
        """The characters from `start` to `end`, or the last of them, as the name that ends a list's item."""
        text = view.doc.text
        if (spaced := _SPACED.fullmatch(text, start, end)) is not None:
            return Name(start, end, spaced[1] + spaced[2], 6) if spaced[1] in self.surnames else None
        name = self.before(view, end)
        return name if name is not None and (name.start == start or name.score >= 8) else None

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
        return Name(start, end, item, 8) if self._tibetan_whole(item) else None

    def _tibetan_whole(self, item: str) -> bool:
        return len(item) in (4, 6) and all(item[i : i + 2] in self.tibetan for i in range(0, len(item), 2))

    def acts(self, view: View, end: int) -> bool:
        """Whether what follows a name is what officials do: 指出, 15日在京会见."""
        return self._acts.match(view.doc.text, end) is not None

    def boundary(self, view: View, end: int) -> int:
        """How sure it is that a name ends at `end`: 3 no character follows, 2 a word that follows names, 1 a word, 0."""
        text = view.doc.text
        if end >= len(text) or not is_han(text[end]):
            return 3
        if end in view.posts or text.startswith(self.followers.get(text[end], "\0"), end):
            return 2
        words = view.doc.words
        index = words.at(end)
        if words.starts[index] != end:
            return 0
        return 3 if words.tags[index] in _CLAIMED else 1

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
        if aligned and len(word) == 1 and tag in _PARTICLES:
            rest = words.texts[index + 1] if index + 1 < len(words.texts) else ""
            usual = self.given.issuperset(rest) and rest not in self.not_names
            if weight < 3 or (tag != "r" and len(rest) > 1 and words.tags[index + 1][0] in "vnadtm" and not usual):
                return []  # 向|全国, 曾|指出
        found = []
        if size == 1 and self.surnames.get(text[start + 1 : start + 2], 0) > 1 and head not in self.not_names:
            end = start + 4  # 林郑月娥: a married woman's two surnames
            inner = self.boundary(view, start + 2) < 2 and self.boundary(view, start + 3) < 2
            if inner and all(char in self.given for char in text[start + 2 : end]) and self._edge(view, end):
                found.append(Name(start, end, text[start:end], 10))
        for end in range(min(start + size + _CHINESE_MAX, len(text)), start + size, -1):
            given = text[start + size : end]
            if not all(map(is_han, given)) or view.titled(start, end) or text[start:end] in self.not_names:
                continue
            if given[-1] in self.last:
                continue
            exact = aligned and len(word) == end - start
            person = exact and tag.startswith("nr")
            if not person:
                if not self.never.isdisjoint(given):
                    continue
                if head in self.not_names and (len(given) == 1 or (aligned and word.startswith(head))):
                    continue
            edge = self.boundary(view, end)
            if not edge and aligned and tag.startswith("nr") and len(word) == size + 3 and len(given) == 2:
                edge = 1  # the segmentation took one character too many: 姜继美去|了
            if (edge < least and not (person and len(given) == 2)) or not (edge or person):
                continue
            fit = sum(char in self.given for char in given)
            if exact and not person and (edge < 2 or tag[0] in "vdapcmrtu" or (edge < 3 and not fit)):
                continue  # a word of the dictionary
            if exact and not person and weight < 3 and (len(given) == 1 or not fit):
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
            if last in _AND and (edge == 3 or text[found[-2].end] == "等" or self._verb.match(text, found[-2].end)):
                found.pop()  # 罗富和等
            elif last in self.single and edge < 3 and not (len(word) == 3 and tag.startswith("nr")):
                found.pop(-2)  # 刘昆|受国务院委托
        return found

    def _edge(self, view: View, end: int) -> bool:
        return view.is_word_start(end) and self.boundary(view, end) >= 2

    def _leftover(self, view: View, offset: int) -> bool:
        """Whether the segmentation leaves the character at `offset` alone, though it is no function word."""
        words = view.doc.words
        index = words.at(offset)
        return len(words.texts[index]) == 1 and words.tags[index][0] not in "cpudrmv"

    def _run(self, view: View, start: int, least: int = 2, minority: bool = False) -> int:
        """End of the transliteration that starts at `start`; a word that it would cut stays whole behind it."""
        text, words = view.doc.text, view.doc.words
        end = start
        stop = min(len(text), start + _FOREIGN_MAX)
        chars = self.minority if minority else self.foreign
        while end < stop and (text[end] in chars or (end > start + 1 and self._bridged(view, end))):
            end += 1
        if end - start < least:
            return start
        if self._verb.match(text, end):
            return end
        if end - start > least and self._verb.match(text, end - 1):
            end -= 1
        elif end < len(text) and is_han(text[end]) and not text.startswith(self.followers.get(text[end], "\0"), end):
            index = words.at(end - 1)
            if words.starts[index] + len(words.texts[index]) > end and words.starts[index] >= start + least:
                end = words.starts[index]
        while end - start > least:
            index = words.at(end - 1)
            size = len(words.texts[index])
            if words.starts[index] + size != end:
                break
            if words.tags[index][0] not in "vdapct" if size > 1 else text[end - 1] not in self.single:
                break
            if end - size < start + least:
                break
            end -= size
        return end

    def _bridged(self, view: View, offset: int) -> bool:
        """Whether the character at `offset` is foreign by its neighbours: 米尔济约耶夫."""
        text, words = view.doc.text, view.doc.words
        index = words.at(offset)
        if len(words.texts[index]) > 1 and not words.tags[index].startswith("nr"):
            return False
        following = text[offset + 1 : offset + 3]
        return (
            len(following) == 2
            and is_han(text[offset])
            and self.foreign.issuperset(following)
            and text[offset] not in self.followers
            and text[offset] not in self.never
        )

    def _foreign(self, view: View, start: int, abroad: bool = True) -> Name | None:
        end = self._run(view, start)
        if end - start < 2:
            return None
        text = view.doc.text
        edge = self.boundary(view, end)
        if not edge and end - start == 2:
            return None
        words = view.doc.words
        index = words.at(start)
        if words.starts[index] == start and len(words.texts[index]) > 1:
            tag = words.tags[index]
            if end - start == 2 and (tag[0] in "vdapcmrut" or not (abroad or tag[:2] in _NAME_TAGS)):
                return None
        if words.texts[index] in self.not_names and words.starts[index] == start:
            return None
        return Name(start, end, text[start:end], 2 * edge + min(end - start, 4))

    def _open(self, view: View, start: int) -> Name | None:
        """Two to six characters up to a sure end, cut into no ordinary words: 韩春那洛."""
        text, words = view.doc.text, view.doc.words
        index = words.at(start)
        end = words.starts[index]
        if end != start or text.startswith(self.followers.get(text[start], "\0"), start):
            return None
        while index < len(words.texts) and end - start < _OPEN_MAX and is_han(text[end]):
            word, tag = words.texts[index], words.tags[index]
            if tag in _PARTICLES if len(word) == 1 else tag[:2] not in _NAME_TAGS:
                return None
            index, end = index + 1, end + len(word)
            edge = self.boundary(view, end)
            if edge >= 2 and end - start > 1:
                return Name(start, end, text[start:end], 2 * edge)
        return None

    def _dotted(self, view: View, start: int) -> Name | None:
        """A name in parts: 雪克来提·扎克尔, 迪亚斯-卡内尔·贝穆德斯."""
        text = view.doc.text
        if not view.dotted:
            return None
        match = self._parts.match(text, start)
        if match is None:
            return None
        last = match.end()
        end = self._run(view, last, 1, minority=True)
        if end == last:
            return None
        return Name(start, end, text[start:end], 12)

    def _tibetan(self, view: View, start: int) -> Name | None:
        """Two or three elements: 白玛赤林."""
        text, end = view.doc.text, start
        while end - start < 6 and text[end : end + 2] in self.tibetan:
            end += 2
        return Name(start, end, text[start:end], 9) if end - start > 2 else None

    def _japanese(self, view: View, start: int) -> Name | None:
        text = view.doc.text
        size = 2 if text[start : start + 2] in self.japanese else 3
        if size == 3 and text[start : start + 3] not in self.japanese:
            return None
        best = None
        for end in range(start + size, min(start + size + 3, len(text)) + 1):
            if end > start + size and (not is_han(text[end - 1]) or text[end - 1] in self.never):
                break
            edge = self.boundary(view, end)
            index = view.doc.words.at(start + size)
            if len(view.doc.words.texts[index]) > 1 and view.doc.words.tags[index][0] in "vd" and end > start + size:
                break
            if edge >= 1 and (best is None or 2 * edge + 4 > best.score):
                best = Name(start, end, text[start:end], 2 * edge + 4)
        return best

    def before(self, view: View, end: int, *, sure: bool = False, abroad: bool = False) -> Name | None:
        """The name that ends at `end`, right before a title or a verb; `sure`: something else says that a name is there;
        `abroad`: it is the title of another state."""
        text, words = view.doc.text, view.doc.words
        for size in view.sizes:
            start = end - size
            if start >= 0 and text[start:end] in view.known and (not start or text[start - 1] not in _DOTS):
                return Name(start, end, text[start:end], 12)
        if end < 2 or not is_han(text[end - 1]):
            return None
        if (spaced := _SPACED_END.search(text, max(0, end - 7), end)) is not None:
            if spaced[1] in self.surnames and spaced[2] not in self.never:
                return Name(spaced.start(), end, spaced[1] + spaced[2], 9)
            return None
        best = self._foreign_before(view, end, abroad)
        for size in (3, 2, 4):
            start = end - size
            if start < 0 or not all(map(is_han, text[start:end])) or text[start:end] in self.not_names:
                continue
            surname = 2 if size > 2 and text[start : start + 2] in self.surnames else 1
            weight = self.surnames.get(text[start : start + surname])
            given = text[start + surname : end]
            if weight is None or len(given) > _CHINESE_MAX:
                continue
            index = words.at(start)
            aligned = words.starts[index] == start
            exact = aligned and len(words.texts[index]) == size
            if given[-1] in self.last or (
                weight < 3 and aligned and len(words.texts[index]) == 1 and words.tags[index] in ("c", "p")
            ):
                continue
            if aligned and len(words.texts[index]) == 1 and words.tags[index] in _PARTICLES and not sure:
                rest = words.texts[index + 1] if index + 1 < len(words.texts) else ""
                if len(rest) == size - 1 > 1 and (not self.given.issuperset(rest) or rest in self.not_names):
                    continue  # 向|大家
            person = exact and (
                words.tags[index].startswith("nr")
                or (words.tags[index] == "nz" and size > 2 and self.given.issuperset(given))
            )
            if not person:
                if not self.never.isdisjoint(given) or (exact and (not sure or words.tags[index][0] in "vdapcmru")):
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

    def _foreign_before(self, view: View, end: int, abroad: bool = False) -> Name | None:
        text, words = view.doc.text, view.doc.words
        start = end
        dotted = view.dotted and not _DOTS.isdisjoint(text[max(0, end - 8) : end])
        chars, least = self.minority if dotted else self.foreign, end - _FOREIGN_MAX
        while start > max(0, least) and (text[start - 1] in chars or text[start - 1] in _DOTS):
            start -= 1
            if text[start] in _DOTS:  # 阿布都热合曼·|买买提
                chars, least = self.minority, start - _FOREIGN_MAX
        while start < end and text[start] in DOTS:
            start += 1
        if start > 0 and is_han(text[start - 1]) and start < end:
            index = words.at(start)
            word = words.texts[index]
            if words.starts[index] < start and (word in self.verbs or word in self.not_names):
                start = words.starts[index] + len(word)  # 感谢|罗塞芙
        if end - start < 2 or text[start:end] in self.not_names or text[start:end] in states():
            return None
        edge = 3 if start == 0 or not is_han(text[start - 1]) else 1
        index = words.at(start)
        if (
            not abroad
            and words.starts[index] == start
            and words.tags[index].startswith("ns")
            and len(words.texts[index]) == end - start
        ):
            return None
        whole = words.starts[index] == start and words.starts[index] + len(words.texts[index]) == end
        if whole and words.tags[index][0] in "vdapcmru":
            return None
        return Name(start, end, text[start:end], 2 * edge + min(end - start, 4) + whole)


@lru_cache(maxsize=1)
def names() -> Names:
    """The name grammar of `rules/officials/`."""
    return Names()
