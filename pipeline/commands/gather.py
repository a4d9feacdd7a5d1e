"""fubiao gather: all records of all attachments in one file."""

from __future__ import annotations

import gettext
from pathlib import Path

import click

from pipeline.commands.options import lang_option
from pipeline.errors import PipelineError
from pipeline.messages import counted, word
from pipeline.screen import fail, language, note

_ = gettext.gettext
KINDS = {"string": _("text"), "integer": _("whole number"), "number": _("decimal number"), "array": _("list")}


@click.command(help=_("Gather all records of a folder of results into one file: .parquet, .sqlite or .xlsx."))
@click.argument("folder", metavar=_("FOLDER"), type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help=_("The file to write."))
@lang_option
def gather(folder: Path, output: Path) -> None:
    """Gather, and say which columns hold values of different kinds."""
    from pipeline.dataset.gather import WRITERS
    from pipeline.dataset.gather import gather as gathered

    if output.suffix.lower() not in WRITERS:
        raise click.BadParameter(_("{name} is none of {known}.").format(name=output.name, known=", ".join(WRITERS)))
    try:
        made = gathered(folder, output)
    except PipelineError as error:
        fail(error)
    lang = language()
    for column in (column for column in made.columns if column.mixed):
        found = word(", ", lang).join(f"{KINDS[kind]} {number}" for kind, number in column.found)
        note(
            _("Column {name} holds values of different kinds ({found}); all are written as text.").format(
                name=column.name, found=found
            ),
            quiet=False,
        )
    counts = (
        counted(made.tables, "{n} table", "{n} tables", lang),
        counted(made.records, "{n} record", "{n} records", lang),
        counted(len(made.columns), "{n} column", "{n} columns", lang),
    )
    click.echo(word(", ", lang).join(counts))
