"""The house rules that a machine can check: one name for one step, short functions, short files."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from pipeline import flow
from pipeline.codes import DOUBTS, REPAIRS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "pipeline"
ROOMS = ("repair", "normalize")
ON_GRIDS = ("name_tables", "dissolve_frames", "join_split_tables", "settle_grid")
NOT_STEPS = ("to_frame", "find_targets", "apply_corrections", "totals_anew", "settle_doubts")


def step_files() -> list[Path]:
    return [path for room in ROOMS for path in sorted((PACKAGE / room).glob("*.py")) if defines_step(path)]


def defines_step(path: Path) -> bool:
    return any(
        isinstance(node, ast.FunctionDef) and node.name == path.stem for node in ast.parse(path.read_text()).body
    )


@pytest.mark.parametrize("path", step_files(), ids=lambda path: path.stem)
def test_each_step_stands_exactly_once_in_the_flow(path):
    if path.stem in ON_GRIDS + NOT_STEPS:
        assert hasattr(flow, path.stem) or path.stem == "to_frame"
    else:
        assert [step.__name__ for step in flow.STEPS].count(path.stem) == 1


@pytest.mark.parametrize("step", flow.STEPS, ids=lambda step: step.__name__)
def test_a_step_is_named_as_its_file_and_shows_a_table_before_and_after(step):
    assert step.__module__.rpartition(".")[2] == step.__name__
    assert ">>>" in step.__doc__
    assert any(verb in step.__doc__ for verb in ("show(", "told(", "columns"))


@pytest.mark.parametrize("path", step_files(), ids=lambda path: path.stem)
def test_a_step_signs_its_repairs_with_its_own_name(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Repair", "Doubt") and len(node.args) > 1:
            step = node.args[1]
            if isinstance(step, ast.Constant):
                assert step.value == path.stem


def test_each_code_in_the_sources_has_its_sentence():
    used = set()
    for path in PACKAGE.rglob("*.py"):
        if path.name != "codes.py":
            used |= {
                node.value
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_code(node.value)
            }
    assert used == set(REPAIRS) | set(DOUBTS)


def is_code(text: str) -> bool:
    return len(text) == 4 and text[0] in "RD" and text[1:].isdigit()


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.name)
def test_files_hold_one_judgement(path):
    lines = len(path.read_text().splitlines())
    assert lines <= 200, f"{path.name} has {lines} lines: split it along its judgements"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.name)
def test_functions_do_one_thing(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0
            assert lines <= 30, f"{path.name}: {node.name} has {lines} lines"
