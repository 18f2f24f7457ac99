"""Outputs: whole or not at all, the same in both formats, safe in a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import zhengce
from zhengce.batches import extract_batch
from zhengce.errors import UsageError, WriteError
from zhengce.frames import Tables
from zhengce.tables import SCHEMAS, source_batch
from zhengce.writers import FORMATS, Outputs

TEXTS = [
    "=国务院办公厅印发《关于做好\n防汛工作的通知》（国办发〔2015〕7号），民政部、财政部联合发布。",
    "2014年3月5日，水利部部署防汛工作。",
]


def write(folder: Path, formats: tuple[str, ...] = FORMATS, **options: bool) -> None:
    sources = [
        {"doc_id": f"{i}.txt", "source": f"{i}.txt", "undecodable": 0, "html": False, "text": text}
        for i, text in enumerate(TEXTS)
    ]
    bad = {"doc_id": "x.txt", "source": "x.txt", "stage": "read", "error": "ReadError", "message": "-broken, “quoted”\nline"}
    with Outputs(folder, formats, **options) as outputs:
        outputs.write(extract_batch(source_batch([*sources, bad]), zhengce_pipeline()))


def zhengce_pipeline():  # type: ignore[no-untyped-def]
    from zhengce.extract import pipeline

    return pipeline()


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


def test_a_second_run_is_refused_and_the_first_kept(tmp_path: Path) -> None:
    write(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(UsageError, match="another run"):
        write(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_overwrite_replaces_all_of_the_run_before(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, ("csv",), overwrite=True)
    assert sorted({path.suffix for path in tmp_path.iterdir()}) == [".csv", ".json"]


def test_a_run_that_fails_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    with pytest.raises(RuntimeError), Outputs(folder):
        raise RuntimeError
    assert list(folder.iterdir()) == []


def test_two_runs_into_one_folder_are_refused(tmp_path: Path) -> None:
    with Outputs(tmp_path), pytest.raises(UsageError, match="another run is writing"), Outputs(tmp_path):
        pass


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(WriteError, match="cannot be written"), Outputs(tmp_path / "file" / "out"):
        pass


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
