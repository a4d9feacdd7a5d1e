from __future__ import annotations

from dataclasses import replace

from pipeline.repair.fill_down_blanks import fill_down_blanks
from tests.plugin import table


def column(fixed, at=0):
    return [row.cells[at].text for row in fixed.table.rows]


def test_never_across_the_group_of_an_outer_column(profile):
    fixed = fill_down_blanks(table("类别:group|项目:item|任务:text; 甲|道路|a; ||b; 乙||c; |桥|d"), profile)
    assert column(fixed, 0) == ["甲", "甲", "乙", "乙"]
    assert column(fixed, 1) == ["道路", "道路", "", "桥"]


def test_the_same_group_printed_again_is_the_same_group(profile):
    fixed = fill_down_blanks(table("类别:group|项目:item|任务:text; 甲|道路|a; ||b; 甲||c; ||d"), profile)
    assert column(fixed, 1) == ["道路"] * 4


def test_people_units_numbers_and_texts_stay_blank(profile):
    spec = "任务:text|领导:person|单位:unit|投资:amount; a|王亮|甲局|3; b|||; c|||; d|李四|乙局|4"
    assert fill_down_blanks(table(spec), profile).repairs == ()


def test_one_forgotten_cell_among_many_stays_blank(profile):
    rows = ";".join(f"{at}|{'' if at == 9 else f'项目{at}'}|任务" for at in range(1, 21))
    assert fill_down_blanks(table("序号:serial|项目:item|任务:text;" + rows), profile).repairs == ()


def test_where_the_file_marks_its_merges_a_blank_is_blank(profile):
    spec = "类别:group|任务:text; 甲|a; ^|b; |c; |d"
    assert fill_down_blanks(table(spec), profile).repairs == ()
    assert fill_down_blanks(replace(table(spec), lost_spans=True), profile).repairs != ()


def test_a_blank_on_top_is_no_group(profile):
    assert fill_down_blanks(table("类别:group|任务:text; |a; 甲|b; |c"), profile).repairs == ()


def test_a_filled_cell_names_where_its_text_is_printed(profile):
    fixed = fill_down_blanks(table("类别:group|任务:text; 甲|a; |b"), profile)
    assert fixed.table.rows[1].cells[0].source == fixed.table.rows[0].cells[0].place


def two_parts(spec: str):
    """A table whose rows from the fourth on come from a second table of the file."""
    whole = table(spec)
    cells = [tuple(cell._replace(place=cell.place._replace(table=2)) for cell in row.cells) for row in whole.rows[2:]]
    below = [row._replace(cells=each) for row, each in zip(whole.rows[2:], cells, strict=True)]
    return replace(whole, rows=(*whole.rows[:2], *below))


def test_a_merge_that_a_page_tore_goes_on_below(profile):
    torn = two_parts("类别:group|任务:text; 甲|修路; ^|架桥; |补桥; 乙|植树; ^|种草")
    fixed = fill_down_blanks(torn, profile)
    assert fixed.table.texts(0) == ["甲", "甲", "甲", "乙", "乙"]
    assert [repair.code for repair in fixed.repairs] == ["R202"]


def test_a_blank_that_no_page_tore_stays_beside_true_merges(profile):
    whole = table("类别:group|任务:text; 甲|修路; ^|架桥; |补桥; 乙|植树; ^|种草")
    assert fill_down_blanks(whole, profile).repairs == ()


def doubted(spec, profile, lost=True):
    fixed = fill_down_blanks(replace(table(spec), lost_spans=lost), profile)
    return [(doubt.code, doubt.place.row, doubt.column) for doubt in fixed.doubts]


def test_where_a_dump_lost_merges_a_blank_person_or_unit_is_doubted(profile):
    groups = "类别:group|任务:text|领导:person|单位:unit|备注:remark; 甲|a|王亮|甲局|; |b||甲局|; 乙|c|李四||; 乙|d|张三|丙局|"
    assert doubted(groups, profile) == [("D206", 3, "领导"), ("D206", 4, "单位")]
    assert doubted("领导:person|任务:text; 王亮|a; |b; 李四|c", profile) == [("D206", 3, "领导")]


def test_a_blank_person_is_no_doubt_where_nothing_was_lost(profile):
    spec = "任务:text|领导:person; a|王亮; b|; c|李四"
    assert doubted(spec, profile) == []
    assert doubted("领导:person|任务:text; 王亮|a; |b; 李四|c", profile, lost=False) == []


def test_a_column_that_is_mostly_blank_is_no_doubt(profile):
    spec = "类别:group|任务:text|配合单位:unit; 甲|a|甲局; |b|; |c|; 乙|d|"
    assert doubted(spec, profile) == []


TORN = "序号:serial|问题:text|措施:text|单位:unit|原序号:printed_serial; 1|停运|修管网|甲局|1; 1|^|换设备|^|; 1||建台账||{}"


def below_a_header(spec, *rows):
    """Number the rows as they stand where the header was printed again between them."""
    read = table(spec)
    return replace(read, rows=tuple(row._replace(first=at, last=at) for row, at in zip(read.rows, rows, strict=True)))


def test_a_record_that_goes_on_below_the_header_keeps_what_was_merged(profile):
    torn = below_a_header(TORN.format("") + "; 2|秸秆|巡查|乙局|2", 2, 3, 5, 6)
    assert fill_down_blanks(torn, profile).table.texts(1) == ["停运", "停运", "停运", "秸秆"]
    assert fill_down_blanks(torn, profile).table.texts(3) == ["甲局", "甲局", "甲局", "乙局"]


def test_a_blank_of_a_record_of_its_own_stays_blank_below_the_header(profile):
    own = below_a_header(TORN.format("3") + "; 4|秸秆|巡查|乙局|4", 2, 3, 5, 6)
    assert fill_down_blanks(own, profile).repairs == ()
    together = below_a_header(TORN.format("") + "; 2|秸秆|巡查|乙局|2", 2, 3, 4, 5)
    assert fill_down_blanks(together, profile).repairs == ()
