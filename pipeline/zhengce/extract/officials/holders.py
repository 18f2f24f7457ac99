"""Holders: the persons named behind or before posts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from zhengce.extract.officials.names import Names
from zhengce.extract.officials.posts import Chain, Mention, Post
from zhengce.extract.officials.ranks import ranks
from zhengce.extract.officials.view import Name, View, is_han
from zhengce.places import gazetteer

Mentions = dict[int, Mention]  # by where the name starts

_LIST = re.compile(r"(?:[（(][^（()）\n]{1,12}[）)])?(、|和|及|以及|与)")
_ROSTER = 4  # persons with titles that make a paragraph a roster
_SPEAKS = re.compile(r"代表|在发言|发言|说|认为|建议|提出|表示|指出|强调|介绍")
_PAD = re.compile(r"[ \u3000]{0,4}(?:[（(][^（()）\n]{1,10}[）)])?")
_BECOMES = re.compile(
    r"(?:同志|先生|女士|博士|教授|[上中少大][将校])?，?(?:(?:再次|重新|继续|正式|全票|高票|此前|之前|先后|目前|分别)?(?:被|获)?(?:重新)?(?:任命|选举|推选|推举|增选|补选|提名|聘任|选)?"
    r"|不再|拟|曾|现|将|已|当时|拟(?:推荐|提名|任命))"
    r"(?:当选为?|担任了?|当上了?|出任|就任|继任|接任|转任|调任|升任|改任|连任|兼任|曾任|历任|任|为|是|系)(?:新|首任|新一届|第.{1,3}[任届])?[村镇乡]?$"
)
_BECOME, _RESIGNED = frozenset("任为是系新届选了上村镇乡"), frozenset("去了辞任")  # what they end with
_APPOINTED = re.compile(r"(?:为|担任|出任)[^，。；：、\s]{1,10}$")
_APPOINTS = re.compile(r"(?:任命|选举|推选|补选|增选|聘任|增补|决定)[^，。；]{2,20}$")
_BY = re.compile(r"由([^。；：\n]{2,300}?)(?:兼任|担任)(?![一-鿿])")
_VILLAGE = ("村", "乡", "镇")
_ITEM = re.compile(r"(?:(?<=、)|(?<=选举)|(?<=任命)|(?<=免去)|(?<=，))([一-鿿]{2,4})$")
_SEVERAL = ("两位", "三位", "几位", "多位")
_AMONG = re.compile(r"(?:的(?:还)?(?:有|是)|还有)[：:]?\s?")  # 当选省委常委的还有张三、李四
_LINE = re.compile(r"(?:^|\n|[：:])[ \u3000]{0,24}\Z")
_RESIGNS = re.compile(r"(?:辞去|辞去了|请辞|卸任|不再担任|不再兼任)$")
_BEING = ("作为", "身为", "担任", "兼任")
_REMOVED = re.compile(r"(?:兼任|担任|所任)?的$")
_ASIDE = re.compile(r"[（(][^（()）\n]{1,12}[）)]$")
_OFFICE = re.compile(r"等?(?:的)?(?:职务|一职|职位)")
_PASSED_ON = re.compile(r"等?(?:的)?职务[，；](?:决定)?由(?=[一-鿿])")
_GOES_ON = re.compile(r"[，；、](?:选举|任命|推选)?")
_AIDE = re.compile(r"(总统|总理|主席|总书记)(?!$)")  # 主席特使
_REMOVES = re.compile(r"(?:免去|撤销|解除|罢免)[一-鿿·]{2,12}$")
_TAKES_OVER = ("接任", "继任", "接替", "担任")
_THEN = re.compile(r"(?:^|[，。；：,;\n])[ \u3000]*((?:曾|拟|后|又|并|先后|此后|此前|同年|同时|现|于|自|起)*)$")
_CAREER = re.compile(
    r"[，,（( \u3000]{1,3}(?:[男女]|[^，。]{1,6}族|[现曾拟历原]任|生于|现年|\d{4}年|[一二三四五六七八九十]{2,3}岁)"
)
_MOVED = re.compile(r"[^，。；\n]{0,16}(?:调|升|转|派)[^，。；\n]{0,14}$")  # 李明于1992年调到某县|任县长
_TOPIC = 100  # code points back to a clause whose topic a later one has
_NUMBER = re.compile(r"[ \u3000]*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、])?[ \u3000]*")
_APPOSED = re.compile(r"(?:[ \u3000]{1,6}[（(]?|，|[（(])$")


@dataclass(slots=True)
class _Role:
    """How the text gives posts to those named before them."""

    rule: str
    posts: list[Post]
    end: int  # where the names end
    clause: int  # where the verb of the clause, or its date, starts
    each: bool  # 分别: one post a name

    @property
    def spoken(self) -> bool:
        """Whether a verb says it."""
        return self.rule in ("officials.becomes", "officials.dismissed")


def _with(posts: list[Post], status: str) -> list[Post]:
    return [replace(post, status=status) for post in posts]


class Holders:
    """Finds who holds the posts of one document's chains."""

    def __init__(self, view: View, names: Names, mentions: Mentions) -> None:
        self._view = view
        self._names = names
        self._mentions = mentions
        self._bodies = {body.end: body for body in view.doc.organisations}
        self._office: Post | None = None  # the last post handed to others, with its body
        self._appointed: tuple[Mention, int] | None = None  # who is given a post last, and where that clause ends

    def behind(self, chain: Chain, previous: Mention | None) -> Mention | None:
        """Persons named behind a chain of posts: 民政部部长李立国, 副主席张三、李四. Gives the last of them."""
        view, mentions = self._view, self._mentions
        text = view.doc.text
        pad = _PAD.match(text, chain.end)
        start = pad.end() if pad is not None else chain.end
        if text.startswith("的", start) and (chain.verb or text.endswith(_BEING, 0, chain.start)):
            start += 1
        elif (among := _AMONG.match(text, start)) is not None:
            start = among.end()
        aide = _AIDE.match(chain.posts[0].position or "") is not None
        if (
            not (chain.bodied or aide or chain.posts[0].rank.scope == "place")
            and len(chain.posts) == 1
            and chain.start
            and is_han(text[chain.start - 1])
        ):
            named = self._names.before(view, chain.start)
            if named is not None and named.score >= 9:
                return None  # 江泽民总书记|曾讲
        name = self._names.after(view, start, abroad=chain.abroad, sure=chain.bodied)
        if name is not None and chain.posts[-1].rank.scope == "place" and name.person.endswith(_VILLAGE):
            return None  # 蒙阴县|长明村
        last: Mention | None = None
        several = (
            chain.posts[-1].rank.several
            or (chain.posts[-1].organisation or "").endswith("书记处")
            or text.endswith(_SEVERAL, 0, chain.start)
        )
        while name is not None:
            posts = chain.posts if last is None or several else []
            last = mentions.setdefault(name.start, Mention(name, posts, "officials.title-name", previous))
            view.learn(name.person)
            match = _LIST.match(text, name.end)
            if match is None or match.end() in view.posts or (match[1] != "、" and not several):
                break
            name = self._names.after(view, match.end(), listed=True, sure=chain.bodied and several)
        return last

    def served(self, chain: Chain) -> bool:
        """Whether the chain is of somebody who acts for the holder of a higher post, named before it (普京总统特使), who is then
        found."""
        match = _AIDE.match(chain.posts[0].position or "")
        if match is None or chain.bodied:
            return False
        rank = ranks().rank(match[1])
        name = self._names.before(self._view, chain.start, abroad=chain.abroad)
        if rank is None or name is None:
            return False
        self._mentions.setdefault(name.start, Mention(name, [Post(rank, start=chain.start)], "officials.name-title"))
        self._view.learn(name.person)
        return True

    def addressed(self, chain: Chain) -> None:
        """A person at the head of a sentence with a mere 委员 or 代表 behind the name: 王明委员说; 免去王明的委员职务."""
        view = self._view
        if _AMONG.match(view.doc.text, chain.end):  # 有关负责人还有：张三、李四
            chain.posts, chain.bodied = [Post(replace(chain.posts[0].rank, position=None, several=True))], True
            self.behind(chain, None)
            return
        if view.doc.text.endswith("的", 0, chain.start) and _OFFICE.match(view.doc.text, chain.end):
            self.before(chain)
        sentence = view.doc.sentences[view.doc.sentence_at(chain.start)]
        if 2 <= chain.start - sentence <= 4 and _SPEAKS.match(view.doc.text, chain.end):
            name = self._names.before(view, chain.start)
            if name is not None and name.start == sentence and name.score >= 7:
                self._mentions.setdefault(name.start, Mention(name, chain.posts, "officials.name-title"))
                view.learn(name.person)

    def handed(self, chain: Chain) -> None:
        """Persons named behind a post that they are to hold besides: 办公室主任由民政部副部长王明兼任."""
        text = self._view.doc.text
        match = _BY.match(text, chain.end)
        if match is None:
            return
        found = [self._mentions[start] for start in range(match.start(1), match.end(1)) if start in self._mentions]
        if not found and (name := self._names.after(self._view, match.start(1))) is not None:
            found = [self._mentions.setdefault(name.start, Mention(name, [], "officials.becomes"))]
        head = chain.posts[0]
        if head.organisation is not None:
            self._office = head
        elif self._office is not None and self._office.rank.root == head.rank.root:
            head.organisation, head.org_id = self._office.organisation, self._office.org_id
        for mention in found:
            mention.posts = [*chain.posts, *mention.posts]

    def enrolled(self, chains: list[Chain]) -> None:
        """Persons with a professional rank (…大学教授王明), who count in a sentence that is a roster of titled persons."""
        sentence = self._view.doc.sentence_at
        chains = [chain for chain in chains if chain.bodied]
        titled = Counter(map(sentence, [*self._mentions, *(chain.start for chain in chains)]))
        for chain in chains:
            if titled[sentence(chain.start)] >= _ROSTER:
                self.behind(chain, None)

    def before(self, chain: Chain) -> None:
        """Persons named before a chain of posts: 李克强总理, 张三任民政部部长, 张三（民政部部长）."""
        role = self._role(chain)
        if role is None:
            return
        found = self._named(chain, role)
        if found and role.rule == "officials.name-title":
            self._lend(chain, found[0])
            role.posts = chain.posts
        each = role.each and len(found) == len(role.posts)
        for index, name in enumerate(reversed(found)):
            self._view.learn(name.person)
            held = [role.posts[index]] if each else role.posts
            known = self._mentions.get(name.start)
            if known is None or not known.posts:
                self._mentions[name.start] = known = Mention(name, held, role.rule)
                if role.rule == "officials.becomes":
                    known.previous = self._elected_with(name.start)
                    self._appointed = known, chain.end
            elif role.spoken:
                known.posts = [*known.posts, *held]
        if role.rule == "officials.dismissed":
            self._passed_on(chain)
        elif role.rule == "officials.becomes" and not found:
            self._career(role.posts, role.clause)

    def _role(self, chain: Chain) -> _Role | None:
        """How the text gives the chain's posts to whom it names before; None where nothing says that it does."""
        text, posts, end = self._view.doc.text, chain.posts, chain.start
        head = text[max(0, end - 24) : end]
        offset = end - len(head)
        last = text[end - 1 : end]
        role = _Role("officials.name-title", posts, end, end, "分别" in head)
        if chain.verb:
            role.rule = "officials.becomes"
        elif text.startswith("当选", end) and (match := _BECOMES.search(text, max(0, end - 24), end + 2)) is not None:
            role.end, role.rule, role.posts = match.start(), "officials.becomes", _with(posts, "current")
        elif (last in _RESIGNED and (match := _RESIGNS.search(head)) is not None) or (
            last == "的" and (match := _REMOVED.search(head)) is not None and _OFFICE.match(text, chain.end)
        ):
            role.end, role.rule, role.posts = offset + match.start(), "officials.dismissed", _with(posts, "former")
        elif (last in _BECOME and (match := _BECOMES.search(head)) is not None) or (
            ("为" in head or "任" in head)
            and (match := _APPOINTED.search(head)) is not None
            and _APPOINTS.search(head, 0, match.start())
        ):
            verb = match[0].removeprefix("，")
            role.end, role.rule, role.clause = (
                offset + match.start(),
                "officials.becomes",
                offset + match.end() - len(verb),
            )
            if verb.startswith(("曾", "此前", "之前")):
                role.posts = _with(posts, "former")
            elif verb.startswith("拟"):
                role.posts = _with(posts, "designate")
        elif chain.bodied and is_han(last) and (_OFFICE.match(text, chain.end) or _REMOVES.search(head)):
            role.rule, role.posts = "officials.dismissed", _with(posts, "former")  # 免去李明（同志）民政部部长（职务）
        elif (match := _APPOSED.search(head)) is not None:
            if match[0] == "，" and not chain.bodied:
                return None
            role.end, role.rule = offset + match.start(), "officials.apposed"  # 李明（民政部部长）, 李明  民政部部长
        elif chain.bodied:
            return None
        if role.spoken:
            self._step_back(role)
        return role

    def _step_back(self, role: _Role) -> None:
        """Let the `role` end before what may stand between the name and its verb: 李明同志（女）于2018年任…."""
        text, words = self._view.doc.text, self._view.doc.words
        if role.end and words.tags[index := words.at(role.end - 1)] == "date":
            role.clause = words.starts[index] if role.clause == role.end else role.clause
            role.end = words.starts[index]
            role.end -= text.endswith("于", 0, role.end)
        if (match := _ASIDE.search(text, max(0, role.end - 14), role.end)) is not None:
            role.end = match.start()
        if text.endswith("同志", 0, role.end):
            role.end -= 2

    def _named(self, chain: Chain, role: _Role) -> list[Name]:
        """The names that end where the `role` does, the last first; several in a list only with a verb."""
        text, end, rank = self._view.doc.text, role.end, chain.posts[0].rank
        name = self._names.before(self._view, end, sure=role.spoken, abroad=chain.abroad)
        if name is None:
            name = self._item(end) if role.spoken else None
        elif role.spoken:
            if end == chain.start and text[name.start - 1 : name.start] == "、":
                return []  # 农业和|农村委员会
        elif role.rule == "officials.name-title":
            if rank.scope == "place" and name.person + rank.unit in gazetteer().surfaces:
                return []  # 金门|县长
            if name.person.endswith(rank.ends):
                return []  # 宣传科|科长
        found: list[Name] = []
        while name is not None and (
            role.rule != "officials.apposed" or name.score >= 9 or _LINE.search(text, 0, name.start)
        ):
            found.append(name)
            if not role.spoken or name.start == 0 or text[name.start - 1] not in "、和与":
                break
            if text[name.start - 1] != "、":  # 增选张三|和|李四为副主席
                name = self._names.before(self._view, name.start - 1, sure=True)
                if name is None or name.score < 9:
                    break
                continue
            aside = _ASIDE.search(text, max(0, name.start - 15), name.start - 1)  # 张三（女）、
            end = aside.start() if aside is not None else name.start - 1
            name = self._names.before(self._view, end, sure=True) or self._item(end, listed=True)
        return found

    def _lend(self, chain: Chain, name: Name) -> None:
        """Give the post behind `name` the body written right before it: 中组部李明局长."""
        post, body = chain.posts[0], self._bodies.get(name.start)
        if body is not None and post.organisation is None and post.rank.scope == "body" and not post.rank.fixed:
            chain.posts = [replace(post, organisation=body.name, org_id=body.org_id), *chain.posts[1:]]

    def _item(self, end: int, *, listed: bool = False) -> Name | None:
        """What stands alone in a list of those elected or appointed, up to `end`, and reads as no word: 喇秉礼、. Only a
        `listed` one, which others follow, may open a clause."""
        text, names = self._view.doc.text, self._names
        match = _ITEM.search(text, max(0, end - 8), end)
        if match is None or match[1] in names.not_names or not names.never.isdisjoint(match[1]):
            return None
        if (text[match.start() - 1] == "，" and not listed) or ranks().rank(match[1]) is not None:
            return None
        return Name(match.start(), end, match[1], 6) if not self._view.titled(match.start(), end) else None

    def _elected_with(self, start: int) -> Mention | None:
        """Who is given a post in the clause right before `start`: 张三为副主席，李四为秘书长."""
        if self._appointed is None:
            return None
        mention, end = self._appointed
        return mention if _GOES_ON.fullmatch(self._view.doc.text, end, start) else None

    def _passed_on(self, chain: Chain) -> None:
        """Who takes over the post that somebody else gives up: 免去秦立的外交部部长职务，由王勇接任."""
        text = self._view.doc.text
        if (match := _PASSED_ON.match(text, chain.end)) is None:
            return
        name = self._names.after(self._view, match.end())
        if name is not None and text.startswith(_TAKES_OVER, name.end):
            self._mentions.setdefault(name.start, Mention(name, chain.posts, "officials.becomes"))
            self._view.learn(name.person)

    def _topic(self, sentence: int, end: int) -> Mention | None:
        """Whom the last clause before `end` is of that a plain name opens: 转业后，|张三|便进入工厂，担任厂长."""
        text, words = self._view.doc.text, self._view.doc.words
        floor = max(sentence, end - _TOPIC)
        comma = text.rfind("，", floor, end - 1)
        while comma >= 0:
            index = words.at(comma + 1)
            name = self._names.after(self._view, comma + 1) if words.tags[index].startswith("nr") else None
            if name is not None and words.texts[index] == name.person:
                return self._mentions.get(name.start) or Mention(name, [], "officials.career")
            comma = text.rfind("，", floor, comma)
        return None

    def _career(self, posts: list[Post], end: int) -> None:
        """Posts of a clause without a subject, whose verb or date starts at `end`, for whom the sentence or paragraph opens with:
        张三，男，1960年生，现任民政部副部长，拟任民政部部长."""
        view, text = self._view, self._view.doc.text
        match = _THEN.search(text, max(0, end - 12), end)
        line = text.rfind("\n", 0, end) + 1
        pad = _NUMBER.match(text, line)
        line = pad.end() if pad is not None else line
        sentence = view.doc.sentences[view.doc.sentence_at(end)]
        subject = self._mentions.get(sentence) or (self._mentions.get(line) if match is not None else None)
        if subject is None and match is not None:
            subject = self._topic(sentence, end)
        if subject is None:
            start = line if match is not None else sentence
            name = self._names.after(view, start)
            if name is None or (match is not None and not _CAREER.match(text, name.end)):
                return
            subject = Mention(name, [], "officials.career")
        if match is None and not _MOVED.match(text, subject.name.end, end):
            return
        self._mentions[subject.name.start] = subject
        view.learn(subject.name.person)
        if match is not None and match[1]:
            status = "designate" if "拟" in match[1] else "former" if "曾" in match[1] or "此前" in match[1] else None
            posts = [replace(post, status=status) for post in posts] if status is not None else posts
        subject.posts = [*subject.posts, *posts]
