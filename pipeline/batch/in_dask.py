"""Many machines: workers of a Dask cluster that see the same folders under the same names.

A worker that is lost loses nothing: the scheduler gives its files to another, and results are replaced whole.  Time
and memory of a file are the cluster's to bound (``dask worker --memory-limit``).
"""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.batch.one import convert_one
from pipeline.batch.outcome import Failed, Outcome
from pipeline.batch.task import Task, Work
from pipeline.errors import WorkerDied
from pipeline.run_errors import NeedsPackage, NoScheduler, ProgramFault

# So many files are given out for each thread: one at work and one to come.
AHEAD = 2
PATIENCE = 30


def in_dask(tasks: Iterable[Task], work: Work, jobs: int) -> Generator[Outcome, None, None]:
    """Convert on a cluster; outcomes come as they are ready, and only so many files as keep it busy are given out."""
    try:
        from distributed import as_completed
    except ImportError as error:
        raise NeedsPackage(what="--scheduler", package="distributed", how="fubiao[dask]") from error
    client = _client(work.scheduler)
    try:
        waiting = iter(tasks)
        given: dict[str, Task] = {}
        threads = sum(client.nthreads().values())
        begun = [_give(client, given, task, work) for task in islice(waiting, AHEAD * threads)]
        running = as_completed(begun, loop=client.loop)
        for future in running:
            outcome = _outcome(future, given.pop(future.key))
            if task := next(waiting, None):
                running.add(_give(client, given, task, work))
            yield outcome
    finally:
        client.close()


def _client(address: str) -> Any:
    from distributed import Client

    # That a worker was lost and its files went to another is no news for a clerk.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise NoScheduler(name=address, reason=str(error)) from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        client.close()
        raise NoScheduler(name=address, reason="no worker has joined it") from error
    return client


def _give(client: Any, given: dict[str, Task], task: Task, work: Work) -> Any:
    """Hand a file to the cluster; its paths must mean the same from every worker's folder."""
    path = task.path.absolute() if isinstance(task.path, Path) else task.path
    away = task._replace(path=path, stem=task.stem.absolute())
    future = client.submit(convert_one, away, work._replace(output=work.output.absolute()), pure=False)
    given[future.key] = task
    return future


def _outcome(future: Any, task: Task) -> Outcome:
    if future.status == "finished":
        outcome: Outcome = future.result()._replace(path=task.path)
        return outcome
    error = future.exception()
    if type(error).__name__ == "KilledWorker":
        return Failed(task.path, WorkerDied(name=task.path.name, reason="KilledWorker"))
    return Failed(task.path, ProgramFault(name=task.path.name, step="-", reason=repr(error)))
