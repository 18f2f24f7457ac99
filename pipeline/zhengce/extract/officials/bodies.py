"""Bodies: what a post belongs to, as it is written right before the rank."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from zhengce.extract.officials.names import names
from zhengce.extract.officials.ranks import Rank, ranks
from zhengce.extract.officials.states import abbreviations, endings, foreign_state, last_state, states
from zhengce.extract.officials.view import View, is_han
from zhengce.lexicon import read_table
from zhengce.model import Organisation
from zhengce.places import gazetteer
from zhengce.registry import registry

_ABROAD = re.compile(r"(?:常驻|驻)([^，。、；：！？\s驻馆]{1,14})$")
_FIELDS = re.compile(r"(?:[一-鿿]{2,8}、){0,3}[一-鿿]{2,8}[和与及]")
_ENVOYS = ("高级代表", "特别代表", "特使", "协调员", "特别协调员", "高级专员", "参赞", "公使", "武官")
_AFFAIRS = re.compile(r"[一-鿿]{2,16}(?:政策|事务|问题|进程|办公室)?")
_NEW = re.compile(r"(?:首任|新任|前任|时任|候任)$")
_PARTIES = ("执政党", "反对党", "在野党")
_CHARGE = re.compile(r"(?:分管|主管|负责)(?:[一-鿿]{2,12}的)?$")  # 中央财办|分管日常工作的|副主任
_UNIT = re.compile(
    r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|新区|省|市|县|区|州|盟|旗|乡|镇|街道|村|社区)$"
)
_UNITS = frozenset("部局厅署委院司处科")  # of bodies whose head is the unit and 长
JOIN = re.compile(r"[ \u3000]{0,2}(?:、|兼任?|暨|及其?|，(?:兼任?)?)?[ \u3000]{0,2}")  # between the posts of one person
_CHINESE_PLACE = re.compile(r"自治|[县旗乡镇村]$")
PARTS = {
    "办公厅": "",
    "办公室": "",
    "研究室": "",
    "秘书处": "",
    "政治部": "",
    "机关党委": "",
    "政法委": "员会",
    "宣传部": "",
    "组织部": "",
    "统战部": "",
    "书记处": "",
}  # of a body named before
_ASSEMBLY = {
    "政协": ("advisory", "中国人民政治协商会议全国委员会"),
    "人大常委会": ("legislature", "全国人民代表大会常务委员会"),
}
_STANDING = ("主任", "委员长", "常委")  # of a congress: the head of its standing committee
_OFFICES = {"大使": "大使馆", "特命全权大使": "大使馆", "总领事": "总领事馆"}


@dataclass(frozen=True, slots=True)
class Body:
    """A body by its full name, and where it starts in the text."""

    name: str
    org_id: str | None
    start: int

    @property
    def state(self) -> str:
        """The foreign state that it is or is named after."""
        return foreign_state(self.name)

    @property
    def domestic(self) -> bool:
        """Whether nothing says that it is no body of China."""
        return not self.state and (self.org_id is None or self.org_id.startswith("cn."))


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists of `rules/officials/bodies.tsv`."""

    ending: re.Pattern[str]
    activity: frozenset[str]
    business: frozenset[str]
    stop: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    uses: defaultdict[str, list[str]] = defaultdict(list)
    for row in read_table("officials/bodies.tsv", ("word", "use")):
        uses[row["use"]].append(row["word"])
    endings = "|".join(sorted(uses["ending"], key=len, reverse=True))
    stops = names().verbs.union(ranks().statuses, uses["stop"])
    return _Words(
        re.compile(f"(?:{endings})$"), frozenset(uses["activity"]), frozenset(uses["business"]), frozenset(stops)
    )


class Bodies:
    """Finds the bodies written before the ranks of one document."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._text = view.doc.text
        self._lists = _words()
        self.ending = {body.end: body for body in view.doc.organisations}
        self._starting = {body.start: body for body in view.doc.organisations}
        self.floor = 0  # where the last rank ended: no body reaches further back

    def before(self, rank: Rank, start: int, end: int, state: str, joined: int) -> Body | None:
        """The body that ends at `end`, before a rank that starts at `start`; `state` is that of the posts joined to it,
        which end at `joined`."""
        text = self._text
        if end > 1 and text[end - 1] in " \u3000" and is_han(text[end - 2]):
            end -= 1
        if text[end - 1 : end] in ("的", "管") and (charge := _CHARGE.search(text, max(0, end - 16), end)) is not None:
            end = charge.start()
        found = self.ending.get(end)
        if found is None and end > 1 and text[end - 1] == "的":
            found = self.ending.get(end - 1)
        if found is not None and found.start < end:
            if found.name.endswith("人民代表大会") and rank.root in _STANDING:
                return Body(found.name + "常务委员会", None, found.start)
            return body_of(found)
        if end == start and (shared := self._shared(rank, end, state, joined)) is not None:
            return shared
        if rank.root in _ENVOYS and (sender := self._commissioned(end)) is not None:
            return sender
        if rank.scope == "state":
            return self._state(rank, end) or (self._phrase(rank, end) if rank.bound else None)  # 绿党|领导人
        if rank.scope == "place":
            return self._government(rank, end)
        return self._phrase(rank, end)

    def field(self, end: int) -> int:
        """Start of what a minister is charged with, written up to `end` behind his state: 日本|农林水产|大臣."""
        start = self._nouns(end, 12)
        nation = next((size for size in range(8, 1, -1) if self._text[start : start + size] in states()), 0)
        return start + nation if end - start - nation > 1 and self.ending.get(end) is None else end

    def is_free(self, start: int) -> bool:
        """Whether what ends at `start` is no noun, which might name a body that is not recognised."""
        if start == 0 or not is_han(self._text[start - 1]) or self._text[start - 1] in "任为是的":
            return True
        words = self._view.doc.words
        index = words.at(start - 1)
        return words.tags[index][0] in "pcuvdr" or words.texts[index] in self._lists.stop

    def _shared(self, rank: Rank, end: int, state: str, joined: int) -> Body | None:
        """A body whose last character is the first of the rank: 外交部|长, 法国财政部|长."""
        unit = rank.root[0]
        if (
            unit not in _UNITS
            or len(rank.root) != 2
            or rank.root[1] != "长"
            or not is_han(self._text[end - 1 : end] or "x")
        ):
            return None
        found = self.ending.get(end + 1)
        if found is not None and found.start < end and self._text[end] == unit:
            return body_of(found)
        start = self._nouns(end, 16)
        sizes = [size for size in range(8, 1, -1) if self._text[start : start + size] in states()]
        nation = next((size for size in sizes if self._view.is_word_start(start + size)), min(sizes, default=0))
        start += nation or (self._text[start] in abbreviations())
        before = self._state_before(start)
        name = self._text[start:end] + unit
        if name in PARTS:
            return Body(name, None, start)
        if len(name) < 3 or name[-2] == unit:
            return None
        if before is None and self._text[start - 1 : start] in ("和", "与", "及"):
            before, start = self._fields(start)
            name = self._text[start:end] + unit
        if before is not None:
            return self._registered(before.name + name, before.start) or Body(before.name + name, None, before.start)
        if state and joined <= start and JOIN.fullmatch(self._text, joined, start):
            return Body(state + name, None, start)
        return self._registered(name, start)

    def _fields(self, end: int) -> tuple[Body | None, int]:
        """The state before the first fields of a ministry of several, which end at `end`, and where they start:
        贝宁|外交和|合作部长."""
        for start in range(end - 3, max(end - 24, self.floor), -1):
            if _FIELDS.fullmatch(self._text, start, end):
                state = self._state_before(start)
                if state is not None and self.floor <= state.start < start - 1:
                    return state, start
        return None, end

    def _registered(self, name: str, start: int) -> Body | None:
        """The body of the registry that is called `name`, written at `start`."""
        holder = registry().lookup(name, self._view.doc.context.published)
        return Body(holder.body.name, holder.body.id, start) if holder is not None else None

    def _state(self, rank: Rank, end: int) -> Body | None:
        text = self._text
        if text.find("驻", max(0, end - 16), end) >= 0 and (match := _ABROAD.search(text, max(0, end - 16), end)):
            sender = self._state_before(match.start())
            office = _OFFICES.get(rank.root)
            if office is not None:
                if (new := _NEW.search(match[1])) is not None:
                    end = match.start(1) + new.start()
                    match = _ABROAD.search(text, max(0, end - 16), end) or match
                there = "中国" if match[1] == "华" else self._called(match[1]) or match[1]
                name = "驻" + there
                start = sender.start if sender else match.start()
                of = sender.name if sender else self._sender(name, match.start())
                return Body(of + name + office, None, start)
        return self._state_before(end)

    def _called(self, short: str) -> str | None:
        """The state that `short` stands for, by the text where it may be several."""
        if short in states():
            return states()[short]
        found = abbreviations().get(short, ())
        named = [name for name in found if name in self._text] if len(found) > 1 else found
        return named[0] if len(named) == 1 else None

    def _sender(self, name: str, start: int) -> str:
        """Whose mission `name`, written without its state, is: ours abroad, of the state spoken of in China."""
        if self._text[start - 1 : start] == "我":
            return "中国"
        return (last_state(self._text, max(0, start - 160), start) or "") if name.startswith("驻中国") else ""

    def _state_before(self, end: int) -> Body | None:
        """The state named right before `end`."""
        text, known = self._text, states()
        if text[end - 1 : end] not in endings():
            return None
        for size in range(min(14, end), 1, -1):
            name = text[end - size : end]
            if name in known:
                return Body(known[name], None, end - size)
        candidates = abbreviations().get(text[end - 1 : end], ())
        if len(candidates) > 1:
            candidates = tuple(name for name in candidates if name in text)
        if not candidates or (end > 1 and is_han(text[end - 2]) and not self._view.is_word_start(end - 1)):
            return None
        return Body(candidates[0], None, end - 1)

    def _government(self, rank: Rank, end: int) -> Body | None:
        """What the head of a place is head of: 湖南省|省长 and 湖南|省长 of 湖南省人民政府, 龙门村|村长 of its 村民委员会."""
        text, words = self._text, self._view.doc.words
        start, index = end, words.at(end - 1)
        while index >= 0 and end - words.starts[index] <= 20:
            word = text[words.starts[index] : min(words.starts[index] + len(words.texts[index]), end)]
            if (
                not words.tags[index].startswith("ns")
                and not _UNIT.search(word)
                and not (end - start == 1 and len(word) > 1)
            ):
                break
            start = words.starts[index]
            index -= 1
        if start == end:
            return None
        name = text[start:end]
        if rank.root == "行政长官":
            region = re.sub("特别行政区$|特区$", "", name) or self._last_of(("香港", "澳门"), start)
            return Body(region + "特别行政区政府", None, start)
        unit = rank.unit
        if not name.endswith(unit):
            name += unit
        if len(name) < 2:
            return None
        place = gazetteer().resolve(name, self._view.doc.context.published)
        inner = words.at(start)
        while place is None and inner < len(words.texts) and words.starts[inner] < end - 1:  # 福建福州市|闽侯县
            rest = name[words.starts[inner] - start :]
            place = gazetteer().resolve(rest, self._view.doc.context.published) if rest else None
            inner += 1
        if place is None and unit in "市州省" and not _CHINESE_PLACE.search(name):
            return Body(name, None, start)  # 莫斯科市
        return Body((place.name if place else name) + governing(unit), None, start)

    def _last_of(self, names: tuple[str, ...], end: int) -> str:
        """Which of `names` the text has last before `end`, else the first of them."""
        return max(names, key=lambda name: self._text.rfind(name, 0, end))

    def _nouns(self, end: int, most: int) -> int:
        """Start of the nouns that end at `end`, of at most `most` characters: where a body without a claimed name may start."""
        words = self._view.doc.words
        index = words.at(end - 1)
        start, following = end, ""
        while index >= 0 and end - words.starts[index] <= most and words.starts[index] >= self.floor:
            if start < end and (whole := self.ending.get(start)) is not None:
                start = max(whole.start, self.floor)
                break
            tag, word = words.tags[index], self._text[words.starts[index] : start]
            if tag == "org":
                start = words.starts[index]
                break
            if word == "某":
                start, following = words.starts[index], word
                index -= 1
                continue
            if tag[0] in "xpcurydeowt" or tag in ("date", "title") or not is_han(word[0]) or word in self._lists.stop:
                break
            if (
                tag[0] == "v"
                and tag != "vn"
                and not self._lists.ending.match(following)
                and word not in self._lists.activity
            ):
                break
            if tag.startswith("nr") and not _UNIT.match(following) and not self._lists.ending.match(following):
                break
            start, following = words.starts[index], word
            index -= 1
        if self._text.endswith("全国", self.floor, start) and self._text[end - 1] in "委办组":
            start -= 2
        while start < end:
            index = words.at(start)
            if (
                words.texts[index] == "中"
                or words.tags[index][0] not in "mqafvbz"
                or words.tags[index] == "vn"
                or len(words.texts[index]) > 3
            ):
                break
            start = words.starts[index] + len(words.texts[index])
        return min(start, end)

    def _phrase(self, rank: Rank, end: int) -> Body | None:
        """The nouns that stand right before `end`, when they end as a body's name does."""
        if end <= 0 or not is_han(self._text[end - 1]):
            return None
        start = self._nouns(end, 26)
        name = self._text[start:end]
        if name in PARTS:
            return Body(name, None, start)
        if name in _ASSEMBLY:
            return self._assembly(name, start)
        if (known := self._registered(name, start)) is not None:
            return known
        for cut in range(2, min(5, len(name) - 1)):  # 马颂德|科技部
            if name[0] in names().surnames and (known := self._registered(name[cut:], start + cut)) is not None:
                return known
        if name.startswith(("原", "前")) and not name.startswith("原子") and self._lists.ending.search(name, 2):
            name, start = name[1:], start + 1  # a status
        if name.startswith(_PARTIES) and len(name) > 4:
            name, start = name[3:], start + 3
        match = self._lists.ending.search(name)
        if match is None and rank.root in self._lists.business and len(name) > 2:
            return Body(name, None, start)
        if match is None or match.end() - match.start() == len(name):
            return None
        if (long := self._written_out(name, start)) is not None:
            return Body(long.name, long.org_id, start)
        head = self._starting.get(start)
        if head is not None and head.end < end:
            name = head.name + self._text[head.end : end]  # a part of it: 总参谋部|某研究所
        return Body(name, None, start)

    def _commissioned(self, end: int) -> Body | None:
        """Who sends an envoy with the affairs that end at `end`: 欧盟|外交和安全政策|高级代表."""
        for start in range(end, max(end - 18, self.floor), -1):
            if (found := self.ending.get(start)) is not None:
                return body_of(found) if _AFFAIRS.fullmatch(self._text, start, end) else None
        return None

    def _written_out(self, name: str, start: int) -> Organisation | None:
        """The body of the text that `name` is short for: 全国资源委 of 全国矿产资源委员会."""
        if name[-1] not in "委办组" or len(name) < 4:
            return None
        for body in self._view.doc.organisations:
            letters = iter(body.name)
            if body.name[:2] == name[:2] and len(body.name) > len(name) and all(char in letters for char in name):
                return body
        return None

    def _assembly(self, name: str, start: int) -> Body:
        """The consultative conference or people's congress that the text speaks of, else the national one."""
        kind, national = _ASSEMBLY[name]
        words, known = self._view.doc.words, gazetteer()
        for index in range(words.at(start) - 1, max(-1, words.at(start) - 3), -1):  # 宝清县(原)政协
            place = known.resolve(words.texts[index], self._view.doc.context.published)
            if words.tags[index].startswith("ns") and place is not None:
                form = "中国人民政治协商会议{}委员会" if name == "政协" else "{}人民代表大会常务委员会"
                return Body(form.format(place.name), None, start)
        for body in reversed(self._view.doc.organisations):
            if body.end <= start and body.kind == kind:
                return Body(body.name, body.org_id, start)
        return Body(national, None, start)

    def relative(self, part: Body) -> str | None:
        """The full name of one of `PARTS` by what the text speaks of before: 办公室 of a leading group."""
        for body in reversed(self._view.doc.organisations):
            if body.end > part.start:
                continue
            if body.name.endswith(part.name):
                return body.name
            if body.kind == "mechanism":
                return part_of(body.name, part.name)
        return None


def part_of(whole: str, part: str) -> str:
    """The full name of a `part` that is named after `whole`: 中共湖南省委员会, 办公厅 → 中共湖南省委办公厅."""
    if whole.startswith("中共"):
        whole = whole.removesuffix("政治局" if whole == "中共中央政治局" else "员会")
    return whole + part + PARTS[part]


def body_of(found: Organisation) -> Body:
    """A mention of an organisation as the body of a post."""
    return Body(found.name, found.org_id, found.start)


def governing(unit: str) -> str:
    """What governs a place of kind `unit`."""
    return "村民委员会" if unit == "村" else "人民政府"


def place_of(name: str) -> str | None:
    """The place that a Party committee, government or people's congress is of: 中共湖南省委员会 → 湖南省."""
    name = name.removeprefix("中国共产党").removeprefix("中共")
    match = re.match(
        r"(.{2,20}?(?:特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|县|区|州|盟|旗|乡|镇|村))(?=委|人民|市委|政府|常务|纪|党)",
        name,
    )
    return match[1] if match else None
