"""Settings: TOML over a built-in default, each key known, a wrong one answered by the nearest right one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from pipeline.errors import CannotRead
from pipeline.run_errors import ProfileEncoding, ProfileError, ProfileSyntax, ProfileValue
from pipeline.text import visible

Words = tuple[str, ...]

# A total says so in one of the first cells of its row, in a word or two: 合计（万元）, 一、小计.
LEADING, LONGEST_TOTAL = 3, 10


@dataclass(frozen=True)
class Profile:
    """All settings that hold; ``profiles/default.toml`` gives each its reason."""

    skip: Words
    serials: str
    roles: Mapping[str, Words]
    marks: Mapping[str, Words]
    units: Mapping[str, Words]
    people: Mapping[str, Words]
    aliases: Mapping[str, Words]
    targets: Mapping[str, Words]
    thresholds: Mapping[str, float]
    limits: Mapping[str, int]

    def role(self, name: str) -> Words:
        """Give the header words that tell a role."""
        return self.roles[name]

    def is_note(self, line: str) -> bool:
        """Ask whether a line speaks about its table: 单位：万元, 备注：…, 填报单位：….

        >>> profile.is_note("（单位：万元）"), profile.is_note("单位职工花名册")
        (True, False)
        """
        words = "|".join(map(re.escape, (*self.marks["note"], *self.marks["measure"])))
        kinds = rf"(?:{words}|填\s*[报表].{{0,4}}|制表.{{0,4}}|日\s*期|截[止至].{{0,4}}|联系.{{0,4}})"
        return re.match(rf"[（(【\[]?{kinds}\s*\d*[:：]", line.strip()) is not None

    def total_kind(self, texts: Sequence[str]) -> str:
        """Tell whether a row is a total or a subtotal, by what one of its first cells says; nothing for a record.

        >>> profile.total_kind(("合 计（万元）", "", "60")), profile.total_kind(("", "一、小计", "60"))
        ('total', 'subtotal')
        >>> profile.total_kind(("1", "合计划拨资金", "60"))
        ''
        """
        for text in map(visible, texts[:LEADING]):
            if len(text) > LONGEST_TOTAL:
                continue
            bare = text.replace("(", "（").partition("（")[0].rstrip(":：").lstrip("一二三四五六七八九十、.0123456789")
            for kind in ("total", "subtotal"):
                if bare in self.marks[kind]:
                    return kind
        return ""

    def has_surname(self, text: str) -> bool:
        """Ask whether a text is built as a name is: a common surname and one or two characters.

        >>> [profile.has_surname(each) for each in ("王亮", "欧阳修", "各科室", "长期", "办公会")]
        [True, True, False, False, False]
        """
        double = text[:2] in self.people["surnames"]
        single = any(text[:1] in each for each in self.people["surnames"] if len(each) != 2)
        given = len(text) - (2 if double else 1)
        return bool(text) and (double or single) and given in (1, 2) and not self.ends_as_unit(text)

    def ends_as_unit(self, text: str) -> bool:
        """Ask whether a text ends as the names of units do.

        >>> profile.ends_as_unit("住建（交通）局"), profile.ends_as_unit("各镇（街道）"), profile.ends_as_unit("王亮")
        (True, True, False)
        """
        return visible(text).rstrip("）)").endswith(self.units["endings"])

    def is_continued(self, line: str) -> bool:
        """Ask whether a line only says that a table goes on: 续表, 表1（续）.

        >>> profile.is_continued("续表2"), profile.is_continued("（续）"), profile.is_continued("手续表格")
        (True, True, False)
        """
        seen = visible(line)
        rest = re.sub(r"^表?[\d一二三四五六七八九十\-]*|[\d一二三四五六七八九十\-]*$", "", seen)
        return any(visible(mark) in (seen, rest) for mark in self.marks["continued"])


def default_profile() -> Profile:
    """Give the settings that hold when nobody says otherwise."""
    return _profile(_default())


def load_profile(path: Path) -> Profile:
    """Lay a TOML file over the default; raise an error for a key that does not exist or a value that does not fit."""
    return _profile(_laid_over(_default(), _own(path), path.name))


def as_toml() -> str:
    """Give the text of the built-in default with its reasons."""
    return (resources.files("pipeline") / "profiles" / "default.toml").read_text(encoding="utf-8")


def laid_over(path: Path | None) -> str:
    """Give the settings that hold as TOML: the default with its reasons, a profile's values in their place."""
    import tomlkit

    whole = tomlkit.parse(as_toml())
    own = _own(path) if path else {}
    held = _laid_over(_default(), own, path.name if path else "")
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


@cache
def _default() -> dict[str, Any]:
    return tomllib.loads(as_toml())


# A setting has a table and a name.
DEEPEST = 8
# Tables whose keys are the user's own names, not ours.
OPEN = ("aliases",)
# Stands in a list for the words that are built in, so that one need not repeat them to add one.
AND_THE_DEFAULT = "..."
CHOICES = {"serials": ("fill", "keep")}


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


def _profile(values: dict[str, Any]) -> Profile:
    return Profile(**{each.name: _frozen(values[each.name]) for each in fields(Profile)})


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return tuple(value) if isinstance(value, list) else value
