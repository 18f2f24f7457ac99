"""The tables as JSON Schema and Markdown: what they say holds for real rows."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import jsonschema
import pyarrow as pa
import pytest

from zhengce.batches import extract_batch
from zhengce.extract import pipeline
from zhengce.schema import as_json_schema, as_markdown, count_rules
from zhengce.tables import SCHEMAS, source_batch

TEXT = (
    "2014年3月5日，民政部、财政部联合印发《关于加强救灾物资储备的通知》，要求各地加强监管。民政部部长李立国主持会议。"
    "经国务院同意，建立全国救灾工作部际联席会议，由民政部、财政部、水利部3个部门组成，民政部为牵头单位。"
)


def rows() -> dict[str, list[dict[str, object]]]:
    source = {"doc_id": "a", "source": "a", "undecodable": 0, "html": False, "text": TEXT, "sha256": "0" * 64}
    found = {}
    batches = extract_batch(source_batch([source]), pipeline())
    for name in SCHEMAS:
        table = pa.Table.from_batches([batches[name]])
        found[name] = json.loads(json.dumps(table.to_pylist(), default=str))
        for row in found[name]:
            if "repairs" in row:
                row["repairs"] = dict(row["repairs"])
    return found


def test_rows_validate_against_the_schema() -> None:
    schema = json.loads(as_json_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    found = rows()
    assert found["organisations"] and found["actions"] and found["policy_documents"]
    jsonschema.validate(found, schema)


def test_the_schema_refuses_another_column() -> None:
    found = rows()
    found["organisations"][0]["more"] = 1
    assert not jsonschema.Draft202012Validator(json.loads(as_json_schema())).is_valid(found)


def test_markdown_names_every_column() -> None:
    text = as_markdown()
    for name, schema in SCHEMAS.items():
        section = text.partition(f"## {name}\n")[2].partition("\n## ")[0]
        assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == schema.names


def test_rules_are_counted() -> None:
    counts = count_rules()
    assert counts["names"] > counts["organisations"] > 0
    assert counts["rule rows"] > counts["predicates"] + counts["organisations"] > 0


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("documents", "script"),
        ("documents", "repairs"),
        ("organisations", "kind"),
        ("organisations", "level"),
        ("organisations", "resolution"),
        ("dates", "kind"),
        ("officials", "status"),
        ("actions", "category"),
        ("actions", "modality"),
    ],
)
def test_codes_are_named_where_the_column_is_described(table: str, column: str) -> None:
    outputs = Path(__file__).parents[1] / "outputs" / f"{table}.csv"
    with outputs.open(encoding="utf-8-sig", newline="") as file:
        found = {code for row in csv.DictReader(file) for code in re.findall("[a-zA-Z_]+", row[column])}
    meaning = SCHEMAS[table].field(column).metadata[b"doc"].decode()
    assert found and found <= set(re.findall("[a-zA-Z_]+", meaning))
