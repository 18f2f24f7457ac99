"""Shared by all tests: hypothesis without deadlines (speed lives in benchmarks), and the paths outside the package."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("zhengce", deadline=None, derandomize=True)
settings.load_profile("zhengce")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Texts that lie beside the repository; a test that needs them is skipped where they are absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared texts are not beside this checkout")
    return folder
