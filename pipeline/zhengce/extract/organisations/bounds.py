"""Where a name can begin and end: the characters around it must not make another word of it."""

from __future__ import annotations

import re

CHINA = re.compile(
    "中国|中方|我国|我方|北京|人民大会堂|新华社|全国人大|全国政协"
)  # what a line about foreign countries does not say
LIST = "、和与及"
NUMERAL = "[一二三四五六七八九十]{1,3}"
TERM = re.compile(rf"第?{NUMERAL}届")

# Function words and particles: what may stand right before a name, besides any character that is not Han.
_BEFORE = frozenset(
    "由经向在和与及或对为是据从到请让受被把将原任并后时的了以给同跟当按说称日月年自至往赴驻而但且则即兼于因等组届"
)
_AFTER = {  # what may not follow a name that ends so: its last character belongs to another word
    "部": "[门署队件级属落族际]|长(?!江[航流水])|分(?!别|头)|委(?!托|派)|下(?![发达拨属设])|首(?![次批个先])",
    "委": "员(?!会)|托|任(?!命)|以重|屈|身",
    "办": "[理事法学好案]|公(?!室)",
    "局": "[长面势限地]|部(?!署)",
    "厅": "[长级]",
    "府": "部门|采购|性|工作报告|购买|令第|间",
    "大": "[一二三四五六]次|第.{1,3}次|会",
    "协": "[调助作商同]|[一二三四五六]次|第.{1,3}次|会",
    "会": "[谈见晤场展]|议(?![员长])|大厦|山庄|师",
    "军": "[事民方舰备功礼衔校费种演委医节]|人(?!员|数)|官(?!员)|营(?!地)|装(?!备|甲)|训(?!练)|火(?![箭炮力])|队伍",
    "党": "派|人(?!民)|员(?!会)|章程|课|性|内|校",
    "央": "[企行军级区]|财政|预算|机关(?!报)|国家|部门|单位|领导(?!集体|下)|经济|农村|全会|银行|空调|大街|公园|一号|文件|红军|苏区",
    "学": "生(?![命物态])|号",
    "队": "员",
    "行": "业(?!务)",
    "国": "家",
    "共": f"[同享产识有]|党员|{NUMERAL}(?:大|届)",
}
_AFTER_BY_LAST = {last: re.compile(pattern) for last, pattern in _AFTER.items()}
_NUMBER = re.compile(r"[发函字办党政电明令规厅]{1,4}[〔\[（(]\d|令第")
_SESSION = re.compile(rf"第?{NUMERAL}(?:次|届)")
_GENERIC = re.compile(r"(?:[各每某几两多全级们乡镇外]|[省市县区州盟旗乡镇级]、|设区的|所在地?|以上|其他|有关)\Z|以上")
_UNIT_IN_WORD = {  # 城市, 灾区: the unit word is the end of another word
    "市": "城都超股上门楼集灯闹夜县省区级辖两各全本该某每外",
    "县": "强贫级省市州各全本该某每外两百千个",
    "省": "各全该某每外邻两节多本派",
}
_COUNTRY_IN_WORD = {  # 难以, 5日, 宪法: the country's character is the end of another word
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
}

_RED = re.compile("小学|中学|学校|精神|后代|老战士|分队|[方桥街路村渡井洞树楼城]")
_SOLDIER = frozenset("老女小联")  # 老红军 is a person, 苏联红军 another army
_PEOPLE = frozenset("人农居市公村国全牧渔选股网平军移难")  # 中国人民|进一步: the 民 of 民进 is the end of another word

_SYLLABLES = frozenset(  # of foreign names
    "阿埃艾奥巴班贝比彼波伯布达德登迪蒂厄恩尔法菲费弗盖戈格哈赫霍基吉加杰卡科克库拉莱兰勒雷里利卢鲁罗洛马玛迈曼梅蒙米莫穆纳内尼诺努帕佩皮"
    "普奇乔切萨塞桑施史斯苏索塔坦特提图托瓦威维沃乌希锡谢辛休雅亚扬耶伊尤扎泽詹兹佐"
)


def bounded(text: str, start: int) -> bool:
    """Whether a name can begin at `start`: no character of another word stands right before it."""
    if start == 0:
        return True
    before = text[start - 1]
    return not "㐀" <= before <= "鿿" or before in _BEFORE


def closed(text: str, end: int, session: bool = False) -> bool:
    """Whether a name can end at `end`: its last character is not the next word's, and no number follows.

    Nor may a meeting follow (十四届全国人大四次会议 is no body), but with `session`.
    """
    check = _AFTER_BY_LAST.get(text[end - 1])
    if check is not None and check.match(text, end):
        return False
    return not _NUMBER.match(text, end) and (session or not _SESSION.match(text, end))


def generic(text: str, start: int) -> bool:
    """Whether the words before `start` make a body any of its kind: 各级, 有关, 设区的."""
    return _GENERIC.search(text, max(0, start - 4), start) is not None


def unit_free(text: str, start: int, unit: str) -> bool:
    """Whether the unit word at `start` stands for a place of its own: 省 in 报省教育厅, not 市 in 城市政府."""
    if unit in _UNIT_IN_WORD:
        return start == 0 or text[start - 1] not in _UNIT_IN_WORD[unit]
    return bounded(text, start)


def country_free(text: str, start: int) -> bool:
    """Whether the one-character country at `start` is a word of its own: 以 in 称以军, not in 难以军事."""
    return start == 0 or text[start - 1] not in _COUNTRY_IN_WORD.get(text[start], "")


def free(text: str, start: int) -> bool:
    """Whether a short name at `start` is a word of its own: not 民进 in 人民进一步, nor 红军 in 老红军."""
    before = text[start - 1] if start else ""
    if text.startswith("红军", start):
        return before not in _SOLDIER and not _RED.match(text, start + 2)
    if text.startswith("国", start) and before == "全":
        return False  # 全国新办企业
    return text[start] != "民" or before not in _PEOPLE


def transliterated(text: str, start: int) -> bool:
    """Whether a foreign name runs into what starts at `start`: 基诺|沙市, 佛罗里|达州."""
    return start > 1 and text[start - 1] in _SYLLABLES and text[start - 2] in _SYLLABLES


def term_before(text: str, start: int) -> int:
    """Where a name that begins at `start` begins with the term before it: 十三届全国人大常委会."""
    match = _TERM_BEFORE.search(text, max(0, start - 6), start)
    return start if match is None else match.start()


_TERM_BEFORE = re.compile(rf"(?<![新本上下每这那])第?{NUMERAL}届\Z")
