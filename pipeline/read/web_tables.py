"""Tables written in HTML: rowspan, colspan, thead, tables in tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import html

from pipeline.errors import TooLarge
from pipeline.model import Box, Grid, Place
from pipeline.profile import Profile
from pipeline.text import blank

BLOCKS = frozenset(
    ["p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "center"]
)
UNSEEN = {"script", "style", "head", "template", "noscript", "del"}
PARTS, CELLS = frozenset(["thead", "tbody", "tfoot", "tr"]), frozenset(["td", "th", "caption"])
# WHATWG 4.9.11: no colspan reaches further.
WIDEST = 1000
_space = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class Page:
    """What was found so far: tables, and the paragraphs since the last one."""

    name: str
    deepest: int
    widest: int
    grids: list[Grid] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)

    def guard_width(self, columns: int) -> None:
        """Refuse more columns than any sheet has, before they are laid out."""
        if columns > self.widest:
            raise TooLarge(name=self.name, what="columns", limit=self.widest)


def tables_of(name: str, root: html.HtmlElement, profile: Profile) -> list[Grid]:
    """Give the tables of a page (HTML 4.01 section 11, WHATWG 4.9); the last paragraphs hang onto the last one."""
    page = Page(name, profile.limits["depth"], profile.limits["columns"])
    _walk(root, page)
    if page.grids:
        page.grids[-1] = replace(page.grids[-1], after=tuple(page.paragraphs))
    return page.grids


def _walk(element: html.HtmlElement, page: Page) -> None:
    """Gather paragraphs and tables in reading order."""
    lines: list[str] = []
    for piece in _pieces(element):
        if isinstance(piece, str):
            lines.append(piece)
        else:
            page.paragraphs += _lines("".join(lines))
            lines = []
            _table(piece, page, None, 1)
    page.paragraphs += _lines("".join(lines))


def _pieces(element: html.HtmlElement) -> Iterator[str | html.HtmlElement]:
    """Give the text of an element, a line break for each block and br, and each table in it whole."""
    stack: list[html.HtmlElement | str] = [*reversed(_inside(element))]
    while stack:
        item = stack.pop()
        if isinstance(item, str) or item.tag == "table":
            yield item
        else:
            stack.extend(reversed(_inside(item)))


def _inside(element: html.HtmlElement) -> list[html.HtmlElement | str]:
    """Give what an element holds, in order; what a browser does not show is left out."""
    if not isinstance(element.tag, str) or element.tag in UNSEEN or _hidden(element):
        return []
    edge = "\n" if element.tag in BLOCKS else ""
    inside: list[html.HtmlElement | str] = [edge, _space.sub(" ", element.text or "")]
    for child in element:
        inside += ["\n" if child.tag == "br" else child, _space.sub(" ", child.tail or "")]
    return [*inside, edge]


def _hidden(element: html.HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None


def _lines(text: str) -> list[str]:
    return [line.strip(" ") for line in text.split("\n") if not blank(line)]


def _table(element: html.HtmlElement, page: Page, parent: Place | None, depth: int) -> None:
    """Lay a table's cells out as a browser does, then its nested tables after it; more levels than honest pages have are refused."""
    if depth > page.deepest:
        raise TooLarge(name=page.name, what="nesting", limit=page.deepest)
    at = len(page.grids)
    number = at + 1
    before = () if parent else tuple(page.paragraphs)
    if not parent:
        page.paragraphs = []
    caption = [line for each in element.findall("caption") for line in _lines(_text(each))]
    caption = [*_lines("".join(_astray(element))), *caption]
    page.grids.append(Grid(number, 0, 0, ()))
    boxes, height, header = _boxes(element, page, number, depth)
    if not boxes:
        page.grids.pop()
        page.paragraphs = [*(page.paragraphs if parent else before), *caption]
        return
    width = max((box.column + box.across - 1 for box in boxes), default=0)
    page.grids[at] = Grid(
        number, height, width, tuple(sorted(boxes, key=lambda box: (box.row, box.column))),
        before=(*before, *caption), parent=parent, header_rows=header,
    )  # fmt: skip


def _astray(holder: html.HtmlElement) -> Iterator[str]:
    """Give the texts of a table that stand outside its cells, which a browser shows before it."""
    yield _space.sub(" ", holder.text or "")
    for child in holder:
        if child.tag in PARTS and not _hidden(child):
            yield from _astray(child)
        elif child.tag not in CELLS:
            yield _text(child)
        yield _space.sub(" ", child.tail or "")


def _boxes(element: html.HtmlElement, page: Page, number: int, depth: int) -> tuple[list[Box], int, int]:
    """Place each cell in the first column that no cell from above covers; no cell reaches out of its row group."""
    rows = _rows(element)
    ends = {_group(row, element): at for at, row in enumerate(rows, 1)}
    taken: dict[int, int] = {}
    boxes: list[Box] = []
    for at, row in enumerate(rows, 1):
        column, left = 1, ends[_group(row, element)] - at + 1
        for cell in row.iterchildren("td", "th"):
            while taken.get(column, 0) >= at:
                column += 1
            across = min(_count(cell.get("colspan")), WIDEST)
            page.guard_width(column + across - 1)
            down = min(_count(cell.get("rowspan"), left), left)
            boxes.append(
                Box("\n".join(_cell_lines(cell, page, Place(number, at, column), depth)), at, column, down, across)
            )
            taken.update(dict.fromkeys(range(column, column + across), at + down - 1))
            column += across
    header = sum(row.getparent().tag == "thead" for row in rows)
    return boxes, len(rows), header


def _rows(element: html.HtmlElement) -> list[html.HtmlElement]:
    """Give a table's own rows as a browser shows them: the head above, the foot below, wherever they are written."""
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element and not _hidden(row)]
    return sorted(rows, key=lambda row: {"thead": 0, "tfoot": 2}.get(row.getparent().tag, 1))


def _group(row: html.HtmlElement, table: html.HtmlElement) -> html.HtmlElement:
    holder = row.getparent()
    return holder if holder.tag in ("thead", "tbody", "tfoot") else table


def _count(text: str | None, zero: int = 1) -> int:
    """Read a span; nonsense is 1, and 0 is as far as the table goes."""
    digits = (text or "1").strip()
    return (int(digits) or zero) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 1


def _cell_lines(cell: html.HtmlElement, page: Page, place: Place, depth: int) -> list[str]:
    texts: list[str] = []
    for piece in _pieces(cell):
        if isinstance(piece, str):
            texts.append(piece)
        else:
            _table(piece, page, place, depth + 1)
    return _lines("".join(texts))


def _text(element: html.HtmlElement) -> str:
    return "".join(piece for piece in _pieces(element) if isinstance(piece, str))
