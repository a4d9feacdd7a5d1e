"""The tables before and after of the manual: the examples of docstrings, caught while they run as they do in the tests."""

from __future__ import annotations

import doctest
import importlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from docs import drawing
from pipeline import flow
from pipeline.emit.guard_outputs import guard_outputs
from pipeline.model import Doubt, Grid, Repair, Table
from pipeline.normalize.apply_corrections import apply_corrections
from pipeline.normalize.settle_doubts import settle_doubts
from pipeline.profile import default_profile
from pipeline.read.from_docx import from_docx
from pipeline.read.from_text import from_text
from pipeline.read.from_xlsx import from_xlsx
from pipeline.read.old_word import tell_lost_table
from pipeline.repair.dissolve_frames import dissolve_frames
from pipeline.repair.join_split_tables import join_split_tables
from pipeline.repair.settle_grid import settle_grid
from pipeline.result import Cleaned
from tests import build, plugin, sources

Function = Callable[..., Any]
READERS: tuple[Function, ...] = (from_docx, from_text, from_xlsx)
# Whatever tells a repair or a doubt, in the order in which a file meets it.
TELLERS: tuple[Function, ...] = (
    *READERS,
    tell_lost_table,
    dissolve_frames,
    join_split_tables,
    settle_grid,
    *flow.STEPS,
    apply_corrections,
    settle_doubts,
    guard_outputs,
)
_HELPERS = ("from_book", "from_dump", "from_word", "written")


class Example(NamedTuple):
    """What something was handed, what it gave back, and what it told."""

    drawn: Callable[[str], str]
    after: Any
    told: tuple[Repair | Doubt, ...]

    def before(self, lang: str) -> str:
        """Draw what was handed over, in the words of a language where it needs some."""
        return self.drawn(lang)


def examples(teller: Function) -> Iterator[Example]:
    """Run the examples of a docstring, and give each that tells something."""
    caught: list[Example] = []

    def watched(function: Function) -> Function:
        def call(*given: Any, **named: Any) -> Any:
            made = function(*given, **named)
            caught.append(_example(function.__name__, given, named, made))
            return made

        return call

    names = vars(importlib.import_module(teller.__module__)) | spoken()
    names |= {
        name: watched(names[name]) for name in (*_HELPERS, teller.__name__) if teller not in READERS or name in _HELPERS
    }
    for example in doctest.DocTestParser().get_examples(teller.__doc__ or ""):
        exec(compile(example.source, teller.__name__, "exec"), names)
    yield from (each for each in caught if each.told)


def spoken() -> dict[str, Any]:
    """Give the small language in which docstrings draw tables; here they print nothing."""
    quiet = dict.fromkeys(("show", "told", "print"), lambda *_: None)
    tables = {name: getattr(plugin, name) for name in ("grid", "number", "raw", "table")}
    files = {name: getattr(sources, name) for name in _HELPERS}
    parts = {name: getattr(build, name) for name in ("NS", "in_list", "p", "r", "relations", "tbl", "tc", "tr")}
    return tables | files | parts | quiet | {"_replace": replace, "profile": default_profile(), "__name__": "docs"}


def _example(name: str, given: tuple[Any, ...], named: dict[str, Any], made: Any) -> Example:
    results = made if isinstance(made, tuple) and all(isinstance(each, Grid) for each in made) else (made,)
    told = tuple(each for one in results for each in (*one.repairs, *one.doubts))
    return Example(lambda lang: _before(name, given, named, lang), _after(made), told)


def _before(name: str, given: tuple[Any, ...], named: dict[str, Any], lang: str) -> str:
    if name == "from_word":
        return drawing.word(build.document_xml(*given), lang)
    if name == "from_dump":
        return drawing.text(given[0])
    if name == "from_book":
        beside = drawing.mark(named["hidden_sheet"], "hidden", lang) if "hidden_sheet" in named else ""
        shown = drawing.book(plugin.lines(given[0]), named.get("merge", ""), named.get("hidden", 0), lang)
        return f"{shown}\n\n{beside}".rstrip()
    return drawing.anything(getattr(given[0], "table", given[0]))


def _after(made: Any) -> Any:
    """Give the table that came out; of what is written, each cell as it is written."""
    if not isinstance(made, Cleaned):
        return getattr(made, "table", made)
    table: Table = made.table
    written = {repair.place: repair.after for repair in made.repairs}
    changed = {
        (at, column): cell._replace(text=written[cell.place])
        for at, row in enumerate(table.rows)
        for column, cell in enumerate(row.cells)
        if cell.place in written
    }
    return table.with_cells(changed)
