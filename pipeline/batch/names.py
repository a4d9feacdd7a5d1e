"""Two sources must never share a result, and no result may have a name that a system cannot write."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.batch.addresses import Source
from pipeline.text import LONGEST_NAME, safe_name

# Stems that look like a result of another source (a.datapackage.json, a.表1.csv, a.new.csv) or like the log of a run.
_TAKEN = re.compile(r".*\.(?:datapackage|new|表\d+|records|responsibilities|repairs)|run", re.IGNORECASE | re.DOTALL)


def named_apart(found: Iterable[tuple[Source, Path]], twin: Callable[[Source], bool]) -> list[tuple[Source, Path]]:
    """Name the results of each source, a path without ending; sources that would collide keep their ending.

    ``twin`` tells whether another attachment of the same name but for its ending lies beside a source: then the
    ending is kept even if only one of the two is converted now.  Those that still collide get a mark of their folder.
    """
    unique = list(dict.fromkeys(found))
    shared = _times(target.with_suffix("") for _, target in unique)
    stems = [
        _safe_path(target, shared[folded(target.with_suffix(""))] > 1 or _TAKEN.fullmatch(target.stem) or twin(source))
        for source, target in unique
    ]
    times = _times(stems)
    return [
        (source, marked(stem, source) if times[folded(stem)] > 1 else stem)
        for (source, _), stem in zip(unique, stems, strict=True)
    ]


def _times(paths: Iterable[Path]) -> Counter[str]:
    return Counter(map(folded, paths))


def _safe_path(target: Path, whole: object) -> Path:
    folders = (safe_name(part) for part in target.parts[:-1])
    return Path(*folders, safe_name(target.name if whole else target.stem))


def folded(path: Path | str) -> str:
    """Give a path as the most forgetful system remembers it: without case, composed."""
    return unicodedata.normalize("NFC", str(path)).casefold()


def marked(stem: Path, source: Source) -> Path:
    """Add a mark that tells a source from every other of the same name."""
    whole = os.path.realpath(source) if isinstance(source, Path) else str(source)
    return stem.with_name(_short(stem.name, LONGEST_NAME - 9) + "~" + _digest(whole))


def _short(name: str, size: int) -> str:
    return os.fsencode(name)[:size].decode("utf-8", "ignore")


def _digest(text: str) -> str:
    return hashlib.sha256(os.fsencode(text)).hexdigest()[:8]
