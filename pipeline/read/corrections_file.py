"""A clerk's corrections, saved as CSV from Excel, WPS or Notepad: in whatever encoding, parted by whatever sign."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from pipeline.errors import CannotRead
from pipeline.result import Correction
from pipeline.run_errors import CorrectionsError
from pipeline.text import half_width, visible

ENDING = ".corrections.csv"
# What each column may be called, without blanks and in small letters.
NAMES = {
    "table": ("表", "表号", "表格", "table"),
    "record": ("记录", "序号", "行", "行号", "record", "serial", "row"),
    "column": ("列", "列名", "字段", "column", "field"),
    "old": ("原值", "旧值", "现值", "old", "oldvalue", "expectedoldvalue", "expected"),
    "new": ("新值", "更正值", "改为", "new", "newvalue", "correctedvalue"),
    "reason": ("原因", "理由", "说明", "备注", "reason", "remark"),
}
NEEDED = ("record", "column", "old", "new")


def beside(path: Path) -> Path | None:
    """Find the corrections of an attachment: 附件.docx.corrections.csv before 附件.corrections.csv."""
    named = (path.with_name(name + ENDING) for name in (path.name, path.stem))
    return next((each for each in named if _is_there(each)), None)


def by_table(path: Path, known: Collection[int]) -> dict[int, list[Correction]]:
    """Share out the corrections of an attachment among its tables; the first one has to tell those of no table."""
    found, shared = beside(path), defaultdict[int, list[Correction]](list)
    for each in corrections_file(found) if found else ():
        shared[each.table if each.table in known else 1].append(each)
    return shared


def _is_there(path: Path) -> bool:
    """Ask whether a file is there; beside one of the longest name none can be."""
    try:
        return path.is_file()
    except OSError:
        return False


def corrections_file(path: Path) -> tuple[Correction, ...]:
    """Read a file of corrections; a line that cannot be one is kept as such, so that it can be told."""
    text = _text(path)
    try:
        numbered = list(_numbered(text))
    except csv.Error as error:
        raise CannotRead(name=path.name, reason=str(error)) from error
    fields = [_field(name) for name in numbered[0][1]] if numbered else []
    if missing := [NAMES[name][0] for name in NEEDED if name not in fields]:
        raise CorrectionsError(name=path.name, missing="、".join(missing))
    return tuple(_correction(row, fields, path.name, line) for line, row in numbered[1:])


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CannotRead(name=path.name, reason=error.strerror or str(error)) from error
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CorrectionsError(name=path.name, missing="、".join(NAMES[name][0] for name in NEEDED))


def _sign(text: str) -> str:
    """Tell the sign between fields by the line that names them."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",\t;", key=first.count)


def _field(name: str) -> str:
    bare = visible(name).lower().replace("_", "")
    return next((field for field, names in NAMES.items() if bare in names), "")


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row that says anything with the line where it begins: a quoted field may hold several."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_sign(text))
    begins = 1
    for row in reader:
        if any(field.strip() for field in row):
            yield begins, row
        begins = reader.line_num + 1


def _correction(row: Sequence[str], fields: Sequence[str], file: str, line: int) -> Correction:
    """Make one correction; Excel may leave empty fields at the end of a line, or leave them out."""
    full = [*row, *[""] * (len(fields) - len(row))]
    needed = max(at for at, field in enumerate(fields) if field in NEEDED)
    said = {field: _value(value) for field, value in zip(fields, full, strict=False) if field}
    odd = len(row) <= needed or any(extra.strip() for extra in row[len(fields) :])
    return Correction(table_number(said.pop("table", "")), **said, file=file, line=line, fields=len(row) if odd else 0)


def table_number(text: str) -> int:
    """Read which table is meant; the first where nothing is said.

    >>> table_number("表２"), table_number("")
    (2, 1)
    """
    found = re.search(r"\d{1,9}", half_width(text))
    return int(found[0]) if found else 1


def _value(text: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from running a value as a formula."""
    return re.sub(r"^'(?=\s*[=@＝＠+\-＋－−])", "", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
