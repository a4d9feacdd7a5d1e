"""The words by which a number is known as promised, as patterns."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.profile import Profile

SIGNS = ("over", "under", "at_least", "at_most", "about")

_number = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# No number begins with its third group of thousands; to try each would search a long run of them without end.
_WITHIN = r"(?!(?<=,\d{3},)\d{3}(?!\d))"
_scale = r"(?:[十百千]?[万亿]|[百千])?"


class Words(NamedTuple):
    """The words of the profile as patterns."""

    quantity: re.Pattern[str]
    relation: re.Pattern[str]
    promise: re.Pattern[str]
    hedge: re.Pattern[str]
    compared: re.Pattern[str]
    past: re.Pattern[str]
    describing: re.Pattern[str]


def words_of(profile: Profile) -> Words:
    """Give the words of a profile as patterns, built once for all cells."""
    return _patterns(tuple((key, *values) for key, values in profile.targets.items()))


@lru_cache(maxsize=8)
def _patterns(lists: tuple[tuple[str, ...], ...]) -> Words:
    said = {key: "|".join(map(re.escape, sorted(values, key=len, reverse=True))) or "(?!)" for key, *values in lists}
    quantity = (
        rf"(?<![\dA-Za-z.+\-—~第前]){_WITHIN}(?P<digits>{_number})(?P<unit>(?P<time>{said['times']})|{_scale}(?:{said['units']}))"
        r"(?![级型类强制号届线段宽高深/])(?P<bound>以上|以下|以内|之内|左右)?"
    )
    signs = "|".join(f"(?P<{name}>{said[name]})" for name in SIGNS)
    moves = "|".join(f"(?P<{name}>{said[name]})" for name in ("increase", "decrease"))
    relation = (
        rf"(?:[比较](?:上年|去年))?(?:(?:{moves})(?:率|幅度?)?)?(?P<reach>{said['reach']}|[到至])?(?:{signs})?\s*"
    )
    than = [word for key, *values in lists if key in SIGNS[:4] for word in values if len(word) > 1]
    return Words(
        quantity=re.compile(quantity),
        relation=re.compile(rf"(?=[^\d\s])(?:{relation})(?=\s*\Z)"),
        promise=re.compile(said["promises"]),
        hedge=re.compile(said["hedges"]),
        compared=re.compile("|".join(map(re.escape, than)) or "(?!)"),
        past=re.compile(rf"(?<![比较])(?:{said['past']})"),
        describing=re.compile(said["describing"]),
    )
