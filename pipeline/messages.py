"""Words for codes: repairs, doubts and errors become sentences, in English and Chinese.

Below this room there are only codes and facts.  The English sentence is the message id; the Chinese
one stands in ``locale/zh_CN/LC_MESSAGES/pipeline.po``.  A sentence may use the facts of its repair or
doubt and ``{before}``, ``{after}``, ``{column}``, ``{table}``, ``{row}``.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.model import Doubt, Repair

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("zh", "en")

# What each code says, in the order of the steps.
REPAIRS: dict[str, str] = {
    "R901": "In the CSV file an apostrophe keeps a spreadsheet from running “{before}” as a formula.",
    "R902": "{units} characters are more than a cell of the workbook can hold; they go on in its sheet of long texts.",
    "R903": "Half a character that no file can hold was replaced by “�”.",
    "R904": "A control character, which no workbook can hold, is shown there by a sign; JSON and CSV keep it.",
}
DOUBTS: dict[str, str] = {}

# Other words that a person reads: sheet names, headings, the closing line.
WORDS: tuple[str, ...] = (
    "Records",
    "As printed",
    "Responsibilities",
    "Statistics",
    "Targets",
    "Repairs",
    "To review",
    "About",
    "Long texts",
    "No.",
    "Code",
    "Step",
    "Record",
    "Column",
    "Source",
    "Before",
    "After",
    "Certainty",
    "What was done",
    "Table",
    "sure",
    "inferred",
    "review",
    "doubt",
    "Kind",
    "Repair",
    "Doubt",
    "What it says",
    "Go to",
    "Decision",
    "Remark",
    "agreed",
    "change",
    "leave as printed",
    "Corrected value",
    "table {table}, row {row}, column {column}",
    "record {number}",
)


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    folder = {"zh": ["zh_CN"]}.get(lang, [])
    return gettext.translation("pipeline", str(LOCALE), languages=folder, fallback=True)


def word(text: str, lang: str) -> str:
    """Give a word or sentence in the language; ``lang`` is zh or en."""
    return _catalogue(lang).gettext(text)


def sentence(told: Repair | Doubt, lang: str) -> str:
    """Say a repair or a doubt."""
    known = REPAIRS if isinstance(told, Repair) else DOUBTS
    facts: dict[str, str | int] = {"column": told.column, "table": told.place.table, "row": told.place.row}
    if isinstance(told, Repair):
        facts |= {"before": told.before, "after": told.after}
    return word(known[told.code], lang).format_map(facts | dict(told.facts))


def complaint(error: PipelineError, lang: str) -> str:
    """Say an error: what, which file, what to do next."""
    said = [word(text, lang).format_map(error.facts) for text in (error.template, error.hint)]
    return " ".join(said) if lang == "en" else "".join(said)
