"""Posts: a rank and the body that it belongs to, composed from what stands before the rank."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from zhengce.extract.officials.heads import head_of, positions
from zhengce.extract.officials.names import Name, View, is_chinese, is_han, names
from zhengce.extract.officials.ranks import Rank, Title, ranks
from zhengce.extract.officials.states import abbreviations, endings, foreign_state, last_state, states
from zhengce.model import Organisation
from zhengce.places import gazetteer
from zhengce.registry import registry

_JOIN = re.compile(r"[ \u3000]{0,2}(?:、|兼任?|暨|及其?|，(?:兼任?)?)?[ \u3000]{0,2}")
_ABROAD = re.compile(r"(?:常驻|驻)([^，。、；：！？\s驻]{1,14})$")
_UNIT = re.compile(
    r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|新区|省|市|县|区|州|盟|旗|乡|镇|街道|村|社区)$"
)
_BODY = re.compile(
    r"(?:公司|集团|银行|大学|学院|学校|中学|小学|党校|医院|法院|检察院|研究院|研究所|研究中心|中心|委员会|协会|学会|商会|联合会|基金会|"
    r"办公室|指挥部|出版社|[部委局厅处科所站队厂矿场院室办会社台馆园团军师旅营连组]|支部|合作社|村|社区|街道|景区|乡|镇)$"
)
_UNITS = frozenset("部局厅署委院司处科")
_ACTIVITIES = frozenset(
    {
        "管理",
        "推广",
        "服务",
        "保护",
        "研究",
        "监督",
        "发展",
        "改革",
        "建设",
        "规划",
        "教育",
        "指导",
        "扶贫",
        "开发",
        "监测",
        "检测",
        "执法",
        "防治",
        "救助",
        "劳动",
        "就业",
        "合作",
    }
)
_BUSINESS = frozenset({"董事长", "总裁", "总经理", "首席执行官", "理事长", "董事局主席"})
_STOPS = frozenset({"兼", "电", "本报", "记者", "首届", "首任", "今年", "全体", "全国"})
_AIDES = frozenset(
    {"发言人", "新闻发言人", "新闻秘书", "特使", "特别代表", "顾问", "高级顾问", "办公室主任", "办公厅主任"}
)
_FOREIGN_MINISTERS = ("外长", "防长", "财长")  # short forms, which no deputy premier of China bears
_MINISTRY = ("部", "署", "局", "院", "委员会")
_CHINESE_PLACE = re.compile(r"自治|[县旗乡镇村]$")
_HELD = ("现任", "时任", "曾任")
_COMMITTEE = re.compile(r"^(?:中共|中国共产党)(.+)(?:委员会|党组)$")


@dataclass(slots=True)
class Post:
    """A position at a body, as the text gives it."""

    rank: Rank
    organisation: str | None = None
    org_id: str | None = None
    status: str = "current"
    start: int = 0  # where it starts, with its body and status

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
    abroad: bool = False  # the posts are of another state
    state: str = ""  # the foreign state that they are of
    verb: str = ""  # a status word that says who holds them: 现任, 曾任


@dataclass(slots=True)
class Mention:
    """A person's name in the text with the posts that stand by it."""

    name: Name
    posts: list[Post]
    rule: str
    previous: Mention | None = None  # whom the list names before: 司令员张三、政委李四


@dataclass(frozen=True, slots=True)
class _Body:
    name: str
    org_id: str | None
    start: int


class Composer:
    """Composes the posts of one document."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.text = view.doc.text
        self.bodies = {body.end: body for body in view.doc.organisations}
        self.held: dict[str, set[str]] = {}  # ranks of states: the states whose holders the text names or means
        self._floor = 0  # where the last rank ended: no body reaches further back
        self._starts = [body.start for body in view.doc.organisations]
        self._ranks = ranks()
        self._stops = _stops()

    def chains(self, titles: list[Title]) -> list[Chain]:
        """The chains of posts in the document, in order."""
        found: list[Chain] = []
        chain: Chain | None = None
        last: _Body | None = None
        for title in titles:
            if self._hidden(title) or (title.rank.scope != "state" and self._crossed(title)):
                continue
            post, start, body = self._post(title, chain)
            gap = self.text[chain.end : start] if chain is not None and start >= chain.end else None
            if chain is not None and chain.posts and gap == "" and body is None and title.rank.root in _AIDES:
                boss = chain.posts[-1]
                boss.rank = replace(title.rank, position=f"{boss.position}{title.rank.position}", body=boss.rank.body)
                chain.end = title.end
                continue
            idle = title.rank.bound and title.rank.position is None  # 院士: no post
            bare = title.rank.bound and body is None and title.rank.body is None and not idle
            if (
                chain is not None
                and gap is not None
                and self._joins(chain, gap, body)
                and (bare or idle or not chain.bound)
            ):
                chain.end = title.end
                if bare or idle:
                    continue
                if body is None:
                    self._inherit(post, title.rank, last)
                elif chain.state and body.name.endswith(_MINISTRY) and not foreign_state(body.name) and _domestic(body):
                    post.organisation, post.org_id = chain.state + body.name, None
                if post.status == "current" and chain.posts and chain.posts[0].status == "former":
                    post.status = "former"
                chain.posts.append(post)
                chain.abroad |= self._abroad(title.rank, body)
                chain.state = chain.state or _foreign_state(body)
            else:
                chain = Chain(start, title.end, [] if idle else [post], body is not None, bare)
                chain.abroad, chain.state = self._abroad(title.rank, body), _foreign_state(body)
                if self.text.startswith(_HELD, start):
                    chain.verb = self.text[start : start + 2]
                found.append(chain)
                last = None
            last = body or last
            if not bare:
                self._floor = title.end
            if body is not None and title.rank.scope == "state":
                self.held.setdefault(title.rank.root, set()).add(body.name)
        return found

    def settle(self, mention: Mention, post: Post, others: Iterable[Post]) -> Post:
        """`post` with its body, where the text does not write it: from the person's other mentions, else by the rank."""
        if post.organisation is not None or post.position is None:
            return post
        rank = post.rank
        if (head := head_of(mention.name.person, post.rank.root)) is not None and post.position == head.position:
            return replace(post, organisation=head.body)
        body = next((other for other in others if other.position == post.position and other.organisation), None)
        if body is not None:
            return replace(post, organisation=body.organisation, org_id=body.org_id)
        chinese = is_chinese(mention.name.person)
        if rank.scope == "state":
            return self._of_state(mention, post, chinese)
        if rank.body is not None:
            return replace(post, organisation=rank.body) if chinese and rank.root not in positions() else post
        if (rank.ends or (rank.scope == "place" and chinese)) and self._free(post.start):
            post = self._nearest(post, mention.name.start)
        if (
            post.organisation is None
            and rank.scope == "body"
            and mention.previous is not None
            and mention.previous.posts
        ):
            last = mention.previous.posts[-1]
            post = replace(post, organisation=last.organisation, org_id=last.org_id)
        return post

    def _of_state(self, mention: Mention, post: Post, chinese: bool) -> Post:
        """`post` with its state: China for a Chinese name, else the one that the text speaks of."""
        rank, start = post.rank, mention.name.start
        ours = chinese and rank.body is not None
        if ours and any(_is_ours(other) for other in mention.posts if other is not post):
            return replace(post, organisation=rank.body)
        held = self.held.get(rank.root, set())
        if len(held) == 1:
            return replace(post, organisation=next(iter(held)))
        if ours and not any(map(_is_minister, mention.posts)):
            return replace(post, organisation=rank.body)
        state = last_state(self.text, max(0, start - 120), start) if self._free(post.start) else None
        return replace(post, organisation=state) if state is not None else post

    def _nearest(self, post: Post, offset: int) -> Post:
        """`post` at the last body before `offset` that can have it, within some sentences."""
        if post.rank.scope == "place":
            place = self._place(post.rank.unit, offset)
            return replace(post, organisation=place + "人民政府") if place is not None else post
        index = bisect_right(self._starts, offset) - 1
        while index >= 0 and offset - self._starts[index] < 150:
            body = self.view.doc.organisations[index]
            if body.name.endswith(post.rank.ends):
                return replace(post, organisation=body.name, org_id=body.org_id)
            index -= 1
        return post

    def _place(self, unit: str, offset: int) -> str | None:
        """The place of kind `unit` (省, 市 …) that the text speaks of at `offset`: named last before it, first behind it, or
        given with the document."""
        words, known, day = self.view.doc.words, gazetteer(), self.view.doc.context.published
        here = words.at(offset)
        for index in (*range(here, max(here - 200, -1), -1), *range(here + 1, min(here + 200, len(words.texts)))):
            tag = words.tags[index]
            if tag == "org":
                body = self.bodies.get(words.starts[index] + len(words.texts[index]))
                name = _place_of(body.name) if body is not None else None
            elif tag.startswith("ns"):
                place = known.resolve(words.texts[index], day)
                name = place.name if place is not None else None
            else:
                continue
            if name is not None and name.endswith(unit):
                return name
        region = self.view.doc.context.region
        place = (known.get(region, day) if region.isdigit() else known.resolve(region, day)) if region else None
        return place.name if place is not None and place.name.endswith(unit) else None

    def _abroad(self, rank: Rank, body: _Body | None) -> bool:
        if body is None:
            return rank.scope == "state" and rank.body is None
        return bool(foreign_state(body.name)) or (body.org_id or "").startswith("int.")

    def _joins(self, chain: Chain, gap: str, body: _Body | None) -> bool:
        """Whether what stands between a chain and the next post only joins them."""
        if not _JOIN.fullmatch(gap):
            return False
        if gap == "，":
            return chain.bodied and body is not None
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
        index = words.at(title.end - 1)
        if words.starts[index] <= title.start or words.starts[index] + len(words.texts[index]) <= title.end:
            return False
        return words.texts[index] in self._ranks.words

    def _post(self, title: Title, chain: Chain | None) -> tuple[Post, int, _Body | None]:
        """The post of `title`, where it starts (with body and status), and its written body."""
        rank = title.rank
        if (split := self._split(title)) is not None:
            post = Post(split[1], split[0].name, split[0].org_id)
            post.status, start = self._status(split[0].start)
            return post, start, split[0]
        status, start = self._status(title.start)
        body = self._written(title, start, chain)
        post = Post(rank, None, None, status)
        if body is None:
            post.start = start
            if rank.fixed and not (chain is not None and chain.state):
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

    def _free(self, start: int) -> bool:
        """Whether what ends at `start` is no noun, which might name a body that is not recognised."""
        if start == 0 or not is_han(self.text[start - 1]):
            return True
        words = self.view.doc.words
        index = words.at(start - 1)
        return words.tags[index][0] in "pcuvdr" or words.texts[index] in self._stops

    def _split(self, title: Title) -> tuple[_Body, Rank] | None:
        """A body whose name ends inside the rank: 内蒙古自治区党委|书记."""
        for offset in range(title.start, title.end):
            found = self.bodies.get(offset)
            if found is not None and found.start < title.start:
                if found.name.endswith("党组"):  # its secretary is named after the ministry
                    rank = self._ranks.rank("党组" + self.text[offset : title.end])
                    name = found.name.removesuffix("党组").removeprefix("中共").removeprefix("中国共产党")
                    return (_Body(name, None, found.start), rank) if rank is not None else None
                if offset == title.start:
                    return None
                rank = self._ranks.rank(self.text[offset : title.end])
                return (self._body(found), rank) if rank is not None else None
        return None

    def _status(self, end: int) -> tuple[str, int]:
        """Status word that ends at `end` (原, 代 …), and where what precedes it ends."""
        words = self._ranks.status_words
        if self.text[end - 1 : end] in self._ranks.status_endings and self.text.endswith(words, 0, end):
            word = next(word for word in words if self.text.endswith(word, 0, end))
            if len(word) > 1 or self.view.is_word_start(end - 1):
                return self._ranks.statuses[word] or "current", end - len(word)
        return "current", end

    def _written(self, title: Title, end: int, chain: Chain | None) -> _Body | None:
        """The body that stands right before `end`."""
        text, rank = self.text, title.rank
        if end > 1 and text[end - 1] in " \u3000" and is_han(text[end - 2]):
            end -= 1
        found = self.bodies.get(end)
        if found is None and end > 1 and text[end - 1] == "的":
            found = self.bodies.get(end - 1)
        if found is not None and found.start < end:
            return self._body(found)
        if end == title.start and (shared := self._shared(rank, end, chain)) is not None:
            return shared
        if rank.scope == "state":
            return self._state(rank, end)
        if rank.scope == "place":
            return self._government(rank, end)
        return self._phrase(rank, end)

    def _body(self, body: Organisation) -> _Body:
        return _Body(body.name, body.org_id, body.start)

    def _shared(self, rank: Rank, end: int, chain: Chain | None) -> _Body | None:
        """A body whose last character is the first of the rank: 外交部|长, 法国财政部|长."""
        unit = rank.root[0]
        if unit not in _UNITS or len(rank.root) != 2 or not is_han(self.text[end - 1 : end] or "x"):
            return None
        found = self.bodies.get(end + 1)
        if found is not None and found.start < end and self.text[end] == unit:
            return self._body(found)
        start = self._nouns(end, 16)
        sizes = [size for size in range(8, 1, -1) if self.text[start : start + size] in states()]
        state = next((size for size in sizes if self.view.is_word_start(start + size)), min(sizes, default=0))
        start += state or (self.text[start] in abbreviations())
        before = self._state_before(start)
        name = self.text[start:end] + unit
        if len(name) < 3 or name[-2] == unit:
            return None
        if before is not None:
            return _Body(before.name + name, None, before.start)
        if chain is not None and chain.state and chain.end <= start and _JOIN.fullmatch(self.text, chain.end, start):
            return _Body(chain.state + name, None, start)
        holder = registry().lookup(name, self.view.doc.context.published)
        return _Body(holder.body.name, holder.body.id, start) if holder is not None else None

    def _state(self, rank: Rank, end: int) -> _Body | None:
        text = self.text
        if text.find("驻", max(0, end - 16), end) >= 0 and (match := _ABROAD.search(text, max(0, end - 16), end)):
            sender = self._state_before(match.start())
            office = {"大使": "大使馆", "特命全权大使": "大使馆", "总领事": "总领事馆"}.get(rank.root)
            if office is not None:
                name = text[match.start() : end].replace("驻华", "驻中国")
                start = sender.start if sender else match.start()
                return _Body((sender.name if sender else "") + name + office, None, start)
        return self._state_before(end)

    def _state_before(self, end: int) -> _Body | None:
        """The state named right before `end`."""
        text, known = self.text, states()
        if text[end - 1 : end] not in endings():
            return None
        for size in range(min(14, end), 1, -1):
            name = text[end - size : end]
            if name in known:
                return _Body(known[name], None, end - size)
        candidates = abbreviations().get(text[end - 1 : end], ())
        if len(candidates) > 1:
            candidates = tuple(name for name in candidates if name in text)
        if not candidates or (end > 1 and is_han(text[end - 2]) and not self.view.is_word_start(end - 1)):
            return None
        return _Body(candidates[0], None, end - 1)

    def _government(self, rank: Rank, end: int) -> _Body | None:
        """What the head of a place is head of: 湖南省|省长 and 湖南|省长 of 湖南省人民政府, 龙门村|村长 of its 村民委员会."""
        text, words = self.text, self.view.doc.words
        start, index = end, words.at(end - 1)
        while index >= 0 and end - words.starts[index] <= 20:
            word = text[words.starts[index] : min(words.starts[index] + len(words.texts[index]), end)]
            if (
                not words.tags[index].startswith("ns")
                and not _UNIT.search(word)
                and not (end - start == 1 and len(word) > 1)
            ):
                break
            start = words.starts[index]
            index -= 1
        if start == end:
            return None
        name = text[start:end]
        if rank.root == "行政长官":
            return _Body(name if name.endswith("区") else name + "特别行政区", None, start)
        unit = rank.unit
        if not name.endswith(unit):
            name += unit
        if len(name) < 2:
            return None
        place = gazetteer().resolve(name, self.view.doc.context.published)
        if place is None and unit in "市州省" and not _CHINESE_PLACE.search(name):
            return _Body(name, None, start)  # 莫斯科市
        return _Body((place.name if place else name) + _governing(unit), None, start)

    def _nouns(self, end: int, most: int) -> int:
        """Start of the nouns that end at `end`, of at most `most` characters: where a body without a claimed name may start."""
        words = self.view.doc.words
        index = words.at(end - 1)
        start, following = end, ""
        while index >= 0 and end - words.starts[index] <= most and words.starts[index] >= self._floor:
            tag, word = words.tags[index], self.text[words.starts[index] : start]
            if tag == "org":
                start = words.starts[index]
                break
            if tag[0] in "xpcurydeowt" or tag in ("date", "title") or not is_han(word[0]) or word in self._stops:
                break
            if tag[0] == "v" and tag != "vn" and not _BODY.match(following) and word not in _ACTIVITIES:
                break
            if tag.startswith("nr") and not _UNIT.match(following) and not _BODY.match(following):
                break
            start, following = words.starts[index], word
            index -= 1
        while start < end:
            index = words.at(start)
            if words.tags[index][0] not in "mqafvbz" or words.tags[index] == "vn" or len(words.texts[index]) > 3:
                break
            start = words.starts[index] + len(words.texts[index])
        return min(start, end)

    def _phrase(self, rank: Rank, end: int) -> _Body | None:
        """The nouns that stand right before `end`, when they end as a body's name does."""
        if end <= 0 or not is_han(self.text[end - 1]):
            return None
        start = self._nouns(end, 26)
        name = self.text[start:end]
        match = _BODY.search(name)
        if match is None and rank.root in _BUSINESS and len(name) > 2:
            return _Body(name, None, start)
        if match is None or match.end() - match.start() == len(name):
            return None
        return _Body(name, None, start)

    def _inherit(self, post: Post, rank: Rank, last: _Body | None) -> None:
        """Give `post` the body of the post before it in the chain, when it can be of that body."""
        if rank.scope == "place":
            if last is not None and (place := _place_of(last.name)) is not None:
                post.organisation = place + _governing(place[-1])
            return
        if rank.body is not None and rank.scope == "body":
            return
        if last is None:
            return
        if rank.scope == "state" and last.name not in states().values():
            post.organisation = _foreign_state(last) or None
            return
        post.organisation, post.org_id = last.name, last.org_id


def _foreign_state(body: _Body | None) -> str:
    return foreign_state(body.name) if body is not None else ""


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    """Words that are in no body's name."""
    return names().verbs | ranks().statuses.keys() | _STOPS


def _is_ours(post: Post) -> bool:
    """Whether the post is one of China by its body."""
    body = post.organisation or (post.rank.body if post.rank.scope == "body" else None)
    return body is not None and not foreign_state(body)


def _is_minister(post: Post) -> bool:
    return post.rank.root in _FOREIGN_MINISTERS


def _domestic(body: _Body) -> bool:
    return body.org_id is None or body.org_id.startswith("cn.")


def _governing(unit: str) -> str:
    return "村民委员会" if unit == "村" else "人民政府"


def _place_of(name: str) -> str | None:
    """The place that a Party committee, government or people's congress is of: 中共湖南省委员会 → 湖南省."""
    name = name.removeprefix("中国共产党").removeprefix("中共")
    match = re.match(
        r"(.{2,20}?(?:特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|县|区|州|盟|旗|乡|镇|村))(?=委|人民|市委|政府|常务|纪|党)",
        name,
    )
    return match[1] if match else None
