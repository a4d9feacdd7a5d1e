"""The file of corrections beside an attachment: what it is called, and how a workbook's decisions come into it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.flow import READERS
from pipeline.late import late
from pipeline.read import corrections_file as files
from pipeline.result import Correction
from pipeline.run_errors import CorrectionsLine, NoDecisions, SourceGone
from pipeline.writing import write

ENDING = files.ENDING
beside = files.beside
decisions = late("read.decisions")
only_decided = late("read.hand_edits", "only_decided")
as_csv = late("emit.to_corrections", "as_csv")


class TakenUp(NamedTuple):
    """What became of the decisions of a workbook.

    Where they stand now, how many, how many have no new value yet, and which lines decide nothing.
    """

    file: Path | None = None
    decided: int = 0
    open: int = 0
    futile: tuple[str, ...] = ()


def path_for(source: Path) -> Path:
    """Name the file of corrections of an attachment; where another differs by its ending only, the ending stays."""
    twins = [each for each in source.parent.glob("*") if each.stem == source.stem and each.suffix.lower() in READERS]
    return source.with_name((source.name if len(twins) > 1 else source.stem) + ENDING)


def take_up(workbook: Path, folder: Path, lang: str) -> TakenUp:
    """Write the decisions of a workbook beside its attachment; no file where there are none.

    Lines that already stand there are kept, except where the workbook decides the same cell anew.
    """
    found = decisions(workbook)
    if not found.corrections:
        return TakenUp(futile=found.futile)
    source = _source(found.source, found.sha256, folder)
    if source is None:
        raise SourceGone(name=workbook.name, source=found.source, folder=str(folder))
    target = beside(source) or path_for(source)
    write(target, as_csv(_merged(target, found.corrections), lang))
    undecided = sum(not each.new for each in found.corrections)
    return TakenUp(target, len(found.corrections) - undecided, undecided, found.futile)


def is_decided_in(workbook: Path) -> bool:
    """Ask whether anything was typed as a decision into a workbook."""
    try:
        found = decisions(workbook)
    except NoDecisions:
        return False
    return bool(found.corrections or found.futile)


def all_stand(workbook: Path, source: Path) -> bool:
    """Ask whether all decisions that were typed into a workbook stand with a value beside its attachment."""
    target = beside(source)
    if target is None:
        return False
    found, lines = decisions(workbook), files.corrections_file(target)
    return not found.futile and all(_stands(each, lines) for each in found.corrections)


def _stands(each: Correction, lines: Sequence[Correction]) -> bool:
    """Ask whether a decision stands among lines of corrections: a confirmation as one, a change with its value."""
    return bool(each.new) and any(
        (_cell(line), line.new) == (_cell(each), each.new) and (each.new != each.old or line.new == line.old)
        for line in lines
    )


def _source(name: str, sha256: str, folder: Path) -> Path | None:
    """Find the attachment by its name and its bytes."""
    same_name = (path for path in sorted(folder.rglob("*")) if path.name == name and path.is_file())
    return next((path for path in same_name if hashlib.sha256(path.read_bytes()).hexdigest() == sha256), None)


def _merged(target: Path, decided: tuple[Correction, ...]) -> list[Correction]:
    before = files.corrections_file(target) if target.is_file() else ()
    if odd := next((each for each in before if each.fields), None):
        raise CorrectionsLine(name=target.name, line=odd.line, fields=odd.fields)
    anew: dict[tuple[int, str, str], list[Correction]] = {}
    for each in decided:
        standing = [line for line in before if _cell(line) == _cell(each) and line.new]
        anew[_cell(each)] = _in_turn(standing, each)
    kept = [line for line in before if _cell(line) not in anew]
    return [*kept, *(line for lines in anew.values() for line in lines)]


def _in_turn(standing: Sequence[Correction], each: Correction) -> list[Correction]:
    """Put a decision on what an earlier one made of its cell: a confirmation stands beside that, a change goes on from it."""
    if each.new != each.old and any(line.new == each.new for line in standing):
        return list(standing)
    changed = next((line for line in standing if line.new == each.old != line.old), None)
    if changed is None:
        return [each]
    return [changed, each] if each.new == each.old else [each._replace(old=changed.old)]


def _cell(each: Correction) -> tuple[int, str, str]:
    """Name what a line is about: a cell, or what was told of no record, which its words tell from another of its code."""
    return each.table, each.record, each.column if each.record.startswith("#") else f"{each.column} {each.old}"
