"""Small questions about strings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
# Invisible characters that are neither text nor space: soft hyphen, zero-width marks, bidi controls, BOM.
UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"

# Signs that, as a Chinese character does, need no space beside them.
TIGHT = "（）()：:、，；。/“”‘’《》〔〕【】"

_words = re.compile("[A-Za-z]+")
_unseen = re.compile(f"[{UNSEEN}]+")


def han(char: str) -> bool:
    """Ask whether a character is a Chinese one; a pattern that says so takes a millisecond to compile.

    >>> han("汉"), han("a"), han("、")
    (True, False, False)
    """
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"


def spoken(texts: Iterable[str]) -> str:
    """Tell the language that texts are written in: zh where Chinese characters outnumber the words of letters.

    >>> spoken(["完成GDP增长6.5%"]), spoken(["Road works in 西洞庭", "Bridge"]), spoken(["1"])
    ('zh', 'en', 'zh')
    """
    whole = "\n".join(texts)
    return "zh" if sum(map(han, whole)) >= len(_words.findall(whole)) else "en"


def blank(text: str) -> bool:
    """Ask whether nothing can be seen of the text.

    >>> blank(" \\u3000\\n"), blank("无")
    (True, False)
    """
    return not text[:1].isalnum() and (not text or text.isspace() or not visible(text))


def visible(text: str) -> str:
    """Give the characters that can be seen, without white space.

    >>> visible("项  目\\n")
    '项目'
    """
    if text.isalnum():
        return text
    seen = "".join(text.split())
    return seen if seen.isprintable() else _unseen.sub("", seen)


# How a person writes that a cell shall be blank, where an empty field says that nothing is decided yet.
NOTHING = ("（空）", "(空)", "（空白）", "(空白)", "(blank)")


def joined(text: str) -> str:
    """Join what line breaks and padding part between Chinese characters; other gaps become one space.

    >>> joined("年度\\n目标\\n任务"), joined("项  目"), joined("GDP  growth")
    ('年度目标任务', '项目', 'GDP growth')
    """
    if text.isalnum():
        return text
    whole = ""
    for word in text.split():
        tight = not whole or (_tight(whole[-1]) and _tight(word[0]))
        whole += word if tight else " " + word
    return whole


def _tight(char: str) -> bool:
    return han(char) or char in TIGHT


def names_fact(text: str, longest: int) -> bool:
    """Ask whether a text is a fact behind its short name: 填报单位（盖章）：…; ``longest`` bounds the name.

    >>> names_fact("时间：2025年2月", 4), names_fact("填报单位（盖章）：", 8), names_fact("某县重点任务：第一批", 4)
    (True, True, False)
    """
    if ":" not in text and "：" not in text:
        return False
    name = re.match(rf"[（(]?((?:[{HAN}]\s*){{2,}}?)(?:[（(]\w+[）)])?\s*[:：]", text.strip())
    return name is not None and len(visible(name[1])) <= longest


# A row of facts may name them at length: 主要负责人签字：.
LONGEST_FACT = 8


def facts_only(texts: Iterable[str]) -> bool:
    """Ask whether all that a row says are facts: 填表人：…, 审核人：….

    >>> facts_only(("填表人：李雷", "", "填表日期：2025年6月1日")), facts_only(("1", "时限：6月底")), facts_only(("", ""))
    (True, False, False)
    """
    filled = [text for text in texts if not blank(text)]
    return bool(filled) and all(names_fact(text, LONGEST_FACT) for text in filled)


# Names that Windows keeps for devices.
DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{at}" for name in ("com", "lpt") for at in range(1, 10))}
# A file's name has at most 255 bytes; the longest ending that is added needs some.
LONGEST_NAME = 200
# What Windows refuses in a name, and what no terminal should be sent.
_unwritable = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


def safe_name(name: str, room: int = LONGEST_NAME) -> str:
    """Give a name of at most so many bytes that every system can write.

    >>> safe_name("附件1"), safe_name("CON"), safe_name("a:b. "), len(safe_name("长" * 300).encode()) <= 200
    ('附件1', '_CON', 'a_b_', True)
    """
    written = _unwritable.sub("_", name)
    bare = written.rstrip(". ")
    written = bare if bare == written else bare + "_"
    if written.split(".", maxsplit=1)[0].rstrip(" ").lower() in DEVICES:
        written = "_" + written
    data = written.encode("utf-8", "surrogateescape")
    if len(data) <= room:
        return written
    mark = "~" + hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return data[: room - len(mark)].decode("utf-8", "ignore") + mark


FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_full_width = re.compile("[\uff01-\uff5e\u3000]")


def half_width(text: str) -> str:
    """Write full-width letters, digits and signs as half-width ones; nothing else changes.

    >>> half_width("８，０００㎡")
    '8,000㎡'
    """
    return text.translate(FULL_WIDTH) if _full_width.search(text) else text


_spoken_year = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s*[年〕\]]|\s*[-—－–~～至]+\s*(?:19|20)\d\d\s*年)")


def year_said(*texts: str) -> int | None:
    """Read the year that texts such as a title and notes name: of the first that names one year and no other.

    >>> year_said("某区２０２４年重点任务"), year_said("重点任务"), year_said("2024—2026年三年行动", "县发〔2025〕3号")
    (2024, None, 2025)
    """
    years = (set(_spoken_year.findall(half_width(text))) for text in texts)
    return next((int(found.pop()) for found in years if len(found) == 1), None)


OPENING, CLOSING = "（(〔[【", "）)〕]】"


def outside_brackets(text: str, signs: str) -> list[str]:
    """Part a text at signs that stand in no bracket; what is blank is left out.

    >>> outside_brackets("住建（交通、水利）局、财政局", "、"), outside_brackets("甲局（乙、丙", "、")
    (['住建（交通、水利）局', '财政局'], ['甲局（乙', '丙'])
    """
    if not any(map(text.__contains__, signs)):
        return [] if blank(text) else [text.strip()]
    parts, depth = [""], 0
    last = max(map(text.rfind, CLOSING))
    for at, char in enumerate(text):
        depth += (char in OPENING and at < last) - (char in CLOSING and depth > 0)
        if char in signs and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts if not blank(part)]


_gap = re.compile(r"[^\S\n]+")
# Spaces of a full character's width pad twice as much as others.
_wide = "\u3000\u2001\u2003"


def pieces(text: str) -> tuple[list[str], list[int]]:
    """Give the pieces of a line that gaps part, and how wide each gap is in half characters.

    >>> pieces("任  立\u3000\u3000郭蕾"), pieces(" 王亮 ")
    ((['任', '立', '郭蕾'], [2, 4]), (['王亮'], []))
    """
    bare = text.strip()
    if len(bare.split(maxsplit=1)) < 2:
        return [bare], []
    gaps = [sum(2 if char in _wide else 1 for char in gap) for gap in _gap.findall(bare)]
    return _gap.split(bare), gaps
