"""The ways on for a row of the list, the same as at its side, under the pointer or by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QMenu

from companion.gui.history.found import Found
from companion.gui.history.said import planned_time
from companion.model import CallState

if TYPE_CHECKING:
    from companion.gui.history.window import HistoryWindow


def show_row_menu(window: HistoryWindow, found: Found, place: QPoint) -> None:
    """Show at *place* what can be done with what was *found*; the window is asked for it."""
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    about = found.disagreement.id
    going_on = menu.addAction(_tr("Continue in a new call"))
    going_on.triggered.connect(lambda _on=False: window.continue_wanted.emit(about))
    for call in [c for c in found.newest_first if c.status is CallState.ENDED][:1]:
        recap = menu.addAction(_tr("Open recap"))
        recap.triggered.connect(lambda _on=False, to=call.id: window.recap_wanted.emit(to))
        reopen = menu.addAction(_tr("Reopen and add"))
        reopen.triggered.connect(lambda _on=False, to=call.id: window.reopen_wanted.emit(to))
        attach = menu.addAction(_tr("Attach a transcript…"))
        attach.triggered.connect(lambda _on=False, to=call.id: window.transcript_wanted.emit(to))
    export = menu.addAction(_tr("Export or hand over…"))
    export.triggered.connect(lambda _on=False: window.export_wanted.emit(about, ""))
    client = menu.addAction(_tr("All about the client") + "\tCtrl+L")
    client.triggered.connect(lambda _on=False: window.show_client(found.client.id))
    menu.addSeparator()
    if found.disagreement.calls:
        _add_calls(menu.addMenu(_tr("Delete one call")), window, found)
    delete = menu.addAction(_tr("Delete disagreement") + "\tDel")
    delete.triggered.connect(lambda _on=False: window.deleting.delete_disagreement(about))
    menu.popup(place)


def _add_calls(menu: QMenu, window: HistoryWindow, found: Found) -> None:
    for call in found.newest_first:
        said = _tr("The call of {day}").format(day=planned_time(call.moment, window.now()))
        entry = menu.addAction(said if call.moment else _tr("The call that has no time yet"))
        entry.triggered.connect(lambda _on=False, to=call.id: window.deleting.delete_call(to))


def _tr(text: str) -> str:
    return QCoreApplication.translate("RowMenu", text)
