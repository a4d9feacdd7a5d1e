"""Two versions of an attachment are converted and compared, and what differs is written down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.compare.tables import compare as compare_tables
from pipeline.compare.versions import Comparison
from pipeline.flow import convert
from pipeline.late import late
from pipeline.profile import Profile

# What a comparison of two versions can be written as.
CHANGES: dict[str, Callable[[Comparison, str], bytes]] = {
    ".xlsx": late("emit.changes_to_excel"),
    ".html": late("emit.changes_to_page"),
}


def compare(old: Path, new: Path, profile: Profile) -> Comparison:
    """Convert two versions of an attachment and say what became of each record."""
    results = [convert(path, profile) for path in (old, new)]
    before, after = ([cleaned.table for cleaned in result.tables] for result in results)
    return compare_tables(before, after, (old.name, new.name))
