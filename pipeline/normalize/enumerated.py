"""Lists in a cell that number their parts: ①甲局②乙局, 1.甲局 2.乙局."""

from __future__ import annotations

import re

from pipeline.numerals import CIRCLED
from pipeline.text import HAN

# Few texts hold one of these, and a pattern with all Chinese characters takes a millisecond to compile.
_CIRCLES = "".join(CIRCLED)
_NUMBERS = frozenset(_CIRCLES + "0123456789０１２３４５６７８９")


def unnumbered(text: str) -> str:
    """Write a line break in place of each number of a list that counts from one; any other text stays.

    >>> unnumbered("①甲局②乙局"), unnumbered("1.甲局 2、乙局"), unnumbered("⑵甲局"), unnumbered("3.1甲局")
    ('\\n甲局\\n乙局', '\\n甲局 \\n乙局', '⑵甲局', '3.1甲局')
    """
    if _NUMBERS.isdisjoint(text):
        return text
    number = re.compile(rf"([{_CIRCLES}])|(?<!\d)[（(]?(\d{{1,2}})[）)、.．]+\s*(?=[{HAN}])")
    counted = [CIRCLED[circled] if circled else int(digits) for circled, digits in number.findall(text)]
    return number.sub("\n", text) if len(counted) > 1 and counted == list(range(1, len(counted) + 1)) else text
