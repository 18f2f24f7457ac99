"""Names without surname and given name of the Chinese kind: transliterated, in parts, of elements, Japanese."""

from __future__ import annotations

from zhengce.extract.officials.states import states
from zhengce.extract.officials.view import DOTS, MIDDLE_DOTS, PARTICLES, Name, View, is_han
from zhengce.extract.officials.vocabulary import Vocabulary

_FUSED = frozenset("和与同")  # that the segmentation may join to a name
_NAME_TAGS = frozenset({"nr", "ns", "nz"})
_OPEN_MAX, _FOREIGN_MAX = 6, 10  # characters of a name


class Foreign(Vocabulary):
    """The grammar of such names: each method gives the name that starts, or ends, at an offset."""

    def _run(self, view: View, start: int, least: int = 2, minority: bool = False) -> int:
        """End of the transliteration that starts at `start`; a word that it would cut stays whole behind it."""
        text, words = view.doc.text, view.doc.words
        end = start
        stop = min(len(text), start + _FOREIGN_MAX)
        chars = self.minority if minority else self.foreign
        while end < stop and (text[end] in chars or (end > start + 1 and self._bridged(view, end))):
            if end - start >= least and self._verb.match(text, end) and not self._verb.match(text, end + 1):
                break
            end += 1
        if end - start < least:
            return start
        if self._verb.match(text, end) and not (text[end - 1] in self.single and view.is_word_start(end - 1)):
            return end
        if end - start > least and self._verb.match(text, end - 1):
            end -= 1
        elif end < len(text) and is_han(text[end]) and not text.startswith(self.followers.get(text[end], ()), end):
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

    def foreign_name(self, view: View, start: int) -> Name | None:
        """The transliterated name that starts at `start`."""
        return self._foreign(view, start, False)

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
        if end != start or text.startswith(self.followers.get(text[start], ()), start):
            return None
        while index < len(words.texts) and end - start < _OPEN_MAX and is_han(text[end]):
            word, tag = words.texts[index], words.tags[index]
            if tag in PARTICLES if len(word) == 1 else tag[:2] not in _NAME_TAGS:
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
        end = self._part(view, match.end())
        return Name(start, end, text[start:end], 12) if end > match.end() else None

    def _onward(self, view: View, name: Name) -> Name | None:
        """`name` with the parts behind a dot that it ends at: 阎|·豪伟."""
        text, end = view.doc.text, name.end
        while text[end : end + 1] in MIDDLE_DOTS and end < len(text):
            last = end + 1
            if (end := self._part(view, last)) == last:
                return None
        return name if end == name.end else Name(name.start, end, text[name.start : end], 11)

    def _part(self, view: View, start: int) -> int:
        """End of the last part of a name, which starts at `start`; `start` where none does."""
        text, words = view.doc.text, view.doc.words
        end = self._run(view, start, 1, minority=True)
        if text[end - 1 : end + 1] in self.tibetan:
            end += 1
            while text[end : end + 2] in self.tibetan:
                end += 2
        index = words.at(start)
        word = words.texts[index]
        if words.starts[index] == start and words.tags[index].startswith("nr") and len(word) < 6:
            end = max(end, start + len(word) - (word[-1] in self.single))
        if end == start and self.parted.issuperset(text[start : start + 2]) and self.boundary(view, start + 2) >= 2:
            return start + 2  # 川·立派
        return end

    def _tibetan(self, view: View, start: int) -> Name | None:
        """Two or three elements, or one before a sure end: 白玛赤林, 丹增."""
        text, end = view.doc.text, start
        while end - start < 6 and text[end : end + 2] in self.tibetan:
            end += 2
        sure = end - start > 2 or (end > start and self.boundary(view, end) >= 2)
        return Name(start, end, text[start:end], 9) if sure else None

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
            word = view.doc.words.texts[view.doc.words.at(start + size)]
            if end > start + size and word in self.verbs:
                break
            if edge >= 1 and (best is None or 2 * edge + 4 > best.score):
                best = Name(start, end, text[start:end], 2 * edge + 4)
            if best is not None and self._verb.match(text, end):
                break
        return best

    def _japanese_before(self, view: View, end: int) -> Name | None:
        """A Japanese name or surname that ends at `end`: 桥本龙太郎|首相, 桥本|首相."""
        text = view.doc.text
        for start in range(max(end - 6, 0), end - 1):
            if text[start : start + 2] not in self.japanese and text[start:end] not in self.japanese:
                continue
            given = text[start + 2 : end]
            if (
                view.is_word_start(start)
                and self.never.isdisjoint(given)
                and all(map(is_han, given))
                and not self._verb.match(given)
            ):
                return Name(start, end, text[start:end], 10 if end - start > 3 else 6)
        return None

    def _foreign_before(self, view: View, end: int, abroad: bool = False) -> Name | None:
        text, words = view.doc.text, view.doc.words
        start = end
        dotted = view.dotted and not DOTS.isdisjoint(text[max(0, end - 8) : end])
        chars, least = self.parted if dotted else self.foreign, end - _FOREIGN_MAX
        while start > max(0, least) and (text[start - 1] in chars or text[start - 1] in DOTS):
            start -= 1
            if text[start] == "日" and text[start - 1 : start].isdigit():
                start += 1
                break
            if text[start] in DOTS:  # 阿布都热合曼·|买买提
                chars, least = self.parted, start - _FOREIGN_MAX
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
        begin = words.starts[index]
        whole = begin == start and begin + len(words.texts[index]) == end
        if whole and words.tags[index][0] in "vdapcmru":
            return None
        if begin == start - 1 and text[begin] in _FUSED and begin + len(words.texts[index]) == end:
            whole = True  # 和普京|总统 is a word of jieba's
        return Name(start, end, text[start:end], 2 * edge + min(end - start, 4) + whole)
