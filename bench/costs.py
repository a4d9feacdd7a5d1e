"""What a command costs with all that it starts: CPU, wall and memory; one that takes too much is ended and says so."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from typing import NamedTuple

import psutil

# A program may take so much CPU and memory, and may be waited for so long; the machine is not its own.
SECONDS = 150
MEGABYTES = 8192
WAIT = 1200


class Cost(NamedTuple):
    """CPU and wall in seconds, the most memory that one of its processes held in MB, and why it came to nothing."""

    cpu: float
    wall: float
    peak: int
    failure: str = ""


def cost(command: Sequence[str]) -> Cost:
    """Run a command to its end, or to the end of what it may take."""
    with tempfile.TemporaryFile("w+") as said:
        run = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=said)
        status, usage, wall, ended = watched(run.pid)
        run.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        failure = ended or (reason(said.read()) if run.returncode else "")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss // 1024, failure)


def watched(pid: int) -> tuple[int, resource.struct_rusage, float, str]:
    """Wait for a process: how it ended, what it used, how long it took, and why it was ended."""
    began, ended = time.monotonic(), ""
    while True:
        done, status, usage = os.wait4(pid, os.WNOHANG)
        wall = time.monotonic() - began
        if done:
            return status, usage, wall, ended
        ended = ended or too_much(pid, wall)
        if ended:
            os.killpg(pid, signal.SIGKILL)
        time.sleep(min(0.5, max(0.005, wall / 100)))


def too_much(pid: int, wall: float) -> str:
    """Say why a command that goes on should be ended."""
    spent, held = map(sum, zip(*map(spending, family(pid)), strict=True))
    if spent > SECONDS:
        return f"gave up after {SECONDS} s of CPU"
    if held > MEGABYTES << 20:
        return f"gave up at {held >> 20} MB"
    return f"gave up after {WAIT} s" if wall > WAIT else ""


def family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def spending(process: psutil.Process) -> tuple[float, int]:
    """Give the CPU seconds of a process and of the children that it has waited for, and the bytes that it holds."""
    try:
        return sum(process.cpu_times()[:4]), process.memory_info().rss
    except psutil.Error:
        return 0.0, 0


def reason(said: str) -> str:
    """Take the last line that a program said."""
    lines = said.strip().splitlines() or ["failed"]
    return "not installed" if "ModuleNotFoundError" in said or "No such file" in lines[-1] else lines[-1]
