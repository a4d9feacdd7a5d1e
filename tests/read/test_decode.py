"""Encodings: right, or told."""

from __future__ import annotations

import pytest

from pipeline.read.decode import GUESSES, decode

WORDS = ("序号", "责任单位", "项目", "任务")
SIMPLE = ["序号\t任务\t单位\n1\t修路\t市发改委", "牵头单位：市发改委", "姓名\t电话\n王亮\t13800000000", "附件"]
FULL = ["序號\t項目\t責任單位\n1\t市發展局\t工務局", "牽頭單位：市發展局"]


@pytest.mark.parametrize("text", SIMPLE)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_simplified(text: str, encoding: str) -> None:
    told = decode(text.encode(encoding), WORDS)
    assert (told.text, told.encoding, told.wrong) == (text, encoding, 0)


@pytest.mark.parametrize("text", FULL)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be"])
def test_traditional(text: str, encoding: str) -> None:
    told = decode(text.encode(encoding), WORDS)
    assert (told.text, told.encoding, told.wrong) == (text, encoding, 0)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_marks_at_the_beginning_decide(encoding: str) -> None:
    told = decode("附件\t任务".encode(encoding))
    assert (told.text, told.encoding, told.rival) == ("附件\t任务", encoding, "")


def test_mark_of_utf16_big_endian_and_of_gb18030() -> None:
    assert decode(b"\xfe\xff" + "任务".encode("utf-16-be")).text == "任务"
    assert decode(b"\x84\x31\x95\x33" + "任务".encode("gb18030")).text == "任务"


def test_plain_ascii_is_utf8() -> None:
    assert decode(b"a,b\n1,2\n").encoding == "utf-8"


def test_few_names_are_told_when_close() -> None:
    """Four bytes are too few to be sure; whatever is taken, the other is told."""
    told = decode("辛勤".encode("big5"))
    assert {told.encoding, told.rival} == {"gb18030", "big5"}


@pytest.mark.parametrize("cut", range(1, 12))
def test_cut_off_anywhere(cut: int) -> None:
    whole = "序号\t任务\n1\t修路架桥\n".encode()
    told = decode(whole[:-cut], WORDS)
    assert told.encoding == "utf-8"
    assert "序号\t任务" in told.text


@pytest.mark.parametrize("encoding", GUESSES)
def test_single_bad_byte(encoding: str) -> None:
    unit = "責任單位" if encoding == "big5" else "责任单位"
    data = (f"任务\t{unit}\n" * 20 if encoding != "big5" else f"項目\t{unit}\n" * 20).encode(encoding)
    told = decode(data[:101] + b"\xff" + data[102:], WORDS)
    assert told.encoding == encoding
    assert told.text.count(unit) >= 17


def test_lines_in_utf8_among_others_are_counted() -> None:
    data = ("序号\t任务\n" * 5).encode("gb18030") + "责任单位名单\n".encode() * 2
    assert (decode(data, WORDS).encoding, decode(data, WORDS).mixed) == ("gb18030", 2)
    assert decode(("联通公司与移动公司\n" * 5).encode("gb18030"), WORDS).mixed == 0


def test_nul_and_half_characters_never_raise() -> None:
    for data in (b"\0" * 50, b"\xd8\x00" * 9, b"\x00\xd8" * 9 + "任务".encode("utf-16-le"), b"\xff", b"\xfe\xff", b""):
        assert isinstance(decode(data).text, str)


def test_hz() -> None:
    told = decode("序号\t任务\n1\t修路\n".encode("hz"), WORDS)
    assert (told.text, told.encoding) == ("序号\t任务\n1\t修路\n", "hz")
    assert decode(b"if x: ~{a, b~} and ~{", WORDS).encoding == "utf-8"


JAPANESE = "番号\t事業名\t担当部署\n1\tまちづくり推進\t企画課\n2\t防災訓練の実施\t総務課\n"
KOREAN = "번호\t사업명\t담당부서\n1\t도로 정비\t건설과\n"


@pytest.mark.parametrize(
    ("text", "encoding"), [(JAPANESE, "cp932"), (JAPANESE, "euc_jp"), (KOREAN, "cp949"), ("氏名\n山田太郎\n", "cp932")]
)
def test_other_languages_are_told(text: str, encoding: str) -> None:
    """They read as garbage in any encoding of Chinese; never without a word."""
    assert decode(text.encode(encoding), WORDS).rival


def test_bytes_that_happen_to_be_valid_utf8_are_told() -> None:
    """The two bytes of 全 in GB18030 are one Arabic letter in UTF-8."""
    told = decode("\t\n\t全".encode("gb18030"), WORDS)
    assert (told.encoding, told.rival) == ("utf-8", "gb18030")


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", "Name;Ort\nMüller;Köln\n", "имя;город\nИван;Москва\n", "José García, Málaga"]
)
def test_other_alphabets_in_utf8_are_taken_without_a_word(text: str) -> None:
    assert decode(text.encode(), WORDS) == (text, "utf-8", "", 0, 0)


@pytest.mark.parametrize("text", ["编号,数值\n" + "17,0.25\n" * 400, "12\t13\n" * 300 + "合计", "①\t㎡\t℃\n〇\t→\t□\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_mostly_digits_and_signs(text: str, encoding: str) -> None:
    told = decode(text.encode(encoding), WORDS)
    assert (told.text, told.encoding, told.rival) == (text, encoding, "")


@pytest.mark.parametrize("encoding", ["hz", "utf-7", "iso2022_jp_2"])
def test_chinese_in_seven_bits(encoding: str) -> None:
    text = "序号\t任务\t责任单位\n1\t修路+架桥~2座\t市发改委\n"
    told = decode(text.encode(encoding), WORDS)
    assert (told.text, told.encoding, told.rival) == (text, encoding, "")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("iso2022_jp", "このファイルはとてもながいテキストです。"), ("iso2022_kr", "이 파일은 한국어로 쓰여 있습니다.")],
)
def test_other_languages_in_seven_bits_are_read_and_told(encoding: str, text: str) -> None:
    told = decode(text.encode(encoding))
    assert (told.text, told.rival) == (text, "utf-8")


def test_seven_bits_that_nobody_can_read_are_told() -> None:
    told = decode(b"\x1b$)A\x0eHNNq\x0f\n")
    assert (told.encoding, told.rival) == ("utf-8", "iso-2022-cn")


@pytest.mark.parametrize("text", ["a+AGE-b", "1+1=2 +30 - +5-", "C++ +abcd-", "~{x~}", "+86-13800000000", "+qrsTuv-"])
def test_plain_text_with_such_signs_stays_as_it_is(text: str) -> None:
    told = decode(text.encode())
    assert (told.text, told.encoding) == (text, "utf-8")
