"""Marks of Markdown in the cells of a table that was printed in it: stars for bold letters, backslashes before signs."""

from __future__ import annotations

import re

from pipeline.read.sketch import Sketch

_bold = re.compile(r"(?<!\\)\*\*([^*\n]+(?:\n[^*\n]+)*)(?<!\\)\*\*")
_italic = re.compile(r"(?<!\\)\*([^*\s](?:[^*\n]*[^*\s])?)(?<!\\)\*")
_escaped = re.compile(r"\\([!-/:-@\[-`{-~])")


def unmarked(sketch: Sketch) -> Sketch:
    """Take the marks out of a table that has any; in all others a star is a star."""
    if not any(_bold.search(box.text) or _escaped.search(box.text) for box in sketch.boxes):
        return sketch
    return sketch._replace(boxes=tuple(box._replace(text=plain(box.text)) for box in sketch.boxes))


def plain(text: str) -> str:
    r"""Give a text of Markdown as it is meant.

    >>> plain(r"**架**桥\*2\_座"), plain("*斜*体"), plain("5 * 3 * 2")
    ('架桥*2_座', '斜体', '5 * 3 * 2')
    """
    return _escaped.sub(r"\1", _italic.sub(r"\1", _bold.sub(r"\1", text)))
