"""P1, P11, P15: public files that are known to be bad, each against what is known of it.

What should fail and works is a failure, as is the reverse; files without a table are read as such.
"""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.flow import inspect
from tests.damage import CORPUS

SHARED = CORPUS.parent
READS = frozenset({"read", "E110"})
# What may come of a file by what is known of it; a picture that may be a table is told (E110) and is no fault.
MAY: tuple[tuple[str, frozenset[str]], ...] = (
    ("encrypted", frozenset({"E104"})),
    ("dtd", frozenset({"E108"})),
    ("strict-ooxml", READS),
    ("no-document-xml", READS),
    ("external-rel", READS),
    ("altChunk", READS),
    ("ratio>100", READS),
    ("historic crash", READS),
)
# What the name only hints at was looked at, file by file.
LOOKED_AT = {
    "096a1119c0": "E110",  # directory broken, the text is whole: a picture and no table
    "7d34e905b8": "E105",  # the stream of the text is broken
    "4fa1dc1cd5": "E105",  # the stream of the text is broken
    "39619851da": "salvaged",  # cut off behind the text
    "8bb91125cc": "E105",  # cut off before the text
    "80bd96317d": "E102",  # a package of a theme, no document
    "254d301a6e": "E104",  # an OLE file that holds EncryptedPackage
    "39ae9e6928": "E104",
    "09b941cabd": "E104",
    "6a8e3319cf": "E104",
    "805e184450": "E110",  # comments are invalid, the text is not
    "172b4bca91": "E119",  # its one table stands in a header
    "19ca555e1c": "E118",  # all that it says lies in files inserted whole
    "4e69425bf5": "E118",
    "42a14f0d13": "E118",
    "8355ed73c6": "E118",
}  # fmt: skip


def rows() -> list[dict[str, str]]:
    path = SHARED / "bad.csv"
    return list(csv.DictReader(path.open(encoding="utf-8"))) if path.is_file() else []


def outcome(path: Path) -> str:
    try:
        grids = inspect(path).grids
    except PipelineError as error:
        return error.code
    return "salvaged" if any(each.code == "D013" for grid in grids for each in grid.doubts) else "read"


def expected(row: dict[str, str]) -> frozenset[str]:
    """Give what may come of a file; protection that only forbids to edit hinders no reader."""
    if known := LOOKED_AT.get(Path(row["file"]).stem):
        return frozenset({known})
    return next((may for word, may in MAY if word in row["wrong"]), READS)


WORD = [row for row in rows() if not row["file"].lower().endswith(".doc")]
OLD = [row for row in rows() if row["file"].lower().endswith(".doc")]
needs_corpus = pytest.mark.skipif(not rows(), reason="needs the public files of ../shared/corpus")


@needs_corpus
def test_each_bad_word_file_is_what_is_known_of_it():
    wrong = {row["file"]: said for row in WORD if (said := outcome(SHARED / row["file"])) not in expected(row)}
    assert wrong == {}
    assert len(WORD) == 188


@needs_corpus
def test_p11_every_strict_file_is_read():
    strict = [row for row in WORD if "strict" in row["wrong"]]
    assert {outcome(SHARED / row["file"]) for row in strict} <= READS
    assert len(strict) == 36


@needs_corpus
def test_p15_old_files_under_the_name_of_new_ones_are_named(tmp_path):
    """Without an office program each says what it is: old, old and locked, or of a time before the format."""
    said = {}
    for row in OLD:
        path = tmp_path / (Path(row["file"]).stem + ".docx")
        shutil.copyfile(SHARED / row["file"], path)
        said[row["file"]] = outcome(path)
    locked = {file for file, code in said.items() if code == "E104"}
    assert locked == {row["file"] for row in OLD if "encrypted" in row["wrong"].lower()}
    assert {code for file, code in said.items() if file not in locked} <= {"E103", "E102"}
    assert sum(code == "E102" for code in said.values()) <= 1, said
