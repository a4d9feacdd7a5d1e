"""Forms: tables whose names stand beside their values, 姓名｜张三｜性别｜男."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from pipeline.model import Cell, Column, Doubt, Fixed, Place, Repair, Row, Table
from pipeline.profile import Profile
from pipeline.text import blank, joined, visible

# A label is a word or two; what is longer is a value.
LONGEST_LABEL = 12
# So many labels must be words that forms are known to use.
FEWEST_KNOWN = 3


def part_forms(table: Table, profile: Profile) -> Fixed:
    """Turn a form into pairs of label and content; every other table stays as it is.

    >>> fixed = part_forms(raw("姓名|张三|性别|男; 出生年月|1980.5|联系电话|13800000000; 工作简历|2003年参加工作|<|<"), profile)
    >>> show(fixed)
    名称 | 内容
    姓名 | 张三
    性别 | 男
    出生年月 | 1980.5
    联系电话 | 13800000000
    工作简历 | 2003年参加工作
    >>> told(fixed)
    R108 1:1 '' -> '名称｜内容' inferred

    A place for a photograph that ends several rows has no content; what heads several rows is named before their labels.

    >>> card = "姓名|李娜|性别|女|照片; 出生年月|1985.03|民族|汉族|^; 学历|全日制教育|大学|专业|农学; ^|在职教育|硕士|专业|法学"
    >>> show(part_forms(raw(card), profile))
    名称 | 内容
    姓名 | 李娜
    性别 | 女
    照片 |
    出生年月 | 1985.03
    民族 | 汉族
    学历/全日制教育 | 大学
    学历/专业 | 农学
    学历/在职教育 | 硕士
    学历/专业 | 法学

    One whose labels and contents cannot be paired is doubted: any reading of it as a list is wrong.

    >>> told(part_forms(raw("姓名|张三|性别|男; 籍贯|湖南|民族|汉族; 成员|称谓|姓名|年龄; ^|妻子|李四|40; 备注|<|<|<"), profile))
    D108 1:1

    A list of people has the same words on top, and is no form.

    >>> people = raw("姓名|性别|出生年月|联系电话; 张三|男|1980.5|13800000000; 李四|女|1981.6|13900000000")
    >>> part_forms(people, profile).repairs
    ()
    """
    known = frozenset(map(visible, profile.marks["form"]))
    if table.columns or not _has_labels(table, known):
        return Fixed(table)
    if not is_form(table, known):
        return Fixed(table, (), _unpaired(table, known))
    tall = _tall(table)
    pairs = [pair for row in table.rows for pair in _pairs(row, tall)]
    columns = (Column("名称", role="item", made=True), Column("内容", role="text", made=True))
    told = Repair("R108", "part_forms", table.rows[0].cells[0].place, "", "名称｜内容", "inferred")
    return Fixed(replace(table, rows=tuple(pairs), columns=columns, header_rows=0), (told,))


def _has_labels(table: Table, known: Set[str]) -> bool:
    """Ask whether there are as many labels that forms use as the least of them has; in most tables there is none."""
    return sum(_name(cell) in known for row in table.rows for cell in row.cells) >= FEWEST_KNOWN


def is_form(table: Table, known: Set[str]) -> bool:
    """Ask whether labels that forms use stand, each once, before values, in at least two rows."""
    tall = _tall(table)
    parted = [_parted(row, tall) for row in table.rows]
    if len(parted) < 2 or any(len(part.cells) % 2 for part in parted):
        return False
    pairs = [(part.heading, *pair) for part in parted for pair in part.pairs]
    labels = [_name(label) for _, label, _ in pairs]
    values = [visible(value.text) for _, _, value in pairs]
    unheaded = [_name(label) for heading, label, _ in pairs if not heading]
    if not all(0 < len(label) <= LONGEST_LABEL for label in labels) or len(set(unheaded)) < len(unheaded):
        return False
    told = sum(label in known for label in labels)
    return told >= FEWEST_KNOWN and told * 2 >= len(labels) and sum(value in known for value in values) * 3 <= told


class Parted(NamedTuple):
    """The cells of a row that go in pairs, and what heads them together with other rows."""

    heading: str
    cells: list[Cell]

    @property
    def pairs(self) -> list[tuple[Cell, Cell]]:
        """Give each label and content of which one is printed."""
        pairs = zip(self.cells[::2], self.cells[1::2], strict=True)
        return [(label, value) for label, value in pairs if not blank(label.text + value.text)]


def _name(label: Cell) -> str:
    return visible(label.text).rstrip(":：")


def _tall(table: Table) -> Set[Place]:
    """Give the boxes that reach over several rows."""
    return {cell.source for row in table.rows for cell in row.cells if cell.from_above}


def _parted(row: Row, tall: Set[Place]) -> Parted:
    """Part a row: a merge counts once and where it is printed; an odd one begins with a heading or ends with a photograph."""
    boxes = [next(cells) for _, cells in groupby(row.cells, key=lambda cell: cell.source)]
    own = [cell for cell in boxes if cell.source.row == cell.place.row]
    first, second = (boxes + boxes)[:2]
    headed = len(boxes) > 1 and first.source in tall and second.source not in tall
    if headed and (first not in own or len(own) % 2):
        return Parted(joined(first.text), [cell for cell in own if cell is not first])
    if len(own) % 2 and own[-1].source in tall:
        return Parted("", [*own, own[-1]._replace(text="")])
    return Parted("", own)


def _pairs(row: Row, tall: Set[Place]) -> list[Row]:
    part = _parted(row, tall)
    head = f"{part.heading}/" if part.heading else ""
    return [
        Row((label._replace(text=head + joined(label.text).rstrip(":：")), value), row.first, row.last)
        for label, value in part.pairs
    ]


def _unpaired(table: Table, known: Set[str]) -> tuple[Doubt, ...]:
    """Doubt a table that has the labels of a form, each once and before a content, in several rows."""
    rows = [[_name(cell) for cell in _parted(row, frozenset()).cells] for row in table.rows]
    said = Counter(text for row in rows for text in row if text in known)
    labelled = [
        sum(said[label] == 1 and bool(text) and text not in known for label, text in pairwise(row)) for row in rows
    ]
    if sum(labelled) < FEWEST_KNOWN or sum(map(bool, labelled)) < 2:
        return ()
    return (Doubt("D108", "part_forms", table.rows[0].cells[0].place),)
