"""Word and PDF files: their text, a paragraph a line. That is the source text that offsets index.

Word: body, tables (a cell's paragraphs each a line) and text boxes, as shown: insertions are in, deletions, field codes, ruby and the
twin of a box that Word keeps for old programs are not; nor are numbers that Word counts itself, headers, footers and notes.
PDF: the lines of a page are put together to the paragraphs that they were broken from, over the ends of pages too, by where they begin and end;
page numbers and running heads are left out. Neither has an encoding.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from zhengce.errors import ReadError

_INSTALL = "install what reads it with: pip install 'zhengce[documents]'"


def word_text(data: bytes) -> str:
    """The text of a Word file (.docx). Raises ReadError where it is none, and where python-docx is not installed."""
    try:
        import docx
    except ImportError as error:
        raise ReadError(f"a Word file; {_INSTALL}") from error
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError("a Word file of before 2007, or one with a password; save it as .docx without a password.")
    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except Exception as error:  # of zip, of XML, of the parts in it: the library has no error of its own
        raise ReadError("not a whole Word file; open it in Word and save it as .docx again.") from error
    return "\n".join(
        _paragraph(paragraph) for paragraph in body.xpath(".//w:p[not(ancestor::*[local-name() = 'Fallback'])]")
    )


_SHOWN = "|".join(f".//w:{name}[not(ancestor::w:rt)]" for name in ("t", "tab", "br", "cr", "noBreakHyphen"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def _paragraph(paragraph: Any) -> str:
    """What a paragraph shows, without the paragraphs of text boxes that hang on it."""
    kind = paragraph.tag
    shown = (node for node in paragraph.xpath(_SHOWN) if next(node.iterancestors(kind)) is paragraph)
    return "".join(_SIGNS.get(node.tag.rpartition("}")[2], node.text or "") for node in shown)


def pdf_text(data: bytes) -> str:
    """The text of a PDF file. Raises ReadError where there is none to be had, and where pypdfium2 is not installed."""
    try:
        import pypdfium2
    except ImportError as error:
        raise ReadError(f"a PDF file; {_INSTALL}") from error
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            pages = [_lines(page) for page in pdf]
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise ReadError("encrypted with a password; remove it, such as with: qpdf --decrypt") from error
        raise ReadError("not a whole PDF file; fetch it again.") from error
    text = _paragraphs(_without_furniture(pages))
    if not text.strip():
        raise ReadError(
            f"{len(pages)} page{'s' * (len(pages) != 1)} without text, so probably scanned; "
            "recognise it first, such as with: ocrmypdf -l chi_sim"
        )
    if len(_UNREADABLE.findall(text)) > 0.2 * len(text):
        raise ReadError(
            "its fonts do not say which characters they show; recognise it as a picture, such as with: "
            "ocrmypdf --force-ocr -l chi_sim"
        )
    return text


_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\xa0\xa8-\xff\ue000-\uf8ff\ufffd]")
_PAGE_NUMBER = re.compile(
    r"[-–—―·~\s]{0,9}(?:第\s?)?\d{1,4}\s?页?(?:\s?[/／,，]?\s?共?\s?\d{1,4}\s?页?)?[-–—―·~\s]{0,9}"
)


@dataclass(slots=True)
class _Line:
    """A line of a page; measures in points, from the left and from the bottom."""

    text: str
    left: float
    right: float
    bottom: float
    size: float  # width of its widest character: in Chinese that of all


def _lines(page: Any) -> list[_Line]:
    """The lines of a page with text on them, in the order of the file; the cells of a table's row are lines of their own."""
    from pypdfium2 import raw

    shown = page.get_textpage()
    pieces = (raw.FPDFPage_GetObject(page, at) for at in range(raw.FPDFPage_CountObjects(page)))
    if sum(raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_TEXT for one in pieces) > 2 * shown.count_chars():
        # PDFium passes over a character that stands alone and has no shape.
        raise ReadError(
            "its Chinese fonts are neither in the file nor on this machine; install one, such as the package fonts-noto-cjk."
        )
    # Character by character, since boxes are numbered by what the page holds and not by what Python counts.
    codes = [raw.FPDFText_GetUnicode(shown, at) for at in range(shown.count_chars())]
    written: list[tuple[int, float, float, float]] = []  # character, left, bottom, right
    lines: list[_Line] = []

    def close() -> None:
        shapes = [one for one in written if not chr(one[0]).isspace()]
        text = _characters("".join(chr(code) for code, *_ in written)).strip()
        if text:
            size = max(1.0, *(right - left for _, left, _, right in shapes))
            lines.append(_Line(text, shapes[0][1], shapes[-1][3], shapes[0][2], size))
        written.clear()

    gap = False  # a space that PDFium reads into a gap
    for at, code in enumerate(codes):
        if code in (10, 13):
            close()
        elif code == 32 and raw.FPDFText_IsGenerated(shown, at) == 1:
            gap = True
            continue
        elif written or not chr(code).isspace():
            left, bottom, right, _ = shown.get_charbox(at, loose=True)
            if gap and written:
                before, _, height, end = written[-1]
                size = max(right - left for _, left, _, right in written[-9:])
                if abs(left - end) > size or abs(bottom - height) > size / 2:  # another cell
                    close()
                elif max(before, code) < 0x250:  # between Chinese characters it is no space, but justified
                    written.append((32, end, bottom, left))
            written.append((code, left, bottom, right))
        gap = False
    close()
    return lines


def _characters(text: str) -> str:
    """Pairs of surrogates as the one character that they are, and without the mark of a hyphen at which a word was broken."""
    return text.replace("\ufffe", "").replace("\x02", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _without_furniture(pages: list[list[_Line]]) -> list[list[_Line]]:
    """The pages without page numbers, and without what stands above or below on most of them."""
    ends = [{id(line): re.sub(r"\d+", "0", line.text) for line in _outermost(page)} for page in pages]
    counts = Counter(text for page in ends for text in set(page.values()))
    return [
        [
            line
            for line in page
            if (text := outer.get(id(line))) is None
            or not (_is_page_number(line, page) or 1 < counts[text] > len(pages) / 2)
        ]
        for page, outer in zip(pages, ends, strict=True)
    ]


def _is_page_number(line: _Line, page: list[_Line]) -> bool:
    """Whether a line is a number, and no cell of a table: it stands alone at its height."""
    beside = sum(abs(other.bottom - line.bottom) < line.size for other in page)
    return beside == 1 and _PAGE_NUMBER.fullmatch(line.text) is not None


def _outermost(page: list[_Line]) -> list[_Line]:
    by_height = sorted(page, key=lambda line: line.bottom)
    return [*by_height[:2], *by_height[2:][-2:]]


def _paragraphs(pages: list[list[_Line]]) -> str:
    lines = [(line, number, *_column(line, page)) for number, page in enumerate(pages) for line in page]
    pieces = [lines[0][0].text] if lines else []
    for (before, page0, left0, right, _), (line, page, left, _, top) in pairwise(lines):
        below = page == page0 and line.bottom < before.bottom and abs(left - left0) < line.size
        on_top = line.bottom == top and (page != page0 or line.bottom > before.bottom)
        # A paragraph goes on where its line is full and the next, below or on top of another column, begins at the margin in the same size.
        full = before.right > right - 1.2 * before.size and line.left < left + 0.8 * line.size
        if full and (below or on_top) and 0.9 < before.size / line.size < 1.1:
            pieces.append(" " if _latin(before.text[-1]) and _latin(line.text[0]) else "")
        else:
            pieces.append("\n")
        pieces.append(line.text)
    return "".join(pieces)


def _column(line: _Line, page: list[_Line]) -> tuple[float, float, float]:
    """Left and right margin and the height of the first line of a line's column: of the lines that begin near it, or of the page if they are few."""
    column = [other for other in page if abs(other.left - line.left) < 3 * line.size]
    if len(column) < 3:
        column = page
    return (
        min(other.left for other in column),
        max(other.right for other in column),
        max(other.bottom for other in column),
    )


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


#: Suffix → what reads its bytes.
READERS: dict[str, Callable[[bytes], str]] = {".docx": word_text, ".pdf": pdf_text}
