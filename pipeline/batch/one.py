"""One file is converted, and what became of it is said."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from pathlib import Path

from pipeline import __version__, correcting, delivering, flow
from pipeline.batch import ledger
from pipeline.batch.addresses import at_hand
from pipeline.batch.decided import decided, remembered
from pipeline.batch.limits import OutOfTime, bounded, of_memory
from pipeline.batch.near import carried, near
from pipeline.batch.outcome import Done, Failed, Outcome
from pipeline.batch.task import Task, Work, key_of, source_of
from pipeline.errors import CannotRead, OutOfMemory, PipelineError, TookTooLong
from pipeline.result import Result
from pipeline.run_errors import ProgramFault
from pipeline.writing import lay, place, told, write


def convert_one(task: Task, work: Work) -> Outcome:
    """Convert one file from beginning to end, and say what became of it; never raise for a user's file."""
    return settle(prepare(task, work))


def prepare(task: Task, work: Work) -> Outcome:
    """Convert one file and lay its results beside their places: what costs time and memory, and is bounded."""
    began = time.perf_counter()
    outcome = _guarded(task, work)
    return outcome._replace(seconds=round(time.perf_counter() - began, 3))


def settle(outcome: Outcome) -> Outcome:
    """Move the results that were laid to their places, and take away what they replace: what waits for the disk."""
    if not isinstance(outcome, Done):
        return outcome
    try:
        place(outcome.laid)
        for path in outcome.outgoing:
            with told(path):
                path.unlink(missing_ok=True)
    except PipelineError as error:
        return Failed(outcome.path, error, outcome.seconds)
    return outcome._replace(laid=(), outgoing=())


def _guarded(task: Task, work: Work) -> Outcome:
    name = task.path.name
    try:
        with bounded(work.seconds, work.megabytes), at_hand(task.path) as path, near(task, work) as (here, wanted):
            return carried(_prepared(path, here, wanted), wanted)
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


def _prepared(path: Path, task: Task, work: Work) -> Done:
    way, sha256 = _way(path, work), _fingerprint(path)
    if task.before and not work.template and ledger.up_to_date(task.before, sha256, way, task.stem.parent):
        return Done(task.path, task.before["counts"], task.before, fresh=False)
    return _anew(path, task, work, way)


def _fingerprint(path: Path) -> str:
    """Give the hash of a file, read piece by piece; what is none, a pipe or a device, might never end."""
    if path.exists() and not path.is_file():
        raise CannotRead(name=path.name, reason="Not a regular file")
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _anew(path: Path, task: Task, work: Work, way: str) -> Done:
    folder = task.stem.parent
    wish = replace(work.wish, stem=task.stem.name, version=__version__, aliases=work.profile.aliases)
    edited = ledger.edited(task.before, folder)
    by_hand = decided(path, task, work, wish, edited)
    kept = edited - by_hand.taken_up
    result = delivering.guarded(flow.convert(path, work.profile), wish)
    made: dict[str, str] = {}
    files = delivering.files_of_guarded(result, task.stem, work.formats, wish, kept)
    laid = lay(_noted(files, folder, made, _nothing_new(task, by_hand.waiting)))
    renewed = {name for name in kept if delivering.beside(name) in made}
    staying = dict.fromkeys(sorted(renewed | by_hand.waiting))
    outgoing, stale = _replaced(task, work, made.keys() | staying)
    return Done(
        task.path,
        counts=result.counts,
        entry={**_entry(task, work, way, result, staying | made, outgoing), **remembered(path)},
        kept=tuple(sorted(renewed)),
        decided=by_hand,
        stale=tuple(sorted(stale)),
        template=_template(path, result, work) if work.template else "",
        laid=laid,
        outgoing=tuple(folder / name for name in sorted(outgoing)),
    )


def _nothing_new(task: Task, waiting: Set[str]) -> set[tuple[str, str]]:
    """Name what need not lie beside a workbook with decisions: what was delivered already."""
    written = ledger.written(task.before)
    return {(delivering.beside(name), written[name]) for name in waiting}


def _noted(
    files: Iterable[tuple[str, bytes]], folder: Path, made: dict[str, str], known: Set[tuple[str, str]]
) -> Iterator[tuple[Path, bytes]]:
    """Note the hash of each file on its way to the disk: together they may be too much to hold; pass over what is known."""
    for name, data in files:
        sha256 = ledger.hashed(data)
        if (name, sha256) not in known:
            made[name] = sha256
            yield folder / name, data
        del data


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


def _replaced(task: Task, work: Work, made: Set[str]) -> tuple[Set[str], Set[str]]:
    """Name what an earlier run wrote and this one would have: what goes, and what was edited by hand and stays."""
    old = ledger.outdated(task.before, made, work.formats)
    own = ledger.edited({"files": old}, task.stem.parent)
    return old.keys() - own, own


def _entry(
    task: Task, work: Work, way: str, result: Result, files: Mapping[str, str | None], outgoing: Set[str]
) -> ledger.Entry:
    """Say what is to be remembered; a result edited by hand keeps the hash that was written."""
    before = ledger.written(task.before)
    gone = files.keys() | outgoing
    return {
        "stem": key_of(task.stem, work.output),
        "source": source_of(task.path, work),
        "sha256": result.source.sha256,
        "key": way,
        "files": {name: sha or before[name] for name, sha in files.items()},
        "earlier": {
            name: sha for name, sha in before.items() if name not in gone and (task.stem.parent / name).exists()
        },
        "counts": result.counts,
    }
