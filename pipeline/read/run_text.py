"""What the formatting of a run does to its text: hides it, strikes it, raises it, draws it with the signs of a font."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from lxml import etree

from pipeline.read.equations import raised
from pipeline.read.ooxml import child, is_on, value, w
from pipeline.read.row_sweep import shown
from pipeline.read.story import Story
from pipeline.read.symbols import in_font
from pipeline.read.written import Written

_note = re.compile(r"[\[(（【]?(?:注?\d{1,2}|[①-⑳]|\*{1,3}|※)[\])）】]?")
_counted = re.compile(r"[0-9０-９%％]$")
_power_of_ten = re.compile(r"[×xX*·∙⋅]\s*10$")


class RunText(Written, ABC):
    """The text of runs, in the paragraph that is being read."""

    def __init__(self, story: Story) -> None:
        super().__init__()
        self.story = story
        self._style: str | None = None
        self._font: str | None = None

    @abstractmethod
    def _inside(self, element: etree._Element) -> None:
        """Read what stands in an element."""

    def _run(self, run: etree._Element) -> None:
        props = child(run, w("rPr"))
        if props is None and not self.story.styles.unusual(self._style):
            self._inside(run)
            return
        fonts = child(props, w("rFonts"))
        self._font = None if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi"))
        if self._has(props, "vanish"):
            self._hidden(run)
        elif value(props, "vertAlign") == "superscript":
            self._raised(run)
        else:
            self._shown(run, props)
        self._font = None

    def _has(self, props: etree._Element | None, mark: str) -> bool:
        styles = self.story.styles
        said = (is_on(props, mark), styles.mark(value(props, "rStyle"), mark), styles.mark(self._style, mark))
        return next((on for on in said if on is not None), False)

    def _shown(self, run: etree._Element, props: etree._Element | None) -> None:
        struck = self._has(props, "strike") or self._has(props, "dstrike")
        text = self._caught(run)
        if struck and text.strip():
            self._tell_joined("D010", text)
        self._write(text)

    def _caught(self, run: etree._Element) -> str:
        """Read a run, and give its text instead of writing it."""
        outer, self._aside = self._aside, []
        self._inside(run)
        text, self._aside = "".join(self._aside), outer
        return text

    def _hidden(self, run: etree._Element) -> None:
        text = self._caught(run)
        if text:
            self._tell_joined("R011", text)

    def _raised(self, run: etree._Element) -> None:
        """Part a note mark from the number before it; write an exponent with raised digits."""
        text, before = self._caught(run), "".join(self._line).rstrip()
        mark = text.strip()
        if _note.fullmatch(mark) and _counted.search(before) and not _power_of_ten.search(before):
            self._tell("R012", mark, certainty="inferred")
        elif mark.lstrip("+-").isdecimal():
            self._write(text.replace(mark, raised(mark)))
        else:
            self._write(text)

    def _text(self, element: etree._Element) -> None:
        text = shown(element)
        self._write(in_font(text, self._font) if self._font else text)
