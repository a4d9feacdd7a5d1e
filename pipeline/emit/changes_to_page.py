"""A page shows a change where it stands: the words that went struck out, the words that came beside them."""

from __future__ import annotations

from importlib import resources

from markupsafe import Markup

from pipeline.compare.versions import KINDS, Comparison, in_runs
from pipeline.compare.words import marked
from pipeline.emit.guard_outputs import shown
from pipeline.emit.phrases import became
from pipeline.emit.template import template
from pipeline.messages import counted, word


def changes_to_page(compared: Comparison, lang: str) -> bytes:
    """Write the changes as one page that needs nothing else."""
    folder = resources.files("pipeline.emit")
    style = (folder / "changes.css.j2").read_text(encoding="utf-8")
    page = template("changes.html.j2").render(
        lang=lang,
        say=lambda text: word(text, lang),
        style=Markup(style),  # noqa: S704 - our own file, no text of the source
        compared=compared,
        kinds=KINDS,
        in_runs=in_runs,
        marked=marked,
        records=lambda number: counted(number, "{n} record", "{n} records", lang),
        became=lambda pair: became(pair, lang),
    )
    return shown(page).encode()
