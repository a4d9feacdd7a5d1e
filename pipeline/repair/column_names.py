"""Whether a row names columns: what can be a name, and what is data, a fact or one more storey."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.model import Cell, Row
from pipeline.numerals import read_serial
from pipeline.profile import Profile
from pipeline.role_words import named_role
from pipeline.text import blank, facts_only, half_width, han, visible

# A column's name is no sentence, and a corner has room for two words.
LONGEST_NAME, LONGEST_CORNER = 40, 6
# A name may be a time: 2024年, 1月, 一季度; in a column of times it is one of them.
_number = re.compile(r"\d+|[一二三四五六七八九十]+")
_time = re.compile(r"(?:19|20)\d\d年?(?!\d)|\d{1,2}(?:月|日|号|季度|周)")


def tells_facts(texts: Sequence[str]) -> bool:
    """Ask whether a row holds facts alone and says them; 抬头： above its content is a name."""
    return facts_only(texts) and any(text.rstrip()[-1:] not in ("", ":", "：") for text in texts)


def looks_like_header(rows: tuple[Row, ...], profile: Profile) -> bool:
    """Judge the first row: names are short, differ from each other, and are no data."""
    names = [visible(cell.text) for cell in printed_cells(rows[0])]
    if _begins_form(rows, profile):
        return False
    if profile.names_columns(names):
        return True
    if not names or any(len(name) > LONGEST_NAME for name in names) or read_serial(names[0]) or tells_facts(names):
        return False
    figures = sum(_is_figure(cell, rows) for cell in printed_cells(rows[0]))
    return figures * 2 < len(names) and not _more_of_the_same(names, rows) and not _counts_on(rows)


def _is_figure(cell: Cell, rows: tuple[Row, ...]) -> bool:
    """Ask whether a cell of the first row begins with a figure, and is no time above a column of other things."""
    name = half_width(visible(cell.text))
    if not name[0].isdigit() or not _time.match(name):
        return name[0].isdigit()
    at = rows[0].cells.index(cell)
    return any(_time.match(half_width(visible(row.cells[at].text))) for row in rows[1:])


def _begins_form(rows: tuple[Row, ...], profile: Profile) -> bool:
    """Ask whether the first row is a label and its one content, 项目名称｜某某项目, and another label stands below it."""
    printed = printed_cells(rows[0])
    if len(printed) != 2 or len(rows[0].cells) < 3 or visible(printed[0].text) not in profile.marks["form"]:
        return False
    below = rows[min(1, len(rows) - 1)].cells[0]
    if profile.names_columns([visible(printed[1].text)]):
        return False
    return rows[0].cells[-1].source == printed[1].place and below.origin is None and not blank(below.text)


def _counts_on(rows: tuple[Row, ...]) -> bool:
    """Ask whether the first column counts from the first row on, 第一排 above 第二排, so that it is data."""
    first, second = (visible(row.cells[0].text) for row in (rows[0], rows[min(1, len(rows) - 1)]))
    alike = _number.sub("", first) == _number.sub("", second)
    return alike and first != second and any(map(han, _number.sub("", first)))


def _more_of_the_same(names: list[str], rows: tuple[Row, ...]) -> bool:
    """Ask whether what the first row says stands in the rows below as well, so that it is data.

    A row that says nothing else is the header printed again, and tells nothing.
    """
    said = set(names)
    others = ([visible(cell.text) for cell in printed_cells(row)] for row in rows[1:])
    below = {text for texts in others if not said.issuperset(texts) for text in texts}
    return sum(name in below for name in names) * 2 > len(names) > 1


def goes_up(rows: tuple[Row, ...], depth: int, profile: Profile) -> bool:
    """Ask whether a row is one more storey of the header above it."""
    if gives_measures(rows[depth], profile) or any(cell.from_above for cell in rows[depth].cells):
        return True
    above, row = rows[depth - 1], rows[depth]
    spans = any(cell.origin and not cell.from_above for cell in above.cells)
    short = above.short and row.cells and blank(row.cells[0].text)
    names = [visible(cell.text) for cell in printed_cells(row)]
    figures = [half_width(name) for name in names if half_width(name)[0].isdigit()]
    tidy = all(len(name) <= LONGEST_NAME for name in names) and all(map(_time.match, figures))
    if not (spans or short) or not tidy or not names or read_serial(row.cells[0].text) is not None:
        return False
    strange = [text for text in _below_whole_names(above, row) if not named_role(text, profile)[0]]
    return bool(short) or not strange or len(strange) < _names_lacked(above, row)


def _names_lacked(above: Row, row: Row) -> int:
    """Count the columns without a name so far that get one in the row."""
    pairs = zip(above.cells, row.cells, strict=True)
    return sum(blank(name.text) and cell.origin is None and not blank(cell.text) for name, cell in pairs)


def _below_whole_names(above: Row, row: Row) -> list[str]:
    """Give what a row prints below names that have their column to themselves: only a name says more of such a column."""
    columns = Counter(cell.source for cell in above.cells)
    return [
        cell.text
        for name, cell in zip(above.cells, row.cells, strict=True)
        if columns[name.source] == 1 and not blank(name.text) and cell.origin is None and not blank(cell.text)
    ]


def gives_measures(row: Row, profile: Profile) -> bool:
    """Ask whether a row below the names says what their figures are measured in, and nothing else.

    >>> rows = raw("|（亿元）|（%）; 计量单位|万元|人; |5|2").rows
    >>> [gives_measures(row, profile) for row in rows]
    [True, True, False]
    """
    first, *others = [visible(cell.text) for cell in row.cells]
    said = [text for text in others if text]
    measures = [profile.is_measure(text.strip("（）()[]【】")) for text in said]
    return bool(said) and all(measures) and (first in profile.marks["measure"] or (not first and len(said) > 1))


def two_names(text: str, profile: Profile) -> tuple[str, ...]:
    """Part the two names that a diagonal line parts in the corner of a header: the last one names what stands below.

    >>> two_names("项目\\n\\n年份", profile), two_names("    指标\\n单位", profile), two_names("任务\\n名称", profile)
    (('项目', '年份'), ('指标', '单位'), ())
    """
    names = tuple(visible(line) for line in text.split("\n") if not blank(line))
    apart = re.search(r"\S\s*\n\s*\n\s*\S|^[ \u3000]{2,}\S.*\n\S", text.rstrip())
    short = len(names) == 2 and all(2 <= len(name) <= LONGEST_CORNER for name in names)
    known = any("".join(names) in words for words in profile.roles.values())
    return names if apart and short and not known else ()


def repeated(names: Sequence[str]) -> int:
    """Count the names that a header says again and again side by side; 0 where it does not, or one name only.

    >>> repeated(["姓名", "单位", "姓名", "单位"]), repeated(["序号", "投资", "投资"]), repeated(["节次", "节次"])
    (2, 0, 0)
    """
    periods = (count for count in range(2, len(names) // 2 + 1) if len(names) % count == 0)
    return next((count for count in periods if all(names) and list(names[:-count]) == list(names[count:])), 0)


def printed_cells(row: Row) -> list[Cell]:
    """Give the cells that the file prints in a row itself, without what merges bring and without blanks."""
    return [cell for cell in row.cells if cell.origin is None and not blank(cell.text)]
