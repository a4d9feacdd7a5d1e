"""One file: what is to be done with it, and what became of it."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import __version__, correcting, delivering, flow
from pipeline.batch import ledger
from pipeline.batch.limits import OutOfTime, bounded, of_memory
from pipeline.errors import CannotRead, OutOfMemory, PipelineError, TookTooLong
from pipeline.profile import Profile
from pipeline.result import Result, Wish
from pipeline.run_errors import ProgramFault
from pipeline.writing import write

# These bound the run and change no result.
BOUNDS = ("seconds", "megabytes")


@dataclass(frozen=True, slots=True)
class Task:
    """A file to convert, where its results go (a path without ending), and what an earlier run did with it."""

    path: Path
    stem: Path
    before: ledger.Entry | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done with every file."""

    profile: Profile
    formats: tuple[str, ...]
    wish: Wish
    output: Path
    force: bool = False
    template: bool = False
    scheduler: str = ""

    @property
    def key(self) -> str:
        """Tell this way of converting from every other: program, settings, formats and wishes."""
        limits = {name: limit for name, limit in self.profile.limits.items() if name not in BOUNDS}
        profile = replace(self.profile, limits=limits)
        return ledger.hashed(repr((__version__, profile, self.formats, self.wish)).encode())

    @property
    def seconds(self) -> int:
        """Give the time that one file may take."""
        return self.profile.limits["seconds"]

    @property
    def megabytes(self) -> int:
        """Give the memory that one file may take."""
        return self.profile.limits["megabytes"]


@dataclass(frozen=True, slots=True)
class Done:
    """A file that was converted: how much there was of it, whether anew, and which results were kept as edited by hand.

    ``stale`` ones are of an earlier run, belong here no more, and stay only because somebody edited them.
    """

    path: Path
    counts: Mapping[str, int]
    entry: ledger.Entry
    fresh: bool = True
    kept: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    template: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be converted, and why."""

    path: Path
    error: PipelineError
    seconds: float = 0.0


Outcome = Done | Failed


def key_of(stem: Path, output: Path) -> str:
    """Name a file's results among all: their path in the output folder, without ending."""
    return Path(os.path.relpath(stem, output)).as_posix()


def source_of(path: Path, output: Path) -> str:
    """Name a source as seen from the output folder, so that both may move together."""
    try:
        return Path(os.path.relpath(path.absolute(), output.absolute())).as_posix()
    except ValueError:  # another drive of Windows
        return path.absolute().as_posix()


def convert_one(task: Task, work: Work) -> Outcome:
    """Convert one file, and say what became of it; never raise for a user's file."""
    began = time.perf_counter()
    outcome = _guarded(task, work)
    return replace(outcome, seconds=round(time.perf_counter() - began, 3))


def _guarded(task: Task, work: Work) -> Outcome:
    name = task.path.name
    try:
        with bounded(work.seconds, work.megabytes):
            return _converted(task, work)
    except OutOfTime:
        return Failed(task.path, TookTooLong(name=name, limit=work.seconds))
    except Exception as error:
        return Failed(task.path, _cause(error, name, work))


def _cause(error: Exception, name: str, work: Work) -> PipelineError:
    """Name the right cause: a lack of memory looks like a damaged file or a fault of the program to those below."""
    if of_memory(error):
        return OutOfMemory(name=name, limit=work.megabytes)
    if isinstance(error, PipelineError):
        return error
    if isinstance(error, OSError):
        return CannotRead(name=name, reason=error.strerror or str(error))
    return ProgramFault(name=name, step="-", reason=repr(error))


def _converted(task: Task, work: Work) -> Done:
    folder, way = task.stem.parent, _way(task.path, work)
    sha256 = ledger.hashed(task.path.read_bytes())
    if task.before and not work.template and ledger.up_to_date(task.before, sha256, way, folder):
        return Done(task.path, task.before["counts"], task.before, fresh=False)
    kept = ledger.edited(task.before, folder)
    result = flow.convert(task.path, work.profile)
    wish = replace(work.wish, stem=task.stem.name, version=__version__, aliases=work.profile.aliases)
    made = delivering.deliver(result, task.stem, work.formats, wish, kept)
    template = _template(task.path, result, work) if work.template else ""
    renewed = {name for name in kept if delivering.beside(name) in made}
    stale = _clear(task, work, made.keys() | renewed)
    return Done(
        task.path,
        counts=_counts(result),
        entry=_entry(task, work, way, result, dict.fromkeys(renewed) | dict(made)),
        kept=tuple(sorted(renewed)),
        stale=stale,
        template=template,
    )


def _way(path: Path, work: Work) -> str:
    """Tell this way of converting a file from every other: what holds for all, and the file's own corrections."""
    corrections = correcting.beside(path)
    return ledger.hashed((work.key + ledger.hashed(corrections.read_bytes())).encode()) if corrections else work.key


def _template(path: Path, result: Result, work: Work) -> str:
    """Write what is to be corrected beside the file, unless a file of corrections lies there; say where."""
    if correcting.beside(path):
        return ""
    target = correcting.path_for(path)
    write(target, delivering.corrections_template(result, work.wish.lang))
    return str(target)


def _clear(task: Task, work: Work, made: Set[str]) -> tuple[str, ...]:
    """Remove what an earlier run wrote and this one would have; name those edited by hand, which stay."""
    old = ledger.outdated(task.before, made, work.formats)
    own = ledger.edited({"files": old}, task.stem.parent)
    for name in old.keys() - own:
        (task.stem.parent / name).unlink(missing_ok=True)
    return tuple(sorted(own))


def _counts(result: Result) -> dict[str, int]:
    return {
        "tables": len(result.tables),
        "records": sum(len(each.table.rows) for each in result.tables),
        "repairs": sum(len(each.repairs) for each in result.tables),
        "review": result.to_review,
        "lost": result.audit.lost,
    }


def _entry(task: Task, work: Work, way: str, result: Result, files: Mapping[str, str | None]) -> ledger.Entry:
    """Say what is to be remembered; a result edited by hand keeps the hash that was written."""
    before = ledger.written(task.before)
    return {
        "stem": key_of(task.stem, work.output),
        "source": source_of(task.path, work.output),
        "sha256": result.source.sha256,
        "key": way,
        "files": {name: sha or before[name] for name, sha in files.items()},
        "earlier": {
            name: sha for name, sha in before.items() if name not in files and (task.stem.parent / name).exists()
        },
        "counts": _counts(result),
    }
