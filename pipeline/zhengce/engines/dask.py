"""Many machines: a Dask cluster, one task a shard.

Workers read their shard, extract it and write its parts themselves, to any place that they all reach; what comes back is only word that it is done.
A lost worker costs the part it was at: Dask gives the shard to another, which passes over the parts that are there. A shard that goes on
killing workers is done again document by document, and the one that kills alone becomes a row of `errors`. When the scheduler is lost, the
finished parts stay and any engine resumes the run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from socket import gethostname

import pyarrow as pa
from distributed import Client, KilledWorker, as_completed

from zhengce import __version__
from zhengce.batches import extract_batch
from zhengce.engines.local import extract_part, killed
from zhengce.engines.runs import Engine, Run
from zhengce.errors import KEPT, EngineError, ZhengceError
from zhengce.extract import pipeline
from zhengce.lexicon import digest
from zhengce.readers import Shard
from zhengce.stores import is_local
from zhengce.tables import Batches, join
from zhengce.writers import write_part

TIMEOUT = "10s"  # to find the scheduler


def engine(scheduler: str, say: Callable[[str], object] = lambda _text: None) -> Engine:
    """The engine of the cluster at `scheduler` (tcp://host:8786); `say` is told the address of its dashboard.

    The engine raises EngineError when the scheduler cannot be reached or is lost.
    """
    return partial(_run, scheduler=scheduler, say=say)


def _run(run: Run, progress: Callable[[int], object], scheduler: str, say: Callable[[str], object]) -> None:
    run = _absolute(run)
    try:
        with Client(scheduler, timeout=TIMEOUT) as client:
            if client.dashboard_link:
                say(f"dashboard: {client.dashboard_link}")
            _submit(client, run, progress)
    except (OSError, TimeoutError, RuntimeError) as error:
        raise EngineError(
            f"{scheduler}: the scheduler cannot be reached or was lost ({error}). {KEPT} Any engine will do."
        ) from error


def _submit(client: Client, run: Run, progress: Callable[[int], object]) -> None:
    rules = digest()
    waiting = {}
    for shard in run.shards:
        if run.finished(shard):
            progress(shard.size)
        else:
            waiting[client.submit(extract_shard, run.only(shard), rules, pure=False)] = shard
    for future in as_completed(list(waiting)):
        shard = waiting[future]
        if future.status == "cancelled":
            raise RuntimeError("tasks were cancelled")
        error = future.exception()
        if isinstance(error, KilledWorker):
            _carefully(client, run, shard)
        elif isinstance(error, Exception):
            raise EngineError(
                f"A worker failed ({error!r}); each needs zhengce {__version__} and a Python like the one here."
            )
        elif found := future.result():
            raise found
        progress(shard.size)


def _absolute(run: Run) -> Run:
    """The run with places that do not depend on where a process was started."""
    place = str(Path(run.place).absolute()) if is_local(run.place) else run.place
    shards = tuple(
        replace(
            shard,
            inputs=tuple(
                replace(one, path=one.path.absolute() if isinstance(one.path, Path) else one.path)
                for one in shard.inputs
            ),
        )
        for shard in run.shards
    )
    return replace(run, place=place, shards=shards)


def extract_shard(run: Run, rules: str) -> ZhengceError | None:
    """Extract the shards of `run` and write their missing parts; runs on a worker, which must have the rules with the digest `rules`.

    An error is what comes back, not raised: a traceback may not survive the way to the client.
    """
    if digest() != rules:
        return EngineError(
            f"{gethostname()}: the worker there has other rules; each needs the zhengce {__version__} that is here."
        )
    store = run.store
    try:
        for shard in run.shards:
            for name, batch in run.missing(shard):
                if not store.exists(name):
                    extract_part(run.place, name, batch)
    except ZhengceError as error:
        return error
    except Exception as error:
        return EngineError(f"shard {run.shards[0].number}: {error!r}; please report it.")
    return None


def _carefully(client: Client, run: Run, shard: Shard) -> None:
    """Do the missing parts of `shard` one document a task, each death costing one document."""
    store = run.store
    for name, batch in run.missing(shard):
        if store.exists(name):
            continue
        found: list[Batches] = []
        for document in (batch.slice(i, 1) for i in range(batch.num_rows)):
            # One at a time: of tasks that are with a worker when it dies, Dask blames all.
            future = client.submit(_extract, document, pure=False)
            error = future.exception()
            if error is None:
                found.append(future.result())
            elif isinstance(error, KilledWorker):
                found.append(killed(document))
            else:
                raise error
        write_part(store, name, join(found))


def _extract(batch: pa.RecordBatch) -> Batches:
    return extract_batch(batch, pipeline())
