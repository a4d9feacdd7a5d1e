"""Workers that die at odd moments: no file is lost or blamed for what another did, and none outlives its parent."""

from __future__ import annotations

import os
import signal

import pytest

from pipeline.batch.in_processes import in_processes
from pipeline.batch.outcome import Done, Failed
from pipeline.batch.ways import LARGE, in_line, way
from pipeline.batch.worker import Worker
from tests.runs import converted, fill, started, struck, with_job, work

posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
NAMES = [f"{at}.txt" for at in range(6)]


def killed_before(monkeypatch, name: str, times: int) -> None:
    """Kill the process that is about to be given a file."""
    give, left = Worker.give, [times]

    def dying(self, task, again=False):
        if task.path.name == name and left[0]:
            left[0] -= 1
            self.process.kill()
            self.process.join()
        give(self, task, again)

    monkeypatch.setattr(Worker, "give", dying)


@posix
@pytest.mark.parametrize("name", ["0.txt", "4.txt"])
def test_a_worker_that_dies_before_it_begins_costs_no_file(name, tmp_path, monkeypatch):
    killed_before(monkeypatch, name, times=1)
    fill(tmp_path / "in", *NAMES)
    outcomes = converted(tmp_path / "in", tmp_path / "out", jobs=2, by=in_processes)
    assert sorted(each.path.name for each in outcomes if isinstance(each, Done)) == NAMES


@posix
def test_a_file_before_which_two_workers_die_is_given_up(tmp_path, monkeypatch):
    killed_before(monkeypatch, "3.txt", times=2)
    fill(tmp_path / "in", *NAMES)
    outcomes = converted(tmp_path / "in", tmp_path / "out", jobs=2, by=in_processes)
    (failed,) = [each for each in outcomes if isinstance(each, Failed)]
    assert (failed.path.name, failed.error.code, failed.error.facts["reason"]) == ("3.txt", "E114", "SIGKILL")
    assert len(outcomes) == len(NAMES)


def faulty(task, work):
    """Fail as no conversion does, or give back what no pipe can carry."""
    if task.path.stem == "1":
        raise LookupError("nobody foresaw this")
    if task.path.stem == "2":
        return lambda: None
    return Done(task.path, {"tables": 1, "records": 1, "repairs": 0, "review": 0, "lost": 0}, {"stem": task.path.stem})


def test_a_fault_in_a_worker_is_told_and_costs_one_file(tmp_path):
    fill(tmp_path / "in", *NAMES)
    outcomes = converted(tmp_path / "in", tmp_path / "out", jobs=2, by=with_job(faulty))
    said = {each.path.name: each.error.code for each in outcomes if isinstance(each, Failed)}
    assert said == {"1.txt": "E901", "2.txt": "E901"}
    assert len(outcomes) == len(NAMES)


@posix
def test_workers_end_when_their_parent_is_killed(tmp_path):
    """They hold the pipes of the program's output: that is read to its end only when all of them are gone."""
    fill(tmp_path / "in", *(f"{at:03}.txt" for at in range(40)))
    blow = struck(10, "os.kill(os.getpid(), signal.SIGKILL)")
    run = started(tmp_path, "convert", "in", "--to", "json", "--jobs", "3", start=blow)
    _, err = run.communicate()
    assert (run.returncode, err) == (-signal.SIGKILL, "")


@pytest.mark.parametrize(
    ("count", "size", "chosen"), [(5, 10, in_line), (6, 10, in_processes), (1, LARGE, in_processes)]
)
def test_a_few_small_files_are_worth_no_worker(count, size, chosen, tmp_path):
    paths = [tmp_path / f"{at}.html" for at in range(count)]
    for path in paths:
        path.write_bytes(bytes(size))
    assert way(paths, work(tmp_path / "out")) is chosen
