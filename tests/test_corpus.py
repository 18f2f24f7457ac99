"""The project's own corpus from end to end: the committed outputs, the committed baselines, and what every row must hold."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from edtf import parse_edtf

import zhengce
from zhengce.engines import local
from zhengce.engines.runs import run
from zhengce.evaluate import regression
from zhengce.evaluate.labels import read_found, read_gold
from zhengce.evaluate.scoring import evaluate
from zhengce.frames import Tables
from zhengce.readers import find_inputs, read_metadata, stem
from zhengce.restore import decode
from zhengce.tables import MENTIONS

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
AGAIN = "run `make demo` and commit outputs/, or mend what changed them"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make demo` gives."""
    out = tmp_path_factory.mktemp("demo") / "out"
    run(
        find_inputs([CORPUS / "raw"]),
        out,
        local.engine(),
        metadata=read_metadata(CORPUS / "metadata.csv"),
        formats=["csv"],
    )
    return out


@pytest.fixture(scope="module")
def tables(folder: Path) -> Tables:
    return zhengce.read_outputs(folder)


def test_the_committed_outputs_are_what_the_code_gives(folder: Path) -> None:
    committed = {path.name for path in (ROOT / "outputs").iterdir() if not path.name.startswith(".")}
    assert committed == {path.name for path in folder.iterdir()}
    for name in sorted(committed - {"manifest.json"}):
        assert (ROOT / "outputs" / name).read_bytes() == (folder / name).read_bytes(), f"outputs/{name}: {AGAIN}"


def test_documents_and_errors_are_the_inputs(tables: Tables) -> None:
    raw = [path for path in (CORPUS / "raw").iterdir() if not path.name.startswith(".")]
    assert len(tables.documents) + len(tables.errors) == len(raw) >= 40
    assert len(tables.errors) == 0


@pytest.mark.parametrize("split", ["dev", "test"])
def test_no_regression(folder: Path, split: str) -> None:
    gold = read_gold(CORPUS / "gold" / split)
    comparison = regression.compare(CORPUS / f"baseline-{split}.json", evaluate(gold, read_found(folder)))
    assert comparison.passed, f"\n{comparison}"


@pytest.mark.parametrize("table", MENTIONS)
def test_every_row_points_at_its_characters(tables: Tables, table: str) -> None:
    texts = tables.documents.set_index("doc_id").text
    chars = tables.documents.set_index("doc_id").source_chars
    for row in getattr(tables, table).itertuples():
        assert texts[row.doc_id][row.start : row.end] == row.text
        assert 0 <= row.source_start < row.source_end <= chars[row.doc_id]
        assert row.rule.split(".")[0] in (table, "mechanisms")


def test_in_clean_documents_the_source_has_the_same_characters(tables: Tables) -> None:
    clean = [
        row for row in tables.documents.itertuples() if not row.repairs and not row.doc_id.endswith((".html", ".htm"))
    ]
    assert clean
    sources = {row.doc_id: decode((CORPUS / "raw" / row.doc_id).read_bytes()).text for row in clean}
    for row in tables.organisations.itertuples():
        if row.doc_id in sources:
            assert sources[row.doc_id][row.source_start : row.source_end] == row.text


def test_damaged_documents_are_among_them_and_come_back(tables: Tables) -> None:
    repairs = tables.documents.repairs
    assert sum("gloss" in found for found in repairs) >= 3
    assert any("byte_shift" in found for found in repairs)
    assert set(tables.documents.encoding) >= {"utf-8", "gb18030"}


def test_dates_are_valid_edtf_and_bounded(tables: Tables) -> None:
    for row in tables.dates.itertuples():
        if isinstance(row.edtf, str):
            parse_edtf(row.edtf)
        if row.kind in ("duration", "set"):
            assert not isinstance(row.edtf, str) or row.kind == "set"
        for value in (row.duration, row.repeat):
            assert not isinstance(value, str) or re.fullmatch(
                r"P(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?", value
            )
    for column in ("date",):
        for value in tables.actions[column].dropna().unique():
            parse_edtf(value)


def test_gold_dates_are_valid_edtf() -> None:
    for split in ("dev", "test"):
        with (CORPUS / "gold" / split / "dates.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if row["edtf"]:
                    parse_edtf(row["edtf"])


def test_no_row_is_empty_where_nothing_is_known(tables: Tables) -> None:
    for table in MENTIONS:
        frame = getattr(tables, table)
        for column in frame.columns:
            if frame[column].dtype == "str":
                assert not (frame[column] == "").any(), f"{table}.{column}"


# --- the first real input ---


@pytest.fixture(scope="module")
def seed(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = shared / "corpus" / "seed"
    metadata = tmp_path_factory.mktemp("seed") / "metadata.csv"
    metadata.write_text("doc_id,published\nsource,2016-04-07\n", encoding="utf-8")
    out = metadata.parent / "out"
    run(find_inputs([folder / "source.txt"]), out, local.engine(), metadata=read_metadata(metadata))
    return zhengce.read_outputs(out)


def test_seed_text_comes_back_character_for_character(seed: Tables, shared: Path) -> None:
    assert seed.documents.text[0] == (shared / "corpus" / "seed" / "clean.txt").read_text(encoding="utf-8")
    assert seed.documents.script[0] == "Hant"


def test_seed_mechanism_and_members(seed: Tables, shared: Path) -> None:
    (mechanism,) = seed.mechanisms.itertuples()
    assert (mechanism.approved_by, mechanism.lead) == ("国务院", "民政部")
    assert (mechanism.stated_members, mechanism.listed_members, mechanism.meets) == (27, 27, "P1Y")
    with (shared / "corpus" / "dev" / "gold" / "members.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(seed.members.member) == [row["member"] for row in csv.DictReader(file)]


def test_seed_people_dates_and_documents(seed: Tables) -> None:
    posts = {(row.person, row.position, row.organisation) for row in seed.officials.itertuples()}
    assert ("王勇", "国务委员", "国务院") in posts
    assert ("李立国", "部长", "民政部") in posts
    assert ("李立国", "召集人", "农村留守儿童关爱保护工作部际联席会议") in posts
    assert {"2016-04-06", "2016-02"} <= set(seed.dates.edtf.dropna())
    assert "P1Y" in set(seed.dates.repeat.dropna())
    short = seed.policy_documents[seed.policy_documents.title == "意见"].iloc[0]
    assert short.full_title == "国务院关于加强农村留守儿童关爱保护工作的意见"
    assert short.issuers == ["国务院"]
    issued = seed.actions[(seed.actions.text == "印发") & (seed.actions.date == "2016-02")].iloc[0]
    assert issued.actors == ["国务院"] and issued.policy_document == short.full_title


def test_seed_rows_point_at_the_source(seed: Tables, shared: Path) -> None:
    source = (shared / "corpus" / "seed" / "source.txt").read_text(encoding="utf-8")
    bodies = seed.organisations[seed.organisations.text == "中国政府网"]
    assert [source[row.source_start : row.source_end] for row in bodies.itertuples()] == ["中國政府網(wǎng)"] * len(
        bodies
    )


def test_dev_gold_evaluates_with_the_same_command(shared: Path, tmp_path: Path) -> None:
    dev = shared / "corpus" / "dev"
    run(find_inputs([dev / "text"]), tmp_path / "out", local.engine(), metadata=read_metadata(dev / "documents.csv"))
    result = evaluate(read_gold(dev / "gold"), read_found(tmp_path / "out"))
    assert (result.documents, result.absent) == (8, ())
    assert stem("a05.txt") == "a05"
    for table, least in (("organisations", 0.9), ("dates", 0.9), ("officials", 0.9), ("policy_documents", 0.9)):
        assert (result.tables[table].facts.f1 or 0) >= least, table
