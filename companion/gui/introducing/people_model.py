"""The people of a file as rows: who is ticked, whose they are, and which of them are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from companion.gui.introducing.reading import is_proposed, words_of
from companion.gui.introducing.words import beside, client_said, effect_said, name_said
from companion.method.introducing import Introduction
from companion.method.marking import fold

Index = QModelIndex | QPersistentModelIndex

PERSON_ROLE = Qt.ItemDataRole.UserRole


class PeopleModel(QAbstractListModel):
    """Shows everybody, or those in whom all typed words stand; ticks stay with whoever has them."""

    ticked = Signal()
    """Other people are ticked now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nobody."""
        super().__init__(parent)
        self._people: list[Introduction] = []
        self._words: list[str] = []
        self._ticks: set[int] = set()
        self._shown: list[int] = []
        self._typed = ""

    def show_people(self, people: Iterable[Introduction]) -> None:
        """Show these people; those who are new with a client we know are ticked."""
        self.beginResetModel()
        self._people = list(people)
        self._words = [words_of(person) for person in self._people]
        self._ticks = {at for at, each in enumerate(self._people) if is_proposed(each)}
        self._shown = self._found()
        self.endResetModel()
        self.ticked.emit()

    def follow(self, people: Iterable[Introduction]) -> None:
        """Say anew what becomes of everybody, in the same order; ticks stay."""
        self._people = list(people)
        self._words = [words_of(person) for person in self._people]
        self._tell()

    def filter(self, typed: str) -> None:
        """Show whoever has all words of *typed* in name, address, organisation, role or client."""
        self.beginResetModel()
        self._typed = typed
        self._shown = self._found()
        self.endResetModel()

    def people(self) -> tuple[Introduction, ...]:
        """Return everybody, shown or not."""
        return tuple(self._people)

    def wanted(self) -> tuple[Introduction, ...]:
        """Return those who are ticked and are not known already."""
        return tuple(self._people[at] for at in sorted(self._ticks) if self._people[at].brings)

    def tick(self, rows: Iterable[int], is_on: bool) -> bool:
        """Tick those rows or not; return whether everybody had a client to be ticked with."""
        places = [self._shown[row] for row in rows]
        can = {at for at in places if self._people[at].has_client}
        self._ticks = self._ticks | can if is_on else self._ticks - set(places)
        self._tell()
        return not is_on or len(can) == len(places)

    def tick_shown(self, is_on: bool) -> bool:
        """Tick everybody who is shown, or nobody of them."""
        return self.tick(range(len(self._shown)), is_on)

    def is_ticked(self, row: int) -> bool:
        """Return whether the person in that row is ticked; whoever is known already never is."""
        at = self._shown[row]
        return at in self._ticks and self._people[at].brings

    def has_client(self, row: int) -> bool:
        """Return whether it is said whose the person in that row is."""
        return self._people[self._shown[row]].has_client

    def change(self, rows: Iterable[int], change: Callable[[Introduction], Introduction]) -> None:
        """Change what is said of the people in those rows, and tick who has a client now."""
        for at in [self._shown[row] for row in rows]:
            self._people[at] = person = change(self._people[at])
            self._words[at] = words_of(person)
            if person.has_client and person.brings:
                self._ticks.add(at)
        self._tell()

    def _tell(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
        self.ticked.emit()

    def _found(self) -> list[int]:
        terms = fold(self._typed).split()
        return [at for at, words in enumerate(self._words) if all(term in words for term in terms)]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a person, the name, the tick, or how all of it is spoken."""
        if not index.isValid():
            return None
        person = self._people[self._shown[index.row()]]
        if role == PERSON_ROLE:
            return person
        if role == Qt.ItemDataRole.DisplayRole:
            return name_said(person)
        if role == Qt.ItemDataRole.CheckStateRole:
            is_on = self.is_ticked(index.row())
            return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            ticked = self.tr("ticked") if self.is_ticked(index.row()) else ""
            said = (name_said(person), ticked, beside(person), client_said(person),
                    effect_said(person))  # fmt: skip
            return ", ".join(filter(None, said))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Take a tick that came by a screen reader."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        return self.tick([index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let everybody be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable
