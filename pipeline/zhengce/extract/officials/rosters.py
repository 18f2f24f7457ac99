"""Rosters: a heading that names a post, then the names of those who hold it, each perhaps with a post of his own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.extract.officials.holders import Mentions
from zhengce.extract.officials.names import Names
from zhengce.extract.officials.posts import Mention, Post
from zhengce.extract.officials.ranks import Rank, Ranks
from zhengce.extract.officials.view import Name, View
from zhengce.model import Organisation

_HEADING = re.compile(
    r"[ \u3000]{0,12}(?:[一二三四五六七八九十]{1,3}、)?([一-鿿](?:[ \u3000]{0,6}[一-鿿]){1,7}?)(?:名单)?(?:[（(][^（()）\n]{1,30}[）)])?"
    r"(?:[ \u3000]{0,6}[：:][ \u3000\n]{0,8}|[ \u3000]{0,6}\n(?=[一-鿿])|(?<=[ \u3000][一-鿿])[ \u3000]{2,8}(?=[一-鿿]))"
)
_LEADING = frozenset(" \u3000一二三四五六七八九十")
_HEAD = 40  # characters within which a heading ends
_MARK = re.compile(r"[：:]|[ \u3000]{2}")
_NOTE = re.compile(r"[ \u3000]{0,4}[（(][^（()）\n]{1,16}[）)]")
_SEPARATOR = re.compile(r"[、，,][ \u3000]{0,4}|[ \u3000]{1,8}")
_CONTINUED = re.compile(r"\n[ \u3000]{2,24}(?=[一-鿿])")


def rosters(view: View, ranks: Ranks, names: Names, mentions: Mentions) -> Iterator[Mention]:
    """Persons under the headings of a roster, with the post that the heading names; known mentions are given it too."""
    for start in _short_lines(view.doc.text, ranks.openings):
        heading = _HEADING.match(view.doc.text, start)
        if heading is None:
            continue
        rank = ranks.rank(re.sub(r"[ \u3000]", "", heading[1]))
        if rank is None or rank.position is None:
            continue
        people = list(_people(view, names, mentions, heading.end()))
        if not people or (people[0].end - people[0].start > 9):
            continue
        body = _body(view, rank, heading.start())
        post = Post(rank, body.name if body else rank.body, body.org_id if body else None, start=heading.start(1))
        for name in people:
            known = mentions.get(name.start)
            if known is None:
                yield Mention(name, [post], "officials.roster")
            elif all(other.rank is not rank for other in known.posts):
                known.posts = [post, *known.posts]
            else:  # the heading was read as an ordinary title
                known.posts = [post, *(other for other in known.posts if other.rank is not rank)]


def _short_lines(text: str, openings: frozenset[str]) -> Iterator[int]:
    """Starts of the lines that may be or begin with a heading: one of `openings` or what stands before it is their first
    character, and they are short or have an early colon or padding."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = end if end >= 0 else len(text)
        if (text[start] in openings or text[start] in _LEADING) and (
            end - start <= _HEAD or _MARK.search(text, start, start + _HEAD)
        ):
            yield start
        start = end + 1


def _people(view: View, names: Names, mentions: Mentions, start: int) -> Iterator[Name]:
    """The names from `start` on, to the end of the line and of the lines that continue it."""
    text = view.doc.text
    while True:
        known = mentions.get(start)
        name = known.name if known is not None else names.after(view, start)
        if name is None:
            return
        yield name
        end = note.end() if (note := _NOTE.match(text, name.end)) is not None else name.end
        separator = _SEPARATOR.match(text, end)
        if separator is not None and separator.end() not in view.posts:
            start = separator.end()
            continue
        line = text.find("\n", end)
        following = _CONTINUED.match(text, line) if line >= 0 else None
        if following is None:
            return
        start = following.end()


def _body(view: View, rank: Rank, offset: int) -> Organisation | None:
    """What the roster is of: the group set up, else the last body that can have the rank."""
    before = [body for body in view.doc.organisations if body.end <= offset]
    for body in reversed(before):
        if body.kind == "mechanism":
            return body
    return next((body for body in reversed(before) if rank.ends and body.name.endswith(rank.ends)), None)
