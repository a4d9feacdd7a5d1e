"""What earlier runs wrote into an output folder: so that nothing is done twice, and no hand-made change is lost.

The hidden file ``.fubiao`` holds one line of JSON a source: its SHA-256, how it was converted, what came of
it, and the SHA-256 of each result.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

NAME = ".fubiao"
Entry = Mapping[str, Any]


def hashed(data: bytes) -> str:
    """Give the SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def remembered(folder: Path) -> dict[str, Entry]:
    """Read the entries of earlier runs by the name of their results; what cannot be read is as if it were not there."""
    try:
        lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
        return {entry["stem"]: entry for entry in map(json.loads, lines)}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def as_lines(entries: Iterable[Entry]) -> bytes:
    """Write entries, one line of JSON each."""
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries).encode("utf-8", "surrogatepass")


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


def outdated(entry: Entry | None, made: Iterable[str]) -> dict[str, str]:
    """Name what an earlier run wrote into a folder of this one's results and this one did not.

    So is the list of a unit that no record names any more.

    >>> outdated({"files": {"a.csv": "0", "a.部门/甲.xlsx": "1", "a.部门/乙.xlsx": "2"}}, ["a.json", "a.部门/甲.xlsx"])
    {'a.部门/乙.xlsx': '2'}
    """
    now = set(made)
    folders = {name.rpartition("/")[0] for name in now} - {""}
    return {name: sha for name, sha in written(entry).items() if name not in now and name.rpartition("/")[0] in folders}


def _sha(path: Path) -> str | None:
    try:
        return hashed(path.read_bytes())
    except OSError:
        return None
