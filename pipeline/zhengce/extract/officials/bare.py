"""Bare names: persons in office who are named without a title, by what they do and by the lists they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zhengce.extract.officials.holders import Mentions
from zhengce.extract.officials.names import Names, is_chinese
from zhengce.extract.officials.posts import Mention
from zhengce.extract.officials.ranks import Cue
from zhengce.extract.officials.states import states
from zhengce.extract.officials.view import Name, View, occurrences

_BEFORE_ATTENDS = re.compile(
    r"(?:等[一-鿿]{0,12}?)?(?:[也还均都]|分别|先后|共同|一同|一起|\d{1,2}日|[今昨当][天日晚])*(?:应邀|随同|陪同)?$"
)
_WITH_OTHERS = re.compile(r"(?:以及|和|及)[一-鿿、]{2,24}(?:负责同志|负责人|领导同志|代表)(?:也|还|都|一同)?$")
_ADVERB_ENDS = frozenset("也还均都别后共同起日晚天邀")
_RUN = re.compile(r"、(?:(?:[^、，。；：\n·]{2,6}|[^、，。；：\n·]{1,8}·[^、，。；：\n]{1,12})、){2,60}")
_GROUP = re.compile(r"等[\d一二三四五六七八九十]{0,3}[位名]?(?:代表|委员|同志|领导)")
_ITEM = re.compile(r"([一-鿿·]{2,14}|[一-鿿][ \u3000]{1,4}[一-鿿])$")
_HEADS = re.compile("总统|总理|首相|国王|外长|元首|议长|大臣|两国|双方")
_SAYS = re.compile("表示|说|指出|强调|宣布|认为|称")
_CLAUSE = frozenset("，；、：")  # before a name that opens a clause


class Bare:
    """Finds the bare names of one document."""

    def __init__(self, view: View, names: Names, mentions: Mentions) -> None:
        self._view = view
        self._names = names
        self._mentions = mentions

    def find(self, cues: list[Cue]) -> None:
        """Add to the mentions whom the `cues` show."""
        uses: dict[str, list[int]] = {"attends": [], "acts": [], "leads": [], "spoken": []}
        for cue in cues:
            for use in cue.uses:
                uses[use].append(cue.start)
        self._listed(uses["attends"])
        self._attending(uses["attends"])
        self._acting(uses["acts"])
        self._leading(uses["leads"])
        self._abroad()
        self._joined()
        self._spoken(uses["spoken"])

    def _listed(self, verbs: list[int]) -> None:
        """Names in long lists: 甲、乙、丙、丁等出席. A list counts when its sentence opens with it, has such a verb behind it, or
        names somebody known."""
        view, text = self._view, self._view.doc.text
        for marks in _runs(text):
            items = [self._names.item(view, one + 1, other) for one, other in pairwise(marks)]
            good = [name for name in items if name is not None]
            first, last = self._names.before(view, marks[0]), self._names.after(view, marks[-1] + 1, listed=True)
            if len(good) * 2 <= len(items):
                between = [self._names.possible(view, one + 1, other) for one, other in pairwise(marks)]
                if not _sure(first) or not _sure(last) or None in between:
                    continue
                good = [name for name in between if name is not None]
            found = [name for name in (first, *good, last) if name is not None]
            index = view.doc.sentence_at(marks[0])
            stop = view.doc.sentences[index + 1] if index + 1 < len(view.doc.sentences) else len(text)
            if (
                found[0].start != view.doc.sentences[index]
                and not any(name.person in view.known for name in found)
                and not any(found[-1].end <= verb < stop for verb in verbs)
                and not text.endswith(("：", ":", "有", "是", "包括"), 0, found[0].start)
                and not _GROUP.match(text, found[-1].end)
            ):
                continue
            for name in found:
                self._add(name, "officials.listed")

    def _attending(self, verbs: list[int]) -> None:
        """Names in a list before 出席 and the like, without titles: 刘延东、孙春兰等参加."""
        view, text = self._view, self._view.doc.text
        for verb in verbs:
            sentence = view.doc.sentences[view.doc.sentence_at(verb)]
            begin = max(sentence, verb - 160)
            end, tail = verb, None
            if (etc := text.find("等", max(begin, verb - 24), verb)) >= 0:
                tail = _BEFORE_ATTENDS.match(text, etc, verb)
            if tail is None and text[verb - 1 : verb] in _ADVERB_ENDS:
                tail = _BEFORE_ATTENDS.search(text, max(begin, verb - 12), verb)
            if tail is None and text[verb - 1 : verb] in "志人表也还都同":
                tail = _WITH_OTHERS.search(text, max(begin, verb - 34), verb)
            if tail is not None:
                end = tail.start()
            found: list[Name] = []
            while end > begin:
                item = _ITEM.search(text, max(begin, end - 14), end)
                name = self._names.whole(view, item.start(1), end) if item else None
                if name is None or (found and end == found[-1].start and name.score < 9):
                    break
                found.append(name)
                end = name.start
                if end > begin and text[end - 1] in "、和， ":
                    end -= 1  # else the names of a headline may follow each other without a mark
            if end > begin and found and not text[end].strip():
                end += 1
            if len(found) > 1 or (found and end == sentence):
                for name in found:
                    self._add(name, "officials.attends")

    def _acting(self, verbs: list[int]) -> None:
        """A bare name that opens a sentence and does what officials do."""
        view, text, words = self._view, self._view.doc.text, self._view.doc.words
        for start in {view.doc.sentences[view.doc.sentence_at(verb)] for verb in verbs}:
            if start in self._mentions or text[start : start + 1] not in self._names.surnames:
                continue
            if not view.known.isdisjoint((text[start : start + 2], text[start : start + 3])):
                continue
            index = words.at(start)
            if len(words.texts[index]) > 1 and not words.tags[index].startswith("n"):
                continue
            name = self._names.after(view, start)
            if name is not None and name.score >= 8 and self._names.acts(view, name.end):
                self._add(name, "officials.acts")

    def _abroad(self) -> None:
        """A bare transliterated name that opens a sentence and speaks, in a text on states: 拉马福萨表示."""
        view, text, foreign = self._view, self._view.doc.text, self._names.foreign
        if _HEADS.search(text) is None:
            return
        for start in view.doc.sentences:
            if start in self._mentions or not foreign.issuperset(text[start : start + 3]) or start + 3 > len(text):
                continue
            name = self._names.foreign_name(view, start)
            if name is None or name.end - start < 3 or name.person in view.known or not _SAYS.match(text, name.end):
                continue
            word = view.doc.words.texts[view.doc.words.at(start)]
            tag = view.doc.words.tags[view.doc.words.at(start)]
            if word not in states() and tag != "org" and not (word == name.person and tag.startswith("ns")):
                self._mentions[start] = Mention(name, [], "officials.acts")
                view.learn(name.person)

    def _joined(self) -> None:
        """Names in a list with somebody who is found: 江泽民、李瑞环、|胡锦涛|等."""
        view, text = self._view, self._view.doc.text
        spans = {(mention.name.start, mention.name.end) for mention in self._mentions.values()}
        for person, starts in occurrences(text, view.known).items():
            spans.update((start, start + len(person)) for start in starts)
        for start, end in sorted(spans):
            while text[end : end + 1] == "、" and end + 1 not in self._mentions:
                name = self._names.after(view, end + 1, listed=True)
                if (
                    name is None
                    or name.score < 8
                    or not is_chinese(name.person)
                    or self._names.boundary(view, name.end) < 2
                ):
                    break
                self._add(name, "officials.listed")
                end = name.end
            while text[start - 1 : start] == "、":
                first = self._names.before(view, start - 1)
                if first is None or first.score < 9 or first.start in self._mentions or not is_chinese(first.person):
                    break
                start = first.start
                if start not in view.doc.sentences and text[start - 1] not in "、，。：“":
                    break
                self._add(first, "officials.listed")

    def _leading(self, cues: list[int]) -> None:
        """A bare name that opens a clause right before such a verb: …，李明主持会议."""
        view, text = self._view, self._view.doc.text
        for start in cues:
            if _CLAUSE.isdisjoint(text[max(0, start - 5) : max(0, start - 2)]):
                continue
            name = self._names.before(view, start)
            if name is None or name.start in self._mentions or name.score < 9 or name.person in view.known:
                continue
            if is_chinese(name.person) and text[name.start - 1 : name.start] in _CLAUSE:
                self._add(name, "officials.acts")

    def _spoken(self, cues: list[int]) -> None:
        """Somebody whose speeches and instructions are followed: 学习张三重要讲话."""
        for start in cues:
            name = self._names.before(self._view, start)
            if name is not None and name.score >= 7:
                self._add(name, "officials.spoken")

    def _add(self, name: Name, rule: str) -> None:
        words = self._view.doc.words
        if words.tags[words.at(name.start)] == "ns" and not is_chinese(name.person):
            return
        self._mentions.setdefault(name.start, Mention(name, [], rule))
        self._view.learn(name.person)


def _sure(name: Name | None) -> bool:
    return name is not None and name.score > 8 and is_chinese(name.person)


def _runs(text: str) -> Iterator[list[int]]:
    """Runs of three or more 、 that stand as close as in a list of names."""
    for match in _RUN.finditer(text):
        yield [offset for offset in range(match.start(), match.end()) if text[offset] == "、"]
