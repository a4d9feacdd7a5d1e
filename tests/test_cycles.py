"""The search for cycles is as it was when a file is done, whatever became of the file."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from pipeline.cycles import seldom_sought
from pipeline.errors import PipelineError
from pipeline.flow import convert


def test_as_it_was_after_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    before = gc.get_threshold()
    with pytest.raises(PipelineError):
        convert(tmp_path / "none.docx")
    assert gc.get_threshold() == before


def test_who_seeks_still_more_seldom_is_left_alone() -> None:
    before = gc.get_threshold()
    gc.set_threshold(10**6, 3, 4)
    try:
        with seldom_sought():
            assert gc.get_threshold() == (10**6, 3, 4)
        assert gc.get_threshold() == (10**6, 3, 4)
    finally:
        gc.set_threshold(*before)


def test_cycles_left_behind_by_many_are_found_while_it_goes_on() -> None:
    found: list[str] = []
    gc.callbacks.append(lambda phase, info: found.append(phase))
    try:
        with seldom_sought():
            kept = [[] for _ in range(200_000)]  # type: ignore[var-annotated]
    finally:
        gc.callbacks.pop()
    assert found
    assert len(kept) == 200_000
