"""Several processes: a file that crashes its process, hangs or eats memory costs itself alone.

Each worker has one file and a pipe of its own.  In a shared pool a worker that dies may take along a file that it had
only fetched, or leave the lock of the common pipe behind; here there is nothing in common.

A worker lays its results beside their places and goes on; this process waits for the disk, for several files at a
time.  For most small files the disk takes longer than all the rest.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from multiprocessing.connection import Connection
from multiprocessing.connection import wait as first_heard

from pipeline.batch.one import prepare, settle
from pipeline.batch.outcome import Done, Outcome
from pipeline.batch.task import Task, Work
from pipeline.batch.worker import Job, Worker, spoilt

# So many files are waited for at a time, for they share the turns of the disk; of more than so many, one must be done.
AT_ONCE = 8
MOST_WAITING = 64
# So many seconds nothing may be heard before clocks are looked at: those of files, and whether the disk is done.
TICK = 0.2
# Windows waits for no more pipes at once.
MOST_WORKERS = 60


def in_processes(tasks: Iterable[Task], work: Work, jobs: int, job: Job = prepare) -> Generator[Outcome, None, None]:
    """Convert in several processes; outcomes come as they are ready, and only as many files as workers are given out."""
    staff, disk = _Staff(iter(tasks), work, job), _Disk()
    try:
        for _ in range(min(jobs, MOST_WORKERS) if os.name == "nt" else jobs):
            staff.next(Worker(job, work))
        while staff.workers or disk.waiting:
            for outcome in staff.heard():
                if isinstance(outcome, Done) and outcome.fresh:
                    disk.take(outcome)
                else:
                    yield outcome
            if not staff.workers:
                disk.wait()
            yield from disk.done()
    finally:
        staff.stop()
        disk.stop()


class _Staff:
    """The workers of a run, by their pipes."""

    def __init__(self, waiting: Iterator[Task], work: Work, job: Job) -> None:
        self.waiting = waiting
        self.work = work
        self.job = job
        self.workers: dict[Connection, Worker] = {}

    def next(self, worker: Worker) -> None:
        """Give a worker the next file, or send it home."""
        task = next(self.waiting, None)
        if task is None:
            worker.stop()
        else:
            self._give(worker, task)

    def _give(self, worker: Worker, task: Task, again: bool = False) -> None:
        self.workers[worker.pipe] = worker
        worker.give(task, again)

    def heard(self) -> Iterator[Outcome]:
        """Wait until something is heard of some files, and tell what became of them; their workers get the next ones."""
        if not self.workers:
            return
        for pipe in first_heard(list(self.workers), timeout=TICK):
            yield from self._taken(self.workers[pipe])  # type: ignore[index]
        for worker in [each for each in self.workers.values() if each.overdue]:
            outcome = worker.out_of_time()
            self.next(self._replaced(worker))
            yield outcome

    def _taken(self, worker: Worker) -> Iterator[Outcome]:
        """Take a file back from its worker, and give the worker the next before the outcome is told."""
        try:
            outcome = worker.heard()
        except EOFError:
            yield from self._lost(worker)
            return
        if outcome is not None:
            del self.workers[worker.pipe]
            self.next(self._replaced(worker) if spoilt(outcome) else worker)
            yield outcome

    def _lost(self, worker: Worker) -> Iterator[Outcome]:
        """Do without a worker that has died; its file is given out again if it had not begun with it."""
        if not worker.blamable:
            self._give(self._replaced(worker), worker.task, again=True)
            return
        outcome = worker.died()
        self.next(self._replaced(worker))
        yield outcome

    def _replaced(self, worker: Worker) -> Worker:
        self.workers.pop(worker.pipe, None)
        worker.stop()
        return Worker(self.job, self.work)

    def stop(self) -> None:
        """End all workers, whatever they do."""
        for worker in self.workers.values():
            worker.process.terminate()
        for worker in self.workers.values():
            worker.stop()


class _Disk:
    """The files whose results lie beside their places, until they stand."""

    def __init__(self) -> None:
        self.threads = ThreadPoolExecutor(AT_ONCE)
        self.waiting: set[Future[Outcome]] = set()

    def take(self, outcome: Done) -> None:
        """Let the results of a file be moved to their places once they are on the disk."""
        if len(self.waiting) == MOST_WAITING:
            wait(self.waiting, return_when=FIRST_COMPLETED)
        self.waiting.add(self.threads.submit(settle, outcome))

    def wait(self) -> None:
        """Wait until the results of a file stand, or not much longer than a moment."""
        wait(self.waiting, timeout=TICK, return_when=FIRST_COMPLETED)

    def done(self) -> Iterator[Outcome]:
        """Tell which files' results stand."""
        ready = [future for future in self.waiting if future.done()]
        self.waiting.difference_update(ready)
        for future in ready:
            yield future.result()

    def stop(self) -> None:
        """Forget what is not begun: its results are swept away with the rest that a run leaves behind."""
        self.threads.shutdown(cancel_futures=True)
