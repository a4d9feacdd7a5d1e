"""fubiao steps, schema and profile: what the program says of itself."""

from __future__ import annotations

import gettext
import re
import sys
from pathlib import Path

import click

from pipeline.commands.options import beside, lang_option, profile_option, settings
from pipeline.screen import put

_ = gettext.gettext
# The lines of one comment.
_BLOCK = re.compile(r"(?:^# .*\n)+", re.MULTILINE)


@click.command(help=_("List the steps of the pipeline in their order."))
@lang_option
def steps() -> None:
    """Print each step with the first line of its module, which says what it mends."""
    import inspect as python

    from pipeline import flow

    for number, step in enumerate((*flow.STEPS, *flow.LAST), 1):
        module = python.getmodule(step)
        mends = (python.getdoc(module) or "").partition("\n")[0] if module else ""
        put(f"{number:2} {step.__name__:24} {_(mends)}", sys.stdout, hang=28)


@click.command(help=_("Print the JSON Schema of NAME.json."))
def schema() -> None:
    """Print the schema as the package ships it."""
    from pipeline import delivering

    click.echo(delivering.schema(), nl=False)


@click.command(help=_("Print the settings that hold."))
@lang_option
@profile_option
def profile(profile_path: Path | None) -> None:
    """Print the settings with their reasons: the built-in ones, a profile's own in their place."""
    from pipeline.settings import laid_over

    found = beside(profile_path, (Path("input"),))
    settings(found, ())
    click.echo(_BLOCK.sub(_in_words, laid_over(found)), nl=False)


def _in_words(block: re.Match[str]) -> str:
    """Say a comment in the language of the process."""
    said = _("\n".join(line[2:] for line in block[0].splitlines()))
    return "".join(f"# {line}\n" for line in said.split("\n"))
