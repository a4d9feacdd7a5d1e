"""Tables made at random, printed as Tika prints them with empty paragraphs in their cells, read again."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest

from tests.read.dumped import regained, tika
from tests.read.lifelike import made

UNITS = ("发改局", "财政局", "教育局", "住建局", "农业农村局", "自然资源局", "龙泉街道", "公安分局", "优化办", "商务局")
WORDS = "推进加快完善建设落实提升强化项目产业发展治理民生安全生态环境整治工作机制服务企业招商引资农村道路"
Rows = list[list[str]]


def words(r: random.Random, least: int, most: int) -> str:
    return "".join(r.choices(WORDS, k=r.randint(least, most)))


def name(r: random.Random) -> str:
    first, rest = r.choice("王李张刘陈郭谈任辛"), "".join(r.choices("伟芳娜敏静磊军洋海波立勤", k=r.choice((1, 1, 2))))
    return f"{first}  {rest}" if len(rest) == 1 else first + rest


COLUMNS: dict[str, Callable[[random.Random, int], str]] = {
    "序号": lambda r, at: "" if r.random() < 0.03 else str(at),
    "类别": lambda r, at: "" if at > 1 and r.random() < 0.7 else words(r, 4, 16),
    "项目": lambda r, at: words(r, 4, 14),
    "任务要求": lambda r, at: "\n".join(words(r, 10, 60) + "。" for _ in range(r.choice((1, 1, 2, 3)))),
    "牵头领导": lambda r, at: "\n".join(name(r) for _ in range(r.choice((1, 1, 2)))),
    "责任单位": lambda r, at: r.choice("\n、").join(r.choices(UNITS, k=r.choice((1, 1, 2, 3)))),
    "完成时限": lambda r, at: r.choice((f"{r.randint(1, 12)}月底前", "全年", "长期坚持")),
    "总投资（万元）": lambda r, at: str(r.randint(10, 90_000)),
    "备注": lambda r, at: r.choice(("", "", "", "续建")),
}


def table(r: random.Random) -> Rows:
    names = [each for each in COLUMNS if each in ("项目", "责任单位") or r.random() < 0.6]
    rows = [names]
    for at in range(1, r.choice((6, 12, 25, 60)) + 1):
        if r.random() < 0.04 and len(names) > 3:
            rows.append([f"{r.choice('一二三四五六')}、{words(r, 4, 10)}"])
        rows.append([COLUMNS[each](r, at) for each in names])
    if r.random() < 0.25 and len(names) > 4:
        merged = r.randint(1, len(names) - 2)
        for row in rows[-max(2, len(rows) // 6) :]:
            if len(row) == len(names):
                del row[merged]
    return rows


def padded(r: random.Random, rows: Rows, share: float) -> Rows:
    return [[cell + "⏎" * r.choice((1, 1, 2)) if cell and r.random() < share else cell for cell in row] for row in rows]


@pytest.mark.long
@pytest.mark.parametrize(("share", "least"), [(0.0, 1.0), (0.02, 0.999), (0.05, 0.995)])
def test_cells_come_back(share: float, least: float) -> None:
    cells = right = doubts = 0
    for seed in range(80):
        r = random.Random(seed)
        rows = table(r)
        tables, told = regained("任务分解表\n" + tika(padded(r, rows, share)) + "注：略\n")
        counts = Counter(tuple(row) for found in tables for row in found)
        cells += sum(map(len, rows))
        right += sum(len(row) for row in rows if counts[tuple(row)])
        doubts += told
    assert right >= least * cells
    assert doubts <= 8


# Of few documents one that goes wrong weighs more: they are allowed twice as much.
@pytest.mark.parametrize(("count", "allowed"), [(40, 2), pytest.param(100, 1, marks=pytest.mark.long)])
def test_lifelike_documents_come_back(count: int, allowed: int) -> None:
    """Of documents of sixteen kinds, hardly a cell is wrong, hardly one of them without a doubt in its document."""
    cells = wrong = silent = apart = doubts = 0
    for seed in range(count):
        document = made(seed)
        tables, told = regained(document.text)
        found = Counter(tuple(row) for table in tables for row in table)
        missing = Counter(tuple(row) for table in document.tables for row in table) - found
        lost = sum(len(row) * count for row, count in missing.items())
        cells += sum(len(row) for table in document.tables for row in table)
        wrong += lost
        silent += lost if not told else 0
        apart += len(tables) != len(document.tables)
        doubts += told
    assert wrong * 100 <= allowed * cells
    assert silent * 500 <= allowed * cells
    assert apart * 100 <= 3 * allowed * count
    assert doubts * 10 <= 3 * allowed * count
