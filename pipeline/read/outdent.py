"""Paragraphs around a table that are indented by a tab, and so look like cells of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.profile import Profile
from pipeline.read.kinds import HEADING, SENTENCE, Words, kind
from pipeline.text import visible

# Longer texts than this do not stand alone in front of the names of columns.
LONG = 15
_caption = re.compile(r"\s*(?:附\s*(?:件|表|录)|表\s*[\d一二三四五六七八九十])")


def speaks_as_caption(line: str, profile: Profile) -> bool:
    """Ask whether a line speaks about a table: a note, 续表, 附件2, 表1.

    >>> [speaks_as_caption(line, profile) for line in ("单位：万元", "附件2", "表现突出")]
    [True, True, False]
    """
    return profile.is_note(line) or profile.is_continued(line) or _caption.match(line) is not None


def leading(rows: Sequence[Sequence[str]], words: Words) -> int:
    """Count the cells of the first row that are paragraphs before the table, which no blank line parts from it.

    >>> leading([["请各单位认真贯彻落实。", "序号", "任务"], ["1", "修路"], ["2", "造林"]], Words())
    1
    """
    usual, count = Counter(map(len, rows[1:])).most_common(1)[0] if len(rows) > 1 else (0, 0)
    extra = len(rows[0]) - usual
    if usual < 2 or extra < 1 or count * 2 <= len(rows) - 1:
        return 0
    kinds = [kind(cell, words) for cell in rows[0]]
    named = kinds[extra:].count(HEADING) * 2 >= usual and HEADING not in kinds[:extra]
    prose = all(len(cell) > LONG or kind(cell, words) == SENTENCE for cell in rows[0][:extra])
    return extra if named or prose else 0


def lines_on_top(texts: Sequence[str], gaps: Sequence[int], words: Words) -> int:
    """Count the cells on top that stand alone before the names of columns: title, unit, notes in rows of their own.

    >>> lines_on_top(["某县预算表", "单位：万元", "项目", "其中"], [1, 1, 0, 0], Words((), frozenset(["项目"])))
    2
    >>> lines_on_top(["序号", "项目", "其中"], [1, 0, 0], Words((), frozenset(["序号", "项目"])))
    0
    """
    alone = next((at for at, gap in enumerate(gaps) if not gap), 0)
    named = HEADING in (kind(text, words) for text in texts[alone : alone + 2])
    names = any(visible(text) in words.headings for text in texts[:alone])
    return alone if named and not names else 0


def trailing(rows: Sequence[Sequence[str]], ended: Sequence[bool], profile: Profile, words: Words) -> int:
    """Count the rows at the end that are paragraphs after it; ``ended`` says where the dump marks an end before a row."""
    usual = Counter(map(len, rows)).most_common(1)[0][0]
    for count, (row, after_end) in enumerate(zip(reversed(rows), reversed(ended), strict=True), 1):
        spoken = all(speaks_as_caption(cell, profile) or kind(cell, words) == SENTENCE for cell in row)
        if len(row) >= usual or not spoken:
            break
        if after_end:
            return count
    return 0
