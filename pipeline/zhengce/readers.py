"""From files and folders to shards, and from shards to batches of `SOURCES` rows.

Plain text, Markdown, HTML, Word and PDF (`zhengce.documents`) give one document a file; JSON Lines, CSV and Parquet one a record;
crawl archives one a Chinese page (`zhengce.crawl`). Any of them may be compressed (`.gz`, `.zst`) and lie at an address that fsspec knows.
An input that cannot be read is a row with the error's columns filled; only what leaves nothing to do (a path that does not exist, a folder
without files, wrong metadata) raises UsageError before any work.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any

import pyarrow as pa

from zhengce.documents import READERS as DOCUMENTS
from zhengce.errors import ReadError, UsageError, ZhengceError
from zhengce.restore import decode
from zhengce.stores import file_system, is_local
from zhengce.tables import source_batch

Source = dict[str, Any]

BATCH_DOCUMENTS = 256
BATCH_CHARS = 1_000_000
SHARD_BYTES = 4_000_000  # of plain files that share a shard

_HEAD = 4_000_000  # bytes of a CSV file that decide its encoding
_COMPRESSION = {".gz": "gzip", ".zst": "zstd"}
RECORD_FIELDS = ("title", "publisher", "published", "region", "source")
_DAY = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[T ].{0,40})?")


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read."""

    path: Path | str  # a str is an address
    doc_id: str  # path relative to the folder that was given, with forward slashes
    size: int  # bytes on disk


@dataclass(frozen=True, slots=True)
class Shard:
    """A unit of work: some plain files, or one file of records."""

    number: int
    inputs: tuple[Input, ...]

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(input_.size for input_ in self.inputs)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Fields of plain files, by `doc_id`: relative path, or file stem."""

    rows: dict[str, dict[str, str | None]]

    def of(self, input_: Input) -> dict[str, str | None]:
        """The fields of one file; an empty dict where there are none."""
        return self.rows.get(input_.doc_id) or self.rows.get(stem(input_.doc_id)) or {}


def find_inputs(paths: Iterable[Path | str], exclude: Iterable[Path | str] = ()) -> list[Input]:
    """Files under `paths` (or addresses), in order of `doc_id`. Hidden files and what is at or under `exclude` are passed over.

    Raises UsageError for a path that does not exist, for two files with one `doc_id`, and when there is no file at all.
    """
    paths = [
        path if isinstance(path, Path) or not is_local(path) else Path(path.removeprefix("file://")) for path in paths
    ]
    skip = {Path(path).resolve() for path in exclude if is_local(str(path))}
    own = tuple(f"{str(path).rstrip('/')}/" for path in exclude if not is_local(str(path)))
    found: dict[str, Input] = {}
    for path in paths:
        for input_ in _at_address(path) if isinstance(path, str) else _in_folder(path, skip):
            if str(input_.path).startswith(own):
                continue
            other = found.setdefault(input_.doc_id, input_)
            if other.path != input_.path and Path(other.path).resolve() != Path(input_.path).resolve():
                raise UsageError(
                    f"{input_.path} and {other.path} would both be document {input_.doc_id!r}; "
                    "give their common folder as the input, or rename one."
                )
    if not found:
        raise UsageError(f"No files to read in {', '.join(map(str, paths))}; give a folder that holds texts.")
    return [found[doc_id] for doc_id in sorted(found)]


def _in_folder(path: Path, skip: set[Path]) -> Iterator[Input]:
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder; check the path.")
    files = (entry for entry in path.rglob("*") if entry.is_file()) if path.is_dir() else [path]
    for file in files:
        relative = file.relative_to(path) if path.is_dir() else Path(file.name)
        if any(part.startswith(".") for part in relative.parts):
            continue
        resolved = file.resolve()
        if resolved not in skip and skip.isdisjoint(resolved.parents):
            yield Input(file, relative.as_posix(), file.stat().st_size)


def _at_address(address: str) -> Iterator[Input]:
    system, folder = file_system(address)
    try:
        files = system.find(folder, detail=True)
    except Exception as error:  # each system has its own
        raise UsageError(
            f"{address}: cannot be read ({error}); check the address, your credentials and rights."
        ) from error
    if not files:
        raise UsageError(f"{address}: no such file or folder; check the address.")
    for file, known in files.items():
        relative = file.removeprefix(folder).lstrip("/") or file.rsplit("/", 1)[-1]
        if not any(part.startswith(".") for part in relative.split("/")):
            yield Input(system.unstrip_protocol(file), relative, known["size"] or 0)


def read_metadata(path: Path) -> Metadata:
    """Fields of plain files from a CSV file with a `doc_id` column. Raises UsageError when it is not that."""
    try:
        text = decode(path.read_bytes()).text
    except (OSError, ZhengceError) as error:
        raise UsageError(f"{path}: the metadata cannot be read ({error}).") from error
    reader = csv.DictReader(io.StringIO(text))
    columns = reader.fieldnames or []
    if "doc_id" not in columns:
        raise UsageError(
            f"{path}: no column 'doc_id' (columns: {', '.join(columns) or 'none'}); add one with file names."
        )
    rows: dict[str, dict[str, str | None]] = {}
    for row in reader:
        if row["doc_id"] in rows:
            raise UsageError(f"{path}:{reader.line_num}: doc_id {row['doc_id']!r} stands twice; remove one.")
        fields = {name: (row.get(name) or "").strip() or None for name in RECORD_FIELDS}
        try:
            parse_day(fields["published"])
        except ReadError as error:
            raise UsageError(f"{path}:{reader.line_num}: {error}") from error
        rows[row["doc_id"]] = fields
    return Metadata(rows)


def make_shards(inputs: Iterable[Input]) -> list[Shard]:
    """The inputs in shards, the units of work: small plain files together, up to a batch; every other file alone."""
    shards: list[Shard] = []
    group: list[Input] = []
    size = 0

    def close() -> None:
        nonlocal size
        if group:
            shards.append(Shard(len(shards), tuple(group)))
            group.clear()
            size = 0

    for input_ in inputs:
        alone = _format(input_.doc_id)[0] in _RECORDS or input_.size > SHARD_BYTES
        if alone or len(group) >= BATCH_DOCUMENTS or size + input_.size > SHARD_BYTES:
            close()
        group.append(input_)
        size += input_.size
        if alone:
            close()
    close()
    return shards


def read_shard(shard: Shard, metadata: Metadata | None = None) -> Iterator[pa.RecordBatch]:
    """Batches of `SOURCES` rows, in order of the inputs and of the records in them; the last row may be a count of records passed over."""
    metadata = metadata or Metadata({})
    rows: list[Source] = []
    chars = 0
    skipped: Counter[str] = Counter()

    def batch() -> pa.RecordBatch:
        if skipped:
            rows.append({"skipped": sorted(skipped.items())})
        found = source_batch(rows)
        rows.clear()
        skipped.clear()
        return found

    for input_ in shard.inputs:
        for row in read(input_, metadata):
            if "skipped" in row:
                skipped[row["skipped"]] += 1
                continue
            rows.append(row)
            chars += len(row.get("text") or "")
            if len(rows) >= BATCH_DOCUMENTS or chars >= BATCH_CHARS:
                yield batch()
                chars = 0
    if rows or skipped:
        yield batch()


def read(input_: Input, metadata: Metadata) -> Iterator[Source]:
    """The rows of one file."""
    try:
        suffix, compression = _format(input_.doc_id)
        reader = _READERS.get(suffix)
        if reader is None:
            raise ReadError(
                f"{input_.doc_id}: unknown format {suffix or '(no suffix)'!r}; known are {', '.join(sorted(_READERS))}, "
                "each also with .gz or .zst. Rename the file, or convert it (.doc, .wps: soffice --convert-to docx)."
            )
        yield from _rows(reader, input_, compression, metadata)
    except ZhengceError as error:
        yield _failed(input_.doc_id, error)


def read_texts(path: Path) -> Iterator[Source]:
    """The rows of one file with their texts, for a look at it; an unknown suffix is taken for plain text. Raises ReadError, DecodeError."""
    suffix, compression = _format(path.name)
    reader = _READERS.get(suffix, _read_plain)
    try:
        for row in _rows(reader, Input(path, path.name, 0), compression, Metadata({})):
            if "message" in row:
                raise ReadError(row["message"])
            if "text" in row:
                yield row
    except ZhengceError as error:
        raise type(error)(f"{path}: {error}") from error


def _rows(reader: _Reader, input_: Input, compression: str | None, metadata: Metadata) -> Iterator[Source]:
    """The rows of one file; whatever is wrong with it is a ZhengceError."""
    try:
        with _open(input_.path, compression) as stream:
            yield from reader(input_, stream, metadata)
    except ZhengceError:
        raise
    except (OSError, pa.ArrowException) as error:
        why = getattr(error, "strerror", None) or error  # the same on every machine: without the path
        raise ReadError(f"cannot be read ({why}); check the file.") from error
    except Exception as error:  # each library has its own
        raise ReadError(f"cannot be read ({error!r}); please report it.") from error


@contextmanager
def _open(path: Path | str, compression: str | None) -> Iterator[Any]:
    if isinstance(path, Path):
        path.open("rb").close()  # Python's errors are plainer than Arrow's
        with pa.input_stream(str(path), compression=compression) as stream:
            yield stream
        return
    system, name = file_system(path)
    try:
        file = system.open(name, "rb")
    except OSError:
        raise
    except Exception as error:  # each system has its own
        raise OSError(str(error)) from error
    with file, pa.input_stream(file, compression=compression) as stream:
        yield stream


def _format(name: str) -> tuple[str, str | None]:
    """Suffix of the format, and the compression: `a.jsonl.gz` → `.jsonl`, `gzip`."""
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes[-2:]]
    compression = _COMPRESSION.get(suffixes.pop()) if suffixes and suffixes[-1] in _COMPRESSION else None
    return suffixes[-1] if suffixes else "", compression


def stem(doc_id: str) -> str:
    """File name without folder and suffixes of format and compression: `a/b.txt.gz` → `b`."""
    path = PurePosixPath(doc_id)
    if path.suffix.lower() in _COMPRESSION:
        path = path.with_suffix("")
    return path.stem if path.suffix.lower() in _READERS else path.name


def parse_day(value: object) -> date | None:
    """A day from `2016-04-07`, `20160407`, `2016/4/7`, `2016年4月7日` (a time of day may follow), or a date. Raises ReadError."""
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    match = _DAY.fullmatch(str(value).strip())
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass
    raise ReadError(f"published is {value!r}; write an ISO date such as 2016-04-07.")


def _read_plain(input_: Input, stream: IO[bytes], metadata: Metadata, html: bool = False) -> Iterator[Source]:
    data = stream.read()
    decoded = decode(data)
    row = _whole_file(input_, metadata, data, decoded.text)
    yield {**row, "encoding": decoded.encoding, "undecodable": decoded.undecodable, "html": html}


def _read_html(input_: Input, stream: IO[bytes], metadata: Metadata) -> Iterator[Source]:
    return _read_plain(input_, stream, metadata, html=True)


def _read_document(input_: Input, stream: IO[bytes], metadata: Metadata) -> Iterator[Source]:
    data = stream.read()
    yield _whole_file(input_, metadata, data, DOCUMENTS[_format(input_.doc_id)[0]](data))


def _whole_file(input_: Input, metadata: Metadata, data: bytes, text: str) -> Source:
    if not text.strip():
        raise ReadError("no text; remove the empty file.")
    fields = metadata.of(input_)
    return {
        **fields,
        "doc_id": input_.doc_id,
        "source": fields.get("source") or input_.doc_id,
        "published": parse_day(fields.get("published")),
        "undecodable": text.count("\ufffd"),
        "sha256": sha256(data).hexdigest(),
        "html": False,
        "text": text,
    }


def _read_json_lines(input_: Input, stream: IO[bytes], metadata: Metadata) -> Iterator[Source]:
    def records() -> Iterator[Any]:
        for number, line in enumerate(io.BufferedReader(stream), 1):  # type: ignore[type-var]
            if line.strip():
                try:
                    yield json.loads(decode(line).text)
                except (ValueError, RecursionError) as error:
                    yield ReadError(
                        f"{input_.doc_id}:{number}: not valid JSON ({error}); one JSON object a line is expected."
                    )
                except ZhengceError as error:
                    yield type(error)(f"{input_.doc_id}:{number}: {error}")

    return _read_records(input_, records())


def _read_csv(input_: Input, stream: IO[bytes], metadata: Metadata) -> Iterator[Source]:
    reader = csv.DictReader(_text_lines(stream))
    _require_text(input_, reader.fieldnames or [])
    csv.field_size_limit(2**31 - 1)
    return _read_records(input_, reader)


def _text_lines(stream: IO[bytes]) -> IO[str]:
    """The stream as text, in an encoding that its first bytes decide."""
    head = stream.read(_HEAD)
    decoded = decode(head)
    if len(head) < _HEAD or " via " in decoded.encoding:
        rest = stream.read()
        return io.StringIO(decode(head + rest).text if rest else decoded.text, newline="")
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    return io.TextIOWrapper(io.BufferedReader(_Joined(head, stream)), decoded.encoding, "replace", newline="")


class _Joined(io.RawIOBase):
    """Bytes that were read already, and then the rest of their stream."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def _read_parquet(input_: Input, stream: IO[bytes], metadata: Metadata) -> Iterator[Source]:
    from pyarrow import parquet

    file = parquet.ParquetFile(pa.BufferReader(stream.read()) if not stream.seekable() else stream)
    names = file.schema_arrow.names
    _require_text(input_, names)
    columns = [name for name in ("text", "id", *RECORD_FIELDS) if name in names]
    batches = file.iter_batches(batch_size=BATCH_DOCUMENTS, columns=columns, use_threads=False)
    return _read_records(input_, (record for batch in batches for record in batch.to_pylist()))


def _read_crawl(input_: Input, stream: IO[bytes], metadata: Metadata) -> Iterator[Source]:
    from zhengce.crawl import pages

    for page in pages(stream):
        if isinstance(page, str):
            yield {"skipped": page}
            continue
        doc_id = f"{input_.doc_id}#{page.key}"
        yield {
            "doc_id": doc_id,
            "source": page.address or doc_id,
            "encoding": page.decoded.encoding,
            "undecodable": page.decoded.undecodable,
            "sha256": sha256(page.data).hexdigest(),
            "html": page.html,
            "text": page.decoded.text,
        }


def _read_records(input_: Input, records: Iterable[Any]) -> Iterator[Source]:
    keys: set[str] = set()
    for number, record in enumerate(records):
        key = str(number)
        if isinstance(record, ZhengceError):
            yield _failed(f"{input_.doc_id}#{key}", record)
        elif not isinstance(record, dict):
            error = ReadError(f"{input_.doc_id}: record {number} is not an object with named fields; write one a line.")
            yield _failed(f"{input_.doc_id}#{key}", error)
        else:
            if record.get("id") not in (None, ""):
                key = str(record["id"])
            if key in keys:
                key = f"{key}@{number}"
            yield read_record(f"{input_.doc_id}#{key}", record)
        keys.add(key)


def read_record(doc_id: str, record: dict[str, Any]) -> Source:
    """The row of a record with the field `text` and any of `RECORD_FIELDS`; of an error where they are not what they should be."""
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        has = ", ".join(map(str, record)) or "none"
        return _failed(doc_id, ReadError(f"{doc_id}: no text in its field 'text' (fields: {has}); add or rename it."))
    text, lost = whole(text)
    fields = {
        name: whole(str(record[name]))[0].strip() or None for name in RECORD_FIELDS if record.get(name) is not None
    }
    try:
        published = parse_day(record.get("published"))
    except ReadError as error:
        return _failed(doc_id, ReadError(f"{doc_id}: {error}"))
    return {
        **fields,
        "doc_id": doc_id,
        "source": fields.get("source") or doc_id,
        "published": published,
        "encoding": "utf-8",
        "undecodable": lost,
        "sha256": sha256(text.encode()).hexdigest(),
        "html": False,
        "text": text,
    }


def whole(text: str) -> tuple[str, int]:
    """`text` with lone surrogates, which are no characters, as U+FFFD, and how many there were."""
    if text.isprintable():  # none, told fast
        return text, 0
    clean = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return clean, clean.count("\ufffd") - text.count("\ufffd")


def _require_text(input_: Input, columns: Iterable[str]) -> None:
    if "text" not in columns:
        raise ReadError(
            f"{input_.doc_id}: no column 'text' (columns: {', '.join(columns) or 'none'}); rename the one that holds it."
        )


def _failed(doc_id: str, error: ZhengceError) -> Source:
    """The row of an input that cannot be read; its message names the input."""
    return {
        "doc_id": doc_id,
        "source": doc_id,
        "stage": error.stage,
        "error": type(error).__name__,
        "message": str(error) if doc_id.partition("#")[0] in str(error) else f"{doc_id}: {error}",
    }


_Reader = Callable[[Input, IO[bytes], Metadata], Iterator[Source]]
_RECORDS: dict[str, _Reader] = {
    ".jsonl": _read_json_lines,
    ".ndjson": _read_json_lines,
    ".csv": _read_csv,
    ".parquet": _read_parquet,
    ".warc": _read_crawl,
    ".wet": _read_crawl,
}
_READERS: dict[str, _Reader] = {
    ".txt": _read_plain,
    ".md": _read_plain,
    **dict.fromkeys((".html", ".htm", ".shtml"), _read_html),
    **dict.fromkeys(DOCUMENTS, _read_document),
    **_RECORDS,
}
