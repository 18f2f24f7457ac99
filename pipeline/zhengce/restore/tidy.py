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
import unicodedata

from zhengce.restore.alignment import Splice

HAN = "㐀-鿿\U00020000-\U0003ffff"
_CJK = frozenset("、。《》〈〉「」『』【】〔〕“”‘’…—·，；：？！（）％")

# --- stray characters -----------------------------------------------------------------------------------------------

_STRAY = re.compile(
    "\r\n?|(?P<invisible>[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+)"
    "|(?P<private>[\ue000-\uf8ff\U000f0000-\U0010fffd]+)"
    "|(?P<entity>&(?:#[0-9]{1,6}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});)"
)
_STRAY_RANGES = (
    (0, 9),
    (0x0B, 0x0C),
    (0x0D, 0x20),
    (0x7F, 0xA0),
    (0x200B, 0x2010),
    (0x202A, 0x202F),
    (0x2060, 0x2065),
    (0xE000, 0xF900),
)
STRAY = frozenset("&\xad\ufeff").union(*(map(chr, range(*bounds)) for bounds in _STRAY_RANGES))
_SPACES = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F], " ") | dict.fromkeys(
    [0x85, 0x2028, 0x2029], "\n"
)
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
            shapeless = _STRAY.fullmatch(character) and character != "\r"
            splices.append((start, end, "" if shapeless else character.translate(_SPACES), "html"))
        else:
            splices.append((start, end, "\n" if kind == "line_end" else "", kind))
    return splices


def plain_spaces(text: str) -> str:
    """No-break and typographic spaces as plain spaces, one for one."""
    return text.translate(_SPACES)


# --- variants -------------------------------------------------------------------------------------------------------

# Radicals and compatibility ideographs, which text copied from PDF files has in place of the characters they look like. Unicode gives no
# plain form for radicals that it took in later; these are the ones that are characters of their own.
_VARIANTS = {
    code: plain
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF))
    if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1 and plain != chr(code)
} | str.maketrans(
    "⺝⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "月母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)
VARIANTS = frozenset(map(chr, _VARIANTS))


def plain_variants(text: str) -> str:
    """Compatibility forms of Han characters as the characters themselves, one for one."""
    return text.translate(_VARIANTS)


# --- widths ---------------------------------------------------------------------------------------------------------

_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_NARROW[0xFF05] = ord("%")
WIDE = frozenset(map(chr, _NARROW))
_WIDE_OF = str.maketrans(",;:!?()", "，；：！？（）")
HALF = frozenset(",;:!?()")
_HALF = re.compile(r"[,;:!?]|\(([^()\n]{0,200})\)")
_HALF_MANGLED = re.compile(rf"{_HALF.pattern}|[()]")
_PINYIN = re.compile("[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]*")  # 龟(qiū)兹 stays
_QUOTED = re.compile(r'"([^"\n]{1,100})"')
_QUESTION = re.compile(
    "[吗呢吧么嘛谁哪啥]|[怎几]|如何|何[时地处以为在种]|为何|多少|是否|难道|能否|可否|[能会是要有]不[能会是要]|有没有|是不是"
)
_INDENT = re.compile(r"^\?{2,}(?=[ 　])", re.MULTILINE)


def narrow(text: str) -> str:
    """Full-width Latin letters, digits and `％` in ASCII, one for one."""
    return text.translate(_NARROW)


def widen(text: str, mangled: bool) -> tuple[str, int]:
    """Half-width punctuation beside Han characters in full width, one for one, and how many marks were changed.

    Between two ASCII letters or digits (`1,000`, `10:30`, `f(x)`) it stays. A `?` may stand for a lost character
    (`朱?基`), so outside `mangled` text, where every mark was made ASCII, only one that ends a question is widened.
    """
    pieces: list[str] = []
    position, limit, changed = 0, len(text), 0
    for match in (_HALF_MANGLED if mangled else _HALF).finditer(text):
        start, end = match.span()
        mark = text[start]
        before = text[start - 1] if start else "\n"
        after = text[end] if end < limit else "\n"
        behind_wide = start == position and changed > 0
        if inside := match[1]:
            chinese = behind_wide or _chinese(before) or _chinese(inside[0]) or _chinese(inside[-1])
            if _PINYIN.fullmatch(inside) or not chinese:
                continue
            if not mangled and _latin(before):
                continue
            within, count = (inside, 0) if HALF.isdisjoint(inside) else widen(inside, mangled)
            wide = f"（{within}）"
            changed += 2 + count
        else:
            wanted = _widens(mark, before, after, behind_wide, mangled)
            if not wanted or (mark == "?" and not mangled and not _asks(text, start, after)):
                continue
            wide = match[0].translate(_WIDE_OF)
            changed += len(wide)
        pieces += (text[position:start], wide)
        position = end
    if not changed:
        return text, 0
    pieces.append(text[position:])
    return "".join(pieces), changed


def _widens(mark: str, before: str, after: str, behind_wide: bool, mangled: bool) -> bool:
    """Whether a mark between these characters stands in Chinese."""
    beside = behind_wide or _chinese(before) or _chinese(after)
    if mark == "?":
        return beside and "?" not in (before, after)
    if mangled:
        return beside or (mark in ",;" and not (before.isalnum() and after.isalnum()) and not after.isspace())
    return beside and not _latin(before) and not _latin(after)


def _asks(text: str, at: int, after: str) -> bool:
    """Whether the `?` at this place ends a question, so that it does not stand for a lost character."""
    if after.isspace() or after in "”’」』）":
        return True
    clause = re.split("[。！？?\n]", text[max(at - 40, 0) : at])[-1]
    return bool(_QUESTION.search(clause))


def curl(text: str) -> str:
    """Straight double quotes around or beside Chinese as “ and ”, one for one, where a line holds them in pairs."""
    pieces: list[str] = []
    for line in text.split("\n"):
        if '"' in line and line.count('"') % 2 == 0:
            line = _QUOTED.sub(_curled, line)
        pieces.append(line)
    return "\n".join(pieces)


def _curled(match: re.Match[str]) -> str:
    around = match.string[max(match.start() - 1, 0) : match.start()] + match[1][0] + match[1][-1]
    return f"“{match[1]}”" if any(map(_chinese, around)) else match[0]


def blank_indent(text: str) -> str:
    """No-break spaces at the beginning of a line that a site lost as `???`, as spaces, one for one."""
    return _INDENT.sub(lambda match: " " * len(match[0]), text)


def _chinese(character: str) -> bool:
    return "㐀" <= character <= "鿿" or character in _CJK


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


_DOUBLED = re.compile("[,，]{1,9}。|[,，]{2,9}|。[,，]{1,9}")


def find_doubled(text: str) -> list[Splice]:
    """Splices that reduce a comma doubled as noise (`,，`, `，。`) to the stronger mark."""
    if "，，" not in text and "，。" not in text and "。，" not in text and "," not in text:
        return []
    return [
        (match.start(), match.end(), "。" if "。" in match[0] else "，", "doubled")
        for match in _DOUBLED.finditer(text)
        if not match[0].isascii()
    ]


# --- residue of the page --------------------------------------------------------------------------------------------

RESIDUE = frozenset("|置页頁签籤簽享篇编編辑輯印闭閉返顶頂藏纠糾扫掃")  # one character of nearly each of these words
_HINT = re.compile("[|]|位置|首页|标签|分享|[上下]一篇|责编|编辑|打印|关闭|返回|顶部|收藏|字号|字体|纠错|扫一扫")
_TOOL = (
    r"[\[【〖(（]?(?:打印(?:本页|文章|此页|正文)?|关闭(?:窗口|本页)?|返回(?:首页|顶部|上页)?|回到顶部|加入收藏|收藏|设为首页|我要纠错|纠错|转发|"
    r"分享(?:到)?|保存|(?:字体|字号)[:：]?[ 　]{0,9}[\[【]?(?:[\[【]?[大中小][\]】]?[ 　/|]{0,9}){0,3})[\]】〗)）]?[\s|｜·]{0,9}"
)
_RESIDUE_LINE = re.compile(
    r"[\s|:-]*\|[\s|:-]*"  # pipes of a layout table
    r"|(?:您?(?:当前|现在|目前)?(?:所在|所处)?的?位置)[是为]?[:：].*"  # breadcrumb
    r"|(?:网站)?首页\s*(?:>|›|»|→|/|\|).*"
    r"|扫一扫[,，]?在手机上?(?:打开|查看)(?:当前|本)页面?"
    r"|(?:推荐标签|热门标签|相关标签|分享到|[上下]一篇)[:：].*"
    r"|[（(\[【]?(?:责任编辑|责编|网络编辑|编辑)[:：][㐀-鿿A-Za-z_0-9、 　]{0,16}[）)\]】]?"
    rf"|(?:{_TOOL}){{1,12}}"
)
_RESIDUE_TAIL = re.compile(
    r"[ \t　]{0,9}[（(\[【]?(?:责任编辑|责编|网络编辑)[:：][㐀-鿿A-Za-z_0-9、 　]{0,16}[）)\]】]?[ \t　]{0,9}$"
    rf"|(?:字体|字号)[:：][ 　]{{0,9}}(?:{_TOOL}|[大中小][ 　]{{0,9}}){{0,12}}$"
)
_LINE = 400  # a longer line is text, whatever it begins with
_TAIL = 80


def find_residue(text: str) -> list[Splice]:
    """Splices that remove lines and line tails that belong to the web page, not to the article."""
    splices: list[Splice] = []
    at, limit = 0, len(text)
    while hint := _HINT.search(text, at):
        start = text.rfind("\n", 0, hint.start()) + 1
        end = text.find("\n", hint.end())
        end = limit if end < 0 else end
        at = end
        line = text[start:end] if end - start <= _LINE else ""
        if line and _RESIDUE_LINE.fullmatch(line.strip()):
            start, end = _with_line_end(text, start, end, splices)
        elif match := _RESIDUE_TAIL.search(text, max(start, end - _TAIL), end):
            start = match.start()
        elif (pipe := _trailing_pipe(text, start, end)) is not None:
            start = pipe
        else:
            continue
        splices.append((start, end, "", "boilerplate"))
        at = max(at, end)
    return splices


def _trailing_pipe(text: str, start: int, end: int) -> int | None:
    """Where the white space and the pipe at the end of a line begin, if it is the only pipe there."""
    tail = text[max(start, end - _TAIL) : end]
    kept = tail.rstrip()
    return end - len(tail) + len(kept[:-1].rstrip()) if kept.endswith("|") and kept.count("|") == 1 else None


def _with_line_end(text: str, start: int, end: int, before: list[Splice]) -> tuple[int, int]:
    """A removed line goes with its line end, and at the top of the text with the empty lines behind it."""
    limit = len(text)
    if start == 0 or (before and before[-1][0] == 0 and before[-1][1] == start):
        while end < limit and text[end] in " \t\n　":
            end += 1
        return start, end if end == limit or "\n" not in text[start:end] else text.rfind("\n", start, end) + 1
    return start, min(end + 1, limit)
