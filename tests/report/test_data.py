"""What goes into the page: figures, samples, sources, and nothing that could become markup."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_runs import make_run

from zhengce.errors import UsageError, WriteError
from zhengce.report import embedded, render, write_report
from zhengce.report.data import coded, page_data
from zhengce.report.sources import source_texts
from zhengce.restore import restore


def values(column: dict[str, Any]) -> list[Any]:
    if "numbers" in column:
        return list(column["numbers"])
    return [None if code < 0 else column["values"][code] for code in column["codes"]]


def test_columns_travel_whole(outputs: Path) -> None:
    data = page_data(outputs, 100)
    assert data["run"]["documents"] == data["run"]["shown"] == 6
    found = data["tables"]["organisations"]
    documents = values(data["documents"]["doc_id"])
    places = [documents[number] for number in found["document"]["numbers"]]
    pairs = set(zip(places, values(found["text"]), strict=True))
    assert {("relief.txt", "民政部"), ("school.txt", "教育部"), ("astral.txt", "民政部")} <= pairs
    assert "clause" not in data["tables"]["actions"] and "mention_id" not in found


def test_an_action_stands_on_its_own_day_or_that_of_publication(outputs: Path) -> None:
    actions = page_data(outputs, 100)["tables"]["actions"]
    days = dict(
        zip(values(actions["text"]), zip(values(actions["day"]), values(actions["day_from"]), strict=True), strict=True)
    )
    assert days["主持"] == ("2014-03-06", "publication")
    assert ("2014-03-05", "text") in set(zip(values(actions["day"]), values(actions["day_from"]), strict=True))


def test_figures_are_of_the_whole_run_also_on_a_sample(outputs: Path) -> None:
    whole, sample = page_data(outputs, 100), page_data(outputs, 2)
    assert sample["figures"] == whole["figures"] and sample["run"]["rows"] == whole["run"]["rows"]
    assert (sample["run"]["documents"], sample["run"]["shown"]) == (6, 2)
    assert len(values(sample["documents"]["doc_id"])) == 2
    for table in sample["tables"].values():
        if "document" in table:
            assert all(number in (0, 1) for number in table["document"]["numbers"])
    assert dict(whole["figures"]["organisations"])["民政部"] >= 3
    assert dict(whole["figures"]["repairs"])["gloss"] == 1


def test_a_page_holds_no_more_text_than_a_browser_bears(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhengce.report.data.CHARS", 200)
    data = page_data(outputs, 100)
    assert data["run"]["shown"] < 6
    assert sum(data["documents"]["chars"]["numbers"]) <= 200 or data["run"]["shown"] == 1


def test_a_run_without_documents(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.xyz").write_bytes(b"?")
    from zhengce.engines.local import engine
    from zhengce.engines.runs import run
    from zhengce.readers import find_inputs

    run(find_inputs([tmp_path / "news"]), tmp_path / "out", engine(1))
    written = write_report(tmp_path / "out", tmp_path / "page.html", source=tmp_path / "news")
    assert (written.documents, written.shown, written.sampled, written.note) == (0, 0, False, None)


def test_the_same_run_gives_the_same_page(outputs: Path, tmp_path: Path) -> None:
    source = outputs.parent / "news"
    write_report(outputs, tmp_path / "a.html", source=source)
    write_report(outputs, tmp_path / "b.html", source=source)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


@given(st.lists(st.text() | st.none()))
def test_dictionaries_give_the_texts_back(texts: list[str | None]) -> None:
    assert values(coded(texts)) == texts


@given(st.text(alphabet=st.sampled_from("<>/!-scriptSCRIPT\"'&\u2028\u2029\\ 民政")))
def test_embedded_text_cannot_end_its_element(text: str) -> None:
    found = embedded([text])
    assert json.loads(found) == [text]
    assert "<" not in found and "\u2028" not in found


def test_the_page_names_what_it_may_run(outputs: Path) -> None:
    data = page_data(outputs, 100)
    data["run"]["name"] = "@@SCRIPT@@ </title><script>"
    page = render(data)
    assert "default-src 'none'" in page and "unsafe" not in page and "@@" not in page.replace("@@SCRIPT@@", "")
    assert page.count("<script") == 2 and "http://" not in page and "https://" not in page
    assert "<title>@@SCRIPT@@ &lt;/title&gt;" in page


def sources(outputs: Path, folder: Path) -> dict[str, dict[str, Any]]:
    documents = page_data(outputs, 100)["documents"]
    found, missing = source_texts(documents, folder)
    assert missing == sum("why" in entry for entry in found.values())
    return {values(documents["doc_id"])[number]: entry for number, entry in found.items()}


def test_repaired_documents_are_read_again(outputs: Path) -> None:
    found = sources(outputs, outputs.parent / "news")
    entry = found["mangled.txt"]
    assert "school.txt" not in found
    restored = restore(entry["text"]).text
    position = clean = 0
    rebuilt = ""
    for source_start, source_end, clean_start, clean_end, _ in entry["edits"]:
        rebuilt += entry["text"][position:source_start] + restored[clean_start:clean_end]
        assert len(rebuilt) == clean_end and clean <= clean_start
        position, clean = source_end, clean_end
    assert (
        rebuilt + entry["text"][position:]
        == restored
        == "国务院办公厅印发《关于加强救灾物资储备的通知》。\n民政部负责落实。"
    )


def test_a_source_that_is_gone_or_changed_is_not_shown(outputs: Path, tmp_path: Path) -> None:
    assert "is not in the folder" in sources(outputs, tmp_path)["mangled.txt"]["why"]
    (tmp_path / "mangled.txt").write_text("民政部發(fā)布。", encoding="utf-8")
    assert "has changed" in sources(outputs, tmp_path)["mangled.txt"]["why"]
    written = write_report(outputs, tmp_path / "page.html", source=tmp_path)
    assert written.note and str(tmp_path) in written.note


def test_records_are_found_in_their_file(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    lines = [{"id": "x", "text": "民政部發(fā)布通知。"}, {"id": "y", "text": "教育部召开会议。"}]
    (tmp_path / "news" / "a.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    from zhengce.engines.local import engine
    from zhengce.engines.runs import run
    from zhengce.readers import find_inputs

    run(find_inputs([tmp_path / "news"]), tmp_path / "out", engine(1))
    found = sources(tmp_path / "out", tmp_path / "news")
    assert list(found) == ["a.jsonl#x"] and found["a.jsonl#x"]["text"] == "民政部發(fā)布通知。"


def test_what_cannot_be_done_is_told(outputs: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no finished run"):
        write_report(tmp_path, tmp_path / "page.html")
    with pytest.raises(WriteError, match="cannot be written"):
        write_report(outputs, tmp_path / "nowhere" / "page.html")


def test_csv_outputs_give_the_same_page(outputs: Path, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from zhengce.cli import main

    news, metadata = str(outputs.parent / "news"), str(outputs.parent / "metadata.csv")
    done = CliRunner().invoke(main, ["extract", news, "-m", metadata, "-o", str(tmp_path / "out"), "-f", "csv", "-q"])
    assert done.exit_code == 0
    assert page_data(tmp_path / "out", 100) == page_data(outputs, 100)


def test_the_command(outputs: Path, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from zhengce.cli import main

    done = CliRunner().invoke(
        main, ["report", str(outputs), "--output", str(tmp_path / "page.html"), "--documents", "2"]
    )
    assert done.exit_code == 0 and "2 of 6 documents" in done.output
    assert (tmp_path / "page.html").is_file()


def test_hostile_file_names_stay_in_the_folder(tmp_path: Path) -> None:
    outputs = make_run(tmp_path, {"a": "民政部發(fā)布通知。"})
    documents = page_data(outputs, 10)["documents"]
    documents["doc_id"]["values"] = ["../news/a.txt"]
    found, _ = source_texts(documents, tmp_path / "out")
    assert "why" in found[0]
