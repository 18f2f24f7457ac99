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
_NUMBER = re.compile(r"第[一二三四五六七八九十百零〇]{1,4}|第?\d{1,4}|[一二三四五六七八九十]{1,3}大")
PAIR = re.compile(  # 中德, 美中, 粤港, 闽宁
    "中[美俄英法德日韩朝印巴欧非澳加意越蒙老柬泰哈新委智土莫以埃伊乌塞匈波葡希荷瑞丹挪芬比奥捷罗保克斯爱拉立缅孟尼秘古墨阿沙卡科肯坦赞刚喀吉马文菲]|"
    "[美俄英法德日韩朝印巴欧非澳加意越蒙老柬泰哈新委智土莫以埃乌塞匈波葡希荷瑞丹挪芬比奥捷罗保爱缅孟尼秘古墨]中|[美俄英法德日韩朝印巴欧非澳加意越蒙老柬泰哈]{2}|"
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
_NATIONAL = frozenset(("中国", "中华"))
_DIGITS = frozenset("二三四五六七八九十")
_DOTS = frozenset("·-－")  # within a foreign name
_OPENING, _CLOSING = frozenset("（("), frozenset("）)")
_BEFORE_SYLLABLE = frozenset("、，。；：“（的")
_ALONE = frozenset("原前经该本各某每我在由从向对与和及是为将把被让给请到去来看当叫称")


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

    def back(self, index: int, start: int, kind: str | None = None, strong: bool = False) -> Run:
        """The run to the left of a last word that starts at `start`, in the word `index`, of a name of `kind`.

        In the name of a mechanism verbs may stand (推进职能转变协调小组), in that of a firm any character (正荣汽船公司), and
        before a `strong` last word such as 有限公司 any word (上海欢乐马戏有限公司).
        """
        strong = strong and kind == "company"
        verbs, firm = kind == "mechanism", kind == "company"
        whose = start - self.words.starts[index] == 0 and self.words.texts[index] in _OF_PEOPLE
        words, roles = self.words, self.heads.roles
        first = best = left = start
        proper = crossed = bracketed = False
        if words.starts[index] < start:  # 复旦大学 is one word
            first = best = left = words.starts[index]
            part, tag = words.texts[index][: start - left], words.tags[index]
            proper = tag == "ns" or (tag.startswith("n") and names_something(part)) or placed(self.names, part)
        cut = -1  # where the words after 与 begin, while no beginning is known for those before it
        j = index
        while (j := j - 1) >= max(index - _LIMIT, 0):
            text, tag = words.texts[j], words.tags[j]
            body = self.ends.get(words.starts[j + 1])
            if body is not None and (not crossed or body.kind == "legislature"):
                return Run(body.start, body.start, True, body)  # 巴西参议院 + 弹劾特别委员会
            if body is not None or tag in ("title", "date"):
                break
            if firm and text in _CLOSING and self._bracketed(j):
                j -= 3
                first = best = left = words.starts[j]  # 中色（宁夏）东方集团有限公司
                proper = bracketed = True
                continue
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
                if not self._joins(j - 1) or (text != "与" and j == index - 1 and words.starts[index] == start):
                    break
                cut = first if cut < 0 else cut
                continue
            if known and text == "和县":
                break  # 县人民医院和县中医院
            if text == "驻" and first == best and proper:
                continue  # 审计署 + 驻沈阳特派员办事处
            if text in _DOTS and j:
                best, proper = words.starts[j - 1], True
                continue
            pair = PAIR.fullmatch(text) is not None
            if len(text) == 1 and j and PAIR.fullmatch(words.texts[j - 1] + text):
                j, pair = j - 1, True  # 中|德
            inside = tag in _INSIDE or role is not None or known or pair
            inside = inside or (tag == "v" and len(text) == 2 and words.texts[j + 1] in _JOINED)
            inside = inside or (kind == "association" and tag == "v" and j > 0 and words.texts[j - 1] in _NATIONAL)
            inside = inside or (
                text == "新" and j > 0 and words.tags[j + 1][0] != "v" and placed(self.names, words.texts[j - 1])
            )
            inside = inside or (tag == "m" and self._counts(j))
            inside = inside or (firm and len(text) == 1 and tag not in _GRAMMATICAL and text not in _SIZES)
            if bracketed and tag == "v" and len(text) == 2 and j > 0 and words.tags[j - 1].startswith("n"):
                inside = True  # 冠捷显示科技（北海）有限公司
            if not inside:
                if verbs and tag in _VERBS and len(text) > 1:
                    crossed = True
                    continue  # a verb may stand inside the name, but not begin it
                if firm and not proper and (start_of := self._odd(j, strong)) is not None:
                    first = best = left = words.starts[start_of]
                    proper = True
                break
            if (
                proper
                and not bracketed
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
            if role == "starter" or known or named or pair or bracketed:
                best, proper, cut = first, True, -1
        if proper:
            return Run(self._syllable(best), left, True)
        return Run(first if cut < 0 else cut, left, False)

    def _counts(self, word: int) -> bool:
        """Whether a numeral stands in a name: 第一 in 北京第一机床厂, 二 in 济南二机床集团."""
        text = self.words.texts[word]
        if text in _DIGITS:
            before = word - 1
            return word > 0 and (self.words.tags[before] in ("nz", "j") or placed(self.names, self.words.texts[before]))
        return _NUMBER.fullmatch(text) is not None

    def _bracketed(self, closing: int) -> bool:
        """Whether the word `closing` ends a place in brackets, with a word before it: 中色（宁夏）."""
        words = self.words
        return (
            closing > 2
            and words.texts[closing - 2] in _OPENING
            and (placed(self.names, words.texts[closing - 1]) or words.texts[closing - 1] == "集团")
            and words.tags[closing - 3] not in _GRAMMATICAL
        )

    def _odd(self, word: int, strong: bool) -> int | None:
        """The place before a word or two of any sort in a firm's name: 上海 in 上海欢乐马戏有限公司.

        Verbs only before a `strong` last word: not 伊拉克邀请外国公司.
        """
        for j in range(word, max(word - 3, -1), -1):
            text, tag = self.words.texts[j], self.words.tags[j]
            if placed(self.names, text):
                return j
            if (not strong and (tag in _VERBS or tag == "d")) or text[0] in "一两几数多" or text[-1] in "家个所座":
                return None
            if tag in _GRAMMATICAL - {"m"} or self.heads.roles.get(text) == "stop" or text in _JOINED:
                return None
        return None

    def _syllable(self, first: int) -> int:
        """`first`, or one before it where a syllable of the name was cut off: 费|斯托气动公司, after 、 or 的."""
        words = self.words
        j = words.at(first) - 1
        cut = j > 0 and len(words.texts[j]) == 1 and words.starts[j + 1] == first
        if not cut or placed(self.names, words.texts[j + 1]) or words.tags[j] == "d" or words.tags[j] in _GRAMMATICAL:
            return first
        free = words.texts[j - 1] in _BEFORE_SYLLABLE and words.texts[j] not in _SIZES | _ALONE
        return words.starts[j] if free and "\u4e00" <= words.texts[j] <= "\u9fff" else first

    def _joins(self, word: int) -> bool:
        """Whether a word before 与 can belong to the same name: 采购 in 物流与采购联合会, not another body."""
        words = self.words
        if word < 0 or words.tags[word] not in ("n", "vn", "v") or words.starts[word + 1] in self.ends:
            return False
        text = words.texts[word]
        if any(text[-size:] in self.heads.words for size in (1, 2, 3, 4)):
            return False  # 机床厂 ends a name of its own
        return self.heads.roles.get(text) not in ("stop", "starter")
