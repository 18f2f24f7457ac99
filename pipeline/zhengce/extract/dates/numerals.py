"""Numbers as dates write them: `2016`, `２０１６`, `二〇一六`, `两千零四`, `二十三`, `廿三`."""

from __future__ import annotations

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_DIGITS |= dict.fromkeys("〇○ＯOΟ◯0０", 0) | {"两": 2, "元": 1}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10000}


def number(text: str) -> float | None:
    """The value of a numeral, or None for an estimate such as `两三`. Digits alone are read by place: 二〇一六."""
    text = text.strip().replace("廿", "二十")
    if text == "半":
        return 0.5
    if text[0] in "0123456789０１２３４５６７８９":
        return float(text) if "." in text else int(text)
    if not any(char in _SCALES for char in text):
        if len(text) == 2 and text[0] not in "零〇○ＯOΟ◯":
            return None
        return int("".join(str(_DIGITS[char]) for char in text))
    total, current, digits = 0, 0, 0
    for char in text:
        if char in _SCALES:
            if digits > 1:
                return None
            scale = _SCALES[char]
            if scale == 10000:
                total, current, digits = (total + current) * scale, 0, 0
            else:
                total, current, digits = total + (current or 1) * scale, 0, 0
        else:
            digits += char not in "零〇"
            current = _DIGITS[char]
    return None if digits > 1 else total + current
