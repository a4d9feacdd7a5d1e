"""Results that go to an address: each file whole or not at all, in the way that the kind of store has for it.

An object store puts a file whole by itself.  Any other is given it under another name beside its place, and moves it
there when all of it has arrived.  fsspec's own transactions will not do: they lay files into a folder of the system
(``/tmp``) from which a server cannot always move them in one step.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.away_errors import NoAddress, NoPlace, NotCarried
from pipeline.batch.addresses import Address, opened, told
from pipeline.writing import LITTER


class Store:
    """A folder at an address; files in it are named by their path from there."""

    def __init__(self, address: Address) -> None:
        self.address = address
        with told(str(address), NoPlace):
            self.system, self.root = opened(address)
            self.moves = _moves(self.system)

    def path(self, name: str) -> str:
        """Give the path of a file as its file system has it."""
        return f"{self.root.rstrip('/')}/{name}" if self.root else name

    def read(self, name: str) -> bytes | None:
        """Read a file; nothing where there is none."""
        with self._told(name):
            if self.moves:
                self.system.invalidate_cache()  # it may have been written by another since
            try:
                data: bytes = self.system.cat_file(self.path(name))
            except (FileNotFoundError, KeyError):
                return None
        return data

    def fetch(self, wanted: Callable[[str], bool], place: Path) -> None:
        """Fetch the files that are wanted by their names into a folder here, those below with their folders."""
        with told(str(self.address), NoAddress):
            start = len(self.path(""))
            found = [path for path in self.system.find(self.path("")) if wanted(path[start:])]
            targets = [place / path[start:] for path in found]
            for target in targets:
                target.parent.mkdir(parents=True, exist_ok=True)
            self.system.get(found, list(map(str, targets)))

    def create(self, name: str, data: bytes) -> bool:
        """Write a small file, and say whether it is new, as far as the store can tell."""
        with self._told(name):
            self._make_room(name)
            try:
                self.system.pipe_file(self.path(name), data, mode="create")
            except FileExistsError:
                return False
            except Exception:  # a store that has no such mode
                self.system.pipe_file(self.path(name), data)
        return True

    def write(self, name: str, data: bytes) -> None:
        """Write a small file that only this program reads."""
        with self._told(name):
            self.system.pipe_file(self.path(name), data)

    def put(self, files: Iterable[tuple[Path, str]]) -> None:
        """Put files that belong together in their places, under their names."""
        if self.moves:
            self._put_beside(files)
            return
        for path, name in files:
            with self._told(name):
                self.system.put_file(str(path), self.path(name))

    def _put_beside(self, files: Iterable[tuple[Path, str]]) -> None:
        laid: list[tuple[str, str]] = []
        try:
            for path, name in files:
                laid.append((str(PurePosixPath(name).with_name(LITTER + os.urandom(8).hex())), name))
                with self._told(name):
                    self._make_room(name)
                    self.system.put_file(str(path), self.path(laid[-1][0]))
            for beside, name in laid:
                with self._told(name):
                    self._move(beside, name)
        except BaseException:
            with suppress(NotCarried):
                self.remove(beside for beside, _ in laid)
            raise

    def _move(self, beside: str, name: str) -> None:
        """Move a file to its place; some stores refuse without a word where another stands there."""
        self.system.mv(self.path(beside), self.path(name))
        if self.system.exists(self.path(beside)):
            raise FileExistsError(f"{name} cannot be replaced")

    def remove(self, names: Iterable[str]) -> None:
        """Remove files; one that is gone is none the worse."""
        for name in names:
            with self._told(name), suppress(FileNotFoundError, KeyError):
                self.system.rm_file(self.path(name))

    def sweep(self, folders: Iterable[Path]) -> None:
        """Remove what a killed run left beside its places, in the folders of workbooks too."""
        for folder in folders if self.moves else ():
            name = "" if folder == Path() else folder.as_posix()
            with self._told(name), suppress(FileNotFoundError):
                for path in self.system.find(self.path(name), maxdepth=2):
                    if PurePosixPath(path).name.startswith(LITTER):
                        self.system.rm_file(path)

    def _make_room(self, name: str) -> None:
        """Make the folder of a file; object stores have none, and one that is asked for may become a new bucket."""
        if self.moves:
            self.system.makedirs(self.path(name).rpartition("/")[0], exist_ok=True)

    def _told(self, name: str) -> Any:
        return told(str(self.address.at(name)), NotCarried)


def _moves(system: Any) -> bool:
    """Ask whether a store moves files itself; one that cannot is an object store, and fsspec would copy and delete."""
    from fsspec import AbstractFileSystem
    from fsspec.implementations.dirfs import DirFileSystem

    while isinstance(system, DirFileSystem):
        system = system.fs
    return type(system).mv is not AbstractFileSystem.mv
