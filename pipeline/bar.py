"""The bar that a person watches while many files are converted, and the table that closes it."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.progress import Task

    from pipeline.batch.outcome import Outcome
    from pipeline.batch.tally import Tally

_ = gettext.gettext


class Rate(ProgressColumn):
    """Files a second."""

    def render(self, task: Task) -> Text:
        """Draw the rate of the last seconds."""
        return Text(_("{rate}/s").format(rate=f"{task.speed or 0:.1f}"))


def watched(job: Callable[[Callable[[Outcome], None]], Tally], tell: Callable[[Outcome], None], count: int) -> Tally:
    """Run with a bar that tells rate, time left and what became of the files so far; close with a table."""
    from pipeline.batch.tally import Tally

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    seen = Tally(count)
    with Progress(*columns, console=console, transient=True) as bar:
        line = bar.add_task(_("Converting"), total=count)

        def step(outcome: Outcome) -> None:
            tell(outcome)
            seen.add(outcome)
            bar.update(line, advance=1, description=so_far(seen))

        tally = job(step)
    console.print(table(tally))
    return tally


def so_far(tally: Tally) -> str:
    """Say in a line what became of the files so far."""
    return " · ".join(f"{name} {number}" for name, number in _rows(tally))


def table(tally: Tally) -> Table:
    """Draw what became of the files; failures by code."""
    drawn = Table(_("Outcome"), _("Files"))
    for name, number in _rows(tally):
        drawn.add_row(name, str(number))
    for code, number in sorted(tally.failures.items()):
        drawn.add_row(f"  {code}", str(number))
    if left := tally.total - tally.told:
        drawn.add_row(_("not begun"), str(left))
    return drawn


def _rows(tally: Tally) -> list[tuple[str, int]]:
    rows = [
        (_("converted"), tally.files["converted"] + tally.files["kept"]),
        (_("repaired"), tally.repaired),
        (_("to review"), tally.to_review),
        (_("failed"), tally.files["failed"]),
    ]
    return [*rows, (_("up to date"), tally.files["up to date"])] if tally.files["up to date"] else rows
