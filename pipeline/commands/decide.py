"""fubiao corrections: what a clerk decided in a workbook lasts from now on."""

from __future__ import annotations

import gettext
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import lang_option
from pipeline.errors import PipelineError
from pipeline.messages import complaint
from pipeline.run_errors import NoDecisions
from pipeline.screen import language, put

if TYPE_CHECKING:
    from pipeline.correcting import TakenUp

_ = gettext.gettext


@click.command(help=_("Take up what was decided in the sheet To review; without WORKBOOK in all of output."))
@click.argument(
    "workbooks", nargs=-1, metavar=_("[WORKBOOK]..."), type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option(
    "--input",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("input"),
    help=_("The folder of the attachments; the corrections are written there."),
)
@lang_option
@click.pass_context
def corrections(context: click.Context, workbooks: tuple[Path, ...], folder: Path) -> None:
    """Write the decisions of each workbook beside its attachment, and say where."""
    errors = []
    for workbook in workbooks or sorted(Path("output").rglob("[!~.]*.xlsx")):
        try:
            click.echo(_taken_up(workbook, folder))
        except PipelineError as error:
            # Other workbooks may lie in the output folder: one for each unit, one of somebody's own.
            if workbooks or not isinstance(error, NoDecisions):
                errors.append(error)
                put(complaint(error, language()), sys.stderr)
    context.exit(max((error.exit_code for error in errors), default=0))


def _taken_up(workbook: Path, folder: Path) -> str:
    from pipeline.correcting import take_up

    taken = take_up(workbook, folder, language())
    said = [_standing(workbook.name, taken)] if taken.file else []
    if taken.futile:
        said.append(_futile(workbook.name, taken.futile))
    return "\n".join(said) or _("{name}: nothing was decided.").format(name=workbook.name)


def _futile(name: str, numbers: tuple[str, ...]) -> str:
    said = _(
        "{name}: what was typed in To review at No. {numbers} cannot be taken up: the line is about no cell of a record,"
        " or the decision is none of the list. Correct the attachment itself, or write the cell that is wrong into"
        " NAME.corrections.csv beside it."
    )
    return said.format(name=name, numbers="、".join(numbers))


def _standing(name: str, taken: TakenUp) -> str:
    said = [_("{name}: {count} decisions stand in {file}.").format(name=name, count=taken.decided, file=taken.file)]
    if taken.open:
        said.append(_("{count} say that something is to be changed, but not to what.").format(count=taken.open))
    said.append(
        _(
            "Convert again: the corrected workbook takes the place of this one, unless other cells of it were edited or a"
            " decision is still open; then it lies beside it (.new)."
        )
    )
    return " ".join(said)
