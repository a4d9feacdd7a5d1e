"""Tables with a line of dashes under the column names, as pandoc prints them plain: simple and multiline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.profile import Profile
from pipeline.read.sketch import Part, Sketch, sketched
from pipeline.read.widths import spread, unwrapped
from pipeline.text import blank

_group = re.compile(r"-{2,}")


def dashed(lines: Sequence[str], profile: Profile) -> list[Part]:  # noqa: ARG001 - all dialects are asked alike
    """Read the tables that hang on a line of dashes, and the paragraphs around them."""
    parts: list[Part] = []
    at = 0
    while at < len(lines):
        found = _table(lines, at) if _dashes(lines[at]) else None
        if found:
            head, sketch, at = found
            del parts[len(parts) - head :]
            parts.append(sketch)
        else:
            parts.append(lines[at])
            at += 1
    return parts


def _dashes(line: str) -> int:
    """Count the groups of dashes of a line that holds nothing else."""
    seen = line.strip()
    return len(seen.split()) if seen.startswith("--") and not seen.strip("- ") else 0


def _table(lines: Sequence[str], at: int) -> tuple[int, Sketch, int] | None:
    """Read the table whose first dashes stand here: how many lines before it are its names, itself, where it ends."""
    if _dashes(lines[at]) == 1:
        rule = next((under for under in range(at + 2, min(at + 30, len(lines))) if _dashes(lines[under])), 0)
        if not rule or _dashes(lines[rule]) < 2:
            return None
        return _multiline(lines, at + 1, rule)
    head = at
    while head and not blank(lines[head - 1]) and not _dashes(lines[head - 1]):
        head -= 1
    if head < at:
        return _simple(lines, head, at)
    return _headless(lines, at)


def _multiline(lines: Sequence[str], first: int, rule: int) -> tuple[int, Sketch, int] | None:
    end = next((at for at in range(rule + 1, len(lines)) if _dashes(lines[at])), 0)
    if not end:
        return None
    rows = [lines[first:rule], *_parted(lines[rule + 1 : end])]
    return 0, _sketch(rows, lines[rule]), end + 1


def _simple(lines: Sequence[str], head: int, rule: int) -> tuple[int, Sketch, int]:
    end = rule + 1
    while end < len(lines) and not blank(lines[end]) and not _dashes(lines[end]):
        end += 1
    rows = [lines[head:rule], *([line] for line in lines[rule + 1 : end])]
    closed = end < len(lines) and bool(_dashes(lines[end]))
    return rule - head, _sketch(rows, lines[rule]), end + closed


def _headless(lines: Sequence[str], rule: int) -> tuple[int, Sketch, int] | None:
    end = next((at for at in range(rule + 1, len(lines)) if _dashes(lines[at])), 0)
    if not end or end == rule + 1:
        return None
    inner = lines[rule + 1 : end]
    rows = _parted(inner) if any(blank(line) for line in inner) else [[line] for line in inner]
    return 0, _sketch(rows, lines[rule]), end + 1


def _parted(lines: Sequence[str]) -> list[Sequence[str]]:
    rows: list[list[str]] = [[]]
    for line in lines:
        if line:
            rows[-1].append(line)
        elif rows[-1]:
            rows.append([])
    return [row for row in rows if row]


def _sketch(rows: Sequence[Sequence[str]], rule: str) -> Sketch:
    spans = [match.span() for match in _group.finditer(rule)]
    cuts = [start for start, _ in spans] + [1 << 30]
    limits = [end - start for start, end in spans]
    return sketched([_cells(row, cuts, limits) for row in rows])


def _cells(row: Sequence[str], cuts: Sequence[int], limits: Sequence[int]) -> list[str]:
    drawn = [spread(line) for line in row]
    pieces = [[line[a:b].replace("\0", "").strip() for line in drawn] for a, b in pairwise(cuts)]
    return [unwrapped(_trimmed(piece), limit) for piece, limit in zip(pieces, limits, strict=True)]


def _trimmed(texts: list[str]) -> list[str]:
    while texts and not texts[-1]:
        texts = texts[:-1]
    while texts and not texts[0]:
        texts = texts[1:]
    return texts
