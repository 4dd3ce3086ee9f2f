"""The ways on for a row of the list, the same as at its side, under the pointer or by a key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from companion.gui.history.found import Found
from companion.gui.said import planned_time
from companion.model import CallState


class RowMenu(QObject):
    """Offers what can be done with a disagreement, and says what was chosen."""

    continue_wanted = Signal(str)
    export_wanted = Signal(str)
    deletion_wanted = Signal(str)
    """The id of the disagreement."""

    recap_wanted = Signal(str)
    reopen_wanted = Signal(str)
    transcript_wanted = Signal(str)
    call_deletion_wanted = Signal(str)
    """The id of one of its calls."""

    client_wanted = Signal(str)

    def __init__(self, window: QWidget) -> None:
        """Show menus above *window*."""
        super().__init__(window)
        self._window = window

    def show(self, found: Found, place: QPoint, now: datetime) -> None:
        """Show at *place* what can be done with what was *found*; days are said for *now*."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        about = found.disagreement.id
        _add(menu, self.tr("Continue in a new call"), self.continue_wanted.emit, about)
        for call in [c for c in found.newest_first if c.status is CallState.ENDED][:1]:
            _add(menu, self.tr("Open recap"), self.recap_wanted.emit, call.id)
            _add(menu, self.tr("Reopen and add"), self.reopen_wanted.emit, call.id)
            _add(menu, self.tr("Attach a transcript…"), self.transcript_wanted.emit, call.id)
        _add(menu, self.tr("Export or hand over…"), self.export_wanted.emit, about)
        client = self.tr("All about the client") + "\tCtrl+L"
        _add(menu, client, self.client_wanted.emit, found.client.id)
        menu.addSeparator()
        if found.disagreement.calls:
            self._add_calls(menu.addMenu(self.tr("Delete one call")), found, now)
        _add(menu, self.tr("Delete disagreement") + "\tDel", self.deletion_wanted.emit, about)
        menu.popup(place)

    def _add_calls(self, menu: QMenu, found: Found, now: datetime) -> None:
        for call in found.newest_first:
            said = self.tr("The call of {day}").format(day=planned_time(call.moment, now))
            text = said if call.moment else self.tr("The call that has no time yet")
            _add(menu, text, self.call_deletion_wanted.emit, call.id)


def _add(menu: QMenu, text: str, act: Callable[[str], object], about: str) -> None:
    menu.addAction(text).triggered.connect(lambda _on=False: act(about))
