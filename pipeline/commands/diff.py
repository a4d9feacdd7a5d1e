"""fubiao diff: what changed between two versions of an attachment."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import lang_option, profile_option, settings
from pipeline.errors import PipelineError
from pipeline.messages import word
from pipeline.screen import fail, language
from pipeline.signs import on_screen
from pipeline.writing import write

if TYPE_CHECKING:
    from pipeline.compare.versions import Change, Compared, Pair

_ = gettext.gettext
SIGNS = {"added": ("+", "green"), "dropped": ("-", "red"), "changed": ("~", "yellow"), "moved": (">", "blue")}
# So many unchanged characters are shown around a change.
AROUND = 12
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(help=_("Say what changed between two versions of an attachment: added, dropped, moved, changed."))
@click.argument("old", metavar=_("OLD"), type=_FILE)
@click.argument("new", metavar=_("NEW"), type=_FILE)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help=_("Write the changes too: FILE.xlsx or FILE.html; may be given twice."),
)
@lang_option
@profile_option
def diff(old: Path, new: Path, outputs: tuple[Path, ...], profile_path: Path | None) -> None:
    """Compare two files; print what differs, and write it where asked."""
    from pipeline import comparing

    unknown = [path.name for path in outputs if path.suffix.lower() not in comparing.CHANGES]
    if unknown:
        raise click.BadParameter(
            _("{name} is none of {known}.").format(name=unknown[0], known=", ".join(comparing.CHANGES))
        )
    try:
        compared = comparing.compare(old, new, settings(profile_path, (new.parent,)))
        for path in outputs:
            write(path, comparing.CHANGES[path.suffix.lower()](compared, language()))
    except PipelineError as error:
        fail(error)
    click.echo(f"{compared.old} → {compared.new}")
    if compared.same:
        click.echo(_("Nothing differs."))
    for table in compared.tables:
        for line in lines(table):
            click.echo(line)


def lines(table: Compared) -> Iterator[str]:
    """Say a table: how many of each kind, then each change; records only renumbered are told in runs."""
    from pipeline.compare.versions import KINDS, Run, in_runs

    heading = " ".join(filter(None, (_("table {number}").format(number=table.new or table.old), table.title)))
    counts = [f"{_(kind)} {table.count(kind)}" for kind in KINDS if table.count(kind)]
    yield click.style(heading, bold=True) + word(": ", language()) + word(", ", language()).join(counts)
    if table.old is None or table.new is None:
        yield "  " + (_("This table is new.") if table.old is None else _("This table is gone."))
    yield from of_columns(table)
    for each in in_runs(table.pairs):
        if isinstance(each, Run):
            yield "  # " + _("{before} → {after}: only renumbered").format(before=each.before, after=each.after)
        else:
            yield from of_pair(each)


def of_columns(table: Compared) -> Iterator[str]:
    """Say which columns came, went, or are called otherwise."""
    for name in table.columns_added:
        yield "  " + click.style("+ " + _("column {name}").format(name=name), "green")
    for name in table.columns_dropped:
        yield "  " + click.style("- " + _("column {name}").format(name=name), "red")
    for before, after in table.columns_renamed:
        yield "  " + click.style("~ " + _("column {name}").format(name=f"{before} → {after}"), "yellow")


def of_pair(pair: Pair) -> Iterator[str]:
    """Say a record that differs, and each of its cells where both versions have it."""
    sign, colour = SIGNS[pair.kind]
    serial = " → ".join(dict.fromkeys(filter(None, pair.serials)))
    said = " ".join(filter(None, (sign, serial, _short(pair.about))))
    moved = f" ({_('moved')})" if pair.moved else ""
    yield "  " + click.style(said + moved, colour)
    if pair.old and pair.new:
        for change in pair.changes:
            yield f"      {change.column}{word(': ', language())}{in_words(change)}"


def in_words(change: Change) -> str:
    """Write a change with its words marked, [-gone-] and {+come+}; a long stretch that stayed is cut.

    >>> from pipeline.compare.versions import Change
    >>> click.unstyle(in_words(Change("任务", "增长6.5%左右", "增长7%左右")))
    '增长[-6.5-]{+7+}%左右'
    """
    from pipeline.compare.words import marked

    said = []
    for piece in marked(*(on_screen(text.replace("\n", "⏎")) for text in (change.before, change.after))):
        if piece.kind == "dropped":
            said.append(click.style(f"[-{piece.text}-]", "red"))
        elif piece.kind == "added":
            said.append(click.style(f"{{+{piece.text}+}}", "green"))
        else:
            said.append(
                piece.text if len(piece.text) <= 2 * AROUND else f"{piece.text[:AROUND]}…{piece.text[-AROUND:]}"
            )
    return "".join(said)


def _short(said: str) -> str:
    text = on_screen(said)
    return text if len(text) <= 2 * AROUND else text[: 2 * AROUND] + "…"
