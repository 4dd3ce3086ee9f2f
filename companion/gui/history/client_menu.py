"""The acts on a client of the side bar: by the menu key, by F2 and by Del."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from companion.gui.history.sidebar import Sidebar
from companion.gui.widgets.side_lines import Place


class ClientMenu(QObject):
    """Says what shall become of a client; somebody else does it."""

    wanted = Signal(str, str)
    """The id of a client, or an empty text, and a way to begin: "rename", "merge", "away", ""."""

    export_wanted = Signal(str)
    """The id of a client whose history is to be taken along."""

    delete_wanted = Signal(str)
    """The id of a client that shall go to the trash."""

    def __init__(self, places: Sidebar) -> None:
        """Serve the clients among *places*."""
        super().__init__(places)
        self._places = places
        places.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        places.customContextMenuRequested.connect(self._show)
        places.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take F2 and Del on a client; held down, they act once."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            way = {Qt.Key.Key_F2: "rename", Qt.Key.Key_Delete: "away"}.get(Qt.Key(event.key()))
            client_id = self._client_id()
            if way and client_id:
                if not event.isAutoRepeat():
                    self.wanted.emit(client_id, way)
                return True
        return super().eventFilter(watched, event)

    def _show(self, place: QPoint) -> None:
        if self._places.current_search is not None:
            return  # a kept search has a menu of its own
        menu, client_id = QMenu(self._places), self._client_id()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if client_id:
            for text, way in (
                (self.tr("Rename…") + "\tF2", "rename"),
                (self.tr("Merge into another client…"), "merge"),
                (self.tr("Put away") + "\tDel", "away"),
            ):
                self._add(menu, text, client_id, way)
            export = menu.addAction(self.tr("Export or hand over…"))
            export.triggered.connect(lambda _on=False: self.export_wanted.emit(client_id))
            menu.addSeparator()
            delete = menu.addAction(self.tr("Delete client"))
            delete.triggered.connect(lambda _on=False: self.delete_wanted.emit(client_id))
        self._add(menu, self.tr("Clients and people…"), client_id, "")
        menu.popup(self._places.mapToGlobal(place))

    def _add(self, menu: QMenu, text: str, client_id: str, way: str) -> None:
        menu.addAction(text).triggered.connect(lambda _on=False: self.wanted.emit(client_id, way))

    def _client_id(self) -> str:
        place = self._places.currentIndex().data(Qt.ItemDataRole.UserRole)
        return (place.client_id or "") if isinstance(place, Place) else ""
