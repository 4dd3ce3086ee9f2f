"""From a wish in the history to the call it is about: begun, continued, or found as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from companion.gui.tasks import Tasks
from companion.model import Call, CallState
from companion.session import Clock, begin_disagreement, continue_in_new_call, start_unplanned
from companion.store import Store

if TYPE_CHECKING:
    from companion.exchange.invitation import Invitation


class Calling(QObject):
    """Begins calls on the writer's thread, and tells which window they belong in."""

    prepared = Signal(str)
    """The id of a call that is prepared, or begins to be."""

    invited = Signal(object)
    """A call was prepared from an invitation: an ``Invited``."""

    meetings_wanted = Signal(str, object)
    """The path of a calendar with several meetings, and our own addresses: one is to be chosen."""

    recorded = Signal(str)
    """The id of a call that was held already and begins to be written down."""

    started = Signal(str)
    """The id of a call that is held, or was."""

    def __init__(self, tasks: Tasks, clock: Clock, parent: QObject) -> None:
        """Begin calls by *tasks*, at the time of *clock*."""
        super().__init__(parent)
        self._tasks, self._clock = tasks, clock

    def prepare_new(self) -> None:
        """Begin a disagreement with a call to prepare."""
        self._tasks.write(self._begin, self.prepared.emit)

    def prepare_invited(self, path: str) -> None:
        """Prepare a call from the calendar file at *path*."""
        from companion.gui.inviting import Inviting

        Inviting(self._tasks, self._clock, self).prepare(
            path, self.invited.emit, lambda own: self.meetings_wanted.emit(path, own)
        )

    def prepare_from(self, invitation: Invitation) -> None:
        """Prepare a call from a meeting of a calendar."""
        from companion.gui.inviting import Inviting

        Inviting(self._tasks, self._clock, self).prepare_from(invitation, self.invited.emit)

    def record_past(self) -> None:
        """Begin a disagreement with a call that was held already."""
        self._tasks.write(self._begin, self.recorded.emit)

    def start_unplanned(self) -> None:
        """Start a call that nobody prepared."""
        self._tasks.write(
            lambda store: start_unplanned(store, self._clock).call_id, self.started.emit
        )

    def continue_in_new(self, disagreement_id: str) -> None:
        """Begin the next call on a disagreement."""
        self._tasks.write(
            lambda store: continue_in_new_call(store, disagreement_id).id, self.prepared.emit
        )

    def open(self, call_id: str) -> None:
        """Find out in which window a call belongs now."""
        self._tasks.read(lambda store: store.calls.get(call_id), self._tell_state)

    def _begin(self, store: Store) -> str:
        return begin_disagreement(store, self._clock).calls[0].id

    def _tell_state(self, call: Call) -> None:
        is_prepared = call.status is CallState.PREPARED
        (self.prepared if is_prepared else self.started).emit(call.id)
