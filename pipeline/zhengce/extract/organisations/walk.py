"""From the last word of an open name to its first: over the words that can stand inside a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengce.extract.organisations.heads import PROPER, Heads, names_something
from zhengce.extract.organisations.names import Names
from zhengce.model import Organisation, Words

_LIMIT = 12  # words to the left of a last word
_INSIDE = frozenset(("n", "nr", "nrt", "nrfg", "nz", "ns", "nt", "ng", "j", "b", "s", "vn", "an", "eng", "l", "i"))
_GRAMMATICAL = frozenset(("p", "c", "uj", "ul", "uz", "ug", "u", "x", "r", "q", "m", "y"))
_SIZES = frozenset("大小新老多家子母总分首")
_VERBS = frozenset(("v", "vd", "f", "ad"))
_NUMBER = re.compile(r"第[一二三四五六七八九十百零〇]{1,4}|第?\d{1,4}")
_PAIR = re.compile(  # 中德, 美中, 粤港, 闽宁
    "中[一-鿿]|[一-鿿]中|[美俄英法德日韩朝印巴欧非澳加意越蒙老柬泰哈]{2}|"
    "[京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵黔云滇藏陕甘青宁新港澳台珠]{2,4}"
)
_POST = re.compile(
    r"(?:书记|主席|总理|部长|主任|委员|司长|局长|厅长|处长|院长|校长|会长|行长|市长|省长|县长|区长|州长|总裁|经理|董事长|秘书长|代表|记者|专家|"
    r"教授|院士|学者|领导|干部|同志|人员|负责人|发言人|总统|首相|大臣|外长|议长|司令|成员|会员|员工|职工|学生|教师|医生|工程师|科学家|先生|"
    r"女士|主持人|创始人|工人|农民|居民|群众|选手|队员|团长|组长|队长|政委|参谋长|家属|患者|消费者|投资者)$"
)
_OF_PEOPLE = frozenset("司处局科")  # the parts of a body that look after people
_ANY = re.compile(r"^[各每某该本我由从]|^[原前]$")
_UNITS = frozenset("省市县区州")
_JOINED = frozenset("与和及")


@dataclass(frozen=True, slots=True)
class Run:
    """The words before a last word."""

    first: int  # offset where the name starts
    left: int  # offset where the run of words starts, whether or not a name can start there
    proper: bool  # the first word names something
    body: Organisation | None = None  # the body found before that begins the name


def placed(names: Names, text: str) -> bool:
    """Whether a word names a place or country."""
    return text in names.places.surfaces or text in names.countries


class Walk:
    """Walks over the words of one text."""

    def __init__(self, words: Words, heads: Heads, names: Names, ends: dict[int, Organisation]) -> None:
        self.words = words
        self.heads = heads
        self.names = names
        self.ends = ends  # the bodies found so far, by their ends

    def back(self, index: int, start: int, kind: str | None = None) -> Run:
        """The run to the left of a last word that starts at `start`, in the word `index`, of a name of `kind`.

        In the name of a mechanism verbs may stand (推进职能转变协调小组), in that of a firm any character (正荣汽船公司).
        """
        verbs, firm = kind == "mechanism", kind == "company"
        whose = start - self.words.starts[index] == 0 and self.words.texts[index] in _OF_PEOPLE
        words, roles = self.words, self.heads.roles
        first = best = left = start
        proper = crossed = False
        if words.starts[index] < start:  # 复旦大学 is one word
            first = best = left = words.starts[index]
            part, tag = words.texts[index][: start - left], words.tags[index]
            proper = tag == "ns" or (tag.startswith("n") and names_something(part)) or placed(self.names, part)
        cut = -1  # where the words after 与 begin, while no beginning is known for those before it
        for j in range(index - 1, max(index - 1 - _LIMIT, -1), -1):
            text, tag = words.texts[j], words.tags[j]
            body = self.ends.get(words.starts[j + 1])
            if body is not None and not crossed:
                return Run(body.start, body.start, True, body)
            if body is not None or tag in ("title", "date"):
                break
            role = roles.get(text)
            known = placed(self.names, text)
            if role == "stop" or (role == "policy" and not verbs):
                break
            if _POST.search(text) and not (whose and j == index - 1):
                break  # but 高校学生司
            if _ANY.match(text) and not known:
                break
            if text in _UNITS and not (j and words.tags[j - 1].startswith(PROPER)):
                break  # 省 stands for a place
            if text in _JOINED:
                if not self._joins(j - 1):
                    break
                cut = first if cut < 0 else cut
                continue
            if text == "·" and j:
                best, proper = words.starts[j - 1], True
                continue
            inside = tag in _INSIDE or role is not None or known or (tag == "m" and _NUMBER.fullmatch(text))
            inside = inside or (tag == "v" and len(text) == 2 and (j == index - 1 or words.texts[j + 1] in _JOINED))
            inside = inside or (firm and len(text) == 1 and tag not in _GRAMMATICAL and text not in _SIZES)
            if not inside:
                if verbs and tag in _VERBS and len(text) > 1:
                    crossed = True
                    continue  # a verb may stand inside the name, but not begin it
                break
            if (
                proper
                and tag == "nr"
                and len(text) > 1
                and not known
                and not words.tags[words.at(best)].startswith("nr")
            ):
                break  # a person before the name: 李强视频连线国家能源集团
            first = left = words.starts[j]
            named = tag.startswith(PROPER) and role not in ("nominal", "common")
            if len(text) == 1:
                named = named and tag.startswith(("nr", "ns")) and best == words.starts[j + 1]  # 魏|兹曼
            if role == "starter" or known or named or _PAIR.fullmatch(text):
                best, proper, cut = first, True, -1
        if proper:
            return Run(best, left, True)
        return Run(first if cut < 0 else cut, left, False)

    def _joins(self, word: int) -> bool:
        """Whether a word before 与 can belong to the same name: 采购 in 物流与采购联合会, not another body."""
        words = self.words
        if word < 0 or words.tags[word] not in ("n", "vn", "v") or words.starts[word + 1] in self.ends:
            return False
        text = words.texts[word]
        if any(text[-size:] in self.heads.words for size in (1, 2, 3, 4)):
            return False  # 机床厂 ends a name of its own
        return self.heads.roles.get(text) not in ("stop", "starter")
