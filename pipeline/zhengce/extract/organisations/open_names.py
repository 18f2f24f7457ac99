"""Open names by grammar over words: companies, schools, hospitals, institutes, parts of bodies, and mechanisms.

Every last word (大学, 有限公司, 司) is found in the text by one automaton; from there the name runs to the left over the
words that can stand inside a name, to the leftmost word that can begin one. A body found before (民政部) begins the names of
its parts (民政部社会救助司).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

import daachorse

from zhengce.extract.organisations.bounds import unit_free
from zhengce.extract.organisations.names import GRAMMAR, Names
from zhengce.lexicon import read_table
from zhengce.model import Document, Organisation
from zhengce.places import Place
from zhengce.segment import engine

_LONGEST = 60  # characters of a name
_LIMIT = 12  # words to the left of a last word
_INSIDE = frozenset(
    ("n", "nr", "nrt", "nrfg", "nz", "ns", "nt", "j", "b", "s", "vn", "an", "eng", "l", "ng", "nrfg", "i")
)
_PROPER = ("ns", "nr", "nz", "nt", "eng")
_NUMBER = re.compile(r"第[一二三四五六七八九十百零〇]{1,4}|第?\d{1,4}")
_PAIR = re.compile(r"中[一-鿿]|[一-鿿]中|[美俄英法德日韩朝印巴欧非澳加意越蒙老柬泰哈]{2}")  # 中德, 美中
_PLAIN = re.compile(  # words of their own that end like a part of a body
    r"(?:[布格大全结当开新好变战僵终邮棋时政危破]局|[大客餐展舞]厅|(?:宴会|报告|音乐)厅|[各到好用远深随何高低益害此妙四]处|"
    r"[法家门]庭|[公上]司)$"
)
_POST = re.compile(
    r"(?:书记|主席|总理|部长|主任|委员|司长|局长|厅长|处长|院长|校长|会长|行长|市长|省长|县长|区长|州长|总裁|经理|董事长|秘书长|代表|记者|专家|"
    r"教授|院士|学者|领导|干部|同志|人员|负责人|发言人|总统|首相|大臣|外长|议长|司令|成员|会员|员工|职工|学生|教师|医生|工程师|科学家|先生|"
    r"女士|主持人|创始人|工人|农民|居民|群众|选手|队员|团长|组长|队长|政委|参谋长|家属|患者|消费者|投资者)$"
)
_SESSION = re.compile(r"第?[一二三四五六七八九十]{1,3}次")
_ANY = re.compile(r"^[各每某该本我]")
_UNITS = frozenset("省市县区州")
_JOINED = frozenset("与和及")
_VAST = frozenset(
    ("海军", "陆军", "空军", "中国", "全国", "国家", "国际", "世界", "中央", "亚洲", "非洲", "欧洲", "亚太")
)
_HUB = re.compile(
    r"(?:金融|经济|贸易|航运|创新|政治|文化|消费|商业|交往|交通|枢纽|物流|制造|会议|会展|购物|科技|科创|城市|世界|历史|舆论|权力|旅游|人才)$"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The last word of open names."""

    word: str
    kind: str | None
    use: str  # open, strong, unit, town, centre
    alone: str | None  # what does not suffice before it: place, no
    barred: re.Pattern[str] | None  # what may not follow


@dataclass(frozen=True, slots=True)
class Heads:
    """All last words and the roles of the words before them."""

    heads: list[Head]
    automaton: daachorse.CharwiseDoubleArrayAhoCorasick
    roles: dict[str, str]
    words: frozenset[str]


@lru_cache(maxsize=1)
def heads() -> Heads:
    """The last words and roles of this process."""
    found = {}
    for row in read_table(f"{GRAMMAR}/heads.tsv", ("head", "kind", "use", "alone", "not"), unique="head"):
        barred = row.get("not")
        pattern = re.compile(barred) if barred else None
        found[row["head"]] = Head(row["head"], row.get("kind"), row["use"], row.get("alone"), pattern)
    words = sorted(found)
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(words, daachorse.MATCH_KIND_LEFTMOST_LONGEST)
    roles = {row["word"]: row["role"] for row in read_table(f"{GRAMMAR}/words.tsv", ("word", "role"), unique="word")}
    return Heads([found[word] for word in words], automaton, roles, frozenset(words))


@lru_cache(maxsize=4096)
def _names(part: str) -> bool:
    """Whether what stands before the last word within one word names something: 复旦, not 顾问."""
    roles = heads().roles
    return any(
        roles.get(word) == "starter" or (tag.startswith((*_PROPER, "j", "x")) and roles.get(word) is None)
        for word, tag in engine()(part)
    )


class OpenNames:
    """The open names of one text, given its words and the names found before."""

    def __init__(self, doc: Document, names: Names) -> None:
        self.doc = doc
        self.text = doc.text
        self.names = names
        self.heads = heads()
        self.words = doc.words
        self.found: list[Organisation] = []
        self.ends: dict[int, Organisation] = {body.end: body for body in doc.organisations}
        self.starts = [body.start for body in doc.organisations]
        self.parents: dict[int, Organisation] = {}  # end of a part → the body that it is a part of

    def run(self) -> list[Organisation]:
        """The open names, in order of their last words; a longer one may cover a shorter or a name found before."""
        starts = self.starts
        bodies = self.doc.organisations
        for start, end, key in self.heads.automaton.find(self.text):
            at = bisect_left(starts, end) - 1
            if at >= 0 and bodies[at].end > start and bodies[at].end >= end:
                if bodies[at].kind == "mechanism" and bodies[at].end == end:
                    self._widen(bodies[at], self.heads.heads[key])
                continue
            head = self.heads.heads[key]
            if head.barred is not None and head.barred.match(self.text, end):
                continue
            self._name(start, end, head)
        return self.found

    def _name(self, start: int, end: int, head: Head) -> None:
        words = self.words
        index = words.at(start)
        if words.tags[index] in ("title", "date") or _SESSION.match(self.text, end):
            return
        if words.starts[index] < start and (start - words.starts[index] < 2 or self._idle(index, start)):
            return  # 军乐团, 上市公司
        if len(head.word) == 1 and _PLAIN.search(self.text, max(0, start - 2), end):
            return
        last = words.at(end - 1)
        if words.starts[last] + len(words.texts[last]) > end and not self._post_follows(last, end):
            return
        if words.starts[index] == start and start in self.ends:
            return self._part(self.ends[start], start, start, end, head)
        first, prefix, proper, count = self._walk(index, start, head.kind == "mechanism")
        if head.use == "unit" and prefix is None and self._share(first, start, end, head):
            return
        if prefix is not None:
            if first == prefix.end or head.use != "town":
                self._part(prefix, prefix.end, start, end, head)
            return
        if head.use == "unit":
            central = start - first > 3 and self.text.startswith(("国家", "中国"), first)
            known = words.tags[index] == "nt" or self.text.startswith(("香港", "澳门"), first)
            if proper and head.word in "局署处" and (central or known):
                self._add(first, end, self.text[first:end], head, None)
            return
        if head.kind == "mechanism" and self._relative(first, start, end, head):
            return
        before = self.text[first - 1 : first]
        if before == "各" or (before == "驻" and head.word[-1] == "馆"):
            return  # 驻叙利亚大使馆 is another country's
        if not self._specific(first, start, proper, count, head):
            return
        self._add(first, end, self._full(first, end), head, None)

    def _relative(self, first: int, start: int, end: int, head: Head) -> bool:
        """省推进数字政府建设领导小组: a mechanism of the place that the unit word stands for."""
        unit = self.text[first - 1 : first]
        if end - first < 8 or unit not in ("省", "市", "县", "区") or not unit_free(self.text, first - 1, unit):
            return False
        place = self._place(first, unit)
        if place is not None:
            self._add(first - 1, end, place.name + self.text[first:end], head, None)
            self.found[-1].level, self.found[-1].region = place.level, place.code
            self.found[-1].resolution = "relative"
        return place is not None

    def _place(self, at: int, unit: str) -> Place | None:
        """The place called `unit` of the last local body before `at`, or of the document."""
        bodies, places = self.doc.organisations, self.names.places
        index = bisect_left(self.starts, at) - 1
        region = bodies[index].region if index >= 0 else None
        if region is None and self.doc.context.region:
            home = places.resolve(self.doc.context.region)
            region = self.doc.context.region if home is None else home.code
        levels = (level for level in ("county", "prefecture", "province") if region is not None)
        above = (places.ancestor(region, level) for level in levels if region is not None)
        return next((place for place in above if place is not None and place.name.endswith(unit)), None)

    def _widen(self, body: Organisation, head: Head) -> None:
        """福建省+推进数字中国建设领导小组: a place before a central mechanism makes it a local one."""
        first, _, proper, count = self._walk(self.words.at(body.start), body.start, True)
        if self._relative(first, body.start, body.end, head):
            return
        if proper and count and self._placed(self.words.texts[self.words.at(first)]):
            self._add(first, body.end, self.text[first : body.end], head, None)

    def _post_follows(self, word: int, end: int) -> bool:
        """疾控|局局长: the rest of the word that the name ends in is a post."""
        start = self.words.starts[word]
        return self.words.texts[word][end - start :] in ("局长", "司长", "处长", "厅长", "院长", "所长", "行长", "校长")

    def _walk(self, index: int, start: int, verbs: bool = False) -> tuple[int, Organisation | None, bool, int]:
        """Run left from the word that holds the last word's start.

        Gives the offset where the name starts, the body that begins it, whether its first word is a proper one, and the
        number of words before the last word.
        """
        words, roles = self.words, self.heads.roles
        first, proper, count, best = start, False, 0, start
        best_count = 0
        if words.starts[index] < start:  # 复旦大学 is one word
            first = best = words.starts[index]
            count = best_count = 1
            tag = words.tags[index]
            proper = tag == "ns" or (tag.startswith("n") and _names(self.text[first:start]))
            proper = proper or self._placed(self.text[first:start])
            if first in self.ends:
                return first, self.ends[first], True, count
        cut = -1  # where the words after 与 or 和 begin, while no beginning is known for those before it
        j = index - 1
        while j >= 0 and count < _LIMIT:
            text, tag = words.texts[j], words.tags[j]
            if tag == "org" or words.starts[j + 1] in self.ends:
                body = self.ends.get(words.starts[j + 1])
                if body is not None:
                    return body.start, body, True, count
                break
            role = roles.get(text)
            if role == "stop" or (role == "policy" and not verbs) or _POST.search(text) or _ANY.match(text):
                break
            if text in _UNITS and not (j and words.tags[j - 1].startswith(_PROPER)):
                break  # 省 stands for a place
            if text in _JOINED:
                if words.starts[j] in self.ends or not self._joins(j - 1):
                    break
                if cut < 0:
                    cut = first
                j -= 1
                continue
            if text == "·" and j > 0:
                j -= 1
                first = words.starts[j]
                best, best_count, proper = first, count, True
                j -= 1
                count += 1
                continue
            known = self._placed(text)
            inside = tag in _INSIDE or role is not None or known or self._numbered(text, tag)
            if not inside and not (verbs and tag in ("v", "vd", "f", "ad") and len(text) > 1):
                break
            if not inside:
                count += 1
                j -= 1
                continue  # a verb may stand inside the name, but not begin it
            first = words.starts[j]
            count += 1
            named = tag.startswith(_PROPER) and role not in ("nominal", "common")
            if proper and tag.startswith("nr") and len(text) > 1 and not words.tags[words.at(best)].startswith("nr"):
                break  # a person before the name: 李强视频连线国家能源集团
            if len(text) == 1:
                named = named and tag.startswith(("nr", "ns")) and best == words.starts[j + 1]  # 魏|兹曼
            if role == "starter" or known or named or _PAIR.fullmatch(text):
                best, best_count, proper, cut = first, count, True, -1
            j -= 1
        if verbs and self.text.endswith("党的", 0, best if proper else first):  # 党的群众路线教育实践活动领导小组
            best = first = (best if proper else first) - 2
        if proper:
            return best, None, True, best_count
        if cut >= 0:
            first = cut
        return first, None, False, count

    def _joins(self, word: int) -> bool:
        """Whether a word before 与 can belong to the same name: 采购 in 物流与采购联合会, not another body."""
        words = self.words
        if word < 0 or words.tags[word] not in ("n", "vn"):
            return False
        text = words.texts[word]
        return self.heads.roles.get(text) not in ("stop", "starter") and text not in self.heads.words

    def _idle(self, index: int, start: int) -> bool:
        """Whether what a word puts before the last word describes it but names nothing."""
        return self.heads.roles.get(self.text[self.words.starts[index] : start]) in ("stop", "common")

    def _numbered(self, text: str, tag: str) -> bool:
        return tag == "m" and _NUMBER.fullmatch(text) is not None

    def _placed(self, text: str) -> bool:
        """Whether a word names a place or country."""
        return text in self.names.places.surfaces or text in self.names.countries

    def _specific(self, first: int, start: int, proper: bool, count: int, head: Head) -> bool:
        """Whether what stands before the last word makes it a name."""
        before = self.text[first:start]
        if not before:
            return False
        if head.use == "strong":
            return len(before) >= (2 if head.kind == "company" or proper else 4)
        if not proper:
            return False
        if head.use == "centre":
            return not _HUB.search(before) and len(before) >= 4 and before[-1] not in "市城区县"
        if head.alone is not None and (before in _VAST or before in self.names.countries):
            return False
        return not (head.alone == "no" and before in self.names.places.surfaces)

    def _part(self, body: Organisation, after: int, start: int, end: int, head: Head) -> None:
        """A part of `body`: 民政部 + 社会救助 + 司."""
        between = self.text[after:start]
        if (
            len(between) > 16
            or end - body.start > _LONGEST
            or (head.use == "unit" and len(head.word) == 1 and not between)
        ):
            return
        if head.word in ("公司", "集团", "银行", "大学", "中心") and body.kind in (
            "government",
            "party",
            "legislature",
        ):
            return
        whole = body.name
        if body.kind == "company" == head.kind and head.use != "unit":
            whole = self.text[body.start : body.end]  # 鞍钢股份有限公司 is a firm of its own
        if whole == "中国共产党中央委员会":
            whole = "中共中央"
        elif whole.startswith("中共") and whole.endswith("委员会") and "纪律检查" not in whole:
            whole = whole[:-2]  # 中共湖南省委第一巡视组
        first = body.start
        sender = self.ends.get(first - 1)
        if head.word.startswith("纪检") and sender is not None and self.text[first - 1] == "驻":
            first, whole = sender.start, f"{sender.name}驻{whole}"  # 中央纪委驻商务部纪检组
        self._add(first, end, whole + self.text[after:end], head, body)

    def _share(self, first: int, start: int, end: int, head: Head) -> bool:
        """民政部社会救助司、儿童福利司: a part in a list takes the body of the part before it."""
        parent = self.parents.get(first - 1)
        if parent is None or first >= start or self.text[first - 1] not in "、和与及":
            return False
        if self.heads.roles.get(self.words.texts[self.words.at(first)]) == "starter":
            return False
        self._add(first, end, parent.name + self.text[first:end], head, parent)
        return True

    def _full(self, first: int, end: int) -> str:
        """The name as written, with a short form of its place in full where that bears its unit word (黔南州)."""
        word = self.words.texts[self.words.at(first)]
        if word.endswith("州") and len(word) > 2:
            place = self.names.places.resolve(word)
            if place is not None and place.name.endswith("自治州"):
                return place.name + self.text[first + len(word) : end]
        return self.text[first:end]

    def _add(self, start: int, end: int, name: str, head: Head, parent: Organisation | None) -> None:
        kind, level, region = head.kind or "government", None, None
        if parent is not None:
            level, region = parent.level, parent.region
            kind = parent.kind if head.kind is None or parent.kind == "international" else head.kind
        else:
            place = self.names.places.resolve(self.words.texts[self.words.at(start)])
            if place is not None and place.code and kind != "international":
                region = place.code
                level = place.level if kind not in ("company", "association", "school") else None
            elif name.startswith(("中央", "全国", "国家")):
                level = "central"
        body = Organisation(start, end, "organisations.open", name, None, kind, level, region, "pattern")
        if parent is not None:
            body.rule = "organisations.part"
            self.parents[end] = parent
        self.found.append(body)
        self.ends[end] = body
