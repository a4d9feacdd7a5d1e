"""What several commands share: the options --lang and --profile, the settings, and how an error ends a command."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.errors import PipelineError
from pipeline.messages import LANGUAGES
from pipeline.screen import fail

if TYPE_CHECKING:
    from pipeline.profile import Profile

_ = gettext.gettext
PROFILE = "fubiao.toml"


class PathOrAddress(click.Path):
    """A path, or an address that fsspec knows."""

    def convert(self, value: str, parameter: click.Parameter | None, context: click.Context | None) -> Any:  # type: ignore[override]
        """Give an Address or a Path."""
        from pipeline.batch.addresses import Address, is_address, path_of

        if is_address(value):
            return Address(value)
        return Path(os.fsdecode(super().convert(path_of(value), parameter, context)))


def lang_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --lang; the language itself was chosen at the door."""
    help_text = _("Language of messages; else as the locale says.")
    return click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=help_text)(command)


def output_lang_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --lang to a command that writes results; they follow their document where nobody chose."""
    help_text = _("Language of messages and results; else messages follow the locale, results their document.")
    return click.option("--lang", type=click.Choice(LANGUAGES), help=help_text)(command)


def profile_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --profile."""
    help_text = _("Settings (TOML) laid over the built-in ones.")
    kind = click.Path(path_type=Path, exists=True, dir_okay=False)
    return click.option("--profile", "profile_path", type=kind, help=help_text)(command)


def settings(path: Path | None, given: tuple[Path, ...]) -> Profile:
    """Load the profile named, or the one that lies in an input folder."""
    from pipeline.profile import default_profile, load_profile
    from pipeline.skipping import check_skipped

    found = beside(path, given)
    try:
        return check_skipped(load_profile(found), found.name) if found else default_profile()
    except PipelineError as error:
        fail(error)


def beside(path: Path | None, given: tuple[Path, ...]) -> Path | None:
    """Find the profile: the one named, else the first that lies in a folder given."""
    return path or next((folder / PROFILE for folder in given if (folder / PROFILE).is_file()), None)


def read(job: Callable[[Profile], Any], file: Path, profile_path: Path | None) -> Any:
    """Run something that reads a file; an error is one line and an exit status."""
    try:
        return job(settings(profile_path, (file.parent,)))
    except PipelineError as error:
        return fail(error)
