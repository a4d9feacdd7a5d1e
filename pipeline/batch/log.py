"""``run.json``: what became of each file of a run, one line a file, and at the end how it closed.

It is a log: its seconds differ from run to run while the results are the same bytes.  It is written beside its place
line by line and moved there when the run ends, by Ctrl-C too; a run that was killed leaves the log of the one before.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from pipeline import __version__
from pipeline.batch.find import Found
from pipeline.batch.outcome import Done, Failed, Outcome
from pipeline.batch.tally import Tally, what_became
from pipeline.writing import replacing, told

NAME = "run.json"


class Log:
    """The log of a run that goes on."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self.file = file
        self.path = path
        self.lines = 0

    def add(self, outcome: Outcome) -> None:
        """Write the line of a file."""
        self.line(facts(outcome))

    def line(self, told_of: Mapping[str, Any]) -> None:
        """Write one line."""
        text = (",\n" if self.lines else "\n") + _json(told_of)
        with told(self.path):
            self.file.write(text.encode())
        self.lines += 1


@contextmanager
def logged(output: Path, found: Found, tally: Tally) -> Iterator[Log]:
    """Keep the log of a run; skipped files come first, for they are known first."""
    path = output / NAME
    with replacing(path) as file:
        file.write(_json({"schema": "fubiao-run/1", "version": __version__})[:-1].encode() + b', "files": [')
        log = Log(file, path)
        for skipped in found.skipped:
            log.line({"file": str(skipped), "outcome": "skipped", "code": None, "counts": None, "seconds": 0})
        yield log
        summary = tally.summary() | {"skipped": len(found.skipped), "ignored": found.noise}
        file.write(b'\n], "summary": ' + _json(summary).encode() + b"}\n")


def facts(outcome: Outcome) -> dict[str, Any]:
    """Give what the log says of a file."""
    return {
        "file": str(outcome.path),
        "outcome": what_became(outcome),
        "code": outcome.error.code if isinstance(outcome, Failed) else None,
        "counts": None if isinstance(outcome, Failed) else dict(outcome.counts),
        "seconds": outcome.seconds,
    } | ({"message": str(outcome.error)} if isinstance(outcome, Failed) else _by_hand(outcome))


def _by_hand(done: Done) -> dict[str, list[str]]:
    """Name the results that somebody worked in: edited ones, those whose decisions are taken up, those that wait for that."""
    named = {"kept": done.kept, "taken up": done.decided.taken_up, "waiting": done.decided.waiting}
    return {what: sorted(names) for what, names in named.items() if names}


def _json(value: object) -> str:
    """Write JSON; a name that is no proper text (bytes that are no UTF-8) is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return text
