"""How a line labels what stands below it as an annex or a table with a number: 附件1, 表2-1."""

from __future__ import annotations

import re

_count = r"[\d一二三四五六七八九十]"
LABEL = re.compile(rf"^(附\s*[件表录]\s*{_count}*(?:[-－—]\d+)?|表\s*{_count}+(?:[-－—.]\d+)?)[\s:：.、]*")


def is_label(line: str) -> bool:
    """Ask whether a line is an annex's label and nothing else.

    >>> is_label("附件 1："), is_label("附件1 任务清单")
    (True, False)
    """
    found = LABEL.match(line)
    return found is not None and found.end() == len(line)
