"""What became of a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.batch import ledger
from pipeline.batch.addresses import Source
from pipeline.batch.decided import Decided
from pipeline.errors import PipelineError
from pipeline.writing import Laid


class Done(NamedTuple):
    """A file that was converted: how much there was of it, whether anew, and which results were kept as edited by hand.

    Workbooks in which only decisions were typed (``decided``) were replaced where these are taken up, and wait otherwise.
    ``stale`` ones are of an earlier run, belong here no more, and stay only because somebody edited them.  Until the
    file is settled its results are ``laid`` beside their places, and what they replace (``outgoing``) still stands.
    """

    path: Source
    counts: Mapping[str, int]
    entry: ledger.Entry
    fresh: bool = True
    kept: tuple[str, ...] = ()
    decided: Decided = Decided()
    stale: tuple[str, ...] = ()
    template: str = ""
    laid: tuple[Laid, ...] = ()
    outgoing: tuple[Path, ...] = ()
    seconds: float = 0.0


class Failed(NamedTuple):
    """A file that could not be converted, and why."""

    path: Source
    error: PipelineError
    seconds: float = 0.0


Outcome = Done | Failed
