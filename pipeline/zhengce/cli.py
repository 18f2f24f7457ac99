"""The command line: verbs that mirror the Python face. Heavy modules are imported by the verb that needs them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from zhengce import __version__
from zhengce.errors import ZhengceError

_EXIT_CODES = """
Exit codes: 0 done (inputs that could not be read are listed in the table `errors`);
1 nothing could be read, or writing failed; 2 the command was not understood or
cannot be carried out as asked (a path that does not exist, a folder that holds another run).
"""

_SHOWN = 5  # messages of inputs that could not be read


class _Verbs(click.Group):
    """Turns our errors into one line and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        from zhengce.errors import UsageError

        try:
            return super().invoke(ctx)
        except ZhengceError as error:
            click.echo(f"zhengce: {error}", err=True)
            ctx.exit(2 if isinstance(error, UsageError) else 1)
        except KeyboardInterrupt:
            click.echo(
                "zhengce: stopped. What is done is kept: the same command with --resume goes on from there.", err=True
            )
            ctx.exit(130)


@click.group(cls=_Verbs, epilog=_EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="zhengce")
def main() -> None:
    """Turn raw Chinese policy news into tables.

    Organisations, dates, officials, policy documents, policy actions and mechanisms, each row with its place in the
    source and the rule that made it.

    \b
        zhengce extract news/ --output tables/
    """


@main.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--output", "-o", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the tables."
)
@click.option(
    "--format",
    "-f",
    "formats",
    multiple=True,
    type=click.Choice(["parquet", "csv"]),
    help="Format of the tables; may be given twice. Both by default.",
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
def extract(
    inputs: Sequence[Path],
    output: Path,
    formats: Sequence[str],
    workers: int,
    metadata: Path | None,
    overwrite: bool,
    resume: bool,
    quiet: bool,
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
    from zhengce.stored import read_errors
    from zhengce.writers import FORMATS

    began = perf_counter()
    known = read_metadata(metadata) if metadata else None
    found = find_inputs(inputs, exclude=[output, *([metadata] if metadata else [])])
    bar = tqdm(
        total=sum(file.size for file in found),
        unit="B",
        unit_scale=True,
        desc="extracting",
        disable=quiet or not sys.stderr.isatty(),
    )
    formats = list(dict.fromkeys(formats)) or list(FORMATS)
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
    if not quiet:
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


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--show", is_flag=True, help="Show what was changed and why, instead of the clean text.")
def restore(files: Sequence[Path], show: bool) -> None:
    """Write the clean text of mangled FILES to standard output."""
    from zhengce.readers import HTML
    from zhengce.restore import decode
    from zhengce.restore import restore as restore_text

    for path in files:
        source = decode(path.read_bytes()).text
        restored = restore_text(source, html=path.suffix.lower() in HTML)
        if not show:
            click.echo(restored.text)
            continue
        click.secho(str(path), bold=True)
        for edit in restored.edits:
            before = source[edit.source_start : edit.source_end]
            after = restored.text[edit.clean_start : edit.clean_end]
            click.echo(
                f"{edit.source_start:>8} {edit.kind:<12}"
                + click.style(repr(before), fg="red")
                + " → "
                + click.style(repr(after), fg="green")
            )


@main.command()
@click.argument("text")
@click.option("--published", help="Date of publication, such as 2016-04-07.")
@click.option("--region", help="Place name or GB/T 2260 code.")
def explain(text: str, published: str | None, region: str | None) -> None:
    """Show the words of TEXT, what was found in it, and by which rules."""
    from dataclasses import fields

    from zhengce.extract import pipeline
    from zhengce.model import Context
    from zhengce.readers import parse_day
    from zhengce.restore import restore as restore_text
    from zhengce.tables import MENTIONS

    doc = pipeline()(restore_text(text).text, Context(parse_day(published), region=region))
    click.echo(" ".join(f"{word}/{tag}" for word, tag in zip(doc.words.texts, doc.words.tags, strict=True)))
    for table in MENTIONS:
        for mention in getattr(doc, table):
            values = {
                field.name: value
                for field in fields(mention)
                if field.name not in ("start", "end", "rule")
                and (value := getattr(mention, field.name)) not in (None, [])
            }
            click.echo()
            click.secho(f"{doc.text[mention.start : mention.end]}", bold=True, nl=False)
            click.echo(f"  {mention.start}–{mention.end}  {table}  {mention.rule}")
            for name, value in values.items():
                click.echo(f"    {name}: {';'.join(value) if isinstance(value, list) else value}")


@main.command()
@click.argument("outputs", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("gold", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--format",
    "-f",
    "kind",
    default="text",
    show_default=True,
    type=click.Choice(["text", "json", "markdown", "junit"]),
)
@click.option("--errors", default=0, show_default=True, type=click.IntRange(0), help="How many errors to show.")
@click.option("--detail", is_flag=True, help="Show figures by group and by document.")
@click.option(
    "--baseline", type=click.Path(path_type=Path, dir_okay=False), help="Fail where a figure drops or a label is lost."
)
@click.option("--update-baseline", is_flag=True, help="Write the baseline instead of comparing with it.")
def evaluate(
    outputs: Path, gold: Path, kind: str, errors: int, detail: bool, baseline: Path | None, update_baseline: bool
) -> None:
    """Compare the tables of a run in OUTPUTS with the GOLD tables.

    With --baseline the exit code is 1 where a figure drops by more than its tolerance or a label that was right is lost.
    """
    from zhengce.errors import UsageError
    from zhengce.evaluate import regression, report
    from zhengce.evaluate.labels import read_found, read_gold
    from zhengce.evaluate.scoring import evaluate as score

    if update_baseline and baseline is None:
        raise UsageError("--update-baseline needs --baseline FILE to say where.")
    found = read_found(outputs)
    result = score(read_gold(gold), found)
    if kind == "text":
        click.echo(report.as_text(result, found, errors=errors, detail=detail))
    elif kind == "markdown":
        click.echo(report.as_markdown(result, found, errors=errors))
    else:
        click.echo(report.FORMATS[kind](result, found))
    if baseline and update_baseline:
        regression.write_baseline(baseline, result)
    elif baseline:
        comparison = regression.compare(baseline, result)
        click.echo(str(comparison), err=kind != "text")
        if not comparison.passed:
            raise SystemExit(1)


@main.group()
def gold() -> None:
    """Build hand-labelled gold, draft labels to correct, exchange them with other labelling tools."""


@gold.command()
@click.argument("marked", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--texts", required=True, type=click.Path(path_type=Path, exists=True), help="The source texts, by file stem."
)
@click.option(
    "--output",
    "-o",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the gold tables.",
)
@click.option(
    "--split",
    type=(click.Path(path_type=Path, exists=True, dir_okay=False), str),
    help="CSV with doc_id and split, and the name of the split to build; all documents by default.",
    metavar="FILE NAME",
)
def build(marked: Path, texts: Path, output: Path, split: tuple[Path, str] | None) -> None:
    """Compile the MARKED-up texts of a folder to gold tables.

    A text that differs from its source, or an attribute that does not fit, is refused with file and line.
    """
    from zhengce.gold.build import build_gold, read_split

    rows = build_gold(marked, texts, output, read_split(*split) if split else None)
    click.echo(", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in rows.items()))


@gold.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--published", help="Date of publication, such as 2016-04-07.")
@click.option("--region", help="Place name or GB/T 2260 code.")
def draft(file: Path, published: str | None, region: str | None) -> None:
    """Write FILE with the labels that zhengce finds, as marked-up text to correct."""
    from zhengce.gold.draft import draft_markup

    click.echo(draft_markup(file, published, region), nl=False)


_TOOLS = click.Choice(["brat", "doccano", "label-studio"])


@gold.command()
@click.argument("marked", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--to", "kind", required=True, type=_TOOLS, help="The labelling tool.")
@click.option("--output", "-o", required=True, type=click.Path(path_type=Path), help="For brat a folder, else a file.")
def export(marked: Path, kind: str, output: Path) -> None:
    """Write the MARKED-up texts of a folder in the form of another labelling tool."""
    from zhengce.gold.exchange import export_gold
    from zhengce.gold.markup import read_folder

    documents = read_folder(marked)
    export_gold(documents, kind, output)
    click.echo(f"{len(documents):,} document{'s' * (len(documents) != 1)} in {output}")


@gold.command("import")
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option("--from", "kind", required=True, type=_TOOLS, help="The labelling tool.")
@click.option(
    "--output",
    "-o",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for marked-up texts.",
)
@click.option("--overwrite", is_flag=True, help="Replace marked-up texts that are there.")
def import_(path: Path, kind: str, output: Path, overwrite: bool) -> None:
    """Turn the labels at PATH, made in another tool, into marked-up texts."""
    from zhengce.gold.exchange import import_gold, write_marked

    written = write_marked(import_gold(path, kind), output, overwrite=overwrite)
    click.echo(f"{len(written):,} document{'s' * (len(written) != 1)} in {output}")
    for file, lacking in written.items():
        if lacking:
            click.echo(f"{file}: complete {', '.join(lacking)}, which lack attributes.", err=True)


if __name__ == "__main__":
    main()
