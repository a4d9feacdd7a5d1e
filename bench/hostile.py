"""P2, P3, P6 and P18: what each hostile file costs until it is refused or read, beside a harmless one."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.build import docx, tbl, tr
from tests.promises.hostile import CHILD, MEGABYTE, TABLE, table_of
from tests.promises.test_p01_to_p05_bombs import BOMBS
from tests.promises.test_p03_to_p14_workbooks import far
from tests.promises.test_p06_to_p12_word import nested, spanning
from tests.promises.test_p18_growth import RUNS, in_each_column

# What resource says of a process is at least what its parent held when it began.
COST = """
held = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
print(int(1000 * time.process_time()), int(held) // 1024)
"""
FILES: dict[str, Callable[[], bytes]] = {
    "harmless": lambda: docx(TABLE),
    **BOMBS,
    "gridSpan 10^18": lambda: table_of(spanning(str(10**18))),
    "200,000 levels": lambda: docx(nested(200_000)),
    **{f"50,000 of {run!r} in each column": partial(in_each_column, run) for run in RUNS},
    "a character in a sheet's last row": lambda: far("D1048576"),
    "a million blanks": lambda: docx(tbl(tr("序号", "任务"), tr("1", "修" + " " * 1_000_000 + "路"))),
}


def cost(path: Path) -> tuple[str, int, int]:
    """Convert a file in a process of at most 2 GiB: what came of it, CPU milliseconds, peak MB."""
    command = [sys.executable, "-c", CHILD + COST, str(2048 * MEGABYTE), str(60), str(path)]
    said, figures = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return (said, *map(int, figures.split()))  # type: ignore[return-value]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "附件.docx"
        path.write_bytes(FILES["harmless"]())
        _, bare, held = min(cost(path) for _ in range(3))
        for name, build in FILES.items():
            data = build()
            path = path.with_suffix(".xlsx" if b"xl/workbook.xml" in data else ".docx")
            path.write_bytes(data)
            said, spent, peak = cost(path)
            print(f"{name:34} {spent - bare:6} ms {peak - held:5} MB  {said[:60]}")


if __name__ == "__main__":
    main()
