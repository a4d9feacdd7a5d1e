"""What a person sees in the terminal while files are converted, what to do next, and the line that closes a run."""

from __future__ import annotations

import gettext
import shutil
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from pipeline.errors import PipelineError
from pipeline.messages import complaint, counted, where, word
from pipeline.model import Place
from pipeline.run_errors import LostText
from pipeline.signs import lines_on_screen

if TYPE_CHECKING:
    from pipeline.batch.addresses import Source
    from pipeline.batch.outcome import Outcome
    from pipeline.batch.tally import Tally

_ = gettext.gettext
# So many characters of a text before and after are shown in a line.
BRIEF = 30


def language() -> str:
    """Give the language that this process speaks."""
    return "zh" if gettext.gettext("Records") != "Records" else "en"


def shown(job: Callable[[Callable[[Outcome], None]], Tally], count: int, output: Source, quiet: bool) -> Tally:
    """Run, and say each failure as it comes; where a person watches, with a bar over many files, and what to do next."""
    watching = not quiet and sys.stderr.isatty()
    if watching and count > 1:
        from pipeline.bar import closed, watched

        tally = watched(job, lambda outcome: tell(outcome, quiet), count)
        closed(tally, language())
    else:
        tally = job(lambda outcome: tell(outcome, quiet))
    for said in what_next(tally, output) if watching else ():
        put(said, sys.stderr)
    return tally


def what_next(tally: Tally, output: Source) -> list[str]:
    """Say where the results are, and what a person is to do now."""
    where = _("The results are in {folder}; run.json there tells of each file.").format(folder=output)
    said = [where] if tally.done else []
    if tally.to_review:
        said.append(
            _(
                'What is to review stands in the sheet "To review" (待核对) of each workbook; decide there, save,'
                " and run make corrections (corrections.bat)."
            )
        )
    if tally.files["failed"]:
        said.append(_("Mend or replace what failed and run it again: what is done is not done again."))
    if tally.interrupted:
        said.append(_("Run it again to go on where it stopped."))
    return said


def tell(outcome: Outcome, quiet: bool) -> None:
    """Say what a person must know of a file: why it failed, which work by hand was kept, that text was lost."""
    error = getattr(outcome, "error", None)
    if error is not None:
        put(complaint(error, language()), sys.stderr)
        return
    for name in outcome.kept:  # type: ignore[union-attr]
        note(_kept(name), quiet)
    for name in sorted(outcome.decided.taken_up):  # type: ignore[union-attr]
        note(_("{name}: your decisions are taken up; the corrected workbook took its place.").format(name=name), quiet)
    for name in sorted(outcome.decided.waiting):  # type: ignore[union-attr]
        said = _(
            "{name}: decisions typed there are not taken up yet, or not all of them. Run make corrections"
            " (corrections.bat), do what it says, and convert again."
        )
        note(said.format(name=name), quiet)
    for name in outcome.stale:  # type: ignore[union-attr]
        said = _("{name} is of an earlier run and holds no record now; it was edited by hand and stays.")
        note(said.format(name=name), quiet)
    if outcome.template:  # type: ignore[union-attr]
        note(_("What to check stands in {name}, to be filled in.").format(name=outcome.template), quiet)  # type: ignore[union-attr]
    if lost := outcome.counts["lost"]:  # type: ignore[union-attr]
        put(complaint(LostText(name=outcome.path.name, lost=lost), language()), sys.stderr)


def _kept(name: str) -> str:
    from pipeline.delivering import beside

    said = _("{name} was edited by hand and stays; the new result lies beside it as {beside}.")
    return said.format(name=name, beside=beside(name))


def closing(tally: Tally) -> str:
    """Say in one line what was done."""
    lang = language()
    parts = [
        counted(tally.done, "{n} attachment", "{n} attachments", lang),
        counted(tally.sums["tables"], "{n} table", "{n} tables", lang),
        counted(tally.sums["records"], "{n} record", "{n} records", lang),
        counted(tally.sums["repairs"], "{n} repair", "{n} repairs", lang),
        counted(tally.sums["review"], "{n} to review", "{n} to review", lang),
    ]
    if before := tally.files["up to date"]:
        parts.append(counted(before, "{n} up to date", "{n} up to date", lang))
    if failed := tally.files["failed"]:
        parts.append(counted(failed, "{n} failed", "{n} failed", lang))
    if tally.interrupted:
        parts.append(_("interrupted"))
    return word(", ", lang).join(parts)


def status(tally: Tally, strict: bool) -> int:
    """Give the exit status of the worst outcome."""
    if tally.interrupted:
        return 130
    if tally.status == 1 and not tally.done:
        return 4
    return tally.status or (3 if strict and tally.to_review else 0)


def note(text: str, quiet: bool) -> None:
    """Say something that is no result."""
    if not quiet:
        put(text, sys.stderr)


def put(text: str, stream: TextIO, hang: int = 0) -> None:
    """Print a text; where a person watches, folded at the terminal's edge, and above the bar if there is one."""
    if stream.isatty():
        from pipeline.drawing import folded

        room = shutil.get_terminal_size().columns - hang
        text = ("\n" + " " * hang).join(folded(text, room, hang))
    click.echo(lines_on_screen(text), file=stream)


def fail(error: PipelineError) -> NoReturn:
    """Say an error and exit with its status."""
    put(complaint(error, language()), sys.stderr)
    sys.exit(error.exit_code)


def line(told: dict[str, Any]) -> str:
    """Write one repair or doubt: code, certainty, place, record, column, sentence, and the change if that does not say it."""
    place = where(Place(*told["place"]), language())
    record = _("record {number}").format(number=told["record"]) if told["record"] else ""
    kind = _(told.get("certainty", "doubt"))
    parts = (told["code"], kind, place, record, told["column"], told["message"].replace("\n", "⏎"), _change(told))
    return " · ".join(filter(None, parts))


def _change(told: dict[str, Any]) -> str:
    before, after = (told.get(name) or "" for name in ("before", "after"))
    if before == after or all(text in told["message"] for text in (before, after)):
        return ""
    return " → ".join(_brief(text) or _("(blank)") for text in (before, after))


def _brief(text: str) -> str:
    shown = text.strip().replace("\n", "⏎")
    return shown if len(shown) <= BRIEF else f"{shown[:BRIEF]}…"
