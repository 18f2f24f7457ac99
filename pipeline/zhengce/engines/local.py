"""This machine: in process, or a pool of spawned workers.

This process reads, workers extract and write parts; at most two batches a worker are under way, so memory is bounded by the workers and
not by the corpus. Ctrl-C ends the run when the batches under way are done. A worker that dies takes its pool with it: the batches that
were under way are then done again one document at a time, each in a process of its own, and the document that kills that too becomes a
row of `errors`.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, parent_process
from threading import Thread

import pyarrow as pa

from zhengce.batches import extract_batch
from zhengce.engines.runs import Engine, Run
from zhengce.errors import WorkerError
from zhengce.extract import pipeline
from zhengce.stores import open_store
from zhengce.tables import Batches, Rows, join
from zhengce.writers import write_part


def engine(workers: int = 1) -> Engine:
    """The engine with `workers` processes; with one, everything runs in this process."""
    return _in_process if workers <= 1 else partial(_pooled, workers=workers)


def _in_process(run: Run, progress: Callable[[int], object]) -> None:
    for shard in run.shards:
        for name, batch in run.missing(shard):
            extract_part(run.place, name, batch)
        progress(shard.size)


def extract_part(place: str, name: str, batch: pa.RecordBatch) -> None:
    """Extract one batch of sources and write its part; what every engine's workers do."""
    write_part(open_store(place), name, extract_batch(batch, pipeline()))


@dataclass(slots=True)
class _Task:
    name: str
    batch: pa.RecordBatch
    bytes: int  # progress once it is done
    future: Future[None] | None = None


def _pooled(run: Run, progress: Callable[[int], object], workers: int) -> None:
    pending: deque[_Task] = deque()
    pool = _pool(workers)
    try:
        for task in _tasks(run):
            if task.name:
                task.future = _submit(pool, run, task)
            pending.append(task)
            while len(pending) >= 2 * workers:
                pool = _settle(run, pending, pool, workers, progress)
        while pending:
            pool = _settle(run, pending, pool, workers, progress)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _tasks(run: Run) -> Iterator[_Task]:
    for shard in run.shards:
        for name, batch in run.missing(shard):
            yield _Task(name, batch, 0)
        yield _Task("", None, shard.size)


def _submit(pool: ProcessPoolExecutor, run: Run, task: _Task) -> Future[None] | None:
    try:
        return pool.submit(extract_part, run.place, task.name, task.batch)
    except BrokenProcessPool:
        return None


def _settle(
    run: Run, pending: deque[_Task], pool: ProcessPoolExecutor, workers: int, progress: Callable[[int], object]
) -> ProcessPoolExecutor:
    """Wait for the first pending task; after a death, do all pending ones alone and go on with a new pool."""
    task = pending[0]
    try:
        if task.name:
            if task.future is None:
                raise BrokenProcessPool
            task.future.result()
    except BrokenProcessPool:
        pool.shutdown(wait=True, cancel_futures=True)
        for other in pending:
            if other.name:
                _alone(run, other)
                other.name = ""
        return _pool(workers)
    progress(task.bytes)
    pending.popleft()
    return pool


def _alone(run: Run, task: _Task) -> None:
    """Do a batch one document at a time, each death costing one document."""
    found: list[Batches] = []
    pool = _pool(1)
    for i in range(task.batch.num_rows):
        document = task.batch.slice(i, 1)
        try:
            found.append(pool.submit(_extract, document).result())
        except BrokenProcessPool:
            found.append(killed(document))
            pool.shutdown(wait=True)
            pool = _pool(1)
    pool.shutdown(wait=True)
    write_part(run.store, task.name, join(found))


def _extract(batch: pa.RecordBatch) -> Batches:
    return extract_batch(batch, pipeline())


def killed(document: pa.RecordBatch) -> Batches:
    """The error row of a document whose process died when it was alone."""
    (source,) = document.to_pylist()
    rows = Rows()
    error = WorkerError(
        f"{source['doc_id']}: the process that read it died twice (out of memory?); leave it out, or split it."
    )
    rows.add_error(source["source"], error.stage, type(error).__name__, str(error))
    return rows.batches()


def _pool(workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: a fork copies locks and threads of whatever runs here.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start)


def _start() -> None:
    """In a new worker: Ctrl-C is for the parent to answer, and without a parent there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
