"""A table that is a picture: a large one, alone in its paragraph, right below the title of a table."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.read.ooxml import whole

EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
# 8 by 3 cm in EMU: a seal, a logo and a QR code are smaller.
WIDE, HIGH = 2_880_000, 1_080_000
_title = re.compile(r"附\s*[件表]|^\s*表\s*[\d一二三四五六七八九十]|(?:表|清单|名单|目录|台账)\s*$")


def titles_table(text: str) -> bool:
    """Ask whether a paragraph is the title of a table.

    >>> [titles_table(text) for text in ("附件2", "任务分解表", "表1 投资计划", "代表团合影", "表彰大会现场")]
    [True, True, True, False, False]
    """
    return len(text) <= 60 and _title.search(text) is not None


def is_large(block: etree._Element) -> bool:
    """Ask whether a paragraph holds a picture as large as a table."""
    sizes = ((whole(each.get("cx")) or 0, whole(each.get("cy")) or 0) for each in block.iter(EXTENT))
    return any(across >= WIDE and down >= HIGH for across, down in sizes)
