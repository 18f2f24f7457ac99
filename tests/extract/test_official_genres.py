"""Two genres across all extractors: documents of governments and news of the 1990s."""

from __future__ import annotations

from datetime import date

from zhengce.extract import pipeline
from zhengce.model import Context, Document


def read(text: str, published: date | None = None) -> Document:
    return pipeline()(text, Context(published))


REPLY = """国务院办公厅关于河口滩涂
经济技术开发区的复函
国办函〔2000〕99号
河南省人民政府：
你省《关于申办滩涂经济技术开发区的请示》（豫政文〔1999〕999号）收悉。经国务院领导同意，现函复如下：
一、同意滩涂经济技术开发区为国家级经济技术开发区。
二、要加强领导和管理。
                    国  务  院
                  二○○○年二月十三日
"""


def test_a_reply_of_the_state_council() -> None:
    doc = read(REPLY)
    assert doc.own is not None
    assert (doc.own.full_title, doc.own.number, doc.own.dated) == (
        "国务院办公厅关于河口滩涂经济技术开发区的复函",
        "国办函〔2000〕99号",
        "2000-02-13",
    )
    request = next(one for one in doc.policy_documents if one.title == "关于申办滩涂经济技术开发区的请示")
    assert (request.number, request.issuers) == ("豫政文〔1999〕999号", ["河南省人民政府"])
    acts = [(REPLY[one.start : one.end], one.modality, one.actors) for one in doc.actions]
    assert ("领导", "reported", ["国务院"]) not in acts
    assert acts[-3:] == [
        ("同意", "reported", ["国务院"]),
        ("同意", "reported", ["国务院办公厅"]),
        ("加强", "directive", []),
    ]
    assert REPLY[doc.organisations[-1].start : doc.organisations[-1].end] == "国  务  院"


def test_a_gazette_is_no_policy_document() -> None:
    assert read("国务院办公厅免费发送《国务院公报》和《湖南省人民政府公报》。").policy_documents == []


def test_news_of_a_meeting_with_foreign_guests() -> None:
    text = (
        "本报北京9月3日电 记者赵某、成某报道：国家主席江泽民今天上午会见了泰国国会主席万诺。\n"
        "江泽民说，去年国会代表团访华，今年全国人大常委会委员长李鹏也访问了泰国。他希望两国议会深化合作。\n"
        "外交部副部长王毅会见时在座。"
    )
    doc = read(text, date(1999, 9, 4))
    acts = [(text[one.start : one.end], one.actors, one.date) for one in doc.actions]
    assert acts[0] == ("会见", ["江泽民"], "1999-09-03")
    assert ("希望", ["江泽民"], None) in acts
    assert acts[-1] == ("在座", ["王毅"], None)


def test_whose_policy_a_purpose_names_does_not_act_yet() -> None:
    text = "为了认真贯彻落实党中央、国务院的决策部署，加强领导，统一指挥，国务院决定成立指挥部。日常工作由水利部承担。"
    acts = {text[one.start : one.end]: (one.actors, one.object) for one in read(text).actions}
    assert acts["加强"] == ([], "领导")
    assert acts["决定成立"] == (["国务院"], "指挥部")
    assert acts["承担"] == (["水利部"], "日常工作")


def test_appointments_decided_and_names_that_hold_a_verb() -> None:
    text = "全国人大常委会决定任命王某为教育部部长，决定免去任海深的职务。教育部长陈至立到会。"
    doc = read(text)
    acts = [(text[one.start : one.end], one.category, one.actors) for one in doc.actions]
    assert acts == [
        ("决定任命", "appoint", ["全国人民代表大会常务委员会"]),
        ("决定免去", "appoint", ["全国人民代表大会常务委员会"]),
    ]


def test_the_office_that_signs_issues_and_heads_sign_far_to_the_right() -> None:
    text = (
        "关于印发河口市困难家庭住房保障办法的通知\n\n广东省东莞市人民政府\n\n东府办[2005]942号\n\n"
        "关于印发河口市困难家庭住房保障办法的通知\n\n各镇人民政府:\n"
        "《河口市困难家庭住房保障办法》业经市人民政府同意,现印发给你们,请认真贯彻执行。\n\n"
        "东莞市人民政府办公室\n二○○五年六月二十八日\n"
    )
    doc = read(text)
    assert {one.number for one in doc.policy_documents[:3]} == {"东府办〔2005〕942号"}
    assert {tuple(one.issuers) for one in doc.policy_documents} == {("东莞市人民政府办公室",)}
    assert doc.policy_documents[0].dated == "2005-06-28"
    decree = f"鞍山市人民政府令第916号\n\n{' ' * 30}市长：李长山\n{' ' * 26}一九九四年五月十八日\n"
    assert [(one.position, one.organisation) for one in read(decree).officials] == [("市长", "鞍山市人民政府")]


def test_quoted_titles_before_a_number_and_the_number_again() -> None:
    text = "按照“国务院关于河口管理的规定”（国发[1985]908号文件）办理。除按国发[1985]908号文件要求外，须说明理由。"
    found = [(text[one.start : one.end], one.full_title, one.number) for one in read(text).policy_documents]
    work = ("国务院关于河口管理的规定", "国发〔1985〕908号")
    assert found == [("“国务院关于河口管理的规定”", *work), ("国发[1985]908号", *work), ("国发[1985]908号", *work)]


def test_a_title_broken_over_two_lines_and_the_group_of_a_place_for_a_numbered_survey() -> None:
    text = (
        "根据《\n国务院办公厅关于开展第二次全国河口抽样调查的通知》(国办发(2004)973号)精神,经省政府研究,"
        "决定成立福建省第二次全国河口抽样调查领导小组。领导小组下设办公室。\n福建省人民政府办公厅\n二○○五年四月二日\n"
    )
    doc = read(text)
    assert {one.full_title for one in doc.policy_documents} == {"国务院办公厅关于开展第二次全国河口抽样调查的通知"}
    groups = [one.name for one in doc.organisations if one.kind == "mechanism"]
    assert groups[:2] == ["福建省第二次全国河口抽样调查领导小组"] * 2


def test_the_issuer_over_the_title_of_a_decree_is_no_part_of_it() -> None:
    text = (
        "国务院河口管理条例\n\n国务院\n\n\n国务院河口管理条例\n\n中华人民共和国国务院令\n\n第927号\n\n"
        "现发布《国务院河口管理条例》，自发布之日起施行。\n\n总理李鹏\n\n1997年8月3日\n"
    )
    found = {(one.full_title, tuple(one.issuers), one.dated) for one in read(text).policy_documents}
    assert found == {("国务院河口管理条例", ("国务院",), "1997-08-03")}


def test_chapters_hold_no_actions_and_quoted_bodies_after_jiang_do_not_act() -> None:
    text = (
        "第二章 机构设置管理\n第三条 国务院设立办公厅。\n"
        "国家防总决定将“河口防汛总指挥部”更名为“河口防汛抗旱总指挥部”。会期比去年有所缩短。\n"
        "会议将于3月3日开幕，3月11日闭幕。"
    )
    doc = read(text, date(1999, 3, 1))
    acts = [(text[one.start : one.end], one.actors, one.object, one.date) for one in doc.actions]
    assert acts[0][0] == "设立"
    assert ("更名", ["国家防汛抗旱总指挥部"], "“河口防汛总指挥部”", None) in acts
    assert ("闭幕", [], "会议", "1999-03-11") in acts
    assert "1998" not in {when for *_, when in acts}


def test_a_law_under_its_issuer_and_the_office_pointed_at() -> None:
    text = (
        "广东省河口管理条例\n\n广东省人大常委会\n\n\n广东省河口管理条例\n广东省人大常委会\n\n\n"
        "(1996年9月25日广东省第八届人民代表大会常务委员会第二十四次会议通过 1996年10月14日公布施行)\n\n"
        "第一章 总则\n第一条 为了保护农民的合法权益,制定本条例。\n"
        "第二条 广东省河口领导小组办公室负责管理工作。该办公室设在省水利厅。\n"
    )
    doc = read(text)
    works = {(one.full_title, tuple(one.issuers)) for one in doc.policy_documents}
    assert works == {("广东省河口管理条例", ("广东省人民代表大会常务委员会",))}
    office = next(one for one in doc.organisations if text[one.start : one.end] == "该办公室")
    assert office.name == "广东省河口领导小组办公室"


def test_the_title_again_under_its_issuer() -> None:
    title = "关于印发《河口市文明工地管理规定》的通知"
    text = (
        f"{title}\n\n上海市建设和管理委员会\n\n\n{title}\n\n沪建建[2003]989号\n\n各区(县)建委:\n"
        "现将《河口市文明工地管理规定》印发给你们。\n上海市建设和管理委员会\n二○○三年二月二十一日\n"
    )
    found = {(one.full_title, one.number) for one in read(text).policy_documents if one.document_kind == "通知"}
    assert found == {(title, "沪建建〔2003〕989号")}


def test_a_number_that_only_names_the_body() -> None:
    found = read("各项指标严格按国务院〔1993〕938号文件规定的标准进行申报。").policy_documents
    assert [(one.number, one.issuers) for one in found] == [("国务院〔1993〕938号", ["国务院"])]
