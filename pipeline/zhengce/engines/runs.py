"""A run: shards in, parts and then tables out, the same for every engine.

    DIR/.run/plan.json       what the run is of: inputs, metadata, version
    DIR/.run/parts/S-B       batch B of shard S, whole (see `zhengce.writers`); S-B-end the last of its shard
    DIR/<table>.<format>     published when every part is there, manifest.json last

A part that is there is done: a run that was killed resumes with the parts that are missing and ends in the same bytes. The engine only decides where
`extract_shard` and `extract_part` run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from pathlib import Path

import pyarrow as pa

from zhengce import __version__
from zhengce.errors import KEPT, UsageError, WriteError
from zhengce.lexicon import digest
from zhengce.readers import Input, Metadata, Shard, make_shards, read_shard, stem
from zhengce.stores import LocalStore, Store, open_store, unwritable
from zhengce.tables import SCHEMAS
from zhengce.writers import FORMATS, MANIFEST, publish

STATE = ".run"
PARTS = f"{STATE}/parts"
PLAN = f"{STATE}/plan.json"

#: Runs the missing parts of a run; calls `progress` with the bytes of each finished shard.
Engine = Callable[["Run", Callable[[int], object]], None]


@dataclass(frozen=True, slots=True)
class Run:
    """What is to be done, and where."""

    place: str
    shards: tuple[Shard, ...]
    metadata: Metadata
    done: Mapping[int, frozenset[str]]  # shard → its parts that were there at the start

    @property
    def store(self) -> Store:
        """The store of the run; made anew in each process."""
        return open_store(self.place)

    def finished(self, shard: Shard) -> bool:
        """Whether all parts of `shard` were there at the start, so that it need not be read."""
        parts = self.done.get(shard.number, frozenset())
        return part_name(shard.number, len(parts) - 1, last=True) in parts

    def missing(self, shard: Shard) -> Iterator[tuple[str, pa.RecordBatch]]:
        """Name and sources of the parts of `shard` that are not done."""
        if self.finished(shard):
            return
        parts = self.done.get(shard.number, frozenset())
        for number, (batch, last) in enumerate(_to_last(read_shard(shard, self.metadata))):
            name = part_name(shard.number, number, last)
            if name not in parts:
                yield f"{PARTS}/{name}", batch

    def only(self, shard: Shard) -> Run:
        """The run of one shard, with what concerns it: what is sent to another machine."""
        rows = {
            key: row
            for input_ in shard.inputs
            for key in (input_.doc_id, stem(input_.doc_id))
            if (row := self.metadata.rows.get(key))
        }
        done = {shard.number: self.done.get(shard.number, frozenset())}
        return replace(self, shards=(shard,), metadata=Metadata(rows), done=done)


def part_name(shard: int, batch: int, last: bool) -> str:
    """Parts sort by name as their documents stand in the inputs."""
    return f"{shard:08}-{batch:08}" + ("-end" if last else "")


def run(
    inputs: Sequence[Input],
    place: str | Path,
    engine: Engine,
    *,
    metadata: Metadata | None = None,
    formats: Sequence[str] = FORMATS,
    overwrite: bool = False,
    resume: bool = False,
    progress: Callable[[int], object] = lambda _bytes: None,
) -> dict[str, int]:
    """Extract `inputs` into the tables at `place`; rows per table.

    Raises UsageError when `place` holds another run, WriteError when it cannot be written; finished parts stay for `resume`.
    """
    store = open_store(place)
    metadata = metadata or Metadata({})
    plan = _plan(inputs, metadata)
    with _locked(store):
        _prepare(store, plan, overwrite=overwrite, resume=resume)
        done = {
            int(shard): frozenset(parts)
            for shard, parts in groupby(store.names(PARTS), lambda name: name.partition("-")[0])
        }
        try:
            engine(Run(str(place), tuple(make_shards(inputs)), metadata, done), progress)
            rows = publish(store, [f"{PARTS}/{name}" for name in store.names(PARTS)], formats, __version__)
        except WriteError as error:
            raise WriteError(f"{error} {KEPT}") from error
        store.remove(STATE)
    return rows


def _to_last(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[pa.RecordBatch, bool]]:
    """Each batch, and whether it is the last."""
    waiting = None
    for batch in batches:
        if waiting is not None:
            yield waiting, False
        waiting = batch
    if waiting is not None:
        yield waiting, True


def _plan(inputs: Sequence[Input], metadata: Metadata) -> bytes:
    """What makes two runs the same run."""
    listing = sha256()
    for input_ in inputs:
        listing.update(f"{input_.doc_id}\t{input_.size}\n".encode())
    fields = sha256(json.dumps(metadata.rows, sort_keys=True).encode()).hexdigest()
    plan = {
        "zhengce": __version__,
        "rules": digest(),
        "inputs": len(inputs),
        "listing": listing.hexdigest(),
        "metadata": fields,
    }
    return (json.dumps(plan, indent=2) + "\n").encode()


def _prepare(store: Store, plan: bytes, *, overwrite: bool, resume: bool) -> None:
    """Make `store` ready for the run of `plan`, or refuse."""
    unfinished = store.exists(PLAN)
    held = [
        name for name in (MANIFEST, *(f"{table}.{kind}" for kind in FORMATS for table in SCHEMAS)) if store.exists(name)
    ]
    if unfinished and resume:
        if store.read(PLAN) != plan:
            raise UsageError(
                f"{store}: the unfinished run there is of other inputs, metadata or rules; "
                "start anew with --overwrite, or choose another output folder."
            )
        return
    if unfinished and not overwrite:
        raise UsageError(f"{store} holds an unfinished run; finish it with --resume, or start anew with --overwrite.")
    if held and not overwrite:
        raise UsageError(
            f"{store} holds another run ({held[0]}); choose another output folder, or replace that run with --overwrite."
        )
    store.remove(STATE)
    store.write(PLAN, plan)


@contextmanager
def _locked(store: Store) -> Iterator[None]:
    """Refuse a second run into one folder of this machine. The lock goes with the process, however that ends."""
    if not isinstance(store, LocalStore):
        yield
        return
    import fcntl

    try:
        fresh = not store.folder.exists()
        store.folder.mkdir(parents=True, exist_ok=True)
        lock = (store.folder / ".lock").open("w")
    except OSError as error:
        raise unwritable(store, error) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError(
                f"{store}: another run is writing here; wait for it, or choose another output folder."
            ) from None
        try:
            store.sweep()
            yield
        finally:
            (store.folder / ".lock").unlink(missing_ok=True)
            if fresh and not any(store.folder.iterdir()):
                store.folder.rmdir()
