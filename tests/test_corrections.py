"""Corrections last: from a file beside the attachment, from a template, from the decisions in a workbook."""

from __future__ import annotations

import datetime
import json
import os
import re
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import flow
from pipeline.audit import audit
from pipeline.batch.find import find
from pipeline.correcting import TakenUp, as_csv, path_for, take_up
from pipeline.flow import convert
from pipeline.normalize.apply_corrections import apply_corrections
from pipeline.normalize.settle_doubts import settle_doubts
from pipeline.profile import default_profile
from pipeline.read.corrections_file import corrections_file
from pipeline.result import Correction, Result
from pipeline.run_errors import CorrectionsError, CorrectionsLine, NoDecisions, SourceGone
from tests.build import dump
from tests.plugin import table
from tests.runs import converted
from tests.test_cli import fubiao

DUMP = "某区任务分解表\n" + dump(
    ("序号", "类别", "任务", "责任单位"),
    ("1", "道路建设", "修好县道。", "交通局、财政局"),
    ("2", "", "修好乡道。", "交通局"),
    ("2", "绿化", "植树。", "林业局"),
    ("4", "绿化", "种草。", "林业局"),
)
TOTALLED = re.sub("[^\\t\\n]+局", "1", DUMP.replace("责任单位", "数量")) + "\t合计\n\t\n\t\n\t9\n\n"
HEAD = "表,记录,列,原值,新值,原因\n"


@pytest.fixture
def source(tmp_path) -> Path:
    (tmp_path / "input").mkdir()
    path = tmp_path / "input" / "附件.txt"
    path.write_text(DUMP, encoding="utf-8")
    return path


def correct(source: Path, lines: str, head: str = HEAD) -> Result:
    (source.parent / "附件.corrections.csv").write_text(head + lines, encoding="utf-8")
    return convert(source)


def column(result, name: str) -> list[str]:
    seen = result.tables[0].table
    return seen.texts([each.name for each in seen.columns].index(name))


def told(result) -> list[tuple[str, int | str]]:
    return [
        (each.code, each.facts["line"])
        for each in (*result.tables[0].repairs, *result.tables[0].doubts)
        if each.step == "apply_corrections"
    ]


def test_a_correction_is_applied_told_and_nothing_is_lost(source):
    result = correct(source, "1,1,责任单位,交通局、财政局,交通局、住建局,机构改革\n")
    assert column(result, "责任单位") == ["交通局\n住建局", "交通局", "林业局", "林业局"]
    (repair,) = [each for each in result.tables[0].repairs if each.code == "R951"]
    assert (repair.before, repair.after) == ("交通局、财政局", "交通局、住建局")
    assert repair.facts == {"file": "附件.corrections.csv", "line": 2, "reason": "机构改革"}
    assert result.audit.lost == 0
    assert result.audit.dropped >= len("财政")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("1,1,责任单位,公路局,住建局,", "D951"),
        ("7,1,责任单位,交通局、财政局,住建局,", "D952"),
        ("1,9,责任单位,交通局,住建局,", "D953"),
        ("1,1,负责人,交通局,住建局,", "D954"),
        ("1,1,责任单位", "D957"),
        ("1,1,责任单位,交通局、财政局,住建局,甲,乙", "D957"),
        ("1,#9,责任单位,交通局,住建局,", "D953"),
        ("1,表头,负责人,负责人,单位,", "D954"),
        ("1,表头,责任单位,责任部门,单位,", "D951"),
        ("1,表头,责任单位,责任单位,任务,", "D951"),
    ],
)
def test_what_cannot_be_applied_is_told_with_file_and_line(source, line, code):
    result = correct(source, line + "\n")
    assert told(result) == [(code, 2)]
    assert column(result, "责任单位") == column(convert(source.rename(source.with_name("另.txt"))), "责任单位")


def test_a_second_line_for_a_cell_is_told_and_not_applied(source):
    twice = "1,1,任务,修好县道。,修县道。,\n1,1,任务,修好县道。,建县道。,\n"
    result = correct(source, twice)
    assert told(result) == [("R951", 2), ("D956", 3)]
    assert column(result, "任务")[0] == "修县道。"


def test_an_open_line_changes_nothing_and_says_nothing(source):
    assert told(correct(source, "1,1,任务,修好县道。,,\n,,,,,\n")) == []


def test_a_cell_is_emptied_by_a_word_for_it(source):
    assert column(correct(source, "1,4,任务,种草。,（空）,\n"), "任务")[3] == ""


def test_the_serial_means_the_printed_one_and_the_old_value_settles_which(source):
    # Record 3 is printed 2 and numbered 3: both names lead to it, and record 2 is called 2 as well.
    assert column(convert(source), "序号") == ["1", "2", "3", "4"]
    result = correct(source, "1,2,任务,植树。,种树。,\n1,2,任务,修好乡道。,修乡道。,\n1,3,责任单位,林业局,园林局,\n")
    assert column(result, "任务")[1:3] == ["修乡道。", "种树。"]
    assert column(result, "责任单位")[2] == "园林局"


def test_a_name_of_several_records_is_not_guessed(source):
    result = correct(source, "1,2,类别,,绿化,\n")
    assert told(result) == [("D951", 2)]
    rows = table("序号:serial|单位:unit; 1|甲局; 1|甲局")
    (doubt,) = apply_corrections(rows, [Correction(1, "1", "单位", "甲局", "乙局")]).doubts
    assert doubt.code == "D955"


def test_without_serials_a_number_counts_the_records():
    rows = table("姓名:person|单位:unit; 张三|甲局; 李四|甲局")
    assert apply_corrections(rows, [Correction(1, "2", "单位", "甲局", "乙局")]).table.texts(1) == ["甲局", "乙局"]


def test_a_corrected_serial_leaves_the_others_and_a_double_is_doubted(source):
    result = correct(source, "1,#3,序号,3,2,原文如此\n")
    assert column(result, "序号") == ["1", "2", "2", "4"]
    assert column(result, "原序号") == ["1", "2", "2", "4"]
    assert told(result) == [("R951", 2), ("D958", 2)]


def test_a_column_gets_another_name(source):
    result = correct(source, "1,表头,责任单位,责任单位,牵头单位,\n1,1,责任单位,交通局、财政局,交通局,\n")
    assert column(result, "牵头单位")[0] == "交通局"
    assert [each.role for each in result.tables[0].table.columns if each.name == "牵头单位"] == ["unit"]
    assert result.audit.lost == 0


def test_what_a_person_has_looked_at_is_not_to_be_reviewed_again(source):
    assert convert(source).to_review == 1
    result = correct(source, "1,#3,序号,3,3,核对过\n")
    assert told(result) == [("R952", 2)]
    assert result.to_review == 0
    assert [each.certainty for each in result.tables[0].repairs if each.code == "R302"] == ["inferred"]


DEADLINES = "任务|完成时限:deadline; 修路|2024年10月底前; 架桥|2024年9月31日前"


@pytest.mark.parametrize(
    ("typed", "days", "codes"),
    [
        ([("2", "完成时限", "2024年9月31日前", "2024年9月30日前")], ("", "2024-09-30", "日期"), []),
        ([("1", "完成时限", "2024年10月底前", "2024年11月底前")], ("", "2024-11-30", "月份"), []),
        ([("1", "完成时限", "2024年10月底前", "另行通知")], ("", "", ""), ["D959"]),
        ([("1", "完成时限", "2024年10月底前", "2024年10月底前")], ("", "2024-10-31", "月份"), []),
        ([("1", "完成时限", "2024年10月底前", "（空）")], ("", "", ""), []),
        (
            [("1", "完成时限_止", "2024-10-31", "2024-10-30"), ("1", "完成时限", "2024年10月底前", "10月下旬前")],
            ("", "2024-10-30", ""),
            [],
        ),
    ],
)
def test_the_days_of_a_corrected_deadline_are_read_anew(typed, days, codes):
    dated = flow.parse_deadlines(table(DEADLINES), default_profile()).table
    fixed = apply_corrections(dated, [Correction(1, "#" + record, *rest) for record, *rest in typed])
    row = fixed.table.rows[int(typed[-1][0]) - 1]
    assert row.texts[2:4] == days[:2]
    assert days[2] in row.texts[4]
    assert [each.code for each in fixed.doubts] == codes


def test_targets_are_found_in_the_corrected_text(source):
    result = correct(source, "1,1,任务,修好县道。,新建县道20公里。,\n")
    assert [(each.measure, each.number) for each in result.tables[0].targets] == [("新建县道", 20.0)]


ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "BOM": lambda text: text.encode("utf-8-sig"),
    "gb18030": lambda text: text.encode("gb18030"),
    "utf-16 and tabs": lambda text: text.replace(",", "\t").encode("utf-16"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode("gb18030"),
    "semicolons": lambda text: text.replace(",", ";").encode(),
    "English": lambda text: text.replace(HEAD, "Table,Record,Column,Expected old value,New value,Reason\n").encode(),
    "other order, no table": lambda text: "原值,新值,列名,序号\n修好县道。,修县道。,任务,1\n".encode(),
    "padded by Excel": lambda text: text.replace("\n", ",,\n").encode("gb18030"),
    "blank lines above": lambda text: ("\n,,\n" + text).encode(),
}


@pytest.mark.parametrize("way", ENCODINGS)
def test_it_is_read_as_a_clerk_saves_it(source, way):
    (source.parent / "附件.corrections.csv").write_bytes(ENCODINGS[way](HEAD + "1,1,任务,修好县道。,修县道。,甲\n"))
    assert column(convert(source), "任务")[0] == "修县道。"


def test_a_quoted_value_may_hold_commas_and_lines_and_the_next_line_is_counted(tmp_path):
    path = tmp_path / "a.corrections.csv"
    path.write_bytes((HEAD + '1,1,任务,"修路,\r\n架桥",\'=修路,\n1,2,任务,甲,乙,\n').encode())
    first, second = corrections_file(path)
    assert (first.old, first.new, first.line) == ("修路,\n架桥", "=修路", 2)
    assert second.line == 4


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", CorrectionsError),
        ("表,记录,列,新值\n".encode(), CorrectionsError),
        (b"PK\x03\x04\xff\xff\x00", CorrectionsError),
    ],
)
def test_a_file_that_is_none_ends_in_one_clear_error(source, data, error):
    (source.parent / "附件.corrections.csv").write_bytes(data)
    with pytest.raises(error) as raised:
        convert(source)
    assert "附件.corrections.csv" in str(raised.value)


def test_the_file_named_with_the_ending_wins(source):
    (source.parent / "附件.txt.corrections.csv").write_text(HEAD + "1,1,任务,修好县道。,甲。,\n", encoding="utf-8")
    assert column(correct(source, "1,1,任务,修好县道。,乙。,\n"), "任务")[0] == "甲。"


def again(source: Path, **wishes):
    output = source.parent.parent / "output"
    assert find([source.parent], output).skipped == ()
    (outcome,) = converted(source.parent, output, **wishes)
    return outcome


def test_new_corrections_convert_again_and_are_no_attachment(source):
    (source.parent / "fubiao.toml").write_text("", encoding="utf-8")
    again(source)
    assert not again(source).fresh
    correct(source, "1,1,任务,修好县道。,修县道。,\n")
    assert again(source).fresh
    assert not again(source).fresh
    made = json.loads((source.parent.parent / "output" / "附件.json").read_text(encoding="utf-8"))
    assert made["tables"][0]["records"][0]["任务"] == "修县道。"
    (source.parent / "附件.corrections.csv").unlink()
    assert again(source).fresh


def test_the_template_holds_the_old_values_and_is_never_overwritten(source):
    path = source.parent / "附件.corrections.csv"
    assert again(source, template=True).template == str(path)
    (line,) = corrections_file(path)
    assert (line.record, line.column, line.old, line.new) == ("#3", "序号", "3", "")
    assert "2" in line.reason
    path.write_bytes(path.read_bytes() + "1,1,任务,修好县道。,修县道。,\r\n".encode())
    before = path.read_bytes()
    assert again(source, template=True).template == ""
    assert path.read_bytes() == before


def test_the_template_of_twins_keeps_the_ending(source):
    (source.parent / "附件.html").write_text("<table><tr><td>序号</table>", encoding="utf-8")
    assert path_for(source).name == "附件.txt.corrections.csv"


def decide(source: Path, lang: str = "zh", **typed: str) -> Path:
    """Type into the first row of the sheet of what to check."""
    workbook = source.parent.parent / "output" / "附件.xlsx"
    book = openpyxl.load_workbook(workbook)
    sheet = book["待核对" if lang == "zh" else "To review"]
    names = [cell.value for cell in sheet[1]]
    for name, value in typed.items():
        sheet.cell(2, names.index(name) + 1).value = value
    book.save(workbook)
    return workbook


@pytest.mark.parametrize(
    ("typed", "serial", "review"),
    [
        ({"处理意见": "同意"}, "3", 0),
        ({"处理意见": "保留原文"}, "2", 1),
        ({"处理意见": "改为右栏", "改正后的值": "5"}, "5", 0),
        ({"改正后的值": "5"}, "5", 0),
        ({"处理意见": "改为右栏"}, "3", 1),
    ],
)
def test_decisions_in_the_workbook_become_corrections(source, typed, serial, review):
    again(source)
    workbook = decide(source, **typed)
    taken = take_up(workbook, source.parent, "zh")
    assert taken.file == source.parent / "附件.corrections.csv"
    result = convert(source)
    assert column(result, "序号")[2] == serial
    assert result.to_review == review
    assert result.audit.lost == 0


def test_taking_up_twice_and_beside_other_lines_keeps_them(source):
    again(source)
    workbook = decide(source, 处理意见="同意")
    correct(source, "1,1,任务,修好县道。,修县道。,甲\n1,#3,序号,3,,\n")
    take_up(workbook, source.parent, "zh")
    first = (source.parent / "附件.corrections.csv").read_bytes()
    take_up(workbook, source.parent, "zh")
    assert (source.parent / "附件.corrections.csv").read_bytes() == first
    assert [(each.record, each.new) for each in corrections_file(source.parent / "附件.corrections.csv")] == [
        ("1", "修县道。"),
        ("#3", "3"),
    ]


def test_a_line_that_would_be_lost_is_told_first(source):
    again(source)
    workbook = decide(source, 处理意见="同意")
    correct(source, "1,1\n")
    with pytest.raises(CorrectionsLine, match="line 2"):
        take_up(workbook, source.parent, "zh")


def test_nothing_decided_another_workbook_and_a_changed_source(source, tmp_path):
    again(source)
    workbook = source.parent.parent / "output" / "附件.xlsx"
    assert take_up(workbook, source.parent, "zh") == TakenUp()
    assert "均未填写处理意见" in fubiao("corrections", "--lang", "zh", cwd=source.parent.parent).stdout
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    (tmp_path / "junk.xlsx").write_bytes(b"junk")
    for name in ("other.xlsx", "junk.xlsx"):
        with pytest.raises(NoDecisions):
            take_up(tmp_path / name, source.parent, "zh")
    decide(source, 处理意见="同意")
    source.write_text(DUMP + "\n", encoding="utf-8")
    with pytest.raises(SourceGone):
        take_up(workbook, source.parent, "zh")


def test_what_was_typed_where_nothing_can_be_decided_is_named(source):
    again(source)
    workbook = source.parent.parent / "output" / "附件.xlsx"
    book = openpyxl.load_workbook(workbook)
    sheet = book["待核对"]
    at = {cell.value: cell.column for cell in sheet[1]}
    for row, record, decision in ((2, None, "改为右栏"), (3, 3, "好的"), (4, 3, "同意"), (5, None, None)):
        for name, value in {"编号": row + 5, "记录": record, "查看": "序号", "现值": "3", "处理意见": decision}.items():
            sheet.cell(row, at[name]).value = value
    book.save(workbook)
    ran = fubiao("corrections", "--lang", "zh", cwd=source.parent.parent)
    first, second, _ = ran.stdout.splitlines()
    assert "1 条处理意见" in first
    assert "编号 7、8 处填写的意见无法采用" in second
    sheet.delete_rows(3, 2)
    book.save(workbook)
    (said,) = fubiao("corrections", "--lang", "en", cwd=source.parent.parent).stdout.splitlines()
    assert "at No. 7 cannot be taken up" in said


def test_a_decision_without_its_value_asks_for_that_and_not_for_another_run(source):
    again(source)
    decide(source, 处理意见="改为右栏")
    (said,) = fubiao("corrections", "--lang", "zh", cwd=source.parent.parent).stdout.splitlines()
    assert "1 条选了“改为右栏”，但未填改正后的值" in said


def test_of_two_workbooks_that_decide_one_cell_the_one_saved_later_holds(source):
    again(source)
    folder = source.parent.parent
    older = decide(source, 改正后的值="7")
    newer = older.with_name("附件.new.xlsx")
    newer.write_bytes(older.read_bytes())
    decide(source, 改正后的值="8")
    os.utime(older, (2_000_000_000, 2_000_000_000))
    assert fubiao("corrections", cwd=folder).returncode == 0
    assert lines_of(source) == [("#3", "序号", "3", "8")]
    os.utime(newer, (2_000_000_001, 2_000_000_001))
    assert fubiao("corrections", cwd=folder).returncode == 0
    assert lines_of(source) == [("#3", "序号", "3", "7")]


def test_the_command_in_both_languages(source):
    for lang, decision, said in (
        ("en", ("Decision", "agreed"), "stand in input/附件.corrections.csv: 1."),
        ("zh", ("处理意见", "同意"), "1 条处理意见"),
    ):
        assert fubiao("convert", "--lang", lang, "--force", cwd=source.parent.parent).returncode == 0
        decide(source, lang, **dict([decision]))
        ran = fubiao("corrections", "--lang", lang, cwd=source.parent.parent)
        assert ran.returncode == 0
        assert said in ran.stdout
        (source.parent / "附件.corrections.csv").unlink()
    ran = fubiao("convert", "--force", "--corrections-template", cwd=source.parent.parent)
    assert "What to check stands in" in ran.stderr
    openpyxl.Workbook().save(source.parent.parent / "output" / "own.xlsx")
    assert fubiao("corrections", cwd=source.parent.parent).returncode == 0
    ran = fubiao("corrections", str(source), cwd=source.parent.parent)
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr


TEXTS = st.sampled_from(["", "（空）", "甲局、乙局", "7", "=1+1", "修好县道。", "甲\n乙", "县"])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.data())
def test_whatever_is_corrected_nothing_is_lost_without_a_word(data):
    source = Path(__file__).parents[1] / "input"
    (cleaned,) = _clean(next(source.glob("*.txt")))
    lines = []
    for _ in range(data.draw(st.integers(1, 5))):
        row = data.draw(st.integers(0, len(cleaned.table.rows) - 1))
        at = data.draw(st.integers(0, len(cleaned.table.columns) - 1))
        old = cleaned.table.rows[row].cells[at].text.replace("\n", "、")
        lines.append(Correction(1, f"#{row + 1}", cleaned.table.columns[at].name, old, data.draw(TEXTS)))
    fixed = apply_corrections(cleaned.table, lines)
    whole = settle_doubts(fixed, cleaned.repairs, cleaned.doubts)
    made = flow.replace(cleaned, table=whole.table, repairs=whole.repairs, doubts=whole.doubts)
    assert audit((made,)).lost == 0
    assert {len(row.cells) for row in fixed.table.rows} == {len(cleaned.table.columns)}


_known: dict[Path, tuple] = {}


def _clean(path: Path) -> tuple:
    if path not in _known:
        _known[path] = convert(path).tables
    return _known[path]


def lines_of(source: Path) -> list[tuple[str, str, str, str]]:
    return [(each.record, each.column, each.old, each.new) for each in corrections_file(path_for(source))]


def decided(source: Path, line: int = 2, **typed: object) -> Result:
    """Type into a line of the workbook as it stands, take that up twice, as a clerk may, and convert again."""
    workbook = source.parent.parent / "output" / "附件.xlsx"
    book = openpyxl.load_workbook(workbook)
    names = [cell.value for cell in book["待核对"][1]]
    for name, value in typed.items():
        book["待核对"].cell(line, names.index(name) + 1).value = value
    book.save(workbook)
    for _ in range(2):
        take_up(workbook, source.parent, "zh")
    again(source)
    return convert(source)


def test_decisions_about_one_cell_follow_each_other(source):
    again(source)
    result = decided(source, 处理意见="保留原文")
    assert lines_of(source) == [("#3", "序号", "3", "2")]
    assert [each.code for point in result.tables[0].points for each in point.told] == ["D958"]
    # The serial stands twice, and that is right: agreed, and not asked again.
    result = decided(source, 处理意见="同意")
    assert lines_of(source) == [("#3", "序号", "3", "2"), ("#3", "序号", "2", "2")]
    assert (column(result, "序号")[2], result.to_review) == ("2", 0)
    assert told(result) == [("R951", 2), ("R952", 3)]


def test_a_change_goes_on_from_an_earlier_one(source):
    again(source)
    decided(source, 处理意见="改为右栏", 改正后的值="1")
    result = decided(source, 改正后的值="7")
    assert lines_of(source) == [("#3", "序号", "3", "7")]
    assert (column(result, "序号")[2], result.to_review) == ("7", 0)


@pytest.mark.parametrize(("decision", "open_"), [("同意", 0), ("保留原文", 0), ("改为右栏", 1), ("好", 1)])
def test_what_was_told_of_no_record_can_be_agreed_to(source, decision, open_):
    source.write_text(TOTALLED, encoding="utf-8")
    again(source)
    before = convert(source)
    (place,) = [at for at, point in enumerate(before.tables[0].points, 2) if point.spot.record is None]
    result = decided(source, place, 处理意见=decision)
    assert before.to_review - result.to_review == 1 - open_
    assert [each.code for each in result.tables[0].repairs if each.code == "R954"] == ["R954"] * (1 - open_)
    # With another total it is another doubt, and told again.
    source.write_text(TOTALLED.replace("\t9\n", "\t6\n"), encoding="utf-8")
    assert convert(source).to_review == before.to_review


@pytest.mark.parametrize(
    ("typed", "amount", "codes"),
    [("3,500", 3500, []), ("约三千", "约三千", ["D960"]), ("（空）", None, []), (3500.5, 3500.5, [])],
)
def test_a_value_of_the_wrong_kind_is_doubted_and_a_number_is_read(source, typed, amount, codes):
    source.write_text(
        "\t序号\n\t项目\n\t投资（万元）\n\n\t1\n\t修路\n\t100\n\n\t1\n\t架桥\n\t200\n\n\t3\n\t植树\n\t300\n\n"
    )
    again(source)
    book = openpyxl.load_workbook(source.parent.parent / "output" / "附件.xlsx")
    assert book["待核对"]["E2"].value == "序号"
    text = "3500.5" if isinstance(typed, float) else typed
    result = correct(source, f'1,#2,投资（万元）,200,"{text}",\n')
    name = next(each.name for each in result.tables[0].table.columns if each.role == "amount")
    assert frame_values(result, name)[1] == amount
    assert [each.code for each in result.tables[0].doubts if each.code.startswith("D96")] == codes


def frame_values(result: Result, name: str) -> list[object]:
    from pipeline.emit.records import records

    return [each[name] for each in records(result.tables[0].table)]


def test_contradicting_decisions_are_named_and_a_date_is_a_day(source):
    again(source)
    workbook = decide(source, 处理意见="同意", 改正后的值="7")
    assert take_up(workbook, source.parent, "zh").futile == ("1",)
    decide(source, 处理意见=None, 改正后的值=datetime.datetime(2025, 6, 30))
    assert take_up(workbook, source.parent, "zh").file
    assert lines_of(source) == [("#3", "序号", "3", "2025-06-30")]


def test_the_template_has_a_line_for_all_that_is_to_review_and_what_is_filled_in_holds(source):
    source.write_text(TOTALLED, encoding="utf-8")
    before = convert(source)
    assert {point.spot.record for point in before.tables[0].points} == {None, 3}
    again(source, template=True)
    path = path_for(source)
    assert len(corrections_file(path)) == before.to_review
    agreed = [each._replace(new=each.old if each.record.startswith("#") else "同意") for each in corrections_file(path)]
    path.write_bytes(as_csv(agreed, "zh"))
    assert convert(source).to_review == 0


@pytest.mark.parametrize(("value", "sums"), [("6", []), ("5", [("9", "8")])])
def test_a_total_is_held_against_the_figures_as_they_were_corrected(source, value, sums):
    """The doubt told what the records summed up to before somebody found the wrong one, and stayed for ever."""
    source.write_text(TOTALLED, encoding="utf-8")
    cleaned = correct(source, f"1,#1,数量,1,{value},\n").tables[0]
    told = [(doubt.facts["said"], doubt.facts["found"]) for doubt in cleaned.doubts if doubt.code == "D204"]
    assert told == sums


def test_a_total_beside_a_column_that_was_corrected_is_left_as_it_was_told(source):
    source.write_text(TOTALLED, encoding="utf-8")
    cleaned = correct(source, "1,#1,任务,修好县道。,修好国道。,\n").tables[0]
    assert [doubt.facts["found"] for doubt in cleaned.doubts if doubt.code == "D204"] == ["4"]
