"""Many files: names that collide, processes, litter, and the same bytes whatever the number of jobs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.batch import Failed, Work, gather, run, safe_name
from pipeline.model import Wish
from pipeline.profile import default_profile

TABLE = "\t序号\n\t任务\n\n\t1\n\t{}\n\n\t2\n\t架桥\n\n"


def work(output: Path, **settings) -> Work:
    return Work(default_profile(), ("json", "csv", "xlsx"), Wish(), output, **settings)


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TABLE.format(name), encoding="utf-8")


def stems(folder: Path, *given: str) -> dict[str, str]:
    tasks, _ = gather([folder / name for name in given] or [folder], folder / "out")
    return {str(task.path.relative_to(folder)): str(task.stem.relative_to(folder / "out")) for task in tasks}


def test_sources_that_collide_keep_their_ending_in_any_order(tmp_path):
    fill(tmp_path, "a.docx", "a.txt", "b.txt")
    assert stems(tmp_path) == {"a.docx": "a.docx", "a.txt": "a.txt", "b.txt": "b"}
    assert stems(tmp_path, "a.txt") == {"a.txt": "a.txt"}
    assert stems(tmp_path, "a.txt", "a.docx") == {"a.docx": "a.docx", "a.txt": "a.txt"}


def test_names_that_differ_in_case_or_composition_collide(tmp_path):
    fill(tmp_path, "A.docx", "a.txt", "e\u0301.docx", "\u00e9.txt")
    assert set(stems(tmp_path).values()) == {"A.docx", "a.txt", "e\u0301.docx", "\u00e9.txt"}


def test_sub_folders_are_kept_and_noise_is_not_seen(tmp_path):
    fill(tmp_path, "x/y/a.txt", "x/~$a.docx", "._b.txt", "x/Thumbs.db", ".DS_Store", "x/c.pdf")
    tasks, skipped = gather([tmp_path], tmp_path / "out")
    assert [str(task.stem.relative_to(tmp_path)) for task in tasks] == ["out/x/y/a"]
    assert [path.name for path in skipped] == ["c.pdf"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    fill(tmp_path, "elsewhere/secret.txt", "in/a.txt")
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "elsewhere" / "secret.txt")
    tasks, _ = gather([tmp_path / "in"], tmp_path / "out")
    assert [task.path.name for task in tasks] == ["a.txt"]


@pytest.mark.parametrize("name", ["con", "NUL.附件", "Com1"])
def test_device_names_are_made_safe(name):
    assert safe_name(name) == "_" + name


def test_very_long_names_stay_apart():
    long = ["附" * 80 + str(at) for at in range(3)]
    assert len({safe_name(name) for name in long}) == 3


def test_one_job_and_four_give_the_same_bytes(tmp_path):
    fill(tmp_path / "in", *(f"{at}.txt" for at in range(6)))
    seen = []
    for jobs in (1, 4):
        tasks, _ = gather([tmp_path / "in"], tmp_path / f"out{jobs}")
        outcomes = run(tasks, work(tmp_path / f"out{jobs}"), jobs, lambda outcome: None)
        assert [outcome.path for outcome in outcomes] == [task.path for task in tasks]
        seen.append({path.name: path.read_bytes() for path in (tmp_path / f"out{jobs}").iterdir()})
    assert seen[0] == seen[1]
    assert len(seen[0]) == 25


def test_one_bad_file_costs_only_itself(tmp_path):
    fill(tmp_path / "in", "a.txt", "c.txt")
    (tmp_path / "in" / "b.txt").write_bytes(b"")
    tasks, _ = gather([tmp_path / "in"], tmp_path / "out")
    outcomes = run(tasks, work(tmp_path / "out"), 2, lambda outcome: None)
    assert [isinstance(outcome, Failed) for outcome in outcomes] == [False, True, False]


def test_what_a_killed_run_left_is_swept(tmp_path):
    fill(tmp_path / "in", "a.txt")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".fubiao-half").write_bytes(b"half")
    tasks, _ = gather([tmp_path / "in"], tmp_path / "out")
    run(tasks, work(tmp_path / "out"), 1, lambda outcome: None)
    assert not list((tmp_path / "out").glob(".fubiao-*"))


def again(folder: Path, **settings):
    tasks, _ = gather([folder / "in"], folder / "out")
    (outcome,) = run(tasks, work(folder / "out", **settings), 1, lambda outcome: None)
    return outcome


def test_what_is_up_to_date_is_not_done_again(tmp_path):
    fill(tmp_path / "in", "a.txt")
    first = again(tmp_path)
    stamp = (tmp_path / "out" / "a.xlsx").stat().st_mtime_ns
    second = again(tmp_path)
    assert (first.fresh, second.fresh) == (True, False)
    assert first.counts == second.counts
    assert (tmp_path / "out" / "a.xlsx").stat().st_mtime_ns == stamp
    assert again(tmp_path, force=True).fresh


@pytest.mark.parametrize("change", ["source", "missing", "settings"])
def test_what_changed_is_done_again(change, tmp_path):
    fill(tmp_path / "in", "a.txt")
    again(tmp_path)
    if change == "source":
        (tmp_path / "in" / "a.txt").write_text(TABLE.format("植树"), encoding="utf-8")
    if change == "missing":
        (tmp_path / "out" / "a.csv").unlink()
    tasks, _ = gather([tmp_path / "in"], tmp_path / "out")
    wanted = replace(work(tmp_path / "out"), wish=Wish(bom=change != "settings"))
    (outcome,) = run(tasks, wanted, 1, lambda outcome: None)
    assert outcome.fresh
    assert (tmp_path / "out" / "a.csv").exists()


def test_what_was_edited_by_hand_is_kept_and_the_new_result_lies_beside_it(tmp_path):
    fill(tmp_path / "in", "a.txt")
    again(tmp_path)
    (tmp_path / "out" / "a.csv").write_text("my own work", encoding="utf-8")
    assert again(tmp_path).kept == ("a.csv",)
    assert (tmp_path / "out" / "a.csv").read_text(encoding="utf-8") == "my own work"
    assert "架桥" in (tmp_path / "out" / "a.new.csv").read_text(encoding="utf-8-sig")
    assert again(tmp_path).kept == ("a.csv",)
    again(tmp_path, force=True)
    assert "架桥" in (tmp_path / "out" / "a.csv").read_text(encoding="utf-8-sig")


UNITS = "\t序号\n\t任务\n\t牵头部门\n\n\t1\n\t修路\n\t财政局\n\n\t2\n\t架桥\n\t{}\n\n"


def split(folder: Path, second: str, **settings):
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "a.txt").write_text(UNITS.format(second), encoding="utf-8")
    tasks, _ = gather([folder / "in"], folder / "out")
    wish = Wish(split_by="牵头部门") if not settings else Wish(**settings)
    (outcome,) = run(tasks, replace(work(folder / "out"), wish=wish), 1, lambda outcome: None)
    return outcome, sorted(path.name for path in (folder / "out" / "a.牵头部门").iterdir())


def test_a_workbook_of_a_unit_that_has_nothing_more_goes(tmp_path):
    assert split(tmp_path, "教育局")[1] == ["教育局.xlsx", "目录.xlsx", "财政局.xlsx"]
    assert not split(tmp_path, "教育局")[0].fresh
    split(tmp_path, "教育局", lang="zh")  # a run without --split-by leaves the folder alone
    assert split(tmp_path, "卫健局")[1] == ["卫健局.xlsx", "目录.xlsx", "财政局.xlsx"]


def test_a_workbook_edited_by_hand_never_goes_and_is_told(tmp_path):
    split(tmp_path, "教育局")
    for name in ("教育局.xlsx", "财政局.xlsx"):
        (tmp_path / "out" / "a.牵头部门" / name).write_bytes(b"my own work")
    (tmp_path / "out" / "a.牵头部门" / "别人的.xlsx").write_bytes(b"never ours")
    outcome, names = split(tmp_path, "卫健局")
    assert names == ["别人的.xlsx", "卫健局.xlsx", "教育局.xlsx", "目录.xlsx", "财政局.new.xlsx", "财政局.xlsx"]
    assert outcome.kept == ("a.牵头部门/财政局.xlsx",)
    assert outcome.stale == ("a.牵头部门/教育局.xlsx",)


def test_results_speak_the_language_of_the_document_unless_told_otherwise(tmp_path):
    import openpyxl

    for lang, first in (("", "清单"), ("en", "Records")):
        split(tmp_path, "教育局", lang=lang, split_by="牵头部门")
        assert openpyxl.load_workbook(tmp_path / "out" / "a.xlsx").sheetnames[0] == first
