"""`zhengce gold` as a user runs it, and the workflow that users are given."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import srsly
from click.testing import CliRunner, Result

from zhengce.cli import main

ROOT = Path(__file__).resolve().parents[2]
WORKFLOW = ROOT / ".ci" / "github-workflow-example.yml"
TEXT = "2014年3月5日，民政部、财政部联合印发《关于加强救灾物资储备的通知》。"
MARKED = """\
⟦D1|2014年3月5日⟧，⟦O1|民政部⟧、⟦O2|财政部⟧联合⟦A1|印发⟧⟦L1|《关于加强救灾物资储备的通知》⟧。
---
O1  name=民政部  kind=government  level=central
O2  name=财政部  kind=government  level=central
D1  kind=date  edtf=2014-03-05
L1  full=关于加强救灾物资储备的通知  kind=通知  issuers=民政部;财政部
A1  cat=issue  mod=reported  actors=民政部;财政部  object=《关于加强救灾物资储备的通知》  date=2014-03-05
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the workflow expects to find."""
    for folder in ("texts", "marked"):
        (tmp_path / folder).mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("doc_id,published\na,2014-03-06\n", encoding="utf-8")
    (tmp_path / "marked" / "a.gold").write_text(MARKED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_build_draft_export_import(project: Path) -> None:
    (project / "splits.csv").write_text("doc_id,split\na,dev\n", encoding="utf-8")
    done = run("gold", "build", "marked", "--texts", "texts", "--split", "splits.csv", "dev", "--output", "gold")
    assert (done.exit_code, "2 organisations" in done.output) == (0, True)
    assert run("gold", "draft", "texts/a.txt").output.startswith("# doc: a\n")
    for kind, out in (("brat", "brat"), ("doccano", "a.jsonl"), ("label-studio", "a.json")):
        assert run("gold", "export", "marked", "--to", kind, "--output", out).output == f"1 document in {out}\n"
        done = run("gold", "import", out, "--from", kind, "--output", f"from-{kind}")
        assert (done.exit_code, done.output) == (0, f"1 document in from-{kind}\n")
        (file,) = (project / f"from-{kind}").iterdir()
        assert file.read_text(encoding="utf-8").endswith(MARKED)


def test_what_is_lacking_after_an_import_is_named(project: Path) -> None:
    (project / "b.jsonl").write_text('{"text": "民政部", "label": [[0, 3, "organisations"]]}\n', encoding="utf-8")
    done = run("gold", "import", "b.jsonl", "--from", "doccano", "--output", "new")
    assert done.exit_code == 0 and "complete O1" in done.output
    again = run("gold", "import", "b.jsonl", "--from", "doccano", "--output", "new")
    assert again.exit_code == 2 and "--overwrite" in again.output
    refused = run("gold", "build", "new", "--texts", "texts", "--output", "gold")
    assert refused.exit_code == 1 and "b-1.gold:4: O1 lacks name, kind" in refused.output


def test_the_workflow_runs(project: Path) -> None:
    """Every command of the workflow but the installation, in a project as it describes."""
    workflow: dict[str, Any] = srsly.yaml_loads(WORKFLOW.read_text(encoding="utf-8"))
    steps = workflow["jobs"]["evaluate"]["steps"]
    commands = [step["run"] for step in steps if step.get("run", "").startswith("zhengce ")]
    assert len(commands) == 5
    before = "zhengce evaluate outputs gold --baseline baseline.json --update-baseline"
    environment = {**os.environ, "GITHUB_STEP_SUMMARY": str(project / "summary.md")}
    for command in [*commands[:-1], before, commands[-1]]:
        line = command.replace("zhengce ", f"{sys.executable} -m zhengce.cli ", 1)
        done = subprocess.run(["bash", "-ec", line], cwd=project, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, (command, done.stderr)
    assert "| organisations | 2 |" in (project / "summary.md").read_text(encoding="utf-8")
    assert (project / "zhengce.xml").read_text(encoding="utf-8").startswith("<?xml")
