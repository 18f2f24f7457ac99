"""From marks to tables; and the committed tables are what the marks give."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengce.errors import UsageError
from zhengce.gold.build import build_gold, read_split
from zhengce.gold.markup import GoldError, read_folder

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("a", "⟦O1|民政部⟧印发通知。"), ("b", "⟦O1|民政部⟧发布通知，⟦O2?|中心⟧。")):
        (tmp_path / "marked").mkdir(exist_ok=True)
        lines = "O1  name=民政部  kind=government  level=central\n" + "O2  name=中心  kind=institution\n" * (
            name == "b"
        )
        (tmp_path / "marked" / f"{name}.gold").write_text(f"{text}\n---\n{lines}", encoding="utf-8")
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("民政部印发通知。\n", encoding="utf-8")
    (tmp_path / "raw" / "b.txt").write_text("民政部發(fā)布通知，中心。", encoding="utf-8")
    return tmp_path


def test_tables_hold_clean_offsets(folder: Path) -> None:
    assert build_gold(folder / "marked", folder / "raw", folder / "out")["organisations"] == 3
    lines = (folder / "out" / "organisations.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines == [
        '"doc_id","mention_id","start","end","text","optional","name","kind","level","region"',
        '"a",0,0,3,"民政部",false,"民政部","government","central",',
        '"b",0,0,3,"民政部",false,"民政部","government","central",',
        '"b",1,8,10,"中心",true,"中心","institution",,',
    ]
    assert sorted(path.name for path in (folder / "out").iterdir()) == sorted(
        f"{name}.csv"
        for name in ("organisations", "dates", "officials", "policy_documents", "actions", "mechanisms", "members")
    )


def test_one_split(folder: Path) -> None:
    (folder / "splits.csv").write_text("doc_id,split\na.txt,dev\nb,test\n", encoding="utf-8")
    only = read_split(folder / "splits.csv", "test")
    assert build_gold(folder / "marked", folder / "raw", folder / "out", only)["organisations"] == 2
    with pytest.raises(UsageError, match="no split 'train'; it has dev, test"):
        read_split(folder / "splits.csv", "train")
    (folder / "splits.csv").write_text("doc_id\na\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no columns doc_id and split"):
        read_split(folder / "splits.csv", "dev")


def test_a_text_that_differs_is_refused_and_nothing_written(folder: Path) -> None:
    (folder / "raw" / "a.txt").write_text("民政部下发通知。", encoding="utf-8")
    with pytest.raises(
        GoldError, match=r"a\.gold:1: the text differs from its source at character 3: '印发通知。' is '下发通知。'"
    ):
        build_gold(folder / "marked", folder / "raw", folder / "out")
    assert not (folder / "out").exists()


def test_a_text_without_source_is_refused(folder: Path) -> None:
    (folder / "raw" / "b.txt").unlink()
    with pytest.raises(UsageError, match=r"b\.gold: no source text 'b'"):
        build_gold(folder / "marked", folder / "raw", folder / "out")
    (folder / "empty").mkdir()
    with pytest.raises(GoldError, match=r"no \*\.gold files"):
        build_gold(folder / "empty", folder / "raw", folder / "out")


@pytest.mark.parametrize("split", ["dev", "test"])
def test_committed_tables_are_what_the_marks_give(tmp_path: Path, split: str) -> None:
    build_gold(CORPUS / "marked", CORPUS / "raw", tmp_path, read_split(CORPUS / "splits.csv", split))
    committed = CORPUS / "gold" / split
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in committed.iterdir())
    for path in sorted(tmp_path.iterdir()):
        assert path.read_bytes() == (committed / path.name).read_bytes(), (
            f"{path.name}: build the split again, see corpus/README.md"
        )


def test_every_document_of_the_corpus_has_marks_metadata_and_a_split() -> None:
    marked = {document.doc_id for document in read_folder(CORPUS / "marked")}
    assert marked == {path.stem for path in (CORPUS / "raw").iterdir()}
    assert marked == read_split(CORPUS / "splits.csv", "dev") | read_split(CORPUS / "splits.csv", "test")
    assert not read_split(CORPUS / "splits.csv", "dev") & read_split(CORPUS / "splits.csv", "test")
    assert len(marked) >= 40
