"""A worker: a process that converts one file at a time, and a pipe to it that nobody else holds.

It says when it begins with a file and what became of it.  When the process dies its end of the pipe closes, which is
how it is known; and a process whose parent is gone finds its pipe closed and ends.
"""

from __future__ import annotations

import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection

from pipeline.batch.outcome import Failed, Outcome
from pipeline.batch.task import Task, Work
from pipeline.errors import OutOfMemory, PipelineError, TookTooLong, WorkerDied
from pipeline.run_errors import ProgramFault

Job = Callable[[Task, Work], Outcome]

# The process's own alarm comes first and leaves it whole; after these seconds more it is ended from outside.
GRACE = 5
# So many seconds it may take to end what it has started itself.
PARTING = 3


class Worker:
    """A process with a file in its hands."""

    def __init__(self, job: Job, work: Work) -> None:
        self.work = work
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, job, work), daemon=True)
        with _deaf():
            self.process.start()
        theirs.close()

    def give(self, task: Task, again: bool = False) -> None:
        """Give a file out; ``again`` if another process broke before it began with it."""
        self.task, self.again, self.begun = task, again, False
        self.since = time.monotonic()
        try:
            self.pipe.send(task)
        except OSError:
            return  # it has just died, and will be heard of

    def heard(self) -> Outcome | None:
        """Take what the process says of the file; nothing where it says that it begins.  EOFError: it has died."""
        try:
            outcome: Outcome | None = self.pipe.recv()
        except OSError as error:
            raise EOFError from error
        if outcome is None:
            self.begun, self.since = True, time.monotonic()
        return outcome

    @property
    def blamable(self) -> bool:
        """Ask whether the file is to blame for the end of the process; a second time it is."""
        return self.begun or self.again

    @property
    def overdue(self) -> bool:
        """Ask whether the file has taken more time than it may."""
        return self.begun and time.monotonic() - self.since > self.work.seconds + GRACE

    def out_of_time(self) -> Failed:
        """Say that the file took too long."""
        return self._failed(TookTooLong(name=self.task.path.name, limit=self.work.seconds))

    def died(self) -> Failed:
        """Say how the process ended with the file."""
        self.process.join(PARTING)
        return self._failed(WorkerDied(name=self.task.path.name, reason=_ending(self.process.exitcode or 0)))

    def _failed(self, error: PipelineError) -> Failed:
        return Failed(self.task.path, error, round(time.monotonic() - self.since, 3))

    def stop(self) -> None:
        """End the process, whatever it does; it may clear away first what it has started."""
        self.process.terminate()
        self.process.join(PARTING)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.pipe.close()


@contextmanager
def _deaf() -> Iterator[None]:
    """Let a process start without an ear for Ctrl-C: it is the parent that ends the run."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def spoilt(outcome: Outcome) -> bool:
    """Ask whether a process is better not given another file: one that ran out of memory is in pieces."""
    return isinstance(outcome, Failed) and isinstance(outcome.error, OutOfMemory)


def _serve(pipe: Connection, job: Job, work: Work) -> None:
    """Convert what comes through the pipe until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Windows cannot start a process deaf
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        while True:
            task = pipe.recv()
            pipe.send(None)
            pipe.send_bytes(_done(job, task, work))
    except (EOFError, OSError):
        return


def _done(job: Job, task: Task, work: Work) -> bytes:
    """Give what became of a file as it goes through the pipe; a fault of ours costs the file and not the process."""
    try:
        return pickle.dumps(job(task, work))
    except Exception as error:
        return pickle.dumps(Failed(task.path, ProgramFault(name=task.path.name, step="-", reason=repr(error))))


def _ending(code: int) -> str:
    """Say how a process ended.

    >>> _ending(-11), _ending(3)
    ('SIGSEGV', 'exit status 3')
    """
    return signal.Signals(-code).name if code < 0 else f"exit status {code}"
