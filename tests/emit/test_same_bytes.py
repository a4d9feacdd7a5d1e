"""The same input gives the same bytes in every format, whatever the process, its folder, its language and its clock say."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.flow import WRITERS
from tests.build import docx
from tests.plugin import grid

ROOT = Path(__file__).parent.parent.parent
# Two processes that share neither the order of their sets, nor their folder, nor their locale, nor ever the day.
WORLDS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "folder": "a"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Pago_Pago", "LC_ALL": "zh_CN.UTF-8", "folder": "乙/c d"},
)
TASKS = grid(
    "序号|类别|任务要求|投资（万元）|完成时限|牵头部门|配合部门; 1|民生|增长6.5%左右|1,200.5|12月底前|教育局⏎发改局|财政局;"
    "2|^|=1+1|300||发改局|教育局财政局; 4|产业|新建厂房3座|-|长期|财政局|; 合计|<|<|1500.5|||"
)
PEOPLE = grid("编号|姓名|身份证号; 001|李  雷|430702198502030028; 002|王小明|43070219900101001X")


def results(world: dict[str, str], home: Path) -> dict[str, str]:
    """Convert a Word file to every format and compare it with another, in a world; give the hash of each file."""
    folder = home / world["folder"]
    folder.mkdir(parents=True)
    (folder / "附件.docx").write_bytes(docx("2024年任务表", TASKS, "花名册", PEOPLE))
    (folder / "旧.docx").write_bytes(docx("2024年任务表", PEOPLE, "花名册", TASKS))
    convert = ["convert", "附件.docx", "-o", "out", "--to", ",".join(WRITERS), "--split-by", "牵头部门", "--lang", "zh"]
    compare = ["diff", "旧.docx", "附件.docx", "-o", "out/diff.xlsx", "-o", "out/diff.html", "--lang", "zh"]
    env = {**os.environ, **world, "PYTHONPATH": str(ROOT)}
    for command in (convert, compare):
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", *command], check=False, cwd=folder, env=env, capture_output=True
        )
        assert done.returncode == 0, done.stderr.decode()
    out = folder / "out"
    # What a run remembers of itself, run.json and the files of its lock and ledger, is no result.
    files = [path for path in sorted(out.rglob("[!.]*")) if path.is_file() and path.name != "run.json"]
    return {str(path.relative_to(out)): sha256(path.read_bytes()).hexdigest() for path in files}


def test_every_format_is_the_same_in_two_worlds(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    one, other = (results(world, tmp_path) for world in WORLDS)
    assert one == other
    endings = {name.rpartition(".")[2] for name in one}
    assert endings == {"xlsx", "csv", "json", "html", "jsonl", "sqlite", "parquet"}
    assert {
        "附件.表2.csv",
        "附件.datapackage.json",
        "附件.牵头部门/目录.xlsx",
        "附件.牵头部门/财政局.xlsx",
        "diff.html",
    } < set(one)
