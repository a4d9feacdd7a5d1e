"""What a cell can hold by its looks alone: people, units, a label."""

from __future__ import annotations

import re

from pipeline.normalize.telephones import without_telephones
from pipeline.profile import Profile
from pipeline.text import half_width, visible

# The longest labels: names of projects measure up to forty characters.
LABEL = 50
# The longest names of units measure some twenty characters.
LONGEST_UNIT = 20

_parts = re.compile(r"[\n、，,；;/]|\s{3,}")
# 年　月毕业于　　学校: a form that waits for a pen.
_to_fill = re.compile(r"年\s*月|_{3,}")


def is_person(text: str) -> bool:
    """Ask whether a text can be people: short names, several parted by signs, titles and telephones beside them.

    >>> is_person("王亮（副区长） 13800000000"), is_person("王亮（电话：0736-1234567转801）"), is_person("2024年完成设计")
    (True, True, False)
    """
    bare = without_telephones(half_width(text))
    return all(len(visible(part)) <= 16 for part in _parts.split(bare.strip())) and not re.search(r"\d(?!人)", bare)


def is_unit(text: str) -> bool:
    """Ask whether a text can be units: parts of some characters, no sentence, nothing left to fill in.

    >>> is_unit("住建（交通）局    科工局"), is_unit("  年　月毕业于　　   　        学校          　     专业")
    (True, False)
    """
    return (
        "。" not in text
        and not _to_fill.search(text)
        and all(len(visible(part)) <= LONGEST_UNIT for part in _parts.split(text.strip()) if part)
    )


def is_label(text: str) -> bool:
    """Ask whether a text is no paragraph: a task written out under 重点任务 is text."""
    return len(visible(text)) <= LABEL


def are_units(text: str, profile: Profile) -> bool:
    """Ask whether all parts of a text end as units do."""
    return all(profile.ends_as_unit(part) for part in _parts.split(text.strip()) if part.strip())


def are_names(text: str, profile: Profile) -> bool:
    """Ask whether all parts of a text are built as names."""
    return all(profile.has_surname(visible(part)) for part in _parts.split(text.strip()) if part.strip())
