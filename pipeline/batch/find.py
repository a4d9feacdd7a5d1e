"""Which files are to be converted: folders, patterns and single files, without what is no attachment."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.batch.addresses import Address, Source, is_address, listed, path_of
from pipeline.batch.ledger import results
from pipeline.batch.names import folded, named_apart
from pipeline.correcting import ENDING
from pipeline.flow import READERS

# What is no attachment and not worth a line: Office's lock files, what macOS and Windows leave in a folder.
NOISE = ("~$", "._", ".DS_Store", "Thumbs.db", ".git", ".fubiao")
# What lies beside attachments and belongs to this program.
OURS = (ENDING, "fubiao.toml", "run.json")


class Found(NamedTuple):
    """The files to convert, each with the stem of its results in the output folder; what was skipped; how much noise."""

    sources: tuple[tuple[Source, Path], ...]
    skipped: tuple[Source, ...]
    noise: int


def expanded(given: Iterable[str]) -> Iterator[Source]:
    """Give what is named; a pattern that the shell left alone (Windows) is looked up; a name may match none."""
    for name in given:
        path = path_of(name)
        if is_address(name):
            yield Address(name)
        elif os.path.lexists(path) or not glob.has_magic(path):
            yield Path(path)
        else:
            yield from map(Path, sorted(glob.glob(path, recursive=True)))  # noqa: PTH207 - an absolute pattern too


def find(paths: Iterable[Source], output: Source) -> Found:
    """Find the files to convert, and those of a kind that cannot be; sub-folders are kept in the output."""
    found: list[tuple[Source, Path]] = []
    skipped: list[Source] = []
    noise = 0
    for path in paths:
        for each in _files(path, output):
            if each.name.startswith(NOISE):
                noise += 1
            elif each.name.endswith(OURS):
                continue
            elif each.suffix.lower() in READERS:
                found.append((each, _below(each, path)))
            else:
                skipped.append(each)
    return Found(tuple(named_apart(found, _twins())), tuple(skipped), noise)


def _files(path: Source, output: Source) -> Iterator[Source]:
    """Give the files of a folder in order; the output in it does not belong to the input."""
    if isinstance(path, Path):
        yield from _walked(path, output.resolve() if isinstance(output, Path) else None)
    else:
        yield from (each for each in listed(path) if isinstance(output, Path) or not output.holds(each))


def _walked(path: Path, away: Path | None) -> Iterator[Path]:
    """Walk a folder; neither the output in it, nor results among its files, nor a link out of it belongs to the input."""
    if not path.is_dir():
        yield path
        return
    root = path.resolve()
    ours = results(away) if away and root.is_relative_to(away) else ()
    for folder, below, names in os.walk(path):
        below[:] = sorted(name for name in below if not name.startswith(NOISE) and Path(folder, name).resolve() != away)
        for each in (Path(folder, name) for name in sorted(names)):
            real = each.resolve()
            if each.is_file() and real not in ours and (not each.is_symlink() or _inside(real, root, away)):
                yield each


def _inside(real: Path, root: Path, away: Path | None) -> bool:
    return real.is_relative_to(root) and not (away and real.is_relative_to(away))


def _below(file: Source, given: Source) -> Path:
    if isinstance(file, Address):
        return Path(file.below)
    return file.relative_to(given) if isinstance(given, Path) and given.is_dir() else Path(file.name)


def _twins() -> Callable[[Source], bool]:
    """Give the question whether a source has a twin beside it, of the same name but for the ending.

    Of an address only what was listed is known.
    """
    stems = cache(_stems)  # each folder is listed once
    return lambda source: isinstance(source, Path) and stems(source.parent)[folded(source.stem)] > 1


def _stems(folder: Path) -> Counter[str]:
    names = (each for each in folder.iterdir() if not each.name.startswith(NOISE))
    return Counter(folded(name.stem) for name in names if name.suffix.lower() in READERS)
