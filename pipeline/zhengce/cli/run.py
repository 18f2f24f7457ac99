"""The verb that makes tables."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from zhengce import __version__

_SHOWN = 5  # messages of inputs that could not be read


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--output", "-o", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the tables."
)
@click.option(
    "--format",
    "-f",
    "formats",
    multiple=True,
    type=click.Choice(["parquet", "csv", "docbin"]),
    help="Format of the tables; may be given again. Parquet and CSV by default. docbin adds documents.spacy, spaCy's own "
    "form of texts and mentions, to the tables.",
)
@click.option("--workers", "-w", default=1, show_default=True, type=click.IntRange(1), help="Processes to use.")
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
    inputs: Sequence[Path],
    output: Path,
    formats: Sequence[str],
    workers: int,
    metadata: Path | None,
    overwrite: bool,
    resume: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Extract tables from INPUT files and folders.

    INPUT is text (.txt, .md), HTML, JSON Lines, CSV or Parquet, each also .gz or .zst, in any encoding; folders are walked.
    Records have the fields text and, where known, id, title, published, publisher, region, source.
    """
    from time import perf_counter

    from tqdm import tqdm

    from zhengce.engines.local import engine
    from zhengce.engines.runs import run
    from zhengce.readers import find_inputs, read_metadata
    from zhengce.stored import DOCBIN, read_errors
    from zhengce.writers import FORMATS

    began = perf_counter()
    known = read_metadata(metadata) if metadata else None
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
            engine(workers),
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
        (output / DOCBIN).unlink(missing_ok=True)  # of a run that this one replaces
    if as_json:
        summary = {
            "zhengce": __version__,
            "output": str(output),
            "formats": [*formats, *(["docbin"] if docbin else [])],
            "rows": rows,
            "messages": read_errors(output, rows["errors"]),
            "seconds": round(perf_counter() - began, 3),
        }
        click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
    elif not quiet:
        _summary(output, rows, formats, perf_counter() - began)
        _failures(output, rows["errors"], read_errors(output, _SHOWN), formats)
    if rows["errors"] and not rows["documents"]:
        raise SystemExit(1)


def _summary(output: Path, rows: dict[str, int], formats: Sequence[str], seconds: float) -> None:
    documents = rows["documents"]
    click.echo(f"{documents:,} document{'s' * (documents != 1)} in {seconds:.1f} s")
    for name, count in rows.items():
        if name not in ("documents", "errors"):
            click.echo(f"  {name.replace('_', ' '):<17}{count:>9,}")
    suffix = formats[0] if len(formats) == 1 else "{" + ",".join(formats) + "}"
    click.echo(f"Tables: {output}/<table>.{suffix}")


def _failures(output: Path, count: int, messages: Sequence[str], formats: Sequence[str]) -> None:
    if count:
        click.echo(
            f"{count:,} input{'s' * (count != 1)} could not be read (all are in {output}/errors.{formats[0]}):",
            err=True,
        )
        for message in messages:
            click.echo(f"  {message}", err=True)
