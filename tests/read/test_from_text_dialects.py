"""Dumps of other programs: drawn, barred, dashed, parted by tabs and commas, set by blanks, bare paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.no_table import NoTable, TextWithoutTable
from tests.read.dumped import codes, drawn, expected, read, rows

PLAIN = drawn("""
序号|任务|责任单位|完成时限
1|修路|交通局|6月底
2|造林|林业局|全年
3|清淤|水利局|三季度
""")


def test_tabs_between_cells(tmp_path: Path) -> None:
    text = "任务表\n" + "\n".join("\t".join(row) for row in PLAIN) + "\n\n\n注：略\n"
    grid = read(tmp_path, text).grids[0]
    assert (rows(grid), grid.before, grid.after) == (PLAIN, ("任务表",), ("注：略",))


def test_tabs_and_cells_of_several_paragraphs(tmp_path: Path) -> None:
    text = "序号\t任务\t责任单位\n1\t修路\n架桥\t交通局\n公安局\n2\t造林\t林业局\n\n3\t清淤\n\n护堤\t水利局\n"
    assert rows(read(tmp_path, text).grids[0]) == [
        ["序号", "任务", "责任单位"],
        ["1", "修路\n架桥", "交通局\n公安局"],
        ["2", "造林", "林业局"],
        ["3", "清淤\n\n护堤", "水利局"],
    ]


def test_tabs_and_blank_cells(tmp_path: Path) -> None:
    text = "类别\t任务\t单位\n经济\t招商\t商务局\n\t技改\t科工局\n\t外贸\t\n生态\t造林\t林业局\n"
    assert rows(read(tmp_path, text).grids[0]) == [
        ["类别", "任务", "单位"],
        ["经济", "招商", "商务局"],
        ["", "技改", "科工局"],
        ["", "外贸", ""],
        ["生态", "造林", "林业局"],
    ]


def test_tabs_as_excel_copies_them(tmp_path: Path) -> None:
    text = '序号\t任务\t单位\n1\t"修路\n架桥"\t交通局\n2\t"称""好""路"\t林业局\n'
    assert rows(read(tmp_path, text).grids[0])[1:] == [["1", "修路\n架桥", "交通局"], ["2", '称"好"路', "林业局"]]


def test_commas(tmp_path: Path) -> None:
    text = '任务表\n序号,任务,单位\n1,"修路,架桥",交通局\n2,造林,林业局\n'
    grid = read(tmp_path, text).grids[0]
    assert rows(grid) == [["序号", "任务", "单位"], ["1", "修路,架桥", "交通局"], ["2", "造林", "林业局"]]
    assert grid.before == ("任务表",)


def test_commas_and_an_uneven_line(tmp_path: Path) -> None:
    text = "序号;任务;单位\n1;修路;交通局\n2;造林\n3;清淤;水利局\n4;护堤;水利局\n5;建校;教育局\n"
    document = read(tmp_path, text)
    assert rows(document.grids[0])[2] == ["2", "造林"]
    assert ("D057", 3, 1) in codes(document)


GRID = """
任务表

+------+--------------+--------+
| 序号 | 任务         | 单位   |
+======+==============+========+
| 1    | 修路         | 交通局 |
|      |              |        |
|      | 架桥         |        |
+------+--------------+        |
| 2    | 造林         |        |
+------+--------------+--------+
| 合计：两项          |        |
+---------------------+--------+

注：略
"""


def test_grid_with_merged_cells(tmp_path: Path) -> None:
    grid = read(tmp_path, GRID).grids[0]
    assert [tuple(box) for box in grid.boxes] == [
        ("序号", 1, 1, 1, 1),
        ("任务", 1, 2, 1, 1),
        ("单位", 1, 3, 1, 1),
        ("1", 2, 1, 1, 1),
        ("修路\n架桥", 2, 2, 1, 1),
        ("交通局", 2, 3, 2, 1),
        ("2", 3, 1, 1, 1),
        ("造林", 3, 2, 1, 1),
        ("合计：两项", 4, 1, 1, 2),
        ("", 4, 3, 1, 1),
    ]
    assert (grid.before, grid.after, grid.lost_spans) == (("任务表",), ("注：略",), False)


def test_a_drawing_with_a_broken_line_is_no_table_rather_than_one_with_cells_over_others(tmp_path: Path) -> None:
    broken = """
+----+----+----+
| 甲 | 乙 | 丙 |
+----+==?=+----+
| 丁           |
+----+----+----+
| 戊 | 己 | 庚 |
+----+----+----+
"""
    with pytest.raises(NoTable):
        read(tmp_path, broken)


@pytest.mark.parametrize(
    "text",
    [
        "┌──┬──┬───┐\n│序号│任务│单位  │\n├──┼──┼───┤\n│1   │修路│交通局│\n└──┴──┴───┘\n",
        "┌────┬────┬──────┐\n│序号│任务│单位  │\n├────┼────┼──────┤\n│1   │修路│交通局│\n└────┴────┴──────┘\n",
        "╔════╦════╦══════╗\n║序号║任务║单位  ║\n╠════╬════╬══════╣\n║1   ║修路║交通局║\n╚════╩════╩══════╝\n",
    ],
)
def test_box_drawing_in_one_column_or_two(tmp_path: Path, text: str) -> None:
    assert rows(read(tmp_path, text).grids[0]) == [["序号", "任务", "单位"], ["1", "修路", "交通局"]]


def test_pipes(tmp_path: Path) -> None:
    text = "| 序号 | 任务 | 单位 |\n|---:|:---|---|\n| 1 | 修路<br>架桥 | 甲\\|乙 |\n| 2 | | 丙 |\n"
    assert rows(read(tmp_path, text).grids[0]) == [
        ["序号", "任务", "单位"],
        ["1", "修路\n架桥", "甲|乙"],
        ["2", "", "丙"],
    ]


def test_antiword(tmp_path: Path) -> None:
    text = """任务表

|序号  |类别      |任务      |领导  |单位      |
|1     |年度      |地区生产总|辛  勤|发改局    |
|      |目标      |值增长    |      |          |
|2     |          |规模工业  |王  亮|科工局    |
|      |          |          |郭  蕾|农业农村局|
|3     |          |城镇失业率|任  立|人社局    |
|      |          |不高于5%  |      |          |
|      |          |粮食生产  |谈海波|农业农村局|

完
"""
    grid = read(tmp_path, text).grids[0]
    assert rows(grid) == [
        ["序号", "类别", "任务", "领导", "单位"],
        ["1", "年度\n目标", "地区生产总值增长", "辛  勤", "发改局"],
        ["2", "", "规模工业", "王  亮\n郭  蕾", "科工局\n农业农村局"],
        ["3", "", "城镇失业率不高于5%", "任  立", "人社局"],
        ["", "", "粮食生产", "谈海波", "农业农村局"],
    ]


def test_antiword_rows_that_fill_their_line(tmp_path: Path) -> None:
    """Nothing parts the rows, and every cell has just the width of its column: numbers tell them apart."""
    text = """
|姓名  |单位      |电话       |
|郭英晓|交通运输局|13959969244|
|曹　洋|农业农村局|13673488822|
|宋立平|妇联      |13450458899|

"""
    assert rows(read(tmp_path, text).grids[0]) == [
        ["姓名", "单位", "电话"],
        ["郭英晓", "交通运输局", "13959969244"],
        ["曹　洋", "农业农村局", "13673488822"],
        ["宋立平", "妇联", "13450458899"],
    ]


def test_column_names_alone_are_no_table(tmp_path: Path) -> None:
    """The rows stand in another block, which lost its tabs: no table is better than one without rows."""
    with pytest.raises(NoTable):
        read(tmp_path, "任务表\n序号\t项目名称\t责任单位\t备注\n\n\n总投资\n1\n修路\n交通局\n2\n造林\n")


def test_pandoc_simple_and_multiline(tmp_path: Path) -> None:
    simple = (
        "  序号   任务   单位\n  ------ ------ --------\n  1      修路   交通局\n  2      造林   林业局\n\n注：略\n"
    )
    grid = read(tmp_path, simple).grids[0]
    assert (rows(grid), grid.after) == (
        [["序号", "任务", "单位"], ["1", "修路", "交通局"], ["2", "造林", "林业局"]],
        ("注：略",),
    )
    multi = """任务表

  -----------------------
  序号   任务     单位
  ------ -------- -------
  1      修路     交通局
         架桥

  2               林业局
  -----------------------
"""
    grid = read(tmp_path, multi).grids[0]
    assert rows(grid) == [["序号", "任务", "单位"], ["1", "修路\n架桥", "交通局"], ["2", "", "林业局"]]
    assert grid.before == ("任务表",)


def test_columns_set_by_blanks(tmp_path: Path) -> None:
    text = """任务表
序号    任务        领导    单位
1       修路        辛  勤  交通局
2       造林        郭蕾    林业局
3       清淤护堤    王  亮  水利局
"""
    document = read(tmp_path, text)
    assert rows(document.grids[0]) == drawn(
        "序号|任务|领导|单位\n1|修路|辛  勤|交通局\n2|造林|郭蕾|林业局\n3|清淤护堤|王  亮|水利局"
    )
    assert document.grids[0].before == ("任务表",)
    assert codes(document) == [("D058", 0, 0)]


BARE = """任务表
序号
任务
领导
单位
1
修路
辛  勤
交通局
2
造林
王  亮
郭  蕾
林业局
3
清淤

水利局
4
建校
任  立
教育局
"""


def test_bare_paragraphs(tmp_path: Path) -> None:
    document = read(tmp_path, BARE)
    assert rows(document.grids[0]) == [
        ["序号", "任务", "领导", "单位"],
        ["1", "修路", "辛  勤", "交通局"],
        ["2", "造林", "王  亮\n郭  蕾", "林业局"],
        ["3", "清淤", "", "水利局"],
        ["4", "建校", "任  立", "教育局"],
    ]
    assert codes(document) == [("D059", 0, 0), ("D056", 3, 1)]


def test_bare_paragraphs_parted_by_blank_lines(tmp_path: Path) -> None:
    text = "".join(line + "\n\n" for line in BARE.strip("\n").split("\n") if line != "王  亮")
    assert [row[0] for row in rows(read(tmp_path, text).grids[0])] == ["序号", "1", "2", "3", "4"]


def test_bare_paragraphs_without_serials(tmp_path: Path) -> None:
    text = "姓名\n单位\n电话\n王亮\n财政局\n13800000001\n郭蕾\n\n13800000002\n"
    text += "辛  勤\n商务局\n13800000003\n谈海波\n农业农村局\n13800000004\n注：略\n"
    document = read(tmp_path, text)
    assert rows(document.grids[0])[2:4] == [["郭蕾", "", "13800000002"], ["辛  勤", "商务局", "13800000003"]]
    assert ("D059", 0, 0) in codes(document)


def test_bare_paragraphs_that_do_not_come_out_even(tmp_path: Path) -> None:
    with pytest.raises(NoTable):
        read(tmp_path, "姓名\n单位\n电话\n王亮\n财政局\n13800000001\n郭蕾\n教育局\n")


def test_names_that_nobody_knows_are_counted_from_the_serial(tmp_path: Path) -> None:
    text = "序号\n项目名称\n甲指标\n乙指标\n1\n道路\n8\n9\n2\n桥梁\n7\n6\n3\n学校\n\n5\n4\n医院\n3\n4\n"
    assert rows(read(tmp_path, text).grids[0])[:3] == [
        ["序号", "项目名称", "甲指标", "乙指标"],
        ["1", "道路", "8", "9"],
        ["2", "桥梁", "7", "6"],
    ]


def test_catdoc_that_lost_the_tabs(tmp_path: Path) -> None:
    """Serials stand in the middle of cells: no table is better than this one."""
    text = "序号\t任务\t单位\n1\t修路\t交通局\n2\n\n造林\t林业局\n\n3\n\n清淤\t水利局\n\n4\n\n建校\t教育局\n"
    with pytest.raises(NoTable):
        read(tmp_path, text)


def test_several_kinds_of_drawing_in_one_text(tmp_path: Path) -> None:
    text = GRID + "\n续\n\n  姓名   单位\n  ------ --------\n  王亮   财政局\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n"
    assert [(grid.height, grid.width) for grid in read(tmp_path, text).grids] == [(4, 3), (2, 2), (2, 2)]


def stacked_lines(*tables: str) -> str:
    """Print tables as LibreOffice does: each paragraph of a cell on a line, a blank cell as a blank line."""
    return "".join(f"{cell}\n" for table in tables for row in expected(table) for cell in "\n".join(row).split("\n"))


SERIAL_INSIDE = """
类别|序号|任务|单位
经济|1|招商引资|商务局
|2|培育企业|工信局
民生|3|新建学校|教育局
"""
SECOND = """
序号|项目名称|总投资（万元）|责任人
1|公路|3500|张三
2|水库|1200|李四
"""


def test_bare_paragraphs_whose_serial_is_not_the_first_column(tmp_path: Path) -> None:
    (made,) = read(tmp_path, "重点任务\n" + stacked_lines(SERIAL_INSIDE)).grids
    assert rows(made) == expected(SERIAL_INSIDE)
    assert made.before == ("重点任务",)


def test_bare_paragraphs_of_two_tables(tmp_path: Path) -> None:
    first, second = read(
        tmp_path, stacked_lines(SERIAL_INSIDE) + "附件2\n项目清单\n" + stacked_lines(SECOND) + "注：略\n"
    ).grids
    assert (rows(first), rows(second)) == (expected(SERIAL_INSIDE), expected(SECOND))
    assert (second.before, second.after) == (("附件2", "项目清单"), ("注：略",))


MANY = """
序号|项目|任务要求|牵头领导|责任单位|完成时限|备注
1|交通|推进城乡客运一体化。⏎建设客运站3座。|任立⏎郭蕾|交通局⏎公安分局|6月底|
2|消费|引入连锁品牌。|王亮|商务局|长期坚持|续建
3|污水|完成管网改造。⏎新建泵站。⏎清淤河道。|辛勤|住建局⏎西投公司|12月底|
"""


def test_bare_paragraphs_are_dealt_out_by_what_the_columns_names_promise(tmp_path: Path) -> None:
    document = read(tmp_path, "任务表\n" + stacked_lines(MANY) + "联系人：张三\n")
    assert rows(document.grids[0]) == expected(MANY)
    assert document.grids[0].after == ("联系人：张三",)
    assert codes(document) == [("D059", 0, 0), ("D056", 2, 1), ("D056", 4, 1)]


@pytest.mark.parametrize("nothing", ["", "  "], ids=["blank", "spaces"])
@pytest.mark.parametrize("table", [SERIAL_INSIDE, MANY], ids=["blank first cells", "blank last cells"])
def test_bare_paragraphs_whose_line_ends_are_doubled_keep_their_blank_cells(
    tmp_path: Path, table: str, nothing: str
) -> None:
    lines = stacked_lines(table).removesuffix("\n").split("\n")
    (made,) = read(tmp_path, "任务表\n\n" + "".join(f"{line or nothing}\n\n" for line in lines)).grids
    assert [[cell.strip() for cell in row] for row in rows(made)] == expected(table)


def test_bare_paragraphs_after_a_last_row_are_never_taken_for_sure(tmp_path: Path) -> None:
    document = read(tmp_path, stacked_lines("序号|任务|责任单位\n1|修路|交通局\n2|造林|林业局⏎水利局"))
    assert rows(document.grids[0])[-1] == ["2", "造林", "林业局\n水利局"]
    assert codes(document) == [("D059", 0, 0), ("D056", 3, 1)]
    alone = read(tmp_path, stacked_lines("序号|任务|责任单位\n1|修路|交通局\n2|造林|林业局") + "各单位要高度重视。\n")
    assert rows(alone.grids[0])[-1] == ["2", "造林", "林业局"]
    assert (alone.grids[0].after, codes(alone)[-1]) == (("各单位要高度重视。",), ("D056", 3, 1))


def test_a_text_without_a_table_says_what_to_ask_for(tmp_path: Path) -> None:
    with pytest.raises(TextWithoutTable) as error:
        read(tmp_path, "姓名\n王亮\n单位\n财政局\n")
    assert "ask for that file" in error.value.hint


TAGGED = """附件1

分工表

<table>
<thead><tr><th>序号</th><th>任务</th></tr></thead>
<tbody><tr><td rowspan="2">1</td><td><p>修路</p>
<p>架桥</p></td></tr>
<tr><td><table><tr><td>内</td></tr></table></td></tr></tbody>
</table>

| 甲 | 乙 |
|----|----|
| 1  | 2  |

<table>没有单元格
尾
"""


def test_tables_in_tags_among_others(tmp_path: Path) -> None:
    made = read(tmp_path, TAGGED).grids
    assert [rows(each) for each in made] == [
        [["序号", "任务"], ["1", "修路\n架桥"], [""]],
        [["内"]],
        [["甲", "乙"], ["1", "2"]],
    ]
    assert [(box.down, box.across) for box in made[0].boxes][2] == (2, 1)
    assert made[0].before == ("附件1", "分工表")
    assert "尾" in "".join(made[-1].after)


def test_bars_around_nothing_but_dashes_are_no_table(tmp_path: Path) -> None:
    with pytest.raises(TextWithoutTable):
        read(tmp_path, "总结\n|---|---|\n|---|---|\n完\n")


def test_names_that_markdown_invents_are_no_row(tmp_path: Path) -> None:
    made = read(tmp_path, "|   |   |\n|---|---|\n| 序号 | 任务 |\n| 1 | 修路 |\n")
    assert rows(made.grids[0]) == [["序号", "任务"], ["1", "修路"]]


def test_marks_of_markdown(tmp_path: Path) -> None:
    bold = "| **序号** | **任务** |\n|---|---|\n| 1 | 修*路*3\\*2条 |\n"
    assert rows(read(tmp_path, bold).grids[0]) == [["序号", "任务"], ["1", "修路3*2条"]]
    bare = "| 序号 | 规格 |\n|---|---|\n| 1 | 3*4*5 |\n"
    assert rows(read(tmp_path, bare).grids[0]) == [["序号", "规格"], ["1", "3*4*5"]]


PANDOC = """
+-----------+-----------+
| 序号      | 任务要求  |
+-----------+-----------+
| 1         | 推进      |
|           | 城乡客运  |
|           | 一体化。  |
|           |           |
|           | 建设客    |
|           | 运站3座。 |
+-----------+-----------+
| 2         | 任立      |
|           | 郭蕾      |
+-----------+-----------+
"""


def test_a_grid_that_fills_its_lines_from_the_end(tmp_path: Path) -> None:
    made = read(tmp_path, PANDOC)
    assert rows(made.grids[0])[1:] == [["1", "推进城乡客运一体化。\n建设客运站3座。"], ["2", "任立\n郭蕾"]]


def test_a_grid_as_wide_as_its_lines_keeps_them(tmp_path: Path) -> None:
    snug = "+------+----------+\n| 序号 | 任务     |\n+------+----------+\n| 1    | 年度     |\n|      | 目标任务 |\n+------+----------+\n"
    assert rows(read(tmp_path, snug).grids[0])[1] == ["1", "年度\n目标任务"]


def catdoc(*tables: str) -> str:
    """Print tables as catdoc does: of two ends together the second comes after the blank line of the row's end."""
    printed = "".join(
        "\t".join(cell.replace("\n", "\n\n") for cell in row) + "\n\n" for table in tables for row in expected(table)
    )
    return printed.replace("\t\n\n", "\n\n\t")


def test_catdoc_with_blank_last_cells(tmp_path: Path) -> None:
    table = "序号|任务|单位|备注\n1|修路。⏎架桥。|交通局⏎住建局|\n2|造林|林业局|续建\n3|清淤|水利局|"
    document = read(tmp_path, "任务表\n\n" + catdoc(table) + "\n")
    assert rows(document.grids[0]) == expected(table)
    assert codes(document) == []


def test_catdoc_with_blank_first_cells_and_two_tables(tmp_path: Path) -> None:
    first, second = read(tmp_path, catdoc(SERIAL_INSIDE) + "附件2\n\n项目清单\n\n" + catdoc(SECOND)).grids
    assert (rows(first), rows(second)) == (expected(SERIAL_INSIDE), expected(SECOND))
    assert second.before == ("附件2", "项目清单")


def test_tables_of_lines_that_follow_each_other(tmp_path: Path) -> None:
    rows_of = {"tabs": "\t", "commas": ","}
    for sign in rows_of.values():
        lines = ["附件1", "任务清单", "序号|任务|单位", "1|修路|甲局", "2|架桥|乙局", "附件2", "名单"]
        lines += ["姓名|性别|单位及职务|电话", "王亮|男|丙局|13800000000", "郭蕾|女|丁局|13800000001"]
        first, second = read(tmp_path, "\n".join(lines).replace("|", sign)).grids
        assert (len(rows(first)), second.before, rows(second)[0]) == (
            3,
            ("附件2", "名单"),
            ["姓名", "性别", "单位及职务", "电话"],
        )


def test_names_in_storeys_and_names_again_begin_no_other_table(tmp_path: Path) -> None:
    text = "序号|联系人|联系人|单位\n序号|姓名|电话|单位\n1|王亮|138|甲局\n2|郭蕾|139|甲局\n乙局\n序号|姓名|电话|单位\n3|辛勤|137|丙局"
    (grid,) = read(tmp_path, text.replace("|", "\t")).grids
    assert rows(grid)[3:5] == [["2", "郭蕾", "139", "甲局\n乙局"], ["序号", "姓名", "电话", "单位"]]


def test_a_line_without_tabs_goes_where_other_rows_hold_its_like(tmp_path: Path) -> None:
    text = "月份\t任务\t单位\n1月\t修路\t甲局\n2月\t架桥\t乙局\n丙局\n3月\t造林\t丁局\n\n"
    document = read(tmp_path, text)
    assert (rows(document.grids[0])[2], codes(document)) == (["2月", "架桥", "乙局\n丙局"], [])
    text = "类别\t任务\t单位\n经济\n发展\t修路\t甲局\n社会\n民生\t架桥\t乙局\n生态\t造林\t丁局\n\n"
    document = read(tmp_path, text)
    assert [row[0] for row in rows(document.grids[0])[1:]] == ["经济\n发展", "社会\n民生", "生态"]
    assert codes(document) == []


def test_a_line_without_tabs_that_may_go_on_on_both_sides_is_doubted(tmp_path: Path) -> None:
    text = "岗位\t职责\t责任人\n综合股\t用印\t李小龙\n项目股\n股长\t审批\t陈刚\n财务股\t拨付\t何静\n\n"
    assert "D053" in {code for code, _, _ in codes(read(tmp_path, text))}


def test_a_section_and_facts_in_a_text_with_tabs(tmp_path: Path) -> None:
    text = "填报单位：甲局\t单位：万元\n序号\t任务\t单位\n一、道路建设\n1\t修路\t甲局\n2\t架桥\t乙局\n\n"
    grid = read(tmp_path, text).grids[0]
    assert (grid.before, rows(grid)[1]) == (("填报单位：甲局\t单位：万元",), ["一、道路建设"])
