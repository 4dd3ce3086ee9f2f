"""One live call: start, note, tick, pause, end; and the clock that all of it is stamped with.

The clock counts sleep and leaves out pauses. It runs on the machine's steady clock, so a change
of the wall clock moves no note; both a sleep and a change of the clock leave a mark among the
notes. Every act is on the disk when its method returns, and returns what it stored.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from msgspec.structs import replace

from companion.model import (
    Call,
    CallState,
    Disagreement,
    Note,
    NoteKind,
    StepMark,
    new_id,
)
from companion.model.value import Value
from companion.store import Store
from companion.store.live import ClockAnchor

FIVE_STEPS = "five-steps"
"""The playbook of a call that nobody chose another one for."""

NOTICED_JUMP_MS = 5_000
"""Differences between two clocks below this are drift, not sleep or a change of the clock."""

ANCHOR_EVERY_MS = 10_000
"""How often the standing of the clock is kept while nothing else is written."""


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


class Session:
    """The running call. Its methods block; ``clock_ms`` alone is safe from any thread."""

    def __init__(self, store: Store, clock: Clock, call_id: str) -> None:
        """Take up the call *call_id* as the history has it, running or not. Raises NotThere."""
        self._store = store
        self._clock = clock
        self.call_id = call_id
        self.disagreement_id = store.calls.disagreement_of(call_id)
        self._call_clock = self._standing()
        self._pulse = self._take_pulse()
        self._paused_since_ms: int | None = None
        self._anchored_ms = clock.steady_ms()

    def clock_ms(self) -> int:
        """Return the call's clock, in milliseconds without pauses."""
        return self._call_clock.read(self._clock.steady_ms())

    @property
    def is_paused(self) -> bool:
        """Whether the call's clock stands in a pause."""
        pauses = self._store.live.pauses(self.call_id)
        return bool(pauses) and pauses[-1].to_ms is None

    def call(self) -> Call:
        """Return the call as the history has it."""
        return self._store.calls.get(self.call_id)

    def disagreement(self) -> Disagreement:
        """Return what the call is about, with every call on it."""
        return self._store.disagreements.get(self.disagreement_id)

    def start(self) -> Call:
        """Start the prepared call now."""
        self._call_clock = CallClock(since_ms=self._clock.steady_ms())
        with self._store.write():
            self._store.live.set_times(self.call_id, CallState.RUNNING, self._clock.now(), None)
            self._keep_anchor()
        return self.call()

    def note(
        self,
        text: str,
        kind: NoteKind = NoteKind.FACT,
        *,
        at_ms: int,
        at: datetime,
        who: str = "",
        source: str = "typed",
        draft: str = "",
    ) -> Note:
        """Store a note that was finished at *at_ms* of the call's clock; return it.

        *draft* is the place of the draft that the note was typed in; it is emptied by the same
        transaction, so that a crash leaves either the draft or the note, never neither.
        """
        note = Note(id=new_id(), at_ms=at_ms, at=at, kind=kind, who=who, text=text, source=source)
        with self._store.write():
            self._store.live.add_note(self.call_id, note, draft=draft)
            self._keep_anchor()
        return note

    def tick(self, key: str, at_ms: int | None) -> StepMark:
        """Tick a step at *at_ms* of the call's clock; None unticks it."""
        return self._store.live.tick(self.call_id, key, at_ms)

    def pause(self) -> Call:
        """Stop the call's clock; asking again changes nothing."""
        if self._call_clock.since_ms is None:
            return self.call()
        steady = self._clock.steady_ms()
        self._call_clock = self._call_clock.stopped(steady)
        self._paused_since_ms = steady
        with self._store.write():
            self._store.live.begin_pause(self.call_id, self._call_clock.elapsed_ms)
            self._keep_anchor()
        return self.call()

    def go_on(self) -> Call:
        """Let the call's clock go on after a pause; asking again changes nothing."""
        if not self.is_paused:
            return self.call()
        steady = self._clock.steady_ms()
        with self._store.write():
            self._store.live.end_pause(self.call_id, self._pause_length(steady))
            self._call_clock = self._call_clock.running(steady)
            self._keep_anchor()
        self._paused_since_ms = None
        return self.call()

    def end(self) -> Call:
        """End the call now; ``take_back_end`` undoes it."""
        steady = self._clock.steady_ms()
        started = self.call().started_at or self._clock.now()
        with self._store.write():
            if self.is_paused:
                self._store.live.end_pause(self.call_id, self._pause_length(steady))
            self._call_clock = self._call_clock.stopped(steady)
            ended = started + timedelta(milliseconds=self._wall_length_ms())
            self._store.live.set_times(self.call_id, CallState.ENDED, started, ended)
            self._keep_anchor()
        return self.call()

    def take_back_end(self) -> Call:
        """Let an ended call run again, as if it had not been ended: the time between counts."""
        started = self.call().started_at or self._clock.now()
        anchor = self._store.live.anchor(self.call_id)
        self._call_clock = self._going_on_from(anchor) if anchor else self._call_clock
        with self._store.write():
            self._store.live.set_times(self.call_id, CallState.RUNNING, started, None)
            self._keep_anchor()
        return self.call()

    def beat(self) -> tuple[Note, ...]:
        """Look at the clocks, about once a second; return the marks that were left, if any.

        A sleep is time that the steady clock has and the awake one has not; a change of the
        clock is time that the wall has and the steady one has not.
        """
        if self._call_clock.since_ms is None:
            self._pulse = self._take_pulse()
            return ()
        before, now = self._pulse, self._take_pulse()
        self._pulse = now
        passed = now.steady_ms - before.steady_ms
        slept = passed - (now.awake_ms - before.awake_ms)
        shifted = (now.wall_ms - before.wall_ms) - passed
        marks = []
        if slept >= NOTICED_JUMP_MS:
            marks.append(self._mark(f"The computer slept for {in_words(slept)}."))
        if abs(shifted) >= NOTICED_JUMP_MS:
            way = "forward" if shifted > 0 else "back"
            marks.append(self._mark(f"The clock was set {way} by {in_words(abs(shifted))}."))
        self._anchor_now_and_then()
        return tuple(marks)

    def _mark(self, text: str) -> Note:
        return self.note(text, at_ms=self.clock_ms(), at=self._clock.now(), source="clock")

    def _standing(self) -> CallClock:
        """Return the clock of the call as it must stand now, also after a crash."""
        call = self.call()
        anchor = self._store.live.anchor(self.call_id)
        if call.status is CallState.RUNNING and not self.is_paused:
            if anchor is not None:
                return self._going_on_from(anchor)
            return CallClock(
                elapsed_ms=self._since(call.started_at), since_ms=self._clock.steady_ms()
            )
        if anchor is not None:
            return CallClock(elapsed_ms=anchor.elapsed_ms)
        return CallClock(elapsed_ms=length_ms(call))

    def _going_on_from(self, anchor: ClockAnchor) -> CallClock:
        """Return the clock going on from *anchor*; by the wall where the machine restarted."""
        steady = self._clock.steady_ms()
        if anchor.boot and anchor.boot == self._clock.boot() and steady >= anchor.steady_ms:
            passed = steady - anchor.steady_ms
        else:
            passed = max(0, _epoch_ms(self._clock.now()) - anchor.wall_ms)
        return CallClock(elapsed_ms=anchor.elapsed_ms + passed, since_ms=steady)

    def _pause_length(self, steady_ms: int) -> int:
        if self._paused_since_ms is not None:
            return steady_ms - self._paused_since_ms
        anchor = self._store.live.anchor(self.call_id)
        return self._going_on_from(anchor).elapsed_ms - anchor.elapsed_ms if anchor else 0

    def _wall_length_ms(self) -> int:
        pauses = self._store.live.pauses(self.call_id)
        return self._call_clock.elapsed_ms + sum((p.to_ms or p.from_ms) - p.from_ms for p in pauses)

    def _since(self, started: datetime | None) -> int:
        return max(0, _epoch_ms(self._clock.now()) - _epoch_ms(started)) if started else 0

    def _keep_anchor(self) -> None:
        steady = self._clock.steady_ms()
        self._anchored_ms = steady
        self._store.live.set_anchor(
            self.call_id,
            ClockAnchor(
                elapsed_ms=self._call_clock.read(steady),
                wall_ms=_epoch_ms(self._clock.now()),
                steady_ms=steady,
                boot=self._clock.boot(),
            ),
        )

    def _anchor_now_and_then(self) -> None:
        if self._clock.steady_ms() - self._anchored_ms >= ANCHOR_EVERY_MS:
            self._keep_anchor()

    def _take_pulse(self) -> Pulse:
        return Pulse(
            wall_ms=_epoch_ms(self._clock.now()),
            steady_ms=self._clock.steady_ms(),
            awake_ms=self._clock.awake_ms(),
        )


def begin_disagreement(store: Store, clock: Clock, client_name: str = "") -> Disagreement:
    """Make a new disagreement with one prepared call; without a name its client waits for one."""
    with store.write():
        client = store.people.ensure_client(client_name)
        disagreement = Disagreement(
            id=new_id(),
            client=client.id,
            topic="",
            opened_at=clock.now(),
            calls=(Call(id=new_id(), state=CallState.PREPARED, playbook=FIVE_STEPS),),
        )
        store.disagreements.put(disagreement)
    return disagreement


def start_unplanned(store: Store, clock: Clock) -> Session:
    """Start a call that nobody prepared; its client and topic are given later."""
    with store.write():
        disagreement = begin_disagreement(store, clock)
        session = Session(store, clock, disagreement.calls[0].id)
        session.start()
    return session


def continue_in_new_call(store: Store, disagreement_id: str) -> Call:
    """Prepare another call about a disagreement, its people, options and links carried on.

    A call that is prepared for it already is returned as it is.
    """
    before = store.disagreements.get(disagreement_id)
    last = before.calls[-1] if before.calls else Call(id="none")
    if before.calls and last.status is CallState.PREPARED:
        return last
    call = Call(
        id=new_id(),
        state=CallState.PREPARED,
        playbook=last.playbook or FIVE_STEPS,
        planned_minutes=last.planned_minutes,
        attendees=last.attendees,
        options=last.options,
        links=last.links,
    )
    store.calls.put(disagreement_id, call)
    return call


def log_past_call(
    store: Store,
    disagreement_id: str,
    call_id: str,
    started_at: datetime,
    minutes: int,
) -> Call:
    """Record that a prepared call was held at *started_at* for *minutes* minutes."""
    call = store.calls.get(call_id)
    held = replace(
        call,
        state=CallState.ENDED,
        started_at=started_at,
        ended_at=started_at + timedelta(minutes=minutes),
    )
    store.calls.put(disagreement_id, held)
    return held


def length_ms(call: Call) -> int:
    """Return how long an ended call lasted on its own clock; 0 where its times are not known."""
    if call.started_at is None or call.ended_at is None:
        return max((note.at_ms for note in call.notes), default=0)
    paused = sum((p.to_ms or p.from_ms) - p.from_ms for p in call.pauses)
    return max(0, _epoch_ms(call.ended_at) - _epoch_ms(call.started_at) - paused)


def in_words(milliseconds: int) -> str:
    """Return a length as a person says it: ``12 minutes``, ``1 hour``, ``40 seconds``."""
    seconds = round(milliseconds / 1000)
    for size, name in ((3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = round(seconds / size)
            return f"{count} {name}{'' if count == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"


def _epoch_ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
