"""Whatever table comes in, no file fails, no character is lost, and the JSON keeps to its schema."""

from __future__ import annotations

import json
import random

import jsonschema
import pytest

from pipeline.emit.to_json import schema
from pipeline.flow import convert
from pipeline.model import Box, Grid
from pipeline.result import Wish
from tests.build import docx
from tests.runs import deliver

NAMES = (
    "序号", "类别", "项目", "任务要求", "牵头领导", "责任单位", "完成时限", "投资（万元）", "数量", "备注", "", "序  号", "配合单位",
)  # fmt: skip
TEXTS = (
    "", "", "", "1", "2", "3", "12", "（一）", "一、道路（2个）", "合计", "小计", "同上", "〃", "-", "无", "甲局", "乙局\n丙局",
    "辛  勤", "任  立    郭  蕾", "王亮（副区长）", "甲局乙局", "财政局、住建（交通）局", "2024年10月底前", "长期", "3,500", "1.2亿元",
    "完成老旧小区改造和县道大修，持续", "推进。", "序号", "项目", "任务要求", "备注：无", "[bookmark: _GoBack]修路", "年度\n目标",
    " 架桥 ", "１２", "⽤地", "续表", "=1+1", "@x", "1\n2\n3", "a\nb\nc", "\n\n", "姓名", "性别", "男", "联系电话", "\u200b", "①",
    "第3项", "A-01", "1.1", "2.3", "二", "注：以上",
)  # fmt: skip
SCHEMA = jsonschema.Draft202012Validator(json.loads(schema()))


def merged(chance: random.Random) -> Grid:
    """Draw a table of up to nine rows and seven columns, with merges in both directions."""
    height, width = chance.randint(1, 9), chance.randint(1, 7)
    boxes: list[Box] = []
    taken: set[tuple[int, int]] = set()
    for row in range(1, height + 1):
        for column in range(1, width + 1):
            if (row, column) in taken:
                continue
            down = chance.randint(1, min(3, height - row + 1)) if chance.random() < 0.15 else 1
            across = chance.randint(1, min(3, width - column + 1)) if chance.random() < 0.15 else 1
            covers = {(r, c) for r in range(row, row + down) for c in range(column, column + across)}
            if covers & taken:
                down, across, covers = 1, 1, {(row, column)}
            taken |= covers
            text = chance.choice(NAMES if row == 1 and chance.random() < 0.8 else TEXTS)
            boxes.append(Box(text, row, column, down, across))
    return Grid(1, height, width, tuple(boxes))


def dumped(chance: random.Random) -> str:
    """Draw a dump, some of whose rows lack a cell."""
    width = chance.randint(2, 7)
    lines = [chance.choice(["附件", "某区2024年任务表", "单位：万元"]) for _ in range(chance.randint(0, 2))] + [""]
    for row in range(chance.randint(2, 10)):
        cells = width - (chance.random() < 0.2)
        lines += ["\t" + chance.choice(TEXTS if row else NAMES) for _ in range(cells)] + [""]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("seed", range(120))
def test_any_table(seed, tmp_path):
    chance = random.Random(seed)
    path = tmp_path / ("a.txt" if seed % 2 else "a.docx")
    second = ["续表", merged(chance)] if chance.random() < 0.3 else []
    path.write_bytes(dumped(chance).encode() if seed % 2 else docx("题目", merged(chance), *second, ""))
    result = convert(path)
    assert result.audit.lost == 0
    deliver(result, tmp_path / "made", ("xlsx", "csv", "json", "html"), Wish(stem="made"))
    assert [error.message for error in SCHEMA.iter_errors(json.loads((tmp_path / "made.json").read_bytes()))] == []
