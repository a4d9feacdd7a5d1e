"""Fields: a person sees the result, never the instruction; check boxes and circled numbers have no result."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pipeline.read.ooxml import VAL, W14, is_on, value, w, whole

CHECKED, UNCHECKED = "☑", "☐"
CHECKBOX = f"{{{W14}}}checkbox"
# EQ \o\ac(○,1) is how Word and WPS draw a circled number (带圈字符).
_over = re.compile(r"\\[oO]\s*(?:\\a[clr]\s*)?\((.*?)[,，;](.*?)\)\s*$")


@dataclass
class Field:
    """A complex field while it is read: its instruction, and what stood in it so far."""

    instruction: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    has_result: bool = False
    form: str | None = None


def form_of(mark: etree._Element) -> str | None:
    """Give what an old form field shows (its data stand at the field's beginning)."""
    data = mark.find(w("ffData"))
    box = None if data is None else data.find(w("checkBox"))
    if box is not None:
        checked = is_on(box, "checked")
        return CHECKED if (is_on(box, "default") if checked is None else checked) else UNCHECKED
    choices = None if data is None else data.find(w("ddList"))
    return None if choices is None else _chosen(choices)


def _chosen(choices: etree._Element) -> str:
    entries = [entry.get(VAL) or "" for entry in choices.iterchildren(w("listEntry"))]
    said = (whole(value(choices, name)) for name in ("result", "default"))
    # ISO/IEC 29500-1, 17.16.23: an index that no entry has says nothing.
    at = next((each for each in said if each is not None and each < len(entries)), 0)
    return entries[at] if entries else ""


def computed(instruction: str) -> str:
    """Give what a field without a result shows.

    >>> computed(r" eq \\o\\ac(○,3) "), computed(" PAGE ")
    ('③', '')
    """
    found = _over.search(instruction.strip()) if instruction.strip().lower().startswith("eq") else None
    if not found:
        return ""
    frame, inner = found[1].strip(), found[2].strip()
    number = whole(inner)
    if frame in ("○", "◯", "O", "〇") and number and number <= 20:
        return chr(0x245F + number)
    return inner if frame in ("○", "◯", "□", "△", "◇", "〇") else frame + inner


def check_mark(box: etree._Element) -> str:
    """Give the sign of a check box (w14:checkbox), whatever the sign it is drawn with."""
    checked = box.find(f"{{{W14}}}checked")
    on = checked is not None and checked.get(f"{{{W14}}}val", "1") in ("1", "true", "on")
    return CHECKED if on else UNCHECKED
