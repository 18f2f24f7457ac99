"""Standing bodies that a text sets up or describes (joint conferences, leading groups, headquarters), and their members.

A mechanism is reported when the text says something of it: who approved, leads or convenes it, who its members are, what
it does, how often it meets, or that it is set up. Evidence is read sentence by sentence around the mentions of the body. Members are the run
of names after `成员单位：`, `分别是：` or before `组成`, or the persons of a roster, whose posts in the body the officials tell. The number
that the text states and the number that it lists are reported side by side.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from zhengce.model import Action, Document, Mechanism, Member, Official, Organisation

SET_UP, DESCRIBED, LISTED = "mechanisms.set-up", "mechanisms.described", "mechanisms.member"

_NEAR = 12  # code points behind a body in which a date may tell when it was set up
_LIST_GAP = 24  # code points between two members that still make one list

_ESTABLISH = re.compile(r"(?:建立|成立|设立|组建|设置)(?:了|由|的|以|一个|全国|国家){0,3}")
_FOUNDED = re.compile(r"[^，。；：、\n自的]{0,8}(?:成立|揭牌|组建)(?!以来|后|大会)")
_CLAUSE_END = re.compile(r"[，。；]")
_BY = re.compile(
    r"由(?P<who>[^，。；：由]{2,60}?)"
    r"(?:(?:负责)?牵头|等[\d一二三四五六七八九十]{1,3}个?(?:部门|单位|部委)[^，。；]{0,6}?(?:建立|成立|组建|组成)|会同|联合(?:建立|成立))"
)
_LEADS = re.compile(
    r"(?P<who>[^，。；：、由]{2,30})(?:为|作为|是)(?:联席会议|领导小组|指挥部|委员会)?的?牵头单位"
    r"|牵头单位[为是：:](?P<also>[^，。；]{2,30})"
)
_CONVENOR = re.compile(
    r"(?:由|，|。|\n|^)(?P<who>[^，。；：\n由]{2,40}?)(?:兼任|担任|任|为)(?:联席会议|领导小组|指挥部|委员会)?的?"
    r"(?P<post>(?:总|第一)?召集人|组长|总指挥|指挥长|主任|理事长)"
    r"|(?:总?召\s*集\s*人|组\s*长|总\s*指\s*挥|指\s*挥\s*长)[：:]\s*(?P<named>[^，。；\n]{2,30})"
)
_STATED = re.compile(
    r"(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})"
    r"(?:个(?:(?:成员)?(?:部门|单位|部委|成员|部门和单位)|[^，。；、]{0,10}(?:为|作为|是)成员单位)|名成员|人组成)"
)
_FUNCTIONS = re.compile(r"(?:(?:主要|工作)(?:职能|职责|任务)|职责|职能)(?:是|为|：|:|有|包括)(?P<what>[^。\n]{4,600})")
_CHARGED = re.compile(r"(?:主要|具体|统一|全面)?负责(?![人同])(?P<what>[^。\n]{8,300})")
_NUMBER = re.compile(r"(?:[一二三四五六七八九十]{1,2}是|[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])\s?")
_FUNCTIONS_HEAD = re.compile(r"(?:职能|职责|主要任务)\s?[：:]?\s?\n")
_ITEM = re.compile(r"\s?[（(]?[一二三四五六七八九十\d]{1,3}[）)．.、]\s?(?P<what>[^\n]{2,300})\n?")
_MEETS = re.compile(r"每(?P<unit>年|半年|季度|季|月|周|两年)(?:度)?(?:原则上|至少|定期)?(?:召开|举行)")
_LIST_OPEN = re.compile(
    r"(?:分别[是为]|(?:成员|组成)单位(?:包括|有|为|是)?|成员(?:包括|有)?|组成部门(?:包括|有)?|包括)\s?[：:为是]?\s?$|[：:]\s?$"
)
_COMPOSED = re.compile(
    r"[等共]?(?:[\d一二三四五六七八九十]{1,3}个?)?(?:成员)?(?:部门|单位|部委)?(?:和单位)?"
    r"(?:共同)?(?:组成|(?:的?(?:主要|分管|有关)?(?:负责同志|负责人|领导))?为成员)"
)
_HEADS = frozenset({"总召集人", "召集人", "组长", "总指挥", "指挥长", "主任", "主任委员", "主席", "会长", "理事长"})
_HEADING = re.compile(r"(?:^|\n)[^\n：，。]{2,8}[：:]\s*$|[，；：。]成员[：:有]?$")  # of a line or part of a roster
_NEXT_LINE = re.compile(r"[^\n。；]{1,60}\n\s*(?:[^\n：:。]{2,8}[：:]\s*)?")  # from one person of a roster to the next
_PERIODS = {"年": "P1Y", "半年": "P6M", "季度": "P3M", "季": "P3M", "月": "P1M", "周": "P1W", "两年": "P2Y"}
_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九十", 1)}
_BETWEEN = re.compile(r"[、，,和及与以\s]{1,3}|(?:[（(][^（()）]{1,20}[）)])?[、，,和及与以\s]{1,3}")


@dataclass(slots=True)
class _Evidence:
    """What the text says of one mechanism."""

    first: Organisation
    found: Mechanism
    set_up: bool = False
    convened: bool = False  # the text says who convenes it, not only by a title
    members: Sequence[Organisation | Official] | None = None


class Mechanisms:
    """Mechanisms and their members, from the mentions of organisations."""

    def claim(self, doc: Document) -> None:
        """Nothing: mechanisms are organisations first."""

    def complete(self, doc: Document) -> None:
        """Collect what the sentences that mention a mechanism say of it."""
        evidence: dict[str, _Evidence] = {}
        for body in doc.organisations:
            if body.kind == "mechanism" and not body.name.endswith("办公室") and body.name not in evidence:
                evidence[body.name] = _Evidence(body, Mechanism(body.start, body.end, DESCRIBED, body.name))
        if not evidence:
            return
        for body in doc.organisations:
            if body.name in evidence:
                self._read(doc, body, evidence[body.name])
        main = [item for item in evidence.values() if item.set_up] or list(evidence.values())
        if len(main) == 1:
            self._read_whole(doc, main[0])
        for item in evidence.values():
            self._officers(doc, item)
            self._finish(doc, item)
        doc.members.sort(key=lambda member: member.start)

    def _read(self, doc: Document, body: Organisation, item: _Evidence) -> None:
        """Evidence in the sentence of one mention."""
        start, end = _sentence(doc, body.start)
        text = doc.text[start:end]
        found = item.found
        before = doc.text[start : body.start]
        verbs = list(_ESTABLISH.finditer(before))
        if (verbs and not _CLAUSE_END.search(before, verbs[-1].end())) or _FOUNDED.match(doc.text, body.end):
            if not item.set_up:
                found.start, found.end, found.rule, item.set_up = body.start, body.end, SET_UP, True
            approval = _approval(doc, start, end)
            if approval is not None and found.approved_by is None:
                found.approved_by, found.date = approval.actors[0], found.date or approval.date
            self._leader(doc, start, end, found)
            if found.date is None:
                found.date = _date_in(doc, start, body.end + _NEAR)
        if match := _MEETS.search(text):
            found.meets = found.meets or _PERIODS[match["unit"]]
        match = _FUNCTIONS.search(text) or _CHARGED.match(text, body.end - start)
        if match and not found.functions:
            found.functions = _functions(match["what"])
        if match := _LEADS.search(text):
            found.lead = found.lead or _name(doc, match["who"] or match["also"])
        if (match := _CONVENOR.search(text)) and found.convenor is None:
            found.convenor, item.convened = _person_or_post(doc, match["who"] or match["named"]), True
        if item.members is None:
            self._list(doc, start, end, item)

    def _read_whole(self, doc: Document, item: _Evidence) -> None:
        """Evidence anywhere, when the text knows only one mechanism: the letter of approval and its annex."""
        found = item.found
        if not found.functions and (head := _FUNCTIONS_HEAD.search(doc.text)):
            found.functions = _items(doc.text, head.end()) or _functions(_line(doc.text, head.end()).rstrip("。"))
        for start, end in zip(doc.sentences, [*doc.sentences[1:], len(doc.text)], strict=True):
            text = doc.text[start:end]
            if "召" in text or "组" in text or "指挥" in text:
                match = _CONVENOR.search(text)
                if match and found.convenor is None and match["post"] in ("召集人", "总召集人"):
                    found.convenor, item.convened = _person_or_post(doc, match["who"] or match["named"]), True
            if "牵头" in text and found.lead is None and (match := _LEADS.search(text)):
                found.lead = _name(doc, match["who"] or match["also"])
            if "主要职" in text and not found.functions and (match := _FUNCTIONS.search(text)):
                found.functions = _functions(match["what"])
            if item.members is None and ("组成" in text or "成员" in text):
                self._list(doc, start, end, item)

    def _leader(self, doc: Document, start: int, end: int, found: Mechanism) -> None:
        match = _BY.search(doc.text, start, end)
        if match and found.lead is None:
            found.lead = _first_body(doc, match.start("who"), match.end("who"))

    def _list(self, doc: Document, start: int, end: int, item: _Evidence) -> None:
        """The run of members in the sentence, and the number that it states."""
        run = _run(doc, start, end)
        text = doc.text[start:end]
        stated = _STATED.search(text)
        opened = bool(run) and _LIST_OPEN.search(doc.text, start, run[0].start) is not None
        composed = bool(run) and _COMPOSED.match(doc.text, run[-1].end, end) is not None
        if len(run) > 2 and (opened or composed):
            item.members = run
            if stated:
                item.found.stated_members = _number(stated["number"])
        elif stated and item.set_up and item.found.stated_members is None:
            item.found.stated_members = _number(stated["number"])

    def _officers(self, doc: Document, item: _Evidence) -> None:
        """Who convenes the body and the persons of its roster, by the posts that officials have in it."""
        found = item.found
        held = [one for one in doc.officials if one.organisation == found.name]
        if found.convenor is None:
            found.convenor = next((one.person for one in held if one.position in _HEADS), None)
        if item.members is None and any(_listed(doc, one) for one in held):
            roster = {one.person: one for one in reversed(held + _continued(doc, held))}
            if len(roster) > 2:
                item.members = sorted(roster.values(), key=lambda one: one.start)

    def _finish(self, doc: Document, item: _Evidence) -> None:
        found = item.found
        if item.members is not None:
            found.listed_members = len(item.members)
        said = (
            found.lead,
            found.convenor if item.convened else None,
            found.approved_by,
            found.listed_members,
            found.meets,
            found.functions or None,
        )
        if not item.set_up and all(value is None for value in said):
            return
        if found.date is None and item.set_up:
            found.date = _signed(doc)
        doc.mechanisms.append(found)
        doc.mechanisms.sort(key=lambda mechanism: mechanism.start)
        for position, one in enumerate(item.members or (), 1):
            name = one.name if isinstance(one, Organisation) else one.person
            doc.members.append(Member(one.start, one.end, LISTED, found.name, name, position))


def _sentence(doc: Document, offset: int) -> tuple[int, int]:
    number = doc.sentence_at(offset)
    return doc.sentences[number], doc.sentences[number + 1] if number + 1 < len(doc.sentences) else len(doc.text)


def _bodies(doc: Document, start: int, end: int) -> list[Organisation]:
    """Organisations in `start`:`end`, by offset."""
    bodies = doc.organisations
    first = bisect_left(bodies, start, key=lambda body: body.start)
    last = bisect_left(bodies, end, key=lambda body: body.start)
    return bodies[first:last]


def _run(doc: Document, start: int, end: int) -> list[Organisation]:
    """The longest run of organisations that only list marks stand between."""
    best: list[Organisation] = []
    run: list[Organisation] = []
    for body in _bodies(doc, start, end):
        gap = doc.text[run[-1].end : body.start] if run else ""
        if run and not (len(gap) <= _LIST_GAP and _BETWEEN.fullmatch(gap)):
            run = []
        run.append(body)
        if len(run) > len(best):
            best = list(run)
    return best


def _approval(doc: Document, start: int, end: int) -> Action | None:
    """The act by which a body agrees to, approves or decides something between two code points."""
    for action in doc.actions[bisect_left(doc.actions, start, key=lambda action: action.start) :]:
        if action.start >= end:
            break
        if action.category == "adopt" and action.actors and not action.actors[0].endswith("会议"):
            return action
    return None


def _listed(doc: Document, one: Official) -> bool:
    """Whether a person stands in a roster: behind the heading of a line (组长：某某), or named as a member (，成员某某)."""
    return _HEADING.search(doc.text, max(one.start - 12, 0), one.start) is not None


def _continued(doc: Document, held: list[Official]) -> list[Official]:
    """Persons whose names begin the lines of a roster that goes on below one of `held`."""
    found: list[Official] = []
    start = held[0].start
    for one in doc.officials[bisect_left(doc.officials, start, key=lambda one: one.start) :]:
        gap = doc.text[start : one.start]
        if "\n" in gap and not _NEXT_LINE.fullmatch(gap):
            break
        if _NEXT_LINE.fullmatch(gap):
            found.append(one)
        start = one.start
    return found


def _signed(doc: Document) -> str | None:
    """The date that stands on a line of its own, else the date of publication."""
    for day in doc.dates:
        alone = doc.text[day.start - 1 : day.start] in ("", "\n") and doc.text[day.end : day.end + 1] in ("", "\n")
        if alone and day.kind == "date" and day.edtf is not None:
            return day.edtf
    return doc.context.published.isoformat() if doc.context.published else None


def _line(text: str, start: int) -> str:
    """The rest of the line from `start` on."""
    end = text.find("\n", start)
    return text[start : len(text) if end < 0 else end]


def _first_body(doc: Document, start: int, end: int) -> str | None:
    found = _bodies(doc, start, end)
    return found[0].name if found else None


def _name(doc: Document, phrase: str) -> str:
    """Full name of the body that `phrase` names, or the phrase."""
    phrase = phrase.strip()
    for body in doc.organisations:
        if doc.text[body.start : body.end] == phrase:
            return body.name
    for body in doc.organisations:
        if phrase.endswith(doc.text[body.start : body.end]):
            return body.name
    return phrase


def _person_or_post(doc: Document, phrase: str) -> str:
    """Who `phrase` names: the official's name, else the phrase with its body's full name (民政部主要负责同志)."""
    phrase = phrase.strip()
    for official in doc.officials:
        if phrase.removesuffix("同志").endswith(doc.text[official.start : official.end]):
            return official.person
    for body in doc.organisations:
        written = doc.text[body.start : body.end]
        if phrase.startswith(written):
            return body.name + phrase.removeprefix(written)
    return phrase


def _items(text: str, position: int) -> list[str]:
    """The lines from `position` on that are numbered in one style: （一）研究… （二）协调…"""
    found: list[str] = []
    style = text[position : position + 1] in "（("
    while (match := _ITEM.match(text, position)) and (text[position] in "（(") == style:
        found.append(match["what"].rstrip("；;。 "))
        position = match.end()
    return found


def _date_in(doc: Document, start: int, end: int) -> str | None:
    return next((day.edtf for day in doc.dates if start <= day.start < end and day.edtf and day.kind == "date"), None)


def _functions(text: str) -> list[str]:
    """The duties that `text` lists, without their numbers."""
    pieces = [piece.strip(" ，：:\n") for piece in re.split(r"[；;]", text)]
    return [part for piece in pieces if (part := _NUMBER.sub("", piece, count=1) if _NUMBER.match(piece) else piece)]


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, mark, units = text.partition("十")
    if not mark:
        return _DIGITS.get(tens, 0)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(units, 0)
