"""What became of the files of a run, in numbers: a run of any length is told without being held in memory."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pipeline.batch.outcome import Done, Outcome
from pipeline.errors import PipelineError


def what_became(outcome: Outcome) -> str:
    """Say in a word what became of a file."""
    if not isinstance(outcome, Done):
        return "failed"
    if not outcome.fresh:
        return "up to date"
    return "kept" if outcome.kept else "converted"


class Tally:
    """The counts of a run, the first failure of each kind, and the file with the most to review.

    ``interrupted`` tells that the run ended before all was done: somebody ended it, or the cluster was ``lost``.
    """

    def __init__(self, total: int) -> None:
        self.total = total
        self.files: Counter[str] = Counter()
        self.sums: Counter[str] = Counter(dict.fromkeys(("tables", "records", "repairs", "review", "lost"), 0))
        self.repaired = 0
        self.to_review = 0
        self.failures: Counter[str] = Counter()
        self.first: dict[str, PipelineError] = {}
        self.most_doubtful: tuple[int, str] = (0, "")
        self.status = 0
        self.interrupted = False
        self.lost: PipelineError | None = None

    def add(self, outcome: Outcome) -> None:
        """Count a file."""
        self.files[what_became(outcome)] += 1
        if isinstance(outcome, Done):
            self.sums.update(outcome.counts)
            self.repaired += outcome.counts["repairs"] > 0
            self.to_review += outcome.counts["review"] > 0
            self.most_doubtful = max(self.most_doubtful, (outcome.counts["review"], outcome.path.name))
            self.status = max(self.status, 70 if outcome.counts["lost"] else 0)
        else:
            self.failures[outcome.error.code] += 1
            self.first.setdefault(outcome.error.code, outcome.error)
            self.status = max(self.status, outcome.error.exit_code)

    @property
    def told(self) -> int:
        """Count the files that were dealt with."""
        return self.files.total()

    @property
    def done(self) -> int:
        """Count the files whose results stand."""
        return self.told - self.files["failed"]

    def summary(self) -> dict[str, Any]:
        """Give the counts as the log closes with them."""
        words = ("converted", "kept", "up to date", "failed")
        return (
            {"ended": "interrupted" if self.interrupted else "complete", "files": self.total}
            | {word: self.files[word] for word in words}
            | {"left": self.total - self.told, "repaired": self.repaired, "to review": self.to_review}
            | {"sums": dict(self.sums), "failures": dict(sorted(self.failures.items()))}
        )
