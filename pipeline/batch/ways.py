"""Three ways to convert many files; each takes the files one by one, so that a hundred thousand cost no more than ten."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Sequence
from pathlib import Path

from pipeline.batch.addresses import Source
from pipeline.batch.one import convert_one
from pipeline.batch.outcome import Outcome
from pipeline.batch.task import Task, Work

Way = Callable[[Iterable[Task], Work, int], Generator[Outcome, None, None]]

# To start a worker takes as long as to convert some small files; from then on a worker keeps the run safe from a file
# that crashes its process, be it one worker alone.
WORTH_A_WORKER = 6
# So many bytes take longer than a worker does to start, and only of a worker can be got rid of what hangs outside Python:
# a web page whose one tag has a million attributes keeps its parser for half an hour, deaf to any alarm.
LARGE = 1 << 20


def way(sources: Sequence[Source], work: Work) -> Way:
    """Choose the way: a cluster where one is named, this process for a few small files, else several processes."""
    if work.scheduler:
        from pipeline.batch.in_dask import in_dask

        return in_dask
    few = len(sources) < WORTH_A_WORKER and not any(map(_is_large, sources))
    if few or (work.there and work.there.fleeting):
        return in_line
    from pipeline.batch.in_processes import in_processes

    return in_processes


def _is_large(source: Source) -> bool:
    """Ask whether a file is large; of one at an address nobody knows before it is fetched."""
    try:
        return isinstance(source, Path) and source.stat().st_size >= LARGE
    except OSError:
        return False


def in_line(tasks: Iterable[Task], work: Work, jobs: int) -> Generator[Outcome, None, None]:
    """Convert one file after the other in this process, whatever the number of jobs."""
    return (convert_one(task, work) for task in tasks)


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
