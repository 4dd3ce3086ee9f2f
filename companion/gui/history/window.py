"""The main window: search on top, the side bar, what waits, the list, and the one looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from companion.errors import CompanionError
from companion.gui.forms.ui_history import Ui_HistoryPage
from companion.gui.history.exchange import Exchange
from companion.gui.history.menu import MainMenu
from companion.gui.history.overview import Overview, read_overview
from companion.gui.history.placing import Placing
from companion.gui.history.rows_model import RowsModel
from companion.gui.history.rows_view import RowsDelegate
from companion.gui.history.said import client_said, topic_said
from companion.gui.history.wanted import Wanted, wanted_from
from companion.gui.tasks import Tasks
from companion.gui.theme.type import font_for
from companion.model import CallState, InboxNote
from companion.session import Clock
from companion.store.browse import PlannedCall, RunningCall

SIZE = (1180, 620)
"""Pixels at scale 1, as the page is designed."""


class HistoryWindow(QWidget):
    """The history, and where every call begins. It asks for other windows and opens none."""

    prepare_wanted = Signal()
    unplanned_wanted = Signal()
    past_call_wanted = Signal()
    call_opened = Signal(str)
    recap_wanted = Signal(str)
    continue_wanted = Signal(str)
    reopen_wanted = Signal(str)
    theme_chosen = Signal(str)
    """The person chose "system", "light" or "dark"."""

    ready = Signal()
    """The first rows, or the sign that there are none yet, stand on the screen."""

    def __init__(self, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        """Ask the history for its first rows."""
        super().__init__(parent)
        self._tasks, self._clock = tasks, clock
        self._overview = Overview()
        self._place: tuple[str, str | None] = ("all", None)
        self._to_show = ""
        self._answered: Wanted | None = None
        self._was_at = 0
        self._is_known = self._was_ready = False
        self._ui = Ui_HistoryPage()
        self._ui.setupUi(self)
        self._tray = self._ui.trayRoom.tray
        self._model = RowsModel(tasks, clock, self)
        self._delegate = RowsDelegate(clock, self)
        self._ui.rows.setModel(self._model)
        self._ui.rows.setItemDelegate(self._delegate)
        self._exchange = Exchange(tasks, self._ui.notice, self)
        self._placing = Placing(tasks, clock, self._ui.notice)
        self._menu = MainMenu(self)
        self._arrange()
        self._connect()
        self._bind_keys()
        self.refresh()

    def refresh(self) -> None:
        """Show the history as it is now; what one looks at stays."""
        self._model.refresh()
        self._tasks.read(read_overview, self._take_overview, newest="history overview")
        self._ui.detail.refresh()

    def show_disagreement(self, disagreement_id: str) -> None:
        """Look at a disagreement, wherever one was before."""
        self._to_show = disagreement_id
        self._ui.search.clear()
        self._ui.places.choose_all()
        self._ask()
        self._ui.detail.show_disagreement(disagreement_id)

    def show_theme_choice(self, choice: str) -> None:
        """Tick in the menu which theme is worn."""
        self._menu.show_theme(choice)

    def _take_overview(self, overview: Overview) -> None:
        was_known, self._is_known = self._is_known, True
        if overview != self._overview:
            clients_changed = overview.clients != self._overview.clients
            self._overview = overview
            self._ui.places.show_counts(overview.counts, overview.clients)
            self._ui.search.set_clients(overview.clients)
            if clients_changed and "client:" in self._ui.search.text().casefold():
                self._ask()
        self._tray.show_overview(overview)
        is_empty = overview.is_empty
        self._ui.pages.setCurrentWidget(self._ui.beginning if is_empty else self._ui.splitter)
        self._ui.side.setVisible(not is_empty)
        if is_empty:
            QTimer.singleShot(0, self, self._announce_ready)
        elif not was_known and self._model.rowCount() == 0:
            self._show_answer()

    def _ask(self) -> None:
        """Ask for what the field and the side bar say."""
        typed = self._ui.search.text()
        wanted = wanted_from(typed, self._overview.clients, *self._place)
        self._tray.be_quiet(wanted.is_search)
        if wanted != self._model.wanted:
            self._model.show(wanted)

    def _take_place(self, sort: str, client_id: str | None) -> None:
        self._place = (sort, client_id)
        self._ask()

    def _show_answer(self) -> None:
        """Keep looking at the same disagreement where it is still there, else at the first one."""
        wanted = self._model.wanted
        if self._delegate.show_passages(wanted.is_search):
            self._ui.rows.scheduleDelayedItemsLayout()
        has_rows = self._model.rowCount() > 0
        if not (has_rows or self._is_known):
            return  # whether this is the very beginning, the overview will say
        self._ui.listPages.setCurrentWidget(self._ui.rows if has_rows else self._ui.nothing)
        if not has_rows:
            self._ui.nothingText.setText(self._nothing_said(wanted))
            if not self._to_show:
                self._look_at("")
            QTimer.singleShot(0, self, self._announce_ready)
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
            self._look_at(row.id)

    def _look_at(self, disagreement_id: str) -> None:
        self._ui.detail.show_disagreement(disagreement_id, self._model.wanted.terms)

    def _looked_at(self) -> str:
        found = self._ui.detail.found
        return found.disagreement.id if found else ""

    def _nothing_said(self, wanted: Wanted) -> str:
        if wanted.is_search:
            return self.tr("Nothing was found. Fewer or shorter words find more.")
        if wanted.sort == "unsent":
            return self.tr("Every call has its recap. Nothing waits to be sent.")
        if wanted.sort == "open":
            return self.tr("No disagreement is open.")
        return self.tr("No disagreement yet.")

    def _offer_to_notes(self) -> None:
        """Offer the last held call of what one looks at to the notes that wait."""
        found = self._ui.detail.found
        held = (
            [c for c in found.newest_first if c.status is not CallState.PREPARED] if found else []
        )
        if found is None or not held:
            self._tray.set_chosen(None)
            return
        self._tray.set_chosen(
            PlannedCall(
                call_id=held[0].id,
                disagreement_id=found.disagreement.id,
                client_name=found.client.name,
                topic=found.disagreement.topic,
                moment=held[0].moment,
                minutes=held[0].planned_minutes,
            )
        )

    def _place_note(self, waiting: InboxNote, call_id: str) -> None:
        known: tuple[RunningCall | PlannedCall, ...] = (
            *self._overview.running,
            *self._overview.held,
        )
        call = next((call for call in known if call.call_id == call_id), None)
        where = f"{client_said(call.client_name)} · {topic_said(call.topic)}" if call else ""
        self._placing.place(waiting, call_id, where)

    def _tell_error(self, error: CompanionError) -> None:
        self._ui.notice.tell_error(error)

    def _show_row_menu(self, _disagreement_id: str, place: object) -> None:
        """Show the ways on for the row, the same as at its side."""
        found = self._ui.detail.found
        if found is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        about = found.disagreement.id
        going_on = menu.addAction(self.tr("Continue in a new call"))
        going_on.triggered.connect(lambda _on=False: self.continue_wanted.emit(about))
        for call in [c for c in found.newest_first if c.status is CallState.ENDED][:1]:
            recap = menu.addAction(self.tr("Open recap"))
            recap.triggered.connect(lambda _on=False, to=call.id: self.recap_wanted.emit(to))
            reopen = menu.addAction(self.tr("Reopen and add"))
            reopen.triggered.connect(lambda _on=False, to=call.id: self.reopen_wanted.emit(to))
        menu.popup(place)  # type: ignore[arg-type]

    def _announce_ready(self) -> None:
        if not self._was_ready:
            self._was_ready = True
            self.ready.emit()

    def _arrange(self) -> None:
        ui = self._ui
        self.resize(*SIZE)
        ui.noticeRoom.hide()
        ui.nothingText.set_wrap()
        ui.side.setFixedWidth(self._side_width())
        ui.splitter.setSizes([390, 610])
        ui.splitter.setStretchFactor(0, 0)
        ui.splitter.setStretchFactor(1, 1)
        ui.rows.setMinimumWidth(240)
        ui.detail.setMinimumWidth(280)
        ui.detail.serve(self._tasks, self._clock)
        self._tray.serve(self._clock)
        ui.rows.setFocus()

    def _side_width(self) -> int:
        widest = self.tr("All disagreements") + " 00000"
        wide = QFontMetrics(font_for("strong")).horizontalAdvance(widest) + 48
        return min(wide, round(SIZE[0] * 0.3))

    def _connect(self) -> None:
        ui = self._ui
        ui.search.textChanged.connect(self._ask)
        ui.search.left_downwards.connect(self._enter_rows)
        ui.places.place_chosen.connect(self._take_place)
        self._model.modelAboutToBeReset.connect(self._remember_place)
        self._model.answered.connect(self._show_answer)
        self._model.dataChanged.connect(self._show_current)
        ui.rows.chosen.connect(self._show_current)
        ui.rows.painted.connect(lambda: QTimer.singleShot(0, self, self._announce_ready))
        ui.rows.entered_detail.connect(
            lambda: ui.detail.page.setFocus(Qt.FocusReason.TabFocusReason)
        )
        ui.rows.menu_wanted.connect(self._show_row_menu)
        for source in (ui.detail, self._tray):
            source.call_opened.connect(self.call_opened)
        ui.detail.recap_wanted.connect(self.recap_wanted)
        ui.detail.continue_wanted.connect(self.continue_wanted)
        ui.detail.reopen_wanted.connect(self.reopen_wanted)
        ui.detail.failed.connect(self._tell_error)
        ui.detail.shown.connect(self._offer_to_notes)
        self._tray.note_placed.connect(self._place_note)
        self._tray.note_put_aside.connect(self._placing.put_aside)
        self._placing.changed.connect(self.refresh)
        self._tasks.failed.connect(self._tell_error)
        self._connect_acts()

    def _connect_acts(self) -> None:
        ui, menu = self._ui, self._menu
        ui.more.clicked.connect(self._show_menu)
        ui.newCall.clicked.connect(self.prepare_wanted)
        ui.beginning.prepare_wanted.connect(self.prepare_wanted)
        ui.beginning.import_wanted.connect(self._exchange.ask_for_import)
        menu.unplanned_wanted.connect(self.unplanned_wanted)
        menu.past_call_wanted.connect(self.past_call_wanted)
        menu.theme_chosen.connect(self.theme_chosen)
        menu.import_wanted.connect(self._exchange.ask_for_import)
        menu.export_wanted.connect(self._exchange.ask_for_export)
        self._exchange.imported.connect(self.refresh)
        ui.notice.told.connect(ui.noticeRoom.show)
        ui.notice.dismissed.connect(ui.noticeRoom.hide)

    def _bind_keys(self) -> None:
        acts = (
            ("Ctrl+F", self._enter_search),
            ("Ctrl+K", self._enter_search),
            ("Ctrl+Shift+N", self.unplanned_wanted.emit),
            ("F6", lambda: self._go_round(1)),
            ("Shift+F6", lambda: self._go_round(-1)),
            ("F10", self._show_menu),
        )
        for keys, act in acts:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(act)

    def _show_menu(self) -> None:
        self._menu.show_below(self._ui.more)

    def _enter_search(self) -> None:
        self._ui.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ui.search.selectAll()

    def _enter_rows(self) -> None:
        if self._model.rowCount():
            self._ui.rows.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_round(self, step: int) -> None:
        """Move the focus to the next region of the window that can take it."""
        ui = self._ui
        regions = [ui.search, ui.places, ui.trayRoom, ui.rows, ui.detail]
        now = QApplication.focusWidget()
        at = next(
            (i for i, r in enumerate(regions) if now is r or (now and r.isAncestorOf(now))), 0
        )
        for further in range(1, len(regions) + 1):
            region = regions[(at + step * further) % len(regions)]
            target = self._focus_in(region)
            if region.isVisible() and target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _focus_in(self, region: QWidget) -> QWidget | None:
        """Return what takes the focus in a region: itself, its text, or its first button."""
        if region is self._ui.detail:
            return self._ui.detail.page if self._ui.detail.found else None
        if region.focusPolicy() != Qt.FocusPolicy.NoFocus:
            return region
        inside = [w for w in region.findChildren(QWidget) if w.isVisible() and w.isEnabled()]
        return next((w for w in inside if w.focusPolicy() & Qt.FocusPolicy.TabFocus), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the notice, then empties the search; a letter typed anywhere searches."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if event.key() == Qt.Key.Key_Escape:
            if not self._ui.notice.dismiss():
                self._ui.search.clear()
                self._enter_rows()
        elif plain and event.text().strip() and event.text().isprintable():
            self._ui.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._ui.search.insert(event.text())
        else:
            super().keyPressEvent(event)
