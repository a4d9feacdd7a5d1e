"""S7: many small files on one core and on two; and how cost grows with their number.

``python -m bench.many`` goes to 1,000 files, ``python -m bench.many 10000`` to 10,000.  A core more is given by the
system (affinity), so that on one core the parent shares it with its worker.
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
from pipeline.batch.find import find
from pipeline.batch.run import run
from pipeline.batch.task import Work
from pipeline.batch.ways import cores
from pipeline.profile import default_profile
from pipeline.result import Wish
from tests.promises.soak import fill

FORMATS = ("xlsx", "csv", "json", "html")
MOST = 1.8


class Run(NamedTuple):
    """What a run cost: wall seconds, CPU seconds of the parent and of its workers, the parent's peak in MB."""

    wall: float
    parent: float
    workers: float
    peak: float


def one(source: Path) -> Run:
    """Convert a folder in this process and its workers, one for each core that it may use."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        began = time.monotonic()
        run(find([source], output), Work(default_profile(), FORMATS, Wish(), output), cores(), lambda _: None)
        wall = time.monotonic() - began
    return Run(wall, spent(resource.RUSAGE_SELF), spent(resource.RUSAGE_CHILDREN), most_memory())


def spent(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def measured(source: Path, count: int) -> Run:
    """Convert a folder on so many cores, in a process of its own."""
    command = ["taskset", "--cpu-list", ",".join(map(str, sorted(os.sched_getaffinity(0))[:count]))]
    command += [sys.executable, "-m", "bench.many", "--one", str(source)]
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
    print(f"S7: {most} files, one core {alone.wall:.1f} s, two {both.wall:.1f} s: {times:.2f} times as fast")
    print(
        f"at least {MOST}: {'holds' if times >= MOST else 'MISSED'}; the CPU that was used allows {allowed(alone, both):.2f}"
    )


def allowed(alone: Run, both: Run) -> float:
    """Two cores are at most as fast as the work shared by them, and as the parent, which sits on one of them."""
    return (alone.parent + alone.workers) / max(both.parent, (both.parent + both.workers) / 2)


def main(most: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        grown(Path(name), most)
        shared(Path(name), most, 3 if most <= 1000 else 1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(*one(Path(sys.argv[2])))
    else:
        main(int((sys.argv[1:] or ["1000"])[0]))
