"""The claim of a run on a folder at an address, where no system frees a lock when its process dies.

A small file there has words that change as long as the run lives; so a run that was killed blocks nobody for long, and
no clock of another machine need be believed.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress

from pipeline.away_errors import NoPlace, NotCarried
from pipeline.batch.stores import Store
from pipeline.run_errors import FolderInUse

LOCK = ".fubiao.lock"
# A run shows that it lives every so many seconds; one that has not for so many is dead; so often that is looked at.
BEAT, DEAD, LOOK = 5.0, 20.0, 1.0


class Claim:
    """The claim of a run on a folder: a file whose words begin with its mark."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.mark = os.urandom(16).hex()
        self.beats = 0
        try:
            taken = self._free() and store.create(LOCK, self._words()) and self._ours(store)
        except NotCarried as error:
            raise NoPlace(**(error.facts | {"name": str(store.address)})) from error
        if not taken:
            raise FolderInUse(name=str(store.address))

    def _free(self) -> bool:
        """Ask whether the folder is free; a run that claims it must show within some time that it lives."""
        words = self.store.read(LOCK)
        until = time.monotonic() + DEAD
        while words is not None:
            if time.monotonic() > until:
                self.store.remove([LOCK])
                return True
            time.sleep(LOOK)
            before, words = words, self.store.read(LOCK)
            if words not in (before, None):
                return False
        return True

    def _words(self) -> bytes:
        self.beats += 1
        return f"{self.mark} {self.beats}".encode()

    def _ours(self, store: Store) -> bool:
        return (store.read(LOCK) or b"").startswith(self.mark.encode())

    def beat(self, store: Store) -> bool:
        """Show that the run lives, and say whether the folder is still its own."""
        ours = self._ours(store)
        if ours:
            store.write(LOCK, self._words())
        return ours

    def check(self) -> None:
        """Refuse to go on where another run has taken the folder: it took this one, long out of reach, for dead."""
        if not self._ours(self.store):
            raise FolderInUse(name=str(self.store.address))

    def leave(self) -> None:
        """Let others have the folder."""
        with suppress(NotCarried):
            if self._ours(self.store):
                self.store.remove([LOCK])
