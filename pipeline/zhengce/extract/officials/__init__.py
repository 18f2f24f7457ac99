"""Persons who hold posts, and the posts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhengce.extract.officials.names import Name, View, is_han, names
from zhengce.extract.officials.posts import Chain, Composer, Mention, Post
from zhengce.extract.officials.ranks import ranks
from zhengce.extract.officials.rosters import rosters
from zhengce.model import Document, Official

_LIST = re.compile(r"(?:[（(][^（()）\n]{1,12}[）)])?(、|和|及|以及|与)")
_PAD = re.compile(r"[ \u3000]{0,4}")
_BECOMES = re.compile(
    r"(?:同志|先生|女士)?，?(?:(?:再次|继续|正式|全票|高票)?(?:被|获)?(?:任命|选举|推选|推举|增选|补选|提名|聘任|选)|不再|拟|曾|现|将|已|当时)?"
    r"(?:当选为?|担任|出任|就任|继任|接任|转任|连任|兼任|曾任|任|为|是|系)$"
)
_OUT = re.compile(r"(?:免去|撤销|罢免|免除)$")
_APPOSED = re.compile(r"(?:[ \u3000]{1,4}|，|[（(])$")
_THOUGHT = re.compile(r"[^，。、；：\s]{0,12}?思想")
_ATTENDS = re.compile(r"出席|参加|陪同|列席|随同")
_BEFORE_ATTENDS = re.compile(
    r"(?:等(?:同志|人|领导同志|领导)?)?(?:[也还均都]|分别|先后|共同|一同|一起|\d{1,2}日|[今昨当][天日晚])*(?:应邀|随同|陪同)?$"
)
_ITEM = re.compile(r"([一-鿿·]{2,14}|[一-鿿][ \u3000]{1,4}[一-鿿])$")
_SPOKEN = re.compile(r"(?:重要讲话|重要指示|重要批示|重要论述|系列重要|的?贺信|讲话精神|同志为核心)")


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
        chains = composer.chains(self._ranks.find(doc.text))
        view.posts.update(chain.start for chain in chains)
        mentions: dict[int, Mention] = {}
        rest = []
        for chain in chains:
            if not self._behind(view, chain, mentions):
                rest.append(chain)
        for chain in rest:
            self._before(view, chain, mentions)
        for mention in rosters(view, self._names, mentions):
            mentions.setdefault(mention.name.start, mention)
        self._attending(view, mentions)
        self._acting(view, mentions)
        if mentions:
            self._write(view, composer, mentions, rest)

    def _behind(self, view: View, chain: Chain, mentions: dict[int, Mention]) -> bool:
        """Persons named behind a chain of posts: 民政部部长李立国, 副主席张三、李四."""
        text = view.doc.text
        pad = _PAD.match(text, chain.end)
        start = pad.end() if pad is not None else chain.end
        name = self._names.after(view, start, abroad=chain.abroad)
        first = name
        several = chain.posts[-1].rank.several
        while name is not None:
            posts = chain.posts if name is first or several else []
            mentions.setdefault(name.start, Mention(name, posts, "officials.title-name"))
            view.known[name.person] = 1
            match = _LIST.match(text, name.end)
            if match is None or match.end() in view.posts or (match[1] != "、" and not several):
                break
            name = self._names.after(view, match.end())
        return first is not None

    def _before(self, view: View, chain: Chain, mentions: dict[int, Mention]) -> None:
        """A person named before a chain of posts: 李克强总理, 张三任民政部部长, 张三（民政部部长）."""
        text = view.doc.text
        head = text[max(0, chain.start - 18) : chain.start]
        posts, rule, end = chain.posts, "officials.name-title", chain.start
        if (match := _BECOMES.search(head)) is not None:
            end, rule = chain.start - len(head) + match.start(), "officials.becomes"
            if match[0].startswith(("不再", "曾")):
                posts = [replace(post, status="former") for post in posts]
            elif match[0].startswith("拟"):
                posts = [replace(post, status="designate") for post in posts]
        elif head.endswith("的"):
            name = self._names.before(view, chain.start - 1)
            if name is None or not _OUT.search(text[max(0, name.start - 2) : name.start]):
                return
            posts, rule, end = (
                [replace(post, status="former") for post in posts],
                "officials.dismissed",
                chain.start - 1,
            )
        elif (match := _APPOSED.search(head)) is not None:
            end, rule = chain.start - len(head) + match.start(), "officials.apposed"
            if match[0] == "，" and not chain.bodied:
                return
        elif chain.bodied:
            return
        name = self._names.before(view, end)
        if name is None or (rule == "officials.apposed" and name.score < 9):
            return
        if name.start in mentions:
            if mentions[name.start].posts:
                return
            mentions[name.start].posts = posts
        mentions[name.start] = Mention(name, posts, rule)
        view.known[name.person] = 1

    def _attending(self, view: View, mentions: dict[int, Mention]) -> None:
        """Names in a list before 出席 and the like, without titles: 刘延东、孙春兰等参加."""
        text = view.doc.text
        for match in _ATTENDS.finditer(text):
            sentence = view.doc.sentences[view.doc.sentence_at(match.start())]
            begin = max(sentence, match.start() - 160)
            head = text[begin : match.start()]
            tail = _BEFORE_ATTENDS.search(head)
            end = begin + (tail.start() if tail else len(head))
            found: list[Name] = []
            while end > begin:
                item = _ITEM.search(text, begin, end)
                name = self._names.whole(view, item.start(1), end) if item else None
                if name is None:
                    break
                found.append(name)
                end = name.start
                if end <= begin or text[end - 1] not in "、和":
                    break
                end -= 1
            else:
                end = begin
            if len(found) > 1 or (found and end == sentence):
                for name in found:
                    mentions.setdefault(name.start, Mention(name, [], "officials.attends"))

    def _acting(self, view: View, mentions: dict[int, Mention]) -> None:
        """A bare name that opens a sentence and does what officials do, or whose speeches are studied."""
        text = view.doc.text
        for start in view.doc.sentences:
            if start in mentions or text[start : start + 1] not in self._names.surnames:
                continue
            name = self._names.after(view, start)
            if name is not None and name.score >= 8 and self._names.acts(view, name.end):
                mentions.setdefault(start, Mention(name, [], "officials.acts"))
        for match in _SPOKEN.finditer(text):
            name = self._names.before(view, match.start())
            if name is not None and name.score >= 7:
                mentions.setdefault(name.start, Mention(name, [], "officials.acts"))

    def _write(self, view: View, composer: Composer, mentions: dict[int, Mention], rest: list[Chain]) -> None:
        """Rows for all mentions, and for the bare ones of the same persons."""
        doc, text = view.doc, view.doc.text
        persons: dict[str, list[Post]] = {}
        for _, mention in sorted(mentions.items()):
            persons.setdefault(mention.name.person, [])
            persons[mention.name.person] += [post for post in mention.posts if post.position is not None]
        for mention in mentions.values():
            mention.posts = [composer.settle(mention, post, persons[mention.name.person]) for post in mention.posts]
        persons = {name: [] for name in persons}
        for _, mention in sorted(mentions.items()):
            persons[mention.name.person] += mention.posts
        full = {alias: name for name in persons for alias in _aliases(name) if alias not in persons}
        merged = {name: _distinct(posts) for name, posts in persons.items()}
        rows: list[Official] = []
        for mention in mentions.values():
            stated = bool(_distinct(mention.posts))
            posts = mention.posts if stated else merged[mention.name.person]
            rows += _rows(mention.name, posts, mention.rule, stated)
        taken = sorted((mention.name.start, mention.name.end) for mention in mentions.values())
        for name in self._again(view, {**{name: name for name in persons if name.isprintable()}, **full}, taken):
            if not _THOUGHT.match(text, name.end):
                rows += _rows(name, merged[name.person], "officials.again", False)
        for name in self._surname(view, rest, merged):
            rows += _rows(name, merged[name.person], "officials.surname", False)
        rows.sort(key=lambda row: row.start)
        doc.officials = rows

    def _again(self, view: View, known: dict[str, str], taken: list[tuple[int, int]]) -> Iterator[Name]:
        """Further mentions of the persons of the document."""
        text = view.doc.text
        pattern = re.compile("|".join(sorted(map(re.escape, known), key=len, reverse=True)))
        titles = view.doc.titles
        spans = iter([*taken, (len(text) + 1, len(text) + 1)])
        start, end = next(spans)
        for match in pattern.finditer(text):
            while end <= match.start():
                start, end = next(spans)
            if match.end() > start or not view.is_word_start(match.start()):
                continue
            if any(begin <= match.start() < stop for begin, stop in titles):
                continue
            yield Name(match.start(), match.end(), known[match[0]], 0)

    def _surname(self, view: View, chains: list[Chain], persons: dict[str, list[Post]]) -> Iterator[Name]:
        """王部长: the one person of that surname who holds the title, else the only one of that surname."""
        text = view.doc.text
        for chain in chains:
            if chain.bodied or chain.start == 0:
                continue
            start = chain.start - 1
            char = text[start]
            if char not in self._names.surnames or (
                start and is_han(text[start - 1]) and not view.is_word_start(start)
            ):
                continue
            root = chain.posts[0].rank.root
            bearers = [person for person in persons if person.startswith(char) and 2 <= len(person) <= 3]
            titled = [person for person in bearers if any(post.rank.root == root for post in persons[person])]
            if len(titled or bearers) == 1:
                yield Name(start, chain.start, (titled or bearers)[0], 0)


def _aliases(person: str) -> list[str]:
    parts = re.split(r"[·•・‧]", person)
    return [part for part in (parts[0], parts[-1]) if len(part) > 1] if len(parts) > 1 else []


def _distinct(posts: list[Post]) -> list[Post]:
    """The posts with a position, each once."""
    found: dict[tuple[str | None, str | None], Post] = {}
    for post in posts:
        if post.position is not None:
            found.setdefault((post.position, post.organisation), post)
    return list(found.values())


def _rows(name: Name, posts: list[Post], rule: str, stated: bool) -> list[Official]:
    return [
        Official(
            name.start, name.end, rule, name.person, post.position, post.organisation, post.org_id, post.status, stated
        )
        for post in _distinct(posts)
    ] or [Official(name.start, name.end, rule, name.person, stated=False)]
