"""The cases of tests/cases, as Word files with true merges and as dumps that lost them."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.emit.records import plain, records
from pipeline.flow import convert
from tests.build import docx, dump
from tests.plugin import grid, lines

FOLDER = Path(__file__).parent / "cases"


class Case(NamedTuple):
    path: Path
    paragraphs: list[str]
    table: str
    records: list[dict[str, str]]
    told: dict[str, int]
    forms: tuple[str, ...]


def case_of(path: Path) -> Case:
    document, wanted, *rest = path.read_text(encoding="utf-8").split("===\n")
    rows = document.splitlines()
    names, *cells = lines(wanted)
    told = dict(re.findall(r"([RD]\d{3}) (\d+)", "".join(rest)))
    form = re.search(r"^form (\w+)$", "".join(rest), re.M)
    return Case(
        path,
        [row[2:] for row in rows if row.startswith("> ")],
        "\n".join(row for row in rows if row and not row.startswith("> ")),
        [dict(zip(names, row, strict=True)) for row in cells],
        {code: int(count) for code, count in told.items()},
        (form[1],) if form else ("word", "dump"),
    )


def as_dump(case: Case) -> str:
    """Print a table as Tika does; what a merge covers is lost."""
    rows = (["" if cell == "^" else cell for cell in row if cell != "<"] for row in lines(case.table))
    return "\n".join([*case.paragraphs, dump(*rows)])


def converted(case: Case, form: str, folder: Path):
    path = folder / ("a.docx" if form == "word" else "a.txt")
    path.write_bytes(docx(*case.paragraphs, grid(case.table), "") if form == "word" else as_dump(case).encode())
    return convert(path)


def cases(heap: str):
    found = [case_of(path) for path in sorted((FOLDER / heap).glob("*.case"))]
    return [pytest.param(case, form, id=f"{case.path.stem} as {form}") for case in found for form in case.forms]


def told(result) -> dict[str, int]:
    (table,) = result.tables
    return dict(Counter(each.code for each in (*table.repairs, *table.doubts)))


def shown(result) -> list[dict[str, str]]:
    (table,) = result.tables
    return [{name: plain(value) for name, value in record.items()} for record in records(table.table)]


def accept(case: Case, result) -> None:
    """Rewrite what a case expects; whoever accepts reads the difference before it is committed."""
    document, _, *rest = case.path.read_text(encoding="utf-8").split("===\n")
    found = shown(result)
    rows = ["|".join(found[0]), *("|".join(record.values()).replace("\n", "⏎") for record in found)]
    form = "".join(line + "\n" for line in "".join(rest).splitlines() if line.startswith("form "))
    codes = ", ".join(f"{code} {count}" for code, count in sorted(told(result).items()))
    text = "===\n".join([document, "\n".join(rows) + "\n", codes + "\n" + form])
    case.path.write_text(text, encoding="utf-8")
    warnings.warn(f"accepted: {case.path.name}", stacklevel=1)


@pytest.mark.parametrize(("case", "form"), cases("wild"))
def test_wild(case, form, tmp_path, request):
    result = converted(case, form, tmp_path)
    if request.config.getoption("--accept") and form == case.forms[0]:
        accept(case, result)
        case = case_of(case.path)
    assert shown(result) == case.records
    assert result.audit.lost == 0
    if form == case.forms[0]:
        assert told(result) == case.told


@pytest.mark.parametrize(("case", "form"), cases("negative"))
def test_negative(case, form, tmp_path):
    result = converted(case, form, tmp_path)
    assert shown(result) == case.records
    assert told(result) == {}


@pytest.mark.xfail(reason="known and not mended yet", strict=True)
@pytest.mark.parametrize(("case", "form"), cases("known"))
def test_known(case, form, tmp_path):
    assert shown(converted(case, form, tmp_path)) == case.records
