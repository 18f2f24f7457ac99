"""zhengce (政策): tables of organisations, dates, officials, policy documents and actions from Chinese policy news.

    >>> import zhengce
    >>> tables = zhengce.extract("国务院办公厅4月5日印发《关于做好夏粮收购工作的通知》。", published="2016-04-07")
    >>> tables.organisations[["text", "name"]]

The public face is small: `extract` for one text, `load` for a spaCy `Language`, `read_outputs` for a finished run.
Names are imported when first used, so that `import zhengce` costs nothing.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from zhengce import compiled

if TYPE_CHECKING:
    from zhengce.frames import Tables as Tables
    from zhengce.frames import extract as extract
    from zhengce.frames import read_outputs as read_outputs
    from zhengce.language import load as load

__version__ = "0.1.0"
__all__ = ["Tables", "__version__", "extract", "load", "read_outputs"]

_HOMES = {
    "Tables": "zhengce.frames",
    "extract": "zhengce.frames",
    "read_outputs": "zhengce.frames",
    "load": "zhengce.language",
}

compiled.use(__path__)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'zhengce' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__


class _Face(ModuleType):
    """Keeps the name `extract` for the function: importing the package `zhengce.extract` would put the package in its place."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "extract" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
