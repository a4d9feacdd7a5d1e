"""Files that only an office program can read: .doc, .wps, .rtf and .odt, turned into .docx beside a profile of their own."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from pipeline.errors import DamagedFile, EmptyFile, EncryptedFile, NeedsProgram, TooLarge
from pipeline.model import Grid
from pipeline.profile import Profile
from pipeline.read.what_it_is import is_package, is_xml, refusal
from pipeline.read.word_file import read_word
from pipeline.result import Document, Source

PROGRAMS = ("soffice", "libreoffice")
HOW = "apt install libreoffice-writer"


def from_office(path: Path, profile: Profile) -> Document:
    """Read the tables of a file that LibreOffice opens; one that is Word inside is read without it."""
    limit = profile.limits["xml_bytes"]
    if path.stat().st_size > limit:
        raise TooLarge(name=path.name, what="bytes", limit=limit)
    data = path.read_bytes()
    _refuse(path.name, data)
    kind = path.suffix.lower().lstrip(".")
    return Document(Source(path.name, kind, hashlib.sha256(data).hexdigest()), _grids(path, data, profile))


def _refuse(name: str, data: bytes) -> None:
    """Say at once what no program can open."""
    error = refusal(name, data)
    if isinstance(error, EmptyFile | EncryptedFile):
        raise error


def _grids(path: Path, data: bytes, profile: Profile) -> tuple[Grid, ...]:
    is_word = is_xml(data[:1000]) or (is_package(data) and b"word/" in data)
    return read_word(path.name, data if is_word else _converted(path, profile), profile)


def _converted(path: Path, profile: Profile) -> bytes:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise NeedsProgram(name=path.name, program="LibreOffice", how=HOW)
    with tempfile.TemporaryDirectory(prefix="fubiao-") as folder:
        # A plain copy: the original is never opened, and its name may hold what a command line cannot.
        copy = Path(folder) / f"source{path.suffix.lower()}"
        shutil.copyfile(path, copy)
        _run(program, copy, profile.limits["seconds"], path.name)
        made = Path(folder) / "out" / "source.docx"
        if not made.exists():
            raise DamagedFile(name=path.name, reason="LibreOffice cannot open it")
        return made.read_bytes()


def _run(program: str, copy: Path, seconds: int, name: str) -> None:
    """Run LibreOffice in a process group of its own, so that all of it can be ended in time."""
    folder = copy.parent
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(copy),
    ]  # fmt: skip
    running = subprocess.Popen(  # noqa: S603 - the program was found on PATH, the arguments are ours
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        running.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise TooLarge(name=name, what="seconds", limit=seconds) from error
    finally:
        _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
