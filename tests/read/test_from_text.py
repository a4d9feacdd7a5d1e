"""Reading dumps: the real attachment, its encodings, what is no table and no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import EmptyFile, NotAWordFile, TooLarge
from pipeline.no_table import NoTable
from pipeline.profile import default_profile
from pipeline.read.from_text import from_text
from tests.read.dumped import codes, drawn, expected, read, rows, tika

ROOT = Path(__file__).parents[2]
SAMPLES = [*(ROOT / "input").glob("*.txt"), *(ROOT.parent / "shared" / "seed").glob("*.txt")]

PLAIN = """
序号|任务|责任单位|完成时限
1|修路|交通局|6月底
2|造林|林业局|全年
3|清淤|水利局|三季度
"""


@pytest.fixture
def sample() -> bytes:
    if not SAMPLES:
        pytest.skip("the real attachment is not here")
    return SAMPLES[0].read_bytes()


def test_real_attachment(tmp_path: Path, sample: bytes) -> None:
    document = read(tmp_path, sample)
    (grid,) = document.grids
    table = rows(grid)
    assert [len(row) for row in table] == [6] * 54 + [5] * 10
    assert grid.before == ("附  件", "西洞庭管理区2024年经济工作会议工作任务责任分解表")
    assert (grid.after, grid.doubts, grid.lost_spans) == ((), (), True)
    assert table[0] == ["序号", "类别", "项  目", "任 务 要 求", "牵头区领导", "牵头部门"]
    assert table[1][1] == "年度\n目标\n任务"
    assert table[30][:3] == ["30", "在“一区”建设上持续用力，提升乡村风貌", "守牢粮食安全底线"]
    assert table[49][4:] == ["郭  蕾", "生环分局"]
    assert [row[0] for row in table[60:]] == ["", "61", "", "62"]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_real_attachment_in_any_encoding(tmp_path: Path, sample: bytes, encoding: str, told: str, ends: str) -> None:
    plain = read(tmp_path, sample)
    text = sample.decode("utf-8-sig").replace("\r\n", "\n").replace("\n", ends)
    document = read(tmp_path, text, encoding)
    assert document.grids == plain.grids
    assert document.source.encoding == told


def test_sha_and_format(tmp_path: Path) -> None:
    source = read(tmp_path, tika(drawn(PLAIN))).source
    assert (source.format, source.name, len(source.sha256)) == ("txt", "dump.txt", 64)


def test_text_around_the_table(tmp_path: Path) -> None:
    grid = read(
        tmp_path, f"附件1\n\n任务表\n单位：万元\n{tika(drawn(PLAIN))}注：解释权归办公室。\n\n2024年3月\n"
    ).grids[0]
    assert rows(grid) == drawn(PLAIN)
    assert grid.before == ("附件1", "任务表", "单位：万元")
    assert grid.after == ("注：解释权归办公室。", "2024年3月")


def test_two_tables_with_a_title_between(tmp_path: Path) -> None:
    other = "姓名|电话|单位\n王亮|13800000000|财政局\n郭蕾|13900000000|教育局"
    first, second = read(tmp_path, f"{tika(drawn(PLAIN))}附件2\n联系表\n{tika(drawn(other))}完\n").grids
    assert (rows(first), rows(second)) == (drawn(PLAIN), drawn(other))
    assert (first.before, second.before, first.after, second.after) == ((), ("附件2", "联系表"), (), ("完",))
    assert second.number == 2


def test_title_parted_by_one_blank_line_only(tmp_path: Path) -> None:
    text = tika(drawn(PLAIN)).rstrip("\n") + "\n\n附件2\n" + tika(drawn(PLAIN))
    first, second = read(tmp_path, text).grids
    assert rows(first) == rows(second) == drawn(PLAIN)


def test_tables_with_the_same_header_and_nothing_but_blank_lines_between(tmp_path: Path) -> None:
    text = tika(drawn(PLAIN)) + "\n" + tika(drawn(PLAIN))
    assert [rows(grid) for grid in read(tmp_path, text).grids] == [drawn(PLAIN)] * 2


@pytest.mark.parametrize(
    "changes",
    [
        {"修路": "修路⏎"},
        {"1": "1⏎", "全年": "全年⏎⏎"},
        {"交通局": "交通局⏎", "林业局": "林业局⏎", "水利局": "水利局⏎"},
        {"任务": "任务⏎"},
        {"清淤": "清淤⏎⏎", "三季度": "三季度⏎"},
        {"修路": "修⏎路⏎"},
        {"修路": "⏎修路"},
        {"造林": "造林⏎⏎护林"},
    ],
)
def test_blank_lines_inside_cells(tmp_path: Path, changes: dict[str, str]) -> None:
    table = drawn(PLAIN)
    changed = [[changes.get(cell, cell) for cell in row] for row in table]
    wanted = [[cell.replace("⏎", "\n").strip("\n") for cell in row] for row in changed]
    assert rows(read(tmp_path, tika(changed)).grids[0]) == wanted


WILD = {
    "rows with fewer cells": """
序号|类别|项目|任务要求|领导|部门
1|民生|教育|新建学校一所，年内开工。|辛  勤|教育局
2||卫生|改建卫生院两所，年内完成。|王  亮|卫健局
3||交通⏎|修通村道路十公里，年内完成。|郭  蕾|交通局⏎公安局
4|实事|完成危桥改造两座|郭  蕾|交通局
5||完成旧小区改造四个⏎|王  亮|住建局
||完成学生宿舍建设|辛  勤|教育局
""",
    "sections": """
序号|任务|单位|时限
一、基础设施
1|修路|交通局|6月底
2|架桥⏎|交通局|9月底
二、民生保障
3|建校|教育局|全年
4|助学|教育局|全年
""",
    "a title inside the table": """
2024年重点项目表
序号|项目名称|总投资|责任单位
1|园区道路|3500|城投公司
2|污水处理厂|12000⏎|水务局
3|标准厂房|8000|城投公司
""",
    "a header of two storeys": """
序号|项目名称|投资|责任单位
|总投资|年度投资|
1|园区道路|3500|1200|城投公司
2|污水处理厂|12000|4000|水务局
3|标准厂房|8000|2000|城投公司
""",
    "no serials": """
姓名|单位|电话
王  亮|财政局|13800000001
郭  蕾⏎|教育局|13800000002
谈海波|农业农村局⏎|13800000003
任  立||13800000004
""",
    "merged first column": """
类别|任务|单位
经济|招商引资十个项目|商务局
|工业投资增长一成|科工局
|培育规上企业五家⏎|科工局
生态|造林一千亩|林业局
|河道清淤三公里|水利局
""",
    "empty last cells": """
序号|项目|单位|备注
1|道路|交通局|
2|桥梁⏎|交通局|
3|学校|教育局|续建
4|医院|卫健局|
""",
    "three-line cells everywhere": """
序号|存在问题|整改措施|责任人
1|学习不深⏎落实不够|加强学习⏎抓好落实|王亮
2|作风不实⏎⏎调研不多|深入基层⏎多做调研|郭蕾⏎
3|监管不严|建章立制|辛勤
""",
}


def test_one_form_filled_in_again_is_another_table(tmp_path: Path) -> None:
    forms = [drawn(f"对手{n}|甲类客户|乙类客户\n目标||\n印象||\n信息||") for n in (1, 2, 3)]
    assert [rows(grid) for grid in read(tmp_path, "".join(map(tika, forms))).grids] == forms


def test_rows_that_begin_as_others_by_counting_anew_are_no_other_table(tmp_path: Path) -> None:
    table = drawn("一、道路|甲局|全年\n1|修路|甲局\n2|架桥|甲局\n二、水利|乙局|全年\n1|清淤|乙局\n2|护堤|乙局")
    text = tika(table[:3]) + tika(table[3:])
    assert sum(len(rows(grid)) for grid in read(tmp_path, text).grids) == 6
    assert len(read(tmp_path, text).grids) == 1


def test_a_line_across_and_the_names_below_it_again_begin_another_table(tmp_path: Path) -> None:
    table = drawn("重点信息\n名称|依据\n甲项|乙文\n丙项|丁文")
    assert [rows(grid) for grid in read(tmp_path, tika(table) + tika(table)).grids] == [table, table]


def test_a_table_most_of_whose_rows_are_one_cell_is_doubted(tmp_path: Path) -> None:
    assert ("D060", 0, 0) in codes(read(tmp_path, tika(drawn("说明\n甲|乙\n丙\n丁\n戊|己\n庚"))))


@pytest.mark.parametrize("name", WILD)
def test_wild_tables(tmp_path: Path, name: str) -> None:
    text = "附件\n" + tika(drawn(WILD[name]))
    grids = read(tmp_path, text).grids
    assert [rows(grid) for grid in grids] == [expected(WILD[name])]


@pytest.mark.parametrize("columns", [(0, 1, 2, 3), (1,), (0, 1), (2,), (3,), (0, 3)])
@pytest.mark.parametrize("rows_padded", ["all", "below the header"])
def test_columns_that_always_end_in_an_empty_paragraph(
    tmp_path: Path, columns: tuple[int, ...], rows_padded: str
) -> None:
    table = [*drawn(PLAIN), ["4", "建校", "教育局", "8月底"], ["5", "护堤", "水利局", ""]]
    first = 0 if rows_padded == "all" else 1
    text = tika(
        [
            [cell + "⏎" * (at in columns and row >= first) for at, cell in enumerate(line)]
            for row, line in enumerate(table)
        ]
    )
    assert [rows(grid) for grid in read(tmp_path, text).grids] == [table]


def test_rows_whose_first_cell_no_tab_leads(tmp_path: Path) -> None:
    text = "任务表\n\n" + tika(drawn(PLAIN)).removeprefix("\t").replace("\n\n\t", "\n\n")
    grid = read(tmp_path, text).grids[0]
    assert (rows(grid), grid.before) == (drawn(PLAIN), ("任务表",))


def test_text_after_two_blank_lines_inside_a_cell(tmp_path: Path) -> None:
    """The row wants two more cells, and they follow: no table ends there."""
    table = drawn(PLAIN + "4|建校⏎⏎⏎扩班|教育局|8月底\n5|护堤|水利局|全年")
    assert [rows(grid) for grid in read(tmp_path, tika(table)).grids] == [
        [[cell.replace("⏎", "\n") for cell in row] for row in table]
    ]


def test_an_uncertain_row_end_is_a_doubt(tmp_path: Path) -> None:
    """Two cells and one: a short row and a section, or a whole row with a blank line in it."""
    text = tika(drawn("姓名|单位|住址\n甲组\n王亮|财政局|东街\n郭蕾|教育局\n乙组\n辛勤|商务局|西街\n任立|民政局|南街"))
    assert any(code in ("D053", "D054") for code, _, _ in codes(read(tmp_path, text)))


PROSE = {
    "indented paragraphs": "\t各县区人民政府，市直各部门：\n\t现将有关事项通知如下，请认真贯彻执行。\n\t一、提高认识，加强领导，落实责任。\n",
    "indented paragraphs apart": "\t第一段说的是如何提高认识。\n\n\t第二段说的是如何加强领导。\n\n\t第三段说的是如何抓好落实。\n\n",
    "paragraphs by twos": "\t第一段说的是如何提高认识。\n\t第二段说的是如何加强领导。\n\n\t第三段说的是如何抓好落实。\n",
    "a poem": "\t春眠不觉晓\n\t处处闻啼鸟\n\n\t夜来风雨声\n\t花落知多少\n",
    "a poem with signs": "\t床前明月光，\n\t疑是地上霜。\n\n\t举头望明月，\n\t低头思故乡。\n",
    "a list": "\t苹果\n\n\t香蕉\n\n\t梨\n",
    "plain text": "关于做好防汛工作的通知\n各单位：\n请做好准备。\n\n办公室\n2024年5月6日\n",
    "sentences with commas": "今天, 我们开会, 讨论工作。\n明天, 他们下乡, 了解情况。\n后天, 大家休息, 准备考试。\n",
    "a letter": "王主任:\n    您好!\n    来信收到, 谢谢。\n                张三\n                2024年5月6日\n",
    "white space": " \n\t\n\u3000\n",
    "one word": "附件",
    "dashes": "前言\n----\n正文\n----\n",
    "bars in text": "甲|乙\n正文没有表格。\n",
    "a numbered list": "1.\t加强领导\n2.\t落实责任\n3.\t强化督查\n",
    "a table of contents": "第一章  总则\n第二章  职责\n第三章  程序\n第四章  附则\n",
    "a form's blanks": "本人\t（姓名）\t代表\t（单位）\t参加会议。\n特此证明。\n",
    "bare serials": "1\n2\n3\n4\n5\n6\n",
}


@pytest.mark.parametrize("name", PROSE)
def test_what_is_no_table(tmp_path: Path, name: str) -> None:
    with pytest.raises(NoTable):
        read(tmp_path, PROSE[name])


def test_an_indented_paragraph_right_before_the_header(tmp_path: Path) -> None:
    grid = read(tmp_path, "\t请各单位对照下表，认真抓好落实。\n" + tika(drawn(PLAIN))).grids[0]
    assert rows(grid) == drawn(PLAIN)
    assert grid.before == ("请各单位对照下表，认真抓好落实。",)


def test_indented_notes_after_the_end(tmp_path: Path) -> None:
    grid = read(tmp_path, tika(drawn(PLAIN)) + "\t注：以上任务按季调度，年底考核。\n").grids[0]
    assert rows(grid) == drawn(PLAIN)
    assert grid.after == ("注：以上任务按季调度，年底考核。",)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04rest", "package"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "Office"),
        (b"{\\rtf1 x}", "rich text"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (bytes(range(1, 9)) * 300, "binary"),
    ],
)
def test_other_kinds_of_files(tmp_path: Path, data: bytes, kind: str) -> None:
    with pytest.raises(NotAWordFile) as raised:
        read(tmp_path, data)
    assert kind in str(raised.value.facts["kind"])


def test_empty_file(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        read(tmp_path, b"")


def test_too_large(tmp_path: Path) -> None:
    import dataclasses

    path = tmp_path / "wide.txt"
    path.write_text(tika(drawn(PLAIN)), encoding="utf-8")
    profile = default_profile()
    for limit in ({"columns": 3}, {"cells": 15}, {"xml_bytes": 10}):
        with pytest.raises(TooLarge):
            from_text(path, dataclasses.replace(profile, limits={**profile.limits, **limit}))


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n\0"])
def test_odd_line_ends(tmp_path: Path, ends: str) -> None:
    document = read(tmp_path, tika(drawn(PLAIN)).replace("\n", ends))
    assert rows(document.grids[0]) == drawn(PLAIN)


def test_truncated_bytes_are_told(tmp_path: Path) -> None:
    data = tika(drawn(PLAIN)).rstrip("\n").encode()[:-1]
    document = read(tmp_path, data)
    assert document.source.encoding == "utf-8"
    assert ("D051", 0, 0) in codes(document)
    assert ("D052", 4, 4) in codes(document)


def test_mixed_encodings_are_told(tmp_path: Path) -> None:
    text = tika(drawn(PLAIN))
    data = text.encode("gb18030") + "备注：请认真核对名单\n".encode()
    document = read(tmp_path, data)
    assert rows(document.grids[0]) == drawn(PLAIN)
    assert ("D055", 0, 0) in codes(document)


def test_a_page_break_stands_for_nothing(tmp_path: Path) -> None:
    table = tika(drawn(PLAIN))
    at = table.index("\t2\n")
    assert rows(read(tmp_path, table[:at] + "\f" + table[at:]).grids[0]) == drawn(PLAIN)


def test_cells_that_hold_tabs(tmp_path: Path) -> None:
    table = drawn(PLAIN.replace("修路", "修路→架桥"))
    text = tika(table).replace("→", "\t")
    assert rows(read(tmp_path, text).grids[0])[1][1] == "修路\t架桥"


@pytest.mark.parametrize(
    "text",
    [" " * 10**6, "\t" * 10**6, "\n" * 10**6, "|" * 10**6, "-" * 10**6, "," * 10**6, "+-" * 500_000, '"' * 10**6],
)
@pytest.mark.timeout(20)
def test_nothing_blows_up(tmp_path: Path, text: str) -> None:
    with pytest.raises((NoTable, TooLarge)):
        read(tmp_path, text)


def test_long_table_in_linear_time(tmp_path: Path) -> None:
    body = [[str(at), "推进项目建设", "发改局⏎" if at % 7 == 0 else "住建局", "全年"] for at in range(1, 6301)]
    (grid,) = read(tmp_path, tika([drawn(PLAIN)[0], *body])).grids
    assert (grid.height, grid.width) == (6301, 4)
