"""The command tests in tests/cli: each block is a command, what it prints, what it says on stderr, its status."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DUMP = "某区任务分解表\n\t序号\n\t类别\n\t任务\n\n\t1\n\t道路建设\n\t修好县道。\n\n\t\n\t\n\t修好乡道。\n\n\t3\n\t绿化\n\t植树。\n\n"
PAGES = sorted((Path(__file__).parent / "cli").glob("*.md"))


def blocks() -> list[tuple[str, str]]:
    return [
        (f"{page.stem}: {block.splitlines()[0][2:]}", block)
        for page in PAGES
        for block in re.findall(r"^```\n(% .*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    ]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "nothing").mkdir()
    (tmp_path / "in" / "a.txt").write_text(DUMP, encoding="utf-8")
    later = DUMP.replace("乡道。\n\n", "乡道三条。\n\n\t3\n\t\n\t架桥。\n\n").replace("3\n\t绿化", "4\n\t绿化")
    (tmp_path / "later.txt").write_text(later, encoding="utf-8")
    (tmp_path / "in" / "b.docx").write_bytes(b"")
    (tmp_path / "in" / "c.txt").write_text("没有表格的一段话。\n", encoding="utf-8")
    (tmp_path / "in" / "d.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "in" / "~$a.docx").write_bytes(b"lock")
    (tmp_path / "in" / "._a.txt").write_bytes(b"junk")
    (tmp_path / "wrong.toml").write_text("serial = 'keep'\n", encoding="utf-8")
    (tmp_path / "review.txt").write_text(
        "\t序号\n\t任务\n\n\t1\n\t修路。\n\n\t2\n\t架桥。\n\n\t2\n\t植树。\n\n", encoding="utf-8"
    )
    return tmp_path


def fubiao(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {key: os.environ[key] for key in ("PATH", "HOME", "SYSTEMROOT") if key in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=cwd,
        env=known | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LANG": "C.UTF-8", "COLUMNS": "100"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(("name", "block"), blocks(), ids=lambda value: value if "\n" not in value else "")
def test_the_manual_says_what_the_program_does(name, block, folder):
    command, *wanted = block.rstrip("\n").split("\n")
    ran = fubiao(*shlex.split(command[2:])[1:], cwd=folder)
    status = next((int(line[3:]) for line in wanted if line.startswith("=> ")), 0)
    err = [line[2:].strip() for line in wanted if line.startswith("2>")]
    out = [line for line in wanted if not line.startswith(("2>", "=> "))]
    assert ran.stdout.splitlines() == out
    assert sorted(line.strip() for line in ran.stderr.splitlines()) == sorted(err)
    assert ran.returncode == status


def test_help_imports_no_heavy_package(folder):
    seen = fubiao("--help", cwd=folder, PYTHONPROFILEIMPORTTIME="1").stderr
    loaded = {line.rsplit("|")[-1].strip().split(".")[0] for line in seen.splitlines()}
    assert "click" in loaded
    assert not loaded & {"pandas", "lxml", "openpyxl", "xlsxwriter", "jinja2", "numpy", "docx"}


def test_converting_imports_nothing_heavy_that_it_does_not_use(folder):
    seen = fubiao("convert", "in/a.txt", cwd=folder, PYTHONPROFILEIMPORTTIME="1").stderr
    loaded = {line.rsplit("|")[-1].strip() for line in seen.splitlines()}
    assert "xlsxwriter" in loaded
    assert not loaded & {"pandas", "numpy", "openpyxl", "docx", "fsspec", "rich", "asyncio", "multiprocessing", "ssl"}


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "用法"),
        ({"LC_ALL": "zh_TW"}, "用法"),
        ({"LANG": "de_DE.UTF-8"}, "Usage"),
        ({}, "Usage"),
    ],
)
def test_the_locale_chooses_the_language(environment, word, folder):
    assert word in fubiao("--help", cwd=folder, **environment).stdout


@pytest.mark.parametrize(
    "wrong",
    [
        "nope", "convert --nope", "convert --forc", "convert in --to pdf", "convert missing.docx", "convert in -o",
        "convert --jobs 0", "convert --jobs x", "convert --serials x", "convert --force=1", "convert in/*.xyz",
        "convert in --profile missing.toml", "convert in --profile in", "inspect", "inspect in", "inspect a.docx",
        "inspect in/a.txt in/c.txt", "gather in/a.txt -o x.xlsx", "gather nothing", "gather nothing -o x.csv",
        "diff in/a.txt", "diff in/a.txt later.txt -o x.pdf", "corrections --input missing",
    ],
)  # fmt: skip
def test_wrong_usage_is_answered_in_chinese_to_the_last_word(wrong, folder):
    ran = fubiao(*wrong.split(), "--lang", "zh", cwd=folder)
    said = re.sub(r"'[^']*'|“[^”]*”|用法：.*|（[^（]*）|[\w.]*\.\w+|\bTOML\b", "", ran.stderr)
    said = said.replace(", ".join(("xlsx", "csv", "json", "html", "jsonl", "sqlite", "parquet")), "")
    assert ran.returncode == 2
    latin = r"[A-Za-z]{2,}"
    assert set(re.findall(latin, said)) <= set(re.findall(latin, wrong))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "The commands are convert, corrections, diff, explain, gather, inspect, profile, schema, steps."),
        ("zh", "可用的命令有“convert, corrections, diff, explain, gather, inspect, profile, schema, steps”。"),
    ],
)
def test_an_unknown_command_is_answered_by_those_that_there_are(lang, said, folder):
    ran = fubiao("--lang", lang, "check", cwd=folder)
    assert ran.returncode == 2
    assert "fubiao --help" in ran.stderr
    assert ran.stderr.rstrip().endswith(said)


def test_help_stands_in_columns_in_chinese(folder):
    from pipeline.drawing import width

    help_lines = fubiao("convert", "--help", cwd=folder, LANG="zh_CN.UTF-8", COLUMNS="80").stdout.splitlines()
    assert max(map(width, help_lines)) <= 80
    options = [line for line in help_lines if re.match(r"  -+\w", line)]
    starts = {width(re.match(r"  \S.*?(?:  +|$)", line)[0]) for line in options}
    assert len(starts) == 1
    assert [line for line in help_lines if line.strip() and line.strip()[0] in "，。；、）"] == []


def test_a_gbk_console_does_not_end_a_run(folder):
    ran = subprocess.run(
        [sys.executable, "-m", "pipeline", "explain", "in/a.txt", "--lang", "zh"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0
    assert "缺失的序号补为" in ran.stdout.decode("gbk")


def test_a_system_that_cannot_write_the_name_of_a_result_is_told(folder):
    narrow = {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    (folder / "in" / "two.txt").write_text(DUMP + "\n\n附件2\n\n" + DUMP, encoding="utf-8")
    ran = fubiao("convert", "in/two.txt", cwd=folder, **narrow)
    assert ran.returncode == 5
    assert "has no such name" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_inspect_as_json(folder):
    (table,) = json.loads(fubiao("inspect", "in/a.txt", "--json", cwd=folder).stdout)
    assert {key: table[key] for key in ("table", "parent", "title", "rows", "columns")} == {
        "table": 1,
        "parent": None,
        "title": "某区任务分解表",
        "rows": 4,
        "columns": 3,
    }
    assert table["boxes"][0] == {"row": 1, "column": 1, "down": 1, "across": 1, "text": "序号"}


def test_explain_as_json(folder):
    (table,) = json.loads(fubiao("explain", "in/a.txt", "--json", cwd=folder).stdout)
    assert [repair["code"] for repair in table["repairs"]] == ["R301", "R202"]
    assert table["repairs"][0]["place"] == [1, 3, 1]


def test_steps_profile_and_schema_print(folder):
    assert "number_serials" in fubiao("steps", cwd=folder).stdout
    assert "[thresholds]" in fubiao("profile", cwd=folder).stdout
    assert json.loads(fubiao("schema", cwd=folder).stdout)


def test_a_profile_in_the_input_folder_holds(folder):
    (folder / "in" / "fubiao.toml").write_text('serials = "keep"\n', encoding="utf-8")
    fubiao("convert", "in", "--to", "json", cwd=folder)
    made = json.loads((folder / "output" / "a.json").read_text(encoding="utf-8"))
    assert [record["序号"] for record in made["tables"][0]["records"]] == [1, None, 3]


def test_profile_prints_what_holds(folder):
    (folder / "own.toml").write_text('serials = "keep"\n[aliases]\n"一镇两办" = ["甲镇", "乙办"]\n', encoding="utf-8")
    held = tomllib.loads(fubiao("profile", "--profile", "own.toml", cwd=folder).stdout)
    assert held["serials"] == "keep"
    assert held["aliases"] == {"一镇两办": ["甲镇", "乙办"]}
    assert "合计" in held["marks"]["total"]


def test_an_input_is_never_touched(folder):
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (folder / "in").iterdir()}
    fubiao("convert", "in", cwd=folder)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (folder / "in").iterdir()} == before


def test_an_output_folder_that_is_a_file_is_told(folder):
    (folder / "taken").write_text("x")
    ran = fubiao("convert", "in/a.txt", "-o", "taken", cwd=folder)
    assert ran.returncode == 5
    assert "could not be written" in ran.stderr
    assert "Traceback" not in ran.stderr
