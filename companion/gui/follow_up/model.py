"""What is to be followed up as an item model: it brings a line only when it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from companion.gui.follow_up.reading import (
    PAGE,
    Followed,
    Key,
    Rows,
    read_followed,
    read_lines,
)
from companion.gui.follow_up.words import Said, beside_said, heading, line_said, spoken
from companion.gui.tasks import Tasks
from companion.gui.widgets.text import LONG_RUN, breakable, literal
from companion.model.value import Value
from companion.session import Clock
from companion.store.follow_up import Asked, FollowLine, Group

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
"""Gives the Shown of a row."""

_TEXTS: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)

_NEWEST: Final = "follow-up"

Index = QModelIndex | QPersistentModelIndex


class Shown(Value, frozen=True, kw_only=True):
    """A row as it is painted: a heading has no *said*, nor has a line that is on its way.

    ``is_settled`` where its circle is filled, ``is_first`` and ``is_last`` in its group.
    """

    heading: str = ""
    count: int = 0
    said: Said | None = None
    is_settled: bool = False
    is_first: bool = False
    is_last: bool = False


class FollowModel(QAbstractListModel):
    """The rows of the page; a change elsewhere leaves alone what stays as it is."""

    answered = Signal()
    """What was asked for is there, or it is known that there is nothing."""

    ticked = Signal(int)
    """The circle of that row was pressed by other ways than a key or a click of the view."""

    def __init__(self, tasks: Tasks, clock: Clock, parent: QObject | None = None) -> None:
        """Show nothing until ``show``; *clock* says which day it is."""
        super().__init__(parent)
        self._tasks, self._clock = tasks, clock
        self._asked = Asked()
        self._rows = Rows()
        self._starts: list[int] = [0]
        self._lines: dict[Key, FollowLine] = {}
        self._pages: set[int] = set()
        self._settled: set[Key] = set()

    @property
    def rows(self) -> Rows:
        """Which lines there are."""
        return self._rows

    @property
    def asked(self) -> Asked:
        """What is shown, or on its way."""
        return self._asked

    def show(self, asked: Asked, row: int = 0) -> None:
        """Show what is asked for, first the lines about *row*; until it comes, the rows stay."""
        self._asked = asked
        now, beside = self._clock.now(), beside_said()
        self._tasks.read(
            lambda store: read_followed(store, asked, now, row, beside), self._take, newest=_NEWEST
        )

    def key_at(self, row: int) -> Key | None:
        """Return which line stands at *row*; None for a heading, and where nothing is."""
        if not 0 <= row < self._starts[-1]:
            return None
        group, place = self._rows.at(row, self._starts)
        return (group.group, group.rows[place]) if place >= 0 else None

    def line_at(self, row: int) -> tuple[Group, FollowLine] | None:
        """Return the group and the line at *row*, or None while it is not there."""
        key = self.key_at(row)
        line = self._lines.get(key) if key else None
        return (key[0], line) if key and line else None

    def row_of(self, key: Key) -> int:
        """Return where a line stands, or -1."""
        for start, each in zip(self._starts, self._rows.groups, strict=False):
            if each.group is key[0] and key[1] in each.rows:
                return start + 1 + each.rows.index(key[1])
        return -1

    def settle(self, row: int) -> bool:
        """Fill the circle at *row* until the history answers; return whether it was not yet."""
        key = self.key_at(row)
        if key is None or key in self._settled:
            return False
        self._settled.add(key)
        self.dataChanged.emit(self.index(row), self.index(row))
        return True

    def _take(self, followed: Followed) -> None:
        if followed.asked != self._asked:
            return
        self._settled.clear()
        is_same = followed.rows == self._rows
        if not is_same:
            self.beginResetModel()
        self._rows, self._starts = followed.rows, followed.rows.starts()
        self._lines, self._pages = dict(followed.lines), set()
        if not is_same:
            self.endResetModel()
        elif self._rows.count:
            self.dataChanged.emit(self.index(0), self.index(self._rows.count - 1))
        self.answered.emit()

    def _ask_for(self, row: int) -> None:
        """Ask for the page that *row* is on, once."""
        page, rows = row // PAGE, self._rows
        if page in self._pages:
            return
        self._pages.add(page)
        first = page * PAGE
        self._tasks.read(
            lambda store: read_lines(store, rows, first, first + PAGE), self._further(rows, first)
        )

    def _further(self, rows: Rows, first: int) -> Callable[[dict[Key, FollowLine]], None]:
        def take(lines: dict[Key, FollowLine]) -> None:
            if rows is self._rows:
                self._lines |= lines
                last = min(first + PAGE, rows.count) - 1
                self.dataChanged.emit(self.index(first), self.index(last))

        return take

    def _shown(self, row: int) -> Shown:
        group, place = self._rows.at(row, self._starts)
        if place < 0:
            return Shown(heading=heading(group.group), count=len(group.rows))
        found = self.line_at(row)
        if found is None:
            self._ask_for(row)
        said = line_said(*found, self._clock.now()) if found else None
        return Shown(
            said=said,
            is_settled=(group.group, group.rows[place]) in self._settled
            or (said is not None and said.is_done),
            is_first=place == 0,
            is_last=place == len(group.rows) - 1,
        )

    def _said(self, row: int, said: Said, role: int) -> object:
        """Return what Qt, or a screen reader, asks of a line."""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            key = self.key_at(row)
            return spoken(key[0], said) if key else said.title
        if role == Qt.ItemDataRole.ToolTipRole and len(said.title) > LONG_RUN:
            return f"<span>{literal(breakable(said.title))}</span>"
        if role == Qt.ItemDataRole.CheckStateRole:
            is_ticked = self._shown(row).is_settled
            return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        return said.title if role == Qt.ItemDataRole.DisplayRole else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are, on their way or not; Qt asks twice for each of them."""
        return 0 if parent is not None and parent.isValid() else self._starts[-1]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Leave headings out of what can be chosen, and let lines be ticked."""
        if not index.isValid() or self.key_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a row, its title, its spoken text, or whether it is ticked."""
        if not index.isValid():
            return None
        shown = self._shown(index.row())
        if role == ROW_ROLE:
            return shown
        if shown.said is None:
            return shown.heading if role in _TEXTS else None
        return self._said(index.row(), shown.said, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ARG002
        """Take a tick that comes by a screen reader."""
        if role != Qt.ItemDataRole.CheckStateRole or self.key_at(index.row()) is None:
            return False
        self.ticked.emit(index.row())
        return True
