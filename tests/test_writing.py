"""Files that belong together are written whole or not at all, and are moved only when all are on the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.run_errors import CannotWrite
from pipeline.writing import lay, place, sweep


def seen(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_what_is_laid_is_not_yet_seen_under_its_name(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"old")
    laid = lay({tmp_path / "a.csv": b"new", tmp_path / "sub" / "b.csv": b"b"}.items())
    assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert not (tmp_path / "sub" / "b.csv").exists()
    place(laid)
    assert seen(tmp_path) == {"a.csv": b"new"}
    assert seen(tmp_path / "sub") == {"b.csv": b"b"}


def test_nothing_stays_where_one_file_cannot_be_laid(tmp_path):
    (tmp_path / "file").write_bytes(b"in the way of a folder")
    with pytest.raises(CannotWrite, match=r"b\.csv"):
        lay({tmp_path / "a.csv": b"a", tmp_path / "file" / "b.csv": b"b"}.items())
    assert list(seen(tmp_path)) == ["file"]


def test_none_is_moved_before_all_are_on_the_disk(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_bytes(b"old")
    laid = lay({tmp_path / "a.csv": b"new", tmp_path / "b.csv": b"b"}.items())
    flushed = []

    def full(number):
        flushed.append(number)
        if len(flushed) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match=r"b\.csv"):
        place(laid)
    assert seen(tmp_path) == {"a.csv": b"old"}


def test_what_cannot_be_moved_is_named_and_dropped(tmp_path):
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(CannotWrite, match=r"b\.csv"):
        place(lay({tmp_path / "a.csv": b"a", tmp_path / "b.csv": b"b"}.items()))
    assert seen(tmp_path) == {"a.csv": b"a"}


def test_litter_that_somebody_still_holds_ends_no_run(tmp_path, monkeypatch):
    (tmp_path / ".fubiao-half").write_bytes(b"half")

    def held(self, missing_ok=False):  # as Windows answers while a process that is ending has it open
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", held)
    sweep([tmp_path])
    monkeypatch.undo()
    sweep([tmp_path])
    assert not seen(tmp_path)
