"""Names that characters alone decide: registry surfaces, and bodies of places and countries by grammar.

The hits of one text are read from left to right; adjacent ones join into the longest name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from zhengce.extract.organisations.bounds import (
    CHINA,
    LIST,
    NUMERAL,
    TERM,
    bounded,
    closed,
    country_free,
    free,
    generic,
    term_before,
    transliterated,
)
from zhengce.extract.organisations.names import Entry, ForeignTail, Names, Tail, right_tail
from zhengce.extract.organisations.regions import Regions
from zhengce.extract.organisations.relative import RUN, Relatives
from zhengce.extract.organisations.towns import town_body
from zhengce.extract.organisations.units import army_units
from zhengce.model import Document, Organisation
from zhengce.places import Place, contains
from zhengce.registry import OVERLAP, Holder

_ALIEN = re.compile(r"(?:[该两各他本对]国|[^我中]方|外国|电子|[各省市县区])\Z")  # 该国外交部, 俄方外交部, 电子商务部
_DATELINE = re.compile(
    r"[ 　]{0,8}(?:据(?=[一-鿿]))?(?![本我])([一-鿿]{1,8}(?:[日晚时早]报|[报网社]|电视台|电台))"
    r"(?=[一-鿿]{0,6}(?:\d{1,2}月)?\d{1,2}日[电讯]|(?:[讯电]|消息)[　 ：（(])"
)
_PRESIDIUM = re.compile(
    rf"(第?{NUMERAL}届)?全国(?:人大|人民代表大会)(第?{NUMERAL}次会议)?(?:会议)?主席团|大会主席团|主席团(?!成员)"
)
_CENTRAL = re.compile(rf"(?:第?{NUMERAL}届)?((?:中央|全国)(?:纪律检查|常务)?委员会(?:常务委员会)?)(?!第?{NUMERAL}次)")
_ASSEMBLY = re.compile(rf"[一-鿿]{{0,8}}?第?{NUMERAL}(?:次|届)[^，。、；委]{{0,8}}?(?:大会|全会|会议)")
_NATIONWIDE = ("国家", "中央", "全国")
_AT = frozenset("在赴抵")  # where someone is: the speech is still of the country before
_EMBASSY = re.compile(
    r"常?驻(?!外使|所在国|各国)(?:(?!大使)[一-鿿·]){1,12}?(?:大使馆|使馆|总领事馆|总领馆|领事馆|领馆|代表团|代表处|联络办公室|使团)"
)
_MISSION = re.compile(r"([一-鿿])驻((?:[^\W外各多使]|·){1,8}?)(大使馆|使馆|总领事馆|总领馆|领事馆|领馆)")
_MISSIONS = {"使馆": "大使馆", "总领馆": "总领事馆", "领馆": "领事馆"}
_REGIONAL = re.compile(
    r"(?!联邦|中央|地方|前|现|新|原)(?:[^\W和与及同在的对向将从年月日号各有被把届]|·){2,7}[州省县邦都市府道](?:政府|议会)"
)
_PARTY = re.compile(
    r"(?:[^\W的和与及同在是前各两多数名要执选期反对最第一大]|·){0,4}(?:民族主义|社会主义|进步|联盟|自由|民主|统一|团结|正义|发展|人民|国民|社会|工人|联合|革命|绿|左翼|改革|爱国|独立|前进|公正|"
    r"选择|公民|力量|国大|为泰|劳动|共和|保守|祖国|希望|复兴)[^\W的和与及同各两三多政执]{0,2}党"
)
_OWNED = ("institution", "media", "school", "company")
_OWNERS = (*_OWNED, "association")
_PARENTS = (
    "全国人民代表大会常务委员会",
    "全国人民代表大会",
    "中国人民政治协商会议全国委员会",
    "中共中央",
)
_REST = {"办": "公室", "委": "员会"}  # what makes the last word of a short form full
_PAPER = re.compile("社(?![论评])")
_ITEM = re.compile(r"[一-鿿]{2,16}?(?:委员会|部|厅|办公室|委)")
_SHORT = {"全国人民代表大会": "全国人大", "全国人民代表大会常务委员会": "全国人大常委会"}
_OFFICED = re.compile(
    "(?:总局|统计局|监察局|管理局|总署|证券监督管理委员会|烟草专卖局)$"
)  # they have offices in places
_RETURNED = {"810000": date(1997, 7, 1), "820000": date(1999, 12, 20)}  # when Hong Kong and Macao returned
_OF_PREFECTURES = ("地委", "行署", "行政公署")  # what a 地区 has: 承德地委 is of 承德地区, not of 承德市
_HEADLINE = 40  # characters of a line that may be one
_LONG_AGO = 3 * 365  # days after which a generic name no longer means a former body
_COMMUNIST = ("朝", "越", "老", "古")
_COMMITTEE = Tail("中共{place}委员会", "party")


class Reading:
    """One text being read: its hits, the places and countries so far, and the names found."""

    __deletable__ = ("relatives",)  # mypyc wants to know

    def __init__(self, doc: Document, names: Names, day: date | None) -> None:
        self.text = doc.text
        self.doc = doc
        self.names = names
        self.entries = names.entries
        self.day = day
        self.hits = names.find(doc.text)
        self.found: list[Organisation] = []
        self.regions = Regions(doc, names, day)
        self.relatives = Relatives(self)
        self.country: tuple[int, str] = (-1, "")  # the last country, and where
        self.mentioned: dict[str, bool] = {}
        self.domestic: dict[int, bool] = {}  # start of a line → whether it speaks of China

    def run(self) -> list[Organisation]:
        """All names of the text; they may overlap."""
        titles = iter((*self.doc.titles, (len(self.text) + 1, len(self.text) + 1)))
        title = next(titles)
        i, position = 0, 0
        while i < len(self.hits):
            start, _, key = self.hits[i]
            while title[1] <= start:
                title = next(titles)
            if start >= title[0]:
                if self.entries[key].place:
                    self.regions.see(start, self.entries[key].surface)
                i += 1
            elif start < position:
                i += 1
            else:
                i, position = self._read(i, self.entries[key])
        for line in self.regions.lines:
            if match := _DATELINE.match(self.text, line):  # 云南网讯, 健康报北京3月27日讯
                self._add(*match.span(1), "dateline", match[1], "media", None, None)
        self.found.extend(army_units(self.text))
        if "主席团" in self.text:
            self._presidium()
        if "驻" in self.text and "馆" in self.text:
            self._missions()
        self.relatives.settle()
        del self.relatives  # they know their reading: as a cycle the two would stay until the collector comes
        return self.found

    def _missions(self) -> None:
        """俄驻美大使馆, 我驻日使馆: countries by one character."""
        for match in _MISSION.finditer(self.text):
            country, host = ("中国" if match[1] == "我" else self._signed(match[1])), self._signed(match[2]) or match[2]
            if country is not None and country_free(self.text, match.start()):
                name = f"{country}驻{host}{_MISSIONS.get(match[3], match[3])}"
                self._add(*match.span(), "embassy", name, "government", "central" if country == "中国" else None, None)

    def _signed(self, sign: str) -> str | None:
        """The country that the text names in full and newspapers call by the character `sign`."""
        return next((one for one in self.names.country_signs.get(sign, ()) if self._mentioned(one)), None)

    def _presidium(self) -> None:
        """十四届全国人大四次会议主席团, and 主席团 after it."""
        name = ""
        for match in _PRESIDIUM.finditer(self.text):
            if match[0].startswith(("主席团", "大会")):
                if name:
                    self._add(*match.span(), "presidium", name, "legislature", "central", None, "anaphor")
                continue
            term, session = (part and "第" + part.removeprefix("第") for part in match.groups())
            name = f"{term or ''}全国人民代表大会{session or '会议'}主席团"
            self._add(*match.span(), "presidium", name, "legislature", "central", None)

    def _read(self, i: int, entry: Entry) -> tuple[int, int]:
        """Read the hit `i` and what belongs to it: the next hit to read, and where the text read so far ends."""
        start, end, _ = self.hits[i]
        if entry.place:
            return self._place(i)
        if entry.country is not None:
            return self._country(i, entry.country)
        if entry.full is not None and (read := self._branch(i, entry)) is not None:
            return read
        if entry.abroad is not None:
            countries, tail = entry.abroad
            country = next((one for one in countries if self._mentioned(one)), None)
            if country is not None and country_free(self.text, start) and closed(self.text, end):
                self._add(start, end, "foreign", country + tail.name, tail.kind, None, None)
            elif (rest := self.names.find(self.text[start + 1 : end])) and rest[0][:2] == (0, end - start - 1):
                self.hits[i] = start + 1, end, rest[0][2]  # 近|日|财政部
                return self._read(i, self.entries[rest[0][2]])
        elif entry.tails and self.relatives.read(start, end, entry):
            pass
        elif entry.registry:
            self._registry(start, end, entry.surface, entry.foreign)
            held = (
                bool(self.found) and self.found[-1].start == start and self.found[-1].rule == "organisations.registry"
            )
            if entry.land not in (None, "中国") and held:
                self.country = (start, entry.land or "")
            return self._siblings(*self._regional(i + 1, end))
        elif entry.foreign is not None and entry.foreign.bare and not self._whole(start):
            self._bare(start, end, entry.foreign)
        elif entry.shared is not None:
            self.relatives.share(start, end, (entry.shared,))
        return i + 1, end

    # Places and what follows them

    def _place(self, i: int) -> tuple[int, int]:
        """Places from hit `i` and the body after them."""
        start, end, key = self.hits[i]
        if end - start == 2 and self.text[start + 1] == "县" and start and "㐀" <= self.text[start - 1] <= "鿿":
            return i + 1, end  # 相应县, 省和县
        chain, start, end, i = self._chain(i)
        tail, stop, used = self._tail(i, end, chain[-1].level)
        if tail is not None and transliterated(self.text, start):
            return i + used, stop  # 基诺|沙市政府
        if tail is None and (town := town_body(self.text, end)) is not None and closed(self.text, town[0]):
            stop, inside, tail = town
            self._township(start, stop, chain, inside, tail)
            return i, stop
        if tail is None or not closed(self.text, stop):
            begin, _, key = self.hits[i - 1]
            if self.entries[key].registry:  # 新疆生产建设兵团 is a place and a body
                self._registry(begin, end, self.entries[key].surface)
            return i, end
        if self.text.startswith(_OF_PREFECTURES, end):
            chain[-1] = self.regions.prefecture(chain[-1])
        self._local(start, stop, chain, tail, self.text[start:end])
        return i + used, stop

    def _chain(self, i: int) -> tuple[list[Place], int, int, int]:
        """Places within one another from hit `i`: the chain, where its name starts and ends, the next hit."""
        chain: list[Place] = []
        start = end = self.hits[i][0]
        while self._follows(i, end) and self.entries[self.hits[i][2]].place:
            place = self.regions.see(end, self.entries[self.hits[i][2]].surface, chain[-1].code if chain else None)
            if chain and not (place.code and contains(chain[-1].code, place.code) and place.code != chain[-1].code):
                chain, start = [], end  # 北京上海: another place, not one within
            chain.append(place)
            end = self.hits[i][1]
            i += 1
        return chain, start, end, i

    def _follows(self, i: int, end: int) -> bool:
        """Whether the hit `i` starts at `end`."""
        return i < len(self.hits) and self.hits[i][0] == end

    def _tail(self, i: int, end: int, level: str) -> tuple[Tail | None, int, int]:
        """The body that follows a place of `level` which ends at `end`, before hit `i`: tail, its end, hits used."""
        text = self.text
        term = TERM.match(text, end)
        if term is not None:
            end = term.end()
        if i < len(self.hits):
            start, stop, key = self.hits[i]
            entry = self.entries[key]
            if start == end and entry.tails:
                return right_tail(entry.tails, level, self.day), stop, 1
            department = entry.tails and end < start <= end + RUN and text[stop - 1] in "厅局会委室办"
            if department and self.names.fields.fullmatch(text, end, start):
                return right_tail(entry.tails, level, self.day).led(self.expand(text[end:start])), stop, 1
        if text.startswith("委", end) and text[end - 1] in "省市县区州盟旗团":
            return _COMMITTEE, end + 1, 0
        return None, end, 0

    def _local(
        self, start: int, end: int, chain: list[Place], tail: Tail, written: str, branch: Entry | None = None
    ) -> None:
        """Add the body of the last place of a chain, which the text writes so."""
        last = chain[-1]
        place = self.regions.formal(last)
        if len(chain) > 1 and tail.full.startswith("{place}"):
            place = "".join(one.name for one in chain)
        name, kind = tail.name(place, last.short, written), tail.kind
        if branch is not None and branch.full not in (None, "中共"):
            name, kind = name.replace("中共", branch.full or ""), branch.branch_kind
        self._add(start, end, "local", name, kind, last.level, last.code or None)

    def _township(self, start: int, end: int, chain: list[Place], inside: str, tail: Tail) -> None:
        """Add the body of a township or village in the last place of a chain."""
        whole = len(chain) > 1 and not tail.party
        place = "".join(one.name for one in chain) if whole else self.regions.formal(chain[-1])
        name = tail.name(place + inside, "", "")
        self._add(start, end, "township", name, tail.kind, "township", chain[-1].code or None)

    def _branch(self, i: int, entry: Entry) -> tuple[int, int] | None:
        """共青团, 政协, 民革 … with a place and its committee after it, or with its central committee."""
        start, end, _ = self.hits[i]
        central = _CENTRAL.match(self.text, end)
        if central is not None and closed(self.text, central.end()):
            known = self.names.registry.lookup(f"{entry.full}{central[1]}".replace("中共", "中国共产党"), self.day)
            if known is not None:
                self.hold(start, central.end(), known)
                return i + 1, central.end()
        if _ASSEMBLY.match(self.text, end):
            return i + 1, end
        term = TERM.match(self.text, end)
        end = term.end() if term is not None else end  # 政协第十届山西省委员会
        if not self._follows(i + 1, end) or not self.entries[self.hits[i + 1][2]].place:
            return None
        chain, first, end, j = self._chain(i + 1)
        tail, stop, used = self._tail(j, end, chain[-1].level)
        if tail is None or not (tail.party or tail.kind == "advisory") or not closed(self.text, stop):
            return None
        self._local(start, stop, chain, tail, self.text[first:end], entry)
        return j + used, stop

    # Countries

    def _country(self, i: int, country: str) -> tuple[int, int]:
        """A body of the country at hit `i`."""
        start, end, _ = self.hits[i]
        visited = self.text[start - 1 : start] in _AT and self.country[0] >= self.regions.line(start)[0]
        if country != "中国" and not visited:
            self.country = (start, country)
        after = self.entries[self.hits[i + 1][2]] if self._follows(i + 1, end) else None
        stop = self.hits[i + 1][1] if after is not None else end
        if country == "中国":
            if after is not None and closed(self.text, stop) and self._national(start, stop, after):
                return i + 2, stop
        elif after is not None and after.foreign is not None and closed(self.text, stop):
            name, kind, i = country + after.foreign.name, after.foreign.kind, i + 2
            more = self.entries[self.hits[i][2]].foreign if self._follows(i, stop) else None
            if more is not None and more.kind == kind in ("legislature", "military"):
                name, stop, i = name + more.name, self.hits[i][1], i + 1  # 波兰议会 + 众议院
            self._add(start, stop, "foreign", name, kind, None, None)
            return i, stop
        elif after is not None and after.surface.startswith("党中央"):
            return i + 2, stop  # 老挝党中央
        else:
            ministry = self.names.ministry.match(self.text, end)
            if ministry is not None and closed(self.text, ministry.end()):
                self._add(start, ministry.end(), "foreign", country + ministry[0], "government", None, None)
                return i + 1, ministry.end()
            regional = _REGIONAL.match(self.text, end)
            if regional is not None and closed(self.text, regional.end()):  # 日本冲绳县政府
                kind = "legislature" if regional[0].endswith("议会") else "government"
                self._add(start, regional.end(), "foreign", country + regional[0], kind, None, None)
                while i < len(self.hits) and self.hits[i][0] < regional.end():
                    i += 1
                return i, regional.end()
            party = _PARTY.match(self.text, end) if after is None else None
            if party is not None and closed(self.text, party.end()):  # 印度尼西亚民主斗争党
                self._add(start, party.end(), "foreign", country + party[0], "party", None, None)
                return i + 1, party.end()
            if after is not None and after.registry and closed(self.text, stop):
                holder = self.names.registry.lookup(after.surface, self.day)
                stationed = self.text[start - 1 : start] == "驻"  # 驻日本中央电视台记者
                if holder is not None and not stationed and self._other(country, holder.body.name, after.surface):
                    self._add(start, stop, "foreign", country + after.surface, holder.body.kind, None, None)
                    return i + 2, stop  # 巴西国家博物馆, 马里联盟党
                if holder is not None and holder.body.level is None and holder.body.kind != "international":  # 美国白宫
                    self.hold(start, stop, holder)
                    return i + 2, stop
        embassy = _EMBASSY.match(self.text, end)
        if embassy is not None:
            level = "central" if country == "中国" else None
            self._add(start, embassy.end(), "embassy", country + embassy[0], "government", level, None)
            return i + 1, embassy.end()
        return i + 1, end

    def _other(self, country: str, name: str, surface: str) -> bool:
        """Whether a body of another country, or of China, is called `name`: its `surface` after `country` means one there."""
        lands = (name[:size] for size in range(2, 8) if name[:size] in self.names.countries)
        land = next(lands, None)
        abroad = land not in (None, country, "中国") and not surface.startswith(land or "")
        return abroad or (len(surface) > 2 and surface.startswith(_NATIONWIDE))

    def _national(self, start: int, end: int, entry: Entry) -> bool:
        """中国外交部, 中国政府."""
        ours = self.text.startswith("我国", start)  # 我国酒泉卫星发射中心: the name begins after it
        holder = self.names.registry.lookup(entry.surface, self.day) if entry.registry and not ours else None
        if holder is not None and not holder.generic and holder.body.level == "central" and holder.body.kind != "party":
            self.hold(start, end, holder)
            return True
        if entry.foreign is None or entry.surface not in ("政府", "军队", "海军"):
            return False
        self._add(start, end, "national", "中国" + entry.surface, entry.foreign.kind, "central", None)
        return True

    def _mentioned(self, country: str) -> bool:
        """Whether the text names the country in full: 以军 after 以色列."""
        if country not in self.mentioned:
            text = f"{self.doc.context.title or ''}\n{self.text}"
            self.mentioned[country] = any(surface in text for surface in self.names.country_surfaces[country])
        return self.mentioned[country]

    def _bare(self, start: int, end: int, tail: ForeignTail, strict: bool = False) -> bool:
        """国会, 国防部: the body of the country last named in the line; `strict`: if the line does not speak of China."""
        first, last = self.regions.line(start)
        country = self.country[1] if self.country[0] >= first else None
        if country is None and last - first < _HEADLINE:  # 美公布预算 国防部…
            signs = self.names.country_signs.get(self.text[first], ())
            country = next((sign for sign in signs if self._mentioned(sign)), None)
        if strict and country is not None and self._domestic(start):
            country = None
        if country is None or not closed(self.text, end):
            return False
        self._add(start, end, "foreign", country + tail.name, tail.kind, None, None, "relative")
        return True

    def _whole(self, start: int) -> bool:
        """Whether what starts at `start` is a part of a longer name: 俄罗斯国家杜马 + 国防委员会."""
        return bool(self.found and self.found[-1].end == start) or self.text.endswith("最高", 0, start)

    def abroad(self, at: int, place: int) -> bool:
        """Whether the line named a foreign country before `at`, and after `place`, the last place in China."""
        country = self.country[0]
        return not self.doc.context.region and country >= self.regions.line(at)[0] and country > place

    def _domestic(self, at: int) -> bool:
        """Whether the line around `at` speaks of China."""
        first, last = self.regions.line(at)
        if first not in self.domestic:
            self.domestic[first] = CHINA.search(self.text, first, last) is not None
        return self.domestic[first]

    # Registry names

    def _registry(self, start: int, end: int, surface: str, foreign: ForeignTail | None = None) -> None:
        """A name of the registry; one that local or foreign bodies bear too waits for evidence."""
        holder = self.names.registry.lookup(surface, self.day)
        if self.text.startswith(_REST.get(surface[-1], "　"), end):
            end += 2  # 国务院纠风办公室, 全国政协文史委员会
        if surface[-1] == "报" and _PAPER.match(self.text, end):
            end += 1  # 中国体育报社
        if holder is None or not closed(self.text, end, holder.body.kind == "mechanism"):
            return
        if holder.generic:
            if self.day is not None and holder.distance(self.day) > _LONG_AGO:
                return
            beside = bool(self.found) and self.found[-1].end == start
            if (beside or bounded(self.text, start)) and not generic(self.text, start):
                self.relatives.generics.append((start, end, holder))
        elif foreign is not None and surface != "国务院" and self._bare(start, end, foreign, strict=True):
            pass
        elif surface.startswith("党") and self.text[start - 1 : start] in _COMMUNIST:
            pass  # 朝党中央
        elif not _ALIEN.search(self.text, max(0, start - 2), start) and free(self.text, start):
            if holder.body.kind in ("legislature", "advisory", "party"):
                start = term_before(self.text, start)
            self.hold(start, end, holder)

    def _regional(self, i: int, end: int) -> tuple[int, int]:
        """国家税务总局 + 浙江省税务局: the office in a place of the body just found."""
        last = self.found[-1] if self.found else None
        if last is None or last.end != end or last.kind != "government" or not _OFFICED.search(last.name):
            return i, end
        if not self._follows(i, end) or not self.entries[self.hits[i][2]].place:
            return i, end
        chain, start, stop, j = self._chain(i)
        tail, close, used = self._tail(j, stop, chain[-1].level)
        if start != end or tail is None or tail.kind != "government" or not closed(self.text, close):
            return i, end
        place = chain[-1]
        last.name += tail.name(place.name, place.short, self.text[start:stop]).removeprefix(last.name)
        last.end, last.org_id, last.level, last.region = close, None, place.level, place.code or None
        last.rule, last.resolution = "organisations.regional", "pattern"
        return j + used, close

    def _siblings(self, i: int, end: int) -> tuple[int, int]:
        """全国人大法律委员会、内务司法委员会: organs of the same body in a list after the one just found."""
        last = self.found[-1] if self.found else None
        if last is None or last.end != end or self.text[end : end + 1] not in LIST:
            return i, end
        parent = next((name for name in _PARENTS if last.name.startswith(name) and last.name != name), None)
        while parent is not None and self.text[end : end + 1] in LIST and (item := _ITEM.match(self.text, end + 1)):
            known = self.names.registry.lookup(parent + item[0], self.day)
            if known is None and parent in _SHORT:
                known = self.names.registry.lookup(_SHORT[parent] + item[0], self.day)
            if known is None:
                break
            self.hold(end + 1, item.end(), known)
            end = item.end()
        while i < len(self.hits) and self.hits[i][0] < end:
            i += 1
        return i, end

    def hold(self, start: int, end: int, holder: Holder) -> None:
        """Add the body that the registry gives for a name."""
        body = holder.body
        since = body.since if holder.alias else None
        if since is not None and self.day is not None and (since - self.day).days > OVERLAP:
            body = replace(body, name=self.text[start:end], id="")  # 瑞金医院 before it belonged to the university
        resolution = "alias" if self.text[start:end] != body.name else "registry"
        last = self.found[-1] if self.found else None
        owned = last is not None and last.kind in _OWNERS and body.kind in _OWNED
        desk = last is not None and last.kind == "media" and body.kind == "government"  # 光明日报社 + 教育部
        if last is not None and last.end == start and (owned or desk):
            name = body.name if body.name.startswith(last.name) else last.name + self.text[start:end]
            last.end, last.name, last.kind, last.org_id = (
                end,
                name,
                "media" if desk else body.kind,
                None,
            )  # 中航工业+第一飞机设计研究院
            return
        self._add(start, end, "registry", body.name, body.kind, body.level, body.region, resolution, body.id or None)

    # Helpers

    def expand(self, run: str) -> str:
        """Fields in full where the run is one field's short form."""
        return self.names.field_names.get(run, run)

    def _add(
        self,
        start: int,
        end: int,
        rule: str,
        name: str,
        kind: str,
        level: str | None,
        region: str | None,
        resolution: str = "pattern",
        org_id: str | None = None,
    ) -> None:
        rule = f"organisations.{rule}"
        if region in _RETURNED and self.day is not None and self.day < _RETURNED[region]:
            level = None  # not yet a region of China
        self.found.append(Organisation(start, end, rule, name, org_id, kind, level, region, resolution))
