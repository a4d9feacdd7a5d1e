"""A run whose results go to an address keeps its books on this machine, and carries them there.

While it goes on, what the ledger gains is put there piece by piece (``.fubiao.0``, ``.fubiao.1`` …), for a store cannot
add to a file; so a run that is killed loses a few seconds of it.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.batch import ledger, log
from pipeline.batch.claim import BEAT, Claim
from pipeline.batch.stores import Store
from pipeline.errors import PipelineError


@contextmanager
def desk(store: Store, folders: Iterable[Path]) -> Iterator[Path]:
    """Take a folder at an address for this run, and give one here that holds its ledger; both books are carried there."""
    claim = Claim(store)
    try:
        with tempfile.TemporaryDirectory() as place:
            books = _Books(store, Path(place))
            store.sweep(folders)
            try:
                with _kept(claim, books):
                    yield books.place
            finally:
                claim.check()
                books.carry()
    finally:
        claim.leave()


@contextmanager
def _kept(claim: Claim, books: _Books) -> Iterator[None]:
    """Show that this run lives, and put what the ledger gains, as long as it goes on."""
    ended = threading.Event()
    keeper = threading.Thread(target=_keep, args=(ended, claim, books), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()


def _keep(ended: threading.Event, claim: Claim, books: _Books) -> None:
    store = Store(claim.store.address)  # the connection to some stores serves one thread only
    while not ended.wait(BEAT):
        with suppress(PipelineError):  # it is tried again
            if claim.beat(store):
                books.add(store)


class _Books:
    """The ledger and the log of a run, here and at the address."""

    def __init__(self, store: Store, place: Path) -> None:
        self.store = store
        self.place = place
        self.ledger = place / ledger.NAME
        pieces = list(ledger.pieces(store.read))
        self.ledger.write_bytes(b"".join([store.read(ledger.NAME) or b"", *pieces]))
        self.put = len(pieces)
        if pieces:
            self.carry()
        self.size = self.ledger.stat().st_size

    def add(self, store: Store) -> None:
        """Put what the ledger has gained."""
        with self.ledger.open("rb") as file:
            file.seek(self.size)
            gained = file.read()
        if gained:
            store.write(ledger.piece(self.put), gained)
            self.put += 1
            self.size += len(gained)

    def carry(self) -> None:
        """Put the books whole; then no pieces are needed."""
        books = [name for name in (ledger.NAME, log.NAME) if (self.place / name).exists()]
        self.store.put((self.place / name, name) for name in books)
        self.store.remove(map(ledger.piece, range(self.put)))
        self.put = 0
