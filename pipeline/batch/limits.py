"""One file must not take all the time or all the memory there is.

The limits hold in the process that converts, where the system knows how: time by an alarm, memory by the size of the
address space (Linux).  Windows has neither; there the parent ends a worker that takes too long.
"""

from __future__ import annotations

import errno
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

MEGABYTE = 1 << 20
# lxml tells with this number that libxml2 got no memory.
NO_MEMORY = 2


class OutOfTime(BaseException):
    """The alarm; no ``except Exception`` on the way may stop it."""


@contextmanager
def bounded(seconds: float, megabytes: int) -> Iterator[None]:
    """Let what is done inside take only so much time and memory; the other threads of a cluster's worker go free."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    with _alarm(seconds), _room(megabytes):
        yield


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(number: int, frame: object) -> None:
    raise OutOfTime


@contextmanager
def _room(megabytes: int) -> Iterator[None]:
    size = _size_at_first()
    if not size:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = size + megabytes * MEGABYTE
    caps = [cap for cap in (soft, hard, wanted) if cap != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(caps), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@cache
def _size_at_first() -> int:
    """Give the bytes of address space that this process had before its first file; 0 where the system has no such limit."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * _page()
    except OSError:
        return 0


def _page() -> int:
    import resource

    return resource.getpagesize()


def of_memory(error: BaseException | None) -> bool:
    """Ask whether a lack of memory is what an error comes from.

    >>> of_memory(MemoryError()), of_memory(ValueError("memory"))
    (True, False)
    """
    while error is not None:
        starved = isinstance(error, OSError) and error.errno == errno.ENOMEM
        parser = type(error).__name__ == "XMLSyntaxError" and getattr(error, "code", None) == NO_MEMORY
        if isinstance(error, MemoryError) or starved or parser:
            return True
        error = error.__cause__ or error.__context__
    return False
