"""P29: a Dask cluster gives the same bytes as one machine; a lost worker loses nothing."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import zipfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline import __version__
from pipeline.away_errors import ClusterLost, NoScheduler, NotShared, OtherVersion
from pipeline.batch.cluster import cluster as machines
from pipeline.batch.cluster import see_the_same
from pipeline.batch.find import find
from pipeline.batch.run import run
from pipeline.batch.task import Task
from tests.runs import ROOT, fill, started, struck, work

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
            yield client.scheduler.address, running
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


def test_p29_a_worker_is_lost_and_each_file_is_converted_once_to_the_same_bytes(tmp_path, monkeypatch):
    fill(tmp_path / "in", *(f"{at:02}.txt" for at in range(COUNT)))
    with cluster(tmp_path) as (address, (_, one, two)):
        assert convert(tmp_path, "far", "--scheduler", address, start=kill(one)) == (0, "")
        assert one.wait() != 0
        log = json.loads((tmp_path / "far" / "run.json").read_text(encoding="utf-8"))
        assert Counter(each["outcome"] for each in log["files"]) == {"converted": COUNT}
        assert len({each["file"] for each in log["files"]}) == COUNT
        assert convert(tmp_path, "near", "--jobs", "1") == (0, "")
        assert results(tmp_path / "far") == results(tmp_path / "near")

        monkeypatch.setattr("pipeline.batch.in_dask.SILENCE", 1)
        wanted = work(tmp_path / "lost")._replace(scheduler=address)
        told = []
        with pytest.raises(ClusterLost, match="no worker is left"):
            run(find([tmp_path / "in"], wanted.output), wanted, 1, lambda each: told.append(each) or two.kill())
    log = json.loads((tmp_path / "lost" / "run.json").read_text(encoding="utf-8"))
    assert (log["summary"]["ended"], log["summary"]["converted"]) == ("interrupted", len(told))


def kill(process: subprocess.Popen[bytes]) -> tuple[str, str]:
    return struck(5, f"os.kill({process.pid}, signal.SIGTERM if os.name == 'nt' else signal.SIGKILL)")


@pytest.mark.long
def test_p29_what_goes_wrong_far_away_is_told_as_at_home(tmp_path, monkeypatch):
    fill(tmp_path / "in", "a.txt")
    (tmp_path / "in" / "b.docx").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.write(tmp_path / "in" / "a.txt", "a.txt")
    with cluster(tmp_path) as (address, (scheduler, *_)):
        status, err = convert(tmp_path, "far", "--scheduler", address)
        assert status == 1
        assert err.startswith("b.docx is empty (0 bytes).")

        # What lies at an address is fetched, and carried to one, by the workers.
        archived, there = f"zip://*.txt::{(tmp_path / 'in.zip').as_uri()}", f"dir://fetched::{tmp_path.as_uri()}"
        assert convert(tmp_path, there, "--scheduler", address, given=archived) == (0, "")
        assert (tmp_path / "fetched" / "a.xlsx").read_bytes() == (tmp_path / "far" / "a.xlsx").read_bytes()

        with machines(address) as client, pytest.raises(NotShared, match=r"does not see the folder .*elsewhere"):
            see_the_same(client, Task(tmp_path / "elsewhere" / "a.txt", tmp_path / "a"), work(tmp_path))
        monkeypatch.setattr("pipeline.batch.cluster.__version__", "0.0.9")
        with pytest.raises(OtherVersion, match=f"{__version__}, on this computer 0.0.9"), machines(address):
            pass

        # What the libraries say of a connection that breaks off says nothing to a clerk; whether they do is a matter of chance.
        assert not logging.getLogger("tornado.application").isEnabledFor(logging.ERROR)

        fill(tmp_path / "in", *(f"{at:02}.txt" for at in range(12)))
        status, err = convert(tmp_path, "lost", "--scheduler", address, start=kill(scheduler))
    assert (status, len(err.splitlines())) == (5, 1), err
    assert err.startswith(f"The cluster at {address} was lost: ")


@pytest.mark.parametrize(
    ("address", "reason"), [("tcp://127.0.0.1:9", "nobody answers"), ("nonsense", "an address such as tcp://")]
)
def test_p29_no_scheduler_is_told(address, reason, monkeypatch):
    monkeypatch.setattr("pipeline.batch.cluster.PATIENCE", 1)
    with pytest.raises(NoScheduler, match=f"{address}: {reason}"), machines(address):
        pass
