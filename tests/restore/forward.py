"""The forward model of the damage: what a gloss site does to a simplified text.

Worked out from wild specimens. The text is converted to traditional characters one by one and encoded as GBK. Then, as
bytes and without regard to where characters begin, keys are replaced one after another: each character of the site's
own list by itself and its reading in brackets, each full-width punctuation mark by its ASCII form. The result is read as
GBK again: an unassigned pair of bytes vanishes, a lead byte without a trail byte becomes `?`, and swallows a `(`.

    >>> site = Site.random(random.Random(1))
    >>> site.mangle("中国政府网4月5日发布文件，强化部门间协作。")
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache, lru_cache

import opencc
from pypinyin import Style, pinyin

PUNCTUATION = {"，": ",", "；": ";", "：": ":", "！": "!", "？": "?", "（": "(", "）": ")"}

# Characters of both scripts: a converter that works character by character leaves them as they are.
STAYS = set(
    "丑于云仆伙佣凄准几凶占厘台吁吃后吨咸唇圣夸宁尸岩岳干并庄床征惊愿扑挂据斗昵晒朴杠杰栖气沄泞洁洒洼涂涌淀游灶炖熏瓮"
    "痒痴皂秘筑粽羡群肮肴胜腊膻苧苹范茧荐蒏蔂虮蚝蜡蝎触赶跖辟郁采里雇霉了系制面表余周只谷松卷舍胡姜托家向回布克千秋沈种"
    "板伞折虫"
) - set("台准几占圣宁庄惊扑据气洁洒涂胜腊苹茧荐蜡触赶种虫")


@lru_cache(maxsize=1)
def traditional_of() -> dict[str, str]:
    """Simplified → traditional, only where the way back is the same character."""
    to_traditional, to_simplified = opencc.OpenCC("s2t"), opencc.OpenCC("t2s")
    simplified = [chr(code) for code in range(0x4E00, 0xA000)]
    traditional = to_traditional.convert("\n".join(simplified)).split("\n")
    back = to_simplified.convert("\n".join(traditional)).split("\n")
    return {
        old: new
        for old, new, again in zip(simplified, traditional, back, strict=True)
        if old != new and old == again and old not in STAYS and _encodes(new)
    } | {"着": "著"}


def _encodes(character: str) -> bool:
    try:
        return len(character.encode("gbk")) == 2
    except UnicodeEncodeError:
        return False


@cache
def gloss_of(character: str) -> str:
    """The commonest reading of a character."""
    return str(pinyin(character, style=Style.TONE)[0][0])


@dataclass(frozen=True)
class Site:
    """One site's way of damaging text: its keys, in the order in which they are replaced."""

    glossed: tuple[str, ...]  # traditional characters
    punctuation: tuple[str, ...] = tuple(PUNCTUATION)

    @classmethod
    def random(cls, rng: random.Random, share: tuple[float, float] = (0.18, 0.61)) -> Site:
        """A site that glosses a random share of the traditional characters."""
        keys = sorted(set(traditional_of().values()))
        glossed = rng.sample(keys, int(len(keys) * rng.uniform(*share)))
        return cls(tuple(glossed))

    def mangle(self, text: str) -> str:
        """The text as the site shows it."""
        traditional = text.translate(str.maketrans(traditional_of()))
        data = traditional.encode("gbk", "replace")
        for character in self.glossed:
            key = character.encode("gbk")
            if key in data:
                data = data.replace(key, key + f"({gloss_of(character)})".encode("gbk"))
        for mark in self.punctuation:
            data = data.replace(mark.encode("gbk"), PUNCTUATION[mark].encode())
        return read_gbk(data)


def read_gbk(data: bytes) -> str:
    """GBK read with losses, as the sites' own software reads it."""
    characters: list[str] = []
    at, limit = 0, len(data)
    while at < limit:
        lead = data[at]
        if lead < 0x81:
            characters.append(chr(lead) if lead < 0x80 else "?")
            at += 1
            continue
        trail = data[at + 1] if at + 1 < limit else 0
        if 0x40 <= trail <= 0xFE and trail != 0x7F:
            characters.append(data[at : at + 2].decode("gbk", "ignore"))
            at += 2
            continue
        characters.append("?")
        at += 2 if trail == 0x28 else 1
    return "".join(characters)
