"""The pipeline on one screen: read, repair, normalize, emit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.audit import audit
from pipeline.compare.tables import compare as compare_tables
from pipeline.compare.versions import Comparison
from pipeline.emit.changes_to_excel import changes_to_excel
from pipeline.emit.changes_to_page import changes_to_page
from pipeline.emit.guard_outputs import guard_outputs
from pipeline.emit.to_books import to_books
from pipeline.emit.to_corrections import as_csv, to_corrections
from pipeline.emit.to_csv import to_csv
from pipeline.emit.to_excel import to_excel
from pipeline.emit.to_json import schema, to_json, to_jsonl
from pipeline.emit.to_parquet import to_parquet
from pipeline.emit.to_report import to_report
from pipeline.emit.to_sqlite import to_sqlite
from pipeline.errors import NoTable, NotAWordFile, PipelineError
from pipeline.model import Cell, Fixed, Grid, Row, Step, Table
from pipeline.normalize.apply_corrections import apply_corrections, settled
from pipeline.normalize.assign_roles import assign_roles
from pipeline.normalize.clean_text import clean_text
from pipeline.normalize.find_targets import find_targets
from pipeline.normalize.parse_amounts import parse_amounts
from pipeline.normalize.parse_deadlines import parse_deadlines
from pipeline.normalize.split_people import split_people
from pipeline.normalize.split_units import split_units
from pipeline.normalize.tell_lead_units import tell_lead_units
from pipeline.profile import Profile, default_profile, nearest
from pipeline.read import corrections_file as corrected
from pipeline.read.decisions import decisions
from pipeline.read.from_docx import from_docx
from pipeline.read.from_html import from_html
from pipeline.read.from_office import from_office
from pipeline.read.from_text import from_text
from pipeline.read.from_xlsx import from_xlsx
from pipeline.repair.align_short_rows import align_short_rows
from pipeline.repair.blank_empty_marks import blank_empty_marks
from pipeline.repair.check_counts import check_counts
from pipeline.repair.drop_empty_rows import drop_empty_rows
from pipeline.repair.drop_repeated_headers import drop_repeated_headers
from pipeline.repair.expand_ditto_marks import expand_ditto_marks
from pipeline.repair.fill_down_blanks import fill_down_blanks
from pipeline.repair.find_header import find_header
from pipeline.repair.join_broken_rows import join_broken_rows
from pipeline.repair.join_split_tables import join_split_tables
from pipeline.repair.name_tables import name_tables
from pipeline.repair.number_serials import number_serials
from pipeline.repair.part_forms import part_forms
from pipeline.repair.set_section_rows_apart import set_section_rows_apart
from pipeline.repair.set_totals_apart import set_totals_apart
from pipeline.repair.settle_grid import settle_grid
from pipeline.repair.split_stacked_rows import split_stacked_rows
from pipeline.result import Cleaned, Correction, Document, Result, Wish, Writer
from pipeline.run_errors import ProfileError, ProfileValue, ProgramFault
from pipeline.text import spoken
from pipeline.writing import write

if TYPE_CHECKING:
    from pandas import DataFrame

Reader = Callable[[Path, Profile], Document]

READERS: dict[str, Reader] = {
    ".docx": from_docx,
    ".docm": from_docx,
    ".dotx": from_docx,
    ".dotm": from_docx,
    ".xml": from_docx,
    ".doc": from_office,
    ".wps": from_office,
    ".rtf": from_office,
    ".odt": from_office,
    ".txt": from_text,
    ".xlsx": from_xlsx,
    ".html": from_html,
    ".htm": from_html,
}

# What `fubiao schema` prints, and what leads from a workbook or a result to a file of corrections.
SCHEMA = schema
CORRECTIONS = corrected.ENDING
corrections_beside = corrected.beside
corrections_file = corrected.corrections_file
corrections_as_csv = as_csv
decided = decisions

# What the new result is called beside one that was edited by hand.
BESIDE = ".new"

STEPS: tuple[Step, ...] = (
    part_forms,
    find_header,
    drop_empty_rows,
    drop_repeated_headers,
    align_short_rows,
    set_section_rows_apart,
    set_totals_apart,
    assign_roles,
    split_stacked_rows,
    join_broken_rows,
    expand_ditto_marks,
    number_serials,
    clean_text,
    fill_down_blanks,
    blank_empty_marks,
    split_people,
    tell_lead_units,
    split_units,
    parse_amounts,
    parse_deadlines,
    check_counts,
)

# What comes after the steps, on a table that changes no more.
LAST: tuple[Callable[..., object], ...] = (apply_corrections, find_targets)

WRITERS: dict[str, Writer] = {
    "xlsx": to_excel,
    "csv": to_csv,
    "json": to_json,
    "html": to_report,
    "jsonl": to_jsonl,
    "sqlite": to_sqlite,
    "parquet": to_parquet,
}


# What a comparison of two versions can be written as.
CHANGES: dict[str, Callable[[Comparison, str], bytes]] = {".xlsx": changes_to_excel, ".html": changes_to_page}


def inspect(path: Path, profile: Profile | None = None) -> Document:
    """Read a file: its tables as they stand there, with their titles."""
    held = profile or default_profile()
    document = _read(path, held)
    grids = name_tables(document.grids, held)
    title = next((grid.title for grid in grids if grid.title), "")
    return replace(document, grids=grids, source=replace(document.source, title=title))


def convert(path: Path | str, profile: Profile | None = None) -> Result:
    """Read a file and clean each of its tables; raise PipelineError where that cannot be done."""
    held = profile or default_profile()
    document = inspect(Path(path), held)
    if not document.grids:
        raise NoTable(name=Path(path).name)
    grids = join_split_tables(document.grids, held)
    about = (document.source.title, Path(path).stem)
    cleaned = tuple(clean(_numbered(grid, at, about), held) for at, grid in enumerate(grids, 1))
    with _blamed(Path(path).name, _name(apply_corrections)):
        tables = tuple(_corrected(each, corrections, held) for each, corrections in _shared(cleaned, Path(path), held))
    title = document.source.title or next((each.table.title for each in tables if each.table.title), "")
    return Result(replace(document.source, title=title), tables, audit(tables))


def clean(grid: Grid, profile: Profile) -> Cleaned:
    """Settle a grid and walk it through the steps; a merge in a header or a title filled no record."""
    table, repairs, doubts = run(settle_grid(grid), profile)
    table = replace(table, totals=tuple(_as_wide(row, table) for row in table.totals))
    kept = {cell.place for row in table.rows for cell in row.cells}
    standing = tuple(repair for repair in (*grid.repairs, *repairs) if repair.code != "R102" or repair.place in kept)
    return Cleaned(table, grid, standing, (*grid.doubts, *doubts))


def _shared(tables: tuple[Cleaned, ...], path: Path, profile: Profile) -> Iterator[tuple[Cleaned, list[Correction]]]:
    """Give each table the corrections that lie beside the file; the first one has to tell those of no table."""
    found = None if _name(apply_corrections) in profile.skip else corrected.beside(path)
    corrections = corrected.corrections_file(found) if found else ()
    known = {each.table.number for each in tables}
    for each in tables:
        mine = each.table.number
        yield each, [one for one in corrections if (one.table if one.table in known else 1) == mine]


def _corrected(cleaned: Cleaned, corrections: list[Correction], profile: Profile) -> Cleaned:
    """Put what a person decided into a clean table, and then find what its tasks promise."""
    table, repairs, doubts = settled(apply_corrections(cleaned.table, corrections), cleaned.repairs, cleaned.doubts)
    targets = () if _name(find_targets) in profile.skip else find_targets(table, profile)
    return replace(cleaned, table=table, repairs=repairs, doubts=doubts, targets=targets)


def check_skipped(profile: Profile, name: str) -> Profile:
    """Give the profile back if each step that it skips can be left out; else name the nearest one that can."""
    known = [_name(step) for step in (*STEPS, *LAST)]
    for step in profile.skip:
        if step == _name(find_header):
            raise ProfileValue(name=name, key="skip", said=step, wanted="a step that the later ones can do without")
        if step not in known:
            raise ProfileError(name=name, key=f'skip = ["{step}"]', nearest=nearest(step, known))
    return profile


def frame(cleaned: Cleaned) -> DataFrame:
    """Give a table's records as a pandas DataFrame with fitting dtypes: a row a record, a column a column."""
    from pipeline.normalize.to_frame import to_frame

    return to_frame(cleaned.table)


def run(settled: Fixed, profile: Profile) -> Fixed:
    """Walk a table through the steps that the profile does not skip, and gather what they tell."""
    table, repairs, doubts = settled.table, list(settled.repairs), list(settled.doubts)
    for step in STEPS:
        if _name(step) not in profile.skip:
            with _blamed(f"#{table.number}", _name(step)):
                fixed = step(table, profile)
            table = fixed.table
            repairs += fixed.repairs
            doubts += fixed.doubts
    return Fixed(table, tuple(repairs), tuple(doubts))


def corrections_path(path: Path) -> Path:
    """Name the file of corrections of an attachment; where another differs by its ending only, the ending stays."""
    twins = [each for each in path.parent.glob("*") if each.stem == path.stem and each.suffix.lower() in READERS]
    return path.with_name((path.name if len(twins) > 1 else path.stem) + CORRECTIONS)


def corrections_template(result: Result, lang: str) -> bytes:
    """Give a file of corrections to fill in, in the language of the document unless told otherwise."""
    lang = lang or _language(result)
    return as_csv(to_corrections(result, lang), lang)


def compare(old: Path, new: Path, profile: Profile) -> Comparison:
    """Convert two versions of an attachment and say what became of each record."""
    results = [convert(path, profile) for path in (old, new)]
    before, after = ([cleaned.table for cleaned in result.tables] for result in results)
    return compare_tables(before, after, (old.name, new.name))


def explain(result: Result, lang: str) -> list[dict[str, Any]]:
    """Give the repairs and doubts of each table as the JSON has them."""
    tables = json.loads(to_json(result, Wish(lang=lang))[".json"])["tables"]
    return [{key: table[key] for key in ("number", "title", "repairs", "doubts")} for table in tables]


def deliver(
    result: Result, stem: Path, formats: tuple[str, ...], wish: Wish, kept: frozenset[str] = frozenset()
) -> dict[str, str]:
    """Write the result beside ``stem`` in each format, and give the SHA-256 of each file that was written.

    A reader of the folder sees old files or new, never half ones.  A name in ``kept`` is somebody's own work:
    the new result is written beside it.
    """
    wish = replace(wish, lang=wish.lang or _language(result))
    told = guard_outputs(result, wish)
    made: dict[str, bytes] = {}
    for writer in (*(WRITERS[kind] for kind in formats), *([to_books] if wish.split_by else [])):
        with _blamed(result.source.name, _name(writer)):
            made |= writer(told, wish)
    targets = {_free(stem.parent, stem.name + suffix, data, kept): data for suffix, data in made.items()}
    for name, data in targets.items():
        write(stem.parent / name, data)
    return {name: sha256(data).hexdigest() for name, data in targets.items()}


def _free(folder: Path, name: str, data: bytes, kept: frozenset[str]) -> str:
    """Name a result, or the one beside it where somebody's own work stands and says something else."""
    target = folder / name
    if name not in kept or (target.is_file() and target.read_bytes() == data):
        return name
    return _free(folder, beside(name), data, kept)


def _language(result: Result) -> str:
    """Tell the language of a document by the titles and column names of its tables, then by their texts."""
    tables = [each.table for each in result.tables]
    names = [text for table in tables for text in (table.title, *(column.printed for column in table.columns))]
    texts = (text for table in tables for row in table.rows for text in row.texts)
    return spoken(names if any(names) else texts)


def beside(name: str) -> str:
    """Name the new result that lies beside one edited by hand.

    >>> beside("附件.csv"), beside("附件.牵头部门/财政局.xlsx")
    ('附件.new.csv', '附件.牵头部门/财政局.new.xlsx')
    """
    head, dot, ending = name.rpartition(".")
    return head + BESIDE + dot + ending


def _read(path: Path, profile: Profile) -> Document:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise NotAWordFile(name=path.name, kind=path.suffix or "-")
    with _blamed(path.name, _name(reader)):
        return reader(path, profile)


@contextmanager
def _blamed(name: str, step: str) -> Iterator[None]:
    """Name the file and the step where the program itself fails; what is known to go wrong passes."""
    try:
        yield
    except PipelineError:
        raise
    except Exception as error:
        raise ProgramFault(name=name, step=step, reason=repr(error)) from error


def _as_wide(row: Row, table: Table) -> Row:
    """Give a total, which left the table early, a blank cell for each column that was added since."""
    blanks = [Cell("", row.cells[0].place)] * (len(table.columns) - len(row.cells))
    return row._replace(cells=(*row.cells, *blanks))


def _name(step: Callable[..., object]) -> str:
    return str(getattr(step, "__name__", step))


def _numbered(grid: Grid, number: int, about: tuple[str, ...]) -> Grid:
    """Number a table among the results, and let it know its document; its places go on to name the tables as read."""
    return replace(grid, number=number, about=about, parts=grid.parts or ((1, grid.number),))
