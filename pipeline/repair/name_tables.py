"""Titles, annex labels and unit notes that stand above and below a table, not in it."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import Grid
from pipeline.profile import Profile
from pipeline.repair.annex import LABEL, is_label
from pipeline.text import joined, names_fact, visible

# A title is a line, not a sentence; longer ones than this have not been met.
LONGEST_TITLE = 80

_aside = re.compile(r"^[（(［\[【].*[）)］\]】]$")
# What is longer before its colon is a title of two parts.
LONGEST_FACT = 4
_dated = re.compile(r"^[\d〇一二三四五六七八九十]{2,4}年[\d一二三四五六七八九十]+月(?:[\d一二三四五六七八九十]+日)?$")


def name_tables(grids: tuple[Grid, ...], profile: Profile) -> tuple[Grid, ...]:
    """Give each table the title and the notes that stand around it.

    >>> above = ("附件2", "某县2024年重点项目清单", "单位：万元")
    >>> named, = name_tables((grid("序号|项目; 1|修路", before=above),), profile)
    >>> named.title, named.notes
    ('某县2024年重点项目清单', ('附件2', '单位：万元'))
    >>> prose, = name_tables((grid("序号|项目; 1|修路", before=("现将清单印发给你们，请遵照执行。",)),), profile)
    >>> prose.title
    ''
    """
    return tuple(_named(grid, profile) for grid in grids)


def _named(grid: Grid, profile: Profile) -> Grid:
    lines = [line for line in map(str.strip, grid.before) if line and not profile.is_continued(line)]
    notes: list[str] = []
    while lines and (profile.is_note(lines[-1]) or _told_below_title(lines)):
        notes.insert(0, lines.pop())
    title, labels = _title(lines)
    below = [line.strip() for line in grid.after if profile.is_note(line)]
    return replace(grid, title=title, notes=(*grid.notes, *labels, *notes, *below))


def _told_below_title(lines: list[str]) -> bool:
    """Ask whether the last line is one such as 时间：2月 or 地点：三楼 below what can be the title itself."""
    told = names_fact(lines[-1], LONGEST_FACT) and not LABEL.match(lines[-1])
    return told and len(lines) > 1 and _could_be_title(lines[-2]) and not names_fact(lines[-2], LONGEST_FACT)


def _title(lines: list[str]) -> tuple[str, list[str]]:
    """Find the nearest line that can be a title, and the annex label on or above it."""
    asides: list[str] = []
    while lines and (_aside.match(lines[-1]) or _dated.match(visible(lines[-1]))) and len(lines) > 1:
        asides.insert(0, lines.pop())
    if not lines or not _could_be_title(lines[-1]):
        return "", asides
    last = lines.pop()
    label = LABEL.match(last)
    title = joined(last[label.end() :] if label else last)
    labels = [joined(label.group(1))] if label else []
    if not label and lines and is_label(lines[-1]):
        labels = [joined(lines[-1]).rstrip(":：.、")]
    return title, labels + asides


def _could_be_title(line: str) -> bool:
    return len(visible(line)) <= LONGEST_TITLE and line[-1] not in "。；;：:，,、！？"
