"""Compiled modules: the same tables, and never a stale one."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from types import ModuleType

import pytest

from zhengce import compiled
from zhengce.batches import extract_batch
from zhengce.model import Context, Document
from zhengce.tables import source_batch

ROOT = Path(__file__).parents[1]


@pytest.fixture
def hatch_build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "pipeline" / "hatch_build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_edited_source_is_not_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "extract" / "one.py"
    source.parent.mkdir()
    source.write_text("ONE = 1")
    folder = tmp_path / "_compiled"
    folder.mkdir()
    monkeypatch.setattr(compiled, "PACKAGE", tmp_path)
    monkeypatch.setattr(compiled, "FOLDER", folder)
    (folder / compiled.DIGEST).write_text(compiled.digest())
    assert not compiled.is_current()  # no library for this Python
    (folder / f"{compiled.LIBRARY}{EXTENSION_SUFFIXES[0]}").touch()
    assert compiled.is_current()
    source.write_text("ONE = 2")
    assert not compiled.is_current()
    source.write_text("ONE = 1")
    (tmp_path / "extract" / "two.py").touch()
    assert not compiled.is_current()


def test_constants_are_declared(hatch_build: ModuleType) -> None:
    source = "from __future__ import annotations\n\n_ONE = 1\n_TWO = {1: 2}\n_TWO |= {2: 3}\nthree = 3\n"
    declared = hatch_build.declare(source)
    assert declared.splitlines() == [
        "from __future__ import annotations; from typing import Final", "", "_ONE: Final = 1", "_TWO = {1: 2}", "_TWO |= {2: 3}", "three = 3"
    ]  # fmt: skip


@pytest.mark.parametrize("done", [True, False])
def test_the_wheel_has_them_if_they_can_be_made(
    hatch_build: ModuleType, monkeypatch: pytest.MonkeyPatch, done: bool
) -> None:
    monkeypatch.setattr(hatch_build, "build", lambda: done)
    data: dict[str, object] = {"artifacts": [], "pure_python": True, "infer_tag": False}
    hook = object.__new__(hatch_build.Compiled)
    hook.initialize("editable", data)
    assert data["pure_python"]
    hook.initialize("standard", data)
    assert data["pure_python"] is not done and bool(data["artifacts"]) is done


@pytest.mark.skipif(not compiled.in_use(), reason="nothing is compiled here: python pipeline/hatch_build.py")
def test_the_sources_have_the_last_word() -> None:
    class Stumbling:
        segmenter = "rjieba"

        def __call__(self, text: str, context: Context) -> Document:
            raise TypeError("str object expected; got None")

    source = {"doc_id": "a", "source": "a", "undecodable": 0, "html": False, "text": "2016年4月5日，民政部印发通知。"}
    found = extract_batch(source_batch([source]), Stumbling())  # type: ignore[arg-type]
    assert found["errors"].num_rows == 0
    assert found["organisations"].column("name").to_pylist() == ["民政部"]
    pure = compiled.sources_of("zhengce.extract")
    assert Path(str(pure.__file__)).suffix == ".py"
    assert Path(str(sys.modules["zhengce.extract"].__file__)).suffix != ".py"


def test_the_same_tables(tmp_path: Path) -> None:
    if not compiled.in_use():
        pytest.skip("nothing is compiled here: python pipeline/hatch_build.py")
    for name, pure in (("compiled", ""), ("pure", "1")):
        command = [
            sys.executable,
            "-m",
            "zhengce.cli",
            "extract",
            str(ROOT / "corpus" / "raw"),
            "--output",
            str(tmp_path / name),
        ]
        subprocess.run([*command, "--format", "csv", "--quiet"], check=True, env={**os.environ, "ZHENGCE_PURE": pure})
    tables = sorted(path.name for path in (tmp_path / "pure").glob("*.csv"))
    assert tables
    for table in tables:
        assert (tmp_path / "compiled" / table).read_bytes() == (tmp_path / "pure" / table).read_bytes(), table


def test_no_property_that_mypyc_would_work_out_each_time() -> None:
    """Compiled classes do not keep what a cached_property found: a long text then costs its square."""
    assert [path.name for path in compiled.sources() if "cached_property" in path.read_text(encoding="utf-8")] == []
