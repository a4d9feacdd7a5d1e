"""Tables of sixteen kinds as offices write them, made at random with the faults that they have, printed as Tika does.

``made(seed)`` gives a document: paragraphs, tables with groups, sections, totals, merges along and across, headers
printed again, cells that end in an empty paragraph.  In a printed cell ⏎ is an empty paragraph.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from tests.read import vocabulary as v
from tests.read.dumped import tika

Rows = list[list[str]]
Columns = dict[str, v.Maker]
SERIAL = "序号"


def serial(r: Random, at: int) -> str:
    return str(at)


class Kind(NamedTuple):
    """What a table is called, its columns, how many of them are merged over rows, what its sections are called."""

    title: str
    columns: Columns
    groups: int = 0
    sections: tuple[str, ...] = ()
    storeys: str = ""


PARTS = ("一、基础设施", "二、民生保障", "三、产业发展", "四、社会治理", "五、生态环保")
DAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
KINDS = (
    Kind("重点工作任务分解表", {SERIAL: serial, "类别": v.matter, "项目": v.matter, "任务要求": v.paragraphs, "牵头领导": v.names, "责任单位": v.units, "完成时限": v.deadline}, 2),
    Kind("全面从严治党责任清单", {SERIAL: serial, "责任事项": v.matter, "具体措施": v.paragraphs, "责任领导": v.name, "责任单位": v.unit, "配合单位": v.at_times(v.units), "完成时限": v.deadline}, 0, PARTS),
    Kind("重点项目台账", {SERIAL: serial, "项目名称": v.project, "建设内容及规模": v.sentence, "建设性质": v.of("新建", "续建", "改扩建"), "总投资": v.amount, "年度投资": v.amount, "责任单位": v.unit, "备注": v.at_times(v.of("已开工", "前期"), 0.2)}, 0, PARTS, "投资（万元）"),
    Kind("问题整改台账", {SERIAL: serial, "存在问题": v.paragraphs, "整改措施": v.paragraphs, "整改时限": v.deadline, "责任单位": v.units, "责任人": v.names, "整改进展": v.at_times(v.paragraphs, 0.8), "是否销号": v.of("是", "否", "")}),
    Kind("督查检查工作安排表", {"组别": v.of("第一组", "第二组", "第三组", "第四组"), "组长": v.name, "成员": v.names, "检查单位": v.unit, "检查时间": v.date}, 3),
    Kind("工作人员联系表", {"姓名": v.name, "单位": v.unit, "职务": v.of(*v.POSTS), "办公电话": v.at_times(v.phone, 0.7), "手机号码": v.phone}),
    Kind("部门预算支出表", {"科目编码": lambda r, at: str(r.randint(2010101, 2299999)), "科目名称": v.of("行政运行", "一般行政管理事务", "事业运行", "其他教育支出", "住房公积金"), "合计": v.amount, "基本支出": v.at_times(v.amount, 0.8), "项目支出": v.at_times(v.amount, 0.6)}, 0, (), "其中"),
    Kind("耕地地力保护补贴发放清册", {SERIAL: serial, "乡镇": v.of(*v.PLACES), "村": v.of(*v.VILLAGES), "户主姓名": v.name, "身份证号": v.identity, "面积（亩）": v.amount, "补贴标准": v.of("105", "73.5"), "补贴金额（元）": v.amount, "备注": v.at_times(v.of("代领"), 0.1)}, 2),
    Kind("节假日值班安排表", {"日期": v.date, "星期": v.of(*DAYS), "带班领导": v.name, "值班人员": v.names, "值班电话": v.phone}, 2),
    Kind("设备采购清单", {SERIAL: serial, "设备名称": v.of(*v.GOODS), "规格型号": v.at_times(v.of("HP-1020", "i5/16G/512G", "1.5匹", "定制"), 0.9), "单位": v.of("台", "套", "件"), "数量": v.small, "单价": v.amount, "金额（元）": v.amount, "备注": v.at_times(v.sentence, 0.2)}, 0, ("一、办公设备", "二、专用设备")),
    Kind("考试时间安排表", {"日期": v.date, "时间": v.of("9:00-11:30", "14:00-16:00", "上午", "下午"), "科目": v.of(*v.SUBJECTS), "考场": v.small, "监考人员": v.names}, 1),
    Kind("惠企政策清单", {SERIAL: serial, "政策名称": v.matter, "政策内容": v.paragraphs, "政策依据": v.law, "责任单位": v.units, "联系人及电话": lambda r, at: v.name(r) + r.choice(("\n", " ")) + v.phone(r)}),
    Kind("行政许可事项清单", {SERIAL: serial, "事项名称": v.matter, "设定依据": v.law, "实施机关": v.unit, "备注": v.at_times(v.sentence, 0.1)}, 0, ("一、发改部门", "二、教育部门", "三、公安部门")),
    Kind("绩效评价指标体系", {"一级指标": v.of("决策", "过程", "产出", "效益"), "二级指标": v.matter, "三级指标": v.matter, "分值": v.small, "评分标准": v.paragraphs}, 2),
    Kind("河湖长名录", {"河流名称": v.of("沅江", "白水河", "清溪"), "河段": v.of("上游段", "下游段", "全段"), "河长姓名": v.name, "职务": v.of(*v.POSTS), "联系单位": v.unit}, 1),
    Kind("会议议程", {"时间": v.of("8:30-9:00", "9:00-9:40", "14:30-15:20"), "内容": v.sentence, "主持人": v.name}, 0),
)  # fmt: skip


class Made(NamedTuple):
    """A document: its text, and for each table the rows that should come back."""

    text: str
    tables: tuple[Rows, ...]
    kind: str


def made(seed: int) -> Made:
    """Make a document of one to three tables."""
    r = Random(seed)
    kinds = [r.choice(KINDS) for _ in range(r.choice((1, 1, 1, 2, 3)))]
    printed = [_padded(r, _table(r, kind)) for kind in kinds]
    parts = enumerate(zip(kinds, printed, strict=True), 1)
    text = "".join(_before(r, kind, at) + tika(rows) for at, (kind, rows) in parts)
    tables = tuple([[_clean(cell) for cell in row] for row in rows] for rows in printed)
    return Made(
        text + r.choice(("", "注：本表一式两份。\n", "备注：解释权归办公室。\n2024年3月5日\n")), tables, kinds[0].title
    )


def _clean(cell: str) -> str:
    return cell.replace("⏎", "\n").strip("\n").rstrip()


def _before(r: Random, kind: Kind, at: int) -> str:
    lines = r.choice(((), (f"附件{at}",), ("附  件",)))
    year = r.choice(("", "2024年", "××县2024年"))
    notes = r.choice(((), (), ("单位：万元",), ("填报单位：（盖章）        填报时间：2024年5月",)))
    parted = r.choice(("", "\n"))
    return "".join(f"{line}\n{parted}" for line in (*lines, year + kind.title, *notes))


def _table(r: Random, kind: Kind) -> Rows:
    columns = dict(kind.columns)
    if SERIAL in columns and r.random() < 0.15:
        del columns[SERIAL]
    for each in [name for name in columns if name not in (SERIAL, *list(columns)[:3])]:
        if r.random() < 0.12 and len(columns) > 3:
            del columns[each]
    height = r.choice((5, 8, 12, 20, 35, 60, 120))
    body = _body(r, kind, columns, height)
    head = _head(r, kind, columns)
    rows = _with_totals(r, columns, head + _with_sections(r, kind, body))
    return _again(r, head, rows)


def _head(r: Random, kind: Kind, columns: Columns) -> Rows:
    """Print the names, some of them parted by blanks; at times a title in the table, or two storeys."""
    wide = [r.choice((name, name, "  ".join(name) if len(name) == 2 else name, _stacked(r, name))) for name in columns]
    head = [wide]
    at = len(columns) - 3
    if kind.storeys and r.random() < 0.7 and at > 1:
        after = len(wide) - at - 2
        head = [[*wide[:at], kind.storeys, *wide[at + 2 :]], [*[""] * at, *wide[at : at + 2], *[""] * after]]
    return [[kind.title], *head] if r.random() < 0.05 else head


def _stacked(r: Random, name: str) -> str:
    at = len(name) // 2
    return f"{name[:at]}\n{name[at:]}" if len(name) > 3 and r.random() < 0.3 else name


def _body(r: Random, kind: Kind, columns: Columns, height: int) -> Rows:
    lost, names = r.choice((0, 0, 0.03)), list(columns)
    rows = [[make(r, at) for make in columns.values()] for at in range(1, height + 1)]
    form = r.choice(("{}", "{}", "{}", "{}.", "{:03}", "（{}）"))
    for at, row in enumerate(rows):
        row[0] = row[0] if names[0] != SERIAL else "" if r.random() < lost else form.format(at + 1)
    _merge_down(r, rows, names[0] == SERIAL, kind.groups)
    return _merge_across(r, rows, len(columns))


def _merge_down(r: Random, rows: Rows, numbered: bool, groups: int) -> None:
    """Blank what goes on from above: an inner group never goes on past the end of an outer one."""
    ends = {0}
    for column in range(numbered, numbered + groups):
        for at in range(1, len(rows)):
            if at in ends or r.random() < r.choice((0.15, 0.3)):
                ends.add(at)
            else:
                rows[at][column] = ""


def _merge_across(r: Random, rows: Rows, width: int) -> Rows:
    """Merge two columns in the last rows, or in single ones."""
    if width < 4 or r.random() < 0.6:
        return rows
    column = r.randint(1, width - 2)
    last = range(len(rows) - max(2, len(rows) // 6), len(rows))
    for at in last if r.random() < 0.7 else r.sample(range(len(rows)), max(1, len(rows) // 15)):
        if rows[at][column]:
            del rows[at][column + 1]
    return rows


def _with_sections(r: Random, kind: Kind, rows: Rows) -> Rows:
    if not kind.sections or r.random() < 0.4:
        return rows
    cuts = sorted(r.sample(range(1, len(rows)), min(len(kind.sections) - 1, len(rows) - 2)))
    starts = dict(zip([0, *cuts], kind.sections, strict=False))
    return [each for at, row in enumerate(rows) for each in ([[starts[at]]] if at in starts else []) + [row]]


def _with_totals(r: Random, columns: Columns, rows: Rows) -> Rows:
    sums = [at for at, make in enumerate(columns.values()) if make is v.amount]
    if not sums or r.random() < 0.5:
        return rows
    merged = r.randint(1, sums[0])
    return [*rows, ["合  计", *(v.amount(r) if at in sums else "" for at in range(merged, len(columns)))]]


def _again(r: Random, head: Rows, rows: Rows) -> Rows:
    """Print the names again every so many rows, as a page break does in some files."""
    if r.random() < 0.85 or len(rows) < 12:
        return rows
    page = r.randint(8, 25)
    return [each for at, row in enumerate(rows) for each in (head if at > len(head) and not at % page else []) + [row]]


def _padded(r: Random, rows: Rows) -> Rows:
    """End some cells in an empty paragraph: single ones anywhere, and many of one column."""
    share = r.choice((0, 0, 0.01, 0.03, 0.06))
    width = max(map(len, rows))
    columns = {r.randrange(width): r.choice((0.2, 0.5, 0.9))} if r.random() < 0.25 else {}
    return [[_with_empty(r, cell, max(share, columns.get(at, 0))) for at, cell in enumerate(row)] for row in rows]


def _with_empty(r: Random, cell: str, share: float) -> str:
    if r.random() >= share:
        return cell
    if "\n" in cell and r.random() < 0.4:
        return cell.replace("\n", "\n⏎", 1)
    return ("⏎" if r.random() < 0.05 else "") + cell + "⏎" * r.choice((1, 1, 1, 2))
