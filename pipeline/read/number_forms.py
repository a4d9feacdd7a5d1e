"""Numbers as Word draws them in front of a list: 一、 ① (a) IV 甲."""

from __future__ import annotations

from collections.abc import Callable

_chinese = "〇一二三四五六七八九"
_formal = "零壹贰叁肆伍陆柒捌玖"
_romans = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
           (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def counted(number: int, digits: str = "零一二三四五六七八九", scales: str = "十百千", ten: str = "十") -> str:
    """Count in Chinese.

    >>> counted(12), counted(20), counted(105), counted(110), counted(1010)
    ('十二', '二十', '一百零五', '一百一十', '一千零一十')
    """
    if number >= 10000:
        high, low = divmod(number, 10000)
        gap = digits[0] if 0 < low < 1000 else ""
        return counted(high, digits, scales, ten) + "万" + gap + (counted(low, digits, scales, ten) if low else "")
    if number == 0:
        return digits[0]
    said, text = str(number), ""
    for at, char in enumerate(said):
        left = len(said) - at - 1
        if char != "0":
            text += digits[int(char)] + (scales[left - 1] if left else "")
        elif text[-1:] != digits[0] and int(said[at:]):
            text += digits[0]
    return text[1:] if 10 <= number < 20 and ten else text


def _letters(number: int) -> str:
    """Word doubles a letter after the 26th: z, aa, bb."""
    return chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 30) if number > 0 else ""


def _roman(number: int) -> str:
    text = ""
    for worth, letters in _romans if number < 10000 else ():
        text += letters * (number // worth)
        number %= worth
    return text


def _one_of(row: str) -> Callable[[int], str]:
    return lambda number: row[number - 1] if 0 < number <= len(row) else str(number)


def _circled(number: int) -> str:
    return (
        chr((0x245F if number <= 20 else 0x323C if number <= 35 else 0x328D) + number)
        if 0 < number <= 50
        else str(number)
    )


def _digitwise(number: int) -> str:
    return "".join(_chinese[int(char)] for char in str(number))


def _ordinal(number: int) -> str:
    tail = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalHalfWidth": str,
    "decimalFullWidth": lambda number: str(number).translate({code: code + 0xFEE0 for code in range(48, 58)}),
    "decimalFullWidth2": lambda number: str(number).translate({code: code + 0xFEE0 for code in range(48, 58)}),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "ordinal": _ordinal,
    "chineseCounting": counted,
    "chineseCountingThousand": counted,
    "taiwaneseCounting": counted,
    "taiwaneseCountingThousand": counted,
    "japaneseCounting": counted,
    "chineseLegalSimplified": lambda number: counted(number, _formal, "拾佰仟", ""),
    "ideographLegalTraditional": lambda number: counted(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟", ""),
    "japaneseLegal": lambda number: counted(number, "零壱弐参四伍六七八九", "拾百千", ""),
    "ideographDigital": _digitwise,
    "japaneseDigitalTenThousand": _digitwise,
    "taiwaneseDigital": _digitwise,
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _one_of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _one_of("".join(chr(0x2474 + at) for at in range(20))),
    "decimalEnclosedFullstop": _one_of("".join(chr(0x2488 + at) for at in range(20))),
    "numberInDash": lambda number: f"- {number} -",
}


def formed(number: int, form: str, sample: str = "") -> str:
    """Write a number in one of Word's forms; ``sample`` is a custom form such as ``001, 002, ...``.

    >>> [formed(3, form) for form in ("decimal", "chineseCounting", "decimalEnclosedCircle", "upperRoman", "lowerLetter")]
    ['3', '三', '③', 'III', 'c']
    >>> formed(28, "lowerLetter"), formed(7, "custom", "001, 002, 003, ..."), formed(0, "upperRoman")
    ('bb', '007', '0')
    """
    if form == "custom":
        return str(number).zfill(len(sample.split(",", maxsplit=1)[0].strip()))
    if form == "none":
        return ""
    return (FORMS.get(form, str)(number) if number > 0 or form in ("decimal", "decimalZero") else "") or str(number)
