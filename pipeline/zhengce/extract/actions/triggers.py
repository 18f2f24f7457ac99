"""Which words of a clause are its predicates.

A clause is read once, from left to right, over the words that the lexicon knows. Its first predicate governs the rest: what
follows is object, unless a conjunction, a pivot (督促各地贯彻) or a serial verb (采取措施加强) opens a new predicate. Prepositions hold
what they introduce, a verb before 的 modifies a noun, and a modal or a copula turns what stood before it into a subject.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from zhengce.extract.actions.predicates import (
    CLOSER,
    ENUM,
    FRONT,
    LIST,
    MODAL,
    OF,
    PLACE,
    STATIVE,
    THEN,
    VERB,
    WITH,
    ADJECTIVES,
    Entry,
    Lexicon,
    joins,
)
from zhengce.model import Words

Hit = tuple[int, Entry]  # index of a word, and its entry

_NOUNS = frozenset({"n", "nz", "vn", "an", "a", "l", "j", "s", "b", "ng", "v", "m", "q", "r", "f"})
_ADVERBS = frozenset({"d", "ad", "vd", "t", "date", "dg", "tg", "i"})
_NAMES = frozenset({"org", "nr", "nrt", "nrfg", "ns", "nt"})
_NO_OBJECT = frozenset({"x", "uj", "c", "u", "y", "f"})
_WHEN = frozenset({"时", "时候", "之际", "期间", "后", "之后", "前", "之前"})
_LIGHT = frozenset({"发出", "发表", "交换", "听取", "征求", "签署", "达成", "予以", "加以"})
_DISPOSAL = frozenset({"作为", "列为", "纳入", "列入", "提交", "用于", "交给", "送给", "更名", "写入", "写进"})
_PURPOSE = frozenset({"提供", "作出", "做出", "创造", "注入", "营造", "凝聚", "赢得", "争取", "打下", "贡献", "增添"})
_CLOSING = {"对": _LIGHT, "就": _LIGHT, "对于": _LIGHT, "还就": _LIGHT, "并就": _LIGHT, "也就": _LIGHT, "现就": _LIGHT, "把": _DISPOSAL, "将": _DISPOSAL, "为": _PURPOSE}
_DEGREES = frozenset({"大", "强", "优"})  # results of 做 only (做大做强, but 抓|大保护)
_GOALS = frozenset({"到", "在", "为", "成", "进", "至", "给", "入"})
_TRANSPARENT = -2  # a preposition whose phrase holds a predicate of the clause (在…考察时)
RESULTS = frozenset({"好", "深", "细", "实", "牢", "紧", "准", "强", "优", "大", "赢"})
_NOMINAL = frozenset({ENUM, LIST, STATIVE, OF, VERB, MODAL})  # what follows a noun of an act, not a predicate
_NOT_YET = frozenset({"不能", "不可", "未", "从未", "尚未", "没有", "未能", "无法", "难以", "所", "并未"})
_WAVERING = frozenset({"会", "计划", "预计", "准备", "打算", "拟", "争取"})  # modals only before a predicate
_COPULAS = frozenset({"是", "有利于", "有助于", "意味着", "标志着", "正是", "就是", "成为"})
_PREDICATES = frozenset({"结束", "面临", "取得", "离不开", "在于", "得到", "受到", "事关", "需要", "关系到", "占", "占到", "达", "达到", "超过"})  # of a clause as their subject
_QUALITIES = frozenset({"具有", "符合", "适应", "包括", "有", "拥有"})  # may open an object (建设具有…的中心)
_EXPRESSES = frozenset({"表示", "表达", "致以"})
_MOVES = frozenset({"组织", "动员", "请"})
_HOLDS = frozenset({"树立", "坚持", "践行", "秉持", "强化", "贯彻"})
_FOCUS = frozenset({"尤其", "特别", "更", "都"})  # before 是, which then is no copula
_DUTIES = frozenset({"职能", "职责", "任务"})
_SOURCES = frozenset({"据", "根据", "按", "按照", "依照", "依据", "受", "应"})  # 据…报道, 按…规定, 受…委托
_SOURCED = frozenset({"了解", "报道", "规定", "统计", "介绍", "委托", "邀请", "委派", "要求", "部署", "安排"})
_PAIRED = frozenset("与同跟向由以为")  # after their phrase an intransitive predicate may end the clause
_GIVES = frozenset({"予以", "加以"})
_GATHERING = ("会", "会议", "讲话", "仪式")


def _index(hit: Hit) -> int:
    return hit[0]


@dataclass(slots=True)
class Predicate:
    """A predicate of a clause: word indices [first, stop), and what its clause says about it."""

    entry: Entry
    first: int
    stop: int
    limit: int  # index of the word at which its object ends at the latest
    modal: str | None = None
    nested: bool = False  # inside the object of the one before
    front: int = -1  # index of the preposition that brings its theme forward
    light: bool = False
    duty: bool = False
    last: Entry | None = None  # of its last word
    able: str = ""  # the word that only makes it possible (能) or permits it (可)


class Clauses:
    """Finds the predicates of clauses in one document."""

    def __init__(self, words: Words, lexicon: Lexicon, ends: Iterable[int]) -> None:
        self.texts, self.tags, self.lexicon = words.texts, words.tags, lexicon
        self.persons: set[int] = set()  # indices of words that end a person's name
        self.joined: dict[int, Entry] = {}  # predicates that the segmenter joined to the end of a name
        for end in ends:
            i = words.at(end - 1)
            self.persons.add(i)
            rest = words.texts[i][end - words.starts[i] :]
            entry = lexicon.table.get(rest) if rest else None
            if entry is not None and entry.kind == VERB:
                size = len(words.texts[i])
                self.joined[i] = replace(entry, skip=size - len(rest), keep=size, noun=False)

    def predicates(self, hits: list[Hit], start: int, stop: int) -> list[Predicate]:
        """Predicates of the clause of words [start, stop), in order; `hits` are its known words."""
        texts, tags = self.texts, self.tags
        found: list[Predicate] = []
        main: Predicate | None = None  # the one that governs what comes next
        modal: str | None = None
        preposition = front = joint = skip = when = modal_at = place = -1
        m = 0  # the hit behind the last predicate
        held: Predicate | None = None  # whose object ends at `when`, if a further predicate comes
        purpose = blocked = joined = duty = means = False
        able = ""
        count = len(hits)
        for k in range(count):
            i, entry = hits[k]
            if i < skip:
                continue
            kind = entry.kind
            if kind != VERB:
                if kind == ENUM or kind == LIST:
                    if main is not None and not joined:
                        joint = i
                elif kind == OF:
                    pass
                elif kind == MODAL:
                    if (i > start and texts[i - 1] in ("所", "的")) or self._attributive(hits, k):
                        continue
                    if entry.word in _WAVERING and (i + 1 >= stop or not self._is_modal(hits, k, stop)):
                        continue
                    if main is not None and main.stop < stop and texts[main.stop] == "了":
                        continue
                    if entry.value in ("able", "may"):
                        blocked = False
                        able = entry.word
                        if main is None or joined or main.entry.clause or main.entry.speech or self._of(hits, k):
                            continue
                        while found and not (found[-1].entry.speech or found[-1].entry.clause):
                            found.pop()
                        main = None
                        continue
                    governs = main is not None and (main.entry.clause or main.entry.speech or joined or (main.entry.light and main.stop == i))
                    if main is not None and not governs and main.entry.category != "prohibit" and entry.word not in ("需", "需要"):
                        while found and not (found[-1].entry.speech or found[-1].entry.clause):
                            found.pop()
                    modal, modal_at, able = entry.value, i, ""
                    main = main if governs else None
                    blocked, preposition = False, i if entry.word[-1] in _PAIRED else -1
                elif kind == STATIVE:
                    if entry.word == "是" and i > start and texts[i - 1] in _FOCUS:
                        continue
                    if i > start and texts[i - 1] == "的":
                        continue
                    if entry.word == "包括" and "在内" in texts[i:stop]:
                        continue
                    if main is None or joined:
                        before = texts[i - 1] if i > start else ""
                        if entry.word == "是" and before in _DUTIES:
                            duty = True
                            continue
                        blocked, main, preposition = True, None, -1
                    elif main.entry.word in _HOLDS and self._of(hits, k):
                        blocked, main = True, None  # 树立绿水青山就是金山银山的理念
                    elif not (main.entry.speech or main.entry.clause) and (
                        entry.word in _COPULAS
                        or (not main.entry.pivot and (entry.word in _PREDICATES or self._of(hits, m, i)))
                    ):
                        while found and not found[-1].entry.speech:
                            found.pop()
                        blocked, main = True, None
                elif kind == CLOSER:
                    if main is not None and entry.word in _WHEN and not (i + 1 < stop and texts[i + 1] == "的"):
                        if main.entry.event and main.stop == i:
                            found.remove(main)
                        held, when, main = main, i, None
                    preposition = -1
                elif kind == THEN:
                    if main is not None:
                        joined, joint = True, i
                elif main is None or joined or main.entry.clause or main.entry.speech or main.entry.serial or entry.word == "由":
                    if kind == FRONT:
                        if entry.word == "由" and main is not None and main.stop < i and not (joined or main.entry.clause or main.entry.speech):
                            found.clear()  # 申报事项由用人单位办理
                            main = None
                        if entry.word == "将" and texts[i - 1] != "现" and self._is_modal(hits, k, stop):
                            modal = "planned"
                            continue
                        front = front if entry.word == "由" and front >= 0 and texts[front] in ("把", "将") else i
                    if entry.word == "关于" and preposition >= 0:
                        continue
                    preposition = i
                    purpose = entry.word in ("为", "为了", "因")
                    skip = self._closing(hits, k)
                    if kind == PLACE:
                        skip = self._place_end(hits, k)
                        if skip == _TRANSPARENT:
                            place, preposition, skip = i, -1, -1
                        elif skip < 0 and self._bare(hits, k) and not any(e.kind == CLOSER and e.word in _WHEN for _, e in hits[k + 1 :]):
                            blocked = True
                continue

            # A predicate, with those that are written solid with it.
            end, m, light = i + 1, k + 1, entry.light
            if end < stop and len(texts[i]) == 1 and texts[end] in RESULTS and (texts[i] == "做" or texts[end] not in _DEGREES):
                end += 1
            elif entry.result or (entry.disposal and (front < 0 or texts[front] not in ("把", "将"))):
                continue
            if entry.word == "请" and (end >= stop or not (tags[end] in _NAMES or tags[end] in ("n", "r", "v", "vn"))):
                modal = "directive"
                continue
            if entry.skip == 1 and texts[i][0] in "并还也又":
                if main is not None:
                    joined, joint = True, i
            if entry.adverb and (self._adverbial(hits, m, end, stop) or (end >= stop and preposition < 0 and entry.category != "plan")):
                if entry.word == "负责":
                    modal = "directive"
                continue
            last = entry
            while m < count and hits[m][1].kind == VERB and hits[m][0] == end and last.keep >= len(texts[end - 1]) and self._solid(entry, hits[m][1], end, stop):
                last = hits[m][1]
                if last.speech:
                    entry = last
                light = light or last.light
                end += 1
                if end < stop and last.result and texts[end] in RESULTS:
                    end += 1
                m += 1
            skip = end

            after = texts[end] if end < stop else ""
            follower = self.lexicon.table.get(after)
            if after in ("中", "方面", "过程中") or (after in _WHEN and entry.event):
                if not (after == "中" and end + 1 < stop and tags[end + 1] in ("j", "ns", "nr", "zg")):  # 推动中俄…
                    continue
            if after in _WHEN and end + 1 < stop and texts[end + 1] == "的":
                continue  # 修改后的…
            if after in ("的", "之", "者") or (i > start and (texts[i - 1] in ("的", "之", "了", "过") or texts[i - 1] in _NOT_YET)):
                continue
            adjacent = main is not None and joint == main.stop and i == joint + 1
            if entry.noun and not (adjacent and self._takes(end, stop, heads=True)):
                chained = end > i + 1 and last.noun and self._takes(end, stop)
                hosted = main is not None and main.entry.category == "convene" and main.entry.serial and texts[i - 1].endswith(_GATHERING)
                if not chained and not light and not (hosted and self._takes(end, stop)) and self._noun(
                    entry, i, end, start, stop, preposition if preposition >= 0 else place, last
                ):
                    skip = end if last.noun else i + 1
                    continue
            if texts[stop - 1] == "的" and (not entry.speech or entry.noun):
                continue  # 提供担保的，…
            further = self._further(hits, m, start, stop)
            if entry.preposition and end == i + 1 and not self._adopted(end, stop, after):
                if main is None or joined:
                    means, main = True, None
                continue
            if preposition >= 0 and texts[preposition] in _SOURCES and (entry.speech or entry.word in _SOURCED):
                continue
            if preposition >= 0 and (main is None or joined):
                bare = i == preposition + 1 or (i == preposition + 2 and texts[i - 1] in self.lexicon.adverbs)
                if bare and (further or purpose or front == preposition):
                    blocked = blocked or purpose
                    continue
                if (purpose or front == preposition) and further and (entry.noun or self._of(hits, m)):
                    continue
                if purpose and entry.noun:
                    continue
            if blocked and not entry.speech and not joined:
                continue
            nested = False
            if held is not None and main is None:
                if not (entry.speech or held.entry.category in ("convene", "inspect") or texts[when] in ("后", "之后", "前", "之前")):
                    main = held
                    continue
                held.limit = min(held.limit, when)
                held = None
            if main is not None:
                if entry.speech and not entry.noun:
                    main.limit = min(main.limit, i)
                elif adjacent and self._takes(end, stop, heads=True):
                    main.limit = min(main.limit, joint)
                elif main.entry.word in _EXPRESSES and i == main.stop and entry.category in ("state", "convene", "serve"):
                    continue  # 表示热烈祝贺
                elif main.entry.clause or (main.entry.speech and texts[main.stop] != "了" and main.entry.word != "介绍"):
                    if entry.event and end >= stop:
                        continue
                    if entry.modal and not self._takes(end, stop):
                        continue
                    nested = True
                    if modal_at > main.stop:
                        main.limit = min(main.limit, modal_at)  # 勉励干部要…
                    elif main.entry.word in _MOVES and main.stop < i:
                        j = i
                        while j > main.stop and (texts[j - 1] in self.lexicon.adverbs or tags[j - 1] in _ADVERBS):
                            j -= 1
                        main.limit = min(main.limit, j)  # 动员群众…
                elif entry.event and end >= stop and not joined and joint < main.stop and entry.category in ("convene", "establish"):
                    found.clear()  # 推进某工作的会议在京召开
                elif joined or self._listed(entry, joint, i, main, end, stop, hits, m):
                    main.limit = min(main.limit, joint)
                elif entry.word in _GIVES:
                    main.limit = min(main.limit, i)
                elif not entry.noun and self._acts(i - 1) and self._of(hits, bisect_left(hits, main.stop, key=_index), i):
                    found.remove(main)
                elif self._serial(main, entry, i, end, stop, means):
                    j = preposition if preposition > main.stop else i
                    while j > main.stop and texts[j - 1] in self.lexicon.adverbs:
                        j -= 1
                    main.limit = min(main.limit, j)
                else:
                    continue
            main = Predicate(entry, i, end, stop, modal, nested, front, light, duty, last, able)
            found.append(main)
            preposition = joint = -1
            joined = blocked = purpose = False
        return found

    def _serial(self, main: Predicate, last: Entry, i: int, end: int, stop: int, means: bool) -> bool:
        """Whether the predicate `last` at `i` goes on from the object of `main` (采取措施加强管理)."""
        entry = main.entry
        if last.noun and not (last.light or self._takes(end, stop) and entry.category in ("convene", "coordinate", "appoint")):
            if not (end >= stop and entry.category in ("coordinate", "appoint")):
                return False
        if main.stop == i and not (main.last and main.last.keep < len(self.texts[i - 1])):
            return False
        if means:
            return True
        if entry.serial:
            return entry.category != "convene" or self.texts[i - 1].endswith(_GATHERING)
        return entry.category in ("issue", "convene") and self.texts[i - 1] in self.lexicon.adverbs

    def _place_end(self, hits: list[Hit], k: int) -> int:
        """Index of the word behind the phrase of place or time that the preposition at hit `k` opens."""
        start = hits[k][0]
        strong = -1
        for j, entry in hits[k + 1 :]:
            if entry.kind == VERB and not entry.noun and strong < 0 and j > start + 1:
                strong = j
            elif entry.kind == CLOSER:
                if entry.word in _WHEN:
                    return _TRANSPARENT
                if strong < 0 or j < strong:
                    return j + 1
        return -1

    def _is_modal(self, hits: list[Hit], k: int, stop: int) -> bool:
        """Whether the 将 or the like at hit `k` is a modal: a predicate, adverb, preposition or date follows at once."""
        i = hits[k][0] + 1
        if hits[k][1].word == "会" and i < stop and self.texts[i] in ("由", "上", "在"):
            return False
        if i >= stop:
            return True
        if k + 1 < len(hits) and hits[k + 1][0] == i:
            entry = hits[k + 1][1]
            if entry.kind == VERB:
                return not entry.noun or self._closing(hits, k) < 0
            return entry.kind in (MODAL, PLACE, FRONT, WITH, THEN, STATIVE)
        return self.tags[i] in _ADVERBS or self.tags[i] == "v" or self.texts[i] in self.lexicon.adverbs

    def _adverbial(self, hits: list[Hit], m: int, end: int, stop: int) -> bool:
        """Whether a predicate follows at `end`, adverbs aside, and is not the first noun of an object (统一监管标准)."""
        while end < stop and self.texts[end] in self.lexicon.adverbs:
            end += 1
        if m >= len(hits) or hits[m][0] != end or hits[m][1].kind != VERB:
            return m < len(hits) and hits[m][0] == end and hits[m][1].kind in (WITH, FRONT)
        return not (hits[m][1].noun and end + 1 < stop and self.texts[end + 1] in self.lexicon.heads)

    @staticmethod
    def _closing(hits: list[Hit], k: int) -> int:
        """Index of the predicate that a preposition at hit `k` is made for (对…作出, 把…作为, 为…提供); -1 if there is none."""
        word = hits[k][1].word
        if word == "以":  # 以…为核心的…
            return next((i + 2 for i, entry in hits[k + 1 :] if entry.word == "为"), -1)
        closing = _CLOSING.get(word)
        if closing is not None:
            for i, entry in hits[k + 1 :]:
                if entry.kind == MODAL or (entry.kind == THEN and entry.word in ("并", "并且")):
                    break
                if entry.kind == VERB and (entry.word in closing or (entry.light and closing is _LIGHT) or (entry.disposal and closing is _DISPOSAL)):
                    return i
        return -1

    def _bare(self, hits: list[Hit], k: int) -> bool:
        """Whether a predicate follows the preposition at hit `k` at once, adverbs aside (在打造…上)."""
        i = hits[k][0] + 1
        while i < len(self.texts) and self.texts[i] in self.lexicon.adverbs and self.tags[i] not in ("t", "date"):
            i += 1
        return k + 1 < len(hits) and hits[k + 1][0] == i and hits[k + 1][1].kind == VERB and not hits[k + 1][1].noun

    @staticmethod
    def _attributive(hits: list[Hit], k: int) -> bool:
        """Whether 的 follows the modal at hit `k` before any predicate (即将到来的…)."""
        for _, entry in hits[k + 1 :]:
            if entry.kind == OF:
                return True
            if entry.kind in (VERB, FRONT, WITH, PLACE):
                return False
        return False

    def _acts(self, i: int) -> bool:
        """Whether the word at `i` can end the name of who acts."""
        word = self.texts[i]
        if word.endswith("方") and len(word) == 2:
            return True
        return word in self.lexicon.agents or word[-2:] in self.lexicon.agents or word in self.lexicon.persons or i in self.persons or self.tags[i] == "org"

    def _adopted(self, end: int, stop: int, after: str) -> bool:
        """Whether 通过 before `end` is a predicate: with an aspect, without an object, or with a paper as its object."""
        if end >= stop or after in ("了", "过", "关于"):
            return True
        return self.texts[stop - 1] in self.lexicon.papers or "title" in self.tags[end:stop] or "关于" in self.texts[end:stop]

    def _listed(self, entry: Entry, joint: int, i: int, main: Predicate, end: int, stop: int, hits: list[Hit], m: int) -> bool:
        """Whether the predicate at `i` is joined to `main` by the 、 or 和 at `joint`."""
        if joint <= main.stop or not self._adverbs(joint, i) or self._of(hits, m):
            return False
        if "等" in self.texts[i : stop - 1]:
            return False  # 制定检查、查封等配套办法
        if end >= stop and i > joint + 1:
            return True
        return self._takes(end, stop, heads=True) and (not entry.noun or (entry.second and self._takes(end, stop)))

    def _solid(self, first: Entry, last: Entry, i: int, stop: int) -> bool:
        """Whether the predicate at `i` is written solid with `first`, and not its object."""
        if not joins(first, last) or (len(last.word) == 1 < len(first.word) and not last.result):
            return False
        if last.light or not last.noun or first.word == "贯彻":
            return True
        if first.noun and last.second and i + 1 >= stop:
            return True
        if first.noun and first.category == last.category and first.category in ("inspect", "publicise", "serve"):
            return True
        return self._takes(i + 1, stop, heads=last.category in ("report", "inspect", "plan"), listed=True)

    def _takes(self, end: int, stop: int, heads: bool = False, listed: bool = False) -> bool:
        """Whether an object can begin at `end`.

        With `heads` also one that begins with a head noun (通报工作情况); with `listed` also one that a further predicate shares (组织协调和指导…).
        """
        if end < stop and self.texts[end] in ("“", "‘", "「"):
            return True
        if end >= stop or (self.tags[end] in _NO_OBJECT and self.texts[end] not in self.lexicon.agents) or (not heads and self.texts[end] in self.lexicon.heads):
            follower = self.lexicon.table.get(self.texts[end]) if listed and end < stop else None
            if follower is None or follower.kind not in (ENUM, LIST) or end + 1 >= stop:
                return False
            follower = self.lexicon.table.get(self.texts[end + 1])
            return follower is not None and follower.kind == VERB
        if self.texts[end] in self.lexicon.adverbs:
            while end < stop and self.texts[end] in self.lexicon.adverbs:
                end += 1
            follower = self.lexicon.table.get(self.texts[end]) if end < stop else None
            return end < stop and (follower is None or follower.kind != VERB or follower.noun)
        follower = self.lexicon.table.get(self.texts[end])
        if follower is None:
            return True
        if follower.kind == VERB:
            return follower.noun or self.texts[end] not in self.lexicon.table
        if follower.kind == STATIVE:
            return follower.word in _QUALITIES
        return follower.kind not in (ENUM, LIST, OF, THEN, CLOSER, MODAL, PLACE)

    def _noun(self, entry: Entry, i: int, end: int, start: int, stop: int, preposition: int = -1, last: Entry | None = None) -> bool:
        """Whether the predicate at `i`, which may also name the act, stands as a noun."""
        if not entry.noun:
            return False
        texts, tags, lexicon = self.texts, self.tags, self.lexicon
        after, tag = (texts[end], tags[end]) if end < stop else ("", "")
        if after in ("了", "过", "着") or (after == "为" and entry.category == "amend"):
            return False
        follower = lexicon.table.get(after)
        grouped = last is not None and not last.noun  # 研究制定…
        if not grouped and follower is not None and follower.kind == VERB and (follower.speech or not follower.noun) and tag != "vn":
            if not entry.clause or follower.speech:
                return True
        if entry.speech and after == "" and i > start and texts[i - 1] not in lexicon.heads:
            return False
        takes = grouped or self._takes(end, stop) or entry.keep < len(texts[i]) or (entry.clause and after != "" and tag not in _NO_OBJECT)
        if i == start and not entry.clause and after in lexicon.agents and self._goes_on(end + 1, stop):
            return True  # 监管总局将…
        if i == start:
            return not (takes or self._takes(end, stop, listed=True)) or (not entry.adverb and not entry.clause and self._chain(end, stop))
        before, tag_before = texts[i - 1], tags[i - 1]
        known = lexicon.table.get(before)
        if before in lexicon.adverbs or tag_before in _ADVERBS or (known is not None and known.adverb):
            if before in ADJECTIVES and (after in lexicon.heads or not takes):
                return True
            return not takes and follower is not None and follower.kind in _NOMINAL and not self._takes(end, stop, listed=True)
        if known is not None:
            kind = known.kind
            if kind in (MODAL, THEN):
                return False
            if kind == STATIVE and before == "是":
                return not takes
            if kind in (ENUM, LIST):
                return not (takes and entry.second)
            if kind in (PLACE, FRONT, WITH) or known.speech:
                return not takes
        if preposition >= start and i > preposition + 1:
            if texts[preposition] in ("围绕", "结合", "针对") and not after:
                return True  # 围绕干部选拔
        if i - 1 in self.persons:
            return False
        if after in ("看", "来看", "来说", "而言") or before == "等":
            return True
        if preposition >= start and i > preposition + 1 and texts[preposition] in ("与", "同") and follower is not None and follower.kind == VERB:
            return True  # 科技创新与产业创新协同发展
        if preposition >= start and i > preposition + 1 and texts[preposition] in _PAIRED:
            return not (takes or self._takes(end, stop, heads=True)) and after != ""
        if after in lexicon.heads:
            return entry.category != "convene" or tag_before not in _NAMES
        if tag_before in _NAMES or self._acts(i - 1):
            if takes or self._takes(end, stop, listed=True):
                return preposition < start and self._chain(end, stop)
            return after != "" and (after not in _WHEN or preposition < start) and after != "并"
        if tag_before == "f" or (known is not None and known.kind == CLOSER):
            return not takes and after != ""
        if preposition >= start and i > preposition + 1:
            known = lexicon.table[texts[preposition]]
            if known.kind == PLACE:
                return not takes and after not in _WHEN
            if known.kind == FRONT or known.word[-1] in _PAIRED:
                return not takes and (after not in RESULTS and after not in _GOALS if known.word in ("把", "将") else after != "")
        if before in ("了", "过"):
            return True
        if tag_before == "x":
            return before in ("”", "》", "’") or not takes
        if before in lexicon.papers or tag_before == "title":
            return not takes and after != ""
        return tag_before in _NOUNS

    def _goes_on(self, end: int, stop: int) -> bool:
        """Whether what precedes `end` is a subject, by the word there."""
        if end >= stop:
            return False
        entry = self.lexicon.table.get(self.texts[end])
        return entry is not None and (entry.kind == MODAL or entry.word == "将")

    def _chain(self, end: int, stop: int) -> bool:
        """Whether nouns of acts from `end` lead to a head noun (关爱|保护工作)."""
        get = self.lexicon.table.get
        while end < stop and (entry := get(self.texts[end])) is not None and entry.kind == VERB and entry.noun:
            end += 1
            if end < stop and self.texts[end] in self.lexicon.heads:
                return True
        return False

    def _further(self, hits: list[Hit], m: int, start: int, stop: int) -> bool:
        """Whether a later word of the clause, from hit `m`, is a better predicate."""
        for j, entry in hits[m:]:
            if entry.kind == VERB:
                after = self.texts[j + 1] if j + 1 < stop else ""
                if after not in ("的", "之") and self.texts[j - 1] not in ("的", "、", "和") and not self._noun(entry, j, j + 1, start, stop):
                    return True
            elif entry.kind == STATIVE and entry.word == "是":
                return True
        return False

    @staticmethod
    def _of(hits: list[Hit], m: int, before: int = 1 << 30) -> bool:
        """Whether 的 follows from hit `m`, up to the word `before`."""
        return any(entry.kind == OF for j, entry in hits[m:] if j < before)

    def _adverbs(self, joint: int, i: int) -> bool:
        """Whether only adverbs stand between the conjunction at `joint` and `i`."""
        return all(self.tags[j] in _ADVERBS or self.texts[j] in self.lexicon.adverbs for j in range(joint + 1, i))
