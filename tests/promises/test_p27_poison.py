"""P27: a poisoned file costs itself alone, with the right cause; a killed run goes on without doing again."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from pipeline.batch import worker
from pipeline.batch.outcome import Done, Failed
from pipeline.batch.ways import in_line
from tests.promises.poison import CODES, poisoned
from tests.runs import converted, fill, program, started, struck, with_job

posix = pytest.mark.skipif(os.name == "nt", reason="signals and limits of POSIX")


@pytest.mark.long
@posix
def test_p27_each_poisoned_file_is_named_with_its_cause_and_all_others_are_converted(tmp_path, monkeypatch):
    monkeypatch.setattr(worker, "GRACE", 1)
    fill(tmp_path / "in", *(f"{at}.txt" for at in range(12)), *(f"{kind}.txt" for kind in CODES))
    outcomes = converted(tmp_path / "in", tmp_path / "out", jobs=2, by=with_job(poisoned), seconds=20, megabytes=200)
    failed = {each.path.stem: each.error.code for each in outcomes if isinstance(each, Failed)}
    assert failed == CODES
    assert {each.path.stem for each in outcomes if isinstance(each, Done)} == {str(at) for at in range(12)}
    assert all((tmp_path / "out" / f"{at}.xlsx").exists() for at in range(12))
    log = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert {Path(each["file"]).stem: each["code"] for each in log["files"] if each["code"]} == failed
    assert log["summary"]["failed"] == len(failed)


@posix
@pytest.mark.parametrize(("kind", "seconds"), [("loops", 1), ("eats", 200)])
def test_p27_a_single_file_is_bounded_too(kind, seconds, tmp_path, monkeypatch):
    from pipeline import flow
    from tests.promises import poison

    monkeypatch.setattr(flow, "convert", poison._poisoned)
    fill(tmp_path / "in", f"{kind}.txt")
    (outcome,) = converted(tmp_path / "in", tmp_path / "out", by=in_line, seconds=seconds, megabytes=200)
    assert outcome.error.code == CODES[kind]


@pytest.mark.long
@posix
def test_p27_a_single_file_that_holds_its_parser_for_ever_is_given_up(tmp_path):
    """libxml2 looks through all attributes of a tag for each: no alarm is heard in the meantime."""
    (tmp_path / "a.html").write_text("<table " + " ".join(f"a{at}=1" for at in range(1_000_000)) + "><tr><td>1")
    ran = program(tmp_path, "convert", "a.html", "--timeout", "2")
    assert ran.stderr.startswith("a.html took more than 2 seconds and was given up.")


@posix
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_p27_what_is_no_file_is_told_and_not_waited_for(kind, tmp_path):
    if kind == "pipe":
        os.mkfifo(tmp_path / "a.docx")
    else:
        (tmp_path / "a.docx").symlink_to("/dev/zero")
    (outcome,) = converted(tmp_path / "a.docx", tmp_path / "out", seconds=20, megabytes=200)
    assert str(outcome.error) == "a.docx could not be read: Not a regular file."


@posix
def test_p27_the_bounds_of_one_file_are_gone_with_it(tmp_path):
    import resource

    fill(tmp_path / "in", "a.txt")
    before = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM)
    converted(tmp_path / "in", tmp_path / "out")
    assert (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM)) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_p27_a_killed_run_goes_on_where_it_stopped(jobs, tmp_path):
    fill(tmp_path / "in", *(f"{at:03}.txt" for at in range(40)))
    command = ["convert", "in", "--to", "json,csv", "--jobs", jobs, "-q"]
    dead = started(tmp_path, *command, start=struck(10, "os.killpg(0, signal.SIGKILL)"))
    assert dead.wait() == -signal.SIGKILL
    assert (tmp_path / "output" / ".fubiao").read_bytes().count(b"\n") == 10
    assert program(tmp_path, *command).returncode == 0
    log = json.loads((tmp_path / "output" / "run.json").read_text(encoding="utf-8"))
    assert (log["summary"]["up to date"], log["summary"]["converted"]) == (10, 30)
    assert len(converted(tmp_path / "in", tmp_path / "clean")) == 40
    for path in (tmp_path / "output").glob("*.csv"):
        assert path.read_bytes() == (tmp_path / "clean" / path.name).read_bytes()
    assert not list((tmp_path / "output").glob(".fubiao-*"))
    assert not list((tmp_path / "output").glob("*.new.*"))


@posix
def test_p27_ctrl_c_keeps_what_is_done_and_closes_the_log(tmp_path):
    fill(tmp_path / "in", *(f"{at:03}.txt" for at in range(200)))
    run = started(
        tmp_path, "convert", "in", "--to", "json", "--jobs", "2", start=struck(5, "os.killpg(0, signal.SIGINT)")
    )
    out, err = run.communicate()
    assert (run.returncode, err) == (130, "")
    assert "interrupted" in out
    log = json.loads((tmp_path / "output" / "run.json").read_text(encoding="utf-8"))
    done = log["summary"]["converted"]
    assert log["summary"]["ended"] == "interrupted"
    remembered = (tmp_path / "output" / ".fubiao").read_bytes().count(b"\n")
    assert remembered - 1 <= done == len(log["files"]) < 200  # the blow may fall between the two
    assert remembered == 5
    assert log["summary"]["left"] == 200 - done
    assert not list((tmp_path / "output").glob(".fubiao-*"))
