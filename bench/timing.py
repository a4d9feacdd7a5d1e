"""CPU seconds of a call and of a whole process, and ratios taken in turns, so that the machine's moods strike both alike."""

from __future__ import annotations

import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from statistics import median


def seconds(job: Callable[[], object]) -> float:
    """Measure the CPU time of a call in this process."""
    start = time.process_time()
    job()
    return time.process_time() - start


def spent(who: int) -> float:
    """Give the CPU time of this process (RUSAGE_SELF), or of what it started and waited for (RUSAGE_CHILDREN)."""
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def process(command: Sequence[str]) -> float:
    """Measure the CPU time of a whole process and of all that it started and waited for."""
    before = spent(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return spent(resource.RUSAGE_CHILDREN) - before


def ratio(mine: Callable[[], float], other: Callable[[], float], times: int) -> tuple[float, float, float]:
    """Measure both in turns: the median of each, and the median of their ratios; the first turn only warms up."""
    pairs = [(mine(), other()) for _ in range(times + 1)][1:]
    return median(a for a, _ in pairs), median(b for _, b in pairs), median(a / b for a, b in pairs)
