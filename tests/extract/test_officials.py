"""Officials: persons, their posts and bodies. In the sentences ⟦as written|posts⟧; see `posts`."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengce.extract import claims
from zhengce.extract.dates import Dates
from zhengce.extract.officials import Officials
from zhengce.extract.officials.heads import heads
from zhengce.extract.officials.names import names
from zhengce.extract.officials.ranks import ranks
from zhengce.extract.organisations import Organisations
from zhengce.extract.policy_documents import PolicyDocuments
from zhengce.model import Context, Document, Official
from zhengce.segment import engine, segment, sentence_starts

MARK = re.compile(r"⟦([^⟧|]+)\|([^⟧]*)⟧")
EXTRACTORS = (PolicyDocuments(), Dates(), Organisations(), Officials())


def read(text: str, published: str = "2016-04-07", region: str | None = None) -> list[Official]:
    doc = Document(text, Context(date.fromisoformat(published), region=region), sentence_starts(text))
    for extractor in EXTRACTORS:
        extractor.claim(doc)
    doc.words = segment(text, claims(doc), engine())
    for extractor in EXTRACTORS:
        extractor.complete(doc)
    return doc.officials


def posts(rows: list[Official]) -> str:
    """`部长@民政部;召集人@…`, a former, acting or designate post with `!`, one taken from another mention with `~`; a full name
    that is not the one written leads with `=`."""
    parts = [f"={rows[0].person}"] if rows[0].person != "" else []
    for row in rows:
        if row.position is not None:
            mark = "" if row.status == "current" else f"!{row.status}"
            parts.append(f"{row.position}@{row.organisation or ''}{mark}{'' if row.stated else '~'}")
    return ";".join(parts)


def check(marked: str, published: str = "2016-04-07", region: str | None = None) -> None:
    """The officials of the sentence must be those marked, in order."""
    expected, text, position = [], "", 0
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        person, _, rest = match[2].partition("|") if match[2].startswith("=") else ("", "", match[2])
        written = person.removeprefix("=") or match[1]
        expected.append((len(text), len(text) + len(match[1]), ";".join(filter(None, [f"={written}", rest]))))
        text += match[1]
        position = match.end()
    text += marked[position:]
    found: dict[tuple[int, int], list[Official]] = {}
    for row in read(text, published, region):
        found.setdefault((row.start, row.end), []).append(row)
    assert [(start, end, posts(rows)) for (start, end), rows in found.items()] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "国务委员⟦方志平|国务委员@国务院⟧出席会议并讲话。",
        "中共中央政治局常委、国务院总理⟦李克强|常委@中共中央政治局;总理@国务院⟧主持召开会议。",
        "中共中央总书记、国家主席、中央军委主席⟦习近平|总书记@中国共产党中央委员会;国家主席@;主席@中央军事委员会⟧今天上午会见来宾。",
        "民政部党组书记、部长⟦李明远|党组书记@民政部;部长@民政部⟧作了说明。",
        "外交部长⟦王海涛|部长@外交部⟧表示赞同。",
        "外交部发言人⟦陈静|发言人@外交部⟧说，中方注意到有关报道。",
        "最高人民法院院长⟦周国强|院长@最高人民法院⟧作报告。",
        "国务委员兼国务院秘书长⟦赵立新|国务委员@国务院;秘书长@国务院⟧陪同考察。",
        "全国人大常委会副委员长⟦王晨光|副委员长@全国人民代表大会常务委员会⟧、⟦沈跃进|副委员长@全国人民代表大会常务委员会⟧出席。",
    ],
)
def test_posts_before_the_name(sentence: str) -> None:
    check(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "湖南省委书记⟦张春生|书记@中共湖南省委员会⟧、省长⟦周伯华|省长@湖南省人民政府⟧陪同。",
        "湖南省省长⟦杜建国|省长@湖南省人民政府⟧说，要抓好落实。",
        "长沙市市长⟦胡衡华|市长@长沙市人民政府⟧到会祝贺。",
        "北京市委副书记、代市长⟦王安民|副书记@中共北京市委员会;市长@北京市人民政府!acting⟧出席。",
        "内蒙古自治区主席⟦巴特尔|主席@内蒙古自治区人民政府⟧致辞。",
        "四川省委常委、组织部部长⟦范锐平|常委@中共四川省委员会;部长@中共四川省委组织部⟧主持会议。",
    ],
)
def test_local_posts(sentence: str) -> None:
    check(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "原国务院副总理⟦吴桂贤|副总理@国务院!former⟧参加座谈。",
        "时任浙江省省长⟦吕祖善|省长@浙江省人民政府!former⟧介绍情况。",
        "会议决定免去⟦李德水|局长@国家统计局!former⟧的国家统计局局长职务。",
        "任命⟦王江平|副部长@工业和信息化部⟧为工业和信息化部副部长。",
        "任命⟦陈国强|副局长@国家统计局⟧（女）为国家统计局副局长。",
        "⟦张文康|部长@卫生部!former⟧不再担任卫生部部长职务。",
        "⟦刘中树|校长@吉林大学⟧任吉林大学校长。",
        "秦立、易钢分别担任外交部部长、中国人民银行行长。".replace("秦立", "⟦秦立|部长@外交部⟧").replace(
            "易钢", "⟦易钢|行长@中国人民银行⟧"
        ),
    ],
)
def test_status_and_appointments(sentence: str) -> None:
    check(sentence, "2005-03-01")


def test_appointed_to_a_second_post_in_one_breath() -> None:
    check(
        "国务院设立国家防汛抗旱总指挥部，由国务院副总理⟦回良平|副总理@国务院;总指挥@国家防汛抗旱总指挥部⟧任总指挥。",
        "2008-05-13",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "俄罗斯总统⟦普京|总统@⟧15日抵达。",
        "美国国务卿⟦克里|国务卿@⟧、俄外长⟦拉夫罗夫|外长@⟧和德国总理⟦默克尔|总理@⟧举行会谈。",
        "日本首相⟦桥本龙太郎|首相@⟧一行抵京。",
        "法国财政部长⟦勒梅尔|部长@法国财政部⟧说。",
        "新加坡副总理兼财政部长⟦尚达曼|副总理@;部长@新加坡财政部⟧说。",
        "乌兹别克斯坦总统⟦米尔济约耶夫|总统@⟧对我国进行国事访问。",
        "美国前国务卿⟦基辛格|国务卿@!former⟧访华。",
        "联合国秘书长⟦安东尼奥·古特雷斯|秘书长@联合国⟧致辞。",
        "联合国秘书长发言人⟦迪雅里克|秘书长发言人@联合国⟧10日说。",
        "中国驻法国大使⟦翟立|大使@中国驻法国大使馆⟧到机场迎接。",
    ],
)
def test_foreign_holders(sentence: str) -> None:
    check(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "新疆维吾尔自治区主席⟦艾尔肯·买买提|主席@新疆维吾尔自治区人民政府⟧出席。",
        "任命⟦阿布都热合曼·肉孜|副主任@国家民族事务委员会⟧为国家民族事务委员会副主任。",
        "西藏自治区主席⟦洛桑次仁|主席@西藏自治区人民政府⟧出席。",
        "国家粮食局局长⟦欧阳志远|局长@国家粮食局⟧出席。",
        "香港特别行政区行政长官⟦林郑月华|行政长官@香港特别行政区政府⟧出席。",
        "安徽省副省长⟦任海深|副省长@安徽省人民政府⟧、⟦田唯谦|副省长@安徽省人民政府⟧出席。",
        "辽宁省副省长⟦姜有为|副省长@辽宁省人民政府⟧出席会议。",
        "全国政协副主席⟦罗富和|副主席@中国人民政治协商会议全国委员会⟧等出席。",
        "审计署审计长⟦刘家义|审计长@审计署⟧报告了情况。",
        "公安部部长⟦王 刚|=王刚|部长@公安部⟧",
    ],
)
def test_names_of_every_kind(sentence: str) -> None:
    check(sentence, "2010-03-01")


@pytest.mark.parametrize(
    "sentence",
    [
        "习近平总书记".join(["要学习贯彻", "重要讲话精神。"]).replace("习近平", "⟦习近平|总书记@中国共产党中央委员会⟧"),
        "⟦习近平|国家主席@⟧主席同⟦普京|总统@⟧总统通电话。",
        "⟦习近平|总书记@中国共产党中央委员会⟧总书记强调，要深入学习习近平新时代中国特色社会主义思想。",
        "部队官兵认真学习⟦习|=习近平|国家主席@~⟧主席训令。",
    ],
)
def test_titles_behind_the_name(sentence: str) -> None:
    check(sentence, "2019-03-01")


def test_one_person_through_a_document() -> None:
    check(
        "⟦李立民|部长@民政部~⟧在基层调研\n民政部部长⟦李立民|部长@民政部⟧日前到村里调研。⟦李立民|部长@民政部~⟧强调，要抓好落实。"
        "村民对⟦李|=李立民|部长@民政部~⟧部长说，谢谢。"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "⟦张建成|副厅长@湖南省民政厅;厅长@湖南省民政厅!designate⟧，男，汉族，1965年3月生，现任湖南省民政厅副厅长，拟任湖南省民政厅厅长。",
        "⟦王立平|部长助理@外交部!former;部长@外交部⟧，1953年10月生。曾任外交部部长助理，2013年3月任外交部部长。",
        "决定免去⟦秦立|部长@外交部!former⟧兼任的外交部部长职务，由⟦王勇|部长@外交部⟧接任。",
        "免去：\n⟦赵永平|副厅长@湖南省民政厅!former⟧同志湖南省民政厅副厅长职务。",
        "选举⟦金振华|主席@中国人民政治协商会议山西省委员会⟧为政协山西省委员会主席，⟦严立春|秘书长@中国人民政治协商会议山西省委员会⟧为秘书长。",
        "任命⟦夏林海|副秘书长@河南省人民代表大会常务委员会;主任@河南省人民代表大会常务委员会办公厅⟧为河南省人大常委会副秘书长、办公厅主任。",
        "柬埔寨副首相兼教育、青年和体育部大臣⟦韩春那洛|副首相@;大臣@柬埔寨教育、青年和体育部⟧出席。",
        "⟦普京|总统@⟧总统特使⟦拉夫罗夫|总统特使@⟧到访。",
        "政协副主席⟦杜青川|副主席@中国人民政治协商会议全国委员会⟧、⟦韩启明|副主席@中国人民政治协商会议全国委员会⟧出席。",
    ],
)
def test_careers_and_posts_that_change_hands(sentence: str) -> None:
    check(sentence)


def test_a_bare_name_carries_what_was_said_by_then() -> None:
    check(
        "民政部部长⟦李立民|部长@民政部⟧出席。⟦李立民|部长@民政部~⟧说，要抓好落实。会议决定，任命⟦李立民|副总理@国务院⟧为国务院副总理。"
    )


def test_a_place_given_with_the_document() -> None:
    check("⟦胡建华|市长@长沙市人民政府⟧市长：主持全面工作。", region="湖南省长沙市")


def test_a_bare_mention_carries_all_posts_of_the_document() -> None:
    check(
        "国务院总理⟦温家宝|总理@国务院⟧任总指挥部总指挥。\n⟦温家宝|总理@国务院~⟧指出，要科学施救。".replace(
            "任总指挥部总指挥", "出席"
        ),
        "2008-05-13",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "⟦刘延平|⟧、⟦孙春兰|⟧等参加会见。",
        "⟦吴政隆|⟧参加会见。",
        "⟦丁立祥|⟧、⟦王晨|⟧、⟦刘鹤|⟧、⟦杨晓渡|⟧、⟦陈希|⟧，中央有关部门负责人出席座谈会。",
        "大会结束后，各地代表返回。⟦石泰峰|⟧主持会议。",
        "在以⟦习近平|⟧同志为核心的党中央坚强领导下，各项事业不断发展。",
    ],
)
def test_persons_in_office_without_a_title(sentence: str) -> None:
    check(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "国务委员⟦艾山江·买买提|国务委员@国务院⟧出席，全国政协副主席⟦洛桑·久美加措|副主席@中国人民政治协商会议全国委员会⟧陪同。",
        "孟加拉国总理⟦赫利娜·哈桑|总理@⟧抵达北京，⟦哈桑|=赫利娜·哈桑|总理@~⟧发表讲话。",
        "荷兰国王⟦威廉—亚历山大|国王@⟧来访。",
        "泰国总理⟦川·立派|总理@⟧说，⟦川·立派|总理@⟧总理将访华。",
        "日本前首相⟦桥本太郎|首相@!former⟧来访，⟦桥本太郎|首相@⟧首相说，双方同意⟦桥本|首相@⟧首相的建议。",
        "香港特别行政区政府政务司长⟦陈方安生|司长@香港特别行政区政府政务司⟧将在京停留两天。",
        "乌兹别克斯坦总统⟦卡里莫夫|总统@⟧因病逝世。",
        "中共西藏自治区党委副书记⟦丹增|副书记@中共西藏自治区委员会⟧今天指出，要保持稳定。",
        "团中央书记处书记⟦巴音朝鲁|书记@共青团中央书记处⟧、⟦李大明|书记@共青团中央书记处⟧参加。",
    ],
)
def test_names_of_other_kinds(sentence: str) -> None:
    check(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "国防部长时强调，要加强协作。",
        "新的总裁要来接任，不知谁来接任总裁。",
        "她从邻县调到信宜县任县长。",
        "阿拉伯内政部长理事会召开会议。",
        "参观毛主席纪念堂。",
        "高举邓小平理论伟大旗帜。",
    ],
)
def test_what_only_looks_like_a_name(sentence: str) -> None:
    assert read(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "中共中央政治局委员、书记处书记⟦温家宝|委员@中共中央政治局;书记@中共中央书记处⟧讲话。",
        "全国总工会副主席、书记处书记⟦李明华|副主席@中华全国总工会;书记@中华全国总工会书记处⟧讲话。",
        "湖南省委常委、组织部长⟦李明|常委@中共湖南省委员会;部长@中共湖南省委组织部⟧出席。",
        "中国国防部长⟦李大江|部长@国防部⟧会见客人。",
        "总政副主任⟦周国泰|副主任@中国人民解放军总政治部⟧、空军司令员⟦刘大为|司令员@中国人民解放军空军⟧参加会见。",
        "广东省人大主任⟦朱国林|主任@广东省人民代表大会常务委员会⟧会见客人。",
        "贝宁外交和合作部长⟦奥马鲁|部长@贝宁外交和合作部⟧来访。",
        "以色列总理⟦沙米尔|总理@⟧和国防部长⟦加兰特|部长@以色列国防部⟧视察。",
        "我驻美大使⟦李大豫|大使@中国驻美国大使馆⟧说。",
        "全国矿产资源委员会开会，全国资源委主任⟦邹大华|主任@全国矿产资源委员会⟧强调。",
        "原北石乡党委书记⟦秦国明|党委书记@北石乡!former⟧受到处分。",
        "⟦周恩来|总理@国务院⟧总理说过。为了完成⟦周|=周恩来|总理@国务院~⟧总理的嘱托。",
        "中央宣讲团成员、中央农办分管日常工作的副主任⟦韩明秀|成员@中央宣讲团;副主任@中央农村工作领导小组办公室⟧作报告。",
        "欧盟外交和安全政策高级代表⟦阿什顿|高级代表@欧洲联盟⟧参加。",
        "伊朗最高国家安全委员会秘书⟦阿里·拉里贾尼|秘书@伊朗最高国家安全委员会⟧遇害。",
        "大同市前市长⟦耿大波|市长@大同市人民政府!former⟧、中国国民党前主席、中华和平教育基金会董事长⟦洪国柱|主席@中国国民党!former;董事长@中华和平教育基金会⟧。",
        "文化和旅游部原党组副书记、副部长⟦李国早|党组副书记@文化和旅游部!former;副部长@文化和旅游部!former⟧受到查处。",
        "国家主席⟦习近平|国家主席@⟧来访，各界对⟦习|=习近平|国家主席@~⟧主席到访表示欢迎。",
        "德国前外长⟦施泰因迈尔|外长@!former⟧获得多数票。",
        "⟦丁国祥|⟧、⟦刘大鹤|⟧、⟦何立峰|⟧以及中央有关部门负责同志陪同考察。",
        "中共中央总书记、中央军委主席、军委联指总指挥⟦习近平|总书记@中国共产党中央委员会;主席@中央军事委员会;总指挥@⟧视察。",
        "福建福州市闽侯县副县长⟦樊学国|副县长@闽侯县人民政府⟧发言。",
        "越南国家主席⟦武文国|国家主席@⟧发来贺电。",
        "中央军委委员⟦魏凤国|委员@中央军事委员会⟧、⟦苗华|委员@中央军事委员会⟧、⟦张升国|委员@中央军事委员会⟧出席。",
        "两国总统举行会谈。⟦拉马福萨|⟧表示，双方关系良好。",
        "北京市市长助理、公安局局长⟦张国基|市长助理@北京市人民政府;局长@北京市公安局⟧参加。",
        "中国驻蒙古大使⟦齐国家|大使@中国驻蒙古国大使馆⟧出席。",
        "文莱苏丹⟦哈桑纳尔|苏丹@⟧来访。",
        "美国外交人士说。国务院发言人⟦鲁宾|发言人@美国国务院⟧认为。",
        "财政部部长⟦李铁军|部长@财政部⟧讲话。⟦李铁军|部长@财政部~⟧、⟦王国平|⟧、⟦胡文涛|⟧等领导同志同群众欢聚一堂。",
        "来自苏州大学的全国人大代表⟦张晓国|代表@全国人民代表大会⟧发言。",
        "澳门特别行政区第五任行政长官⟦贺一国|行政长官@澳门特别行政区政府⟧和澳门特别行政区前任行政长官⟦崔世国|行政长官@澳门特别行政区政府!former⟧出席。",
        "塞尔维亚总理、执政党进步党主席⟦武契奇|总理@;主席@进步党⟧参选。",
        "任命⟦恩戈齐·奥孔乔-伊韦阿拉|总干事@⟧为新任总干事。⟦奥孔乔-伊韦阿拉|=恩戈齐·奥孔乔-伊韦阿拉|总干事@~⟧表示感谢。",
        "大会执行主席⟦王国明|执行主席@大会⟧、⟦王儒国|执行主席@大会⟧就座。",
        "⟦朱国基|副总理@国务院⟧副总理、⟦姜国云|副总理@国务院⟧副总理作出批示。",
        "法国绿党领导人⟦瓦内|领导人@法国绿党⟧发言。",
        "日本外务省次官⟦小村正彦|次官@日本外务省⟧举行会谈。",
        "原子能工业部部长⟦米哈伊洛夫|部长@原子能工业部⟧说。",
        "墨西哥总统⟦塞迪略|总统@⟧任命参议员⟦罗萨里奥·格林|参议员@;部长@墨西哥外交部⟧为外交部长。",
        "国务院总理⟦李国鹏|总理@国务院⟧说，双方转达了⟦切尔诺梅尔金|总理@⟧总理的问候。",
        "国务院副总理兼外交部长⟦钱国琛|副总理@国务院;部长@外交部⟧出访。国务院副总理兼外长⟦钱国琛|副总理@国务院;外长@外交部⟧说，欢迎"
        "⟦钱国琛|副总理@国务院~;部长@外交部~⟧。",
        "⟦陈国昌|县长@信宜县人民政府⟧于1992年10月调到信宜县任县长。群众为⟦陈|=陈国昌|县长@信宜县人民政府~⟧市长的深情所感动。",
        "原任副院长、现任院长的⟦宋国桐|副院长@!former;院长@⟧接着说。",
        "长沙市工商局分管副局长⟦王国斌|副局长@长沙市工商行政管理局⟧接到电话。",
        "摩洛哥首相兼外交和合作大臣⟦菲拉利|首相@;外交和合作大臣@⟧、日本农林水产大臣⟦岛村宜伸|农林水产大臣@⟧出席。",
        "有关部门和北京市负责人还有：⟦史大桢|⟧、⟦高严|⟧、⟦石秀诗|⟧等。",
        "后来，⟦王国昌|党支书记@⟧担任了村党支书记。",
        "2013年⟦张小雪|书记@通安村党总支⟧调任通安村党总支书记。",
        "转业后，⟦汤国福|副主任@上海市对外经济贸易委员会⟧便进入外贸系统工作，担任上海市外经贸委副主任。",
        "越南前驻华大使、现任越中友好协会常务副主席的⟦裴国福|大使@越南驻中国大使馆!former;常务副主席@越中友好协会⟧来访。",
        "两位前总统⟦哈塔米|总统@!former⟧和⟦拉夫桑贾尼|总统@!former⟧表示支持。",
        "⟦王丙国|⟧、⟦曹志|⟧、⟦周觉|⟧、⟦张德广|⟧和伊拉克驻华大使⟦库巴|大使@伊拉克驻中国大使馆⟧等参加了会见。",
        "会议增补⟦李国荣|副主席@中国奥林匹克委员会⟧和⟦吴寿国|副主席@中国奥林匹克委员会⟧为中国奥委会副主席。",
        "澳门特区行政长官⟦何国铧|行政长官@澳门特别行政区政府⟧说。",
        "美国国防部长⟦科恩|部长@美国国防部⟧到访俄罗斯。国防部长⟦科恩|部长@美国国防部⟧说。",
        "柬埔寨国王致函⟦钱国琛|副总理@国务院;外长@外交部⟧副总理兼外长。",
        "中组部⟦李国田|局长@中共中央组织部⟧局长介绍说。",
        "任命⟦王学国|大使@中国驻南非大使馆⟧为中国驻南非首任大使。",
        "河北省委派出以⟦许国跃|副书记@中共河北省委员会⟧副书记为首的工作团。",
        "出席的有中央有关部门负责人⟦张国景|⟧、⟦何勇|⟧等。",
        "对外友协会长⟦齐大远|会长@中国人民对外友好协会⟧、副会长⟦陈国苏|副会长@中国人民对外友好协会⟧出席。",
    ],
)
def test_bodies_told_by_what_stands_around(sentence: str) -> None:
    check(sentence)


def test_the_elected_with_notes_behind_their_names() -> None:
    check(
        "会议选举⟦郭荣明|主席@中国人民政治协商会议广东省委员会⟧为广东省政协主席，⟦王宗明|副主席@中国人民政治协商会议广东省委员会⟧、"
        "⟦张展霞|副主席@中国人民政治协商会议广东省委员会⟧（女）、⟦王国时|副主席@中国人民政治协商会议广东省委员会⟧为广东省政协副主席。"
    )
    check(
        "会议选举⟦田国平|主任@青海省人民代表大会常务委员会⟧为青海省人大常委会主任，⟦喇秉礼|副主任@青海省人民代表大会常务委员会⟧（回族）、"
        "⟦文林|副主任@青海省人民代表大会常务委员会⟧为青海省人大常委会副主任。"
    )
    check("当选为湖南省委常委的还有⟦席义明|常委@中共湖南省委员会⟧、⟦沈国俊|常委@中共湖南省委员会⟧。")


def test_the_roster_of_a_leading_group() -> None:
    check(
        "经国务院批准，成立国家水污染防治领导小组。现将名单通知如下：\n"
        "组　长：⟦文家林|组长@国家水污染防治领导小组;副总理@国务院⟧　（国务院副总理）\n"
        "副组长：⟦钮茂林|副组长@国家水污染防治领导小组;部长@水利部⟧　（水利部部长）\n"
        "　　　　⟦马　凯|=马凯|副组长@国家水污染防治领导小组;副秘书长@国务院⟧　（国务院副秘书长）\n"
        "成　员：⟦李　勇|=李勇|成员@国家水污染防治领导小组;副部长@财政部⟧　（财政部副部长）\n",
        "1998-04-01",
    )


def test_rosters_without_indents_and_with_own_posts() -> None:
    check(
        "国务院决定成立国家水利攻关领导小组。领导小组由下列人员组成：\n"
        "组 长：⟦方 立|=方立|组长@国家水利攻关领导小组⟧\n"
        "副组长：⟦柳国年|副组长@国家水利攻关领导小组;副主任@国家计划委员会⟧（国家计委副主任）\n"
        "⟦林大棠|副组长@国家水利攻关领导小组;副主任@国家教育委员会⟧（国家教委副主任）\n"
        "成 员：⟦马德明|成员@国家水利攻关领导小组;副部长@水利部⟧　水利部副部长\n"
        "⟦朱丽华|成员@国家水利攻关领导小组;副部长@农业部⟧农业部副部长\n"
        "领导小组办公室设在水利部。\n",
        "1991-05-27",
    )


def test_posts_handed_to_others() -> None:
    check(
        "国家水利攻关领导小组办公室主任由水利部副部长⟦马德明|主任@国家水利攻关领导小组办公室;副部长@水利部⟧兼任；"
        "副主任由财政部副部长⟦李大伟|副主任@国家水利攻关领导小组办公室;副部长@财政部⟧兼任。"
    )
    check("免去⟦张佑才|副部长@财政部!former⟧的财政部副部长职务。")


def test_professional_ranks_are_posts_in_a_roster_only() -> None:
    check("清华大学教授李建华说，这项改革意义重大。")
    check(
        "为表彰先进，给北京大学校长⟦林建国|校长@北京大学⟧、清华大学副校长⟦王大中|副校长@清华大学⟧、清华大学教授⟦李建华|教授@清华大学⟧、"
        "复旦大学校长⟦杨福家|校长@复旦大学⟧、南京大学校长⟦陈骏驰|校长@南京大学⟧颁奖。"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "总统高度重视双边关系。",
        "各部门主要负责同志参加会议。",
        "由县政府分管领导任组长，有关部门为成员单位。",
        "芜湖市长江大桥建成通车。",
        "会议由各省省长、自治区主席和直辖市市长参加。",
        "发布《人类减贫的实践》白皮书，白皮书指出，成绩来之不易。",
        "国家主席令第九号公布。",
        "《习近平谈治国理政》出版发行。",
        "村民王大山说，日子越过越好。",
    ],
)
def test_nobody(sentence: str) -> None:
    assert read(sentence) == []


def test_a_district_head_needs_its_place() -> None:
    check("副省长⟦王大明|副省长@安徽省人民政府⟧出席。", region="安徽省")


def test_rules_are_named() -> None:
    rules = {row.rule for row in read("民政部部长李立民出席会议。李立民强调，要抓好落实。刘延平、孙春兰等参加。")}
    assert rules == {"officials.title-name", "officials.again", "officials.attends"}


def test_word_lists_agree() -> None:
    grammar = names()
    assert grammar.given.isdisjoint(grammar.never)
    assert {head.position for head in heads()} == {"主席", "副主席", "总书记", "总理", "委员长"}
    for head in heads():
        assert ranks().rank(head.rank) is not None
        assert head.person[0] in grammar.surnames


WORDS = [
    "国务院",
    "总理",
    "李立国",
    "、",
    "，",
    "出席",
    "美国",
    "总统",
    "主任",
    "：",
    "\n",
    "　",
    "（",
    "）",
    "任命",
    "为",
    "·",
    "王",
    "12",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_any_text_gives_rows_that_lie_in_it(text: str) -> None:
    rows = read(text)
    assert [row.start for row in rows] == sorted(row.start for row in rows)
    for row in rows:
        assert 0 <= row.start < row.end <= len(text)
        assert row.person
        assert row.status in {"current", "former", "acting", "designate"}
        assert row.position is not None or not row.stated
    spans = sorted({(row.start, row.end) for row in rows})
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_names_before_their_titles_in_a_list() -> None:
    check(
        "⟦朱镕基|总理@国务院⟧总理、⟦温家宝|副总理@国务院⟧副总理到湖北视察防汛工作，⟦石启荣|市长@⟧市长、⟦孙长林|副市长@⟧副市长陪同。",
        "1998-07-10",
    )
