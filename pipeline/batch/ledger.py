"""What earlier runs wrote into an output folder: so that nothing is done twice, and no hand-made change is lost.

The hidden file ``.fubiao`` holds one line of JSON a source: its SHA-256, how it was converted, what came of
it, and the SHA-256 of each result.  A run adds a line for each file that it has done; so a run that is killed
loses nothing of it.  The last line of a source holds; half a line is none.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.writing import replacing, told

NAME = ".fubiao"
Entry = Mapping[str, Any]


class Ledger:
    """The entries by the name of their results; in memory is only where in the file each begins."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self.begins: dict[str, int] = {}
        with told(self.path):
            self.file: io.BufferedRandom = self.path.open("a+b")
        self.stale = self._looked_through()

    def _looked_through(self) -> bool:
        """Find where each entry begins; tell whether the file is other than it would be written anew."""
        at = lines = 0
        last, ordered, line = "", True, b""
        self.file.seek(0)
        for line in self.file:
            stem = _stem(line)
            if stem:
                self.begins[stem] = at
                ordered, last = ordered and stem > last, stem
            lines += 1
            at += len(line)
        if line and not line.endswith(b"\n"):
            self.file.write(b"\n")
        return not ordered or lines != len(self.begins)

    def entry(self, stem: str) -> Entry | None:
        """Give what is known of a source."""
        if stem not in self.begins:
            return None
        self.file.seek(self.begins[stem])
        found: Entry = json.loads(self.file.readline())
        return found

    def add(self, entry: Entry) -> None:
        """Write an entry at once: it outlives the process."""
        begins = self.file.seek(0, io.SEEK_END)
        with told(self.path):
            self.file.write(_line(entry))
            self.file.flush()
        self.begins[entry["stem"]] = begins
        self.stale = True

    def close(self) -> None:
        """Write the file anew, in order and each source once, if anything has changed."""
        if self.stale:
            with replacing(self.path) as new:
                for stem in sorted(self.begins):
                    self.file.seek(self.begins[stem])
                    new.write(self.file.readline())
                self.file.close()  # Windows replaces no open file
        self.file.close()


def pieces(read: Callable[[str], bytes | None]) -> Iterator[bytes]:
    """Give what a run that was killed had put at an address piece by piece, for a store cannot add to a file."""
    for number in count():
        held = read(piece(number))
        if held is None:
            return
        yield held


def piece(number: int) -> str:
    """Name a piece of what the ledger at an address has gained."""
    return f"{NAME}.{number}"


def results(book: bytes) -> Iterator[str]:
    """Name what earlier runs wrote, as seen from the folder of their ledger: no attachment, though it lies among them."""
    for line in filter(_stem, book.splitlines()):
        entry = json.loads(line)
        yield from ((PurePosixPath(entry["stem"]).parent / name).as_posix() for name in written(entry))


def _line(entry: Entry) -> bytes:
    return (json.dumps(entry, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")


def _stem(line: bytes) -> str:
    try:
        return str(json.loads(line)["stem"])
    except (ValueError, KeyError, TypeError):
        return ""


def hashed(data: bytes) -> str:
    """Give the SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def up_to_date(entry: Entry | None, sha256: str, key: str, folder: Path) -> bool:
    """Ask whether the results of a source, made in the same way, all stand as they were written."""
    if entry is None or entry.get("sha256") != sha256 or entry.get("key") != key or not entry.get("files"):
        return False
    return all(_sha(folder / name) == sha for name, sha in entry["files"].items())


def edited(entry: Entry | None, folder: Path) -> frozenset[str]:
    """Name the results that somebody has changed by hand since they were written."""
    return frozenset(name for name, sha in written(entry).items() if _sha(folder / name) not in (sha, None))


def written(entry: Entry | None) -> dict[str, str]:
    """Give all that earlier runs wrote for a source and that still stands."""
    return {**entry.get("earlier", {}), **entry.get("files", {})} if entry else {}


def outdated(entry: Entry | None, made: Iterable[str], formats: Iterable[str]) -> dict[str, str]:
    """Name what an earlier run wrote and this one would have: the list of a unit that no record names any more, 表2 of one.

    >>> outdated({"files": {"a.csv": "0", "a.部门/甲.xlsx": "1", "a.部门/乙.xlsx": "2"}}, ["a.json", "a.部门/甲.xlsx"], ["json"])
    {'a.部门/乙.xlsx': '2'}
    """
    now, kinds = set(made), set(formats)
    folders = {name.rpartition("/")[0] for name in now} - {""}
    return {
        name: sha
        for name, sha in written(entry).items()
        if name not in now
        and (name.rpartition("/")[0] in folders or ("/" not in name and name.rpartition(".")[2] in kinds))
    }


def _sha(path: Path) -> str | None:
    try:
        return hashed(path.read_bytes())
    except OSError:
        return None
