"""The verb that makes tables."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhengce import __version__
from zhengce.errors import UsageError

if TYPE_CHECKING:
    from zhengce.engines.runs import Engine

_SHOWN = 5  # messages of inputs that could not be read


@click.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option("--output", "-o", required=True, help="Folder for the tables, or an address such as s3://bucket/run.")
@click.option(
    "--format",
    "-f",
    "formats",
    multiple=True,
    type=click.Choice(["parquet", "csv", "docbin"]),
    help="Format of the tables; may be given again. Parquet and CSV by default. docbin adds documents.spacy, spaCy's own "
    "form of texts and mentions, to the tables.",
)
@click.option("--workers", "-w", type=click.IntRange(1), help="Processes to use on this machine.  [default: 1]")
@click.option(
    "--engine",
    default="local",
    show_default=True,
    type=click.Choice(["local", "dask"]),
    help="Where to run: on this machine, or on a Dask cluster (pip install 'zhengce[dask]').",
)
@click.option("--scheduler", metavar="tcp://HOST:8786", help="Address of the Dask scheduler.")
@click.option(
    "--metadata",
    "-m",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV with doc_id (file stem or relative path) and any of title, publisher, published, region, source.",
)
@click.option("--overwrite", is_flag=True, help="Replace the run that the output folder holds.")
@click.option("--resume", is_flag=True, help="Finish the run that the output folder holds unfinished.")
@click.option("--quiet", "-q", is_flag=True, help="No summary and no progress bar.")
@click.option("--json", "as_json", is_flag=True, help="The summary as one JSON object on standard output.")
def extract(
    inputs: Sequence[str],
    output: str,
    formats: Sequence[str],
    workers: int | None,
    engine: str,
    scheduler: str | None,
    metadata: Path | None,
    overwrite: bool,
    resume: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Extract tables from INPUT files and folders.

    INPUT is text (.txt, .md), HTML, Word (.docx), PDF, JSON Lines, CSV, Parquet or a crawl archive (.warc, .wet), each also .gz
    or .zst, in any encoding; folders are walked. INPUT and output may be addresses that fsspec knows (s3://, gs://, hdfs://).
    Records have the fields text and, where known, id, title, published, publisher, region, source.
    """
    from time import perf_counter

    from tqdm import tqdm

    from zhengce.engines.runs import run
    from zhengce.readers import find_inputs, read_metadata
    from zhengce.stored import DOCBIN, read_errors, read_manifest
    from zhengce.stores import open_store
    from zhengce.writers import FORMATS

    began = perf_counter()
    known = read_metadata(metadata) if metadata else None
    chosen = _engine(engine, workers, scheduler, say=lambda text: None if quiet else click.echo(text, err=True))
    found = find_inputs(inputs, exclude=[output, *([metadata] if metadata else [])])
    bar = tqdm(
        total=sum(file.size for file in found),
        unit="B",
        unit_scale=True,
        desc="extracting",
        disable=quiet or as_json or not sys.stderr.isatty(),
    )
    docbin = "docbin" in formats
    formats = [kind for kind in dict.fromkeys(formats) if kind != "docbin"] or list(FORMATS)
    with bar:
        rows = run(
            found,
            output,
            chosen,
            metadata=known,
            formats=formats,
            overwrite=overwrite,
            resume=resume,
            progress=bar.update,
        )
    if docbin:
        from zhengce.language import write_docbin

        write_docbin(output)
    else:
        open_store(output).remove(DOCBIN)  # of a run that this one replaces
    if as_json:
        summary = {
            "zhengce": __version__,
            "output": output,
            "formats": [*formats, *(["docbin"] if docbin else [])],
            "rows": rows,
            "skipped": read_manifest(output)["skipped"],
            "messages": read_errors(output, rows["errors"]),
            "seconds": round(perf_counter() - began, 3),
        }
        click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
    elif not quiet:
        _summary(output, rows, formats, read_manifest(output)["skipped"], perf_counter() - began)
        _failures(output, rows["errors"], read_errors(output, _SHOWN), formats)
    if rows["errors"] and not rows["documents"]:
        raise SystemExit(1)


def _engine(name: str, workers: int | None, scheduler: str | None, say: Callable[[str], object]) -> Engine:
    """The engine that the options ask for. Raises UsageError where they do not fit, or Dask is not installed."""
    if name == "local":
        if scheduler:
            raise UsageError("--scheduler goes with --engine dask.")
        from zhengce.engines.local import engine

        return engine(workers or 1)
    if not scheduler:
        raise UsageError("--engine dask needs --scheduler tcp://HOST:8786, the address that `dask scheduler` prints.")
    if workers:
        raise UsageError("--workers is for this machine; start the workers of a cluster with `dask worker`.")
    try:
        from zhengce.engines.dask import engine as cluster
    except ImportError as error:
        raise UsageError(
            f"Dask is not installed here ({error}); install it with: pip install 'zhengce[dask]'"
        ) from error
    return cluster(scheduler, say)


def _summary(
    output: str, rows: dict[str, int], formats: Sequence[str], skipped: dict[str, int], seconds: float
) -> None:
    documents = rows["documents"]
    click.echo(f"{documents:,} document{'s' * (documents != 1)} in {seconds:.1f} s")
    for name, count in rows.items():
        if name not in ("documents", "errors"):
            click.echo(f"  {name.replace('_', ' '):<17}{count:>9,}")
    if skipped:
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in skipped.items())
        click.echo(f"Passed over {sum(skipped.values()):,} records of crawl archives: {reasons}")
    suffix = formats[0] if len(formats) == 1 else "{" + ",".join(formats) + "}"
    click.echo(f"Tables: {output}/<table>.{suffix}")


def _failures(output: str, count: int, messages: Sequence[str], formats: Sequence[str]) -> None:
    if count:
        click.echo(
            f"{count:,} input{'s' * (count != 1)} could not be read (all are in {output}/errors.{formats[0]}):",
            err=True,
        )
        for message in messages:
            click.echo(f"  {message}", err=True)
