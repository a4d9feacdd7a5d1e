"""P9: convert public files of every kind, whole, and count what asks for the network; nothing is ever fetched.

``python -m tests.promises.offline [EVERY]`` takes every file, or each so-manieth.  An audit hook hears every socket of
Python's; what lies below, in C, is seen by ``strace -f -e trace=%network``.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from pipeline.delivering import files_of
from pipeline.errors import PipelineError
from pipeline.flow import READERS, convert
from pipeline.result import Wish
from tests.damage import CORPUS

ATTEMPTS: list[str] = []


def hear(event: str, _: tuple[object, ...]) -> None:
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "telnetlib.")):
        ATTEMPTS.append(event)


def whole(path: Path, folder: Path) -> str:
    """Convert a file under a name that needs no office program, and give what came of it."""
    ending = path.suffix.lower() if path.suffix.lower() in READERS else ".docx"
    copy = folder / f"a{'.docx' if ending in ('.doc', '.wps', '.rtf', '.odt', '.xls', '.et', '.ods') else ending}"
    copy.write_bytes(path.read_bytes())
    try:
        list(files_of(convert(copy), folder / "a", ("xlsx", "csv", "json", "html"), Wish(stem="a")))
    except PipelineError as error:
        return error.code
    return "converted"


def main(every: str = "1") -> int:
    files = [path for part in ("word", "bad", "dumps") for path in sorted((CORPUS.parent / part).glob("*.*"))]
    sys.addaudithook(hear)
    with tempfile.TemporaryDirectory() as folder:
        said = Counter(whole(path, Path(folder)) for path in files[:: int(every)])
    print(*(f"{what}: {count}" for what, count in sorted(said.items())), sep=", ")
    print(f"{said.total()} files, {len(ATTEMPTS)} attempts to reach a network", *sorted(set(ATTEMPTS)))
    return 1 if ATTEMPTS or "E901" in said else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
