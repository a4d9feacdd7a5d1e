"""A record put in the middle renumbers all that follow: records are known by their text before their serial.

rapidfuzz tells how alike two texts are: difflib's ratio takes a thousand times as long, and every record left
over must be held against every other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.compare.versions import Change, Kind, Pair
from pipeline.model import Column, Row
from pipeline.numerals import read_serial
from pipeline.text import visible

# How alike, of a hundred, two records must be to be one in two versions; with the same serial less will do.
ALIKE, ALIKE_NUMBERED = 60.0, 35.0
_CANDIDATES = 5
# What many records share says little about which is which.
_SHARED = ("serial", "group", "unit", "person", "deadline")


class Sides(NamedTuple):
    """The rows of both versions, and the columns that they share: name, where in the old, where in the new."""

    old: Sequence[Row]
    new: Sequence[Row]
    columns: Sequence[tuple[Column, int, int]]

    def text(self, side: int, row: int, roles: Callable[[str], bool]) -> str:
        """Give the text of a record in the columns whose role fits."""
        cells = (self.old, self.new)[side][row].cells
        return "\n".join(cells[(at, to)[side]].text for column, at, to in self.columns if roles(column.role))

    def serial(self, side: int, row: int) -> str:
        """Give the serial of a record."""
        return visible(self.text(side, row, lambda role: role == "serial"))

    def whole(self, side: int, row: int) -> str:
        """Give all that a record says but its serial."""
        return visible(self.text(side, row, lambda role: role != "serial").replace("\n", "\x00"))

    def own(self, side: int, row: int) -> str:
        """Give what tells a record from its neighbours."""
        return self.text(side, row, lambda role: role not in _SHARED).strip() or self.whole(side, row)

    def about(self, side: int, row: int) -> str:
        """Say in a line what a record is about."""
        said = (self.own(side, row), self.text(side, row, lambda role: role != "serial"))
        return next((line for text in said for line in text.split("\n") if not _only_number(line)), "")

    def cells(self, row: Row, side: int) -> Iterator[tuple[str, str]]:
        """Give the name and text of each cell but the serial; several names in one are parted by 、."""
        for column, *places in self.columns:
            if column.role != "serial":
                joint = "、" if column.role in ("person", "unit") else "\n"
                yield column.name, row.cells[places[side]].text.replace("\n", joint)


def _only_number(text: str) -> bool:
    return not any(char.isalpha() for char in text) or read_serial(text) is not None


def pairs(sides: Sides) -> tuple[Pair, ...]:
    """Pair the records of two versions, in the order of the new one; a dropped one stands after its old neighbour."""
    matched = _matched(sides)
    moved = _moved([matched[new] for new in sorted(matched)])
    kept = set(matched.values())
    dropped: dict[int, list[Pair]] = {}
    place = -1
    at = {old: new for new, old in matched.items()}
    for old in range(len(sides.old)):
        place = at.get(old, place)
        if old not in kept:
            dropped.setdefault(place, []).append(_dropped(sides, old))
    found = list(dropped.get(-1, ()))
    for new in range(len(sides.new)):
        found.append(_pair(sides, matched.get(new), new, moved))
        found += dropped.get(new, ())
    return tuple(found)


def _dropped(sides: Sides, old: int) -> Pair:
    gone = tuple(Change(name, text, "") for name, text in sides.cells(sides.old[old], 0) if visible(text))
    return Pair("dropped", old + 1, None, (sides.serial(0, old), ""), sides.about(0, old), gone)


def _pair(sides: Sides, old: int | None, new: int, moved: set[int]) -> Pair:
    serial, about = sides.serial(1, new), sides.about(1, new)
    if old is None:
        come = tuple(Change(name, "", text) for name, text in sides.cells(sides.new[new], 1) if visible(text))
        return Pair("added", None, new + 1, ("", serial), about, come)
    serials = (sides.serial(0, old), serial)
    changes = tuple(_changes(sides, old, new))
    kind: Kind = "changed" if changes else "moved" if old in moved else "same"
    if kind == "same" and serials[0] != serials[1]:
        kind = "renumbered"
    return Pair(kind, old + 1, new + 1, serials, about, changes, old in moved)


def _changes(sides: Sides, old: int, new: int) -> Iterator[Change]:
    both = zip(sides.cells(sides.old[old], 0), sides.cells(sides.new[new], 1), strict=True)
    for (name, before), (_, after) in both:
        if visible(before) != visible(after):
            yield Change(name, before, after)


def _matched(sides: Sides) -> dict[int, int]:
    """Say for each new record which old one it is: equal ones first, then alike ones, then those of one serial."""
    found: dict[int, int] = {}
    for key in (lambda side, row: (sides.serial(side, row), sides.whole(side, row)), sides.whole):
        found |= _equal(sides, found, key)
    found |= _greedy(_alike(sides, found))
    return found | _greedy(_numbered(sides, found))


def _left(sides: Sides, found: dict[int, int]) -> tuple[list[int], list[int]]:
    used = set(found.values())
    old = [row for row in range(len(sides.old)) if row not in used]
    return old, [row for row in range(len(sides.new)) if row not in found]


def _equal(sides: Sides, found: dict[int, int], key: Callable[[int, int], Hashable]) -> dict[int, int]:
    """Pair what is equal, in order where several are."""
    old, new = _left(sides, found)
    waiting: dict[Hashable, list[int]] = {}
    for row in reversed(old):
        waiting.setdefault(key(0, row), []).append(row)
    return {row: waiting[key(1, row)].pop() for row in new if waiting.get(key(1, row))}


def _alike(sides: Sides, found: dict[int, int]) -> list[tuple[int, int]]:
    """Give the pairs that are alike enough, the likest first; of equally alike ones those of one serial, then near ones."""
    from rapidfuzz import fuzz, process

    old, new = _left(sides, found)
    texts = {row: sides.own(0, row) for row in old}
    scored = []
    for row in new:
        own = sides.own(1, row)
        likest = process.extract(own, texts, scorer=fuzz.ratio, limit=_CANDIDATES, score_cutoff=ALIKE)
        for _, score, other in likest:
            apart = sides.serial(0, other) != sides.serial(1, row)
            scored.append((-score, apart, abs(row - other), row, other))
    return [(row, other) for *_, row, other in sorted(scored)]


def _numbered(sides: Sides, found: dict[int, int]) -> list[tuple[int, int]]:
    """Give the pairs that have one serial and at least some likeness: the text was written anew."""
    from rapidfuzz import fuzz

    old, new = _left(sides, found)
    rows = {serial: row for row in reversed(old) if (serial := sides.serial(0, row))}
    same = [(row, rows[sides.serial(1, row)]) for row in new if sides.serial(1, row) in rows]
    return [(row, other) for row, other in same if fuzz.ratio(sides.own(1, row), sides.own(0, other)) >= ALIKE_NUMBERED]


def _greedy(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Take pairs in their order, each side once."""
    taken: dict[int, int] = {}
    used: set[int] = set()
    for one, other in pairs:
        if one not in taken and other not in used:
            taken[one] = other
            used.add(other)
    return taken


def _moved(order: Sequence[int]) -> set[int]:
    """Name the fewest that must have moved: those outside the longest rising sequence.

    >>> _moved([0, 1, 4, 2, 3, 5])
    {4}
    """
    ends: list[int] = []
    before: dict[int, int] = {}
    for number in order:
        at = bisect_left(ends, number)
        ends[at : at + 1] = [number]
        before[number] = ends[at - 1] if at else -1
    stayed, last = set(), ends[-1] if ends else -1
    while last >= 0:
        stayed.add(last)
        last = before[last]
    return set(order) - stayed
