"""The command line as a user runs it, with right and wrong input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import zhengce
from zhengce.cli import main

TEXT = "2014年3月5日，民政部、财政部联合印发《关于加强救灾物资储备的通知》，要求各地加强监管。"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command in this process, without a terminal; an error that is not ours is raised."""
    given = [str(argument) for argument in arguments]
    done = CliRunner().invoke(main, given, prog_name="zhengce", catch_exceptions=False)
    return subprocess.CompletedProcess(given, done.exit_code, done.stdout, done.stderr)


def run_apart(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "zhengce.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    return folder


def test_help_names_every_verb() -> None:
    done = run("--help")
    assert done.returncode == 0
    for verb in ("extract", "report", "restore", "explain", "evaluate", "gold", "schema", "info", "completion"):
        assert verb in done.stdout
    assert "Exit codes" in done.stdout


def test_version() -> None:
    assert zhengce.__version__ in run_apart("--version").stdout


def test_extract_writes_all_tables_and_says_so(news: Path, tmp_path: Path) -> None:
    done = run_apart("extract", news, "--output", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "2 documents" in done.stdout and str(tmp_path / "out") in done.stdout
    assert done.stderr == ""  # no progress bar where there is no terminal
    assert len(list((tmp_path / "out").glob("*.parquet"))) == len(list((tmp_path / "out").glob("*.csv"))) == 9
    assert len(zhengce.read_outputs(tmp_path / "out").documents) == 2


def test_one_format_and_quiet(news: Path, tmp_path: Path) -> None:
    done = run("extract", news, "-o", tmp_path / "out", "--format", "csv", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not list((tmp_path / "out").glob("*.parquet"))


def test_workers_and_order_of_inputs_change_nothing(news: Path, tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": TEXT, "published": "2014-03-06"}) + "\n" for _ in range(300))  # two batches
    (news / "c.jsonl").write_text(lines, encoding="utf-8")
    one = run("extract", news / "a.txt", news / "b.txt", news / "c.jsonl", "-o", tmp_path / "one")
    two = run("extract", news / "c.jsonl", news / "b.txt", news / "a.txt", "-o", tmp_path / "two", "--workers", 2)
    assert one.returncode == two.returncode == 0, two.stderr
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_a_bad_input_is_listed_and_the_rest_is_done(news: Path, tmp_path: Path) -> None:
    (news / "c.xyz").write_bytes(b"?")
    done = run("extract", news, "-o", tmp_path / "out")
    assert done.returncode == 0
    assert "1 input could not be read" in done.stderr and "unknown format" in done.stderr
    tables = zhengce.read_outputs(tmp_path / "out")
    assert (len(tables.documents), list(tables.errors.source)) == (2, ["c.xyz"])


def test_nothing_but_bad_input_exits_with_1(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 9)
    done = run("extract", tmp_path / "a.txt", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert len(zhengce.read_outputs(tmp_path / "out").errors) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["missing", "-o", "out"], "missing: no such file or folder"),
        (["empty", "-o", "out"], "No files to read in"),
        (["news"], "Missing option '--output'"),
        (["news", "-o", "out", "--format", "xlsx"], "'xlsx' is not one of"),
        (["news", "-o", "out", "--metadata", "news/a.txt"], "no column 'doc_id'"),
        (["news", "-o", "out", "--workers", "0"], "x>=1"),
    ],
)
def test_wrong_use_is_told_in_one_line_and_writes_nothing(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    done = run("extract", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_holds_another_run(news: Path, tmp_path: Path) -> None:
    assert run("extract", news, "-o", tmp_path / "out").returncode == 0
    done = run("extract", news, "-o", tmp_path / "out")
    assert done.returncode == 2 and "another run" in done.stderr and "--overwrite" in done.stderr
    assert run("extract", news, "-o", tmp_path / "out", "--overwrite").returncode == 0


def test_outputs_inside_the_input_are_not_read(news: Path) -> None:
    assert run("extract", news, "-o", news / "out", "--format", "csv").returncode == 0
    done = run("extract", news, "-o", news / "out", "--format", "csv", "--overwrite")
    assert "2 documents" in done.stdout


def test_restore_writes_the_clean_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("民政部發(fā)布通知,部署工作。", encoding="utf-8")
    assert run("restore", tmp_path / "a.txt").stdout.strip() == "民政部发布通知，部署工作。"
    shown = run("restore", tmp_path / "a.txt", "--show").stdout
    assert "gloss" in shown and "發(fā)" in shown


def test_explain_shows_words_values_and_rules() -> None:
    done = run("explain", TEXT, "--published", "2014-03-06")
    assert "policy_documents.title" in done.stdout
    assert "关于加强救灾物资储备的通知" in done.stdout


def test_a_day_that_is_none_is_wrong_use() -> None:
    done = run("explain", TEXT, "--published", "soon")
    assert done.returncode == 2
    assert "'soon'; write an ISO date" in done.stderr and done.stderr.startswith("Usage: zhengce explain")


def test_a_summary_for_programs(news: Path, tmp_path: Path) -> None:
    (news / "c.xyz").write_bytes(b"?")
    done = run("extract", news, "-o", tmp_path / "out", "--format", "csv", "--json")
    assert (done.returncode, done.stdout[0]) == (0, "{")
    summary = json.loads(done.stdout)
    assert summary["zhengce"] == zhengce.__version__
    assert (summary["rows"]["documents"], summary["rows"]["errors"], summary["formats"]) == (2, 1, ["csv"])
    assert "unknown format" in summary["messages"][0]


def test_docbin_is_written_beside_the_tables_and_goes_with_them(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("extract", news, "-o", out, "--format", "docbin", "--format", "parquet").returncode == 0
    assert (out / "documents.spacy").is_file() and (out / "actions.parquet").is_file()
    assert run("extract", news, "-o", out, "--overwrite").returncode == 0
    assert not (out / "documents.spacy").exists()


def test_info_names_versions_and_counts() -> None:
    found = json.loads(run("info", "--json").stdout)
    assert found["versions"]["zhengce"] == zhengce.__version__
    assert len(found["rules"]) == 64
    assert (
        found["counts"]["organisations"] > 1000
        and found["counts"]["predicates"] > 500
        and found["counts"]["patterns"] > 10
    )
    assert found["rules"] in run("info").stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    done = run("completion", shell)
    assert done.returncode == 0
    assert "_ZHENGCE_COMPLETE" in done.stdout


def test_verbs_are_completed() -> None:
    script = Path(sys.executable).with_name("zhengce")
    if not script.is_file():
        pytest.skip("the command zhengce is not installed beside this Python")
    environment = {**os.environ, "_ZHENGCE_COMPLETE": "bash_complete", "COMP_WORDS": "zhengce ex", "COMP_CWORD": "1"}
    words = subprocess.run([script], env=environment, capture_output=True, text=True, check=True).stdout.split()
    assert words == ["plain,extract", "plain,explain"]


def test_no_colours_where_there_is_no_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("民政部發(fā)布通知。", encoding="utf-8")
    assert "\x1b" not in run("restore", tmp_path / "a.txt", "--show").stdout + run("explain", TEXT).stdout


def test_no_colours_where_they_are_not_wanted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("民政部發(fā)布通知。", encoding="utf-8")
    arguments = ["restore", str(tmp_path / "a.txt"), "--show"]
    assert "\x1b" in CliRunner().invoke(main, arguments, color=True, env={"NO_COLOR": None}).output
    assert "\x1b" not in CliRunner().invoke(main, arguments, color=True, env={"NO_COLOR": "1"}).output


def test_a_sentence_from_a_terminal_in_gbk() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "zhengce.cli", "explain", "民政部召开会议。".encode("gbk")], capture_output=True
    )
    assert done.returncode == 0 and "民政部" in done.stdout.decode()


def test_restore_goes_on_behind_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "gbk.txt").write_bytes("民政部发布通知，部署工作。".encode("gb18030"))
    done = run("restore", *(tmp_path / name for name in ("empty.txt", "binary.txt", "gbk.txt")))
    assert done.returncode == 1 and done.stdout.strip() == "民政部发布通知，部署工作。"
    assert done.stderr.count("empty.txt") == 1 and done.stderr.count("binary.txt") == 1
