"""Names padded with spaces, and several people in one cell, with titles and telephones beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.model import Cell, Certainty, Doubt, Fixed, Repair, Table
from pipeline.normalize.enumerated import unnumbered
from pipeline.normalize.glued import MOST_GLUED, cut
from pipeline.normalize.padding import padded_names
from pipeline.normalize.telephones import without_telephones
from pipeline.normalize.titles import BRACKET, bare_name, is_name, is_title
from pipeline.profile import Profile
from pipeline.text import HAN, blank, han, outside_brackets, pieces, visible

# More pieces than this in one line are no row of padded names.
MOST_PIECES = 16

# The dot in names of minorities comes in many dresses, at times with blanks around it.  A pattern with all Chinese
# characters takes milliseconds to compile, and few tables have such names.
DOTS = "·•‧・∙．."
_DOTTED = rf"(?<=[{HAN}])\s*[·•‧・∙]\s*(?=[{HAN}])|(?<=[{HAN}])[．.](?=[{HAN}])"
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
    >>> split_people(table("领导:person; 县长⏎王  亮; 郭蕾⏎副县长; 县长 辛  勤; 书记⏎县长"), profile).table.texts(0)
    ['王亮', '郭蕾', '辛勤', '书记\\n县长']
    >>> told(split_people(table("领导:person; 辛勤; 全体班子成员 各科室"), profile))
    D501 3:1
    """
    known = _known(table, profile)
    read = cache(lambda text: None if blank(text) else people_in(text, known, profile))
    repairs: list[Repair] = []
    doubts: list[Doubt] = []
    for at in table.with_role("person"):
        column = table.columns[at].name
        changed: dict[tuple[int, int], Cell] = {}
        printed: dict[int, Cell] = {}
        for row, (*_, cell) in enumerate(each.cells[: at + 1] for each in table.rows):
            people = read(cell.text)
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
    certainty: Certainty = "sure" if people.sure and not people.beside else "inferred"
    return Repair(code, "split_people", cell.place, cell.text, "、".join(people.names), certainty, column)


def _known(table: Table, profile: Profile) -> frozenset[str]:
    """Gather the names that stand alone in a part of a cell of any column of people."""
    texts = {text for at in table.with_role("person") for text in table.texts(at)}
    parts = {visible(line) for text in texts for line in _printed_lines(text, profile)}
    names = {part for part in parts if 2 <= len(part) <= 3 and is_name(part)}
    return frozenset(names - set(profile.people["titles"]) | set(profile.people["known"]))


def people_in(text: str, known: frozenset[str], profile: Profile) -> People | None:
    """Part a cell into people; None where it cannot be told what its gaps mean, or what is no name."""
    people: list[str] = []
    text = unnumbered(text)
    for line in _lines(text, profile):
        found = _in_line(
            _without_label(_others.sub("", without_telephones(line, " ")), profile) or line, known, profile
        )
        if found is None:
            return None
        people += [name for each in found for name in _unglued(each, known, profile)]
    names = [
        name for at, each in enumerate(people) if (name := bare_name(each, people[at + 1 : at + 2], known, profile))
    ]
    if any(len(name) == 1 for name in names):  # 一、道路: no name has one character, and two lines of it would be one
        return None
    signs = str.maketrans("", "", _signs(profile))
    whole = visible(_with_dots(text)).translate(signs)
    beside = whole != "".join(names).translate(signs)
    return People(
        names, len(_printed_lines(text, profile)) == len(names), beside and _and.sub("", whole) != "".join(names)
    )


def _with_dots(text: str) -> str:
    """Write the dot of a name as one that the other judgements know."""
    return re.sub(_DOTTED, "·", text) if any(dot in text for dot in DOTS) else text


def _signs(profile: Profile) -> str:
    return "".join(profile.people["separators"])


def _printed_lines(text: str, profile: Profile) -> list[str]:
    return [line for part in outside_brackets(text, _signs(profile)) for line in part.split("\n") if not blank(line)]


def _lines(text: str, profile: Profile) -> Iterator[str]:
    """Part a cell at signs and lines; a line of one character goes on with its neighbours: 辛⏎勤 is one name."""
    bare = re.sub(r"(?<!\s)\s+(?=[（(])", "", BRACKET.sub(lambda found: visible(found[0]), _with_dots(text)))
    for part in outside_brackets(bare, _signs(profile)):
        lines = [line for line in part.split("\n") if not blank(line)]
        if any(len(visible(line)) == 1 for line in lines):
            lines = ["    ".join(lines)]
        yield from _titled(lines, profile)


def _titled(lines: list[str], profile: Profile) -> list[str]:
    """Put titles on lines of their own to the names on the others: 县长⏎王亮."""
    if len(lines) < 2:
        return lines
    seen = list(map(visible, lines))
    titles = [is_title(each, profile) for each in seen]
    names = [profile.has_surname(each) for each in seen]
    both = any(titles) and not all(titles) and all(map(max, titles, names))
    return _with_titles(seen, profile) if both else lines


def _without_label(line: str, profile: Profile) -> str:
    """Take 组长： off what follows it."""
    label, _, rest = line.replace("：", ":").partition(":")
    return rest if rest.strip() and label.strip().endswith(profile.people["titles"]) else line


def _in_line(line: str, known: frozenset[str], profile: Profile) -> list[str] | None:
    """Decide for each gap of a line whether it pads one name or parts two."""
    parts, gaps = pieces(line)
    if len(parts) == 1 or not all(any(map(han, part)) for part in parts):
        return [" ".join(parts)]
    if all(len(part) > 1 for part in parts):
        ends = (*profile.people["titles"], *profile.units["endings"])
        told = all(is_name(BRACKET.sub("", part)) or part.endswith(ends) for part in parts)
        return _with_titles(parts, profile) if told else None
    if is_title(parts[-1], profile):  # 李 明 副局长
        parts, gaps = parts[:-1], gaps[:-1]
    elif is_title(parts[0], profile):  # 副局长 李 明
        parts, gaps = parts[1:], gaps[1:]
    bare = [BRACKET.sub("", part) for part in parts]  # 李  明（副区长）
    return padded_names(bare, gaps, known, profile) if len(parts) <= MOST_PIECES else None


def _with_titles(parts: list[str], profile: Profile) -> list[str]:
    """Put titles to the names that they stand before, or else after."""
    first = is_title(parts[0], profile)
    joined: list[str] = []
    for at, part in enumerate(parts):
        if at and is_title(parts[at - 1] if first else part, profile):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _unglued(name: str, known: frozenset[str], profile: Profile) -> list[str]:
    """Part 王亮和郭蕾 and 辛勤王亮 where each piece is known alone, or is built as a name."""
    halves = _and.split(name)
    if len(halves) > 1 and all(half in known or profile.has_surname(half) for half in halves):
        return halves
    return (name not in known and 3 < len(name) <= MOST_GLUED and cut(name, known)) or [name]
