"""A reader of a folder sees the old file or the new one, never half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

from pipeline.run_errors import CannotWrite

# What a killed run may leave behind; the next run sweeps files of this name.
LITTER = ".fubiao-"


def write(target: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    with replacing(target) as file:
        file.write(data)


class Laid(NamedTuple):
    """A whole file that lies beside its place."""

    beside: Path
    target: Path


def lay(files: Iterable[tuple[Path, bytes]]) -> tuple[Laid, ...]:
    """Write files that belong together beside their places, as they come; none stays if one cannot be made or written."""
    laid: list[Laid] = []
    try:
        for target, data in files:
            number, beside = _opened_beside(target)
            laid.append(Laid(beside, target))
            with told(target), os.fdopen(number, "wb") as file:
                file.write(data)
            del data  # while the next is made, this one must not be held
    except BaseException:
        _drop(laid)
        raise
    return tuple(laid)


def place(laid: Iterable[Laid]) -> None:
    """Move files to their places once all of them are on the disk; what cannot be moved is dropped."""
    try:
        for beside, target in laid:
            with told(target), beside.open("r+b") as file:
                os.fsync(file.fileno())
        for beside, target in laid:
            with told(target):
                _move(beside, target)
    except BaseException:
        _drop(laid)
        raise


@contextmanager
def replacing(target: Path) -> Iterator[IO[bytes]]:
    """Write a file beside its place, and move it there when all of it is on the disk; nothing stays if that fails.

    Without the fsync a file system may remember the move and not the bytes when the power goes.
    """
    with placed(target) as beside, beside.open("wb") as file:
        yield file
        with told(target):
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def placed(target: Path) -> Iterator[Path]:
    """Give the path of an empty file beside a target, and move it there at the end; nothing stays if that fails."""
    number, beside = _opened_beside(target)
    os.close(number)
    try:
        with told(target):
            yield beside
            _move(beside, target)
    except BaseException:
        _drop([Laid(beside, target)])
        raise


def _opened_beside(target: Path) -> tuple[int, Path]:
    with told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=target.parent, prefix=LITTER)
    return number, Path(name)


def _move(beside: Path, target: Path) -> None:
    beside.chmod(0o644)
    beside.replace(target)


def _drop(laid: Iterable[Laid]) -> None:
    for each in laid:
        _remove(each.beside)


def _remove(litter: Path) -> None:
    """Remove a file; one that somebody still holds (Windows) is left to the next run."""
    with suppress(OSError):
        litter.unlink(missing_ok=True)


@contextmanager
def told(target: Path) -> Iterator[None]:
    """Say which file could not be written, and why: a full disk, a folder in its place, another program that holds it."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(name=str(target), reason=error.strerror or str(error)) from error
    except UnicodeEncodeError as error:
        reason = "the locale of the system ({encoding}) has no such name"
        raise CannotWrite(name=str(target), reason=reason, encoding=error.encoding) from error


def sweep(folders: Iterable[Path]) -> None:
    """Remove what a killed run left behind, in the folders of workbooks too."""
    for folder in folders:
        for litter in (*folder.glob(LITTER + "*"), *folder.glob("*/" + LITTER + "*")):
            _remove(litter)
