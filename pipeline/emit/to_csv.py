"""An analyst's programs want plain records, and a description that says what the plain text means.

The byte order mark is for Excel, which reads Chinese as garbage without it.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
from collections.abc import Iterable
from typing import Any

from pipeline.emit.guard_outputs import LONE, guarded
from pipeline.emit.records import Value, as_records, fitting_type, kind, plain, values_of
from pipeline.model import Column, Table
from pipeline.points import in_order
from pipeline.result import Cleaned, Result, Wish


def to_csv(result: Result, wish: Wish) -> dict[str, bytes]:
    """Write NAME.csv, or NAME.表1.csv and so on, and NAME.datapackage.json that describes them."""
    files, resources = {}, []
    for cleaned in result.tables:
        name = suffix(cleaned, result)
        files[name] = _csv(cleaned.table, wish)
        resources.append(_resource(cleaned, wish, name, files[name]))
    return files | {".datapackage.json": _package(result, wish, resources)}


def suffix(cleaned: Cleaned, result: Result) -> str:
    """Name the CSV file of a table."""
    return ".csv" if len(result.tables) == 1 else f".表{cleaned.table.number}.csv"


def _csv(table: Table, wish: Wish) -> bytes:
    raw = io.BytesIO()
    raw.write(codecs.BOM_UTF8 if wish.bom else b"")
    out = io.TextIOWrapper(raw, "utf-8", LONE, newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_written(column.name, wish) for _, column in in_order(table))
    rows = as_records(table, table.rows)
    writer.writerows([_written(value, wish) for value in record.values()] for record in rows)
    out.flush()
    return raw.getvalue()


def _written(value: Value, wish: Wish) -> str:
    if isinstance(value, int | float):
        return plain(value)
    return plain(value) if wish.csv_raw else guarded(plain(value))


def _package(result: Result, wish: Wish, resources: list[dict[str, Any]]) -> bytes:
    described = {
        "profile": "data-package",
        "name": "fubiao-" + (result.source.sha256[:16] or "unnamed"),
        "title": result.source.title or wish.stem,
        "sources": [{"title": result.source.name, "sha256": result.source.sha256}],
        "generator": {"name": "fubiao", "version": wish.version},
        "resources": resources,
    }
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode("utf-8", LONE)


def _resource(cleaned: Cleaned, wish: Wish, name: str, data: bytes) -> dict[str, Any]:
    described: dict[str, Any] = {
        "profile": "tabular-data-resource",
        "name": f"table-{cleaned.table.number}",
        "title": cleaned.table.title,
        "path": wish.stem + name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bom": wish.bom,
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": _schema(cleaned.table, wish),
    }
    guards = _guards(cleaned)
    return described | {"guarded": guards} if guards else described


def _schema(table: Table, wish: Wish) -> dict[str, Any]:
    fields = [_field(column, values_of(table, at), wish) for at, column in in_order(table)]
    return {"fields": fields, "missingValues": [""]}


def _field(column: Column, values: Iterable[Value], wish: Wish) -> dict[str, Any]:
    described = {"name": _written(column.name, wish), "type": _type(column, values), "title": column.printed}
    extras = {"role": column.role, "unit": column.unit, "part": column.part}
    if kind(column) == "array":
        extras["separator"] = "、"
    return described | {key: value for key, value in extras.items() if value}


def _type(column: Column, values: Iterable[Value]) -> str:
    """Give the type of a field; in a CSV a list is a text."""
    fitting = fitting_type(column, values)
    return "string" if fitting == "array" else fitting


def _guards(cleaned: Cleaned) -> list[dict[str, Any]]:
    told = [repair for repair in cleaned.repairs if repair.code == "R901"]
    return [{**cleaned.spot(repair)._asdict(), "before": repair.before, "after": repair.after} for repair in told]
