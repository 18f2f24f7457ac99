"""What a crawl costs: records passed over and Chinese pages a second, and core hours for 100 million records.

    python tests/benchmarks/crawl.py [--records N] [--chinese SHARE] [--chars N]

Writes a WET archive as crawlers do (each record a gzip member) of made-up foreign pages and of Chinese ones of `--chars` characters, made of
the texts of speed.py, and runs the whole extraction over each kind by itself. `--chinese` is the share of Chinese pages in the crawl that
the sum is made for. Times are the processor's, of one process.
"""

from __future__ import annotations

import argparse
import gzip
import random
import tempfile
from collections.abc import Iterable
from pathlib import Path
from time import process_time

from speed import texts

SIZE = 5_000  # bytes of a foreign page
WORDS = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "is",
    "that",
    "for",
    "it",
    "as",
    "was",
    "with",
    "be",
    "by",
    "on",
    "not",
    "he",
    "his",
    "but",
    "at",
    "are",
    "this",
    "have",
    "from",
    "which",
    "or",
    "had",
    "an",
    "they",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--chinese", type=float, default=0.05, help="share of Chinese pages in the crawl")
    parser.add_argument("--chars", type=int, default=1_500, help="characters of a Chinese page")
    options = parser.parse_args()
    count = max(options.records // 20, 1)
    seconds(chinese(20, options.chars))  # let everything load
    passing = seconds(foreign(options.records)) / options.records
    reading = seconds(chinese(count, options.chars)) / count
    print(f"passed over      {1 / passing:>10,.0f} records/s of {SIZE:,} bytes")
    print(f"Chinese pages    {1 / reading:>10,.0f} pages/s of {options.chars:,} characters, all tables, Parquet")
    hours = 1e8 * ((1 - options.chinese) * passing + options.chinese * reading) / 3600
    print(f"100 million records, {options.chinese:.0%} of them Chinese: {hours:,.0f} core hours")


def foreign(count: int) -> Iterable[str]:
    dice = random.Random(1)
    for _ in range(count):
        yield " ".join(dice.choices(WORDS, k=SIZE // 4))[:SIZE]


def chinese(count: int, chars: int) -> Iterable[str]:
    news = "\n".join(record["text"] for record in texts(2_000)[1])
    news *= count * chars // len(news) + 1
    for number in range(count):
        yield news[number * chars : (number + 1) * chars]


def seconds(pages: Iterable[str]) -> float:
    """Processor seconds of a run over `pages`."""
    from zhengce.engines.local import engine
    from zhengce.engines.runs import run
    from zhengce.readers import find_inputs

    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "crawl.wet.gz"
        with archive.open("wb") as file:
            for number, page in enumerate(pages):
                file.write(gzip.compress(record(number, page.encode()), 1))
        began = process_time()
        run(find_inputs([archive]), Path(folder) / "out", engine(), formats=["parquet"])
        return process_time() - began


def record(number: int, data: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:uuid:{number:08}>\r\n"
        f"WARC-Target-URI: https://www.example.cn/{number}\r\nContent-Type: text/plain\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    return head.encode() + data + b"\r\n\r\n"


if __name__ == "__main__":
    main()
