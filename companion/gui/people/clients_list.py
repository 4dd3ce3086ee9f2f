"""The clients as a list, those put away folded below; a name is changed where it stands."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from companion.gui.people.names_list import Index, NameEditing, NamesList
from companion.gui.said import client_said
from companion.gui.widgets.side_lines import Place, PlacesDelegate, PlacesModel
from companion.method.one_line import one_line
from companion.store.people_change import ClientLine

_PLACE_ROLE = Qt.ItemDataRole.UserRole


class ClientsModel(PlacesModel):
    """The clients; what is written over a name is a wish."""

    renamed = Signal(str, str)
    """The id of a client, and the name that it shall have."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._names: dict[str, str] = {}

    def show_lines(self, lines: tuple[ClientLine, ...], with_archived: bool) -> None:
        """Show the clients, those put away below a heading where they are wanted."""
        self._names = {line.id: one_line(line.name) for line in lines}
        here = [_place(line) for line in lines if not line.is_archived]
        away = [_place(line) for line in lines if line.is_archived]
        if away and with_archived:
            here += [Place(title=self.tr("Put away"), sort="", is_heading=True), *away]
        self.set_places(tuple(here))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the bare name to edit, else what every list of clients shows."""
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            return self._names.get(self.places[index.row()].client_id or "", "")
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        """Ask for another name where one was written."""
        client_id = self.places[index.row()].client_id if index.isValid() else None
        name = one_line(str(value))
        if role != Qt.ItemDataRole.EditRole or client_id is None:
            return False
        if name != self._names.get(client_id):
            self.renamed.emit(client_id, name)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every name be changed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if flags else flags


class NameDelegate(NameEditing, PlacesDelegate):
    """Paints a client, and lets its name be written over."""

    def room_for_name(self, line: QRect, editor: QWidget) -> QRect:  # noqa: ARG002
        """Return all of the line."""
        return line.adjusted(8, 1, -8, -1)


class ClientsList(NamesList):
    """The clients; F2 changes a name, Del puts one away or takes it back."""

    client_chosen = Signal(str)
    """The id of the client that one looks at; empty where there is none."""

    archive_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no client yet."""
        super().__init__(parent)
        self._model = ClientsModel(self)
        self._shown = ""
        self.setProperty("role", "nav")
        self.setModel(self._model)
        self.setItemDelegate(NameDelegate(self))
        self.setAccessibleName(self.tr("Clients"))
        self._model.renamed.connect(self.renamed)

    def show_lines(self, lines: tuple[ClientLine, ...], with_archived: bool) -> None:
        """Show the clients of now; the one that one looks at stays where it is still there."""
        self._model.show_lines(lines, with_archived)
        self.choose(self._shown)

    def choose(self, client_id: str) -> None:
        """Look at a client; at the first one where that one is not shown."""
        ids = [place.client_id for place in self._model.places]
        row = ids.index(client_id) if client_id in ids else 0
        self.setCurrentIndex(self._model.index(row))
        self._tell()

    def client_id(self) -> str:
        """Return the id of the client that one looks at, or an empty text."""
        place = self.currentIndex().data(_PLACE_ROLE)
        return (place.client_id or "") if isinstance(place, Place) else ""

    def _tell(self) -> None:
        if self.client_id() != self._shown:
            self._shown = self.client_id()
            self.client_chosen.emit(self._shown)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say whom one looks at."""
        super().currentChanged(current, previous)
        if current.isValid():
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del puts a client away; held down it does so once."""
        if event.key() == Qt.Key.Key_Delete and self.client_id():
            if not event.isAutoRepeat():
                self.archive_wanted.emit(self.client_id())
            return
        super().keyPressEvent(event)


def _place(line: ClientLine) -> Place:
    return Place(title=client_said(line.name), client_id=line.id, count=line.disagreements)
