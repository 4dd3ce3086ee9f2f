"""The list with the one looked at beside it: one's place is kept whatever an answer brings."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton

from companion.gui.forms.ui_history import Ui_HistoryPage
from companion.gui.history.rows_model import RowsModel
from companion.gui.history.rows_view import RowsDelegate
from companion.gui.history.wanted import Wanted
from companion.gui.tasks import Tasks
from companion.gui.widgets.link_row import link_row
from companion.session import Clock


class Listed(QObject):
    """Shows what is wanted in the list, and looks at one of its rows."""

    settled = Signal()
    """Rows are painted, or what stands where there are none."""

    everywhere_wanted = Signal()
    """The person wants to search the whole history: where one looked, nothing was found."""

    def __init__(self, ui: Ui_HistoryPage, tasks: Tasks, clock: Clock, parent: QObject) -> None:
        """Show nothing until ``show``."""
        super().__init__(parent)
        self._ui = ui
        self._everywhere = QPushButton(self.tr("Search the whole history"), ui.nothing)
        self._everywhere.setProperty("link", True)
        self._everywhere.clicked.connect(self.everywhere_wanted)
        ui.nothingColumn.insertLayout(1, link_row(self._everywhere))
        self._to_show = ""
        self._answered: Wanted | None = None
        self._was_at = 0
        self._is_known = False
        self._is_stale = True
        self._model = RowsModel(tasks, clock, self)
        self._delegate = RowsDelegate(clock, ui.rows)
        ui.rows.setModel(self._model)
        ui.rows.setItemDelegate(self._delegate)
        self._model.modelAboutToBeReset.connect(self._remember_place)
        self._model.answered.connect(self._show_answer)
        self._model.dataChanged.connect(self._show_current)
        ui.rows.chosen.connect(self._show_current)
        ui.rows.painted.connect(self._tell_settled)
        ui.rows.entered_detail.connect(
            lambda: ui.detail.page.setFocus(Qt.FocusReason.TabFocusReason)
        )

    def show(self, wanted: Wanted) -> None:
        """Show what is wanted, read anew where something was stored meanwhile."""
        if wanted == self._model.wanted and not self._is_stale:
            return
        if self._is_stale:
            self._ui.detail.refresh()
        self._is_stale = False
        self._model.show(wanted)

    def refresh(self) -> None:
        """Read what is shown again."""
        self._model.refresh()
        self._ui.detail.refresh()

    def be_stale(self) -> None:
        """Read anew when it is shown next."""
        self._is_stale = True

    def know(self) -> None:
        """Take for granted that a history without rows is not the very beginning."""
        was_known, self._is_known = self._is_known, True
        if not was_known and not self._is_stale and self._model.rowCount() == 0:
            self._show_answer()

    def show_disagreement(self, disagreement_id: str) -> None:
        """Look at a disagreement as soon as the list has it."""
        self._to_show = disagreement_id
        self._ui.detail.show_disagreement(disagreement_id)

    def enter(self) -> None:
        """Give the focus to the rows, where there are any or some may come; else to the way on."""
        if self._ui.listPages.currentWidget() is self._ui.rows:
            self._ui.rows.setFocus(Qt.FocusReason.TabFocusReason)
        elif self._everywhere.isVisible():
            self._everywhere.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_answer(self) -> None:
        """Keep looking at the same disagreement where it is still there, else at the first one."""
        wanted = self._model.wanted
        if self._delegate.show_passages(wanted.has_passages):
            self._ui.rows.scheduleDelayedItemsLayout()
        has_rows = self._model.rowCount() > 0
        if not (has_rows or self._is_known):
            return  # whether this is the very beginning, the overview will say
        self._ui.listPages.setCurrentWidget(self._ui.rows if has_rows else self._ui.nothing)
        if not has_rows:
            self._show_nothing(wanted)
            return
        is_new_search = wanted.is_search and wanted != self._answered
        shown = self._to_show or ("" if is_new_search else self._looked_at())
        place = self._model.place_of(shown) if shown else 0
        if place < 0 and self._to_show:
            self._ui.rows.clearSelection()
            return
        self._to_show = ""
        self._ui.rows.choose(place if place >= 0 else self._place_to_stay(wanted))
        self._answered = wanted
        self._show_current()

    def _show_nothing(self, wanted: Wanted) -> None:
        self._ui.nothingText.setText(_nothing_said(wanted))
        self._everywhere.setVisible(wanted.is_search and wanted.is_narrowed)
        if not self._to_show:
            self._look_at("")
        self._tell_settled()

    def _place_to_stay(self, wanted: Wanted) -> int:
        """Return how far down one was, where the same is asked for again; else the top."""
        if wanted != self._answered:
            return 0
        now = self._ui.rows.currentIndex().row()
        return min(now if now >= 0 else self._was_at, self._model.rowCount() - 1)

    def _remember_place(self) -> None:
        self._was_at = max(0, self._ui.rows.currentIndex().row())

    def _show_current(self) -> None:
        row = self._ui.rows.current_row()
        if row is not None:
            self._to_show = ""
            self._look_at(row.id, row.note_id)

    def _look_at(self, disagreement_id: str, note_id: str = "") -> None:
        self._ui.detail.show_disagreement(disagreement_id, self._model.wanted.terms, note_id)

    def _looked_at(self) -> str:
        found = self._ui.detail.found
        return found.disagreement.id if found else ""

    def _tell_settled(self) -> None:
        QTimer.singleShot(0, self, self.settled.emit)


def _nothing_said(wanted: Wanted) -> str:
    """Return what stands where the list has no row."""
    if wanted.is_search and wanted.is_narrowed:
        return QCoreApplication.translate(
            "Listed", "Nothing was found here. Fewer or shorter words find more."
        )
    if wanted.is_search:
        return QCoreApplication.translate(
            "Listed", "Nothing was found. Fewer or shorter words find more."
        )
    if wanted.sort == "unsent":
        return QCoreApplication.translate(
            "Listed", "Every call has its recap. Nothing waits to be sent."
        )
    if wanted.sort == "open":
        return QCoreApplication.translate("Listed", "No disagreement is open.")
    return QCoreApplication.translate("Listed", "No disagreement yet.")
