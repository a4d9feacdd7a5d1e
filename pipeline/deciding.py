"""From the decisions that a clerk typed into a workbook to the file of corrections beside its attachment."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from pipeline import flow
from pipeline.result import Correction
from pipeline.run_errors import CorrectionsLine, SourceGone
from pipeline.writing import write


class TakenUp(NamedTuple):
    """What became of the decisions of a workbook: where they stand now, how many, how many have no new value yet."""

    file: Path
    decided: int
    open: int


def take_up(workbook: Path, folder: Path, lang: str) -> TakenUp | None:
    """Write the decisions of a workbook beside its attachment; None where there are none.

    Lines that already stand there are kept, except where the workbook decides the same cell anew.
    """
    found = flow.decided(workbook)
    if not found.corrections:
        return None
    source = _source(found.source, found.sha256, folder)
    if source is None:
        raise SourceGone(name=workbook.name, source=found.source, folder=str(folder))
    target = flow.corrections_beside(source) or flow.corrections_path(source)
    write(target, flow.corrections_as_csv(_merged(target, found.corrections), lang))
    undecided = sum(not each.new for each in found.corrections)
    return TakenUp(target, len(found.corrections) - undecided, undecided)


def _source(name: str, sha256: str, folder: Path) -> Path | None:
    """Find the attachment by its name and its bytes."""
    same_name = (path for path in sorted(folder.rglob("*")) if path.name == name and path.is_file())
    return next((path for path in same_name if hashlib.sha256(path.read_bytes()).hexdigest() == sha256), None)


def _merged(target: Path, decided: tuple[Correction, ...]) -> list[Correction]:
    before = flow.corrections_file(target) if target.is_file() else ()
    if odd := next((each for each in before if each.fields), None):
        raise CorrectionsLine(name=target.name, line=odd.line, fields=odd.fields)
    anew = {_cell(each): each for each in decided}
    return [*(each for each in before if _cell(each) not in anew), *anew.values()]


def _cell(each: Correction) -> tuple[int, str, str]:
    return each.table, each.record, each.column
