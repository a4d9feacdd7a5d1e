"""Several processes: a file that crashes its process, hangs or eats memory costs itself alone.

Each worker is a pool of its own with one file in it.  In a shared pool a worker that dies may take along a file
that it had only fetched, or leave the lock of the common pipe behind; here there is nothing in common.

A worker lays its results beside their places and goes on; this process waits for the disk, for several files at a
time.  For most small files the disk takes longer than all the rest.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from queue import Empty, SimpleQueue
from typing import Any

from pebble import ProcessExpired, ProcessPool

from pipeline.batch.one import prepare, settle
from pipeline.batch.outcome import Done, Failed, Outcome
from pipeline.batch.task import Task, Work
from pipeline.errors import OutOfMemory, PipelineError, TookTooLong, WorkerDied
from pipeline.run_errors import ProgramFault

Job = Callable[[Task, Work], Outcome]

# The worker's own alarm comes first and leaves it whole; after these seconds more it is ended from outside.
GRACE = 5
# So many files are waited for at a time, for they share the turns of the disk; of more than so many, one must be done.
AT_ONCE = 8
MOST_WAITING = 64


def in_processes(tasks: Iterable[Task], work: Work, jobs: int, job: Job = prepare) -> Generator[Outcome, None, None]:
    """Convert in several processes; outcomes come as they are ready, and only as many files as workers are given out."""
    workers = _Workers(iter(tasks), work, job)
    disk = ThreadPoolExecutor(AT_ONCE)
    try:
        with _deaf():
            for _ in range(jobs):
                workers.next(_pool())
        yield from _outcomes(workers, disk)
    finally:
        workers.stop()
        disk.shutdown(cancel_futures=True)


def _outcomes(workers: _Workers, disk: ThreadPoolExecutor) -> Iterator[Outcome]:
    """Take files back from their workers, and tell each once its results stand."""
    settling: set[Future[Outcome]] = set()
    while workers.given or settling:
        future = workers.first_ready()
        if future in settling:
            settling.remove(future)
            yield future.result()
        elif (outcome := workers.taken(future)) is None:
            continue
        elif isinstance(outcome, Done) and outcome.fresh:
            if len(settling) == MOST_WAITING:
                wait(settling, return_when=FIRST_COMPLETED)
            settled = disk.submit(settle, outcome)
            settling.add(settled)
            settled.add_done_callback(workers.ready.put)
        else:
            yield outcome


@dataclass(frozen=True, slots=True)
class _Given:
    """A file in the hands of a worker, since when, and whether it was given out before."""

    task: Task
    pool: ProcessPool
    since: float
    again: bool = False


class _Workers:
    """The workers of a run, each with one file; a future is ``ready`` when something has become of its file."""

    def __init__(self, waiting: Iterator[Task], work: Work, job: Job) -> None:
        self.waiting = waiting
        self.work = work
        self.job = job
        self.given: dict[Future[Outcome], _Given] = {}
        self.ready: SimpleQueue[Future[Outcome]] = SimpleQueue()

    def next(self, pool: ProcessPool) -> None:
        """Give a worker the next file, or send it home."""
        task = next(self.waiting, None)
        if task is None:
            _stop([pool])
        else:
            self._give(_Given(task, pool, 0.0))

    def _give(self, held: _Given) -> None:
        limit = self.work.seconds + GRACE
        future: Future[Any] = held.pool.schedule(self.job, args=(held.task, self.work), timeout=limit)
        self.given[future] = replace(held, since=time.monotonic())
        future.add_done_callback(self.ready.put)

    def first_ready(self) -> Future[Outcome]:
        """Wait for the first future that is ready."""
        while True:
            try:
                # Without a timeout Windows would not hear Ctrl-C.
                return self.ready.get(timeout=1)
            except Empty:
                continue

    def taken(self, future: Future[Outcome]) -> Outcome | None:
        """Take a file back from its worker, who gets the next one; nothing where the file is given out again."""
        held = self.given.pop(future)
        outcome = _outcome(future, held, self.work)
        if outcome is None:
            self._give(replace(held, pool=_renewed(held.pool), again=True))
            return None
        starved = isinstance(outcome, Failed) and isinstance(outcome.error, OutOfMemory)
        self.next(_renewed(held.pool) if starved or isinstance(future.exception(), Exception) else held.pool)
        return outcome

    def stop(self) -> None:
        """End all workers, whatever they do."""
        _stop([each.pool for each in self.given.values()])


def _outcome(future: Future[Outcome], held: _Given, work: Work) -> Outcome | None:
    """Say what became of a file; nothing where its worker broke before it began: then it gets another one."""
    error = future.exception()
    if error is None:
        return future.result()
    if not isinstance(error, TimeoutError | ProcessExpired) and not held.again:
        return None
    return Failed(held.task.path, _cause(error, held.task.path.name, work), round(time.monotonic() - held.since, 3))


def _cause(error: BaseException, name: str, work: Work) -> PipelineError:
    if isinstance(error, TimeoutError):
        return TookTooLong(name=name, limit=work.seconds)
    if isinstance(error, ProcessExpired):
        return WorkerDied(name=name, reason=_ending(error.exitcode))
    return ProgramFault(name=name, step="-", reason=repr(error))


def _ending(code: int) -> str:
    """Say how a process ended.

    >>> _ending(-11), _ending(3)
    ('SIGSEGV', 'exit status 3')
    """
    return signal.Signals(-code).name if code < 0 else f"exit status {code}"


def _pool() -> ProcessPool:
    return ProcessPool(max_workers=1, context=get_context("spawn"))


def _renewed(pool: ProcessPool) -> ProcessPool:
    _stop([pool])
    return _pool()


def _stop(pools: list[ProcessPool]) -> None:
    for pool in pools:
        pool.stop()  # type: ignore[no-untyped-call]
    for pool in pools:
        pool.join()


@contextmanager
def _deaf() -> Iterator[None]:
    """Let workers start without an ear for Ctrl-C: it is the parent that ends the run."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
