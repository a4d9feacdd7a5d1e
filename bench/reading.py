"""What reading costs: file to grids, beside unzipping and parsing the same file, in the same run."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from lxml import etree

from bench.documents import lean_docx, sample_docx, saved_by_office
from pipeline.profile import default_profile
from pipeline.read.from_docx import from_docx


def floor(path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        etree.fromstring(package.read("word/document.xml"), etree.XMLParser(huge_tree=True))


def ours(path: Path) -> None:
    from_docx(path, default_profile())


def seconds(job: Callable[[Path], None], path: Path) -> float:
    """Measure a job with all that it leaves behind: the C library tidies what was freed only when a large block is
    asked for next, and would put a millisecond of the one to the account of the other."""
    start = time.process_time()
    job(path)
    bytearray(1 << 18)
    return time.process_time() - start


def compare(name: str, data: bytes, times: int, folder: Path) -> None:
    """Measure in turns, so that the machine's moods strike both alike."""
    path = folder / "attachment.docx"
    path.write_bytes(data)
    pairs = [(seconds(ours, path), seconds(floor, path)) for _ in range(times + 1)][1:]
    mine, bare = (median(each) for each in zip(*pairs, strict=True))
    print(f"{name:<36} read {mine:.4f} s, floor {bare:.4f} s, ratio {median(a / b for a, b in pairs):.2f}")


def peak(rows: int, folder: Path) -> None:
    """Read a large file in a process of its own and print the most memory that it took."""
    path = folder / "large.docx"
    path.write_bytes(sample_docx(rows))
    subprocess.run([sys.executable, "-m", "bench.reading", "--peak", str(path)], check=True)


def most_memory() -> int:
    """Give the peak of this process in MB; getrusage would count what the parent held when it forked."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--peak"]:
        took = seconds(ours, Path(arguments[1]))
        print(f"large file: read {took:.2f} s, peak {most_memory()} MB")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        compare("63 rows", sample_docx(63, printed=True), 60, folder)
        compare("63 rows, numbered by Word", sample_docx(63, numbered=True), 60, folder)
        compare("63 rows, as python-docx writes them", lean_docx(63), 60, folder)
        if shutil.which("soffice"):
            compare("63 rows, saved by LibreOffice", saved_by_office(sample_docx(63, printed=True), folder), 60, folder)
        compare("6300 rows", sample_docx(6300), 5, folder)
        compare("6300 rows, as python-docx writes them", lean_docx(6300), 3, folder)
        peak(100_000, folder)


if __name__ == "__main__":
    main(sys.argv[1:])
