"""Tables that only survive as the text some program printed of them."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.errors import TooLarge
from pipeline.model import Doubt, Grid, Place
from pipeline.no_table import TextWithoutTable
from pipeline.profile import Profile
from pipeline.read.comma_parted import comma_parted
from pipeline.read.decode import WRONG, Decoded, decode
from pipeline.read.drawn import drawn
from pipeline.read.printed_merges import with_merges
from pipeline.read.sketch import Part, Sketch, doubt
from pipeline.read.spaced import spaced
from pipeline.read.stacked import stacked
from pipeline.read.tab_led import tab_led
from pipeline.read.tab_parted import tab_parted
from pipeline.read.text_file import bytes_of, refuse_binary
from pipeline.result import Document, Source
from pipeline.text import blank

Dialect = Callable[[Sequence[str], Profile], list[Part]]
# The more a dialect's marks say about the structure, the earlier it is asked.
DIALECTS: tuple[Dialect, ...] = (drawn, tab_led, tab_parted, comma_parted, spaced, stacked)

# More blank lines than this tell no more than this.
GAP = 40
_long_gap = re.compile(r"\n{41,}")


def from_text(path: Path, profile: Profile) -> Document:
    """Read the tables of a text dump; where rows or characters are not certain, that is doubted.

    >>> told(from_dump("|任务  |单位  |\\n|修路  |交通局|\\n|架桥  |交通局|\\n|植树  |林业局|"))
    D053 3:1
    D053 4:1
    >>> rows = "姓名 单位 住址\\n甲组\\n王亮 财政局 东街\\n郭蕾 教育局\\n乙组\\n辛勤 商务局 西街\\n任立 民政局 南街".split("\\n")
    >>> told(from_dump("".join("\\t" + row.replace(" ", "\\n\\t") + "\\n\\n" for row in rows)))
    D054 4:2
    >>> form = "姓名 王亮\\n性别 男 民族 汉\\n单位 财政局 职务 科长 电话 13800000000\\n备注\\n住址 东街".split("\\n")
    >>> told(from_dump("".join("\\t" + row.replace(" ", "\\n\\t") + "\\n\\n" for row in form)))
    D060 0:0
    >>> told(from_dump("序号;任务;单位\\n1;修路;交通局\\n2;造林\\n3;清淤;水利局\\n4;护堤;水利局"))
    D057 3:1
    >>> told(from_dump("序号    任务        单位\\n1       修路        交通局\\n2       清淤护堤    水利局"))
    D058 0:0
    >>> lines = "序号 任务 领导 1 修路 辛勤 2 造林 王亮 郭蕾 3 清淤 任立 4 建校 谈海波"
    >>> told(from_dump(lines.replace(" ", "\\n")))
    D059 0:0
    D056 3:1

    Bytes may fit more than one encoding, be cut off, or be of two.

    >>> rows = "\\t序号\\n\\t任务\\n\\n\\t1\\n\\t修好县道二十公里\\n\\n\\t2\\n\\t新建示范性学校"
    >>> told(from_dump(rows.encode()[:-1]))
    D051 0:0 count=1 encoding=utf-8
    D052 3:2
    >>> told(from_dump((rows + "\\n").encode("gb18030") + "备注：请认真核对名单\\n".encode()))
    D055 0:0 count=1 encoding=gb18030 rival=utf-8
    >>> told(from_dump("番号\\t事業名\\t担当部署\\n1\\tまちづくり推進\\t企画課\\n2\\t防災訓練\\t総務課".encode("cp932")))
    D050 0:0 encoding=gb18030 rival=cp949
    """
    data = bytes_of(path, profile)
    decoded = decode(data, _header_words(profile))
    refuse_binary(path.name, decoded.text)
    csv.field_size_limit(max(csv.field_size_limit(), len(decoded.text) + 1))
    parts = _parts(_lines(decoded.text), profile)
    grids = _grids(parts)
    if not grids:
        raise TextWithoutTable(name=path.name)
    _refuse_too_wide(path.name, grids, profile)
    source = Source(path.name, "txt", hashlib.sha256(data).hexdigest(), decoded.encoding)
    return Document(source, _with_doubts(grids, decoded))


def _header_words(profile: Profile) -> list[str]:
    return [word for words in profile.roles.values() for word in words if len(word) > 1 and not word.isascii()]


def _lines(text: str) -> list[str]:
    """Cut a text into lines, whatever ends them; a page break ends a line, a NUL is nothing."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").replace("\ufeff", "")
    for page_break in ("\n\f\n", "\f\n", "\n\f", "\f"):
        plain = plain.replace(page_break, "\n")
    plain = _long_gap.sub("\n" * GAP, plain)
    return plain.replace("\v", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n").split("\n")


def _parts(lines: Sequence[str], profile: Profile) -> list[Part]:
    """Ask each dialect for tables; the first that finds one is believed."""
    for dialect in DIALECTS:
        parts = dialect(lines, profile)
        if any(isinstance(part, Sketch) for part in parts):
            return parts
    return []


def _grids(parts: Sequence[Part]) -> list[Grid]:
    """Number the tables and hang the paragraphs between them onto the next, the last ones onto the last."""
    grids: list[Grid] = []
    paragraphs: list[str] = []
    for part in parts:
        if isinstance(part, str):
            paragraphs += [part.strip()] if not blank(part) else []
        else:
            grids.append(_grid(part, len(grids) + 1, tuple(paragraphs)))
            paragraphs = []
    if grids:
        grids[-1] = replace(grids[-1], after=tuple(paragraphs))
    return grids


def _grid(read: Sketch, number: int, before: tuple[str, ...]) -> Grid:
    sketch = with_merges(read) if read.lost_spans else read
    doubts = tuple(each._replace(place=each.place._replace(table=number)) for each in sketch.doubts)
    return Grid(number, sketch.height, sketch.width, sketch.boxes, before, lost_spans=sketch.lost_spans, doubts=doubts)


def _refuse_too_wide(name: str, grids: Sequence[Grid], profile: Profile) -> None:
    found = {"columns": max(grid.width for grid in grids), "cells": sum(len(grid.boxes) for grid in grids)}
    for what, count in found.items():
        if count > profile.limits[what]:
            raise TooLarge(name=name, what=what, limit=profile.limits[what])


def _with_doubts(grids: Sequence[Grid], decoded: Decoded) -> tuple[Grid, ...]:
    """Tell a close choice of encoding at the first table, and what could not be decoded where it stands."""
    first = [doubt("D050", facts={"encoding": decoded.encoding, "rival": decoded.rival})] if decoded.rival else []
    told = [replace(grid, doubts=(*grid.doubts, *_undecoded(grid))) for grid in grids]
    if decoded.wrong:
        first.append(doubt("D051", facts={"count": decoded.wrong, "encoding": decoded.encoding}))
    if decoded.mixed:
        first.append(doubt("D055", facts={"count": decoded.mixed, "encoding": decoded.encoding, "rival": "utf-8"}))
    heads = tuple(each._replace(place=Place(1, 0, 0)) for each in first)
    told[0] = replace(told[0], doubts=(*heads, *told[0].doubts))
    return tuple(told)


def _undecoded(grid: Grid) -> list[Doubt]:
    return [Doubt("D052", "from_text", grid.place(box.row, box.column)) for box in grid.boxes if WRONG in box.text]
