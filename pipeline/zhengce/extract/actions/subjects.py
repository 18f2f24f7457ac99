"""Who acts: the subject of a clause, by full names."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from zhengce.extract.actions.predicates import CLOSER, FRONT, MODAL, PLACE, STATIVE, VERB, WITH, Lexicon
from zhengce.model import Document

NAMED, AGENT, PERSON, THING, DOCUMENT, NONE = range(6)

_JOINS = frozenset({"、", "和", "及", "与", "以及", "同", "暨"})
_DOERS = frozenset({"由", "被", "经", "报经", "应由", "待"})
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯"
    "雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲欧阳靳祁路涂兰甘裴梅童翁霍游阮"
)
_CONFERENCES = frozenset({"会议", "全会", "大会", "座谈会", "峰会"})
_NOUNS = frozenset({"n", "j", "l", "nr", "nrt", "nrfg", "ns", "nt", "nz", "org", "r", "s", "title", "vn", "an", "ng"})
_PLENUM = re.compile(r"(?:(?:党的)?(?:十[一二三四五六七八九]?|二十)届)?[一二三四五六七]中(?=[、全])")


@dataclass(frozen=True, slots=True)
class Agent:
    """A named organisation or person that may act."""

    start: int
    end: int
    name: str
    person: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a clause: what kind of doer, the names of named ones, and its words [first, stop)."""

    kind: int
    names: tuple[str, ...] = ()
    first: int = -1
    stop: int = -1
    passive: bool = False  # 由 or 被 names the doer, so these words are what is acted on
    aside: bool = False  # a doer named by a preposition (经国务院同意), not the subject of what follows


class Subjects:
    """Finds subjects in one document."""

    def __init__(self, doc: Document, lexicon: Lexicon) -> None:
        self.words, self.text, self.lexicon = doc.words, doc.text, lexicon
        found = {(one.start, one.end): Agent(one.start, one.end, one.name, False) for one in doc.organisations}
        found |= {(one.start, one.end): Agent(one.start, one.end, one.person, True) for one in doc.officials}
        for date in doc.dates:
            if doc.text.startswith(("全会", "两会"), date.end - 2):
                found |= _sessions(doc.text[date.start : date.end], date.start)
        self.agents = sorted(found.values(), key=lambda agent: (agent.start, -agent.end))
        self.starts = [agent.start for agent in self.agents]
        self.latest: str | None = None  # the last person who acted
        self.persons = {agent.name for agent in self.agents if agent.person}

    def named(self, start: int, end: int, holder: bool = False) -> tuple[tuple[str, ...], bool]:
        """Names of the agents between two code points that act there; whether a preposition (由, 经) marks them as doers.

        With `holder`, an agent before 的 counts: it has the duty (会议的职责是…).
        """
        texts, starts, at = self.words.texts, self.words.starts, self.words.at
        persons: list[str] = []
        bodies: list[str] = []
        doers: list[str] = []
        role, last = "", -1
        barrier = self._barrier(start, end)
        k = bisect_left(self.starts, start)
        while k < len(self.agents) and self.agents[k].start < end:
            agent = self.agents[k]
            k += 1
            if agent.start > barrier and (persons or bodies) and role != "doer":
                role = ""
                if texts[at(agent.start) - 1] not in _DOERS:
                    continue
            word = at(agent.start)
            before = texts[word - 1] if word > 0 and starts[word - 1] >= start else ""
            if before in ("与", "同") and role == "subject" and not self._ends_subject(at(agent.end), end):
                role = "theme"
            elif before in _JOINS and role:
                pass
            elif before in _DOERS:
                role = "doer" if before not in ("由", "被") or "的" not in self.text[agent.end : end] else "theme"
            elif before == "记者":
                continue
            else:
                role = self._role(word, start) or (role if role and agent.start - last <= 1 else "subject")
            last = agent.end
            meeting = 0 if agent.person else self._meeting(at(agent.end), end)
            if role == "theme" or (not agent.person and not meeting and self._modifies(at(agent.end), end)) or (not holder and self.text.startswith("的", agent.end)):
                continue
            if role == "doer":
                doers.append(agent.name)
            else:
                session = None if agent.person else _SESSION.match(self.text, agent.end)
                stop = session.end() if session is not None else meeting
                (persons if agent.person else bodies).append(self.text[agent.start : stop] if stop else agent.name)
        if doers:
            return tuple(dict.fromkeys(doers)), True
        return tuple(dict.fromkeys(persons or bodies)), False

    def _barrier(self, start: int, end: int) -> int:
        """Code point of the first preposition between two code points that marks no doer; behind it stand no subjects."""
        words, table = self.words, self.lexicon.table
        for j in range(words.at(start), len(words.texts)):
            if words.starts[j] >= end:
                break
            entry = table.get(words.texts[j])
            if entry is not None and entry.kind in (PLACE, FRONT, WITH) and entry.word not in _DOERS and entry.word not in ("与", "同"):
                return words.starts[j]
        return end

    def _ends_subject(self, word: int, end: int) -> bool:
        """Whether the predicate that begins at `end`, its adverbs aside, follows at `word` (甲与乙共同签署)."""
        words = self.words
        while word < len(words.texts) and words.starts[word] < end and words.texts[word] in self.lexicon.adverbs:
            word += 1
        return word >= len(words.texts) or words.starts[word] >= end

    def _meeting(self, word: int, end: int) -> int:
        """Where the name of a meeting of the body that ends before `word` ends (省委巡视工作动员部署会); 0 if there is none."""
        words, begin = self.words, word
        while word < len(words.texts) and words.starts[word] < end and words.tags[word] in _COMPOUND | {"v", "m", "i", "l"}:
            word += 1
            if words.texts[word - 1].endswith(("会", "会议")) and words.texts[word - 1] not in self.lexicon.table:
                last = words.texts[word - 1]
                return words.starts[word - 1] + len(last) if words.starts[word - 1] - words.starts[begin] < _CONFERENCE_NAME else 0
        return 0

    def _modifies(self, word: int, end: int) -> bool:
        """Whether the body that ends before `word` only modifies a noun that does not act (联合国专机), unlike 民政部负责同志."""
        words, first = self.words, word
        while word < len(words.texts) and words.starts[word] < end and words.tags[word] in _COMPOUND:
            if words.texts[word] in self.lexicon.adverbs or words.texts[word] in self.lexicon.table:
                break
            word += 1
        return word > first and words.texts[word - 1][-2:] not in self.lexicon.agents and words.texts[word - 1] not in self.lexicon.agents

    def _role(self, word: int, start: int) -> str | None:
        """What a preposition before the agent at `word`, its titles aside (在总统某某陪同下), makes of it."""
        texts, tags, table = self.words.texts, self.words.tags, self.lexicon.table
        for j in range(word - 1, max(word - 8, -1), -1):
            if self.words.starts[j] < start:
                break
            if texts[j] in _DOERS:
                return "doer"
            entry = table.get(texts[j])
            if entry is not None and entry.kind in (PLACE, FRONT, WITH):
                return "theme"
            if tags[j] not in _TITLES:
                if tags[j] == "v" and entry is None:
                    continue
                return "theme" if tags[j] == "v" and entry is not None and entry.kind == VERB else None
        return None

    def read(self, start: int, stop: int, holder: bool = False, joined: int = 0) -> Subject:
        """The subject among the words [start, stop) before a predicate, and `joined` characters of the predicate's word.

        `holder` as in `named`.
        """
        if start >= stop:
            names = self.named(self.words.starts[start], self.words.starts[start] + joined)[0] if joined else ()
            return Subject(NAMED, names, start, start) if names else Subject(NONE)
        words = self.words
        texts, tags, table, lexicon = words.texts, words.tags, self.lexicon.table, self.lexicon
        first = last = -1
        passive = False
        for j in range(start, stop):
            word = texts[j]
            entry = table.get(word)
            if entry is not None and entry.kind in _EDGES:
                if entry.kind == CLOSER and last >= 0:
                    first = last = -1  # 近年来, 会上: a time or place, no subject
                    continue
                passive = word in ("由", "被")
                break
            if entry is not None and entry.preposition:
                break
            if tags[j] in _NOUNS and word not in lexicon.adverbs:
                last = j
            if first < 0 and word not in lexicon.adverbs and tags[j] not in _LEADS:
                first = j
        end = words.starts[stop] + joined if stop < len(words.starts) else len(self.text)
        names, doer = self.named(words.starts[start], end, holder)
        if names and last >= 0 and tags[last] in _PERSONS and texts[last][-2:] not in lexicon.persons and not self.persons.intersection(names) and not doer:
            names = (texts[last],)  # a person whom no title made known
        if names:
            return Subject(NAMED, names, first, last + 1, passive, doer)
        if passive:
            return Subject(AGENT, (), first, last + 1, True)
        if last < 0:
            return Subject(NONE)
        if first < 0:
            first = last
        word, tag = texts[last], tags[last]
        if tag == "title" or word in lexicon.papers:
            return Subject(DOCUMENT, (), first, last + 1)
        if word in _POSTS and first == last and self.latest is not None:
            return Subject(NAMED, (self.latest,), first, last + 1)
        if word in _CONFERENCES or (word.endswith("会议") and tag != "org"):
            name = "".join(texts[first : last + 1])
            return Subject(NAMED, (name if len(name) <= _CONFERENCE_NAME and "的" not in name else word,), first, last + 1)
        if word in lexicon.persons or (len(word) > 2 and word[-2:] in lexicon.persons) or (tag in _PERSONS and word[0] in _SURNAMES and len(word) < 4):
            return Subject(PERSON, (word,) if tag in _PERSONS and first == last and word not in table and word[-2:] not in lexicon.persons and word[1:2] != "方" else (), first, last + 1)
        if word in lexicon.agents or (len(word) > 2 and word[-2:] in lexicon.agents) or tag in ("ns", "nt") or (word.endswith("方") and len(word) == 2):
            return Subject(AGENT, (), first, last + 1)
        return Subject(THING, (), first, last + 1)


_CONFERENCE_NAME = 20  # characters that the name of a meeting may have
_POSTS = frozenset({"总书记", "总理", "主席", "委员长", "他", "她"})  # alone, they stand for the person who acted last
_TITLES = frozenset({"n", "ns", "b", "nz", "j", "vn", "nt", "org", "m", "l"})
_LEADS = frozenset({"date", "t", "d", "c", "x", "ad"})  # before a subject
_COMPOUND = frozenset({"n", "nz", "vn", "b", "j"})
_SESSION = re.compile(r"(?:第?[一二三四五六七八九十]{1,4}次|常务|全体|主任){1,2}会议")
_PERSONS = frozenset({"nr", "nrt", "nrfg"})
_EDGES = frozenset({PLACE, FRONT, WITH, MODAL, STATIVE, CLOSER})


def _sessions(text: str, start: int) -> dict[tuple[int, int], Agent]:
    """The plenums or sessions that a date names (党的十八届三中、五中全会), as doers."""
    parts = _PLENUM.findall(text)
    if len(parts) < 2:
        return {(start, start + len(text)): Agent(start, start + len(text), text.removeprefix("今年"), False)}
    stem = text[: text.index("届") + 1]
    found = {}
    for match in _PLENUM.finditer(text):
        name = match[0] if match[0].startswith(stem) else stem + match[0]
        found[(start + match.start(), start + match.end())] = Agent(start + match.start(), start + match.end(), name + "全会", False)
    return found
