"""The words that the action rules know: predicates by category, function words, subject nouns.

All of them stand in one table from word to `Entry`. A word that the table lacks may still hold a predicate that the
segmenter joined to its adverb or object (不断完善, 听取意见) or a solid compound (建立健全); `Lexicon.entry` composes those by rule.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from zhengce.errors import RuleError
from zhengce.lexicon import read_table

CATEGORIES = (
    "prohibit", "issue", "adopt", "amend", "establish", "appoint", "convene", "enforce", "fund", "inspect",
    "instruct", "report", "coordinate", "pilot", "serve", "publicise", "plan", "implement", "improve", "state",
)  # fmt: skip
FRAMES = frozenset(
    {"noun", "pivot", "second", "degree", "lead", "clause", "speech", "light", "event", "modal", "adverb", "serial",
     "preposition", "result", "forbids", "orders", "disposal"}
)

# Kinds of entries, as the clause reader meets them.
VERB, STATIVE, MODAL, PLACE, FRONT, WITH, CLOSER, THEN, LIST, OF, ENUM, OPEN, CLOSE, BRACKET, UNBRACKET = range(15)
COMMA, COLON, STOP, LINE = range(20, 24)  # breaks between clauses, in rising strength

_MARKS = {
    "，": COMMA, ",": COMMA, " ": COMMA, "\u3000": COMMA, "；": COMMA, ";": COMMA, "：": COLON, ":": COLON,
    "。": STOP, "！": STOP, "？": STOP, "!": STOP, "?": STOP, "…": STOP, "……": STOP,
    "\n": LINE, "\r\n": LINE, "、": ENUM, "“": OPEN, "”": CLOSE, "‘": OPEN, "’": CLOSE, "「": OPEN, "」": CLOSE,
    "（": BRACKET, "(": BRACKET, "）": UNBRACKET, ")": UNBRACKET,
}  # fmt: skip
_CLASSES = {
    "stative": STATIVE, "modal": MODAL, "place": PLACE, "front": FRONT, "with": WITH, "closer": CLOSER,
    "then": THEN, "list": LIST, "of": OF,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word does in a clause; for predicates, which characters of the word are the trigger."""

    word: str
    kind: int
    category: str = ""
    value: str | None = None  # of a modal: directive, planned or able
    noun: bool = False  # may be a noun of the act
    second: bool = False  # though such a noun, it may end a solid compound (加快建设)
    lead: bool = False  # starts solid compounds even with such nouns (加快建设, 组织开展)
    degree: bool = False  # takes abstract nouns, so forms no solid compounds with what follows
    clause: bool = False  # its object may hold a further predicate
    speech: bool = False
    pivot: bool = False  # its object may be a clause that holds no action (推动改革取得新成效)
    light: bool = False
    event: bool = False  # what happens may be its subject
    modal: bool = False  # names no act of its own
    adverb: bool = False  # an adverb when a predicate follows
    serial: bool = False  # a further predicate may follow its object
    preposition: bool = False  # a preposition when a further predicate follows
    disposal: bool = False  # a predicate only behind 把 or 将 (把…放在首位)
    orders: bool = False  # what its object holds is to be done (督促各地落实)
    forbids: bool = False  # a prohibition by its very word (不得), so always directive
    result: bool = False  # a predicate only with its result (打好)
    skip: int = 0  # characters of the word before the trigger
    keep: int = 0  # characters of the word up to the end of the trigger


class Lexicon:
    """The table of words, and composition of what it lacks."""

    def __init__(self) -> None:
        self.table: dict[str, Entry] = {word: Entry(word, kind) for word, kind in _MARKS.items()}
        self.adverbs: set[str] = set()
        self.agents: set[str] = set()
        self.persons: set[str] = set()
        self.heads: set[str] = set()
        self.papers: set[str] = set()
        nouns = {"adverb": self.adverbs, "agent": self.agents, "person": self.persons, "head": self.heads, "paper": self.papers}
        for row in read_table("actions/words.tsv", ("word", "class", "value")):
            word, group = row["word"], row["class"]
            if group in nouns:
                nouns[group].add(word)
            elif group not in _CLASSES:
                raise RuleError(f"{row.place}: class {group!r} is unknown; use one of {[*_CLASSES, *nouns]}.")
            elif word in self.table:
                raise RuleError(f"{row.place}: {word!r} has two classes; remove one.")
            else:
                self.table[word] = Entry(word, _CLASSES[group], value=row.get("value"))
        for row in read_table("actions/predicates.tsv", ("predicate", "category", "frame"), unique="predicate"):
            word, frame = row["predicate"], set(row.list("frame"))
            if row["category"] not in CATEGORIES or not frame <= FRAMES or word in self.table:
                raise RuleError(f"{row.place}: {word!r} has an unknown category or frame, or stands in words.tsv too.")
            self.table[word] = Entry(word, VERB, row["category"], keep=len(word), **{flag: True for flag in frame})
        self.nouns = _light_nouns(self.table)
        self.refinements: dict[str, list[tuple[str, str]]] = {}
        for first in "并还也又":
            for word in ("报", "送", "请", "称"):
                self.table[first + word] = replace(self.table[word], skip=1, keep=2, noun=False)
        for row in read_table("actions/refinements.tsv", ("predicate", "noun", "category")):
            if row["category"] not in CATEGORIES or row["predicate"] not in self.table:
                raise RuleError(f"{row.place}: unknown category or predicate; predicates stand in predicates.tsv.")
            self.refinements.setdefault(row["predicate"], []).append((row["noun"], row["category"]))
        self.entry = lru_cache(maxsize=1 << 16)(self._compose)

    def _compose(self, word: str) -> Entry | None:
        """The entry of a word that the table lacks: adverb + predicate, predicate + predicate, predicate + object."""
        if word in self.heads or word in self.agents or word in self.persons or word in self.adverbs:
            return None
        size, get = len(word), self.table.get
        if word[0] in "要应须" and word[1:] in self.adverbs:
            return replace(self.table[word[0]], word=word)
        for cut in range(1, size - 1):
            entry = get(word[cut:])
            if entry is not None and entry.kind in (VERB, STATIVE) and (word[:cut] in self.adverbs or word[:cut] == "并"):
                return replace(entry, skip=cut, keep=size, noun=entry.noun and word[:cut] in ADJECTIVES)
        if size == 3 and word[0] == "任" and word.endswith(("长", "记", "任")):
            return replace(self.table["任"], keep=1, noun=False)
        first, last = get(word[:2]), get(word[2:])
        if size != 4 or first is None or first.kind != VERB or first.speech:
            return None
        if last is None or last.kind != VERB:
            if first.adverb or word[2:] in _MODIFIED or (first.noun and word[2:] in self.heads and first.category not in _TOLD):
                return None
            return replace(first, keep=2)
        if first.adverb:
            return replace(last, skip=2, keep=4)
        if first.noun and last.noun:
            return replace(first, word=word, keep=4)
        if joins(first, last) and (not last.noun or first.category in ("coordinate", "instruct", "plan", "report")):
            return replace(first, word=word, keep=4, clause=first.clause or last.clause)
        return None if first.noun else replace(first, keep=2)


# Adverbs that are adjectives before a noun of an act (综合治理, 友好合作).
ADJECTIVES = frozenset({"综合", "科学", "友好", "基本", "具体", "统一", "专题", "长期", "初步", "整体", "系统", "共同", "现场", "新", "务实", "全面"})
# Head nouns that a predicate written with them modifies (激励机制); other heads are its object (完善制度).
_MODIFIED = frozenset("方案 办法 机制 作用 范围 方式 部分 仪式 中心 单位 人员 代表 人士 场合 对象 记录 同志 报告 会 大会".split())
_TOLD = frozenset({"report", "convene", "state", "plan"})  # categories whose nouns of acts take such objects too (通报情况, 主持会议)


IN_FORCE = frozenset({"施行", "实施", "生效", "执行"})


def joins(first: Entry, last: Entry) -> bool:
    """Whether `first` forms a solid compound with `last`, if that is no noun here (督促落实, 加快建设)."""
    if first.light or first.speech or first.preposition or first.degree:
        return False
    if last.speech:
        return (last.word == "要求" and first.category == "instruct") or first.word == "分析"  # 部署要求, 分析说
    if last.category == "convene" != first.category or "prohibit" in (first.category, last.category) or (first.modal and not first.noun):
        return False
    if first.category == "issue" and first.word != "宣布":
        return last.word in IN_FORCE  # 印发实施, but 公布设立新区的决定
    if first.clause and not (first.lead or last.clause or first.category == "adopt") or last.modal and not first.lead:
        return False
    if last.light:
        return first.lead
    return not last.noun or (last.second and (first.noun or first.lead or first.clause))


def _light_nouns(table: dict[str, Entry]) -> dict[str, str]:
    """Category of the act that a noun names behind a light verb, by noun."""
    nouns = {word: entry.category for word, entry in table.items() if entry.kind == VERB and not entry.light}
    for row in read_table("actions/nouns.tsv", ("noun", "category"), unique="noun"):
        if row["category"] not in CATEGORIES:
            raise RuleError(f"{row.place}: category {row['category']!r} is unknown; use one of {CATEGORIES}.")
        nouns[row["noun"]] = row["category"]
    return nouns


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of this process."""
    return Lexicon()
