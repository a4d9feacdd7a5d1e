"""Equations that no text shows: written in one line, as a person would type them."""

from __future__ import annotations

from lxml import etree

from pipeline.read.ooxml import m

RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_unprinted = frozenset(
    map(m, ("rPr", "ctrlPr", "fPr", "sSupPr", "sSubPr", "sSubSupPr", "radPr", "dPr", "naryPr", "mPr", "accPr", "barPr"))
)


def equation(element: etree._Element) -> str:
    """Write an equation in one line: fractions with a stroke, powers raised, roots with their sign."""
    form = FORMS.get(element.tag)
    return form(element) if form else (element.text or "") if element.tag == m("t") else _inner(element)


def _inner(element: etree._Element | None) -> str:
    held = () if element is None else element.iterchildren(etree.Element)
    return "".join(equation(child) for child in held if child.tag not in _unprinted)


def _part(element: etree._Element, name: str) -> str:
    return _inner(element.find(m(name)))


def _grouped(text: str) -> str:
    return f"({text})" if len(text) > 1 and not text.isalnum() else text


def raised(text: str) -> str:
    """Write digits as raised ones; another exponent follows a caret.

    >>> raised("2"), raised("x+1")
    ('²', '^(x+1)')
    """
    return text.translate(RAISED) if text and all(ord(char) in RAISED for char in text) else f"^{_grouped(text)}"


def _fraction(element: etree._Element) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _power(element: etree._Element) -> str:
    return _part(element, "e") + _part(element, "sub") + raised(_part(element, "sup"))


def _below(element: etree._Element) -> str:
    return _part(element, "e") + _part(element, "sub")


def _root(element: etree._Element) -> str:
    degree = _part(element, "deg")
    sign = {"3": "∛", "4": "∜"}.get(degree, (raised(degree) if degree else "") + "√")
    return sign + _grouped(_part(element, "e"))


def _fenced(element: etree._Element) -> str:
    props = element.find(m("dPr"))
    marks = {name: None if props is None else props.find(m(name)) for name in ("begChr", "endChr")}
    first, last = (
        default if mark is None else mark.get(m("val"), "") for mark, default in zip(marks.values(), "()", strict=True)
    )
    return first + ",".join(_inner(each) for each in element.iterchildren(m("e"))) + last


def _summed(element: etree._Element) -> str:
    sign = element.find(f"{m('naryPr')}/{m('chr')}")
    below, above = _part(element, "sub"), _part(element, "sup")
    limits = (f"_{_grouped(below)}" if below else "") + (f"^{_grouped(above)}" if above else "")
    return ("∫" if sign is None else sign.get(m("val"), "∫")) + limits + _part(element, "e")


FORMS = {
    m("f"): _fraction,
    m("sSup"): _power,
    m("sSubSup"): _power,
    m("sSub"): _below,
    m("rad"): _root,
    m("d"): _fenced,
    m("nary"): _summed,
}
