"""A run as one HTML page: `write_report`.

`data` gathers what the page shows, `sources` re-reads the source of repaired documents, and the page itself is `page.html` with `page.css` and
the scripts of `SCRIPTS` put in. The page fetches nothing: its content security policy allows only the one style sheet and the one script that
it carries, by their digests, so that no text of a document can become code even if an escape were missed.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from zhengce.errors import WriteError
from zhengce.report.data import page_data
from zhengce.report.sources import source_texts

#: In the order in which they build on one another.
SCRIPTS = ("dom.js", "data.js", "grid.js", "popup.js", "reader.js", "overview.js", "timeline.js", "main.js")


@dataclass(frozen=True, slots=True)
class Written:
    """What a page holds: documents of the run, documents shown, bytes, and what the reader of the message should know."""

    documents: int
    shown: int
    size: int
    note: str | None = None

    @property
    def sampled(self) -> bool:
        """Whether the page shows a sample of the run."""
        return self.shown < self.documents


def write_report(outputs: Path, target: Path, *, source: Path | None = None, documents: int = 2000) -> Written:
    """Write the finished run in `outputs` as a page to `target`; of a run with more than `documents`, an even sample.

    With `source`, the folder that the run was made from, repaired documents show source and restored text side by side. Raises UsageError
    when `outputs` holds no finished run, WriteError when `target` cannot be written.
    """
    data = page_data(outputs, documents)
    note = None
    if source:
        data["sources"], missing = source_texts(data["documents"], source)
        if missing:
            note = f"{missing:,} repaired documents could not be read again from {source}; the page says why."
    page = render(data).encode()
    try:
        target.write_bytes(page)
    except OSError as error:
        raise WriteError(
            f"{target}: the page cannot be written ({error}); choose another place with --output."
        ) from error
    return Written(data["run"]["documents"], data["run"]["shown"], len(page), note)


def render(data: dict[str, Any]) -> str:
    """The page that shows `data`."""
    folder = files("zhengce.report")
    style = folder.joinpath("page.css").read_text(encoding="utf-8")
    code = "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in SCRIPTS)
    script = f'(() => {{\n"use strict";\n{code}\n}})();\n'
    page = folder.joinpath("page.html").read_text(encoding="utf-8")
    parts = {
        "TITLE": escape(f"{data['run']['name']} · zhengce"),
        "STYLE": style,
        "STYLE_DIGEST": _digest(style),
        "SCRIPT": script,
        "SCRIPT_DIGEST": _digest(script),
        "DATA": embedded(data),
    }
    return re.sub(r"@@([A-Z_]+)@@", lambda mark: parts[mark[1]], page)


def embedded(data: object) -> str:
    """`data` as JSON that can stand in a `<script>` element whatever its strings hold: no `</script>`, no `<!--`."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
