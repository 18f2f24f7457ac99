"""The modules that are compiled to C where a compiler was at hand, and whether what was compiled is still what the sources say.

They lie in `zhengce/_compiled` with the digest of their sources. Python looks there first only while that is the digest of the sources as they
are now: a source that was edited, or one in another checkout, is never hidden by a stale module. With ZHENGCE_PURE=1 it does not look there at all.
"""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

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


def _library() -> Path | None:
    return next((file for suffix in EXTENSION_SUFFIXES if (file := FOLDER / (LIBRARY + suffix)).is_file()), None)
