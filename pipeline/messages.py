"""Words for codes: repairs, doubts and errors become sentences, in English and Chinese.

Below this room there are only codes and facts.  The English sentence is the message id; the Chinese
one stands in ``locale/zh_CN/LC_MESSAGES/pipeline.po``.  A sentence may use the facts of its repair or
doubt and ``{before}``, ``{after}``, ``{column}``, ``{table}``, ``{row}``.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from pipeline.codes import DOUBTS, REPAIRS
from pipeline.errors import PipelineError, filled
from pipeline.model import Doubt, Place, Repair
from pipeline.signs import on_screen

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("zh", "en")


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    folder = {"zh": ["zh_CN"]}.get(lang, [])
    return gettext.translation("pipeline", str(LOCALE), languages=folder, fallback=True)


def choose_language(arguments: Sequence[str], environment: Mapping[str, str], system: str = "") -> str:
    """Give zh or en: what ``--lang`` says, else Chinese where the locale is Chinese, else English.

    ``system`` is what the system calls its locale, which counts where no variable says another: on Windows none does.

    >>> choose_language(["convert", "--lang=en"], {"LANG": "zh_CN.UTF-8"}), choose_language([], {"LANG": "zh_CN.UTF-8"})
    ('en', 'zh')
    """
    for at, argument in enumerate(arguments):
        said = argument.removeprefix("--lang=") if "=" in argument else "".join(arguments[at + 1 : at + 2])
        if argument.split("=")[0] == "--lang" and said in LANGUAGES:
            return said
    wanted = next((environment[name] for name in _variables if environment.get(name)), system)
    return "zh" if wanted.lower().startswith(("zh", "chinese")) else "en"


# In the order in which gettext asks them.
_variables = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def speak(lang: str) -> None:
    """Let this process speak a language, click's own words included."""
    os.environ["LANGUAGE"] = {"zh": "zh_CN"}.get(lang, "en")
    gettext.bindtextdomain("pipeline", str(LOCALE))
    gettext.textdomain("pipeline")


def counted(number: int, one: str, many: str, lang: str) -> str:
    """Say how many there are of something.

    >>> counted(1, "{n} table", "{n} tables", "en"), counted(2, "{n} table", "{n} tables", "en")
    ('1 table', '2 tables')
    """
    return _catalogue(lang).ngettext(one, many, number).format(n=number)


def word(text: str, lang: str) -> str:
    """Give a word or sentence in the language; ``lang`` is zh or en."""
    return _catalogue(lang).gettext(text)


def where(place: Place, lang: str) -> str:
    """Say a place; a column or row of 0 stands for the whole row or table.

    >>> where(Place(1, 3, 2), "en"), where(Place(1, 3, 0), "en"), where(Place(2, 0, 0), "en")
    ('table 1, row 3, column 2', 'table 1, row 3', 'table 2')
    """
    said = "table {table}, row {row}, column {column}" if place.column else "table {table}, row {row}"
    return word(said if place.row else "table {table}", lang).format(
        table=place.table, row=place.row, column=place.column
    )


def sentence(told: Repair | Doubt, lang: str) -> str:
    """Say a repair or a doubt."""
    known = REPAIRS if isinstance(told, Repair) else DOUBTS
    facts: dict[str, str | int] = {"column": told.column, "table": told.place.table, "row": told.place.row}
    if isinstance(told, Repair):
        facts |= {"before": told.before or word("(blank)", lang), "after": told.after or word("(blank)", lang)}
    facts |= told.facts
    if reason := facts.get("reason"):
        facts["reason"] = word("Reason: {reason}", lang).format(reason=reason)
    return word(known[told.code], lang).format_map(facts).rstrip()


def kind(code: str, lang: str) -> str:
    """Say in words what kind of repair or doubt a code is: its sentence without the facts.

    >>> kind("R301", "en"), kind("D206", "zh")
    ('The missing serial was filled: …', '本格空白；转存文本无法区分是上格延续还是原本为空，请核对')
    """
    return re.sub(r"\{\w+\}", "…", word((REPAIRS | DOUBTS)[code], lang)).rstrip("。.")


def complaint(error: PipelineError, lang: str) -> str:
    """Say an error: what, which file, what to do next."""
    said = (cause(error, lang), _said(error, error.hint, lang))
    return " ".join(said) if lang == "en" else "".join(said)


def cause(error: PipelineError, lang: str) -> str:
    """Say what went wrong, and with which file."""
    return _said(error, error.template, lang)


def _said(error: PipelineError, text: str, lang: str) -> str:
    facts = {
        key: on_screen(filled(word(value, lang), error.facts)) if isinstance(value, str) and value else value
        for key, value in error.facts.items()
    }
    return word(text, lang).format_map(facts)
