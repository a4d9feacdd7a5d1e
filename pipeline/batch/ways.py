"""Three ways to convert many files; each takes the files one by one, so that a hundred thousand cost no more than ten."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable

from pipeline.batch.one import convert_one
from pipeline.batch.outcome import Outcome
from pipeline.batch.task import Task, Work

Way = Callable[[Iterable[Task], Work, int], Generator[Outcome, None, None]]

# To start a worker takes as long as to convert some small files; from then on a worker keeps the run safe from a file
# that crashes its process, be it one worker alone.
WORTH_A_WORKER = 6


def way(count: int, work: Work) -> Way:
    """Choose the way: a cluster where one is named, this process for a few files, else several processes."""
    if work.scheduler:
        from pipeline.batch.in_dask import in_dask

        return in_dask
    if count < WORTH_A_WORKER or (work.there and work.there.fleeting):
        return in_line
    from pipeline.batch.in_processes import in_processes

    return in_processes


def in_line(tasks: Iterable[Task], work: Work, jobs: int) -> Generator[Outcome, None, None]:
    """Convert one file after the other in this process, whatever the number of jobs."""
    return (convert_one(task, work) for task in tasks)


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
