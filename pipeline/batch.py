"""Many files: which, where to, in how many processes, and what became of each."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline import __version__, flow, ledger
from pipeline.errors import CannotRead, PipelineError, ProgramFault
from pipeline.model import Result, Wish
from pipeline.profile import Profile
from pipeline.text import safe_name

# What is no attachment and not worth a word: Office's lock files, what macOS and Windows leave in a folder.
NOISE = ("~$", "._", ".DS_Store", "Thumbs.db", ".git", flow.LITTER)
# What lies beside attachments and belongs to this program.
OURS = (flow.CORRECTIONS, "fubiao.toml")


@dataclass(frozen=True, slots=True)
class Task:
    """A file to convert, and where its results go: a path without ending."""

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

    @property
    def key(self) -> str:
        """Tell this way of converting from every other: program, settings, formats and wishes."""
        return ledger.hashed(repr((__version__, self.profile, self.formats, self.wish)).encode())


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
        noise = any(part.startswith(NOISE) for part in each.relative_to(path).parts) or each.name.endswith(OURS)
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


def run(tasks: list[Task], work: Work, jobs: int, done: Callable[[Outcome], None]) -> list[Outcome]:
    """Convert every file; the outcomes come in the order of the files, whatever the order of finishing.

    What an earlier run has done in the same way and nobody has touched is not done again, unless forced.
    """
    sweep({task.stem.parent for task in tasks})
    known = ledger.remembered(work.output)
    if not work.force:
        tasks = [replace(task, before=known.get(_key(task, work))) for task in tasks]
    jobs = min(jobs, len(tasks))
    outcomes = in_processes(tasks, work, jobs, done) if jobs > 1 else in_line(tasks, work, done)
    fresh = {_key(task, work): each.entry for task, each in zip(tasks, outcomes, strict=True) if isinstance(each, Done)}
    if fresh:
        entries = known | fresh
        flow.write(work.output / ledger.NAME, ledger.as_lines(entries[stem] for stem in sorted(entries)))
    return outcomes


def _key(task: Task, work: Work) -> str:
    """Name a file's results among all: their path in the output folder, without ending."""
    return os.path.relpath(task.stem, work.output)


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
        sha256 = ledger.hashed(task.path.read_bytes())
        way = _way(task.path, work)
        fresh = task.before and ledger.up_to_date(task.before, sha256, way, task.stem.parent)
        if task.before and fresh and not work.template:
            return _as_before(task.path, task.before)
        kept = ledger.edited(task.before, task.stem.parent)
        result = flow.convert(task.path, work.profile)
        wish = replace(work.wish, stem=task.stem.name, version=__version__, aliases=work.profile.aliases)
        made = flow.deliver(result, task.stem, work.formats, wish, kept)
        template = _template(task.path, result, work) if work.template else ""
    except PipelineError as error:
        return Failed(task.path, error)
    except OSError as error:
        return Failed(task.path, CannotRead(name=task.path.name, reason=error.strerror or str(error)))
    except Exception as error:
        return Failed(task.path, ProgramFault(name=task.path.name, step="-", reason=repr(error)))
    return replace(_done(task, way, _key(task, work), made, result, kept), template=template)


def _clear(task: Task, made: Mapping[str, str], kept: frozenset[str]) -> tuple[str, ...]:
    """Remove the workbooks of those whom no record names any more; name those edited by hand, which stay."""
    renewed = {name for name in kept if flow.beside(name) in made}
    old = ledger.outdated(task.before, made.keys() | renewed)
    own = ledger.edited({"files": old}, task.stem.parent)
    for name in old.keys() - own:
        (task.stem.parent / name).unlink(missing_ok=True)
    return tuple(sorted(own))


def _way(path: Path, work: Work) -> str:
    """Tell this way of converting a file from every other: what holds for all, and the file's own corrections."""
    corrections = flow.corrections_beside(path)
    return ledger.hashed((work.key + ledger.hashed(corrections.read_bytes())).encode()) if corrections else work.key


def _template(path: Path, result: Result, work: Work) -> str:
    """Write what is to be corrected beside the file, unless a file of corrections lies there; say where."""
    if flow.corrections_beside(path):
        return ""
    target = flow.corrections_path(path)
    flow.write(target, flow.corrections_template(result, work.wish.lang))
    return str(target)


def _done(task: Task, way: str, key: str, made: Mapping[str, str], result: Result, kept: frozenset[str]) -> Done:
    counts = {
        "tables": len(result.tables),
        "records": sum(len(each.table.rows) for each in result.tables),
        "repairs": sum(len(each.repairs) for each in result.tables),
        "review": result.to_review,
        "lost": result.audit.lost,
    }
    stale, before = _clear(task, made, kept), ledger.written(task.before)
    beside = {name for name in kept if flow.beside(name) in made}
    files = {name: before[name] for name in beside} | dict(made)
    earlier = {name: sha for name, sha in before.items() if name not in files and (task.stem.parent / name).exists()}
    entry: dict[str, Any] = {
        "stem": key,
        "source": task.path.name,
        "sha256": result.source.sha256,
        "key": way,
    }
    entry |= {"files": files, "earlier": earlier, "counts": counts}
    return Done(task.path, counts, entry, True, tuple(sorted(beside)), stale)


def _as_before(path: Path, entry: ledger.Entry) -> Done:
    return Done(path, entry["counts"], entry, fresh=False)


def sweep(folders: Iterable[Path]) -> None:
    """Remove what a killed run left behind."""
    for folder in folders:
        for litter in (*folder.glob(flow.LITTER + "*"), *folder.glob("*/" + flow.LITTER + "*")):
            litter.unlink(missing_ok=True)


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
