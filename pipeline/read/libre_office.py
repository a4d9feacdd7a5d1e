"""LibreOffice as a converter of old files: beside a profile of its own, on a copy, in a bounded time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import DamagedFile, EmptyFile, EncryptedFile, NeedsProgram, TooLarge
from pipeline.profile import Profile
from pipeline.read.what_it_is import refusal
from pipeline.read.whole_file import whole_file

PROGRAMS = ("soffice", "libreoffice")


class Target(NamedTuple):
    """What LibreOffice shall write: the ending, its name for the format, and how to install what it takes."""

    ending: str
    form: str
    how: str


def bytes_of(path: Path, profile: Profile) -> bytes:
    """Read a file for which LibreOffice may be asked; say at once what no program can open."""
    data = whole_file(path, profile)
    error = refusal(path.name, data)
    if isinstance(error, EmptyFile | EncryptedFile):
        raise error
    return data


def converted(path: Path, target: Target, profile: Profile) -> bytes:
    """Give a file as LibreOffice writes it in another format."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise NeedsProgram(name=path.name, program="LibreOffice", how=target.how)
    with tempfile.TemporaryDirectory(prefix="fubiao-") as folder:
        # A plain copy: the original is never opened, and its name may hold what a command line cannot.
        copy = Path(folder) / f"source{path.suffix.lower()}"
        shutil.copyfile(path, copy)
        _run(program, copy, target, profile.limits["seconds"], path.name)
        made = Path(folder) / "out" / f"source.{target.ending}"
        if not made.exists():
            raise DamagedFile(name=path.name, reason="LibreOffice cannot open it")
        return made.read_bytes()


def _run(program: str, copy: Path, target: Target, seconds: int, name: str) -> None:
    """Run LibreOffice in a process group of its own, so that all of it can be ended in time."""
    folder = copy.parent
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", f"{target.ending}:{target.form}", "--outdir", str(folder / "out"), str(copy),
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
