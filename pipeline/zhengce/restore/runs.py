"""Runs of text read one byte off: where they begin and end, and their bytes.

A run begins at a `?` for a lead byte that lost its trail byte, to a key's bracket or to the ASCII form of a mark, and
ends where characters and bytes fall together again: at a gloss or mark that cut a character in two the other way, or
at a character whose second byte is itself ASCII. Which of the two a `?` is follows from what came before; between them
every character shown is two bytes, the second half of one character and the first half of the next. Some of the
`?` give their byte away: a mark of punctuation is A3 and a byte that its ASCII form tells, and a `?` before a
character is the byte 80, which alone is no character either, unless it swallowed an opening bracket.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from zhengce.restore.codes import of_bytes
from zhengce.restore.glosses import PINYIN, spelled
from zhengce.restore.likelihood import single_cost
from zhengce.restore.script import simplified_of

BROKEN = re.compile(rf"\?\(?([{PINYIN}]{{1,6}})\)")
_TAIL = re.compile(rf"\(([{PINYIN}]{{1,6}})\)")
_RUN = re.compile(r"[^\x00-\x7f]{0,80}")
_SEED = re.compile(rf"\?(?=[,;:!?，；：！？]|\(?[{PINYIN}]{{1,6}}\))")
_CUT_YEAR = r"([09])\d\d年"  # 2019 or 1998 of which the first figure went with the byte before it
_YEAR = re.compile(_CUT_YEAR)
# A mark → the byte that with A3 before it makes the wide one; some copies have had their marks widened again.
_TRAIL_OF = {",": 0xAC, ";": 0xBB, ":": 0xBA, "!": 0xA1, "?": 0xBF, "(": 0xA8, ")": 0xA9}
_TRAIL_OF |= {chr(ord(mark) + 0xFEE0): trail for mark, trail in _TRAIL_OF.items()}
# Where a mark may have cut a character in two.
MARKED = re.compile(rf"[^\s?]\?[,;:!?，；：！？](?:[^\x00-\x7f　]|\?{_CUT_YEAR})")
_GUESSES = 3  # ends that are tried of one run
_ODD = 12.0  # cost from which a character is odd
_LONGEST = 160  # bytes of a run; a longer one is no run


@dataclass(slots=True)
class Run:
    """A damaged run as bytes: what is shown between `start` and `end`, and what is lost."""

    start: int
    end: int
    stream: list[int | None]  # bytes; None is lost
    before: int | None  # the byte before the stream
    readings: dict[int, str] = field(default_factory=dict)  # bytes at index - 1 and index are a key with this reading
    gaps: set[int] = field(default_factory=set)  # indices where a pair of bytes may have vanished
    keyed: set[int] = field(default_factory=set)  # bytes of the keys shown in it: of no other key any more
    tail: str = ""  # what a `?` or the last character swallowed at the end


def find_runs(text: str, glossed: frozenset[int] = frozenset()) -> Iterator[tuple[Run, ...]]:
    """The runs of a text whose glosses stood at these offsets; where a `?` may end one or be a mark, longer ones first."""
    at = 0
    while match := _SEED.search(text, at):
        runs, at = _runs_at(text, match.start(), glossed)
        if runs:
            yield runs
        at = max(at, match.end())


def _runs_at(text: str, start: int, glossed: frozenset[int]) -> tuple[tuple[Run, ...], int]:
    """The runs that may begin with the `?` at `start`, and the offset before which no other begins."""
    if match := BROKEN.match(text, start):
        run = Run(start, match.end(), [None], _byte_before(text, start), {0: spelled(match[1])})
    elif text[start - 1 : start] != "?" and (
        not text[start - 1 : start].isspace() or text[start + 2 : start + 3] > "\x7f"
    ):
        run = Run(start, start + 2, [None, 0xA3, _TRAIL_OF[text[start + 1]]], None)
    else:
        return (), start
    found: list[Run] = []
    while _follow(text, run, glossed):
        if len(run.stream) % 2 == 0:
            found.append(run)
        if text[run.end - 1] != "?" or len(found) == _GUESSES or not _odd(text[run.end : run.end + 2]):
            break
        run = replace(
            run,
            end=run.end,
            stream=[*run.stream[:-1], 0xA3, 0xBF],
            gaps=set(run.gaps),
            keyed=set(run.keyed),
            readings=dict(run.readings),
        )
    if found:
        return tuple(reversed(found)), found[0].end
    return (), run.end if len(run.stream) >= _LONGEST else start  # what begins within one too long is so too


def _odd(text: str) -> bool:
    """Whether this can hardly stand behind a run: read one byte off itself."""
    return text[:1] == "?" or any(
        character > "\x7f" and single_cost(simplified_of().get(character, character)) > _ODD for character in text
    )


def _byte_before(text: str, at: int) -> int | None:
    character = text[at - 1 : at]
    if character in _TRAIL_OF:
        return _TRAIL_OF[character]
    data = _gbk(character)
    return data[1] if data else None


def _follow(text: str, run: Run, glossed: frozenset[int]) -> bool:
    """Read on to where bytes and characters run together again; False if they do not."""
    stream = run.stream
    while len(stream) < _LONGEST:
        shown = _RUN.match(text, run.end).group()  # type: ignore[union-attr]
        data = _gbk(shown)
        if data is None:
            return False
        run.gaps.update(range(len(stream), len(stream) + len(data) + 1, 2))
        for at in range(run.end, run.end + len(shown)) if glossed else ():
            if at in glossed:
                key = len(stream) + 2 * (at - run.end)
                run.keyed.update((key, key + 1))
        stream.extend(data)
        run.end += len(shown)
        mark = text[run.end : run.end + 1]
        if data and data[-1] < 0x80 and mark.isalnum():  # the last character took a letter of the text that follows
            stream.pop()
            run.tail = chr(data[-1])
            run.gaps.discard(len(stream))
            return True
        if "@" <= mark <= "~":  # the second byte of a character, itself ASCII
            stream.append(ord(mark))
            run.end += 1
            if match := _TAIL.match(text, run.end):
                run.readings[len(stream) - 1] = spelled(match[1])
                run.end = match.end()
            return True
        if mark == "?":
            if not (match := BROKEN.match(text, run.end)):
                run.end += 1
                stream.append(_lost_at_end(text, run))
                return True
            stream.append(None)
            run.readings[len(stream) - 1] = spelled(match[1])
            run.end = match.end()
            if not (match := BROKEN.match(text, run.end)):
                return True
            run.readings[len(stream)] = spelled(match[1])  # a key over the next two characters as well
            stream.append(None)
            run.end = match.end()
        elif mark and mark in _TRAIL_OF:  # a mark read one byte off
            stream += (0xA3, _TRAIL_OF[mark])
            run.end += 1
        else:
            return False
    return False


def _lost_at_end(text: str, run: Run) -> int | None:
    """The byte behind a `?` that ends a run, if it can be told; notes a `(` that the `?` swallowed."""
    after = text[run.end : run.end + 1]
    if after <= "\x7f" and not after.isalnum():
        return None
    if year := _YEAR.match(text, run.end):
        run.tail = "2" if year[1] == "0" else "1"
        return None
    if after > "\x7f":
        found = of_bytes(run.stream[-1], 0x80)  # alone, byte 80 is no character either
        if found and found[0].cost < 13 and found[0].usual:
            return 0x80
    rest = text[run.end : run.end + 60].partition("\n")[0]
    close = rest.find(")")
    if close >= 0 and "(" not in rest[:close] and not BROKEN.search(rest[: close + 1]):
        run.tail = "（"
        return None
    return 0x80 if after > "\x7f" else None


def _gbk(text: str) -> bytes | None:
    """The two bytes of each character, or None where one has not two."""
    try:
        data = text.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return data if len(data) == 2 * len(text) else None
