"""Names that characters alone decide: registry surfaces, and bodies of places and countries by grammar.

The hits of one text are read from left to right; adjacent ones join into the longest name. Relative names (省民政厅)
are found here too and take their place from the text around them; generic names of central bodies (统计局) wait for
evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from zhengce.extract.organisations.names import UNITS, Entry, ForeignTail, Names, Tail
from zhengce.model import Document, Organisation
from zhengce.places import Place, contains
from zhengce.registry import Holder

_BOUNDARY = frozenset(
    "由经向在和与及或对为是据从到请让受被把将原任并后时的了以给同跟当按说称日月年自至往赴驻而但且则即兼于因等组届"
)
_LIST = "、和与及"
_RIGHT = {  # what may not follow a name that ends so: the last character belongs to another word
    "部": "[门长署分队件委级属落族下际首将队]",
    "委": "员(?!会)|托|派|任|以|屈|身",
    "办": "[理事法学好案]|公(?!室)",
    "局": "[长面势限地]|部(?!署)",
    "厅": "[长级]",
    "府": "部门|采购|性|工作报告|购买|令第|主导|机关|间",
    "大": "[一二三四五六]次|第.{1,3}次|会",
    "协": "[调助作商同]|[一二三四五六]次|第.{1,3}次|会",
    "会": "[谈见晤场展]|议(?![员长])|大厦|山庄|师",
    "军": "[事人官民方舰备功礼衔营校费种演委医装训火]|队伍",
    "党": "人(?!民)|[员性章课建风内外校派务组纪群的中]",
    "央": "[企行军级区]|财政|预算|机关|国家|部门|单位|领导|经济|农村|全会|银行|空调|大街|公园|一号|文件|红军|苏区",
    "共": "[同享产识有]|党员|[一二三四五六七八九十]{1,3}(?:大|届)",
}
_RIGHT_CHECK = {last: re.compile(pattern) for last, pattern in _RIGHT.items()}
_NUMBERED = re.compile(r"[发函字办党政电明令规厅]{1,4}[〔\[（(]\d|令第")
_CONGRESS = re.compile(r"第?[一二三四五六七八九十]{1,3}(?:次|届)")
_GENERIC_BEFORE = re.compile(r"[各每某几两多全级们乡镇外]$|[省市县区州盟旗乡镇级]、$|设区的$|所在地?$|以上|其他$|有关$")
_ALIEN = re.compile(r"[该两各他本对]国$|[^我中]方$|外国$|电子$|[各省市县区]$")  # 该国外交部, 俄方外交部, 电子商务部
_DATELINE = re.compile(
    r"(?:^|(?<=[\n　]))([一-鿿]{1,8}(?:[日晚时早]报|[报网社]|电视台|电台))"
    r"(?=[一-鿿]{0,6}(?:\d{1,2}月)?\d{1,2}日[电讯]|(?:[讯电]|消息)[　 ：（(])"
)
_TERM = re.compile(r"第?[一二三四五六七八九十]{1,3}届")
_TERM_BEFORE = re.compile(r"第?[一二三四五六七八九十]{1,3}届$")
_CENTRAL = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}届)?((?:中央|全国)(?:纪律检查|常务)?委员会(?:常务委员会)?)(?!第?[一二三四五六七八九十]{1,3}次)"
)
_ASSEMBLY = re.compile(r"[一-鿿]{0,8}?第?[一二三四五六七八九十]{1,3}(?:次|届)[^，。、；委]{0,8}?(?:大会|全会|会议)")
_WORD_ENDS = {  # 城市, 灾区: the unit word is the end of another word
    "市": "城都超股上门楼集灯闹夜县省区级辖两各全本该某每外",
    "区": "灾社园城郊山牧林战军景校片地辖特新发县时禁误专东西南北中老库矿湖小街全各本该某每两",
    "县": "强贫级省市州各全本该某每外两百千个",
    "省": "各全该某每外邻两节多本派",
}
_NO_COUNTRY = {  # what makes another word of a country's character: 难以, 5日, 宪法
    "以": "可难加予足得何所",
    "日": "0123456789十今昨明节假次同当近",
    "法": "宪立司执合方办违依",
    "德": "道品",
    "土": "本国领乡黄水沙",
    "印": "打复手",
    "意": "同注满愿",
    "加": "增参更施强",
    "巴": "古",
    "美": "北南亚优完赞",
    "朝": "历王",
    "乌": "",
}
_HOME = re.compile("中国|中方|我国|我方|北京|人民大会堂|新华社|全国")
_EMBASSY = re.compile(
    r"常?驻(?:(?!大使)[一-鿿·]){1,12}?(?:大使馆|使馆|总领事馆|总领馆|领事馆|领馆|代表团|代表处|联络办公室|使团)"
)
_HAN = re.compile(r"[㐀-鿿]")
_ANY_SECRETARY = re.compile(r"书记(?:们|就?是|要|应|必须|研修|的(?:榜样|重要|好|职责)|岗位|一职|队伍|心中)|是我们党")
_RUN = 22  # the longest run of fields between a place and the unit word of a department


@dataclass(slots=True)
class Relative:
    """A name led by a unit word instead of a place (省民政厅), or a generic one, to be decided when all is read."""

    start: int
    end: int
    unit: str
    tail: Tail | None = None
    holder: Holder | None = None


class Reading:
    """One text being read: its hits, the places and countries so far, and the names found."""

    def __init__(self, doc: Document, names: Names, day: date | None) -> None:
        self.text = doc.text
        self.doc = doc
        self.names = names
        self.day = day
        self.hits = names.find(doc.text)
        self.found: list[Organisation] = []
        self.relatives: list[Relative] = []
        self.places: list[tuple[int, Place]] = []
        self.countries: list[tuple[int, str]] = []
        self._written = ""  # the place of the name being read, as the text writes it
        self._region: Place | None = None
        self._region_known = False

    def run(self) -> list[Organisation]:
        """All names of the text, in order, not overlapping."""
        entries = self.names.entries
        hits = self.hits
        titles = iter((*self.doc.titles, (len(self.text) + 1, len(self.text) + 1)))
        title = next(titles)
        i, position = 0, 0
        while i < len(hits):
            start, end, key = hits[i]
            while title[1] <= start:
                title = next(titles)
            if start < position or start >= title[0]:
                if start >= title[0] and entries[key].place:
                    self._see(start, entries[key].surface)
                i += 1
                continue
            entry = entries[key]
            if entry.place:
                i, position = self._place(i, start)
            elif entry.country is not None:
                i, position = self._country(i, entry)
            elif entry.full is not None and (read := self._branch(i, entry)) is not None:
                i, position = read
            elif entry.abroad is not None:
                self._abroad(start, end, entry)
                i += 1
            elif entry.tails and self._relative(i, entry):
                i += 1
            elif entry.registry:
                self._registry(start, end, entry.surface, entry.foreign)
                i, position = self._regional(i + 1, end)
            elif entry.foreign is not None and entry.foreign.bare:
                land = self._land(start) if self._closed(end) else None
                if land is not None:
                    self._add(
                        start, end, "foreign", land + entry.foreign.name, entry.foreign.kind, None, None, "relative"
                    )
                i += 1
            else:
                if entry.shared is not None:
                    self._share(start, end, entry.shared)
                i += 1
        self._dateline()
        self._settle()
        self.found.sort(key=lambda body: (body.start, -body.end))
        return self.found

    # Places and what follows them

    def _place(self, i: int, start: int) -> tuple[int, int]:
        """Read the places from hit `i` and the body after them; `start` is where the name starts."""
        hits, entries = self.hits, self.names.entries
        surface = entries[hits[i][2]].surface
        if len(surface) == 2 and surface[1] == "县" and start and _HAN.match(self.text, start - 1):
            return i + 1, hits[i][1]  # 相应县, 省和县
        chain, start, end, i = self._chain(i, start)
        tail, stop, used = self._tail(i, end, chain[-1])
        if tail is None or not self._closed(stop):
            begin, _, key = hits[i - 1]
            if entries[key].registry:  # 新疆生产建设兵团 is a place and a body
                self._registry(begin, end, entries[key].surface)
            return i, end
        self._written = self.text[start:end]
        self._local(start, stop, chain, tail)
        return i + used, stop

    def _chain(self, i: int, start: int) -> tuple[list[Place], int, int, int]:
        """Places within one another from hit `i`: the chain, where its name starts, its end, the next hit."""
        hits, entries = self.hits, self.names.entries
        chain: list[Place] = []
        end = hits[i][0]
        while i < len(hits) and hits[i][0] == end and entries[hits[i][2]].place:
            place = self._see(end, entries[hits[i][2]].surface, chain[-1].code if chain else None)
            if chain and not (place.code and contains(chain[-1].code, place.code) and place.code != chain[-1].code):
                chain, start = [], end  # 北京上海: another place, not one within
            chain.append(place)
            end = hits[i][1]
            i += 1
        return chain, start, end, i

    def _tail(self, i: int, end: int, place: Place) -> tuple[Tail | None, int, int]:
        """The body that follows a place which ends at `end`, before hit `i`: tail, its end, hits used."""
        text = self.text
        term = _TERM.match(text, end)
        if term is not None:
            end = term.end()
        if i < len(self.hits):
            start, stop, key = self.hits[i]
            entry = self.names.entries[key]
            if start == end and entry.tails:
                return self._of_day(entry.tails), stop, 1
            if end < start <= end + _RUN and entry.tails and text[stop - 1] in "厅局会委室办":
                run = self.names.fields.fullmatch(text, end, start)
                if run is not None:
                    return self._of_day(entry.tails).led(self._expand(text[end:start])), stop, 1
        if text.startswith("委", end) and text[end - 1] in "省市县区州盟旗团":
            return _COMMITTEE, end + 1, 0
        return None, end, 0

    def _local(self, start: int, end: int, chain: list[Place], tail: Tail, branch: Entry | None = None) -> None:
        """Add the body of the last place of a chain."""
        last = chain[-1]
        place = self._city(last) + last.name
        if len(chain) > 1 and tail.full.startswith("{place}"):
            place = "".join(one.name for one in chain)
        name, kind = tail.name(place, last.short, self._written), tail.kind
        if branch is not None and branch.full != "中共":
            name, kind = name.replace("中共", branch.full or ""), branch.branch_kind
        self._add(start, end, "local", name, kind, last.level, last.code or None, "pattern")

    def _city(self, place: Place) -> str:
        """The city that a district's official name starts with."""
        if place.level != "county" or not place.code or not place.name.endswith("区"):
            return ""
        above = self.names.places.ancestor(place.code, "prefecture", self.day)
        above = above or self.names.places.ancestor(place.code, "province", self.day)
        return above.name if above is not None and above.name != place.name and above.name.endswith("市") else ""

    def _branch(self, i: int, entry: Entry) -> tuple[int, int] | None:
        """共青团, 政协, 民革 … with a place and its committee after it, or with its central committee."""
        hits, text = self.hits, self.text
        first, end, _ = hits[i]
        central = _CENTRAL.match(text, end)
        if central is not None and self._closed(central.end()):
            name = f"{entry.full}{central[1]}".replace("中共", "中国共产党")
            known = self.names.registry.lookup(name, self.day)
            if known is not None:
                self._hold(first, central.end(), known)
            else:
                self._add(first, central.end(), "branch", name, entry.branch_kind, "central", None, "pattern")
            return i + 1, central.end()
        if _ASSEMBLY.match(text, end):
            return i + 1, end
        if i + 1 == len(hits) or hits[i + 1][0] != end or not self.names.entries[hits[i + 1][2]].place:
            return None
        chain, _, end, j = self._chain(i + 1, end)
        tail, stop, used = self._tail(j, end, chain[-1])
        if tail is None or not (tail.party or tail.kind == "advisory") or not self._closed(stop):
            return None
        self._local(first, stop, chain, tail, entry)
        return j + used, stop

    # Countries

    def _country(self, i: int, entry: Entry) -> tuple[int, int]:
        """A body of the country at hit `i`."""
        start, end, _ = self.hits[i]
        country = entry.country or ""
        self.countries.append((start, country))
        following = (
            self.names.entries[self.hits[i + 1][2]] if i + 1 < len(self.hits) and self.hits[i + 1][0] == end else None
        )
        if country != "中国" and (following is None or following.foreign is None):
            ministry = self.names.ministry.match(self.text, end)
            if ministry is not None and self._closed(ministry.end()) and len(ministry[0]) > 2:
                name = country + ministry[0]
                self._add(start, ministry.end(), "foreign", name, "government", None, None, "pattern")
                return i + 1, ministry.end()
        if following is None:
            embassy = _EMBASSY.match(self.text, end)
            if embassy is not None:
                name = country + embassy[0]
                level = "central" if country == "中国" else None
                self._add(start, embassy.end(), "embassy", name, "government", level, None, "pattern")
                return i + 1, embassy.end()
            return i + 1, end
        stop = self.hits[i + 1][1]
        if country == "中国":
            if following.registry and self._closed(stop):
                holder = self.names.registry.lookup(following.surface, self.day)
                if (
                    holder is not None
                    and not holder.generic
                    and holder.body.level == "central"
                    and holder.body.kind != "party"
                ):
                    self._hold(start, stop, holder)
                    return i + 2, stop
            if following.foreign is not None and following.surface in ("政府", "军队", "海军") and self._closed(stop):
                kind = following.foreign.kind
                self._add(start, stop, "national", country + following.surface, kind, "central", None, "pattern")
                return i + 2, stop
            return i + 1, end
        if following.foreign is not None and self._closed(stop):
            name = country + following.foreign.name
            self._add(start, stop, "foreign", name, following.foreign.kind, None, None, "pattern")
            return i + 2, stop
        if following.registry:
            holder = self.names.registry.lookup(following.surface, self.day)
            if holder is not None and holder.body.level is None and self._closed(stop):
                self._hold(start, stop, holder)
                return i + 2, stop
        return i + 1, end

    def _abroad(self, start: int, end: int, entry: Entry) -> None:
        """美国会, 俄外交部: a country by one character."""
        if entry.abroad is None or not self._closed(end):
            return
        if start and self.text[start - 1] in _NO_COUNTRY.get(self.text[start], ""):
            return
        country, tail = entry.abroad
        self._add(start, end, "foreign", country + tail.name, tail.kind, None, None, "pattern")

    def _land(self, at: int) -> str | None:
        """The foreign country that the paragraph around `at` speaks of; None where China is spoken of too."""
        text = self.text
        paragraph = text.rfind("\n", 0, at) + 1
        last = next((country for start, country in reversed(self.countries) if start < at), None)
        if last in (None, "中国") or self.countries[-1][0] < paragraph:
            return None
        if any(start >= paragraph and country == "中国" for start, country in self.countries):
            return None
        near = next((start for start, country in reversed(self.countries) if start < at), -1)
        end = text.find("\n", at)
        if near < paragraph or _HOME.search(text, paragraph, end if end > 0 else len(text)):
            return None
        return last

    def _dateline(self) -> None:
        """云南网讯, 健康报北京3月27日讯: the medium that a report starts with."""
        taken = {body.start for body in self.found}
        for match in _DATELINE.finditer(self.text):
            start, end = match.span(1)
            if start not in taken and self.text[start] not in "本我":
                self._add(start, end, "dateline", match[1], "media", None, None, "pattern")

    # Registry names

    def _registry(self, start: int, end: int, surface: str, foreign: ForeignTail | None = None) -> None:
        holder = self.names.registry.lookup(surface, self.day)
        if holder is None or not self._closed(end):
            return
        if holder.generic:
            if self._bounded(start) and not _GENERIC_BEFORE.search(self.text, max(0, start - 4), start):
                self.relatives.append(Relative(start, end, "", holder=holder))
        elif foreign is not None and surface != "国务院" and (land := self._land(start)) is not None:
            self._add(start, end, "foreign", land + foreign.name, foreign.kind, None, None, "relative")
        elif not _ALIEN.search(self.text, max(0, start - 2), start):
            if holder.body.kind in ("legislature", "advisory", "party"):
                term = _TERM_BEFORE.search(self.text, max(0, start - 6), start)
                start = start if term is None else term.start()
            self._hold(start, end, holder)

    def _regional(self, i: int, end: int) -> tuple[int, int]:
        """国家税务总局 + 浙江省税务局: the office in a place of the body just found."""
        hits, entries = self.hits, self.names.entries
        last = self.found[-1] if self.found else None
        if last is None or last.end != end or last.kind != "government" or not _OFFICED.search(last.name):
            return i, end
        if i == len(hits) or hits[i][0] != end or not entries[hits[i][2]].place:
            return i, end
        chain, start, stop, j = self._chain(i, end)
        tail, close, used = self._tail(j, stop, chain[-1])
        if start != end or tail is None or tail.kind != "government" or not self._closed(close):
            return i, end
        place = chain[-1]
        last.name += tail.name(place.name, place.short, self.text[start:stop]).removeprefix(last.name)
        last.end, last.org_id, last.level, last.region = close, None, place.level, place.code or None
        last.rule, last.resolution = "organisations.regional", "pattern"
        return j + used, close

    def _hold(self, start: int, end: int, holder: Holder) -> None:
        body = holder.body
        resolution = "alias" if self.text[start:end] != body.name else "registry"
        self._add(start, end, "registry", body.name, body.kind, body.level, body.region, resolution, body.id)

    # Relative names

    def _relative(self, i: int, entry: Entry) -> bool:
        """A body led by a unit word (省民政厅, 市委), or by the place of the body listed before it."""
        start, end, _ = self.hits[i]
        if not self._closed(end):
            return False
        tail = self._of_day(entry.tails)
        unit = ""
        if tail.party:
            unit = next((unit for unit in UNITS if entry.surface.startswith(unit + "委")), "")
        elif entry.surface.startswith("团") and entry.surface[1:-1] in UNITS:
            unit = entry.surface[1:-1]  # 团县委
        if not unit:
            if self._share(start, end, tail):
                return True
            unit, at = self._unit(start)
            if not unit:
                return False
            fields = _TERM.sub("", self.text[at + len(unit) : start])
            if fields:
                tail = tail.led(self._expand(fields))
            start = at
        if not self._unit_free(start, unit) or _GENERIC_BEFORE.search(self.text, max(0, start - 4), start):
            return False
        self.relatives.append(Relative(start, end, unit, tail))
        return True

    def _unit(self, start: int) -> tuple[str, int]:
        """The unit word before a body at `start`, or before the fields that lead up to it; and its offset."""
        term = _TERM_BEFORE.search(self.text, max(0, start - 6), start)
        if term is not None:
            start = term.start()
        for unit in UNITS:
            if self.text.endswith(unit, 0, start):
                return unit, start - len(unit)
        low = max(0, start - _RUN)
        at = max(self.text.rfind(unit, low, start) for unit in "省市县区州")
        if at >= 0 and self.names.fields.fullmatch(self.text, at + 1, start):
            return self.text[at], at
        return "", start

    def _share(self, start: int, end: int, tail: Tail) -> bool:
        """省民政厅、教育厅: a body in a list takes the place of the one before it; 省委常委、组织部 that of the committee."""
        if not self._closed(end):
            return False
        listed = self.text[start - 1 : start] in _LIST
        relative = self.relatives[-1] if self.relatives else None
        if relative is not None and relative.tail is not None and self._leads(relative.end, start, listed):
            self.relatives.append(Relative(start, end, relative.unit, tail))
            return True
        last = self.found[-1] if self.found else None
        if last is None or last.region is None or last.rule not in _SHARING or not self._leads(last.end, start, listed):
            return False
        place = self.names.places.get(last.region, self.day)
        if place is None:
            return False
        name = tail.name(self._city(place) + place.name, place.short, place.name)
        self._add(start, end, "shared", name, tail.kind, place.level, place.code, "relative")
        return True

    def _leads(self, end: int, start: int, listed: bool) -> bool:
        """Whether a body that ends at `end` gives its place to one at `start`."""
        return (listed and end == start - 1) or _MEMBER.fullmatch(self.text, end, start) is not None

    def _settle(self) -> None:
        """Decide the relative and generic names, now that all places and central bodies of the text are known."""
        central = {body.end for body in self.found if body.level == "central"}
        starts = {body.start for body in self.found if body.level == "central"}
        for relative in self.relatives:
            if relative.tail is not None:
                if relative.tail.party and _ANY_SECRETARY.match(self.text, relative.end):
                    continue  # 县委书记要做…: any of them
                place = self._nearest(relative.start, relative.unit)
                if place is not None:
                    name = relative.tail.name(self._city(place) + place.name, place.short, place.name)
                    kind = relative.tail.kind
                    self._add(relative.start, relative.end, "relative", name, kind, place.level, place.code, "relative")
            elif relative.holder is not None and self._evident(relative, central, starts):
                self._hold(relative.start, relative.end, relative.holder)
                central.add(relative.end)

    def _evident(self, generic: Relative, ends: set[int], starts: set[int]) -> bool:
        """Whether the central body is meant by a generic name: in a list beside one, or in a text about them."""
        text = self.text
        before = generic.start - 1
        if text[before : before + 1] in _LIST and before in ends:
            return True
        if text[generic.end : generic.end + 1] in _LIST and generic.end + 1 in starts:
            return True
        return self._national and generic.end - generic.start > 2

    @property
    def _national(self) -> bool:
        """Whether the text speaks of central bodies and not of local ones."""
        if self.doc.context.region:
            return False
        government = [body.level for body in self.found if body.kind in ("government", "party", "legislature")]
        local = sum(level in ("province", "prefecture", "county") for level in government)
        return government.count("central") > 2 * local

    def _nearest(self, at: int, unit: str) -> Place | None:
        """The place of which a relative name speaks: the nearest before it in its paragraph, home, any nearest."""
        paragraph = self.text.rfind("\n", 0, at)
        before = [(start, place) for start, place in self.places if start < at]
        for start, place in reversed(before):
            if start <= paragraph:
                break
            named = self._named(place, unit)
            if named is not None:
                return named
        if self.home is not None:
            named = self._named(self.home, unit)
            if named is not None:
                return named
        after = [(start, place) for start, place in self.places if start > at]
        for _, place in (*reversed(before), *after):
            named = self._named(place, unit)
            if named is not None:
                return named
        return None

    def _named(self, place: Place, unit: str) -> Place | None:
        """The division called `unit` that `place` is or lies in: of 沅陵县, 县 is itself and 省 is 湖南省."""
        if not place.code:
            return None
        if unit == "特区":
            return place if place.name.endswith("特别行政区") else None
        if place.name.endswith(unit) and (unit != "区" or place.level != "province"):
            return place
        places = self.names.places
        for level in ("prefecture", "province"):
            above = places.ancestor(place.code, level, self.day)
            if above is not None and above.name.endswith(unit) and (unit != "区" or above.name.endswith("自治区")):
                return above
        return None

    # Helpers

    def _see(self, start: int, surface: str, within: str | None = None) -> Place:
        """The place called `surface`; noted for the relative names after it."""
        places = self.names.places
        if len(places.surfaces[surface]) == 1:
            place: Place | None = places.surfaces[surface][0]
        else:
            near = [within] if within else []
            near += [place.code for _, place in self.places[-3:][::-1]]
            if self.home is not None:
                near.append(self.home.code)
            regions = [code for one in near if one for code in (one, one[:4] + "00", one[:2] + "0000")]
            place = places.resolve(surface, self.day, tuple(regions))
        if place is None:
            return Place("", surface, "county")
        self.places.append((start, place))
        return place

    @property
    def home(self) -> Place | None:
        """The place that the document's metadata name: its region, else its publisher's or title's."""
        if not self._region_known:
            self._region, self._region_known = self._home(), True
        return self._region

    def _home(self) -> Place | None:
        context, places = self.doc.context, self.names.places
        if context.region:
            known = places.get(context.region, self.day) if context.region.isdigit() else None
            return known or places.resolve(context.region, self.day)
        for text in (context.publisher, context.title):
            for _, _, key in self.names.find(text or ""):
                if self.names.entries[key].place:
                    return places.resolve(self.names.entries[key].surface, self.day)
        return None

    def _of_day(self, tails: tuple[Tail, ...]) -> Tail:
        day = self.day
        if day is None or len(tails) == 1:
            return tails[0]
        valid = (t for t in tails if (t.since is None or t.since <= day) and (t.until is None or day <= t.until))
        return next(valid, tails[0])

    def _expand(self, run: str) -> str:
        """Fields in full where the run is one field's short form."""
        return self.names.field_names.get(run, run)

    def _bounded(self, start: int) -> bool:
        """Whether a name can begin at `start`: no other name's or word's character stands right before it."""
        if start == 0:
            return True
        before = self.text[start - 1]
        if not "㐀" <= before <= "鿿" or before in _BOUNDARY:
            return True
        return bool(self.found) and self.found[-1].end == start

    def _unit_free(self, start: int, unit: str) -> bool:
        """Whether the unit word at `start` stands for a place of its own: 省 in 报省教育厅, not 市 in 城市政府."""
        if unit in _WORD_ENDS:
            return start == 0 or self.text[start - 1] not in _WORD_ENDS[unit]
        return self._bounded(start)

    def _closed(self, end: int) -> bool:
        """Whether a name can end at `end`: its last character does not belong to the word that follows."""
        check = _RIGHT_CHECK.get(self.text[end - 1])
        if check is not None and check.match(self.text, end):
            return False
        return not _NUMBERED.match(self.text, end) and not _CONGRESS.match(self.text, end)

    def _add(
        self,
        start: int,
        end: int,
        rule: str,
        name: str,
        kind: str,
        level: str | None,
        region: str | None,
        resolution: str,
        org_id: str | None = None,
    ) -> None:
        rule = f"organisations.{rule}"
        self.found.append(Organisation(start, end, rule, name, org_id, kind, level, region, resolution))


_OFFICED = re.compile(
    "(?:总局|统计局|监察局|管理局|总署|证券监督管理委员会|烟草专卖局)$"
)  # they have offices in places
_SHARING = ("organisations.local", "organisations.shared")
_MEMBER = re.compile("原?(?:副?书记|常委|委员)(?:、|兼|，)")
_COMMITTEE = Tail("中共{place}委员会", "party")
