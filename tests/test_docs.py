"""What the documents say is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import drawing, manual
from docs.examples import TELLERS, examples
from pipeline import flow
from pipeline.codes import DOUBTS, REPAIRS
from pipeline.messages import word
from tests import build

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("english", "chinese"),
    [READMES, *((f"docs/en/{page}.md", f"docs/zh/{page}.md") for page in ("analyst", "clerk", "machines"))],
)
def test_both_languages_go_line_for_line(english, chinese):
    kind = r"\s*(#+|\||\*|\d+\.|```\w*|!\[.*?\]\((?:\.\./)?\w+/[\w-]+\.png\)|!|$)?"
    marks = [
        [re.sub(r"!\[.*?\]", "!", re.match(kind, line)[0]) for line in text(name).splitlines()]
        for name in (english, chinese)
    ]
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
def test_each_code_has_its_table_before_and_after_on_the_page(lang):
    page = manual.codes(lang)
    before, after = (manual.HEADINGS[lang][word] for word in ("before", "after"))
    sections = re.findall(r"^### (.*?)\n(.*?)(?=^##|\Z)", page, re.M | re.S)
    shown = {code for codes, section in sections for code in codes.split() if before in section and after in section}
    assert sorted(shown) == sorted(REPAIRS | DOUBTS)
    assert page.count("\n") < 10_000  # of a sheet with a million blank rows a few are shown
    assert all(f"**{code}**" in section for codes, section in sections for code in codes.split())
    assert [step.__name__ for step in flow.STEPS if f"`{step.__name__}`" not in page] == []
    assert set(re.findall(r"\]\(#(\w+)\)", page)) == set(re.findall(r'<span id="(\w+)">', page))


@pytest.mark.parametrize("teller", TELLERS, ids=lambda teller: teller.__name__)
def test_whatever_tells_is_named_in_both_languages(teller):
    assert re.search(r"[\u4e00-\u9fff]", word(teller.__name__, "zh"))
    assert manual.mends(teller, "zh") != manual.mends(teller, "en")


def test_a_step_is_drawn_before_and_after():
    step = next(step for step in flow.STEPS if step.__name__ == "number_serials")
    first = next(examples(step))
    assert first.before("en").splitlines()[3] == "|  | 架桥 |"
    assert drawing.anything(first.after).splitlines()[3].startswith("| 2 | 架桥 |")


def test_what_cannot_be_seen_in_a_file_is_drawn():
    hidden = build.tc(build.p(build.r("修路") + build.r("密", "<w:vanish/>")))
    page = drawing.word(build.document_xml("标题", build.tbl(build.tr("任务"), build.tr(hidden))), "zh")
    assert page == "标题\n\n| 任务 |\n| --- |\n| 修路〔隐藏：密〕 |"
    assert drawing.book([["任务"], ["修路"], ["<b>"]], "A2:A3", 0, "en").splitlines()[3] == "| 〔covered: &lt;b&gt;〕 |"


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
