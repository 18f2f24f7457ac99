"""HTML: the visible main text of a page, and what its head says about it."""

from __future__ import annotations

from zhengce.restore.alignment import Splice


def main_text(source: str) -> list[Splice]:
    """Splices that leave the visible main text of a page."""
    return []
