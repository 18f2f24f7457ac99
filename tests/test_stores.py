"""An object store in place of the disk: an S3 server on loopback, and what is no object store."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import zhengce
from zhengce.engines import local
from zhengce.engines.runs import PARTS, Run, run
from zhengce.errors import UsageError, WriteError
from zhengce.readers import find_inputs
from zhengce.stores import LocalStore, open_store

TEXT = "2014年3月5日，民政部、财政部联合印发《关于加强救灾物资储备的通知》，要求各地加强监管。国务院同意。"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name in "ab":
        records = [{"id": f"{name}{i}", "text": TEXT, "published": "2014-03-06"} for i in range(300)]
        (folder / f"{name}.jsonl").write_text(
            "".join(json.dumps(record) + "\n" for record in records), encoding="utf-8"
        )
    (folder / "c.txt").write_text(TEXT, encoding="utf-8")
    return folder


def upload(news: Path, place: str) -> str:
    store = open_store(place)
    for path in news.iterdir():
        store.write(path.name, path.read_bytes())
    return place


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def same(place: str, folder: Path) -> bool:
    store = open_store(place)
    return {name: store.read(name) for name in store.names("")} == contents(folder)


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "zhengce.cli", *map(str, arguments)], capture_output=True, text=True)


def test_from_and_to_an_object_store_by_two_processes(s3: str, news: Path, tmp_path: Path) -> None:
    run(find_inputs([news]), tmp_path / "out", local.engine())
    done = command("extract", upload(news, f"{s3}/news"), "-o", f"{s3}/out", "--workers", 2)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Tables: {s3}/out/<table>" in done.stdout
    assert same(f"{s3}/out", tmp_path / "out")
    assert len(zhengce.read_outputs(f"{s3}/out").documents) == 601
    again = command("extract", f"{s3}/news", "-o", f"{s3}/out")
    assert again.returncode == 2 and "another run" in again.stderr


def test_a_run_in_an_object_store_is_resumed(s3: str, news: Path, tmp_path: Path) -> None:
    def engine(run: Run, progress: object) -> None:
        name, batch = next(run.missing(run.shards[1]))
        local.extract_part(run.place, name, batch)
        raise KeyboardInterrupt

    run(find_inputs([news]), tmp_path / "out", local.engine())
    with pytest.raises(KeyboardInterrupt):
        run(find_inputs([news]), f"{s3}/out", engine)
    assert open_store(f"{s3}/out").names(PARTS) == ["00000001-00000000"]
    run(find_inputs([news]), f"{s3}/out", local.engine(), resume=True)
    assert same(f"{s3}/out", tmp_path / "out")


def test_csv_and_evaluation_of_a_run_in_an_object_store(s3: str, news: Path, tmp_path: Path) -> None:
    run(find_inputs([news / "c.txt"]), f"{s3}/out", local.engine(), formats=["csv"])
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "organisations.csv").write_bytes(open_store(f"{s3}/out").read("organisations.csv"))
    done = command("evaluate", f"{s3}/out", gold, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert list(zhengce.read_outputs(f"{s3}/out").organisations.text) == ["民政部", "财政部", "国务院"]


@pytest.mark.parametrize("place", ["s3://zhengce-missing/out", "s3://zhengce-missing"])
def test_a_bucket_that_is_not_there(s3: str, news: Path, place: str) -> None:
    done = command("extract", news, "-o", place)
    assert done.returncode == 1 and place in done.stderr and "Traceback" not in done.stderr
    done = command("extract", place, "-o", f"{s3}/out")
    assert done.returncode == 2 and place in done.stderr and "Traceback" not in done.stderr


def test_an_address_that_nothing_reads() -> None:
    with pytest.raises(UsageError, match="no library for this address"):
        open_store("nowhere://x")
    with pytest.raises(UsageError, match="no library for this address"):
        find_inputs(["nowhere://x"])
    with pytest.raises(UsageError, match="no finished run"):
        zhengce.read_outputs("memory://zhengce/nothing")


def test_what_is_no_object_store_gets_files_by_renaming(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(f"local://{tmp_path}/run")
    store.write("parts/a", b"1")
    store.write("parts/a", b"2")
    with store.writing("b") as file:
        file.write(b"3")
    assert contents(tmp_path / "run" / "parts") == {"a": b"2"} and store.read("b") == b"3"
    monkeypatch.setattr(store.system, "mv", lambda *_: 1 / 0)  # type: ignore[attr-defined]
    with pytest.raises(WriteError, match="cannot be reached or written"):
        store.write("parts/c", b"4")
    assert store.names("parts") == ["a"]


def test_a_file_address_is_a_folder_here(tmp_path: Path) -> None:
    store = open_store(f"file://{tmp_path}")
    assert isinstance(store, LocalStore) and store.folder == tmp_path
