"""A place is three numbers; a reader wants words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.emit.records import Record, plain
from pipeline.messages import word
from pipeline.model import Place

if TYPE_CHECKING:
    from pipeline.compare.versions import Pair

_KNOWN_BY = 30  # characters


def where(place: Place, lang: str) -> str:
    """Say a place; a column or row of 0 stands for the whole row or table.

    >>> where(Place(1, 3, 2), "en"), where(Place(1, 3, 0), "en"), where(Place(2, 0, 0), "en")
    ('table 1, row 3, column 2', 'table 1, row 3', 'table 2')
    """
    said = "table {table}, row {row}, column {column}" if place.column else "table {table}, row {row}"
    return word(said if place.row else "table {table}", lang).format(
        table=place.table, row=place.row, column=place.column
    )


def of_total(total: Record, lang: str) -> str:
    """Say the name of a total, which a merge may have put into several columns, and then its values.

    >>> of_total({"序号": "合计", "项目": "合计", "投资": 30, "备注": None}, "zh")
    '合计　投资：30'
    """
    values = {name: plain(value) for name, value in total.items() if value is not None}
    title, labelled = next(iter(values.values()), ""), word("{label}: {text}", lang)
    others = (labelled.format(label=name, text=value) for name, value in values.items() if value != title)
    return "　".join((title, *others))


def shortened(text: str) -> str:
    """Give the beginning of a long text, enough to know it by.

    >>> shortened("修路"), shortened("甲" * 100)[-2:], len(shortened("甲" * 100)), shortened("修路。\\n" + "甲" * 40)
    ('修路', '甲…', 30, '修路。…')
    """
    return text if len(text) <= _KNOWN_BY else text.partition("\n")[0][: _KNOWN_BY - 1] + "…"


def became(pair: Pair, lang: str) -> str:
    """Say what became of a record; a changed one may have moved as well."""
    kinds = [pair.kind, *(["moved"] if pair.moved and pair.kind != "moved" else [])]
    return word(", ", lang).join(word(kind, lang) for kind in kinds)
