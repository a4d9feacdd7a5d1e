"""P25: no output collides with another or leaves its folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.batch.find import expanded, find
from pipeline.text import safe_name
from tests.runs import converted, fill, program, stems


def test_p25_sources_that_collide_keep_their_ending_in_any_order(tmp_path):
    fill(tmp_path, "a.docx", "a.txt", "b.txt")
    assert stems(tmp_path) == {"a.docx": "a.docx", "a.txt": "a.txt", "b.txt": "b"}
    assert stems(tmp_path, "a.txt") == {"a.txt": "a.txt"}
    assert stems(tmp_path, "a.txt", "a.docx") == {"a.docx": "a.docx", "a.txt": "a.txt"}


def test_p25_names_that_differ_in_case_or_composition_collide(tmp_path):
    fill(tmp_path, "A.docx", "a.txt", "e\u0301.docx", "\u00e9.txt")
    assert set(stems(tmp_path).values()) == {"A.docx", "a.txt", "e\u0301.docx", "\u00e9.txt"}


def test_p25_a_link_out_of_the_folder_is_not_followed(tmp_path):
    fill(tmp_path, "elsewhere/secret.txt", "in/a.txt")
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "elsewhere" / "secret.txt")
    found = find([tmp_path / "in"], tmp_path / "out")
    assert [path.name for path, _ in found.sources] == ["a.txt"]


@pytest.mark.parametrize("name", ["con", "NUL.附件", "Com1"])
def test_p25_device_names_are_made_safe(name):
    assert safe_name(name) == "_" + name


def test_p25_very_long_names_stay_apart():
    long = ["附" * 80 + str(at) for at in range(3)]
    assert len({safe_name(name) for name in long}) == 3


@pytest.mark.parametrize(
    ("name", "safe"), [("a:b?", "a_b_"), ("a\nb", "a_b"), ("a.", "a_"), ("尾 ", "尾_"), ("..", "_")]
)
def test_p25_what_windows_cannot_write_is_written_otherwise(name, safe):
    assert safe_name(name) == safe


def test_p25_names_made_safe_alike_stay_apart(tmp_path):
    fill(tmp_path, "a?.txt", "a*.txt")
    made = set(stems(tmp_path).values())
    assert len(made) == 2
    assert all(name.startswith("a_~") for name in made)


def test_p25_equal_names_from_two_folders_stay_apart_in_any_order(tmp_path):
    fill(tmp_path, "x/a.txt", "y/a.txt")
    forth = stems(tmp_path, "x/a.txt", "y/a.txt")
    assert len(set(forth.values())) == 2
    assert stems(tmp_path, "y/a.txt", "x/a.txt") == forth


def test_p25_equal_names_from_two_folders_stay_apart_across_runs(tmp_path):
    fill(tmp_path, "x/a.txt", "y/a.txt")
    converted(tmp_path / "x", tmp_path / "out")
    before = (tmp_path / "out" / "a.json").read_bytes()
    converted(tmp_path / "y", tmp_path / "out")
    assert (tmp_path / "out" / "a.json").read_bytes() == before
    assert len(list((tmp_path / "out").glob("a~*.xlsx"))) == 1
    assert [each.fresh for folder in "xy" for each in converted(tmp_path / folder, tmp_path / "out")] == [False, False]


def test_p25_a_source_that_moved_takes_its_results_along(tmp_path):
    fill(tmp_path, "x/a.txt")
    converted(tmp_path / "x", tmp_path / "out")
    (tmp_path / "x").rename(tmp_path / "z")
    (outcome,) = converted(tmp_path / "z", tmp_path / "out")
    assert not outcome.fresh


def test_p25_no_source_takes_the_name_of_another_ones_result(tmp_path):
    fill(tmp_path, "a.txt", "a.datapackage.txt", "a.new.txt", "a.表1.txt", "run.txt", "b.docx.html", "b.docx", "b.txt")
    made = stems(tmp_path)
    assert made["a.txt"] == "a"
    assert made["a.datapackage.txt"] == "a.datapackage.txt"
    assert made["a.new.txt"] == "a.new.txt"
    assert made["a.表1.txt"] == "a.表1.txt"
    assert made["run.txt"] == "run.txt"
    assert len(set(made.values())) == len(made)


def test_p25_results_among_the_attachments_are_no_attachments(tmp_path):
    """A clerk may have them in one folder; its second run converted the first one's page and workbook."""
    fill(tmp_path / "in", "a.txt", "sub/b.txt")
    ran = [program(tmp_path, "convert", "in", "-o", "in", "--to", kinds) for kinds in ("html,xlsx", "csv", "csv")]
    assert [one.stdout.split(",")[0] for one in ran] == ["2 attachments"] * 3
    assert "2 up to date" in ran[2].stdout
    assert not any(one.stderr for one in ran)
    # A page beside an attachment is no second one of its name, from which its results would have to be told.
    assert {path.name for path in (tmp_path / "in").glob("a.*")} == {
        "a.txt", "a.html", "a.xlsx", "a.csv", "a.datapackage.json",
    }  # fmt: skip
    (tmp_path / "in" / "c.html").write_bytes((tmp_path / "in" / "a.html").read_bytes())
    assert program(tmp_path, "convert", "in", "-o", "in").stdout.startswith("3 attachments,")


@pytest.mark.parametrize("given", ["in/../in", "./in", "in/sub/.."])
def test_p25_a_way_with_dots_leads_nowhere_else(given, tmp_path):
    fill(tmp_path, "in/a.txt", "in/sub/b.txt")
    converted(tmp_path / given, tmp_path / "out")
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.xlsx")}
    assert made == {"out/a.xlsx", "out/sub/b.xlsx"}


def test_p25_a_device_as_a_folder_is_made_safe(tmp_path):
    fill(tmp_path, "aux/a.txt")
    assert stems(tmp_path) == {"aux/a.txt": "_aux/a"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_p25_a_name_that_is_no_text_is_converted(tmp_path):
    fill(tmp_path / "in", "a.txt")
    (tmp_path / "in" / "a.txt").rename(tmp_path / "in" / os.fsdecode(b"\xb8\xbd\xbc\xfe.txt"))
    (outcome,) = converted(tmp_path / "in", tmp_path / "out")
    assert outcome.fresh
    (outcome,) = converted(tmp_path / "in", tmp_path / "out")
    assert not outcome.fresh


def test_p25_a_pattern_that_no_shell_expanded_is_looked_up(tmp_path):
    fill(tmp_path, "a.txt", "x/b.txt", "x/[c].txt")
    assert [path.name for path in expanded([f"{tmp_path}/*.txt"])] == ["a.txt"]
    assert [path.name for path in expanded([f"{tmp_path}/**/*.txt"])] == ["a.txt", "[c].txt", "b.txt"]
    assert [path.name for path in expanded([f"{tmp_path}/x/[c].txt"])] == ["[c].txt"]
    assert list(expanded(["none/*.txt"])) == []
    assert list(expanded(["none.txt"])) == [Path("none.txt")]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_p25_names_that_mean_harm_are_converted_inside_the_folder_and_said_in_one_line(tmp_path):
    """A shell, a terminal, a spreadsheet and a web page get nothing to run."""
    odd = (
        "x\ny",
        "\x1b[2Jz",
        ".",
        "-rf",
        "a'\";$(id)",
        "=1+1",
        "%s{0}",
        "<b>",
        "\u202egpj",
        "附" * 83 + "ab",
        "a\\..\\b",
    )
    fill(tmp_path / "in", *(f"{name}.txt" for name in odd))
    for name in ("bad\nline", "\x1b]0;title\x07", "\u202etxt.exe"):
        (tmp_path / "in" / f"{name}.docx").write_bytes(b"no Word file")
    ran = program(tmp_path, "convert", "in", "-o", "out/deep", "--jobs", "1")
    assert ran.returncode == 1
    assert len(ran.stderr.strip().split("\n")) == 3
    assert not set(ran.stderr + ran.stdout) & {"\x1b", "\x07", "\r", "\u202e"}
    assert f"{len(odd)} attachments" in ran.stdout
    made = {path.relative_to(tmp_path).parts[:2] for path in tmp_path.rglob("*.xlsx")}
    assert made == {("out", "deep")}
    assert len(list((tmp_path / "out" / "deep").glob("*.xlsx"))) == len(odd)
    for path in (tmp_path / "out" / "deep").iterdir():
        assert not set(path.name) & set('<>:"/\\|?*\n\x1b'), path.name


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_p25_a_link_that_lies_where_a_result_goes_is_replaced_and_not_followed(tmp_path):
    fill(tmp_path, "in/a.txt", "elsewhere/secret.txt")
    (tmp_path / "out").mkdir()
    before = (tmp_path / "elsewhere" / "secret.txt").read_bytes()
    for ending in ("xlsx", "json", "csv"):
        (tmp_path / "out" / f"a.{ending}").symlink_to(tmp_path / "elsewhere" / "secret.txt")
    (outcome,) = converted(tmp_path / "in", tmp_path / "out")
    assert outcome.fresh
    assert (tmp_path / "elsewhere" / "secret.txt").read_bytes() == before
    results = [tmp_path / "out" / name for name in outcome.entry["files"]]
    assert all(path.is_file() for path in results)
    assert not any(path.is_symlink() for path in results)
