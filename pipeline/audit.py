"""The count that nothing is lost: each visible character of the source's tables, and where it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.model import Box, Place, Table
from pipeline.result import Audit, Cleaned
from pipeline.text import visible

Count = Counter[str]
# The texts that came out of one box, each with the record that holds it.
Held = list[tuple[int, str]]
# Under this record stands what was copied from a place to others.
COPIED = -1


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
    gone = left - kept
    dropped = (gone & _dropped(cleaned)).total() if gone else 0
    return characters, in_records, kept.total(), dropped


def _not_in_records(cleaned: Cleaned) -> tuple[Count, int]:
    """Count what the boxes hold and the records do not, and all that the boxes hold."""
    characters = sum(len(visible(box.text)) for box in cleaned.grid.boxes)
    changed = _changed(cleaned)
    held: dict[Place, Held] = {place: [] for place in changed}
    for place, record, text in _texts(cleaned.table):
        if place in held:
            held[place].append((record, text))
    records: dict[int, list[tuple[str, Held]]] = {}
    first = {number: row.first for row in cleaned.table.rows for number in range(row.first, row.last + 1)}
    for place, box in changed.items():
        records.setdefault(first.get(box.row, -box.row), []).append((visible(box.text), held[place]))
    return sum(map(_lacking, records.values()), Counter()), characters


def _changed(cleaned: Cleaned) -> dict[Place, Box]:
    """Give the boxes whose text stands in no record as it was printed."""
    first: dict[Place, str] = {}
    others = set()
    for place, _, text in _texts(cleaned.table):
        if first.setdefault(place, text) != text:
            others.add((place, text))
    boxes = ((cleaned.grid.place(box.row, box.column), box) for box in cleaned.grid.boxes if box.text)
    return {place: box for place, box in boxes if first.get(place) != box.text and (place, box.text) not in others}


def _lacking(boxes: list[tuple[str, Held]]) -> Count:
    """Count what a record's boxes hold and its cells do not; what one cell has too much another one may lack."""
    lacks: Count = Counter()
    spare: Count = Counter()
    if all(any(_says(text, seen) for _, text in held) for seen, held in boxes):
        return lacks
    for seen, held in boxes:
        has = _count(held)
        lacks += Counter(seen) - has
        spare += has - Counter(seen)
    return lacks - spare


def _says(text: str, seen: str) -> bool:
    """Ask whether a text, the parts of a list or padding aside, certainly holds all that is seen in a box."""
    return seen in visible(text).replace("、", "") or seen in visible(text)


def _texts(table: Table) -> Iterator[tuple[Place, int, str]]:
    """Give each text of the records with the place that it came out of, and its record.

    The outputs join the parts of a list by 、, so a list holds that sign.
    """
    lists = set(table.with_role("person", "unit"))
    for at, row in enumerate(table.rows):
        for column, (text, place, origin) in enumerate(row.cells):
            if text:
                held = text.replace("\n", "、") if column in lists else text
                yield origin or place, COPIED if origin else at, held


def _count(held: Held) -> Count:
    """Count what a box's texts in the records hold: copies add nothing, parts in several records add up."""
    records: dict[int, Count] = {}
    for record, text in held:
        records[record] = records.get(record, Counter()) | Counter(visible(text))
    copied = records.pop(COPIED, Counter())
    return sum(records.values(), Counter()) | copied


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
