"""Posts: ranks with their bodies, one after the other in chains."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from zhengce.extract.officials.bodies import JOIN, PARTS, Bodies, Body, body_of, governing, part_of, place_of
from zhengce.extract.officials.names import names
from zhengce.extract.officials.ranks import Rank, Title, ranks
from zhengce.extract.officials.states import states
from zhengce.extract.officials.view import Name, View

_MINISTRY = ("部", "署", "局", "院", "委员会")
_PORTFOLIO = re.compile(r"兼([一-鿿]{2,6}(?:、[一-鿿]{2,6})*[和与][一-鿿]{1,8})")
_UNKNOWN = re.compile(r"、[一-鿿]{2,8}")  # what is not recognised of a body: 中央军委主席、|军委联指|总指挥
_TERM = re.compile(r"(?:第[一二三四五六七八九十]{1,3}[任届]|首任)$")
_LOCAL = ("局", "厅", "办", "公室")
_HELD = ("现任", "时任", "曾任", "拟任", "原任")


@dataclass(slots=True)
class Post:
    """A position at a body, as the text gives it."""

    rank: Rank
    organisation: str | None = None
    org_id: str | None = None
    status: str = "current"
    start: int = 0  # where it starts, with its body and status
    unknown: bool = False  # a body is written that is not recognised

    @property
    def position(self) -> str | None:
        return self.rank.position


@dataclass(slots=True)
class Chain:
    """Posts written in a row, of the persons named right before or behind: 省委副书记、省长."""

    start: int
    end: int
    posts: list[Post] = field(default_factory=list)
    bodied: bool = False  # the first post has its body written
    bound: bool = False  # only a word like 委员, without a body: a post where a roster runs on
    idle: bool = False  # only a professional rank
    abroad: bool = False  # the posts are of another state
    state: str = ""  # the foreign state that they are of
    former: bool = False  # it opens with 原 or the like, which holds for all of them
    verb: str = ""  # a status word that says who holds them: 现任, 曾任


@dataclass(slots=True)
class Mention:
    """A person's name in the text with the posts that stand by it."""

    name: Name
    posts: list[Post]
    rule: str
    previous: Mention | None = None  # whom the list names before: 司令员张三、政委李四


class Composer:
    """Composes the posts of one document."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.text = view.doc.text
        self.bodies = Bodies(view)
        self.held: dict[str, set[str]] = {}  # ranks of states: the states whose holders the text names or means
        self._starts = [body.start for body in view.doc.organisations]
        self._ranks = ranks()

    def chains(self, titles: list[Title]) -> list[Chain]:
        """The chains of posts in the document, in order."""
        found: list[Chain] = []
        chain: Chain | None = None
        last: Body | None = None
        for title in titles:
            if self._hidden(title) or (title.rank.scope != "state" and self._crossed(title)):
                continue
            post, start, body = self._post(title, chain)
            gap = self.text[chain.end : start] if chain is not None and start >= chain.end else None
            if chain is not None and gap and self._unknown(chain, start):
                gap, post.unknown = "、", body is None
            if body is not None and body.org_id is None and body.name in PARTS:
                if last is not None and gap and JOIN.fullmatch(gap):
                    post.organisation = part_of(last.name, body.name)
                else:
                    post.organisation = self.bodies.relative(body)
                body = replace(body, name=post.organisation) if post.organisation is not None else None
            if chain is not None and chain.state and gap and (ministry := self._portfolio(chain, title)) is not None:
                gap, body, start = "兼", ministry, ministry.start
                post = Post(title.rank, ministry.name, start=start)
                if not ministry.name.endswith("部"):  # 摩洛哥首相兼|外交和合作大臣
                    post = Post(self._charged(title, start), chain.state, start=start)
            if chain is not None and gap == "" and body is None and title.rank.aide:
                boss = chain.posts[-1]
                boss.rank = replace(title.rank, position=f"{boss.position}{title.rank.position}", body=boss.rank.body)
                chain.end = title.end
                continue
            idle = title.rank.professional
            bare = title.rank.bound and body is None and title.rank.body is None and not idle
            if (
                chain is not None
                and gap is not None
                and self._joins(chain, gap, body, title.end)
                and (bare or idle or not chain.bound)
            ):
                chain.end = title.end
                if self.text.startswith(_HELD, start):
                    chain.verb = chain.verb or self.text[start : start + 2]
                if bare or idle:
                    continue
                if body is None:
                    if not post.unknown:
                        self._inherit(post, title.rank, last)
                elif body.org_id is None and len(body.name) < 6 and body.name.endswith(_LOCAL):
                    place = place_of(last.name) if last is not None else None
                    post.organisation = (place or "") + body.name  # 北京市市长助理、|公安局|局长
                elif chain.state and body.name.endswith(_MINISTRY) and body.domestic:
                    post.organisation, post.org_id = chain.state + body.name, None
                told = start < (title.start if body is None else body.start)  # 原任副院长、|现任|院长
                if post.status == "current" and not told:
                    same = body is None and chain.posts[-1].status == "former"
                    post.status = "former" if chain.former or same else "current"
                chain.posts = [post] if chain.idle else [*chain.posts, post]
                chain.idle = False
                chain.abroad |= self._abroad(title.rank, body)
                chain.state = chain.state or (body.state if body is not None else "")
            else:
                chain = Chain(start, title.end, [post], body is not None, bare, idle)
                chain.former = post.status == "former" and (body is None or start < body.start)
                chain.abroad, chain.state = self._abroad(title.rank, body), (body.state if body is not None else "")
                if self.text.startswith(_HELD, start):
                    chain.verb = self.text[start : start + 2]
                found.append(chain)
                last = None
            last = body or last
            if not bare:
                self.bodies.floor = title.end
            if body is not None and title.rank.scope == "state":
                self.held.setdefault(title.rank.root, set()).add(body.name)
        return found

    def _portfolio(self, chain: Chain, title: Title) -> Body | None:
        """The ministry of a foreign minister with several fields: 柬埔寨副首相兼|教育、青年和体育部|大臣."""
        match = _PORTFOLIO.fullmatch(self.text, chain.end, title.start)
        if match is None or title.rank.root not in ("大臣", "部长", "部大臣"):
            return None
        unit = "部" if title.rank.root != "大臣" and not match[1].endswith("部") else ""
        return Body(chain.state + match[1] + unit, None, match.start(1))

    def _charged(self, title: Title, start: int) -> Rank:
        """The rank of a minister with what he is charged with, written from `start` on: 农林水产|大臣."""
        return replace(title.rank, position=self.text[start : title.end])

    def _abroad(self, rank: Rank, body: Body | None) -> bool:
        if body is None:
            return rank.scope == "state" and rank.body is None
        return bool(body.state) or (body.org_id or "").startswith("int.")

    def _unknown(self, chain: Chain, start: int) -> bool:
        """Whether what is written from the end of `chain` to the post at `start` is of a body that is not recognised, and
        no name."""
        if not (chain.bodied or chain.posts[0].rank.scope == "state") or not _UNKNOWN.fullmatch(
            self.text, chain.end, start
        ):
            return False
        grammar, begin = names(), chain.end + 1
        return not grammar.foreign.issuperset(self.text[begin:start]) and grammar.item(self.view, begin, start) is None

    def _joins(self, chain: Chain, gap: str, body: Body | None, end: int) -> bool:
        """Whether what stands between a chain and the next post, which ends at `end`, only joins them."""
        if not JOIN.fullmatch(gap):
            return False
        if gap == "，":
            taken = self.text[chain.start - 1 : chain.start] in ("任", "为")  # 王明任主任，|司长李华任副主任
            return chain.bodied and body is not None and not (taken and names().after(self.view, end) is not None)
        return body is not None or bool(gap.strip())

    def _hidden(self, title: Title) -> bool:
        """Whether the rank is a part of an organisation's name (书记 in 书记处)."""
        index = bisect_right(self._starts, title.start) - 1
        if index < 0:
            return False
        body = self.view.doc.organisations[index]
        return body.start <= title.start and title.end <= body.end

    def _crossed(self, title: Title) -> bool:
        """Whether a word begins in the rank and ends behind it (芜湖市|长江)."""
        words = self.view.doc.words
        if title.start in self.bodies.ending:
            return False  # 华侨总会|会长
        index = words.at(title.end - 1)
        if words.starts[index] <= title.start or words.starts[index] + len(words.texts[index]) <= title.end:
            return False
        return words.texts[index][:2] in self._ranks.words

    def _post(self, title: Title, chain: Chain | None) -> tuple[Post, int, Body | None]:
        """The post of `title`, where it starts (with body and status), and its written body."""
        rank = title.rank
        if (split := self._split(title)) is not None:
            post = Post(split[1], split[0].name, split[0].org_id)
            post.status, start = self._status(split[0].start)
            return post, start, split[0]
        if rank.position == "大臣" and (field := self.bodies.field(title.start)) < title.start:
            title = title._replace(start=field, rank=self._charged(title, field))
            rank = title.rank
        status, start = self._status(title.start)
        state, joined = (chain.state, chain.end) if chain is not None else ("", 0)
        # 中华人民共和国主席, 苏州大学的|全国人大代表
        named = rank.body is not None and (rank.scope == "body" or self.text.startswith(rank.body, title.start))
        whole = rank.fixed and named
        body = self.bodies.before(rank, title.start, start, state, joined) if not whole else None
        post = Post(rank, None, None, status)
        if body is None:
            post.start = start
            if rank.fixed and rank.scope == "body":
                post.organisation = rank.body
            return post, start, None
        post.organisation, post.org_id = body.name, body.org_id
        if rank.body is not None and body.name == "中国":
            post.organisation = rank.body
        if status == "current":
            post.status, start = self._status(body.start)
            if post.status == "designate":  # 当选|某地市长 is a verb
                post.status, start = status, body.start
        else:
            start = body.start
        return post, start, body

    def _split(self, title: Title) -> tuple[Body, Rank] | None:
        """A body whose name ends inside the rank: 内蒙古自治区党委|书记."""
        for offset in range(title.start, title.end):
            found = self.bodies.ending.get(offset)
            if found is not None and found.start < title.start:
                if found.name.endswith("党组"):  # its secretary is named after the ministry
                    rank = self._ranks.rank("党组" + self.text[offset : title.end])
                    name = found.name.removesuffix("党组").removeprefix("中共").removeprefix("中国共产党")
                    return (Body(name, None, found.start), rank) if rank is not None else None
                if offset == title.start:
                    return None
                rank = self._ranks.rank(self.text[offset : title.end])
                return (body_of(found), rank) if rank is not None else None
        return None

    def _status(self, end: int) -> tuple[str, int]:
        """Status word that ends at `end` (原, 代 …), and where what precedes it ends."""
        words = self._ranks.status_words
        if (
            self.text[end - 1 : end] in ("任", "届")
            and (term := _TERM.search(self.text, max(0, end - 5), end)) is not None
        ):
            return "current", term.start()
        if self.text[end - 1 : end] in self._ranks.status_endings and self.text.endswith(words, 0, end):
            word = next(word for word in words if self.text.endswith(word, 0, end))
            before = self.text[end - len(word) - 1 : end - len(word)]  # 此|前任 is no 前任
            if (len(word) > 1 and before not in ("此", "之")) or (len(word) == 1 and self.view.is_word_start(end - 1)):
                return self._ranks.statuses[word] or "current", end - len(word)
        return "current", end

    def _inherit(self, post: Post, rank: Rank, last: Body | None) -> None:
        """Give `post` the body of the post before it in the chain, when it can be of that body."""
        if rank.scope == "place":
            if last is not None and (place := place_of(last.name)) is not None:
                post.organisation = place + governing(place[-1])
            return
        if rank.body is not None and rank.scope == "body":
            return
        if last is None:
            return
        if rank.scope == "state" and last.name not in states().values():
            post.organisation = last.state or None
            return
        post.organisation, post.org_id = last.name, last.org_id
