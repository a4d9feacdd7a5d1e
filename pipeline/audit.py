"""The count that nothing is lost: each visible character of the source's tables, and where it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.model import Grid, Place, Table
from pipeline.result import Audit, Cleaned
from pipeline.text import visible

Count = Counter[str]
# The texts that came out of one box, by the record that holds them.
Held = dict[int, list[str]]


def audit(tables: Iterable[Cleaned]) -> Audit:
    """Count the characters of each table: in its records, elsewhere in the result, or named in a repair as dropped.

    A character counts as kept only where it stands in a cell that came out of its own box, so that a
    text lost in one row is not covered up by the same text in another.
    """
    sums = [_table(cleaned) for cleaned in tables]
    return Audit(*(sum(each[at] for each in sums) for at in range(4)))


def _table(cleaned: Cleaned) -> tuple[int, int, int, int]:
    left, characters = _not_in_records(cleaned)
    in_records = characters - left.total()
    kept = left & _elsewhere(cleaned)
    dropped = (left - kept) & _dropped(cleaned)
    return characters, in_records, kept.total(), dropped.total()


def _not_in_records(cleaned: Cleaned) -> tuple[Count, int]:
    """Count what the boxes hold and the records do not, and all that the boxes hold."""
    texts = _texts_by_place(cleaned.table)
    first = {number: row.first for row in cleaned.table.rows for number in range(row.first, row.last + 1)}
    missing: dict[int, Count] = {}
    spare: dict[int, Count] = {}
    left: Count = Counter()
    characters = 0
    for box, place in _boxes(cleaned.grid):
        seen = visible(box)
        characters += len(seen)
        held = texts.get(place[0], {})
        if any(box in each for each in held.values()):
            continue
        has = _held(held)
        record = first.get(place[1], -place[1])
        missing.setdefault(record, Counter()).update(Counter(seen) - has)
        spare.setdefault(record, Counter()).update(has - Counter(seen))
    for record, lacks in missing.items():
        left += lacks - spare[record]
    return left, characters


def _boxes(grid: Grid) -> Iterable[tuple[str, tuple[Place, int]]]:
    for box in grid.boxes:
        if box.text:
            yield box.text, (grid.place(box.row, box.column), box.row)


def _texts_by_place(table: Table) -> dict[Place, Held]:
    """Gather what the records hold out of each place, by record; under -1 what was copied from there.

    The outputs join the parts of a list by 、, so a list holds that sign.
    """
    texts: dict[Place, Held] = {}
    lists = set(table.with_role("person", "unit"))
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            if cell.text:
                text = cell.text.replace("\n", "、") if column in lists else cell.text
                texts.setdefault(cell.source, {}).setdefault(-1 if cell.origin else at, []).append(text)
    return texts


def _held(texts: Held) -> Count:
    """Count what a box's texts in the records hold: copies add nothing, parts in several records add up."""
    own: Count = Counter()
    for record, parts in texts.items():
        if record >= 0:
            own += _union(parts)
    return own | _union(texts.get(-1, []))


def _union(texts: list[str]) -> Count:
    count: Count = Counter()
    for text in texts:
        count |= Counter(visible(text))
    return count


def _elsewhere(cleaned: Cleaned) -> Count:
    table = cleaned.table
    count = Counter(visible("".join((table.title, *table.notes, *(column.printed for column in table.columns)))))
    for row in table.totals:
        count.update(visible("".join(cell.text for cell in row.cells if cell.origin is None)))
    return count


def _dropped(cleaned: Cleaned) -> Count:
    """Count what repairs took away; where a text was copied from elsewhere (同上), all that stood there."""
    copied = {cell.place for row in cleaned.table.rows for cell in row.cells if cell.origin}
    count: Count = Counter()
    for repair in cleaned.repairs:
        after = "" if repair.place in copied else repair.after
        count += Counter(visible(repair.before)) - Counter(visible(after))
    return count
