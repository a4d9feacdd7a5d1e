"""A run: the folder is taken, each file is converted in its way, told, remembered and logged; then the folder is free."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pipeline.away_errors import ClusterLost, OtherVersion
from pipeline.batch.addresses import Address, Source, is_address
from pipeline.batch.claim import LOCK
from pipeline.batch.desk import desk
from pipeline.batch.find import Found
from pipeline.batch.ledger import Ledger
from pipeline.batch.log import Log, logged
from pipeline.batch.names import marked
from pipeline.batch.outcome import Done, Outcome
from pipeline.batch.stores import Store
from pipeline.batch.tally import Tally
from pipeline.batch.task import Task, Work, key_of, source_of
from pipeline.batch.ways import Way, way
from pipeline.run_errors import FolderInUse
from pipeline.writing import sweep, told


def run(found: Found, work: Work, jobs: int, tell: Callable[[Outcome], None], by: Way | None = None) -> Tally:
    """Convert every file, telling each as it is done; Ctrl-C ends the run and keeps what is done.

    What an earlier run has done in the same way and nobody has touched is not done again, unless forced.
    """
    tally = Tally(len(found.sources))
    below = {Path(), *(stem.parent for _, stem in found.sources)}
    with _output(work, below) as work, closing(Ledger(work.output)) as ledger:
        folders = [work.output / folder for folder in below]
        sweep(folders)
        try:
            with logged(work.output, found, tally) as log:
                tasks = (_task(path, stem, work, ledger) for path, stem in found.sources)
                outcomes = (by or way([source for source, _ in found.sources], work))(
                    tasks, work, min(jobs, tally.total)
                )
                with _interruptible(outcomes, tally):
                    for outcome in outcomes:
                        _remember(outcome, ledger, log, tally)
                        tell(outcome)
        finally:
            sweep(folders)
    if tally.lost:
        raise tally.lost
    return tally


def _remember(outcome: Outcome, ledger: Ledger, log: Log, tally: Tally) -> None:
    if isinstance(outcome, Done) and outcome.fresh:
        ledger.add(outcome.entry)
    log.add(outcome)
    tally.add(outcome)


@contextmanager
def _interruptible(outcomes: Generator[Outcome, None, None], tally: Tally) -> Iterator[None]:
    """Let Ctrl-C, or a cluster that cannot be relied on any more, end the files that are being converted, and keep what is done."""
    try:
        with closing(outcomes):
            yield
    except KeyboardInterrupt:
        tally.interrupted = True
    except (ClusterLost, OtherVersion) as error:
        tally.interrupted, tally.lost = True, error


def _task(path: Source, stem: Path, work: Work, ledger: Ledger) -> Task:
    """Say where a file's results go and what is known of it; results of another source that still stands are its own."""
    place = work.output / stem
    before = ledger.entry(key_of(place, work.output))
    if before and _is_another(before.get("source", ""), path, work):
        place = marked(place, path)
        before = ledger.entry(key_of(place, work.output))
    return Task(path, place, None if work.force else before)


def _is_another(source: str, path: Source, work: Work) -> bool:
    """Ask whether results are of another source that still stands; of an address it is believed that it does."""
    if source == source_of(path, work):
        return False
    if isinstance(path, Address) or is_address(source):
        return is_address(source) or (work.output / source).is_file()
    return (work.output / source).is_file() and not path.samefile(work.output / source)


@contextmanager
def _output(work: Work, folders: Iterable[Path]) -> Iterator[Work]:
    """Take the output folder for this run; of one at an address, work at a desk here."""
    if work.there is None:
        with taken(work.output):
            yield work
    else:
        with desk(Store(work.there), folders) as place:
            yield work._replace(output=place)


@contextmanager
def taken(folder: Path) -> Iterator[None]:
    """Take the output folder for this run; the system frees it when the process ends, in whatever way."""
    from filelock import FileLock, Timeout

    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise FolderInUse(name=str(folder)) from error
    try:
        yield
    finally:
        lock.release()
