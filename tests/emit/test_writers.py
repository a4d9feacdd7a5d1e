"""No table that a step may hand on breaks a writer: laws for all of them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pipeline.emit.guard_outputs import guard_outputs
from pipeline.emit.to_csv import to_csv
from pipeline.emit.to_excel import to_excel
from pipeline.emit.to_json import schema, to_json, to_jsonl
from pipeline.emit.to_report import to_report
from pipeline.emit.to_sqlite import to_sqlite
from pipeline.model import Box, Cell, Column, Grid, Place, Repair, Row, Table
from pipeline.result import Audit, Cleaned, Result, Source, Wish

WRITERS = (to_excel, to_csv, to_json, to_jsonl, to_report, to_sqlite)
TEXT = some.text(some.characters(codec=None), max_size=8) | some.sampled_from(
    ["", "a\ud800\x00\ufffe", "&L&[Picture]", "1", "-3.5", "2024-01-01", "甲\n乙", "=1"]
)
ROLES = some.sampled_from(["", "serial", "group", "item", "person", "unit", "amount"])
TYPES = some.sampled_from(["string", "integer", "number", "date", "array"])


@some.composite
def results(draw: some.DrawFn) -> Result:
    tables = []
    for number in range(1, draw(some.integers(0, 2)) + 1):
        wide, high = draw(some.integers(0, 4)), draw(some.integers(0, 4))
        names = draw(some.lists(TEXT, min_size=wide, max_size=wide, unique=True))
        columns = tuple(Column(name, name, draw(ROLES), draw(TYPES), made=draw(some.booleans())) for name in names)
        rows = tuple(
            Row(tuple(Cell(draw(TEXT), Place(number, row, at + 1)) for at in range(wide)), row, row)
            for row in range(2, high + 2)
        )
        place = Place(draw(some.integers(1, 3)), draw(some.integers(1, 6)), draw(some.integers(1, 5)))
        told = (Repair("R901", "guard_outputs", place, draw(TEXT), draw(TEXT), "review", draw(TEXT)),)
        boxes = tuple(Box(cell.text, row.first, cell.place.column) for row in rows for cell in row.cells)
        grid = Grid(
            number, high + 1, wide, boxes, parts=draw(some.sampled_from([(), ((1, number),), ((1, 1), (3, 2))]))
        )
        tables.append(Cleaned(Table(number, rows, columns, draw(TEXT), totals=rows[:1]), grid, told))
    return Result(Source(draw(TEXT), "txt", ""), tuple(tables), Audit())


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.__name__)
@given(result=results(), lang=some.sampled_from(["zh", "en"]))
@settings(max_examples=60, deadline=None)
def test_a_writer_always_writes_and_writes_the_same(writer, result: Result, lang: str) -> None:
    wish = Wish(lang=lang, stem="a")
    told = guard_outputs(result, wish)
    once = writer(told, wish)
    assert all(isinstance(data, bytes) for data in once.values())
    assert writer(told, wish) == once


@given(results())
@settings(max_examples=60, deadline=None)
def test_json_always_keeps_to_its_schema(result: Result) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(json.loads(to_json(guard_outputs(result, Wish()), Wish())[".json"]), json.loads(schema()))
