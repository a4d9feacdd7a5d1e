"""What is fuzzed: each target takes bytes as a user's file, or a part of one, and begins with seeds of its own."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import openpyxl

from fuzz.seeds import CORRECTIONS, SMALL, dumps, flat, inside, listed, packages, pages, settings, workbook
from pipeline import correcting
from pipeline.delivering import files_of
from pipeline.errors import PipelineError
from pipeline.flow import check_skipped, convert
from pipeline.profile import default_profile, load_profile
from pipeline.result import Wish
from tests import damage
from tests.build import docx
from tests.plugin import grid

FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-"))
PROFILE = default_profile()


class Target(NamedTuple):
    """How one input is read, what a run begins with, and whether bytes are XML, a package, or neither."""

    read: Callable[[bytes], object]
    seeds: Callable[[], list[bytes]]
    dress: str = ""


def whole(path: Path) -> None:
    """Convert a file and make its results; what is lost on the way is a fault of ours."""
    result = convert(path, PROFILE)
    assert result.audit.lost == 0, result.audit
    list(files_of(result, FOLDER / "out", ("json", "csv"), Wish(stem="out")))


def file(name: str) -> Callable[[bytes], None]:
    """Give the target that takes bytes as a file of a name."""

    def read(data: bytes) -> None:
        path = FOLDER / name
        path.write_bytes(data)
        whole(path)

    return read


def part(name: str, holder: Callable[[], bytes], ending: str) -> Callable[[bytes], None]:
    """Give the target that takes bytes as one part of a package, so that no checksum need be guessed."""
    parts = damage.parts_of(holder())
    read = file(f"附件.{ending}")
    return lambda data: read(damage.packed(parts | {name: data}, zipfile.ZIP_STORED))


def decisions() -> bytes:
    """Build the workbook of a table with a serial to review, a decision typed beside it."""
    path = FOLDER / "号.docx"
    path.write_bytes(docx("附件", grid("序号|任务; 1|修路; 2|架桥; 2|植树; 4|修渠")))
    made = dict(files_of(convert(path, PROFILE), FOLDER / "号", ("xlsx",), Wish(stem="号")))
    book = openpyxl.load_workbook(BytesIO(made["号.xlsx"]))
    book["待核对"]["J2"] = "同意"
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def corrections(data: bytes) -> None:
    """Convert a small table with the bytes as its file of corrections."""
    path = FOLDER / "改.docx"
    path.write_bytes(docx("附件", SMALL))
    (FOLDER / "改.docx.corrections.csv").write_bytes(data)
    whole(path)


def profile(data: bytes) -> None:
    """Convert a small table with the bytes as its settings."""
    own, path = FOLDER / "own.toml", FOLDER / "设.docx"
    own.write_bytes(data)
    path.write_bytes(docx("附件", SMALL))
    convert(path, check_skipped(load_profile(own), own.name))


def decide(data: bytes) -> None:
    """Take the bytes as the sheet of what is to be reviewed."""
    path = FOLDER / "定.xlsx"
    path.write_bytes(data)
    correcting.decisions(path)


MAIN, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"
TARGETS: dict[str, Target] = {
    "docx": Target(file("附件.docx"), packages, "package"),
    "document": Target(part(MAIN, listed, "docx"), lambda: inside(MAIN, *packages()), "xml"),
    "styles": Target(part("word/styles.xml", listed, "docx"), lambda: inside("word/styles.xml", *packages()), "xml"),
    "numbering": Target(part("word/numbering.xml", listed, "docx"), lambda: inside("word/numbering.xml", *packages()), "xml"),
    "flat": Target(file("附件.xml"), flat, "xml"),
    "text": Target(file("附件.txt"), dumps),
    "html": Target(file("附件.html"), pages),
    "xlsx": Target(file("附件.xlsx"), lambda: [workbook()], "package"),
    "sheet": Target(part(SHEET, workbook, "xlsx"), lambda: inside(SHEET, workbook()), "xml"),
    "corrections": Target(corrections, lambda: [CORRECTIONS.encode(), CORRECTIONS.encode("gb18030")]),
    "decisions": Target(decide, lambda: [decisions()], "package"),
    "profile": Target(profile, settings),
}  # fmt: skip


def one(target: Target, data: bytes) -> None:
    """Read one input: a result or a documented error; all else is a fault of ours."""
    try:
        target.read(data)
    except PipelineError as error:
        if error.exit_code == 70:
            raise
    finally:
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir()


def seeds(target: Target) -> Iterator[bytes]:
    """Give what a target begins with, each once."""
    yield from dict.fromkeys(target.seeds())
