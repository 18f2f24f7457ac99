"""Restoration as a whole: glosses, script, widths, residue, offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengce.restore import Edit, restore
from zhengce.restore.diff import Segment, segments


def test_a_glossed_page() -> None:
    restored = restore("市政府網(wǎng)站發(fā)布通知,要求加強(qiáng)監(jiān)督(含抽查)。")
    assert restored.text == "市政府网站发布通知，要求加强监督（含抽查）。"
    assert restored.script == "Hant"
    assert restored.repairs == {"gloss": 4, "script": 4, "width": 3}
    assert restored.alignment.source(3, 4) == (3, 10)


@pytest.mark.parametrize(
    "text",
    [
        "“行(xíng)走”的“行”读xíng。",
        "世贸组织总干事介绍WTO(世贸组织)改革，函数G(x)有解。",
        "该字读作(shì)。",
        "市政府召开常务会议，研究部署防汛工作。\n会议强调，要压实责任。",
        "　　新华社北京４月电",
    ],
)
def test_clean_text_keeps_its_length(text: str) -> None:
    restored = restore(text)
    assert len(restored.text) == len(text)
    assert restored.alignment.blocks == ()
    assert set(restored.repairs) <= {"width"}
    assert restored.script == "Hans"


def test_radicals_of_text_copied_from_a_pdf() -> None:
    restored = restore("⺠政部部⻓李⽴国要求各部⻔加强⻛险防控。")
    assert (restored.text, restored.repairs) == ("民政部部长李立国要求各部门加强风险防控。", {"variant": 5})


def test_glosses_stay_in_text_about_pronunciation() -> None:
    assert restore("“龟兹”读作龟(qiū)兹(cí)，是西域古国。").text == "“龟兹”读作龟(qiū)兹(cí)，是西域古国。"


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("看著他們", "看着他们"),
        ("著名學者的著作成效顯著", "著名学者的著作成效显著"),
        ("一路走來,彰顯著擔當", "一路走来，彰显着担当"),
        ("隨著《條例》施行", "随着《条例》施行"),
        ("乾燥的天氣裡，乾隆年間後來的皇后", "干燥的天气里，乾隆年间后来的皇后"),
        ("甚麼時候發佈衞生署説明", "什么时候发布卫生署说明"),
        ("這裏的麵粉與方面", "这里的面粉与方面"),
        ("徵收餘額並準備批准", "征收余额并准备批准"),
    ],
)
def test_traditional_to_simplified_in_context(source: str, clean: str) -> None:
    restored = restore(source)
    assert restored.text == clean
    assert restored.script == "Hant"
    assert restored.alignment.blocks == ()


def test_glosses_stay_in_traditional_text_about_one_character() -> None:
    text = "「臺(tái)」字怎麼寫，臺灣的臺有兩種寫法。"
    assert "(tái)" in restore(text).text


def test_simplified_text_with_a_traditional_name_is_not_touched() -> None:
    text = "著名歌手陳昇与干部座谈乾隆年间的后宫制度。"
    assert restore(text).text == text


def test_a_converted_page_keeps_the_qian_of_names() -> None:
    assert restore("縣(xiàn)長(zhǎng)韓喜乾帶領(lǐng)干部調(diào)研。").text == "县长韩喜乾带领干部调研。"


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("会议指出,要落实;一是压实责任:严查", "会议指出，要落实；一是压实责任：严查"),
        ("增长1,000人,同比上升5.8%,其中", "增长1,000人，同比上升5.8%，其中"),
        ("比分是3:2,时间10:30开始", "比分是3:2，时间10:30开始"),
        ("这是为什么?因为", "这是为什么？因为"),
        ("增长如何可持续?会议认为", "增长如何可持续？会议认为"),
        ("本台消息(联播):\n两部门(局):12日,", "本台消息（联播）：\n两部门（局）：12日，"),
        ("主要包括:(1)登记;(2)核查", "主要包括：（1）登记；（2）核查"),
        ("朱?基总理", "朱?基总理"),
        ("广义货币(M2)余额", "广义货币（M2）余额"),
        ("WTO(世贸组织)改革", "WTO(世贸组织)改革"),
        ('坚持"放水养鱼"、"一窗受理"', "坚持“放水养鱼”、“一窗受理”"),
        ('屏幕尺寸15"左右', '屏幕尺寸15"左右'),
        ("２０２１年５月ＧＤＰ增长６％", "2021年5月GDP增长6%"),
        ("加强领导,，落实责任，。", "加强领导，落实责任。"),
        ("第一，，第二", "第一，第二"),
    ],
)
def test_widths(source: str, clean: str) -> None:
    assert restore(source).text == clean


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("一行\r\n二行\r三行\n", "一行\n二行\n三行\n"),
        ("零\u200b宽\ufeff字\u00ad符", "零宽字符"),
        ("不断\u00a0空格", "不断 空格"),
        ("私用\ue5e5字符", "私用字符"),
        ("\u2f08民政府\uf983", "人民政府旅"),
        ("甲&nbsp;乙&ldquo;丙&rdquo;丁&amp;戊", "甲 乙“丙”丁&戊"),
        ("A&B公司与AT&T;公司", "A&B公司与AT&T;公司"),
    ],
)
def test_stray_characters(source: str, clean: str) -> None:
    assert restore(source).text == clean


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("|\n||||\n\n县政府召开会议。 |", "县政府召开会议。"),
        ("您现在的位置：首页 > 要闻 > 正文\n县政府召开会议。\n", "县政府召开会议。\n"),
        ("当前位置：首页>>新闻\n县政府召开会议。", "县政府召开会议。"),
        ("县政府召开会议。\n责任编辑：张三\n", "县政府召开会议。\n"),
        ("县政府召开会议。（责任编辑：张三）", "县政府召开会议。"),
        ("县政府召开会议。\n【打印本页】 【关闭窗口】", "县政府召开会议。\n"),
        (
            "2016年4月7日 来源：县政府网 字号：大 中 小 打印\n县政府召开会议。",
            "2016年4月7日 来源：县政府网 \n县政府召开会议。",
        ),
        ("上一篇：无\n下一篇：某通知", ""),
    ],
)
def test_residue_of_the_page(source: str, clean: str) -> None:
    assert restore(source).text == clean


@pytest.mark.parametrize(
    "text",
    [
        "编辑：请问局长，今年有哪些打算？\n局长：有三项。",
        "会议要求打印店、复印店加强管理，关闭污染企业。",
        "首页报道了这一消息，位置醒目。",
        "| 单位 | 职责 |\n| 民政部 | 牵头 |",
    ],
)
def test_text_that_only_looks_like_residue_stays(text: str) -> None:
    assert restore(text).text == text


def test_every_mark_of_a_mangled_page_was_wide() -> None:
    source = "增長(zhǎng)95%,24小時(shí)內(nèi)送達(dá);5G用戶(hù)達(dá)1,000戶(hù)。"
    assert restore(source).text == "增长95%，24小时内送达；5G用户达1,000户。"


def test_edits_and_segments() -> None:
    restored = restore("國(guó)務院,說\r\n好 |")
    assert restored.text == "国务院，说\n好"
    assert restored.edits == (
        Edit(0, 6, 0, 1, "gloss"),
        Edit(6, 7, 1, 2, "script"),
        Edit(8, 9, 3, 4, "width"),
        Edit(9, 10, 4, 5, "script"),
        Edit(10, 12, 5, 6, "line_end"),
        Edit(13, 15, 7, 7, "boilerplate"),
    )
    shown = list(segments(restored))
    assert shown[:3] == [Segment("國(guó)", "国", "gloss"), Segment("務", "务", "script"), Segment("院", "院", None)]
    assert "".join(segment.before for segment in shown) == restored.source
    assert "".join(segment.after for segment in shown) == restored.text


def test_empty() -> None:
    restored = restore("")
    assert (restored.text, restored.repairs, restored.edits) == ("", {}, ())


ODD = '國(guó)?!,，:;\n\r|"（）()“”《》。、 \u200b\ufffd&amp;的是在会议要求网站A1Zg七吨泄仓鴦wùjiǎn柡蛘語'


@given(st.text(ODD, max_size=120))
def test_offsets_hold_whatever_the_text(source: str) -> None:
    restored = restore(source)
    clean = restored.text
    last = 0
    for at in range(len(clean)):
        start, end = restored.alignment.source(at, at + 1)
        assert 0 <= start < end <= len(source)
        assert start >= last or source[start:end]  # several characters may share the extent of a repaired run
        last = start
    assert restored.alignment.source(0, len(clean))[1] <= len(source)
    shown = list(segments(restored))
    assert "".join(segment.before for segment in shown) == source
    assert "".join(segment.after for segment in shown) == clean


@given(
    st.lists(
        st.sampled_from(
            ["國(guó)", "務(wù)", "院", "發(fā)", "布", "文", "件", ",", "，", "關(guān)", "于", "2016", "年"]
        )
    )
)
def test_a_source_slice_restored_alone_has_the_same_characters(pieces: list[str]) -> None:
    source = "".join(pieces)
    restored = restore(source)
    for at, character in enumerate(restored.text):
        start, end = restored.alignment.source(at, at + 1)
        if character != "，" and restored.script == "Hant":
            assert character in restore(source[start:end]).text


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("民政部&#8203;印发&nbsp;通知&shy;。", "民政部印发 通知。"),
        ("首页 | 新闻 | 政策 | 互动\n民政部印发通知。", "民政部印发通知。"),
        ("民政部印发通知。\n扫一扫在手机打开当前页\n", "民政部印发通知。\n"),
        ("字号：[大 中 小]\n民政部印发通知。", "民政部印发通知。"),
        ("市民扫一扫在手机打开当前页的二维码即可申请。", "市民扫一扫在手机打开当前页的二维码即可申请。"),
        ("工程賸餘款項，意味著工作完成；姪女執著於顯著成效。", "工程剩余款项，意味着工作完成；侄女执着于显著成效。"),
        ("&#22283;&#21209;&#38498;發佈通知。", "国务院发布通知。"),
    ],
)
def test_what_pages_and_regions_leave(source: str, clean: str) -> None:
    assert restore(source).text == clean
