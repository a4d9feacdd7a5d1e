"""What a workbook and a page both say of a total, a long text, a record that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.emit.records import Record, plain
from pipeline.messages import word

if TYPE_CHECKING:
    from pipeline.compare.versions import Pair

_KNOWN_BY = 30  # characters


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
