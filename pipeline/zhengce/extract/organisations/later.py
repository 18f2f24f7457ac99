"""Later mentions of a name in short: forms that the text defines, and mechanisms by their last word."""

from __future__ import annotations

import re
from bisect import bisect_right

from zhengce.model import Document, Organisation

_DEFINITION = re.compile(
    r"[（(](?:以下|下)?(?:统|简)?[简合]?称(?:为)?[：:]?[“\"‘「]?([^（()）”\"’」，。；]{2,20})[”\"’」]?[)）]"
)
_MECHANISM = re.compile(
    r"(?:部际|厅际|局际)?联席会议|(?:工作|协调)?领导小组|总?指挥部|组委会|筹委会|协调小组|专项小组|工作专班|[督巡指][察视导]组|督查组|调查组|起草委员会|筹备委员会"
)
_SESSION = re.compile("第?[一二三四五六七八九十]{1,3}次")
_LAST = re.compile("(?:联席会议|小组|指挥部|[组筹]委会|专班|[督巡指调][察视导查]组|委员会)$")
_LEAD = re.compile("^(?:[部厅局]际|工作(?=领)|协调(?=领))")
_DESCRIBES = ("n", "vn", "b", "j")  # a word before that makes it another mechanism: 扶贫开发+领导小组


def later_mentions(doc: Document) -> list[Organisation]:
    """The later mentions of the organisations of `doc` that no grammar finds, each named as the first."""
    return _defined(doc) + _mechanisms(doc)


def _defined(doc: Document) -> list[Organisation]:
    """农业发展银行（以下简称农发行）: every 农发行 after it."""
    text, found = doc.text, []
    if "称" not in text:
        return []
    ends = {body.end: body for body in doc.organisations}
    for match in _DEFINITION.finditer(text):
        body = ends.get(match.start())
        if body is None:
            continue
        short = match[1]
        at = text.find(short, match.start(1))
        while at >= 0:
            found.append(_again(body, at, at + len(short)))
            at = text.find(short, at + len(short))
    return found


def _mechanisms(doc: Document) -> list[Organisation]:
    """联席会议 after the full name of one."""
    named = [body for body in doc.organisations if _LAST.search(body.name)]
    if not named:
        return []
    text, words = doc.text, doc.words
    found = []
    starts = [body.start for body in named]
    for match in _MECHANISM.finditer(text, named[0].end):
        start, end = match.span()
        if _SESSION.match(text, end):
            continue
        word = words.at(start)
        if words.starts[word] != start or (word and words.tags[word - 1].startswith(_DESCRIBES)):
            continue
        last = _LEAD.sub("", match[0])
        for body in reversed(named[: bisect_right(starts, start)]):
            if body.name.endswith(last) and (not last.endswith("视组") or "第" in body.name):
                mention = _again(body, start, end)
                if text.startswith("办公室", end):
                    mention.end += 3
                    mention.name += "办公室"
                    mention.org_id = None
                found.append(mention)
                break
    return found


def _again(body: Organisation, start: int, end: int) -> Organisation:
    rule = "organisations.later"
    return Organisation(start, end, rule, body.name, body.org_id, body.kind, body.level, body.region, "anaphor")
