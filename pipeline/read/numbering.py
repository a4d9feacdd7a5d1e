"""Serials that are no text: Word counts them while it lays out the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from pipeline.read.number_forms import formed
from pipeline.read.ooxml import child, is_on, value, w, whole
from pipeline.read.styles import Styles
from pipeline.read.symbols import in_font

LEVELS = 9
# The list that numbers a paragraph, and the level in it.
At = tuple[int, int]
Load = Callable[[], "etree._Element | None"]
_part = re.compile(r"%([1-9])")


@dataclass
class Level:
    """How one level of a list counts."""

    start: int = 1
    form: str = "decimal"
    sample: str = ""
    text: str = ""
    gap: str = "tab"
    restart: int | None = None
    plain: bool = False
    font: str | None = None
    style: str | None = None


# What holds where a list says nothing of a level.
USUAL = Level()


@dataclass
class List:
    """A list (w:num): whose counters it shares, its own levels, and where it starts anew."""

    shared: str
    levels: dict[int, Level]
    anew: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a file and how far each has counted; paragraphs must come in reading order."""

    def __init__(self, load: Load, styles: Styles) -> None:
        self.load = load
        self.styles = styles
        self.counts: dict[str, list[int | None]] = {}

    @cached_property
    def lists(self) -> dict[int, List]:
        """Read the lists when the first numbered paragraph comes; most files have none."""
        root = self.load()
        return {} if root is None else self._taken(root)

    def _taken(self, root: etree._Element) -> dict[int, List]:
        taken: dict[int, List] = {}
        shared = {each.get(w("abstractNumId")) or "": each for each in root.iterchildren(w("abstractNum"))}
        nums = list(root.iterchildren(w("num")))
        owners = {whole(num.get(w("numId"))): value(num, "abstractNumId") or "" for num in nums}
        for num in nums:
            number = whole(num.get(w("numId")))
            owner = self._linked(value(num, "abstractNumId") or "", shared, owners)
            if number and owner in shared:
                taken[number] = List(owner, _levels(shared[owner]))
                for override in num.iterchildren(w("lvlOverride")):
                    _override(taken[number], override)
        return taken

    def _linked(self, owner: str, shared: dict[str, etree._Element], owners: dict[int | None, str]) -> str:
        """Follow w:numStyleLink: such a definition is empty and names a style that names the real list."""
        link = value(shared.get(owner), "numStyleLink")
        named = self.styles.number(link) if link else None
        return owners.get(named[0], owner) if named else owner

    def label(self, at: At | None) -> str:
        """Count a paragraph and give what stands in front of its text."""
        held = self.lists.get(at[0]) if at else None
        if at is None or held is None:
            return ""
        level = held.levels.get(at[1], USUAL)
        self._count(held, at[1], level)
        text = self._text(held, level)
        return text + _gap(level, text) if text else ""

    def listed(self, paragraph: etree._Element) -> At | None:
        """Tell which list numbers a paragraph, by its own properties or by its style."""
        props = child(paragraph, w("pPr"))
        style = self.styles.number(value(props, "pStyle") or self.styles.default)
        own = child(props, w("numPr"))
        number, level = whole(value(own, "numId")), whole(value(own, "ilvl"))
        if number is None and style:
            number = style[0]
            level = level if level is not None else self._level_of(*style)
        return (number, min(level or 0, LEVELS - 1)) if number else None

    def _level_of(self, number: int, level: int | None, style: str) -> int | None:
        held = self.lists.get(number)
        tied = [at for at, each in (held.levels if held else {}).items() if each.style == style]
        return tied[0] if tied else level

    def _count(self, held: List, at: int, level: Level) -> None:
        counts = self.counts.setdefault(held.shared, [None] * LEVELS)
        if at in held.anew:
            counts[at] = held.anew.pop(at) - 1
        now = counts[at]
        counts[at] = level.start if now is None else now + 1
        for deeper in range(at + 1, LEVELS):
            restart = held.levels.get(deeper, USUAL).restart
            if restart is None or (restart and at < restart):
                counts[deeper] = None

    def _text(self, held: List, level: Level) -> str:
        counts = self.counts[held.shared]
        if level.form == "bullet":
            shown = in_font(level.text, level.font)
            return "•" if shown and "\ue000" <= shown[0] <= "\uf8ff" else shown

        def part(found: re.Match[str]) -> str:
            other = held.levels.get(int(found[1]) - 1, USUAL)
            now = counts[int(found[1]) - 1]
            form = "decimal" if level.plain and other.form != "none" else other.form
            return formed(other.start if now is None else now, form, other.sample)

        return _part.sub(part, level.text)


def _gap(level: Level, text: str) -> str:
    """Part the number from its text as the print does; 一、 and （一） bring their own gap."""
    return "" if level.gap == "nothing" or text[-1] > "\u2e80" or text[-1] in " \t" else " "


def _levels(shared: etree._Element) -> dict[int, Level]:
    return {whole(each.get(w("ilvl"))) or 0: _level(each) for each in shared.iterchildren(w("lvl"))}


def _level(element: etree._Element) -> Level:
    form = next(element.iter(w("numFmt")), None)
    fonts = element.find(f"{w('rPr')}/{w('rFonts')}")
    hidden = is_on(element.find(w("rPr")), "vanish")
    start = whole(value(element, "start"))
    return Level(
        start=1 if start is None else start,
        form="decimal" if form is None else form.get(w("val"), "decimal"),
        sample="" if form is None else form.get(w("format"), ""),
        text="" if hidden else value(element, "lvlText") or "",
        gap=value(element, "suff") or "tab",
        restart=whole(value(element, "lvlRestart")),
        plain=is_on(element, "isLgl") or False,
        font=None if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")),
        style=value(element, "pStyle"),
    )


def _override(held: List, override: etree._Element) -> None:
    at = whole(override.get(w("ilvl"))) or 0
    own = override.find(w("lvl"))
    if own is not None:
        held.levels[at] = _level(own)
    start = whole(value(override, "startOverride"))
    if start is not None:
        held.anew[at] = start
