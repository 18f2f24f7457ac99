"""Compiles the extractors to C with mypyc: the same sources, typed as they are, about half as fast again.

    python pipeline/hatch_build.py

fills `zhengce/_compiled/`, which `zhengce` uses while the sources that it was made of are unchanged (`zhengce/__init__.py`). As a hook of hatchling
this runs when a wheel is built. Where there is no C compiler, or with ZHENGCE_PURE=1, zhengce is pure Python and does the same.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand
    BuildHookInterface = object

SOURCES = Path(__file__).resolve().parent
FUTURE = "from __future__ import annotations"
ASSIGNED = re.compile(r"^(_?[A-Z][A-Z0-9_]*) [|+]?= ", re.MULTILINE)

sys.path.insert(0, str(SOURCES))
from zhengce import compiled  # noqa: E402


class Compiled(BuildHookInterface):  # type: ignore[misc]
    """Puts the compiled modules into a wheel, if they can be made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "standard" and build():
            build_data["artifacts"].append("pipeline/zhengce/_compiled/**")
            build_data["pure_python"] = False
            build_data["infer_tag"] = True


def build() -> bool:
    """Fill `zhengce/_compiled`, unless it is up to date; whether it is now."""
    if os.environ.get("ZHENGCE_PURE"):
        return False
    if compiled.is_current():
        return True
    digest = compiled.digest()
    with tempfile.TemporaryDirectory() as folder:
        copy_sources(Path(folder))
        command = [sys.executable, __file__, folder]
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            sys.stderr.write(
                f"{done.stdout[-3000:]}\nThis could not be compiled: zhengce stays pure Python, and slower.\n"
            )
            return False
        made = Path(folder) / "lib" / "zhengce"
        for library in made.parent.glob(f"{compiled.LIBRARY}.*"):
            shutil.move(library, made)
        (made / compiled.DIGEST).write_text(digest)
        shutil.rmtree(compiled.FOLDER, ignore_errors=True)
        shutil.move(made, compiled.FOLDER)
    return True


def copy_sources(folder: Path) -> None:
    """Copy the package to `folder`, the constants of what is compiled declared."""
    shutil.copytree(
        compiled.PACKAGE, folder / "zhengce", ignore=shutil.ignore_patterns("_compiled", "__pycache__", "rules")
    )
    for path in compiled.sources():
        source = declare(path.read_text(encoding="utf-8"))
        (folder / path.relative_to(SOURCES)).write_text(source, encoding="utf-8")


def declare(source: str) -> str:
    """`source` with its constants, names in capitals that are assigned once, declared as such: compiled code need not look them up."""
    times = Counter(ASSIGNED.findall(source))
    source = ASSIGNED.sub(lambda match: f"{match[1]}: Final = " if times[match[1]] == 1 else match[0], source)
    return source.replace(FUTURE, f"{FUTURE}; from typing import Final", 1)  # in the same line, for tracebacks


def compile_copy(folder: str) -> None:
    """Compile the copy in `folder` into its `lib`; in a process of its own, for mypyc and setuptools leave much behind."""
    import setuptools
    from mypyc.build import mypycify
    from setuptools._distutils.ccompiler import CCompiler, new_compiler
    from setuptools._distutils.sysconfig import customize_compiler

    probe = Path(folder) / "probe.c"  # tells in no time that there is no compiler
    probe.write_text("#include <Python.h>\n")
    compiler = new_compiler()
    customize_compiler(compiler)
    compiler.compile([str(probe)], folder, include_dirs=[sysconfig.get_path("include")])

    def compile_on_all_cores(self: Any, sources: list[str], *args: Any, **options: Any) -> list[str]:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            found = pool.map(lambda source: compile_one_by_one(self, [source], *args, **options), sources)
            return [name for names in found for name in names]

    compile_one_by_one = CCompiler.compile
    CCompiler.compile = compile_on_all_cores
    paths = [str(path.relative_to(SOURCES)) for path in compiled.sources()]
    extensions = mypycify(
        ["--ignore-missing-imports", "--cache-dir", os.devnull, *paths],
        group_name="zhengce",
        multi_file=True,
        opt_level="2",
        debug_level="0",
        target_dir=f"{folder}/c",
    )
    arguments = ["build_ext", "--build-lib", f"{folder}/lib", "--build-temp", f"{folder}/objects"]
    setuptools.setup(name="zhengce", ext_modules=extensions, script_args=arguments)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        compile_copy(sys.argv[1])
    else:
        build()
