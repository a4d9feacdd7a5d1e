"""How many names of columns a table begins with, where a dump does not say how wide its rows are."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.kinds import BLANK, HEADING, OFFICE, TITLED

# More characters than these make no name that nobody knows, and none that ends as units do: 乡镇, 村.
LONG, LONG_OFFICE = 12, 3
# A title in the first row has more than these.
SHORT = 3
WIDEST = 1 << 20


def first_names(texts: Sequence[str], kinds: Sequence[int], ends: Sequence[int]) -> range:
    """Give the counts of columns that the first names speak for, known names and unknown ones among them.

    ``ends`` are the counts of cells after which a row may end.  The names reach to the last known one at least,
    and to what can be none at most, a title in the first row among them or not; blank cells after them are a
    second storey, which may be wider.

    >>> texts = ["组别", "组长", "成员", "第一组", "辛勤", "王亮"]
    >>> first_names(texts, [10, 8, 8, 10, 11, 11], [1, 3, 4, 6])
    range(3, 7)
    """
    title = int(ends[0] == 1 and kinds[0] != HEADING and len(texts[0]) > SHORT)
    stop = next((at for at in range(title, len(kinds)) if not _may_name(texts[at], kinds[at])), len(kinds))
    known = [at for at in range(title, stop) if kinds[at] == HEADING]
    if len(known) < 2:
        return range(1, WIDEST)
    return range(known[-1] + 1 - title, WIDEST if kinds[stop : stop + 1] == [BLANK] else stop + 1)


def _may_name(text: str, kind: int) -> bool:
    if kind == OFFICE:
        return len(text) <= LONG_OFFICE
    return kind == HEADING or (kind > TITLED and len(text) <= LONG)
