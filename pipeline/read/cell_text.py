"""Text that Word shows but no run owns, and text in runs that Word does not show.

The slow, careful way to read paragraphs; ``word_tables`` takes it only where something is unusual.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from pipeline.model import Certainty
from pipeline.read.equations import equation, raised
from pipeline.read.fields import CHECKED, UNCHECKED, Field, computed, form_of
from pipeline.read.ooxml import (
    ALTERNATE,
    DELETED,
    TBL,
    UNPRINTED,
    W14,
    P,
    R,
    T,
    branch,
    child,
    is_on,
    m,
    value,
    w,
)  # fmt: skip
from pipeline.read.story import Inner, Story, Tell
from pipeline.read.symbols import in_font, symbol

CHECKBOX = f"{{{W14}}}checkbox"
PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
# Elements nested in a paragraph: honest files need about ten.
INLINE_DEPTH = 150
_note = re.compile(r"[\[(（【]?(?:注?\d{1,2}|[①-⑳]|\*{1,3}|※)[\])）】]?")
_counted = re.compile(r"[0-9０-９%％]$")
_power_of_ten = re.compile(r"[×xX*·∙⋅]\s*10$")


class CellText:
    """What a person sees of some blocks, line by line, and what is to be told of them."""

    def __init__(self, story: Story, inner: Inner) -> None:
        self.story = story
        self.inner = inner
        self.lines: list[str] = []
        self.tells: list[Tell] = []
        self.fields: list[Field] = []
        self._line: list[str] = []
        self._aside: list[str] | None = None
        self._boxes: list[etree._Element] = []
        self._style: str | None = None
        self._font: str | None = None
        self._joins = False
        self._depth = 0

    @property
    def text(self) -> str:
        """Give the lines as one text, without blank lines around it."""
        return "\n".join(self.lines).strip("\n")

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

    def close(self) -> None:
        """Give back what an unfinished field would swallow."""
        swallowed = "".join("".join(each.pending) for each in self.fields)
        self.fields.clear()
        if swallowed:
            self.lines.append(swallowed)

    def _paragraph(self, paragraph: etree._Element) -> None:
        props = child(paragraph, w("pPr"))
        outer = self._line, self._style, self._boxes
        self._line, self._style, self._boxes = [], value(props, "pStyle") or self.story.styles.default, []
        mark = child(props, w("rPr"))
        gone = mark is not None and any(mark.find(name) is not None for name in DELETED)
        self._inside(paragraph)
        text = "".join(self._line)
        if text or not gone:
            label = "" if gone else self.story.numbering.label(paragraph)
            self._add(label + text if text else label.rstrip())
            self._joins = gone
        boxes = self._boxes
        self._line, self._style, self._boxes = outer
        for box in boxes:
            self._inside(box)

    def _add(self, text: str) -> None:
        """Begin a line, or go on with the one above whose end was deleted under tracked changes."""
        if self._joins and self.lines:
            self.lines[-1] += text
        else:
            self.lines.append(text)

    def _run(self, run: etree._Element) -> None:
        props = child(run, w("rPr"))
        if props is None and self._style not in self.story.styles.unusual:
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

    def _leave_out(self, code: str, element: etree._Element) -> None:
        names = (T, w("delText"))
        text = "".join(each.text or "" for each in element.iter(*names))
        if text:
            self._tell_joined(code, text)

    def _tell(self, code: str, before: str, certainty: Certainty = "sure") -> None:
        facts = {"text": before} if code[0] == "D" else {}
        self.tells.append(Tell(code, before, "", certainty, facts))

    def _tell_joined(self, code: str, text: str) -> None:
        """Tell of neighbouring runs once."""
        last = self.tells.pop() if self.tells and self.tells[-1].code == code else None
        self._tell(code, (last.before if last else "") + text)

    def _write(self, text: str) -> None:
        hiding = next((each for each in self.fields if not each.has_result), None)
        if hiding is not None:
            hiding.pending.append(text)
        elif self._aside is not None:
            self._aside.append(text)
        else:
            self._line.append(text)

    def _text(self, element: etree._Element) -> None:
        text = (element.text or "").replace("\n", " ")
        self._write(in_font(text, self._font) if self._font else text)

    def _symbol(self, element: etree._Element) -> None:
        self._write(symbol(element.get(w("char")), element.get(w("font"))))

    def _field(self, element: etree._Element) -> None:
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self.fields.append(Field(form=form_of(element)))
        elif kind == "separate" and self.fields:
            self.fields[-1].has_result = True
        elif kind == "end" and self.fields:
            done = self.fields.pop()
            made = (
                done.form if done.form is not None else "" if done.has_result else computed("".join(done.instruction))
            )
            self._write(made)

    def _instruction(self, element: etree._Element) -> None:
        if self.fields:
            self.fields[-1].instruction.append(element.text or "")

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

    def _equation(self, element: etree._Element) -> None:
        self._write(equation(element))

    def _sign(self, sign: str) -> None:
        self._write(sign)


def check_mark(box: etree._Element) -> str:
    """Give the sign of a check box (w14:checkbox), whatever the sign it is drawn with."""
    checked = box.find(f"{{{W14}}}checked")
    on = checked is not None and checked.get(f"{{{W14}}}val", "1") in ("1", "true", "on")
    return CHECKED if on else UNCHECKED


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
    w("tab"): _signed("\t"),
    w("ptab"): _signed("\t"),
    w("br"): _signed("\n"),
    w("cr"): _signed("\n"),
    w("noBreakHyphen"): _signed("-"),
    m("oMath"): CellText._equation,
}
# What a cell must hold for the slow way.
UNUSUAL = (
    *DELETED, TBL, ALTERNATE, CHECKBOX, m("oMath"),
    *map(w, ("vanish", "strike", "dstrike", "vertAlign", "fldChar", "sym", "tab", "ptab", "br", "cr", "noBreakHyphen",
             "rt", "footnoteReference", "endnoteReference", "txbxContent", "numPr")),
)  # fmt: skip
