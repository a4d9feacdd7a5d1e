"""The laying of a user's TOML over the built-in settings: each key known, a wrong one answered by the nearest right one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from pipeline.errors import CannotRead
from pipeline.run_errors import ProfileEncoding, ProfileError, ProfileSyntax, ProfileValue

# A setting has a table and a name.
DEEPEST = 8
# Tables whose keys are the user's own names, not ours.
OPEN = ("aliases",)
# Stands in a list for the words that are built in, so that one need not repeat them to add one.
AND_THE_DEFAULT = "..."
CHOICES = {"serials": ("fill", "keep")}


@cache
def built_in() -> dict[str, Any]:
    """Give the settings that hold when nobody says otherwise."""
    return tomllib.loads(as_toml())


def over_built_in(path: Path) -> dict[str, Any]:
    """Lay a TOML file over the built-in settings; raise an error for a key or a value that does not fit."""
    return _laid_over(built_in(), _own(path), path.name)


def as_toml() -> str:
    """Give the text of the built-in default with its reasons."""
    return (resources.files("pipeline") / "profiles" / "default.toml").read_text(encoding="utf-8")


def laid_over(path: Path | None) -> str:
    """Give the settings that hold as TOML: the default with its reasons, a profile's values in their place."""
    import tomlkit

    whole = tomlkit.parse(as_toml())
    own = _own(path) if path else {}
    held = _laid_over(built_in(), own, path.name if path else "")
    for key, value in own.items():
        if isinstance(value, dict):
            for inner in value:
                whole[key][inner] = held[key][inner]
        else:
            whole[key] = held[key]
    return tomlkit.dumps(whole)


def nearest(key: str, known: Iterable[str]) -> str:
    """Give the known name that is most like one that is not.

    >>> nearest("threshold", ("skip", "thresholds"))
    'thresholds'
    """
    import difflib  # only for a word that is wrong

    return next(iter(difflib.get_close_matches(key, list(known), n=1, cutoff=0.0)), "-")


def _own(path: Path) -> dict[str, Any]:
    """Read a profile; a byte order mark, as Notepad writes it, is no matter, another encoding is."""
    if path.exists() and not path.is_file():  # a pipe or a device might never end
        raise CannotRead(name=path.name, reason="Not a regular file")
    try:
        text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(_shallow(text))
    except OSError as error:
        raise CannotRead(name=path.name, reason=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise ProfileEncoding(name=path.name) from error
    except (ValueError, RecursionError) as error:  # tomllib also raises what Python does over its values
        said = re.search(r"line (\d+)", str(error))
        line = int(said[1]) if said else len(text.splitlines())
        raise ProfileSyntax(name=path.name, line=line, reason=str(error)) from error


def _shallow(text: str) -> str:
    """Give a profile back unless a key in it has more parts than any setting; tomllib's memory grows with their square."""
    for number, line in enumerate(text.splitlines(), 1):
        if re.split("[=\"'#]", line)[0].count(".") > DEEPEST:
            raise ValueError(f"too many dots in a key at line {number}")
    return text


def _laid_over(default: dict[str, Any], own: dict[str, Any], name: str, inside: str = "") -> dict[str, Any]:
    laid = dict(default)
    for key, value in own.items():
        path = f"{inside}.{key}" if inside else key
        if key not in default and inside not in OPEN:
            raise ProfileError(name=name, key=path, nearest=nearest(key, default))
        wanted = _misfit(default.get(key, []), value, key)
        if wanted:
            raise ProfileValue(name=name, key=path, said=repr(value), wanted=wanted)
        if isinstance(value, list):
            laid[key] = _spliced(value, default.get(key, []))
        else:
            laid[key] = _laid_over(default[key], value, name, path) if isinstance(value, dict) else value
    return laid


def _misfit(default: Any, value: Any, key: str) -> str:
    """Say what a setting must be, where its value is something else; nothing where it fits.

    >>> _misfit(0.5, 1, "cast"), _misfit(0.5, 1.5, "cast"), _misfit([], "甲", "known")
    ('', 'a number from 0 to 1', 'a list of texts, ["…", "…"]')
    """
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(default, dict):
        return "" if isinstance(value, dict) else "a table of settings, [name]"
    if isinstance(default, list):
        texts = isinstance(value, list) and all(isinstance(each, str) for each in value)
        return "" if texts else 'a list of texts, ["…", "…"]'
    if isinstance(default, float):
        return "" if number and 0 <= value <= 1 else "a number from 0 to 1"
    if isinstance(default, int):
        return "" if number and isinstance(value, int) and value > 0 else "a whole number above 0"
    return "" if value in CHOICES.get(key, (value,)) else "fill or keep"


def _spliced(value: list[str], default: list[str]) -> list[str]:
    """Put the built-in words where ``...`` stands for them.

    >>> _spliced(["...", "督办领导"], ["领导"])
    ['领导', '督办领导']
    """
    return [word for each in value for word in (default if each == AND_THE_DEFAULT else [each])]
