"""The call behind the window: every act goes to the writer thread and comes back as an event."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from companion.errors import CompanionError
from companion.gui.live.snapshot import Snapshot, take_snapshot
from companion.gui.saving import Saver
from companion.gui.tasks import Done, Failed, Tasks
from companion.model import Call, CallState
from companion.session import Clock, Session
from companion.store import Store

T = TypeVar("T")

LOOK_AGAIN_MS = 300
"""How soon the history is looked at again when an act of ours came in between."""


class HeldCall(QObject):
    """Holds the one Session of a window; only the writer thread calls it, but for its clock."""

    loaded = Signal(object)
    """The call was read, at the opening or after something changed elsewhere: a Snapshot."""

    state_changed = Signal(object)
    """The call was started, paused, went on, ended or runs again: the Call."""

    marks_left = Signal(object)
    """The clocks showed a sleep or a change: the notes that tell of it."""

    failed = Signal(object)
    """An act that nobody waits for failed: the CompanionError."""

    def __init__(self, tasks: Tasks, clock: Clock, call_id: str, parent: QObject) -> None:
        """Hold *call_id*; nothing is read before ``load``."""
        super().__init__(parent)
        self._tasks = tasks
        self._clock = clock
        self.call_id = call_id
        self.call: Call | None = None
        self._session: Session | None = None
        self._session_store: Store | None = None
        self._acts = 0
        self._under_way = 0
        self._shown: Snapshot | None = None
        self._beating = False
        self._savers: list[Saver] = []
        self._again = QTimer(self, singleShot=True, interval=LOOK_AGAIN_MS)
        self._again.timeout.connect(self.refresh)

    @property
    def clock(self) -> Clock:
        """The clocks that the call is stamped with."""
        return self._clock

    @property
    def is_running(self) -> bool:
        """Whether the call runs, in a pause or not."""
        return self.call is not None and self.call.status is CallState.RUNNING

    @property
    def is_paused(self) -> bool:
        """Whether the call runs and its clock stands in a pause."""
        pauses = self.call.pauses if self.call else ()
        return self.is_running and bool(pauses) and pauses[-1].to_ms is None

    def clock_ms(self) -> int:
        """Return the call's clock; 0 until the call was read. Never waits."""
        return self._session.clock_ms() if self._session is not None else 0

    def watch(self, saver: Saver) -> None:
        """Count what *saver* writes among our own acts."""
        self._savers.append(saver)
        saver.saved.connect(self._count_act)

    def load(self) -> None:
        """Read the call and take its clock up where the history has it."""
        self.write(self._read_afresh, self._take_over)

    def refresh(self) -> None:
        """Read the call again beside our own acts; what came from them changes nothing."""
        if self._shown is None or self._again.isActive():
            return
        turn = self._acts
        self._tasks.read(
            lambda store: take_snapshot(store, self.call_id),
            lambda seen: self._compare(seen, turn) if shiboken6.isValid(self) else None,
            lambda error: self.failed.emit(error) if shiboken6.isValid(self) else None,
            newest=f"live:{self.call_id}",
        )

    def act(
        self,
        deed: Callable[[Session], T],
        done: Done[T] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Do something with the session; without *failed*, an error becomes an event."""
        self.write(lambda store: deed(self._session_with(store)), done, failed)

    def write(
        self, deed: Callable[[Store], T], done: Done[T] | None = None, failed: Failed | None = None
    ) -> None:
        """Do something with the history on the writer thread, in the order of asking."""
        self._acts += 1
        self._under_way += 1

        def came_back(result: T) -> None:
            if shiboken6.isValid(self):
                self._under_way -= 1
                if done is not None:
                    done(result)

        def went_wrong(error: CompanionError) -> None:
            if not shiboken6.isValid(self):
                self._tasks.failed.emit(error)
                return
            self._under_way -= 1
            (failed or self.failed.emit)(error)

        self._tasks.write(deed, came_back, went_wrong)

    def beat(self) -> None:
        """Let the session look at the clocks; once at a time, and only while the call runs."""
        if self.is_running and not self._beating:
            self._beating = True
            self.act(Session.beat, self._beaten, self._missed_beat)

    def change_state(self, deed: Callable[[Session], Call]) -> None:
        """Start, pause, go on, end, or take the end back."""
        self.act(deed, self._keep_state)

    def _count_act(self) -> None:
        self._acts += 1

    def _beaten(self, marks: tuple[object, ...]) -> None:
        self._beating = False
        if marks:
            self.marks_left.emit(marks)

    def _missed_beat(self, _error: CompanionError) -> None:
        # The next beat comes in a second; telling once a second would bury what matters.
        self._beating = False

    def _keep_state(self, call: Call) -> None:
        self.call = call
        self.state_changed.emit(call)

    def _read_afresh(self, store: Store) -> Snapshot:
        self._session = Session(store, self._clock, self.call_id)
        self._session_store = store
        return take_snapshot(store, self.call_id)

    def _session_with(self, store: Store) -> Session:
        """Return the session, taken up again where the history was opened again."""
        if self._session is None or self._session_store is not store:
            self._session = Session(store, self._clock, self.call_id)
            self._session_store = store
        return self._session

    def _take_over(self, seen: Snapshot) -> None:
        self._shown = seen
        self.call = seen.call
        self.loaded.emit(seen)

    def _compare(self, seen: Snapshot, turn: int) -> None:
        """Show what changed elsewhere; an answer overtaken by an act of ours is asked again."""
        saving = any(not saver.is_saved for saver in self._savers)
        if saving or self._under_way or turn != self._acts:
            self._again.start()
            return
        before = self._shown
        if before is None or seen == before:
            return
        if (seen.call.status, seen.is_paused) != (self.call and self.call.status, self.is_paused):
            self.load()
            return
        self._take_over(seen)
