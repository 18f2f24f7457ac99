"""HTML: the visible main text of a page, and what its head says about it.

A saved page is mostly not the article: scripts, menus, breadcrumbs, lists of related links, share buttons, a footer.
The page is cut into tags and text by one regular expression, so that every character of text keeps its offset in the
file; text is gathered into blocks at block-level tags. The article is the longest stretch of blocks that read like
running text, sentences and few links, with the heading above it and the short lines that close an official document
below it. What lies between two kept pieces of text is spliced away: a block boundary leaves a line feed, an inline tag
nothing. If no block reads like running text, all visible text is kept.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from zhengce.restore.alignment import Splice

_TAG = re.compile(
    r"<(?:(?P<comment>!--)|(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,30})"
    r"(?P<attributes>(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*)>|[!?/][^<>]*>)"
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_SPACE = re.compile(r"[ \t\r\n\f]+|[\xa0　]+")
_INDENT = re.compile(r"(?:\s|&(?:nbsp|e[mn]sp|#160|#12288|#x3000);)*")
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "noscript")}
_BLOCK = frozenset(
    re.findall(
        "[a-z0-9]+",
        "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
        " head header hr html legend li main nav ol option p pre section select summary table tbody td tfoot th thead title tr ul",
    )
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_HIDDEN = frozenset(["button", "datalist", "dialog", "head", "iframe", "object", "select", "svg", "template"])
_APART = frozenset(["aside", "footer", "nav"])
_ROLE = re.compile(
    r"""(?:class|id|role)\s*=\s*["']?[^"'>]*?\b(?:nav(?:bar|igation)?|menu|foot(?:er)?|bread-?crumbs?|crumbs?|side-?bar|share|related|"""
    r"""recommend|copyright|toolbar|tools|pag(?:er|ing|ination)|login|comments?|qrcode|banner)\b""",
    re.IGNORECASE,
)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|\bhidden\b(?!\s*[:=\"'-])", re.IGNORECASE)
_SENTENCE = re.compile("[。；！？，]")
_CLOSING = re.compile(
    "责任编辑|责编|编辑[:：]|版权|相关|推荐|分享|打印|上一篇|下一篇|扫一扫|返回|关闭|备案|主办|承办|网站"
)
_DATE = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_META = {
    "title": ("articletitle", "og:title", "title"),
    "published": ("pubdate", "publishdate", "article:published_time", "og:published_time", "publish-date", "date"),
    "publisher": ("contentsource", "source", "og:site_name", "article:author", "publisher", "author"),
}
_PUBLISHED = re.compile(r"(?:发布时间|发布日期|发文日期|成文日期|时间|日期)\s*[:：]\s*" + _DATE.pattern)
_SOURCE = re.compile(r"(?:文章|信息|稿件|新闻)?来源\s*[:：]\s*([㐀-鿿A-Za-z（）()·]{2,30})")
_TITLE_END = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|-{2,}")


@dataclass(slots=True)
class _Block:
    """Text between two block-level tags: the pieces of the source it consists of."""

    pieces: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0
    linked: int = 0  # characters inside links
    heading: bool = False
    apart: bool = False  # in a menu, footer and the like
    running: bool = False  # reads like running text

    def keeps(self) -> bool:
        return not self.apart and 2 * self.linked <= self.length


def main_text(source: str) -> list[Splice]:
    """Splices that leave the visible main text of a page."""
    blocks = [block for block in _blocks(source) if block.length]
    for block in blocks:
        text = _plain(source, block)
        marks = len(_SENTENCE.findall(text))
        block.running = (
            block.keeps() and 3 * block.linked < block.length and marks > 0 and (marks > 1 or block.length > 20)
        )
    kept = _article(source, blocks)
    return list(_splices(source, kept))


def html_metadata(source: str) -> dict[str, str]:
    """What a page says of itself: `title`, `published` (ISO date), `publisher`, each only where it is stated."""
    metas: dict[str, str] = {}
    title = heading = ""
    for _, _, match in _tags(source):
        name = (match["name"] or "").lower()
        if name == "meta" and not match["close"]:
            attributes = _attributes(match["attributes"])
            key = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
            metas.setdefault(key.lower(), attributes.get("content", "").strip())
        elif name == "title" and not match["close"] and not title:
            end = source.find("<", match.end())
            title = html.unescape(source[match.end() : end if end >= 0 else None]).strip()
    blocks = [block for block in _blocks(source) if block.length]
    heading = next((_plain(source, block) for block in blocks if block.heading and not block.linked), "")
    found = {field_: next((metas[key] for key in keys if metas.get(key)), "") for field_, keys in _META.items()}
    visible = "\n".join(_plain(source, block) for block in blocks[:60])
    if not found["title"]:
        found["title"] = heading if heading and heading in title else _TITLE_END.split(title)[0] or heading
    date = _DATE.search(found["published"]) or _PUBLISHED.search(visible)
    found["published"] = f"{int(date[1]):04}-{int(date[2]):02}-{int(date[3]):02}" if date else ""
    if not found["publisher"] and (match_ := _SOURCE.search(visible)):
        found["publisher"] = match_[1]
    return {key: html.unescape(value) for key, value in found.items() if value}


def _attributes(text: str) -> dict[str, str]:
    pairs = re.findall(r"""([a-zA-Z:_-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", text)
    return {name.lower(): html.unescape(double or single or bare) for name, double, single, bare in pairs}


def _tags(source: str) -> Iterator[tuple[int, int, re.Match[str]]]:
    """Start, end and match of the tags of a page and its comments, in order, without what stands in scripts."""
    at = 0
    while match := _TAG.search(source, at):
        start, at = match.span()
        if match["comment"]:
            end = source.find("-->", at)
            at = end + 3 if end >= 0 else len(source)
        yield start, at, match
        if match["name"]:
            raw = _RAW.get(match["name"].lower())
            if raw and not match["close"]:
                end_match = raw.search(source, at)
                if not end_match:
                    return
                at = end_match.start()


def _blocks(source: str) -> list[_Block]:
    """All visible text of a page, gathered into blocks."""
    blocks = [_Block()]
    stack: list[tuple[str, bool, bool]] = []  # open elements: name, hidden, apart
    hidden = apart = links = headings = 0
    at = 0

    def text_until(end: int) -> None:
        if hidden or at >= end:
            return
        block = blocks[-1]
        length = len(source[at:end].strip())
        if length:
            block.apart = block.apart or apart > 0
            block.heading = block.heading or headings > 0
        block.length += length
        block.linked += length if links else 0
        block.pieces.append((at, end))

    for start, end, match in _tags(source):
        text_until(start)
        at = end
        name = (match["name"] or "").lower()
        if name in _BLOCK and blocks[-1].pieces:
            blocks.append(_Block())
        if name in _VOID:
            continue
        if name in _RAW:
            hidden += -1 if match["close"] else 1
            hidden = max(hidden, 0)
        elif name == "a":
            links = 0 if match["close"] else 1
        elif name in ("h1", "h2"):
            headings = 0 if match["close"] else 1
        elif name and not match["close"]:
            if match["attributes"].endswith("/"):
                continue
            attributes = match["attributes"][:1000]
            invisible = name in _HIDDEN or bool(_INVISIBLE.search(attributes))
            aside = name in _APART or bool(_ROLE.search(attributes))
            stack.append((name, invisible, aside))
            hidden += invisible
            apart += aside
        elif name:
            for depth in range(len(stack) - 1, max(len(stack) - 30, -1), -1):
                if stack[depth][0] == name:
                    for _, invisible, aside in stack[depth:]:
                        hidden -= invisible
                        apart -= aside
                    del stack[depth:]
                    break
    text_until(len(source))
    return blocks


def _article(source: str, blocks: list[_Block]) -> list[_Block]:
    """The blocks of the article."""
    best: tuple[int, int, int] = (0, 0, 0)  # length, first, last + 1
    first = last = length = 0
    for at, block in enumerate(blocks):
        if block.running:
            if not length or at - last > 12:
                first = at
                length = 0
            last = at
            length += block.length
            best = max(best, (length, -first, at + 1), key=lambda found: found[0])
    if not best[0]:
        return [block for block in blocks if block.keeps()] or blocks
    first, last = -best[1], best[2]
    above = next((at for at in range(first - 1, max(first - 9, -1), -1) if blocks[at].heading), first)
    while last < len(blocks) and last < best[2] + 8:  # signature and date
        block = blocks[last]
        if block.linked or block.apart or block.length > 40 or _CLOSING.search(_plain(source, block)):
            break
        last += 1
    return [block for block in blocks[above:last] if block.keeps()]


def _plain(source: str, block: _Block) -> str:
    """The text of a block, its entities resolved."""
    text = "".join(source[start:end] for start, end in block.pieces)
    return html.unescape(text).strip() if "&" in text else text.strip()


def _splices(source: str, blocks: list[_Block]) -> Iterator[Splice]:
    """What to take out between the pieces of the kept blocks, and the entities and white space within them."""
    position, joint = 0, ""
    for block in blocks:
        for start, end in _trimmed(source, block):
            if position < start or joint:
                yield (position, start, joint, "html")
            position, joint = end, ""
            yield from sorted(_inner(source, start, end), key=itemgetter(0))
        joint = "\n"
    if position < len(source):
        yield (position, len(source), "", "html")


def _trimmed(source: str, block: _Block) -> list[tuple[int, int]]:
    """The pieces of a block without the white space around it."""
    pieces = [(start, end) for start, end in block.pieces if start < end]
    while pieces and _INDENT.match(source, *pieces[0]).end() == pieces[0][1]:  # type: ignore[union-attr]
        del pieces[0]
    while pieces and not source[slice(*pieces[-1])].strip():
        del pieces[-1]
    if pieces:
        start, end = pieces[0]
        pieces[0] = (_INDENT.match(source, start, end).end(), end)  # type: ignore[union-attr]
        start, end = pieces[-1]
        pieces[-1] = (start, start + len(source[start:end].rstrip()))
    return pieces


def _inner(source: str, start: int, end: int) -> Iterator[Splice]:
    for match in _ENTITY.finditer(source, start, end):
        text = html.unescape(match[0])
        if text != match[0]:
            yield (match.start(), match.end(), " " if text.isspace() else text, "html")
    for match in _SPACE.finditer(source, start, end):
        if match[0] not in (" ", "　"):
            around = source[match.start() - 1 : match.start()] + source[match.end() : match.end() + 1]
            joined = "\n" in match[0] and len(around) == 2 and all(character > "\u2e7f" for character in around)
            yield (match.start(), match.end(), "" if joined else " ", "html")
