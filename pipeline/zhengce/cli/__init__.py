"""The command line: verbs that mirror the Python face. Heavy modules are imported by the verb that needs them."""

from __future__ import annotations

import os
from typing import Any

import click

from zhengce import __version__, compiled
from zhengce.cli import outputs, quality, run, texts
from zhengce.errors import KEPT, UsageError, ZhengceError

_EXIT_CODES = """
Exit codes: 0 done (inputs that could not be read are listed in the table `errors`);
1 nothing could be read, or writing failed; 2 the command was not understood or
cannot be carried out as asked (a path that does not exist, a folder that holds another run);
130 stopped by Ctrl-C.
"""


class _Verbs(click.Group):
    """Lists verbs in the order of use; turns our errors into one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        if os.environ.get("NO_COLOR"):
            ctx.color = False  # else colours on a terminal
        try:
            return super().invoke(ctx)
        except ZhengceError as error:
            click.echo(f"zhengce: {error}", err=True)
            ctx.exit(2 if isinstance(error, UsageError) else 1)
        except KeyboardInterrupt:
            click.echo(f"zhengce: stopped. {KEPT}", err=True)
            ctx.exit(130)


@click.group(cls=_Verbs, epilog=_EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, message=f"zhengce {__version__}, {'compiled' if compiled.in_use() else 'pure Python'}"
)
def main() -> None:
    """Turn raw Chinese policy news into tables.

    Organisations, dates, officials, policy documents, policy actions and mechanisms, each row with its place in the
    source and the rule that made it.

    \b
        zhengce extract news/ --output tables/
    """


for _verb in (
    run.extract,
    outputs.report,
    texts.restore,
    texts.explain,
    quality.evaluate,
    quality.gold,
    outputs.schema,
    outputs.info,
    outputs.completion,
):
    main.add_command(_verb)
