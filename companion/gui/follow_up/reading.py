"""What the page asks of the history: which lines there are, and what those in sight show."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime
from itertools import accumulate

from msgspec import field

from companion.model.value import Value
from companion.store import Store
from companion.store.follow_up import Asked, Beside, FollowLine, Group, GroupRows

PAGE = 100
"""Rows whose lines are read at once."""

Key = tuple[Group, int]
"""A line: its group, and its number there. A row of the page is a line, or a heading."""


class Rows(Value, frozen=True, kw_only=True):
    """The rows of the page from the top down: each group is its heading and its lines."""

    groups: tuple[GroupRows, ...] = ()

    @property
    def count(self) -> int:
        """The number of rows."""
        return sum(1 + len(each.rows) for each in self.groups)

    def starts(self) -> list[int]:
        """Return at which row each group begins, with the number of all rows as the last one."""
        return list(accumulate((1 + len(each.rows) for each in self.groups), initial=0))

    def at(self, row: int, starts: list[int]) -> tuple[GroupRows, int]:
        """Return the group that a row is in and its place among the lines there; -1: a heading."""
        number = bisect_right(starts, row) - 1
        return self.groups[number], row - starts[number] - 1

    def keys(self, first: int, last: int) -> Iterator[Key]:
        """Yield the lines from row *first* to before row *last*."""
        start = 0
        for each in self.groups:
            begin, end = max(0, first - start - 1), max(0, last - start - 1)
            yield from ((each.group, number) for number in each.rows[begin:end])
            start += 1 + len(each.rows)


class Followed(Value, frozen=True, kw_only=True):
    """What is to be followed up, as it was *asked*, with the lines about the rows in sight."""

    asked: Asked
    rows: Rows
    lines: dict[Key, FollowLine] = field(default_factory=dict)


def read_followed(store: Store, asked: Asked, now: datetime, row: int, beside: Beside) -> Followed:
    """Read which lines there are, and what those of the page that *row* is on show.

    *beside* is what the lines of a group say beside a person's own words.
    """
    rows = Rows(groups=store.follow_up.groups(asked, now, beside))
    first = max(0, min(row, rows.count - 1)) // PAGE * PAGE
    lines = read_lines(store, rows, first - PAGE, first + 2 * PAGE)
    return Followed(asked=asked, rows=rows, lines=lines)


def read_lines(store: Store, rows: Rows, first: int, last: int) -> dict[Key, FollowLine]:
    """Read what the lines from row *first* to before row *last* show."""
    wanted: dict[Group, list[int]] = {}
    for group, number in rows.keys(first, last):
        wanted.setdefault(group, []).append(number)
    return {
        (group, number): line
        for group, numbers in wanted.items()
        for number, line in store.follow_up.lines(group, numbers).items()
    }
