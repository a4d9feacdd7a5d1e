"""The pipeline on one screen: read, repair, normalize, emit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.audit import audit
from pipeline.blame import blamed, called
from pipeline.cycles import seldom_sought
from pipeline.errors import NotAWordFile, TooLarge
from pipeline.late import late
from pipeline.model import Cell, Fixed, Grid, Row, Step, Table
from pipeline.no_table import NoTable
from pipeline.normalize.apply_corrections import apply_corrections
from pipeline.normalize.assign_roles import assign_roles
from pipeline.normalize.clean_text import clean_text
from pipeline.normalize.find_targets import find_targets
from pipeline.normalize.parse_amounts import parse_amounts
from pipeline.normalize.parse_deadlines import parse_deadlines
from pipeline.normalize.settle_doubts import settle_doubts
from pipeline.normalize.split_people import split_people
from pipeline.normalize.split_units import split_units
from pipeline.normalize.tell_lead_units import tell_lead_units
from pipeline.normalize.tell_people_beside_units import tell_people_beside_units
from pipeline.normalize.totals_anew import totals_anew
from pipeline.profile import Profile, default_profile
from pipeline.read import corrections_file as corrected
from pipeline.repair.align_short_rows import align_short_rows
from pipeline.repair.blank_empty_marks import blank_empty_marks
from pipeline.repair.check_counts import check_counts
from pipeline.repair.dissolve_frames import dissolve_frames
from pipeline.repair.drop_column_numbers import drop_column_numbers
from pipeline.repair.drop_empty_columns import drop_empty_columns
from pipeline.repair.drop_empty_rows import drop_empty_rows
from pipeline.repair.drop_repeated_headers import drop_repeated_headers
from pipeline.repair.expand_ditto_marks import expand_ditto_marks
from pipeline.repair.fill_down_blanks import fill_down_blanks
from pipeline.repair.find_header import find_header
from pipeline.repair.join_broken_rows import join_broken_rows
from pipeline.repair.join_continued_groups import join_continued_groups
from pipeline.repair.join_split_tables import join_split_tables
from pipeline.repair.name_tables import name_tables
from pipeline.repair.number_serials import number_serials
from pipeline.repair.part_forms import part_forms
from pipeline.repair.set_section_rows_apart import set_section_rows_apart
from pipeline.repair.set_totals_apart import set_totals_apart
from pipeline.repair.settle_grid import settle_grid, standing
from pipeline.repair.split_stacked_rows import split_stacked_rows
from pipeline.result import Cleaned, Document, Result, Writer
from pipeline.stretches import stretches

Reader = Callable[[Path, Profile], Document]

# Who reads what, by the ending of its name.
KINDS = {
    "from_docx": ".docx .docm .dotx .dotm .xml",
    "from_office": ".doc .wps .rtf .odt",
    "from_text": ".txt",
    "from_xlsx": ".xlsx .xlsm",
    "from_sheets": ".xls .et .ods",
    "from_html": ".html .htm",
}
READERS: dict[str, Reader] = {
    ending: late(f"read.{reader}") for reader, endings in KINDS.items() for ending in endings.split()
}

STEPS: tuple[Step, ...] = (
    part_forms,  # these two before the header: a form has none, and a spacer would be named 列2
    drop_empty_columns,
    find_header,
    drop_empty_rows,
    drop_repeated_headers,
    drop_column_numbers,  # now they stand right below the header, and are not yet taken for a short record
    align_short_rows,
    set_section_rows_apart,
    set_totals_apart,
    assign_roles,
    split_stacked_rows,
    join_broken_rows,
    join_continued_groups,  # before 同上 and blanks take over what stands above
    expand_ditto_marks,
    number_serials,
    clean_text,
    fill_down_blanks,
    blank_empty_marks,
    tell_people_beside_units,  # before people and units are parted, each in a column of its own
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
    "xlsx": late("emit.to_excel"),
    "csv": late("emit.to_csv"),
    "json": late("emit.to_json"),
    "html": late("emit.to_report"),
    "jsonl": late("emit.to_json", "to_jsonl"),
    "sqlite": late("emit.to_sqlite"),
    "parquet": late("emit.to_parquet"),
}


def inspect(path: Path, profile: Profile | None = None) -> Document:
    """Read a file: its tables as they stand there, with their titles."""
    held = profile or default_profile()
    document = _read(path, held)
    _refuse_too_large(document.grids, path.name, held)
    with blamed(path.name, name_tables):
        grids = name_tables(document.grids, held)
    title = next((grid.title for grid in grids if grid.title), "")
    return replace(document, grids=grids, source=replace(document.source, title=title))


@seldom_sought()
def convert(path: Path | str, profile: Profile | None = None) -> Result:
    """Read a file and clean each of its tables; raise PipelineError where that cannot be done."""
    with blamed(Path(path).name, convert):
        return _converted(Path(path), profile or default_profile())


def _converted(path: Path, profile: Profile) -> Result:
    document = inspect(path, profile)
    if not document.grids:
        raise NoTable(name=path.name)
    grids = join_split_tables(dissolve_frames(document.grids), profile)  # a frame names its cell in the table as read
    about = (document.source.title, path.stem)
    cleaned = tuple(clean(_numbered(grid, at, about), profile) for at, grid in enumerate(grids, 1))
    with blamed(path.name, apply_corrections):
        tables = tuple(_corrected(cleaned, path, profile))
    title = document.source.title or next((each.table.title for each in tables if each.table.title), "")
    return Result(replace(document.source, title=title), tables, audit(tables))


def clean(grid: Grid, profile: Profile) -> Cleaned:
    """Settle a grid and walk it through the steps; a merge in a header or a title filled no record."""
    table, repairs, doubts = run(settle_grid(grid), profile)
    table = replace(table, totals=tuple(_as_wide(row, table) for row in table.totals))
    return Cleaned(table, grid, standing((*grid.repairs, *repairs), table), (*grid.doubts, *doubts))


def _corrected(tables: tuple[Cleaned, ...], path: Path, profile: Profile) -> Iterator[Cleaned]:
    """Put what a person decided beside the file into its clean tables, and then find what their tasks promise."""
    skipped = called(apply_corrections) in profile.skip
    decided = {} if skipped else corrected.by_table(path, {each.table.number for each in tables})
    for each in tables:
        lines = decided.get(each.table.number, [])
        fixed = apply_corrections(each.table, lines)
        doubts = totals_anew(each.table, fixed.table, each.doubts)
        table, repairs, doubts = settle_doubts(fixed, each.repairs, doubts, lines)
        targets = () if called(find_targets) in profile.skip else find_targets(table, profile)
        yield replace(each, table=table, repairs=repairs, doubts=doubts, targets=targets)


def run(settled: Fixed, profile: Profile) -> Fixed:
    """Walk a table through the steps that the profile does not skip, and gather what they tell."""
    table, repairs, doubts = settled.table, list(settled.repairs), list(settled.doubts)
    del settled  # of a long table the rows as they were would take as much memory as those that come out
    for step in STEPS:
        if called(step) not in profile.skip:
            with blamed(" ".join((*table.about[1:], f"#{table.number}")), step):
                fixed = step(table, profile)
            table = fixed.table
            repairs += fixed.repairs
            doubts += fixed.doubts
    return Fixed(table, tuple(repairs), tuple(doubts))


def _read(path: Path, profile: Profile) -> Document:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise NotAWordFile(name=path.name, kind=path.suffix or "-")
    with blamed(path.name, reader):
        return reader(path, profile)


def _refuse_too_large(grids: tuple[Grid, ...], name: str, profile: Profile) -> None:
    """Refuse a table that is nothing but a few cells far apart: settled, it would fill the memory."""
    if any(sum(map(len, stretches(grid))) * grid.width > profile.limits["cells"] for grid in grids):
        raise TooLarge(name=name, what="cells", limit=profile.limits["cells"])


def _as_wide(row: Row, table: Table) -> Row:
    """Give a total, which left the table early, a blank cell for each column that was added since."""
    blanks = [Cell("", row.cells[0].place)] * (len(table.columns) - len(row.cells))
    return row._replace(cells=(*row.cells, *blanks))


def _numbered(grid: Grid, number: int, about: tuple[str, ...]) -> Grid:
    """Number a table among the results, and let it know its document; its places go on to name the tables as read."""
    return replace(grid, number=number, about=about, parts=grid.parts or ((1, grid.number),))
