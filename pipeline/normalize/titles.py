"""What is a name, what a title, and what of both stands in one piece of a cell."""

from __future__ import annotations

import re

from pipeline.profile import Profile
from pipeline.text import han, visible

BRACKET = re.compile(r"[（(][^（()）]*[）)]")


def is_name(text: str) -> bool:
    """Ask whether a text can be one name: two to four characters, or parts with a dot between.

    >>> is_name("欧阳修"), is_name("阿卜杜拉·买买提"), is_name("各班子成员")
    (True, True, False)
    """
    parts = text.split("·")
    return (len(parts) > 1 or 2 <= len(text) <= 4) and all(part and all(map(han, part)) for part in parts)


def bare_name(person: str, following: list[str], known: frozenset[str], profile: Profile) -> str:
    """Take the title off a person; a title that only leads to the next name, 区委常委、副区长王亮, is nobody."""
    leads = any(without_title(each, known, profile) != each for each in following)
    return "" if leads and is_title(person, profile) else without_title(person, known, profile)


def is_title(part: str, profile: Profile) -> bool:
    """Ask whether a piece is a title alone, 区委常委; 李书记 is a person."""
    titles = [title for title in profile.people["titles"] if part.endswith(title)]
    return bool(titles) and len(part) - len(max(titles, key=len)) != 1


def without_title(person: str, known: frozenset[str], profile: Profile) -> str:
    """Take a title off a name, in brackets or written before or after it; what is no name stays as printed.

    >>> [without_title(each, frozenset(), profile) for each in ("王亮（副区长）", "区委书记王亮", "王亮同志", "高副区长", "局长办公会")]
    ['王亮', '王亮', '王亮', '高副区长', '局长办公会']
    """
    bare = visible(BRACKET.sub("", person))
    if profile.ends_as_unit(bare) and bare not in known:
        return person
    if bare != visible(person) and is_name(bare) and not bare.endswith(profile.people["titles"]):
        return bare
    titles = sorted((title for title in profile.people["titles"] if title in bare), key=len, reverse=True)
    after = next((bare.removesuffix(title) for title in titles if bare.endswith(title)), "")
    before = bare[max((bare.rfind(title) + len(title) for title in titles), default=0) :]
    for rest in (after, before):
        if rest != bare and (rest in known or (profile.has_surname(rest) and not rest.endswith("会"))):
            return rest
    return person
