"""Many machines: workers of a Dask cluster that see the same folders under the same names.

A worker that is lost loses nothing: the scheduler gives its files to another, and results are replaced whole.  Time
and memory of a file are the cluster's to bound (``dask worker --memory-limit``).
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from pipeline.away_errors import ClusterLost
from pipeline.batch.cluster import Hands, cluster, see_the_same, still_there
from pipeline.batch.one import convert_one
from pipeline.batch.outcome import Failed, Outcome
from pipeline.batch.task import Task, Work
from pipeline.errors import WorkerDied
from pipeline.run_errors import ProgramFault

# So many files are given out for each thread: one at work and one to come.
AHEAD = 2
# So many seconds nothing may be heard before it is asked whether the cluster is still there; so often that is looked at.
SILENCE, TICK = 30, 0.05


def in_dask(tasks: Iterable[Task], work: Work, jobs: int) -> Generator[Outcome, None, None]:
    """Convert on a cluster; outcomes come as they are ready, and only so many files as keep it busy are given out."""
    with cluster(work.scheduler) as client:
        from distributed import as_completed

        waiting = iter(tasks)
        for first in islice(waiting, 1):
            see_the_same(client, first, work)
            waiting = chain([first], waiting)
        given: dict[str, Task] = {}
        hands = Hands(client)
        begun = [_give(client, given, task, work) for task in islice(waiting, hands.free(AHEAD, 0))]
        # An outcome is given with its file: to ask for one that was lost with its worker would wait for another worker.
        running = as_completed(begun, loop=client.loop, with_results=True, raise_errors=False)
        for future, said in _heard(running, client, work.scheduler):
            outcome = _outcome(said, given.pop(future.key))
            for task in islice(waiting, hands.free(AHEAD, len(given))):
                running.add(_give(client, given, task, work))
            yield outcome


def _heard(running: Any, client: Any, address: str) -> Iterator[tuple[Any, Any]]:
    """Give the files that are done as they are, with what is said of them, as long as the cluster is there."""
    last = time.monotonic()
    while running.count():
        if running.has_ready():
            future, said = next(running)
            if future.cancelled():
                raise ClusterLost(name=address, reason="it answers no more")
            yield future, said
            last = time.monotonic()
        elif time.monotonic() - last > SILENCE:
            still_there(client, address)
            last = time.monotonic()
        else:
            time.sleep(TICK)


def _give(client: Any, given: dict[str, Task], task: Task, work: Work) -> Any:
    """Hand a file to the cluster; its paths must mean the same from every worker's folder."""
    path = task.path.absolute() if isinstance(task.path, Path) else task.path
    away = task._replace(path=path, stem=task.stem.absolute())
    future = client.submit(convert_one, away, work._replace(output=work.output.absolute()), pure=False)
    given[future.key] = task
    return future


def _outcome(said: Outcome | tuple[type, BaseException, object], task: Task) -> Outcome:
    """Give what became of a file, or why a worker could not say it."""
    if isinstance(said, Outcome):
        return said._replace(path=task.path)
    kind, error, _ = said
    if kind.__name__ == "KilledWorker":
        return Failed(task.path, WorkerDied(name=task.path.name, reason="KilledWorker"))
    return Failed(task.path, ProgramFault(name=task.path.name, step="-", reason=repr(error)))
