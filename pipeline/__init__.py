"""fubiao: the table in an official attachment, clean, with every change told."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.delivering import frame
    from pipeline.flow import convert
    from pipeline.model import Doubt, Repair, Table
    from pipeline.profile import Profile, load_profile
    from pipeline.result import Result

__version__ = "0.1.0"
__all__ = ["Doubt", "Profile", "Repair", "Result", "Table", "__version__", "convert", "frame", "load_profile"]

# Loaded when first asked for, so that `fubiao --help` does not wait for a parser of Word files.
_homes = {
    "convert": "flow",
    "frame": "delivering",
    "Doubt": "model",
    "Repair": "model",
    "Result": "result",
    "Table": "model",
    "Profile": "profile",
    "load_profile": "profile",
}


def __getattr__(name: str) -> object:
    if name not in _homes:
        raise AttributeError(name)
    return getattr(import_module(f"pipeline.{_homes[name]}"), name)
