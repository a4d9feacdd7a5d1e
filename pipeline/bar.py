"""The bar that a person watches while many files are converted, and the table that closes it."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from pipeline.messages import cause

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


class Left(TimeRemainingColumn):
    """The time that is left."""

    def render(self, task: Task) -> Text:
        """Draw the time, and that it is what is left."""
        return Text(_("{time} left").format(time=super().render(task)))


class Bar(Progress):
    """A bar over a line that says what became of the files so far: side by side they need more than 80 columns."""

    def __init__(self, tally: Tally, console: Console) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(bar_width=None), MofNCompleteColumn(), Rate(), Left())
        self.tally = tally
        super().__init__(*columns, console=console, transient=True, expand=True)

    def get_renderables(self) -> Iterable[RenderableType]:
        """Draw both."""
        yield from super().get_renderables()
        yield Text(so_far(self.tally))


def watched(job: Callable[[Callable[[Outcome], None]], Tally], tell: Callable[[Outcome], None], count: int) -> Tally:
    """Run with a bar that tells rate, time left and what became of the files so far."""
    from pipeline.batch.tally import Tally

    seen = Tally(count)
    with Bar(seen, Console(stderr=True)) as bar:
        line = bar.add_task(_("Converting"), total=count)

        def step(outcome: Outcome) -> None:
            tell(outcome)
            seen.add(outcome)
            bar.advance(line)

        return job(step)


def closed(tally: Tally, lang: str) -> None:
    """Draw what became of the files."""
    Console(stderr=True).print(table(tally, lang))


def so_far(tally: Tally) -> str:
    """Say in a line what became of the files so far."""
    return " · ".join(f"{name} {number}" for name, number, _ in _rows(tally))


def table(tally: Tally, lang: str) -> Table:
    """Draw what became of the files; failures by code, each with the first that was met."""
    drawn = Table()
    drawn.add_column(_("Outcome"), no_wrap=True)
    drawn.add_column(_("Files"), justify="right", no_wrap=True)
    drawn.add_column(_("For example"), overflow="fold")
    for name, number, example in _rows(tally):
        among = name in (_("repaired"), _("to review"))  # of those above
        drawn.add_row("  " * among + name, str(number), Text(example, no_wrap=True, overflow="ellipsis"))
    for code, number in sorted(tally.failures.items()):
        drawn.add_row(f"  {code}", str(number), Text(cause(tally.first[code], lang)))
    if left := tally.total - tally.told:
        drawn.add_row(_("not begun"), str(left), "")
    return drawn


def _rows(tally: Tally) -> list[tuple[str, int, str]]:
    """Give the counts: what is up to date stands before what is counted among it."""
    again = tally.files["up to date"]
    return [
        (_("converted"), tally.files["converted"] + tally.files["kept"], ""),
        *([(_("up to date"), again, "")] if again else []),
        (_("repaired"), tally.repaired, ""),
        (_("to review"), tally.to_review, tally.most_doubtful[1] if tally.to_review else ""),
        (_("failed"), tally.files["failed"], ""),
    ]
