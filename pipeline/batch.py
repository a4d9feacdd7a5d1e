"""Many files: which, where to, in how many processes, and what became of each."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import __version__, flow
from pipeline.errors import PipelineError, ProgramFault
from pipeline.model import Result, Wish
from pipeline.profile import Profile

# What is no attachment and not worth a word: Office's lock files, what macOS and Windows leave in a folder.
NOISE = ("~$", "._", ".DS_Store", "Thumbs.db", ".git", flow.LITTER)
# Names that Windows keeps for devices.
DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{at}" for name in ("com", "lpt") for at in range(1, 10))}
# A file's name has at most 255 bytes; the longest ending that is added needs some.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Task:
    """A file to convert, and where its results go: a path without ending."""

    path: Path
    stem: Path


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done with every file."""

    profile: Profile
    formats: tuple[str, ...]
    wish: Wish


@dataclass(frozen=True, slots=True)
class Done:
    """A file that was converted: what was written and how much there was of it."""

    path: Path
    files: tuple[Path, ...]
    tables: int
    records: int
    repairs: int
    review: int
    lost: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be converted, and why."""

    path: Path
    error: PipelineError


Outcome = Done | Failed


def gather(paths: Iterable[Path], output: Path) -> tuple[list[Task], list[Path]]:
    """Find the files to convert, and those of a kind that cannot be; sub-folders are kept in the output."""
    found: list[tuple[Path, Path]] = []
    skipped: list[Path] = []
    for path in paths:
        for each in _files(path, output):
            if each.suffix.lower() in flow.READERS:
                found.append((each, output / _below(each, path)))
            else:
                skipped.append(each)
    return _apart(found), skipped


def _files(path: Path, output: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    root = path.resolve()
    for each in sorted(path.rglob("*")):
        noise = any(part.startswith(NOISE) for part in each.relative_to(path).parts)
        inside = each.resolve().is_relative_to(root) and not each.resolve().is_relative_to(output.resolve())
        if each.is_file() and not noise and inside:
            yield each


def _below(file: Path, given: Path) -> Path:
    return file.relative_to(given) if given.is_dir() else Path(file.name)


def _apart(found: list[tuple[Path, Path]]) -> list[Task]:
    """Name the results; sources that would collide keep their ending, whichever comes first."""
    unique = dict.fromkeys(found)
    stems = Counter(_folded(target.with_suffix("")) for _, target in unique)
    tasks = []
    for path, target in unique:
        shared = stems[_folded(target.with_suffix(""))] > 1 or _has_twin(path)
        tasks.append(Task(path, target.with_name(safe_name(target.name if shared else target.stem))))
    return tasks


def _folded(path: Path) -> str:
    return unicodedata.normalize("NFC", str(path)).casefold()


def _has_twin(path: Path) -> bool:
    """Ask whether another attachment of the same name but for its ending lies beside the file."""
    mine = _folded(Path(path.stem))
    beside = (each for each in path.parent.glob("*") if each.name != path.name and each.suffix.lower() in flow.READERS)
    return any(_folded(Path(each.stem)) == mine and not each.name.startswith(NOISE) for each in beside)


def safe_name(name: str) -> str:
    """Give a name that every system can write, with room for the longest ending.

    >>> safe_name("附件1"), safe_name("CON"), len(safe_name("长" * 300).encode()) <= 200
    ('附件1', '_CON', True)
    """
    if name.split(".", maxsplit=1)[0].lower() in DEVICES:
        return "_" + name
    if len(name.encode("utf-8", "surrogateescape")) <= LONGEST:
        return name
    mark = "~" + hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return name.encode("utf-8", "surrogateescape")[: LONGEST - len(mark)].decode("utf-8", "ignore") + mark


def run(tasks: list[Task], work: Work, jobs: int, done: Callable[[Outcome], None]) -> list[Outcome]:
    """Convert every file; the outcomes come in the order of the files, whatever the order of finishing."""
    sweep({task.stem.parent for task in tasks})
    if jobs == 1 or len(tasks) < 2:
        return in_line(tasks, work, done)
    return in_processes(tasks, work, min(jobs, len(tasks)), done)


def in_line(tasks: list[Task], work: Work, done: Callable[[Outcome], None]) -> list[Outcome]:
    """Convert one file after the other in this process."""
    outcomes = []
    for task in tasks:
        outcome = convert_one(task, work)
        done(outcome)
        outcomes.append(outcome)
    return outcomes


def in_processes(tasks: list[Task], work: Work, jobs: int, done: Callable[[Outcome], None]) -> list[Outcome]:
    """Convert in several processes; one that dies or hangs costs its file alone."""
    from multiprocessing import get_context

    from pebble import ProcessPool

    seconds = work.profile.limits["seconds"]
    outcomes: list[Outcome] = []
    with ProcessPool(max_workers=jobs, context=get_context("spawn")) as pool:
        futures = [pool.schedule(convert_one, args=(task, work), timeout=seconds) for task in tasks]
        for task, future in zip(tasks, futures, strict=True):
            try:
                outcome: Outcome = future.result()
            except Exception as error:
                outcome = Failed(task.path, ProgramFault(name=task.path.name, step="-", reason=repr(error)))
            done(outcome)
            outcomes.append(outcome)
    return outcomes


def convert_one(task: Task, work: Work) -> Outcome:
    """Convert one file, and say what became of it; never raise for a user's file."""
    try:
        result = flow.convert(task.path, work.profile)
        wish = replace(work.wish, stem=task.stem.name, version=__version__, aliases=work.profile.aliases)
        files = flow.deliver(result, task.stem, work.formats, wish)
    except PipelineError as error:
        return Failed(task.path, error)
    except Exception as error:
        return Failed(task.path, ProgramFault(name=task.path.name, step="-", reason=repr(error)))
    return _done(task.path, files, result)


def _done(path: Path, files: tuple[Path, ...], result: Result) -> Done:
    return Done(
        path=path,
        files=files,
        tables=len(result.tables),
        records=sum(len(each.table.rows) for each in result.tables),
        repairs=sum(len(each.repairs) for each in result.tables),
        review=result.to_review,
        lost=result.audit.lost,
    )


def sweep(folders: Iterable[Path]) -> None:
    """Remove what a killed run left behind."""
    for folder in folders:
        for litter in folder.glob(flow.LITTER + "*") if folder.is_dir() else ():
            litter.unlink(missing_ok=True)


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
