"""Policy documents: which titles count, what short forms and numbers mean, who issued them."""

from __future__ import annotations

from datetime import date

import pytest

from zhengce.extract import pipeline
from zhengce.extract.policy_documents import PolicyDocuments
from zhengce.model import Context, PolicyDocument


def found(text: str, **context: object) -> list[PolicyDocument]:
    return pipeline()(text, Context(**context)).policy_documents  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("国务院关于加强城市供水节水工作的通知", "通知"),
        ("中华人民共和国渔业法", "法"),
        ("城市道路管理条例", "条例"),
        ("农药登记办法（试行）", "办法"),
        ("全国海洋经济发展规划（2016—2020年）", "规划"),
        ("国民经济和社会发展第十二个五年规划纲要", "纲要"),
        ("中国的粮食安全白皮书", "白皮书"),
        ("生态保护红线划定技术指南2.0", "指南"),
        ("关于修改〈专利收费办法〉的决定（草案）", "决定"),
        ("意见", "意见"),
    ],
)
def test_titles_that_count(title: str, kind: str) -> None:
    assert PolicyDocuments().kind(title) == kind


@pytest.mark.parametrize(
    "title",
    [
        "人民日报",
        "新闻1+1",
        "共产党宣言",
        "黄河大合唱",
        "工作方法",
        "法",
        "孙子兵法",
        "我的父亲母亲",
        "论基层民主制度",
        "某某思想学习纲要",
    ],
)
def test_titles_that_do_not(title: str) -> None:
    assert PolicyDocuments().kind(title) is None


def test_short_form_by_definition() -> None:
    text = "水利部印发《关于加强河湖水域岸线管护的指导意见》（以下简称《指导意见》）。《指导意见》提出八项任务。"
    assert [(text[m.start : m.end], m.full_title) for m in found(text)] == [
        ("《关于加强河湖水域岸线管护的指导意见》", "关于加强河湖水域岸线管护的指导意见"),
        ("《指导意见》", "关于加强河湖水域岸线管护的指导意见"),
        ("《指导意见》", "关于加强河湖水域岸线管护的指导意见"),
    ]


def test_short_form_by_tail_takes_the_nearest_before() -> None:
    text = "《森林防火条例》自2009年起施行。《草原防火条例》同时施行。《条例》规定了法律责任。"
    assert found(text)[-1].full_title == "草原防火条例"


def test_short_form_in_a_headline_takes_the_first_after() -> None:
    text = "《规划》描绘蓝图\n国家发展改革委公布《现代综合交通枢纽体系发展规划》。"
    assert found(text)[0].full_title == "现代综合交通枢纽体系发展规划"


def test_short_form_of_nothing_named_stays_unknown() -> None:
    assert found("《意见》要求各地抓好落实。")[0].full_title is None


def test_title_without_its_issuer_takes_the_one_with_it() -> None:
    text = "会议学习《国务院关于推进国家公园建设的意见》。《关于推进国家公园建设的意见》共六章。"
    assert [m.full_title for m in found(text)] == ["国务院关于推进国家公园建设的意见"] * 2


def test_law_without_its_country() -> None:
    text = "修订《中华人民共和国森林法》。《森林法》共九章。"
    assert found(text)[1].full_title == "中华人民共和国森林法"


def test_known_laws_take_their_country_though_the_text_never_gives_it() -> None:
    assert [m.full_title for m in found("修改《防沙治沙法》和《档案法（草案）》。《旅游办法》不变。")] == [
        "中华人民共和国防沙治沙法",
        "中华人民共和国档案法（草案）",
        "旅游办法",
    ]


def test_nested_marks_are_one_title() -> None:
    text = "《国务院关于修改〈旅行社条例〉的决定》公布。"
    assert [(m.start, m.end) for m in found(text)] == [(0, 19)]


def test_an_unclosed_mark_opens_no_title() -> None:
    assert [m.title for m in found("《关于做好防汛工作的通知\n《防洪法》规定，防洪工作实行分级负责。")] == ["防洪法"]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("国办发〔2015〕7号", "国办发〔2015〕7号"),
        ("国办发[2015]7号", "国办发〔2015〕7号"),
        ("国办发［2015］7号", "国办发〔2015〕7号"),
        ("国办发（2015）7号", "国办发〔2015〕7号"),
        ("国办发〔2015〕 07 号", "国办发〔2015〕7号"),
        ("国务院令第279号", "国务院令第279号"),
        ("主席令第二十三号", "主席令第二十三号"),
        ("中华人民共和国国务院令（第279号）", "国务院令第279号"),
        ("中华人民共和国主席令（九届第5号）", "中华人民共和国主席令第5号"),
        ("国办发„2009‟3号", "国办发〔2009〕3号"),
        ("浙政发〖1995〗12号", "浙政发〔1995〕12号"),
        ("（93）财工字第046号", "财工字〔1993〕46号"),
        ("外经贸资综函[2001]98号", "外经贸资综函〔2001〕98号"),
        ("进一步落实好乐政办发〔2005〕6号", "乐政办发〔2005〕6号"),
    ],
)
def test_numbers_in_their_spellings(written: str, number: str) -> None:
    mentions = found(f"见{written}。")
    assert [m.number for m in mentions] == [number]


def test_number_in_brackets_belongs_to_the_title_before() -> None:
    text = "落实《国务院关于加快棚户区改造工作的意见》（国发〔2013〕25号）。"
    title, number = found(text)
    assert title.number == number.number == "国发〔2013〕25号"
    assert number.full_title == title.full_title == "国务院关于加快棚户区改造工作的意见"
    assert number.issuers == ["国务院"]


def test_number_on_its_own_line_belongs_to_the_text() -> None:
    text = "国务院办公厅关于做好冬春火灾防控工作的通知\n国办发〔2011〕99号\n各省、自治区、直辖市人民政府：\n现就有关事项通知如下。"
    heading, number = found(text)
    assert text[heading.start : heading.end] == "关于做好冬春火灾防控工作的通知"
    assert number.full_title == heading.full_title == "国务院办公厅关于做好冬春火灾防控工作的通知"
    assert (number.document_kind, number.issuers) == ("通知", ["国务院办公厅"])


def test_decree_promulgates_what_follows_or_precedes() -> None:
    (decree, title) = found("国务院令第279号公布《建设工程质量管理条例》。")
    assert decree.full_title == title.full_title and title.number == "国务院令第279号"
    (title, decree) = found("《停车场管理办法》已经通过，以市政府令第35号公布。")
    assert (title.number, decree.full_title) == ("市政府令第35号", "停车场管理办法")


def test_issuers_and_date_from_the_sentence() -> None:
    text = "2014年3月5日，民政部、财政部联合印发《关于加强救灾物资储备的通知》。"
    (notice,) = found(text, published=date(2014, 3, 6))
    assert notice.issuers == ["民政部", "财政部"]
    assert notice.dated == "2014-03-05"


def test_issuers_from_the_title() -> None:
    (opinion,) = found("《中共中央 国务院关于加强耕地保护的意见》发布。")
    assert opinion.issuers == ["中国共产党中央委员会", "国务院"]


def test_states_that_conclude_a_treaty_are_no_issuers() -> None:
    (statement,) = found("双方签署《中国和老挝关于旅游合作的协定》。")
    assert statement.issuers == []


def test_what_follows_the_marks_can_say_what_a_title_is_of() -> None:
    (paper,) = found("国务院新闻办公室发表《中国的北极之路》白皮书。")
    assert (paper.full_title, paper.document_kind) == ("中国的北极之路", "白皮书")
    (report,) = found("省委书记作题为《奋力建设美丽家园》的报告。")
    assert report.document_kind == "报告"
    assert found("晚报刊登《奋力建设美丽家园》的评论。") == []


def test_a_decree_in_brackets_leaves_the_bracket_out() -> None:
    text = "根据《城市绿化条例》（国务院令第100号），制定本办法。"
    assert [text[m.start : m.end] for m in found(text)] == ["《城市绿化条例》", "国务院令第100号"]


def test_the_own_title_may_hold_another() -> None:
    text = "上海市人民政府关于印发《上海市节约用水规划》的通知\n沪府发〔2011〕99号\n各区、县人民政府：\n现印发给你们。"
    assert found(text)[-1].full_title == "上海市人民政府关于印发《上海市节约用水规划》的通知"


HEADED = """国务院办公厅转发水利部、
国家计委关于加强滩涂管理意见的通知
国办发〔1995〕88号
各省、自治区、直辖市人民政府：
水利部、国家计委《关于加强滩涂管理的意见》已经国务院同意，现转发给你们。
国务院办公厅
一九九五年九月一日
"""


def test_a_title_over_several_lines_is_that_of_the_text() -> None:
    heading, number, opinion = found(HEADED)
    assert HEADED[heading.start : heading.end] == "转发水利部、\n国家计委关于加强滩涂管理意见的通知"
    assert heading.dated == number.dated == "1995-09-01"
    assert number.full_title == "国务院办公厅转发水利部、国家计委关于加强滩涂管理意见的通知"
    assert (number.number, number.document_kind, number.issuers) == ("国办发〔1995〕88号", "通知", ["国务院办公厅"])
    assert opinion.issuers == ["水利部", "国家计划委员会"]


def test_issuers_from_the_lines_around_a_title_and_the_date_from_the_signature() -> None:
    text = (
        "关于印发滩涂巡查办法的通知\n\n水利部、国家测绘局\n\n水管〔1999〕31号\n\n各省、自治区、直辖市水利厅（局）：\n现将《滩涂巡查办法》印发给你们，请遵照执行。\n"
        "一九九九年五月七日\n\n滩涂巡查办法\n第一条 滩涂巡查由省级部门组织。\n"
    )
    heading, number, rules, annexed = found(text)
    assert heading.issuers == number.issuers == rules.issuers == ["水利部", "国家测绘局"]
    assert heading.dated == number.dated == "1999-05-07"
    assert (annexed.full_title, text[annexed.start : annexed.end]) == ("滩涂巡查办法", "滩涂巡查办法")


def test_a_decree_of_a_city_gives_its_law_issuer_and_date() -> None:
    text = "乐山市人民政府令第9号\n《乐山市滩涂管理办法》业经1996年3月4日市政府常务会议通过，现予发布。\n市长：赵某\n一九九六年三月八日\n"
    decree, rules = found(text)
    assert decree.issuers == rules.issuers == ["乐山市人民政府"]
    assert decree.dated == rules.dated == "1996-03-08"


def test_an_annexed_request_has_its_own_number_and_date() -> None:
    text = (
        "国务院批转水利部关于滩涂管理请示的通知\n国发〔1991〕7号\n各省、自治区、直辖市人民政府：\n国务院同意水利部的请示，现转发给你们。\n国务院\n"
        "一九九一年二月三日\n附件\n关于滩涂管理的请示\n水政〔1990〕15号\n国务院：\n现将情况报告如下。\n水利部\n一九九〇年十二月一日\n"
    )
    assert [(m.full_title, m.number, m.issuers, m.dated) for m in found(text)] == 2 * [
        ("国务院批转水利部关于滩涂管理请示的通知", "国发〔1991〕7号", ["国务院"], "1991-02-03")
    ] + 2 * [("关于滩涂管理的请示", "水政〔1990〕15号", ["水利部"], "1990-12-01")]


def test_a_title_in_spaced_letters() -> None:
    text = "国 务 院 关 于 清 理\n滩涂承包合同的通知\n国函〔1994〕8号\n各省、自治区、直辖市人民政府：\n"
    assert found(text)[-1].full_title == "国务院关于清理滩涂承包合同的通知"


def test_the_addressee_wrote_what_is_called_yours() -> None:
    text = "国务院关于湖南省滩涂规划的批复\n国函〔1996〕98号\n湖南省人民政府、水利部：\n你省《关于报请审批滩涂规划的请示》（湘政〔1995〕70号）收悉。"
    _, _, request, number = found(text, published=date(1996, 9, 9))
    assert request.issuers == number.issuers == ["湖南省人民政府"]
    assert request.number == "湘政〔1995〕70号"


def test_a_decree_at_the_head_promulgates_the_first_title() -> None:
    text = (
        "中华人民共和国国务院令\n第 199 号\n《滩涂管理条例》已经国务院第30次常务会议通过，现予发布，自发布之日起施行。"
    )
    decree, regulation = found(text)
    assert decree.number == regulation.number == "国务院令第199号"
    assert decree.full_title == "滩涂管理条例" and regulation.issuers == ["国务院"]


def test_a_decree_counted_first_is_a_mention_with_its_title() -> None:
    text = "总理签署第701号国务院令，公布《滩涂管理条例》。主席签署第9号主席令。"
    assert [(m.number, m.full_title) for m in found(text)] == [("国务院令第701号", "滩涂管理条例")] * 2


def test_known_prefixes_are_cut_out_of_what_runs_into_them() -> None:
    text = "请按国发〔1993〕79号文件和国办发〔1992〕12号执行，国务院国发〔1986〕97号同时废止。"
    assert [text[m.start : m.end] for m in found(text)] == [
        "国发〔1993〕79号",
        "国办发〔1992〕12号",
        "国发〔1986〕97号",
    ]


def test_short_form_of_what_a_plenary_session_adopted() -> None:
    text = "宣讲团成员围绕党的十八届四中全会《决定》作了报告。"
    (decision,) = found(text, published=date(2014, 11, 3))
    assert decision.full_title == "中共中央关于全面推进依法治国若干重大问题的决定"
    assert decision.issuers == ["中国共产党中央委员会"]


def test_short_form_of_a_document_without_marks() -> None:
    text = "水利部发布了关于加强滩涂管理的指导意见。《意见》要求，各地摸清底数。"
    (opinion,) = found(text)
    assert (opinion.full_title, opinion.issuers) == ("关于加强滩涂管理的指导意见", ["水利部"])


def test_the_headline_decides_between_documents() -> None:
    text = "《滩涂管理条例》施行一年，《湿地保护条例》同步修改。《条例》共六章。"
    assert found(text, title="《滩涂管理条例》实施见成效")[-1].full_title == "滩涂管理条例"
    assert found(text)[-1].full_title == "湿地保护条例"


def test_issuers_hold_for_a_list_of_titles_and_over_dates() -> None:
    text = "水利部、财政部今天（5月6日）印发《滩涂保护规划》和《滩涂资金管理办法》，依据是《国务院关于湿地的意见》。"
    first, second, third = found(text, published=date(2021, 5, 6))
    assert first.issuers == second.issuers == ["水利部", "财政部"]
    assert first.dated == second.dated == "2021-05-06"
    assert third.issuers == ["国务院"]


def test_issuers_behind_the_title_and_by_what_met() -> None:
    (rules,) = found("《滩涂巡查规范》由水利部、自然资源部等三部门联合印发。")
    assert rules.issuers == ["水利部", "自然资源部"]
    (law,) = found("十二届全国人大三次会议今天闭幕。会议表决通过了《中华人民共和国滩涂法》。")
    assert law.issuers == ["全国人民代表大会"]
    (law,) = found("《中华人民共和国滩涂法》已由第十二届全国人民代表大会常务委员会第二次会议通过。")
    assert law.issuers == ["全国人民代表大会常务委员会"]
    (draft,) = found("国务院常务会议召开，会议通过《中华人民共和国滩涂法（草案）》。")
    assert draft.issuers == []
    (report,) = found("《最高人民法院工作报告》受到好评。")
    assert report.issuers == ["最高人民法院"]


def test_the_number_line_may_hold_the_day_and_a_body_stands_before_a_number() -> None:
    text = "国务院关于滩涂保护的通知\n国发〔1998〕68号 1998年8月18日\n各省：\n见国务院办公厅国办发〔1996〕1号。"
    _, own, other = found(text)
    assert (own.full_title, own.dated) == ("国务院关于滩涂保护的通知", "1998-08-18")
    assert (text[other.start : other.end], other.number) == ("国办发〔1996〕1号", "国办发〔1996〕1号")


def test_a_dateline_is_no_part_of_a_title() -> None:
    text = "水利部关于滩涂保护的决定\n新华社北京3月16日电 水利部关于滩涂保护的决定\n（1998年3月16日通过）\n根据有关规定，决定如下。"
    assert found(text)[0].title == "水利部关于滩涂保护的决定"


def test_brackets_and_versions_of_a_title() -> None:
    one, same, other = found("水利部公布了《滩涂目录(2018年版)》。新的《滩涂目录（2018年版）》比《目录（试点版）》短。")
    assert (one.full_title, same.full_title, other.full_title) == ("滩涂目录(2018年版)", "滩涂目录（2018年版）", None)
    assert one.issuers == same.issuers == ["水利部"]


def test_bodies_of_a_title_by_their_full_names() -> None:
    (notice,) = found("落实《中共乐山市委 乐山市人民政府关于印发〈滩涂办法〉的通知》。")
    assert notice.issuers == ["中共乐山市委员会", "乐山市人民政府"]
    (notice,) = found("落实《四川省水利厅、财政厅关于滩涂的通知》。")
    assert notice.issuers == ["四川省水利厅", "四川省财政厅"]


def test_the_day_of_adoption_under_a_title_and_a_day_with_its_body_date_the_document() -> None:
    text = "水利部关于滩涂保护的决定\n（1998年3月16日部务会议通过）\n根据有关规定，决定如下。\n"
    assert found(text)[0].dated == "1998-03-16"
    text = (
        "水利部关于下发《滩涂规定》的通知\n1993年11月2日，水利部\n通知\n各省水利厅：\n现将《滩涂规定》印发给你们。\n"
        "附件：水利部关于滩涂\n若干问题的规定\n规定\n"
    )
    heading, *_, annexed = found(text)
    assert heading.dated == "1993-11-02"
    assert annexed.full_title == "水利部关于滩涂若干问题的规定"


def test_the_number_of_a_decree_on_the_line_below() -> None:
    text = "中华人民共和国国务院令\n\n第２２７号\n\n现发布《滩涂设置管理条例》，自发布之日起施行。\n总理 李鹏\n1997年8月3日"
    number, title = found(text)
    assert (text[number.start : number.end], number.number) == ("第２２７号", "国务院令第227号")
    assert (title.full_title, title.issuers, title.dated) == ("滩涂设置管理条例", ["国务院"], "1997-08-03")


def test_a_known_title_with_its_years() -> None:
    plan, draft = found("《乡村振兴战略规划（2018－2022年）》提出，《居住证暂行条例（草案）》要点。")
    assert plan.issuers == ["中国共产党中央委员会", "国务院"]
    assert draft.issuers == []


def test_the_name_of_a_rule_beside_its_decree_and_those_who_sign_it() -> None:
    text = (
        "乐山市滩涂拍卖实施办法\n乐山市人民政府令第101号\n2002年3月29日市人民政府第5次常务会议通过，现予发布。\n"
        "2002年3月29日\n第一条 为了规范滩涂拍卖，制定本办法。\n"
    )
    name, decree = found(text)
    assert name.full_title == decree.full_title == "乐山市滩涂拍卖实施办法"
    assert (name.issuers, name.number, name.dated) == (["乐山市人民政府"], "乐山市人民政府令第101号", "2002-03-29")
    text = (
        "滩涂建设管理规定\n《滩涂建设管理规定》经建设部、公安部批准，现予发布。\n"
        "建设部部长 侯长江\n公安部部长 陶大军\n一九九六年一月五日\n第一条 本规定适用于滩涂。\n"
    )
    assert [(one.issuers, one.dated) for one in found(text)] == [(["建设部", "公安部"], "1996-01-05")] * 2


def test_the_body_that_announced_a_document_without_a_title() -> None:
    (notice,) = found("水利部、自然资源部近日联合发出通知，要求学习滩涂知识。\n《通知》说，滩涂很重要。")
    assert (notice.full_title, notice.issuers) == (None, ["水利部", "自然资源部"])


def test_the_place_between_body_and_verb() -> None:
    (opinion,) = found("水利部、民政部今天在北京联合发布《滩涂意见》。", published=date(2016, 4, 7))
    assert (opinion.issuers, opinion.dated) == (["水利部", "民政部"], "2016-04-07")


def test_a_legislature_under_a_title_is_its_issuer() -> None:
    text = (
        "乐山市滩涂管理办法\n（1996年8月23日乐山市第十一届人民代表大会常务委员会第二十六次会议通过 "
        "1996年9月28日四川省第八届人民代表大会常务委员会第二十三次会议批准）\n第一条 本办法适用于滩涂。\n"
    )
    (rules,) = found(text)
    assert (rules.full_title, rules.issuers, rules.dated) == (
        "乐山市滩涂管理办法",
        ["乐山市人民代表大会常务委员会"],
        "1996-08-23",
    )


def test_your_request_of_a_day() -> None:
    text = "国务院关于设立市的批复\n国函〔1994〕5号\n江苏省人民政府：\n你省1993年12月18日上报的《关于撤销滩涂县的请示》收悉。"
    *_, request = found(text)
    assert request.issuers == ["江苏省人民政府"]


def test_the_constitution_by_its_name_alone() -> None:
    (constitution,) = found("大会通过了《宪法》。")
    assert (constitution.full_title, constitution.document_kind) == ("中华人民共和国宪法", "宪法")


def test_a_notice_between_body_and_verb_and_outlines_of_the_five_year_plans() -> None:
    rules, outline = found("9月20日，水利部发布公告，公布《滩涂条例》。《“十三五”规划纲要》已经完成。")
    assert rules.issuers == ["水利部"]
    assert outline.full_title == "中华人民共和国国民经济和社会发展第十三个五年规划纲要"


@pytest.mark.parametrize("marks", ["()", "〔〕", "[]"])
def test_the_own_title_with_other_brackets(marks: str) -> None:
    left, right = marks
    title = f"水利部关于做好防汛{left}抗旱{right}工作的通知"
    doc = pipeline()(f"{title}\n水资源〔2016〕21号\n各司局：\n请认真执行。", Context())
    assert doc.own is not None
    assert (doc.own.full_title, doc.own.number, doc.own.issuers) == (title, "水资源〔2016〕21号", ["水利部"])


@pytest.mark.parametrize(("year", "issuers"), [(2005, []), (2016, ["住房和城乡建设部"])])
def test_a_prefix_is_its_issuers_from_a_year_on(year: int, issuers: list[str]) -> None:
    (number,) = found(f"详见建城〔{year}〕77号文件。")
    assert number.issuers == issuers


def test_a_title_that_ends_another_is_a_document_of_its_own() -> None:
    doc = pipeline()("农业部发布《渔业发展“十三五”规划》和《远洋渔业发展“十三五”规划》。", Context())
    assert [one.full_title for one in doc.policy_documents] == ["渔业发展“十三五”规划", "远洋渔业发展“十三五”规划"]
