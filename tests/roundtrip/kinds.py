"""The kinds of attachment: a header, what each column holds, and clean records, read from ``kinds/*.clean``.

A file has three parts divided by ``===``: the document's head as in ``tests/cases``, with storeys and merges; the sort of
each column; the records as they must come out.  Columns of the sort ``section`` are printed as rows across the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.plugin import lines

FOLDER = Path(__file__).parent / "kinds"
Rows = list[list[str]]


@dataclass(frozen=True)
class Kind:
    """One kind of attachment; ``names`` and ``sorts`` are those of the printed columns."""

    name: str
    above: tuple[str, ...]
    header: Rows
    names: tuple[str, ...]
    sorts: tuple[str, ...]
    sections: tuple[str, ...]
    records: Rows


def kinds() -> list[Kind]:
    return [kind_of(path) for path in sorted(FOLDER.glob("*.clean"))]


def kind_of(path: Path) -> Kind:
    head, sorts, records = path.read_text(encoding="utf-8").split("===\n")
    above = tuple(line[2:] for line in head.splitlines() if line.startswith("> "))
    header = lines("\n".join(line for line in head.splitlines() if not line.startswith("> ")))
    sort, rows = tuple(sorts.strip().split("|")), lines(records)
    apart = sort[0] == "section"
    sections = tuple(row[0] if apart else "" for row in rows)
    return Kind(path.stem, above, header, names_of(header), sort[apart:], sections, [row[apart:] for row in rows])


def names_of(header: Rows) -> tuple[str, ...]:
    """Join the storeys of each column by a slash, each merge once (contract, decision 1)."""
    laid: Rows = []
    for row in header:
        laid.append([])
        for at, text in enumerate(row):
            laid[-1].append(
                {"^": laid[-2][at] if len(laid) > 1 else "", "<": laid[-1][at - 1] if at else ""}.get(text, text)
            )
    tops = [
        [text for level, text in enumerate(column) if level == 0 or header[level][at] != "^"]
        for at, column in enumerate(zip(*laid, strict=True))
    ]
    return tuple("/".join(storeys) for storeys in tops)


def some_of(kind: Kind, r: Random) -> Kind:
    """Take some of the records in their order, and number them as the kind numbers its own."""
    least = max(6, len(kind.records) // 2)
    kept = sorted(r.sample(range(len(kind.records)), r.randint(least, len(kind.records))))
    rows = [list(kind.records[at]) for at in kept]
    sections = tuple(kind.sections[at] for at in kept)
    if "serial" in kind.sorts:
        at = kind.sorts.index("serial")
        anew = len({row[at] for row in kind.records}) < len(kind.records)
        for number, row in enumerate(rows):
            row[at] = str(sections[:number].count(sections[number]) + 1) if anew else kind.records[number][at]
    return Kind(kind.name, kind.above, kind.header, kind.names, kind.sorts, sections, rows)
