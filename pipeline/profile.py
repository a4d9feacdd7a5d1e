"""The settings that hold, and what a step asks them about a text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pipeline.settings import built_in, over_built_in
from pipeline.text import visible

Words = tuple[str, ...]

# A total says so in one of the first cells of its row, in a few words: 合计（万元）, 一、小计, 总计：2类3项.
LEADING, LONGEST_TOTAL = 3, 16


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

    def names_columns(self, texts: Sequence[str]) -> bool:
        """Ask whether at least half of the texts in a row are names that columns are known to have.

        >>> profile.names_columns(("序号", "责任单位", "2024年", "甲")), profile.names_columns(("序号", "修路", "甲"))
        (True, False)
        """
        known = {visible(word) for words in self.roles.values() for word in words}
        return sum(text in known for text in texts) * 2 >= len(texts) > 0

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
        words = self.marks["total"] + self.marks["subtotal"]
        for text in map(visible, texts[:LEADING]):
            if len(text) > LONGEST_TOTAL or not any(word in text for word in words):
                continue
            bare = re.split("[（(:：]|[共计]?\\d", text.lstrip("一二三四五六七八九十、.0123456789"))[0]
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

    def is_measure(self, text: str) -> bool:
        """Ask whether a text names what is counted or measured, plainly or scaled: 亩, 万元, 亿千瓦时.

        >>> profile.is_measure("万元"), profile.is_measure("亿立方米"), profile.is_measure("甲局")
        (True, True, False)
        """
        return text in self.units["measures"] or re.sub("^[十百千万亿]+", "", text) in self.units["measures"]

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
    return _profile(built_in())


def load_profile(path: Path) -> Profile:
    """Lay a TOML file over the default; raise an error for a key that does not exist or a value that does not fit."""
    return _profile(over_built_in(path))


def _profile(values: dict[str, Any]) -> Profile:
    return Profile(**{each.name: _frozen(values[each.name]) for each in fields(Profile)})


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return tuple(value) if isinstance(value, list) else value
