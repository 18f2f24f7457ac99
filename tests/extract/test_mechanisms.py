"""Mechanisms: who set them up, who leads them, who is in them, and numbers that disagree."""

from __future__ import annotations

from datetime import date

from zhengce.extract import pipeline
from zhengce.model import Context, Document

LETTER = """国务院关于同意建立旧城改造工作部际联席会议制度的函
国函〔2014〕301号
住房城乡建设部：
你部《关于建立旧城改造工作部际联席会议制度的请示》收悉。现函复如下：
国务院同意建立由住房城乡建设部牵头的旧城改造工作部际联席会议制度。联席会议不刻制印章，不正式行文。
附件：旧城改造工作部际联席会议制度
一、主要职责
（一）研究拟订旧城改造的重大政策措施；
（二）协调解决工作中的重大问题。
二、成员单位
联席会议由住房城乡建设部、财政部、国土资源部、民政部等5个部门组成，住房城乡建设部为牵头单位。
联席会议由住房城乡建设部主要负责同志担任召集人。联席会议原则上每半年召开一次会议。"""


def read(text: str) -> Document:
    return pipeline()(text, Context(published=date(2014, 6, 3)))


def test_a_letter_of_approval_with_its_annex() -> None:
    doc = read(LETTER)
    (found,) = doc.mechanisms
    assert found.name == "旧城改造工作部际联席会议"
    assert (found.approved_by, found.lead) == ("国务院", "住房和城乡建设部")
    assert found.convenor == "住房和城乡建设部主要负责同志"
    assert found.meets == "P6M"
    assert found.functions == ["研究拟订旧城改造的重大政策措施", "协调解决工作中的重大问题"]
    assert found.rule == "mechanisms.set-up"


def test_members_in_order_with_their_full_names() -> None:
    doc = read(LETTER)
    assert [(member.position, member.member) for member in doc.members] == [
        (1, "住房和城乡建设部"),
        (2, "财政部"),
        (3, "国土资源部"),
        (4, "民政部"),
    ]
    assert LETTER[doc.members[0].start : doc.members[0].end] == "住房城乡建设部"


def test_a_stated_number_that_disagrees_with_the_list_is_reported() -> None:
    (found,) = read(LETTER).mechanisms
    assert (found.stated_members, found.listed_members) == (5, 4)


def test_news_of_a_leading_group() -> None:
    text = "为加强防旱工作，经省政府同意，6月2日成立湖南省抗旱工作领导小组，由省水利厅牵头，19个单位为成员单位。"
    doc = pipeline()(text, Context(published=date(2014, 6, 3), region="湖南省"))
    (found,) = doc.mechanisms
    assert found.name == "湖南省抗旱工作领导小组"
    assert (found.lead, found.approved_by) == ("湖南省水利厅", "湖南省人民政府")
    assert (found.stated_members, found.listed_members, found.date) == (19, None, "2014-06-02")


def test_a_mechanism_that_only_acts_is_no_row() -> None:
    assert read("国务院安全生产委员会召开全体会议，部署下半年工作。").mechanisms == []


ROSTER = """广西壮族自治区人民政府办公厅关于成立广西壮族自治区蔗糖产业发展领导小组的通知
各市人民政府：
为加强对蔗糖产业发展的领导，自治区人民政府决定成立广西壮族自治区蔗糖产业发展领导小组。现将有关事项通知如下：
一、主要职责
研究制定蔗糖产业发展政策，协调解决重大问题。
二、组成人员
组  长：陈 刚  自治区主席
副组长：刘宏武  自治区副主席
成  员：李家文  自治区财政厅厅长
        王志强  自治区糖业发展办公室主任
广西壮族自治区人民政府办公厅
2011年3月8日"""


def test_a_roster_lists_persons_and_says_who_convenes() -> None:
    doc = read(ROSTER)
    (found,) = doc.mechanisms
    assert found.convenor == "陈刚"
    assert found.approved_by == "广西壮族自治区人民政府"
    assert found.functions == ["研究制定蔗糖产业发展政策，协调解决重大问题"]
    assert found.date == "2011-03-08"
    assert [member.member for member in doc.members] == ["陈刚", "刘宏武", "李家文", "王志强"]
    assert found.listed_members == 4


def test_a_group_named_only_in_a_title_is_not_described() -> None:
    assert read("国务院扶贫开发领导小组组长汪洋13日在北京出席会议。").mechanisms == []


def test_members_by_their_leaders_and_a_convenor_by_rank() -> None:
    text = "经中央批准，成立中央水土保持工作领导小组，由王志强任组长，水利部、财政部、农业部等9个部门负责同志为成员。"
    (found,) = read(text).mechanisms
    assert (found.approved_by, found.convenor) == ("中国共产党中央委员会", "王志强")
    assert (found.stated_members, found.listed_members) == (9, 3)
