"""P29: a Dask cluster gives the same bytes as one machine; a lost worker loses nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.runs import ROOT, fill, started, struck

pytest.importorskip("distributed", reason="the extra fubiao[dask] is not installed")

ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
# A machine that is busy may take a while to answer; how long a test may take is bounded for all tests alike.
PATIENT = {"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "200s"}
COUNT = 40


def begun(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", *arguments]
    return subprocess.Popen(command, env=ENVIRONMENT | PATIENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def cluster(folder: Path):
    """Start a scheduler and two workers, wait until they know each other, and give its address and the workers."""
    from distributed import Client

    told = folder / "scheduler.json"
    quiet = ("--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(told))
    running = [begun("distributed.cli.dask_scheduler", *quiet, "--port", "0")]
    try:
        for name in ("one", "two"):
            place = ("--name", name, "--local-directory", str(folder / name), "--nthreads", "1", "--no-nanny")
            running.append(begun("distributed.cli.dask_worker", *quiet, *place))
        with Client(scheduler_file=str(told), timeout=200, set_as_default=False) as client:
            client.wait_for_workers(2)
            yield client.scheduler.address, running[1:]
    finally:
        for process in running:
            process.kill()
            process.wait()


def convert(
    folder: Path, output: str, *more: str, given: str = "in", start: tuple[str, ...] = ("-m", "pipeline")
) -> tuple[int, str]:
    run = started(folder, "convert", given, "-o", output, "--to", "json,csv,xlsx", *more, start=start, **PATIENT)
    _, err = run.communicate()
    return run.returncode, err


def results(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "run.json"}


def test_p29_a_worker_is_lost_and_each_file_is_converted_once_to_the_same_bytes(tmp_path):
    fill(tmp_path / "in", *(f"{at:02}.txt" for at in range(COUNT)))
    with cluster(tmp_path) as (address, workers):
        blow = struck(5, f"os.kill({workers[0].pid}, signal.SIGTERM if os.name == 'nt' else signal.SIGKILL)")
        assert convert(tmp_path, "far", "--scheduler", address, start=blow) == (0, "")
        assert workers[0].wait() != 0
    log = json.loads((tmp_path / "far" / "run.json").read_text(encoding="utf-8"))
    assert Counter(each["outcome"] for each in log["files"]) == {"converted": COUNT}
    assert len({each["file"] for each in log["files"]}) == COUNT
    assert convert(tmp_path, "near", "--jobs", "1") == (0, "")
    assert results(tmp_path / "far") == results(tmp_path / "near")


def test_p29_a_file_that_fails_far_away_is_told_as_at_home_and_one_at_an_address_is_fetched_there(tmp_path):
    fill(tmp_path / "in", "a.txt")
    (tmp_path / "in" / "b.docx").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.write(tmp_path / "in" / "a.txt", "a.txt")
    with cluster(tmp_path) as (address, _):
        status, err = convert(tmp_path, "far", "--scheduler", address)
        archived = f"zip://*.txt::{(tmp_path / 'in.zip').as_uri()}"
        assert convert(tmp_path, "fetched", "--scheduler", address, given=archived) == (0, "")
    assert status == 1
    assert err.startswith("b.docx is empty (0 bytes).")
    assert (tmp_path / "fetched" / "a.xlsx").read_bytes() == (tmp_path / "far" / "a.xlsx").read_bytes()


def test_p29_no_scheduler_is_told(tmp_path, monkeypatch):
    from pipeline.batch import in_dask
    from pipeline.run_errors import NoScheduler

    monkeypatch.setattr(in_dask, "PATIENCE", 1)
    with pytest.raises(NoScheduler, match=r"tcp://127\.0\.0\.1:9"):
        in_dask._client("tcp://127.0.0.1:9")
