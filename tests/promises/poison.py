"""A conversion that does to its process what a poisoned file would: by the first word of the file's name."""

from __future__ import annotations

import os
import signal
import time

from pipeline import flow
from pipeline.batch import one

# What each kind must be told as.
CODES = {"crash": "E114", "killed": "E114", "leaves": "E114", "loops": "E112", "hangs": "E112", "eats": "E113"}

_convert = flow.convert


def poisoned(task, work):
    """Convert as the program does, in a process where some files are poison."""
    one.flow.convert = _poisoned
    return one.prepare(task, work)


def _poisoned(path, profile):
    {
        "crash": lambda: os.kill(os.getpid(), signal.SIGSEGV),
        "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
        "leaves": lambda: os._exit(3),
        "loops": _loop,
        "hangs": _hang,
        "eats": lambda: [bytearray(1 << 24) for _ in range(1 << 10)],
    }.get(path.stem.split("-")[0], lambda: None)()
    return _convert(path, profile)


def _loop():
    while True:
        pass


def _hang():
    """Hang as code outside Python does: no alarm is heard."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    time.sleep(1000)
