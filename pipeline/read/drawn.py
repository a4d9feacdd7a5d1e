"""Tables that a program drew with characters; one text may hold several kinds, as pandoc's do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pipeline.profile import Profile
from pipeline.read.barred import barred
from pipeline.read.dashed import dashed
from pipeline.read.listed import listed
from pipeline.read.markdown import unmarked
from pipeline.read.ruled import ruled
from pipeline.read.sketch import Part, Sketch
from pipeline.read.tagged import tagged


def drawn(lines: Sequence[str], profile: Profile) -> list[Part]:
    """Read tags and lists first, then grids, then rows between bars, then what hangs on dashes, each in what the others left."""
    parts: list[Part] = list(lines)
    for dialect in (tagged, listed, ruled, barred, dashed):
        done: list[Part] = []
        for drawn_already, group in groupby(parts, key=lambda part: isinstance(part, Sketch)):
            some = list(group)
            done += some if drawn_already else dialect([str(line) for line in some], profile)
        parts = done
    return [part if isinstance(part, str) else unmarked(part) for part in parts]
