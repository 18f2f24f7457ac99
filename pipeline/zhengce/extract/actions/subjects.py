"""Who acts: the subject of a clause, by full names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from zhengce.extract.actions.predicates import ADJECTIVES, CLOSER, FRONT, MODAL, NONE, PLACE, STATIVE, VERB, WITH
from zhengce.extract.actions.scan import Scan
from zhengce.model import Document

# What a subject is: named agents, an agent without a name (有关部门), private people, a thing, a document that speaks, or absent.
NAMED = 0
AGENT = 1
PERSON = 2
THING = 3
DOCUMENT = 4
ABSENT = 5

_JOINS = frozenset({"、", "和", "及", "与", "以及", "同", "暨"})
_DOERS = frozenset({"由", "被", "经", "经商", "已经", "业经", "现经", "报经", "应由", "待"})
_CONFERENCES = frozenset({"会议", "全会", "大会", "座谈会", "峰会"})
_POSTS = frozenset({"总书记", "总理", "主席", "委员长", "他", "她"})  # alone, they stand for the person who acted last
OURSELVES = frozenset({"中方", "我们", "我方", "中国", "我国"})  # a speaker's own side
_PARTS = frozenset(
    {"各", "有关", "所属", "下属", "直属", "相关", "部分"}
)  # behind a body, before parts of it without a name
_UNITS = frozenset({"部门", "单位", "机构", "地区", "企业", "高校", "成员"})
_DELEGATES = frozenset({"代表", "委员"})  # who do not act for their body
_ON_BEHALF = frozenset({"特使", "特别代表", "此访", "此行"})  # behind the name of one who does not act himself
_EVENTS = frozenset({"访问", "来访", "到访", "到来"})
_PREPOSITIONS = frozenset({PLACE, FRONT, WITH})
_EDGES = frozenset({PLACE, FRONT, WITH, MODAL, STATIVE, CLOSER})
_NOUN_TAGS = frozenset(
    {"n", "j", "l", "nr", "nrt", "nrfg", "ns", "nt", "nz", "org", "r", "s", "title", "vn", "an", "ng"}
)
_PERSON_TAGS = frozenset({"nr", "nrt", "nrfg"})
_PLACE_TAGS = frozenset({"ns", "nt"})
_TITLE_TAGS = frozenset({"n", "ns", "b", "nz", "j", "vn", "nt", "org", "m", "l"})
_LEAD_TAGS = frozenset({"date", "t", "d", "c", "x", "ad"})  # before a subject
_COMPOUND_TAGS = frozenset({"n", "nz", "vn", "b", "j"})
_MEETING_TAGS = _COMPOUND_TAGS | {"v", "m", "i", "l"}
_TAIL_TAGS = frozenset({"q", "k", "ng", "zg"})  # that may end the name of a thing
_MEETING_NAME = 20  # characters that the name of a meeting may have
_SESSION = re.compile(r"(?:第?(?:[一二三四五六七八九十百]{1,5}|\d{1,3})次|常务|全体|主任){1,2}会议")
_PLENUM = re.compile(r"(?:(?:党的)?(?:十[一二三四五六七八九]?|二十)届)?[一二三四五六七]中(?=[、全])")
_DEICTIC = re.compile(
    r"(?:(?P<who>你)[省市区部局委厅署行院会办](?!《|关于|的)|(?<=[\n，。；、由])我(?P<kind>[部局委厅署行院会办]))"
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖"
    "姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐"
    "向葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲靳祁路涂兰甘裴梅童翁霍游阮"
)


@dataclass(slots=True)
class Agent:
    """A named organisation or person that may act."""

    start: int
    end: int
    name: str
    person: bool


@dataclass(slots=True)
class Subject:
    """The subject of a clause: what it is, the names of named doers, and its words [first, stop)."""

    kind: int
    names: tuple[str, ...] = ()
    first: int = -1
    stop: int = -1
    passive: bool = False  # 由 or 被 names the doer, so these words are what is acted on
    place: bool = False  # a place by name stands for who acts there
    aside: bool = False  # a doer named by a preposition (经国务院同意), not the subject of what follows


NO_SUBJECT = Subject(ABSENT)


class Subjects:
    """Finds subjects in one document."""

    def __init__(self, doc: Document, scan: Scan) -> None:
        self.scan, self.text, self.officials = scan, doc.text, doc.officials
        found = {(one.start, one.end): Agent(one.start, one.end, one.name, False) for one in doc.organisations}
        for person in doc.officials:
            found[person.start, person.end] = Agent(person.start, person.end, person.person, True)
        for date in doc.dates:
            if doc.text.startswith(("全会", "两会"), date.end - 2):
                found |= _sessions(doc.text[date.start : date.end], date.start)
        for i in [i for i, word in enumerate(scan.texts) if word == "中央" and scan.entries[i + 1].kind == VERB]:
            start, end = scan.starts[i], scan.starts[i + 1]
            found.setdefault((start, end), Agent(start, end, "中国共产党中央委员会", False))
        found |= _deictics(doc)
        self.agents = sorted(found.values(), key=lambda agent: (agent.start, -agent.end))
        self.starts = [*(agent.start for agent in self.agents), len(doc.text) + 1]
        self.persons = {agent.name for agent in self.agents if agent.person}
        self.latest: str | None = None  # the last person who acted
        self._holders: dict[str, list[tuple[int, str]]] | None = None  # post → persons named with it, and where

    def read(self, start: int, stop: int, holder: bool = False, joined: int = 0) -> Subject:
        """The subject among the words [start, stop) before a predicate, and the first `joined` characters of the next.

        `holder` as in `named`.
        """
        scan = self.scan
        if start >= stop:
            if joined:
                names, _ = self.named(scan.starts[start], scan.starts[start] + joined)
                if names:
                    return Subject(NAMED, names, start, start)
            return NO_SUBJECT
        entries, tags = scan.entries, scan.tags
        first = last = -1
        passive = False
        quoted, closed = start, True  # where a quotation ends; whether one that opens may have an end
        for j in range(start, stop):
            if j < quoted:
                continue
            if closed and scan.texts[j] == "“":
                closed = "”" in scan.texts[j:stop]
                if closed:
                    quoted = last = scan.texts.index("”", j)
                    first = j if first < 0 else first
                    continue
            entry = entries[j]
            kind = entry.kind
            if kind == MODAL and scan.texts[j - 1] == "所":
                first = j - 1 if first < 0 else first
                continue  # 所需的经费
            if kind in _EDGES and not (entry.agent and tags[j + 1] not in _NOUN_TAGS):
                if kind == CLOSER and last >= 0:
                    if first >= 0 and first < last and entries[first].agent and tags[first] != "org":
                        last = first  # 双方政治上…
                    else:
                        first = last = -1  # 近年来, 会上: a time or place, no subject
                    continue
                passive = kind == FRONT and entry.word in ("由", "被")
                break
            if entry.preposition:
                break
            attributive = scan.texts[j] in ADJECTIVES and j + 1 < stop and tags[j + 1] in _NOUN_TAGS
            if not entry.adverbial or entry.word == "新" or attributive:
                tag = tags[j]
                if tag in _NOUN_TAGS or entry.paper or entry.agent:
                    last = j
                if first < 0 and (attributive or tag not in _LEAD_TAGS):
                    first = j - 1 if tag == "uj" and j > start else j  # 今天的会议
        names, aside = self.named(scan.starts[start], scan.starts[stop] + joined, holder)
        if names and "夫人" in scan.texts[start:stop]:
            names = self._with_spouse(names, scan.texts.index("夫人", start))
        if names:
            if last >= 0 and not aside and self._unknown_person(last) and not self.persons.intersection(names):
                names = (scan.texts[last],)
            return Subject(NAMED, names, first, last + 1, passive, aside=aside)
        if passive:
            return Subject(AGENT, (), first, last + 1, True)
        if last < 0:
            return NO_SUBJECT
        return self._nameless(last if first < 0 else first, last, stop)

    def _with_spouse(self, names: tuple[str, ...], i: int) -> tuple[str, ...]:
        """The names with that of the spouse whom the word at `i` announces: beside them (和夫人某某) or alone (主席夫人某某)."""
        if self.scan.tags[i + 1] not in _PERSON_TAGS or self.scan.texts[i + 1] in names:
            return names
        beside = names if self.scan.texts[i - 1] in _JOINS else ()
        return (*beside, self.scan.texts[i + 1])

    def _unknown_person(self, i: int) -> bool:
        """Whether the word at `i` is the name of a person whom no title made known."""
        return self.scan.tags[i] in _PERSON_TAGS and not self.scan.entries[i].private

    def _nameless(self, first: int, last: int, end: int) -> Subject:
        """The subject [first, last], which holds no known name; the predicate begins at the word `end`."""
        texts = self.scan.texts
        word, tag, entry = texts[last], self.scan.tags[last], self.scan.entries[last]
        stop = last + 1
        if tag == "title" or entry.paper:
            return Subject(DOCUMENT, (), first, stop)
        if word in _POSTS and first == last and (name := self._holder(word, first) or self.latest) is not None:
            return Subject(NAMED, (name,), first, stop)
        if word in _CONFERENCES or (word.endswith("会议") and tag != "org"):
            if self.scan.entries[first].kind == VERB and not self.scan.entries[first].noun:
                return Subject(THING, (), first, stop)  # 开好这次大会
            doers = [j for j in range(first, last) if texts[j] in _DOERS]
            begin = max([first, *(j + 1 for j in doers), *(j + 1 for j in range(first, last) if self._opens(j))])
            name = "".join(texts[begin:stop])
            name = name if len(name) <= _MEETING_NAME and "的" not in name else word
            return Subject(NAMED, (name,), first, stop, aside=bool(doers))
        if entry.private or (len(word) == 2 and word[0] in "老小" and word[1] in _SURNAMES):
            return Subject(PERSON, (), first, stop)
        if tag in _PERSON_TAGS and last > first and word[0] in _SURNAMES and self.scan.entries[last - 1].agent:
            return Subject(NAMED, (word,), first, stop)  # 新闻发言人某某
        if tag in _PERSON_TAGS and word[0] in _SURNAMES and len(word) < 4 and entry.kind == NONE and not entry.agent:
            return Subject(PERSON, (word,) if first == last else (), first, stop)
        if entry.agent or tag in _PLACE_TAGS:
            return Subject(AGENT, (), first, stop, place=tag == "ns")
        return Subject(THING, (), first, self._thing_end(stop, end))

    def _holder(self, post: str, word: int) -> str | None:
        """The person last named with the post before the word."""
        if self._holders is None:
            self._holders = defaultdict(list)
            for one in self.officials:
                if one.position is not None:
                    self._holders[one.position].append((one.start, one.person))
        held = self._holders.get(post, [])
        k = bisect_left(held, (self.scan.starts[word], ""))
        return held[k - 1][1] if k else None

    def _opens(self, word: int) -> bool:
        """Whether the name of a meeting can only begin behind the word."""
        return self.scan.tags[word] in ("title", "date")

    def _thing_end(self, word: int, end: int) -> int:
        """Where the thing that a noun before `word` names ends at the latest before word `end` (人物|评选|启动)."""
        scan = self.scan
        while word < end and not scan.entries[word].adverbial:
            entry = scan.entries[word]
            if not (entry.noun or entry.head or (entry.kind == NONE and scan.tags[word] in _TAIL_TAGS)):
                break
            word += 1
        return word

    def named(self, start: int, end: int, holder: bool = False) -> tuple[tuple[str, ...], bool]:
        """Names of the agents between two code points that act there; whether a preposition (由, 经) marks them as doers.

        With `holder`, an agent before 的 counts: it has the duty (会议的职责是…).
        """
        k = bisect_left(self.starts, start)
        if self.starts[k] >= end:
            return (), False
        scan, texts = self.scan, self.scan.texts
        persons: list[str] = []
        bodies: list[str] = []
        doers: list[str] = []
        role, last = "", -1
        barrier = self._barrier(start, end)
        for agent in self.agents[k : bisect_left(self.starts, end)]:
            word = scan.at(agent.start)
            word -= word > 0 and texts[word - 1] == "“"  # 将“某某总指挥部”更名为…
            before = texts[word - 1] if word > 0 and scan.starts[word - 1] >= start else ""
            if agent.start > barrier and (persons or bodies) and role != "doer" and before not in _DOERS:
                role = ""
                continue
            behind = scan.at(agent.end)
            if before == "商" or (before[-1:] in ("同", "与") and scan.entries[word - 1].kind == MODAL):
                role = "theme"  # 由某部商某部制定
            elif before in ("与", "同") and role == "subject" and not self._ends_subject(behind, end):
                role = "theme"
            elif before in _JOINS and role:
                pass
            elif before in _DOERS:
                role = "theme" if before in ("由", "被") and "的" in self.text[agent.end : end] else "doer"
            elif before == "记者":
                continue
            else:
                near = agent.start - last <= 1 or (agent.person and self._titles(last, word))
                role = self._role(word, start) or (role if role and near else "subject")
            last = agent.end
            if role == "theme" or (not holder and self.text.startswith("的", agent.end)):
                continue
            if agent.person and scan.texts[behind + 1 : behind + 2] == ["的"] and scan.texts[behind + 2] in _EVENTS:
                continue  # 某某总理的访问
            if agent.person and not _ON_BEHALF.isdisjoint(texts[behind : behind + 2]):
                continue  # 某某主席特使
            name = agent.name
            if not agent.person:
                session = _SESSION.match(self.text, agent.end)
                meeting = session.end() if session is not None else self._meeting(behind, end)
                if meeting:
                    name = self.text[agent.start : meeting]
                elif before != "的" and self._modifies(behind, end):
                    continue
            (doers if role == "doer" else persons if agent.person else bodies).append(name)
        doers = [name for name in doers if name in self.persons] or doers
        return tuple(dict.fromkeys(doers or persons or bodies)), bool(doers)

    def _titles(self, last: int, word: int) -> bool:
        """Whether only titles stand between the code point `last` and the word at `word` (…校长|某某)."""
        scan = self.scan
        return last > 0 and all(scan.tags[j] in _TITLE_TAGS for j in range(scan.at(last), word))

    def _barrier(self, start: int, end: int) -> int:
        """Code point of the first preposition between two code points that marks no doer; behind it stand no subjects."""
        scan = self.scan
        j = scan.at(start)
        while scan.starts[j] < end:
            if (
                scan.entries[j].kind in _PREPOSITIONS
                and scan.texts[j] not in _DOERS
                and scan.texts[j] not in ("与", "同")
            ):
                return scan.starts[j]
            j += 1
        return end

    def _ends_subject(self, word: int, end: int) -> bool:
        """Whether the predicate that begins at `end`, its adverbs aside, follows at `word` (甲与乙共同签署)."""
        scan = self.scan
        while scan.starts[word] < end and scan.entries[word].adverbial:
            word += 1
        return scan.starts[word] >= end

    def _meeting(self, word: int, end: int) -> int:
        """Where the name of a meeting of the body that ends before `word` ends (省委巡视工作动员部署会); 0 if there is none."""
        scan, begin = self.scan, self.scan.starts[word]
        while scan.starts[word] < end and scan.tags[word] in _MEETING_TAGS:
            if scan.texts[word].endswith(("会", "会议")) and scan.entries[word].kind == NONE:
                return scan.starts[word + 1] if scan.starts[word] - begin < _MEETING_NAME else 0
            word += 1
        return 0

    def _modifies(self, word: int, end: int) -> bool:
        """Whether the body that ends before `word` only modifies a noun that does not act (联合国专机), unlike 民政部负责同志."""
        scan, first = self.scan, word
        while scan.texts[first] in _PARTS and scan.starts[first] < end:
            first += 1
        if first > word:
            return scan.texts[first] in _UNITS  # 国务院各有关部门, but 财政部有关负责人
        while scan.starts[word] < end and scan.tags[word] in _COMPOUND_TAGS:
            entry = scan.entries[word]
            if entry.adverbial or entry.kind != NONE:
                break
            word += 1
        return word > first and (not scan.entries[word - 1].agent or scan.texts[word - 1] in _DELEGATES)

    def _role(self, word: int, start: int) -> str | None:
        """What a preposition before the agent at `word`, its titles aside (在总统某某陪同下), makes of it."""
        scan = self.scan
        for j in range(word - 1, max(word - 8, -1), -1):
            if scan.starts[j] < start:
                break
            if scan.texts[j] in _DOERS:
                return "doer"
            kind = scan.entries[j].kind
            if kind in _PREPOSITIONS:
                return "theme"
            if scan.tags[j] == "date":
                continue  # 经1994年4月25日国务院常务会议通过
            if scan.tags[j] not in _TITLE_TAGS:
                if scan.tags[j] != "v":
                    return None
                if kind != NONE:
                    return "theme" if kind == VERB else None
        return None


def _deictics(doc: Document) -> dict[tuple[int, int], Agent]:
    """你局 and the like for the body that a letter is to, 我部 for the one that signs it."""
    text, bodies = doc.text, doc.organisations
    found: dict[tuple[int, int], Agent] = {}
    for match in _DEICTIC.finditer(text):
        names: Iterable[str]
        if match["who"] == "你":
            names = _addressees(doc, match)
        else:
            names = (
                one.name
                for one in reversed(bodies)
                if text[one.end - 1] == match["kind"]
                and text[one.end : one.end + 1] in ("\n", "")
                and text[one.start - 1] == "\n"
            )
        name = next(iter(names), None)
        if name is not None:
            found[match.span()] = Agent(*match.span(), name, False)
    return found


def _addressees(doc: Document, match: re.Match[str]) -> list[str]:
    """Bodies in the line of those whom a letter is to that `match` may mean, the best first."""
    for last in doc.organisations:
        if last.end > match.start():
            break
        if doc.text.startswith("：\n", last.end):
            line = doc.text.rfind("\n", 0, last.start) + 1
            names = [one.name for one in doc.organisations if line <= one.start <= last.start]
            return sorted(names, key=lambda name: match[0][1] not in name)
    return []


def _sessions(text: str, start: int) -> dict[tuple[int, int], Agent]:
    """The plenums or sessions that a date names (党的十八届三中、五中全会), as doers."""
    matches = list(_PLENUM.finditer(text))
    if len(matches) < 2:
        return {(start, start + len(text)): Agent(start, start + len(text), text.removeprefix("今年"), False)}
    stem = text[: text.index("届") + 1]
    found = {}
    for match in matches:
        name = match[0] if match[0].startswith(stem) else stem + match[0]
        begin, end = start + match.start(), start + match.end()
        found[begin, end] = Agent(begin, end, name + "全会", False)
    return found
