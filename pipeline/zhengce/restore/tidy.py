"""Small damage: stray control characters, line ends, widths, doubled punctuation, and residue of the web page.

Copies of web pages carry zero-width and private-use characters, `\\r\\n` beside `\\n`, `&nbsp;` spelled out, full-width
digits, a half-width comma between Han characters where the page had a full-width one, commas doubled as noise, and
lines that were never part of the article: breadcrumbs, pipes of a layout table, a row of print and share buttons, the
editor's name at the end. Width changes are one for one. Everything here that removes something names a form that
running text does not have; what might be text stays.
"""

from __future__ import annotations

import html
import re

from zhengce.restore.alignment import Splice

HAN = "㐀-鿿\U00020000-\U0003ffff"
_CJK = frozenset("、。《》〈〉「」『』【】〔〕“”‘’…—·，；：？！（）％")

# --- stray characters -----------------------------------------------------------------------------------------------

_STRAY = re.compile(
    "\r\n?|(?P<invisible>[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+)"
    "|(?P<private>[\ue000-\uf8ff\U000f0000-\U0010fffd]+)"
    "|(?P<entity>&(?:#[0-9]{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});)"
)
STRAY = frozenset(
    [*map(chr, range(0x09)), "\x0b", *map(chr, range(0x0D, 0x20)), *map(chr, range(0x7F, 0xA0)), "\xad", "&", "\ufeff"]
    + [*map(chr, range(0x200B, 0x2010)), *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2060, 0x2065))]
)
_SPACES = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F], " ") | dict.fromkeys([0x85, 0x2028, 0x2029], "\n")
SPACES = frozenset(map(chr, _SPACES))


def find_stray(text: str) -> list[Splice]:
    """Splices that remove characters without a shape, spell out entities and make every line end `\\n`."""
    splices = []
    for match in _STRAY.finditer(text):
        start, end = match.span()
        kind = match.lastgroup or "line_end"
        if kind == "entity":
            character = html.unescape(match[0])
            if character == match[0] or len(character) != 1:
                continue
            splices.append(Splice(start, end, character.translate(_SPACES), "html"))
        else:
            splices.append(Splice(start, end, "\n" if kind == "line_end" else "", kind))
    return splices


def plain_spaces(text: str) -> str:
    """No-break and typographic spaces as plain spaces, one for one."""
    return text.translate(_SPACES)


# --- widths ---------------------------------------------------------------------------------------------------------

_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_NARROW[0xFF05] = ord("%")
WIDE = frozenset(map(chr, _NARROW))
_WIDE_OF = dict(zip(",;:!?()", "，；：！？（）", strict=True))
HALF = frozenset(_WIDE_OF)
_HALF = re.compile(r"[,;:!?]|\(([^()\n]{0,200})\)")
_FINAL = frozenset("吗呢吧么嘛啊")


def narrow(text: str) -> str:
    """Full-width Latin letters, digits and `％` in ASCII, one for one."""
    return text.translate(_NARROW)


def widen(text: str, mangled: bool) -> tuple[str, int]:
    """Half-width punctuation beside Han characters in full width, one for one, and how many were changed.

    Between two ASCII letters or digits (`1,000`, `10:30`, `f(x)`) it stays. A `?` may stand for a lost character
    (`朱?基`), so outside `mangled` text only one that ends a question is widened.
    """
    pieces: list[str] = []
    position = changed = 0
    limit = len(text)
    for match in _HALF.finditer(text):
        start, end = match.span()
        mark = text[start]
        before = text[start - 1] if start else "\n"
        after = text[end] if end < limit else "\n"
        if mark == "(":
            inside = match[1]
            if not (_chinese(before) or (inside and (_chinese(inside[0]) or _chinese(inside[-1])))):
                continue
            if not mangled and before.isascii() and before.isalpha():
                continue
            content, count = widen(inside, mangled) if not HALF.isdisjoint(inside) else (inside, 0)
            pieces.append(f"{text[position:start]}（{content}）")
            changed += 2 + count
        else:
            if not (_chinese(before) or _chinese(after)):
                continue
            if not mangled and (before.isascii() and before.isalpha() or after.isascii() and after.isalpha()):
                continue
            if mark == "?" and not _asks(before, after, mangled):
                continue
            pieces.append(text[position:start] + _WIDE_OF[mark])
            changed += 1
        position = end
    if not changed:
        return text, 0
    pieces.append(text[position:])
    return "".join(pieces), changed


def _chinese(character: str) -> bool:
    return "㐀" <= character <= "鿿" or character in _CJK


def _asks(before: str, after: str, mangled: bool) -> bool:
    if "?" in (before, after):
        return False
    return mangled or before in _FINAL or after.isspace() or after in "”’」』）"


_DOUBLED = re.compile("[,，]{2,}|[,，]+。|。[,，]+")


def find_doubled(text: str) -> list[Splice]:
    """Splices that reduce a comma doubled as noise (`,，`, `，。`) to the stronger mark."""
    return [
        Splice(match.start(), match.end(), "。" if "。" in match[0] else "，", "doubled")
        for match in _DOUBLED.finditer(text)
        if not match[0].isascii()
    ]


# --- residue of the page --------------------------------------------------------------------------------------------

_LINE_RESIDUE = re.compile(
    r"^[ \t　]*(?:"
    r"\|[|\s]*?$"  # pipes of a layout table
    r"|(?:您(?:现在|当前)?的?(?:位置|所在位置)|(?:您)?(?:当前|现在|所在)的?位置)[是为]?[:：].{0,200}$"  # breadcrumb
    r"|(?:推荐标签|热门标签|相关标签|关键词标签|分享到|上一篇|下一篇|上一条|下一条|责任编辑|责编|网络编辑|编辑|校对|审核)[:：].{0,60}$"
    r"|[\[【〖(（]?(?:打印(?:本页|文章)?|关闭(?:窗口|本页)?|返回(?:首页|顶部)|回到顶部|加入收藏|设为首页)[\]】〗)）]?"
    r"(?:[\s|/·]*[\[【〖(（]?(?:打印(?:本页|文章)?|关闭(?:窗口|本页)?|返回(?:首页|顶部)|回到顶部|加入收藏|设为首页)[\]】〗)）]?)*$"
    r")",
    re.MULTILINE,
)
_TAIL_RESIDUE = re.compile(
    r"(?:[ \t　]*[（(\[【]?(?:责任编辑|责编|网络编辑)[:：][ 　]?[㐀-鿿A-Za-z_0-9、 　]{0,20}[）)\]】]?"
    r"|[ \t　]+\|+|字号[:：][ 　]*(?:[大中小][ 　]*)*(?:(?:转发|打印|关闭|分享)[ 　]*)*)(?=\s*$)",
    re.MULTILINE,
)
_RESIDUE_HINT = re.compile(r"[|]|位置|标签|分享到|[上下]一[篇条]|责编|编辑|校对|审核|打印|关闭|返回|回到顶部|收藏|首页|字号")


def find_residue(text: str) -> list[Splice]:
    """Splices that remove lines and line tails that belong to the web page, not to the article."""
    if not _RESIDUE_HINT.search(text):
        return []
    spans = [match.span() for match in _LINE_RESIDUE.finditer(text)]
    spans += [match.span() for match in _TAIL_RESIDUE.finditer(text)]
    limit = len(text)
    splices: list[Splice] = []
    position = 0
    for start, end in sorted(spans):
        start = max(start, position)
        if start >= end:
            continue
        whole = start == 0 or text[start - 1] == "\n"
        if whole and (end == limit or text[end] == "\n"):  # the line goes with its end
            end = min(end + 1, limit)
            while start == 0 and end < limit and text[end] in " \t\n　":
                end += 1
        splices.append(Splice(start, end, "", "boilerplate"))
        position = end
    return splices
