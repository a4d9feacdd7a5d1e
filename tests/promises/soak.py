"""P27 and P30 at length: 10,000 mixed files, 100 of them poison.

``python -m tests.promises.soak 10000`` prints what became of the files, and the memory of the parent and of the
workers along the way.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import psutil

from pipeline.batch.find import find
from pipeline.batch.outcome import Failed, Outcome
from pipeline.batch.run import run
from tests.build import docx
from tests.plugin import grid
from tests.promises.poison import CODES, poisoned
from tests.runs import TABLE, with_job, work

# One in a hundred of 10,000.
POISON = {"crash": 25, "killed": 15, "leaves": 15, "loops": 10, "hangs": 10, "eats": 25}
PEOPLE, UNITS = (
    ["辛勤", "任立", "王亮", "郭蕾", "谈海波", "李明"],
    ["农业农村局", "科工局", "商务局", "财政局", "公安分局"],
)
PAGE = "<html><body><table><tr><th>序号</th><th>任务</th></tr>{}</table></body></html>"
SAMPLE_EVERY = 500
SETTLED = 1000


def document(at: int) -> tuple[str, bytes]:
    """Make the name and the bytes of a small attachment; no two are equal."""
    chance = random.Random(at)
    rows = [
        (no, f"事项{at}之{no}", chance.choice(PEOPLE), chance.choice(UNITS)) for no in range(1, chance.randint(4, 40))
    ]
    folder = f"{at % 100:02}"
    if at % 3 == 0:
        return f"{folder}/{at}.txt", "".join(TABLE.format(f"事项{at}") if no == 1 else "" for no, *_ in rows).encode()
    if at % 3 == 1:
        cells = "".join(f"<tr><td>{no}</td><td>{task}</td></tr>" for no, task, *_ in rows)
        return f"{folder}/{at}.html", PAGE.format(cells).encode()
    drawn = "; ".join(f"{no}|{task}|{person}|{unit}" for no, task, person, unit in rows)
    return f"{folder}/{at}.docx", docx(f"附件{at}", grid("序号|任务|责任人|牵头单位; " + drawn))


def fill(folder: Path, count: int, poison: bool) -> None:
    """Write so many attachments, some of them by names that poison them."""
    names = [kind for kind, number in POISON.items() for _ in range(number)] if poison else []
    spread = random.Random(0).sample(range(count), len(names))
    bad = dict(zip(spread, names, strict=True))
    for at in range(count):
        name, data = document(at)
        path = folder / name
        path = path.with_name(f"{bad[at]}-{path.name}") if at in bad else path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


class Watch:
    """Counts outcomes, and looks at the memory of parent and workers every so many files."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.memory: list[tuple[int, int, int]] = []
        self.me = psutil.Process()

    def told(self, outcome: Outcome) -> None:
        """Count an outcome, and see whether it has the right cause."""
        kind = outcome.path.name.split("-")[0]
        code = outcome.error.code if isinstance(outcome, Failed) else "converted"
        self.seen[code] += 1
        if code != CODES.get(kind, "converted"):
            self.wrong.append(f"{outcome.path.name}: {code}")
        if self.seen.total() % SAMPLE_EVERY == 0:
            self.memory.append((self.seen.total(), self.me.memory_info().rss, self.largest_worker()))

    def largest_worker(self) -> int:
        """Give the memory of the largest worker that lives."""
        sizes = [0]
        for child in self.me.children():
            try:
                sizes.append(child.memory_info().rss)
            except psutil.Error:
                continue
        return max(sizes)


def soak(place: Path, count: int) -> None:
    """Convert many files, some poison, and print what became of them and of the memory."""
    fill(place / "in", count, poison=True)
    watch, began = Watch(), time.monotonic()
    wanted = work(place / "out", seconds=60, megabytes=300)
    run(find([place / "in"], place / "out"), wanted, 2, watch.told, with_job(poisoned))
    print(f"{count} files in {time.monotonic() - began:.0f} s: {dict(watch.seen)}; with another cause: {watch.wrong}")
    for files, parent, worker in watch.memory:
        print(f"{files:7} files: parent {parent >> 20} MB, largest worker {worker >> 20} MB")
    print(f"parent after the first 1,000 files: at most {growth(watch.memory):.1%} more")


def growth(memory: list[tuple[int, int, int]]) -> float:
    """Give by how much the parent grew at most after the first 1,000 files, as a share of what it held then."""
    sizes = [parent for files, parent, _ in memory if files >= SETTLED] or [1]
    return max(sizes) / sizes[0] - 1


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        soak(Path(folder), int(sys.argv[1]))
