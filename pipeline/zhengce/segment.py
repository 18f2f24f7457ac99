"""Sentences and words.

Rules cut first: spans already claimed (names, dates, document titles) are words of their own, and jieba fills the gaps
between them, so no word crosses a fact. The engine is `rjieba` (jieba's dictionary and HMM in Rust); `jieba` itself is the
selectable reference. An engine cannot be pickled, so it is made once per process by `engine`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from zhengce.errors import UsageError
from zhengce.model import Words

Tagger = Callable[[str], list[tuple[str, str]]]
Pair = tuple[str, str]  # word, tag
Claim = tuple[int, int, str]  # start, end, tag

# Starts with one class of characters, which `re` finds fast.
_SENTENCE_END = re.compile(r"[。！？!?…\n][。！？!?…]{0,2}[”’」』）》)\"]{0,3}\s{0,80}")
_TITLE_MARK = re.compile(r"[《》\n]")
_TITLE_LENGTH = 150
_MANY = 20_000  # words
_LONG = 50_000  # code points


def sentence_starts(text: str) -> list[int]:
    """Start offsets of the sentences of `text`: after 。！？… with their closing quotes, and after line ends."""
    starts = [0]
    starts.extend(match.end() for match in _SENTENCE_END.finditer(text) if match.end() < len(text))
    return starts


_QUOTED = re.compile(
    r"“[一-鿿]{0,20}关于[^“”《》。\n]{2,60}的[一-鿿]{2,6}”(?=（[^\s（()）]{2,16}[〔\[［【]\d{4}[〕\]］】]\d{1,4}号)"
)


def title_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the outermost 《…》 with their marks; `《关于印发〈办法〉的通知》` is one, and so is “…” before a number in brackets.

    A title does not run over a line end or past 150 characters: a 《 without its 》 opens none.
    """
    spans: list[tuple[int, int]] = [found.span() for found in _QUOTED.finditer(text)] if "”（" in text else []
    if "《" not in text:
        return spans
    quoted = len(spans)
    depth = start = 0
    for match in _TITLE_MARK.finditer(text):
        at, mark = match.start(), match[0]
        if mark == "《":
            if depth == 0 or at - start > _TITLE_LENGTH:
                depth, start = 0, at
            depth += 1
        elif mark == "》" and depth:
            depth -= 1
            if depth == 0 and at - start <= _TITLE_LENGTH:
                spans.append((start, at + 1))
        elif mark == "\n":
            depth = 0
    return sorted(spans) if quoted else spans


@lru_cache(maxsize=2)
def engine(name: str = "rjieba") -> Tagger:
    """The tagger called `name` (`rjieba` or the reference `jieba`), one instance per process.

    Raises UsageError for another name, or when `jieba` is asked for and not installed.
    """
    if name == "rjieba":
        import rjieba

        tagger: Tagger = rjieba.Jieba().tag
        return tagger
    if name == "jieba":
        try:
            import jieba
            import jieba.posseg
        except ImportError as error:
            raise UsageError("The reference segmenter is not installed: pip install 'zhengce[reference]'.") from error
        own = jieba.posseg.POSTokenizer(jieba.Tokenizer())  # jieba.dt is global and leaks words between users
        return lambda text: [(pair.word, pair.flag) for pair in own.cut(text)]
    raise UsageError(f"Unknown segmenter {name!r}: use 'rjieba' or 'jieba'.")


def segment(text: str, claims: Iterable[Claim], tagger: Tagger) -> Words:
    """Words of `text`, with the `claims` (ordered, not overlapping) as words of their own."""
    words = Words()
    pairs: list[Pair] = []
    known: dict[str, str] = {}
    position = 0
    for start, end, tag in claims:
        if start > position:
            for piece in _pieces(text, position, start):
                pairs += tagger(piece)
        pairs.append((text[start:end], tag))
        position = end
        if len(pairs) > _MANY:
            _move(pairs, words, known)
    for piece in _pieces(text, position, len(text)):
        pairs += tagger(piece)
        if len(pairs) > _MANY:
            _move(pairs, words, known)
    _move(pairs, words, known)
    words.starts = list(accumulate(map(len, words.texts), initial=0))
    words.starts.pop()
    return words


def _pieces(text: str, start: int, end: int) -> Iterator[str]:
    """`text[start:end]`, where it is very long in pieces that end with a sentence, over which no word reaches."""
    while end - start > _LONG:
        cut = max(text.rfind("\n", start, start + _LONG), text.rfind("。", start, start + _LONG)) + 1 or start + _LONG
        yield text[start:cut]
        start = cut
    if start < end:
        yield text[start:end]


def _move(pairs: list[Pair], words: Words, known: dict[str, str]) -> None:
    """Move pairs of word and tag to `words`; a long text has millions, so it keeps equal ones once."""
    if not pairs:
        return
    texts, tags = zip(*pairs, strict=True)
    if len(pairs) > _MANY:
        words.texts.extend(map(known.setdefault, texts, texts))
        words.tags.extend(map(known.setdefault, tags, tags))
    else:
        words.texts += texts
        words.tags += tags
    pairs.clear()
