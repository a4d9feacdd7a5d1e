"""Numbers, hidden and struck text that no paragraph owns: its style, or the style below that, says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from pipeline.read.ooxml import is_on, value, w, whole

MARKS = ("vanish", "strike", "dstrike")


@dataclass
class Style:
    """What a style says about its text; None where it leaves that to the style below."""

    below: str | None = None
    number: int | None = None
    level: int | None = None
    marks: dict[str, bool] = field(default_factory=dict)


class Styles:
    """The styles of a file, each with what it has from the style below it.

    They are read no further than the one that is asked for: a template holds hundreds, and a table names a few.
    """

    def __init__(self, elements: Iterable[etree._Element] = ()) -> None:
        self.left = iter(elements)
        self.held: dict[str, Style] = {}
        self.first: str | None = None
        self.judged: dict[str | None, bool] = {}

    @property
    def default(self) -> str | None:
        """Give the style of the paragraphs that name none."""
        while self.first is None and self._more():
            pass
        return self.first

    def _get(self, name: str) -> Style | None:
        while name not in self.held and self._more():
            pass
        return self.held.get(name)

    def _more(self) -> bool:
        style = next(self.left, None)
        if style is not None:
            self._take(style)
        return style is not None

    def unusual(self, name: str | None) -> bool:
        """Ask whether a style numbers, hides or strikes its text."""
        judged = self.judged.get(name)
        if judged is None:
            judged = self.number(name) is not None or any(self.mark(name, mark) for mark in MARKS)
            self.judged[name] = judged
        return judged

    def _take(self, style: etree._Element) -> None:
        name = style.get(w("styleId")) or ""
        if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
            self.first = name
        own = style.find(w("rPr"))
        said = {mark: is_on(own, mark) for mark in MARKS}
        self.held[name] = Style(
            value(style, "basedOn"),
            whole(value(style, "pPr/numPr/numId")),
            whole(value(style, "pPr/numPr/ilvl")),
            {mark: on for mark, on in said.items() if on is not None},
        )

    def chain(self, name: str | None) -> list[Style]:
        """Give a style and those below it; a circle of styles ends where it began."""
        seen: dict[str, Style] = {}
        while name and name not in seen and (style := self._get(name)) is not None:
            seen[name] = style
            name = style.below
        return list(seen.values())

    def mark(self, name: str | None, mark: str) -> bool | None:
        """Ask whether a style hides or strikes its text."""
        return next((style.marks[mark] for style in self.chain(name) if mark in style.marks), None)

    def number(self, name: str | None) -> tuple[int, int | None, str] | None:
        """Give the list and the level that a paragraph style names, and the style whose list it is."""
        chain = self.chain(name)
        number = next((style.number for style in chain if style.number is not None), None)
        level = next((style.level for style in chain if style.level is not None), None)
        return (number, level, name or "") if number else None
