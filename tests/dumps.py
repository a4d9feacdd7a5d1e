"""Compare the tables regained from Tika's dumps with the ones in the Word files: ``python -m tests.dumps``.

Tika prints a horizontally merged cell once and a vertically merged one as a bare tab in each row, so
that is what is expected of each grid in ``truth``.  Nested tables vanish into the cells of their holder.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.model import Grid
from pipeline.profile import default_profile
from pipeline.read.from_text import from_text

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
Rows = list[list[str]]
# What Tika adds to a text: names of bookmarks and pictures, numbers and bullets of lists.
_added = re.compile(
    r"\[bookmark: [^\]]*\]|\[(?:foot|end)noteRef:[^\]]*\]|\[\d+: [^\]]*\]|\[image: [^\]]*\]|^[·•o\uf0b7\-]\t", re.M
)


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", _added.sub("", text))
    return re.sub(r"[\s\u200b\u200e\u200f\u00ad]+", "", plain).casefold()


def expected(cells: list[list]) -> Rows:
    """Print a grid as Tika does: each cell once a row, empty where it goes on from above."""
    height = max((row + down for row, _, down, _, _ in cells), default=0)
    rows: list[list[tuple[int, str]]] = [[] for _ in range(height)]
    for row, column, down, _, text in cells:
        rows[row].append((column, folded(text)))
        for below in range(row + 1, row + down):
            rows[below].append((column, ""))
    return [[text for _, text in sorted(row, key=lambda each: each[0])] for row in rows]


def regained(grid: Grid) -> Rows:
    rows: Rows = [[] for _ in range(grid.height)]
    for box in grid.boxes:
        rows[box.row - 1].append(folded(box.text))
    return rows


def dumps() -> Iterator[tuple[str, list[Rows], list[int], list[Rows] | str]]:
    """Give for each dump its name, the true tables, how deep each lies, and what was regained or the error."""
    for path in sorted((CORPUS / "dumps").glob("*.tika.txt")):
        truth = CORPUS / "truth" / f"{path.name.split('.')[0]}.json"
        if not truth.exists():
            continue
        tables = json.loads(truth.read_text(encoding="utf-8"))["tables"]
        try:
            found: list[Rows] | str = [regained(grid) for grid in from_text(path, default_profile()).grids]
        except PipelineError as error:
            found = type(error).__name__
        yield path.name, [expected(each["cells"]) for each in tables], [each["depth"] for each in tables], found


def verdict(table: Rows, found: list[Rows], text: str) -> str:
    """Say whether a table was regained, or why not."""
    if table in found:
        return "equal"
    if _bare(table) in map(_bare, found):
        return "equal but for blank cells at row ends, which the dump does not print"
    cells = [cell for row in table for cell in row]
    if not any(cells):
        return "blank"
    if max(map(len, table)) == 1:
        return "one column"
    shape = list(map(len, table))
    alike = [each for each in found if list(map(len, each)) == shape]
    if any(_mostly(each, cells) for each in alike):
        return "same shape, other texts"
    if not all(cell in text for cell in cells):
        return "text not in the dump"
    return "other"


def _bare(rows: Rows) -> Rows:
    return [row[: max((at for at, cell in enumerate(row, 1) if cell), default=0)] for row in rows]


def _mostly(rows: Rows, cells: list[str]) -> bool:
    flat = [cell for row in rows for cell in row]
    return sum(a == b for a, b in zip(flat, cells, strict=True)) * 2 > len(cells)


def main() -> None:
    kinds: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for name, tables, depths, found in dumps():
        text = folded((CORPUS / "dumps" / name).read_text(encoding="utf-8"))
        grids = found if isinstance(found, list) else []
        verdicts = []
        for table, depth in zip(tables, depths, strict=True):
            said = "nested" if depth else verdict(table, grids, text)
            verdicts.append(said)
        kinds.update(verdicts)
        flat = [said for said in verdicts if said != "nested"]
        files["all tables equal" if all(said == "equal" for said in flat) else "not all"] += bool(flat)
        if "-v" in sys.argv and any(said not in ("equal", "nested") for said in verdicts):
            print(name, found if isinstance(found, str) else "", Counter(verdicts))
    flat = sum(count for kind, count in kinds.items() if kind != "nested")
    print(
        f"{kinds['equal']} of {flat} tables that are not nested are regained cell by cell: {kinds['equal'] / flat:.1%}"
    )
    print(f"files: {dict(files)}", flush=True)
    for kind, count in kinds.most_common():
        print(f"{count:5} {kind}")


if __name__ == "__main__":
    main()
