"""A small language for tables, for tests and doctests alike.

Rows part at ``;`` or line ends, cells at ``|``.  ``^`` goes on from the cell above (a vertical
merge), ``<`` from the cell on the left, ``⏎`` is a line break in a cell.  In ``table`` the first row
names the columns, and ``name:role`` gives a column its role.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Box, Cell, Column, Fixed, Grid, Place, Row, Table
from pipeline.profile import Profile, default_profile


def lines(spec: str) -> list[list[str]]:
    rows = [row for row in spec.replace("\n", ";").split(";") if row.strip()]
    return [[cell.strip().replace("⏎", "\n").replace("␣", " ") for cell in row.split("|")] for row in rows]


def grid(spec: str, **facts: object) -> Grid:
    """Make a Grid, ragged rows allowed: ``grid("A|B; 1|<; ^|2")`` has spans."""
    return boxed(lines(spec), **facts)


def boxed(rows: list[list[str]], **facts: object) -> Grid:
    """Make a Grid of rows of cells, ``^`` and ``<`` as in the table language."""
    starts: dict[tuple[int, int], list[int]] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows, 1):
        for c, text in enumerate(row, 1):
            key = {"^": owner.get((r - 1, c)), "<": owner.get((r, c - 1))}.get(text) or (r, c)
            owner[r, c] = key
            starts.setdefault(key, [r, c])[:] = [r, c]
    boxes = [Box(rows[r - 1][c - 1], r, c, last[0] - r + 1, last[1] - c + 1) for (r, c), last in sorted(starts.items())]
    return Grid(number=1, height=len(rows), width=max(map(len, rows)), boxes=tuple(boxes), **facts)


def number(grids: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """Number tables in reading order, as a reader does."""
    return tuple(replace(each, number=at) for at, each in enumerate(grids, 1))


def row_of(texts: list[str], number: int, above: Row | None) -> Row:
    cells: list[Cell] = []
    for c, text in enumerate(texts, 1):
        place = Place(1, number, c)
        if text == "^" and above:
            cells.append(Cell(above.cells[c - 1].text, place, above.cells[c - 1].source))
        elif text == "<" and cells:
            cells.append(Cell(cells[-1].text, place, cells[-1].source))
        else:
            cells.append(Cell(text, place))
    return Row(tuple(cells), number, number)


def raw(spec: str, **facts: object) -> Table:
    """Make a Table that has no columns yet: its header is still among its rows."""
    rows: list[Row] = []
    for number, texts in enumerate(lines(spec), 1):
        rows.append(row_of(texts, number, rows[-1] if rows else None))
    return Table(number=1, rows=tuple(rows), **facts)


def table(spec: str, **facts: object) -> Table:
    """Make a Table whose first row names its columns, as ``name``, ``name:role`` or ``name:role:unit``."""
    whole = raw(spec)
    columns = []
    for cell in whole.rows[0].cells:
        name, role, unit = [*cell.text.split(":"), "", ""][:3]
        columns.append(Column(name=name, printed=name, role=role, unit=unit, place=cell.place))
    return Table(number=1, rows=whole.rows[1:], columns=tuple(columns), **facts)


def drawn(texts: tuple[str, ...] | list[str]) -> str:
    return " | ".join(text.replace("\n", "⏎") for text in texts).strip()


def show(thing: Fixed | Table) -> None:
    """Print a table as its rows, with its column names on top."""
    shown = thing.table if isinstance(thing, Fixed) else thing
    if shown.columns:
        print(drawn([column.name for column in shown.columns]))
    for row in shown.rows:
        print(drawn(row.texts))


def shown(text: str) -> str:
    return repr(text.replace("\n", "⏎"))


def told(fixed: Fixed) -> None:
    """Print what a step changed and doubted, one line each."""
    for repair in fixed.repairs:
        place = repair.place
        print(
            repair.code,
            f"{place.row}:{place.column}",
            shown(repair.before),
            "->",
            shown(repair.after),
            repair.certainty,
        )
    for doubt in fixed.doubts:
        print(doubt.code, f"{doubt.place.row}:{doubt.place.column}", *(f"{k}={v}" for k, v in doubt.facts.items()))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="rewrite the expected part of cases that differ, and say which"
    )


@pytest.fixture
def profile() -> Profile:
    return default_profile()


@pytest.fixture(autouse=True)
def _language_of_tables(doctest_namespace: dict[str, object]) -> None:
    from tests import build, sources

    doctest_namespace |= {
        **{name: getattr(sources, name) for name in ("from_book", "from_dump", "from_word", "written")},
        **{name: getattr(build, name) for name in ("NS", "in_list", "p", "r", "relations", "tbl", "tc", "tr")},
        "Place": Place, "grid": grid, "number": number, "raw": raw, "_replace": replace, "table": table, "show": show, "told": told, "profile": default_profile(),
    }  # fmt: skip
