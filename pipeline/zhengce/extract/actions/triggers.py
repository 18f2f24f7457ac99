"""Which words of a clause are its predicates.

A clause is read once, from left to right, over the words that the lexicon knows. Its first predicate governs the rest: what
follows is object, unless a conjunction, a pivot (督促各地贯彻) or a serial verb (采取措施加强) opens a new predicate. Prepositions hold
what they introduce, a verb before 的 modifies a noun, and a modal or a copula turns what stood before it into a subject.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhengce.extract.actions.predicates import (
    CLOSE,
    CLOSER,
    ENUM,
    FRONT,
    LIST,
    MODAL,
    OF,
    OPEN,
    PLACE,
    STATIVE,
    THEN,
    VERB,
    WITH,
    Entry,
    Lexicon,
)
from zhengce.model import Words

Hit = tuple[int, Entry]  # index of a word, and its entry

_NOUNS = frozenset({"n", "nz", "vn", "an", "a", "l", "j", "i", "s", "b", "ng", "v", "m", "q", "r", "f"})
_ADVERBS = frozenset({"d", "ad", "vd", "zg", "z", "t", "date", "dg", "tg"})
_SUBJECTS = frozenset({"org", "nr", "nrt", "nrfg", "ns", "nt", "date", "t", "nrt"})
_NO_OBJECT = frozenset({"x", "uj", "c", "u", "y", "f", "p"})
_WHEN = frozenset({"时", "时候", "之际", "期间", "后", "之后", "前", "之前"})
_CARRIERS = frozenset({"提供", "作出", "做出", "奠定", "赢得", "创造", "注入", "作"})


@dataclass(slots=True)
class Predicate:
    """A predicate of a clause: word indices [first, stop), and what its clause says about it."""

    entry: Entry
    first: int
    stop: int
    limit: int  # index of the word at which its object ends at the latest
    modal: str | None = None
    nested: bool = False  # inside the object of the one before
    front: int = -1  # index of the preposition that brings its theme forward
    light: bool = False
    category: str = ""


def predicates(hits: list[Hit], words: Words, start: int, stop: int, lexicon: Lexicon) -> list[Predicate]:
    """Predicates of the clause of words [start, stop), in order; `hits` are its known words."""
    texts, tags = words.texts, words.tags
    found: list[Predicate] = []
    main: Predicate | None = None  # the one that governs what comes next
    modal: str | None = None
    preposition = -1  # index of an open preposition
    purpose = blocked = False
    front = joint = -1
    joined = False
    skip = -1
    count = len(hits)
    for k in range(count):
        i, entry = hits[k]
        if i < skip:
            continue
        kind = entry.kind
        if kind == VERB:
            pass
        elif kind == MODAL:
            if main is not None and not joined and not main.entry.speech and not main.entry.clause and entry.value != "able":
                while found and not found[-1].entry.speech and not found[-1].entry.clause:
                    found.pop()
            if entry.value != "able":
                modal = entry.value
                main = main if main is not None and main.entry.clause else None
                blocked = False
            preposition = -1
            continue
        elif kind == OPEN:
            skip = next((j + 1 for j, other in hits[k + 1 :] if other.kind == CLOSE), i)
            if skip >= stop and i == start:
                skip = i
            continue
        elif kind == PLACE:
            if main is None or joined:
                preposition = i
                skip = _place_end(hits, k, texts, stop)
            continue
        elif kind == FRONT:
            if entry.word == "将" and (i + 1 >= stop or _after_modal(hits, k, tags)):
                modal = "planned"
                if main is not None and not main.entry.clause:
                    main = None if joined else main
                continue
            if main is None or joined or main.entry.clause or main.entry.speech:
                preposition = front = i
                purpose = False
            continue
        elif kind == WITH:
            if main is None or joined or main.entry.clause or main.entry.speech:
                preposition = i
                purpose = entry.word in ("为", "为了", "因")
            continue
        elif kind == CLOSER:
            if main is not None and entry.word in _WHEN and i + 1 <= stop:
                main.limit = min(main.limit, i)
                main = None
            preposition = -1
            continue
        elif kind == THEN:
            if main is not None:
                joined, joint = True, i
            continue
        elif kind == LIST or kind == ENUM:
            if main is not None and not joined:
                joint = i
            continue
        elif kind == STATIVE:
            if main is None or joined:
                blocked = True
                main = None
                preposition = -1
                if not joined:
                    joint = -1
            elif entry.word in ("是", "有利于", "有助于", "意味着", "标志着") and not main.entry.speech and not main.entry.clause:
                while found and not found[-1].entry.speech:
                    found.pop()
                blocked, main = True, None
            continue
        else:
            continue

        # A predicate, with those that are written solid with it.
        if entry.adverb and k + 1 < count and hits[k + 1][1].kind == VERB and hits[k + 1][0] == i + 1:
            if not _nominal(hits[k + 1][1], i + 1, i + 2, words, start, stop, lexicon):
                continue
        end, whole, light = i + 1, entry, entry.light
        m = k + 1
        while m < count and hits[m][0] == end and hits[m][1].kind == VERB and _solid(whole, hits, m, words, stop, lexicon):
            light = light or hits[m][1].light
            end += 1
            m += 1
            whole = hits[m - 1][1] if whole is entry and entry.preposition else whole
        if len(entry.word) == 1 and end < stop and texts[end] in ("好", "深", "细", "实", "牢", "紧", "准", "强", "优", "大"):
            end += 1
        skip = end

        after = texts[end] if end < stop else ""
        if after in ("的", "之", "者") or (i > start and texts[i - 1] in ("的", "之", "所", "未经")):
            continue
        if _nominal(entry, i, end, words, start, stop, lexicon):
            continue
        further = _further(hits, m, words, start, stop, lexicon)
        if entry.preposition and end == i + 1 and further:
            preposition = i
            continue
        if preposition >= 0:
            if entry.category == "adopt" and texts[preposition] in ("经", "报经") and entry.word in ("批准", "同意", "审议通过", "审议", "研究"):
                preposition = -1
            elif i == preposition + 1 or (i == preposition + 2 and tags[i - 1] in _ADVERBS):
                if further or purpose or texts[preposition] in ("对", "就"):
                    continue
            elif (purpose or front == preposition) and further and (entry.noun or _of_before(hits, m, stop)):
                continue
            elif purpose and entry.noun:
                continue
        if blocked and not entry.speech and not joined:
            continue
        nested = False
        if main is not None:
            adjacent = joint >= 0 and joint == main.stop and i == joint + 1
            if entry.speech and not entry.noun:
                main.limit = min(main.limit, i)
            elif main.entry.clause or main.entry.speech:
                nested = True
            elif joined or adjacent or (joint >= 0 and not entry.noun and _since(joint, i, tags) and not _of_before(hits, m, stop)):
                main.limit = min(main.limit, joint)
            elif main.entry.serial and main.stop < i and not entry.noun:
                main.limit = min(main.limit, i)
            else:
                continue
        predicate = Predicate(entry, i, end, stop, modal, nested, light=light, category=entry.category)
        if front >= 0:
            predicate.front = front
        found.append(predicate)
        main = predicate
        preposition = joint = -1
        joined = blocked = purpose = False
    return found


def _place_end(hits: list[Hit], k: int, texts: list[str], stop: int) -> int:
    """Index of the word behind the phrase of place or time that the preposition at hit `k` opens."""
    start = hits[k][0]
    strong = -1
    for j, entry in hits[k + 1 :]:
        if entry.kind == VERB and not entry.noun and strong < 0 and j > start + 1:
            strong = j
        elif entry.kind == CLOSER:
            if entry.word in _WHEN:
                return -1
            if strong < 0 or j < strong:
                return j + 1
    return -1


def _after_modal(hits: list[Hit], k: int, tags: list[str]) -> bool:
    """Whether the 将 at hit `k` is a modal: a predicate, adverb, preposition or date follows at once."""
    i = hits[k][0] + 1
    if k + 1 < len(hits) and hits[k + 1][0] == i:
        entry = hits[k + 1][1]
        if entry.kind == VERB:
            return not entry.noun or k + 2 >= len(hits) or not any(e.kind == VERB and not e.noun for _, e in hits[k + 2 :])
        return entry.kind in (MODAL, PLACE, WITH, THEN, STATIVE) or entry.word in ("对", "把", "由", "就", "被")
    return tags[i] in _ADVERBS or tags[i] in ("v", "r")


def _solid(first: Entry, hits: list[Hit], m: int, words: Words, stop: int, lexicon: Lexicon) -> bool:
    """Whether the predicate at hit `m` is written solid with the one before it, and not its object."""
    entry = hits[m][1]
    if first.light or first.speech or first.modal or first.category == "prohibit" or entry.speech or entry.category == "prohibit":
        return False
    if first.word in ("决定", "同意", "宣布", "请", "希望", "建议", "允许", "责令", "呼吁"):
        return False
    if not entry.noun:
        return True
    if not (first.noun or first.word in _HEADS):
        return False
    after = hits[m][0] + 1
    if after >= stop or words.tags[after] in _NO_OBJECT or words.texts[after] in lexicon.heads:
        return False
    follower = lexicon.table.get(words.texts[after])
    return follower is None or follower.kind != VERB or not follower.noun


_HEADS = frozenset({"加快", "推动", "推进", "督促", "抓紧"})


def _nominal(entry: Entry, i: int, end: int, words: Words, start: int, stop: int, lexicon: Lexicon) -> bool:
    """Whether the word at `i`, which may be a noun of the act, stands as a noun."""
    if not entry.noun or entry.skip:
        return False
    texts, tags = words.texts, words.tags
    after, tag = (texts[end], tags[end]) if end < stop else ("", "x")
    takes = after not in lexicon.heads and tag not in _NO_OBJECT and after != ""
    if after in ("了", "过", "着"):
        return False
    if i == start:
        return not takes
    before, tag_before = texts[i - 1], tags[i - 1]
    known = lexicon.table.get(before)
    if before in lexicon.adverbs or tag_before in _ADVERBS or (known is not None and known.kind in (MODAL, THEN)):
        return False
    if known is not None and known.kind in (ENUM, LIST):
        return not takes or i - 2 < start or tags[i - 2] not in ("v", "vn")
    if tag_before in _SUBJECTS:
        return not takes and after not in ("", "并", "时", "，") and tag != "x" and tag != "c"
    if known is not None and known.kind in (PLACE, FRONT, WITH):
        return False
    if tag_before == "x":
        return not takes
    if before in lexicon.agents:
        return not takes
    return tag_before in _NOUNS


def _further(hits: list[Hit], m: int, words: Words, start: int, stop: int, lexicon: Lexicon) -> bool:
    """Whether a later word of the clause, from hit `m`, is a better predicate."""
    for j, entry in hits[m:]:
        if entry.kind == VERB:
            after = words.texts[j + 1] if j + 1 < stop else ""
            if after not in ("的", "之") and words.texts[j - 1] != "的" and not _nominal(entry, j, j + 1, words, start, stop, lexicon):
                return True
        elif entry.kind == STATIVE and entry.word == "是":
            return True
    return False


def _of_before(hits: list[Hit], m: int, stop: int) -> bool:
    """Whether 的 follows in the clause before any further predicate."""
    return any(entry.kind == OF for _, entry in hits[m:])


def _since(joint: int, i: int, tags: list[str]) -> bool:
    """Whether only adverbs stand between the conjunction at `joint` and `i`."""
    return all(tag in _ADVERBS for tag in tags[joint + 1 : i])
