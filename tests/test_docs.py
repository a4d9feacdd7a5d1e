"""What the documents say is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import manual
from pipeline import flow
from pipeline.codes import DOUBTS, REPAIRS
from pipeline.messages import word

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_two_readmes_go_line_for_line():
    english, chinese = (text(name).splitlines() for name in READMES)
    marks = [[re.match(r"\s*(#+|\||\*|\d+\.|```\w*|!|$)?", line)[0] for line in lines] for lines in (english, chinese)]
    assert marks[0] == marks[1]


@pytest.mark.parametrize("readme", READMES)
def test_every_command_is_in_the_readme_and_every_one_there_exists(readme):
    said = set(re.findall(r"^\| `fubiao (\w+)", text(readme), re.M))
    assert said == set(manual.names())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_commands_holds_every_command_and_its_options(lang):
    page = manual.commands(lang)
    for name in manual.names():
        assert f"## `fubiao {name}`" in page
    assert "--serials" in page and "--strict" in page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_codes_holds_every_code_and_every_step(lang):
    page = manual.codes(lang)
    assert [code for code in REPAIRS | DOUBTS if code not in page] == []
    assert [step.__name__ for step in flow.STEPS if f"`{step.__name__}`" not in page] == []


def test_a_step_is_drawn_before_and_after():
    step = next(step for step in flow.STEPS if step.__name__ == "number_serials")
    first = next(manual.examples(step))
    assert manual.table(first.before).splitlines()[3] == "|  | 架桥 |"
    assert manual.table(first.fixed.table).splitlines()[3].startswith("| 2 | 架桥 |")


@pytest.mark.parametrize("page", ["docs/zh/analyst.md", "docs/zh/clerk.md"])
def test_the_sheets_that_the_manual_names_are_those_of_the_workbook(page):
    sheets = {
        word(name, "zh") for name in ("Records", "As printed", "Responsibilities", "Statistics", "Repairs", "To review")
    }
    assert {sheet for sheet in sheets if sheet in text(page)} == sheets


def test_the_manual_shows_ten_pictures_in_both_languages():
    for lang in ("zh", "en"):
        shown = re.findall(r"\]\(\.\./pictures/(\d\d)-\w+\.png\)", text(f"docs/{lang}/clerk.md"))
        assert shown == [f"{number:02}" for number in range(1, 11)]
