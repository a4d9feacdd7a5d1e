"""A result is given out: as files beside one another, as what was done to it, as corrections to fill in, as a frame."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.blame import blamed
from pipeline.cycles import seldom_sought
from pipeline.flow import WRITERS
from pipeline.late import late
from pipeline.result import Cleaned, Result, Wish, Writer
from pipeline.text import spoken

if TYPE_CHECKING:
    from pandas import DataFrame

# What the new result is called beside one that was edited by hand.
BESIDE = ".new"

guard_outputs = late("emit.guard_outputs")
to_books: Writer = late("emit.to_books")
to_corrections = late("emit.to_corrections")
as_csv = late("emit.to_corrections", "as_csv")
to_frame = late("normalize.to_frame")
schema = late("emit.to_json", "schema")


def guarded(result: Result, wish: Wish) -> Result:
    """Tell what the outputs must write in another way than it is: before anything is counted, so that all count it."""
    with seldom_sought():
        told: Result = guard_outputs(result, wish)
    return told


def files_of(result: Result, stem: Path, formats: tuple[str, ...], wish: Wish) -> Iterator[tuple[str, bytes]]:
    """Give the files that a result becomes beside ``stem``, in each format, with their names, one after the other."""
    return files_of_guarded(guarded(result, wish), stem, formats, wish)


def files_of_guarded(
    result: Result, stem: Path, formats: tuple[str, ...], wish: Wish, kept: frozenset[str] = frozenset()
) -> Iterator[tuple[str, bytes]]:
    """Give the files of a guarded result, one after the other.

    A name in ``kept`` is somebody's own work: the new result gets a name beside it.
    """
    wish = replace(wish, lang=wish.lang or _language(result))
    with seldom_sought():
        for writer in (*(WRITERS[kind] for kind in formats), *([to_books] if wish.split_by else [])):
            with blamed(result.source.name, writer):
                made = writer(result, wish)
            while made:  # what was taken is held here no longer
                suffix = next(iter(made))
                yield _named(stem, suffix, made.pop(suffix), kept)


def beside(name: str) -> str:
    """Name the new result that lies beside one edited by hand.

    >>> beside("附件.csv"), beside("附件.牵头部门/财政局.xlsx")
    ('附件.new.csv', '附件.牵头部门/财政局.new.xlsx')
    """
    head, dot, ending = name.rpartition(".")
    return head + BESIDE + dot + ending


def corrections_template(result: Result, lang: str) -> bytes:
    """Give a file of corrections to fill in, in the language of the document unless told otherwise."""
    lang = lang or _language(result)
    template: bytes = as_csv(to_corrections(result, lang), lang)
    return template


def explain(result: Result, lang: str) -> list[dict[str, Any]]:
    """Give the repairs and doubts of each table as the JSON has them."""
    wish = Wish(lang=lang)
    tables = json.loads(WRITERS["json"](guarded(result, wish), wish)[".json"])["tables"]
    return [{key: table[key] for key in ("number", "title", "repairs", "doubts")} for table in tables]


def frame(cleaned: Cleaned) -> DataFrame:
    """Give a table's records as a pandas DataFrame with fitting dtypes: a row a record, a column a column."""
    records: DataFrame = to_frame(cleaned.table)
    return records


def _named(stem: Path, suffix: str, data: bytes, kept: frozenset[str]) -> tuple[str, bytes]:
    return _free(stem.parent, stem.name + suffix, data, kept), data


def _free(folder: Path, name: str, data: bytes, kept: frozenset[str]) -> str:
    """Name a result, or the one beside it where somebody's own work stands and says something else."""
    target = folder / name
    if name not in kept or (target.is_file() and target.read_bytes() == data):
        return name
    return _free(folder, beside(name), data, kept)


def _language(result: Result) -> str:
    """Tell the language of a document by the titles and column names of its tables, then by their texts."""
    tables = [each.table for each in result.tables]
    names = [text for table in tables for text in (table.title, *(column.printed for column in table.columns))]
    texts = (text for table in tables for row in table.rows for text in row.texts)
    return spoken(names if any(names) else texts)
