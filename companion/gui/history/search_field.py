"""The field that searches as one types, and offers the clients after ``client:``."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from companion.gui.history.wanted import client_filter, filter_being_typed
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.text import set_tip
from companion.store.browse import ClientRow

_FOR_THE_POPUP = (
    Qt.Key.Key_Escape,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_Tab,
)
"""Keys that belong to the list of clients while it is open."""


class SearchField(LineEdit):
    """Says what is typed at once; Down goes to what was found, Escape empties it."""

    left_downwards = Signal()
    emptied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty, with no client known."""
        super().__init__(parent)
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._popup = QListView()
        self._popup.setProperty("role", "nav")
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._complete)
        self.textEdited.connect(self._offer_clients)
        self.setPlaceholderText(self.tr("Search everything that was said, agreed and sent"))
        self.setAccessibleName(self.tr("Search the history"))
        # The cross is drawn from pictures that are read from the disk: not before there is a text.
        self.textChanged.connect(self._show_cross, Qt.ConnectionType.SingleShotConnection)
        set_tip(self, self.tr("Ctrl+F comes here. Add client:name to search with one client."))

    def set_clients(self, clients: tuple[ClientRow, ...]) -> None:
        """Offer the names of these clients."""
        names = [client.name for client in clients if client.name]
        if names != self._names.stringList():
            self._names.setStringList(names)

    def _show_cross(self) -> None:
        self.setClearButtonEnabled(True)

    def _offer_clients(self) -> None:
        place = filter_being_typed(self.text(), self.cursorPosition())
        if place is None:
            self._popup.hide()
            return
        self._completer.setCompletionPrefix(place[1])
        if self._completer.completionCount():
            self._completer.complete()

    def _complete(self, name: str) -> None:
        """Put the client that was picked in the place of the filter that is being typed."""
        place = filter_being_typed(self.text(), self.cursorPosition())
        if place is None:
            return
        before, after = self.text()[: place[0]], self.text()[self.cursorPosition() :]
        chosen = client_filter(name) + " "
        self.setText(before + chosen + after.lstrip())
        self.setCursorPosition(len(before) + len(chosen))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter leave for the list; Escape empties the field."""
        if self._popup.isVisible() and event.key() in _FOR_THE_POPUP:
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.emptied.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)
