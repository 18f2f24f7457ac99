"""What a document has said of each person by a point of its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from zhengce.extract.officials.posts import Mention, Post
from zhengce.extract.officials.ranks import ranks
from zhengce.extract.officials.states import states

Posts = dict[tuple[str, str | None], Post]  # by position and body, as the table gives them

_CHINA = "中华人民共和国"


def _same(one: tuple[str, str | None], other: tuple[str, str | None]) -> bool:
    """Whether two posts are one, written in two ways: 外长 is 外交部|部长, 党支部书记 that of 村党支部|书记."""
    for (position, body), (rank, whole) in ((one, other), (other, one)):
        part = position.removesuffix(rank)
        if whole and body is None and part and part != position and whole.endswith(part):
            return True
        short = ranks().rank(position) if rank == "部长" else None
        if whole and short is not None and short.ministry and whole in (body, short.ministry):
            return True
    return False


class Given:
    """The posts that the document gives its persons, and where it gives them."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._starts: dict[str, list[int]] = {}
        self._posts: dict[str, list[Posts]] = {}  # at each of these starts, all that are given by then
        for mention in mentions:
            self.add(mention.name.person, mention.name.start, mention.posts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._posts)

    def __contains__(self, person: str) -> bool:
        return person in self._posts

    def add(self, person: str, start: int, posts: list[Post]) -> None:
        """`posts` are given to `person` in the mention at `start`, which is the last of those added."""
        known = self._posts.setdefault(person, [])
        starts = self._starts.setdefault(person, [])
        if stated := tabled(posts):
            before = known[-1] if known else {}
            new = {key: post for key, post in stated.items() if not any(_same(key, other) for other in before)}
            known.append({**before, **new})
            starts.append(start)

    def all(self, person: str) -> Posts:
        """All posts of `person` in the document."""
        known = self._posts[person]
        return known[-1] if known else {}

    def at(self, person: str, start: int) -> Posts:
        """The posts that a bare mention at `start` carries: those given before, else, in a headline, those that follow."""
        index = bisect_right(self._starts[person], start)
        return self._posts[person][index - 1] if index else self.all(person)


def tabled(posts: Iterable[Post]) -> Posts:
    """The posts that have a position, as the table gives them: a state is no body, and 国家主席 is the whole of that post."""
    found: Posts = {}
    for post in posts:
        position, organisation = post.rank.position, post.organisation
        if position is None:
            continue
        if organisation == _CHINA:
            position, organisation = f"国家{position}", None
        elif organisation in states():
            position = f"国家{position}" if post.rank.fixed and position in ("主席", "副主席") else position
            organisation = None
        found.setdefault((position, organisation), post)
    return found
