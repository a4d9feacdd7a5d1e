"""The command line: parse, call, print."""

from __future__ import annotations

import gettext
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline import __version__
from pipeline.errors import NothingToConvert, PipelineError, ProfileError
from pipeline.messages import LANGUAGES
from pipeline.screen import closing, fail, language, line, note, shown, status

if TYPE_CHECKING:
    from pipeline.model import Grid
    from pipeline.profile import Profile

_ = gettext.gettext
FORMATS = ("xlsx", "csv", "json", "html")
PROFILE = "fubiao.toml"


@click.group(help=_("Turn the table in an official attachment into clean Excel, CSV and JSON; tell every change."))
@click.version_option(__version__, prog_name="fubiao", help=_("Show the version and exit."))
def cli() -> None:
    """Gather the commands."""


def lang_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --lang; the language itself was chosen at the door."""
    help_text = _("Language of messages and outputs; else as the locale says.")
    return click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=help_text)(command)


def profile_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --profile."""
    help_text = _("Settings (TOML) laid over the built-in ones.")
    kind = click.Path(path_type=Path, exists=True, dir_okay=False)
    return click.option("--profile", "profile_path", type=kind, help=help_text)(command)


@cli.command(help=_("Convert files and folders; without PATH the folder input."))
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path, exists=True))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("output"), help=_("The folder for the results.")
)
@click.option(
    "--to",
    "formats",
    default=",".join(FORMATS),
    help=_("Results, parted by commas: xlsx,csv,json,html (default), jsonl, sqlite, parquet."),
)
@click.option(
    "--serials",
    type=click.Choice(["fill", "keep"]),
    help=_("Number records without a gap, or leave serials as printed."),
)
@click.option("--strict", is_flag=True, help=_("Exit with 3 where something is to be reviewed."))
@click.option("--jobs", type=click.IntRange(1), help=_("How many processes; else one a core."))
@click.option(
    "--force", is_flag=True, help=_("Convert again what is up to date, and overwrite what was edited by hand.")
)
@click.option("--no-bom", is_flag=True, help=_("Leave the byte order mark out of the CSV."))
@click.option("--csv-raw", is_flag=True, help=_("Leave texts that look like formulas as they are in the CSV."))
@click.option("-q", "--quiet", is_flag=True, help=_("Say nothing but errors."))
@lang_option
@profile_option
def convert(
    paths: tuple[Path, ...], output: Path, formats: str, serials: str | None, strict: bool, jobs: int | None, force: bool,
    no_bom: bool, csv_raw: bool, quiet: bool, profile_path: Path | None,
) -> None:  # fmt: skip
    """Convert what was given, say what became of it, and exit with the status of the worst."""
    from pipeline.batch import Work, cores, gather, run
    from pipeline.model import Wish

    given = paths or (Path("input"),)
    profile = settings(profile_path, given)
    work = Work(
        profile=replace(profile, serials=serials) if serials else profile,
        formats=chosen(formats),
        wish=Wish(lang=language(), bom=not no_bom, csv_raw=csv_raw),
        output=output,
        force=force,
    )
    tasks, skipped = gather([path for path in given if path.exists()], output)
    for path in skipped:
        note(_("{name} was skipped: no kind of file that can be read.").format(name=path.name), quiet)
    if not tasks:
        fail(NothingToConvert(name=", ".join(map(str, given))))
    outcomes = shown(lambda done: run(tasks, work, jobs or cores(), done), len(tasks), quiet)
    if not quiet:
        click.echo(closing(outcomes))
    sys.exit(status(outcomes, strict))


def settings(path: Path | None, given: tuple[Path, ...]) -> Profile:
    """Load the profile named, or the one that lies in an input folder."""
    from pipeline.profile import default_profile, load_profile

    found = beside(path, given)
    try:
        return load_profile(found) if found else default_profile()
    except ProfileError as error:
        fail(error)


def beside(path: Path | None, given: tuple[Path, ...]) -> Path | None:
    """Find the profile: the one named, else the first that lies in a folder given."""
    return path or next((folder / PROFILE for folder in given if (folder / PROFILE).is_file()), None)


def chosen(formats: str) -> tuple[str, ...]:
    """Read the list of formats; an unknown one is wrong usage."""
    from pipeline.flow import WRITERS

    wanted = tuple(dict.fromkeys(part.strip() for part in formats.split(",") if part.strip()))
    unknown = [part for part in wanted if part not in WRITERS]
    if unknown or not wanted:
        known = ", ".join(WRITERS)
        raise click.BadParameter(_("{name} is none of {known}.").format(name=", ".join(unknown) or "-", known=known))
    return wanted


@cli.command(help=_("Draw the tables of a file as read, before any repair."))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
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
        click.echo(" ".join(filter(None, (size, grid.title))))
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


@cli.command(help=_("Say each repair and doubt of a file: where, before, after, why."))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help=_("Print JSON."))
@lang_option
@profile_option
def explain(file: Path, as_json: bool, profile_path: Path | None) -> None:
    """Print what was repaired and what was doubted, without writing anything."""
    from pipeline import flow

    result = read(lambda profile: flow.convert(file, profile), file, profile_path)
    tables = flow.explain(result, language())
    if as_json:
        click.echo(json.dumps(tables, ensure_ascii=False, indent=1))
        return
    for table in tables:
        heading = _("table {number}").format(number=table["number"])
        click.echo(" ".join(filter(None, (heading, table["title"]))))
        for told in (*table["repairs"], *table["doubts"]):
            click.echo("  " + line(told))


def read(job: Callable[[Profile], Any], file: Path, profile_path: Path | None) -> Any:
    """Run something that reads a file; an error is one line and an exit status."""
    try:
        return job(settings(profile_path, (file.parent,)))
    except PipelineError as error:
        return fail(error)


@cli.command(help=_("List the steps of the pipeline in their order."))
@lang_option
def steps() -> None:
    """Print each step with the first line of its module, which says what it mends."""
    import inspect as python

    from pipeline import flow

    for number, step in enumerate(flow.STEPS, 1):
        module = python.getmodule(step)
        mends = (python.getdoc(module) or "").partition("\n")[0] if module else ""
        click.echo(f"{number:2} {step.__name__:24} {_(mends)}")


@cli.command(help=_("Print the JSON Schema of NAME.json."))
def schema() -> None:
    """Print the schema as the package ships it."""
    from pipeline.flow import SCHEMA

    click.echo(SCHEMA(), nl=False)


@cli.command(help=_("Print the settings that hold."))
@lang_option
@profile_option
def profile(profile_path: Path | None) -> None:
    """Print the settings with their reasons: the built-in ones, a profile's own in their place."""
    from pipeline.profile import laid_over

    found = beside(profile_path, (Path("input"),))
    settings(found, ())
    click.echo(laid_over(found), nl=False)
