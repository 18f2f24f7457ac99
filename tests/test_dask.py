"""The Dask engine on a real scheduler and two worker processes on loopback."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import zhengce
from zhengce.engines import local
from zhengce.engines.runs import PARTS, run
from zhengce.errors import EngineError
from zhengce.readers import find_inputs

pytest.importorskip("distributed", reason="needs the extra: pip install 'zhengce[dask]'")

TEXT = "2014年3月5日，民政部、财政部联合印发《关于加强救灾物资储备的通知》，要求各地加强监管。国务院同意。"


POISON = """
import os
from zhengce import batches

inner = getattr(batches, "inner", batches._extract)  # this file may be read twice
batches.inner = inner

def extract(source, model, rows):
    if "毒" in source["text"]:
        os._exit(9)
    inner(source, model, rows)

batches._extract = extract
"""


class Cluster:
    """A scheduler and its workers, as processes that can be killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "poison.py").write_text(POISON, encoding="utf-8")
        self.processes: list[subprocess.Popen[str]] = []
        self.scheduler = self._start(
            "scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--dashboard-address",
            "127.0.0.1:0",
            stderr=subprocess.PIPE,
        )
        assert self.scheduler.stderr
        said = (re.search(r"tcp://[\d.:]+", line) for line in self.scheduler.stderr)
        self.address = next(found[0] for found in said if found)
        self.workers = [self.worker(), self.worker()]

    def worker(self) -> subprocess.Popen[str]:
        return self._start(
            "worker",
            self.address,
            "--host",
            "127.0.0.1",
            "--nthreads",
            "1",
            "--no-dashboard",
            "--death-timeout",
            "20",
            "--preload",
            self.folder / "poison.py",
        )

    def stop(self) -> None:
        for process in self.processes:
            with process:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)

    def _start(self, *command: Any, stderr: int = subprocess.DEVNULL) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + command[0], *map(str, command[1:])],
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            text=True,
            start_new_session=True,
            cwd=self.folder,
        )
        self.processes.append(process)
        return process


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    found = Cluster(tmp_path)
    yield found
    found.stop()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name in "abcdef":
        records = [{"id": f"{name}{i}", "text": TEXT * (1 + i % 3), "published": "2014-03-06"} for i in range(150)]
        (folder / f"{name}.jsonl").write_text(
            "".join(json.dumps(record) + "\n" for record in records), encoding="utf-8"
        )
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def dask_engine(address: str) -> Any:
    from zhengce.engines import dask

    return dask.engine(address)


def test_a_worker_killed_in_mid_run_costs_nothing(cluster: Cluster, news: Path, tmp_path: Path) -> None:
    run(find_inputs([news]), tmp_path / "local", local.engine())
    out = tmp_path / "dask"

    alive = [cluster.workers[0]]

    def kill(done: int) -> None:
        while alive:
            os.killpg(alive.pop().pid, signal.SIGKILL)
            cluster.worker()

    run(find_inputs([news]), out, dask_engine(cluster.address), progress=kill)
    assert cluster.workers[0].wait() == -signal.SIGKILL
    assert contents(tmp_path / "local") == contents(out)


def test_a_lost_scheduler_and_a_resumed_run(cluster: Cluster, news: Path, tmp_path: Path) -> None:
    run(find_inputs([news]), tmp_path / "local", local.engine())
    out = tmp_path / "dask"

    def kill(done: int) -> None:
        if cluster.scheduler.poll() is None:
            os.killpg(cluster.scheduler.pid, signal.SIGKILL)

    with pytest.raises(EngineError, match="--resume"):
        run(find_inputs([news]), out, dask_engine(cluster.address), progress=kill)
    assert list((out / PARTS).iterdir()) and not (out / "manifest.json").exists()
    run(find_inputs([news]), out, local.engine(), resume=True)
    assert contents(tmp_path / "local") == contents(out)


def test_a_poisoned_document_becomes_an_error(cluster: Cluster, news: Path, tmp_path: Path) -> None:
    (news / "g.jsonl").write_text(
        "".join(json.dumps({"id": f"g{i}", "text": "毒药" if i == 2 else TEXT}) + "\n" for i in range(4)),
        encoding="utf-8",
    )
    rows = run(find_inputs([news]), tmp_path / "out", dask_engine(cluster.address))
    assert rows["documents"] == 903
    tables = zhengce.read_outputs(tmp_path / "out")
    assert list(tables.errors.source) == ["g.jsonl#g2"] and list(tables.errors.error) == ["WorkerError"]


def test_a_scheduler_that_is_not_there(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhengce.engines import dask

    monkeypatch.setattr(dask, "TIMEOUT", "1s")
    with pytest.raises(EngineError, match="cannot be reached"):
        run(find_inputs([news]), tmp_path / "out", dask_engine("tcp://127.0.0.1:9"))


def command(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "zhengce.cli", "extract", *map(str, arguments)],
        capture_output=True,
        text=True,
        **options,
    )


def test_the_tables_are_the_local_engine_s_wherever_a_worker_stands(
    cluster: Cluster, news: Path, tmp_path: Path
) -> None:
    (news / "bad.xyz").write_bytes(b"?")
    (news / "bad.jsonl").write_bytes(b"{")
    assert command("news", "-o", "local", cwd=tmp_path).returncode == 0
    (tmp_path / "elsewhere").mkdir()
    done = command(
        "../news", "-o", "out", "--engine", "dask", "--scheduler", cluster.address, cwd=tmp_path / "elsewhere"
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("dashboard: http://127.0.0.1:")
    assert contents(tmp_path / "elsewhere" / "out") == contents(tmp_path / "local")


def test_an_object_store_in_place_of_the_disk(s3: str, cluster: Cluster, news: Path, tmp_path: Path) -> None:
    import s3fs

    run(find_inputs([news]), tmp_path / "local", local.engine())
    s3fs.S3FileSystem().put(f"{news}/", f"{s3}/news/", recursive=True)
    done = command(f"{s3}/news", "-o", f"{s3}/out", "--engine", "dask", "--scheduler", cluster.address)
    assert done.returncode == 0, done.stderr
    s3fs.S3FileSystem().get(f"{s3}/out/", f"{tmp_path}/got/", recursive=True)
    assert contents(tmp_path / "got") == contents(tmp_path / "local")
    assert len(zhengce.read_outputs(f"{s3}/out").documents) == 900


def test_workers_with_other_rules_are_refused(
    cluster: Cluster, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zhengce.engines import dask

    monkeypatch.setattr(dask, "digest", lambda: "other")
    with pytest.raises(EngineError, match="other rules"):
        run(find_inputs([news]), tmp_path / "out", dask_engine(cluster.address))


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--engine", "dask"], "needs --scheduler tcp://HOST:8786"),
        (["--scheduler", "tcp://127.0.0.1:1"], "goes with --engine dask"),
        (["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "--workers", "2"], "`dask worker`"),
    ],
)
def test_options_that_do_not_fit(news: Path, tmp_path: Path, options: list[str], says: str) -> None:
    done = command(news, "-o", tmp_path / "out", *options)
    assert done.returncode == 2 and says in done.stderr and not (tmp_path / "out").exists()


def test_without_dask_the_extra_is_named(news: Path, tmp_path: Path) -> None:
    (tmp_path / "distributed.py").write_text("raise ModuleNotFoundError('No module named distributed')")
    options = ["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"]
    done = command(
        news,
        "-o",
        tmp_path / "out",
        *options,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}:{os.environ.get('PYTHONPATH', '')}"},
    )
    assert done.returncode == 2 and "pip install 'zhengce[dask]'" in done.stderr
