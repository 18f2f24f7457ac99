"""Reference documentation: pages of this folder, and what the package says of its tables, commands, functions and rules.

Nothing is told twice: columns come from `zhengce.tables`, options from click, functions from their docstrings, rules from the headers of
their files. `make docs` builds them into build/docs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from itertools import groupby, takewhile
from typing import Any

import zhengce
from zhengce.lexicon import ROOT, rule_files
from zhengce.schema import as_markdown

project = "zhengce 政策"
author = "The zhengce authors"
version = release = zhengce.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_click"]
default_role = "code"  # docstrings write `x`
autodoc_typehints = "none"  # signatures are long enough
autodoc_member_order = "bysource"
autodoc_mock_imports = ["pyspark"]  # large, and needs Java
html_theme = "furo"
html_title = f"zhengce {version}"
html_static_path = ["style.css"]
html_css_files = ["style.css"]
html_copy_source = False
smartquotes = False  # the pages quote code


def rules_as_markdown() -> str:
    """A section a folder of rules, and in it one a file: its header, its size, and examples of rules that carry them."""
    blocks: list[str] = []
    for folder, paths in groupby(rule_files(), key=lambda path: path.partition("/")[0]):
        blocks += [f"## {folder}", *(block for path in paths for block in _file(path))]
    return "\n\n".join(blocks)


def _file(path: str) -> Iterator[str]:
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    header = list(takewhile(lambda line: line.startswith("#"), lines))
    rest = [line for line in lines[len(header) :] if line.strip() and not line.startswith("#")]
    yield f"### {path}"
    yield "\n".join(["```text", *(line.removeprefix("#").removeprefix(" ") for line in header), "```"])
    if path.endswith(".tsv"):
        yield f"{len(rest) - 1:,} rows; columns " + ", ".join(f"`{name}`" for name in rest[0].split("\t")) + "."
        return
    rules = tomllib.loads("\n".join(lines))["rule"]
    yield f"{len(rules):,} rules."
    if shown := [(rule["id"], rule["match"][0]) for rule in rules if rule.get("match")]:
        yield "\n".join(["| rule | finds |", "|---|---|", *(f"| `{id_}` | {_cell(text)} |" for id_, text in shown)])


def _cell(text: str) -> str:
    for mark in "\\|*_`<>[]":
        text = text.replace(mark, "\\" + mark)
    return text.replace("\n", " ")


_GENERATED: dict[str, Callable[[], str]] = {"tables": as_markdown, "rules": rules_as_markdown}


def setup(app: Any) -> None:
    """Complete the pages that are generated."""

    def complete(app: Any, page: str, source: list[str]) -> None:
        if page in _GENERATED:
            source[0] += "\n" + _GENERATED[page]()

    def literal(app: Any, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
        """What docstrings indent after an empty line is code."""
        for at in range(len(lines) - 2, 0, -1):
            deeper = _indent(lines[at + 1]) - _indent(lines[at - 1])
            if not lines[at] and deeper >= 4 and not lines[at + 1].lstrip().startswith(">>>"):
                lines[at:at] = ["", " " * _indent(lines[at - 1]) + "::"]

    app.connect("source-read", complete)
    app.connect("autodoc-process-docstring", literal)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
