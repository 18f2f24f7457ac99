"""Glosses: `X(pinyin)`, put behind the characters of a site's own list, anywhere in the text.

Some Chinese sites that convert their pages to traditional characters also write, behind every occurrence of several
hundred characters, its reading in brackets: `網(wǎng)站`, `國(guó)務(wù)院`. Which characters are on the list
differs from site to site, so a gloss is known by what it is: a reading of the very character before it, in a text of
traditional characters, at most places where that character stands. Text that speaks of a pronunciation, `行(xíng)`,
keeps its brackets, and so does `G(x)`. The readings come from pypinyin, loaded with the first gloss.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from zhengce.errors import RestoreError
from zhengce.restore.alignment import Splice
from zhengce.restore.script import simplified_of

PINYIN = "a-zāáǎàēéěèêīíǐìōóǒòūúǔùǖǘǚǜüḿńňǹɑɡăĕĭŏŭ"
_GLOSS = re.compile(rf"\(([{PINYIN}]{{1,6}})\)")
_RUN = re.compile(
    rf"\?[,;:!?]?(?:\(?[{PINYIN}]{{1,6}}\))?(?:[^\x00-\x7f]|\([{PINYIN}]{{1,6}}\))*[\x00-\x7f]$"
)  # ends as one byte off
_MANY = 8  # glosses of which no text that speaks of pronunciation has more
_PLAIN = str.maketrans("ɑɡăĕĭŏŭ", "agǎěǐǒǔ")  # the IPA letters of GBK's pinyin row, breves typed for carons


def spelled(pinyin: str) -> str:
    """A reading as pypinyin spells it."""
    return pinyin.translate(_PLAIN)


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """Code point → readings. pypinyin's own file, for importing it would load its phrases too, ten times as long."""
    spec = find_spec("pypinyin")
    if spec is None or spec.origin is None:
        raise RestoreError("pypinyin is not installed, and its readings tell glosses: pip install pypinyin")
    table: dict[str, str] = json.loads(Path(spec.origin).with_name("pinyin_dict.json").read_text("utf-8"))
    return table


@lru_cache(maxsize=8192)
def readings(character: str) -> frozenset[str]:
    """The readings of a character, in pinyin with tone marks."""
    return frozenset(_table().get(str(ord(character)), "").split(","))


@lru_cache(maxsize=16384)
def is_reading(character: str, pinyin: str) -> bool:
    return spelled(pinyin) in readings(character)


def _straddles(pair: str, pinyin: str) -> bool:
    """Whether the second byte of a character and the ASCII one behind it are a character with this reading."""
    data = pair.encode("gbk", "replace")
    straddling = data[1:].decode("gbk", "ignore") if len(data) == 3 else ""
    return len(straddling) == 1 and is_reading(straddling, pinyin)


def find_glosses(text: str) -> list[Splice]:
    """Splices that take the glosses of a text in traditional characters off their characters.

    A site glosses a character of its list wherever it stands, so one that mostly stands without is none of them. Where
    no traditional character is glossed the text is not of such a site.
    """
    found: list[Splice] = []
    parts = iter(_GLOSS.split(text))
    end = 0
    for before, pinyin in zip(parts, parts, strict=False):  # the last part has no gloss behind it
        start = end + len(before)
        end = start + len(pinyin) + 2
        if (before and is_reading(before[-1], pinyin)) or (
            _straddles(before[-2:], pinyin) and not _RUN.search(text, max(start - 120, 0), start)
        ):
            found.append((start - 1, end, before[-1], "gloss"))
    counts = Counter([splice[2] for splice in found])
    if counts.keys().isdisjoint(simplified_of()):
        return []
    if len(found) > _MANY:
        return found
    stray = {character for character, count in counts.items() if text.count(character) > 2 * count}
    return [splice for splice in found if splice[2] not in stray] if stray else found


def offsets(glosses: list[Splice]) -> dict[int, str]:
    """Where the characters stand that lost their glosses: offset in the text without them → character."""
    found: dict[int, str] = {}
    removed = 0
    for start, end, character, _ in glosses:
        found[start - removed] = character
        removed += end - start - 1
    return found
