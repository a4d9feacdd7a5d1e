"""What a person sees of a paragraph: its number, its signs, what stands in boxes and controls, and not what was deleted.

The slow, careful way to read paragraphs; ``row_sweep`` leaves to it what is unusual.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from pipeline.read.equations import equation
from pipeline.read.fields import CHECKBOX, check_mark
from pipeline.read.ooxml import (
    ALTERNATE,
    DELETED,
    TBL,
    TEXTPATH,
    UNPRINTED,
    P,
    R,
    T,
    branch,
    child,
    m,
    value,
    w,
)  # fmt: skip
from pipeline.read.run_text import RunText
from pipeline.read.story import Inner, Story
from pipeline.read.symbols import symbol

PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
# Elements nested in a paragraph: honest files need about ten.
INLINE_DEPTH = 150


class CellText(RunText):
    """What a person sees of some blocks, line by line, and what is to be told of them."""

    def __init__(self, story: Story, inner: Inner) -> None:
        super().__init__(story)
        self.inner = inner
        self._boxes: list[etree._Element] = []
        self._depth = 0

    def read(self, block: etree._Element) -> None:
        """Read one element, whatever it is."""
        reading = READING.get(block.tag)
        if reading:
            reading(self, block)
        elif block.tag in DELETED:
            self._leave_out("R010", block)
        elif block.tag not in UNPRINTED and isinstance(block.tag, str):
            self._inside(block)

    def _inside(self, element: etree._Element) -> None:
        self._depth += 1
        if self._depth > INLINE_DEPTH:
            self.story.guard_depth(self._depth)
        for block in element:
            self.read(block)
        self._depth -= 1

    def _paragraph(self, paragraph: etree._Element) -> None:
        props = child(paragraph, w("pPr"))
        outer = self._line, self._style, self._boxes
        self._line, self._style, self._boxes = [], value(props, "pStyle") or self.story.styles.default, []
        mark = child(props, w("rPr"))
        gone = mark is not None and any(mark.find(name) is not None for name in DELETED)
        self._inside(paragraph)
        text = "".join(self._line)
        if text or not gone:
            label = "" if gone else self.story.numbering.label(self.story.numbering.listed(paragraph))
            self._add(label + text if text else label.rstrip())
            self._joins = gone
        boxes = self._boxes
        self._line, self._style, self._boxes = outer
        for box in boxes:
            self._inside(box)

    def _leave_out(self, code: str, element: etree._Element) -> None:
        names = (T, w("delText"))
        text = "".join(each.text or "" for each in element.iter(*names))
        if text:
            self._tell_joined(code, text)

    def _symbol(self, element: etree._Element) -> None:
        self._write(symbol(element.get(w("char")), element.get(w("font"))))

    def _note_mark(self, element: etree._Element) -> None:
        """Leave out the mark of a foot- or endnote; one of the writer's own follows in the same run."""
        own = element.get(w("customMarkFollows")) in ("1", "true", "on")
        following = list(element.itersiblings(T)) if own else []
        mark = "".join(each.text or "" for each in following) if own else self.story.note()
        for each in following:
            each.text = ""
        self._tell("R012", mark)

    def _control(self, element: etree._Element) -> None:
        box = next(element.iterchildren(w("sdtPr"))).find(CHECKBOX) if element.find(w("sdtPr")) is not None else None
        if box is None:
            self._inside(element)
        elif self._line or self._depth:
            self._write(check_mark(box))
        else:
            self._add(check_mark(box))

    def _alternate(self, element: etree._Element) -> None:
        chosen = branch(element)
        if chosen is not None:
            self._inside(chosen)

    def _table(self, element: etree._Element) -> None:
        self.inner(element)

    def _box(self, element: etree._Element) -> None:
        self._boxes.append(element)

    def _picture(self, element: etree._Element) -> None:
        self.story.pictures += sum(1 for _ in element.iter(*PICTURES))
        self._inside(element)

    def _word_art(self, element: etree._Element) -> None:
        """Write what an old WordArt draws; a new one holds a text box."""
        self._write(element.get("string") or "")

    def _inserted_file(self, _: etree._Element) -> None:
        self.story.inserted_files += 1

    def _equation(self, element: etree._Element) -> None:
        self._write(equation(element))

    def _sign(self, sign: str) -> None:
        self._write(sign)


def _signed(sign: str) -> Callable[[CellText, etree._Element], None]:
    return lambda self, _: self._sign(sign)


READING: dict[object, Callable[[CellText, etree._Element], None]] = {
    P: CellText._paragraph,
    R: CellText._run,
    T: CellText._text,
    TBL: CellText._table,
    ALTERNATE: CellText._alternate,
    w("sdt"): CellText._control,
    w("sym"): CellText._symbol,
    w("fldChar"): CellText._field,
    w("instrText"): CellText._instruction,
    w("footnoteReference"): CellText._note_mark,
    w("endnoteReference"): CellText._note_mark,
    w("txbxContent"): CellText._box,
    w("drawing"): CellText._picture,
    w("pict"): CellText._picture,
    w("object"): CellText._picture,
    TEXTPATH: CellText._word_art,
    w("altChunk"): CellText._inserted_file,
    w("subDoc"): CellText._inserted_file,
    w("tab"): _signed("\t"),
    w("ptab"): _signed("\t"),
    w("br"): _signed("\n"),
    w("cr"): _signed("\n"),
    w("noBreakHyphen"): _signed("-"),
    m("oMath"): CellText._equation,
}
