"""P1: whatever a file has become, a documented code or a result; what is damaged is exact, told or refused.

Hypothesis draws what is done to a file; ``make damage`` and ``make fuzz`` do the same a hundred thousand times.
"""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz import seeds, targets
from pipeline import correcting
from pipeline.errors import DamagedFile, PipelineError
from pipeline.flow import convert, inspect
from pipeline.result import Correction
from pipeline.run_errors import NoDecisions
from tests import damage
from tests.build import docx
from tests.test_sample import SAMPLE
from tests.warp import warped

FILES = damage.built()
WHOLE = {name: damage.outcome(data) for name, data in FILES.items()}
PARTS = {name: damage.parts_of(data) for name, data in FILES.items()}
DRAWN = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
names = st.sampled_from(sorted(FILES))
chances = st.integers(0, 1 << 32).map(random.Random)


@DRAWN
@given(names, st.data())
def test_bytes_that_change(name, data):
    """Flip, overwrite or leave out bytes anywhere."""
    made = bytearray(FILES[name])
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(made) - 1), st.integers(0, 255)), max_size=6)):
        made[at] = byte
    begin = data.draw(st.integers(0, len(made)))
    del made[begin : begin + data.draw(st.integers(0, 400))]
    assert damage.judged(WHOLE[name], damage.outcome(bytes(made))) != "silently wrong"


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_cut_off_at_every_hundredth_of_its_length(name):
    """A part that ends before the cut is whole; nothing of it comes out otherwise than it was."""
    data = FILES[name]
    said = [damage.judged(WHOLE[name], damage.outcome(data[: len(data) * at // 100])) for at in range(100)]
    assert set(said) <= {"refused E101", "refused E102", "refused E105", "exact, told", "different, told"}
    assert damage.judged(WHOLE[name], damage.outcome(data)) == "exact"


def test_the_sample_as_a_word_file_cut_off_at_every_hundredth_of_its_length():
    data = docx("附件", *inspect(SAMPLE).grids)
    right = damage.outcome(data)
    said = [damage.judged(right, damage.outcome(data[: len(data) * at // 100])) for at in range(100)]
    assert set(said) <= {"refused E101", "refused E102", "refused E105", "exact, told"}


@pytest.mark.long
def test_the_sample_as_a_dump_cut_off_at_every_hundredth_of_its_length(tmp_path: Path):
    """What stands before the last record is as it is in the whole, or a doubt says that the text is cut off."""
    data, path = SAMPLE.read_bytes(), tmp_path / SAMPLE.name
    whole = [row.texts for row in convert(SAMPLE).tables[0].table.rows]
    for at in range(3, 100):
        path.write_bytes(data[: len(data) * at // 100])
        result = convert(path)
        assert result.audit.lost == 0, at
        rows = [row.texts for each in result.tables for row in each.table.rows][:-1]
        told = any(doubt.code in ("D051", "D206") for each in result.tables for doubt in each.doubts)
        assert told or rows == whole[: len(rows)], at


@DRAWN
@given(names, chances, st.sampled_from(["drop", "double", "rename", "empty"]))
def test_parts_that_are_dropped_doubled_renamed_or_emptied(name, chance, change):
    """The text may be lost, then the file is refused; what only styles or lists say is lost with a word."""
    parts = dict(PARTS[name])
    chosen = chance.choice(sorted(parts))
    data = parts.pop(chosen)
    if change == "double":
        parts |= {chosen: data, chosen.upper(): data[: len(data) // 2]}
    if change == "rename":
        parts[chosen + ".bak"] = data
    if change == "empty":
        parts[chosen] = b""
    assert damage.judged(WHOLE[name], damage.outcome(damage.packed(parts))) != "silently wrong", chosen


@pytest.mark.long
@DRAWN
@given(names, chances)
def test_elements_and_attributes_that_change(name, chance):
    """The file says something else now, and all of that is in the result."""
    parts = PARTS[name]
    chosen = chance.choice(sorted(parts))
    targets.one(targets.TARGETS["docx"], damage.packed(parts | {chosen: warped(parts[chosen], chance)}))


@settings(DRAWN, max_examples=60)
@given(st.sampled_from(["sheet", "decisions", "xlsx"]), chances)
def test_workbooks_whose_elements_and_bytes_change(name, chance):
    target = targets.TARGETS[name]
    data = chance.choice(target.seeds())
    parts = damage.parts_of(data)
    if name == "sheet":
        made = warped(data, chance)
    elif chance.random() < 0.5:
        chosen = chance.choice(sorted(parts))
        made = damage.packed(parts | {chosen: warped(parts[chosen], chance)}, zipfile.ZIP_STORED)
    else:
        made = next(iter(damage.mutants(1, chance.randrange(1 << 32), {"a": data})))[2]
    targets.one(target, made)


@settings(DRAWN, max_examples=80)
@given(st.sampled_from(["text", "html", "corrections", "profile"]), chances)
def test_texts_whose_bytes_change(name, chance):
    target = targets.TARGETS[name]
    made = bytearray(chance.choice(target.seeds()[:20])[:4000])
    chance.choice(damage.KINDS[:6])(chance, made)
    targets.one(target, bytes(made))


def test_a_workbook_whose_directory_is_broken_is_damaged(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(seeds.workbook().replace(b"PK\x01\x02", b"PK\x01\x03", 1))
    with pytest.raises(DamagedFile):
        convert(path)


def test_a_workbook_cut_off_at_every_hundredth_of_its_length_is_refused(tmp_path: Path):
    """Nothing of a workbook is salvaged; without its directory it is none."""
    data, path = seeds.workbook(), tmp_path / "a.xlsx"
    for at in range(100):
        path.write_bytes(data[: len(data) * at // 100])
        with pytest.raises(PipelineError) as error:
            convert(path)
        assert error.value.code in {"E101", "E102", "E105"}, at


def decided(tmp_path: Path, old: bytes, new: bytes) -> tuple[Correction, ...]:
    """Change the sheet of what is to be reviewed, in which one decision was typed, and read it."""
    parts = damage.parts_of(targets.decisions())
    sheet = "xl/worksheets/sheet4.xml"
    assert old in parts[sheet]
    path = tmp_path / "a.xlsx"
    path.write_bytes(damage.packed(parts | {sheet: parts[sheet].replace(old, new, 1)}))
    return correcting.decisions(path).corrections


def test_a_workbook_whose_cells_are_invalid_holds_no_decisions(tmp_path: Path):
    """openpyxl meets it only while it reads the rows."""
    assert [each.new for each in decided(tmp_path, b"", b"")] == ["3"]
    with pytest.raises(NoDecisions):
        decided(tmp_path, b'<c r="A2" s="', b'<c r="A2" s="..')


@pytest.mark.skipif(not damage.CORPUS.is_dir(), reason="needs the public files of ../shared/corpus")
@pytest.mark.parametrize("ending", [".txt", ".xlsx", ".html", ".docx"])
def test_any_file_under_any_name_has_a_documented_code(ending, tmp_path: Path):
    """Every fortieth of the public files; what should fail and works is looked at by its kind in P15."""
    path = tmp_path / f"a{ending}"
    for source in sorted(damage.CORPUS.parent.rglob("*.*"))[::40]:
        path.write_bytes(source.read_bytes())
        try:
            convert(path)
        except PipelineError as error:
            assert error.exit_code == 1, source
