"""fubiao convert: files and folders in, results out."""

from __future__ import annotations

import gettext
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.options import PathOrAddress, output_lang_option, profile_option, settings
from pipeline.errors import PipelineError
from pipeline.run_errors import NothingToConvert
from pipeline.screen import closing, fail, note, shown, status

if TYPE_CHECKING:
    from pipeline.batch.addresses import Source
    from pipeline.batch.find import Found
    from pipeline.batch.tally import Tally
    from pipeline.batch.task import Work

_ = gettext.gettext
FORMATS = ("xlsx", "csv", "json", "html")


@click.command(help=_("Convert files and folders; without PATH the folder input."))
@click.argument("paths", nargs=-1, metavar=_("[PATH]..."), type=click.Path())
@click.option(
    "-o",
    "--output",
    default="output",
    type=PathOrAddress(),
    help=_("The folder for the results, or an address (s3://…)."),
)
@click.option(
    "--to",
    "formats",
    metavar=_("FORMATS"),
    default=",".join(FORMATS),
    help=_("Results, parted by commas: xlsx,csv,json,html (default), jsonl, sqlite, parquet."),
)
@click.option(
    "--serials",
    type=click.Choice(["fill", "keep"]),
    help=_("Number records without a gap, or leave serials as printed."),
)
@click.option("--strict", is_flag=True, help=_("Exit with 3 where something is to be reviewed."))
@click.option("--jobs", metavar=_("NUMBER"), type=click.IntRange(1), help=_("How many processes; else one a core."))
@click.option(
    "--timeout", metavar=_("SECONDS"), type=click.IntRange(1), help=_("Seconds that one file may take; else 300.")
)
@click.option(
    "--memory", metavar=_("MB"), type=click.IntRange(1), help=_("Megabytes that one file may take (Linux); else 2048.")
)
@click.option(
    "--scheduler",
    metavar=_("ADDRESS"),
    default="",
    help=_("Convert on a Dask cluster: the address of its scheduler, tcp://…"),
)
@click.option(
    "--force", is_flag=True, help=_("Convert again what is up to date, and overwrite what was edited by hand.")
)
@click.option("--no-bom", is_flag=True, help=_("Leave the byte order mark out of the CSV."))
@click.option("--csv-raw", is_flag=True, help=_("Leave texts that look like formulas as they are in the CSV."))
@click.option(
    "--split-by", metavar=_("COLUMN"), default="", help=_("Write a workbook for each name in this column, too.")
)
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
    paths: tuple[str, ...], output: Source, formats: str, serials: str | None, strict: bool, jobs: int | None,
    timeout: int | None, memory: int | None, scheduler: str, force: bool, no_bom: bool, csv_raw: bool, template: bool,
    split_by: str, quiet: bool, lang: str | None, profile_path: Path | None,
) -> None:  # fmt: skip
    """Convert what was given, say what became of it, and exit with the status of the worst."""
    from pipeline.batch.task import Work
    from pipeline.result import Wish

    given = named(paths)
    here = tuple(path for path in given if isinstance(path, Path))
    profile = settings(profile_path, here)
    profile = replace(profile, serials=serials or profile.serials, limits=bounded(profile.limits, timeout, memory))
    wish = Wish(lang=lang or "", bom=not no_bom, csv_raw=csv_raw, split_by=split_by)
    near, there = (output, None) if isinstance(output, Path) else (Path(), output)
    work = Work(profile, chosen(formats), wish, near, force, template, scheduler, there)
    found = looked_for([path for path in given if path not in here or path.exists()], work)
    for path in found.skipped:
        said = _("{name} was skipped: no kind of file that can be read; save a table in it as .docx or .xlsx.")
        note(said.format(name=path.name), quiet)
    if not found.sources:
        fail(NothingToConvert(name=", ".join(map(str, given))))
    tally = finished(found, work, jobs, quiet)
    if not quiet:
        click.echo(closing(tally))
    sys.exit(status(tally, strict))


def looked_for(given: Iterable[Source], work: Work) -> Found:
    """Find the files to convert; beside a file at an address no corrections can be laid."""
    from pipeline.batch.addresses import Address
    from pipeline.batch.find import find

    given = tuple(given)
    if work.template and any(isinstance(path, Address) for path in given):
        raise click.BadParameter(
            _("It writes beside the input, and cannot write to an address."), param_hint="--corrections-template"
        )
    try:
        return find(given, work.place)
    except PipelineError as error:
        return fail(error)


def finished(found: Found, work: Work, jobs: int | None, quiet: bool) -> Tally:
    """Run, with a bar where a person watches; an error of the run itself is one line and an exit status."""
    from pipeline.batch.run import run
    from pipeline.batch.ways import cores

    try:
        count = len(found.sources)
        return shown(lambda told: run(found, work, jobs or cores(), told), count, work.place, quiet)
    except PipelineError as error:
        return fail(error)


def named(paths: tuple[str, ...]) -> tuple[Source, ...]:
    """Give the paths named, patterns looked up; one that does not exist is wrong usage, the folder input may be missing."""
    from pipeline.batch.find import expanded

    given = tuple(expanded(paths))
    for path in given:
        if isinstance(path, Path) and not path.exists():
            message = _("Path {name!r} does not exist.").format(name=str(path))
            raise click.BadParameter(message, param_hint=repr(_("[PATH]...")))
    if paths and not given:
        raise click.BadParameter(
            _("Nothing matches {name}.").format(name=", ".join(paths)), param_hint=repr(_("[PATH]..."))
        )
    return given or (Path("input"),)


def bounded(limits: Mapping[str, int], seconds: int | None, megabytes: int | None) -> Mapping[str, int]:
    """Lay the limits asked for over those of the profile."""
    asked = {"seconds": seconds, "megabytes": megabytes}
    return {**limits, **{name: limit for name, limit in asked.items() if limit is not None}}


def chosen(formats: str) -> tuple[str, ...]:
    """Read the list of formats; an unknown one is wrong usage."""
    from pipeline.flow import WRITERS

    wanted = tuple(dict.fromkeys(part.strip() for part in formats.split(",") if part.strip()))
    unknown = [part for part in wanted if part not in WRITERS]
    if unknown or not wanted:
        known = ", ".join(WRITERS)
        said = _("{name} is none of {known}.").format(name=", ".join(unknown) or "-", known=known)
        raise click.BadParameter(said, param_hint="--to")
    return wanted
