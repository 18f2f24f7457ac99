"""Open names by grammar over words: companies, schools, hospitals, institutes, parts of bodies, and mechanisms.

Every last word (大学, 有限公司, 司) is found in the text by one automaton; from there the name runs to the left over the
words that can stand inside a name, to the leftmost word that can begin one. A body found before (民政部) begins the names of
its parts (民政部社会救助司).
"""

from __future__ import annotations

import re
from bisect import bisect_left

from zhengce.extract.organisations.bounds import CHINA, unit_free
from zhengce.extract.organisations.heads import Head, heads
from zhengce.extract.organisations.names import Names
from zhengce.extract.organisations.walk import PAIR, Run, Walk, placed
from zhengce.model import Document, Organisation
from zhengce.places import Place, contains

_LONGEST = 60  # characters of a name
_PLAIN = re.compile(  # words of their own that end like a part of a body
    r"(?:[布格大全结当开事新好变战僵终邮棋时政危破]局|[大客餐展舞]厅|(?:宴会|报告|音乐|营业)厅|[各到好用远深随何高低益害此妙四相汇界接住惩论查判去合拐角口落低近]处|"
    r"[法家门]庭|[公上]司|[关体联派]系|部署|[代主承举协督]办)$"
)
_ORDINAL = re.compile(r"第[一二三四五六七八九十]{1,3}次\Z")
_SESSION = re.compile(r"第?[一二三四五六七八九十]{1,3}次")
_MEETS = re.compile("(?:联席会议|小组|指挥部)$")  # a session of theirs names them
_VAST = frozenset(
    ("海军", "陆军", "空军", "中国", "全国", "国家", "国际", "世界", "中央", "亚洲", "非洲", "欧洲", "亚太")
)
_HUB = re.compile(
    r"(?:金融|经济|贸易|航运|创新|政治|文化|消费|商业|交往|交通|枢纽|物流|制造|会议|会展|购物|休闲|度假|集散|科技|科创|城市|世界|历史|舆论|权力|旅游|人才|军事|辐射|副)$"
)
_LEADERS = (
    "局长",
    "司长",
    "处长",
    "厅长",
    "院长",
    "所长",
    "行长",
    "校长",
    "会长",
    "主席",
    "秘书长",
    "理事长",
    "总裁",
    "主任",
)
_NOUNS = ("n", "nz", "nt", "nr", "j", "m", "eng")
_COUNTED = re.compile(r"[0-9两二三四五六七八九十几数多百千余][家个所座批]\Z|[各些多]\Z")  # 两家中国造船厂
_GROUPS = ("领导小组", "协调小组", "联席会议", "指挥部")
_PHRASE = re.compile(r"(?:.*)(全国|国务院|国家)((?:(?!全国|国务院|国家)[一-鿿]){8,30})\Z")
_SAID = re.compile(
    "成立|设立|建立|组建|决定|同意|批准|召开|主持|参加|出席|担任|组成|会同|根据|按照|关于|负责|各级|有关|部门|要求|由|的|各|等|任|在|向|对"
)
_EACH = re.compile(r"各(?:省|地|级|市|县|单位|部门|有关)[^。；]*(?:建立|成立|设立|组建)(?:健全|了)?\Z")
_WITH_CHINA = re.compile(r"中国[—\-－]\Z")  # 中国—东盟信息港股份有限公司
_LOOSE = ("公司", "集团", "银行", "大学")  # not parts of an organ of state
_BRANCHES = frozenset(  # of the place in their names
    (
        "分行",
        "支行",
        "中心支行",
        "分公司",
        "总队",
        "支队",
        "营业管理部",
        "特派员办事处",
        "特派办",
        "专员办事处",
        "专员办",
    )
)
_ORGANS = ("government", "party", "legislature")


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
        self.walk = Walk(doc.words, self.heads, names, self.ends)
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
        """The name that ends in the last word from `start` to `end`."""
        if not self._is_last(start, end, head):
            return
        words = self.words
        index = words.at(start)
        if head.use == "brand":
            if words.starts[index] == start and len(words.texts[index]) == end - start:
                self._brand_name(start, end, head)
            return
        if start in self.ends:
            return self._part(self.ends[start], start, start, end, head)
        if head.word.endswith(_GROUPS) and (verbal := self._verbal(start)) is not None:
            parent = self.ends.get(verbal)
            first = verbal if parent is None else parent.start
            return self._add(first, end, self.text[first:end], head, parent)
        run = self.walk.back(index, start, head.kind, head.use == "strong")
        if run.body is not None:
            return self._part(run.body, run.body.end, start, end, head)
        first = run.first
        if head.use == "unit":
            if self._share(run.left, start, end, head):
                return
            central = start - first > 3 and self.text.startswith(("国家", "中国"), first)
            known = words.tags[index] == "nt" or self.text.startswith(("香港", "澳门"), first)
            listed = self.text[first:end] in self.names.registry.surfaces
            vast = self.text[first:start] in _VAST  # 国家局 is any of them
            if run.proper and head.word in "局署处司" and (central or known) and not listed and not vast:
                self._add(first, end, self.text[first:end], head, None)
            return
        if head.kind == "mechanism" and self.text.endswith("党的", 0, first):
            first -= 2  # 党的群众路线教育实践活动领导小组
        if head.kind == "mechanism" and (ordinal := _ORDINAL.search(self.text, max(0, first - 5), first)):
            first = ordinal.start()  # 第三次全国经济普查领导小组
            place = words.at(first - 1)
            if first and words.tags[place] == "ns" and words.texts[place][-1] in "省市县区州盟旗":
                first = words.starts[place]  # 福建省第二次全国残疾人抽样调查领导小组
        if not run.proper and head.use in ("open", "strong") and self._relative(first, start, end, head):
            return
        before = self.text[first - 1 : first]
        if _COUNTED.search(self.text, max(0, first - 2), first) or (before == "驻" and head.word[-1] == "馆"):
            return  # 驻叙利亚大使馆 is another country's
        if self._specific(first, start, run, head):
            self._add(first, end, self._full(first, end), head, None)

    def _verbal(self, start: int) -> int | None:
        """Where the name of a group with a phrase in it begins: 全国 in 全国企业兼并破产和职工再就业工作领导小组.

        With 国务院 before the phrase, where that ends. None when there is no phrase of more than a few words.
        """
        match = _PHRASE.search(self.text, max(0, start - 40), start)
        if match is None or _SAID.search(match[2]) or any(match.end(1) < end < start for end in self.ends):
            return None
        return match.end(1) if match[1] == "国务院" else match.start(1)

    def _is_last(self, start: int, end: int, head: Head) -> bool:
        """Whether what stands from `start` to `end` is the last word of a name there, and not a part of other words."""
        words = self.words
        index, last = words.at(start), words.at(end - 1)
        if words.tags[index] in ("title", "date") or (not _MEETS.search(head.word) and _SESSION.match(self.text, end)):
            return False
        before = start - words.starts[index]
        if before and (before < 2 or words.tags[index] in ("l", "i") or self._idle(index, start)):
            return False  # 军乐团, 落到实处, 上市公司
        if len(head.word) == 1 and _PLAIN.search(self.text, max(0, start - 2), end):
            return False
        return words.starts[last] + len(words.texts[last]) <= end or self._post_follows(last, end)

    def _relative(self, first: int, start: int, end: int, head: Head) -> bool:
        """省推进数字政府建设领导小组, 省电力公司: a body of the place that the unit word stands for."""
        unit = self.text[first - 1 : first]
        if first == start or end - first < (8 if head.kind == "mechanism" else 4):
            return False
        if unit not in ("省", "市", "县", "区") or not unit_free(self.text, first - 1, unit):
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
        run = self.walk.back(self.words.at(body.start), body.start, "mechanism")
        if run.body is not None or self._relative(run.first, body.start, body.end, head):
            return
        if run.proper and run.first < body.start and placed(self.names, self.words.texts[self.words.at(run.first)]):
            self._add(run.first, body.end, self.text[run.first : body.end], head, None)

    def _post_follows(self, word: int, end: int) -> bool:
        """疾控|局局长: the rest of the word that the name ends in is a post."""
        start = self.words.starts[word]
        return self.words.texts[word][end - start :] in _LEADERS

    def _idle(self, index: int, start: int) -> bool:
        """Whether what a word puts before the last word describes it but names nothing."""
        return self.heads.roles.get(self.text[self.words.starts[index] : start]) in ("stop", "common")

    def _specific(self, first: int, start: int, run: Run, head: Head) -> bool:
        """Whether what stands before the last word makes it a name."""
        before = self.text[first:start]
        if before[:1] == "各":
            return False  # 各乡镇人民政府
        if len(before) < 2 or before + head.word in self.names.registry.surfaces:
            return False  # the registry knows it, and it was not meant here
        vast = next((word for word in _VAST if before.startswith(word)), "")
        if vast and self.heads.roles.get(before[len(vast) :]) == "common":
            return False  # 全国重点实验室
        if vast == "全国" and head.kind in ("company", "school", "institution") and not head.word.endswith("中心"):
            return False  # 全国档案馆 are all of them
        loose = head.use == "strong" and head.kind == "mechanism" and not run.proper
        if loose and _EACH.search(self.text, max(0, first - 30), first):
            return False  # 各省区市要建立全面深化改革领导小组
        if head.use == "strong":
            return len(before) >= (2 if head.kind == "company" or run.proper else 4)
        if not run.proper:
            return head.word == "集团" and self._firm(before, start)
        if head.use == "centre":
            return not _HUB.search(before) and len(before) >= 4 and before[-1] not in "市城区县"
        if head.alone is not None and (before in _VAST or before in self.names.countries):
            return False
        if head.kind == "government" and PAIR.fullmatch(before):
            return False  # 中美海关 are two
        if head.alone != "no" or before not in self.names.places.surfaces:
            return True
        place = self.names.places.resolve(before) if head.word == "中学" else None
        return place is not None and place.level != "province" and place.name != before  # 黄冈中学

    def _brand_name(self, start: int, end: int, head: Head) -> None:
        """A firm by its short name, as the registry calls it on the day."""
        holder = self.names.registry.lookup(head.name, self.doc.context.published)
        body = Organisation(start, end, "organisations.brand", head.name, None, head.kind or "company")
        if holder is not None:
            body.name, body.org_id = holder.body.name, holder.body.id
            body.level, body.region = holder.body.level, holder.body.region
        body.resolution = "alias"
        self.found.append(body)
        self.ends[end] = body

    def _firm(self, before: str, start: int) -> bool:
        """Whether a single word before 集团 can be the firm's: 万向集团, not 利益集团."""
        words = self.words
        j = words.at(start - 1)
        one = start - words.starts[j] == len(before) and len(before) < 5
        return one and words.tags[j] in _NOUNS and self.heads.roles.get(before) is None

    def _part(self, body: Organisation, after: int, start: int, end: int, head: Head) -> None:
        """A part of `body`: 民政部 + 社会救助 + 司."""
        between = self.text[after:start]
        if len(between) > 16 or end - body.start > _LONGEST:
            return
        if head.use == "centre" and (not between or _HUB.search(between)):
            return
        if (len(head.word) == 1 and not between) or (head.word in _LOOSE and body.kind in _ORGANS):
            return
        whole = body.name
        own = head.kind == "company" and body.kind in ("company", "international")
        if (own and head.use != "unit") or head.word in ("纪念馆", "博物馆"):
            whole = self.text[body.start : body.end]  # 鞍钢股份有限公司 is a firm of its own
            with_china = _WITH_CHINA.search(self.text, max(0, body.start - 3), body.start)
            if with_china is not None:
                return self._add(with_china.start(), end, self.text[with_china.start() : end], head, None)
            at = self.words.at(body.start) - 1
            if head.use == "strong" and at >= 0 and self.words.texts[at] in self.names.places.surfaces:
                return self._add(
                    self.words.starts[at], end, self.words.texts[at] + self.text[body.start : end], head, None
                )
        if whole == "中国共产党中央委员会":
            whole = "中共中央"
        elif whole.startswith("中共") and whole.endswith("委员会") and "纪律检查" not in whole:
            whole = whole[:-2]  # 中共湖南省委第一巡视组
        first = body.start
        sender = self.ends.get(first - 1)
        if head.word.startswith("纪检") and sender is not None and self.text[first - 1] == "驻":
            first, whole = sender.start, f"{sender.name}驻{whole}"  # 中央纪委驻商务部纪检组
        if whole == "中国人民武装警察部队" and (place := self._at(after, end)) is not None:
            between = place.name if between == place.short else between  # 武警湖南总队
            return self._add(first, end, whole + between + head.word, head, body)
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

    def _land(self, at: int) -> str:
        """The country of the last foreign body before `at` in its line, where that does not speak of China; else empty."""
        first, last = self.text.rfind("\n", 0, at) + 1, self.text.find("\n", at)
        if CHINA.search(self.text, first, last if last >= 0 else len(self.text)):
            return ""
        for body in reversed(self.doc.organisations[: bisect_left(self.starts, at)]):
            if body.start < first:
                break
            if body.level is None:
                land = (body.name[:size] for size in range(2, 7) if body.name[:size] in self.names.countries)
                if (country := next(land, "")) not in ("", "中国"):
                    return country
        return ""

    def _named_in_full(self, start: int, place: Place) -> bool:
        """Whether `place` stands at `start` with its unit word."""
        return self.text.startswith(place.name, start) or self.text.startswith(place.short + place.name[-1], start)

    def _at(self, start: int, end: int) -> Place | None:
        """The place that what stands from `start` to `end` begins with."""
        found, at = None, 0
        for first, last, key in self.names.find(self.text[start:end]):
            if first != at or not self.names.entries[key].place:
                break
            near = (found.code,) if found is not None else ()
            place = self.names.places.resolve(self.text[start + first : start + last], self.doc.context.published, near)
            if place is None or (found is not None and not contains(found.code, place.code)):
                break
            found, at = place, last  # 江西省 + 景德镇市
        return found

    def _add(self, start: int, end: int, name: str, head: Head, parent: Organisation | None) -> None:
        kind, level, region = head.kind or "government", None, None
        if parent is not None:
            level, region = parent.level, parent.region
            own = (
                head.kind is None
                or head.word in ("委员会", "办公室", "研究室", "办")
                or (parent.kind == "international" and head.kind != "company")
            )
            kind = parent.kind if own else head.kind or parent.kind
            place = self._at(parent.end, end) if head.word in _BRANCHES else None
            if place is not None and place.code:
                level, region = place.level, place.code
        else:
            place = self._at(start, end)
            if place is not None and place.code and kind != "international":
                region = place.code
                owned = kind != "company" and (
                    kind not in ("association", "school") or self._named_in_full(start, place)
                )
                level = (
                    place.level if owned else None
                )  # 杭州大学 is not the city's, 黔南州民族干部学校 is the prefecture's
            elif name.startswith(("中央", "全国", "国家")):
                land = self._land(start)
                level = None if land else "central"
                name = land + name  # 国家安全保障局 after 日本政府
        body = Organisation(start, end, "organisations.open", name, None, kind, level, region, "pattern")
        if parent is not None:
            body.rule = "organisations.part"
            self.parents[end] = parent
        self.found.append(body)
        self.ends[end] = body
