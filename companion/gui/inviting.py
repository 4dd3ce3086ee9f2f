"""From a calendar file to the window in which its call is prepared, without holding anything up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from companion.errors import CompanionError
from companion.gui.tasks import Tasks
from companion.model import Me
from companion.preparing.invited import Invited, invitation_in, prepare_invited
from companion.session import Clock

Prepared = Callable[[Invited], object]
Failed = Callable[[CompanionError], object]


class Inviting(QObject):
    """Reads a file in the pool, and prepares a call from it on the writer's thread."""

    def __init__(self, tasks: Tasks, clock: Clock, parent: QObject) -> None:
        """Work by *tasks*, seen from the time of *clock*."""
        super().__init__(parent)
        self._tasks, self._clock = tasks, clock

    def prepare(self, path: str, prepared: Prepared) -> None:
        """Prepare a call from the file at *path*; *prepared* hears which one it is."""

        def read(me: Me) -> None:
            self._tasks.run(
                lambda: invitation_in(Path(path), me.emails, self._clock),
                lambda invitation: self._tasks.write(
                    lambda store: prepare_invited(store, self._clock, invitation), prepared
                ),
            )

        self._tasks.read(lambda store: store.people.me(), read)
