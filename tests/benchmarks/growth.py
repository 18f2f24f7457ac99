"""Time against the number of documents and against the length of a document, with the exponents; memory of a run on two processes.

    python tests/benchmarks/growth.py [--documents 1000 10000 100000] [--lengths 1000 10000 100000 1000000 10000000]

Time is the processor's, start-up left out, each size in a process of its own. An exponent of 1 is linear: it is the slope of the least-squares
line through the logarithms. Texts are those of speed.py, cut or joined to size; documents are counted in short ones, of `--chars` characters.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from math import log
from pathlib import Path
from statistics import linear_regression
from time import perf_counter, process_time

from speed import texts, write

WORKERS = 2
ENOUGH = 200_000  # characters to time, in several documents where one is shorter


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--lengths", type=int, nargs="*", default=[1_000, 10_000, 100_000, 1_000_000, 10_000_000])
    parser.add_argument("--chars", type=int, default=100, help="length of the documents that are counted")
    parser.add_argument("--one", type=int, nargs=3, metavar=("DOCUMENTS", "CHARS", "WORKERS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(one(*options.one)))
        return
    grow("documents", [(count, count, options.chars) for count in options.documents])
    grow("characters", [(length, max(ENOUGH // length, 1), length) for length in options.lengths])
    if options.documents:
        count = options.documents[-1]
        began = perf_counter()
        _, memory, children = ask(count, options.chars, WORKERS)
        print(
            f"{count:,} documents on {WORKERS} processes: {memory:,.0f} MiB here and at most {children:,.0f} MiB in each, "
            f"{memory + WORKERS * children:,.0f} MiB in all; {perf_counter() - began:.0f} s"
        )


def grow(what: str, sizes: list[tuple[int, int, int]]) -> None:
    """Time `sizes`: what grows, documents, characters a document."""
    points = []
    for size, count, chars in sizes:
        seconds, memory, _ = ask(count, chars, 1)
        cost = seconds / (count * chars) * 1e6
        print(f"{size:>12,} {what:<10} {cost:6.2f} µs a character {memory:6,.0f} MiB", flush=True)
        points.append((log(size), log(seconds / count if what == "characters" else seconds)))
    if len(points) > 1:
        slope, _ = linear_regression(*zip(*points, strict=True))
        print(f"time grows with {what} to the power of {slope:.2f}\n", flush=True)


def ask(count: int, chars: int, workers: int) -> tuple[float, float, float]:
    """What `one` says, from a process of its own."""
    command = [sys.executable, __file__, "--one", str(count), str(chars), str(workers)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    seconds, memory, children = json.loads(done.stdout)
    return seconds, memory, children


def one(count: int, chars: int, workers: int) -> tuple[float, float, float]:
    """Seconds of the processor, and peak MiB of this process and of the largest of its workers, for `count` documents."""
    from zhengce.engines.local import engine
    from zhengce.engines.runs import run
    from zhengce.readers import find_inputs

    with tempfile.TemporaryDirectory() as folder:
        news = "\n".join(record["text"] for record in texts(5_000)[1])
        news *= chars // len(news) + 2
        step = max((len(news) - chars) // count, 1)
        source = Path(folder) / "texts.jsonl"
        write(source, [{"id": "0", "text": news[:50_000]}])
        run(find_inputs([source]), Path(folder) / "first", engine(), formats=["parquet"])
        with source.open("w", encoding="utf-8") as lines:
            for number in range(count):
                start = number * step % (len(news) - chars)
                text = news[start : start + chars]
                lines.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
        del news
        began = process_time()
        run(find_inputs([source]), Path(folder) / "out", engine(workers), formats=["parquet"])
        seconds = process_time() - began
    own, children = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return seconds, own, children


if __name__ == "__main__":
    main()
