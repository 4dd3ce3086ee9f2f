"""Lets the index of words forget what was deleted, in steps so short that nobody waits for them.

What is deleted stays in the index as words that count no more, until its parts are merged. To
merge all of them at once took 5 s with 300,000 notes and 38 s with 3,000,000, and every note of a
running call would have waited for it (https://www.sqlite.org/fts5.html#the_merge_command).
"""

from __future__ import annotations

from companion.errors import InvalidInput
from companion.store.connection import Connection

_PAGES = 250
"""Pages of the index that one step writes, about 60 ms."""

LARGE = 40_000_000
"""Bytes of a history that is written anew in less than a second."""


def forget_steps(db: Connection) -> int:
    """Return in about how many steps the index has forgotten what was deleted."""
    return int(db.value("SELECT count(*) FROM passage_search_data")) // _PAGES + 1


def forget(db: Connection, *, first: bool) -> bool:
    """Do one step, the *first* one or a further one; return whether there may be more to do."""
    before = db.value("SELECT total_changes()")
    with db.write():
        db.execute(
            "INSERT INTO passage_search (passage_search, rank) VALUES ('merge', ?)",
            (-_PAGES if first else _PAGES,),
        )
    # SQLite counts the command itself; it has changed nothing else where all is merged.
    return int(db.value("SELECT total_changes()")) - int(before) > 1


def refuse_long_wait(db: Connection, large: int = LARGE) -> None:
    """Raise InvalidInput where a running call would wait for a *large* file to be written anew."""
    if _size(db) > large and db.value(
        "SELECT 1 FROM call WHERE state <> 'ended' AND state = 'running'"
    ):
        raise InvalidInput(
            "A call is running, and its notes would have to wait while the history file is "
            "written anew. Do this once the call has ended; nothing was deleted."
        )


def _size(db: Connection) -> int:
    return int(db.value("PRAGMA page_count")) * int(db.value("PRAGMA page_size"))
