"""Glosses: `X(pinyin)`, put behind the characters of a site's own list, anywhere in the text.

Some Chinese sites that convert their pages to traditional characters also write, behind every occurrence of several
hundred characters, its reading in brackets: `網(wǎng)站`, `國(guó)務(wù)院`. Which characters are on the list
differs from site to site, so a gloss is known by what it is: a reading of the very character before it. A text in
traditional characters does not otherwise do that. Simplified text that speaks of a pronunciation, `行(xíng)`, keeps its
brackets, and so does `G(x)`. The readings come from pypinyin, loaded with the first gloss.
"""

from __future__ import annotations

import re
from functools import lru_cache

from zhengce.restore.alignment import Splice

PINYIN = "a-zāáǎàēéěèêīíǐìōóǒòūúǔùǖǘǚǜüḿńňǹɑɡăĕĭŏŭ"
_GLOSS = re.compile(rf"[㐀-鿿]\([{PINYIN}]{{1,6}}\)")
_PLAIN = str.maketrans("ɑɡăĕĭŏŭ", "agǎěǐǒǔ")  # the IPA letters of GBK's pinyin row, breves typed for carons


def spelled(pinyin: str) -> str:
    """A reading as pypinyin spells it."""
    return pinyin.translate(_PLAIN)


@lru_cache(maxsize=8192)
def readings(character: str) -> frozenset[str]:
    """The readings of a character, in pinyin with tone marks."""
    from pypinyin.constants import PINYIN_DICT

    return frozenset(PINYIN_DICT.get(ord(character), "").split(","))


@lru_cache(maxsize=16384)
def is_reading(character: str, pinyin: str) -> bool:
    return spelled(pinyin) in readings(character)


def find_glosses(text: str) -> list[Splice]:
    """Splices that take every gloss off its character."""
    if "(" not in text:
        return []
    return [
        (start, end, text[start], "gloss")
        for start, end in [match.span() for match in _GLOSS.finditer(text)]
        if is_reading(text[start], text[start + 2 : end - 1])
    ]
