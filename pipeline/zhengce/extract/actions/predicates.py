"""The words that the action rules know: predicates by category, function words, nouns that tell who acts.

Every word has one `Entry`. A word without a row may still hold a predicate that the segmenter joined to its adverb or
object (不断完善, 听取意见), or a solid compound (建立健全); `Table` composes those by rule and keeps what it composed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

from zhengce.errors import RuleError
from zhengce.lexicon import Row, read_table

CATEGORIES = (
    "prohibit", "issue", "adopt", "amend", "establish", "appoint", "convene", "enforce", "fund", "inspect",
    "instruct", "report", "coordinate", "pilot", "serve", "publicise", "plan", "implement", "improve", "state",
)  # fmt: skip

# What a word does in a clause. Kinds up to BRACKET are hits that the clause reader looks at; breaks stand last.
NONE = -1
VERB = 0
STATIVE = 1
MODAL = 2
PLACE = 3
FRONT = 4
WITH = 5
CLOSER = 6
THEN = 7
LIST = 8
OF = 9
ENUM = 10
CLOSE = 11
OPEN = 12
BRACKET = 13
UNBRACKET = 14
COMMA = 15
COLON = 16
STOP = 17
LINE = 18

_MARKS = {
    "，": COMMA, ",": COMMA, " ": COMMA, "\u3000": COMMA, "；": COMMA, ";": COMMA, "：": COLON, ":": COLON,
    "。": STOP, "！": STOP, "？": STOP, "!": STOP, "?": STOP, "…": STOP, "……": STOP,
    "\n": LINE, "\r\n": LINE, "、": ENUM, "“": OPEN, "”": CLOSE, "‘": OPEN, "’": CLOSE, "「": OPEN, "」": CLOSE,
    "（": BRACKET, "(": BRACKET, "）": UNBRACKET, ")": UNBRACKET,
}  # fmt: skip
_KINDS = {
    "stative": STATIVE, "modal": MODAL, "place": PLACE, "front": FRONT, "with": WITH, "closer": CLOSER,
    "then": THEN, "list": LIST, "of": OF,
}  # fmt: skip
_SORTS = {"adverb": "adverbial", "agent": "agent", "person": "private", "head": "head", "paper": "paper"}
# Single characters that the segmenter joins to a predicate (并报, 要筑牢, 已达成), and the modality that they give it.
LEADS = dict.fromkeys("并还也又已", "") | dict.fromkeys("要应须", "directive") | dict.fromkeys("将拟", "planned")
_POSTS = ("部长", "厅长", "局长", "署长", "司长", "处长", "科长")
_KEPT = 1 << 17  # composed words that a table keeps


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word does in a clause; for predicates, also which characters of the word are the trigger."""

    word: str
    kind: int = NONE
    category: str = ""
    value: str | None = None  # of a modal: directive, planned, able or may
    # sorts of words, from words.tsv
    adverbial: bool = False
    agent: bool = False  # ends the name of who can act in public office
    private: bool = False  # ends the name of who acts in private
    head: bool = False  # a noun that a verb before it only modifies (指导意见)
    paper: bool = False  # a document
    # frames of predicates, from predicates.tsv
    noun: bool = False
    second: bool = False
    lead: bool = False
    degree: bool = False
    clause: bool = False
    speech: bool = False
    pivot: bool = False
    light: bool = False
    event: bool = False
    modal: bool = False
    adverb: bool = False
    serial: bool = False
    preposition: bool = False
    disposal: bool = False
    orders: bool = False
    forbids: bool = False
    result: bool = False
    # of a word that holds more than its trigger
    skip: int = 0  # characters before the trigger
    keep: int = 0  # characters up to the end of the trigger


def words(text: str) -> frozenset[str]:
    """The words that `text` lists, separated by spaces."""
    return frozenset(text.split())


NIL = Entry("")
_FIELDS = [one.name for one in fields(Entry)]
FRAMES = frozenset(_FIELDS[_FIELDS.index("noun") : _FIELDS.index("skip")])
IN_FORCE = frozenset({"施行", "实施", "生效", "执行"})

# Adverbs that are adjectives before a noun of an act (综合治理, 友好合作).
ADJECTIVES = words("日常 优先 综合 科学 友好 基本 具体 统一 专题 长期 初步 整体 系统 共同 现场 新 务实 全面")
# Head nouns that a predicate written with them modifies (激励机制); other heads are its object (完善制度).
_MODIFIED = words("方案 办法 机制 作用 范围 方式 部分 仪式 中心 单位 人员 代表 人士 场合 对象 记录 同志 报告 会 大会")
# Nouns of acts that before a head noun are rather verbs (落实责任, 转变职能).
GOVERNING = words("落实 改善 改进 贯彻 履行 推进 健全 压实 增加 减少 扩大 增强 提升 提高 转变 规范")
# Categories whose nouns of acts take some head nouns as objects too (通报情况, 主持会议).
_TOLD = frozenset({"report", "convene", "state", "plan"})
_TELLABLE = frozenset({"情况", "意见", "会议", "工作", "经验", "问题", "活动"})
_SHOWS = frozenset({"显示", "表明", "证明"})  # whose subject the segmenter may join to them (结果显示)
_BODIES = frozenset("组部局委厅署院办队团司")  # last character of what acts in public office


class Table(dict[str, Entry]):
    """Entries by word; a word that it lacks is composed when first asked for."""

    def __missing__(self, word: str) -> Entry:
        entry = self.compose(word) if len(word) > 1 else NIL
        if len(self) < _KEPT:
            self[word] = entry
        return entry

    def compose(self, word: str) -> Entry:
        """The entry of a word without a row: adverb + predicate, predicate + predicate, predicate + object."""
        size, get = len(word), self.get
        rest = get(word[1:], NIL)
        if word[0] in LEADS and rest.kind == VERB and (size > 2 or not LEADS[word[0]]):
            return replace(rest, skip=1, keep=size, noun=False)  # 并报, 要筑牢
        if size == 2:
            return Entry(word, agent=True) if word[1] == "方" else NIL
        if word.endswith(_POSTS) and size > 2:
            return Entry(word, agent=True)  # 教育部长
        if size == 3 and word.endswith("方愿"):
            return replace(self["愿"], word=word)
        if word[0] in "要应须" and rest.adverbial:
            return replace(self[word[0]], word=word)
        for cut in range(1, size - 1):
            entry, adverb = get(word[cut:], NIL), word[:cut]
            if entry.kind in (VERB, STATIVE) and (adverb == "并" or get(adverb, NIL).adverbial):
                return replace(entry, skip=cut, keep=size, noun=entry.noun and adverb in ADJECTIVES)
        if size == 3 and word[0] == "任" and word.endswith(("长", "记", "任")):
            return replace(self["任"], keep=1, noun=False)
        if size == 3 and word[2] == "给" and get(word[:2], NIL).kind == VERB:
            return replace(self[word[:2]], keep=2, noun=False)  # 转发|给
        composed = self._compound(get(word[:2], NIL), get(word[2:], NIL), word) if size == 4 else NIL
        if composed.kind == NONE:
            tail = get(word[-2:], NIL)
            private = tail.private or (word[-1] == "手" and size > 2)
            if tail.agent or private or word[-1] in _BODIES:
                return Entry(word, agent=not private, private=private)
        return composed

    @staticmethod
    def _compound(first: Entry, last: Entry, word: str) -> Entry:
        """The entry of four characters that begin with the predicate `first`."""
        if last.kind == STATIVE and (last.word in _SHOWS or last.value == "rate"):
            return replace(last, word=word)
        if first.word == "表示":
            return replace(first, keep=2)  # 表示|祝贺
        if first.speech and last.speech and joins(first, last):
            return replace(first, word=word, keep=4)  # 强调指出
        if first.kind != VERB or first.speech:
            return NIL
        if last.kind != VERB:
            object_ = word[2:]
            told = first.category in _TOLD and object_ in _TELLABLE
            names = first.noun and last.head and not told and first.word not in GOVERNING
            if first.adverb or object_ in _MODIFIED or names:
                return NIL
            return replace(first, keep=2)
        if first.adverb:
            return replace(last, skip=2, keep=4)
        if first.noun and last.noun:
            return replace(first, word=word, keep=4)
        if joins(first, last) and (not last.noun or first.category in ("coordinate", "instruct", "plan", "report")):
            return replace(first, word=word, keep=4, clause=first.clause or last.clause)
        return NIL if first.noun else replace(first, keep=2)


def joins(first: Entry, last: Entry) -> bool:
    """Whether `first` forms a solid compound with `last`, if that is no noun here (督促落实, 加快建设)."""
    if first.speech and last.speech and not first.noun and first.category == last.category == "state":
        return True  # 强调指出
    if first.light or first.speech or first.preposition or first.degree or (first.word, last.word) == ("领导", "处理"):
        return False
    if first.word in ("会见", "接见") and last.word in ("出席", "参加", "参与"):
        return False  # 会见|出席会议的代表
    if first.word == "决定" and last.category == "appoint":
        return True  # 决定任命
    if first.category == last.category == "serve" and not last.light and last.word != "供应":
        return True  # 看望慰问
    if last.speech:
        return (last.word == "要求" and first.category == "instruct") or first.word == "分析"  # 部署要求, 分析说
    if "prohibit" in (first.category, last.category) or (first.category == "convene") != (last.category == "convene"):
        return False
    if first.category == "issue" and first.word != "宣布":
        return last.word in IN_FORCE  # 印发实施, but 公布|设立新区的决定
    if (first.modal and not first.noun) or (last.modal and not first.lead):
        return False
    if first.clause and not (first.lead or last.clause or first.category == "adopt"):
        return False
    if last.category == "adopt" and first.category in ("inspect", "plan"):
        return True  # 审查同意
    if last.light:
        return first.lead
    return not last.noun or (last.second and (first.noun or first.lead or first.clause))


class Lexicon:
    """The table of entries; the categories of nouns behind light verbs and of predicates with certain objects."""

    def __init__(self) -> None:
        self.table = Table({word: Entry(word, kind) for word, kind in _MARKS.items()})
        self._read_words()
        self._read_predicates()
        self.nouns = self._light_nouns()
        self.refinements: dict[str, list[tuple[str, str]]] = {}
        for row in read_table("actions/refinements.tsv", ("predicate", "noun", "category")):
            if self.table.get(row["predicate"], NIL).kind != VERB:
                raise RuleError(f"{row.place}: {row['predicate']!r} has no row in predicates.tsv; add it there first.")
            self.refinements.setdefault(row["predicate"], []).append((row["noun"], _category(row)))

    def _read_words(self) -> None:
        for row in read_table("actions/words.tsv", ("word", "class", "value")):
            word, group = row["word"], row["class"]
            entry = self.table.get(word, Entry(word))
            if group in _SORTS:
                sort: dict[str, Any] = {_SORTS[group]: True}
                self.table[word] = replace(entry, **sort)
            elif group not in _KINDS:
                raise RuleError(f"{row.place}: class {group!r} is unknown; use one of {[*_KINDS, *_SORTS]}.")
            elif entry.kind != NONE:
                raise RuleError(f"{row.place}: {word!r} has two classes that shape a clause; remove one.")
            else:
                self.table[word] = replace(entry, kind=_KINDS[group], value=row.get("value"))

    def _read_predicates(self) -> None:
        for row in read_table("actions/predicates.tsv", ("predicate", "category", "frame"), unique="predicate"):
            word, frame = row["predicate"], row.list("frame")
            entry = self.table.get(word, Entry(word))
            if not FRAMES.issuperset(frame):
                raise RuleError(f"{row.place}: unknown frame among {frame}; use {sorted(FRAMES)}.")
            if entry.kind != NONE:
                raise RuleError(f"{row.place}: {word!r} shapes a clause by words.tsv; remove one of the two rows.")
            flags: dict[str, Any] = dict.fromkeys(frame, True)
            self.table[word] = replace(entry, kind=VERB, category=_category(row), keep=len(word), **flags)

    def _light_nouns(self) -> dict[str, str]:
        """Category of the act that a noun names behind a light verb, by noun."""
        nouns = {word: entry.category for word, entry in self.table.items() if entry.kind == VERB and not entry.light}
        for row in read_table("actions/nouns.tsv", ("noun", "category"), unique="noun"):
            nouns[row["noun"]] = _category(row)
        return nouns


def _category(row: Row) -> str:
    if row["category"] not in CATEGORIES:
        raise RuleError(f"{row.place}: category {row['category']!r} is unknown; use one of {CATEGORIES}.")
    return row["category"]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of this process."""
    return Lexicon()
