"""Print how many cells come back out of dirty tables: ``python -m tests.roundtrip [seed] [tables a kind] [-v]``."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.roundtrip.kinds import kinds
from tests.roundtrip.measure import FORMS, MUTATIONS, Trial, trial

# Fixed, so that two runs can be compared.
SEED, EACH = 2024, 36


def figures(trials: Iterable[Trial]) -> str:
    held = list(trials)
    cells = sum(each.cells for each in held) or 1
    wrong, silent = sum(len(each.wrong) for each in held), sum(len(each.silent) for each in held)
    return f"{len(held):5} tables {cells:6} cells  right {1 - wrong / cells:8.3%}  silently wrong {silent / cells:7.3%}"


def by(trials: list[Trial], name: str, chosen: Callable[[Trial], bool]) -> None:
    for form in FORMS:
        print(f"{name:22} {form:5}", figures(each for each in trials if each.form == form and chosen(each)))


def main(arguments: list[str]) -> None:
    numbers = [int(each) for each in arguments if each.isdigit()]
    seed, each = [*numbers, *(SEED, EACH)[len(numbers) :]]
    with tempfile.TemporaryDirectory() as name:
        trials = [trial(kind, form, at, seed, Path(name)) for kind in kinds() for at in range(each) for form in FORMS]
    for bad in (one for one in trials if "-v" in arguments and one.wrong):
        print(
            f"{bad.kind} {bad.number} {bad.form} {len(bad.wrong)} wrong, {len(bad.silent)} silent: {' '.join(bad.mutations)}"
        )
        print("".join(f"    {line!s:.150}\n" for line in bad.wrong[:4]), end="")
    for kind in kinds():
        by(trials, kind.name, lambda one, kind=kind: one.kind == kind.name)  # type: ignore[misc]
    for mutation in MUTATIONS:
        by(trials, mutation.__name__, lambda one, mutation=mutation: mutation.__name__ in one.mutations)  # type: ignore[misc]
    by(trials, "all", lambda one: True)
    print(
        f"characters lost: {sum(one.lost for one in trials)}; tables left in pieces: {sum(one.pieces > 1 for one in trials)}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
