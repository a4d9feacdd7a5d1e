"""Names padded with spaces, and several people in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.model import Cell, Doubt, Fixed, Repair, Table
from pipeline.profile import Profile
from pipeline.text import blank, visible

# Signs and gaps that part people; a bracket's inside is not parted.
_mark = re.compile(r"(?P<sign>[\n、，,；;/]+)|(?P<gap>[ \u3000\u00a0\t]{3,})|(?P<close>[）)])|[（(]")
_gap = re.compile(r"[ \u3000\u00a0\t]+")
_bracket = re.compile(r"[（(][^（()）]*[）)]")
_han = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_dotted = re.compile(r"[\u3400-\u9fff]+(?:[·•．‧][\u3400-\u9fff]+)+")


def split_people(table: Table, profile: Profile) -> Fixed:
    """Part the people of a cell, and take padding and titles off their names.

    Names seen alone elsewhere in the column settle what a gap means.

    >>> spec = "领导:person; 任  立    郭  蕾; 王  亮、张三⏎李四; 阿卜杜拉·买买提; 副区长王亮; 王亮（副区长）; 各班子成员"
    >>> fixed = split_people(table(spec), profile)
    >>> show(fixed)
    领导
    任立⏎郭蕾
    王亮⏎张三⏎李四
    阿卜杜拉·买买提
    王亮
    王亮
    各班子成员
    >>> told(fixed)
    R501 2:1 '任  立    郭  蕾' -> '任立、郭蕾' inferred
    R501 3:1 '王  亮、张三⏎李四' -> '王亮、张三、李四' sure
    R502 5:1 '副区长王亮' -> '王亮' inferred
    R502 6:1 '王亮（副区长）' -> '王亮' inferred
    """
    changed: dict[tuple[int, int], Cell] = {}
    repairs: list[Repair] = []
    doubts: list[Doubt] = []
    for column in table.with_role("person"):
        known = _known(table.texts(column), profile)
        for at, row in enumerate(table.rows):
            cell, name = row.cells[column], table.columns[column].name
            people = None if blank(cell.text) else people_in(cell.text, known)
            if people is None:
                if not blank(cell.text):
                    doubts.append(Doubt("D501", "split_people", cell.place, name))
                continue
            bare = [without_title(person, known, profile) for person in people]
            if "\n".join(bare) != cell.text:
                changed[at, column] = cell._replace(text="\n".join(bare))
                repairs.append(_repair(cell, people, bare, name))
    return Fixed(table.with_cells(changed), tuple(repairs), tuple(doubts))


def _repair(cell: Cell, people: list[str], bare: list[str], column: str) -> Repair:
    code = "R501" if people == bare else "R502"
    sure = people == bare and not re.search(r"\S[ \u3000]{3,}\S", cell.text)
    return Repair(code, "split_people", cell.place, cell.text, "、".join(bare), "sure" if sure else "inferred", column)


def _known(texts: Iterable[str], profile: Profile) -> set[str]:
    """Gather the names that stand alone in a part of a cell."""
    parts = [part for text in texts for part in _parted(text) if part and not blank(part)]
    names = {visible(part) for part in parts}
    return {name for name in names if is_name(name) and len(name) <= 3} | set(profile.people["known"])


def is_name(text: str) -> bool:
    """Ask whether a text is one name: two to four characters, or parts with a dot between.

    >>> is_name("欧阳修"), is_name("阿卜杜拉·买买提"), is_name("各班子成员")
    (True, True, False)
    """
    return bool(_dotted.fullmatch(text)) or (2 <= len(text) <= 4 and bool(_han.fullmatch(text)))


def _parted(text: str) -> list[str]:
    """Part a text at wide gaps, and at signs after which no bracket closes before one opens."""
    parts: list[str] = []
    end, inside = len(text), False
    for mark in reversed(list(_mark.finditer(text))):
        if mark["gap"] or (mark["sign"] and not inside):
            parts.append(text[mark.end() : end])
            end = mark.start()
        elif not mark["sign"]:
            inside = mark["close"] is not None
    return [text[:end], *reversed(parts)]


def people_in(text: str, known: set[str]) -> list[str] | None:
    """Part a cell into people; None where it cannot be told what its gaps mean."""
    people: list[str] = []
    for part in _parted(text.strip()):
        if blank(part):
            continue
        named = _gaps_settled(part.strip(), known)
        if named is None:
            return None
        people += named
    return people


def _gaps_settled(part: str, known: set[str]) -> list[str] | None:
    """Decide for each gap of a part whether it pads one name or parts two."""
    pieces = [piece for piece in _gap.split(part) if piece]
    if len(pieces) == 1:
        return [part]
    if all(len(piece) == 1 for piece in pieces) and len(pieces) in (2, 3):
        return ["".join(pieces)]
    if all(is_name(piece) or _bracket.search(piece) for piece in pieces):
        return pieces
    return _by_names(pieces, known)


def _by_names(pieces: list[str], known: set[str]) -> list[str] | None:
    """Join single characters by two, 张 三 李 四, where whole names or known ones come out."""
    people: list[str] = []
    at = 0
    while at < len(pieces):
        two = "".join(pieces[at : at + 2])
        if two in known or (len(pieces[at]) == 1 and len(two) == 2):
            people.append(two)
            at += 2
        elif is_name(pieces[at]) or _bracket.search(pieces[at]):
            people.append(pieces[at])
            at += 1
        else:
            return None
    return people


def without_title(person: str, known: set[str], profile: Profile) -> str:
    """Take a title off a name, in brackets or written before or after it; what is no name stays as printed.

    >>> from pipeline.profile import default_profile
    >>> [without_title(each, {"王亮"}, default_profile()) for each in ("王亮（副区长）", "副区长王亮", "王亮同志", "局长办公会")]
    ['王亮', '王亮', '王亮', '局长办公会']
    """
    bare = visible(_bracket.sub("", person))
    if bare.endswith(profile.units["endings"]) and bare not in known:
        return person
    if bare != visible(person) and is_name(bare):
        return bare
    for title in sorted(profile.people["titles"], key=len, reverse=True):
        for rest in (bare.removeprefix(title), bare.removesuffix(title)):
            if rest != bare and rest in known:
                return rest
    return person
