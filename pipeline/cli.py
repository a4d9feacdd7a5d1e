"""The command line: the commands under one name, each from its file in ``commands/``."""

from __future__ import annotations

import gettext

import click

from pipeline import __version__
from pipeline.commands.convert import convert
from pipeline.commands.decide import corrections
from pipeline.commands.diff import diff
from pipeline.commands.gather import gather
from pipeline.commands.help_page import Context
from pipeline.commands.look import explain, inspect
from pipeline.commands.options import lang_option
from pipeline.commands.tell import profile, schema, steps

_ = gettext.gettext


class Commands(click.Group):
    """The commands; a name that is none of them is answered by those that there are."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            names = ", ".join(self.list_commands(ctx))
            known = _("The commands are {names}.").format(names=names)
            raise click.UsageError(f"{error.format_message()} {known}", ctx) from error


@click.group(
    cls=Commands,
    subcommand_metavar=_("COMMAND [ARGS]..."),
    help=_("Turn the table in an official attachment into clean Excel, CSV and JSON; tell every change."),
)
@lang_option
@click.version_option(__version__, prog_name="fubiao", help=_("Show the version and exit."))
def cli() -> None:
    """Gather the commands."""


for command in (convert, corrections, gather, inspect, explain, diff, steps, profile, schema):
    cli.add_command(command)
for command in (cli, *cli.commands.values()):
    command.context_class = Context
    command.options_metavar = _("[OPTIONS]")
    # Short help would be cut in the middle of a sentence.
    command.short_help = command.help
