"""Inputs: every format and encoding, and what becomes of bad ones."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from zhengce import readers
from zhengce.errors import ReadError, UsageError
from zhengce.readers import Metadata, find_inputs, make_shards, parse_day, read_metadata, read_shard, stem

TEXT = "民政部4月5日印发通知，部署春季救灾工作。各地要抓好落实。"


def rows(*paths: Path, metadata: Metadata | None = None) -> list[dict[str, Any]]:
    shards = make_shards(find_inputs(paths))
    return [row for shard in shards for batch in read_shard(shard, metadata) for row in batch.to_pylist()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes((TEXT * 4).encode(encoding))
    (row,) = rows(tmp_path)
    assert (row["doc_id"], row["text"], row["error"]) == ("a.txt", TEXT * 4, None)


def test_traditional_text_in_big5(tmp_path: Path) -> None:
    text = "行政院今天召開會議，討論教育經費的編列與使用情形，並請各機關依法辦理。"
    (tmp_path / "a.txt").write_bytes(text.encode("big5"))
    assert rows(tmp_path)[0]["text"] == text


def test_gzip_is_read_through(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (row,) = rows(tmp_path)
    assert (row["doc_id"], row["text"]) == ("a.txt.gz", TEXT)


def test_zstd_is_read_through(tmp_path: Path) -> None:
    with pa.CompressedOutputStream(str(tmp_path / "a.txt.zst"), "zstd") as stream:
        stream.write(TEXT.encode())
    assert rows(tmp_path)[0]["text"] == TEXT


def test_json_lines_with_their_fields(tmp_path: Path) -> None:
    records = [
        {"id": "x1", "text": TEXT, "title": "通知", "published": "20160405", "publisher": "民政部", "region": "430000"},
        {"text": TEXT},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    first, second = rows(tmp_path)
    assert first["doc_id"] == "a.jsonl#x1"
    assert (first["title"], first["published"], first["region"]) == ("通知", date(2016, 4, 5), "430000")
    assert (second["doc_id"], second["published"]) == ("a.jsonl#1", None)


def test_csv_in_gb18030_with_line_ends_in_cells(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(f'id,text\n7,"{TEXT}\n{TEXT}"\n'.encode("gb18030"))
    (row,) = rows(tmp_path)
    assert (row["doc_id"], row["text"]) == ("a.csv#7", f"{TEXT}\n{TEXT}")


def test_parquet_with_dates(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"text": [TEXT], "published": [date(2016, 4, 5)]}), tmp_path / "a.parquet")
    (row,) = rows(tmp_path)
    assert (row["doc_id"], row["published"]) == ("a.parquet#0", date(2016, 4, 5))


def test_html_is_marked_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>{TEXT}</p>", encoding="utf-8")
    assert rows(tmp_path)[0]["html"] is True


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "c/a.txt", "a.txt", ".hidden.txt", ".cache/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [row["doc_id"] for row in rows(tmp_path)] == ["a.txt", "b.txt", "c/a.txt"]


def test_metadata_joins_on_stem_or_relative_path(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    (texts / "b").mkdir(parents=True)
    (texts / "a.txt").write_text(TEXT, encoding="utf-8")
    (texts / "b" / "c.txt").write_text(TEXT, encoding="utf-8")
    table = tmp_path / "metadata.csv"
    table.write_text("\ufeffdoc_id,published,title\na,2016-04-05,甲\nb/c.txt,2017-01-02,乙\n", encoding="utf-8")
    found = rows(texts, metadata=read_metadata(table))
    assert [(row["published"], row["title"]) for row in found] == [(date(2016, 4, 5), "甲"), (date(2017, 1, 2), "乙")]


@pytest.mark.parametrize(
    ("name", "content", "error", "says"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "ReadError", "unknown format"),
        ("a", TEXT.encode(), "ReadError", "no suffix"),
        ("a.txt", bytes(range(256)) * 20, "DecodeError", ""),
        ("a.txt", b"", "ReadError", "no text"),
        ("a.txt", b" \n\n ", "ReadError", "no text"),
        ("a.txt.gz", b"not gzip at all", "ReadError", "cannot be read"),
        ("a.csv", b"id,body\n1,x\n", "ReadError", "no column 'text' (columns: id, body)"),
        ("a.parquet", b"PAR1 no", "ReadError", "cannot be read"),
        ("a.jsonl", b"{nope", "ReadError", "a.jsonl:1"),
        ("a.jsonl", b"[" * 100_000, "ReadError", "a.jsonl:1: not valid JSON"),
        ("a.jsonl", b"[1, 2]", "ReadError", "not an object"),
        ("a.jsonl", b'{"body": "x"}', "ReadError", "no text in its field 'text' (fields: body)"),
        ("a.jsonl", b'{"text": "x", "published": "soon"}', "ReadError", "'soon'"),
    ],
)
def test_a_bad_input_is_a_row_that_says_why(tmp_path: Path, name: str, content: bytes, error: str, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    (row,) = rows(tmp_path)
    assert row["text"] is None
    assert row["error"] == error
    assert says in row["message"] and "a" in row["message"]


def test_an_error_that_no_reader_foresaw_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes) -> str:
        raise KeyError("part")

    monkeypatch.setitem(readers.DOCUMENTS, ".docx", broken)
    (tmp_path / "a.docx").write_bytes(b"x")
    (row,) = rows(tmp_path)
    assert row["message"] == "a.docx: cannot be read (KeyError('part')); please report it."
    with pytest.raises(ReadError, match="please report it"):
        list(readers.read_texts(tmp_path / "a.docx"))


def test_bad_records_leave_the_others_alone(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{TEXT}"}}\nnope\n\n{{"text": "{TEXT}"}}\n', encoding="utf-8")
    assert [row["error"] for row in rows(tmp_path)] == [None, "ReadError", None]


def test_a_repeated_id_loses_no_record(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"id": 1, "text": "{TEXT}"}}\n' * 3, encoding="utf-8")
    assert [row["doc_id"] for row in rows(tmp_path)] == ["a.jsonl#1", "a.jsonl#1@1", "a.jsonl#1@2"]


def test_lone_surrogates_are_counted_and_shown(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "民政部\\ud800印发"}', encoding="utf-8")
    (row,) = rows(tmp_path)
    assert (row["text"], row["undecodable"]) == ("民政部\ufffd印发", 1)


def test_what_leaves_nothing_to_do_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No files to read"):
        find_inputs([tmp_path])
    with pytest.raises(UsageError, match="no such file or folder"):
        find_inputs([tmp_path / "missing"])


def test_two_files_with_one_doc_id_are_refused(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError, match=r"'a\.txt'"):
        find_inputs([tmp_path / "x", tmp_path / "y"])
    assert len(find_inputs([tmp_path])) == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("title\n甲\n", "no column 'doc_id'"),
        ("doc_id\na\na\n", "stands twice"),
        ("doc_id,published\na,soon\n", "'soon'"),
    ],
)
def test_wrong_metadata_is_refused(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "metadata.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        read_metadata(path)


@pytest.mark.parametrize(
    "value", ["2016-04-05", "20160405", "2016/4/5", "2016年4月5日", "2016-04-05T08:00:00+08:00", date(2016, 4, 5)]
)
def test_days_in_their_spellings(value: object) -> None:
    assert parse_day(value) == date(2016, 4, 5)


@pytest.mark.parametrize("value", ["soon", "2016-13-05", "16-4-5", "2016"])
def test_no_days(value: str) -> None:
    with pytest.raises(ReadError):
        parse_day(value)


def test_stem() -> None:
    names = ("b/a.txt", "A.DOCX", "a.jsonl.gz", "a.b.html", "a.b", "a")
    assert [stem(name) for name in names] == ["a", "A", "a", "a.b", "a.b", "a"]


def test_shards_hold_small_files_together_and_records_alone(tmp_path: Path) -> None:
    for i in range(300):
        (tmp_path / f"{i:03}.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "100.jsonl").write_text(
        "".join(json.dumps({"text": TEXT}) + "\n" for _ in range(600)), encoding="utf-8"
    )
    shards = make_shards(find_inputs([tmp_path]))
    assert [len(shard.inputs) for shard in shards] == [100, 1, 200]
    assert [batch.num_rows for batch in read_shard(shards[1])] == [256, 256, 88]
    assert sum(shard.size for shard in shards) == sum(path.stat().st_size for path in tmp_path.iterdir())
