"""Holders: the persons named behind or before posts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from zhengce.extract.officials.names import Name, Names, View
from zhengce.extract.officials.posts import Chain, Mention

Mentions = dict[int, Mention]  # by where the name starts

_LIST = re.compile(r"(?:[（(][^（()）\n]{1,12}[）)])?(、|和|及|以及|与)")
_ROSTER = 4  # persons with titles that make a paragraph a roster
_SPEAKS = re.compile(r"代表|在发言|发言|说|认为|建议|提出|表示|指出|强调|介绍")
_PAD = re.compile(r"[ \u3000]{0,4}(?:[（(][^（()）\n]{1,10}[）)])?")
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


class Holders:
    """Finds who holds the posts of one document's chains."""

    def __init__(self, view: View, names: Names, mentions: Mentions) -> None:
        self._view = view
        self._names = names
        self._mentions = mentions

    def behind(self, chain: Chain, previous: Mention | None) -> Mention | None:
        """Persons named behind a chain of posts: 民政部部长李立国, 副主席张三、李四. Gives the last of them."""
        view, mentions = self._view, self._mentions
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

    def addressed(self, chain: Chain) -> None:
        """A person at the head of a sentence with a mere 委员 or 代表 behind the name: 王明委员说."""
        view = self._view
        sentence = view.doc.sentences[view.doc.sentence_at(chain.start)]
        if 2 <= chain.start - sentence <= 4 and _SPEAKS.match(view.doc.text, chain.end):
            name = self._names.before(view, chain.start)
            if name is not None and name.start == sentence and name.score >= 7:
                self._mentions.setdefault(name.start, Mention(name, chain.posts, "officials.name-title"))
                view.learn(name.person)

    def enrolled(self, chains: list[Chain]) -> None:
        """Persons with a professional rank (…大学教授王明), who count in a paragraph that is a roster of titled persons."""
        text = self._view.doc.text
        chains = [chain for chain in chains if chain.bodied]
        lines = Counter(text.rfind("\n", 0, start) for start in [*self._mentions, *(chain.start for chain in chains)])
        for chain in chains:
            if lines[text.rfind("\n", 0, chain.start)] >= _ROSTER:
                self.behind(chain, None)

    def before(self, chain: Chain) -> None:
        """A person named before a chain of posts: 李克强总理, 张三任民政部部长, 张三（民政部部长）."""
        view, mentions = self._view, self._mentions
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
