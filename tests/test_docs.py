"""Documentation: every example runs and shows what it says, and the reference has every column, command and rule file."""

from __future__ import annotations

import ast
import html
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

import zhengce
from zhengce.cli import main
from zhengce.lexicon import rule_files
from zhengce.tables import SCHEMAS

markdown_it = pytest.importorskip("markdown_it", reason="needs the extra: pip install 'zhengce[docs]'")

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.filterwarnings("ignore:.*Check CHANGES for Sphinx")
PAGES = [ROOT / "README.md", ROOT / "README.zh.md", ROOT / "pipeline/docs/examples.md"]
NEWS = {
    "a": ("2012-08-03", "2012年8月2日，卫生部印发《关于做好秋季传染病防控工作的通知》，要求各地加强监测。"),
    "b": ("2019-05-07", "2019年5月6日，国家卫生健康委员会召开会议，部署防汛救灾卫生应急工作。"),
    "c": ("2019-05-07", "国务院总理李克强5月7日在人民大会堂会见新加坡总理李显龙。"),
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_run_and_show_what_they_say(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news").mkdir()
    for name, (_, text) in NEWS.items():
        (tmp_path / "news" / f"{name}.txt").write_text(text, encoding="utf-8")
    rows = "".join(f"{name},{published}\n" for name, (published, _) in NEWS.items())
    (tmp_path / "news.csv").write_text(f"doc_id,published\n{rows}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for token in markdown_it.MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type == "fence" and token.info == "python":
            run_python(token.content, names)
        elif token.type in ("fence", "code_block"):
            run_commands(token.content)
    assert names, "no example in Python"


def run_commands(text: str) -> None:
    for line in text.splitlines():
        if line.startswith("zhengce "):
            done = CliRunner().invoke(main, shlex.split(line, comments=True)[1:])
            assert done.exit_code == 0, f"{line}\n{done.output}"


def run_python(text: str, names: dict[str, Any]) -> None:
    """Run the statements of `text`; the value of an expression must show what the comment behind it says."""
    lines = text.encode().splitlines()
    for statement in ast.parse(text).body:
        if not isinstance(statement, ast.Expr):
            exec(compile(ast.Module([statement], []), "example", "exec"), names)
            continue
        value = eval(compile(ast.Expression(statement.value), "example", "eval"), names)
        assert statement.end_lineno and statement.end_col_offset
        said = lines[statement.end_lineno - 1][statement.end_col_offset :].decode().lstrip(" #")
        assert said in str(value), f"{ast.unparse(statement)}\nshows\n{value}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built reference; a warning is an error."""
    application = pytest.importorskip("sphinx.application", reason="needs the extra: pip install 'zhengce[docs]'")
    folder = tmp_path_factory.mktemp("docs")
    source = shutil.copytree(ROOT / "pipeline/docs", folder / "docs")
    app = application.Sphinx(
        source, source, folder / "html", folder / "trees", "html", status=None, warningiserror=True, parallel=1
    )
    app.build()
    assert app.statuscode == 0
    return folder / "html"


def text_of(page: Path) -> str:
    return html.unescape(re.sub("<[^>]*>", "", page.read_text(encoding="utf-8")))


def test_the_reference_has_every_column(built: Path) -> None:
    page = text_of(built / "tables.html")
    for schema in SCHEMAS.values():
        for field in schema:
            assert f"{field.name}\n" in page and field.metadata[b"doc"].decode() in page


def test_the_reference_has_every_command_and_option(built: Path) -> None:
    page = text_of(built / "commands.html")

    def check(command: click.Command, name: str) -> None:
        assert name in page
        for parameter in command.params:
            for option in (*parameter.opts, *parameter.secondary_opts):
                assert isinstance(parameter, click.Argument) or option in page
        if isinstance(command, click.Group):
            for inner, one in command.commands.items():
                check(one, f"{name} {inner}")

    check(main, "zhengce")


def test_the_reference_has_every_rule_file(built: Path) -> None:
    page = text_of(built / "rules.html")
    assert [path for path in rule_files() if path not in page] == []
    assert "dates.relative-year" in page


@pytest.mark.parametrize("page", PAGES[:2], ids=lambda page: page.name)
def test_the_example_of_the_readme_is_what_comes_out(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    source, clean = re.findall(r"^> (.*)$", text, re.MULTILINE)
    tables = zhengce.extract(source, published="2016-04-07")
    assert tables.documents.text[0] == clean
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:2] == "| "]
    shown = [row for row in rows if row[0] in SCHEMAS and any(re.fullmatch(r"\d+–\d+", cell) for cell in row)]
    assert shown
    for table, written, *cells in shown:
        found = getattr(tables, table)
        found = found[found.text == written]
        assert f"{found.source_start.iloc[0]}–{found.source_end.iloc[0]}" in cells
        if page.name == "README.md":
            assert f"{found.start.iloc[0]}–{found.end.iloc[0]}" == cells[0]
            assert cells[-1] == found.rule.iloc[0]
