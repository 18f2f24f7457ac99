"""Speed as multiples of plain `jieba.cut` on the same text in the same run, and where the time goes.

    python tests/benchmarks/speed.py [--documents N]

Texts are those of ../shared/corpus/bulk where it is present, else of corpus/raw. Prints characters per second of the whole extraction
(reading, restoring, segmenting, extracting, rows, Parquet) on one core and of `jieba.cut`, their ratio, the seconds and share of each stage,
start-up time and peak memory. Time is the processor's, and the two take turns batch by batch, so that other work on the machine hits both.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import jieba

from zhengce import compiled
from zhengce.batches import collector_paused
from zhengce.engines.local import engine, extract_part
from zhengce.engines.runs import Run, run
from zhengce.extract import Pipeline, claims, pipeline
from zhengce.model import Context, Document
from zhengce.readers import find_inputs
from zhengce.restore import restore
from zhengce.segment import segment, sentence_starts, title_spans
from zhengce.tables import Rows

ROOT = Path(__file__).resolve().parents[2]
BULK = ROOT.parent / "shared" / "corpus" / "bulk" / "news.jsonl.gz"
COLD = "import zhengce; zhengce.extract('民政部4月5日印发通知。', published='2016-04-07')"


class Clock:
    """Seconds of the processor by what they went to."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._before = process_time()

    def start(self) -> None:
        self._before = process_time()

    def done(self, name: str) -> None:
        """What has passed since the last call went to `name`."""
        now = process_time()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._before
        self._before = now


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
    state = "compiled" if compiled.in_use() else "pure Python"
    print(f"{len(records):,} documents, {chars:,} characters ({where}); {state}")

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "texts.jsonl"
        write(source, records[:20])  # start-up is measured by itself: let everything load first
        run(find_inputs([source]), Path(folder) / "first", engine(), formats=["parquet"])
        write(source, records)
        clock, stages = Clock(), Clock()
        began = process_time()
        rows = run(find_inputs([source]), Path(folder) / "out", taking_turns(clock, stages), formats=["parquet"])
        yardstick = clock.seconds["jieba"]
        seconds = process_time() - began - yardstick - clock.seconds["stages"]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    print(f"jieba.cut         {chars / yardstick:>12,.0f} characters/s")
    print(f"whole extraction  {chars / seconds:>12,.0f} characters/s   {yardstick / seconds:.2f} x jieba.cut")
    print(f"rows              {sum(rows.values()):>12,}")
    print(f"first document    {cold_seconds():>12.2f} s from a cold start")
    print(f"peak memory       {memory:>12,.0f} MiB (jieba's dictionary included)")
    print("\nwhere the time goes")
    parts = {**stages.seconds, "reading and writing": seconds - sum(stages.seconds.values())}
    for name, part in parts.items():
        print(f"  {name:<26}{part:8.3f} s {part / seconds:6.1%} {part / chars * 1e6:7.3f} µs a character")


def taking_turns(clock: Clock, stages: Clock) -> Callable[[Run, Callable[[int], object]], None]:
    """An engine that after each batch has `jieba.cut` do the same texts, and then each stage by itself."""

    def in_turns(run: Run, progress: Callable[[int], object]) -> None:
        for shard in run.shards:
            for name, batch in run.missing(shard):
                extract_part(run.place, name, batch)
                texts = batch.column("text").to_pylist()
                clock.start()
                for text in texts:
                    for _ in jieba.cut(text):
                        pass
                clock.done("jieba")
                with collector_paused():
                    time_stages(texts, pipeline(), stages)
                clock.done("stages")
            progress(shard.size)

    return in_turns


def time_stages(texts: list[str], model: Pipeline, clock: Clock) -> None:
    """Read the texts stage by stage; the stages are those of `Pipeline`."""
    rows = Rows()
    source = {"doc_id": "x", "source": "x", "title": None, "publisher": None, "published": None, "encoding": "utf-8"}
    names = [type(extractor).__name__ for extractor in model.extractors]
    clock.start()
    for text in texts:
        restored = restore(text)
        clock.done("restore")
        doc = Document(restored.text, Context(), sentence_starts(restored.text), title_spans(restored.text))
        clock.done("sentences and titles")
        for name, extractor in zip(names, model.extractors, strict=True):
            extractor.claim(doc)
            clock.done(name)
        doc.words = segment(doc.text, claims(doc), model.tagger)
        clock.done("segment")
        for name, extractor in zip(names, model.extractors, strict=True):
            extractor.complete(doc)
            clock.done(name)
        rows.add_document({**source, "undecodable": 0, "sha256": "", "text": text}, restored, doc)
        clock.done("rows")
    rows.batches()
    clock.done("rows")


def cold_seconds() -> float:
    """Seconds of the processor from the start of Python to the tables of the first document; the second of two starts."""
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", COLD], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def write(path: Path, records: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")


if __name__ == "__main__":
    main()
