"""Runs: nothing is lost, whatever happens in the middle."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import zhengce
from zhengce import readers
from zhengce.engines import local
from zhengce.engines.runs import PARTS, STATE, Run, run
from zhengce.errors import UsageError, WriteError
from zhengce.readers import find_inputs
from zhengce.stores import LocalStore

TEXT = "2014年3月5日，民政部、财政部联合印发《关于加强救灾物资储备的通知》，要求各地加强监管。国务院同意。"


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "BATCH_DOCUMENTS", 8)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """67 documents in ten batches, and a file that is none."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name in "abc":
        records = [{"id": f"{name}{i}", "text": TEXT * (1 + i % 3), "published": "2014-03-06"} for i in range(22)]
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    (folder / "d.txt").write_text(TEXT, encoding="utf-8")
    (folder / "e.xyz").write_bytes(b"?")
    return folder


def extract(news: Path, out: Path, *, workers: int = 1, **options: Any) -> dict[str, int]:
    return run(find_inputs([news]), out, local.engine(workers), **options)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_every_input_is_a_document_or_an_error(news: Path, tmp_path: Path) -> None:
    rows = extract(news, tmp_path / "out")
    assert (rows["documents"], rows["errors"]) == (67, 1)
    assert sorted(path.name for path in (tmp_path / "out").iterdir() if path.is_dir()) == []


def test_workers_change_nothing(news: Path, tmp_path: Path) -> None:
    extract(news, tmp_path / "one")
    extract(news, tmp_path / "two", workers=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_second_run_is_refused_and_the_first_kept(news: Path, tmp_path: Path) -> None:
    extract(news, tmp_path / "out", formats=["csv"])
    before = contents(tmp_path / "out")
    with pytest.raises(UsageError, match="holds another run"):
        extract(news, tmp_path / "out")
    assert contents(tmp_path / "out") == before
    extract(news, tmp_path / "out", formats=["csv"], overwrite=True)
    assert contents(tmp_path / "out") == before


class Stop(Exception):
    pass


def interrupted(after: int) -> Any:
    """An engine that fails after so many parts."""

    def engine(run: Run, progress: Any) -> None:
        done = 0
        for shard in run.shards:
            for name, batch in run.missing(shard):
                if done == after:
                    raise Stop
                local.extract_part(run.place, name, batch)
                done += 1

    return engine


@pytest.mark.parametrize("after", [0, 1, 5])
def test_an_unfinished_run_is_resumed_to_the_same_bytes(news: Path, tmp_path: Path, after: int) -> None:
    extract(news, tmp_path / "whole")
    out = tmp_path / "out"
    with pytest.raises(Stop):
        run(find_inputs([news]), out, interrupted(after))
    assert len(list((out / PARTS).iterdir())) == after if after else not (out / PARTS).exists()
    with pytest.raises(UsageError, match="--resume"):
        extract(news, out)
    extract(news, out, resume=True)
    assert contents(out) == contents(tmp_path / "whole")


def test_a_finished_part_is_not_done_again(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(Stop):
        run(find_inputs([news]), out, interrupted(3))
    seen = []

    def engine(run: Run, progress: Any) -> None:
        for shard in run.shards:
            for name, batch in run.missing(shard):
                seen.append(name)
                local.extract_part(run.place, name, batch)

    run(find_inputs([news]), out, engine, resume=True)
    assert len(seen) == 10 - 3


def test_a_finished_shard_is_not_read_again(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    with pytest.raises(Stop):
        run(find_inputs([news]), out, interrupted(5))
    read = []
    real = readers.read
    monkeypatch.setattr(readers, "read", lambda input_, metadata: read.append(input_.doc_id) or real(input_, metadata))
    assert extract(news, out, resume=True)["documents"] == 67
    assert read == ["b.jsonl", "c.jsonl", "d.txt", "e.xyz"]


def test_resuming_with_other_inputs_is_refused(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(Stop):
        run(find_inputs([news]), out, interrupted(2))
    (news / "f.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError, match="other inputs"):
        extract(news, out, resume=True)
    assert extract(news, out, overwrite=True)["documents"] == 68


def test_resuming_where_nothing_is_unfinished_runs(news: Path, tmp_path: Path) -> None:
    assert extract(news, tmp_path / "out", resume=True)["documents"] == 67
    with pytest.raises(UsageError, match="another run"):
        extract(news, tmp_path / "out", resume=True)


def command(news: Path, out: Path, patch: str, *options: str) -> list[str]:
    """The command on small batches, with `patch` in its process and in those of its workers."""
    script = out.with_name("patched.py")
    script.write_text(
        f"import os\nfrom zhengce import batches, readers\nreaders.BATCH_DOCUMENTS = 8\n{patch}\n"
        "if __name__ == '__main__':\n    from zhengce.cli import main\n    main()\n",  # spawned workers read this file too
        encoding="utf-8",
    )
    return [sys.executable, str(script), "extract", str(news), "-o", str(out), "--quiet", *options]


def stop(after: int, how: str) -> str:
    """A patch that does `how` when a process syncs for the `after`th time: once a file when it is written, once when it has its name."""
    return f"""
sync, count = os.fsync, 0

def fsync(file):
    global count
    count += 1
    if count == {after}:
        {how}
    sync(file)

os.fsync = fsync
"""


def test_killed_again_and_again_and_resumed(news: Path, tmp_path: Path) -> None:
    extract(news, tmp_path / "whole")
    out = tmp_path / "out"
    # In the plan, after a part, in a worker's second part, among the tables.
    for after, workers in ((1, "1"), (6, "1"), (3, "2"), (30, "1")):
        killing = command(news, out, stop(after, "os.killpg(0, 9)"), "--resume", "--workers", workers)
        assert subprocess.run(killing, start_new_session=True).returncode == -signal.SIGKILL
        assert not (out / "manifest.json").exists()  # never a finished run that is not one
    extract(news, out, resume=True)
    assert contents(out) == contents(tmp_path / "whole")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_stops_cleanly_and_says_how_to_resume(news: Path, tmp_path: Path, workers: str) -> None:
    out = tmp_path / "out"
    pressed = stop(5, "os.killpg(0, 2)")  # as a terminal does: to all processes
    done = subprocess.run(
        command(news, out, pressed, "--workers", workers), capture_output=True, text=True, start_new_session=True
    )
    assert done.returncode == 130
    assert done.stderr.splitlines() == [
        "zhengce: stopped. What is done is kept: the same command with --resume goes on from there."
    ]
    assert not (out / "manifest.json").exists() and LocalStore(out).names(PARTS)
    extract(news, out, resume=True)
    extract(news, tmp_path / "whole")
    assert contents(out) == contents(tmp_path / "whole")


def test_workers_end_when_the_command_is_killed(news: Path, tmp_path: Path) -> None:
    killed = command(news, tmp_path / "out", stop(3, "os.kill(os.getppid(), 9)"), "--workers", "2")
    with subprocess.Popen(killed, stdout=subprocess.PIPE, start_new_session=True) as process:
        process.communicate(timeout=60)  # ends when all that write there have ended
    assert process.returncode == -signal.SIGKILL


POISON = """
inner = batches._extract

def extract(source, model, rows):
    if "毒" in source["text"]:
        os._exit(9)
    inner(source, model, rows)

batches._extract = extract
"""


def test_a_document_that_kills_its_worker_becomes_an_error(news: Path, tmp_path: Path) -> None:
    (news / "p.jsonl").write_text(
        "".join(json.dumps({"id": f"p{i}", "text": "毒药" if i == 2 else TEXT}) + "\n" for i in range(4)),
        encoding="utf-8",
    )
    out = tmp_path / "out"
    subprocess.run(command(news, out, POISON, "--workers", "2"), check=True)
    tables = zhengce.read_outputs(out)
    assert len(tables.documents) == 67 + 3
    dead = tables.errors[tables.errors.error == "WorkerError"]
    assert list(dead.source) == ["p.jsonl#p2"] and "died" in dead.message.iloc[0]


def test_two_runs_into_one_folder_are_refused(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    def engine(running: Run, progress: Any) -> None:
        with pytest.raises(UsageError, match="another run is writing"):
            extract(news, out)
        local.engine()(running, progress)

    assert run(find_inputs([news]), out, engine)["documents"] == 67


def test_a_place_that_cannot_be_written(news: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WriteError, match="cannot be written"):
        extract(news, tmp_path / "file" / "out")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full to stand for a full disk")
def test_a_full_disk_leaves_the_finished_parts(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhengce import stores

    out = tmp_path / "out"
    real = Path.open
    written = []

    def full(self: Path, *arguments: Any, **options: Any) -> Any:
        if self.parent.name == "parts":
            written.append(self)
            if len(written) > 3:
                return real(Path("/dev/full"), *arguments, **options)
        return real(self, *arguments, **options)

    monkeypatch.setattr(stores.Path, "open", full)
    with pytest.raises(WriteError, match=r"No space left.* with --resume"):
        extract(news, out)
    monkeypatch.undo()
    assert len(list((out / PARTS).iterdir())) == 3
    assert extract(news, out, resume=True)["documents"] == 67
    assert not (out / STATE).exists()


def test_an_input_that_vanishes_is_an_error_row(news: Path, tmp_path: Path) -> None:
    inputs = find_inputs([news])
    (news / "b.jsonl").unlink()
    rows = run(inputs, tmp_path / "out", local.engine())
    assert (rows["documents"], rows["errors"]) == (45, 2)


def test_an_object_store_in_place_of_the_disk(news: Path, tmp_path: Path) -> None:
    from zhengce.stores import open_store

    extract(news, tmp_path / "out")
    place = "memory://zhengce/run"
    run(find_inputs([news]), place, local.engine())
    store = open_store(place)
    for name, data in contents(tmp_path / "out").items():
        assert store.read(name) == data, name
    store.remove("")
