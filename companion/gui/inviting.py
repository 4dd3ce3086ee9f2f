"""From a calendar file to the window in which its call is prepared, without holding anything up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from companion.exchange.invitation import Invitation
from companion.gui.tasks import Tasks
from companion.model import Me
from companion.preparing.invited import Invited, meetings_in, prepare_invited
from companion.session import Clock

Prepared = Callable[[Invited], object]
Several = Callable[[tuple[str, ...]], object]

AT_ONCE = 200_000
"""Bytes of a calendar that is read before anything is shown: some 0.2 s."""


class Inviting(QObject):
    """Reads a file in the pool, and prepares a call from it on the writer's thread."""

    def __init__(self, tasks: Tasks, clock: Clock, parent: QObject) -> None:
        """Work by *tasks*, seen from the time of *clock*."""
        super().__init__(parent)
        self._tasks, self._clock = tasks, clock

    def prepare(self, path: str, prepared: Prepared, several: Several) -> None:
        """Prepare a call from the file at *path*; *prepared* hears which one it is.

        Where the file is a whole calendar, *several* hears our own addresses, and chooses.
        """

        def read(me: Me) -> None:
            self._tasks.run(
                lambda: self._only_one(Path(path), me),
                lambda found: (
                    several(me.emails) if found is None else self.prepare_from(found, prepared)
                ),
            )

        self._tasks.read(lambda store: store.people.me(), read)

    def prepare_from(self, invitation: Invitation, prepared: Prepared) -> None:
        """Prepare a call from *invitation*; *prepared* hears which one it is."""
        self._tasks.write(lambda store: prepare_invited(store, self._clock, invitation), prepared)

    def _only_one(self, path: Path, me: Me) -> Invitation | None:
        """Return the meeting in a file; None where there are several, or too much to wait for."""
        if path.is_file() and path.stat().st_size > AT_ONCE:
            return None
        first, *others = meetings_in(path, me.emails, self._clock)
        return None if others else first
