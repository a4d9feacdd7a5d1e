"""What ``fubiao inspect`` draws is the text of the cells, sign for sign; only what draws nothing is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.drawing import draw, wrapped
from pipeline.model import Box, Grid
from tests.plugin import grid


@pytest.mark.parametrize(
    "text",
    ["2025-06-30", "0736-1234567", "---", "-", "2024\u20142026年", "第1-3项", "项\u3000目", "30\u00a0%", "\ue863"],
)
def test_a_text_is_drawn_sign_for_sign(text):
    assert draw(Grid(1, 1, 1, (Box(text, 1, 1),)), 40).splitlines()[1].strip("│").rstrip() == text


def test_a_text_that_is_folded_loses_nothing():
    text = "2025-06-30至2025-12-31，电话0736-1234567"
    lines = wrapped(text, 7)
    assert len(lines) > 1
    assert "".join(lines) == text


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u202e", "\u2066", "\ufeff", "\x1b", "\x07", "\u2028", "\r"])
def test_what_draws_nothing_or_disturbs_a_terminal_is_left_out(sign):
    assert wrapped(f"甲{sign}乙", 10) == ["甲乙"]


def test_a_long_run_of_blank_rows_is_one_row_that_says_so():
    blanks = tuple(Box("", row, 1) for row in range(3, 2003))
    far = replace(grid("甲|乙; 1|2"), height=5000)
    for boxes in (far.boxes, far.boxes + blanks):
        lines = draw(replace(far, boxes=(*boxes, Box("末", 5000, 2))), 40).split("\n")
        drawn = [line.replace(" ", "") for line in lines[1::2]]
        assert drawn == ["│甲│乙│", "│1│2│", "│⋮││", "││末│"]
