"""What programs leave behind in a cell: bookmarks' names, odd characters, padding, line breaks in labels."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from pipeline.model import Cell, Fixed, Repair, Table
from pipeline.normalize.contents import is_label
from pipeline.profile import Profile
from pipeline.text import HAN, UNSEEN, half_width, han, joined, visible

LABELS = ("group", "item", "deadline", "phone", "identity", "code", "amount", "quantity", "percentage")
DIGITS = ("deadline", "phone", "identity", "code", "amount", "quantity", "percentage")

# Marks that Tika writes for what is no text.
_left_behind = re.compile(r"\[(?:bookmark|image|embedded):[^\]\n]{0,200}\]\s?")
# A space that must not break is right between letters and figures, 1 164 MHz; beside Chinese it is padding.
HARD_SPACE = "\u00a0"
_PADDING = rf"(?<=[{HAN}])\u00a0|\u00a0(?=[{HAN}])"
_unseen = re.compile(f"[{UNSEEN}\u0000-\u0008\u000e-\u001f]")
# Kangxi radicals, and the CJK radicals that stand for one ideograph each, as PDF converters write them.
_radicals = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_radicals |= {0x2EC4: "西", 0x2ECB: "车", 0x2ED1: "長", 0x2ED3: "长", 0x2ED4: "门", 0x2EDA: "页", 0x2EDB: "风", 0x2EDD: "食",
              0x2EE2: "马", 0x2EE5: "鱼", 0x2EE6: "鸟", 0x2EEC: "齐", 0x2EF0: "龙", 0x2EF3: "龟", 0x2EA0: "民", 0x2E9F: "母"}  # fmt: skip
_full_width = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_in_number = re.compile(r"(?<=\d)[．，：／－～](?=\d)|(?<=\d)％|[＋－](?=\d)")
# One search tells most texts as clean.
_odd = re.compile(f"[{HARD_SPACE}{UNSEEN}\u0000-\u0008\u000e-\u001f\u2e80-\u2fd5]")


def clean_text(table: Table, profile: Profile) -> Fixed:
    """Take what programs left behind out of the cells, mend known wrong characters, join lines in labels.

    >>> fixed = clean_text(table("类别:group|任务:text; 年度⏎目标⏎任务|[bookmark: _GoBack]使⽤面积8㎡ "), profile)
    >>> show(fixed)
    类别 | 任务
    年度目标任务 | 使用面积8㎡
    >>> told(fixed)
    R403 2:1 '年度⏎目标⏎任务' -> '年度目标任务' sure
    R401 2:2 '[bookmark: _GoBack]使⽤面积8㎡' -> '使⽤面积8㎡' sure
    R402 2:2 '使⽤面积8㎡' -> '使用面积8㎡' sure
    """
    changed: dict[tuple[int, int], Cell] = {}
    repairs: list[Repair] = []
    mends = cache(_mends)
    columns = [(at, each) for at, each in enumerate(table.columns) if each.role not in ("printed_serial", "serial")]
    for row, (cells, *_) in enumerate(table.rows):
        for at, column in columns:
            if found := mends(cells[at].text, column.role):
                changed[row, at] = cells[at]._replace(text=found[-1].after)
                repairs += [
                    Repair(code, "clean_text", cells[at].place, before, after, "sure", column.name)
                    for code, before, after in found
                ]
    return Fixed(table.with_cells(changed), tuple(repairs))


class Mend(NamedTuple):
    """What was mended in a text, by the code of its repair."""

    code: str
    before: str
    after: str


def _mends(text: str, role: str) -> list[Mend]:
    """Mend a text of a column of some role, one kind of dirt after the other."""
    found: list[Mend] = []
    for code, mend in (("R401", _without_marks), ("R402", _mended), ("R403", _trimmed)):
        after = mend(text, role)
        if after != text:
            found.append(Mend(code, text, after))
            text = after
    return found


def _without_marks(text: str, role: str) -> str:
    return _left_behind.sub("", text) if "[" in text else text


def _mended(text: str, role: str) -> str:
    if _odd.search(text):
        text = _unpadded(_unseen.sub("", text)).translate(_radicals)
    return _figures(text) if role in DIGITS else text


def _figures(text: str) -> str:
    """Write full-width letters and digits as half-width ones, and signs where they are part of a number.

    >>> _figures("０７３６－６６２００１１，转８００１"), _figures("５，０００．５（含税）"), _figures("９５％")
    ('0736-6620011，转8001', '5,000.5（含税）', '95%')
    """
    return _in_number.sub(lambda found: half_width(found[0]), _full_width.sub(lambda found: half_width(found[0]), text))


def _unpadded(text: str) -> str:
    return re.sub(_PADDING, " ", text) if HARD_SPACE in text else text


def _trimmed(text: str, role: str) -> str:
    if role in LABELS and is_label(text):  # a paragraph keeps its lines, whatever its column holds
        return joined(text)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if role:
        return "\n".join(lines)
    return _in_one_word(text) if len(lines) > 1 and is_label(text) else text.strip()


def _in_one_word(text: str) -> str:
    """Join what is set one character below the other, a bracket on a line of its own to what it explains, what 、 leaves open.

    >>> _in_one_word("上\\n午"), _in_one_word("3月5日\\n（星期三）"), _in_one_word("甲村\\n乙村"), _in_one_word("县委常委、\\n副县长")
    ('上午', '3月5日（星期三）', '甲村\\n乙村', '县委常委、副县长')
    """
    if all(len(line) == 1 and han(line) for line in map(visible, text.split("\n")) if line):
        return joined(text)
    return re.sub(r"(?<=、)\s*\n\s*|\s*\n\s*(?=[（(])", "", text.strip())
