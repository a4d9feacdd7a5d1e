"""S7: many small files on one core and on two; and how cost grows with their number.

``python -m bench.many`` takes 600 files, ``python -m bench.many 10000`` as many as the promise names.  One worker
(``--jobs 1``) gets one core and two get two from the system (affinity): on one core the parent shares it with its worker.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.reading import most_memory
from bench.timing import spent
from pipeline.batch.find import find
from pipeline.batch.run import run
from pipeline.batch.task import Work
from pipeline.batch.ways import cores
from pipeline.profile import default_profile
from pipeline.result import Wish
from tests.promises.soak import fill

FORMATS = ("xlsx", "csv", "json", "html")
LEAST = 1.8
TURNS = 3


class Run(NamedTuple):
    """What a run cost: wall seconds, CPU seconds of the parent and of its workers, the parent's peak in MB."""

    wall: float
    parent: float
    workers: float
    peak: float


def one(source: Path, jobs: int) -> Run:
    """Convert a folder in this process and so many workers."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        began = time.monotonic()
        run(find([source], output), Work(default_profile(), FORMATS, Wish(), output), jobs, lambda _: None)
        wall = time.monotonic() - began
    return Run(wall, spent(resource.RUSAGE_SELF), spent(resource.RUSAGE_CHILDREN), most_memory())


def measured(source: Path, jobs: int) -> Run:
    """Convert a folder by so many workers on as many cores, in a process of its own."""
    command = ["taskset", "--cpu-list", ",".join(map(str, sorted(os.sched_getaffinity(0))[:jobs]))]
    command += [sys.executable, "-m", "bench.many", "--one", str(source), str(jobs)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Run(*map(float, said.split()))


def grown(folder: Path, most: int) -> None:
    """Print what 1, 10, 100 … files cost on all cores."""
    print("| files | wall s | files a second | CPU ms a file | of it the parent | parent's peak MB |")
    print("|---|---|---|---|---|---|")
    for count in (10**power for power in range(len(str(most)))):
        fill(folder / str(count), count, poison=False)
        cost = measured(folder / str(count), cores())
        each, parent = (1000 * seconds / count for seconds in (cost.parent + cost.workers, cost.parent))
        figures = f"{cost.wall:.2f} | {count / cost.wall:.1f} | {each:.1f} | {parent:.2f} | {cost.peak:.0f}"
        print(f"| {count} | {figures} |", flush=True)


def shared(folder: Path, most: int, turns: int) -> None:
    """Print by how much two cores are faster than one, in turns, so that the machine's moods strike both alike."""
    fill(folder / "both", most, poison=False)
    pairs = [(measured(folder / "both", 1), measured(folder / "both", 2)) for _ in range(turns)]
    times = median(alone.wall / both.wall for alone, both in pairs)
    alone, both = (Run(*map(median, zip(*runs, strict=True))) for runs in zip(*pairs, strict=True))
    print(
        "| # | what | one core s | two s | times as fast | at least | the CPU used allows | |\n|---|---|---|---|---|---|---|---|"
    )
    figures = f"{alone.wall:.1f} | {both.wall:.1f} | {times:.2f} | {LEAST} | {allowed(alone, both):.2f}"
    print(f"| S7 | {most} files on two cores | {figures} | {'holds' if times >= LEAST else 'MISSED'} |", flush=True)


def allowed(alone: Run, both: Run) -> float:
    """Two cores are at most as fast as the work shared by them, and as the parent, which sits on one of them."""
    return (alone.parent + alone.workers) / max(both.parent, (both.parent + both.workers) / 2)


def main(most: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        grown(Path(name), most)
        shared(Path(name), most, TURNS if most <= 1000 else 1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(*one(Path(sys.argv[2]), int(sys.argv[3])))
    else:
        main(int((sys.argv[1:] or ["600"])[0]))
