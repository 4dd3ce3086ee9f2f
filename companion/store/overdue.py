"""What is kept for 30 days: when it may go by itself, whatever a clock says for an afternoon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from companion.store.columns import json_of, text_of
from companion.store.connection import Connection

KEPT_DAYS = 30
"""How long what was deleted can be brought back, and what was imported taken back."""

AGREE_AFTER = timedelta(days=1)
"""How far apart the two starts are that both have to find 30 days over: a clock that was set far
ahead for one afternoon deletes nothing."""


def found_over(db: Connection, table: str, over: Sequence[str], now: datetime) -> tuple[str, ...]:
    """Return which ids of *over* an earlier start has found over too; inside a transaction.

    *over* is what seems to be over at *now*, by the id in *table*. Only while the clock is not
    before the moment at which something was found first does it count.
    """
    db.execute(
        f"""UPDATE {table} SET over_at = NULL WHERE unixepoch(over_at) > unixepoch(?1)
        OR id NOT IN (SELECT value FROM json_each(?2))""",
        (text_of(now), json_of(over)),
    )
    due = db.rows(
        f"SELECT id FROM {table} WHERE unixepoch(over_at) <= unixepoch(?)",
        (text_of(now - AGREE_AFTER),),
    )
    db.execute(
        f"""UPDATE {table} SET over_at = ?1 WHERE over_at IS NULL
        AND id IN (SELECT value FROM json_each(?2))""",
        (text_of(now), json_of(over)),
    )
    return tuple(row[0] for row in due)
