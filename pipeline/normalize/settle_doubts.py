"""What a person has looked at need not be looked at again: decisions answer what was doubted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipeline.messages import LANGUAGES, sentence
from pipeline.model import Doubt, Fixed, Repair, Table
from pipeline.points import spot_of
from pipeline.result import Correction
from pipeline.text import visible

# What is written as the record where a line agrees to what was told of no record: its code is the column, its words the old value.
DOUBT = ("疑点", "修复", "doubt", "repair")


def names_doubt(line: Correction, table: Table) -> bool:
    """Ask whether a line of corrections is about what was told of a table, not about a cell."""
    return line.record.lower() in DOUBT and line.table == table.number and not line.fields


def settle_doubts(
    fixed: Fixed, repairs: Sequence[Repair], doubts: Sequence[Doubt], lines: Sequence[Correction] = ()
) -> Fixed:
    """Gather what is told, without what a person has settled: its doubts are answered, its repairs were looked at.

    >>> from pipeline.model import Place
    >>> seen, whole = table("单位; 发改局"), Doubt("D058", "from_text", Place(1, 0, 0))
    >>> line = Correction(1, "疑点", "D058", "The columns were told by the blanks that run through all lines; check them.",
    ...     "同意", file="甲.csv", line=2)
    >>> told(settle_doubts(Fixed(seen), (), (whole,), (line,)))
    R954 0:0 '' -> '' sure
    """
    agreed = {(line.column, visible(line.old)): line for line in lines if names_doubt(line, fixed.table) and line.new}
    answer, seen = _answers(agreed), _seen(fixed, (*repairs, *doubts))
    unsure: list[Repair | Doubt] = [*(each for each in repairs if each.certainty == "review"), *doubts]
    told = (_agreed(each, line) for each in unsure if (line := answer(each)))
    looked_at = (
        each._replace(certainty="inferred") if each.certainty == "review" and (seen(each) or answer(each)) else each
        for each in repairs
    )
    open_ones = (each for each in doubts if not seen(each) and not answer(each))
    return Fixed(fixed.table, (*looked_at, *fixed.repairs, *told), (*open_ones, *fixed.doubts))


def _answers(agreed: Mapping[tuple[str, str], Correction]) -> Callable[[Repair | Doubt], Correction | None]:
    """Give the question which line agrees to something: it has its words, in whatever language the workbook spoke."""
    if not agreed:
        return lambda _: None

    def answer(each: Repair | Doubt) -> Correction | None:
        words = (visible(sentence(each, lang)) for lang in LANGUAGES)
        return next((agreed[each.code, said] for said in words if (each.code, said) in agreed), None)

    return answer


def _agreed(each: Repair | Doubt, line: Correction) -> Repair:
    facts = {**line.facts, "said": each.code}
    return Repair("R954", "settle_doubts", each.place, "", "", "sure", each.column, facts)


def _seen(fixed: Fixed, told: Sequence[Repair | Doubt]) -> Callable[[Repair | Doubt], bool]:
    """Give the question whether the cell that something was said of was corrected or confirmed.

    A reader knows no column, so it is asked by where the place came to stand; a total is in no record.
    """
    if not fixed.repairs:
        return lambda _: False
    spot = spot_of(fixed.table, (*fixed.repairs, *told))

    def cell(each: Repair | Doubt) -> object:
        found = spot(each)
        return found if found.record else (each.place, found.column)

    decided = {cell(repair) for repair in fixed.repairs}
    return lambda each: cell(each) in decided
