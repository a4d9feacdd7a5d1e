"""Names padded with spaces, and several people in one cell, with titles and telephones beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.model import Cell, Doubt, Fixed, Repair, Table
from pipeline.normalize.padding import padded_names
from pipeline.profile import Profile
from pipeline.text import HAN, blank, outside_brackets, pieces, visible

# More pieces than this in one line are no row of padded names.
MOST_PIECES = 16
# A run of characters longer than this is no row of glued names.
MOST_GLUED = 40

_bracket = re.compile(r"[（(][^（()）]*[）)]")
_han = re.compile(f"[{HAN}]+")
_dotted = re.compile(f"[{HAN}]+(?:·[{HAN}]+)+")
# The dot in names of minorities comes in many dresses, at times with blanks around it.
_dots = re.compile(rf"(?<=[{HAN}])\s*[·•‧・∙]\s*(?=[{HAN}])|(?<=[{HAN}])[．.](?=[{HAN}])")
_telephone = re.compile(r"(?<!\d)(?:1\d{10}|(?:0\d{2,3}-?)?[2-8]\d{6,7})(?!\d)")
_others = re.compile(r"等(?:\d*[人名]|同志|领导)*$")
_and = re.compile("以及|和|及|与")


class People(NamedTuple):
    """The people of a cell; whether only signs part them; whether more than names stands there."""

    names: list[str]
    sure: bool
    beside: bool


def split_people(table: Table, profile: Profile) -> Fixed:
    """Part the people of a cell, take padding off their names, and set what stands beside a name apart.

    Names seen alone elsewhere settle what a gap means, then common surnames.  Where a title or a telephone
    is taken off, the cell as printed stays in a column of its own.

    >>> spec = "领导:person; 任  立    郭  蕾; 王  亮、张三⏎李四; 阿卜杜拉·买买提; 副区长王亮; 欧⏎阳⏎修; 各班子成员"
    >>> fixed = split_people(table(spec), profile)
    >>> show(fixed)
    领导 | 原领导
    任立⏎郭蕾 |
    王亮⏎张三⏎李四 |
    阿卜杜拉·买买提 |
    王亮 | 副区长王亮
    欧阳修 |
    各班子成员 |
    >>> told(fixed)
    R501 2:1 '任  立    郭  蕾' -> '任立、郭蕾' inferred
    R501 3:1 '王  亮、张三⏎李四' -> '王亮、张三、李四' sure
    R502 5:1 '副区长王亮' -> '王亮' inferred
    R501 6:1 '欧⏎阳⏎修' -> '欧阳修' inferred
    """
    known = _known(table, profile)
    repairs: list[Repair] = []
    doubts: list[Doubt] = []
    for at in table.with_role("person"):
        column = table.columns[at].name
        changed: dict[tuple[int, int], Cell] = {}
        printed: dict[int, Cell] = {}
        for row, (*_, cell) in enumerate(each.cells[: at + 1] for each in table.rows):
            people = None if blank(cell.text) else people_in(cell.text, known, profile)
            if people is None and not blank(cell.text):
                doubts.append(Doubt("D501", "split_people", cell.place, column))
            elif people and "\n".join(people.names) != cell.text:
                changed[row, at] = cell._replace(text="\n".join(people.names))
                repairs.append(_repair(cell, people, column))
                if people.beside:
                    printed[row] = cell
        table = table.with_cells(changed).with_printed(at, printed)
    return Fixed(table, tuple(repairs), tuple(doubts))


def _repair(cell: Cell, people: People, column: str) -> Repair:
    code = "R502" if people.beside else "R501"
    certainty = "sure" if people.sure and not people.beside else "inferred"
    return Repair(code, "split_people", cell.place, cell.text, "、".join(people.names), certainty, column)  # type: ignore[arg-type]


def _known(table: Table, profile: Profile) -> frozenset[str]:
    """Gather the names that stand alone in a part of a cell of any column of people."""
    texts = (text for at in table.with_role("person") for text in table.texts(at))
    parts = {visible(line) for text in texts for line in _printed_lines(text, profile)}
    names = {part for part in parts if 2 <= len(part) <= 3 and is_name(part)}
    return frozenset(names - set(profile.people["titles"]) | set(profile.people["known"]))


def is_name(text: str) -> bool:
    """Ask whether a text can be one name: two to four characters, or parts with a dot between.

    >>> is_name("欧阳修"), is_name("阿卜杜拉·买买提"), is_name("各班子成员")
    (True, True, False)
    """
    return bool(_dotted.fullmatch(text)) or (2 <= len(text) <= 4 and bool(_han.fullmatch(text)))


def people_in(text: str, known: frozenset[str], profile: Profile) -> People | None:
    """Part a cell into people; None where it cannot be told what its gaps mean."""
    people: list[str] = []
    for line in _lines(text, profile):
        found = _in_line(_without_label(_others.sub("", _telephone.sub(" ", line)), profile) or line, known, profile)
        if found is None:
            return None
        people += [name for each in found for name in _unglued(each, known, profile)]
    names = [name for at, each in enumerate(people) if (name := _bare(each, people[at + 1 : at + 2], known, profile))]
    signs = str.maketrans("", "", _signs(profile))
    whole = visible(_dots.sub("·", text)).translate(signs)
    beside = whole != "".join(names).translate(signs)
    return People(
        names, len(_printed_lines(text, profile)) == len(names), beside and _and.sub("", whole) != "".join(names)
    )


def _signs(profile: Profile) -> str:
    return "".join(profile.people["separators"])


def _printed_lines(text: str, profile: Profile) -> list[str]:
    return [line for part in outside_brackets(text, _signs(profile)) for line in part.split("\n") if not blank(line)]


def _lines(text: str, profile: Profile) -> Iterator[str]:
    """Part a cell at signs and lines; a line of one character goes on with its neighbours: 辛⏎勤 is one name."""
    bare = re.sub(r"(?<!\s)\s+(?=[（(])", "", _bracket.sub(lambda found: visible(found[0]), _dots.sub("·", text)))
    for part in outside_brackets(bare, _signs(profile)):
        lines = [line for line in part.split("\n") if not blank(line)]
        if any(len(visible(line)) == 1 for line in lines):
            lines = ["    ".join(lines)]
        yield from lines


def _without_label(line: str, profile: Profile) -> str:
    """Take 组长： off what follows it."""
    label, _, rest = line.replace("：", ":").partition(":")
    return rest if rest.strip() and label.strip().endswith(profile.people["titles"]) else line


def _in_line(line: str, known: frozenset[str], profile: Profile) -> list[str] | None:
    """Decide for each gap of a line whether it pads one name or parts two."""
    parts, gaps = pieces(line)
    if len(parts) == 1 or not all(map(_han.search, parts)):
        return [" ".join(parts)]
    if all(len(part) > 1 for part in parts):
        ends = (*profile.people["titles"], *profile.units["endings"])
        told = all(is_name(_bracket.sub("", part)) or part.endswith(ends) for part in parts)
        return _with_titles(parts, profile) if told else None
    if _is_title(parts[-1], profile):  # 李 明 副局长
        parts, gaps = parts[:-1], gaps[:-1]
    return padded_names(parts, gaps, known, profile) if len(parts) <= MOST_PIECES else None


def _with_titles(parts: list[str], profile: Profile) -> list[str]:
    """Put titles to the names that they stand before, or else after."""
    first = _is_title(parts[0], profile)
    joined: list[str] = []
    for at, part in enumerate(parts):
        if at and _is_title(parts[at - 1] if first else part, profile):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _unglued(name: str, known: frozenset[str], profile: Profile) -> list[str]:
    """Part 王亮和郭蕾 and 辛勤王亮 where each piece is known alone, or is built as a name."""
    halves = _and.split(name)
    if len(halves) > 1 and all(half in known or profile.has_surname(half) for half in halves):
        return halves
    return (name not in known and 3 < len(name) <= MOST_GLUED and _cut(name, known)) or [name]


def _cut(text: str, known: frozenset[str]) -> list[str]:
    for end in (4, 3, 2):
        rest = _cut(text[end:], known) if text[:end] in known else []
        if text[:end] in known and (rest or not text[end:]):
            return [text[:end], *rest]
    return []


def _bare(person: str, following: list[str], known: frozenset[str], profile: Profile) -> str:
    """Take the title off a person; a title that only leads to the next name, 区委常委、副区长王亮, is nobody."""
    leads = any(without_title(each, known, profile) != each for each in following)
    return "" if leads and _is_title(person, profile) else without_title(person, known, profile)


def _is_title(part: str, profile: Profile) -> bool:
    """Ask whether a piece is a title alone, 区委常委; 李书记 is a person."""
    titles = [title for title in profile.people["titles"] if part.endswith(title)]
    return bool(titles) and len(part) - len(max(titles, key=len)) != 1


def without_title(person: str, known: frozenset[str], profile: Profile) -> str:
    """Take a title off a name, in brackets or written before or after it; what is no name stays as printed.

    >>> [without_title(each, frozenset(), profile) for each in ("王亮（副区长）", "区委书记王亮", "王亮同志", "高副区长", "局长办公会")]
    ['王亮', '王亮', '王亮', '高副区长', '局长办公会']
    """
    bare = visible(_bracket.sub("", person))
    if profile.ends_as_unit(bare) and bare not in known:
        return person
    if bare != visible(person) and is_name(bare) and not bare.endswith(profile.people["titles"]):
        return bare
    titles = sorted((title for title in profile.people["titles"] if title in bare), key=len, reverse=True)
    after = next((bare.removesuffix(title) for title in titles if bare.endswith(title)), "")
    before = bare[max((bare.rfind(title) + len(title) for title in titles), default=0) :]
    for rest in (after, before):
        if rest != bare and (rest in known or (profile.has_surname(rest) and not rest.endswith("会"))):
            return rest
    return person
