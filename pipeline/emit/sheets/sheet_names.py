"""Names of sheets: what Excel accepts, and each once."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Make a name that Excel accepts and that no other sheet has; remember it.

    >>> taken = set()
    >>> [sheet_name(name, taken) for name in ("清单", "a/b", "A?B", "'甲'", "History", "")]
    ['清单', 'a_b', 'A_B_2', '甲', 'History_', '_']
    """
    name = _fitting(_FORBIDDEN.sub("_", wanted).strip("' \u3000"), 31) or "_"
    name = name + "_" if name.casefold() == "history" else name
    number, unique = 1, name
    while unique.casefold() in taken:
        number += 1
        unique = f"{_fitting(name, 30 - len(str(number)))}_{number}"
    taken.add(unique.casefold())
    return unique


def _fitting(name: str, room: int) -> str:
    """Cut a name to a number of UTF-16 units, apostrophes at its end left off."""
    while len(name.encode("utf-16-le")) // 2 > room:
        name = name[:-1]
    return name.strip("'")
