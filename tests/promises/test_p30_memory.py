"""P30: a long run holds no more of a file that is done than its name and where the ledger speaks of it.

`make soak` measures the memory of ten thousand files; here the files are not converted, so that thousands take seconds.
"""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path

from pipeline.batch.find import Found
from pipeline.batch.outcome import Done, Failed
from pipeline.batch.run import run
from pipeline.batch.task import key_of
from pipeline.errors import EmptyFile
from tests.runs import work

FIRST, COUNT = 500, 3000


def outcomes(tasks, wanted, jobs):
    """Give an outcome for each file that is as large as a real one, every tenth a failure."""
    for at, task in enumerate(tasks):
        if at % 10 == 0:
            yield Failed(task.path, EmptyFile(name=task.path.name))
            continue
        counts = {"tables": 1, "records": at, "repairs": at, "review": at, "lost": 0}
        files = {f"{task.stem.name}.{kind}": f"{at:064}" for kind in ("xlsx", "csv", "json", "html")}
        entry = {"stem": key_of(task.stem, wanted.output), "sha256": f"{at:064}", "files": files, "counts": counts}
        yield Done(task.path, counts, entry)


def test_p30_what_is_done_is_not_held(tmp_path):
    names = [f"attachment {at:05}" for at in range(COUNT)]
    found = Found(tuple((Path("in", name + ".docx"), Path(name)) for name in names), (), 0)
    held = {}
    told = 0

    def tell(outcome):
        nonlocal told
        told += 1
        if told in (FIRST, COUNT):
            gc.collect()
            held[told] = tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        run(found, work(tmp_path), 1, tell, outcomes)
    finally:
        tracemalloc.stop()
    # An outcome with its entry takes two thousand bytes; a name and a number take some hundred and fifty.
    assert (held[COUNT] - held[FIRST]) / (COUNT - FIRST) < 300
