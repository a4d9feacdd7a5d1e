"""Both languages are complete, and say the same facts."""

from __future__ import annotations

import ast
import gettext
import io
import re
from pathlib import Path

import pytest

from pipeline import away_errors, errors, flow, no_table, run_errors
from pipeline.codes import DOUBTS, REPAIRS
from pipeline.fact_words import FACT_WORDS
from pipeline.messages import LOCALE, complaint, word
from pipeline.read import what_it_is
from pipeline.settings import as_toml
from pipeline.words import WORDS

PO = LOCALE / "zh_CN" / "LC_MESSAGES" / "pipeline.po"
ROOT = Path(__file__).parent.parent
# Names of options and programs, and keywords of the same name that are no facts of errors.
SAME = {"--scheduler", ".parquet"}


def error_texts() -> set[str]:
    named = [*vars(errors).values(), *vars(no_table).values(), *vars(run_errors).values(), *vars(away_errors).values()]
    kinds = [kind for kind in named if isinstance(kind, type) and issubclass(kind, errors.PipelineError)]
    return {text for kind in kinds for text in (kind.template, kind.hint)}


def command_texts() -> set[str]:
    spoken = ("cli.py", "screen.py", "bar.py", "commands/*.py")
    files = [path for pattern in spoken for path in sorted((ROOT / "pipeline").glob(pattern))]
    tree = ast.parse("\n".join(path.read_text(encoding="utf-8") for path in files))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_"]
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}


def step_texts() -> set[str]:
    import importlib

    modules = [importlib.import_module(step.__module__) for step in (*flow.STEPS, *flow.LAST)]
    assert {step.__name__ for step in (*flow.STEPS, *flow.LAST)} <= set(FACT_WORDS)
    return {module.__doc__.partition("\n")[0] for module in modules}


def fact_texts() -> set[str]:
    """Give the phrases that readers and the run hand to errors as facts."""
    found = {kind for _, kind in (*what_it_is.OTHERS, *what_it_is.LETTERS)}
    for path in (ROOT / "pipeline").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in ("what", "kind", "reason", "wanted"):
                parts = [part for part in ast.walk(node.value) if not isinstance(node.value, ast.Compare)]
                assert not any(isinstance(part, ast.JoinedStr) for part in parts), f"{path}: a fact is put together"
                found |= {
                    part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return {text for text in found if re.search(r"[a-z]{3}", text)}


@pytest.mark.parametrize("text", sorted(fact_texts()))
def test_each_fact_of_an_error_is_a_phrase_with_its_chinese(text):
    assert re.search(r"[\u4e00-\u9fff]", word(text, "zh")) or text in SAME


def test_a_fact_may_hold_facts_of_its_own():
    error = errors.DamagedFile(name="a{b}.docx", reason="{part} cannot be unpacked", part="word/document.xml")
    assert complaint(error, "zh").startswith("a{b}.docx 已损坏：word/document.xml 无法解压。")
    assert complaint(error, "en").startswith("a{b}.docx is damaged: word/document.xml cannot be unpacked.")
    assert str(error) == "a{b}.docx is damaged: word/document.xml cannot be unpacked."


def comments() -> list[str]:
    """Give the comments among the settings, each as `fubiao profile` says it."""
    return [
        "\n".join(line[2:] for line in block.splitlines()) for block in re.findall(r"(?:^# .*\n)+", as_toml(), re.M)
    ]


@pytest.mark.parametrize("text", comments())
def test_each_comment_of_the_settings_has_its_chinese(text):
    assert re.search(r"[\u4e00-\u9fff]{3}", word(text, "zh"))
    assert word(text, "zh") != text


ALL = sorted(
    {*REPAIRS.values(), *DOUBTS.values(), *WORDS, *FACT_WORDS, *error_texts(), *command_texts(), *step_texts()}
)


@pytest.mark.parametrize("text", ALL)
def test_each_sentence_has_its_chinese_with_the_same_facts(text):
    chinese = word(text, "zh")
    assert chinese != text or not re.search(r"[A-Za-z]{3}", text)
    assert set(re.findall(r"\{(\w+)\}", chinese)) <= set(re.findall(r"\{(\w+)\}", text))


def test_the_compiled_catalogue_is_that_of_the_source():
    babel = pytest.importorskip("babel.messages.pofile")
    from babel.messages.mofile import write_mo

    compiled = io.BytesIO()
    with PO.open("rb") as file:
        write_mo(compiled, babel.read_po(file))
    compiled.seek(0)
    with PO.with_suffix(".mo").open("rb") as file:
        shipped, made = gettext.GNUTranslations(file)._catalog, gettext.GNUTranslations(compiled)._catalog
    assert {key: said for key, said in shipped.items() if key} == {key: said for key, said in made.items() if key}
