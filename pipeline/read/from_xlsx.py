"""Attachments that come as a workbook."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.profile import Profile
from pipeline.read.whole_file import whole_file
from pipeline.read.workbook_file import read_workbook
from pipeline.result import Document, Source


def from_xlsx(path: Path, profile: Profile) -> Document:
    """Read the sheets of a workbook as they are shown; formulas count by the result that Excel stored.

    >>> told(from_book("类别|任务; 道路|修路; 旧名|架桥", merge="A2:A3"))
    R014 3:1 '旧名' -> '' sure
    >>> told(from_book("序号|任务; 1|修路; 2|架桥", hidden=3))
    R080 3:1 '2' -> '' sure
    R080 3:2 '架桥' -> '' sure
    D022 0:0 count=2
    >>> told(from_book("任务|投资; 修路|=1+1"))
    D019 2:2 count=1
    >>> told(from_book("序号|任务; 1|修路", hidden_sheet="底稿"))
    D021 0:0 name=底稿
    """
    data = whole_file(path, profile)
    return Document(
        Source(path.name, "xlsx", hashlib.sha256(data).hexdigest()), read_workbook(path.name, data, profile)
    )
