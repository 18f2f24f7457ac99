"""Verbs that show: a page to read a run on, the tables' columns, what is installed, completion for shells."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("outputs", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="The page; OUTPUTS/report.html by default."
)
@click.option(
    "--source",
    "-s",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder that the run was made from: documents that were repaired then show source and restored text side by side.",
)
@click.option(
    "--documents",
    "-n",
    default=2000,
    show_default=True,
    type=click.IntRange(1),
    help="How many documents to put on the page; of a larger run a sample, spread evenly.",
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing.")
def report(outputs: Path, output: Path | None, source: Path | None, documents: int, quiet: bool) -> None:
    """Write the run in OUTPUTS as a page to read.

    Figures, tables, texts with their mentions, a timeline: one HTML file that needs no network. It holds the texts, so
    share it as you would share them.
    """
    from zhengce.report import write_report

    target = output or outputs / "report.html"
    written = write_report(outputs, target, source=source, documents=documents)
    if not quiet:
        shown = (
            f"{written.shown:,} of {written.documents:,} documents"
            if written.sampled
            else f"{written.shown:,} document{'s' * (written.shown != 1)}"
        )
        click.echo(f"{target}: {shown}, {written.size / 1e6:.1f} MB")
        if written.note:
            click.echo(written.note, err=True)


@click.command()
@click.option("--format", "-f", "kind", default="markdown", show_default=True, type=click.Choice(["json", "markdown"]))
def schema(kind: str) -> None:
    """Print the tables and what their columns mean."""
    from zhengce.schema import as_json_schema, as_markdown

    click.echo(as_json_schema() if kind == "json" else as_markdown())


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def info(as_json: bool) -> None:
    """Show versions, and what the rules hold.

    Two installations with one version and one digest make the same tables.
    """
    import json

    from zhengce.lexicon import digest
    from zhengce.schema import count_rules, versions

    counts = count_rules()
    if as_json:
        click.echo(json.dumps({"versions": versions(), "rules": digest(), "counts": counts}, indent=2))
        return
    for name, version in versions().items():
        click.echo(f"{name:<15}{version}")
    click.echo(f"{'rules':<15}sha256 {digest()}")
    for name, count in counts.items():
        click.echo(f"{name:<15}{count:>6,}")


_SHELLS = {
    "bash": "~/.bashrc",
    "zsh": "~/.zshrc",
    "fish": "~/.config/fish/completions/zhengce.fish",
}


@click.command(epilog="\b\n" + "\n".join(f"zhengce completion {shell} >> {file}" for shell, file in _SHELLS.items()))
@click.argument("shell", type=click.Choice(list(_SHELLS)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    Added to the shell's start-up file, it completes verbs and options.
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(ctx.find_root().command, {}, "zhengce", "_ZHENGCE_COMPLETE").source())
