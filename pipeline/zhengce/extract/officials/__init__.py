"""Persons who hold posts, and the posts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from zhengce.extract.officials.heads import holder
from zhengce.extract.officials.names import Name, View, is_chinese, is_han, names
from zhengce.extract.officials.posts import Chain, Composer, Mention, Post
from zhengce.extract.officials.ranks import ranks
from zhengce.extract.officials.rosters import rosters
from zhengce.model import Document, Official

Posts = dict[tuple[str, str | None], Post]

_LIST = re.compile(r"(?:[（(][^（()）\n]{1,12}[）)])?(、|和|及|以及|与)")
_PAD = re.compile(r"[ \u3000]{0,4}")
_BECOMES = re.compile(
    r"(?:同志|先生|女士)?，?(?:(?:再次|继续|正式|全票|高票|此前|之前|先后|目前|分别)?(?:被|获)?(?:任命|选举|推选|推举|增选|补选|提名|聘任|选)?"
    r"|不再|拟|曾|现|将|已|当时)"
    r"(?:当选为?|担任|出任|就任|继任|接任|转任|连任|兼任|曾任|历任|任|为|是|系)(?:新|首任|新一届|第.{1,3}[任届])?$"
)
_APPOINTED = re.compile(r"(?:为|担任|出任)[^，。；：、\s]{1,10}$")
_APPOINTS = re.compile(r"(?:任命|选举|推选|补选|增选|聘任|增补|决定)[^，。；]{2,20}$")
_LINE = re.compile(r"(?:^|\n|[：:])[ \u3000]{0,24}\Z")
_RESIGNS = re.compile(r"(?:辞去|辞去了|请辞|卸任|不再担任|不再兼任)$")
_BEING = ("作为", "身为", "担任", "兼任")
_REMOVED = re.compile(r"(?:兼任|担任|所任)?的$")
_ASIDE = re.compile(r"[（(][^（()）\n]{1,12}[）)]$")
_OFFICE = re.compile(r"等?(?:的)?(?:职务|一职|职位)")
_APPOSED = re.compile(r"(?:[ \u3000]{1,6}[（(]?|，|[（(])$")
_THOUGHT = re.compile(r"[^，。、；：\s]{0,12}?思想")
_BEFORE_ATTENDS = re.compile(
    r"(?:等[一-鿿]{0,12}?)?(?:[也还均都]|分别|先后|共同|一同|一起|\d{1,2}日|[今昨当][天日晚])*(?:应邀|随同|陪同)?$"
)
_ITEM = re.compile(r"([一-鿿·]{2,14}|[一-鿿][ \u3000]{1,4}[一-鿿])$")
_DOTS = re.compile(r"[·•・‧－-]")


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
        mentions: dict[int, Mention] = {}
        rest = []
        last: Mention | None = None  # whom the list names that runs up to the chain
        for chain in chains:
            listed = last is not None and chain.start == last.name.end + 1 and doc.text[last.name.end] in "，；、"
            if not chain.posts or (chain.bound and not listed):
                continue
            found = self._behind(view, chain, mentions, last if listed else None)
            if found is not None:
                last = found
            elif not chain.bound:
                rest.append(chain)
        for chain in rest:
            self._before(view, chain, mentions)
        for mention in rosters(view, self._names, mentions):
            mentions.setdefault(mention.name.start, mention)
        self._attending(view, mentions, [cue.start for cue in cues if "attends" in cue.uses])
        self._acting(view, mentions, [cue.start for cue in cues if "acts" in cue.uses])
        self._leading(view, mentions, [cue.start for cue in cues if "leads" in cue.uses])
        self._spoken(view, mentions, [cue.start for cue in cues if "spoken" in cue.uses])
        if mentions or rest:
            self._write(view, composer, mentions, rest)

    def _behind(
        self, view: View, chain: Chain, mentions: dict[int, Mention], previous: Mention | None
    ) -> Mention | None:
        """Persons named behind a chain of posts: 民政部部长李立国, 副主席张三、李四. Gives the last of them."""
        text = view.doc.text
        pad = _PAD.match(text, chain.end)
        start = pad.end() if pad is not None else chain.end
        if text.startswith("的", start) and (chain.verb or text.endswith(_BEING, 0, chain.start)):
            start += 1
        name = self._names.after(view, start, abroad=chain.abroad)
        last: Mention | None = None
        several = chain.posts[-1].rank.several
        while name is not None:
            posts = chain.posts if last is None or several else []
            last = mentions.setdefault(name.start, Mention(name, posts, "officials.title-name", previous))
            view.learn(name.person)
            match = _LIST.match(text, name.end)
            if match is None or match.end() in view.posts or (match[1] != "、" and not several):
                break
            name = self._names.after(view, match.end(), listed=True)
        return last

    def _before(self, view: View, chain: Chain, mentions: dict[int, Mention]) -> None:
        """A person named before a chain of posts: 李克强总理, 张三任民政部部长, 张三（民政部部长）."""
        text = view.doc.text
        posts, rule, end = chain.posts, "officials.name-title", chain.start
        head = text[max(0, end - 24) : end]
        offset = end - len(head)
        if chain.verb:
            rule = "officials.becomes"
        elif (match := _RESIGNS.search(head)) is not None or (
            (match := _REMOVED.search(head)) is not None and _OFFICE.match(text, chain.end)
        ):
            end, rule = offset + match.start(), "officials.dismissed"
            posts = [replace(post, status="former") for post in posts]
        elif (match := _BECOMES.search(head)) is not None or (
            (match := _APPOINTED.search(head)) is not None and _APPOINTS.search(head, 0, match.start())
        ):
            end, rule = offset + match.start(), "officials.becomes"
            if match[0].startswith(("曾", "此前", "之前")):
                posts = [replace(post, status="former") for post in posts]
            elif match[0].startswith("拟"):
                posts = [replace(post, status="designate") for post in posts]
        elif (match := _APPOSED.search(head)) is not None:
            # 李明（民政部部长）, 李明  民政部部长
            end, rule = offset + match.start(), "officials.apposed"
            if match[0] == "，" and not chain.bodied:
                return
        elif chain.bodied:
            return
        spoken = rule in ("officials.becomes", "officials.dismissed")
        words = view.doc.words
        if spoken and end and words.tags[index := words.at(end - 1)] == "date":
            end = words.starts[index]  # 李明2018年任…
        if spoken and (match := _ASIDE.search(text, max(0, end - 14), end)) is not None:
            end = match.start()
        found: list[Name] = []
        name = self._names.before(view, end, sure=spoken)
        while name is not None and (
            rule != "officials.apposed" or name.score >= 9 or _LINE.search(text, 0, name.start)
        ):
            found.append(name)
            if not spoken or name.start == 0 or text[name.start - 1] != "、":
                break
            name = self._names.before(view, name.start - 1, sure=True)
        each = "分别" in head and len(found) == len(posts)
        for index, name in enumerate(reversed(found)):
            view.learn(name.person)
            held = [posts[index]] if each else posts
            known = mentions.get(name.start)
            if known is None or not known.posts:
                mentions[name.start] = Mention(name, held, rule)
            elif spoken:
                known.posts = [*known.posts, *held]

    def _attending(self, view: View, mentions: dict[int, Mention], verbs: list[int]) -> None:
        """Names in a list before 出席 and the like, without titles: 刘延东、孙春兰等参加."""
        text = view.doc.text
        for verb in verbs:
            sentence = view.doc.sentences[view.doc.sentence_at(verb)]
            begin = max(sentence, verb - 160)
            head = text[begin:verb]
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

    def _acting(self, view: View, mentions: dict[int, Mention], verbs: list[int]) -> None:
        """A bare name that opens a sentence and does what officials do."""
        text, words = view.doc.text, view.doc.words
        for start in {view.doc.sentences[view.doc.sentence_at(verb)] for verb in verbs}:
            if start in mentions or text[start : start + 1] not in self._names.surnames:
                continue
            if not view.known.isdisjoint((text[start : start + 2], text[start : start + 3])):
                continue
            index = words.at(start)
            if len(words.texts[index]) > 1 and not words.tags[index].startswith("n"):
                continue
            name = self._names.after(view, start)
            if name is not None and name.score >= 8 and self._names.acts(view, name.end):
                mentions.setdefault(start, Mention(name, [], "officials.acts"))
                view.learn(name.person)

    def _leading(self, view: View, mentions: dict[int, Mention], cues: list[int]) -> None:
        """A bare name that opens a clause right before such a verb: …，李明主持会议."""
        text = view.doc.text
        for start in cues:
            if not is_han(text[start - 1 : start] or "x"):
                continue
            name = self._names.before(view, start)
            if name is None or name.start in mentions or name.score < 9 or name.person in view.known:
                continue
            if not is_chinese(name.person):
                continue
            if name.start and text[name.start - 1] in "，；、：":
                mentions[name.start] = Mention(name, [], "officials.acts")
                view.learn(name.person)

    def _spoken(self, view: View, mentions: dict[int, Mention], cues: list[int]) -> None:
        """Somebody whose speeches and instructions are followed: 学习张三重要讲话."""
        for start in cues:
            name = self._names.before(view, start)
            if name is not None and name.score >= 7:
                mentions.setdefault(name.start, Mention(name, [], "officials.spoken"))

    def _write(self, view: View, composer: Composer, mentions: dict[int, Mention], rest: list[Chain]) -> None:
        """Rows for all mentions, and for the bare ones of the same persons."""
        doc, text = view.doc, view.doc.text
        ordered = [mentions[start] for start in sorted(mentions)]
        persons: dict[str, Posts] = {mention.name.person: {} for mention in ordered}
        for mention in ordered:
            _add(persons[mention.name.person], mention.posts)
        for mention in ordered:
            if any(post.organisation is None for post in mention.posts):
                known = persons[mention.name.person]
                mention.posts = [composer.settle(mention, post, known.values()) for post in mention.posts]
        persons = {person: {} for person in persons}
        for mention in ordered:
            _add(persons[mention.name.person], mention.posts)
        rows: list[Official] = []
        for mention in ordered:
            stated: Posts = {}
            _add(stated, mention.posts)
            rows += _rows(mention.name, stated or persons[mention.name.person], mention.rule, bool(stated))
        known_as = {person: person for person in persons}
        known_as.update((alias, person) for person in persons for alias in _aliases(person) if alias not in persons)
        for name in self._again(view, known_as, [(mention.name.start, mention.name.end) for mention in ordered]):
            if not _THOUGHT.match(text, name.end):
                rows += _rows(name, persons[name.person], "officials.again", False)
        for name in self._surname(view, rest, persons):
            rows += _rows(name, persons[name.person], "officials.surname", False)
        rows.sort(key=_start)
        doc.officials = rows

    def _again(self, view: View, known: dict[str, str], taken: list[tuple[int, int]]) -> list[Name]:
        """Further mentions of the persons of the document."""
        text = view.doc.text
        found: list[Name] = []
        spans = sorted([*taken, *view.doc.titles])
        for written in sorted(known, key=len, reverse=True):
            size = len(written)
            start = text.find(written)
            while start >= 0:
                index = bisect_right(spans, (start, start + size))
                if (
                    (not index or spans[index - 1][1] <= start)
                    and (index == len(spans) or spans[index][0] >= start + size)
                    and view.is_word_start(start)
                ):
                    found.append(Name(start, start + size, known[written], 0))
                    spans.insert(index, (start, start + size))
                start = text.find(written, start + size)
        return found

    def _surname(self, view: View, chains: list[Chain], persons: dict[str, Posts]) -> Iterator[Name]:
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
            titled = [person for person in bearers if any(post.rank.root == root for post in persons[person].values())]
            head = holder(char, root, view.doc.context.published)
            if head is not None and head.person not in persons and not titled:
                persons[head.person] = {(head.position, head.body): replace(chain.posts[0], organisation=head.body)}
                titled = [head.person]
            if len(titled or bearers) == 1:
                yield Name(start, chain.start, (titled or bearers)[0], 0)


def _aliases(person: str) -> list[str]:
    if not _DOTS.search(person):
        return []
    parts = _DOTS.split(person)
    return [part for part in (parts[0], parts[-1]) if len(part) > 1]


def _add(known: Posts, posts: list[Post]) -> None:
    """Add the posts that have a position."""
    for post in posts:
        position = post.rank.position
        if position is not None:
            known.setdefault((position, post.organisation), post)


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
