"""Texts that do not say in which encoding they were written, or that were cut or mixed.

Almost any bytes are valid GB18030, and short Chinese is valid in several encodings at once.  So a
mark at the beginning decides, then strict UTF-8, then how well each reading reads as Chinese.
(charset-normalizer and chardet were measured: short texts in GB18030 come out as Korean or Thai.)
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from typing import NamedTuple

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
GUESSES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
# Encodings that take no more than ASCII, each with what it cannot do without.
SEVEN_BITS = ((b"~{", "hz"), (b"\x1b$)C", "iso2022_kr"), (b"\x1b$", "iso2022_jp_2"), (b"+", "utf-7"))
# Never taken, for almost any Chinese is valid in them, too; but named where nothing else reads well.
FOREIGN = ("cp932", "euc_jp", "cp949")
# How much of a text is enough to tell its encoding by.
SAMPLE = 1 << 16
# Two readings whose scores, of at most about 1, are nearer than this are told as a doubt.
CLOSE = 0.15
# A text whose characters are worth less than this on average is no Chinese, or but a rare name.
POOR = 0.5
# What a text of ASCII alone is worth.
PLAIN = 0.9
WRONG = "\ufffd"

# The commonest characters of Chinese, simplified and traditional: garbage rarely hits them.
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白"
    "教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值"
    "号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严责附序项镇乡"
    "街村财税费购投企案负完牵配旅环境宣卫健司委监督察审批险急健康福利扶贫振兴镇街姓联电址备注合计"
    "這來們為個國時會過說產學發動對後開業還應關經進長實機體現點電從兩當間樣與條無結問題處總設資統計組見計別論運農幾區強決據隊給門導壓"
    "術極聯認權證單風帶場車務達積議報鬥類離確張馬節話許記觀織裝書複須際驗連斷難備辦習響約勞團歷準號維劃選標寫親廠識適屬圓滿縣調參細"
    "聽價嚴項責領財鎮鄉稱環費購負牽請將員種義線變質氣級東軍較廣該邊勢稅監審貧興聞護續優衛餘額層織齡戶臺灣"
)
FULL_SIGNS = frozenset(
    "，。、；：？！“”‘’（）《》【】〔〕—…·％＋－／０１２３４５６７８９　①②③④⑤⑥⑦⑧⑨⑩㎡℃■□▲★●○→％×÷～㈠㈡㈢"
)
# Kana and hangul.
LETTERS = frozenset(map(chr, (*range(0x3041, 0x30FF), *range(0xAC00, 0xD7A4))))


class Decoded(NamedTuple):
    """A text, its encoding, one that came close if any, places without sense, lines that are UTF-8 among others."""

    text: str
    encoding: str
    rival: str = ""
    wrong: int = 0
    mixed: int = 0


def decode(data: bytes, words: Iterable[str] = ()) -> Decoded:
    """Decode bytes; ``words`` are names of columns, which speak for the reading that holds them.

    >>> decode("序号\\t责任单位".encode("gb18030"))
    Decoded(text='序号\\t责任单位', encoding='gb18030', rival='', wrong=0, mixed=0)
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _taken(data[len(mark) :], data, encoding)
    if data.count(0) * 50 < len(data):
        try:
            return _valid(data, data.decode("utf-8"), tuple(words))
        except UnicodeDecodeError:
            pass
    return _by_score(data, tuple(words))


def _taken(rest: bytes, data: bytes, encoding: str) -> Decoded:
    text = (rest if encoding in ("utf-8-sig", "gb18030") else data).decode(encoding, "replace")
    return Decoded(text, encoding, "", text.count(WRONG))


def _valid(data: bytes, text: str, words: tuple[str, ...]) -> Decoded:
    """Take a text that is valid UTF-8, and tell what it may be if it holds no character of Chinese."""
    if any(char > "\u0800" for char in text):
        return Decoded(text, "utf-8")
    seven = _in_seven_bits(data, text, words)
    if seven:
        return seven
    best, rival = _scored(data, words)[0]
    return Decoded(text, "utf-8", rival if best > PLAIN and rival != "utf-8" else "")


def _in_seven_bits(data: bytes, text: str, words: tuple[str, ...]) -> Decoded | None:
    """Read what mail programs make of other letters in plain ASCII, if that reads better than as it stands."""
    for encoding in (encoding for mark, encoding in SEVEN_BITS if mark in data):
        told = data.decode(encoding, "replace")
        letters = LETTERS if encoding.startswith("iso2022") else frozenset[str]()
        if _score(told, words, letters) > _score(text, words):
            foreign = _score(told, words) < POOR
            return Decoded(told, encoding, "utf-8" if foreign else "", told.count(WRONG))
    return Decoded(text, "utf-8", "iso-2022-cn") if b"\x1b$)" in data else None


def _by_score(data: bytes, words: tuple[str, ...]) -> Decoded:
    (best, encoding), (second, rival) = _scored(data, words)[:2]
    text = data.decode(encoding, "replace")
    mixed = _lines_in_utf8(data, encoding) if encoding in ("gb18030", "big5") else 0
    close = rival if best - second < CLOSE else _foreign(data[:SAMPLE], text[:SAMPLE], words)
    return Decoded(text, encoding, close, text.count(WRONG), mixed)


def _scored(data: bytes, words: tuple[str, ...]) -> list[tuple[float, str]]:
    """Score each reading, the best first."""
    sample = data[:SAMPLE]
    return sorted(((_score(sample.decode(name, "replace"), words), name) for name in GUESSES), reverse=True)


def _foreign(sample: bytes, text: str, words: tuple[str, ...]) -> str:
    """Name the encoding of another language in which a text reads better that reads poorly as Chinese."""
    if _score(text, words) >= POOR:
        return ""
    readings = ((_score(sample.decode(name, "replace"), (), LETTERS), name) for name in FOREIGN)
    best, name = max(readings)
    return name if best > _score(text, ()) else ""


def _lines_in_utf8(data: bytes, encoding: str) -> int:
    """Count the lines that were pasted from a text in UTF-8: valid as such, and reading better."""
    count = 0
    for line in data.splitlines():
        if len(line) < 6 or line.isascii():
            continue
        try:
            told = line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        count += _score(told, ()) > _score(line.decode(encoding, "replace"), ()) + CLOSE
    return count


def _score(text: str, words: tuple[str, ...], letters: frozenset[str] = frozenset()) -> float:
    """Say how well what is not ASCII reads as Chinese: 1 if every character is a common one, or one of the letters."""
    worth = [
        1.0 if char in letters else _worth(char) for char in text if not ("\x20" <= char <= "~" or char in "\t\n\r")
    ]
    spoken = 0.3 if any(word in text for word in words) else 0.0
    return (sum(worth) / len(worth) if worth else PLAIN) + spoken


def _worth(char: str) -> float:
    if char in COMMON or char in FULL_SIGNS:
        return 1.0
    if "\u4e00" <= char <= "\u9fff":
        return 0.2
    if char == WRONG or char < " " or "\x7f" <= char < "\xa0" or "\ue000" <= char <= "\uf8ff":
        return -2.0
    return -0.5
