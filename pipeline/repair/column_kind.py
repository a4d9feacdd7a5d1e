"""What a column holds: how often nothing, which texts, how long, how many numbers."""

from __future__ import annotations

import math
from collections import Counter
from typing import NamedTuple

from pipeline.profile import Profile
from pipeline.role_words import named_role
from pipeline.text import blank, half_width, visible

# How long the texts of a role usually are, how much that differs (in logarithms), and the share of numbers.
USUAL = {
    "serial": (2, 0.35, 0.95),
    "person": (3, 0.35, 0.01),
    "unit": (5, 0.6, 0.01),
    "group": (8, 0.6, 0.05),
    "item": (8, 0.6, 0.05),
    "text": (30, 0.9, 0.05),
    "amount": (4, 0.5, 0.9),
    "": (8, 1.2, 0.2),
}


class Kind(NamedTuple):
    """What the full rows hold in one column: how often nothing, which texts, how long, how many numbers."""

    blanks: float
    words: frozenset[str]
    length: float
    spread: float
    numbers: float

    def misfit(self, text: str) -> float:
        """Say how badly a text fits the column; 0 is perfectly."""
        if blank(text):
            return -math.log(self.blanks)
        seen = visible(text)
        if seen in self.words:
            return 0.0
        odd_length = min(6.0, abs(math.log1p(len(seen)) - self.length) / self.spread)
        odd_kind = -math.log(self.numbers if is_number(seen) else 1 - self.numbers)
        known = sum(piece in self.words for piece in pieces_of(text)) / len(pieces_of(text))
        return (1 - known) * (odd_length + odd_kind) - math.log(1 - self.blanks)


def kind_of(texts: list[str]) -> Kind:
    """Say what a column holds by its texts."""
    from statistics import fmean, pstdev  # only where rows are short: it brings fractions along

    filled = [visible(text) for text in texts if not blank(text)]
    lengths = [math.log1p(len(text)) for text in filled] or [0.0]
    numbers = sum(map(is_number, filled))
    words = Counter(piece for text in texts for piece in pieces_of(text))
    return Kind(
        blanks=(len(texts) - len(filled) + 0.5) / (len(texts) + 1),
        words=frozenset(words) | frozenset(filled),
        length=fmean(lengths),
        spread=max(0.35, pstdev(lengths)),
        numbers=(numbers + 0.5) / (len(filled) + 1),
    )


def kind_by_name(name: str, profile: Profile) -> Kind:
    """Guess what a column holds by its name alone, where no row is whole: how long its texts are, and whether numbers."""
    length, spread, numbers = USUAL.get(named_role(name, profile)[0], USUAL[""])
    return Kind(0.1, frozenset(), math.log1p(length), spread, numbers)


def pieces_of(text: str) -> list[str]:
    """Part a text at line breaks, signs and wide gaps, as lists of people and units part."""
    for sign in "、，,；;/":
        text = text.replace(sign, "\n")
    return [piece for piece in map(visible, text.replace("   ", "\n").split("\n")) if piece] or [""]


def is_number(text: str) -> bool:
    """Ask whether a text is a number or a serial."""
    return half_width(text).strip("().%、+-").replace(",", "").replace(".", "").isdigit()
