"""The main window: search on top, the side bar, today or the list with the one looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from companion.errors import CompanionError
from companion.gui.dropping import CONTACTS, HISTORIES, DroppedFiles
from companion.gui.forms.ui_history import Ui_HistoryPage
from companion.gui.history.about_client import AboutClient
from companion.gui.history.client_menu import ClientMenu
from companion.gui.history.deleting import Deleting
from companion.gui.history.following import Following
from companion.gui.history.invitations import Invitations
from companion.gui.history.kept_searches import KeptSearches
from companion.gui.history.layout import lay_out
from companion.gui.history.listed import Listed
from companion.gui.history.looking import Looking
from companion.gui.history.menu import MainMenu
from companion.gui.history.opening import Opening
from companion.gui.history.overview import Overview, read_overview
from companion.gui.history.row_menu import RowMenu
from companion.gui.history.sidebar import STEPS
from companion.gui.regions import bind_regions
from companion.gui.shortcuts import bind
from companion.gui.tasks import Tasks
from companion.gui.today.acts import TodayActs
from companion.gui.today.offering import last_held
from companion.session import Clock

if TYPE_CHECKING:
    from companion.gui.reminding.calendar_file import CalendarFile

LOOK_EVERY_MS = 60_000
"""How often ages and times are said anew."""


class HistoryWindow(QWidget):
    """The history, and where every call begins. It asks for other windows and opens none."""

    prepare_wanted = Signal()
    call_opened = Signal(str)
    recap_wanted = Signal(str)
    brief_wanted = Signal(str)
    transcript_wanted = Signal(str)
    """The id of a call that a transcript is to be attached to."""

    continue_wanted = Signal(str)
    reopen_wanted = Signal(str)
    naming_wanted = Signal(str)
    invitation_chosen = Signal(str)
    """The path of a calendar file that a call shall be prepared from."""

    people_wanted = Signal(str, str)
    """The id of a client or an empty text, and what to begin with it, as ``ClientMenu`` says."""

    import_wanted = Signal(str)
    """The path of a file to import, or an empty text to choose one."""

    contacts_wanted = Signal(str)
    """The path of a file to take contacts from, or an empty text to choose one."""

    export_wanted = Signal(str, str)
    """The ids of a disagreement and of a client to take along; neither is the whole history."""

    ready = Signal()
    """What waits today, or the sign that there is nothing yet, stands on the screen."""

    def __init__(self, tasks: Tasks, clock: Clock, parent: QWidget | None = None) -> None:
        """Ask the history for its first rows."""
        super().__init__(parent)
        self._tasks, self._clock = tasks, clock
        self._overview = Overview()
        self._need = ""
        self._is_known = self._was_ready = False
        self._ui = Ui_HistoryPage()
        self._ui.setupUi(self)
        self._tray = self._ui.trayRoom.tray
        self._listed = Listed(self._ui, tasks, clock, self)
        self._about = AboutClient(self, self._ui, tasks, clock, self._followed)
        self._acts = TodayActs(self._ui.today, tasks, clock, self._ui.notice)
        self._following = Following(
            self, self._ui, tasks, clock, self._acts.settling, lambda: self.calendar
        )
        self._opening = Opening(self._ui.notice)
        self.deleting = Deleting(tasks, clock, self._ui.notice)
        self.menu = MainMenu(self)
        """What a person wishes there, and what is ticked in it."""
        self._kept = KeptSearches(self._ui.search, self._ui.places, tasks, self._ui.notice, self)
        self._row_menu = RowMenu(self)
        self._looking = Looking(self._ui, clock, self._listed, self._about, self._following)
        self._arrange()
        self._connect()
        self._bind_keys()
        self.refresh()

    def refresh(self) -> None:
        """Show the history as it is now; what one looks at stays."""
        self._looking.refresh()
        self._kept.refresh()
        self._look()

    def show_disagreement(self, disagreement_id: str) -> None:
        """Look at a disagreement, wherever one was before."""
        self._listed.show_disagreement(disagreement_id)
        self._looking.go_to("all")
        self._looking.ask()

    def show_client(self, client_id: str) -> None:
        """Show all about a client, wherever one was before."""
        self._ui.search.clear()
        if not self._ui.places.choose_client(client_id):
            self._ui.notice.tell(self.tr("This client is put away: see Clients and people."))
        self._looking.enter()

    def show_next_steps(self) -> None:
        """Show what is to be followed up, wherever one was before."""
        if self._looking.is_empty:
            return  # the very first screen has no places
        self._looking.go_to(STEPS)
        self._looking.enter()

    def show_today(self) -> None:
        """Show what waits today, wherever one was before."""
        self._looking.go_to("today")
        self._looking.enter()

    @cached_property
    def calendar(self) -> CalendarFile:
        """The act that saves what is to come for a calendar, made when it is wanted first."""
        from companion.gui.reminding.calendar_file import CalendarFile

        return CalendarFile(self._tasks, self._clock, self._ui.notice, self)

    def show_need(self, words: str, then: Callable[[], object]) -> None:
        """Say what sending mail waits for, with the way there; empty *words* take it back."""
        if words:
            self._ui.notice.tell(words, self.tr("Mail account"), then, tone="concern")
        elif self._need and self._ui.notice.text == self._need:
            self._ui.notice.dismiss()
        self._need = words

    def _followed(self) -> object:
        """Return what the line is about that is looked at among the next steps, while shown."""
        return self._following.line if self._looking.is_at_steps else None

    def _look(self) -> None:
        """Ask what waits, and for the numbers of the side bar."""
        if self._looking.is_at_steps:
            self._following.show()
        now = self._clock.now()
        self._tasks.read(
            lambda store: read_overview(store, now), self._take_overview, newest="history overview"
        )

    def _take_overview(self, overview: Overview) -> None:
        was_known, self._is_known = self._is_known, True
        self._opening.end()
        clients_changed = overview.clients != self._overview.clients
        self._overview = overview
        self._ui.places.show_counts(overview.today.waiting, overview.counts, overview.clients)
        if clients_changed:
            self._ui.search.set_clients(overview.clients)
        self._tray.show_running(overview.today.running)
        self._acts.set_calls(overview.today.running, overview.held)
        self._ui.today.show_today(overview.today)
        self._looking.show(is_empty=overview.is_empty)
        if overview.is_empty:
            QTimer.singleShot(0, self, self._announce_ready)
        else:
            self._listed.know()
        if not was_known and not self._looking.is_at_list and not self._ui.search.text():
            self._looking.enter()

    def _offer_to_notes(self) -> None:
        """Offer the last held call of what one looked at to the notes that wait."""
        found = self._ui.detail.found
        self._acts.set_chosen(last_held(found) if found else None)

    def _tell_error(self, error: CompanionError) -> None:
        self._ui.notice.tell_error(error)

    def _show_row_menu(self, _disagreement_id: str, place: QPoint) -> None:
        found = self._ui.detail.found
        if found is not None:
            self._row_menu.show(found, place, self._clock.now())

    def _announce_ready(self) -> None:
        if not self._was_ready:
            self._was_ready = True
            self.ready.emit()

    def _arrange(self) -> None:
        lay_out(self, self._ui)
        self._ui.detail.serve(self._tasks, self._clock)
        self._tray.serve(self._clock)
        self._ui.today.serve(self._clock)
        timer = QTimer(self, interval=LOOK_EVERY_MS)
        timer.timeout.connect(self._look)
        timer.start()

    def _connect(self) -> None:
        ui = self._ui
        self._listed.settled.connect(self._announce_ready)
        self._connect_ways_on()
        for source in (ui.detail, self._tray, self._acts):
            source.call_opened.connect(self.call_opened)
        ui.detail.recap_wanted.connect(self.recap_wanted)
        ui.detail.brief_wanted.connect(self.brief_wanted)
        ui.detail.transcript_wanted.connect(self.transcript_wanted)
        ui.detail.continue_wanted.connect(self.continue_wanted)
        ui.detail.reopen_wanted.connect(self.reopen_wanted)
        ui.detail.naming_wanted.connect(self.naming_wanted)
        ui.detail.export_wanted.connect(lambda about: self.export_wanted.emit(about, ""))
        ui.detail.reminder_wanted.connect(lambda step_id: self.calendar.ask_for_steps([step_id]))
        ui.detail.failed.connect(self._tell_error)
        ui.detail.shown.connect(self._offer_to_notes)
        ui.detail.client_wanted.connect(self.show_client)
        self._acts.changed.connect(self.refresh)
        self._acts.recap_wanted.connect(self.recap_wanted)
        self._acts.disagreement_wanted.connect(self.show_disagreement)
        self._acts.continue_wanted.connect(self.continue_wanted)
        ui.today.place_wanted.connect(ui.places.choose)
        ui.today.prepare_wanted.connect(self.prepare_wanted)
        ui.today.painted.connect(self._announce_ready)
        self._tasks.failed.connect(self._tell_error)
        self._connect_acts()

    def _connect_ways_on(self) -> None:
        """Connect what a row's menu and the pages of clients and next steps lead to."""
        menu, about, following = self._row_menu, self._about, self._following
        self._ui.rows.menu_wanted.connect(self._show_row_menu)
        menu.continue_wanted.connect(self.continue_wanted)
        menu.recap_wanted.connect(self.recap_wanted)
        menu.reopen_wanted.connect(self.reopen_wanted)
        menu.transcript_wanted.connect(self.transcript_wanted)
        menu.export_wanted.connect(lambda chosen: self.export_wanted.emit(chosen, ""))
        menu.client_wanted.connect(self.show_client)
        menu.deletion_wanted.connect(self.deleting.delete_disagreement)
        menu.call_deletion_wanted.connect(self.deleting.delete_call)
        about.recap_wanted.connect(self.recap_wanted)
        about.call_opened.connect(self.call_opened)
        following.wanted.connect(self.show_next_steps)
        for page in (about, following):
            page.disagreement_wanted.connect(self.show_disagreement)
            page.client_wanted.connect(self.show_client)

    def _connect_acts(self) -> None:
        ui, menu = self._ui, self.menu
        ui.more.clicked.connect(self._show_menu)
        ui.newCall.clicked.connect(self.prepare_wanted)
        ui.beginning.prepare_wanted.connect(self.prepare_wanted)
        ui.beginning.import_wanted.connect(lambda: self.import_wanted.emit(""))
        menu.import_wanted.connect(lambda: self.import_wanted.emit(""))
        DroppedFiles(self, HISTORIES).dropped.connect(self.import_wanted)
        menu.contacts_wanted.connect(lambda: self.contacts_wanted.emit(""))
        DroppedFiles(self, CONTACTS).dropped.connect(self.contacts_wanted)
        menu.export_wanted.connect(
            lambda: self.export_wanted.emit("", self._looking.client_of_place)
        )
        menu.calendar_wanted.connect(self._save_calendar)
        invitations = Invitations(self)
        menu.invitation_wanted.connect(invitations.ask)
        invitations.chosen.connect(self.invitation_chosen)
        menu.people_wanted.connect(lambda: self.people_wanted.emit("", ""))
        clients = ClientMenu(ui.places)
        clients.delete_wanted.connect(self.deleting.delete_client)
        clients.wanted.connect(self.people_wanted)
        clients.export_wanted.connect(lambda client_id: self.export_wanted.emit("", client_id))
        self._connect_deleting()
        ui.notice.told.connect(ui.noticeRoom.show)
        ui.notice.dismissed.connect(ui.noticeRoom.hide)

    def _save_calendar(self) -> None:
        self.calendar.ask()

    def _connect_deleting(self) -> None:
        self._ui.rows.delete_wanted.connect(self.deleting.delete_disagreement)
        self.deleting.deleted.connect(self._leave_deleted)
        self.deleting.restored.connect(self.refresh)

    def _leave_deleted(self, is_client: bool) -> None:
        """Look at nothing that is gone."""
        self._ui.detail.show_disagreement("")
        if is_client:
            self._ui.places.choose("all")
        self.refresh()

    def _bind_keys(self) -> None:
        acts = (
            ("Ctrl+F", self._enter_search),
            ("Ctrl+K", self._enter_search),
            ("Ctrl+Shift+N", self.menu.unplanned_wanted.emit),
            ("Ctrl+I", self.menu.insights_wanted.emit),
            ("F10", self._show_menu),
            ("Ctrl+Z", self._undo),
        )
        for keys, act in acts:
            bind(self, keys, act)
        bind_regions(self, self._looking.regions)

    def _show_menu(self) -> None:
        self.menu.show_below(self._ui.more)

    def _enter_search(self) -> None:
        self._ui.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ui.search.selectAll()

    def _undo(self) -> None:
        if self._ui.notice.act_said == self.tr("Undo"):
            self._ui.notice.act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the notice, then empties the search; a letter typed anywhere searches."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if event.key() == Qt.Key.Key_Escape:
            if not self._ui.notice.dismiss():
                self._ui.search.clear()
                self._looking.enter()
        elif plain and event.text().strip() and event.text().isprintable():
            self._ui.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._ui.search.insert(event.text())
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Bring what was typed to the disk before the window goes."""
        self._acts.settling.flush()
        super().hideEvent(event)
