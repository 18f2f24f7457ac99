"""Who acts: the subject of a clause, by full names."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from zhengce.extract.actions.predicates import FRONT, MODAL, PLACE, THEN, WITH, Lexicon
from zhengce.model import Document

NAMED, AGENT, PERSON, THING, NONE = range(5)

_JOINS = frozenset({"、", "和", "及", "与", "以及", "同", "暨"})
_DOERS = frozenset({"由", "被", "经", "报经", "应由", "受"})
_CONFERENCES = frozenset({"会议", "全会", "大会", "座谈会", "峰会", "联席会议", "论坛"})
_NOUN_TAGS = ("n", "j", "l", "i", "nr", "ns", "nt", "nz", "org", "r", "s", "title", "vn")


@dataclass(frozen=True, slots=True)
class Agent:
    start: int
    end: int
    name: str
    person: bool


@dataclass(slots=True)
class Subject:
    kind: int
    names: tuple[str, ...] = ()
    word: str = ""  # last word of the subject


class Subjects:
    """Finds subjects in one document."""

    def __init__(self, doc: Document, lexicon: Lexicon) -> None:
        self.words, self.text, self.lexicon = doc.words, doc.text, lexicon
        found = {(one.start, one.end): Agent(one.start, one.end, one.name, False) for one in doc.organisations}
        found |= {(one.start, one.end): Agent(one.start, one.end, one.person, True) for one in doc.officials}
        self.agents = sorted(found.values(), key=lambda agent: (agent.start, -agent.end))
        self.starts = [agent.start for agent in self.agents]

    def named(self, start: int, end: int) -> tuple[tuple[str, ...], bool]:
        """Names of the agents between two code points that are no theme or attribute; whether a preposition names the doer."""
        texts, starts, at = self.words.texts, self.words.starts, self.words.at
        persons: list[str] = []
        bodies: list[str] = []
        doers: list[str] = []
        state, last = "", -1
        k = bisect_left(self.starts, start)
        while k < len(self.agents) and self.agents[k].start < end:
            agent = self.agents[k]
            k += 1
            word = at(agent.start)
            before = texts[word - 1] if word > 0 and starts[word - 1] >= start else ""
            after = self.text[agent.end : agent.end + 1]
            if before in _JOINS and last == starts[word - 1]:
                pass
            elif before in _DOERS:
                state = "doer"
            else:
                entry = self.lexicon.table.get(before)
                state = "theme" if entry is not None and entry.kind in (PLACE, FRONT, WITH) else "subject"
            last = agent.end
            if state == "theme" or after == "的":
                continue
            if state == "doer":
                doers.append(agent.name)
            else:
                (persons if agent.person else bodies).append(agent.name)
        if doers:
            return _unique(doers), True
        return _unique(persons or bodies), False

    def read(self, first: int, stop: int) -> Subject:
        """The subject among the words [first, stop) before a predicate."""
        words = self.words
        if first >= stop:
            return Subject(NONE)
        start = words.starts[first]
        end = words.starts[stop]
        names, doer = self.named(start, end)
        if doer:
            return Subject(NAMED, names)
        last = -1
        texts, tags, table = words.texts, words.tags, self.lexicon.table
        for j in range(first, stop):
            entry = table.get(texts[j])
            if entry is not None and entry.kind in (PLACE, FRONT, WITH, MODAL, THEN):
                break
            tag = tags[j]
            if tag in _NOUN_TAGS and texts[j] not in self.lexicon.adverbs:
                last = j
        if names:
            return Subject(NAMED, names, texts[last] if last >= 0 else "")
        if last < 0:
            return Subject(NONE)
        word = texts[last]
        if word in _CONFERENCES or (word.endswith("会议") and tags[last] != "org"):
            return Subject(NAMED, ("会议" if word.endswith("会议") else word,), word)
        if word in self.lexicon.agents or tags[last] in ("ns", "nt"):
            return Subject(AGENT, (), word)
        if word in self.lexicon.persons or tags[last] in ("nr",):
            return Subject(PERSON, (), word)
        return Subject(THING, (), word)


def _unique(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
