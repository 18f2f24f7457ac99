"""The page in a real browser: what a reader clicks, what appears. No request leaves the page, no script comes from a text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from small_runs import TEXTS, make_run

from zhengce.report import write_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytest.importorskip("playwright.sync_api", reason="the browser tests need the package playwright")
from playwright.sync_api import expect


def rows(page: Page) -> Locator:
    return page.locator(".rows [role=row]")


def search(page: Page, text: str) -> None:
    page.get_by_role("searchbox").fill(text)


def mark(page: Page, text: str, layer: str | None = None) -> Locator:
    return page.locator(f"mark{'.' + layer if layer else ''}", has_text=re.compile(f"^{re.escape(text)}$"))


def test_the_overview_leads_to_the_tables(page: Page, site: str) -> None:
    page.goto(site)
    expect(page.locator("h1")).to_have_text("out")
    expect(page.locator(".figure", has_text="documents").first).to_contain_text("6")
    expect(page.locator(".sampled")).to_have_count(0)
    page.locator(".panel", has_text="Organisations named most").get_by_role("link", name="民政部").click()
    expect(page.locator("#nav [aria-current=page]")).to_contain_text("Organisations")
    expect(page.get_by_role("searchbox")).to_have_value("民政部")
    expect(rows(page).first).to_contain_text("民政部")
    page.go_back()
    expect(page.locator("h1")).to_have_text("out")


def test_search_filter_and_sort(page: Page, site: str) -> None:
    page.goto(f"{site}#officials")
    expect(rows(page)).to_have_count(2)
    search(page, "袁贵仁 部长")
    expect(rows(page)).to_have_count(1)
    expect(page.locator("output")).to_have_text("1 of 2 rows")
    search(page, "没有这样的人")
    expect(page.locator(".nothing")).to_contain_text("No row fits")
    page.goto(f"{site}#actions")
    page.get_by_label("Filter by modality").select_option("reported")
    expect(page.locator("output")).to_contain_text(" of ")
    assert "filter.modality=reported" in page.url
    page.get_by_role("button", name="as written").click()
    expect(page.locator("[aria-sort=ascending]")).to_contain_text("as written")
    first = rows(page).first.inner_text()
    page.get_by_role("button", name="as written").click()
    expect(page.locator("[aria-sort=descending]")).to_contain_text("as written")
    assert rows(page).first.inner_text() != first
    page.reload()
    expect(page.locator("[aria-sort=descending]")).to_contain_text("as written")
    expect(page.get_by_label("Filter by modality")).to_have_value("reported")


def test_a_row_jumps_to_its_place_in_the_text(page: Page, site: str) -> None:
    page.goto(f"{site}#actions")
    rows(page).filter(has_text="印发").filter(has_text="财政部").click()
    expect(page.locator("#reader h2")).to_have_text("民政部部署救灾工作")
    chosen = page.locator("mark.chosen")
    expect(chosen).to_have_text("印发")
    expect(chosen).to_be_in_viewport()
    card = page.locator("#popup")
    expect(card).to_contain_text("民政部、财政部")
    expect(card).to_contain_text("2014-03-05")
    expect(card.locator("code")).to_have_text(re.compile(r"^actions\."))
    assert "doc=" in page.url and "at=actions." in page.url
    page.reload()
    expect(page.locator("mark.chosen")).to_have_text("印发")
    page.get_by_role("button", name="Close document").click()
    expect(page.locator("#reader")).to_be_hidden()
    assert "doc=" not in page.url


def test_hovering_shows_value_full_name_and_rule(page: Page, site: str) -> None:
    page.goto(f"{site}#documents")
    rows(page).filter(has_text="教育部召开会议").click()
    mark(page, "教育部", "organisations").first.hover()
    card = page.locator("#popup")
    expect(card).to_be_visible()
    expect(card.locator("dd").first).to_have_text("教育部")
    expect(card).to_contain_text("government")
    expect(card.locator("code")).to_have_text(re.compile(r"^organisations\."))
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()
    mark(page, "袁贵仁").click()
    expect(card).to_contain_text("部长")
    page.mouse.move(5, 5)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_layers_go_on_and_off(page: Page, site: str) -> None:
    page.goto(f"{site}#documents")
    rows(page).filter(has_text="教育部召开会议").click()
    chip = page.get_by_role("button", name="organisations", exact=False).and_(page.locator("#reader .chip"))
    expect(page.locator("mark.organisations").first).to_be_visible()
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "false")
    expect(page.locator("mark.organisations")).to_have_count(0)
    expect(page.locator("mark.actions").first).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator("mark.organisations").first).to_be_visible()
    expect(page.locator("#reader .chip.mechanisms")).to_be_disabled()
    page.keyboard.press("5")
    expect(page.locator("mark.actions")).to_have_count(0)
    page.locator("#nav [data-view=actions]").click()
    rows(page).filter(has_text="部署").filter(has_text="义务教育").first.click()
    expect(page.locator("mark.chosen")).to_have_text("部署")  # a hidden layer comes back for the row that was asked for


def test_overlapping_mentions_each_have_their_line_and_card(page: Page, site: str) -> None:
    page.goto(f"{site}#members")
    rows(page).filter(has_text="水利部").click()
    chosen = page.locator("mark.chosen")
    expect(chosen).to_have_text("水利部")
    assert set(chosen.get_attribute("data-layers").split()) == {"organisations", "members"}
    expect(page.locator("#popup section")).to_have_count(2)
    expect(page.locator("#popup section").first).to_contain_text("member")
    page.locator("#reader .chip.members").click()
    expect(mark(page, "水利部")).to_have_attribute("data-layers", "organisations")


def test_the_text_is_whole_whatever_is_marked(page: Page, site: str, outputs: Path) -> None:
    page.goto(f"{site}#documents")
    rows(page).filter(has_text="民政部部署救灾工作").click()
    expect(page.locator("#reader .text p")).to_have_text(TEXTS["relief"].split("\n"))


def test_the_whole_page_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}#actions")
    expect(rows(page).first).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("民政部部署救灾工作")
    expect(page.locator("output")).to_contain_text(" of ")
    page.keyboard.press("Escape")
    page.locator(".grid").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "End", "Home"):
        page.keyboard.press(key)
    assert page.locator(".grid").get_attribute("aria-activedescendant") == "row-0"
    page.keyboard.press("Enter")
    expect(page.locator("mark.chosen")).to_have_count(1)
    page.locator("#reader .text").focus()
    before = page.locator("mark.chosen").inner_text(), page.locator("#popup").inner_text()
    page.keyboard.press("ArrowRight")
    assert (page.locator("mark.chosen").inner_text(), page.locator("#popup").inner_text()) != before
    page.keyboard.press("Escape")
    expect(page.locator("#popup")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    page.keyboard.press("]")
    expect(page.locator("#nav [aria-current=page]")).to_contain_text("Mechanisms")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_the_rows_of_one_document(page: Page, site: str) -> None:
    page.goto(f"{site}#organisations")
    everything = int(page.locator("output").inner_text().split()[0])
    rows(page).filter(has_text="教育部").first.click()
    page.get_by_label("this document only").check()
    expect(page.locator("output")).to_contain_text(f" of {everything} rows")
    for row in rows(page).all():
        expect(row).not_to_contain_text("财政部")


def test_the_timeline_of_actions(page: Page, site: str) -> None:
    page.goto(f"{site}#timeline")
    days = [row.locator("div").first.inner_text() for row in rows(page).all()]
    assert days == sorted(days) and "2014-03-05" in days
    cell = page.locator("[data-cell^='issue 2014']").first
    cell.click()
    expect(rows(page)).to_have_count(int(cell.get_attribute("title").rsplit(" ", 1)[1]))
    expect(rows(page).first).to_contain_text("印发")
    expect(page.get_by_label("Filter by category")).to_have_value("issue")
    page.get_by_label("Period").select_option("")
    page.get_by_label("Filter by category").select_option("")
    expect(rows(page)).to_have_count(len(days))
    rows(page).filter(has_text="印发").first.click()
    expect(page.locator("mark.chosen")).to_have_text("印发")


def test_source_and_restored_text_side_by_side(page: Page, site: str) -> None:
    page.goto(f"{site}#documents")
    rows(page).filter(has_text="mangled").click()
    expect(page.locator(".repaired")).to_contain_text("gloss")
    page.get_by_role("button", name="Side by side").click()
    cells = page.locator(".pair:not(.heads) > div")
    expect(cells).to_have_text(
        [
            "國務(wù)院辦公廳(tīng)印發(fā)《關(guān)于加強(qiáng)救災(zāi)物資儲備的通知》。",
            "国务院办公厅印发《关于加强救灾物资储备的通知》。",
            "民政部負責(zé)落實。",
            "民政部负责落实。",
        ]
    )
    expect(page.locator("del", has_text="務(wù)").first).to_have_attribute("title", re.compile("reading|simplified"))
    page.get_by_role("button", name="Mentions").click()
    expect(mark(page, "国务院办公厅", "organisations")).to_be_visible()
    rows(page).filter(has_text="教育部召开会议").click()
    expect(page.locator(".repaired")).to_have_count(0)


def test_without_the_source_the_page_says_how_to_get_it(page: Page, outputs: Path, tmp_path: Path) -> None:
    write_report(outputs, tmp_path / "page.html")
    page.goto(f"{(tmp_path / 'page.html').as_uri()}#documents")
    rows(page).filter(has_text="mangled").click()
    page.get_by_role("button", name="Side by side").click()
    expect(page.locator("#reader pre")).to_have_text("zhengce report OUTPUTS --source FOLDER")
    expect(page.locator(".legend")).to_contain_text("gloss 7")


def test_a_document_full_of_script_shows_as_text(page: Page, site: str) -> None:
    page.goto(f"{site}#documents")
    rows(page).filter(has_text="<img src=x").click()
    expect(page.locator("#reader h2")).to_have_text('<img src=x onerror="window.hacked = 3">')
    expect(page.locator("#reader .text")).to_contain_text("<script>window.hacked = 1</script>民政部印发通知")
    expect(page.locator("#reader .text")).to_contain_text("<b>教育部</b>召开会议 --> <i> \\u003c ${1} `民政部`")
    mark(page, "民政部").first.click()
    for view in ("overview", "timeline", "organisations", "actions"):
        page.locator(f"#nav [data-view={view}]").click()
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, #main script, #reader script").count() == 0


def test_the_policy_stops_what_an_escape_would_miss(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(site)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<b id=x onclick=\"window.hacked = 1\">x</b>')")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), { text: 'window.hacked = 2' }))"
    )
    page.evaluate("document.getElementById('x').click()")
    assert page.evaluate("window.hacked") is None
    page.close()


def test_places_behind_rare_characters(page: Page, site: str) -> None:
    page.goto(f"{site}#dates")
    rows(page).filter(has_text="astral").click()
    expect(page.locator("mark.chosen")).to_have_text("2016年4月6日")
    expect(mark(page, "民政部", "organisations")).to_be_visible()


def test_on_a_phone(phone: Page, site: str) -> None:
    phone.goto(f"{site}#actions")
    expect(phone.locator(".grid.cards")).to_be_visible()
    rows(phone).filter(has_text="印发").filter(has_text="财政部").tap()
    expect(phone.locator("mark.chosen")).to_be_in_viewport()
    expect(phone.locator("#popup")).to_be_in_viewport()
    mark(phone, "李立国").tap()
    expect(phone.locator("#popup")).to_contain_text("部长")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.get_by_role("button", name="Close document").tap()
    expect(phone.locator("#reader")).to_be_hidden()
    for view in ("overview", "timeline", "documents", "organisations"):
        phone.goto(f"{site}#{view}")
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
        phone.goto("about:blank")


def test_light_and_dark(page: Page, site: str) -> None:
    def brightness() -> float:
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(map(int, re.findall(r"\d+", colour)[:3])) / 3

    page.emulate_media(color_scheme="light")
    page.goto(site)
    assert brightness() > 200
    page.emulate_media(color_scheme="dark")
    assert brightness() < 60


def test_two_thousand_documents_do_not_freeze(page: Page, tmp_path: Path) -> None:
    line = "2014年3月5日，民政部、财政部联合印发通知，要求各地加强监管，做好防汛准备，教育部部长袁贵仁出席会议。"
    (tmp_path / "news").mkdir()
    records = [{"id": str(number), "text": f"第{number}号\n" + line} for number in range(2600)]
    text = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    (tmp_path / "news" / "all.jsonl").write_text(text, encoding="utf-8")
    from zhengce.engines.local import engine
    from zhengce.engines.runs import run
    from zhengce.readers import find_inputs

    run(find_inputs([tmp_path / "news"]), tmp_path / "out", engine(1), formats=["parquet"])
    written = write_report(tmp_path / "out", tmp_path / "page.html")
    assert (written.documents, written.shown) == (2600, 2000)
    page.goto((tmp_path / "page.html").as_uri())
    expect(page.locator(".sampled")).to_contain_text("2,000 of 2,600 documents")
    page.locator("#nav [data-view=actions]").click()
    expect(rows(page).first).to_be_visible()
    assert rows(page).count() < 80  # only the rows in sight are there
    page.locator(".grid").focus()
    page.keyboard.press("End")
    expect(rows(page).last).to_be_in_viewport()
    assert rows(page).count() < 80
    search(page, "第1300号")
    expect(page.locator("output")).to_contain_text(" of ")
    page.keyboard.press("Escape")
    search(page, "all.jsonl#1300")
    rows(page).first.click()
    expect(page.locator("#reader .text")).to_contain_text("第1300号")


def test_an_empty_run(page: Page, tmp_path: Path) -> None:
    outputs = make_run(tmp_path, {"a": "今天天气很好"})
    write_report(outputs, outputs / "report.html")
    page.goto((outputs / "report.html").as_uri())
    for view in ("timeline", "organisations", "actions", "errors"):
        page.locator(f"#nav [data-view={view}]").click()
        expect(page.locator(".nothing")).to_be_in_viewport()
        assert page.locator(".rows").bounding_box()["height"] > 40  # what it holds is clipped to it


def test_a_text_without_line_ends_is_cut_at_sentences(page: Page, tmp_path: Path) -> None:
    text = "民政部3月5日印发通知，要求各地加强监管。" * 1000
    outputs = make_run(tmp_path, {"a": text})
    write_report(outputs, outputs / "report.html")
    page.goto(f"{(outputs / 'report.html').as_uri()}#dates")
    page.locator(".grid").focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.locator("mark.chosen")).to_be_in_viewport()
    shown = page.locator("#reader .text p").all_text_contents()
    assert "".join(shown) == text
    assert max(map(len, shown)) < 3100 and all(one.endswith("。") for one in shown)


def test_messages_of_errors_are_whole(phone: Page, tmp_path: Path) -> None:
    outputs = make_run(tmp_path, {"关于加强救灾物资储备工作情况的报告" * 4: ""})
    write_report(outputs, outputs / "report.html")
    phone.goto(f"{(outputs / 'report.html').as_uri()}#errors")
    message = phone.locator(".rows [role=row] .more")
    expect(message).to_contain_text("remove the empty file.")
    assert message.evaluate("element => element.scrollHeight <= element.clientHeight")
