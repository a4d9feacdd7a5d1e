"""Word 2003 XML: the same table under older names."""

from __future__ import annotations

from lxml import etree

from pipeline.read.ooxml import BODY, VAL, W, w

OLD = "http://schemas.microsoft.com/office/word/2003/wordml"
EXTRA = "http://schemas.microsoft.com/office/word/2003/auxHint"
ANNOTATION = "http://schemas.microsoft.com/aml/2001/core"
RENAMED = {"vmerge": "vMerge", "hmerge": "hMerge", "noBreakHyphen": "noBreakHyphen", "wordDocument": "document"}
CHANGES = {"Word.Deletion": "del", "Word.Insertion": "ins"}


def modern(root: etree._Element) -> etree._Element | None:
    """Give the document of a Word 2003 file under today's names; None if it is another XML."""
    if root.tag == w("document"):
        return root
    if root.tag != f"{{{OLD}}}wordDocument":
        return None
    for element in root.iter(f"{{{OLD}}}*", f"{{{ANNOTATION}}}annotation"):
        _rename(element)
    return root if root.find(BODY) is not None else None


def _rename(element: etree._Element) -> None:
    name = etree.QName(element)
    if name.namespace == ANNOTATION:
        change = element.get(f"{{{OLD}}}type", "")
        element.tag = w(CHANGES.get(change, "annotation"))
        return
    if name.localname == "listPr":
        _print_number(element)
    element.tag = w(RENAMED.get(name.localname, name.localname))
    for key, said in list(element.attrib.items()):
        space, _, own = str(key).rpartition("}")
        if space == "{" + OLD:
            element.set(f"{{{W}}}{own}", said)
    if element.get(VAL) == "":
        del element.attrib[VAL]


def _print_number(props: etree._Element) -> None:
    """Word 2003 keeps the number it printed beside the list: write it as a run of its own."""
    shown = props.find(f"{{{EXTRA}}}t")
    text = "" if shown is None else shown.get(f"{{{EXTRA}}}val", "")
    of_paragraph = props.getparent()
    if text and of_paragraph is not None:
        run = etree.Element(w("r"))
        etree.SubElement(run, w("t")).text = text + ("" if text[-1] > "\u2e80" else " ")
        of_paragraph.addnext(run)
