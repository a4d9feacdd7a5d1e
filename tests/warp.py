"""Change XML as a program with a bug or a person with bad intent does: whole elements and attributes, still well formed.

``warped(data, chance)`` serves the fuzzer and the property tests; bytes are damaged in ``tests.damage``.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable

from lxml import etree

# Values that no honest program writes, and some that it does: a switch turned, a number far out.
VALUES = (
    "", "0", "1", "2", "-1", "3", "60", "16384", "16385", "1048577", "2147483648", "999999999999999999999", "1e9", "0x2",
    "abc", "２", "一", "true", "false", "off", "restart", "continue", "decimal", "chineseCounting", "NULL", "rId9", "A1:XFD1048576",
    "%1.%2.%9", "..", "甲" * 300,
)  # fmt: skip
TEXTS = (
    "", " ", "\n", "\t", "1", "合计", "同上", "序号", "任务", "单位：万元", "续表", "=1+1", "9" * 400, "1e999", "-0", "\u202e倒\u202c", "\u200b",
    "\ufeff", "𠀀", "e\u0301", "（" * 200, "、" * 200, "财政局" * 100, "2024年13月45日", "第3件（共", "[bookmark: ", "㎡①", "路" * 3000,
)  # fmt: skip
MOST = 400_000
Change = Callable[[random.Random, list[etree._Element]], None]


def warped(data: bytes, chance: random.Random) -> bytes:
    """Change an XML in one to four ways; bytes that are none, or too many, come back as they are."""
    try:
        root = etree.fromstring(data, etree.XMLParser(recover=True, resolve_entities=False, no_network=True))
        for _ in range(chance.randint(1, 4)):
            elements = [each for each in root.iter("*") if each is not root]
            chance.choice(CHANGES)(chance, elements)
        made = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    except (etree.XMLSyntaxError, ValueError, AttributeError, IndexError):  # no XML, names of no XML, nothing in it
        return data
    return made if len(made) < MOST else data


def _drop(chance: random.Random, elements: list[etree._Element]) -> None:
    each = chance.choice(elements)
    each.getparent().remove(each)


def _double(chance: random.Random, elements: list[etree._Element]) -> None:
    each = chance.choice(elements)
    each.addnext(copy.deepcopy(each))


def _graft(chance: random.Random, elements: list[etree._Element]) -> None:
    chance.choice(elements).insert(0, copy.deepcopy(chance.choice(elements)))


def _swap(chance: random.Random, elements: list[etree._Element]) -> None:
    one, other = chance.choice(elements), chance.choice(elements)
    one.tag, other.tag = other.tag, one.tag


def _wrap(chance: random.Random, elements: list[etree._Element]) -> None:
    each, deep = chance.choice(elements), chance.choice((1, 2, 70, 300))
    for _ in range(deep):
        inner = etree.Element(each.tag)
        inner.extend(list(each))
        each.append(inner)


def _value(chance: random.Random, elements: list[etree._Element]) -> None:
    held = [each for each in elements if each.attrib] or elements
    each = chance.choice(held)
    name = chance.choice(list(each.attrib) or ["val"])
    each.set(name, chance.choice(VALUES))


def _bare(chance: random.Random, elements: list[etree._Element]) -> None:
    chance.choice(elements).attrib.clear()


def _text(chance: random.Random, elements: list[etree._Element]) -> None:
    each, text = chance.choice(elements), chance.choice(TEXTS)
    if chance.random() < 0.8:
        each.text = text
    else:
        each.tail = text


CHANGES: tuple[Change, ...] = (_drop, _double, _graft, _swap, _wrap, _value, _value, _bare, _text, _text)
