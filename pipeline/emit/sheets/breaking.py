"""A date, a name or a heading that breaks in its middle is hard to read: how wide a line must be to keep it whole."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.emit.sheets.measure import width

# What is longer breaks where it must, as prose does.  Programs differ in where they break a heading of two
# storeys, 投资（万元）/总投资: only on one line does it read well in all of them.
LONGEST_PIECE, LONGEST_LIST, LONGEST_HEADING = 20, 16, 26
_PROSE = 100  # the words of a text so long say nothing about its column
_MEMBER = re.compile(r"[^、]+、?")


def whole_heading(heading: str) -> int:
    """Measure a heading that should stay on one line; 0 says that it may break.

    >>> whole_heading("投资（万元）/总投资"), whole_heading("甲" * 20)
    (19, 0)
    """
    return width(heading) if width(heading) <= LONGEST_HEADING else 0


def whole_piece(text: str) -> int:
    """Measure the widest piece of a text, a line or a member of a list, that should stay on one line.

    >>> whole_piece("2024年12月31日"), whole_piece("发改局、财政局、住建（交通）局"), whole_piece("甲" * 60)
    (14, 14, 0)
    """
    if len(text) > _PROSE:
        return 0
    return _whole(text)


@lru_cache(maxsize=8192)
def _whole(text: str) -> int:
    """Measure once what a column repeats in every other row."""
    return max((wide for line in text.split("\n") for wide in _pieces(line)), default=0)


def _pieces(line: str) -> list[int]:
    """Measure a short line, or the short members of a longer one; a list of some length may break between them."""
    pieces = [line] if width(line) <= (LONGEST_LIST if "、" in line else LONGEST_PIECE) else _MEMBER.findall(line)
    return [wide for wide in map(width, pieces) if wide <= LONGEST_PIECE]
