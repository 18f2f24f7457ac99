"""The pandas face: the tables of one text, or of a finished run, as typed DataFrames.

Dates are `datetime64`, lists are lists (None where unknown), codes such as `kind` and `category` are categories, and whole numbers
that may be unknown are nullable integers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from os import fspath
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from zhengce.batches import extract_batch
from zhengce.calendar import first_day
from zhengce.errors import UsageError
from zhengce.extract import pipeline
from zhengce.readers import parse_day, whole
from zhengce.registry import Body, registry
from zhengce.stored import read_tables
from zhengce.tables import SCHEMAS, source_batch

if TYPE_CHECKING:
    from os import PathLike

_CATEGORIES = frozenset(
    {
        "script",
        "encoding",
        "rule",
        "kind",
        "level",
        "resolution",
        "status",
        "document_kind",
        "category",
        "modality",
        "stage",
    }
)


def _frame_of(name: str) -> cached_property[pd.DataFrame]:
    """The DataFrame of a table, made when it is first asked for: making them all takes longer than extracting a text."""
    return cached_property(lambda self: _frame(self._tables[name]))


class Tables:
    """One DataFrame a table; columns as in `zhengce.tables.SCHEMAS`. Its verbs answer what is asked most.

    Lists explode: `tables.actions.explode("actors")` has one row an actor. In what the verbs return, `day` is the first day of the date that
    the text gives, or else the day of publication; rows are in order of `day`.
    """

    documents = _frame_of("documents")
    organisations = _frame_of("organisations")
    dates = _frame_of("dates")
    officials = _frame_of("officials")
    policy_documents = _frame_of("policy_documents")
    actions = _frame_of("actions")
    mechanisms = _frame_of("mechanisms")
    members = _frame_of("members")
    errors = _frame_of("errors")

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        """`tables` has an Arrow table for each name in `SCHEMAS`."""
        self._tables = tables

    def __repr__(self) -> str:
        return "Tables(" + ", ".join(f"{name}={len(self._tables[name])}" for name in SCHEMAS) + ")"

    def met(self, person: str | None = None) -> pd.DataFrame:
        """Who met whom: pairs of people whom one sentence names with a verb of meeting (会见, 会谈, 主持, 出席 …).

        Columns: `person`, `other`, `verb`, `day`, `doc_id`, `sentence`, `clause`. A pair stands once a sentence, in the order of
        the text; with `person`, only the pairs of that person, who then always stands first.
        """
        place = ["doc_id", "sentence"]
        people = (
            self.officials[[*place, "start", "person"]]
            .sort_values([*place, "start"])
            .drop_duplicates([*place, "person"])
        )
        verbs = self.actions[self.actions["category"] == "convene"].drop_duplicates(place)
        verbs = verbs[[*place, "text", "date", "clause"]].rename(columns={"text": "verb"})
        first = people if person is None else people[people["person"] == person]
        pairs = verbs.merge(first, on=place).merge(
            people.rename(columns={"person": "other"}), on=place, suffixes=("", "_other")
        )
        apart = pairs["start"] < pairs["start_other"] if person is None else pairs["other"] != person
        return self._by_day(pairs[apart])[["person", "other", "verb", "day", *place, "clause"]]

    def actions_of(self, name: str | None = None, *, renamed: bool = True) -> pd.DataFrame:
        """Actions with one row an actor, in order of time; with `name` (full name or short form), those of one organisation or person.

        With `renamed`, an organisation's actions under its earlier and later names too. The column `actor` takes the place of `actors`.
        """
        rows = self.actions.explode("actors").rename(columns={"actors": "actor"})
        if name is not None:
            rows = rows[rows["actor"].isin(self._names(name, renamed))]
        rows = self._by_day(rows)
        return rows[["day", "actor", *(column for column in self.actions.columns if column != "actors")]]

    def renamings(self, name: str) -> pd.DataFrame:
        """The organisation called `name` (full name, short form or id) across its renamings, mergers and divisions.

        One row a name, in order of time: `org_id`, `name`, `since`, `until` (from the registry), `mentions` in these tables, and the
        publication of the `first` and the `last` document that mentions it. One row without an id where the registry does not know it.
        """
        found = self.organisations.merge(self.documents[["doc_id", "published"]], on="doc_id")
        rows = []
        known: list[tuple[str | None, str, date | None, date | None]]
        known = [(body.id, body.name, body.since, body.until) for body in _lineage(name)]
        for org_id, full_name, since, until in known or [(None, name, None, None)]:
            seen = found.loc[found["name"] == full_name, "published"]
            rows.append((org_id, full_name, since, until, len(seen), seen.min(), seen.max()))
        frame = pd.DataFrame(rows, columns=["org_id", "name", "since", "until", "mentions", "first", "last"])
        for column in ("since", "until", "first", "last"):
            frame[column] = pd.to_datetime(frame[column]).astype("datetime64[s]")
        return frame

    def issued(self, by: str | None = None, *, renamed: bool = True) -> pd.DataFrame:
        """What was issued by whom and when: one row an issuer and document.

        Columns: `issuer`, `full_title`, `number`, `document_kind`, `day` (of the document; else of an action that issues it; else null),
        `mentions`, `documents` (how many texts mention it). With `by`, only what that body issued; `renamed` as in `actions_of`.
        """
        rows = self.policy_documents.explode("issuers").rename(columns={"issuers": "issuer"})
        rows = rows[rows["issuer"].notna() & rows["full_title"].notna()]
        if by is not None:
            rows = rows[rows["issuer"].isin(self._names(by, renamed))]
        issuing = self.actions[self.actions["category"].isin(["issue", "adopt"]) & self.actions["date"].notna()]
        of_action = issuing.drop_duplicates("policy_document").set_index("policy_document")["date"]
        rows = rows.assign(day=_days(rows["dated"].where(rows["dated"].notna(), rows["full_title"].map(of_action))))
        documents = rows.groupby(["issuer", "full_title"], sort=False).agg(
            number=("number", "first"),
            document_kind=("document_kind", "first"),
            day=("day", "first"),
            mentions=("doc_id", "size"),
            documents=("doc_id", "nunique"),
        )
        return documents.reset_index().sort_values(["day", "full_title", "issuer"], ignore_index=True)

    def members_of(self, mechanism: str) -> pd.DataFrame:
        """Members of the mechanisms whose name has `mechanism` in it, in order of their lists: `mechanism`, `position`, `member`, `doc_id`."""
        rows = self.members[self.members["mechanism"].str.contains(mechanism, regex=False)]
        columns = ["mechanism", "position", "member", "doc_id"]
        return rows.sort_values(["mechanism", "doc_id", "position"])[columns].reset_index(drop=True)

    def _names(self, name: str, renamed: bool) -> list[str]:
        return [name, *(body.name for body in _lineage(name))] if renamed else [name]

    def _by_day(self, rows: pd.DataFrame) -> pd.DataFrame:
        published = self.documents.set_index("doc_id")["published"].reindex(rows["doc_id"]).set_axis(rows.index)
        dated = _days(rows["date"])
        return rows.assign(day=dated.where(dated.notna(), published)).sort_values(
            "day", kind="stable", ignore_index=True
        )


def extract(
    text: str,
    *,
    published: str | date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    region: str | None = None,
    doc_id: str = "text",
    html: bool = False,
) -> Tables:
    """The tables of one text, mangled or clean.

    `published` (a date, or `2016-04-07`, `20160407`) fixes relative dates such as 今年; `region` (a place name or GB/T 2260 code)
    fixes relative names such as 省民政厅. With `html` the text is a page. Raises ReadError for a `published` that is no date, and
    UsageError for a text that is no string.
    """
    if not isinstance(text, str):
        raise UsageError(f"the text is of type {type(text).__name__}; give a string, such as '' for a missing one.")
    text, lost = whole(text)
    source = {
        "doc_id": doc_id,
        "source": doc_id,
        "title": title,
        "publisher": publisher,
        "published": parse_day(published),
        "region": region,
        "undecodable": lost,
        "html": html,
        "text": text,
    }
    batches = extract_batch(source_batch([source]), pipeline())
    return Tables({name: pa.Table.from_batches([batches[name]]) for name in SCHEMAS})


def read_outputs(place: str | PathLike[str]) -> Tables:
    """The tables of the finished run in a folder or at an address (`s3://…`), from Parquet where it is there, else from CSV.

    Raises UsageError when there is no finished run.
    """
    return Tables(read_tables(fspath(place)))


def _frame(table: pa.Table) -> pd.DataFrame:
    columns: dict[str, Any] = {}
    for field, column in zip(table.schema, table.columns, strict=True):
        if pa.types.is_date(field.type):
            columns[field.name] = column.cast(pa.timestamp("s")).to_pandas()
        elif pa.types.is_map(field.type):
            columns[field.name] = pd.Series([dict(value or ()) for value in column.to_pylist()], dtype=object)
        elif pa.types.is_list(field.type):
            columns[field.name] = pd.Series(column.to_pylist(), dtype=object)
        elif pa.types.is_integer(field.type):
            columns[field.name] = (
                pd.array(column.to_pylist(), dtype="Int64") if column.null_count else column.to_pandas()
            )
        elif field.name in _CATEGORIES:
            columns[field.name] = column.to_pandas().astype("category")
        else:
            columns[field.name] = column.to_pandas()
    return pd.DataFrame(columns)


def _days(edtf: pd.Series) -> pd.Series:
    """First days of EDTF values."""
    starts = {value: first_day(value) for value in edtf.dropna().unique()}
    return pd.to_datetime(edtf.map(starts), errors="coerce").astype("datetime64[s]")


def _lineage(name: str) -> list[Body]:
    """The bodies that ever were called `name`, with all that they followed and all that followed them, in order of time."""
    bodies = registry().bodies
    roots = [bodies[name]] if name in bodies else [holder.body for holder in registry().surfaces.get(name, ())]
    followers: dict[str, tuple[str, ...]] = {}
    for body in bodies.values():
        for former in body.follows:
            followers[former] = (*followers.get(former, ()), body.id)
    found: set[str] = set()
    for links in ({body.id: body.follows for body in bodies.values()}, followers):
        waiting, seen = [body.id for body in roots], set[str]()
        while waiting:
            if (one := waiting.pop()) not in seen:
                seen.add(one)
                waiting.extend(links.get(one, ()))
        found |= seen
    return sorted((bodies[one] for one in found), key=lambda body: (body.since or date.min, body.id))
