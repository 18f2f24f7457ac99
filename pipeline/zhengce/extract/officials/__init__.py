"""Persons who hold posts, and the posts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from zhengce.extract.officials.bare import Bare
from zhengce.extract.officials.given import Given, Posts, tabled
from zhengce.extract.officials.heads import holder
from zhengce.extract.officials.holders import Holders, Mentions
from zhengce.extract.officials.names import names
from zhengce.extract.officials.posts import Chain, Composer, Mention, Post
from zhengce.extract.officials.ranks import ranks
from zhengce.extract.officials.rosters import rosters
from zhengce.extract.officials.settle import Settler
from zhengce.extract.officials.view import ANY_DOT, MIDDLE_DOT, MIDDLE_DOTS, Name, View, is_han, occurrences
from zhengce.model import Document, Official

_DOCTRINE = re.compile(r"[^，。、；：\s]{0,12}?思想|理论|(?:同志)?建设有中国特色")  # a name in its name is no mention
_BEFORE = frozenset("对向在同与和由为请给随代")  # function words that the segmentation may join to a name: 对习|主席
_LEFT, _RIGHT = re.compile(rf"[一-鿿]{ANY_DOT.pattern}$"), re.compile(rf"{ANY_DOT.pattern}[一-鿿]")


class Officials:
    """Persons who hold posts, and the posts."""

    def __init__(self) -> None:
        self._ranks = ranks()
        self._names = names()

    def claim(self, doc: Document) -> None:
        """Nothing: where a name ends needs words."""

    def complete(self, doc: Document) -> None:
        """Find persons by their titles and by what they do, then every mention of them."""
        view = View(doc)
        composer = Composer(view)
        titles, cues = self._ranks.find(doc.text)
        chains = composer.chains(titles)
        view.posts.update(chain.start for chain in chains)
        view.ends.update(chain.end for chain in chains)
        mentions: Mentions = {}
        holders = Holders(view, self._names, mentions)
        rest, idle = [], []
        last: Mention | None = None  # whom the list names that runs up to the chain
        abroad = False  # and whether at a post of another state
        for chain in chains:
            listed = last is not None and chain.start == last.name.end + 1 and doc.text[last.name.end] in "，；、和与及"
            chain.abroad |= listed and abroad and not chain.bodied
            served = holders.served(chain)
            if chain.idle:
                idle.append(chain)
            elif chain.bound and not listed:
                holders.addressed(chain)
            elif (found := holders.behind(chain, last if listed else None)) is not None:
                last, abroad = found, chain.abroad
            elif not chain.bound and not served:
                rest.append(chain)
        if idle:
            holders.enrolled(idle)
        for chain in rest:
            holders.before(chain)
        for mention in rosters(view, self._ranks, self._names, mentions, {chain.start: chain for chain in chains}):
            mentions.setdefault(mention.name.start, mention)
        for chain in rest:
            holders.handed(chain)
        Bare(view, self._names, mentions).find(cues)
        if mentions or rest:
            self._write(view, composer, mentions, rest)

    def _write(self, view: View, composer: Composer, mentions: Mentions, rest: list[Chain]) -> None:
        """Rows for all mentions, and for the bare ones of the same persons."""
        doc, text = view.doc, view.doc.text
        ordered = [mentions[start] for start in sorted(mentions)]
        whole = {alias: person for person in {mention.name.person for mention in ordered} for alias in _aliases(person)}
        for mention in ordered:  # 桑特 is 阿尔弗雷德·桑特
            if not mention.posts and (person := whole.get(mention.name.person)) is not None:
                mention.name = mention.name._replace(person=person)
        held: defaultdict[str, dict[tuple[str | None, str | None], Post]] = defaultdict(dict)
        for mention in ordered:
            for post in mention.posts:
                held[mention.name.person].setdefault((post.position, post.organisation), post)
        settler = Settler(composer)
        for mention in ordered:
            known = held[mention.name.person].values()
            mention.posts = [settler.own(mention, post, known) for post in mention.posts]
            if any(post.organisation is None for post in mention.posts):
                mention.posts = [settler.settle(mention, post, known) for post in mention.posts]
        given = Given(ordered)
        rows: list[Official] = []
        for mention in ordered:
            stated = tabled(mention.posts)
            posts = stated or given.at(mention.name.person, mention.name.start)
            rows += _rows(mention.name, posts, mention.rule, bool(stated))
        addressed = list(self._surname(view, rest, given))
        known_as = {person: person for person in given}
        known_as.update((alias, person) for person in given for alias in _aliases(person) if alias not in given)
        taken = [(name.start, name.end) for name in (*addressed, *(mention.name for mention in ordered))]
        for name in self._again(view, known_as, taken):
            if not _DOCTRINE.match(text, name.end):
                rows += _rows(name, given.at(name.person, name.start), "officials.again", False)
        for name in addressed:
            rows += _rows(name, given.at(name.person, name.start), "officials.surname", False)
        rows.sort(key=_start)
        doc.officials = rows

    def _again(self, view: View, known: dict[str, str], taken: list[tuple[int, int]]) -> list[Name]:
        """Further mentions of the persons of the document."""
        text = view.doc.text
        found: list[Name] = []
        spans = sorted([*taken, *view.doc.titles])
        places = occurrences(text, known)
        for written in sorted(known, key=len, reverse=True):
            size, end = len(written), 0
            for start in places.get(written, ()):
                if start < end:
                    continue
                end = start + size
                index = bisect_right(spans, (start, start + size))
                if (
                    (not index or spans[index - 1][1] <= start)
                    and not (view.dotted and _in_parts(text, start, start + size))
                    and (index == len(spans) or spans[index][0] >= start + size)
                    and (view.is_word_start(start) or text[start - 1] in _BEFORE)
                ):
                    found.append(Name(start, start + size, known[written], 0))
                    spans.insert(index, (start, start + size))
        return found

    def _surname(self, view: View, chains: list[Chain], given: Given) -> Iterator[Name]:
        """王部长: the one person of that surname who holds the title, else the only one of that surname."""
        text = view.doc.text
        seen: dict[str, set[str]] | None = None
        for chain in chains:
            if chain.bodied or chain.start == 0:
                continue
            start = chain.start - 1
            char = text[start]
            if char not in self._names.surnames or not (
                view.is_word_start(start) or text[start - 1] in _BEFORE or not is_han(text[start - 1])
            ):
                continue
            if char == "任":
                continue  # 任|副局长
            root = chain.posts[0].rank.root
            bearers = [person for person in given if person.startswith(char) and 2 <= len(person) <= 3]
            titled = [
                person for person in bearers if any(post.rank.root == root for post in given.all(person).values())
            ]
            head = holder(char, root, view.doc.context.published)
            if head is not None and head.person not in given and not titled:
                given.add(head.person, start, [replace(chain.posts[0], organisation=head.body)])
                titled = [head.person]
            elif not bearers:
                seen = self._bearers(view) if seen is None else seen
                if len(bearers := list(seen.get(char, ()))) == 1:
                    given.add(bearers[0], start, chain.posts)
            if len(titled or bearers) == 1:
                yield Name(start, chain.start, (titled or bearers)[0], 0)

    def _bearers(self, view: View) -> dict[str, set[str]]:
        """The names that the segmentation sees in the text, by their first character."""
        words = view.doc.words
        found: defaultdict[str, set[str]] = defaultdict(set)
        for word, tag in zip(words.texts, words.tags, strict=True):
            ordinary = word in self._names.not_names or self._ranks.rank(word[1:]) is not None
            if tag == "nr" and 2 <= len(word) <= 3 and not ordinary:
                found[word[0]].add(word)
        return found


def _in_parts(text: str, start: int, end: int) -> bool:
    """Whether `start` to `end` is only a part of a longer name with dots."""
    return bool(_LEFT.search(text, max(start - 2, 0), start) or _RIGHT.match(text, end))


def _aliases(person: str) -> list[str]:
    """The first and the last part of a name, by its middle dots or else its hyphens."""
    parts = (ANY_DOT if MIDDLE_DOTS.isdisjoint(person) else MIDDLE_DOT).split(person)
    return [part for part in (parts[0], parts[-1]) if 1 < len(part) < len(person)]


def _rows(name: Name, posts: Posts, rule: str, stated: bool) -> list[Official]:
    start, end, person, _ = name
    if not posts:
        return [Official(start, end, rule, person, stated=False)]
    return [
        Official(start, end, rule, person, position, organisation, post.org_id, post.status, stated)
        for (position, organisation), post in posts.items()
    ]


def _start(row: Official) -> int:
    return row.start
