"""Verbs on single texts: what restoration does, what rules find."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from zhengce.readers import Source


def day(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Check the value of an option that is a day."""
    from zhengce.errors import ReadError
    from zhengce.readers import parse_day

    try:
        parse_day(value)
    except ReadError as error:
        raise click.BadParameter(str(error)) from error
    return value


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--show", is_flag=True, help="Show what was changed and why, instead of the clean text.")
def restore(files: Sequence[Path], show: bool) -> None:
    """Write the clean text of mangled FILES to standard output.

    A file that cannot be read is named on standard error and the others are written; the exit code is then 1.
    """
    from zhengce.errors import ZhengceError
    from zhengce.readers import read_texts
    from zhengce.restore import restore as restore_text
    from zhengce.restore.diff import segments

    failed = False

    def sources() -> Iterator[tuple[Path, Source]]:
        nonlocal failed
        for file in files:
            try:
                for source in read_texts(file):
                    yield file, source
            except ZhengceError as error:
                failed = True
                click.echo(f"zhengce: {error}", err=True)

    for path, source in sources():
        restored = restore_text(source["text"], html=source["html"])
        if not show:
            click.echo(restored.text)
            continue
        click.secho(str(path), bold=True)
        for before, after, kind in segments(restored):
            if kind is None:
                click.echo(after, nl=False)
            else:
                click.secho(f"[{kind} ", dim=True, nl=False)
                click.secho(before, fg="red", nl=False)
                click.secho("→", dim=True, nl=False)
                click.secho(after, fg="green", nl=False)
                click.secho("]", dim=True, nl=False)
        click.echo()
    if failed:
        sys.exit(1)


@click.command()
@click.argument("text")
@click.option("--published", callback=day, help="Date of publication, such as 2016-04-07.")
@click.option("--region", help="Place name or GB/T 2260 code.")
def explain(text: str, published: str | None, region: str | None) -> None:
    """Show the words of TEXT, what was found in it, and by which rules."""
    import os
    from dataclasses import fields

    from zhengce.extract import pipeline
    from zhengce.model import Context
    from zhengce.readers import parse_day
    from zhengce.restore import decode
    from zhengce.restore import restore as restore_text
    from zhengce.tables import MENTIONS

    text = decode(os.fsencode(text)).text  # a terminal may write GBK
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
