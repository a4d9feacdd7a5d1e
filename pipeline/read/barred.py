"""Tables whose cells are parted by bars and nothing else: Markdown's, Org's, and antiword's, which wraps its cells.

In antiword's print a row goes on over several lines with nothing to tell where the next begins: a
column in which a text begins anew although it had ended begins a new row, and so does a new serial.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.profile import Profile
from pipeline.read.is_table import is_table
from pipeline.read.kinds import HEADING, NUMBER, WHOLE, Words, kind, words_of
from pipeline.read.sketch import Part, doubt, sketched
from pipeline.read.widths import full, unwrapped, width
from pipeline.text import blank

_dashes = re.compile(r":?-+:?")
_break = re.compile(r"<br\s?/?>")
# Signs that are as wide as a Chinese character, but not where antiword counts.
_narrow = re.compile("[《》〚〛]")
Line = list[str]


def barred(lines: Sequence[str], profile: Profile) -> list[Part]:
    """Read the tables whose lines begin and end with a bar, and the paragraphs around them."""
    words = words_of(profile)
    parts: list[Part] = []
    region: list[str] = []
    for line in [*lines, ""]:
        seen = line.strip().replace("｜", "|").replace("│", "|")
        if len(seen) > 2 and seen[0] == seen[-1] == "|":
            region.append(seen)
            continue
        if region:
            around = (str(parts[-1]) if parts and isinstance(parts[-1], str) else "", line)
            parts += region if _only_part(region, around) else _region(region, words)
            region = []
        parts.append(line)
    return parts


def _only_part(region: Sequence[str], around: Sequence[str]) -> bool:
    """Ask whether bars part cells here, and a line begins and ends with one because its outer cells are blank."""
    return any(line.count("|") == region[0].count("|") for line in around)


def _region(region: Sequence[str], words: Words) -> list[Part]:
    doubtful: list[int] = []
    if any(_rule(line) for line in region) or _tight(region):
        lines = [_cells(line) for line in region if not _rule(line)]
        rows = [[_break.sub("\n", cell.strip()) for cell in row] for row in lines]
        rows = rows[1:] if _invents_names(region) else rows
    else:
        rows, doubtful = _wrapped(region, words)
    if not is_table(rows, words):
        return list(region)
    return [sketched(rows, [doubt("D053", row, 1) for row in doubtful])]


def _invents_names(region: Sequence[str]) -> bool:
    """Ask whether the names of the columns are blank: Markdown knows no table without any, so its writers invent them."""
    return len(region) > 1 and _rule(region[1]) and not _rule(region[0]) and all(map(blank, _cells(region[0])))


def _rule(line: str) -> bool:
    """Ask whether a line only parts the names of the columns from the rows."""
    return all(_dashes.fullmatch(cell.strip()) for cell in re.split(r"[|+]", line.strip("|")))


def _tight(region: Sequence[str]) -> bool:
    """Ask whether no cell is filled up to the width of its column, so that no text was wrapped."""
    held = [cell for line in region for cell in _cells(line) if not blank(cell)]
    return not any(cell.startswith("  ") or cell.endswith("  ") for cell in held)


def _cells(line: str) -> Line:
    held = line[1:-1].replace("\\|", "\0")
    return [cell.replace("\0", "|") for cell in held.split("|")]


def _wrapped(region: Sequence[str], words: Words) -> tuple[list[list[str]], list[int]]:
    """Gather lines into rows, and tell which beginnings are not certain."""
    lines = [_cells(line) for line in region]
    counted = sum(kind(line[0].strip()) == WHOLE for line in lines) >= 2
    rows: list[list[Line]] = []
    doubtful: list[int] = []
    for line in lines:
        begins = _begins(rows[-1], line, counted, words) if rows else 1.0
        if begins >= 0.5:
            rows.append([])
        if 0 < begins < 1:
            doubtful.append(len(rows))
        rows[-1].append(line)
    return [_row(row, words) for row in rows], doubtful


def _begins(row: Sequence[Line], line: Line, counted: bool, words: Words) -> float:
    """Say whether a line begins a new row: 1 for certain, 0 for certain not."""
    above = row[-1]
    if list(map(_width, above)) != list(map(_width, line)):
        return 1.0
    filled = [at for at, cell in enumerate(line) if not blank(cell)]
    if any(blank(above[at]) for at in filled) or kind(line[0].strip()) == WHOLE:
        return 1.0
    if len(filled) < 2:
        return 0.0
    if any(above[at] == line[at] for at in filled):
        return 0.7  # nobody stands twice in one cell
    if len(filled) == len(line) and not any(map(blank, above)):
        # A number does not go on in the next line while all its neighbours do, nor does a name of a column.
        alone = (HEADING, WHOLE, NUMBER)
        return 1.0 if any(kind(above[at].strip(), words) in alone for at in filled) else 0.7
    goes_on = [_goes_on(above[at].strip(), line[at].strip(), _width(line[at])) for at in filled]
    if all(goes_on) or (any(goes_on) and counted):
        return 0.0
    return 0.3 if counted or any(goes_on) else 0.7


def _goes_on(above: str, text: str, limit: int) -> bool:
    """Ask whether a line was full; one without blanks is broken anywhere, also inside a number."""
    return full(above, text if " " in above else text[:1], limit)


def _row(lines: Sequence[Line], words: Words) -> list[str]:
    columns = zip(*lines, strict=True)
    return [unwrapped([cell.strip() for cell in column], _width(column[0]), words.offices) for column in columns]


def _width(cell: str) -> int:
    return width(cell) - len(_narrow.findall(cell))
