"""P27: a poisoned file costs itself alone, with the right cause; a killed run goes on without doing again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.batch import in_processes as processes
from pipeline.batch.outcome import Done, Failed
from pipeline.batch.ways import in_line
from tests.promises.poison import CODES, poisoned
from tests.runs import converted, fill, with_job

ROOT = Path(__file__).parent.parent.parent
posix = pytest.mark.skipif(os.name == "nt", reason="signals and limits of POSIX")


@posix
def test_p27_each_poisoned_file_is_named_with_its_cause_and_all_others_are_converted(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "GRACE", 1)
    fill(tmp_path / "in", *(f"{at}.txt" for at in range(12)), *(f"{kind}.txt" for kind in CODES))
    outcomes = converted(tmp_path / "in", tmp_path / "out", jobs=2, by=with_job(poisoned), seconds=4, megabytes=200)
    failed = {each.path.stem: each.error.code for each in outcomes if isinstance(each, Failed)}
    assert failed == CODES
    assert {each.path.stem for each in outcomes if isinstance(each, Done)} == {str(at) for at in range(12)}
    assert all((tmp_path / "out" / f"{at}.xlsx").exists() for at in range(12))
    log = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert {Path(each["file"]).stem: each["code"] for each in log["files"] if each["code"]} == failed
    assert log["summary"]["failed"] == len(failed)


@posix
@pytest.mark.parametrize("kind", ["loops", "eats"])
def test_p27_a_single_file_is_bounded_too(kind, tmp_path, monkeypatch):
    from pipeline import flow
    from tests.promises import poison

    monkeypatch.setattr(flow, "convert", poison._poisoned)
    fill(tmp_path / "in", f"{kind}.txt")
    (outcome,) = converted(tmp_path / "in", tmp_path / "out", by=in_line, seconds=4, megabytes=200)
    assert outcome.error.code == CODES[kind]


@posix
def test_p27_the_bounds_of_one_file_are_gone_with_it(tmp_path):
    import resource

    fill(tmp_path / "in", "a.txt")
    before = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM)
    converted(tmp_path / "in", tmp_path / "out")
    assert (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM)) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_p27_a_killed_run_goes_on_where_it_stopped(jobs, tmp_path):
    fill(tmp_path / "in", *(f"{at:03}.txt" for at in range(60)))
    command = [sys.executable, "-m", "pipeline", "convert", "in", "--to", "json,csv", "--jobs", jobs, "-q"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    run = subprocess.Popen(command, cwd=tmp_path, env=environment, start_new_session=True)
    ledger = tmp_path / "output" / ".fubiao"
    while run.poll() is None and (not ledger.exists() or ledger.read_bytes().count(b"\n") < 10):
        time.sleep(0.005)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    kept = ledger.read_bytes().count(b"\n")
    assert 10 <= kept < 60
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    log = json.loads((tmp_path / "output" / "run.json").read_text(encoding="utf-8"))
    assert (log["summary"]["up to date"], log["summary"]["converted"]) == (kept, 60 - kept)
    clean = converted(tmp_path / "in", tmp_path / "clean")
    assert len(clean) == 60
    for path in (tmp_path / "output").glob("*.csv"):
        assert path.read_bytes() == (tmp_path / "clean" / path.name).read_bytes()
    assert not list((tmp_path / "output").glob(".fubiao-*"))
    assert not list((tmp_path / "output").glob("*.new.*"))


def test_p27_ctrl_c_keeps_what_is_done_and_closes_the_log(tmp_path):
    fill(tmp_path / "in", *(f"{at:04}.txt" for at in range(2000)))
    run = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "convert", "in", "--to", "json", "--jobs", "2"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    ledger = tmp_path / "output" / ".fubiao"
    while run.poll() is None and (not ledger.exists() or ledger.read_bytes().count(b"\n") < 5):
        time.sleep(0.005)
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert run.returncode == 130
    assert err == ""
    assert "interrupted" in out
    log = json.loads((tmp_path / "output" / "run.json").read_text(encoding="utf-8"))
    done = log["summary"]["converted"]
    assert log["summary"]["ended"] == "interrupted"
    assert 5 <= done == len(log["files"]) == ledger.read_bytes().count(b"\n") < 2000
    assert log["summary"]["left"] == 2000 - done
    assert not list((tmp_path / "output").glob(".fubiao-*"))
