from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest

from pipeline import messages
from pipeline.codes import DOUBTS, REPAIRS
from pipeline.emit.to_csv import to_csv
from pipeline.emit.to_excel import to_excel
from pipeline.emit.to_json import to_json
from pipeline.emit.to_report import to_report
from pipeline.fact_words import FACT_WORDS
from pipeline.result import Result, Wish
from pipeline.words import WORDS

CATALOGUE = Path(messages.__file__).parent / "locale" / "zh_CN" / "LC_MESSAGES" / "pipeline.po"
# What the sample of these tests says of itself, and what is the same in both languages.
OWN = {"“{before}” became “{after}”.", "“{printed}” looks odd.", "约"}


class Listening(gettext.NullTranslations):
    def __init__(self) -> None:
        super().__init__()
        self.heard: set[str] = set()

    def gettext(self, message: str) -> str:
        self.heard.add(message)
        return message


@pytest.mark.parametrize("writer", [to_excel, to_csv, to_json, to_report], ids=lambda writer: writer.__name__)
def test_every_word_that_a_writer_says_is_known_in_both_languages(
    writer, result: Result, two_tables: Result, wish: Wish, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening = Listening()
    monkeypatch.setattr(messages, "_catalogue", lambda lang: listening)
    monkeypatch.setattr("pipeline.emit.look_at.MOST_RECORDS", 2)
    for each in (result, two_tables):
        writer(each, wish)
    monkeypatch.setattr("pipeline.emit.to_excel.MOST_LAID_OUT", 1)
    writer(result, wish)
    known = set(re.findall(r'^msgid "(.*)"$', CATALOGUE.read_text(encoding="utf-8"), re.MULTILINE))
    said = {text.replace('"', '\\"') for text in listening.heard - OWN}
    assert said <= known
    assert listening.heard - OWN <= {*WORDS, *FACT_WORDS, *REPAIRS.values(), *DOUBTS.values()}
