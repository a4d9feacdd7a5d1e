"""A table is a hundred thousand tuples and no cycle: Python's search for cycles walks over all of them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# What a reader leaves behind in cycles is still found, soon enough that memory stays as it was.
_NEW_OBJECTS = 50_000


@contextmanager
def seldom_sought() -> Iterator[None]:
    """Search for cycles seldom while a file is converted, and as before when that is done.

    >>> before = gc.get_threshold()
    >>> with seldom_sought():
    ...     gc.get_threshold()[0] > before[0]
    True
    >>> gc.get_threshold() == before
    True
    """
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _NEW_OBJECTS), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
