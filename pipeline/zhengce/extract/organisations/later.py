"""Later mentions of a name in short: forms that the text defines, and mechanisms by their last word."""

from __future__ import annotations

import re

import daachorse

from zhengce.model import Document, Organisation

_DEFINITION = re.compile(
    r"[（(](?:以下|下)?(?:统|简)?[简合]?称(?:为)?[：:]?[“\"‘「]?([^（()）”\"’」，。；]{2,20})[”\"’」]?[)）]"
)
_COMMITTEE = re.compile(
    "(?:全国人民代表大会(?:常务委员会)?|中国人民政治协商会议全国委员会)((?!常务)[一-鿿]{2,14}委员会)"
)
_PARLIAMENT = re.compile("^.*?(?:全国人大常委会|全国人大|全国政协)")
_LAST_WORD = re.compile(
    r"(?:[部厅局]际)?(联席会议)|(?:工作|协调)?(领导小组)|(总?指挥部|组委会|筹委会|协调小组|专项小组|工作专班|起草委员会|筹备委员会)|"
    r"([督巡指][察视导]组|督查组|调查组)"
)
_ENDING = re.compile(
    "(联席会议|领导小组|总?指挥部|组委会|筹委会|协调小组|专项小组|工作专班|起草委员会|筹备委员会|[督巡指调][察视导查]组|督查组)$"
)
_THAT = re.compile("该(部(?![门分队])|委(?!员)|局(?!长)|署|厅|办(?:公室)?(?!法))")
_PARTIES = {  # the democratic parties by their short names
    "民革": "中国国民党革命委员会",
    "民盟": "中国民主同盟",
    "民建": "中国民主建国会",
    "民进": "中国民主促进会",
    "农工党": "中国农工民主党",
    "致公党": "中国致公党",
    "九三学社": "九三学社",
    "台盟": "台湾民主自治同盟",
}
_CENTRAL = re.compile(
    rf"({'|'.join((*_PARTIES.values(), *_PARTIES))})?(?<![新本上])第?[一二三四五六七八九十]{{1,3}}届(中央(?:常务|监督)?委员会)"
)
_DESCRIBES = ("n", "vn", "b", "j")  # a word before that makes it another mechanism: 扶贫开发+领导小组


def later_mentions(doc: Document) -> list[Organisation]:
    """The later mentions of the organisations of `doc` that no grammar finds, each named as the first."""
    return _defined(doc) + _by_last_word(doc) + _pointed_at(doc) + _of_party(doc)


def _defined(doc: Document) -> list[Organisation]:
    """农业发展银行（以下简称农发行）: every 农发行 after it; 财政经济委员会 after 全国人大财政经济委员会."""
    shorts: dict[str, tuple[int, Organisation]] = {}
    if "称" in doc.text:
        ends = {body.end: body for body in doc.organisations}
        for match in _DEFINITION.finditer(doc.text):
            body = ends.get(match.start())
            if body is not None:
                shorts.setdefault(match[1], (match.start(1), body))
    for body in doc.organisations:
        committee = _COMMITTEE.fullmatch(body.name) if body.kind in ("legislature", "advisory") else None
        if committee is not None:
            shorts.setdefault(committee[1], (body.end, body))
            short = _PARLIAMENT.sub("", doc.text[body.start : body.end])
            if len(short) > 2:  # 全国人大财经委: 财经委 after it
                shorts.setdefault(short, (body.end, body))
    if not shorts:
        return []
    words = list(shorts)
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(words, daachorse.MATCH_KIND_LEFTMOST_LONGEST)
    found = []
    for start, end, key in automaton.find(doc.text):
        since, body = shorts[words[key]]
        if start >= since:
            found.append(_again(body, start, end))
    return found


def _by_last_word(doc: Document) -> list[Organisation]:
    """联席会议 after the full name of one, unless a word before it makes it another."""
    latest: dict[str, Organisation] = {}
    ending = (body for body in doc.organisations if body.name[-1] in "议组部会班")
    ordered = [(match[1], body) for body in ending if (match := _ENDING.search(body.name))]
    if not ordered:
        return []
    found, words, i = [], doc.words, 0
    for match in _LAST_WORD.finditer(doc.text, ordered[0][1].end):
        start, end = match.span()
        while i < len(ordered) and ordered[i][1].end <= start:
            word, body = ordered[i]
            if not word.endswith("视组") or "第" in body.name:  # 中央巡视组 is any of them
                latest[word] = body
            i += 1
        first = latest.get(match[match.lastindex or 0])
        at = words.at(start)
        described = words.starts[at] != start or (at > 0 and words.tags[at - 1].startswith(_DESCRIBES))
        if first is None or described:
            continue
        mention = _again(first, start, end)
        if doc.text.startswith("办公室", end):
            mention.end, mention.name, mention.org_id = end + 3, first.name + "办公室", None
        found.append(mention)
    return found


def _pointed_at(doc: Document) -> list[Organisation]:
    """该部, 该局: the last body before it whose name ends so."""
    found = []
    bodies = iter(doc.organisations)
    body = next(bodies, None)
    latest: dict[str, Organisation] = {}
    for match in _THAT.finditer(doc.text) if "该" in doc.text else ():
        while body is not None and body.end <= match.start():
            latest[body.name.replace("委员会", "委").replace("办公室", "办")[-1]] = body
            body = next(bodies, None)
        if match[1][0] in latest:
            found.append(_again(latest[match[1][0]], *match.span()))
    return found


def _of_party(doc: Document) -> list[Organisation]:
    """第十届中央常务委员会: of the democratic party spoken of."""
    found = []
    for match in _CENTRAL.finditer(doc.text) if "届中央" in doc.text else ():
        before = (body for body in reversed(doc.organisations) if body.end <= match.start())
        named = (name for body in before for name in _PARTIES.values() if body.name.startswith(name))
        party = _PARTIES.get(match[1], match[1]) if match[1] else next(named, None)
        if party is not None and not (match[1] and match[2] == "中央委员会"):
            name, rule = party + match[2], "organisations.later"
            found.append(Organisation(*match.span(), rule, name, None, "party", "central", None, "relative"))
    return found


def _again(body: Organisation, start: int, end: int) -> Organisation:
    rule = "organisations.later"
    return Organisation(start, end, rule, body.name, body.org_id, body.kind, body.level, body.region, "anaphor")
