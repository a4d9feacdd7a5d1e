"""The results of an output folder, read one file at a time."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

SCHEMA = "fubiao/"
Value = str | int | float | list[str] | None
# The name of a column, and the unit of its numbers if they have one.
Key = tuple[str, str]


class Place(NamedTuple):
    """Where a record comes from: the result without ending, the source, the table and its title, the record."""

    result: str
    source: str
    table: int
    title: str
    record: int


def may_be_result(name: str) -> bool:
    """Ask whether a file may be a result by its name; most others of its ending are data packages.

    >>> may_be_result("x/附件.json"), may_be_result("附件.datapackage.json"), may_be_result("x/.json")
    (True, False, False)
    """
    hidden = name.rpartition("/")[2].startswith(".")
    return name.endswith(".json") and not name.endswith(".datapackage.json") and not hidden


def results(folder: Path) -> Iterator[Path]:
    """Find the results in a folder and those below it, in the order of their names."""
    for place, below, names in os.walk(folder):
        below.sort()
        yield from (Path(place, name) for name in sorted(names) if may_be_result(name))


def records(folder: Path, unread: set[str]) -> Iterator[tuple[Place, dict[Key, Value]]]:
    """Give each record with its place; a JSON file of another kind is passed over, and one that is unread is named."""
    for path in results(folder):
        name = path.relative_to(folder).as_posix()
        try:
            result = _loaded(path)
        except (OSError, ValueError):
            unread.add(name)
            continue
        for table in result.get("tables", ()):
            keys = {column["name"]: (column["name"], column.get("unit", "")) for column in table["columns"]}
            for number, record in enumerate(table["records"], 1):
                place = Place(name[: -len(".json")], result["source"]["name"], table["number"], table["title"], number)
                yield place, {keys[column]: value for column, value in record.items()}


def _loaded(path: Path) -> dict[str, Any]:
    """Load a result; a log or another kind of JSON is nothing."""
    loaded = json.loads(path.read_bytes())
    ours = isinstance(loaded, dict) and str(loaded.get("schema", "")).startswith(SCHEMA)
    return loaded if ours else {}
