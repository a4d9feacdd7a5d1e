"""Small folders of attachments and runs over them, for tests."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from pipeline.batch.find import find
from pipeline.batch.in_processes import in_processes
from pipeline.batch.outcome import Outcome
from pipeline.batch.run import run
from pipeline.batch.task import Work
from pipeline.batch.ways import Way, in_line
from pipeline.delivering import files_of
from pipeline.profile import default_profile
from pipeline.result import Result, Wish
from pipeline.writing import lay, place

ROOT = Path(__file__).parent.parent
TABLE = "\t序号\n\t任务\n\n\t1\n\t{}\n\n\t2\n\t架桥\n\n"


def work(output: Path, wish: Wish | None = None, force: bool = False, template: bool = False, **limits: int) -> Work:
    """Say what is to be done; limits are those of the profile but for the ones given."""
    held = default_profile()
    profile = replace(held, limits={**held.limits, **limits})
    return Work(profile, ("json", "csv", "xlsx"), wish or Wish(), output, force, template)


def fill(folder: Path, *names: str) -> None:
    """Write small dumps that differ by their name."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TABLE.format(name), encoding="utf-8")


def deliver(result: Result, stem: Path, formats: tuple[str, ...], wish: Wish) -> set[str]:
    """Write what a result becomes beside a stem, and name it."""
    made = dict(files_of(result, stem, formats, wish))
    place(lay((stem.parent / name, data) for name, data in made.items()))
    return set(made)


def struck(at: int, blow: str) -> tuple[str, str]:
    """Start the program so that a blow falls when so many files are remembered: no test need watch for the moment."""
    code = (
        # Behind nohup or & Ctrl-C is ignored, and so it is by all that is started there.
        "import os, signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from pipeline.batch.ledger import Ledger; add = Ledger.add\n"
        f"def struck(self, entry):\n    add(self, entry)\n    if len(self.begins) == {at}: {blow}\n"
        "Ledger.add = struck; from pipeline.__main__ import main; main()"
    )
    return ("-c", code)


def stems(folder: Path, *given: str) -> dict[str, str]:
    """Give the stem of each source's results, both as seen from the folder."""
    found = find([folder / name for name in given] or [folder], folder / "out")
    return {path.relative_to(folder).as_posix(): stem.as_posix() for path, stem in found.sources}


def converted(source: Path, output: Path, jobs: int = 1, by: Way = in_line, **wanted: object) -> list[Outcome]:
    """Convert a folder or a file and give what became of each, in the order of telling."""
    told: list[Outcome] = []
    run(find([source], output), work(output, **wanted), jobs, told.append, by)
    return told


def with_job(job):
    """Give the way of many processes with another job than to convert."""
    return lambda tasks, wanted, jobs: in_processes(tasks, wanted, jobs, job)


def program(
    folder: Path, *arguments: str, start: tuple[str, ...] = ("-m", "pipeline")
) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, in English, to its end."""
    run = started(folder, *arguments, start=start)
    out, err = run.communicate()
    return subprocess.CompletedProcess(run.args, run.returncode, out, err)


def started(
    folder: Path, *arguments: str, start: tuple[str, ...] = ("-m", "pipeline"), **more: str
) -> subprocess.Popen[str]:
    """Start the program in a folder, in English, as the first of its own group of processes."""
    return subprocess.Popen(
        [sys.executable, *start, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"} | more,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
