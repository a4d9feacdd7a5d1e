"""The pages of the manual that the program itself says: its commands, its steps, its codes; so they cannot go stale."""

from __future__ import annotations

import doctest
import importlib
import inspect
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from pipeline import flow
from pipeline.codes import DOUBTS, REPAIRS
from pipeline.messages import sentence, word
from pipeline.model import Fixed, Table
from pipeline.profile import default_profile
from tests import plugin

HEADINGS = {
    "zh": {"commands": "命令", "codes": "修复与疑点编码", "steps": "步骤", "before": "之前", "after": "之后", "told": "说明",
           "others": "读取与输出时的编码", "code": "编码", "says": "含义"},
    "en": {"commands": "Commands", "codes": "Codes of repairs and doubts", "steps": "Steps", "before": "Before",
           "after": "After", "told": "What is told", "others": "Codes of reading and writing", "code": "Code",
           "says": "What it says"},
}  # fmt: skip


class Example(NamedTuple):
    """A step at work: the table handed to it, and what it gave back."""

    before: Table
    fixed: Fixed


def commands(lang: str) -> str:
    """Write the page of the commands: what each says of itself when asked for help."""
    pages = [f"# {HEADINGS[lang]['commands']}\n"]
    for name in ("", *names()):
        said = help_text(name, lang)
        pages.append(f"## `{' '.join(('fubiao', name)).strip()}`\n\n```text\n{said}\n```\n")
    return "\n".join(pages)


def names() -> list[str]:
    """Name the commands as the program knows them."""
    from pipeline.cli import cli

    return sorted(cli.commands)


def help_text(name: str, lang: str) -> str:
    """Ask the program itself for help, in a process of its own: a process speaks one language."""
    command = [sys.executable, "-m", "pipeline", *([name] if name else []), "--help"]
    speaking = os.environ | {"LANGUAGE": {"zh": "zh_CN", "en": "en"}[lang], "COLUMNS": "100"}
    return subprocess.run(command, env=speaking, capture_output=True, encoding="utf-8", check=True).stdout.rstrip()


def codes(lang: str) -> str:
    """Write the page of the codes: for each step what it mends, a table before and after, and what it tells."""
    pages = [f"# {HEADINGS[lang]['codes']}\n"]
    seen: set[str] = set()
    for step in flow.STEPS:
        shown = list(examples(step))
        seen |= {told.code for each in shown for told in (*each.fixed.repairs, *each.fixed.doubts)}
        pages += [f"## {word(step.__name__, lang)} `{step.__name__}`\n", mends(step, lang) + "\n"]
        pages += [drawn(each, lang) for each in shown]
    pages += [f"## {HEADINGS[lang]['others']}\n", *listed(seen, lang)]
    return "\n".join(pages)


def mends(step: Any, lang: str) -> str:
    """Give the sentence that a step's module opens with: what is wrong in the world that it mends."""
    return word((inspect.getdoc(importlib.import_module(step.__module__)) or "").partition("\n")[0], lang)


def examples(step: Any) -> Iterator[Example]:
    """Run the examples of a step's docstring, and give each table that the step was handed with what came of it."""
    caught: list[Example] = []

    def watched(table: Table, profile: Any) -> Fixed:
        fixed = step(table, profile)
        caught.append(Example(table, fixed))
        return fixed

    names = vars(importlib.import_module(step.__module__)) | spoken() | {step.__name__: watched}
    for example in doctest.DocTestParser().get_examples(step.__doc__ or ""):
        exec(compile(example.source, step.__name__, "exec"), names)
    yield from (each for each in caught if each.fixed.repairs or each.fixed.doubts)


def spoken() -> dict[str, Any]:
    """Give the small language in which docstrings draw tables; here they print nothing."""
    quiet = dict.fromkeys(("show", "told", "print"), lambda *_: None)
    drawing = {name: getattr(plugin, name) for name in ("grid", "number", "raw", "table")}
    return drawing | quiet | {"_replace": replace, "profile": default_profile(), "__name__": "docs"}


def drawn(example: Example, lang: str) -> str:
    """Draw one example: the table before, after, and each sentence that is told."""
    says = HEADINGS[lang]
    lines = [f"{says['before']}:\n", table(example.before), f"\n{says['after']}:\n", table(example.fixed.table), ""]
    told = {each.code: each for each in reversed((*example.fixed.repairs, *example.fixed.doubts))}
    lines += [f"* **{code}** {sentence(told[code], lang)}" for code in sorted(told)]
    return "\n".join([*lines, ""])


def table(drawn: Table) -> str:
    """Draw a table in Markdown; one that has no columns yet is headed by its first row."""
    rows = [list(row.texts) for row in drawn.rows]
    names = [column.name for column in drawn.columns] or rows.pop(0)
    return "\n".join([row_of(names), row_of(["---"] * len(names)), *map(row_of, rows)])


def row_of(texts: list[str]) -> str:
    """Write one row of a Markdown table."""
    return "| " + " | ".join(text.replace("|", "\\|").replace("\n", "<br>") for text in texts) + " |"


def listed(seen: set[str], lang: str) -> Iterator[str]:
    """List the codes that no step's example shows: those of the readers and writers, and rare ones."""
    says = HEADINGS[lang]
    yield row_of([says["code"], says["says"]])
    yield row_of(["---", "---"])
    for code, text in sorted((REPAIRS | DOUBTS).items()):
        if code not in seen:
            yield row_of([code, word(text, lang).replace("{", "‹").replace("}", "›")])


def steps(lang: str) -> str:
    """Write the list of the steps in their order."""
    lines = [f"{number}. `{step.__name__}`: {mends(step, lang)}" for number, step in enumerate(flow.STEPS, 1)]
    return f"# {HEADINGS[lang]['steps']}\n\n" + "\n".join(lines) + "\n"


PAGES = {"commands": commands, "codes": codes, "steps": steps}
