"""Who converts a Word file to CSV needs no reader of web pages: a function is imported when it is first called."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def late(module: str, name: str = "") -> Callable[..., Any]:
    """Stand for a function of a room, by its file and by its name where that is another one.

    >>> late("text", "half_width")("１２")
    '12'
    """
    name = name or module.rpartition(".")[2]

    def called(*given: Any) -> Any:
        return getattr(import_module(f"pipeline.{module}"), name)(*given)

    called.__name__ = name
    return called
