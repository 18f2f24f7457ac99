"""This machine: in process, or a pool of spawned workers. Results come in the order of the batches."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context

import pyarrow as pa

from zhengce.batches import extract_batch, extract_batches
from zhengce.extract import pipeline
from zhengce.tables import Batches


def map_batches(sources: Iterable[pa.RecordBatch], workers: int = 1) -> Iterator[Batches]:
    """The tables of each batch, with `workers` processes; at most two batches a worker are in memory."""
    if workers <= 1:
        yield from extract_batches(sources)
        return
    pending: deque[Future[Batches]] = deque()
    # Spawned, not forked: a fork copies locks and threads of whatever runs here.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for batch in sources:
            pending.append(pool.submit(_extract, batch))
            if len(pending) >= 2 * workers:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()


def _extract(batch: pa.RecordBatch) -> Batches:
    return extract_batch(batch, pipeline())
