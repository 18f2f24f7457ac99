"""Rosters: a heading that names a post, then the names of those who hold it, each perhaps with a post of his own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengce.extract.officials.holders import Mentions
from zhengce.extract.officials.names import Names
from zhengce.extract.officials.posts import Chain, Mention, Post
from zhengce.extract.officials.ranks import Rank, Ranks
from zhengce.extract.officials.view import Name, View

_HEADING = re.compile(
    r"[ \u3000]{0,60}(?:[一二三四五六七八九十]{1,3}、)?([一-鿿](?:[ \u3000]{0,6}[一-鿿]){1,7}?)(?:名单)?(?:[（(][^（()）\n]{1,30}[）)])?"
    r"(?:[ \u3000]{0,6}[：:][ \u3000\n]{0,8}|[ \u3000]{0,6}\n(?=[一-鿿])|(?<=[ \u3000][一-鿿])[ \u3000]{2,8}(?=[一-鿿]))"
)
_LEADING = frozenset(" \u3000一二三四五六七八九十")
_HEAD = 40  # characters within which a heading ends
_MARK = re.compile(r"[：:]|[ \u3000]{2}")
_NOTE = re.compile(r"[ \u3000]{0,4}[（(][^（()）\n]{1,16}[）)]")
_SEPARATOR = re.compile(r"[、，,][ \u3000]{0,4}|[ \u3000]{1,8}")
_CONTINUED = re.compile(r"\n[ \u3000]{0,24}(?=[一-鿿])")
_PAD = re.compile(r"[ \u3000]{0,8}")
_GROUPS = ("小组", "指挥部", "委员会", "会议", "领导机构", "协调组", "工作组")
_SET_UP = re.compile(r"成立([^，。；：\n（(]{4,40}?(?:领导小组|协调小组|指挥部|委员会))")
_LINE = 40  # characters of a line that continues a roster without being set in


def rosters(view: View, ranks: Ranks, names: Names, mentions: Mentions, chains: dict[int, Chain]) -> Iterator[Mention]:
    """Persons under the headings of a roster, with the post that the heading names and those of the `chains` (by where they
    start) behind the name; known mentions are given it too."""
    for start in _short_lines(view.doc.text, ranks.openings):
        heading = _HEADING.match(view.doc.text, start)
        if heading is None:
            continue
        rank = ranks.rank(re.sub(r"[ \u3000]", "", heading[1]))
        if rank is None or rank.position is None:
            continue
        people = list(_people(view, names, mentions, chains, heading.end()))
        if not people or (people[0].end - people[0].start > 9):
            continue
        body = _body(view, rank, heading.start())
        name, org_id = body or (rank.body, None)
        post = Post(rank, name, org_id, start=heading.start(1))
        for person in people:
            known = mentions.get(person.start)
            own = _own(view, chains, person)
            if known is None:
                yield Mention(person, [post, *(own.posts if own is not None else ())], "officials.roster")
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


def _own(view: View, chains: dict[int, Chain], name: Name) -> Chain | None:
    """The posts written right behind a name: 王明  民政部副部长, 王明民政部副部长."""
    pad = _PAD.match(view.doc.text, name.end)
    return chains.get(pad.end() if pad is not None else name.end)


def _people(view: View, names: Names, mentions: Mentions, chains: dict[int, Chain], start: int) -> Iterator[Name]:
    """The names from `start` on, to the end of the line and of the lines that continue it."""
    text = view.doc.text
    while True:
        known = mentions.get(start)
        name = known.name if known is not None else names.after(view, start)
        if name is None:
            return
        note, own = _NOTE.match(text, name.end), _own(view, chains, name)
        end = note.end() if note is not None else own.end if own is not None else name.end
        line = text.find("\n", end)
        line = line if line >= 0 else len(text)
        begin = text.rfind("\n", 0, start) + 1
        if (
            not text[begin:start].strip()
            and start - begin < 2
            and (line != end or line - begin > _LINE or end == name.end)
        ):
            return  # no line of a roster
        yield name
        separator = _SEPARATOR.match(text, end)
        if separator is not None and separator.end() not in view.posts:
            start = separator.end()
            continue
        following = _CONTINUED.match(text, line)
        if following is None:
            return
        start = following.end()


def _body(view: View, rank: Rank, offset: int) -> tuple[str, str | None] | None:
    """What the roster is of, by name and id: the group set up, else the last body that can have the rank."""
    before = [body for body in view.doc.organisations if body.end <= offset]
    groups = [body for body in before if body.kind == "mechanism" and (not rank.ends or body.name.endswith(_GROUPS))]
    if groups:
        return groups[-1].name, groups[-1].org_id
    if (written := next(iter(_SET_UP.findall(view.doc.text, 0, offset)), None)) is not None:
        return written, None
    body = next((body for body in reversed(before) if rank.ends and body.name.endswith(rank.ends)), None)
    return (body.name, body.org_id) if body is not None else None
