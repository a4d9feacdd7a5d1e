"""Totals are checked before a person's corrections: a corrected figure is added up once more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.model import Doubt, Row, Table
from pipeline.numerals import plain_number

WRONG_SUM = "D204"


def totals_anew(before: Table, after: Table, doubts: Sequence[Doubt]) -> tuple[Doubt, ...]:
    """Say of each total beside corrected figures what they add up to now; one that fits now is doubted no more.

    >>> from pipeline.model import Fixed
    >>> from pipeline.repair.set_totals_apart import set_totals_apart
    >>> fixed = set_totals_apart(table("项目|投资; 修路|30; 架桥|20; 合计|60"), profile)
    >>> right, worse = (fixed.table.with_cells({(1, 1): fixed.table.rows[1].cells[1]._replace(text=said)}) for said in ("30", "10"))
    >>> totals_anew(fixed.table, right, fixed.doubts)
    ()
    >>> told(Fixed(worse, (), totals_anew(fixed.table, worse, fixed.doubts)))
    D204 4:2 said=60 found=40

    One that fitted the figure that was corrected is doubted now.

    >>> told(Fixed(fixed.table, (), totals_anew(right, fixed.table, ())))
    D204 4:2 said=60 found=50
    """
    if before is after or not before.totals:
        return tuple(doubts)
    changed = _changed_columns(before, after)
    found = {}
    for total in after.totals:
        for at in changed:
            place = total.cells[at].place
            old = next((doubt for doubt in doubts if doubt.code == WRONG_SUM and doubt.place == place), None)
            found[place] = (old, _anew(before, after, total, at, old))
    stale = [old for old, _ in found.values()]
    return (*(doubt for doubt in doubts if doubt not in stale), *(new for _, new in found.values() if new))


def _changed_columns(before: Table, after: Table) -> list[int]:
    pairs = list(zip(before.rows, after.rows, strict=True))
    return [
        at for at in range(len(before.columns)) if any(old.cells[at].text != new.cells[at].text for old, new in pairs)
    ]


def _anew(before: Table, after: Table, total: Row, at: int, old: Doubt | None) -> Doubt | None:
    """Add up the records that the total was held against, as they are now."""
    said = plain_number(total.cells[at].text)
    if said is None or total.cells[at].origin is not None:
        return old
    held = Decimal(str(old.facts["found"])) if old else said
    rows = next((rows for rows in _summed(after, total) if _sum(before, rows, at) == held), None)
    now = held if rows is None else _sum(after, rows, at)
    if rows is None or now == held:
        return old
    facts = {"said": f"{said:f}", "found": f"{now:f}"}
    step = old.step if old else "set_totals_apart"
    return Doubt(WRONG_SUM, step, total.cells[at].place, after.columns[at].name, facts) if now != said else None


def _summed(table: Table, total: Row) -> Iterator[list[int]]:
    """Give the records that a total could sum up: all; those since, or until, the next total."""
    own, others = total.cells[0].place, [each.cells[0].place for each in table.totals]
    start = max((place for place in others if place < own), default=None)
    end = min((place for place in others if place > own), default=None)
    places = [row.cells[0].place for row in table.rows]
    yield list(range(len(places)))
    yield [at for at, place in enumerate(places) if place < own and (start is None or place > start)]
    yield [at for at, place in enumerate(places) if place > own and (end is None or place < end)]


def _sum(table: Table, rows: Sequence[int], at: int) -> Decimal:
    return sum((plain_number(table.rows[row].cells[at].text) or Decimal(0) for row in rows), Decimal(0))
