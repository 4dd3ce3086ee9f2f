"""One live call: start, note, tick, pause, end; and the clock that all of it is stamped with.

The clock counts sleep and leaves out pauses. It runs on the machine's steady clock, so a change
of the wall clock moves no note; both a sleep and a change of the clock leave a mark among the
notes. Every act is on the disk when its method returns, and returns what it stored.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from companion.call_clock import (
    CallClock,
    Clock,
    Pulse,
    epoch_ms,
    in_words,
    length_ms,
    paused_ms,
)
from companion.method.playbooks import FIVE_STEPS
from companion.model import (
    Call,
    CallState,
    Disagreement,
    Note,
    NoteKind,
    StepMark,
    new_id,
)
from companion.store import Store
from companion.store.live import ClockAnchor

__all__ = [
    "Clock",
    "Session",
    "begin_disagreement",
    "continue_in_new_call",
    "in_words",
    "length_ms",
    "log_past_call",
    "start_unplanned",
]

NOTICED_JUMP_MS = 5_000
"""Differences between two clocks below this are drift, not sleep or a change of the clock."""

ANCHOR_EVERY_MS = 10_000
"""How often the standing of the clock is kept while nothing else is written."""

TAKEN_BACK_WITHIN_MS = 60 * 60_000
"""An end taken back within this time was a slip; the call went on meanwhile."""


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
        # Only this run of the program knows it; after a crash the anchor tells.
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
        """Start the prepared call now; a call that has begun already is left as it is."""
        if self.call().status is not CallState.PREPARED:
            return self.call()
        begun = CallClock(since_ms=self._clock.steady_ms())
        with self._store.write():
            self._store.live.set_times(self.call_id, CallState.RUNNING, self._clock.now(), None)
            self._keep_anchor(begun)
        self._stand(begun)
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
            # In a pause the anchor says when it began, and ``go_on`` after a crash needs that.
            if self._call_clock.since_ms is not None:
                self._keep_anchor(self._call_clock)
        return note

    def tick(self, key: str, at_ms: int | None) -> StepMark:
        """Tick a step at *at_ms* of the call's clock; None unticks it."""
        return self._store.live.tick(self.call_id, key, at_ms)

    def pause(self) -> Call:
        """Stop the call's clock; asking again changes nothing."""
        if self._call_clock.since_ms is None:
            return self.call()
        steady = self._clock.steady_ms()
        stopped = self._call_clock.stopped(steady)
        with self._store.write():
            self._store.live.begin_pause(self.call_id, stopped.elapsed_ms)
            self._keep_anchor(stopped)
        self._stand(stopped)
        self._paused_since_ms = steady
        return self.call()

    def go_on(self) -> Call:
        """Let the call's clock go on after a pause; asking again changes nothing."""
        if not self.is_paused:
            return self.call()
        steady = self._clock.steady_ms()
        going = self._call_clock.running(steady)
        with self._store.write():
            self._store.live.end_pause(self.call_id, self._pause_length(steady))
            self._keep_anchor(going)
        self._stand(going)
        return self.call()

    def end(self) -> Call:
        """End the call now; ``take_back_end`` undoes it. An ended call is left as it is."""
        before = self.call()
        if before.status is CallState.ENDED:
            return before
        steady = self._clock.steady_ms()
        stopped = self._call_clock.stopped(steady)
        started = before.started_at or self._clock.now()
        with self._store.write():
            if self.is_paused:
                self._store.live.end_pause(self.call_id, self._pause_length(steady))
            ended = started + timedelta(milliseconds=stopped.elapsed_ms + self._paused_ms())
            self._store.live.set_times(self.call_id, CallState.ENDED, started, ended)
            self._keep_anchor(stopped)
        self._stand(stopped)
        return self.call()

    def take_back_end(self) -> Call:
        """Let an ended call run again; one that has not ended is left as it is.

        Within TAKEN_BACK_WITHIN_MS it is as if it had not been ended: the time between counts.
        Later it is a call that is opened again, and the time between is a pause.
        """
        before = self.call()
        if before.status is not CallState.ENDED:
            return before
        steady = self._clock.steady_ms()
        between = self._between(before)
        counts = between <= TAKEN_BACK_WITHIN_MS
        elapsed = self._call_clock.elapsed_ms
        again = CallClock(elapsed_ms=elapsed + (between if counts else 0), since_ms=steady)
        with self._store.write():
            if not counts:
                self._store.live.begin_pause(self.call_id, elapsed)
                self._store.live.end_pause(self.call_id, between)
            started = before.started_at or self._clock.now()
            self._store.live.set_times(self.call_id, CallState.RUNNING, started, None)
            self._keep_anchor(again)
        self._stand(again)
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
        if now.steady_ms - self._anchored_ms >= ANCHOR_EVERY_MS:
            self._keep_anchor(self._call_clock)
        return tuple(marks)

    def _mark(self, text: str) -> Note:
        return self.note(text, at_ms=self.clock_ms(), at=self._clock.now(), source="clock")

    def _standing(self) -> CallClock:
        """Return the clock of the call as it must stand now, also after a crash."""
        call = self.call()
        anchor = self._store.live.anchor(self.call_id)
        if call.status is CallState.RUNNING:
            if call.pauses and call.pauses[-1].to_ms is None:
                return CallClock(elapsed_ms=call.pauses[-1].from_ms)
            elapsed = self._grown(anchor) if anchor else self._by_the_wall(call)
            return CallClock(elapsed_ms=elapsed, since_ms=self._clock.steady_ms())
        return CallClock(elapsed_ms=anchor.elapsed_ms if anchor else length_ms(call))

    def _stand(self, clock: CallClock) -> None:
        """Show *clock* from now on: it is on the disk. What went before leaves no mark."""
        self._call_clock = clock
        self._pulse = self._take_pulse()
        self._paused_since_ms = None

    def _grown(self, anchor: ClockAnchor) -> int:
        """Return the call's clock if it has gone on since *anchor*."""
        return anchor.elapsed_ms + self._passed_since(anchor)

    def _passed_since(self, anchor: ClockAnchor) -> int:
        """Return the milliseconds since *anchor*; by the wall where the machine restarted."""
        steady = self._clock.steady_ms()
        if anchor.boot and anchor.boot == self._clock.boot() and steady >= anchor.steady_ms:
            return steady - anchor.steady_ms
        return max(0, epoch_ms(self._clock.now()) - anchor.wall_ms)

    def _pause_length(self, steady_ms: int) -> int:
        if self._paused_since_ms is not None:
            return steady_ms - self._paused_since_ms
        anchor = self._store.live.anchor(self.call_id)
        return self._passed_since(anchor) if anchor else 0

    def _between(self, ended: Call) -> int:
        """Return the milliseconds from the end of a call until now."""
        anchor = self._store.live.anchor(self.call_id)
        if anchor is not None:
            return self._passed_since(anchor)
        if ended.ended_at is None:
            return 0
        return max(0, epoch_ms(self._clock.now()) - epoch_ms(ended.ended_at))

    def _paused_ms(self) -> int:
        return paused_ms(self._store.live.pauses(self.call_id))

    def _by_the_wall(self, running: Call) -> int:
        """Return the clock of a running call that came from elsewhere, as far as times tell."""
        if running.started_at is None:
            return 0
        passed = epoch_ms(self._clock.now()) - epoch_ms(running.started_at)
        return max(0, passed - paused_ms(running.pauses))

    def _keep_anchor(self, clock: CallClock) -> None:
        steady = self._clock.steady_ms()
        self._anchored_ms = steady
        self._store.live.set_anchor(
            self.call_id,
            ClockAnchor(
                elapsed_ms=clock.read(steady),
                wall_ms=epoch_ms(self._clock.now()),
                steady_ms=steady,
                boot=self._clock.boot(),
            ),
        )

    def _take_pulse(self) -> Pulse:
        return Pulse(
            wall_ms=epoch_ms(self._clock.now()),
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
    with store.write():
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
    # Read and written in one act: a note that another program adds meanwhile must not be lost.
    with store.write():
        held = replace(
            store.calls.get(call_id),
            state=CallState.ENDED,
            started_at=started_at,
            ended_at=started_at + timedelta(minutes=minutes),
        )
        store.calls.put(disagreement_id, held)
        store.disagreements.open_no_later_than(disagreement_id, started_at)
    return held
