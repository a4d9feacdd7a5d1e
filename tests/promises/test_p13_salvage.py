"""P13: what is damaged comes out exactly, or with a word, or not at all; P5 and P3: what is held in memory has a limit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.errors import TooLarge
from pipeline.profile import default_profile
from pipeline.read.word_file import read_word
from tests import damage
from tests.build import docx, tbl, tr
from tests.plugin import grid

FILES = damage.built()
WHOLE = {name: damage.outcome(data) for name, data in FILES.items()}


def judged(count: int, files: dict[str, bytes]) -> list[str]:
    whole = {name: damage.outcome(data) for name, data in files.items()}
    return [damage.judged(whole[name], damage.outcome(data)) for name, _, data in damage.mutants(count, 13, files)]


def test_p13_damaged_copies_are_exact_or_told_or_refused():
    assert "silently wrong" not in judged(800, FILES)


@pytest.mark.skipif(not damage.CORPUS.is_dir(), reason="needs the public files of ../shared/corpus")
def test_p13_most_damaged_copies_of_public_files_are_read_exactly():
    said = judged(300, damage.public())
    assert sum(each.startswith("exact") for each in said) >= 0.69 * len(said)
    assert "silently wrong" not in said


def entry_of(data: bytes, name: bytes) -> int:
    """Find where the directory's entry for a part begins."""
    return data.rindex(name) - 46


def test_p13_a_directory_that_swallowed_entries_is_not_believed():
    data = bytearray(FILES["listed"])
    data[entry_of(data, b"word/document.xml") + 33] = 50
    made = damage.outcome(bytes(data))
    assert damage.judged(WHOLE["listed"], made) == "exact, told"


def test_p13_names_cut_short_in_the_directory_are_found_in_the_headers():
    data = bytearray(FILES["listed"])
    for name in (b"word/numbering.xml", b"word/_rels/document.xml.rels"):
        data[data.rindex(name) + 8] = 0
    assert damage.judged(WHOLE["listed"], damage.outcome(bytes(data))) == "exact, told"


def test_p13_a_directory_may_point_before_the_file():
    data = bytearray(FILES["listed"])
    at = data.rindex(b"PK\x05\x06")
    data[at + 16 : at + 20] = b"\xff\xff\xff\x00"
    assert damage.judged(WHOLE["listed"], damage.outcome(bytes(data))).startswith(("exact, told", "refused"))


def test_p13_a_part_is_unpacked_by_the_checksum_of_the_directory_if_its_own_is_lost():
    data = bytearray(FILES["listed"])
    at = data.index(b"word/document.xml") - 30
    data[at + 14 : at + 18] = bytes(4)
    assert damage.judged(WHOLE["listed"], damage.outcome(bytes(data))) == "exact, told"


def limited(data: bytes, **limits: int) -> None:
    profile = default_profile()
    read_word("附件.docx", data, replace(profile, limits=dict(profile.limits) | limits))


@pytest.mark.parametrize("limits", [{"held_bytes": 200}, {"elements": 3}])
def test_p3_what_is_held_in_memory_has_a_limit(limits):
    data = docx(grid("序号|任务; 1|修路"), styles="<w:vanish/>" * 30)
    limited(data)
    with pytest.raises(TooLarge):
        limited(data, **limits)


def test_p3_rows_that_are_let_go_do_not_count_together():
    limited(docx(tbl(*[tr("甲", "乙")] * 10_000)), elements=100_000)
