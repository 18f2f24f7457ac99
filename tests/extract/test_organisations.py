"""Organisations: exact spans and full names. In the sentences ⟦as written|full name⟧, or ⟦full name⟧."""

from __future__ import annotations

import itertools
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengce.extract import pipeline
from zhengce.model import Context, Document, Organisation

MARK = re.compile(r"⟦([^⟧|]+)(?:\|([^⟧]+))?⟧")


def read(text: str, region: str | None = None, year: int = 2019) -> Document:
    return pipeline()(text, Context(published=date(year, 5, 1), region=region))


def check(marked: str, region: str | None = None, year: int = 2019) -> list[Organisation]:
    """The organisations of the sentence, which must be those marked."""
    expected, text, position = [], "", 0
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        expected.append((len(text), match[1], match[2] or match[1]))
        text += match[1]
        position = match.end()
    text += marked[position:]
    found = read(text, region, year).organisations
    assert [(body.start, text[body.start : body.end], body.name) for body in found] == expected
    return found


@pytest.mark.parametrize(
    "marked",
    [
        "⟦湖南省民政厅⟧和⟦长沙市委|中共长沙市委员会⟧联合调研。",
        "⟦长沙市委组织部|中共长沙市委组织部⟧公布名单，⟦沅陵县人民政府办公室⟧转发。",
        "⟦浦东新区教育局|上海市浦东新区教育局⟧介绍了情况。",
        "⟦中共湖南省委|中共湖南省委员会⟧、⟦湖南省政府|湖南省人民政府⟧召开大会。",
        "⟦贵州省人大常委会|贵州省人民代表大会常务委员会⟧审议，⟦湖南省政协|中国人民政治协商会议湖南省委员会⟧协商。",
        "⟦湖南省长沙市中级人民法院⟧公开宣判，⟦北京市高院|北京市高级人民法院⟧维持原判。",
        "⟦广西壮族自治区人民政府⟧批准，⟦内蒙古自治区党委|中共内蒙古自治区委员会⟧同意。",
        "⟦黔南州民政局|黔南布依族苗族自治州民政局⟧发放物资。",
        "⟦共青团湖南省委|中国共产主义青年团湖南省委员会⟧、⟦民革湖南省委|中国国民党革命委员会湖南省委员会⟧参加。",
        "⟦香港特区政府|香港特别行政区政府⟧发表声明，⟦特区政府|香港特别行政区政府⟧感谢各界。",
        "⟦广州军区|中国人民解放军广州军区⟧出动官兵。",
        "⟦湖南省纪委|中共湖南省纪律检查委员会⟧⟦监委|湖南省监察委员会⟧通报三起案件。",
        "⟦国家税务总局浙江省税务局⟧辅导企业。",
        "⟦杭州海关⟧统计显示，进出口增长。",
        "⟦济南市教育体育局⟧负责。",
        "原⟦湖南省卫生厅⟧负责人出席。",
    ],
)
def test_local_bodies(marked: str) -> None:
    check(marked)


def test_level_region_and_kind_of_a_local_body() -> None:
    (body,) = check("⟦沅陵县人民法院⟧立案。")
    assert (body.kind, body.level, body.region, body.resolution) == ("judiciary", "county", "431222", "pattern")


@pytest.mark.parametrize(
    "marked",
    [
        "⟦省民政厅|湖南省民政厅⟧、⟦教育厅|湖南省教育厅⟧、⟦公安厅|湖南省公安厅⟧印发通知。",
        "⟦省委|中共湖南省委员会⟧常委、⟦组织部|中共湖南省委组织部⟧部长出席。",
        "要求⟦省委|中共湖南省委员会⟧、⟦省政府|湖南省人民政府⟧落实。",
        "⟦省高院|湖南省高级人民法院⟧发布典型案例。",
        "⟦团省委|中国共产主义青年团湖南省委员会⟧组织志愿者。",
        "⟦省人力社保厅|湖南省人力资源和社会保障厅⟧解读。",
        "在⟦长沙市委|中共长沙市委员会⟧，⟦市政府|长沙市人民政府⟧介绍情况。",
    ],
)
def test_relative_names(marked: str) -> None:
    assert all(body.region for body in check(marked, region="湖南省"))


@pytest.mark.parametrize(
    "text",
    [
        "县级以上人民政府应当加强领导。",
        "各省、自治区、直辖市人民政府要落实责任。",
        "各级党委和政府高度重视，有关部门、成员单位密切配合，全国各地积极响应。",
        "城市政府要承担主体责任，灾区政府组织自救。",
        "民政、教育、公安等部门和运维者所在单位参加。",
        "湖南和长沙的客人来到省会城市。",
        "当地政府、民营企业和公立医院共同参与，大学生就业形势稳定。",
        "市中心的国际金融中心建成使用。",
        "县委书记要做政治的明白人。",
    ],
)
def test_generic_words_are_no_organisations(text: str) -> None:
    assert read(text, region="湖南省").organisations == []


@pytest.mark.parametrize(
    ("year", "marked"),
    [
        (
            2016,
            "⟦国家卫生计生委|国家卫生和计划生育委员会⟧通报，⟦教育部⟧、⟦统计局|国家统计局⟧和⟦法制办|国务院法制办公室⟧参加。",
        ),
        (2001, "⟦国家计委|国家发展计划委员会⟧批复项目。"),
        (1997, "⟦国家计委|国家计划委员会⟧批复项目。"),
        (2019, "⟦党中央|中国共产党中央委员会⟧、⟦国务院⟧作出部署，⟦中宣部|中共中央宣传部⟧发出通知。"),
        (2019, "⟦全国人大常委会法工委|全国人民代表大会常务委员会法制工作委员会⟧答复。"),
    ],
)
def test_central_bodies_of_the_day(year: int, marked: str) -> None:
    assert all(body.level == "central" and body.org_id for body in check(marked, year=year))


def test_a_generic_name_needs_evidence() -> None:
    check("⟦财政部⟧、⟦税务总局|国家税务总局⟧、⟦统计局|国家统计局⟧负责。")
    check("统计局的同志走村入户。")


@pytest.mark.parametrize(
    "marked",
    [
        "⟦民政部社会救助司⟧、⟦儿童福利司|民政部儿童福利司⟧负责人介绍。",
        "⟦最高人民法院审判委员会⟧讨论通过。",
        "⟦财政部党组⟧召开会议，⟦财政部⟧党组书记讲话。",
        "⟦省委第一巡视组|中共湖南省委第一巡视组⟧进驻。",
        "⟦中国人民银行长沙中心支行⟧发布数据。",
    ],
)
def test_parts_of_bodies(marked: str) -> None:
    check(marked, region="湖南省")


@pytest.mark.parametrize(
    "marked",
    [
        "在⟦黔南州民族干部学校|黔南布依族苗族自治州民族干部学校⟧座谈。",
        "由⟦株洲中车机电科技有限公司⟧会同⟦湖南大学⟧研制。",
        "⟦长沙市第一中学⟧等学校的学生参观了⟦雷锋纪念馆⟧。",
        "⟦灵隐街道办事处⟧和⟦青羊镇政府⟧组织转移。",
        "⟦中国物流与采购联合会⟧发布指数。",
        "⟦浙江大学医学院附属第一医院⟧派出医疗队。",
    ],
)
def test_open_names(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "⟦日本政府⟧表示关切，俄罗斯也关注，⟦俄外交部|俄罗斯外交部⟧发表声明。",
        "⟦美国会|美国国会⟧通过法案，⟦德国联邦议院⟧投票。",
        "⟦伊朗情报与国家安全部⟧宣布。",
        "⟦中国驻墨西哥大使馆⟧提醒，⟦美国驻华大使馆⟧回应。",
        "美国宣布⟦美军|美国军队⟧撤离，难以军事手段解决。",
        "叙利亚总统说，⟦国防部|叙利亚国防部⟧已下令停火。",
        "中国⟦外交部⟧发言人就日本问题答记者问。".replace("中国⟦外交部⟧", "⟦中国外交部|外交部⟧"),
    ],
)
def test_foreign_bodies(marked: str) -> None:
    check(marked)


def test_short_forms_defined_in_the_text() -> None:
    check(
        "⟦湖南湘江集团有限公司⟧（以下简称“⟦湘江集团|湖南湘江集团有限公司⟧”）成立。⟦湘江集团|湖南湘江集团有限公司⟧注册资本十亿元。"
    )


def test_a_mechanism_by_its_last_word() -> None:
    name = "养老服务工作部际联席会议"
    found = check(
        f"由⟦民政部⟧牵头建立⟦{name}⟧制度。⟦联席会议|{name}⟧由⟦民政部⟧召集。⟦联席会议办公室|{name}办公室⟧设在⟦民政部⟧。"
    )
    assert [body.resolution for body in found] == ["registry", "pattern", "anaphor", "registry", "anaphor", "registry"]
    assert found[1].kind == "mechanism"


@pytest.mark.parametrize(
    "text",
    [
        "《湖南省人民政府关于推进改革的意见》印发。",
        "十三届全国人大二次会议在京开幕。",
        "中国共产党江苏省第十三次代表大会闭幕。",
    ],
)
def test_titles_and_sessions_are_none(text: str) -> None:
    assert read(text).organisations == []


def test_terms_belong_to_the_name() -> None:
    check("⟦中共江苏省第十二届委员会|中共江苏省委员会⟧作报告。")


ALPHABET = "省市县委政府部局厅大学公司集团中国央国务院人民法湖南长沙、和的（）《》 \n第一次会议办公室驻以简称“”"


@given(st.text(alphabet=ALPHABET, max_size=120))
def test_mentions_are_in_order_and_do_not_overlap(text: str) -> None:
    found = read(text).organisations
    assert all(0 <= body.start < body.end <= len(text) and body.name for body in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@pytest.mark.parametrize(
    "marked",
    [
        "⟦沅陵县官庄镇政府|沅陵县官庄镇人民政府⟧、⟦安化县梅城镇党委|中共安化县梅城镇委员会⟧带头修路。",
        "⟦安化县梅城镇东山村党支部⟧和⟦北京市西城区金融街街道办事处⟧受到表扬。",
        "⟦湖南省安化县梅城镇东山村委会|湖南省安化县梅城镇东山村民委员会⟧公开账目。",
    ],
)
def test_townships(marked: str) -> None:
    assert all(body.level == "township" for body in check(marked))


@pytest.mark.parametrize(
    "marked",
    [
        "⟦北京第一机床厂⟧、⟦沈阳鼓风机厂⟧和⟦洛阳拖拉机厂⟧签订合同。",
        "⟦攀枝花钢铁（集团）公司⟧、⟦大庆石油管理局⟧、⟦北京铁路分局⟧超额完成任务。",
        "⟦海军|中国人民解放军海军⟧、⟦空军|中国人民解放军空军⟧、⟦二炮|中国人民解放军第二炮兵⟧官兵观看了⟦东方歌舞团⟧的演出。",
        "据⟦新华社|新华通讯社⟧北京5月1日电　⟦日本大藏省⟧、⟦通产省|日本通商产业省⟧宣布措施。",
        "⟦湖南医科大学附属湘雅医院⟧和⟦湘雅医院⟧派出医疗队。",
        "⟦全国企业兼并破产和职工再就业工作领导小组⟧召开会议。",
        "关于成立⟦第五次全国滩涂普查领导小组⟧的通知",
        "⟦国务院退伍军人和军队离休退休干部安置领导小组⟧印发意见。",
        "⟦国家教委高校学生司|国家教育委员会高校学生司⟧介绍招生情况。",
        "⟦湖南省零陵地委|中共零陵地区委员会⟧、⟦行署|零陵地区行政公署⟧作出决定。",
        "⟦交通部长江航务管理局⟧、⟦国家土地局|国家土地管理局⟧发布通告，⟦国务院纠风办公室|国务院纠正行业不正之风办公室⟧转发。",
        "⟦武警湖南总队|中国人民武装警察部队湖南省总队⟧、⟦湖南省武警总队|中国人民武装警察部队湖南省总队⟧抢险。",
    ],
)
def test_bodies_of_the_1990s(marked: str) -> None:
    check(marked, year=1996)


@pytest.mark.parametrize(
    "marked",
    [
        "只会让中国人民进一步团结起来，农民进城务工。",
        "⟦全国人大财经委|全国人民代表大会财政经济委员会⟧提出议案，⟦财经委|全国人民代表大会财政经济委员会⟧作说明。",
        "由国务院办公厅管理的国家局调整为直属机构。".replace("国务院办公厅", "⟦国务院办公厅⟧"),
        "海南要建设国际旅游消费中心和世界旅游休闲中心。",
    ],
)
def test_words_that_look_like_bodies(marked: str) -> None:
    check(marked)


def test_branch_has_the_place_in_its_name() -> None:
    (branch,) = check("⟦中国工商银行湖南省分行⟧发放贷款。")
    assert (branch.level, branch.region) == ("province", "430000")


@pytest.mark.parametrize(
    "marked",
    [
        "⟦西安安居商贸有限公司⟧和⟦中色（宁夏）机械集团有限公司⟧参展。",
        "来自⟦济南二机床集团⟧、⟦费斯托气动公司⟧的工程师交流经验。",
        "⟦万向集团⟧负责人发言，利益集团和贩毒集团受到打击。",
        "⟦首尔中央地方法院⟧开庭，⟦中德经济顾问委员会⟧开会。",
        "县人民医院和县中医院救治伤员，两家中国造船厂复工，各地的全国档案馆开放。",
        "⟦中铁十六局|中铁十六局集团有限公司⟧和⟦中铁九桥工程有限公司⟧施工。",
    ],
)
def test_borders_of_open_names(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "⟦民建中央|中国民主建国会中央委员会⟧召开大会，审议⟦第九届中央常务委员会|中国民主建国会中央常务委员会⟧报告。",
        "⟦全国人大法律委|全国人民代表大会法律委员会⟧、⟦教科文卫委|全国人民代表大会教育科学文化卫生委员会⟧汇报。",
        "⟦第31集团军|中国人民解放军第三十一集团军⟧和⟦解放军第153医院|中国人民解放军第153医院⟧派员。",
        "⟦八路军|国民革命军第八路军⟧和⟦红军|中国工农红军⟧的后人，老红军，红军小学。",
    ],
)
def test_parties_parliament_and_army(marked: str) -> None:
    check(marked, year=2015)


def test_the_sign_of_a_country_at_the_end_of_another_word_hides_no_body() -> None:
    assert [body.name for body in pipeline()("近日财政部印发通知，昨日国务院召开会议。").organisations] == [
        "财政部",
        "国务院",
    ]


@pytest.mark.parametrize(
    ("marked", "year"),
    [
        ("⟦首钢|首钢总公司⟧和⟦华为|华为技术有限公司⟧职工参观首钢园。", 1998),
        ("⟦首钢|首钢集团有限公司⟧职工慰问演出。", 2019),
        ("⟦总政宣传部|中国人民解放军总政治部宣传部⟧、⟦总后卫生部|中国人民解放军总后勤部卫生部⟧下发通知。", 1998),
        ("⟦长沙一中|长沙市第一中学⟧和⟦北京四中|北京市第四中学⟧的师生，学习党的十五届二中全会精神。", 1998),
    ],
)
def test_short_names_of_the_day(marked: str, year: int) -> None:
    check(marked, year=year)


@pytest.mark.parametrize(
    "marked",
    [
        "示范园区\n⟦文化和旅游部⟧公布名单。",
        "⟦日本政府⟧宣布，⟦国家安全保障局|日本国家安全保障局⟧开始工作。",
        "美国伊利诺伊州基诺沙市政府被起诉，佛罗里达州政府要求戴口罩。",
        "⟦泰国外交部⟧说，前总理在⟦最高法院|泰国最高法院⟧出庭。",
        "⟦光明日报社教育部⟧记者发言。",
        "全国新办企业增加，明确银行卡被盗刷银行应赔偿。",
        "⟦委内瑞拉政府⟧证实，正在古巴治病的总统不能出席⟦国会|委内瑞拉国会⟧的仪式。",
        "⟦俄罗斯国家杜马国防委员会⟧主席和⟦联邦委员会|俄罗斯联邦委员会⟧主席表态。",
    ],
)
def test_bodies_at_home_and_abroad(marked: str) -> None:
    check(marked)


def test_numbered_factories_societies_and_short_names_of_associations() -> None:
    factories = "⟦石家庄制药一厂⟧、⟦上海国棉十七厂⟧、"
    others = "⟦沈阳军区空军|中国人民解放军沈阳军区空军⟧、⟦中国粘接学会⟧和⟦四川省足协|四川省足球协会⟧。"
    check(factories + others, year=1998)


def test_borders_of_firms_units_and_bodies_abroad() -> None:
    check("⟦冠捷显示科技（北海）有限公司⟧、⟦杭州宇树科技有限公司⟧和中国的⟦小米集团⟧。", year=2025)
    check("来到⟦中国—东盟信息港股份有限公司⟧，⟦巴西国家博物馆⟧起火，⟦马里联盟党⟧获胜。", year=2018)
    check("⟦八路军一二〇师|国民革命军第八路军一二〇师⟧和⟦国民革命军第200师⟧，中美海关合作。", year=2015)
    check("审议⟦致公党第十五届中央监督委员会|中国致公党中央监督委员会⟧报告。", year=2019)
    check("⟦佛山市新市民事务办公室⟧、⟦海淀区法院民事审判一庭|北京市海淀区人民法院民事审判一庭⟧。", year=2016)


def test_missions_by_the_character_of_a_country() -> None:
    check("美国宣布制裁，35名⟦俄驻美大使馆|俄罗斯驻美国大使馆⟧官员离境。俄罗斯回应。", year=2016)


def test_governments_of_places_abroad() -> None:
    check("⟦日本冲绳县政府⟧提起诉讼，⟦伊朗伊斯兰革命卫队海军⟧和德国下一届⟦联邦政府|德国联邦政府⟧回应。", year=2017)


def test_parties_abroad_and_the_centre_that_leads() -> None:
    check("⟦印度尼西亚民主斗争党⟧、⟦老挝党中央|老挝人民革命党中央委员会⟧代表团来访，美国两党各执一词。", year=2018)
    check("在以习近平同志为核心的⟦党中央|中国共产党中央委员会⟧领导下，中央领导同志出席。", year=2018)
    check("各省区市要尽快建立全面深化改革领导小组，⟦萍乡市实验学校⟧教师参加。", year=2014)


def test_words_that_end_in_a_name() -> None:
    check("少先队员来到⟦黄冈中学⟧，南通中学号卫星在我国⟦酒泉卫星发射中心⟧升空，进入⟦土耳其领事馆⟧。", year=2023)


def test_an_international_body_after_a_country_keeps_its_name() -> None:
    check("将叙利亚⟦阿盟|阿拉伯国家联盟⟧成员国资格移交，⟦美国白宫|白宫⟧表态。", year=2013)
