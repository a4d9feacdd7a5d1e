"""P26: the old output or the new one, never half; a full disk and a folder in the way are told; the input is never touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.batch.outcome import Done
from tests.runs import ROOT, TABLE, converted, fill, program

posix = pytest.mark.skipif(os.name == "nt", reason="signals and limits of POSIX")


@posix
def test_p26_kill_at_random_moments():
    """Thirty kills; `make kills` does a thousand."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.promises.kills", "30"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    figures = {line[:28].strip(): int(line[28:]) for line in ran.stdout.splitlines()}
    assert figures["kills"] == 30
    assert figures["results seen"] > 30
    assert figures["broken"] == figures["broken after the next run"] == figures["litter after the next run"] == 0
    assert figures["taken for hand-made"] == 0


@posix
def test_p26_a_full_disk_keeps_the_old_result_and_leaves_no_half_one(tmp_path):
    fill(tmp_path / "in", "a.txt")
    converted(tmp_path / "in", tmp_path / "output")
    before = {path.name: path.read_bytes() for path in (tmp_path / "output").glob("a.*")}
    (tmp_path / "in" / "a.txt").write_text(TABLE.format("植树" * 3000), encoding="utf-8")
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000)); sys.argv[0] = 'fubiao'; from pipeline.__main__ import main; main()"
    ran = program(tmp_path, "convert", "in", "--to", "json", start=("-c", limited))
    assert ran.returncode == 5
    assert "a.json could not be written: File too large." in ran.stderr
    assert "Traceback" not in ran.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "output").glob("a.*")} == before
    assert not list((tmp_path / "output").glob(".fubiao-*"))


def test_p26_a_folder_where_the_result_should_be_costs_only_that_file(tmp_path):
    fill(tmp_path / "in", "a.txt", "b.txt")
    (tmp_path / "out" / "a.json").mkdir(parents=True)
    first, second = converted(tmp_path / "in", tmp_path / "out")
    assert first.error.code == "E203"
    assert isinstance(second, Done)
    assert not list((tmp_path / "out").glob(".fubiao-*"))


def test_p26_a_target_that_another_program_holds_is_told_and_stays(tmp_path, monkeypatch):
    fill(tmp_path / "in", "a.txt")
    converted(tmp_path / "in", tmp_path / "out")
    before = (tmp_path / "out" / "a.xlsx").read_bytes()
    (tmp_path / "in" / "a.txt").write_text(TABLE.format("植树"), encoding="utf-8")
    move = Path.replace

    def held(self, target):  # as Windows answers while Excel has the workbook open
        if Path(target).name == "a.xlsx":
            raise PermissionError(13, "Permission denied")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", held)
    (outcome,) = converted(tmp_path / "in", tmp_path / "out")
    assert outcome.error.code == "E203"
    assert "a.xlsx" in str(outcome.error)
    assert (tmp_path / "out" / "a.xlsx").read_bytes() == before
    monkeypatch.undo()
    (outcome,) = converted(tmp_path / "in", tmp_path / "out")
    assert outcome.kept == ()
    assert (tmp_path / "out" / "a.xlsx").read_bytes() != before


@posix
def test_p26_a_folder_that_may_not_be_written_is_told(tmp_path):
    """Not even the administrator may write what the kernel shows as files."""
    fill(tmp_path / "in", "a.txt")
    (tmp_path / "out").mkdir(mode=0o555)
    ran = program(tmp_path, "convert", "in", "-o", "out" if os.geteuid() else "/sys/out")
    assert ran.returncode == 5
    assert "could not be written" in ran.stderr
    assert len(ran.stderr.strip().split("\n")) == 1


def test_p26_the_input_is_never_touched(tmp_path):
    fill(tmp_path / "in", "a.txt", "b/c.txt")
    paths = sorted((tmp_path / "in").rglob("*"))
    before = [(path, path.stat().st_mtime_ns, path.is_file() and path.read_bytes()) for path in paths]
    converted(tmp_path / "in", tmp_path / "out")
    assert sorted((tmp_path / "in").rglob("*")) == paths
    assert [(path, path.stat().st_mtime_ns, path.is_file() and path.read_bytes()) for path in paths] == before
