"""How much each unit, person and group has to do, and the formulas that count it, so that the figures live."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.emit.duties import Duty
from pipeline.emit.sheets.book import Book
from pipeline.emit.sheets.duties_sheet import KIND, NAME, PART, PARTS
from pipeline.emit.sheets.pages import Written

# What a criterion of COUNTIFS does not take as it stands, and how long one may be.
_WILD, _LONGEST = frozenset("*?~"), 201


class Count(NamedTuple):
    """A figure: the formula that counts it, and what it comes to."""

    formula: str
    value: int


class Block(NamedTuple):
    """A table of the statistics: what is counted, in which parts, for each name."""

    title: str
    headings: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Count]]]


class Area(NamedTuple):
    """Where the entries of a list stand, sheet by sheet."""

    pages: Sequence[Written]

    def column(self, letter: str) -> list[str]:
        """Name the cells of a column, on each sheet."""
        return [
            f"'{page.sheet.get_name()}'!${letter}$2:${letter}${page.last - page.first + 1}"
            for page in self.pages
            if page.last > page.first
        ]


def of_duties(book: Book, duties: Sequence[Duty], area: Area, kind: str) -> Block:
    """Count the duties of each unit or person, in parts where there are several."""
    own = [duty for duty in duties if duty.kind == kind]
    parts = [part for part in PARTS if any(duty.part == part for duty in own)]
    counted = Counter((duty.name, duty.part) for duty in own)
    only = {"": ""} if len(parts) < 2 else {part: book.word(PARTS[part]) for part in parts}
    rows = []
    for name, total in _ranked(duty.name for duty in own):
        values = [total if not shown else counted[name, part] for part, shown in only.items()]
        tests = [
            [(NAME, None), (KIND, book.word(kind)), *([(PART, shown)] if shown else [])] for shown in only.values()
        ]
        rows.append(
            (name, [Count(_formula(area, name, test), value) for test, value in zip(tests, values, strict=True)])
        )
    return Block(book.word(f"By {kind}"), [shown or book.word("Count") for shown in only.values()], rows)


def of_groups(book: Book, names: Iterable[str], area: Area, letter: str) -> Block:
    """Count the records of each group."""
    rows = [(name, [Count(_formula(area, name, [(letter, None)]), value)]) for name, value in _ranked(names)]
    return Block(book.word("By group"), [book.word("Count")], rows)


def _ranked(names: Iterable[str]) -> list[tuple[str, int]]:
    """Count the names, the most frequent first, equal ones as they come."""
    return Counter(name for name in names if name).most_common()


def _formula(area: Area, name: str, tests: Sequence[tuple[str, str | None]]) -> str:
    """Count the rows where each column holds its text; None stands for the name beside the formula.

    COUNTIFS would read * or < in a name as a command; such a name is compared letter by letter.
    """
    counts = []
    for page in zip(*(area.column(letter) for letter, _ in tests), strict=True):
        wanted = ["{cell}" if text is None else f'"{text}"' for _, text in tests]
        if _means_itself(name):
            counts.append(
                "COUNTIFS(" + ",".join(f"{cells},{text}" for cells, text in zip(page, wanted, strict=True)) + ")"
            )
        else:
            exact = "*".join(f"EXACT({cells},{text})" for cells, text in zip(page, wanted, strict=True))
            counts.append(f"SUMPRODUCT({exact}*1)")
    return "+".join(counts)


def _means_itself(name: str) -> bool:
    """Ask whether a criterion that begins so means itself and nothing else."""
    return "\u3400" <= name[:1] <= "\u9fff" and len(name) <= _LONGEST and _WILD.isdisjoint(name)
