"""Names written one after the other with nothing between them."""

from __future__ import annotations

from functools import lru_cache

# A longer run of characters is no row of names.
MOST_GLUED = 40


def cut(text: str, known: frozenset[str]) -> list[str]:
    """Cut a text into two known names or more, longest first; nothing where that is not possible.

    >>> names = frozenset({"综合行政执法局", "西投公司", "执法局"})
    >>> cut("综合行政执法局西投公司", names), cut("综合行政执法局办公室", names)
    (['综合行政执法局', '西投公司'], [])
    """
    sizes, last = _sizes(known), len(text)
    ends: dict[int, int] = {}
    for at in range(last - 2, -1, -1):
        for end in (at + size for size in sizes):
            if (end in ends or end == last) and end - at < last and text[at:end] in known:
                ends[at] = end
                break
    pieces, at = [], 0
    while at in ends:
        pieces.append(text[at : ends[at]])
        at = ends[at]
    return pieces


@lru_cache(maxsize=16)
def _sizes(known: frozenset[str]) -> list[int]:
    """Give how long known names are, longest first; one character is no name."""
    return sorted({len(unit) for unit in known if len(unit) > 1}, reverse=True)
