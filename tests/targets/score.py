"""Compare the targets that the program finds with those that a person names."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pipeline.normalize.promised_numbers import promises
from pipeline.normalize.target_words import words_of
from pipeline.profile import default_profile

HERE = Path(__file__).parent
# measure, change, comparison, number, unit
Named = tuple[str, str, str, float, str]


class Score(NamedTuple):
    """What was found and named, what was found alone, what was named alone, how many are right."""

    right: int
    wrong: list[tuple[str, Named]]
    missed: list[tuple[str, Named]]

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed))


def named(line: str) -> Named:
    measure, change, comparison, number, unit = (part.strip() for part in line.split("|"))
    return measure, change, comparison, float(number), unit


def sample() -> set[tuple[str, Named]]:
    lines = (HERE / "sample.txt").read_text(encoding="utf-8").splitlines()
    parted = (line.split("|", 1) for line in lines if not line.startswith("#"))
    return {(record.strip(), named(rest)) for record, rest in parted}


def sentences(name: str) -> dict[str, list[Named]]:
    read: dict[str, list[Named]] = {}
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            read[list(read)[-1]].append(named(line))
        elif not line.startswith("#"):
            read[line] = []
    return read


def score(found: set[tuple[str, Named]], wanted: set[tuple[str, Named]]) -> Score:
    return Score(len(found & wanted), sorted(found - wanted), sorted(wanted - found))


def of_sentences(name: str) -> Score:
    read, words = sentences(name), words_of(default_profile())
    found = {(text, each[:5]) for text in read for each in promises(text, words, 2024)}
    return score(found, {(text, each) for text, all_named in read.items() for each in all_named})
