"""Phrases within a clause: where those that prepositions open end, which predicates these are made for, when 将 is a modal."""

from __future__ import annotations

from zhengce.extract.actions.position import ADVERB_TAGS, GOALS, NAME_TAGS, WHEN, Position
from zhengce.extract.actions.predicates import (
    CLOSER,
    FRONT,
    MODAL,
    OF,
    PLACE,
    STATIVE,
    THEN,
    VERB,
    WITH,
    words,
)  # fmt: skip
from zhengce.extract.actions.scan import Scan

_PARTIES = frozenset({"有关", "各", "相关", "各个"})  # before 方面 as the parties concerned
_LIGHT = frozenset({"发出", "发表", "交换", "听取", "征求", "签署", "达成", "予以", "加以"})
_DISPOSAL = frozenset({"作为", "列为", "纳入", "列入", "提交", "用于", "交给", "送给", "更名", "写入", "写进"})
_PURPOSE = frozenset(
    {
        "指明",
        "发挥",
        "奠定",
        "提供",
        "作出",
        "做出",
        "创造",
        "注入",
        "营造",
        "凝聚",
        "赢得",
        "争取",
        "打下",
        "贡献",
        "增添",
    }
)
# The predicates that prepositions are made for (对…作出, 把…作为, 为…提供).
_CLOSING = dict.fromkeys(("对", "对于", "就", "还就", "并就", "也就", "现就"), _LIGHT)
_CLOSING |= dict.fromkeys(("把", "将"), _DISPOSAL) | {"为": _PURPOSE}
_MODAL_NEXT = frozenset({MODAL, PLACE, FRONT, WITH, THEN, STATIVE})
_GROUND_NOUNS = words("道路 过程 基础 背景 形势 条件 前提 框架 问题 方面")  # before 上 or 下 in phrases of place
_NOTHING: frozenset[str] = frozenset()
TRANSPARENT = -2  # a preposition whose phrase holds a predicate of the clause (在…考察时)


class Phrases:
    """Tests of the phrases of the clause being read; words are given by index, or as the `k`th of its hits."""

    __slots__ = ("entries", "hits", "position", "preposition", "start", "stop", "tags", "texts")

    hits: list[int]  # of the clause being read: the indices of its words with a kind
    start: int
    stop: int
    preposition: int  # index of the one whose phrase is open, or -1

    def __init__(self, scan: Scan, position: Position) -> None:
        self.texts, self.tags, self.entries, self.position = scan.texts, scan.tags, scan.entries, position

    def _attributive(self, k: int) -> bool:
        """Whether 的 follows the modal at hit `k` before any predicate (即将到来的…)."""
        for j in self.hits[k + 1 :]:
            kind = self.entries[j].kind
            if kind == OF:
                return True
            if kind in (VERB, STATIVE, FRONT, WITH, PLACE):
                return False
        return False

    def _is_modal(self, k: int) -> bool:
        """Whether the 将 or the like at hit `k` is a modal: a predicate, adverb, preposition or date follows at once."""
        word, i = self.texts[self.hits[k]], self.hits[k] + 1
        if i >= self.stop:
            return True
        if word == "会" and self.texts[i] in ("由", "上", "在"):
            return False
        entry = self.entries[i]
        if entry.kind == VERB:
            return not (
                (entry.noun and self._closing(k) >= 0)
                or (word == "将" and (self.position.disposed(i) or self._disposes(k, i)))
            )
        return entry.adverbial or entry.kind in _MODAL_NEXT or self.tags[i] in ADVERB_TAGS or self.tags[i] == "v"

    def _disposes(self, k: int, i: int) -> bool:
        """Whether the 将 at hit `k` brings forward an object that the verb at `i` opens (将检查结果报告…, 将适用…的产品扩大到…)."""
        entries, texts = self.entries, self.texts
        if entries[i].noun and entries[i + 1].head and not entries[i + 1].agent:
            return any(entries[j].kind == VERB for j in self.hits[k + 2 :] if j > i + 1)
        of = False
        for j in self.hits[k + 2 :]:
            of = of or entries[j].kind == OF
            if of and entries[j].kind == VERB and texts[j + 1] in GOALS:
                return True
        return False

    def _closing(self, k: int) -> int:
        """Index of the predicate that the preposition at hit `k` is made for; -1 if there is none."""
        word = self.texts[self.hits[k]]
        if word == "以":  # 以…为核心的…
            return next((j + 2 for j in self.hits[k + 1 :] if self.texts[j] == "为"), -1)
        closing = _CLOSING.get(word)
        if closing is not None:
            for j in self.hits[k + 1 :]:
                entry = self.entries[j]
                if entry.kind == MODAL or (entry.kind == THEN and entry.word in ("并", "并且")):
                    break
                if entry.kind == VERB and (
                    entry.word in closing
                    or (entry.light and closing is _LIGHT)
                    or (entry.disposal and closing is _DISPOSAL)
                ):
                    return j
        return -1

    def _place_end(self, k: int) -> int:
        """Index of the word behind the phrase of place or time that the preposition at hit `k` opens; -1 if it has no end."""
        start, strong = self.hits[k], -1
        for j in self.hits[k + 1 :]:
            entry = self.entries[j]
            if entry.kind == VERB:
                if not entry.noun and strong < 0 and j > start + 1:
                    strong = j
            elif entry.kind == CLOSER:
                if entry.word in WHEN:
                    return TRANSPARENT
                near = strong + 2 if self.texts[j - 1] in _GROUND_NOUNS or self.entries[j - 1].noun else strong + 1
                sides = entry.word == "方面" and self.texts[j - 1] not in _PARTIES
                if strong < 0 or j < strong or j == near or sides:
                    return j + 1
            elif entry.kind == OF:
                strong = -1  # 在…的基础上
        return -1

    def _bare(self, k: int, i: int) -> bool:
        """Whether a predicate follows the preposition at `i` at once, adverbs aside, and ends no phrase of time (在打造…上)."""
        i += 1
        while self.entries[i].adverbial and self.tags[i] not in ("t", "date"):
            i += 1
        if i >= self.stop or self.entries[i].kind != VERB or self.entries[i].noun:
            return False
        return not any(self.entries[j].kind == CLOSER and self.texts[j] in WHEN for j in self.hits[k + 1 :])

    def _goes_on(self, when: int) -> bool:
        """Whether what follows the 后 at `when` is a clause of its own (出席会议后回到北京), not part of a noun phrase."""
        return self.texts[when] in ("后", "之后") and "的" not in self.texts[when : self.stop]

    def _closers(self) -> frozenset[str]:
        """The predicates that the open preposition, or the modal that ends in one (应为…提供), is made for."""
        if self.preposition < 0:
            return _NOTHING
        opener = self.texts[self.preposition]
        return _CLOSING.get(opener) or _CLOSING.get(opener[-1], _NOTHING)

    def _requests(self, end: int) -> bool:
        """Whether who is asked follows 请."""
        return (
            end < self.stop
            and (self.tags[end] in NAME_TAGS or self.tags[end] in ("n", "r"))
            and self.entries[end].kind < 0
        )

    def _further(self, k: int, end: int) -> bool:
        """Whether a later word of the clause is a better predicate than the one at hit `k`, which ends before `end`."""
        texts = self.texts
        for j in self.hits[k + 1 :]:
            if j < end:
                continue
            entry = self.entries[j]
            if entry.word == "是":
                return True
            if entry.kind != VERB or texts[j + 1] in ("的", "之") or texts[j - 1] in ("的", "、", "和"):
                continue
            if not (entry.noun and self.position.noun(j, j + 1, self.start, self.stop)):
                return True
        return False

    def _back(self, i: int, first: int) -> int:
        """Index of the first of the adverbs that stand before `i`, at least `first`."""
        while i > first and (self.entries[i - 1].adverbial or self.tags[i - 1] in ADVERB_TAGS):
            i -= 1
        return i
