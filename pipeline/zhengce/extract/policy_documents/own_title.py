"""The title of the document that the text itself is: the metadata's, or the lines at its top."""

from __future__ import annotations

import re
from collections.abc import Callable

from zhengce.model import Document

_TOP = 400  # code points
_LINES = 3  # a title is broken into so many at most
_PAGE_MARK = re.compile(r"^\s?[\[【][^\]】]{1,6}[\]】]\s?")  # [视频]
_ABOUT = re.compile(r"关于|批转|转发|^[^《]{2,20}对")
_REPORTS = re.compile(r"印发|发布|公布|出台|下发|发出|通过|要求|：|:")  # a headline about a document, not its title
_END = re.compile(r"(?:的|[）〉》])(?:[^的，。]{0,4})$")
_NO_TITLE = re.compile(r"[。，：:；！？]")


def own_title(doc: Document, kind: Callable[[str], str | None]) -> str | None:
    """`…关于…的通知` and its like, without line breaks; None where the text is no document or does not say which."""
    given = _PAGE_MARK.sub("", doc.context.title or "").strip()
    if _is_title(given, kind):
        return given
    lines = [line.strip(" 　\r") for line in doc.text[:_TOP].split("\n")[:-1][:12]]
    lines = [line for line in lines if line]
    for first in range(len(lines)):
        for last in range(min(first + _LINES, len(lines)) - 1, first - 1, -1):
            joined = "".join(lines[first : last + 1])
            if _is_title(joined, kind):
                return joined.replace(" ", "")
        if _NO_TITLE.search(lines[first]):
            break
    return None


def _is_title(line: str, kind: Callable[[str], str | None]) -> bool:
    about = _ABOUT.search(line)
    if about is None or len(line) > 120 or _NO_TITLE.search(line.split("《")[0]) or kind(line) is None:
        return False
    if line.endswith("》") or not _END.search(line):
        return False
    return not _REPORTS.search(line[: about.start()])
