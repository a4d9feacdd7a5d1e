"""Make tables dirty, convert them, and count which cells came back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from pipeline.emit.records import plain, records
from pipeline.emit.to_json import to_json
from pipeline.flow import convert
from pipeline.result import Result, Wish
from tests.roundtrip.kinds import Kind, some_of
from tests.roundtrip.mutations import TEXTS
from tests.roundtrip.shapes import SHAPES
from tests.roundtrip.sheet import Sheet, as_dump, as_word, sheet_of

Record = dict[str, str]
MUTATIONS = TEXTS + SHAPES
FORMS = ("word", "dump")


@dataclass
class Trial:
    """One dirty table: what was done to it, how many cells it has, and which came out wrong, told or silently."""

    kind: str
    form: str
    number: int
    mutations: list[str]
    cells: int = 0
    wrong: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    lost: int = 0
    pieces: int = 1


def dirty(kind: Kind, form: str, number: int, seed: int) -> tuple[Sheet, list[str]]:
    """Choose records and mutations by the seed, and apply them."""
    r = Random(f"{seed}/{kind.name}/{number}")
    sheet = sheet_of(some_of(kind, r), form)
    chosen = r.sample(MUTATIONS, r.randint(1, 8))
    done = [mutation.__name__ for mutation in MUTATIONS if mutation in chosen and mutation(sheet, r)]
    return sheet, done


def trial(kind: Kind, form: str, number: int, seed: int, folder: Path) -> Trial:
    sheet, done = dirty(kind, form, number, seed)
    path = folder / ("a.docx" if form == "word" else "a.txt")
    path.write_bytes(as_word(sheet) if form == "word" else as_dump(sheet))
    made = Trial(kind.name, form, number, done, cells=sum(map(len, sheet.wanted)))
    result = convert(path)
    made.lost, made.pieces = result.audit.lost, len(result.tables)
    compare(sheet.wanted, result, made)
    return made


def compare(wanted: list[Record], result: Result, made: Trial) -> None:
    """Set the records beside those wanted; count each cell that is other, missing, or too many."""
    found = [
        {name: plain(value) for name, value in record.items()}
        for each in result.tables
        for record in records(each.table)
    ]
    told = told_cells(result)
    names = list(dict.fromkeys(name for record in wanted for name in record))
    for want, at in aligned(wanted, found):
        have = found[at] if at is not None else {}
        for name in names:
            right = (want or {}).get(name)
            if want is None or have.get(name) != right:
                said = f"{name}: {right!r} -> {have.get(name)!r}"
                made.wrong.append(said)
                if at is None or (at, name) not in told:
                    made.silent.append(said)


def told_cells(result: Result) -> set[tuple[int, str]]:
    """Give the cells, by record and column, that a repair or a doubt names."""
    told: set[tuple[int, str]] = set()
    before = 0
    for table in json.loads(to_json(result, Wish())[".json"])["tables"]:
        told |= {
            (before + each["record"] - 1, each["column"])
            for each in (*table["repairs"], *table["doubts"])
            if each["record"]
        }
        before += len(table["records"])
    return told


def aligned(wanted: list[Record], found: list[Record]) -> Iterator[tuple[Record | None, int | None]]:
    """Pair records in their order so that most cells agree; those without a partner stand alone."""
    best = [[0] * (len(found) + 1) for _ in range(len(wanted) + 1)]
    for at in reversed(range(len(wanted))):
        for to in reversed(range(len(found))):
            best[at][to] = max(best[at + 1][to + 1] + alike(wanted[at], found[to]), best[at + 1][to], best[at][to + 1])
    at = to = 0
    while at < len(wanted) and to < len(found):
        if best[at][to] == best[at + 1][to + 1] + alike(wanted[at], found[to]):
            yield wanted[at], to
            at, to = at + 1, to + 1
        elif best[at][to] == best[at + 1][to]:
            yield wanted[at], None
            at += 1
        else:
            yield None, to
            to += 1
    yield from ((want, None) for want in wanted[at:])
    yield from ((None, left) for left in range(to, len(found)))


def alike(want: Record, have: Record) -> int:
    return sum(have.get(name) == text for name, text in want.items())
