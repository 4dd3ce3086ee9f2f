"""The control of every kill test: a store that says saved and commits seconds later."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from companion.store import Store
from companion.store.connection import Connection

LATE_S = 5.0


class LateConnection(Connection):
    """Leaves each transaction open for a while and returns as if it had ended.

    This is what a forgotten commit looks like: ``INSERT … RETURNING`` outside of an act, or a
    deferred BEGIN of a library, did just that to us.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._begun = time.monotonic()

    @contextmanager
    def write(self) -> Iterator[None]:
        if not self._raw.in_transaction:
            self._raw.execute("BEGIN IMMEDIATE")
            self._begun = time.monotonic()
        self._is_writing = True
        yield
        if time.monotonic() - self._begun > LATE_S:
            self._raw.execute("COMMIT")


def open_late(path: Path) -> Store:
    """Open the history at *path* with the fault in it."""
    return Store(LateConnection(path))
