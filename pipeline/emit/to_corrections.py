"""What wants a person's eye, as a file of corrections to fill in: the old values stand there already."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from pipeline.emit.guard_outputs import encodable, guarded
from pipeline.emit.records import plain, records
from pipeline.messages import sentence, word
from pipeline.model import Repair
from pipeline.result import Cleaned, Correction, Result

HEADINGS = ("Table", "Record", "Column", "Old value", "New value", "Reason")


def to_corrections(result: Result, lang: str) -> Iterator[Correction]:
    """Give a line for each thing to review; its new value is still open."""
    for cleaned in result.tables:
        yield from _of_table(cleaned, lang)


def _of_table(cleaned: Cleaned, lang: str) -> Iterator[Correction]:
    """Give the cells of records, and then what can only be agreed to: by its code and words."""
    rows, number = records(cleaned.table), cleaned.table.number
    cells = [(point.spot.record or 0, point.spot.column, point.told) for point in cleaned.points]
    for record, column, told in sorted(cells, key=lambda cell: (not cell[0], cell[:2])):
        said = " ".join(dict.fromkeys(sentence(each, lang) for each in told))
        if record and column in rows[record - 1]:
            yield Correction(number, f"#{record}", column, plain(rows[record - 1][column]), "", said)
        else:
            kind = word("Repair" if isinstance(told[0], Repair) else "Doubt", lang)
            yield Correction(number, kind, told[0].code, said, "")


def as_csv(corrections: Iterable[Correction], lang: str) -> bytes:
    """Write corrections as Excel and WPS read them: UTF-8 with BOM, and no value that would run as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(word(name, lang) for name in HEADINGS)
    for each in corrections:
        values = (each.record, each.column, each.old, each.new, each.reason)
        writer.writerow([each.table, *(guarded(encodable(value)) for value in values)])
    return out.getvalue().encode("utf-8-sig")
