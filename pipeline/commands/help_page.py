"""A Chinese character takes two terminal columns: a page of help is laid out by what is seen, not by what is counted."""

from __future__ import annotations

import gettext
from collections.abc import Iterable

import click

from pipeline.messages import word
from pipeline.screen import language

_ = gettext.gettext


class HelpPage(click.HelpFormatter):
    """Help whose columns stand below each other in either language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, args, prefix or _("Usage:") + " " * (language() == "en"))

    def write_heading(self, heading: str) -> None:
        """Write a heading with the colon of the language."""
        self.write(" " * self.current_indent + heading + word(": ", language()).strip() + "\n")

    def write_text(self, text: str) -> None:
        """Write a sentence, folded."""
        from pipeline.drawing import folded

        for line in folded(" ".join(text.split()), self.width - self.current_indent):
            self.write(" " * self.current_indent + line + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and what they mean in two columns."""
        from pipeline.drawing import folded, width

        held = list(rows)
        first = min(max(width(term) for term, _ in held), col_max) + col_spacing
        lead = " " * self.current_indent
        for term, said in held:
            lines = folded(said, self.width - first - self.current_indent)
            own = width(term) > first - col_spacing
            self.write(lead + term + ("\n" + lead + " " * first if own else " " * (first - width(term))) + lines[0])
            self.write("".join("\n" + lead + " " * first + line for line in lines[1:]) + "\n")


class Context(click.Context):
    """A call of a command that is helped by such pages."""

    formatter_class = HelpPage
