"""What is fuzzed: each target takes bytes as a user's file, or a part of one, and begins with seeds of its own."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import openpyxl

from fuzz.seeds import CORRECTIONS, SMALL, dumps, flat, inside, listed, packages, pages, settings, workbook
from pipeline import correcting
from pipeline.delivering import files_of
from pipeline.errors import PipelineError
from pipeline.flow import convert
from pipeline.profile import default_profile, load_profile
from pipeline.result import Wish
from pipeline.skipping import check_skipped
from tests import damage
from tests.build import docx
from tests.plugin import grid

PROFILE = default_profile()


class Target(NamedTuple):
    """How one input is read in a folder, what a run begins with, and whether bytes are XML, a package, or neither."""

    read: Callable[[bytes, Path], object]
    seeds: Callable[[], list[bytes]]
    dress: str = ""


def whole(path: Path) -> None:
    """Convert a file and make its results; what is lost on the way is a fault of ours."""
    result = convert(path, PROFILE)
    assert result.audit.lost == 0, result.audit
    list(files_of(result, path.with_name("out"), ("json", "csv"), Wish(stem="out")))


def file(name: str) -> Callable[[bytes, Path], None]:
    """Give the target that takes bytes as a file of a name."""

    def read(data: bytes, folder: Path) -> None:
        path = folder / name
        path.write_bytes(data)
        whole(path)

    return read


def part(name: str, holder: Callable[[], bytes], ending: str) -> Callable[[bytes, Path], None]:
    """Give the target that takes bytes as one part of a package, so that no checksum need be guessed."""
    parts = damage.parts_of(holder())
    read = file(f"附件.{ending}")
    return lambda data, folder: read(damage.packed(parts | {name: data}, zipfile.ZIP_STORED), folder)


def decisions() -> bytes:
    """Build the workbook of a table with a serial to review, a decision typed beside it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "号.docx")
        path.write_bytes(docx("附件", grid("序号|任务; 1|修路; 2|架桥; 2|植树; 4|修渠")))
        made = dict(files_of(convert(path, PROFILE), path.with_suffix(""), ("xlsx",), Wish(stem="号")))
    book = openpyxl.load_workbook(BytesIO(made["号.xlsx"]))
    book["待核对"]["J2"] = "同意"
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def corrections(data: bytes, folder: Path) -> None:
    """Convert a small table with the bytes as its file of corrections."""
    path = folder / "改.docx"
    path.write_bytes(docx("附件", SMALL))
    (folder / "改.docx.corrections.csv").write_bytes(data)
    whole(path)


def profile(data: bytes, folder: Path) -> None:
    """Convert a small table with the bytes as its settings."""
    own, path = folder / "own.toml", folder / "设.docx"
    own.write_bytes(data)
    path.write_bytes(docx("附件", SMALL))
    convert(path, check_skipped(load_profile(own), own.name))


def decide(data: bytes, folder: Path) -> None:
    """Take the bytes as the sheet of what is to be reviewed."""
    path = folder / "定.xlsx"
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
    with TemporaryDirectory(prefix="fuzz-", ignore_cleanup_errors=True) as folder:
        try:
            target.read(data, Path(folder))
        except PipelineError as error:
            if error.exit_code == 70:
                raise


def seeds(target: Target) -> Iterator[bytes]:
    """Give what a target begins with, each once."""
    yield from dict.fromkeys(target.seeds())
