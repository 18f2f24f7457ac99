"""The error tree. Every message says what is wrong, where, and what to do.

`stage` is where in the road a document was lost; it fills the `stage` column of the `errors` table.
"""

from __future__ import annotations

#: The end of every message that stops a run.
KEPT = "What is done is kept: the same command with --resume goes on from there."


class ZhengceError(Exception):
    """Base of every error that zhengce raises on purpose."""

    stage = "extract"


class RuleError(ZhengceError):
    """A rule or gazetteer file is wrong; the message starts with `file:line`."""


class UsageError(ZhengceError):
    """A call or command cannot be carried out as asked."""


class ReadError(ZhengceError):
    """An input cannot be read or does not have the form its name promises."""

    stage = "read"


class DecodeError(ZhengceError):
    """Bytes that are not text in any encoding Chinese is found in."""

    stage = "decode"


class RestoreError(ZhengceError):
    """A text that cannot be restored."""

    stage = "restore"


class ExtractError(ZhengceError):
    """A document on which an extractor failed."""


class WorkerError(ZhengceError):
    """A document whose process died."""


class EngineError(ZhengceError):
    """An engine that cannot be reached or was lost; finished parts are kept."""


class WriteError(ZhengceError):
    """Outputs cannot be written; what was there before is untouched."""

    stage = "write"
