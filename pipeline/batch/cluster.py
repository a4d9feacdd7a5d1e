"""A cluster to rely on: its scheduler answers, all its machines have this program, and its workers see the folders."""

from __future__ import annotations

import logging
import os
import pydoc
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.away_errors import ClusterLost, NoScheduler, NotShared, OtherVersion
from pipeline.batch.task import Task, Work
from pipeline.errors import PipelineError
from pipeline.run_errors import NeedsPackage
from pipeline.writing import LITTER, told

# So many seconds a scheduler may take to answer, and a worker to join it.
PATIENCE = 30
# So often the workers are counted again: they come and go.
RECOUNT = 5


@contextmanager
def cluster(address: str) -> Iterator[Any]:
    """Give the client of a cluster whose machines all have this program."""
    client = _client(address)
    try:
        _wait_for_one(client, address)
        _same_program(client)
        yield client
    except Exception as error:
        if isinstance(error, PipelineError) or client.status == "running":
            raise
        raise ClusterLost(name=address, reason="it answers no more") from error
    finally:
        client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client
        from distributed.comm import resolve_address
    except ImportError as error:
        raise NeedsPackage(what="--scheduler", package="distributed", how="fubiao[dask]") from error
    # What there is to say of a cluster is said in our own words; that a worker was lost is no news for a clerk.
    for name in ("distributed", "distributed.client", "tornado", "tornado.application", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        resolve_address(address)  # a client of what is no address would not end
        return Client(address, timeout=PATIENCE, set_as_default=False)
    except ValueError as error:
        raise NoScheduler(name=address, reason="an address such as tcp://10.0.0.1:8786 is wanted") from error
    except OSError as error:
        raise NoScheduler(name=address, reason="nobody answers there") from error


def _wait_for_one(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise NoScheduler(name=address, reason="no worker has joined it") from error


def _same_program(client: Any) -> None:
    """Ask each machine for the version of this program by what every Python has: it may not have the program at all."""
    wanted = (pydoc.locate, f"{__package__.partition('.')[0]}.__version__")
    theirs = client.run(*wanted, on_error="return")
    try:
        theirs[client.scheduler.address] = client.run_on_scheduler(*wanted)
    except pydoc.ErrorDuringImport:
        theirs[client.scheduler.address] = None
    for machine, version in theirs.items():
        if version != __version__:
            raise OtherVersion(name=machine, theirs=version if isinstance(version, str) else "-", ours=__version__)


def see_the_same(client: Any, task: Task, work: Work) -> None:
    """Make sure that every worker sees the first file and the output folder; what lies at an address each asks for itself."""
    if isinstance(task.path, Path):
        _all_see(client, task.path.absolute(), task.path.parent)
    if work.there is None:
        with told(work.output), tempfile.NamedTemporaryFile(prefix=LITTER, dir=work.output) as new:
            _all_see(client, Path(new.name).absolute(), work.output)


def _all_see(client: Any, path: Path, folder: Path) -> None:
    for machine, sees in client.run(os.path.exists, str(path)).items():
        if not sees:
            raise NotShared(name=machine, folder=str(folder))


class Hands:
    """The threads of a cluster; those of a worker that joins in mid-run count, once it is known to have this program."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.workers: dict[str, int] = client.nthreads()
        self.counted = time.monotonic()

    def free(self, each: int, given: int) -> int:
        """Tell how many more files keep the threads busy, so many for each, where some are given out."""
        if time.monotonic() - self.counted > RECOUNT:
            known, self.workers = self.workers, self.client.nthreads()
            self.counted = time.monotonic()
            if self.workers.keys() - known:
                _same_program(self.client)
        return max(0, each * sum(self.workers.values()) - given)


def still_there(client: Any, address: str) -> None:
    """Make sure that a cluster of which nothing was heard for a while has a scheduler, and workers."""
    try:
        workers = client.nthreads()
    except Exception as error:
        raise ClusterLost(name=address, reason="it answers no more") from error
    if not workers:
        raise ClusterLost(name=address, reason="no worker is left")
