"""fubiao gather: all records of all attachments in one file."""

from __future__ import annotations

import gettext
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import PathOrAddress, lang_option
from pipeline.errors import PipelineError
from pipeline.messages import counted, word
from pipeline.run_errors import NothingToGather
from pipeline.screen import fail, language, note

if TYPE_CHECKING:
    from pipeline.batch.addresses import Source
    from pipeline.dataset.columns import Survey

_ = gettext.gettext
KINDS = {"string": _("text"), "integer": _("whole number"), "number": _("decimal number"), "array": _("list")}


@click.command(help=_("Gather all records of a folder of results into one file: .parquet, .sqlite or .xlsx."))
@click.argument("folder", metavar=_("FOLDER"), type=PathOrAddress(exists=True, file_okay=False))
@click.option("-o", "--output", required=True, type=PathOrAddress(), help=_("The file to write."))
@lang_option
def gather(folder: Source, output: Source) -> None:
    """Gather, and say which columns hold values of different kinds or numbers in different units."""
    made = gathered(folder, output)
    lang = language()
    for said in told(made, lang):
        note(said, quiet=False)
    counts = (
        counted(made.tables, "{n} table", "{n} tables", lang),
        counted(made.records, "{n} record", "{n} records", lang),
        counted(len(made.columns), "{n} column", "{n} columns", lang),
    )
    click.echo(word(", ", lang).join(counts))
    sys.exit(1 if made.unread else 0)


def told(made: Survey, lang: str) -> Iterator[str]:
    """Say what an analyst must know before adding up what stands in the columns."""
    comma = word(", ", lang)
    for name in made.unread:
        yield _("{name} could not be read and is left out; convert its attachment again with --force.").format(
            name=name
        )
    for column in (column for column in made.columns if column.mixed):
        kinds = comma.join(f"{KINDS[kind]} {number}" for kind, number in column.found)
        said = _("Column {name} holds values of different kinds ({found}); all are written as text.")
        yield said.format(name=column.name, found=kinds)
    for name, columns in made.parted.items():
        units = comma.join(column.key[1] or _("no unit") for column in columns)
        said = _("Column {name} has numbers in different units ({found}); each has a column of its own.")
        yield said.format(name=name, found=units)


def gathered(folder: Source, output: Source) -> Survey:
    """Gather here what lies here or at an address; an error is one line and an exit status."""
    from pipeline.batch.near import file_near, folder_near
    from pipeline.dataset.gather import WRITERS, gather
    from pipeline.dataset.results import may_be_result

    if output.suffix.lower() not in WRITERS:
        raise click.BadParameter(_("{name} is none of {known}.").format(name=output.name, known=", ".join(WRITERS)))
    try:
        with folder_near(folder, may_be_result) as here, file_near(output) as there:
            return gather(here, there)
    except NothingToGather:
        fail(NothingToGather(name=str(folder)))
    except PipelineError as error:
        fail(error)
