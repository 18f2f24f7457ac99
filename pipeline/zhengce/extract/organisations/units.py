"""Units of armies by number: 61234部队, 第31集团军, 解放军第153医院, 八路军一二〇师."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.model import Organisation

_ARMY = "中国人民解放军"
_UNIT = re.compile(
    r"(?P<arm>武警|海军|空军|陆军|火箭军|战略支援部队)?(?<!\d)\d{4,5}部队|"
    r"(?:陆军)?(?:第(?=[\d一二三四五六七八九十])|(?<![\d一二三四五六七八九十第])(?=[\d一二三四五六七八九十]{2}))"
    r"(?P<number>\d{1,2}|[一二三四五六七八九十]{1,4})集团军|"
    r"(?:解放军)第?[\d〇一二三四五六七八九]{3}(?P<hospital>(?:中心)?医院)|"
    r"(?P<old>八路军|新四军|国民革命军|中国工农红军|工农红军|红军|中国人民志愿军|志愿军)"
    r"第?[\d〇一二三四五六七八九十]{1,4}(?:军团|师|军(?!分)|旅|团(?!长)|纵队|支队|方面军|兵团)"
)
_OLD = {
    "八路军": "国民革命军第八路军",
    "新四军": "国民革命军陆军新编第四军",
    "工农红军": "中国工农红军",
    "红军": "中国工农红军",
    "志愿军": "中国人民志愿军",
}
_DIGITS = "〇一二三四五六七八九"


def army_units(text: str) -> Iterator[Organisation]:
    """The units of the army that `text` names by number."""
    if "军" not in text and "部队" not in text:
        return
    for match in _UNIT.finditer(text):
        name, kind, level = _ARMY + match[0].removeprefix("解放军"), "military", None
        if match["arm"] == "武警":
            name = match[0].replace("武警", "中国人民武装警察部队")
        if match["number"]:
            name = f"{_ARMY}第{_han(match['number'])}集团军"
        elif match["hospital"]:
            kind = "institution"
        elif old := match["old"]:
            name = _OLD.get(old, old) + match[0].removeprefix(old)
        else:
            level = "central"
        yield Organisation(*match.span(), "organisations.unit-number", name, None, kind, level, None, "pattern")


def _han(number: str) -> str:
    """13 as 十三."""
    if not number.isdigit():
        return number
    tens, ones = divmod(int(number), 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")
