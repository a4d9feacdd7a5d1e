"""What kind of thing a cell holds, coarse enough to learn a column's habit from few rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.profile import Profile
from pipeline.text import visible

BLANK, RISING, WHOLE, NUMBER, ORDINAL, DATE, SENTENCE, OFFICE, HEADING, TITLED = range(10)
# What is none of these is told apart by script and length only: 10 and on.
LENGTHS = (3, 6, 12, 30)
COUNT = TITLED + 1 + 2 * (len(LENGTHS) + 1)

_whole = re.compile(r"\d{1,5}[.．、]?")
_number = re.compile(r"[-+]?[\d,，.．]{1,20}\s?(?:[%％‰万亿元个㎡]|万元|亿元)?")
_ordinal = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,4}[）)、.]?|[①-⑳]|[（(]\d{1,3}[）)]|\d{1,3}(?:\.\d{1,3}){1,3}|第[\d一二三四五六七八九十]{1,4}[项条章节款]"
)
_date = re.compile(r"\d{1,4}\s?[年月]|\d{4}[-./]\d|[一二三四]季度|[上下]半年")
_titled = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节类部])\s{0,2}\S"
)
_han = re.compile("[\u3400-\u9fff]")


class Words(NamedTuple):
    """What the profile knows: how units end, and what columns are called."""

    offices: tuple[str, ...] = ()
    headings: frozenset[str] = frozenset()


NO_WORDS = Words()


def words_of(profile: Profile) -> Words:
    """Take from a profile the words by which kinds are told."""
    return Words(profile.units["endings"], frozenset(word for words in profile.roles.values() for word in words))


def kinds_of(texts: Sequence[str], starts: Sequence[int], words: Words = NO_WORDS) -> list[int]:
    """Tell the kind of each cell; ``starts`` are cells that may begin a row, where a number may be rising."""
    kinds = [kind(text, words) for text in texts]
    last = 0
    for at in starts:
        if kinds[at] != WHOLE:
            continue
        value = int(re.sub(r"\D", "", texts[at]))
        kinds[at] = RISING if last < value <= last + 3 or value == 1 else WHOLE
        last = value
    return kinds


def is_heading(text: str, headings: frozenset[str]) -> bool:
    """Ask whether a text is the name of a column: a known word, or one with a place before or a measure after it.

    >>> [is_heading(text, frozenset(["领导", "总投资"])) for text in ("牵头 领 导", "总投资（万元）", "领导班子")]
    [True, True, False]
    """
    seen = visible(text).split("（")[0].split("(")[0]
    return any(seen[at:] in headings for at in range(len(seen) - 1))


def kind(text: str, words: Words = NO_WORDS) -> int:
    """Tell the kind of one cell.

    >>> [kind(text, Words(("局",))) for text in ("", "12", "3.5%", "（一）", "2024年6月底", "扎实推进。", "发改局")]
    [0, 2, 3, 4, 5, 6, 7]
    """
    seen = text.strip()
    if not seen:
        return BLANK
    if len(seen) <= 24:
        for pattern, found in ((_whole, WHOLE), (_number, NUMBER), (_ordinal, ORDINAL)):
            if pattern.fullmatch(seen):
                return found
        if _date.search(seen):
            return DATE
    if len(seen) <= 40 and _titled.match(seen):
        return TITLED
    if seen[-1] in "。；;！？!?，,":
        return SENTENCE
    if len(seen) <= 16 and is_heading(seen, words.headings):
        return HEADING
    if words.offices and seen.endswith(words.offices):
        return OFFICE
    script = 0 if _han.search(seen[:40]) else len(LENGTHS) + 1
    return TITLED + 1 + script + sum(len(seen) > limit for limit in LENGTHS)
