"""Units of the army by number: 61234部队, 第31集团军, 解放军第153医院."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.model import Organisation

_ARMY = "中国人民解放军"
_UNIT = re.compile(
    r"(?P<arm>武警|海军|空军|陆军|火箭军|战略支援部队)?(?<!\d)\d{4,5}部队|"
    r"(?:陆军)?(?:第(?=[\d一二三四五六七八九十])|(?<![\d一二三四五六七八九十第])(?=[\d一二三四五六七八九十]{2}))"
    r"(?P<number>\d{1,2}|[一二三四五六七八九十]{1,4})集团军|"
    r"(?:解放军)第?[\d〇一二三四五六七八九]{3}(?P<hospital>(?:中心)?医院)"
)
_DIGITS = "〇一二三四五六七八九"


def army_units(text: str) -> Iterator[Organisation]:
    """The units of the army that `text` names by number."""
    if "部队" not in text and "集团军" not in text and "解放军" not in text:
        return
    for match in _UNIT.finditer(text):
        name, kind, level = _ARMY + match[0].removeprefix("解放军"), "military", None
        if match["arm"] == "武警":
            name = match[0].replace("武警", "中国人民武装警察部队")
        if match["number"]:
            name = f"{_ARMY}第{_han(match['number'])}集团军"
        elif match["hospital"]:
            kind = "institution"
        else:
            level = "central"
        yield Organisation(*match.span(), "organisations.unit-number", name, None, kind, level, None, "pattern")


def _han(number: str) -> str:
    """13 as 十三."""
    if not number.isdigit():
        return number
    tens, ones = divmod(int(number), 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")
