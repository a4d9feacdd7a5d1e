"""The pages of the manual that the program itself says: its commands, its steps, its codes; so they cannot go stale."""

from __future__ import annotations

import importlib
import inspect
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from docs import drawing
from docs.examples import TELLERS, Example, examples
from pipeline import flow
from pipeline.codes import DOUBTS, REPAIRS
from pipeline.messages import kind, sentence, word

HEADINGS = {
    "zh": {"commands": "命令", "codes": "修复与疑点代码", "steps": "步骤", "before": "之前：", "after": "之后：",
           "code": "代码", "says": "含义",
           "read": "R 开头的是修复，D 开头的是疑点。每个代码都有一例：之前的表、之后的表和说明。↑ ← 表示与上方、左方合并的单元格。"},
    "en": {"commands": "Commands", "codes": "Codes of repairs and doubts", "steps": "Steps", "before": "Before:",
           "after": "After:", "code": "Code", "says": "What it says",
           "read": "R is a repair, D a doubt. Each code has an example: the table before, the table after, and what is "
           "told. ↑ and ← stand for a cell that is merged with the one above or to the left."},
}  # fmt: skip


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
    """Write the page of the codes: whatever tells one, with a table before, a table after, and what is told."""
    pages = [f"# {HEADINGS[lang]['codes']}\n", HEADINGS[lang]["read"] + "\n", *index(lang), ""]
    for teller in TELLERS:
        shown = list(examples(teller))
        if shown or teller in flow.STEPS:
            pages += [f"## {title(teller, lang)} `{teller.__name__}`\n", mends(teller, lang) + "\n"]
            pages += [drawn(each, lang) for each in shown]
    return "\n".join(pages)


def index(lang: str) -> Iterator[str]:
    """List every code with what it says, each leading to its tables."""
    yield drawing.row_of([HEADINGS[lang]["code"], HEADINGS[lang]["says"]])
    yield drawing.row_of(["---", "---"])
    for code in sorted(REPAIRS | DOUBTS):
        yield f"| [{code}](#{code.lower()}) | {kind(code, lang)} |"


def title(teller: Any, lang: str) -> str:
    """Name what tells something in words."""
    said = word(teller.__name__, lang).replace("_", " ")
    return said[:1].upper() + said[1:]


def mends(step: Any, lang: str) -> str:
    """Give the sentence that a step's module opens with: what is wrong in the world that it mends."""
    return word((inspect.getdoc(importlib.import_module(step.__module__)) or "").partition("\n")[0], lang)


def drawn(example: Example, lang: str) -> str:
    """Draw one example under its codes: before, after, and each sentence that is told."""
    says = HEADINGS[lang]
    told = {each.code: each for each in reversed(example.told)}
    lines = [f"### {' '.join(sorted(told))}\n"]
    lines += [f'* <span id="{code.lower()}"></span>**{code}** {sentence(told[code], lang)}' for code in sorted(told)]
    tables = ((says["before"], example.before(lang)), (says["after"], drawing.anything(example.after)))
    both = [f'<div markdown="1">\n\n{name}\n\n{drawn}\n\n</div>' for name, drawn in tables]
    return "\n".join([*lines, "", '<div class="both" markdown="1">', "", *both, "", "</div>", ""])


def steps(lang: str) -> str:
    """Write the list of the steps in their order."""
    lines = [f"{number}. `{step.__name__}`: {mends(step, lang)}" for number, step in enumerate(flow.STEPS, 1)]
    return f"# {HEADINGS[lang]['steps']}\n\n" + "\n".join(lines) + "\n"


PAGES = {"commands": commands, "codes": codes, "steps": steps}
