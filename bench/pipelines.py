"""S6: this program beside what one would otherwise do, on the same files in the same run, as whole processes.

``python -m bench.pipelines`` measures 63, 6,300 and 100,000 rows and 200 files; ``python -m bench.pipelines 63 200x``
some of them.  Peers that need an environment of their own are looked for in that of ``PEERS``, a Python:
``PEERS=peers/bin/python make bench``.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench import routes
from bench.costs import Cost, cost
from bench.documents import sample_docx

ROUTES = Path(routes.__file__)
NAMES = {
    "parse": "floor: unzip, parse",
    "parse_and_write": "floor: unzip, parse, write the cells bare",
    "pandoc": "pandoc → HTML → pandas → xlsx",
    "libreoffice": "LibreOffice → HTML → pandas → xlsx",
    "docling": "docling",
    "docling_word": "docling, its Word reader alone",
    "markitdown": "markitdown",
    "python_docx": "python-docx → pandas → xlsx",
}
OURS = {"fubiao, all outputs": (), "fubiao, xlsx only": ("--to", "xlsx")}
# What is measured, and in how many turns.
SIZES: dict[str, tuple[Callable[[], list[bytes]], int]] = {
    "63": (lambda: [sample_docx(63, printed=True)], 6),
    "6300": (lambda: [sample_docx(6300)], 2),
    "100000": (lambda: [sample_docx(100_000)], 1),
    "200x": (lambda: [sample_docx(20 + at % 80, printed=True) for at in range(200)], 2),
}
MOST = 0.5
PEERS = {NAMES[route.__name__] for route in routes.PEERS}


def commands(folder: Path) -> dict[str, list[str]]:
    """Name all that is compared, this program first, each with its command."""
    files = sorted(map(str, (folder / "in").iterdir()))
    convert = [sys.executable, "-m", "pipeline", "convert", str(folder / "in"), "-o", str(folder / "ours")]
    peers = os.environ.get("PEERS", sys.executable)
    theirs = [(sys.executable, route) for route in routes.FLOORS] + [(peers, route) for route in routes.PEERS]
    return {name: [*convert, "--force", "-q", *formats] for name, formats in OURS.items()} | {
        NAMES[route.__name__]: [python, str(ROUTES), route.__name__, str(folder / "theirs"), *files]
        for python, route in theirs
    }


def measured(folder: Path, turns: int) -> dict[str, list[Cost]]:
    """Run all in turns, so that the machine's moods strike them alike; who fails once is not asked again."""
    costs: dict[str, list[Cost]] = {}
    for _ in range(turns):
        for name, command in commands(folder).items():
            seen = costs.setdefault(name, [])
            if not seen or not seen[-1].failure:
                seen.append(cost(command))
    return costs


def middle(costs: list[Cost]) -> Cost:
    """Give the median of each figure; where there are several turns, the first only warmed up."""
    figures = zip(*(each[:3] for each in costs[1:] or costs), strict=True)
    return Cost(*map(median, figures), costs[-1].failure)  # type: ignore[arg-type]


def lines(costs: dict[str, list[Cost]]) -> list[str]:
    """Draw a table: each cost, and this program's CPU beside it."""
    seen = {name: middle(each) for name, each in costs.items()}
    all_of_it, workbook = (seen[name].cpu for name in OURS)
    return [
        "| what | CPU s | wall s | peak MB | all outputs ÷ it | xlsx only ÷ it | S6 |\n|---|---|---|---|---|---|---|",
        *(line(name, each, all_of_it, workbook) for name, each in seen.items()),
    ]


def line(name: str, each: Cost, all_of_it: float, workbook: float) -> str:
    if each.failure == "not installed":
        return f"| {name} | | | | | | not installed |"
    figures = (
        f"{each.cpu:.2f} | {each.wall:.2f} | {each.peak:.0f} | {all_of_it / each.cpu:.2f} | {workbook / each.cpu:.2f}"
    )
    said = ", ".join(filter(None, (each.failure, verdict(name, each, all_of_it))))
    return f"| {name} | {figures} | {said} |"


def verdict(name: str, each: Cost, all_of_it: float) -> str:
    """Say whether the promise holds; a peer that gave up would have cost more than it did."""
    if name not in PEERS:
        return ""
    if all_of_it / each.cpu <= MOST:
        return "holds"
    return "unknown" if each.failure else "MISSED"


def compare(size: str) -> None:
    build, turns = SIZES[size]
    folder = Path(tempfile.mkdtemp())
    try:
        for name in ("in", "theirs"):
            (folder / name).mkdir()
        documents = build()
        for at, data in enumerate(documents):
            (folder / "in" / f"{at}.docx").write_bytes(data)
        print(f"\n{size}: {len(documents)} file(s)\n", *lines(measured(folder, turns)), sep="\n", flush=True)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    for wanted in sys.argv[1:] or SIZES:
        compare(wanted)
