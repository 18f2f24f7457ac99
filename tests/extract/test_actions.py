"""Policy actions: exact triggers, values and what carries over, on sentences in the manner of the real thing."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengce.extract import pipeline
from zhengce.extract.actions.predicates import CATEGORIES, VERB, lexicon
from zhengce.model import Action, Context

PUBLISHED = Context(date(2019, 5, 20))


def actions(text: str, context: Context = PUBLISHED) -> list[Action]:
    return pipeline()(text, context).actions


def triggers(text: str) -> list[str]:
    return [text[one.start : one.end] for one in actions(text)]


def told(text: str) -> list[tuple[str, str, str, list[str], str | None]]:
    return [(text[one.start : one.end], one.category, one.modality, one.actors, one.object) for one in actions(text)]


def test_the_lexicon_is_wide_and_sound() -> None:
    predicates = [entry for entry in lexicon().table.values() if entry.kind == VERB]
    assert len(predicates) >= 600
    assert {entry.category for entry in predicates} <= set(CATEGORIES)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("要健全和落实值班制度。", ["健全", "落实"]),
        ("要督促、检查整改工作的落实。", ["督促", "检查"]),
        ("要督促各地深入贯彻落实会议精神。", ["督促", "贯彻落实"]),
        ("要研究制定补贴办法，组织开展技能培训。", ["研究制定", "组织开展"]),
        ("要加快建设现代化港口。", ["加快建设"]),
        ("要不断完善服务体系，严厉打击走私。", ["完善", "打击"]),
        ("通过发展特色产业增加农民收入。", ["发展", "增加"]),
        ("要抓好秋收，把责任落到实处。", ["抓好", "落到实处"]),
        ("要做大做强主导产业。", ["做大做强"]),
    ],
)
def test_verbs_written_solid_are_one_trigger_and_joined_verbs_several(text: str, wanted: list[str]) -> None:
    assert triggers(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "经批准的项目优先用地。",
        "政策的落实离不开群众。",
        "这是加强基层治理的重要举措。",
        "随着改革的深入，市场活力明显增强。",
        "《关于促进就业的指导意见》全文如下。",
        "人民生活水平提高，就业增长百分之三。",
        "村民们忙着修建果园。",
        "提供虚假材料的，五年内无效。",
        "推进长江保护是重大国家战略。",
    ],
)
def test_nouns_attributes_titles_states_and_private_people_are_no_actions(text: str) -> None:
    assert triggers(text) == []


@pytest.mark.parametrize(
    ("text", "trigger", "category"),
    [
        ("要开展专题调研。", "开展", "inspect"),
        ("国务院对防汛工作作出部署。", "作出", "instruct"),
        ("联席会议向国务院提出建议。", "提出", "report"),
        ("对违规单位予以处罚。", "予以", "enforce"),
        ("李明发表讲话。", "发表", "state"),
        ("要解决群众吃饭困难。", "解决", "serve"),
        ("要解决突出问题。", "解决", "improve"),
    ],
)
def test_the_noun_decides_the_category_of_a_light_verb(text: str, trigger: str, category: str) -> None:
    text = text.replace("李明", "民政部部长李明")
    found = [(text[one.start : one.end], one.category) for one in actions(text)]
    assert (trigger, category) in found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("要加强安全管理、隐患排查和应急救援。", "安全管理、隐患排查和应急救援"),
        ("要健全政府主导、社会参与的养老服务体系，", "政府主导、社会参与的养老服务体系"),
        ("要把防汛抗旱作为重点任务。", "防汛抗旱"),
        ("要对农村危房改造作出安排。", "农村危房改造"),
        ("要及时通报工作进展情况等。", "工作进展情况"),
        ("民政部出席了会议。", "会议"),
        ("省级预案由省政府制定。", "省级预案"),
        ("全国节水大会在京召开。", "全国节水大会"),
        ("要加强对基层的指导，", "对基层的指导"),
    ],
)
def test_objects_reach_to_the_end_of_what_the_verb_governs(text: str, wanted: str) -> None:
    assert actions(text)[0].object == wanted


def test_predicates_joined_directly_share_their_object() -> None:
    assert [one.object for one in actions("要健全和落实值班制度。")] == ["值班制度", "值班制度"]


def test_actors_are_full_names_and_never_the_generic() -> None:
    assert actions("中宣部、教育部联合印发通知。")[0].actors == ["中共中央宣传部", "教育部"]
    assert actions("民政部有关负责同志介绍了情况。")[0].actors == ["民政部"]
    assert actions("各级政府要加强领导。")[0].actors == []
    assert actions("有关部门联合开展检查。")[0].actors == []


def test_a_subject_goes_on_through_its_sentence_only() -> None:
    found = actions("民政部印发通知，部署冬季救助，安排专项资金。随后召开座谈会。")
    assert [one.actors for one in found][:1] == [["民政部"]]
    assert found[-1].actors == []


def test_prepositions_name_doers_and_themes() -> None:
    approval, *_ = actions("经国务院同意，现将实施方案印发你们。")
    assert (approval.category, approval.actors) == ("adopt", ["国务院"])
    assert actions("对教育部提出的意见，要认真研究。")[-1].actors == []
    assert actions("联席会议由民政部主持。")[0].actors == ["民政部"]


def test_speech_gives_directives_their_speaker_until_it_ends() -> None:
    text = "会议指出，要加强监管，完善制度。各地要落实责任。\n财政部日前印发通知。"
    found = {text[one.start : one.end]: one for one in actions(text)}
    assert (found["指出"].category, found["指出"].modality, found["指出"].object) == ("state", "reported", None)
    assert [(found[word].modality, found[word].speaker) for word in ("加强", "完善", "落实")] == [
        ("directive", "会议")
    ] * 3
    assert (found["印发"].modality, found["印发"].speaker) == ("reported", None)


def test_what_is_said_without_a_modal_but_with_its_own_subject_is_reported() -> None:
    text = "会议指出，国务院去年印发了规划。"
    assert actions(text)[-1].modality == "reported"


def test_bodies_with_a_space_between_them_act_together() -> None:
    assert told("民政部 财政部印发《救灾资金管理办法》")[0][3] == ["民政部", "财政部"]


def test_what_a_named_body_does_after_a_demand_is_done() -> None:
    found = {one[0]: one[2] for one in told("国务院要求各地健全值班制度。民政部召开会议。各地要加强巡查。")}
    assert found == {"要求": "reported", "健全": "directive", "召开": "reported", "加强": "directive"}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("财政部将扩大试点范围。", "planned"),
        ("商务部拟修订管理办法。", "planned"),
        ("双方愿深化务实合作。", "planned"),
        ("各地必须落实责任。", "directive"),
        ("企业不得拖欠工资。", "directive"),
        ("财政部已下达补助资金。", "reported"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert actions(text)[0].modality == modality


def test_demands_take_their_content_as_object() -> None:
    first, *rest = actions("民政部要求各地做好救助，确保群众温暖过冬。")
    assert (first.category, first.object) == ("instruct", "各地做好救助，确保群众温暖过冬")
    assert {one.modality for one in rest} == {"directive"}


def test_a_notice_directs_by_its_numbered_items() -> None:
    text = (
        "国务院办公厅关于做好秋粮收购的通知\n各省人民政府：\n现就有关事项通知如下：\n"
        "一、落实收购资金。各地要抓紧落实资金，严禁打白条。\n二、加强监督检查。有关部门开展联合检查。\n"
    )
    found = actions(text, Context())
    items = [one for one in found if one.start > text.index("一、")]
    assert [text[one.start : one.end] for one in items] == ["落实", "落实", "严禁", "加强", "开展"]
    assert {one.modality for one in items} == {"directive"}
    assert all(one.speaker is None for one in found)


def test_a_duty_is_a_directive_to_the_body_that_has_it() -> None:
    found = actions("民政部的主要职责是拟订民政事业发展规划，监督社会组织。")
    assert [(one.modality, one.actors) for one in found] == [("directive", ["民政部"])] * 2


def test_dates_places_documents_and_clauses() -> None:
    text = "5月6日，财政部在北京召开会议，印发《预算管理办法》。"
    first, second = actions(text)
    assert (first.date, first.place, first.clause) == ("2019-05-06", "北京", "财政部在北京召开会议")
    assert (second.date, second.policy_document) == ("2019-05-06", "预算管理办法")


def test_coming_into_force_is_planned_or_reported_by_its_date() -> None:
    later = actions("新条例自2019年9月1日起施行。")[0]
    before = actions("新条例自2018年9月1日起施行。")[0]
    assert [(one.modality, one.actors, one.object, one.date) for one in (later, before)] == [
        ("planned", [], "新条例", "2019-09-01"),
        ("reported", [], "新条例", "2018-09-01"),
    ]


def test_actions_come_in_order_without_overlap() -> None:
    text = "会议强调，要加强监管、完善制度，督促企业落实责任，把问题解决在基层。"
    found = actions(text)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(alphabet="要加强落实的、，。和对把将国务院会议指出工作开展《》（）“”\n一1 ", max_size=80))
def test_any_text_gives_sound_actions(text: str) -> None:
    for one in actions(text):
        assert 0 <= one.start < one.end <= len(text)
        assert one.category in CATEGORIES
        assert one.modality in ("reported", "directive", "planned")
        assert one.object is None or one.object.strip() == one.object != ""


@pytest.mark.parametrize("unit", ["要加强", "、", "（", "“", "的", "加强，", "对", "1", "会议指出"])
def test_hostile_repetition_is_read_to_its_end(unit: str) -> None:
    text = unit * 3000
    assert all(one.end <= len(text) for one in actions(text))


NOTICE = """水利部关于印发《滩涂巡查办法》的通知
水政〔1997〕12号
各省、自治区、直辖市水利厅（局）：
《滩涂巡查办法》已经1997年2月6日部务会议通过，现印发给你们，请遵照执行。
一、经国务院批准，成立国家滩涂委员会。
二、国务院发布的《滩涂暂行规定》同时废止。
水利部
一九九七年三月五日
滩涂巡查办法
第一条 为了加强滩涂巡查工作，制定本办法。
第二条 本办法自1997年5月1日起施行。
"""


def test_a_notice_speaks_for_its_issuer() -> None:
    found = {NOTICE[one.start : one.end]: one for one in actions(NOTICE, Context())}
    assert "印发" in found and NOTICE.index("现印发") + 1 == found["印发"].start  # not that of the title
    facts = [(word, one.modality, one.actors, one.object, one.policy_document) for word, one in found.items()]
    assert [fact for fact in facts if fact[0] not in ("加强", "遵照执行")] == [
        ("通过", "reported", ["部务会议"], "《滩涂巡查办法》", "滩涂巡查办法"),
        ("印发", "reported", ["水利部"], "《滩涂巡查办法》", "滩涂巡查办法"),
        ("批准", "reported", ["国务院"], None, None),
        ("成立", "reported", [], "国家滩涂委员会", None),
        ("废止", "directive", [], "国务院发布的《滩涂暂行规定》", "滩涂暂行规定"),
        ("制定", "reported", ["水利部"], "本办法", "滩涂巡查办法"),
        ("施行", "planned", [], "本办法", "滩涂巡查办法"),
    ]


def test_what_a_notice_tells_in_its_opening_has_the_object_before_it() -> None:
    assert told("现将有关事项通知如下：")[0][-1] == "有关事项"
    (issued,) = actions("现将《滩涂巡查办法》印发给你们。")
    assert (issued.object, issued.policy_document) == ("《滩涂巡查办法》", "滩涂巡查办法")


def test_who_appoints_is_told_once_for_a_list() -> None:
    text = "国务院1998年4月3日任免国家工作人员：\n任命赵丰年为水利部副部长；免去钱大同的水利部副部长职务。\n任命孙立为中国气象局局长。"
    appointed = [one for one in actions(text, Context(date(1998, 4, 5))) if text[one.start : one.end] != "任免"]
    assert [(one.category, one.actors, one.date) for one in appointed] == [("appoint", ["国务院"], "1998-04-03")] * 3


def test_definitions_hold_no_actions() -> None:
    text = "第二条 本办法所称滩涂基金是指由政府筹集，用于保护滩涂、补贴渔民的资金。\n第三条 各地应当加强滩涂管理。"
    assert triggers("滩涂办法\n" + text) == ["加强"]


def test_a_meeting_told_with_its_day_and_number() -> None:
    text = "《滩涂办法》已经2007年11月9日省人民政府第102次常务会议通过，现予以公布。"
    adopted, issued = actions(text, Context(date(2007, 11, 10), region="湖南省"))
    assert (adopted.actors, adopted.object) == (["省人民政府第102次常务会议"], "《滩涂办法》")
    assert (issued.object, issued.policy_document) == ("《滩涂办法》", "滩涂办法")


def test_what_is_talked_about_is_no_place() -> None:
    assert [one.place for one in actions("双方在台湾问题上坚持原则立场，表示赞赏。")] == [None, None]


def test_a_notice_opens_with_what_it_is_about() -> None:
    assert triggers("经省政府同意，现就加强普通高等学校毕业生就业工作有关问题通知如下：") == ["同意", "通知"]


def test_verbs_in_names_and_before_dates_are_none() -> None:
    text = "上海市建设工程文明施工管理领导小组办公室负责文明工地的评选工作。"
    assert told(text) == [
        ("负责", "implement", "reported", ["上海市建设工程文明施工管理领导小组办公室"], "文明工地的评选工作")
    ]
    assert triggers("颁布日期：20020329  实施日期：20020401") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("这些种子在集市上公开销售。", []),
        ("要公开、发布检测信息。", ["公开", "发布"]),
        ("在村党支部引领下，合作社越办越好。", []),
        ("全年抢救成功率达到九成。", []),
        ("高质量发展是对各项工作的总要求。", []),
        ("建成联网平台，是全省今年的重点工程。", []),
        ("参加仪式的代表在广场上肃立。", []),
        ("党的二十大召开以来，全省面貌一新。", []),
        ("条例旨在规范市场秩序，保护各方权益。", []),
        ("省政府会见了由王强率领的代表团。", ["会见"]),
        ("党中央团结带领各族人民攻坚克难。", ["团结带领"]),
        ("省长看望慰问了受灾群众。", ["看望慰问"]),
        ("会议强调指出，要保障供应。", ["强调指出", "保障"]),
        ("要把教育摆在优先位置。", ["摆"]),
        ("要把创新作为引领发展的动力。", ["作为"]),
        ("要坚持统一规划，分类指导，分步实施的原则，做好移民安置。", ["坚持", "做好"]),
        ("做好房屋的重建、维修和加固。", ["做好"]),
        ("自本通知下发之日起，各地停止审批。", ["停止"]),
        ("在当前形势下讨论这一问题十分必要。", []),
        ("双方创造性地走出了一条合作之路。", []),
        ("省政府从夯实基础、完善功能等多个方面提出17条意见。", ["提出"]),
        ("全市加大力度保护耕地。", ["加大", "保护"]),
        ("庆祝教师节和先进工作者表彰大会在人民大会堂举行。", ["举行"]),
        ("采购人不得设置不合理条件。", ["不得"]),
    ],
)
def test_phrases_that_only_seem_to_act_and_predicates_that_seem_not_to(text: str, wanted: list[str]) -> None:
    assert triggers(text) == wanted


def test_who_says_it_when_speech_quotes_speech_and_goes_on() -> None:
    text = "李明指出，前年王强总理在讲话中提出，要办好大学。我们要弘扬科学精神。希望双方加强合作。各方要保持沟通。"
    said = {text[one.start : one.end]: one.speaker for one in actions(text)}
    assert said["弘扬"] == said["加强"] == said["保持"] == "李明"


def test_what_is_told_in_a_phrase_of_time_is_done_by_whom_the_next_clause_names() -> None:
    assert told("在听取代表发言后，李明强调了三点意见。")[0][3] == ["李明"]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("会议由省委常委、省委党校校长王志强主持。", ["王志强"]),
        ("国务院各有关部门要转变职能。", []),
        ("财政部有关负责人介绍了情况。", ["财政部"]),
        ("中方愿同联合国机构一道，推进能源合作。", []),
        ("实施细则由财政部商民政部制定。", ["财政部"]),
    ],
)
def test_doers_by_title_parts_and_partners(text: str, actors: list[str]) -> None:
    assert told(text)[-1][3] == actors


def test_the_bodies_of_a_letter_by_you_and_we() -> None:
    text = (
        "国务院关于设立示范区的批复\n国函〔1998〕12号\n河南省人民政府，海关总署：\n现批复如下：\n"
        "一、所需资金由你省自行解决。\n二、请你省切实加强领导。\n国务院\n一九九八年三月二日\n"
    )
    found = {text[one.start : one.end]: one for one in actions(text, Context())}
    assert (found["解决"].actors, found["解决"].object) == (["河南省人民政府"], "所需资金")
    assert (found["加强"].actors, found["加强"].modality) == (["河南省人民政府"], "directive")


def test_items_keep_the_modality_of_the_first() -> None:
    text = "李明提出四点倡议：一是坚持互信，加强对话。中方愿开展交流。二是深化改革，扩大开放。"
    modality = {text[one.start : one.end]: one.modality for one in actions(text)}
    assert modality["开展"] == "planned"
    assert modality["坚持"] == modality["深化"] == "directive"


def test_since_a_meeting_dates_nothing() -> None:
    assert [one.date for one in actions("2000年全国水土保持会议以来，各地认真开展生态修复。")] == [None]


def test_set_phrases_of_notices() -> None:
    consent, _, done = actions("经商财政部同意，现将《滩涂办法》印发给你们，希认真贯彻执行。", Context())
    assert consent.actors == ["财政部"]
    assert (done.category, done.modality, done.actors) == ("implement", "directive", [])
    assert triggers("滩涂预案\n1.1 编制目的\n1.2 编制依据\n公路受法律保护。") == []


def test_a_text_may_end_with_a_name() -> None:
    text = "会见时在座的有民政部部长张建国"
    assert pipeline()(text).officials[0].person == "张建国"
    assert triggers(text) == []


def test_ministers_without_a_name_and_those_who_are_only_named() -> None:
    assert triggers("巴西外交部长表示，要加强合作。") == ["表示", "加强"]
    assert told("习近平主席特使、环境保护部部长陈吉宁出席了就职仪式。")[0][3] == ["陈吉宁"]
    assert "当选" not in triggers("秘鲁当选总统库琴斯基在国会宣誓就职。")
    assert told("乌克兰政府宣布暂停签署协定。")[1][3] == ["乌克兰政府"]


def test_what_is_promised_and_what_is_made_a_task() -> None:
    assert told("欧盟承诺取消对工业品的关税，并为农产品提供优惠。")[1:] == [
        ("取消", "amend", "planned", ["欧洲联盟"], "对工业品的关税"),
        ("提供", "serve", "planned", ["欧洲联盟"], "优惠"),
    ]
    text = "李明指出，要把深入学习习近平总书记重要思想，作为工作的首要任务。"
    assert told(text)[1][3:] == ([], "深入学习习近平总书记重要思想")
    assert triggers("建设难度大。") == triggers("成立不到两个月，企业很多。") == []


def test_whom_one_receives_and_what_one_congratulates_on() -> None:
    assert told("李强总理在北京会见出席论坛的境外代表。") == [
        ("会见", "convene", "reported", ["李强"], "出席论坛的境外代表")
    ]
    assert triggers("李强总理祝贺中意机制性会议首次召开。") == ["祝贺"]
    text = "李明表示，已就坠毁原因立案调查。"
    assert [one.modality for one in actions(text)] == ["reported", "reported"]


def test_what_a_meeting_does_beside_deciding_is_done() -> None:
    text = "李克强总理主持召开国务院常务会议，决定在沿海设立试验区，部署加强物价工作；通过《价格条例》。"
    modality = {text[one.start : one.end]: (one.modality, one.actors) for one in actions(text)}
    assert modality["设立"][0] == "planned"
    assert modality["部署"] == modality["通过"] == ("reported", ["李克强"])
    text = "李克强总理主持召开国务院常务会议，部署做好粮食收储工作，研究决定完善农产品价格调控机制，确定产业转移的政策措施。"
    assert [one.modality for one in actions(text)] == ["reported", "reported", "directive", "reported", "reported"]
    text = "会议确定改革重点工作：(一)取消审批事项。严控行政许可。"
    assert {one.modality for one in actions(text)[1:]} == {"directive"}


def test_text_without_marks_is_told_around_its_predicates() -> None:
    found = actions("他说" * 1000)
    assert len(found) > 100
    assert all(one.clause is not None and len(one.clause) <= 202 for one in found)
