"""HTML pages: main text, metadata, offsets into the markup."""

from __future__ import annotations

import pytest

from zhengce.restore import restore
from zhengce.restore.html import html_metadata

PAGE = """<!DOCTYPE html><html><head><title>县民政局部署防汛救灾工作_要闻_某县人民政府</title>
<meta name="PubDate" content="2018-07-06 09:12"><meta name="ContentSource" content="某县民政局">
<script>var a = "<p>不是正文，不是。</p>";</script><style>p{color:red}</style></head>
<body><!-- 顶部 --><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/x">政务公开</a></li></ul></div>
<h1>县民政局部署防汛救灾工作</h1>
<div id="content"><p>　　7月5日，县民政局召开会议，研究<!-- 注 -->部署防汛救灾工作。会议由局长<b>张某某</b>主持，&ldquo;四个到位&rdquo;的要求
必须落实。</p>
<p>&nbsp;&nbsp;会议要求，各乡镇要加强值守&amp;巡查，<br>及时上报灾情。</p>
<p align=right>县民政局</p><p align="right">2018年7月6日</p></div>
<div class="related"><a href="1">相关新闻一，很长的标题，长长的标题。</a><a>相关新闻二</a></div>
<footer>版权所有 某县人民政府 备案号1234</footer></body></html>
"""
TEXT = """县民政局部署防汛救灾工作
7月5日，县民政局召开会议，研究部署防汛救灾工作。会议由局长张某某主持，“四个到位”的要求必须落实。
会议要求，各乡镇要加强值守&巡查，
及时上报灾情。
县民政局
2018年7月6日"""


def test_main_text() -> None:
    assert restore(PAGE, html=True).text == TEXT


@pytest.mark.parametrize(
    ("clean", "source"),
    [
        ("7月5日", "7月5日"),
        ("张某某主持", "张某某</b>主持"),
        ("“四个到位”", "&ldquo;四个到位&rdquo;"),
        ("要求必须", "要求\n必须"),
        ("值守&巡查", "值守&amp;巡查"),
        ("研究部署", "研究<!-- 注 -->部署"),
        ("2018年7月6日", "2018年7月6日"),
    ],
)
def test_offsets_lead_into_the_markup(clean: str, source: str) -> None:
    restored = restore(PAGE, html=True)
    at = restored.text.index(clean)
    start, end = restored.alignment.source(at, at + len(clean))
    assert PAGE[start:end] == source


def test_metadata() -> None:
    assert html_metadata(PAGE) == {
        "title": "县民政局部署防汛救灾工作",
        "published": "2018-07-06",
        "publisher": "某县民政局",
    }


def test_metadata_from_the_visible_page() -> None:
    page = "<title>某通知</title><body><h2>关于某事的通知</h2><p>发布时间：2020年3月1日 来源：某市政府网</p></body>"
    assert html_metadata(page) == {"title": "某通知", "published": "2020-03-01", "publisher": "某市政府网"}


def test_a_glossed_page_keeps_offsets_through_both_steps() -> None:
    page = "<body><p>中國(guó)政府網(wǎng)4月5日發(fā)布文件,要求<b>加強(qiáng)</b>監(jiān)管,落實(shí)責(zé)任。</p></body>"
    restored = restore(page, html=True)
    assert restored.text == "中国政府网4月5日发布文件，要求加强监管，落实责任。"
    at = restored.text.index("加强")
    start, end = restored.alignment.source(at, at + 2)
    assert page[start:end] == "加強(qiáng)"


@pytest.mark.parametrize(
    "page", ["", "<", "<p", "plain 文字", "<!-- 未完", "<script>未完", "<p>甲</div></p>乙", "&#x110000;&bogus;"]
)
def test_broken_markup_is_read_as_far_as_it_goes(page: str) -> None:
    restored = restore(page, html=True)
    assert restored.alignment.source(0, len(restored.text))[1] <= len(page)
