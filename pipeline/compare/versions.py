"""The nouns of a comparison: two versions, their tables, their records, the cells that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple, get_args

Kind = Literal["added", "dropped", "changed", "moved", "renumbered", "same"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Change(NamedTuple):
    """A cell that differs: its column, its text before and after."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A record in both versions or in one: its number and serial in each, what it is about, what became of it.

    The changes of a record that only one version has are all its cells.
    """

    kind: Kind
    old: int | None
    new: int | None
    serials: tuple[str, str]
    about: str
    changes: tuple[Change, ...] = ()
    moved: bool = False


class Run(NamedTuple):
    """Records one after the other that only got other serials: how many, the first and last serial in each version."""

    records: int
    before: str
    after: str


def in_runs(pairs: Iterable[Pair]) -> Iterator[Pair | Run]:
    """Give the pairs that differ, and those that are only renumbered as runs: one record more renumbers all below it."""
    for renumbered, held in groupby(pairs, key=lambda pair: pair.kind == "renumbered"):
        run = list(held)
        if renumbered:
            ends = [run[0].serials, run[-1].serials] if len(run) > 1 else [run[0].serials]
            yield Run(len(run), *("–".join(serials) for serials in zip(*ends, strict=True)))
        else:
            yield from (pair for pair in run if pair.kind != "same")


@dataclass(frozen=True, slots=True)
class Compared:
    """A table in both versions or in one: its pairs in the order of the new version, and what became of its columns."""

    title: str
    old: int | None
    new: int | None
    pairs: tuple[Pair, ...] = ()
    columns_added: tuple[str, ...] = ()
    columns_dropped: tuple[str, ...] = ()
    columns_renamed: tuple[tuple[str, str], ...] = ()

    def count(self, kind: Kind) -> int:
        """Count the pairs of a kind."""
        return sum(pair.kind == kind for pair in self.pairs)

    @property
    def same(self) -> bool:
        """Ask whether nothing differs."""
        columns = self.columns_added or self.columns_dropped or self.columns_renamed
        there = self.old is not None and self.new is not None
        return there and not columns and all(pair.kind == "same" for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of an attachment by name, and their tables."""

    old: str
    new: str
    tables: tuple[Compared, ...]

    @property
    def same(self) -> bool:
        """Ask whether nothing differs."""
        return all(table.same for table in self.tables)
