"""The notes and next steps of a call in the order of its clock, as a model for a view."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from companion.gui.live.times import call_time
from companion.gui.widgets.chip import kind_word
from companion.method.dates import short_date
from companion.model import NextStep, Note, NoteKind
from companion.model.value import Value

Index = QModelIndex | QPersistentModelIndex

TIME, TEXT = range(2)
"""The columns."""

NEXT_STEP = "next_step"
"""The kind of a line that is a next step and not a note."""

LINE_ROLE = Qt.ItemDataRole.UserRole
"""Gives the Line itself."""


class Line(Value, frozen=True, kw_only=True):
    """One line of the timeline; ``person`` is who said or owns it, ``due`` a date in words."""

    id: str
    at_ms: int = 0
    kind: str = NoteKind.FACT
    text: str = ""
    person: str = ""
    due: str = ""
    is_mark: bool = False
    is_pending: bool = False

    @property
    def is_private(self) -> bool:
        """Whether the text is veiled unless the person lifts the veil."""
        return self.kind == NoteKind.PRIVATE


def line_of_note(note: Note) -> Line:
    """Return a note as a line; marks that the program left are told by their source."""
    return Line(
        id=note.id,
        at_ms=note.at_ms,
        kind=note.kind,
        text=note.text,
        person=note.who,
        is_mark=note.source == "clock",
    )


def line_of_next_step(step: NextStep, today: date) -> Line:
    """Return a next step as a line; a date that none could read is shown as it was typed."""
    due = short_date(step.due, today) if step.due else step.due_text
    return Line(
        id=step.id, at_ms=step.at_ms, kind=NEXT_STEP, text=step.text, person=step.owner, due=due
    )


class Timeline(QAbstractTableModel):
    """Lines sorted by the call's clock, then by their coming."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._keys: list[tuple[int, int]] = []
        self._shown: set[str] = set()
        # Kept of lines that were taken out too: a deletion that is undone changes no order.
        self._comings: dict[str, int] = {}
        self._last_coming = 0
        self._is_veiled = True
        self._is_client_safe = False
        self._kept_back: dict[str, Line] = {}

    @property
    def is_veiled(self) -> bool:
        """Whether private notes hide their text."""
        return self._is_veiled

    def set_veiled(self, on: bool) -> None:
        """Lift or drop the veil over private notes."""
        self._is_veiled = on
        for row, line in enumerate(self._lines):
            if line.is_private:
                self._tell(row)

    def set_client_safe(self, *, on: bool) -> None:
        """Hold private lines back altogether, or show them again where they belong.

        Held back, a line is in no row: neither paint nor a screen reader can come by it.
        """
        if on == self._is_client_safe:
            return
        self._is_client_safe = on
        if on:
            for line in [line for line in self._lines if line.is_private]:
                self.take(line.id)
                self._kept_back[line.id] = line
        else:
            kept, self._kept_back = self._kept_back, {}
            for line in kept.values():
                self._insert(line)

    def line(self, row: int) -> Line:
        """Return the line in that row."""
        return self._lines[row]

    def find(self, line_id: str) -> int | None:
        """Return the row of the line with that id, or None."""
        if line_id not in self._shown:
            return None
        rows = range(len(self._lines) - 1, -1, -1)
        return next(row for row in rows if self._lines[row].id == line_id)

    def longest_ms(self) -> int:
        """Return the latest time on the clock, which needs the most room."""
        return self._lines[-1].at_ms if self._lines else 0

    def show(self, lines: Iterable[Line]) -> None:
        """Show these lines and those that are pending; what stays the same is not touched."""
        wanted = {line.id: line for line in lines}
        if not self._lines and not self._is_client_safe:
            self._fill(wanted.values())
            return
        known = self._kept_back | {line.id: line for line in self._lines}
        for line in known.values():
            if line.id not in wanted and not line.is_pending:
                self.take(line.id)
        for line in wanted.values():
            if known.get(line.id) != line:
                self.put(line)

    def put(self, line: Line) -> int | None:
        """Add a line, or change the one with its id; return its row, None where it has none."""
        if self._is_client_safe and line.is_private:
            self.take(line.id)
            self._kept_back[line.id] = line
            return None
        self._kept_back.pop(line.id, None)
        row = self.find(line.id)
        if row is None:
            return self._insert(line)
        before = self._lines[row]
        if before == line:
            return row
        if before.at_ms != line.at_ms:
            self.take(line.id)
            return self._insert(line)
        self._lines[row] = line
        self._tell(row)
        return row

    def settle(self, pending_id: str, line: Line) -> int | None:
        """Put the saved *line* in the place of the one that was pending; return its row if any."""
        row = self.find(pending_id)
        if row is None or self.find(line.id) is not None:
            self.take(pending_id)
            return self.put(line)
        self._comings[line.id] = self._comings.pop(pending_id)
        self._shown.symmetric_difference_update((pending_id, line.id))
        self._lines[row] = replace(line, at_ms=self._lines[row].at_ms)
        self._tell(row)
        return self.put(line)

    def take(self, line_id: str) -> Line | None:
        """Remove a line and return it."""
        row = self.find(line_id)
        if row is None:
            return self._kept_back.pop(line_id, None)
        self.beginRemoveRows(QModelIndex(), row, row)
        line = self._lines.pop(row)
        self._keys.pop(row)
        self._shown.discard(line_id)
        self.endRemoveRows()
        return line

    def _fill(self, lines: Iterable[Line]) -> None:
        """Take the first lines all at once."""
        self.beginResetModel()
        self._lines = sorted(lines, key=lambda line: line.at_ms)
        self._comings = {line.id: coming for coming, line in enumerate(self._lines, start=1)}
        self._keys = [(line.at_ms, self._comings[line.id]) for line in self._lines]
        self._last_coming = len(self._lines)
        self._shown = set(self._comings)
        self.endResetModel()

    def _insert(self, line: Line) -> int:
        self._last_coming += 1
        key = (line.at_ms, self._comings.setdefault(line.id, self._last_coming))
        row = bisect_right(self._keys, key)
        self.beginInsertRows(QModelIndex(), row, row)
        self._lines.insert(row, line)
        self._keys.insert(row, key)
        self._shown.add(line.id)
        self.endInsertRows()
        return row

    def _tell(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, TIME), self.index(row, TEXT))

    def _spoken(self, line: Line) -> str:
        """Return a line as a screen reader says it."""
        if line.is_private and self._is_veiled:
            return self.tr("private, veiled")
        kind = "" if line.kind == NoteKind.FACT else f"{kind_word(line.kind)}: "
        tail = [part for part in (line.person, line.due) if part]
        return kind + " · ".join([line.text, *tail])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        """Return 2: the time and the text."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Give the words of a cell, or the whole line."""
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return call_time(line.at_ms) if index.column() == TIME else self._spoken(line)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every note can be edited and moved; marks of the program and next steps not here."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        line = self._lines[index.row()]
        if line.kind == NEXT_STEP or line.is_pending:
            return usual
        return usual | Qt.ItemFlag.ItemIsEditable
