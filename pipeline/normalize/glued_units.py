"""Units with no sign between them, or with 和 where a name may hold one too."""

from __future__ import annotations

import re

from pipeline.normalize.glued import MOST_GLUED, cut
from pipeline.profile import Profile

# Units of one rank: two of them side by side are glued, while 财政局国库科 is one.
RANK = ("局", "镇", "乡", "街道", "公司")
# A unit named with its level, 县住建局, stands beside others of that level.
LEVELS = "省市州县区旗"
_and = re.compile("以及|和|及|与|会同")


def unglued(text: str, known: frozenset[str], profile: Profile) -> list[str]:
    """Cut a text into known units, longest first; the text itself where a piece would stay unknown.

    >>> units = frozenset({"综合行政执法局", "西投公司", "执法局"})
    >>> unglued("综合行政执法局西投公司", units, profile), unglued("综合行政执法局办公室", units, profile)
    (['综合行政执法局', '西投公司'], ['综合行政执法局办公室'])
    >>> unglued("财政局和教育局", units, profile), unglued("住房和城乡建设局", units, profile)
    (['财政局', '教育局'], ['住房和城乡建设局'])
    """
    halves = _and.split(text)
    if len(halves) > 1 and all(half in known or _whole(half, profile) for half in halves):
        return halves
    return (text not in known and cut(text, known)) or [text]


def _whole(text: str, profile: Profile) -> bool:
    """Ask whether a text is a unit by itself: 党委 in 党委和政府办公室 may be none."""
    return len(text) > 2 and profile.ends_as_unit(text)


def may_be_glued(text: str, common: frozenset[str], known: frozenset[str]) -> bool:
    """Ask whether a unit that many cells name ends a text, or begins it, and the rest is a unit of the same rank.

    A unit that only one other cell names is enough where both say their level, 县.

    >>> units = frozenset({"工信局", "农业农村局", "财政局"})
    >>> texts = ("行政审批局工信局", "市农业农村局", "财政局国库科", "市公安局西湖分局")
    >>> [may_be_glued(text, units, units) for text in texts]
    [True, False, False, False]
    >>> once = frozenset({"县住建局", "住建局"})
    >>> may_be_glued("县城投公司县住建局", frozenset(), once), may_be_glued("县城投公司住建局", frozenset(), once)
    (True, False)
    """
    if len(text) > MOST_GLUED or not text.endswith(RANK) or text.endswith("分局"):
        return False
    cuts = [(text[:at], text[at:]) for at in range(1, len(text))]
    pairs = [(unit, rest) for pair in cuts for unit, rest in (pair, pair[::-1]) if unit in known]
    rests = [rest for unit, rest in pairs if unit in common or (unit[0] in LEVELS and unit[0] == rest[0])]
    return any(len(rest) > 2 and rest.endswith(RANK) for rest in rests)
