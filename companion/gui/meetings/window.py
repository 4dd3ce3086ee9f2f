"""The window on a calendar with several meetings: one is chosen, and its call prepared."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal

from companion.errors import CompanionError
from companion.exchange.invitation import Invitation
from companion.gui.long_work import LongWork, WorkWindow
from companion.gui.meetings.page import MeetingsPage
from companion.gui.regions import bind_regions
from companion.gui.shortcuts import bind
from companion.gui.tasks import Tasks
from companion.preparing.invited import meetings_in
from companion.session import Clock

SIZE = (560, 560)


class MeetingsWindow(WorkWindow):
    """Lists what is to come in one calendar file; nothing is stored before one is chosen."""

    chosen = Signal(object)
    """The ``Invitation`` that a call shall be prepared from."""

    ready = Signal()
    """The meetings stand in the list."""

    def __init__(
        self, tasks: Tasks, clock: Clock, own_addresses: tuple[str, ...], path: str
    ) -> None:
        """Read the calendar at *path*, seen by whoever has *own_addresses*."""
        super().__init__()
        self._clock, self._own = clock, own_addresses
        self._meetings: tuple[Invitation, ...] = ()
        self.setWindowTitle(self.tr("Meetings of a calendar"))
        self.resize(*SIZE)
        self.ui = MeetingsPage(self)
        self.work = LongWork(tasks, self.ui.working, self)
        self.serve(self.ui.notice, self.work)
        self._connect()
        self.read(path)

    def read(self, path: str) -> None:
        """Show the meetings of the calendar at *path*, and no more those of another one."""
        self._meetings = ()
        self.ui.show_meetings((), self._clock.now())
        self.ui.notice.dismiss()
        self.ui.about.setText(self.tr("Reading {file}…").format(file=Path(path).name))
        self.work.start(
            lambda tell: meetings_in(Path(path), self._own, self._clock, tell),
            partial(self._show, Path(path).name),
        )

    def refresh(self) -> None:
        """Nothing here is of the history."""

    def _show(self, name: str, meetings: tuple[Invitation, ...]) -> None:
        self._meetings = meetings
        whole = self.tr("{file} · {n} meetings to come; of a series, it is the next one.")
        if len(meetings) == 1:
            whole = self.tr("{file} · one meeting")
        self.ui.about.setText(whole.format(file=name, n=f"{len(meetings):,}"))
        self.ui.show_meetings(meetings, self._clock.now())
        self.ui.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ready.emit()

    def _choose(self) -> None:
        row = self.ui.list.currentRow()
        if 0 <= row < len(self._meetings):
            self.chosen.emit(self._meetings[row])

    def _refuse(self, error: CompanionError) -> None:
        self.ui.about.setText("")
        self.ui.notice.tell_error(error)

    def _tell_stopped(self) -> None:
        self.ui.about.setText("")
        self.ui.notice.tell(self.tr("Stopped. Nothing of the calendar was kept."))

    def _connect(self) -> None:
        ui = self.ui
        ui.list.itemActivated.connect(lambda _item: self._choose())
        ui.prepare.clicked.connect(self._choose)
        ui.close.clicked.connect(self.close)
        ui.filter.textChanged.connect(ui.show_found)
        ui.filter.returnPressed.connect(self._choose)
        self.work.failed.connect(self._refuse)
        self.work.stopped.connect(self._tell_stopped)
        find = partial(ui.filter.setFocus, Qt.FocusReason.ShortcutFocusReason)
        bind(self, "Ctrl+F", find)
        bind_regions(self, lambda: (ui.filter, ui.list, ui.prepare))
