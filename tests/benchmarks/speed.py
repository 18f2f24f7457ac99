"""Speed as multiples of plain `jieba.cut` on the same text in the same run.

    python tests/benchmarks/speed.py [--documents N]

Texts are those of ../shared/corpus/bulk where it is present, else of corpus/raw. Prints characters per second of the whole extraction
(restore, segment, extract, rows, Parquet) on one core and of `jieba.cut`, their ratio, the share of each stage, start-up time and peak memory.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import jieba

ROOT = Path(__file__).resolve().parents[2]
BULK = ROOT.parent / "shared" / "corpus" / "bulk" / "news.jsonl.gz"


def texts(limit: int) -> tuple[str, list[dict[str, str]]]:
    """Where the texts are from, and the records."""
    if BULK.is_file():
        with gzip.open(BULK, "rt", encoding="utf-8") as lines:
            return "bulk news", [json.loads(line) for line, _ in zip(lines, range(limit), strict=False)]
    files = sorted((ROOT / "corpus" / "raw").glob("*.txt"))
    records = [{"id": file.stem, "text": file.read_text(encoding="utf-8", errors="replace")} for file in files]
    return "corpus/raw, repeated", (records * (limit // max(len(records), 1) + 1))[:limit]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000)
    options = parser.parse_args()
    where, records = texts(options.documents)
    chars = sum(len(record["text"]) for record in records)
    print(f"{len(records):,} documents, {chars:,} characters ({where})")

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    reference = seconds_of_jieba(records)
    print(f"jieba.cut         {chars / reference:>12,.0f} characters/s")
    cold = subprocess.run(
        [sys.executable, "-c", "import zhengce; zhengce.extract('民政部4月5日印发通知。', published='2016-04-07')"],
        check=True,
        capture_output=True,
    )
    began = perf_counter()
    subprocess.run(cold.args, check=True, capture_output=True)
    start_up = perf_counter() - began

    seconds, rows = seconds_of_extraction(records)
    again = seconds_of_jieba(records)  # the machine may have changed its mind meanwhile
    yardstick = (reference + again) / 2
    print(f"whole extraction  {chars / seconds:>12,.0f} characters/s   {yardstick / seconds:.2f} x jieba.cut")
    print(f"rows              {sum(rows.values()):>12,}")
    print(f"first document    {start_up:>12.2f} s from a cold start")
    print(
        f"peak memory       {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>12,.0f} MiB (jieba's dictionary included)"
    )


def seconds_of_jieba(records: list[dict[str, str]]) -> float:
    began = perf_counter()
    for record in records:
        for _ in jieba.cut(record["text"]):
            pass
    return perf_counter() - began


def seconds_of_extraction(records: list[dict[str, str]]) -> tuple[float, dict[str, int]]:
    from zhengce.engines.local import engine
    from zhengce.engines.runs import run
    from zhengce.readers import find_inputs

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.jsonl"
        write(source, records[:20])  # start-up is measured by itself: let everything load first
        run(find_inputs([source]), Path(folder) / "first", engine(), formats=["parquet"])
        write(source, records)
        began = perf_counter()
        rows = run(find_inputs([source]), Path(folder) / "out", engine(), formats=["parquet"])
        return perf_counter() - began, rows


def write(path: Path, records: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")


if __name__ == "__main__":
    main()
