"""Where the call stands: it runs, is paused or over; its clock each second, and its end."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from companion.gui.forms.ui_live import Ui_LiveWindow
from companion.gui.live.held_call import HeldCall
from companion.model import Call, CallState
from companion.session import Session

TAKE_BACK_WITHIN = timedelta(hours=1)
"""How long after its end a call may still be meant to run: an end by mistake is seen at once."""


class Standing(QObject):
    """Shows the state of the held call on the page, and moves the call on from it."""

    ended = Signal()
    """The call has just ended, and everything that was typed in it is on the disk."""

    recap_wanted = Signal()
    """The recap of the call is to be written."""

    typing_must_end = Signal()
    """The call is about to end: what is typed has to go to the disk first."""

    act_done = Signal()
    """The state was changed: the entry may have the focus again."""

    def __init__(self, held: HeldCall, page: Ui_LiveWindow) -> None:
        """Show the state of *held* on *page*."""
        super().__init__(held)
        self._held = held
        self._page = page
        self._is_ending = False
        self.can_take_back = False
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, singleShot=True)
        self._timer.timeout.connect(self.tick)
        held.state_changed.connect(self._show_change)
        page.pause.clicked.connect(self._pause_or_go_on)
        page.endBar.pressed.connect(self._move_on)

    def show(self, call: Call) -> None:
        """Show whether the call runs, and what can be done next."""
        page = self._page
        running, paused = self._held.is_running, self._held.is_paused
        words = {
            CallState.PREPARED: self.tr("Not started"),
            CallState.RUNNING: self.tr("Paused") if paused else self.tr("Live"),
            CallState.ENDED: self.tr("Adding afterwards"),
        }
        page.state.setText(words[call.status])
        page.state.set_tone("concern" if paused else "accent" if running else "muted")
        page.pause.setText(self.tr("Go on") if paused else self.tr("Pause"))
        page.pause.setVisible(running)
        page.entry.set_adding_afterwards(on=call.status is CallState.ENDED)
        page.endBar.show_state(call.status)
        page.header.show_state(call)
        self.tick()

    def tick(self) -> None:
        """Show the time, look at the clocks, and come again with the call's next second."""
        elapsed_ms = self._held.clock_ms()
        stands = not self._held.is_running or self._held.is_paused
        self._page.header.show_time(elapsed_ms, stands=stands)
        if self._held.is_running:
            self._held.beat()
            # A little late, or the last millisecond of a second would be shown twice.
            self._timer.start(1000 - elapsed_ms % 1000 + 5)
        else:
            self._timer.stop()

    def offer_to_take_back(self, call: Call) -> None:
        """Let an end be taken back for a while: the key may have been pressed by mistake."""
        if call.status is not CallState.ENDED or call.ended_at is None:
            return
        if self._held.clock.now() - call.ended_at <= TAKE_BACK_WITHIN:
            self.can_take_back = True
            words = self.tr("Ended {time} · Ctrl+Z takes it back")
            words = words.format(time=f"{call.ended_at:%H:%M}")
            self._page.notice.tell(words, self.tr("Take back"), self._take_back_end)

    def _show_change(self, call: Call) -> None:
        self.show(call)
        if self._is_ending and call.status is CallState.ENDED:
            self._is_ending = False
            self.offer_to_take_back(call)
            self.ended.emit()
            self.recap_wanted.emit()

    def _pause_or_go_on(self) -> None:
        self._held.change_state(Session.go_on if self._held.is_paused else Session.pause)
        self.act_done.emit()

    def _move_on(self) -> None:
        """Start a prepared call, end a running one, or write the recap of one that is over."""
        call = self._held.call
        if call is None:
            return
        if call.status is CallState.PREPARED:
            self._held.change_state(Session.start)
            self.act_done.emit()
            return
        self.typing_must_end.emit()
        if call.status is CallState.RUNNING:
            self._is_ending = True
            self._held.change_state(Session.end)
        else:
            # Behind everything that was typed: the recap is composed from what is on the disk.
            self._held.write(lambda _store: None, lambda _nothing: self.recap_wanted.emit())

    def _take_back_end(self) -> None:
        self.can_take_back = False
        self._held.change_state(Session.take_back_end)
        self.act_done.emit()
