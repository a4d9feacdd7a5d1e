"""fubiao corrections: what a clerk decided in a workbook lasts from now on."""

from __future__ import annotations

import gettext
import sys
from collections.abc import Iterator
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
    errors, said, taken_up = [], [], False
    for workbook in workbooks or sorted(Path("output").rglob("[!~.]*.xlsx"), key=_saved):
        try:
            taken = _taken_up(workbook, folder)
            taken_up |= taken.decided > 0
            said += [*_said(workbook.name, taken)]
        except PipelineError as error:
            # Other workbooks may lie in the output folder: one for each unit, one of somebody's own.
            if workbooks or not isinstance(error, NoDecisions):
                errors.append(error)
                put(complaint(error, language()), sys.stderr)
    said += [] if said or errors else [_("No decision is typed in the sheet To review of any workbook.")]
    for line in (*said, *([_next()] if taken_up else [])):
        put(line, sys.stdout)
    context.exit(max((error.exit_code for error in errors), default=0))


def _saved(workbook: Path) -> tuple[float, Path]:
    """Say when a workbook was saved: of two that decide one cell the later one holds."""
    return workbook.stat().st_mtime, workbook


def _taken_up(workbook: Path, folder: Path) -> TakenUp:
    from pipeline.correcting import take_up

    return take_up(workbook, folder, language())


def _said(name: str, taken: TakenUp) -> Iterator[str]:
    """Say what became of the decisions of a workbook."""
    if taken.decided:
        yield _("{name}: decisions that now stand in {file}: {count}.").format(
            name=name, count=taken.decided, file=taken.file
        )
    if taken.open:
        said = _("{name}: {count} say that something is to be changed, but not to what: type the value beside them.")
        yield said.format(name=name, count=taken.open)
    if taken.futile:
        yield _futile(name, taken.futile)


def _futile(name: str, numbers: tuple[str, ...]) -> str:
    said = _(
        "{name}: what was typed in To review at No. {numbers} cannot be taken up: the decision is none of the list, does"
        " not fit the value typed beside it, or wants to change what is no cell of a record (a total, a line of"
        " corrections). Type it anew, correct the attachment itself, or mend NAME.corrections.csv beside it."
    )
    return said.format(name=name, numbers="、".join(numbers))


def _next() -> str:
    return _(
        "Now convert again: the corrected workbook takes the place of the one decided in, unless other cells of that were"
        " edited or something is still open; then it lies beside it (.new)."
    )
