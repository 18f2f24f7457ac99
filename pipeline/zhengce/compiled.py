"""The modules that are compiled to C where a compiler was at hand, and whether what was compiled is still what the sources say.

They lie in `zhengce/_compiled` with the digest of their sources. Python looks there first only while that is the digest of the sources as they
are now: a source that was edited, or one in another checkout, is never hidden by a stale module. With ZHENGCE_PURE=1 it does not look there at all.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

PACKAGE = Path(__file__).parent
FOLDER = PACKAGE / "_compiled"
LIBRARY = "zhengce__mypyc"  # holds the code of all modules
DIGEST = "sources.sha256"
_PATTERNS = ("extract/**/*.py", "model.py", "places.py", "registry.py", "calendar.py")


def sources() -> list[Path]:
    """The sources that are compiled: those that every word or mention passes through."""
    return sorted(path for pattern in _PATTERNS for path in PACKAGE.glob(pattern))


def digest() -> str:
    """Of the sources as they are now."""
    found = sha256()
    for path in sources():
        found.update(f"{path.relative_to(PACKAGE).as_posix()}\n".encode() + path.read_bytes())
    return found.hexdigest()


def is_current() -> bool:
    """Whether there are compiled modules for this Python, made of the sources as they are now."""
    return _library() is not None and (FOLDER / DIGEST).read_text() == digest()


def in_use() -> bool:
    """Whether this process runs them."""
    return LIBRARY in sys.modules


def use(path: list[str]) -> None:
    """Put the compiled modules before the others on the `path` of the package, if they are current."""
    if os.environ.get("ZHENGCE_PURE") or not is_current():
        return
    loader = ExtensionFileLoader(LIBRARY, str(_library()))
    spec = spec_from_loader(LIBRARY, loader)
    assert spec is not None
    sys.modules[LIBRARY] = module = module_from_spec(spec)  # the modules look for it by this name
    loader.exec_module(module)
    path.insert(0, str(FOLDER))


@cache
def sources_of(package: str) -> ModuleType:
    """The compiled `package` from its sources, beside the one that runs: for a text over which the compiled one stumbles."""
    import zhengce

    running = {
        name: module for name, module in sys.modules.items() if str(FOLDER) in (getattr(module, "__file__", None) or "")
    }
    path = list(zhengce.__path__)
    try:
        zhengce.__path__.remove(str(FOLDER))
        for name in running:
            del sys.modules[name]
        return import_module(package)
    finally:
        zhengce.__path__[:] = path
        sys.modules.update(running)
        for name, module in running.items():
            if name.count(".") == 1:
                setattr(zhengce, name.partition(".")[2], module)


def _library() -> Path | None:
    return next((file for suffix in EXTENSION_SUFFIXES if (file := FOLDER / (LIBRARY + suffix)).is_file()), None)
