"""What is acted on: from the trigger to the end of what it governs."""

from __future__ import annotations

from zhengce.extract.actions.predicates import COMMA, STATIVE, VERB, MODAL, Lexicon
from zhengce.extract.actions.triggers import Hit, Predicate
from zhengce.model import Words

_ASPECT = frozenset({"了", "过", "着", "好", "起", "到", "住", "起来", "成"})
_EDGE = " \t\r\n\u3000，。；：！？、,.;:!?…"


def span(predicate: Predicate, words: Words, end: int) -> tuple[int, int]:
    """Code points from behind the trigger to `end` or the limit of the predicate."""
    stop = predicate.stop
    limit = predicate.limit
    while stop < limit and words.texts[stop] in _ASPECT:
        stop += 1
    begin = words.starts[stop] if stop < len(words.starts) else end
    finish = words.starts[limit] if limit < len(words.starts) else end
    return begin, min(finish, end)


def clean(text: str) -> str | None:
    """The object without punctuation at its edges and without a closing 等."""
    text = text.strip(_EDGE)
    if text.endswith("等") and len(text) > 2:
        text = text[:-1]
    for left, right in (("“", "”"), ("（", "）"), ("(", ")")):
        if text.count(left) < text.count(right) and text.endswith(right):
            text = text[:-1]
        elif text.count(left) > text.count(right) and text.startswith(left):
            text = text[1:]
    return text or None


def theme(front: int, hits: list[Hit], words: Words, stop: int, lexicon: Lexicon) -> tuple[int, int]:
    """Code points of the theme that the preposition at word `front` brings before the predicate at word `stop`."""
    begin = front + 1
    end = stop
    texts, tags = words.texts, words.tags
    while end > begin + 1 and (texts[end - 1] in lexicon.adverbs or tags[end - 1] in ("d", "ad", "vd", "zg") or _modal(texts[end - 1], lexicon)):
        end -= 1
    return words.starts[begin], words.starts[end]


def _modal(word: str, lexicon: Lexicon) -> bool:
    entry = lexicon.table.get(word)
    return entry is not None and entry.kind in (MODAL,)
