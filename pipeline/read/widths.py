"""Text set in columns of equal letters, where a Chinese character takes the room of two."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache


@lru_cache(maxsize=65536)
def room(char: str) -> int:
    """Give the columns that a character takes.

    >>> [room(char) for char in ("a", "任", "，", "\\u200b")]
    [1, 2, 2, 0]
    """
    if char < "\u0300":
        return 1
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Give the columns that a text takes.

    >>> width("任务a")
    5
    """
    return len(text) if text.isascii() else sum(map(room, text))


def spread(line: str) -> str:
    """Give a line in which each column is one character; a NUL stands for the second half of a wide one.

    >>> spread("任a")
    '任\\x00a'
    """
    if line.isascii():
        return line
    return "".join(char + "\0" * (room(char) - 1) for char in line if room(char))


def unwrapped(lines: Sequence[str], limit: int, ends: tuple[str, ...] = ()) -> str:
    """Join the lines of one cell: a line that was full went on, any other ended a paragraph.

    A full line is a paragraph, too, if it is a padded name, or if it and the rest end as units do.

    >>> unwrapped(["年度", "目标"], 10), unwrapped(["增长6.5%左", "右。"], 10)
    ('年度\\n目标', '增长6.5%左右。')
    """
    text = ""
    last = ""
    for line in lines:
        if not text:
            text = line
        elif full(last, line, limit) and "  " not in last and not (ends and _both_end(last, lines[-1], ends)):
            text += (" " if last[-1:].isascii() and line[:1].isascii() and last[-1:].isalpha() else "") + line
        else:
            text += "\n" + line
        last = line
    return text.strip("\n").rstrip()


def _both_end(line: str, last: str, ends: tuple[str, ...]) -> bool:
    return line.endswith(ends) and last.endswith(ends)


def full(line: str, after: str, limit: int) -> bool:
    """Ask whether a line had no room for the beginning of the next, so that the text was wrapped there."""
    if not line or not after:
        return False
    word = after.split(" ", 1)[0]
    spaced = word.isascii() or " " in line
    return width(line) + (width(word) if word.isascii() else room(after[0])) + spaced > limit
