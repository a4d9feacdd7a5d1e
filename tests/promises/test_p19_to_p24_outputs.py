"""P19, P20, P22, P23, P24: what a workbook and a CSV hold is text, whole, and within Excel's limits; from a Word file on."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from pipeline import flow
from pipeline.emit.sheets import book
from pipeline.emit.sheets.pages import pages
from pipeline.emit.sheets.sheet_names import sheet_name
from pipeline.profile import default_profile
from pipeline.result import Wish
from pipeline.run_errors import TooWide
from tests.build import docx, tbl, tr
from tests.runs import deliver

PREFIXES = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://a.cn","x")', "+cmd|x", "-cmd|x", "@x",
    "=", "＝1+1", "＋1+1", "－1+1", "＠x", "{=1}", "=DDE(1)", "http://a.cn", "https://a.cn", "mailto:a@b.cn", "ftp://a.cn",
    "internal:清单!A1", "external:a.xlsx", "file:///etc/passwd", "\\\\server\\share",
)  # fmt: skip
# What a spreadsheet runs or may take for a formula.
RUN = (
    *PREFIXES[:14], "=DDE(1)", "=-1", "@@", "+=1", "-=1", "--1+1", "+-1", "-1+cmd|x", "+1;2", "=\"a\"", "＝甲", "＠甲",
)  # fmt: skip
HARMLESS = ("-", "——", "-3.5", "+6.5%", "+86 139-0000-0000", "-8,000", "1=1", "a@b.cn")


def outputs(tmp_path: Path, *texts: str, **wishes: object) -> dict[str, bytes]:
    """Convert a Word file with one text in each record, and give its results by their endings."""
    rows = [tr("序号", "事项", "办理说明"), *(tr(str(at), f"第{at}件", text) for at, text in enumerate(texts, 1))]
    path = tmp_path / "a.docx"
    path.write_bytes(docx("某区任务表", tbl(*rows, widths=(1500, 1500, 1500))))
    deliver(flow.convert(path), tmp_path / "out", ("xlsx", "csv", "json"), Wish(stem="out", **wishes))
    return {file.name.removeprefix("out"): file.read_bytes() for file in tmp_path.glob("out*")}


def explained(made: dict[str, bytes]) -> list[str]:
    (found,) = json.loads(made[".json"])["tables"]
    return [record["办理说明"] for record in found["records"]]


def lines(made: dict[str, bytes]) -> list[str]:
    return [row[2] for row in csv.reader(io.StringIO(made[".csv"].decode("utf-8-sig"), newline=""))][1:]


def test_p19_no_formula_and_no_link_comes_from_data(tmp_path: Path) -> None:
    data = outputs(tmp_path, *PREFIXES)[".xlsx"]
    sheet = openpyxl.load_workbook(io.BytesIO(data))["清单"]
    cells = [sheet.cell(row, 3) for row in range(2, len(PREFIXES) + 2)]
    assert [cell.value for cell in cells] == list(PREFIXES)
    assert {cell.data_type for cell in cells} == {"s"}
    parts = zipfile.ZipFile(io.BytesIO(data))
    whole = {name: parts.read(name).decode("utf-8", "replace") for name in parts.namelist()}
    formulas = [found for text in whole.values() for found in re.findall(r"<f>([^<]*)</f>", text)]
    assert all(found.startswith(("COUNTIFS(", "SUM(", "SUMPRODUCT(")) or "ROWS(" in found for found in formulas)
    assert not any('TargetMode="External"' in text for text in whole.values())
    assert not any("vbaProject" in name for name in whole)


def test_p20_what_a_spreadsheet_would_run_gets_an_apostrophe_and_it_is_told(tmp_path: Path) -> None:
    made = outputs(tmp_path, *RUN, *HARMLESS)
    assert lines(made) == ["'" + text for text in RUN] + list(HARMLESS)
    assert explained(made) == [*RUN, *HARMLESS]
    repairs = json.loads(made[".json"])["tables"][0]["repairs"]
    assert [each["before"] for each in repairs if each["code"] == "R901"] == list(RUN)
    (resource,) = json.loads(made[".datapackage.json"])["resources"]
    assert [each["after"] for each in resource["guarded"]] == ["'" + text for text in RUN]


def test_p20_raw_leaves_everything(tmp_path: Path) -> None:
    made = outputs(tmp_path, *RUN, csv_raw=True)
    assert lines(made) == list(RUN)
    assert "R901" not in made[".json"].decode()


@pytest.mark.parametrize("text", ["甲" * 40_000, "𠮷" * 20_000])
def test_p22_a_text_over_the_limit_of_a_cell_is_whole_everywhere(text: str, tmp_path: Path) -> None:
    made = outputs(tmp_path, text, "短")
    assert lines(made)[0] == text
    assert explained(made)[0] == text
    sheets = openpyxl.load_workbook(io.BytesIO(made[".xlsx"]))
    start = sheets["清单"]["C2"].value
    rest = [row[3] for row in sheets["长文续页"].iter_rows(min_row=2, values_only=True) if row[0] == "清单"]
    assert start.endswith("〔…〕")
    assert start.removesuffix("〔…〕") + "".join(rest) == text
    assert "R902" in made[".json"].decode()


@pytest.mark.parametrize(("room", "sheets"), [(6, ["清单"]), (5, ["清单"]), (4, ["清单", "清单_2"])])
def test_p23_rows_beyond_a_sheet_go_on_in_the_next(
    room: int, sheets: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book, "MOST_ROWS", room)
    made = openpyxl.load_workbook(io.BytesIO(outputs(tmp_path, "甲", "乙", "丙", "丁")[".xlsx"]))
    assert [name for name in made.sheetnames if name.startswith("清单")] == sheets
    rows = [row for name in sheets for row in made[name].iter_rows(min_row=2, values_only=True)]
    assert [row[2] for row in rows] == ["甲", "乙", "丙", "丁"]
    assert all(made[name]["C1"].value == "办理说明" for name in sheets)


def test_p23_columns_beyond_a_sheet_are_refused_for_the_workbook_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Beside the three columns that are printed stands 原序号.
    for most in (4, 3):
        monkeypatch.setattr(book, "MOST_COLUMNS", most)
        if most == 4:
            assert ".xlsx" in outputs(tmp_path, "甲")
    with pytest.raises(TooWide) as error:
        outputs(tmp_path, "甲")
    assert error.value.exit_code == 5
    result = flow.convert(tmp_path / "a.docx", default_profile())
    assert deliver(result, tmp_path / "b", ("csv", "json"), Wish(stem="b")) >= {"b.csv", "b.json"}


def test_p23_a_sheet_holds_its_heading_and_1_048_575_rows() -> None:
    assert [len(list(pages("清单", count))) for count in (1_048_575, 1_048_576, 2_097_150, 2_097_151)] == [1, 2, 2, 3]


@pytest.mark.long
@pytest.mark.parametrize("columns", [16_384, 16_385])
def test_p23_the_last_column_of_a_sheet_is_written_and_one_more_is_refused(columns: int, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    rows = ([f"项目{at}" for at in range(columns)], ["修路"] * columns)
    path.write_bytes(docx(tbl(*(tr(*row) for row in rows))))
    result = flow.convert(path)
    if columns > 16_384:
        with pytest.raises(TooWide, match="16385 columns, and a workbook holds 16384"):
            deliver(result, tmp_path / "a", ("xlsx",), Wish(stem="a"))
        assert deliver(result, tmp_path / "a", ("csv", "json"), Wish(stem="a")) >= {"a.csv", "a.json"}
        return
    deliver(result, tmp_path / "a", ("xlsx",), Wish(stem="a"))
    made = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True)
    (row,) = made["清单"].iter_rows(min_row=2, max_row=2, values_only=True)
    assert row == ("修路",) * columns
    # Row numbers stand beside the table as printed only where there is room for them.
    (printed,) = (made[name] for name in made.sheetnames if name.startswith("原表"))
    assert [each[-1] for each in printed.iter_rows(values_only=True)] == [columns, f"项目{columns - 1}", "修路"]


NAMES = ("清单", "History", "history", "'", "[", "]", ":", "*", "?", "/", "\\", "\x00", "\x1f", "\ud800", "\ufffe", "𠀀", "é", "E\u0301", "ß", "SS", " ", "\u3000", "甲" * 14, "a" * 30, "A", "1", "_2", "")  # fmt: skip


def valid(name: str) -> bool:
    """Judge a sheet's name as Excel does."""
    return (
        0 < len(name.encode("utf-16-le")) // 2 <= 31
        and not re.search(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]", name)
        and name[0] != "'" != name[-1]
        and name.casefold() != "history"
        and name.strip() != ""
    )


def test_p24_ten_thousand_names_become_valid_and_unique() -> None:
    chance, taken = random.Random(24), set()
    wanted = ["".join(chance.choices(NAMES, k=chance.randint(0, 8))) for _ in range(10_000)]
    made = [sheet_name(name, taken) for name in wanted]
    assert [name for name in made if not valid(name)] == []
    assert len({name.casefold() for name in made}) == len({name.upper() for name in made}) == 10_000
    assert [sheet_name(name, set()) for name in ("清单", "责任明细", "Historic", "O'Neill")] == [
        "清单",
        "责任明细",
        "Historic",
        "O'Neill",
    ]


def test_p24_sheets_of_many_tables_are_named_validly_and_apart(tmp_path: Path) -> None:
    tables = [
        part
        for at in range(12)
        for part in (f"附件{at} History[1]:*?/\\'", tbl(tr("序号", "事项"), tr("1", f"第{at}件"), widths=(9, 9)))
    ]
    path = tmp_path / "a.docx"
    path.write_bytes(docx(*tables))
    deliver(flow.convert(path), tmp_path / "a", ("xlsx",), Wish(stem="a"))
    names = openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert [name for name in names if name.startswith("清单")] == [f"清单{at}" for at in range(1, 13)]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in names)
