"""What is published: the wheel is small and whole, and works where the source is not; one version everywhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

import zhengce
from zhengce.lexicon import rule_files

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by way of the sdist."""
    pytest.importorskip("hatchling", reason="needs what tests need: pip install 'zhengce[dev]'")
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "ZHENGCE_PURE": "1"})
    assert len(list(folder.glob("*.tar.gz"))) == 1
    return next(folder.glob("*.whl"))


def test_the_wheel_is_small_and_has_all_rules(wheel: Path) -> None:
    assert wheel.stat().st_size < 5_000_000
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"zhengce/rules/{path}" for path in rule_files()} <= names
    assert {"zhengce/py.typed", "zhengce/report/page.html"} <= names
    assert {name.partition("/")[0] for name in names} == {"zhengce", f"zhengce-{zhengce.__version__}.dist-info"}
    metadata = zipfile.ZipFile(wheel).read(f"zhengce-{zhengce.__version__}.dist-info/METADATA").decode()
    extras = set(re.findall("^Provides-Extra: (.+)$", metadata, re.MULTILINE))
    assert {"dask", "spark", "report", "documents", "notebooks"} <= extras


def test_what_is_installed_runs_without_the_source(wheel: Path, tmp_path: Path) -> None:
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(tmp_path / "site"),
        str(wheel),
    ]
    subprocess.run(pip, check=True, capture_output=True)
    (tmp_path / "a.txt").write_text("2016年4月5日，民政部印发《关于做好救灾工作的通知》。", encoding="utf-8")
    code = (
        "import sys; sys.path.insert(0, 'site'); import zhengce; from zhengce.cli import main\n"
        "main(['extract', 'a.txt', '--output', 'tables', '--quiet'], standalone_mode=False)\n"
        "main(['report', 'tables', '--quiet'], standalone_mode=False)\n"
        "print(zhengce.__file__, list(zhengce.read_outputs('tables').organisations.name))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "site" in done.stdout and "['民政部']" in done.stdout
    assert (tmp_path / "tables/report.html").is_file()


def test_one_semantic_version_everywhere() -> None:
    version = zhengce.__version__
    assert re.fullmatch(r"\d+\.\d+\.\d+(?:[-+.][0-9A-Za-z.]+)?", version)
    assert yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["version"] == version
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (\S+)", changelog, re.MULTILINE)[1] == version  # type: ignore[index]


@pytest.mark.parametrize("path", sorted((ROOT / ".ci").glob("*.yml")), ids=lambda path: path.name)
def test_workflows_are_whole(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["jobs"] and workflow[True]  # `on` is a yes in YAML
    for job in workflow["jobs"].values():
        assert set([job.get("needs")] if "needs" in job else []) <= set(workflow["jobs"])
        assert all("uses" in step or "run" in step for step in job["steps"])
