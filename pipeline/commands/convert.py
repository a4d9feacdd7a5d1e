"""fubiao convert: files and folders in, results out."""

from __future__ import annotations

import gettext
import sys
from dataclasses import replace
from pathlib import Path

import click

from pipeline.commands.options import output_lang_option, profile_option, settings
from pipeline.errors import NothingToConvert
from pipeline.screen import closing, fail, note, shown, status

_ = gettext.gettext
FORMATS = ("xlsx", "csv", "json", "html")


@click.command(help=_("Convert files and folders; without PATH the folder input."))
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
@click.option("--split-by", metavar="COLUMN", default="", help=_("Write a workbook for each name in this column, too."))
@click.option(
    "--corrections-template",
    "template",
    is_flag=True,
    help=_("Write NAME.corrections.csv beside each input, to fill in what is to be corrected."),
)
@click.option("-q", "--quiet", is_flag=True, help=_("Say nothing but errors."))
@output_lang_option
@profile_option
def convert(
    paths: tuple[Path, ...], output: Path, formats: str, serials: str | None, strict: bool, jobs: int | None, force: bool,
    no_bom: bool, csv_raw: bool, template: bool, split_by: str, quiet: bool, lang: str | None, profile_path: Path | None,
) -> None:  # fmt: skip
    """Convert what was given, say what became of it, and exit with the status of the worst."""
    from pipeline.batch import Work, cores, gather, run
    from pipeline.model import Wish

    given = paths or (Path("input"),)
    profile = settings(profile_path, given)
    work = Work(
        profile=replace(profile, serials=serials) if serials else profile,
        formats=chosen(formats),
        wish=Wish(lang=lang or "", bom=not no_bom, csv_raw=csv_raw, split_by=split_by),
        output=output,
        force=force,
        template=template,
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


def chosen(formats: str) -> tuple[str, ...]:
    """Read the list of formats; an unknown one is wrong usage."""
    from pipeline.flow import WRITERS

    wanted = tuple(dict.fromkeys(part.strip() for part in formats.split(",") if part.strip()))
    unknown = [part for part in wanted if part not in WRITERS]
    if unknown or not wanted:
        known = ", ".join(WRITERS)
        raise click.BadParameter(_("{name} is none of {known}.").format(name=", ".join(unknown) or "-", known=known))
    return wanted
