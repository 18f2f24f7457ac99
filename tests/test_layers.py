"""An import goes down the layers, never up; heavy libraries stay where they belong."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import zhengce

PACKAGE = Path(zhengce.__file__).parent

#: Layer of a module or package; a module imports only from its own layer or below.
LAYERS = [
    {"compiled", "errors", "model"},
    {"lexicon", "calendar", "places", "registry", "restore"},
    {"segment"},
    {"extract"},
    {"tables"},
    {"batches"},
    {"stores"},
    {"crawl", "documents"},
    {"readers", "writers"},
    {"stored", "schema"},
    {"gold", "evaluate", "report"},
    {"engines"},
    {"frames", "language", "spark"},
    {"cli"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}

#: Library → the modules that may import it.
HOMES = {
    "spacy": {"language"},
    "pandas": {"frames"},
    "click": {"cli"},
    "tqdm": {"cli"},
    "pyarrow": {
        "tables",
        "batches",
        "readers",
        "writers",
        "stored",
        "gold",
        "evaluate",
        "engines",
        "frames",
        "schema",
        "report",
        "spark",
    },
    "dask": {"engines"},
    "distributed": {"engines"},
    "pyspark": {"spark"},
    "fsspec": {"stores"},
    "warcio": {"crawl"},
    "docx": {"documents"},
    "pypdfium2": {"documents"},
}

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.name != "__init__.py")


def home(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    own = home(path)
    assert own in LEVEL, f"{own} has no layer: add it to LAYERS"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "zhengce" and len(parts) > 1:
            assert LEVEL[parts[1]] <= LEVEL[own], f"{own} imports {name}, which lies above it"
        if parts[0] in HOMES:
            assert own in HOMES[parts[0]], f"{own} imports {parts[0]}, which belongs to {sorted(HOMES[parts[0]])}"


def test_no_init_in_the_source_root() -> None:
    assert not (PACKAGE.parent / "__init__.py").exists()
