"""Columns that do not say what they hold: people, units, amounts, dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, takewhile

from pipeline.model import Column, Fixed, Table
from pipeline.normalize.contents import are_names, are_units, is_label, is_person, is_unit
from pipeline.numerals import plain_number, read_serial
from pipeline.profile import Profile
from pipeline.role_words import named_role
from pipeline.text import blank, half_width, visible

# The share of a column's texts that must number something, and of its numbers that must follow each other.
MOST = 0.6
# A label is shorter than this; what is longer is prose.
PROSE = 25

# How words for people end: 普查员, 继承人, 护林长, 班主任.
PEOPLE = tuple("员人长师者任")
_padded = re.compile(r"\s*[一-鿿]\s+[一-鿿]\s*")
# A number of more digits is an account, a document's number or the like.
LARGEST = 10**10

_phone = re.compile(r"1\d{10}|(?:0\d{2,3}-?)?\d{7,8}(?:-\d{1,5})?")
_identity = re.compile(r"\d{17}[\dXx]|\d{15}")
_measure = re.compile(r"[（(【\[]\s*(?:单位[:：])?\s*([^（()）】\]]{1,6})\s*[）)】\]]$")
# What counts up and is no serial: 2025.3.5, 2024年, 2024.
_date = re.compile(r"(?:19|20)\d\d(?:[.\-/]\d{1,2}(?!\d)|年?$)")
_code = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-_./（）()]*")


def assign_roles(table: Table, profile: Profile) -> Fixed:
    """Say what each column holds, by its name and by what stands in it; what content contradicts is not believed.

    >>> fixed = assign_roles(table("序号|项目|任务要求|牵头领导|牵头部门|配合单位|备注; 1|道路|修路|辛  勤|交通局|财政局|"), profile)
    >>> [(column.name, column.role, column.part) for column in fixed.table.columns][2:6]
    [('任务要求', 'text', ''), ('牵头领导', 'person', ''), ('牵头部门', 'unit', 'lead'), ('配合单位', 'unit', 'cooperating')]

    A column of units whose cells are prose is text.

    >>> prose = "责任单位; 由县财政局会同县教育局按照职责分工抓好落实，其余部门积极配合做好各项工作"
    >>> [column.role for column in assign_roles(table(prose), profile).table.columns]
    ['text']
    """
    if not table.columns:
        return Fixed(table)
    columns = tuple(
        column if column.role else _column(column, table.texts(at), at, table, profile)
        for at, column in enumerate(table.columns)
    )
    return Fixed(replace(table, columns=columns))


def _column(column: Column, texts: list[str], at: int, table: Table, profile: Profile) -> Column:
    says = {text for text in set(texts) if not blank(text) and visible(text) not in profile.marks["empty"]}
    filled = [text for text in texts if text in says]
    named, part = named_role(column.name, profile)
    role = named if not named or _believable(named, filled, profile) else _instead(named, filled, profile)
    role = role or _from_measure(column.name, filled, profile) or _from_content(filled, at)
    role = "person" if not role and _are_people(column.name, filled, profile) else role
    role = "quantity" if role in ("", "text", "item") and are_numbers(filled) else role
    lists = "array" if role in ("person", "unit") else "string"
    return replace(
        column, role=role, part=part if role == "unit" else "", type=lists, unit=_unit(column.name, role, table)
    )


def _believable(role: str, filled: list[str], profile: Profile) -> bool:
    """Ask whether most of a column's cells can be what its name says."""
    if role == "serial":
        return not filled or counts_up(filled)
    tests: dict[str, Callable[[str], bool]] = _tests | {
        "person": lambda text: is_person(text) and not are_units(text, profile),
        "unit": lambda text: (
            is_unit(text) and visible(text) not in profile.units["measures"] and not are_names(text, profile)
        ),
    }
    if not filled or role not in tests:
        return True
    return _count(tests[role], filled) >= profile.thresholds["role"] * len(filled)


def _count(fits: Callable[[str], bool], filled: list[str]) -> int:
    """Count the texts that fit, looking at equal ones once."""
    return sum(times for text, times in Counter(filled).items() if fits(text))


def _instead(named: str, filled: list[str], profile: Profile) -> str:
    """Tell what a column holds whose name is contradicted: units under 责任人, names under 责任单位, codes under 编号."""
    others: dict[str, tuple[str, Callable[[str], bool]]] = {
        "person": ("unit", lambda text: are_units(text, profile)),
        "unit": ("person", lambda text: are_names(text, profile)),
        "serial": ("code", lambda text: bool(_code.fullmatch(visible(half_width(text))))),
    }
    if named not in others:
        return ""
    other, fits = others[named]
    return other if _count(fits, filled) >= profile.thresholds["role"] * len(filled) else ""


def counts_up(filled: list[str]) -> bool:
    """Ask whether texts number something: most are serials, and most follow the one before or begin anew.

    >>> counts_up(["1", "2", "4", "5"]), counts_up(["6", "13", "20", "27"]), counts_up(["20101", "205"])
    (True, False, False)
    """
    lines = [line for text in filled for line in text.split("\n")]
    numbers = [found.number for line in lines if (found := read_serial(line))]
    if len(numbers) < MOST * len(lines):
        return False
    follows = sum(0 <= after - before <= 2 or after == 1 for before, after in pairwise(numbers))
    return follows >= MOST * (len(numbers) - 1)


def are_numbers(filled: list[str]) -> bool:
    """Ask whether a column holds numbers and nothing else; years count nothing, and a leading zero is part of a code.

    >>> are_numbers(["6.5", "１，８００"]), are_numbers(["2023", "2024"]), are_numbers(["001", "002"])
    (True, False, False)
    """
    numbers = list(takewhile(lambda number: number is not None and number < LARGEST, map(plain_number, filled)))
    if len(filled) < 2 or len(numbers) < len(filled):
        return False
    years = all(number in range(1900, 2101) for number in numbers)
    return not years and not any(re.match(r"0\d", half_width(visible(text))) for text in filled)


def _numeric(text: str) -> bool:
    return bool(re.search(r"[\d一二三四五六七八九十百千万亿]", half_width(text))) and len(visible(text)) <= PROSE


_tests: dict[str, Callable[[str], bool]] = {
    "item": is_label,
    "group": is_label,
    "deadline": is_label,
    "amount": _numeric,
    "quantity": _numeric,
    "percentage": _numeric,
    "phone": lambda text: bool(re.search(r"\d{5}", half_width(text))),
    "identity": lambda text: bool(_identity.fullmatch(visible(half_width(text)))),
}


def _from_content(filled: list[str], at: int) -> str:
    """Tell a role by content alone, where it is near certain; else label or prose."""
    seen = [visible(half_width(text)) for text in filled]
    if not seen:
        return ""
    if (
        at == 0
        and len(seen) > 2
        and all(map(read_serial, seen))
        and counts_up(seen)
        and sum(map(bool, map(_date.match, seen))) * 2 < len(seen)
    ):
        return "serial"
    for role, form in (("identity", _identity), ("phone", _phone)):
        if len(seen) > 1 and all(form.fullmatch(text) for text in seen):
            return role
    return "text" if sum(map(len, seen)) / len(seen) >= PROSE else ""


def _are_people(name: str, filled: list[str], profile: Profile) -> bool:
    """Ask whether a column is called as people are, 普查员, or pads names, 陈  静, and most of it is built as names."""
    named = len(filled) > 1 and (visible(name).endswith(PEOPLE) or any(map(_padded.fullmatch, filled)))
    return named and _count(lambda text: are_names(text, profile), filled) >= profile.thresholds["role"] * len(filled)


def _from_measure(name: str, filled: list[str], profile: Profile) -> str:
    """Tell amounts and quantities by the unit of measure in a name, 用地（亩）, that no other word explains."""
    measure = _bracketed(visible(name))
    if measure not in profile.units["measures"] or _count(_numeric, filled) < len(filled):
        return ""
    return "amount" if "元" in measure else "quantity"


@lru_cache(maxsize=512)
def _bracketed(name: str) -> str:
    found = _measure.search(name)
    return found[1] if found else ""


def _unit(name: str, role: str, table: Table) -> str:
    """Read the unit of measure from the name, 投资（万元）, or from the table's notes, 单位：万元."""
    if role not in ("amount", "quantity", "percentage"):
        return ""
    for storey in reversed(visible(name).split("/")):
        if _bracketed(storey):
            return _bracketed(storey)
    if role != "amount":
        return ""
    notes = [re.search(r"单位[:：]\s*([^）)\s，,]{1,6})", note) for note in table.notes]
    return next((found[1] for found in notes if found), "")
