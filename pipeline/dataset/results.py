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


def results(folder: Path) -> Iterator[Path]:
    """Find the results in a folder and those below it, in the order of their names."""
    for place, below, names in os.walk(folder):
        below.sort()
        yield from (Path(place, name) for name in sorted(names) if name.endswith(".json") and name[0] != ".")


def records(folder: Path) -> Iterator[tuple[Place, dict[Key, Value]]]:
    """Give each record with its place; a JSON file of another kind is passed over."""
    for path in results(folder):
        result = _loaded(path)
        stem = path.relative_to(folder).with_suffix("").as_posix()
        for table in result.get("tables", ()):
            keys = {column["name"]: (column["name"], column.get("unit", "")) for column in table["columns"]}
            for number, record in enumerate(table["records"], 1):
                place = Place(stem, result["source"]["name"], table["number"], table["title"], number)
                yield place, {keys[name]: value for name, value in record.items()}


def _loaded(path: Path) -> dict[str, Any]:
    """Load a result; a log, a data package or what is no JSON at all is nothing."""
    try:
        loaded = json.loads(path.read_bytes())
    except ValueError:
        return {}
    ours = isinstance(loaded, dict) and str(loaded.get("schema", "")).startswith(SCHEMA)
    return loaded if ours else {}
