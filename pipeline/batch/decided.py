"""A workbook in which somebody typed nothing but decisions holds nothing of its own once these stand in the corrections.

It is compared with what was delivered, which the same bytes for the same input bring back: it is made again with the
corrections of then, and proved by its hash.
"""

from __future__ import annotations

import base64
import shutil
import tempfile
from collections.abc import Set
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pipeline import correcting, delivering, flow
from pipeline.batch import ledger
from pipeline.batch.task import Task, Work
from pipeline.errors import PipelineError
from pipeline.result import Wish


class Decided(NamedTuple):
    """Which workbooks hold decisions and no other work by hand: all of them taken up, or some that wait to be."""

    taken_up: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()


def decided(path: Path, task: Task, work: Work, wish: Wish, edited: Set[str]) -> Decided:
    """Tell the workbooks among the edited results in which only decisions were typed; nothing is believed unproved."""
    folder = task.stem.parent
    books = (name for name in edited if name.endswith(".xlsx") and "/" not in name)
    names = [name for name in books if correcting.is_decided_in(folder / name)]
    if not names or not task.before or "xlsx" not in work.formats:
        return Decided()
    delivered = _delivered(path, task.before, work, wish)
    sha256, written = ledger.hashed(delivered), ledger.written(task.before)
    ours = (name for name in names if written[name] == sha256)
    only = frozenset(name for name in ours if correcting.only_decided((folder / name).read_bytes(), delivered))
    taken_up = frozenset(name for name in only if correcting.all_stand(folder / name, path))
    return Decided(taken_up, only - taken_up)


def _delivered(path: Path, before: ledger.Entry, work: Work, wish: Wish) -> bytes:
    """Make the workbook as it was made then; nothing where that cannot be done any more."""
    with tempfile.TemporaryDirectory() as name, suppress(PipelineError):
        copy = Path(shutil.copy(path, Path(name) / path.name))
        for file, data in before.get("corrections", {}).items():
            copy.with_name(file).write_bytes(base64.b64decode(data))
        result = flow.convert(copy, work.profile)
        made = delivering.files_of(result, Path(name, wish.stem), ("xlsx",), replace(wish, split_by=""))
        return next(made)[1]
    return b""


def remembered(path: Path) -> dict[str, dict[str, str]]:
    """Give the corrections that a file is converted with, if there are any: to be remembered beside what came of it."""
    corrections = correcting.beside(path)
    data = base64.b64encode(corrections.read_bytes()).decode() if corrections else ""
    return {"corrections": {corrections.name: data}} if corrections else {}
