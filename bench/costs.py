"""What a command costs with all that it starts: CPU, wall and memory; one that takes too much is ended and says so."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import psutil

# A program may take so much CPU and memory, and may be waited for so long; the machine is not its own.
SECONDS = 150
MEGABYTES = 8192
WAIT = 1200


class Cost(NamedTuple):
    """CPU and wall in seconds, the peak memory of its processes together in MB, and why it came to nothing."""

    cpu: float
    wall: float
    peak: int
    failure: str = ""


def cost(command: Sequence[str]) -> Cost:
    """Run a command to its end, or to the end of what it may take."""
    with tempfile.TemporaryFile("w+") as said:
        run = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=said)
        status, seen = watched(run.pid)
        run.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        return seen._replace(failure=seen.failure or (reason(said.read()) if run.returncode else ""))


def watched(pid: int) -> tuple[int, Cost]:
    """Wait for a process: how it ended, and what was seen of it.

    What the system says at the end lacks the CPU of children that were killed, and its peak of memory counts what
    this process held when it started the other; so both are looked at along the way.
    """
    began, seen = time.monotonic(), Cost(0, 0, 0)
    while True:
        done, status, usage = os.wait4(pid, os.WNOHANG)
        wall = time.monotonic() - began
        if done:
            return status, seen._replace(cpu=max(seen.cpu, usage.ru_utime + usage.ru_stime), wall=wall)
        spent, held, peak = map(sum, zip(*map(spending, family(pid)), strict=True))
        seen = Cost(max(seen.cpu, spent), wall, max(seen.peak, int(peak)), seen.failure or too_much(spent, held, wall))
        if seen.failure:
            os.killpg(pid, signal.SIGKILL)
        time.sleep(min(0.5, max(0.005, wall / 100)))


def too_much(spent: float, held: int, wall: float) -> str:
    """Say why a command that goes on should be ended."""
    if spent > SECONDS:
        return f"gave up after {SECONDS} s of CPU"
    if held > MEGABYTES:
        return f"gave up at {held} MB"
    return f"gave up after {WAIT} s" if wall > WAIT else ""


def family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def spending(process: psutil.Process) -> tuple[float, int, int]:
    """Give the CPU seconds of a process with the children it has waited for, and the MB that it holds and held at most."""
    try:
        spent = sum(process.cpu_times()[:4])
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    except (psutil.Error, OSError):
        return 0.0, 0, 0
    held, peak = (int((re.search(name + r":\s+(\d+)", status) or [0, 0])[1]) >> 10 for name in ("VmRSS", "VmHWM"))
    return spent, held, peak


def reason(said: str) -> str:
    """Take the last line that a program said."""
    lines = said.strip().splitlines() or ["failed"]
    return "not installed" if "ModuleNotFoundError" in said or "No such file" in lines[-1] else lines[-1]
