"""Where text goes while a cell is read: onto its line, into a field that hides it, aside; and what is told of it."""

from __future__ import annotations

from lxml import etree

from pipeline.model import Certainty
from pipeline.read.fields import Field, computed, form_of
from pipeline.read.ooxml import w
from pipeline.read.story import Tell


class Written:
    """The lines of a cell so far."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.tells: list[Tell] = []
        self.fields: list[Field] = []
        self._line: list[str] = []
        self._aside: list[str] | None = None
        self._joins = False

    @property
    def text(self) -> str:
        """Give the lines as one text, without blank lines around it."""
        return "\n".join(self.lines).strip("\n")

    def close(self) -> None:
        """Give back what an unfinished field would swallow."""
        swallowed = "".join("".join(each.pending) for each in self.fields)
        self.fields.clear()
        if swallowed:
            self.lines.append(swallowed)

    def _add(self, text: str) -> None:
        """Begin a line, or go on with the one above whose end was deleted under tracked changes."""
        if self._joins and self.lines:
            self.lines[-1] += text
        else:
            self.lines.append(text)

    def _write(self, text: str) -> None:
        hiding = next((each for each in self.fields if not each.has_result), None)
        if hiding is not None:
            hiding.pending.append(text)
        elif self._aside is not None:
            self._aside.append(text)
        else:
            self._line.append(text)

    def _field(self, element: etree._Element) -> None:
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self.fields.append(Field(form=form_of(element)))
        elif kind == "separate" and self.fields:
            self.fields[-1].has_result = True
        elif kind == "end" and self.fields:
            done = self.fields.pop()
            made = (
                done.form if done.form is not None else "" if done.has_result else computed("".join(done.instruction))
            )
            self._write(made)

    def _instruction(self, element: etree._Element) -> None:
        if self.fields:
            self.fields[-1].instruction.append(element.text or "")

    def _tell(self, code: str, before: str, certainty: Certainty = "sure") -> None:
        facts = {"text": before} if code[0] == "D" else {}
        self.tells.append(Tell(code, before, "", certainty, facts))

    def _tell_joined(self, code: str, text: str) -> None:
        """Tell of neighbouring runs once."""
        last = self.tells.pop() if self.tells and self.tells[-1].code == code else None
        self._tell(code, (last.before if last else "") + text)
