"""The command line: the commands under one name, each from its file in ``commands/``."""

from __future__ import annotations

import gettext

import click

from pipeline import __version__
from pipeline.commands.convert import convert
from pipeline.commands.decide import corrections
from pipeline.commands.diff import diff
from pipeline.commands.gather import gather
from pipeline.commands.look import explain, inspect
from pipeline.commands.tell import profile, schema, steps

_ = gettext.gettext


@click.group(help=_("Turn the table in an official attachment into clean Excel, CSV and JSON; tell every change."))
@click.version_option(__version__, prog_name="fubiao", help=_("Show the version and exit."))
def cli() -> None:
    """Gather the commands."""


for command in (convert, corrections, gather, inspect, explain, diff, steps, profile, schema):
    cli.add_command(command)
