"""P21: ten thousand strings with control characters, halves of surrogate pairs and all that formats escape, out and back.

The JSON has them as they are, the CSV too but for its guard; the workbook and the page show a sign for each character
that they cannot hold.  Half of a pair of surrogates, which no UTF-8 holds, is � everywhere, and told.
"""

from __future__ import annotations

import csv
import io
import json
import random
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from pipeline.audit import audit
from pipeline.delivering import files_of
from pipeline.model import Box, Cell, Column, Grid, Place, Row, Table
from pipeline.result import Cleaned, Result, Source, Wish

pytestmark = pytest.mark.long

# Not among them: _x005F_, which Excel writes for a lone _ in its escapes; openpyxl undoes it twice.
PIECES = (
    *map(chr, range(0x20)), "\x7f", "\x80", "\x85", "\x9f", "\xa0", "\u2028", "\u2029", "\u200b", "\u202e", "\ufeff", "\ufffe", "\uffff", "\ufdd0",
    "\ud800", "\udbff", "\udc00", "\udfff", "\U0001f600", "\U0010ffff", "𠀀", "e\u0301", ",", '"', '""', "'", ";", "\t", "\r\n", "\n", "\r",
    "<b>", "</td>", "<!--", "]]>", "&amp;", "&#0;", "&lt", "_x0041_", "_x000D_", "_xd83d_", "{{ 1 }}", "{% raw %}", "\\", "\\u0041",
    "=1+1", "@", "+", "-", "%s", "{0}", "甲", "修路", "1", " ", "  ", "null", "true", "1e5", "#N/A", "NULL", "|", "~",
)  # fmt: skip
# What stands around them, so that none is blank; the last looks like the rich texts of the workbook's writer.
ENDS = (("", "终"), ("始", "终"), ("", "终"), ("<r>", "</r>"))
TABLES, ROWS, COLUMNS = 10, 100, 10


def strings(seed: int, count: int) -> list[str]:
    """Draw strings that begin and end with something to be seen, since blank cells are blank everywhere."""
    chance = random.Random(seed)
    return [
        "始" * chance.randint(0, 1) + "".join(chance.choices(PIECES, k=chance.randint(1, 12))) + "终"
        for _ in range(count)
    ]


def made_of(number: int, texts: list[str]) -> Cleaned:
    """Make a table of ten columns of texts, each cell at a place of its own."""
    names = [f"列{at}" for at in range(1, COLUMNS + 1)]
    columns = tuple(Column(name, name, "text", place=Place(number, 1, at)) for at, name in enumerate(names, 1))
    grids, rows = [Box(name, 1, at) for at, name in enumerate(names, 1)], []
    for at in range(0, len(texts), COLUMNS):
        row = at // COLUMNS + 2
        cells = [Cell(text, Place(number, row, column)) for column, text in enumerate(texts[at : at + COLUMNS], 1)]
        grids += [Box(cell.text, row, cell.place.column) for cell in cells]
        rows.append(Row(tuple(cells), row, row))
    grid = Grid(number, len(rows) + 1, COLUMNS, tuple(grids), header_rows=1)
    return Cleaned(Table(number, tuple(rows), columns), grid)


@pytest.fixture(scope="module")
def texts() -> list[list[str]]:
    return [strings(at, ROWS * COLUMNS) for at in range(TABLES)]


@pytest.fixture(scope="module")
def made(texts: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    tables = tuple(made_of(at, each) for at, each in enumerate(texts, 1))
    result = Result(Source("a.txt", "txt", "0" * 64), tables, audit(tables))
    formats = ("xlsx", "csv", "json", "html")
    return dict(files_of(result, Path(tmp_path_factory.getbasetemp(), "a"), formats, Wish(lang="zh", stem="a")))


def whole(text: str) -> str:
    """Put � for each half of a pair, the only thing that no file can hold."""
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)


def shown(text: str) -> str:
    """Put signs for what XML 1.0 cannot hold."""
    signs = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"}
    return whole(text).translate(signs | {0x7F: "\u2421", 0xFFFE: "\ufffd", 0xFFFF: "\ufffd"})


def test_json_has_each_as_it_is(made, texts):
    tables = json.loads(made["a.json"])["tables"]
    assert [[value for record in table["records"] for value in record.values()] for table in tables] == [
        [whole(text) for text in each] for each in texts
    ]


def test_csv_has_each_as_it_is_but_for_the_guard(made, texts):
    for number, each in enumerate(texts, 1):
        lines = csv.reader(io.StringIO(made[f"a.表{number}.csv"].decode("utf-8-sig"), newline=""))
        read = [value for row in list(lines)[1:] for value in row]
        assert [
            value.removeprefix("'") if text[0] != "'" else value for value, text in zip(read, each, strict=True)
        ] == [whole(text) for text in each]


def test_a_workbook_shows_each(made, texts):
    book = openpyxl.load_workbook(io.BytesIO(made["a.xlsx"]))
    for number, each in enumerate(texts, 1):
        cells = book[f"清单{number}"].iter_rows(min_row=2, max_row=ROWS + 1, values_only=True)
        assert [value for row in cells for value in row] == [shown(text) for text in each]


def test_a_page_shows_each(made, texts):
    page = html.document_fromstring(made["a.html"].decode(), parser=html.HTMLParser(huge_tree=True))
    tables = page.xpath("//div[contains(@class, 'records')]/table")
    assert len(tables) == TABLES
    for table, each in zip(tables, texts, strict=True):
        cells = [cell.text_content() for cell in table.xpath("./tbody/tr/td")]
        assert cells == [shown(text) for text in each]


def test_halves_of_pairs_and_control_characters_are_told(made, texts):
    tables = json.loads(made["a.json"])["tables"]
    for table, each in zip(tables, texts, strict=True):
        halved = [repair["place"] for repair in table["repairs"] if repair["code"] == "R903"]
        assert len(halved) == sum(any("\ud800" <= char <= "\udfff" for char in text) for text in each)
