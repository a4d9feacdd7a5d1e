"""Which part of a package is the text: by relation, by content type, by its usual name."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.errors import DamagedFile, EncryptedFile, NotAWordFile, PipelineError

if TYPE_CHECKING:
    from pipeline.read.package import Package

USUAL = "word/document.xml"
MAIN = (
    "document.main+xml",
    "template.main+xml",
    "document.macroenabled.main+xml",
    "template.macroenabledtemplate.main+xml",
)
OTHERS = (
    ("xl/workbook.xml", "an Excel workbook (.xlsx)"),
    ("ppt/presentation.xml", "a presentation (.pptx)"),
    ("ofd.xml", "an OFD file"),
    ("content.xml", "an OpenDocument file (.odt)"),
    ("xl/workbook.bin", "an Excel workbook (.xlsb)"),
)


@lru_cache(1024)
def plain_name(name: str) -> str:
    """Give the name of a part as all programs agree on it: OPC compares names without case."""
    return posixpath.normpath("/" + name.replace("\\", "/").strip()).lstrip("/").lower()


def main_part(package: Package) -> str:
    """Find the main part; a directory may have lost it while its header is still there."""
    found = _found(package)
    if found is None and package.archive is not None and USUAL in package.headers():
        package.leave_directory()
        found = _found(package)
    if found is None:
        raise _no_main(package, set(package.names()))
    return found


def _found(package: Package) -> str | None:
    known = set(package.names())
    for candidates in (_related, _typed, _named):
        for candidate in candidates(package):
            if candidate in known and not candidate.startswith(("xl/", "ppt/")):
                return candidate
    return None


def _related(package: Package) -> list[str]:
    return [target for kind, target in package.relations("") if kind == "officedocument"]


def _typed(package: Package) -> list[str]:
    types = package.tree("[content_types].xml")
    found = () if types is None else types.iterchildren("{*}Override")
    return [
        plain_name(each.get("PartName", "")) for each in found if each.get("ContentType", "").lower().endswith(MAIN)
    ]


def _named(package: Package) -> list[str]:
    found = sorted(name for name in package.names() if name.startswith("word/document") and name.endswith(".xml"))
    return [USUAL, *found]


def _no_main(package: Package, known: set[str]) -> PipelineError:
    """Say what the package is instead."""
    for part, kind in OTHERS:
        if part in known:
            return NotAWordFile(name=package.name, kind=kind)
    if "encryptedpackage" in known:
        return EncryptedFile(name=package.name)
    if package.rescued or "[content_types].xml" in known:
        return DamagedFile(name=package.name, reason="its text is missing")
    return NotAWordFile(name=package.name, kind="a compressed file")
