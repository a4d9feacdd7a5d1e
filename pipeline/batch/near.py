"""What lies at an address is worked on here: in a folder for it, which goes again when all is carried back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from pipeline.batch import ledger
from pipeline.batch.addresses import Source
from pipeline.batch.outcome import Done
from pipeline.batch.stores import Store
from pipeline.batch.task import Task, Work, key_of


@contextmanager
def near(task: Task, work: Work) -> Iterator[tuple[Task, Work]]:
    """Let the results of a file be made on this machine: those for an address in a folder for it, where they stand already."""
    if work.there is None:
        yield task, work
        return
    store, stem = Store(work.there), key_of(task.stem, work.output)
    with tempfile.TemporaryDirectory() as place:
        here = Path(place) / stem
        for name in ledger.written(task.before):
            data = store.read((PurePosixPath(stem).parent / name).as_posix())
            if data is not None:
                (here.parent / name).parent.mkdir(parents=True, exist_ok=True)
                (here.parent / name).write_bytes(data)
        yield task._replace(stem=here), work._replace(output=Path(place))


def carried(done: Done, work: Work) -> Done:
    """Carry the results that were laid to the address for which they were made, and remove there what they replace."""
    if work.there is None or not done.fresh:
        return done
    store = Store(work.there)
    store.put((beside, key_of(target, work.output)) for beside, target in done.laid)
    store.remove(key_of(path, work.output) for path in done.outgoing)
    return done._replace(laid=(), outgoing=())


@contextmanager
def folder_near(place: Source, wanted: Callable[[str], bool]) -> Iterator[Path]:
    """Give a folder, or one here with the files that lie in one at an address and are wanted by their names."""
    if isinstance(place, Path):
        yield place
        return
    with tempfile.TemporaryDirectory() as here:
        Store(place).fetch(wanted, Path(here))
        yield Path(here)


@contextmanager
def file_near(target: Source) -> Iterator[Path]:
    """Give the path of a file to write, or one here for a file that is carried to its address."""
    if isinstance(target, Path):
        yield target
        return
    with tempfile.TemporaryDirectory() as here:
        yield Path(here) / target.name
        Store(target.parent).put([(Path(here) / target.name, target.name)])
