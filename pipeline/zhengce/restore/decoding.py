"""Bytes to text: which of the encodings that Chinese is found in, and what could not be read.

A crawl holds UTF-8 with and without a byte order mark, GBK and GB18030, Big5, UTF-16, and UTF-8 or GBK that someone
read as Latin-1 or Windows-1252 and saved again (`ä¸­å›½`, `ÖÐ¹ú`). Valid UTF-8 is UTF-8; between the double-byte
encodings, which accept almost each other's every byte, the text decides: Chinese read rightly is full of the few
hundred characters that make up most of any page, Chinese read wrongly has next to none. charset-normalizer is asked
where none of the usual encodings reads like Chinese. Bytes that fit nowhere stay visible as U+FFFD and are counted.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from zhengce.errors import DecodeError


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text, the codec that read it, and how many characters stand for bytes it could not read."""

    text: str
    encoding: str
    undecodable: int = 0


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive (.docx, .xlsx)",
    b"\xd0\xcf\x11\xe0": "an old Office file (.doc, .xls)",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "gzip data",
    b"\x28\xb5\x2f\xfd": "zstd data",
    b"PAR1": "a Parquet file",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
    b"\x7fELF": "a program",
}
_SAMPLE = 1 << 16  # bytes, from the first that is not ASCII, that decide between encodings

# The most frequent characters of modern Chinese, simplified and traditional, and the punctuation every page has.
_COMMON = re.compile(
    "[的一是在不了有和人这这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法"
    "所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日"
    "那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已"
    "通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九"
    "區這為個國時來們對會發動過說產種後進著電裡現實兩體機當點從業應開還樣與關線內數變條沒結問無係軍題黨總設長頭資邊級圖統較將組"
    "見計別論運農幾政府、，。：；？！（）《》“”]"
)
_FOREIGN = re.compile(rb"[\x80-\xff]")
_HAN = re.compile("[㐀-鿿]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WESTERN = re.compile("[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]")


def decode(data: bytes) -> Decoded:
    """The text of `data`.

    Raises `DecodeError` where the bytes are no text at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _read(data[len(mark) :], encoding)
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise DecodeError(f"the bytes are {what}, not text; give them to the reader of that format")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _judged(data)
    if "\x00" in text:
        return _judged(data)
    if not text.isascii() and not _HAN.search(text):
        return _reread(text) or Decoded(text, "utf-8")
    return Decoded(text, "utf-8")


def _read(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _reread(text: str) -> Decoded | None:
    """Text that came of reading UTF-8 or GBK as a Western encoding, read rightly; None where it did not."""
    if len(_WESTERN.findall(text[:_SAMPLE])) < 0.1 * min(len(text), _SAMPLE):
        return None
    for western in ("cp1252", "latin-1"):
        data = b"".join(_western_byte(character, western) for character in text)
        for encoding in ("utf-8", "gb18030", "big5hkscs"):
            decoded = _read(data, encoding)
            if _likeness(decoded.text.replace("\ufffd", "")) > 0.2:
                return Decoded(decoded.text, f"{encoding} via {western}", decoded.undecodable)
    return None


def _western_byte(character: str, encoding: str) -> bytes:
    """The byte that was read as this character. Windows-1252 leaves five bytes open; programs pass them on as Latin-1."""
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return character.encode("latin-1") if character <= "\xff" else b"\xff"


def _likeness(text: str) -> float:
    """How much of the non-ASCII part of a text is common Chinese, 0 to 1; what cannot be read counts against it."""
    sample = text[:_SAMPLE]
    foreign = len(sample) - len(sample.encode("ascii", "ignore"))
    if not foreign:
        return 0.0
    return (len(_COMMON.findall(sample)) - 2 * sample.count("\ufffd")) / foreign


def _judged(data: bytes) -> Decoded:
    foreign = _FOREIGN.search(data)
    start = foreign.start() & ~1 if foreign else 0  # even, for UTF-16; a page may begin with much that is ASCII
    sample = data[start : start + _SAMPLE]
    encodings = ["utf-8", "gb18030", "big5hkscs"]
    if sample.count(0) or len(data) % 2 == 0:
        encodings += ["utf-16-le", "utf-16-be"]
    best = max(encodings, key=lambda encoding: _likeness(sample.decode(encoding, "replace")))
    likeness = _likeness(sample.decode(best, "replace"))
    if likeness < 0.1:
        best = _detected(sample) or (best if likeness > 0 else "")
    if not best:
        raise DecodeError(
            "the bytes are not text in UTF-8, GB18030, Big5, UTF-16 or any encoding that could be detected; "
            "if this is a known format (PDF, Word, archive), name the file accordingly"
        )
    decoded = _read(data, best)
    if len(_CONTROL.findall(decoded.text[:_SAMPLE])) > 0.02 * min(len(decoded.text), _SAMPLE):
        raise DecodeError("the bytes are full of control characters: this is binary data, not text")
    return decoded


def _detected(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    match = None if sample.count(0) else from_bytes(sample).best()
    return match.encoding if match else None
