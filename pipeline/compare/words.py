"""A long text of which three words changed: this file finds the three.

difflib looks for the longest stretch that both texts share, as a reader does; an edit distance would scatter
the change over single characters that happen to be alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_TOKENS = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z]+|\s+|.", re.DOTALL)

# Comparing takes time by the product of two lengths and more where characters recur: two texts of a thousand each.
MOST_COMPARED = 1_000_000


class Piece(NamedTuple):
    """A stretch of a text: the same in both versions, dropped from the old or added in the new."""

    kind: Literal["same", "dropped", "added"]
    text: str


def marked(before: str, after: str) -> list[Piece]:
    """Mark what differs inside a text; a number or a Latin word differs whole.

    >>> [(piece.kind, piece.text) for piece in marked("全年增长6.5%左右", "全年增长16.5%左右")]
    [('same', '全年增长'), ('dropped', '6.5'), ('added', '16.5'), ('same', '%左右')]
    """
    pieces: list[Piece] = []
    for dropped, added, same in _stretches(_TOKENS.findall(before), _TOKENS.findall(after)):
        pieces += [Piece("dropped", dropped)] if dropped else []
        pieces += [Piece("added", added)] if added else []
        pieces += [Piece("same", same)] if same else []
    return pieces


def _stretches(a: list[str], b: list[str]) -> Iterator[tuple[str, str, str]]:
    """Give what was dropped, what was added, and what then is the same, until the end of both."""
    i = j = 0
    for at, to, size in _blocks(a, b):
        # One character alike between two changes is chance, and is told with them.
        if size == 1 and i < at < len(a) - 1 and j < to < len(b) - 1:
            continue
        yield "".join(a[i:at]), "".join(b[j:to]), "".join(a[at : at + size])
        i, j = at + size, to + size


def _blocks(a: list[str], b: list[str]) -> Iterator[tuple[int, int, int]]:
    """Give where both are alike and how long; beyond the limit only their common beginning and end are."""
    head = _alike(a, b)
    tail = _alike(a[head:][::-1], b[head:][::-1])
    yield 0, 0, head
    inner = a[head : len(a) - tail], b[head : len(b) - tail]
    if len(inner[0]) * len(inner[1]) <= MOST_COMPARED:
        for block in SequenceMatcher(None, *inner, autojunk=False).get_matching_blocks()[:-1]:
            yield head + block.a, head + block.b, block.size
    yield len(a) - tail, len(b) - tail, tail


def _alike(a: list[str], b: list[str]) -> int:
    """Count the tokens that both begin with."""
    return next((at for at, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))
