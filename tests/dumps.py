"""Compare the tables regained from dumps with the ones in the Word files: ``python -m tests.dumps``.

Tika prints a horizontally merged cell once and a vertically merged one as a bare tab in each row, so
that is what is expected of each grid in ``truth``.  Nested tables vanish into the cells of their holder.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

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


class Dump(NamedTuple):
    """A dump: its name and text, the true tables and how deep each lies, and the tables that were read."""

    name: str
    text: str
    tables: list[Rows]
    depths: list[int]
    grids: list[Grid]


def dumps(program: str) -> Iterator[Dump]:
    """Give the dumps of one program whose tables are known."""
    for path in sorted((CORPUS / "dumps").glob(f"*.{program}.txt")):
        truth = CORPUS / "truth" / f"{path.name.split('.')[0]}.json"
        if not truth.exists():
            continue
        tables = json.loads(truth.read_text(encoding="utf-8"))["tables"]
        try:
            grids = list(from_text(path, default_profile()).grids)
        except PipelineError:
            grids = []
        text = folded(path.read_text(encoding="utf-8"))
        yield Dump(path.name, text, [expected(each["cells"]) for each in tables], [t["depth"] for t in tables], grids)


def verdict(table: Rows, dump: Dump) -> str:
    """Say whether a table was regained, or why not."""
    found = [regained(grid) for grid in dump.grids]
    if table in found:
        return "equal"
    if _bare(table) in map(_bare, found):
        return "equal but for blank cells at row ends, which the dump does not print"
    return next(said for said, holds in REASONS if holds(table, dump))


def _bare(rows: Rows) -> Rows:
    return [row[: max((at for at, cell in enumerate(row, 1) if cell), default=0)] for row in rows]


def _texts(rows: Rows) -> list[str]:
    return [cell for row in rows for cell in row if cell]


def _cut_elsewhere(table: Rows, dump: Dump) -> bool:
    """Ask whether all texts of a table stand in a row, in order, in the tables that were read."""
    read = "\0".join(["", *(text for grid in dump.grids for text in _texts(regained(grid))), ""])
    return "\0".join(["", *_texts(table), ""]) in read


def _doubted(dump: Dump) -> bool:
    return any(doubt.code in ("D053", "D054", "D060") for grid in dump.grids for doubt in grid.doubts)


REASONS: tuple[tuple[str, Callable[[Rows, Dump], bool]], ...] = (
    ("wholly blank: nothing but blank lines is printed", lambda table, _: not _texts(table)),
    ("one column: paragraphs, which nothing tells from others", lambda table, _: max(map(len, table)) == 1),
    ("one row: nothing tells it from indented paragraphs", lambda table, _: len(table) == 1),
    ("texts that the dump does not print", lambda table, dump: not all(text in dump.text for text in _texts(table))),
    ("rows or tables cut elsewhere, told", lambda table, dump: _cut_elsewhere(table, dump) and _doubted(dump)),
    ("rows or tables cut elsewhere, not told", _cut_elsewhere),
    ("no table was seen", lambda _, dump: not dump.grids),
    ("cells cut elsewhere", lambda *_: True),
)


def print_tika(verbose: bool) -> None:
    """Print the share of tables regained from Tika's dumps, and what the rest lack."""
    kinds: Counter[str] = Counter()
    for dump in dumps("tika"):
        for at, (table, depth) in enumerate(zip(dump.tables, dump.depths, strict=True), 1):
            said = "nested: in the cell of its holder" if depth else verdict(table, dump)
            kinds[said] += 1
            if verbose and said != "equal":
                print(dump.name, at, f"{len(table)}x{max(map(len, table))}", said)
    flat = sum(count for kind, count in kinds.items() if not kind.startswith("nested"))
    some = flat - sum(count for kind, count in kinds.items() if kind.startswith(("wholly", "one ", "texts")))
    print(f"tika: {kinds['equal']} of {flat} tables that are not nested are regained cell by cell:", end=" ")
    print(f"{kinds['equal'] / flat:.1%}; of those whose texts and columns are printed {kinds['equal'] / some:.1%}")
    for kind, count in kinds.most_common():
        print(f"{count:5} {kind}")


def print_others() -> None:
    """Print for the other programs how many tables of two columns and rows or more come back, blank cells aside."""
    for program in ("pandoc", "lotxt", "docx2txt"):
        kinds: Counter[str] = Counter()
        for dump in dumps(program):
            found = [list(map(_full, regained(grid))) for grid in dump.grids]
            for table, depth in zip(dump.tables, dump.depths, strict=True):
                if depth or len(table) < 2 or max(map(len, table)) < 2 or not _texts(table):
                    continue
                kinds["equal" if list(map(_full, table)) in found else "no" if not found else "other"] += 1
        print(f"{program}: {kinds['equal']} of {kinds.total()} tables of Chinese files are regained,", end=" ")
        print(f"{kinds['no']} stand in files in which no table is seen")


def _full(row: list[str]) -> list[str]:
    return [cell for cell in row if cell]


def main() -> None:
    print_tika("-v" in sys.argv)
    print_others()


if __name__ == "__main__":
    main()
