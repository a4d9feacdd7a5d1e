"""Names padded to one width, several in a row: which gap pads a name, which parts two?"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.profile import Profile


def padded_names(parts: list[str], gaps: list[int], known: frozenset[str], profile: Profile) -> list[str] | None:
    """Join padded names: each way to do it is weighed by known names and surnames, then by its gaps; a tie is None.

    >>> padded_names(["王", "小", "明", "李", "四"], [1, 1, 1, 1], frozenset(), profile)
    ['王小明', '李四']
    >>> padded_names(["任", "立", "郭", "蕾"], [2, 4, 2], frozenset(), profile)
    ['任立', '郭蕾']
    >>> padded_names(["甲", "乙", "丙", "壬", "癸"], [1, 1, 1, 1], frozenset(), profile)
    """
    ways = list(_ways(parts, gaps, profile))
    weighed = sorted((_strange(names, known, profile), inner >= outer, names) for names, inner, outer in ways)
    if not weighed or (len(weighed) > 1 and weighed[0][:2] == weighed[1][:2]):
        return None
    return weighed[0][2]


def _strange(names: list[str], known: frozenset[str], profile: Profile) -> int:
    return sum(name not in known and not profile.has_surname(name) for name in names)


def _ways(parts: list[str], gaps: list[int], profile: Profile) -> Iterator[tuple[list[str], int, int]]:
    """Give each way to join pieces to names, with its widest gap in a name and its narrowest one between two."""
    for end in range(1, min(len(parts), 4) + 1):
        name = "".join(parts[:end])
        longest = 4 if name[:2] in profile.people["surnames"] or end == 1 else 3
        if not 2 <= len(name) <= longest or (end > 1 and all(len(part) > 1 for part in parts[:end])):
            continue
        inner = max(gaps[: end - 1], default=0)
        if end == len(parts):
            yield [name], inner, 99
            return
        for names, others, outer in _ways(parts[end:], gaps[end:], profile):
            yield [name, *names], max(inner, others), min(gaps[end - 1], outer)
