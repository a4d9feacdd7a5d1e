"""Many files: names that collide, processes, litter, and the same bytes whatever the number of jobs."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch.find import find
from pipeline.batch.in_processes import in_processes
from pipeline.batch.outcome import Done, Failed
from pipeline.batch.run import run
from pipeline.batch.ways import in_line
from pipeline.result import Wish
from tests.runs import TABLE, converted, fill, work


def test_one_job_and_four_give_the_same_bytes(tmp_path):
    fill(tmp_path / "in", *(f"{at}.txt" for at in range(6)))
    seen = []
    for way in (in_line, in_processes):
        output = tmp_path / way.__name__
        converted(tmp_path / "in", output, jobs=4, by=way)
        seen.append({path.name: path.read_bytes() for path in output.iterdir() if path.name != "run.json"})
    assert seen[0] == seen[1]
    assert len(seen[0]) == 6 * 4 + len([".fubiao", ".fubiao.lock"])


@pytest.mark.parametrize("by", [in_line, in_processes])
def test_a_file_is_told_only_when_its_results_stand(by, tmp_path):
    fill(tmp_path / "in", *(f"{at}.txt" for at in range(6)))
    (tmp_path / "out" / "3.csv").mkdir(parents=True)
    standing = {}

    def tell(outcome):
        made = outcome.entry["files"] if isinstance(outcome, Done) else ()
        standing[outcome.path.stem] = [(tmp_path / "out" / name).is_file() for name in made]

    run(find([tmp_path / "in"], tmp_path / "out"), work(tmp_path / "out"), 2, tell, by)
    assert standing == {str(at): [] if at == 3 else [True] * 4 for at in range(6)}


def test_one_bad_file_costs_only_itself(tmp_path):
    fill(tmp_path / "in", "a.txt", "c.txt")
    (tmp_path / "in" / "b.txt").write_bytes(b"")
    outcomes = converted(tmp_path / "in", tmp_path / "out", jobs=2, by=in_processes)
    assert {each.path.name: isinstance(each, Failed) for each in outcomes} == {
        "a.txt": False,
        "b.txt": True,
        "c.txt": False,
    }


def test_what_a_killed_run_left_is_swept(tmp_path):
    fill(tmp_path / "in", "a.txt")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".fubiao-half").write_bytes(b"half")
    converted(tmp_path / "in", tmp_path / "out")
    assert not list((tmp_path / "out").glob(".fubiao-*"))


def again(folder: Path, **settings):
    (outcome,) = converted(folder / "in", folder / "out", **settings)
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
    (outcome,) = converted(tmp_path / "in", tmp_path / "out", wish=Wish(bom=change != "settings"))
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
    wish = Wish(split_by="牵头部门") if not settings else Wish(**settings)
    (outcome,) = converted(folder / "in", folder / "out", wish=wish)
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


def test_the_results_of_a_table_that_is_gone_go_too(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(
        f"甲表\n{TABLE.format('修路')}\n乙表\n{UNITS.format('教育局')}", encoding="utf-8"
    )
    again(tmp_path)
    assert (tmp_path / "out" / "a.表2.csv").exists()
    (tmp_path / "in" / "a.txt").write_text(TABLE.format("修路"), encoding="utf-8")
    again(tmp_path)
    assert sorted(path.name for path in (tmp_path / "out").glob("a*.csv")) == ["a.csv"]
