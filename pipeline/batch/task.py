"""What is to be done: a file to convert, and what holds for all files of a run."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pipeline import __version__
from pipeline.batch import ledger
from pipeline.batch.addresses import Address, Source
from pipeline.profile import Profile
from pipeline.result import Wish

# These bound the run and change no result.
BOUNDS = ("seconds", "megabytes")
# More seconds or megabytes than this are the same as no bound, and the system can still count them.
ENDLESS = 10**9


class Task(NamedTuple):
    """A file to convert, where its results go (a path without ending), and what an earlier run did with it."""

    path: Source
    stem: Path
    before: ledger.Entry | None = None


class Work(NamedTuple):
    """What is to be done with every file; results that go ``there`` are made in ``output`` first."""

    profile: Profile
    formats: tuple[str, ...]
    wish: Wish
    output: Path
    force: bool = False
    template: bool = False
    scheduler: str = ""
    there: Address | None = None

    @property
    def place(self) -> Source:
        """Give what the user named for the results."""
        return self.there or self.output

    @property
    def key(self) -> str:
        """Tell this way of converting from every other: program, settings, formats and wishes."""
        limits = {name: limit for name, limit in self.profile.limits.items() if name not in BOUNDS}
        profile = replace(self.profile, limits=limits)
        return ledger.hashed(repr((__version__, profile, self.formats, self.wish)).encode())

    @property
    def seconds(self) -> int:
        """Give the time that one file may take."""
        return min(self.profile.limits["seconds"], ENDLESS)

    @property
    def megabytes(self) -> int:
        """Give the memory that one file may take."""
        return min(self.profile.limits["megabytes"], ENDLESS)


def key_of(stem: Path, output: Path) -> str:
    """Name a file's results among all: their path in the output folder, without ending."""
    return Path(os.path.relpath(stem, output)).as_posix()


def source_of(path: Source, work: Work) -> str:
    """Name a source as seen from the output folder, so that both may move together; an address is its own name."""
    if isinstance(path, Address):
        return str(path)
    try:
        return (path.absolute() if work.there else _seen_from(work.output, path)).as_posix()
    except ValueError:  # another drive of Windows
        return path.absolute().as_posix()


def _seen_from(output: Path, path: Path) -> Path:
    return Path(os.path.relpath(path.absolute(), output.absolute()))
