"""Spans, merges and borders of Word tables, each as Word draws it."""

from __future__ import annotations

import time

import pytest

from tests.build import p, r, tbl, tc, tr
from tests.plugin import grid
from tests.read.word import drawn, grids, only, told

RESTART, GOES_ON, GOES_ON_SAID = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:vMerge w:val="continue"/>'


def span(count: object) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


def test_a_plain_table():
    assert drawn(only(grid("序号|任务; 1|修路⏎架桥"))) == "序号|任务; 1|修路⏎架桥"


def test_spans_in_both_directions():
    made = only(grid("A|<|B; 1|2|3; ^|^|4"))
    assert drawn(made) == "A|A|B; 1|2|3; 1|2|4"
    assert [(box.text, box.down, box.across) for box in made.boxes] == [("A", 1, 2), ("B", 1, 1), ("1", 2, 1), ("2", 2, 1), ("3", 1, 1), ("4", 1, 1)]  # fmt: skip


@pytest.mark.parametrize("goes_on", [GOES_ON, GOES_ON_SAID])
def test_a_merge_goes_on_with_and_without_a_value(goes_on):
    made = only(tbl(tr(tc("甲", RESTART), "1"), tr(tc("", goes_on), "2"), tr("乙", "3")))
    assert drawn(made) == "甲|1; 甲|2; 乙|3"


def test_two_merges_below_each_other_stay_two():
    assert (
        drawn(only(tbl(tr(tc("甲", RESTART)), tr(tc("", GOES_ON)), tr(tc("乙", RESTART)), tr(tc("", GOES_ON)))))
        == "甲; 甲; 乙; 乙"
    )


def test_an_orphan_in_the_first_row_is_a_cell_of_its_own_and_told():
    made = only(tbl(tr(tc("甲", GOES_ON), "1"), tr(tc("", GOES_ON), "2")))
    assert drawn(made) == "甲|1; 甲|2"
    assert told(made) == [("D011", 1, 1, "")]


def test_text_that_a_merge_hides_is_left_out_and_told():
    made = only(tbl(tr(tc("甲", RESTART), "1"), tr(tc("旧", GOES_ON), "2")))
    assert drawn(made) == "甲|1; 甲|2"
    assert told(made) == [("R014", 2, 1, "旧")]


def test_a_merge_of_another_width_does_not_go_on():
    made = only(tbl(tr(tc("甲", RESTART), "1"), tr(tc("乙", span(2) + GOES_ON)), widths=(900, 900)))
    assert drawn(made) == "甲|1; 乙|乙"


def test_old_horizontal_merges():
    made = only(tbl(tr(tc("甲", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "1"), tr("a", "b", "c")))
    assert drawn(made) == "甲|甲|1; a|b|c"


def test_old_horizontal_merges_beside_each_other_stay_two_and_tell_what_they_hide():
    begins, goes_on = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'
    made = only(tbl(tr(tc("甲", begins), tc("旧", goes_on), tc("乙", begins), tc("", goes_on)), tr("a", "b", "c", "d")))
    assert drawn(made) == "甲|甲|乙|乙; a|b|c|d"
    assert told(made) == [("R014", 1, 1, "旧")]


def test_an_old_horizontal_merge_that_goes_on_from_nothing_is_a_cell():
    assert drawn(only(tbl(tr(tc("甲", "<w:hMerge/>"), "乙"), tr("1", "2")))) == "甲|乙; 1|2"


def test_a_cell_deleted_under_tracked_changes_is_left_out_and_told():
    made = only(tbl(tr("甲", tc("旧", '<w:cellDel w:id="1"/>'), "乙"), tr("1", "2")))
    assert (drawn(made), told(made)) == ("甲|乙; 1|2", [("R010", 1, 2, "旧")])


def test_text_that_a_merge_hides_is_told_in_a_row_that_needs_care():
    below = tr(tc("旧", GOES_ON), "2", props='<w:hidden w:val="0"/>')
    made = only(tbl(tr(tc("甲", RESTART), "1"), below))
    assert (drawn(made), told(made)) == ("甲|1; 甲|2", [("R014", 2, 1, "旧")])


def test_a_span_in_a_row_that_needs_care():
    row = tr(tc("b", span(2)), "d", props='<w:gridBefore w:val="1"/>')
    assert drawn(only(tbl(tr("A", "B", "C", "D"), row))) == "A|B|C|D; |b|b|d"


def test_columns_left_out_after_a_row_are_left_out_whatever_its_widths():
    cells = tc("a", '<w:tcW w:w="900" w:type="dxa"/>'), tc("b", '<w:tcW w:w="1800" w:type="dxa"/>')
    row = tr(*cells, props='<w:gridAfter w:val="1"/>')
    assert drawn(only(tbl(tr("A", "B", "C"), row, widths=(900, 900, 900)))) == "A|B|C; a|b|"


def test_columns_left_out_before_and_after():
    before = tr("b", "c", props='<w:gridBefore w:val="1"/>')
    after = tr("a", props='<w:gridAfter w:val="2"/>')
    assert drawn(only(tbl(tr("A", "B", "C"), before, after, widths=(900, 900, 900)))) == "A|B|C; |b|c; a||"


def test_no_grid_and_a_wrong_grid_are_no_matter():
    rows = (tr("A", tc("B", span(2))), tr("1", "2", "3"))
    assert drawn(only(tbl(*rows))) == "A|B|B; 1|2|3"
    assert drawn(only(tbl(*rows, widths=(900,)))) == "A|B|B; 1|2|3"
    assert drawn(only(tbl(*rows, widths=(900, 900, 900, 900, 900)))) == "A|B|B; 1|2|3"


def test_rows_of_unequal_width_end_early():
    assert drawn(only(tbl(tr("A", "B", "C"), tr("1"), widths=(900, 900, 900)))) == "A|B|C; 1||"


def test_a_short_row_whose_width_fills_the_table_covers_its_columns():
    wide = tr(tc("a", '<w:tcW w:w="900" w:type="dxa"/>'), tc("b", '<w:tcW w:w="1800" w:type="dxa"/>'))
    assert drawn(only(tbl(tr("A", "B", "C"), wide, widths=(900, 900, 900)))) == "A|B|C; a|b|b"
    controlled = f"<w:sdt><w:sdtContent>{wide}</w:sdtContent></w:sdt>"
    assert drawn(only(tbl(tr("A", "B", "C"), controlled, widths=(900, 900, 900)))) == "A|B|C; a|b|b"


@pytest.mark.parametrize("sizes", [(10, 2690), (500, 2200), (900, 0), (0, 2700)])
def test_a_short_row_whose_widths_meet_no_borders_ends_early(sizes):
    row = tr(*(tc(text, f'<w:tcW w:w="{size}" w:type="dxa"/>') for text, size in zip("ab", sizes, strict=True)))
    assert drawn(only(tbl(tr("A", "B", "C"), row, widths=(900, 900, 900)))) == "A|B|C; a|b|"


def test_a_row_that_leaves_columns_out_before_it_begins_there_whatever_its_width():
    row = tr(tc("b", '<w:tcW w:w="2700" w:type="dxa"/>'), props='<w:gridBefore w:val="1"/>')
    assert drawn(only(tbl(tr("A", "B", "C"), row, widths=(900, 900, 900)))) == "A|B|C; |b|"


def test_widths_in_per_cent_say_nothing_of_columns():
    wide = tr(tc("a", '<w:tcW w:w="900" w:type="pct"/>'), tc("b", '<w:tcW w:w="1800" w:type="pct"/>'))
    assert drawn(only(tbl(tr("A", "B", "C"), wide, widths=(900, 900, 900)))) == "A|B|C; a|b|"


def test_ghost_columns_of_dragged_borders_are_joined_and_told():
    widths = (1500, 40, 1500, 30, 1500)
    first = tr("A", tc("B", span(2)), tc("C", span(2)))
    second = tr(tc("1", span(2)), tc("2", span(2)), "3")
    made = only(tbl(first, second, tr(tc("4", span(2)), "5", tc("6", span(2))), widths=widths))
    assert drawn(made) == "A|B|C; 1|2|3; 4|5|6"
    (told,) = made.repairs
    assert (told.code, told.before, told.after, told.certainty) == ("R013", "5", "3", "inferred")
    assert told.place == (1, 1, 0)


def test_a_narrow_column_with_a_cell_of_its_own_stays():
    made = only(tbl(tr("A", "B", "C"), tr(tc("1", span(2)), "2"), widths=(1500, 40, 1500)))
    assert drawn(made) == "A|B|C; 1|1|2"
    assert not made.repairs


def test_near_borders_of_a_form_stay():
    rows = (tr("A", tc("B", span(3))), tr(tc("1", span(2)), tc("2", span(2))), tr(tc("3", span(3)), "4"))
    made = only(tbl(*rows, widths=(1500, 90, 900, 900)))
    assert drawn(made) == "A|B|B|B; 1|1|2|2; 3|3|3|4"
    assert not made.repairs


def test_borders_that_clearly_differ_stay():
    made = only(tbl(tr("A", tc("B", span(2))), tr(tc("1", span(2)), "2"), widths=(1500, 400, 1500)))
    assert drawn(made) == "A|B|B; 1|1|2"


@pytest.mark.parametrize("said", ["abc", "-1", "0", "", "２", "1.5"])
def test_a_bad_span_never_loses_the_table(said):
    made = only(tbl(tr(tc("甲", span(said)), "乙"), tr("1", "2")))
    assert drawn(made) == "甲|乙; 1|2"
    assert told(made) == [("D012", 1, 1, "")]


def test_a_span_without_a_number_covers_one_column_and_is_told():
    made = only(tbl(tr(tc("甲", "<w:gridSpan/>"), "乙"), tr("1", "2")))
    assert (drawn(made), told(made)) == ("甲|乙; 1|2", [("D012", 1, 1, "")])


def test_a_bad_span_of_a_cell_that_needs_care_is_told_once():
    made = only(tbl(tr(tc(p(r("甲", "<w:strike/>")), span("abc")), "乙"), tr("1", "2")))
    assert [each.code for each in made.doubts] == ["D012", "D010"]


@pytest.mark.parametrize("said", [20000, 10**7, 2**31 - 1, 10**18])
def test_an_absurd_span_is_clamped_and_told(said):
    began = time.process_time()
    made = only(tbl(tr(tc("甲", span(said)), "乙"), tr("1", "2")))
    assert made.width < 5
    assert {box.text for box in made.boxes} == {"甲", "乙", "1", "2"}
    assert told(made) == [("D012", 1, 1, "")]
    assert time.process_time() - began < 1


def test_a_merge_over_1200_rows_takes_linear_time():
    rows = [tr(tc("甲", RESTART if at == 0 else GOES_ON), str(at)) for at in range(1200)]
    began = time.process_time()
    made = only(tbl(*rows))
    assert made.boxes[0].down == 1200
    assert time.process_time() - began < 2


def test_a_row_without_cells_and_a_table_without_rows_are_nothing():
    assert drawn(only(tbl("<w:tr/>", tr("甲")))) == "甲"
    assert grids(tbl()) == ()


def test_a_deleted_cell_goes_and_is_told():
    made = only(tbl(tr("a", tc("旧", '<w:cellDel w:id="1"/>'), "c")))
    assert drawn(made) == "a|c"
    assert told(made)[0][0] == "R010"
