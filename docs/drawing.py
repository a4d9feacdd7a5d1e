"""Tables and files in Markdown: what a person sees of them, with a word for what cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from lxml import etree

from pipeline.model import Grid, Table
from pipeline.stretches import stretches
from tests.build import SPACES

W = f"{{{SPACES['w']}}}"
WORDS = {
    "zh": {"deleted": "已删除", "hidden": "隐藏", "covered": "被盖住", "span": "跨列", "list": "自动编号",
           "file": "插入的文件", "picture": "图片"},
    "en": {"deleted": "deleted", "hidden": "hidden", "covered": "covered", "span": "spans", "list": "list number",
           "file": "an inserted file", "picture": "a picture"},
}  # fmt: skip
# The longest text of a cell that a page of the manual shows whole.
LONGEST = 60


def anything(drawn: Any) -> str:
    """Draw a table, a grid, or several of them one below the other."""
    if isinstance(drawn, Table):
        return table(drawn)
    return "\n\n".join(map(grid, drawn)) if isinstance(drawn, tuple) else grid(drawn)


def table(drawn: Table) -> str:
    """Draw a table; one that has no columns yet is headed by its first row."""
    names = [[column.name for column in drawn.columns]] if drawn.columns else []
    return rows([*names, *(row.texts for row in drawn.rows)])


def grid(drawn: Grid) -> str:
    """Draw a grid; arrows point to the cell that goes on, dots stand for blank rows of which there are too many."""
    kept = stretches(drawn)
    laid = {row: [""] * drawn.width for part in kept for row in part}
    for box in drawn.boxes:
        for row in (row for row in range(box.row, box.row + box.down) if row in laid):
            for column in range(box.column - 1, box.column - 1 + box.across):
                laid[row][column] = "↑" if row > box.row else "←"
        if box.row in laid:
            laid[box.row][box.column - 1] = box.text
    first, *others = kept
    parted = [[laid[row] for row in first], *([["⋮"] * drawn.width, *(laid[row] for row in part)] for part in others)]
    return rows([line for part in parted for line in part])


def rows(drawn: Sequence[Sequence[str]], marked: bool = False) -> str:
    """Write rows as a Markdown table whose first row names the columns; texts that are marked up stay so."""
    width = max(map(len, drawn))
    lines = [
        [*(cell if marked else escape(cell, quote=False) for cell in row), *[""] * (width - len(row))] for row in drawn
    ]
    return "\n".join([row_of(lines[0]), row_of(["---"] * width), *map(row_of, lines[1:])])


def row_of(texts: Sequence[str]) -> str:
    """Write one row of a Markdown table."""
    cut = (text if len(text) <= LONGEST or "<" in text else text[: LONGEST // 2] + "……" for text in texts)
    return "| " + " | ".join(_visible(text).replace("|", "\\|").replace("\n", "<br>") for text in cut) + " |"


def _visible(text: str) -> str:
    """Show a control character and half a character by their number."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]", lambda found: f"`U+{ord(found[0]):04X}`", text)


def text(said: str | bytes) -> str:
    """Show a text dump as an editor does that takes it for UTF-8; a tab is an arrow."""
    whole = said if isinstance(said, str) else said.decode("utf-8", "replace")
    return "```text\n" + whole.strip("\n").replace("\t", "→") + "\n```"


def book(cells: Sequence[Sequence[str]], merge: str, hidden: int, lang: str) -> str:
    """Draw a sheet, what a merge covers and what is hidden included."""
    covered = set()
    if merge:
        from openpyxl.utils import range_boundaries

        left, top, right, bottom = range_boundaries(merge)
        covered = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)} - {(top, left)}
    marked = [
        [mark(said, "covered", lang) if (at, column) in covered else mark(said, "hidden", lang) if at == hidden else said
         for column, said in enumerate(row, 1)]
        for at, row in enumerate(cells, 1)
    ]  # fmt: skip
    return rows(marked)


def mark(said: str, how: str, lang: str) -> str:
    """Say what cannot be seen: 〔hidden: 架桥〕."""
    return f"〔{WORDS[lang][how]}{'：' if lang == 'zh' else ': '}{said}〕" if said else f"〔{WORDS[lang][how]}〕"


def word(document: str, lang: str) -> str:
    """Draw the paragraphs and tables of a Word file with all that is in them, hidden or not."""
    parts = []
    for block in etree.fromstring(document.encode())[0]:
        if block.tag == f"{W}tbl":
            parts.append(
                rows(
                    [[_cell(cell, row, lang) for cell in row.iter(f"{W}tc")] for row in block.iter(f"{W}tr")],
                    marked=True,
                )
            )
        elif block.tag == f"{W}altChunk":
            parts.append(mark("", "file", lang))
        elif said := "".join(block.itertext()) or (
            mark("", "picture", lang) if block.find(f".//{W}drawing") is not None else ""
        ):
            parts.append(said)
    return "\n\n".join(parts)


def _cell(cell: etree._Element, row: etree._Element, lang: str) -> str:
    said = "".join(_run(run, lang) for run in cell.iter(f"{W}r"))
    if cell.find(f".//{W}numPr") is not None:
        said = mark("", "list", lang) + said
    span, merge = (cell.find(f"{W}tcPr/{W}{name}") for name in ("gridSpan", "vMerge"))
    if merge is not None and merge.get(f"{W}val") != "restart":
        said = "↑" + (mark(said, "covered", lang) if said and row.getprevious().tag == f"{W}tr" else said)
    if span is not None:
        said += f" 〔{WORDS[lang]['span']} {span.get(f'{W}val')}〕"
    return mark(said, "deleted", lang) if row.find(f"{W}trPr/{W}del") is not None else said


def _run(run: etree._Element, lang: str) -> str:
    said = "".join(run.itertext())
    if run.find(f"{W}footnoteReference") is not None:
        return "<sup>1</sup>"
    if run.find(f"{W}rPr/{W}vanish") is not None:
        return mark(said, "hidden", lang)
    if run.getparent().tag == f"{W}del":
        return mark(said, "deleted", lang)
    return f"<s>{said}</s>" if run.find(f"{W}rPr/{W}strike") is not None else said
