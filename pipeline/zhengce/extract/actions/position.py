"""Whether a word stands as a predicate or as a noun: tests of one word by its neighbours.

Words are given by index; a clause is the words [start, stop).
"""

from __future__ import annotations

from zhengce.extract.actions.predicates import (
    ADJECTIVES,
    CLOSER,
    ENUM,
    FRONT,
    GOVERNING,
    LIST,
    MODAL,
    NONE,
    OF,
    PLACE,
    STATIVE,
    THEN,
    VERB,
    WITH,
    Entry,
    joins,
    words,
)  # fmt: skip
from zhengce.extract.actions.scan import Scan

RESULTS = frozenset("好深细实牢紧准强优大赢")  # that follow a verb (打好); the last of them only 做
_DEGREES = frozenset("大强优")
ADVERB_TAGS = frozenset({"d", "ad", "vd", "t", "date", "dg", "tg", "i"})
NAME_TAGS = frozenset({"org", "nr", "nrt", "nrfg", "ns", "nt"})
WHEN = frozenset({"时", "时候", "之际", "期间", "后", "之后", "前", "之前"})
GATHERING = ("会", "会议", "讲话", "仪式")
_NOUN_TAGS = frozenset({"n", "nz", "vn", "an", "a", "l", "j", "s", "b", "ng", "v", "m", "q", "r", "f"})
_NO_OBJECT = frozenset({"x", "uj", "c", "u", "y", "f"})
_QUOTES = frozenset("“‘「")
GOALS = frozenset({"到", "在", "为", "成", "进", "至", "给", "入"})
_NOMINAL = frozenset({ENUM, LIST, STATIVE, OF, VERB, MODAL})  # what follows a noun of an act, not a predicate
_GO_ON = frozenset({MODAL, THEN})  # before a predicate
_NO_START = frozenset({ENUM, LIST, OF, THEN, CLOSER, MODAL, PLACE})  # what begins no object
_QUALITIES = frozenset(
    {"涉及", "影响", "存在", "具有", "符合", "适应", "包括", "有", "拥有"}
)  # may open an object (建设具有…的中心)
_PAIRED = frozenset("与同跟向由以为")  # after their phrase an intransitive predicate may end the clause
THEMATIC = frozenset({"围绕", "结合", "针对"})
# Head nouns that a chain of acts rather names than acts upon (关爱保护工作, but 安排补助资金).
_OFFICES = words("工作 部门 机构 机制 体制 体系 系统 能力 水平 人员 中心 队伍 战略 关系")
_KEPT_UP = words("健全 完善 落实 巩固 实施 推行 发展 运行")  # after a verb that sets up (建立健全)
_GOVERNS = frozenset({"规范", "明确", "负责", "充实"})  # adverbs before the predicates of policy only
_HOLDS_NAMES = words("完善 健全 实施 开展 启动 制定 出台 落实 建立")
_NAMED = words(
    "扩大 增加 吸引 稳定 深化 促进 提振 提升 提高 支持 扶持 鼓励 保护 引导"
)  # acts in the names of campaigns and systems
_SEEN = frozenset({"看", "来看", "来说", "而言"})
_LIST_NOUNS = frozenset({"inspect", "publicise", "serve"})  # whose nouns pair in solid compounds (考察调研)


class Position:
    """Tests of the words of one document."""

    def __init__(self, scan: Scan) -> None:
        self.texts, self.tags, self.entries, self.persons = scan.texts, scan.tags, scan.entries, scan.persons

    def acts(self, i: int) -> bool:
        """Whether the word at `i` can end the name of who acts."""
        entry = self.entries[i]
        return entry.agent or entry.private or self.tags[i] == "org" or i in self.persons

    def adverbs(self, first: int, stop: int) -> bool:
        """Whether only adverbs stand at [first, stop)."""
        return all(self.tags[j] in ADVERB_TAGS or self.entries[j].adverbial for j in range(first, stop))

    def past_adverbs(self, i: int, stop: int) -> int:
        """Index of the first word from `i` that is no adverb, or `stop`."""
        entries = self.entries
        while i < stop and entries[i].adverbial:
            i += 1
        return i

    def takes(self, end: int, stop: int, heads: bool = False, listed: bool = False) -> bool:
        """Whether an object can begin at `end`.

        With `heads` also one that begins with a head noun (通报工作情况); with `listed` also one that a further predicate
        shares (组织协调和指导…).
        """
        if end >= stop:
            return False
        text, entry = self.texts[end], self.entries[end]
        if text in _QUOTES:
            return True
        if text in ("被", "由"):
            return False
        if (self.tags[end] in _NO_OBJECT and not entry.agent) or (entry.head and not heads):
            return listed and entry.kind in (ENUM, LIST) and end + 1 < stop and self.entries[end + 1].kind == VERB
        if entry.adverbial or self.tags[end] == "date":
            end = self.past_adverbs(end + 1, stop)
            if self.tags[end - 1] == "d" and self._plain_verb(end):
                return False
            follower = self.entries[end] if end < stop else None
            if follower is None or (follower.kind in (PLACE, MODAL) and self.tags[end - 1] == "d"):
                return False  # 改革|也在推进
            return follower.kind != VERB or follower.noun
        if entry.kind == VERB:
            return entry.noun
        if entry.kind == STATIVE:
            return text in _QUALITIES
        return entry.kind not in _NO_START

    def adverbial(self, entry: Entry, end: int, stop: int) -> bool:
        """Whether the predicate `entry` before `end` is an adverb here: a predicate follows it (统一领导)."""
        end = self.past_adverbs(end, stop)
        follower = self.entries[end] if end < stop else None
        if follower is not None and (follower.forbids or follower.word == "带领"):
            return False  # 明确|不得…, 团结|带领
        if follower is None or follower.kind != VERB:
            return follower is not None and (
                follower.kind in (WITH, FRONT)
                or (entry.word not in _GOVERNS and (self._plain_verb(end) or self._plain_noun(end, stop)))
            )
        return not (
            follower.noun and not follower.second and end + 1 < stop and self.entries[end + 1].head
        )  # 统一监管标准

    def _plain_verb(self, i: int) -> bool:
        """Whether the word at `i` is a verb that names no policy action."""
        return self.tags[i] == "v" and self.entries[i].kind == NONE

    def _plain_noun(self, i: int, stop: int) -> bool:
        """Whether the word at `i`, which closes the clause, is a verb that is also a noun and names no policy action."""
        return i + 1 == stop and self.tags[i] == "vn" and self.entries[i].kind == NONE and not self.entries[i].head

    def disposed(self, i: int) -> bool:
        """Whether a plain verb follows the noun of an act at `i`, so that 将 before it brings it forward (将督察覆盖…)."""
        return self.entries[i].noun and self._plain_verb(i + 1) and not self.acts(i - 2)

    def adopted(self, end: int, stop: int) -> bool:
        """Whether 通过 before `end` is a predicate: with an aspect, without an object, or with a paper as its object."""
        if end >= stop or self.texts[end] in ("了", "过"):
            return True
        verb = self.entries[end].kind == VERB and "的" not in self.texts[end:stop]
        if verb and (not self.entries[end].noun or self.texts[stop - 1] == "政策"):
            return False  # 通过实施某项政策
        return self.entries[stop - 1].paper or "title" in self.tags[end:stop] or "关于" in self.texts[end:stop]

    def results(self, i: int) -> bool:
        """Whether a result may follow the verb at `i` (打好, 做大)."""
        return len(self.texts[i]) == 1 and (self.texts[i] == "做" or self.texts[i + 1] not in _DEGREES)

    def solid(self, first: Entry, before: Entry, i: int, stop: int) -> bool:
        """Whether the predicate at `i` is written solid with `first` and with `before`, its neighbour, and is no object."""
        last = self.entries[i]
        if before.keep < len(self.texts[i - 1]) and self.texts[i - 1] not in RESULTS:
            return False
        if before.paper and (self.texts[i + 1] == "了" or last.category in ("state", "instruct")):
            return False  # 规划|制定了, 报告|呼吁
        if (
            first.lead
            and last.lead
            and i + 1 < stop
            and self.entries[i + 1].kind == VERB
            and not self.entries[i + 1].noun
        ):
            return True  # 统筹研究解决
        if before.word in _HOLDS_NAMES and last.word in _NAMED and self.entries[stop - 1].head and i + 2 < stop:
            return False  # 实施|提振消费专项行动
        builds = before.category == "establish" != last.category and last.word not in _KEPT_UP
        if builds and "的" in self.texts[i + 1 : stop]:
            return False  # 建立|降低成本的机制
        if not joins(first, last) or (len(last.word) == 1 < len(first.word) and not last.result):
            return False
        adopts = last.category == "adopt" != first.category  # 审查批准
        if last.light or not last.noun or first.word == "贯彻" or adopts or first.category == "issue":
            return True
        if first.noun and last.second and i + 1 >= stop:
            return True
        if first.noun and first.category == last.category and first.category in _LIST_NOUNS:
            return True
        return self.takes(i + 1, stop, heads=last.category in ("report", "inspect", "plan"), listed=True)

    def noun(self, i: int, end: int, start: int, stop: int, preposition: int = -1, grouped: bool = False) -> bool:
        """Whether the words [i, end), a predicate that may also name the act, stand as a noun.

        `preposition` is the index of an open preposition; `grouped` says that the group ends in a verb that is no noun.
        """
        entry, before = self.entries[i], self.entries[i - 1]
        entries, texts = self.entries, self.texts
        after, tag, follower = ("", "", entries[-1]) if end >= stop else (texts[end], self.tags[end], entries[end])
        if after in ("了", "过", "着") or (after == "为" and entry.category == "amend"):
            return False
        if i > start and (before.kind in _GO_ON or before.word == "请"):
            return False
        governed = follower.kind == VERB and (
            follower.speech or follower.word == "提出" or not (follower.noun or entry.clause)
        )
        if governed and tag != "vn" and not grouped:
            return True
        if follower.kind == VERB and follower.noun and end + 1 < stop and self._said_of(end + 1, stop):
            return True  # 生产|经营有困难, 合作|发展迅速
        if i > start and (
            (texts[i - 1] in ("高质量", "可持续") and entry.word == "发展") or (after == "稳定" and "改革" in texts[i])
        ):
            return True  # 高质量|发展, 改革发展|稳定
        if "经过" in (texts[start], texts[preposition] if preposition >= start else "") and not after:
            return True  # 经过实地调研
        if entry.speech and not after and i > start and not before.head:
            if "的" in texts[start:i] and not self.acts(i - 1) and not before.adverbial:
                return True  # 对发展的总|要求
            return self.tags[i - 1] in ("n", "v", "vn") and not self.acts(i - 1) and before.kind == NONE  # 重温|讲话
        takes = (
            grouped
            or entry.keep < len(texts[i])
            or self.takes(end, stop)
            or (entry.clause and after != "" and tag not in _NO_OBJECT)
        )
        verb = self.past_adverbs(end, stop)
        if end < verb == stop - 1 and self.entries[verb].kind == VERB:
            return True  # 试点有序开展
        if i == start:
            return self._opening_noun(entry, end, stop, takes)
        tag_before = self.tags[i - 1]
        if before.adverbial or before.adverb or tag_before in ADVERB_TAGS:
            if texts[i - 1] in ADJECTIVES and (follower.head or not takes):
                return True
            return not takes and follower.kind in _NOMINAL and not self.takes(end, stop, listed=True)
        kind = before.kind
        if kind != NONE:
            if kind in (ENUM, LIST):
                return not (takes and entry.second)
            if kind in (PLACE, FRONT, WITH) or before.speech or texts[i - 1] == "是":
                return not takes
        opener = texts[preposition] if preposition >= start and i > preposition + 1 else ""
        if opener in THEMATIC and opener != "结合" and not after:
            return True  # 围绕干部选拔
        if (
            i - 1 in self.persons
            or (texts[i - 1] in ("他", "她") and takes)
            or (opener == "结合" and not after and entry.category == "implement")
        ):
            return False  # 请结合实际贯彻执行
        if after in _SEEN or texts[i - 1] == "等" or (opener in ("与", "同") and follower.kind == VERB):
            return True
        if opener in _PAIRED:
            return after != "" and not (takes or self.takes(end, stop, heads=True))
        if follower.head:
            return entry.category != "convene" or tag_before not in NAME_TAGS
        if tag_before in NAME_TAGS or self.acts(i - 1):
            if takes or self.takes(end, stop, listed=True):
                return preposition < start and self._chain(end, stop)
            return after != "" and after != "并" and (after not in WHEN or preposition < start)
        if tag_before == "f" or kind == CLOSER:
            return not takes and after != ""
        if opener:
            kind = entries[preposition].kind
            if kind == PLACE:
                return not takes and after not in WHEN
            if opener in ("把", "将"):
                return not takes and after not in RESULTS and after not in GOALS
            if kind == FRONT:
                return not takes and after != ""
        if texts[i - 1] in ("”", "》", "’"):
            return True
        if tag_before == "x":
            return not takes
        if before.paper or tag_before == "title":
            return not takes and after != ""
        return tag_before in _NOUN_TAGS

    def _said_of(self, i: int, stop: int) -> bool:
        """Whether a state, or nothing but adverbs, is said from `i` on of the act named before it."""
        return self.entries[i].kind == STATIVE or self.past_adverbs(i, stop) == stop

    def _opening_noun(self, entry: Entry, end: int, stop: int, takes: bool) -> bool:
        """As `noun`, for the first word of a clause."""
        if entry.paper and not entry.clause and end < stop and self._plain_verb(end):
            return True  # 报告|预测
        if entry.clause:
            return not (takes or self.takes(end, stop, listed=True))
        if end + 1 < stop and self.entries[end].agent:
            verb = self.entries[end + 1]
            if verb.kind == MODAL or verb.word == "将":
                return True  # 监管总局将…
        if not (takes or self.takes(end, stop, listed=True)):
            return not (entry.word in GOVERNING and end + 1 == stop)  # 落实|责任
        return not entry.adverb and self._chain(end, stop)

    def _chain(self, end: int, stop: int) -> bool:
        """Whether nouns of acts from `end` lead to a head noun (关爱|保护工作)."""
        entries = self.entries
        while end < stop and entries[end].kind == VERB and entries[end].noun:
            end += 1
            if end < stop and self.texts[end] in _OFFICES:
                return True
        return False
