"""Marks by which a text says that it goes on with the one of the same words above: （续）, 续表."""

from __future__ import annotations

from pipeline.profile import Profile
from pipeline.text import visible


def uncontinued(text: str, profile: Profile) -> str:
    """Take the mark off a text that ends or begins with it; nothing where there is none, or nothing beside it.

    >>> uncontinued("交通工程 （续）", profile), uncontinued("交通工程", profile), uncontinued("续表", profile)
    ('交通工程', '', '')
    """
    seen = visible(text)
    for mark in map(visible, profile.marks["continued"]):
        bare = seen.removesuffix(mark).removeprefix(mark)
        if bare != seen:
            return bare
    return ""
