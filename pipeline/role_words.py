"""The words in a column's name that tell what the column holds."""

from __future__ import annotations

import re

from pipeline.profile import Profile
from pipeline.text import visible

# What a long bracket in a name says is an instruction: 照片（加盖单位人事部门公章）.
_ASIDE = r"[（(【\[][^（()）】\]]{9,}[）)】\]]"
_BRACKET = r"[（(【\[][^（()）】\]]*[）)】\]]"


def named_role(name: str, profile: Profile) -> tuple[str, str]:
    """Find the role that a column's name tells: its last storey before the whole, the longest word before shorter ones.

    >>> [named_role(name, profile) for name in ("投资（万元）/资金来源", "任务要求", "照片（加盖推荐单位人事部门公章）")]
    [('amount', ''), ('text', ''), ('', '')]
    """
    whole = bare = visible(name)
    if any(sign in whole for sign in "（(【["):
        whole = re.sub(_ASIDE, "", whole)
        bare = re.sub(_BRACKET, "", whole)
    for text in (bare.rpartition("/")[2], bare, whole):
        found = max(_words_in(text, profile), default=None)
        if found:
            role = found[2]
            leads = role == "unit" and any(word in text for word in profile.marks["lead"])
            return ("unit", "cooperating") if role == "cooperating" else (role, "lead" if leads else "")
    return "", ""


def _words_in(text: str, profile: Profile) -> list[tuple[int, int, str]]:
    """Give each role word in a name: how long it is, where it stands, whose it is."""
    return [
        (len(word), text.rfind(word), role)
        for role, words in profile.roles.items()
        for word in words
        if word in text and (word == text or (len(word) > 1 and not word.isascii()))
    ]
