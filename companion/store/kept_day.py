"""One day kept in the history, and taken back only where nobody has changed it since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import UNSET, UnsetType

from companion.errors import InvalidInput
from companion.store.columns import text_of
from companion.store.connection import Connection


def keep_day(
    db: Connection,
    table: str,
    object_id: str,
    values: Mapping[str, str | None],
    stands: date | UnsetType | None,
) -> None:
    """Keep *values* by their columns, the day first, in the row of *table* with that id.

    Where *stands* is given, it is the day that has to stand there still: another window, or
    another program, may have changed it. Raises InvalidInput where it does not, NotThere.
    """
    with db.write():
        day = next(iter(values))
        other = f"SELECT {day} IS NOT ? FROM {table} WHERE id = ?"
        if stands is not UNSET and db.value(other, (text_of(stands), object_id)):
            raise InvalidInput("This was changed again since, so it was not taken back.")
        columns = ", ".join(f"{name} = ?" for name in values)
        db.change(f"UPDATE {table} SET {columns} WHERE id = ?", (*values.values(), object_id))
