"""Several processes: a file that crashes its process, hangs or eats memory costs itself alone.

Each worker is a pool of its own with one file in it.  In a shared pool a worker that dies may take along a file
that it had only fetched, or leave the lock of the common pipe behind; here there is nothing in common.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context
from typing import Any

from pebble import ProcessExpired, ProcessPool

from pipeline.batch.one import Failed, Outcome, Task, Work, convert_one
from pipeline.errors import OutOfMemory, PipelineError, TookTooLong, WorkerDied
from pipeline.run_errors import ProgramFault

Job = Callable[[Task, Work], Outcome]

# The worker's own alarm comes first and leaves it whole; after these seconds more it is ended from outside.
GRACE = 5


@dataclass(frozen=True, slots=True)
class Given:
    """A file in the hands of a worker, since when, and whether it was given out before."""

    task: Task
    pool: ProcessPool
    since: float
    again: bool = False


def in_processes(
    tasks: Iterable[Task], work: Work, jobs: int, job: Job = convert_one
) -> Generator[Outcome, None, None]:
    """Convert in several processes; outcomes come as they are ready, and only as many files as workers are given out."""
    waiting = iter(tasks)
    given: dict[Future[Outcome], Given] = {}
    try:
        with _deaf():
            for task in islice(waiting, jobs):
                _give(given, Given(task, _pool(), 0.0), work, job)
        while given:
            # Without a timeout Windows would not hear Ctrl-C.
            for future in wait(given, timeout=1, return_when=FIRST_COMPLETED).done:
                yield from _taken(future, given, waiting, work, job)
    finally:
        _stop([each.pool for each in given.values()])


def _taken(
    future: Future[Outcome], given: dict[Future[Outcome], Given], waiting: Iterator[Task], work: Work, job: Job
) -> Iterator[Outcome]:
    """Take a file back from its worker, and give the worker the next before the outcome is told."""
    held = given.pop(future)
    outcome = _outcome(future, held, work)
    if outcome is None:
        _give(given, replace(held, pool=_renewed(held.pool), again=True), work, job)
        return
    starved = isinstance(outcome, Failed) and isinstance(outcome.error, OutOfMemory)
    pool = _renewed(held.pool) if starved or isinstance(future.exception(), Exception) else held.pool
    task = next(waiting, None)
    if task is None:
        _stop([pool])
    else:
        _give(given, Given(task, pool, 0.0), work, job)
    yield outcome


def _outcome(future: Future[Outcome], held: Given, work: Work) -> Outcome | None:
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


def _give(given: dict[Future[Outcome], Given], held: Given, work: Work, job: Job) -> None:
    future: Future[Any] = held.pool.schedule(job, args=(held.task, work), timeout=work.seconds + GRACE)
    given[future] = replace(held, since=time.monotonic())


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
