"""P16: what Word, Windows and macOS leave beside a file is skipped without a word, and counted."""

from __future__ import annotations

import json

from pipeline.batch.find import find
from tests.runs import fill, program

NOISE = ("x/~$a.docx", "._b.txt", "x/._c.docx", "x/Thumbs.db", ".DS_Store", "x/y/~$长名字.docx")


def test_p16_noise_is_counted_and_another_kind_of_file_is_told(tmp_path):
    fill(tmp_path, "x/y/a.txt", *NOISE, "x/c.pdf")
    found = find([tmp_path], tmp_path / "out")
    assert [stem.as_posix() for _, stem in found.sources] == ["x/y/a"]
    assert [path.name for path in found.skipped] == ["c.pdf"]
    assert found.noise == len(NOISE)


def test_p16_a_name_that_only_looks_like_noise_is_converted(tmp_path):
    fill(tmp_path, "$a.docx", "~a.txt", "_b.txt", "a~$.txt")
    assert len(find([tmp_path], tmp_path / "out").sources) == 4


def test_p16_a_run_says_nothing_of_noise_but_in_its_log(tmp_path):
    fill(tmp_path, "in/a.txt", *(f"in/{name}" for name in NOISE), "in/x/c.pdf")
    ran = program(tmp_path, "convert", "in", "--to", "json", "--jobs", "1")
    assert ran.returncode == 0
    said = ran.stdout + ran.stderr
    assert "c.pdf" in said
    assert not any(name.rpartition("/")[2] in said for name in NOISE)
    log = json.loads((tmp_path / "output" / "run.json").read_text(encoding="utf-8"))
    assert (log["summary"]["converted"], log["summary"]["skipped"], log["summary"]["ignored"]) == (1, 1, len(NOISE))
