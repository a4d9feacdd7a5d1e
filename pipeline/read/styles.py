"""Numbers, hidden and struck text that no paragraph owns: its style, or the style below that, says so."""

from __future__ import annotations

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
    """The styles of a file, each with what it has from the style below it."""

    def __init__(self, root: etree._Element | None = None) -> None:
        self.held: dict[str, Style] = {}
        self.default: str | None = None
        for style in () if root is None else root.iterchildren(w("style")):
            self._take(style)
        self.unusual = frozenset(name for name in self.held if self._says_something(name))

    def _take(self, style: etree._Element) -> None:
        name = style.get(w("styleId")) or ""
        if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on"):
            self.default = name
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
        seen: list[str] = []
        while name in self.held and name not in seen:
            seen.append(name)
            name = self.held[name].below
        return [self.held[each] for each in seen]

    def _says_something(self, name: str) -> bool:
        return self.number(name) is not None or any(self.mark(name, mark) for mark in MARKS)

    def mark(self, name: str | None, mark: str) -> bool | None:
        """Ask whether a style hides or strikes its text."""
        return next((style.marks[mark] for style in self.chain(name) if mark in style.marks), None)

    def number(self, name: str | None) -> tuple[int, int | None, str] | None:
        """Give the list and the level that a paragraph style names, and the style whose list it is."""
        chain = self.chain(name)
        number = next((style.number for style in chain if style.number is not None), None)
        level = next((style.level for style in chain if style.level is not None), None)
        return (number, level, name or "") if number else None
