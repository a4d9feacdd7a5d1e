"""A program wants everything in one place: records, where each came from, what was changed and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from tempfile import SpooledTemporaryFile
from typing import Any

from pipeline.emit.guard_outputs import LONE
from pipeline.emit.records import as_records, kind
from pipeline.messages import sentence
from pipeline.model import Column, Doubt, Repair
from pipeline.points import Spot, in_order
from pipeline.result import Cleaned, Result, Target, Wish

SCHEMA = "fubiao/1"
# What is longer grows in a file, as the workbook of a long table does: all that it is made of is gone when it is read.
_MOST_IN_MEMORY = 16 * 2**20
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
# The lists of a table that have one line an entry, so that two versions differ by lines.
_LISTS = ("columns", "parts", "records", "places", "totals", "repairs", "doubts", "targets")


def to_json(result: Result, wish: Wish) -> dict[str, bytes]:
    """Write NAME.json as the contract has it: real UTF-8, one record a line."""
    return {".json": _bytes(_document(result, wish))}


def to_jsonl(result: Result, wish: Wish) -> dict[str, bytes]:  # noqa: ARG001 - all writers have one signature
    """Write NAME.jsonl: a line for each record, led by the number of its table where there are several."""
    several = len(result.tables) > 1
    lines = (
        _encode({"table": cleaned.table.number} | record if several else record) + "\n"
        for cleaned in result.tables
        for record in as_records(cleaned.table, cleaned.table.rows)
    )
    return {".jsonl": _bytes(lines)}


def schema() -> str:
    """Give the JSON Schema of NAME.json."""
    return (resources.files("pipeline.emit") / "schema.json").read_text(encoding="utf-8")


def _bytes(pieces: Iterable[str]) -> bytes:
    """Encode piece by piece: a long table is held neither as one text nor as all its pieces."""
    with SpooledTemporaryFile(_MOST_IN_MEMORY) as written:
        for piece in pieces:
            written.write(piece.encode("utf-8", LONE))
        written.seek(0)
        return written.read()


def _document(result: Result, wish: Wish) -> Iterator[str]:
    head = (f"{_encode(key)}: {_encode(value)}" for key, value in _head(result, wish).items())
    yield "{" + ",\n ".join(head) + ',\n "tables": ['
    for number, cleaned in enumerate(result.tables):
        yield ",\n" if number else "\n"
        yield from _table(cleaned, wish.lang)
    yield "\n ]}\n"


def _head(result: Result, wish: Wish) -> dict[str, Any]:
    source, audit = result.source, result.audit
    return {
        "schema": SCHEMA,
        "source": {key: getattr(source, key) for key in ("name", "format", "sha256", "encoding", "title")},
        "tool": {"name": "fubiao", "version": wish.version},
        "audit": {key: getattr(audit, key) for key in ("characters", "in_records", "elsewhere", "dropped", "lost")},
    }


def _table(cleaned: Cleaned, lang: str) -> Iterator[str]:
    for number, (key, value) in enumerate(_parts(cleaned, lang).items()):
        yield (",\n   " if number else "  {") + _encode(key) + ": "
        if key in _LISTS:
            yield from _listed(value)
        else:
            yield _encode(value)
    yield "}"


def _listed(entries: Iterable[Any]) -> Iterator[str]:
    """Write a list, one entry a line."""
    start = "["
    for entry in entries:
        yield f"{start}\n    {_encode(entry)}"
        start = ","
    yield "[]" if start == "[" else "]"


def _parts(cleaned: Cleaned, lang: str) -> dict[str, Any]:
    table = cleaned.table
    spot = cleaned.spot
    parts = {
        "number": table.number,
        "title": table.title,
        "notes": table.notes,
        "parent": table.parent,
        "columns": [_column(column) for _, column in in_order(table)],
        "records": as_records(table, table.rows),
        "places": ((row.first, row.last) for row in table.rows),
        "totals": as_records(table, table.totals),
        "repairs": (_repair(repair, spot(repair), lang) for repair in cleaned.repairs),
        "doubts": (_told(doubt, spot(doubt)) | {"message": sentence(doubt, lang)} for doubt in cleaned.doubts),
    }
    if len(table.parts) > 1:
        parts["parts"] = [{"row": first, "table": number} for first, number in table.parts]
    return parts | {"targets": [_target(target) for target in cleaned.targets]} if cleaned.targets else parts


def _column(column: Column) -> dict[str, Any]:
    described = {"name": column.name, "role": column.role, "type": kind(column), "printed": column.printed}
    extras = {"unit": column.unit, "part": column.part}
    return described | {key: value for key, value in extras.items() if value}


def _told(told: Repair | Doubt, spot: Spot) -> dict[str, Any]:
    at = {"record": spot.record, "column": spot.column or None, "place": told.place}
    return {"code": told.code, "step": told.step, **at}


def _repair(repair: Repair, spot: Spot, lang: str) -> Mapping[str, Any]:
    change = {"before": repair.before, "after": repair.after, "certainty": repair.certainty}
    said = {key: value for key, value in repair.facts.items() if value != ""}
    return _told(repair, spot) | change | ({"facts": said} if said else {}) | {"message": sentence(repair, lang)}


def _target(target: Target) -> dict[str, Any]:
    return target._asdict()
