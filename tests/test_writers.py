"""Outputs: whole or not at all, the same in both formats, safe in a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import zhengce
from zhengce.batches import extract_batch
from zhengce.errors import UsageError, WriteError
from zhengce.extract import pipeline
from zhengce.frames import Tables
from zhengce.stores import LocalStore, open_store
from zhengce.tables import SCHEMAS, source_batch
from zhengce.writers import FORMATS, publish, write_part

TEXTS = [
    "=国务院办公厅印发《关于做好\n防汛工作的通知》（国办发〔2015〕7号），民政部、财政部联合发布。",
    "2014年3月5日，水利部部署防汛工作。",
]


def write(folder: Path, formats: tuple[str, ...] = FORMATS, parts: int = 1) -> None:
    """A run of the texts and one bad input, in as many parts."""
    sources = [
        {"doc_id": f"{i}.txt", "source": f"{i}.txt", "undecodable": 0, "html": False, "text": text}
        for i, text in enumerate(TEXTS)
    ]
    sources.append(
        {
            "doc_id": "x.txt",
            "source": "x.txt",
            "stage": "read",
            "error": "ReadError",
            "message": "-broken, “quoted”\nline",
        }
    )
    store = LocalStore(folder)
    names = []
    for number in range(parts):
        names.append(f"parts/{number}")
        write_part(store, names[-1], extract_batch(source_batch(sources[number::parts]), pipeline()))
    publish(store, names, formats, "0")
    store.remove("parts")


def test_both_formats_hold_the_same(tmp_path: Path) -> None:
    write(tmp_path / "p", ("parquet",))
    write(tmp_path / "c", ("csv",))
    one, other = zhengce.read_outputs(tmp_path / "p"), zhengce.read_outputs(tmp_path / "c")
    for name in SCHEMAS:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name), check_categorical=False)
    assert len(one.documents) == 2 and len(one.errors) == 1


def test_csv_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    write(tmp_path, ("csv",))
    data = (tmp_path / "documents.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    cells = pd.read_csv(tmp_path / "documents.csv", encoding="utf-8-sig")
    assert cells.text[0].startswith("'=")
    assert pd.read_csv(tmp_path / "errors.csv", encoding="utf-8-sig").message[0].startswith("'-")


def test_row_groups_do_not_show_the_parts(tmp_path: Path) -> None:
    write(tmp_path / "one")
    write(tmp_path / "three", parts=3)
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "three" / path.name).read_bytes(), path.name


def test_publishing_one_format_removes_the_other_of_the_run_before(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, ("csv",))
    assert sorted({path.suffix for path in tmp_path.iterdir()}) == [".csv", ".json"]


def test_a_file_that_fails_half_way_is_not_there(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    store.write("a", b"before")
    with pytest.raises(RuntimeError), store.writing("a") as file:
        file.write(b"half")
        raise RuntimeError
    assert store.read("a") == b"before" and [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WriteError, match="cannot be written"):
        LocalStore(tmp_path / "file" / "out").write("a", b"")


def test_an_address_of_fsspec_is_a_store() -> None:
    store = open_store("memory://zhengce/store")
    store.write("parts/b", b"2")
    store.write("parts/a", b"1")
    assert (store.names("parts"), store.read("parts/a"), store.names("nowhere")) == (["a", "b"], b"1", [])
    store.remove("parts")
    assert not store.exists("parts/a")


def test_a_folder_without_a_run(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no finished run"):
        zhengce.read_outputs(tmp_path)


def test_types_in_pandas(tmp_path: Path) -> None:
    write(tmp_path)
    tables = zhengce.read_outputs(tmp_path)
    assert isinstance(tables, Tables)
    assert str(tables.documents.published.dtype).startswith("datetime64")
    assert tables.policy_documents.issuers[0] == ["国务院办公厅"]
    assert isinstance(tables.documents.repairs[0], dict)
    assert str(tables.policy_documents.document_kind.dtype) == "category"
