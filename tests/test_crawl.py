"""Crawl archives: Chinese pages are read, the rest is passed over and counted."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import zhengce
from zhengce.crawl import looks_chinese
from zhengce.engines import local
from zhengce.engines.runs import run
from zhengce.readers import find_inputs, make_shards, read_shard
from zhengce.stored import read_manifest

BODY = "民政部4月5日印发通知，部署春季救灾工作，要求各地提前备足救灾物资，做好受灾群众的生活安排，抓好责任落实，确保安全度汛。"
JAPANESE = (
    "政府は今日の会議で新しい方針を決定し、地方自治体に通知した。国民の生活に関わる問題として注目されている。" * 3
)
KOREAN = "정부는 오늘 회의에서 새로운 방침을 결정하고 지방자치단체에 통보하였다. 大統領 發表 " * 6
ENGLISH = (
    "The ministry issued a notice on relief work in spring and asked all provinces to prepare. 民政部 said so. " * 4
)


class Archive:
    """A WARC file in the making; each record of a .gz is a member of its own, as crawlers write them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.records: list[bytes] = []
        self.add("warcinfo", "", b"software: test\r\n", "application/warc-fields")

    def add(self, kind: str, address: str, data: bytes, content: str = "text/plain") -> None:
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0000-{len(self.records)}>\r\n"
            f"WARC-Target-URI: {address}\r\nContent-Type: {content}\r\nContent-Length: {len(data)}\r\n\r\n"
        )
        self.records.append(head.encode() + data + b"\r\n\r\n")

    def page(self, address: str, data: bytes, content: str = "text/html", status: str = "200 OK") -> None:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {content}\r\n\r\n".encode()
        self.add("response", address, http + data, "application/http; msgtype=response")

    def text(self, text: str) -> None:
        self.add("conversion", "https://www.example.cn/news", text.encode())

    def rows(self) -> tuple[list[dict[str, Any]], dict[str, int]]:
        """Rows of the pages, and what was passed over."""
        pack = gzip.compress if self.path.suffix == ".gz" else bytes
        self.path.write_bytes(b"".join(map(pack, self.records)))
        found: list[dict[str, Any]] = []
        skipped: dict[str, int] = {}
        for shard in make_shards(find_inputs([self.path])):
            for batch in read_shard(shard):
                for row in batch.to_pylist():
                    skipped.update(row["skipped"] or ())
                    found += [] if row["skipped"] else [row]
        return found, skipped


@pytest.fixture(params=["a.wet", "a.warc.wet.gz"])
def wet(request: pytest.FixtureRequest, tmp_path: Path) -> Archive:
    return Archive(tmp_path / request.param)


@pytest.fixture
def warc(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "a.warc.gz")


def html(body: str, head: str = "") -> str:
    return f"<html><head>{head}<script>if (a < b) {{ document.write('x') }}</script></head><body><p>{body}</p></body></html>"


def test_texts_of_a_crawler(wet: Archive) -> None:
    wet.text(BODY)
    wet.text(ENGLISH)
    wet.text(BODY * 2)
    (first, second), skipped = wet.rows()
    assert [first["doc_id"], second["doc_id"]] == [f"{wet.path.name}#0000-1", f"{wet.path.name}#0000-3"]
    assert (first["source"], first["encoding"], first["html"]) == ("https://www.example.cn/news", "utf-8", False)
    assert (first["text"], first["published"]) == (BODY, None)  # the day of the crawl says nothing
    assert skipped == {"language": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "big5"])
def test_pages_as_they_were_served(warc: Archive, encoding: str) -> None:
    body = (
        "行政院今天召開會議，討論教育經費的編列與使用情形，並請各機關依法辦理。" * 3 if encoding == "big5" else BODY * 2
    )
    warc.page("https://www.example.cn/", html(body).encode(encoding))
    (row,), _ = warc.rows()
    assert (row["html"], row["source"]) == (True, "https://www.example.cn/")
    assert body in row["text"] and row["text"].startswith("<html>")


@pytest.mark.parametrize(
    ("data", "content", "status", "reason"),
    [
        (html(BODY), "text/html", "404 Not Found", "status"),
        (html(BODY), "text/html", "301 Moved Permanently", "status"),
        (BODY, "application/json", "200 OK", "type"),
        (b"\x89PNG\r\n\x1a\n", "image/png", "200 OK", "type"),
        (html("请稍候"), "text/html", "200 OK", "short"),
        (html("请稍候。" * 5), "text/html; charset=utf-8", "200 OK", "short"),
        (html(ENGLISH), "text/html", "200 OK", "language"),
        (html(JAPANESE), "text/html", "200 OK", "language"),
        (html(KOREAN), "text/html", "200 OK", "language"),
        (html(JAPANESE).encode("shift_jis"), "text/html; charset=Shift_JIS", "200 OK", "language"),
        (html("Les ministères ont décidé d'élargir l'accès. " * 9).encode("latin-1"), "text/html", "200 OK", "language"),
        (html("Правительство решило. " * 20).encode("cp1251"), "text/html; charset=windows-1251", "200 OK", "language"),
    ],
)  # fmt: skip
def test_what_is_passed_over(warc: Archive, data: str | bytes, content: str, status: str, reason: str) -> None:
    warc.page("https://www.example.cn/", data if isinstance(data, bytes) else data.encode(), content, status)
    assert warc.rows() == ([], {reason: 1})


def test_records_about_the_crawl_are_no_pages(warc: Archive) -> None:
    warc.add("metadata", "https://www.example.cn/", b"fetchTimeMs: 5\r\n", "application/warc-fields")
    warc.page("https://www.example.cn/", html(BODY).encode())
    rows, skipped = warc.rows()
    assert (len(rows), skipped) == (1, {})


def test_many_passed_over_are_one_count_and_end_in_the_manifest(wet: Archive, tmp_path: Path) -> None:
    for number in range(600):
        wet.text(BODY if number % 100 == 7 else ENGLISH if number % 2 else "短")
    rows, skipped = wet.rows()
    assert len(rows) == 6 and skipped == {"language": 294, "short": 300}
    (batch,) = (batch for shard in make_shards(find_inputs([wet.path])) for batch in read_shard(shard))
    assert batch.num_rows == 7
    found = run(find_inputs([wet.path]), tmp_path / "out", local.engine(2))
    assert (found["documents"], found["errors"]) == (6, 0)
    assert read_manifest(tmp_path / "out")["skipped"] == skipped
    assert len(zhengce.read_outputs(tmp_path / "out").documents) == 6


def test_the_day_is_the_page_s_own(warc: Archive, tmp_path: Path) -> None:
    warc.page("https://www.example.cn/1", html(BODY, '<meta name="PubDate" content="2016-04-07">').encode())
    warc.page("https://www.example.cn/2", html(BODY).encode())
    warc.rows()
    run(find_inputs([warc.path]), tmp_path / "out", local.engine())
    documents = zhengce.read_outputs(tmp_path / "out").documents
    assert [None if day != day else day.date() for day in documents.published] == [date(2016, 4, 7), None]


def test_a_damaged_archive_keeps_the_pages_before(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a.wet")
    archive.text(BODY)
    archive.records.append(b"no record at all\r\n\r\n" * 3)
    (page, error), _ = archive.rows()
    assert page["text"] == BODY
    assert error["error"] == "ReadError" and "damaged after record 2" in error["message"]
    whole = gzip.compress(json.dumps({"text": BODY}).encode() * 9)
    (tmp_path / "b.warc.gz").write_bytes(whole[: len(whole) // 2])
    (shard,) = make_shards(find_inputs([tmp_path / "b.warc.gz"]))
    assert [row["error"] for batch in read_shard(shard) for row in batch.to_pylist()] == ["ReadError"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (BODY, None),
        (BODY + "（记者Smith、Johnson报道）https://www.example.cn/news/2016", None),
        (BODY + "の", None),
        (JAPANESE, "language"),
        (KOREAN, "language"),
        (ENGLISH, "language"),
        (BODY[:40], "short"),
        ("", "short"),
    ],
)
def test_what_is_chinese(text: str, reason: str | None) -> None:
    assert looks_chinese(text.encode()) == reason
