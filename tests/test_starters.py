"""What a person starts by a double click, read as its interpreter reads it; no Windows is needed for that."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.messages import choose_language

ROOT = Path(__file__).parent.parent
BATCHES = {path.stem: path.read_bytes() for path in sorted(ROOT.glob("*.bat"))}

batch = pytest.mark.parametrize("batch", BATCHES.values(), ids=BATCHES)


def test_the_batch_files_are_those_that_the_documents_name():
    assert set(BATCHES) == {"convert", "corrections"}


@batch
def test_each_line_of_the_batch_file_ends_as_windows_wants(batch):
    assert batch.count(b"\r\n") == batch.count(b"\n")
    assert batch.endswith(b"\r\n")
    assert not batch.startswith(b"\xef\xbb\xbf")


@batch
def test_each_jump_of_the_batch_file_has_its_label(batch):
    text = batch.decode()
    labels = re.findall(r"^:(\w+)", text, re.M)
    assert set(re.findall(r"goto (\w+)", text)) <= set(labels)
    assert len(labels) == len(set(labels))
    assert text.split()[-4:] == ["pause", "exit", "/b", "%CODE%"]


@batch
def test_words_of_the_batch_file_that_are_not_ascii_stand_below_all_commands(batch):
    """Before Windows 10 cmd.exe lost its place in a file behind a character of several bytes."""
    told, words = batch.split(b":tellfirst")
    assert told.isascii()
    commands = {line.split()[0] for line in words.decode().splitlines() if line.strip() and line[0] != ":"}
    assert commands <= {"echo", "goto", "popd", "pause", "exit"}


@batch
def test_the_folder_of_the_batch_file_may_have_any_name(batch):
    text = batch.decode()
    assert re.findall(r"[^\r\n]*%~dp0[^\r\n]*", text) == ['pushd "%~dp0"']
    assert "enabledelayedexpansion" not in text.lower()
    assert "http" not in text


@pytest.mark.parametrize("script", ["bundle/install.sh", "bundle/convert.sh", "bundle/corrections.sh"])
def test_the_scripts_of_the_bundle_are_right_in_form(script):
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    assert b"\r" not in (ROOT / script).read_bytes()
    assert subprocess.run([bash, "-n", str(ROOT / script)], check=False).returncode == 0


@pytest.mark.parametrize(
    ("environment", "system", "lang"),
    [
        ({}, "Chinese (Simplified)_China", "zh"),
        ({}, "zh_CN", "zh"),
        ({}, "English_United States", "en"),
        ({}, "", "en"),
        ({"LANG": "en_US.UTF-8"}, "Chinese (Simplified)_China", "en"),
    ],
)
def test_a_system_without_variables_tells_its_language_by_itself(environment, system, lang):
    assert choose_language([], environment, system) == lang
