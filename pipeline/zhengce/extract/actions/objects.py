"""What is acted on: from the trigger to the end of what it governs."""

from __future__ import annotations

from zhengce.extract.actions.predicates import MODAL, VERB, Lexicon
from zhengce.extract.actions.triggers import Predicate
from zhengce.model import Words

_ASPECT = frozenset({"了", "过", "着", "好", "起", "到", "住", "起来", "成", "出"})
_EDGE = " \t\r\n\u3000，。；：！？、,.;:!?…"
_GENERAL = frozenset({"活动", "工作", "行动", "任务", "计划", "情况", "事宜"})  # behind the noun that names the act
_COUNTS = frozenset({"m", "q", "mq"})
THEMES = frozenset({"对", "把", "将", "对于", "关于", "针对"})


def extent(predicate: Predicate, words: Words, end: int, tail: int) -> tuple[int, int]:
    """Code points from behind the trigger to its limit, at most `end`; `tail` characters of its last word are object."""
    stop, limit = predicate.stop, predicate.limit
    finish = min(words.starts[limit], end) if limit < len(words.starts) else end
    begin = (words.starts[stop] if stop < len(words.starts) else end) - tail
    if not tail:
        while stop < limit and words.texts[stop] in _ASPECT:
            stop += 1
        begin = words.starts[stop] if stop < len(words.starts) else end
    if all(tag in _COUNTS for tag in words.tags[stop:limit]) and not tail:
        return begin, begin  # 召开一次
    return begin, finish


def clean(text: str) -> str | None:
    """The object without punctuation at its edges and without a closing 等."""
    text = text.partition("（以下简称")[0].strip(_EDGE)
    if text.startswith("《") and "》（" in text:
        text = text[: text.index("》（") + 1]
    if text.endswith("等") and len(text) > 2:
        text = text[:-1]
    for left, right in (("“", "”"), ("（", "）"), ("(", ")")):
        if text.endswith(right) and text.count(left) < text.count(right):
            text = text[:-1]
        elif text.startswith(left) and text.count(left) > text.count(right):
            text = text[1:]
    return text.strip(_EDGE) or None


def theme(front: int, stop: int, words: Words, lexicon: Lexicon) -> tuple[int, int]:
    """Code points of what the preposition at word `front` brings before the predicate at word `stop`."""
    begin, end = front + 1, stop
    while end > begin + 1:
        word, entry = words.texts[end - 1], lexicon.table.get(words.texts[end - 1])
        if word in lexicon.adverbs or words.tags[end - 1] in ("d", "ad", "vd") or (entry is not None and entry.kind == MODAL):
            end -= 1
        else:
            break
    return words.starts[begin], words.starts[end]


def names_act(left: int, right: int, words: Words, lexicon: Lexicon) -> bool:
    """Whether the object between two code points only names the act (对…加强管理, 对…做好调查取证工作)."""
    i, stop = words.at(left), words.at(right - 1) + 1
    if i >= stop or stop - i > 4:
        return False
    for word in words.texts[i:stop]:
        entry = lexicon.table.get(word)
        if word != "工作" and not (word in lexicon.nouns and (entry is None or entry.noun)):
            return False
    return True


def act(left: int, right: int, words: Words, lexicon: Lexicon) -> str | None:
    """The category of the act that the object of a light verb names by its last noun, or the first of those joined to it."""
    nouns, texts = lexicon.nouns, words.texts
    i = words.at(right - 1) if right > left else -1
    while i >= 0 and words.starts[i] >= left and (texts[i] in _GENERAL or not texts[i].strip(_EDGE) or texts[i] == "等"):
        i -= 1
    if i < 0 or words.starts[i] < left:
        return None
    if texts[i] not in nouns:
        return nouns.get(texts[i][-2:]) if len(texts[i]) == 4 else None  # 国事|访问 in one word
    first = words.at(left)
    if "的" not in texts[first:i] and any(
        (entry := lexicon.table.get(word)) is not None and entry.kind == VERB and not entry.noun for word in texts[first:i]
    ):
        return None  # a clause, not the name of an act (提出推进…建设)
    while i >= 1 and words.starts[i - 1] >= left and (entry := lexicon.table.get(texts[i - 1])) is not None and entry.noun and not entry.adverb:
        i -= 1
    while i >= 2 and words.starts[i - 2] >= left and texts[i - 1] in ("和", "、", "及", "与") and texts[i - 2] in nouns:
        i -= 2
    return nouns[texts[i]]
