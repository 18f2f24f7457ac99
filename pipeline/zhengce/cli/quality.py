"""Verbs on quality: evaluation against gold, and gold itself."""

from __future__ import annotations

from pathlib import Path

import click

from zhengce.cli.texts import day


@click.command()
@click.argument("outputs")
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
    outputs: str, gold: Path, kind: str, errors: int, detail: bool, baseline: Path | None, update_baseline: bool
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


@click.group()
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
@click.option("--published", callback=day, help="Date of publication, such as 2016-04-07.")
@click.option("--region", help="Place name or GB/T 2260 code.")
def draft(file: Path, published: str | None, region: str | None) -> None:
    """Print the text of FILE with the labels that zhengce finds, as marked-up text to correct."""
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
