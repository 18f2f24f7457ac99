"""Script: is a text written in simplified or traditional characters, and traditional to simplified.

Simplified text turned traditional by a website, and text written in Taiwan or Hong Kong, both have to read like
mainland text. Which script a text is in is decided once for the whole of it, from the distinct characters that exist
in only one of the two: a simplified text that names 乾隆 or 陳昇 is not touched. Conversion uses OpenCC's tables, with
phrases, so that 乾 becomes 干 in 乾淨 and stays in 乾隆, 後 and 后, 裡 and 里, 麼 and 幺 fall together rightly. What those
tables leave open is decided here: 著, which is 着 in 看著 and itself in 著名, and a few forms used only in Hong Kong or
Taiwan. Every change is one character for one, so offsets hold.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import opencc

_HAN = range(0x3400, 0xA000)

# Forms of Hong Kong and Taiwan print, and gendered pronouns, that OpenCC's t2s leaves alone.
_REGIONAL = str.maketrans(
    "衞砲燄祇妳牠祂麽麪綫啓敎淸産税説脱悦鋭閲緑録内呉賸姪", "卫炮焰只你它他么面线启教清产税说脱悦锐阅绿录内吴剩侄"
)
_REGIONAL_PATTERN = re.compile(f"[{''.join(map(chr, _REGIONAL))}]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_SHENME = re.compile("甚(?=么)")

# 著 is zhù, and stays, in these words; elsewhere in traditional text it is the particle or verb 着.
_ZHU = re.compile(
    r"著(?!名|作|称|述|录|者|书|译)"
    r"(?<![卓昭原名专巨论编译土遗合拙所撰知]著)(?<!(?<!彰)显著)|(?<=意味)著"
)  # fmt: skip


@lru_cache(maxsize=1)
def _converter() -> Any:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=1)
def simplified_of() -> dict[str, str]:
    """Every Han character whose simplified form, taken alone, is another one."""
    characters = [chr(code) for code in _HAN]
    simplified = _converter().convert("\n".join(characters)).split("\n")
    return {old: new for old, new in zip(characters, simplified, strict=True) if old != new and new <= "\uffff"}


@lru_cache(maxsize=1)
def only_traditional() -> frozenset[str]:
    """Characters with a simplified form that GB 2312, the simplified standard, lacks."""
    return frozenset(character for character in simplified_of() if not _encodes(character, "gb2312"))


@lru_cache(maxsize=1)
def only_simplified() -> frozenset[str]:
    """Characters that are the simplified form of another one and that Big5, the traditional standard, lacks."""
    return frozenset(character for character in simplified_of().values() if not _encodes(character, "big5"))


def _encodes(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=1)
def _simplified_pattern() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(only_simplified()))}]")


def script_of(text: str, traditional: set[str]) -> str:
    """ISO 15924 code, `Hans` or `Hant`, of a text with these `only_traditional` characters; `Hans` where nothing tells."""
    if not traditional:
        return "Hans"
    return "Hant" if len(traditional) > len(set(_simplified_pattern().findall(text))) else "Hans"


def to_simplified(text: str, converted: bool = False) -> str:
    """Traditional text in simplified characters, of the same length.

    Text that a site had `converted` from simplified, character by character, has 乾 only where the original had it: in
    names, where the tables cannot know it.
    """
    simplified: str = _converter().convert(text)
    if len(simplified) != len(text) or _ASTRAL.search(simplified):  # no one-to-one phrase, or a form no font has
        simplified = "".join([simplified_of().get(character, character) for character in text])
    if _REGIONAL_PATTERN.search(simplified):
        simplified = simplified.translate(_REGIONAL)
    if "甚" in simplified:
        simplified = _SHENME.sub("什", simplified)
    if "著" in simplified:
        simplified = _ZHU.sub("着", simplified)
    if converted and "乾" in text:
        simplified = "".join(old if old == "乾" else new for old, new in zip(text, simplified, strict=True))
    return simplified
