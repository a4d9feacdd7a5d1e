"""Nobody believes a conversion that cannot be checked: the page lays the source beside the result."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from functools import cache, partial
from importlib import resources
from typing import Any, NamedTuple

from markupsafe import Markup

from pipeline.emit.duties import named, naming
from pipeline.emit.guard_outputs import shown
from pipeline.emit.look_at import entries, look_at
from pipeline.emit.records import records
from pipeline.emit.template import template
from pipeline.messages import kind, word
from pipeline.result import Result, Wish

_MOST_BARS = 8


class Chart(NamedTuple):
    """Bars under a title; ``more`` says how many there would be."""

    title: str
    bars: list[tuple[str, int, int]]
    more: int


def to_report(result: Result, wish: Wish) -> dict[str, bytes]:
    """Write NAME.html, one file that needs nothing else."""
    style, script = _part("report.css.j2"), _part("report.js.j2")
    views = [look_at(cleaned, wish.lang) for cleaned in result.tables]
    page = template("report.html.j2").render(
        lang=wish.lang,
        say=lambda text: word(text, wish.lang),
        title=result.source.title or result.source.name,
        version=wish.version,
        source=result.source,
        style=Markup(style),  # noqa: S704 - our own file, no text of the source
        script=Markup(script),  # noqa: S704 - our own file, no text of the source
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        tables=views,
        **_figures(result, wish),
    )
    return {".html": shown(page).encode()}


@cache
def _part(name: str) -> str:
    return (resources.files("pipeline.emit") / name).read_text(encoding="utf-8")


def _figures(result: Result, wish: Wish) -> dict[str, Any]:
    """Count what stands on top of the page, what a long table does not show included."""
    listed = [entry for cleaned in result.tables for entry in entries(cleaned)]
    certain: Counter[str] = Counter(entry.certainty for entry in listed)
    steps = Counter(step for entry in listed for step in dict.fromkeys(each.step for each in entry.told))
    said = [(step, word(step, wish.lang).replace("_", " "), count) for step, count in steps.most_common()]
    codes = sorted(Counter(code for entry in listed for code in {each.code for each in entry.told}).items())
    by_step = Counter({name: count for _, name, count in said})
    names = _names(result, wish)
    return {
        "told": len(listed),
        "counted": word("{shown} of {told} shown", wish.lang).replace("{told}", str(len(listed))),
        "certain": certain,
        "steps": said,
        "codes": [(code, kind(code, wish.lang), count) for code, count in codes],
        "figures": _tiles(result, wish, certain),
        "charts": [
            _chart(word("Repairs and doubts by step", wish.lang), by_step),
            _chart(word("Records by unit", wish.lang), names["unit"]),
            _chart(word("Records by person", wish.lang), names["person"]),
        ],
    }


def _tiles(result: Result, wish: Wish, certain: Counter[str]) -> list[tuple[str, int, str]]:
    say, counts = partial(word, lang=wish.lang), result.counts
    return [
        (say("Number of records"), counts["records"], ""),
        (say("Number of repairs"), counts["repairs"], ""),
        *((say(f"repairs: {name}"), certain[name], name) for name in ("sure", "inferred")),
        (say("To review"), counts["review"], "review"),
        (say("Characters in the source's tables"), result.audit.characters, ""),
        (say("lost"), counts["lost"], "lost" if counts["lost"] else ""),
    ]


def _names(result: Result, wish: Wish) -> dict[str, Counter[str]]:
    """Count the records of each unit and of each person."""
    names: dict[str, Counter[str]] = {"unit": Counter(), "person": Counter()}
    for table in (each.table for each in result.tables):
        columns = naming(table)
        for record in records(table) if columns else ():
            for column, name, _ in named(record, columns, wish.aliases):
                names[column.role][name] += 1
    return names


def _chart(title: str, counted: Counter[str]) -> Chart:
    """Draw the longest bars, their length in percent, and say how many there are where these are not all."""
    most = counted.most_common(_MOST_BARS)
    longest = max((count for _, count in most), default=1)
    bars = [(name, count, round(100 * count / longest)) for name, count in most]
    return Chart(title, bars, len(counted) if len(counted) > len(bars) else 0)
