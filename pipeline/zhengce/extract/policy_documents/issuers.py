"""Who issued a document, and when: from its title, from the bodies before it, from the clause that says so."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import NamedTuple

from zhengce.extract.organisations import full_names
from zhengce.model import Document, Organisation
from zhengce.registry import registry

_PARTY = "中国共产党"  # regulations of the Party are its Central Committee's
_CENTRAL_COMMITTEE, _STATE_COUNCIL = "cn.cpc.cc", "国务院"
_HEAD = re.compile(r"关于|批转|转发|印发|对(?=.{4,})")  # what follows the issuer in a title
_WORK_REPORT = re.compile(r"(?P<body>.{3,30}?)(?:20\d\d年)?工作报告$")
_BODY_TAIL = re.compile(r"(?:政府|部|委|委员会|局|厅|署|院|室|行|会|总局|军区|集团)$")
_PIECE = re.compile(r"[、，\s和与及·]+")
_ISSUE = re.compile(
    r"(?:日前|近日|今天|日|月|年|，)?(?:正式|共同|联合|分别|已经|已|还|先后|专门|最近|又|也|对外){0,3}"
    r"(?:(?:制定|研究|起草|编制|修订|印发|发布|公布|下发|出台|颁布|颁发|发出|发表|批复|批准|批转|转发|审议|表决|通过|签署)(?:并|、|和|了|的|实施|出台|通过|印发){0,3}){1,3}$"
)
_AUTHOR = re.compile(r"(?:向[^，。]{1,6})?作(?:了|的)?(?:题为)?$")
_ISSUED_BY = re.compile(r"[^。，；\n]{0,12}由")
_ADOPTED = re.compile(r"(?:于[^，。；\n]{2,16})?(?:修订|表决)?通过")
_ISSUES = re.compile(r"(?:日前|近日|共同|联合|正式){0,2}(?:制定|印发|发布|公布|下发|出台|颁布|颁发|起草|编制)")
_ISSUERS_TAIL = re.compile(r"等[一二三四五六七八九十\d]{0,3}个?(?:部门|单位|部委|机关|部)")
_ISSUERS_END = re.compile(rf"(?:{_ISSUERS_TAIL.pattern})?$")
_MEETING = re.compile(r"(?:会议|大会|全会)(?:审议|表决|举手|一致|今天|\d{1,2}日)*$")
# The National People's Congress in session, which no organisation stands for.
_SESSION = re.compile(
    r"全国人(?:大|民代表大会)(?P<standing>常委会|常务委员会)?第?[一二三四五六七八九十]{1,4}次会议|(?P<other>常务会议|领导小组|委员会第[一二三四五六七八九十]{1,4}次会议)"
)
_SESSION_NEAR = 400
_DECREE = re.compile(r"国务院令[，、]?$")
_JOINS = frozenset(("、", "和", "与", "及", "，", "会同", ""))
_ADVERBS = re.compile(
    r"(?:于|在)?[\d年月日〇一二三四五六七八九十]{0,12}(?:于|在)?(?:近日|日前|今天|昨天|已经?|联合|共同|正式|对外|先后|分别|还|又|也|即?将|要|抓紧|尽快|负责){0,3}(?:在[一-鿿]{2,5}?(?:正式|联合|共同)?)?(?:发[布出](?:公告|通知|通告)[，、]?)?"
)
_YOURS = re.compile(
    r"(?:你|贵)(?P<unit>们|委|部|局|办|厅|院|会|署|行|省|市|区|县|州|公司|校|社|单位)(?:(?:于|报来)?[\d年月日〇○零一二三四五六七八九十]{4,14})?(?:上?报(?:送|来)?的?)?$"
)
_ADDRESSEE = re.compile(r"^[ 　]*(?P<names>[^\n。，《》]{2,60})[：:][ 　]*$", re.MULTILINE)
_NEAR = 80  # code points before a title in which its issuer stands
_START = attrgetter("start")


class Issue(NamedTuple):
    """What the words around a title say."""

    issuers: list[str]
    dated: str | None = None
    clause: bool = False  # a predicate says so, and of the titles joined to this one too


class Issuers:
    """The bodies of one text by its titles and clauses."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._bodies = {doc.text[body.start : body.end]: body.name for body in doc.organisations}

    def named(self, body: str) -> list[str]:
        """Full name of what `body` names, if it names one."""
        holder = registry().lookup(body, self._doc.context.published)
        name = holder.body.name if holder else self._bodies.get(body)
        return [name] if name else full_names(body, self._doc.context)

    def head(self, title: str) -> int:
        """Length of the issuers at the head of `title`, 0 where it names none."""
        about = _HEAD.search(title)
        return about.start() if about and self.of_title(title) else 0

    def of_title(self, title: str) -> list[str]:
        """Full names of the bodies at the head of `title`: 国务院办公厅关于…, 中共中央 国务院关于…"""
        if title.startswith(_PARTY):
            return [registry().bodies[_CENTRAL_COMMITTEE].name]
        about = _HEAD.search(title)
        report = None if about else _WORK_REPORT.match(title)
        head = title[: about.start()] if about else report["body"] if report else ""
        head = head.removesuffix("办公室").strip(" 　、") if head.endswith("、办公室") else head.strip(" 　、")
        if not head or len(head) > 60:
            return []
        whole = registry().lookup(head, self._doc.context.published)
        if whole:
            return [whole.body.name]
        head = head.replace("中共中央国务院", "中共中央、国务院")
        head = head.replace("中共中央办公厅国务院办公厅", "中共中央办公厅、国务院办公厅")
        pieces = list(filter(None, _PIECE.split(head)))
        known = [name for piece in pieces for name in self.named(piece)]
        if len(known) == len(pieces):
            return known
        if listed := full_names(head, self._doc.context):
            return listed
        issuers = []
        for piece in pieces:
            name = next(iter(self.named(piece)), None) or (piece if _BODY_TAIL.search(piece) and about else None)
            if name is None:  # states that conclude a treaty, a topic: no issuer is named
                return []
            issuers.append(name)
        return issuers

    def around(self, start: int, end: int) -> Issue:
        """Who the text at `start`:`end`, a title, says it is of, by the words before it and behind it."""
        text = self._doc.text
        left = max(start - _NEAR, 0)
        verb = _ISSUE.search(text, max(start - 24, left), start)
        if verb is None:
            if author := _AUTHOR.search(text, max(start - 14, left), start):
                return Issue(self._before(left, author.start()))
            return Issue(self._yours(start) or self._before(left, start) or self._issued_by(end))
        floor = max(text.rfind(mark, left, verb.start()) for mark in "。；\n》") + 1
        tail = _ISSUERS_END.search(text, floor, verb.start())
        names = self._before(floor, tail.start() if tail else verb.start()) or self._by_act(verb.start())
        first = bisect_left(self._doc.dates, floor, key=_START)
        behind = bisect_left(self._doc.dates, start, lo=first, key=_START)
        days = [
            day.edtf
            for day in self._doc.dates[first:behind]
            if day.end <= start and day.kind in ("date", "time") and day.edtf
        ]
        discussed = "审议" in verb[0] and "通过" not in verb[0]
        return Issue(names, days[-1].partition("T")[0] if days and not discussed else None, True)

    def _by_act(self, verb: int) -> list[str]:
        """会议表决通过: the legislature that meets, or the Central Committee; 签署国务院令，公布."""
        text = self._doc.text
        if _DECREE.search(text, max(verb - 6, 0), verb):
            return [_STATE_COUNCIL]
        meeting = _MEETING.search(text, max(verb - 16, 0), verb)
        if meeting is None:
            return []
        if meeting[0].startswith("全会"):
            return [registry().bodies[_CENTRAL_COMMITTEE].name]
        sessions = list(_SESSION.finditer(text, max(verb - _SESSION_NEAR, 0), verb))
        return self._of_session(sessions[-1]) if sessions else []

    def _of_session(self, session: re.Match[str]) -> list[str]:
        if session["other"]:  # of the State Council or a commission: another body will issue it
            return []
        standing = registry().lookup("全国人民代表大会" + ("常务委员会" if session["standing"] else ""))
        return [standing.body.name] if standing else []

    def _issued_by(self, end: int) -> list[str]:
        """《…》由民政部、财政部联合印发"""
        text = self._doc.text
        by = _ISSUED_BY.match(text, end, end + 16)
        if by is None:
            return []
        names: list[str] = []
        position = by.end()
        session = _SESSION.search(text, position, position + 40)
        if session and _ADOPTED.match(text, session.end()):
            return self._of_session(session)
        first = bisect_left(self._doc.organisations, position, key=_START)
        for body in self._doc.organisations[first : first + 8]:
            if body.start != position and text[position : body.start] not in _JOINS:
                break
            names.append(body.name)
            position = body.end
        tail = _ISSUERS_TAIL.match(text, position)
        return names if _ISSUES.match(text, tail.end() if tail else position) else []

    def _yours(self, end: int) -> list[str]:
        """你委《关于…的请示》: the body that the text is addressed to."""
        text = self._doc.text
        yours = _YOURS.search(text, max(end - 24, 0), end)
        addressee = yours and _ADDRESSEE.search(text, 0, 600)
        if not yours or not addressee:
            return []
        first = bisect_left(self._doc.organisations, addressee.start(), key=_START)
        last = bisect_left(self._doc.organisations, addressee.end(), lo=first, key=_START)
        bodies = self._doc.organisations[first:last]
        unit = yours["unit"]
        if unit == "们":
            return [body.name for body in bodies]
        kind = "人民政府" if unit in ("省", "市", "区", "县", "州") else unit
        return next(([body.name] for body in bodies if kind in body.name), [body.name for body in bodies[:1]])

    def _before(self, floor: int, end: int) -> list[str]:
        """Names of the run of organisations that ends at `end`: 民政部、财政部和教育部"""
        run: list[Organisation] = []
        organisations = self._doc.organisations
        for at in range(bisect_left(organisations, end, key=_START) - 1, -1, -1):
            body = organisations[at]
            if body.end > end:
                continue
            if body.start < floor or (end - body.end and not self._joined(body.end, end, bool(run))):
                break
            run.append(body)
            end = body.start
        return [body.name for body in reversed(run)]

    def _joined(self, start: int, end: int, inside: bool) -> bool:
        """Whether what stands at `start`:`end` only joins a body to what follows: 、 in a list, a date or adverb before the verb."""
        between = self._doc.text[start:end].strip()
        if inside:
            return between in _JOINS
        first = bisect_left(self._doc.dates, start, key=_START)
        for date in self._doc.dates[first : first + 2]:
            if start <= date.start and date.end <= end:
                between = between.replace(self._doc.text[date.start : date.end], "")
        return _ADVERBS.fullmatch(between) is not None
