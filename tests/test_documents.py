"""Word and PDF files: paragraphs come out whole, and what cannot be read says what to do."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import zhengce
from zhengce.documents import pdf_text, word_text
from zhengce.engines import local
from zhengce.engines.runs import run
from zhengce.errors import ReadError
from zhengce.readers import find_inputs, read_metadata

docx = pytest.importorskip("docx", reason="needs the extra: pip install 'zhengce[documents]'")
pytest.importorskip("pypdfium2", reason="needs the extra: pip install 'zhengce[documents]'")

NOTICE = "民政部、财政部4月5日印发《关于加强救灾物资储备的通知》，要求各地健全储备制度，明确专人负责，定期检查库存，并于6月底前上报。"


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_body(xml: str) -> bytes:
    """A Word file whose body is `xml`."""
    names = "http://schemas.openxmlformats.org/"
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = (
                    f'<w:document xmlns:w="{names}wordprocessingml/2006/main" '
                    f'xmlns:mc="{names}markup-compatibility/2006"><w:body>{xml}</w:body></w:document>'
                ).encode()
            new.writestr(name, data)
    return buffer.getvalue()


def pdf(
    pages: Iterable[Iterable[tuple[float, float, float, str]]], *, fonts: str = "/Encoding /UniGB-UTF16-H"
) -> bytes:
    """A PDF of pages of (x, y, size, text), set in a Chinese font that is not in the file, as Acrobat does."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        f"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light {fonts} /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
        "/Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>",
    ]
    kids = []
    for page in pages:
        drawn = "\n".join(
            f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, size, text in page
        )
        kids.append(f"{len(objects) + 1} 0 R")
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
            f"/Contents {len(objects) + 2} 0 R >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        ]
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data, places = "%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{data}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    ).encode()


def set_in(width: int, text: str, *, left: float = 72, top: float = 700) -> list[tuple[float, float, float, str]]:
    """A paragraph in lines of `width` characters of 12 points, the first indented by two."""
    lines = [text[: width - 2], *(text[at : at + width] for at in range(width - 2, len(text), width))]
    return [(left + 24 * (not number), top - 20 * number, 12, line) for number, line in enumerate(lines)]


def test_paragraphs_and_cells_of_a_word_file_in_order() -> None:
    document = docx.Document()
    document.add_paragraph("民政部文件")
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "责任单位", "民政部\n财政部"
    document.add_paragraph("2016年4月5日")
    assert word_text(saved(document)).split("\n") == ["民政部文件", "责任单位", "民政部", "财政部", "2016年4月5日"]


def test_a_word_file_as_it_is_shown() -> None:
    text = word_text(
        with_body(
            "<w:p><w:r><w:t>民政</w:t></w:r><w:ins><w:r><w:t>部</w:t></w:r></w:ins><w:del><w:r><w:delText>局</w:delText></w:r></w:del>"
            "<w:sdt><w:sdtContent><w:r><w:t>印发</w:t></w:r></w:sdtContent></w:sdt>"
            "<w:r><w:fldChar/><w:instrText>DATE</w:instrText></w:r>"
            "<w:r><w:ruby><w:rt><w:r><w:t>tōng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>通</w:t></w:r></w:rubyBase></w:ruby></w:r>"
            "<mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>加急</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
            "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>加急</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent>"
            "<w:r><w:t>知</w:t><w:br/><w:t>一</w:t><w:tab/><w:noBreakHyphen/></w:r></w:p>"
        )
    )
    assert text == "民政部印发通知\n一\t-\n加急"


def test_lines_of_a_pdf_are_put_together_to_paragraphs() -> None:
    page = [
        (200, 760, 16, "关于加强救灾物资储备的通知"),
        *set_in(20, NOTICE),
        *set_in(20, "本通知自发布之日起施行。", top=600),
        (420, 560, 12, "民政部"),
    ]
    assert pdf_text(pdf([page])).split("\n") == [
        "关于加强救灾物资储备的通知",
        NOTICE,
        "本通知自发布之日起施行。",
        "民政部",
    ]


def test_a_paragraph_goes_on_over_the_page_without_its_number_and_running_head() -> None:
    lines = [(x, y, size, text) for x, y, size, text in set_in(20, NOTICE)]
    head = (250.0, 800.0, 10.0, "国务院公报")
    pages = [
        [head, *lines[:2], (290, 40, 10, "— 1 —")],
        [head, *[(x, y + 40, size, text) for x, y, size, text in lines[2:]], (290, 40, 10, "— 2 —")],
    ]
    assert pdf_text(pdf(pages)) == NOTICE


def test_columns_of_a_pdf() -> None:
    left, right = (
        NOTICE[:-1] + "；",
        "二、各级财政部门要足额安排资金，加强对储备资金使用的监督检查，对挤占挪用的依法处理。",
    )
    page = [*set_in(18, left), *set_in(18, right, left=320)]
    assert pdf_text(pdf([page])).split("\n") == [left, right]


def test_cells_of_a_table_are_lines_of_their_own() -> None:
    rows = [("序号", "任务", "责任单位"), ("1", "加强教育保障", "教育部"), ("2", "落实医疗康复保障", "国家卫生计生委")]
    page = [
        (x, 700 - 20 * at, 12, cell) for at, row in enumerate(rows) for x, cell in zip((72, 120, 280), row, strict=True)
    ]
    after = (72.0, 620.0, 12.0, "联系人：王某")
    assert pdf_text(pdf([[*page, after]])).split("\n") == [*(cell for row in rows for cell in row), after[3]]


def test_gaps_of_justified_lines_are_no_spaces() -> None:
    page = [
        (72, 700, 12, "民政部"),
        (112, 700, 12, "2016"),
        (164, 700, 12, "年印发"),
        (204, 700, 12, "No"),
        (236, 700, 12, "1"),
    ]
    assert pdf_text(pdf([page])) == "民政部2016年印发No 1"


def test_characters_that_stand_alone_are_read_or_the_font_is_asked_for() -> None:
    data = pdf([[(72 + 12 * at, 700, 12, one) for at, one in enumerate("民政部2016年印发通知")]])
    try:
        assert pdf_text(data) == "民政部2016年印发通知"
    except ReadError as error:
        assert "install one" in str(error)


@pytest.mark.parametrize(
    ("read", "data", "says"),
    [
        (word_text, b"PK\x03\x04 cut off", "not a whole Word file"),
        (word_text, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "without a password"),
        (pdf_text, pdf([[(72, 700, 12, NOTICE)]])[:300], "not a whole PDF file"),
        (pdf_text, pdf([[], []]), "2 pages without text, so probably scanned; recognise it first"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(read: Any, data: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        read(data)


@pytest.mark.parametrize(("module", "read"), [("docx", word_text), ("pypdfium2", pdf_text)])
def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, module: str, read: Any) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ReadError, match=r"pip install 'zhengce\[documents\]'"):
        read(b"")


def test_a_run_over_word_and_pdf(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.docx").write_bytes(word(NOTICE))
    (news / "b.pdf").write_bytes(pdf([set_in(20, NOTICE)]))
    (news / "c.pdf").write_bytes(pdf([[]]))
    (tmp_path / "metadata.csv").write_text("doc_id,published\na,2016-04-07\nb,2016-04-07\n", encoding="utf-8")
    metadata = read_metadata(tmp_path / "metadata.csv")
    run(find_inputs([news]), str(tmp_path / "out"), local.engine(), metadata=metadata, formats=["parquet"])
    tables = zhengce.read_outputs(tmp_path / "out")
    assert list(tables.documents.doc_id) == ["a.docx", "b.pdf"]
    assert list(tables.documents.text) == [NOTICE, NOTICE]
    assert tables.documents.encoding.isna().all()
    assert list(tables.errors[["source", "stage", "error"]].itertuples(index=False, name=None)) == [
        ("c.pdf", "read", "ReadError")
    ]
    values = tables.dates.groupby("doc_id").edtf.first()
    assert values["a.docx"] == values["b.pdf"] == "2016-04-05"
