"""Which files are to be converted: folders, patterns and single files, without what is no attachment."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from pipeline.batch import ledger
from pipeline.batch.addresses import Address, Source, is_address, listed, path_of
from pipeline.batch.names import folded, named_apart
from pipeline.batch.stores import Store
from pipeline.correcting import ENDING
from pipeline.flow import READERS

# What is no attachment and not worth a line: Office's lock files, what macOS and Windows leave in a folder.
NOISE = ("~$", "._", ".DS_Store", "Thumbs.db", ".git", ".fubiao")
# What lies beside attachments and belongs to this program.
OURS = (ENDING, "fubiao.toml", "run.json")
# Tells for a folder which results of earlier runs may lie in it or below.
Among = Callable[[Source], frozenset[str]]


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
    among = _among(output)
    for path in paths:
        for each in _files(path, output, among):
            if each.name.startswith(NOISE):
                noise += 1
            elif each.name.endswith(OURS):
                continue
            elif each.suffix.lower() in READERS:
                found.append((each, _below(each, path)))
            else:
                skipped.append(each)
    return Found(tuple(named_apart(found, _twins(among))), tuple(skipped), noise)


def _among(output: Source) -> Among:
    """Tell for a folder which results of earlier runs may lie there; the ledger is read once, and only where any may."""
    known = cache(partial(_results, output))
    return lambda folder: known() if _within(folder, output) else frozenset()


def _within(folder: Source, output: Source) -> bool:
    """Ask whether a folder is the one for the results, or lies below it."""
    if isinstance(folder, Path):
        return isinstance(output, Path) and folder.resolve().is_relative_to(output.resolve())
    return isinstance(output, Address) and output.holds(folder.at(""))


def _results(output: Source) -> frozenset[str]:
    """Name what earlier runs wrote into a folder, whole."""
    if isinstance(output, Address):
        read = Store(output).read
        book = b"".join([read(ledger.NAME) or b"", *ledger.pieces(read)])
        return frozenset(output.at(name).whole for name in ledger.results(book))
    try:
        book = (output / ledger.NAME).read_bytes()
    except OSError:
        return frozenset()
    return frozenset(str(output.resolve() / name) for name in ledger.results(book))


def _files(path: Source, output: Source, among: Among) -> Iterator[Source]:
    """Give the files of a folder in order; neither the output in it nor results among them belong to the input."""
    if isinstance(path, Path):
        yield from _walked(path, output.resolve() if isinstance(output, Path) else None, among)
        return
    within = _within(path, output)
    for each in listed(path):
        ours = each.whole in among(path) if within else isinstance(output, Address) and output.holds(each)
        if not ours:
            yield each


def _walked(path: Path, away: Path | None, among: Among) -> Iterator[Path]:
    """Walk a folder; neither the output in it, nor results among its files, nor a link out of it belongs to the input."""
    if not path.is_dir():
        yield path
        return
    root = path.resolve()
    ours = among(root)
    for folder, below, names in os.walk(path):
        below[:] = sorted(name for name in below if not name.startswith(NOISE) and Path(folder, name).resolve() != away)
        for each in (Path(folder, name) for name in sorted(names)):
            real = each.resolve()
            if each.is_file() and str(real) not in ours and (not each.is_symlink() or _inside(real, root, away)):
                yield each


def _inside(real: Path, root: Path, away: Path | None) -> bool:
    return real.is_relative_to(root) and not (away and real.is_relative_to(away))


def _below(file: Source, given: Source) -> Path:
    if isinstance(file, Address):
        return Path(file.below)
    return file.relative_to(given) if isinstance(given, Path) and given.is_dir() else Path(file.name)


def _twins(among: Among) -> Callable[[Source], bool]:
    """Give the question whether a source has a twin beside it, of the same name but for the ending.

    Of an address only what was listed is known.
    """
    stems = cache(partial(_stems, among))  # each folder is listed once
    return lambda source: isinstance(source, Path) and stems(source.parent)[folded(source.stem)] > 1


def _stems(among: Among, folder: Path) -> Counter[str]:
    """Count the attachments of a folder by their names without ending; a result among them is none."""
    ours = among(folder)
    names = (each for each in folder.iterdir() if each.suffix.lower() in READERS and not each.name.startswith(NOISE))
    return Counter(folded(name.stem) for name in names if not ours or str(name.resolve()) not in ours)
