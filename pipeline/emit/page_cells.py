"""A page has thousands of cells, and a template would ask ten questions of each: what repeats is written here.

A template escapes by itself; here what comes from the source goes through ``_safe``, and the rest is ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from pipeline.emit.views import Said, Seen
from pipeline.messages import word
from pipeline.model import Box
from pipeline.points import weakest


def row_html(label: str, boxes: Iterable[str]) -> str:
    """Write a row of the table as printed: its number at the edge, its boxes."""
    return f'\n<tr><th scope="row" class="edge">{label}</th>{"".join(boxes)}</tr>'


def box_html(id_: str, box: Box, down: int, heading: bool, told: Sequence[Seen]) -> str:
    """Write a box of the source, or a blank where no box is; ``down`` counts those of its rows that are shown."""
    tag, scope = ("th", " scope=col") if heading else ("td", "")
    spans = f' rowspan="{down}"' * (down > 1) + f' colspan="{box.across}"' * (box.across > 1)
    tint = f' class="{_weakest(told)}"' if told else ""
    return f'<{tag}{scope} id="{id_}"{spans}{tint}>{_safe(box.text)}{_mark(told)}</{tag}>'


def cell_html(id_: str, text: str, boxes: str, told: Sequence[Seen]) -> str:
    """Write a cell of a record, with the ids of the boxes that its text came from."""
    return f'<td id="{id_}" data-b="{boxes}" class="{_weakest(told)}">{_safe(text)}{_mark(told)}</td>'


def told_html(told: Iterable[Seen], lang: str) -> Markup:
    """Write the list of what was said: the certainty of each, where it stands, the words, the change."""
    return Markup("".join(_entry(seen, lang) for seen in told))  # noqa: S704 - its texts are safe


def _entry(seen: Seen, lang: str) -> str:
    about = f'data-certainty="{seen.certainty}" data-step="{seen.steps}" data-code="{seen.codes}"'
    parts = (
        f'<span class="badge {seen.certainty}">{word(seen.certainty, lang)}</span>',
        f'<span class="where">{_safe(seen.where)}</span>',
        *(_sentence(line, lang) for line in seen.said),
    )
    button = f'<button type="button" data-b="{seen.boxes}" data-c="{seen.cell}">{" ".join(parts)}</button>'
    return f'\n<li id="{seen.id}" {about}>{button}</li>'


def _sentence(line: Said, lang: str) -> str:
    said = f'<span class="said">{_safe(line.sentence)}</span>'
    if line.before != line.after:
        change = f"{_text('del', line.before, lang)} → {_text('ins', line.after, lang)}"
        said += f' <span class="change">{change}</span>'
    return f'{said} <span class="code">{line.code}</span>'


def _text(tag: str, said: str, lang: str) -> str:
    """Write a text before or after a change; white space alone is shown as nothing."""
    if not said.strip():
        return f'<span class="blank">{word("(blank)", lang)}</span>'
    return f"<{tag}>{_safe(said).replace(chr(10), '⏎')}</{tag}>"


def _weakest(told: Sequence[Seen]) -> str:
    """Give the tint of the least certain of what was said; none where nothing was."""
    return weakest(each.certainty for each in told) if told else ""


def _mark(told: Sequence[Seen]) -> str:
    """Write the button that leads from a box or a cell to what was said of it, if anything was."""
    if not told:
        return ""
    ids, said = " ".join(each.id for each in told), " ".join(line.sentence for each in told for line in each.said)
    return f'<button type="button" class="mark" tabindex="-1" data-t="{ids}" aria-label="{_safe(said)}"></button>'


def _safe(text: str) -> str:
    """Escape a text; letters and digits alone, as most cells have them, need none.

    >>> _safe("发改局"), _safe('<b title="1">')
    ('发改局', '&lt;b title=&#34;1&#34;&gt;')
    """
    return text if text.isalnum() else str(escape(text))
