"""P27 and P30 at length: 10,000 mixed files, 100 of them poison; and as many without, whose workers live to the end.

``python -m tests.promises.soak 10000`` prints what became of the files, and the memory of the parent and of the
workers along the way; its exit status says whether all that was promised holds.
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
# P30: by so much memory may grow after that, as a share.
MOST = 0.1


def document(at: int) -> tuple[str, bytes]:
    """Make the name and the bytes of a small attachment; no two are equal."""
    chance = random.Random(at)
    rows = [
        (no, f"事项{at}之{no}", chance.choice(PEOPLE), chance.choice(UNITS)) for no in range(1, chance.randint(4, 40))
    ]
    folder = f"{at % 100:02}"
    if at % 3 == 0:
        return f"{folder}/{at}.txt", TABLE.format(f"事项{at}").encode()
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


def soak(count: int, poison: bool) -> bool:
    """Convert many files, some poison or none, print what became of them and of the memory, and judge it."""
    watch = Watch()
    with tempfile.TemporaryDirectory() as place:
        fill(Path(place, "in"), count, poison)
        began = time.monotonic()
        wanted = work(Path(place, "out"), seconds=60, megabytes=300)
        run(find([Path(place, "in")], wanted.output), wanted, 2, watch.told, with_job(poisoned))
    print(f"{count} files in {time.monotonic() - began:.0f} s: {dict(watch.seen)}; with another cause: {watch.wrong}")
    for files, parent, worker in watch.memory:
        print(f"{files:7} files: parent {parent >> 20} MB, largest worker {worker >> 20} MB")
    # A worker that met poison is another one from then on.
    grown = [growth([(each[0], each[which]) for each in watch.memory]) for which in ((1,) if poison else (1, 2))]
    told = (f"{who} {more:+.1%}" for who, more in zip(("parent", "largest worker"), grown, strict=False))
    print("after the first 1,000 files at most:", ", ".join(told), flush=True)
    return not watch.wrong and max(grown) <= MOST


def growth(sizes: list[tuple[int, int]]) -> float:
    """Give by how much memory grew at most after the first 1,000 files, as a share of what it was then."""
    settled = [size for files, size in sizes if files >= SETTLED] or [1]
    return max(settled) / settled[0] - 1


if __name__ == "__main__":
    held = [soak(int(sys.argv[1]), poison) for poison in (True, False)]
    sys.exit(0 if all(held) else 1)
