"""P29: a Dask cluster gives the same bytes as one machine; a lost worker loses nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.runs import fill

pytest.importorskip("distributed", reason="the extra fubiao[dask] is not installed")

ROOT = Path(__file__).parent.parent.parent
ENVIRONMENT = os.environ | {
    "PYTHONPATH": str(ROOT),
    "LANG": "C.UTF-8",
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "60s",
}
COUNT = 40


def started(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", *arguments], env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@contextmanager
def cluster(folder: Path):
    """Start a scheduler and two workers, and give its address and the workers."""
    told = folder / "scheduler.json"
    quiet = ("--host", "127.0.0.1", "--no-dashboard")
    running = [started("distributed.cli.dask_scheduler", *quiet, "--port", "0", "--scheduler-file", str(told))]
    try:
        waited(lambda: told.exists() and told.read_text().endswith("}"))
        address = json.loads(told.read_text())["address"]
        for name in ("one", "two"):
            place = ("--name", name, "--local-directory", str(folder / name), "--nthreads", "1", "--no-nanny")
            running.append(started("distributed.cli.dask_worker", address, *quiet, *place))
        yield address, running[1:]
    finally:
        for process in running:
            process.kill()
            process.wait()


def waited(ready, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not ready() and time.monotonic() < end:
        time.sleep(0.05)
    assert ready()


def convert(folder: Path, output: str, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pipeline", "convert", "in", "-o", output, "--to", "json,csv,xlsx", *more]
    return subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def results(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "run.json"}


def test_p29_a_worker_is_lost_and_each_file_is_converted_once_to_the_same_bytes(tmp_path):
    from distributed import Client

    fill(tmp_path / "in", *(f"{at:02}.txt" for at in range(COUNT)))
    with cluster(tmp_path) as (address, workers), Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=120)
        run = convert(tmp_path, "far", "--scheduler", address)
        ledger = tmp_path / "far" / ".fubiao"
        waited(lambda: run.poll() is not None or (ledger.exists() and ledger.read_bytes().count(b"\n") >= 5))
        workers[0].kill()
        lost_at = ledger.read_bytes().count(b"\n")
        _, err = run.communicate(timeout=200)
    assert (run.returncode, err) == (0, "")
    assert 5 <= lost_at < COUNT
    log = json.loads((tmp_path / "far" / "run.json").read_text(encoding="utf-8"))
    assert Counter(each["outcome"] for each in log["files"]) == {"converted": COUNT}
    assert len({each["file"] for each in log["files"]}) == COUNT
    convert(tmp_path, "near", "--jobs", "1").communicate(timeout=200)
    assert results(tmp_path / "far") == results(tmp_path / "near")


def test_p29_a_file_that_fails_far_away_is_told_as_at_home(tmp_path):
    fill(tmp_path / "in", "a.txt")
    (tmp_path / "in" / "b.docx").write_bytes(b"")
    with cluster(tmp_path) as (address, _):
        run = convert(tmp_path, "far", "--scheduler", address)
        _, err = run.communicate(timeout=200)
    assert run.returncode == 1
    assert err.startswith("b.docx is empty (0 bytes).")


def test_p29_no_scheduler_is_told(tmp_path, monkeypatch):
    from pipeline.batch import in_dask
    from pipeline.run_errors import NoScheduler

    monkeypatch.setattr(in_dask, "PATIENCE", 1)
    with pytest.raises(NoScheduler, match=r"tcp://127\.0\.0\.1:9"):
        in_dask._client("tcp://127.0.0.1:9")
