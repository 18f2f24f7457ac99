"""Which words of a clause are its predicates.

A clause is read once, from left to right, over the words that the lexicon knows. Its first predicate governs the rest: what
follows is object, unless a conjunction, a pivot (督促各地贯彻) or a serial verb (采取措施加强) opens a new predicate. Prepositions hold
what they introduce, a verb before 的 modifies a noun, and a modal or a copula turns what stood before it into a subject.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhengce.extract.actions.phrases import TRANSPARENT, Phrases
from zhengce.extract.actions.position import GATHERING, RESULTS, THEMATIC, WHEN
from zhengce.extract.actions.predicates import (
    CLOSER,
    ENUM,
    FRONT,
    LEADS,
    LIST,
    MODAL,
    OF,
    PLACE,
    STATIVE,
    THEN,
    VERB,
    Entry,
    words,
)  # fmt: skip

_NOT_YET = frozenset({"不能", "不可", "未", "从未", "尚未", "未经", "没有", "未能", "无法", "难以", "所", "并未"})
_WAVERING = frozenset({"会", "计划", "预计", "准备", "打算", "拟", "争取"})  # modals only before a predicate
_LISTS = frozenset({ENUM, LIST})
_COPULAS = frozenset({"是", "有利于", "有助于", "意味着", "标志着", "正是", "就是", "成为"})
# Statives whose subject may be a clause.
_OF_CLAUSES = words("结束 面临 取得 离不开 在于 得到 受到 事关 需要 关系到 占 占到 达 达到 超过")
_HOLDS = frozenset({"树立", "坚持", "践行", "秉持", "强化", "贯彻"})  # a copula may stand in their object
_EXPRESSES = frozenset({"表示", "表达", "致以"})
_MOVES = frozenset({"组织", "动员", "请"})  # their object ends before what it is to do
_FOCUS = frozenset({"尤其", "特别", "更", "都"})  # before 是, which then is no copula
_DUTIES = ("职能", "职责", "任务")
_SOURCES = frozenset({"据", "根据", "按", "按照", "依照", "依据", "受", "应"})  # 据…报道, 按…规定, 受…委托
_INVITES = frozenset({"邀请", "请求", "之邀"})
_SOURCED = words("保护 调查 监测 测算 评估 分析 透露 了解 报道 规定 统计 介绍 委托 邀请 委派 派遣 要求 部署 安排")
_MEASURED = frozenset({"serve", "inspect", "enforce"})  # acts that rates are of
_ROLES = words("引领 带动 推动 促进 支撑 示范 保障 调节 监督 指导")  # before 作用
_THINGS = frozenset({"n", "nz", "vn", "an", "a", "l"})
_BREAKS = frozenset("，、。；")
_MODES = words("模式 机制 功能 作用 方式 能力 体系 水平 格局 渠道 路径 效应")  # that nouns joined by 和 modify
_PERSON_TAGS = frozenset({"nr", "nrt", "nrfg"})
_RECEIVES = frozenset({"会见", "接见"})
_VERDICTS = ("必要", "重要", "必不可少", "刻不容缓", "势在必行")  # said of the act that a clause names
_MEANS = words("措施 方式 形式 手段 途径 办法 渠道 举措")
_RELATED = frozenset({"相关", "有关"})  # before the noun that closes a list of what is discussed
_BY_LEADERS = words("处理 同意 批准 审定 批示 同志 决定 研究 却 也 都")  # behind those who lead
_GROUNDS = words("规定 要求 决定 安排 部署 精神 意见 原则 建议 标准 办法")  # 根据…的决定，
_FIGURES = frozenset({"m", "mq", "t", "date"})
_TOLD_OF = frozenset({"convene", "inspect", "report", "serve", "state"})  # what is told even in a phrase of time
_ENDINGS = frozenset({"的", "之", "者", "式", "型"})
_JOINED = frozenset("并还也又")
_REACH = 100  # words of a clause that are looked through at most for what shapes a list


@dataclass(slots=True)
class Predicate:
    """A predicate of a clause: word indices [first, stop), and what its clause says about it."""

    entry: Entry
    first: int
    stop: int
    limit: int  # index of the word at which its object ends at the latest
    modal: str | None
    nested: bool  # inside the object of the one before
    front: int  # index of the preposition that brings its theme forward, or -1
    light: bool
    duty: bool
    last: Entry  # of its last word
    able: str  # the word that only makes it possible (能) or permits it (可)

    @property
    def pivots(self) -> bool:
        """Whether its object may hold a further predicate, or be speech."""
        return self.entry.clause or self.entry.speech


class Clauses(Phrases):
    """Finds the predicates of the clauses of one document; its attributes are the state of the clause being read."""

    __slots__ = (
        "able", "blocked", "duty", "found", "front", "held", "joined", "joint", "main", "means", "modal",
        "modal_at", "passed", "place", "purpose", "skip", "when",
    )  # fmt: skip

    def _begin(self, hits: list[int], start: int, stop: int) -> None:
        self.hits, self.start, self.stop = hits, start, stop
        self.found: list[Predicate] = []
        self.main: Predicate | None = None  # the one that governs what comes next
        self.held: Predicate | None = None  # whose object ends at `when`, if a further predicate comes
        self.modal: str | None = None
        self.able = ""
        self.skip = self.preposition = self.front = self.place = self.joint = self.when = self.modal_at = -1
        self.joined = self.blocked = self.purpose = self.duty = self.means = False
        self.passed = 0  # the word behind the last predicate looked at

    def predicates(self, hits: list[int], start: int, stop: int) -> list[Predicate]:
        """Predicates of the clause of words [start, stop), in order; `hits` are its words with a kind."""
        self._begin(hits, start, stop)
        entries = self.entries
        for k, i in enumerate(hits):
            if i < self.skip:
                continue
            entry = entries[i]
            kind = entry.kind
            if kind == VERB:
                self._verb(k, i, entry)
            elif kind in _LISTS:
                if self.main is not None and not self.joined:
                    self.joint = i
            elif kind == THEN:
                if self.main is not None and not (entry.word == "又" and self.texts[i + 1] in ("好", "快")):
                    self.joined, self.joint = True, i
            elif kind == MODAL:
                self._modal(k, i, entry)
            elif kind == STATIVE:
                self._stative(i, entry)
            elif kind == CLOSER:
                self._closer(i, entry)
            elif kind != OF:
                self._preposition(k, i, entry)
            elif self.preposition >= 0 and self.texts[self.preposition] == "由":
                self.preposition = -1  # 由某部牵头的…
        if self.texts[stop - 1].endswith(_VERDICTS):
            self._drop()  # 讨论这一问题十分必要
        if self.means and len(self.found) == 1 and self.texts[stop - 1] in _MEANS:
            self.found.clear()  # 通过培育新业态等措施，…
        if self.held is not None and (self.when == stop - 1 or (self.main is None and self._goes_on(self.when))):
            self.held.limit = self.when
        if self.held is not None and self.when == stop - 1:
            dated = 0 <= self.place < self.held.first and self.texts[self.when] not in ("后", "之后")
            if dated and self.held.entry.category not in _TOLD_OF and not self.held.pivots:
                self.found.remove(self.held)  # 在办理结算前，…
        return self.found

    # --- words that shape the clause

    def _drop(self, *, spoken: bool = False) -> None:
        """The predicates found last stood in the subject of what comes: they are none, back to one that introduces speech."""
        found = self.found
        while found and not (found[-1].entry.speech or (not spoken and found[-1].entry.clause)):
            found.pop()

    def _modal(self, k: int, i: int, entry: Entry) -> None:
        main, texts = self.main, self.texts
        if entry.word == "应" and not _INVITES.isdisjoint(texts[i : self.stop]):
            self.preposition = i  # 应…邀请
            return
        if (i > self.start and texts[i - 1] in ("所", "的")) or self._attributive(k):
            return
        if entry.word == "需要" and self.preposition >= 0 and texts[self.preposition] in _SOURCES:
            return  # 根据工作需要
        if entry.word in _WAVERING and (i + 1 >= self.stop or not self._is_modal(k)):
            return
        if main is not None and main.stop < self.stop and texts[main.stop] == "了":
            return
        self.blocked = False
        if entry.value == "able" or entry.value == "may":
            self.able = entry.word
            if main is not None and not (self.joined or main.pivots or "的" in texts[i : self.stop]):
                self._drop()
                self.main = None
            return
        governs = main is not None and (main.pivots or self.joined or (main.light and main.stop == i))
        if main is not None and not governs and main.entry.category != "prohibit" and entry.word not in ("需", "需要"):
            self._drop()
        self.modal, self.modal_at, self.able = entry.value, i, ""
        self.main = main if governs else None
        self.preposition = i if entry.word[-1] in "与同跟向由以为" else -1

    def _stative(self, i: int, entry: Entry) -> None:
        main, texts, word = self.main, self.texts, entry.word
        before = texts[i - 1] if i > self.start else ""
        if before == "的" and word in ("有", "还有"):
            self._drop()  # 参加会谈的有…
            self.blocked, self.main = True, None
            return
        if (
            before == "的"
            or (main is not None and texts[i + 1] == "的")  # 肯定…取得的成绩
            or (word == "是" and before in _FOCUS)
            or (word == "包括" and not {"在内", "内"}.isdisjoint(texts[i : self.stop]))
        ):
            return
        if entry.value == "rate" and (self.tags[i + 1] == "m" or "于" in texts[i + 1 : i + 3]):
            self._drop()  # 服务价格上涨2.4%
            self.blocked, self.main = True, None
        elif main is None or self.joined:
            if word == "是" and before.endswith(_DUTIES):
                self.duty = True
            else:
                self.blocked, self.main, self.preposition = True, None, -1
        elif main.entry.word in _HOLDS and "的" in texts[i : self.stop]:
            self.blocked, self.main = True, None  # 树立绿水青山就是金山银山的理念
        elif main.entry.word == "提出" and word in _COPULAS and not main.pivots:
            self.blocked = True  # 提出…的指导思想是
        elif not (main.pivots or main.entry.category == "prohibit") and (
            word in _COPULAS
            or (word == "符合" and "的" in texts[main.stop : i])
            or (not main.entry.pivot and (word in _OF_CLAUSES or "的" in texts[self.passed : i]))
        ):
            self._drop(spoken=True)
            self.blocked, self.main = True, None

    def _closer(self, i: int, entry: Entry) -> None:
        main = self.main
        if main is not None and entry.word in WHEN and self.texts[i + 1] != "的":
            if main.stop == i and (main.entry.event or self.texts[i + 1] == "在座"):
                self.found.remove(main)
            self.held, self.when, self.main = main, i, None
        self.preposition = -1

    def _preposition(self, k: int, i: int, entry: Entry) -> None:
        main, texts, word = self.main, self.texts, entry.word
        if not (main is None or self.joined or main.pivots or main.entry.serial or word == "由"):
            return
        if entry.kind == FRONT:
            if word == "由" and main is not None and "的" in texts[i : self.stop]:
                return  # 会见了由…率领的代表团
            if word == "由" and main is not None and main.stop < i and not (self.joined or main.pivots):
                self.found.clear()  # 申报事项由用人单位办理
                self.main = None
            if word == "将" and texts[i - 1] != "现" and self._is_modal(k):
                self.modal = "planned"
                return
            if not (word == "由" and self.front >= 0 and texts[self.front] in ("把", "将")):
                self.front = i
        if word == "关于" and self.preposition >= 0:
            return
        if word == "为" and main is not None and "的" in texts[main.stop : i] and self.tags[i + 1] in _FIGURES:
            self._drop()  # 执行合同的期限为三年
            self.blocked, self.main = True, None
            return
        if (
            word[-1] == "就"
            and self._closing(k) < 0
            and self.entries[i + 1].kind == VERB
            and texts[self.stop - 1] != "如下"
        ):
            return  # 两个月就完成
        if word in ("把", "将") and "相结合" in texts[i : self.stop]:
            self.skip = self.stop
            return
        if word in ("把", "将") and "起来" in texts[i : self.stop] and "结合" in texts[i : self.stop]:
            self.skip = texts.index("结合", i)  # 把…同…结合起来
            return
        self.preposition = i
        self.purpose = word in ("为", "为了", "因")
        if entry.kind != PLACE:
            self.skip = self._closing(k)
            return
        self.skip = self._place_end(k)
        if self.skip == TRANSPARENT:
            self.place, self.preposition, self.skip = i, -1, -1
        elif self.skip < 0 and self._bare(k, i):
            self.blocked = True

    # --- predicates

    def _verb(self, k: int, i: int, entry: Entry) -> None:
        texts, entries, stop, position = self.texts, self.entries, self.stop, self.position
        end = i + 1
        if texts[end] in RESULTS and end < stop and position.results(i):
            end += 1
        elif entry.result or (entry.disposal and (self.front < 0 or texts[self.front] not in ("把", "将"))):
            return
        if entry.word == "组成" and (end >= stop or texts[end] in ("人员", "部门", "部分", "单位")):
            self._stative(i, entry)
            return
        if entry.word == "请" and not self._requests(end):
            self.modal = "directive"
            return
        if (entry.word == "看" and (end >= stop or texts[end] in ("一下", "看"))) or (
            entry.speech and texts[end] == "着"
        ):
            return  # 从历史上看, 嘴上说着
        plain = end + 1 == stop and ((self.tags[end] == "v" and entries[end].kind < 0) or entries[end].noun)
        if self.means and entry.noun and (end >= stop or plain) and self.main is None:
            return  # 通过政府引导，…
        if self.means and texts[i - 1] == "通过" and entry.noun and entries[end].kind == VERB and not entries[end].noun:
            return  # 通过合作|消除
        if texts[end] == "地" and self.tags[end] == "uv":
            return  # 深入地宣传
        if entry.speech and len(entry.word) == 1 and self.tags[end] in _THINGS and texts[end + 1] in _BREAKS:
            return  # 讲规矩，…
        if entry.skip == 1:
            self._lead(i, texts[i][0])
        if entry.adverb and (
            position.adverbial(entry, end, stop) or (end >= stop and self.preposition < 0 and entry.category != "plan")
        ):
            if entry.word == "负责":
                self.modal = "directive"
            return
        if entry.word == "团结" and texts[end] == "带领":
            entry, end = entries[end], end + 1
        last, light = entry, entry.light
        closing = self._closers()
        while (
            end < stop
            and entries[end].kind == VERB
            and texts[end] not in closing  # 为发展|提供…
            and position.solid(entry, last, end, stop)
        ):
            last = entries[end]
            entry = last if last.speech else entry
            light = light or last.light
            end += 1
            if last.result and end < stop and texts[end] in RESULTS:
                end += 1
        receives = entry.word in _RECEIVES and texts[end] in ("出席", "参加") and "的" in texts[end:stop]
        self.skip = self.passed = end + receives  # 会见|出席会议的代表
        if self._attribute(i, end, entry) or (not receives and self._as_noun(i, end, entry, last, light)):
            return
        if texts[stop - 1] == "的" and (not entry.speech or entry.noun):
            return  # 提供担保的，…
        main = self.main
        if entry.preposition and end == i + 1 and not position.adopted(end, stop):
            if main is None or self.joined:
                self.means, self.main = True, None
            return
        if self.preposition >= 0 and self._in_phrase(k, i, end, entry):
            return
        if self.blocked and not entry.speech and not self.joined:
            return
        nested = False
        if self.held is not None and main is None:
            if not self._ends_time(entry):
                self.main = self.held
                return
            self.held.limit = min(self.held.limit, self.when)
            self.held = None
        if main is not None:
            relation = self._relation(main, i, end, entry, last)
            if relation is None:
                return
            nested = relation
        self.main = Predicate(
            entry, i, end, stop, self.modal, nested, self.front, light, self.duty, last, self.able
        )  # fmt: skip
        self.found.append(self.main)
        self.preposition = self.joint = -1
        self.joined = self.blocked = self.purpose = False

    def _lead(self, i: int, lead: str) -> None:
        """What the first character of the word at `i`, no part of the predicate, makes of it."""
        if lead in _JOINED and self.main is not None:
            self.joined, self.joint = True, i
        elif LEADS.get(lead):
            self.modal, self.modal_at = LEADS[lead], i

    def _attribute(self, i: int, end: int, entry: Entry) -> bool:
        """Whether the words [i, end) modify a noun, or stand in a phrase of time or in a negated clause."""
        texts = self.texts
        before = texts[i - 1] if i > self.start else ""
        if before and (before in ("的", "之", "了", "过") or before in _NOT_YET):
            return True
        if end >= self.stop:
            return False
        after = texts[end]
        if entry.noun and self.entries[end].noun and texts[end + 1] in _ENDINGS:
            return True  # 调查|研究的
        if after == "在" and entry.category == "establish":
            return True  # 建立在…的基础上
        if entry.word == "在座" or (
            entry.word == "当选" and self.tags[end] == "n" and self.tags[end + 1] in _PERSON_TAGS
        ):
            return True  # 在座|各位, 当选|总统某某
        if after == "难度" or (after == "机器人" and entry.noun) or (after in ("不到", "仅", "才") and entry.event):
            return True  # 建设|难度大, 检测|机器人, 成立|不到两个月
        if after == "人" and entry.noun and end == i + 1 and not before.endswith("为"):
            return True  # 采购|人
        if after == "日期" or (after == "时速" and entry.word == "设计"):
            return True  # 颁布|日期
        if entry.word == "领导" and after in _BY_LEADERS:
            return True  # 经国务院领导|同意
        if after in ("目的", "依据") and end + 1 >= self.stop and i == self.start:
            return True  # 编制|目的
        if after == "率" or (after.endswith("率") and len(after) == 3 and entry.category in _MEASURED):
            return True  # 救治|成功率, 调查|失业率
        if after in ("点", "房") or (before == "被" and entry.noun and self.tags[end] == "n"):
            return True  # 安置|点, 被|处理|景区
        if after == "之日" or (after == "安全" and entry.word == "生产"):
            return True  # 下发|之日
        if after == "活动" and not entry.noun and before in ("”", "》"):
            return True  # “…”推选|活动
        if after == "为主" or (after == "作用" and entry.word in _ROLES):
            return True  # 坚持保护为主, 发挥引领作用
        if after == "为" and self.preposition >= 0 and texts[self.preposition].endswith("以"):
            return True  # 以创新为引领
        if after in _ENDINGS or (after in WHEN and (entry.event or texts[end + 1] == "的")):
            return True  # 修改后的…
        if after == "中":
            return self.tags[end + 1] not in ("j", "ns", "nr", "zg")  # 推动|中俄…
        return after in ("方面", "过程中")

    def _as_noun(self, i: int, end: int, entry: Entry, last: Entry, light: bool) -> bool:
        """Whether the words [i, end) name an act; then what follows them is read anew."""
        if not entry.noun or light:
            return False
        main, position, stop = self.main, self.position, self.stop
        if main is not None and self.entries[end].head and end + 1 == stop and not (main.pivots or main.entry.serial):
            before = self.tags[i - 1]
            if self.joint < main.stop < i and before in ("a", "z", "i", "ad"):
                self.skip = end
                return True  # 抓住蓬勃|发展机遇
        if main is not None:
            if self.joint == main.stop and i == self.joint + 1 and position.takes(end, stop, heads=True):
                return False
            hosts = main.entry.serial and main.entry.category == "convene" and self.texts[i - 1].endswith(GATHERING)
            if hosts and position.takes(end, stop):
                return False  # 举行发布会介绍…
        if end > i + 1 and last.noun and position.takes(end, stop):
            return False
        preposition = self.preposition if self.preposition >= 0 else self.place
        if not position.noun(i, end, self.start, stop, preposition, not last.noun):
            return False
        self.skip = end if last.noun else i + 1
        return True

    def _in_phrase(self, k: int, i: int, end: int, entry: Entry) -> bool:
        """Whether the words [i, end) stand inside the phrase of the open preposition."""
        preposition = self.preposition
        opener = self.texts[preposition]
        if entry.word in self._closers():
            return False  # 把…作为引领发展的动力
        if opener in _SOURCES and end >= self.stop and self.texts[i - 2] == "的":
            return True  # 按照两国元首的战略引领
        if opener in _SOURCES and (entry.speech or entry.word in _SOURCED or self.texts[self.stop - 1] in _GROUNDS):
            return True
        if not (self.main is None or self.joined):
            return False
        if opener in THEMATIC and (self.tags[self.stop - 1] in ("i", "l") or self._further(k, end)):
            return True  # 围绕…建言献策
        themed = self.front == preposition
        bare = i == preposition + 1 or (i == preposition + 2 and self.entries[i - 1].adverbial)
        if bare and (self.purpose or themed or self._further(k, end)):
            self.blocked = self.blocked or self.purpose
            return True
        if (self.purpose or themed) and (entry.noun or "的" in self.texts[end : self.stop]) and self._further(k, end):
            return True
        return self.purpose and entry.noun

    def _ends_time(self, entry: Entry) -> bool:
        """Whether the predicate `entry` goes on after a phrase of time with a predicate of its own (考察时强调)."""
        held = self.held
        assert held is not None
        return (
            entry.speech
            or held.entry.category in ("convene", "inspect")
            or self.texts[self.when] in ("后", "之后", "前", "之前")
        )

    def _relation(self, main: Predicate, i: int, end: int, entry: Entry, last: Entry) -> bool | None:
        """How the words [i, end) stand to the predicate before: nested in its object, beside it, or (None) no predicate."""
        texts, stop, position, joint = self.texts, self.stop, self.position, self.joint
        if end >= stop and i == joint + 1 and texts[joint] != "并" and "的" in texts[main.stop : joint]:
            return None  # 做好房屋的重建、维修和加固
        if main.entry.word in _EXPRESSES and entry.category in ("state", "convene", "serve") and end >= stop:
            return None  # 表示祝贺和慰问
        if entry.speech and not entry.noun:
            main.limit = min(main.limit, i)
        elif joint == main.stop and i == joint + 1 and position.takes(end, stop, heads=True):
            main.limit = min(main.limit, joint)
        elif (
            main.entry.word in _EXPRESSES
            and i == position.past_adverbs(main.stop, stop)
            and entry.category in ("state", "convene", "serve")
        ):
            return None  # 表示热烈祝贺
        elif (main.entry.clause and not main.light) or (
            main.entry.speech and texts[main.stop] != "了" and main.entry.word != "介绍"
        ):
            if (entry.event and end >= stop) or (
                entry.modal and last.keep == len(texts[end - 1]) and not position.takes(end, stop)
            ):
                return None
            if self.modal_at > main.stop:
                main.limit = min(main.limit, self.modal_at)  # 勉励干部要…
            elif main.entry.word in _MOVES:
                main.limit = min(main.limit, self._back(i, main.stop))
            return True
        elif self._opens(entry, end) and not self.joined and (joint < main.stop or self._named_for(main, joint, i)):
            self.found.clear()  # 推进某工作的会议在京召开
        elif self.joined or self._listed(main, i, end, entry):
            main.limit = min(main.limit, joint)
        elif entry.word in ("予以", "加以"):
            main.limit = min(main.limit, i)
        elif (
            main.entry.word not in _RECEIVES
            and not entry.noun
            and position.acts(i - 1)
            and "的" in texts[main.stop : i]
        ):
            self.found.remove(main)  # 开展活动的单位参加…
        elif self._serial(main, i, end, entry):
            begin = self.preposition if self.preposition > main.stop else i
            main.limit = min(main.limit, self._back(begin, main.stop))
        else:
            return None
        return False

    def _opens(self, entry: Entry, end: int) -> bool:
        """Whether a meeting or body, named before the predicate, opens or is set up (…推进会在京召开)."""
        begins = entry.category in ("convene", "establish") or entry.word == "启动"
        return entry.event and end >= self.stop and begins

    def _named_for(self, main: Predicate, joint: int, i: int) -> bool:
        """Whether the name of the meeting before the word `i` begins with the predicate (庆祝教师节和…表彰大会举行)."""
        return main.first == self.start and any(self.texts[j].endswith(GATHERING) for j in range(joint + 2, i))

    def _listed(self, main: Predicate, i: int, end: int, entry: Entry) -> bool:
        """Whether the words [i, end) are joined to `main` by the 、 or 和 before them."""
        joint, stop, position = self.joint, self.stop, self.position
        if (
            joint <= main.stop
            or not position.adverbs(joint + 1, i)
            or "的" in self.texts[end : min(stop, end + _REACH)]
        ):
            return False
        if end + 1 == stop and self.texts[joint] in ("和", "及", "与") and self.texts[end] in _MODES:
            return False  # 创新战斗力建设和运用模式
        if "等" in self.texts[i : min(stop - 1, i + _REACH)] or (stop - 2 > end and self.texts[stop - 2] in _RELATED):
            return False  # 制定检查、查封等配套办法, 研究扩大内需、促进转型相关工作
        if joint == main.stop + 1 and self.entries[main.stop].kind == VERB and not self.entries[main.stop].noun:
            return False  # 开展树立和践行…的教育
        if end >= stop and i > joint + 1:
            return True
        return position.takes(end, stop, heads=not entry.noun) and (not entry.noun or entry.second)

    def _serial(self, main: Predicate, i: int, end: int, entry: Entry) -> bool:
        """Whether the words [i, end) go on from the object of `main` (采取措施加强管理)."""
        first, stop = main.entry, self.stop
        if first.word == "加大" and self.texts[i - 1].endswith("力度"):
            return True
        if entry.noun and not (
            entry.light
            or (first.category in ("coordinate", "appoint") and end >= stop)
            or (first.category in ("convene", "coordinate", "appoint") and self.position.takes(end, stop))
        ):
            return False
        if main.stop == i and main.last.keep >= len(self.texts[i - 1]):
            return False
        if self.means:
            return True
        if first.serial:
            return first.category != "convene" or self.texts[i - 1].endswith(GATHERING)
        return first.category in ("issue", "convene") and self.entries[i - 1].adverbial
