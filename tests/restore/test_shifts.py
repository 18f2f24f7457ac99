"""Byte shifts undone: single cases of each kind, and the forward model over the corpus."""

from __future__ import annotations

import difflib
import random
from pathlib import Path

import pytest
from forward import Site, read_gbk, traditional_of

from zhengce.restore import decode, restore
from zhengce.restore.lattice import Lattice, Reading
from zhengce.restore.likelihood import Echo

CORPUS = Path(__file__).parents[2] / "corpus" / "raw"


def shown(text: str, *keys: str, ascii_marks: bool = True) -> str:
    """What a site with these keys shows of a simplified text."""
    site = Site(keys) if ascii_marks else Site(keys, ())
    return site.mangle(text)


@pytest.mark.parametrize(
    ("clean", "keys"),
    [
        ("他们学会了网络上的问候语。", ("簡",)),
        ("为当地经济发展做出贡献，各县应学习。", ("數", "當", "經", "濟", "發", "貢", "獻")),
        ("这些都是重要的公共服务内容。《中共中央国务院关于打赢脱贫攻坚战的决定》提出要求。", ("務", "關")),
        ("经济发展进行了调研。县领导和有关部门负责人参加座谈。", ("領", "導")),
        ("会议强调，各地要抓好落实。会议由局长主持。", ("強", "調", "實")),
        ("这是首届CGTN媒体国际论坛，各国代表参加。", ("讓", "國", "際")),
        ("全国各族人民团结一心，共同抗击疫情，取得重大成果。", ("國", "團")),
        # a `?` within a run is the mark that 海口 holds, and a run may begin a line
        ("先后来到三亚、海口两地，深入农村调研。", ("農", "調")),
        ("会议在省内举行。\n海口市推进改革。", ("會", "議")),
        # a pair of bytes vanished, and two one after the other
        ("他们不知道，自己生活在变化之中。会议由局长主持。", ("實", "議")),
        ("这笔资金由当地政府投入，共20万元，用于发展经济。", ("數", "經", "濟")),
    ],
)
def test_runs_come_back(clean: str, keys: tuple[str, ...]) -> None:
    mangled = shown(clean, *keys)
    assert restore(mangled).text == clean


def test_the_worked_examples() -> None:
    before = "網(wǎng)絡(luò)詞匯,包括"
    restored = restore(f"{before}:?jiǎn)柡蛘Z(yǔ)和表情")
    assert restored.text == "网络词汇，包括：问候语和表情"
    assert restored.repairs["byte_shift"] == 1
    run = restored.text.index("问候语")
    start, end = restored.alignment.source(run, run + 3)
    assert restored.source[start:end] == "?jiǎn)柡蛘Z(yǔ)"
    assert (
        restore("列入公共服務(wù)內(nèi)容?!吨泄仓醒雵鴦?wù)院關(guān)于").text
        == "列入公共服务内容。《中共中央国务院关于"
    )
    assert restore("我縣進(jìn)行調(diào)研??h領(lǐng)導(dǎo)參加座談").text == "我县进行调研。县领导参加座谈"


def test_a_bracket_swallowed_at_the_end_of_a_run_comes_back() -> None:
    clean = "这是公共服务内容。《中共中央文件（摘要）》发布，务必学习。"
    mangled = shown(clean, "務")
    assert "(摘" not in mangled
    assert restore(mangled).text == clean


@pytest.mark.parametrize(
    "text",
    [
        "他說什麼?!我們都不知道,是嗎?好的。",
        "真的嗎??後來呢,有人問A君。",
        "問題：為什麼?因為如此。",
    ],
)
def test_questions_in_traditional_text_stay(text: str) -> None:
    restored = restore(text)
    assert "byte_shift" not in restored.repairs
    assert "doubtful" not in restored.repairs
    assert len(restored.text) == len(text)


def test_a_run_that_nothing_explains_stays() -> None:
    restored = restore("國(guó)務(wù)院?xyz)雵鴦咭咭咭1")
    assert "雵" in restored.text


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        # marks widened again after the damage
        (
            "這(zhè)是經(jīng)濟(jì)發(fā)展的基礎(chǔ)?！泵犀|表示,要持續(xù)推動(dòng)。",
            "这是经济发展的基础。”孟玮表示，要持续推动。",
        ),
        # a site that glosses nothing, and a figure that went with the byte before it
        (
            "這決定了流域的污染現狀?！?019年環境狀況公報》顯示,總體穩定。",
            "这决定了流域的污染现状。《2019年环境状况公报》显示，总体稳定。",
        ),
    ],
)
def test_other_sites(source: str, clean: str) -> None:
    assert restore(source).text == clean


def test_a_broken_gloss_that_nothing_explains_is_counted_and_left() -> None:
    restored = restore("國(guó)務(wù)院印發(fā)?zhuī)1號(hào)通知,要求落實(shí)。")
    assert "?zhuī)" in restored.text
    assert restored.repairs["doubtful"] == 1


def test_a_key_that_ends_in_a_letter_is_a_gloss() -> None:
    assert restore("結(jié)束了第一賽期A(yíng)組(zǔ)的比賽").text == "结束了第一赛期A组的比赛"


@pytest.mark.parametrize(
    ("clean", "keys"),
    [
        ("县里先后召开座谈会，强调“六保”工作，会议由县长主持。", ("會", "談")),
        ("一片“蓝海”正在形成，各地要为发展抓住机遇，实现发展。", ("機", "發", "實")),
    ],
)
def test_marks_are_awaited_and_refused(clean: str, keys: tuple[str, ...]) -> None:
    assert restore(shown(clean, *keys)).text == clean


def test_a_run_with_two_good_readings_is_doubtful() -> None:
    restored = restore(shown("经理陆海到会，职工周海、周危参加座谈。", "經", "職", "談"))
    assert restored.repairs["doubtful"] >= 1


def test_lost_indents_become_spaces() -> None:
    assert restore("??? 本報(bào)訊 (記者王某)昨天").text == "    本报讯 （记者王某）昨天"


def test_gbk_with_losses() -> None:
    assert read_gbk(bytes.fromhex("A121")) == "?!"
    assert read_gbk(bytes.fromhex("8628") + b"ji)") == "?ji)"
    assert read_gbk(bytes.fromhex("D6D0FEB8CEC4")) == "中文"  # FEB8 is unassigned


def test_the_forward_model_over_the_corpus() -> None:
    rng = random.Random(20160406)
    frequent = sorted(traditional_of().values())
    sites = [Site(tuple(rng.sample(frequent, len(frequent) * share // 100))) for share in (18, 35, 61)]
    characters = wrong = 0
    for path in sorted(CORPUS.glob("*.txt")):
        clean = restore(decode(path.read_bytes()).text)
        if clean.repairs:
            continue
        for site in sites:
            back = restore(site.mangle(clean.text)).text
            characters += len(clean.text)
            for kind, a, b, c, d in difflib.SequenceMatcher(None, back, clean.text, autojunk=False).get_opcodes():
                if kind != "equal":
                    wrong += max(b - a, d - c)
    assert characters > 50_000
    assert wrong / characters < 0.005


@pytest.mark.parametrize("unit", ["?,", "?!吨", "?fā)", "?!吨泄仓醒雵鴦?wù)院", "政?,吨泄仓?"])
def test_the_steps_of_a_text_are_bounded(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []
    cheapest = Lattice.cheapest

    def counted(lattice: Lattice, echo: Echo) -> Reading | None:
        reading = cheapest(lattice, echo)
        taken.append(lattice.steps)
        return reading

    monkeypatch.setattr(Lattice, "cheapest", counted)
    text = "發(fā)展改革，" + unit * (30_000 // len(unit))
    restore(text)
    assert sum(taken) < 100_000


def test_a_run_that_repeats_reads_the_same() -> None:
    once = restore("發(fā)展改革。國務院?!吨泄仓醒雵鴦?wù)院發(fā)佈。\n").text
    assert restore("發(fā)展改革。國務院?!吨泄仓醒雵鴦?wù)院發(fā)佈。\n" * 50).text == once * 50


def test_two_ascii_bytes_before_a_gloss_are_no_character() -> None:
    assert restore("發(fā)展改革。發?(wù)會議").text == "发展改革。发?(wù)会议"  # the second byte of 發 is `l`
