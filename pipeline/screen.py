"""What a person sees in the terminal while files are converted, and the line that closes a run."""

from __future__ import annotations

import gettext
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

import click

from pipeline.errors import LostText, PipelineError
from pipeline.messages import complaint, counted, word

if TYPE_CHECKING:
    from pipeline.batch import Outcome

_ = gettext.gettext


def language() -> str:
    """Give the language that this process speaks."""
    return "zh" if gettext.gettext("Records") != "Records" else "en"


def shown(job: Callable[[Callable[[Outcome], None]], list[Outcome]], count: int, quiet: bool) -> list[Outcome]:
    """Run with a progress bar where a person watches, and say each failure as it comes."""
    if quiet or count < 2 or not sys.stderr.isatty():
        return job(lambda outcome: tell(outcome, quiet))
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        line = bar.add_task(_("Converting"), total=count)

        def step(outcome: Outcome) -> None:
            tell(outcome, quiet)
            bar.advance(line)

        return job(step)


def tell(outcome: Outcome, quiet: bool) -> None:
    """Say why a file failed, or what of its results wants a person's eye."""
    error = getattr(outcome, "error", None)
    if error is not None:
        click.echo(complaint(error, language()), err=True)
        return
    for name in outcome.kept:  # type: ignore[union-attr]
        note(_("{name} was edited by hand and stays; the new result lies beside it (.new).").format(name=name), quiet)
    for name in outcome.stale:  # type: ignore[union-attr]
        said = _("{name} is of an earlier run and holds no record now; it was edited by hand and stays.")
        note(said.format(name=name), quiet)
    if outcome.template:  # type: ignore[union-attr]
        note(_("What to check stands in {name}, to be filled in.").format(name=outcome.template), quiet)  # type: ignore[union-attr]
    if outcome.counts["lost"]:  # type: ignore[union-attr]
        error = LostText(name=outcome.path.name, lost=outcome.counts["lost"])  # type: ignore[union-attr]
        click.echo(complaint(error, language()), err=True)


def closing(outcomes: list[Outcome]) -> str:
    """Say in one line what was done."""
    from pipeline.batch import Done

    done = [each for each in outcomes if isinstance(each, Done)]
    lang = language()
    parts = [
        counted(len(done), "{n} attachment", "{n} attachments", lang),
        counted(sum(each.counts["tables"] for each in done), "{n} table", "{n} tables", lang),
        counted(sum(each.counts["records"] for each in done), "{n} record", "{n} records", lang),
        counted(sum(each.counts["repairs"] for each in done), "{n} repair", "{n} repairs", lang),
        counted(sum(each.counts["review"] for each in done), "{n} to review", "{n} to review", lang),
    ]
    if before := sum(not each.fresh for each in done):
        parts.append(counted(before, "{n} up to date", "{n} up to date", lang))
    if len(done) < len(outcomes):
        parts.append(counted(len(outcomes) - len(done), "{n} failed", "{n} failed", lang))
    return word(", ", lang).join(parts)


def status(outcomes: list[Outcome], strict: bool) -> int:
    """Give the exit status of the worst outcome."""
    from pipeline.batch import Done, Failed

    codes = {each.error.exit_code for each in outcomes if isinstance(each, Failed)}
    if any(isinstance(each, Done) and each.counts["lost"] for each in outcomes):
        codes.add(70)
    if codes == {1} and not any(isinstance(each, Done) for each in outcomes):
        return 4
    if codes:
        return max(codes)
    return 3 if strict and any(isinstance(each, Done) and each.counts["review"] for each in outcomes) else 0


def note(text: str, quiet: bool) -> None:
    """Say something that is no result."""
    if not quiet:
        click.echo(text, err=True)


def fail(error: PipelineError) -> NoReturn:
    """Say an error and exit with its status."""
    click.echo(complaint(error, language()), err=True)
    sys.exit(error.exit_code)


def line(told: dict[str, Any]) -> str:
    """Write one repair or doubt: code, certainty, place, record, column, sentence."""
    table, row, column = told["place"]
    where = _("table {table}, row {row}, column {column}").format(table=table, row=row, column=column)
    record = _("record {number}").format(number=told["record"]) if told["record"] else ""
    kind = _(told.get("certainty", "doubt"))
    return " · ".join(filter(None, (told["code"], kind, where, record, told["column"], told["message"])))
