"""A small run with every kind of document, its page, and a browser to open it in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from small_runs import METADATA, TEXTS, make_run

from zhengce.report import write_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp("report"), TEXTS, METADATA)


@pytest.fixture(scope="session")
def site(outputs: Path) -> str:
    """Address of the page of `outputs`, with sources."""
    write_report(outputs, outputs / "report.html", source=outputs.parent / "news")
    return (outputs / "report.html").as_uri()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="the browser tests need the package playwright")
    chromium = shutil.which("chromium")
    if chromium is None:
        stop = pytest.fail if os.environ.get("CI") else pytest.skip  # continuous integration never skips them
        stop("the browser tests need Chromium: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A desktop page that fails on any error, console message or request."""
    yield from watched(browser, {"viewport": {"width": 1280, "height": 800}})


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    yield from watched(browser, {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True})


def watched(browser: Browser, options: dict[str, object]) -> Iterator[Page]:
    context = browser.new_context(**options)  # type: ignore[arg-type]
    page = context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda message: trouble.append(message.text))
    page.on(
        "request",
        lambda request: trouble.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
    )
    yield page
    context.close()
    assert trouble == []
