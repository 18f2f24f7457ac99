"""What is acted on: from the trigger to the end of what it governs."""

from __future__ import annotations

from zhengce.extract.actions.position import RESULTS
from zhengce.extract.actions.predicates import ADJECTIVES, FRONT, MODAL, NONE, PLACE, VERB, WITH
from zhengce.extract.actions.scan import Scan
from zhengce.extract.actions.triggers import Predicate

_ASPECT = frozenset({"了", "过", "着", "好", "起", "到", "住", "起来", "下去", "完毕", "成", "出"})
_EDGE = " \t\r\n\u3000，。；：！？、,.;:!?…"
_CLOSING = {"“": "”", "（": "）", "(": ")"}
_OPENING = {right: left for left, right in _CLOSING.items()}
_GENERAL = frozenset({"活动", "工作", "行动", "任务", "计划", "情况", "事宜"})  # behind the noun that names the act
_COUNT_TAGS = frozenset({"m", "q", "mq"})
_JOINS = frozenset({"和", "、", "及", "与"})
_JOINS_VERBS = frozenset({"和", "、", "及"})
_WAYS = frozenset({"从", "向", "由", "按", "按照", "在"})  # prepositions behind what was brought forward
_SENDS = frozenset({"派出", "派遣", "选派", "抽调", "组织", "率领", "带领"})
_PARTNERS = frozenset({"联合", "会同"})
_GOES = frozenset({"赶赴", "前往", "奔赴", "分赴", "赴", "赶到"})  # what those who are sent do
DISPOSAL = frozenset({"把", "将"})  # prepositions that always bring the object
THEMES = DISPOSAL | {"对", "对于", "关于", "针对"}


def tail(predicate: Predicate, scan: Scan) -> int:
    """How many characters of the predicate's last word belong to its object (听取|意见 in one word)."""
    word = scan.texts[predicate.stop - 1]
    return 0 if word in RESULTS else len(word) - predicate.last.keep


def extent(predicate: Predicate, scan: Scan, end: int, rest: int) -> tuple[int, int]:
    """Code points from behind the trigger to its limit, at most `end`; `rest` characters of its last word are object."""
    stop, limit = predicate.stop, predicate.limit
    finish = min(scan.starts[limit], end)
    if rest:
        return scan.starts[stop] - (0 if rest == 1 and scan.texts[stop - 1][-1] == "给" else rest), finish
    while stop < limit and scan.texts[stop] in _ASPECT:
        stop += 1
    while stop + 2 < limit and scan.texts[stop] in _JOINS_VERBS and _verb(stop + 1, scan):
        stop += 2  # 培养和聚集|人才
        while stop < limit and scan.texts[stop] in _ASPECT:
            stop += 1
    begin = scan.starts[stop]
    if scan.texts[stop] == "、" or (scan.texts[stop] == "完成" and stop + 1 == limit):
        return begin, begin
    if predicate.entry.word in _SENDS:
        finish = next((scan.starts[j] for j in range(stop + 1, limit) if scan.texts[j] in _GOES), finish)
    if predicate.entry.word in _PARTNERS:
        finish = next((scan.starts[j] for j in range(stop + 1, limit) if _goes_on(j, scan)), finish)
    tags = scan.tags
    counts = tags[stop] in _COUNT_TAGS and all(tag in _COUNT_TAGS for tag in tags[stop:limit])
    if counts and scan.text[finish - 1] in "次下回遍番":
        return begin, begin  # 召开一次
    return begin, finish


def _goes_on(i: int, scan: Scan) -> bool:
    """Whether what is done with partners begins at the word `i` (联合某部|在…)."""
    entry = scan.entries[i]
    return entry.adverbial or entry.kind in (PLACE, FRONT, WITH) or scan.tags[i] in ("t", "date")


def _verb(i: int, scan: Scan) -> bool:
    return scan.tags[i] == "v" or (scan.entries[i].kind == VERB and not scan.entries[i].noun)


def clean(text: str) -> str | None:
    """The object without punctuation at its edges, a gloss behind its title, and a closing 等."""
    text = text.strip(_EDGE)
    if not text:
        return None
    if "（" in text:
        text = text.partition("（以下简称")[0].strip(_EDGE)
        if text.startswith("《") and "》（" in text:
            text = text[: text.index("》（") + 1]
    if text[-1] == "等" and len(text) > 2:
        text = text[:-1].rstrip(_EDGE)
    left = _OPENING.get(text[-1])
    if left is not None:
        if text.count(left) < text.count(text[-1]):
            text = text[:-1].rstrip(_EDGE)
    elif (right := _CLOSING.get(text[0])) is not None and text.count(text[0]) > text.count(right):
        text = text[1:].lstrip(_EDGE)
    return text or None


def theme(front: int, stop: int, scan: Scan) -> str | None:
    """What the preposition at word `front` brings before the predicate at word `stop`."""
    begin, end = front + 1, stop
    while end > begin + 1:
        entry = scan.entries[end - 1]
        tag = scan.tags[end - 1]
        if scan.texts[end - 2] in _JOINS:
            break  # 对培育和开放作出部署
        if not (
            entry.kind == MODAL
            or tag in ("d", "ad", "vd")
            or (entry.adverbial and scan.texts[end - 1] not in ADJECTIVES)
        ):
            break
        end -= 1
    for i in range(begin + 1, end):
        if scan.texts[i] in _WAYS and "的" not in scan.texts[i:end]:
            end = i  # 把重点从治理|转向预防
            break
    return clean(scan.text[scan.starts[begin] : scan.starts[end]])


def names_act(left: int, right: int, scan: Scan) -> bool:
    """Whether the object between two code points only names the act (对…加强管理, 对…做好调查取证工作)."""
    i, stop = scan.at(left), scan.at(right - 1) + 1
    if i >= stop or stop - i > 4:
        return False
    nouns = scan.lexicon.nouns
    for j in range(i, stop):
        entry, word = scan.entries[j], scan.texts[j]
        if word != "工作" and not (word in nouns and (entry.kind == NONE or entry.noun)):
            return False
    return True


def act(left: int, right: int, scan: Scan) -> str | None:
    """The category of the act that the object of a light verb names by its last noun, or the first of those joined to it."""
    if right <= left:
        return None
    nouns, texts, entries, starts = scan.lexicon.nouns, scan.texts, scan.entries, scan.starts
    first, i = scan.at(left), scan.at(right - 1)
    if starts[first] < left:  # 开展调查|研究
        first += 1
        opening = nouns.get(scan.text[left : starts[first]])
        if opening is not None:
            return opening
    while i >= first and (texts[i] in _GENERAL or texts[i] == "等" or not texts[i].strip(_EDGE)):
        i -= 1
    if i < first:
        return None
    if texts[i] not in nouns:
        return nouns.get(texts[i][-2:]) if len(texts[i]) == 4 else None  # 国事|访问 in one word
    if "的" not in texts[first:i] and any(entry.kind == VERB and not entry.noun for entry in entries[first:i]):
        return None  # a clause, not the name of an act (提出推进…建设)
    j = i
    while j > first and entries[j - 1].noun and not entries[j - 1].adverb:
        j -= 1
    if j == first or scan.tags[j - 1] not in ("n", "nz"):
        i = j  # 进行|监督检查, but 开展股权|激励试点
    while i - 2 >= first and texts[i - 1] in _JOINS and texts[i - 2] in nouns:
        i -= 2
    return nouns.get(texts[i])
