"""The clock of a call: what it is read from, how it stands, and lengths of time in words."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from companion.model import Call, Pause
from companion.model.value import Value


class Clock(Protocol):
    """The times that a call needs; tests pass their own."""

    def now(self) -> datetime:
        """Return the wall's time, with the person's offset."""

    def steady_ms(self) -> int:
        """Return milliseconds that count sleep and that nobody can set."""

    def awake_ms(self) -> int:
        """Return milliseconds that stand still while the machine sleeps, where it can tell."""

    def boot(self) -> str:
        """Return what tells one run of the machine from the next."""


class CallClock(Value, frozen=True, kw_only=True):
    """How a call's clock stands: *elapsed_ms* when the steady clock said *since_ms*.

    ``since_ms`` is None while the clock stands: paused, ended, or not begun.
    """

    elapsed_ms: int = 0
    since_ms: int | None = None

    def read(self, steady_ms: int) -> int:
        """Return the call's milliseconds when the steady clock says *steady_ms*."""
        if self.since_ms is None:
            return self.elapsed_ms
        return self.elapsed_ms + max(0, steady_ms - self.since_ms)

    def stopped(self, steady_ms: int) -> CallClock:
        """Return this clock standing still from *steady_ms* on."""
        return CallClock(elapsed_ms=self.read(steady_ms))

    def running(self, steady_ms: int) -> CallClock:
        """Return this clock going on from *steady_ms*."""
        return CallClock(elapsed_ms=self.read(steady_ms), since_ms=steady_ms)


class Pulse(Value, frozen=True, kw_only=True):
    """The three clocks at one moment, to find out what happened since the last one."""

    wall_ms: int
    steady_ms: int
    awake_ms: int


def length_ms(call: Call) -> int:
    """Return how long an ended call lasted on its own clock; 0 where its times are not known."""
    if call.started_at is None or call.ended_at is None:
        return max((note.at_ms for note in call.notes), default=0)
    held = epoch_ms(call.ended_at) - epoch_ms(call.started_at)
    return max(0, held - paused_ms(call.pauses))


def paused_ms(pauses: tuple[Pause, ...]) -> int:
    """Return how long the pauses that are over lasted, all together."""
    return sum(pause.to_ms - pause.from_ms for pause in pauses if pause.to_ms is not None)


def in_words(milliseconds: int) -> str:
    """Return a length as a person says it: ``40 seconds``, ``12 minutes``, ``1 hour 30 minutes``.

    Seconds are left out from a minute on.
    """
    seconds = round(milliseconds / 1000)
    if seconds < 60:
        return _counted(seconds, "second")
    hours, minutes = divmod(round(seconds / 60), 60)
    parts = [_counted(hours, "hour")] if hours else []
    if minutes:
        parts.append(_counted(minutes, "minute"))
    return " ".join(parts)


def _counted(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


def epoch_ms(moment: datetime) -> int:
    """Return milliseconds since 1970, for differences between two times of the wall."""
    return round(moment.timestamp() * 1000)
