"""What is told of a source: where, what was changed or looks odd, how certain that is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Certainty = Literal["sure", "inferred", "review"]
Facts = Mapping[str, str | int]
NO_FACTS: Facts = MappingProxyType({})


class Place(NamedTuple):
    """Where something stands in the source: table, row and column, counted from one as a reader counts."""

    table: int
    row: int
    column: int


class Repair(NamedTuple):
    """A change made to the source: which step made it, where, from what to what, how certain."""

    code: str
    step: str
    place: Place
    before: str
    after: str
    certainty: Certainty
    column: str = ""
    facts: Facts = NO_FACTS


class Doubt(NamedTuple):
    """Something that looks odd and was left alone."""

    code: str
    step: str
    place: Place
    column: str = ""
    facts: Facts = NO_FACTS
