"""fubiao inspect and explain: look at one file and write nothing."""

from __future__ import annotations

import gettext
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.options import lang_option, profile_option, read
from pipeline.screen import language, line, put

if TYPE_CHECKING:
    from pipeline.model import Grid

_ = gettext.gettext


@click.command(help=_("Draw the tables of a file as read, before any repair."))
@click.argument("file", metavar=_("FILE"), type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
@lang_option
@profile_option
def inspect(file: Path, as_json: bool, profile_path: Path | None) -> None:
    """Print each table as the file has it."""
    from pipeline import flow

    grids = read(lambda profile: flow.inspect(file, profile), file, profile_path).grids
    if as_json:
        click.echo(json.dumps([grid_facts(grid) for grid in grids], ensure_ascii=False, indent=1))
        return
    import shutil

    from pipeline.drawing import draw

    for grid in grids:
        size = _("table {number}: {rows} rows, {columns} columns").format(
            number=grid.number, rows=grid.height, columns=grid.width
        )
        put(" ".join(filter(None, (size, grid.title))), sys.stdout)
        click.echo(draw(grid, shutil.get_terminal_size((100, 24)).columns))


def grid_facts(grid: Grid) -> dict[str, Any]:
    """Give a grid as the contract's JSON has it."""
    boxes = [
        {"row": box.row, "column": box.column, "down": box.down, "across": box.across, "text": box.text}
        for box in grid.boxes
    ]
    parent = list(grid.parent) if grid.parent else None
    return {
        "table": grid.number,
        "parent": parent,
        "title": grid.title,
        "rows": grid.height,
        "columns": grid.width,
        "boxes": boxes,
    }


@click.command(help=_("Say each repair and doubt of a file: where, before, after, why."))
@click.argument("file", metavar=_("FILE"), type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
@lang_option
@profile_option
def explain(file: Path, as_json: bool, profile_path: Path | None) -> None:
    """Print what was repaired and what was doubted, without writing anything."""
    from pipeline import delivering, flow

    result = read(lambda profile: flow.convert(file, profile), file, profile_path)
    tables = delivering.explain(result, language())
    if as_json:
        click.echo(json.dumps(tables, ensure_ascii=False, indent=1))
        return
    for table in tables:
        heading = _("table {number}").format(number=table["number"])
        put(" ".join(filter(None, (heading, table["title"]))), sys.stdout)
        for told in (*table["repairs"], *table["doubts"]):
            put("  " + line(told), sys.stdout, hang=4)
