"""Crawl archives (WARC, WET): the Chinese pages, and a count of what was passed over.

A page is HTML or plain text that a server answered with (WARC), or the text that a crawler made of it (WET). Most of a crawl is none of
our business, so the tests are cheap and stand in order of cost: what the headers say, then counts over the bytes, which need no decoding
where they are UTF-8. Records that are about the crawl (warcinfo, request, metadata, revisit) are no pages and are not counted.
UTF-8 that was saved once more in a wrong encoding is taken for another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any, Literal

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from zhengce.errors import DecodeError, ReadError
from zhengce.restore.decoding import Decoded, decode

#: Why a record was passed over: an answer other than 2xx, neither HTML nor plain text, not Chinese, next to no text.
Reason = Literal["status", "type", "language", "short"]

MIN_HAN = 50  # Han characters in a page that is worth reading

_PAGES = frozenset({"response", "resource", "conversion"})
_HTML = ("text/html", "application/xhtml+xml")
_FOREIGN_CHARSET = re.compile(
    rb"charset\s*=\s*[\"']?\s*(?:shift|x-sjis|sjis|euc-jp|euc-kr|iso-2022-(?:jp|kr)|ks_c|koi8|tis-620|windows-125[013-8]|iso-8859-(?:[2-9]|1\d))",
    re.IGNORECASE,
)
_HEAD = 2048  # bytes in which a page declares its charset
_MARKUP = re.compile(rb"<(?:script|style)\b[^<]*(?:<(?!/(?:script|style))[^<]*)*|<[^<>]*>|\s+", re.IGNORECASE)
_PAIRS = re.compile(rb"[\x80-\xff][\x40-\xff][\x80-\xff][\x40-\xff]")  # two double-byte characters in a row

# In UTF-8 the first byte tells the script: E4-E9 is Han, E3 81-83 kana, EA-ED hangul.
_HAN = bytes(range(0xE4, 0xEA))
_HANGUL = bytes(range(0xEA, 0xEE))
_KANA = (b"\xe3\x81", b"\xe3\x82", b"\xe3\x83")


@dataclass(frozen=True, slots=True)
class Page:
    """One Chinese page: `key` is the record's id, `data` the bytes as they were served, unpacked."""

    key: str
    address: str | None
    data: bytes
    decoded: Decoded
    html: bool


def pages(stream: IO[bytes]) -> Iterator[Page | Reason]:
    """The pages of an unpacked archive in order, and a reason for each that was passed over. Raises ReadError where it is damaged."""
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream), 1):
            if record.rec_type in _PAGES:
                yield _page(record, number)
    except (ArchiveLoadFailed, EOFError) as error:
        raise ReadError(
            f"the archive is damaged after record {number} ({error}); the pages before it are read."
        ) from error


def looks_chinese(text: bytes) -> Reason | None:
    """Why a text in UTF-8, without markup, is not worth reading; None where it is Chinese and has at least `MIN_HAN` Han characters.

    Chinese is mostly Han, with next to no kana and hangul.
    """
    han = _count(text, _HAN)
    if 3 * han < 0.25 * len(text) or 10 * (_count(text, _HANGUL) + sum(map(text.count, _KANA))) > han:
        return "language" if len(text) >= 3 * MIN_HAN else "short"
    return "short" if han < MIN_HAN else None


def _page(record: Any, number: int) -> Page | Reason:
    kind = record.rec_headers.get_header("Content-Type") or ""
    if record.http_headers:
        if not record.http_headers.get_statuscode().startswith("2"):
            return "status"
        kind = record.http_headers.get_header("Content-Type") or ""
    html = kind.lower().startswith(_HTML)
    if not html and not kind.lower().startswith("text/plain"):
        return "type"
    data: bytes = record.content_stream().read()
    decoded = _decoded(data, kind)
    utf8 = data if decoded.encoding == "utf-8" else decoded.text.encode("utf-8", "replace")
    if not html:
        utf8 = b"".join(utf8.split())
    elif _count(utf8, _HAN):  # else there is no need
        utf8 = _MARKUP.sub(b"", utf8)
    if reason := looks_chinese(utf8):
        return reason
    key = (record.rec_headers.get_header("WARC-Record-ID") or "").strip("<>").removeprefix("urn:uuid:")
    return Page(key or str(number), record.rec_headers.get_header("WARC-Target-URI"), data, decoded, html)


def _decoded(data: bytes, kind: str) -> Decoded:
    """The text of `data`; as Latin-1 where it cannot be Chinese, which spares detection."""
    try:
        return Decoded(data.decode("utf-8").removeprefix("\ufeff"), "utf-8")
    except UnicodeDecodeError:
        pass
    if not _FOREIGN_CHARSET.search(kind.encode("latin-1", "replace") + data[:_HEAD]) and _PAIRS.search(data):
        with suppress(DecodeError):
            return decode(data)
    return Decoded(data.decode("latin-1"), "latin-1")


def _count(data: bytes, bytes_: bytes) -> int:
    """How many bytes of `data` are among `bytes_`."""
    return len(data) - len(data.translate(None, bytes_))
