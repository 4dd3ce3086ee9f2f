"""What a file would bring, as a list that says of each part what becomes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from companion.gui.importing.words import facts_said, name_said
from companion.store.comparing import Compared, Outlook
from companion.store.loading import AS_IT_COMES, Choices

PART_ROLE = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


class PartsModel(QAbstractListModel):
    """The parts of one sort, or all, with what was decided about each."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._all: tuple[Compared, ...] = ()
        self._shown: tuple[Compared, ...] = ()
        self.choices = AS_IT_COMES

    @property
    def counts(self) -> Counter[Outlook]:
        """How many parts there are of each sort."""
        return Counter(part.outlook for part in self._all)

    @property
    def parts(self) -> tuple[Compared, ...]:
        """All parts, whatever is shown."""
        return self._all

    def show_parts(self, parts: tuple[Compared, ...]) -> None:
        """Show these parts, with nothing decided yet; what is refused stays out.

        Where nothing differs, one's own words stand: nobody was asked about what is typed since.
        """
        self._all = parts
        refused = frozenset(part.id for part in parts if part.outlook is Outlook.REFUSED)
        mine = frozenset(part.id for part in parts if part.outlook is not Outlook.CONFLICT)
        self.choices = Choices(mine=mine, left_out=refused)
        self.narrow(tuple(Outlook))

    def narrow(self, outlooks: Iterable[Outlook]) -> None:
        """Show only parts of these sorts."""
        wanted = frozenset(outlooks)
        self.beginResetModel()
        self._shown = tuple(part for part in self._all if part.outlook in wanted)
        self.endResetModel()

    def decide(self, choices: Choices) -> None:
        """Take what was decided, and say so in every line."""
        self.choices = choices
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def part_at(self, index: Index) -> Compared | None:
        """Return the part in a line, or None."""
        return self._shown[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of lines."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a part, or its two lines of text."""
        part = self.part_at(index)
        if part is None:
            return None
        if role == PART_ROLE:
            return part
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{name_said(part)}\n{facts_said(part, self.choices)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{name_said(part)}, {facts_said(part, self.choices)}"
        return None
