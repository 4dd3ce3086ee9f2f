"""What happens during a call, one act at a time: each is on the disk when its method returns."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from companion.errors import NotThere
from companion.method.people import is_myself, named
from companion.model import (
    Attendee,
    CallState,
    Chosen,
    Link,
    NextStep,
    Note,
    NoteKind,
    Option,
    Outcome,
    Pause,
    ReadBack,
    StepMark,
)
from companion.model.value import Value
from companion.store.columns import text_of
from companion.store.connection import Connection
from companion.store.reviews import planning_reviews
from companion.store.rows import (
    NEXT_STEP_COLUMNS,
    NOTE_COLUMNS,
    get_outcome,
    next_step_row,
    note_row,
    note_value,
    put_outcome,
)

CALL_TEXTS = (
    "playbook",
    "why_now",
    "next_step_aim",
    "none_agreed_because",
    "no_cost_to_them",
    "no_alternative",
)
"""The columns of a call that hold one text each and are written as typed."""


class ClockAnchor(Value, frozen=True, kw_only=True):
    """Where the call's clock stood at a moment of the wall's and of the machine's steady clock."""

    elapsed_ms: int
    wall_ms: int
    steady_ms: int
    boot: str


class Live:
    """The acts of a running, prepared or reopened call."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection

    def set_text(self, call_id: str, name: str, text: str) -> str:
        """Keep one text of the call; *name* is one of CALL_TEXTS. Returns the text."""
        if name not in CALL_TEXTS:
            raise ValueError(name)
        with self._db.write():
            self._db.change(f"UPDATE call SET {name} = ? WHERE id = ?", (text, call_id))
        return text

    def set_plan(self, call_id: str, at: datetime | None, minutes: int) -> None:
        """Keep when the call is planned and for how many minutes (0 for not said)."""
        with self._db.write():
            self._db.change(
                "UPDATE call SET planned_at = ?, planned_minutes = ? WHERE id = ?",
                (text_of(at), minutes, call_id),
            )

    def set_times(
        self, call_id: str, state: CallState, started_at: datetime, ended_at: datetime | None
    ) -> None:
        """Move the call into *state*, with its times."""
        with self._db.write():
            self._db.change(
                "UPDATE call SET state = ?, started_at = ?, ended_at = ? WHERE id = ?",
                (state, text_of(started_at), text_of(ended_at), call_id),
            )

    def set_attendees(self, call_id: str, attendees: tuple[Attendee, ...]) -> None:
        """Keep who is on the call, in place of who was."""
        with self._db.write():
            self._db.execute("DELETE FROM attendee WHERE call_id = ?", (call_id,))
            self._db.execute_many(
                "INSERT INTO attendee (call_id, name, email, side) VALUES (?, ?, ?, ?)",
                [(call_id, person.name, person.email, person.side) for person in attendees],
            )

    def set_links(self, call_id: str, links: tuple[Link, ...]) -> None:
        """Keep what the client needs to see, in place of what was there."""
        with self._db.write():
            self._db.execute("DELETE FROM link WHERE call_id = ?", (call_id,))
            self._db.execute_many(
                "INSERT INTO link (call_id, title, url) VALUES (?, ?, ?)",
                [(call_id, link.title, link.url) for link in links],
            )

    def set_step(self, call_id: str, mark: StepMark) -> StepMark:
        """Keep a step's tick (None unticks) and its answer, and return them."""
        with self._db.write():
            self._db.execute(
                """INSERT INTO step (call_id, key, done_ms, answer) VALUES (?, ?, ?, ?)
                ON CONFLICT (call_id, key) DO UPDATE SET
                    done_ms = excluded.done_ms, answer = excluded.answer""",
                (call_id, mark.key, mark.done_ms, mark.answer),
            )
        return mark

    def tick(self, call_id: str, key: str, done_ms: int | None) -> StepMark:
        """Tick a step at *done_ms*, or untick it with None; its answer stays."""
        with self._db.write():
            self._db.execute(
                """INSERT INTO step (call_id, key, done_ms) VALUES (?, ?, ?)
                ON CONFLICT (call_id, key) DO UPDATE SET done_ms = excluded.done_ms""",
                (call_id, key, done_ms),
            )
            answer = self._db.value(
                "SELECT answer FROM step WHERE call_id = ? AND key = ?", (call_id, key)
            )
        return StepMark(key=key, done_ms=done_ms, answer=answer)

    def answer(self, call_id: str, key: str, answer: str) -> StepMark:
        """Keep the answer of a step; its tick stays."""
        with self._db.write():
            self._db.execute(
                """INSERT INTO step (call_id, key, answer) VALUES (?, ?, ?)
                ON CONFLICT (call_id, key) DO UPDATE SET answer = excluded.answer""",
                (call_id, key, answer),
            )
            done_ms = self._db.value(
                "SELECT done_ms FROM step WHERE call_id = ? AND key = ?", (call_id, key)
            )
        return StepMark(key=key, done_ms=done_ms, answer=answer)

    def add_note(self, call_id: str, note: Note, *, draft: str = "") -> Note:
        """Store a note, forget the draft that it came from (its place), and return the note."""
        with self._db.write():
            self._db.execute(
                f"INSERT INTO note (call_id, {NOTE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (call_id, *note_row(note)),
            )
            if draft:
                self._db.execute("DELETE FROM draft WHERE place = ?", (draft,))
        return note

    def edit_note(self, note_id: str, text: str, kind: NoteKind, who: str) -> Note:
        """Change what a note says; its time stays. Raises NotThere."""
        with self._db.write():
            self._db.change(
                "UPDATE note SET text = ?, kind = ?, who = ? WHERE id = ?",
                (text, kind, who, note_id),
            )
        return self.note(note_id)

    def retime_note(self, note_id: str, at_ms: int) -> Note:
        """Move a note on the call's clock; the first time that it had is kept. Raises NotThere."""
        with self._db.write():
            self._db.change(
                """UPDATE note SET retimed_from_ms = coalesce(retimed_from_ms, at_ms), at_ms = ?
                WHERE id = ?""",
                (at_ms, note_id),
            )
        return self.note(note_id)

    def delete_note(self, note_id: str, at: datetime) -> None:
        """Put a note aside; ``restore_note`` brings it back as it was."""
        with self._db.write():
            self._db.execute("UPDATE note SET deleted_at = ? WHERE id = ?", (text_of(at), note_id))

    def restore_note(self, note_id: str) -> Note:
        """Bring a deleted note back. Raises NotThere."""
        with self._db.write():
            self._db.execute("UPDATE note SET deleted_at = NULL WHERE id = ?", (note_id,))
        return self.note(note_id)

    def note(self, note_id: str) -> Note:
        """Return a note. Raises NotThere."""
        row = self._db.row(f"SELECT {NOTE_COLUMNS} FROM note WHERE id = ?", (note_id,))
        if row is None:
            raise NotThere("That note is not in the history any more.")
        return note_value(row)

    def set_option(self, call_id: str, option: Option) -> Option:
        """Keep one of the options, and return it."""
        with self._db.write():
            self._db.execute(
                """INSERT INTO option (call_id, label, text, effect, cost) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (call_id, label) DO UPDATE SET text = excluded.text,
                    effect = excluded.effect, cost = excluded.cost""",
                (call_id, option.label, option.text, option.effect, option.cost),
            )
        return option

    def choose(self, call_id: str, chosen: Chosen | None) -> Chosen | None:
        """Keep which option the client picked, and why; None takes the choice back."""
        with self._db.write():
            self._db.change(
                "UPDATE call SET chosen_label = ?, chosen_why = ? WHERE id = ?",
                (chosen.label if chosen else None, chosen.why if chosen else "", call_id),
            )
        return chosen

    def save_next_step(self, call_id: str, step: NextStep) -> NextStep:
        """Add a next step, or change the one with its id, and return it: "me" becomes a name."""
        if is_myself(step.owner):
            me = self._db.row("SELECT name FROM me")
            step = replace(step, owner=named(step.owner, me[0] if me else ""))
        with self._db.write():
            self._db.execute(
                f"""INSERT INTO next_step (call_id, {NEXT_STEP_COLUMNS})
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET text = excluded.text, owner = excluded.owner,
                    side = excluded.side, due = excluded.due, due_text = excluded.due_text,
                    scope_changed = excluded.scope_changed,
                    agreement_updated_on = excluded.agreement_updated_on,
                    done_at = excluded.done_at""",
                (call_id, *next_step_row(step)),
            )
        return step

    def remove_next_step(self, step_id: str) -> None:
        """Take a next step away."""
        with self._db.write():
            self._db.execute("DELETE FROM next_step WHERE id = ?", (step_id,))

    def set_outcome(self, call_id: str, outcome: Outcome | None) -> Outcome | None:
        """Keep where the call landed; None says nothing landed yet.

        Advice on record stays as it was first written as long as the outcome stands, so what
        is returned may hold other advice than what was given. An outcome that can hold or not
        is to be looked back at: its reviews are due from now on.
        """
        with self._db.write():
            with planning_reviews(self._db, call_id):
                if outcome is None:
                    self._db.execute("DELETE FROM outcome WHERE call_id = ?", (call_id,))
                else:
                    put_outcome(self._db, call_id, outcome)
            return get_outcome(self._db, call_id)

    def set_read_back(self, call_id: str, read_back: ReadBack | None) -> ReadBack | None:
        """Keep what the client confirmed when it was read back; None takes the stamp away."""
        with self._db.write():
            self._db.change(
                "UPDATE call SET read_back_at_ms = ?, read_back_text = ? WHERE id = ?",
                (
                    read_back.at_ms if read_back else None,
                    read_back.text if read_back else "",
                    call_id,
                ),
            )
        return read_back

    def begin_pause(self, call_id: str, from_ms: int) -> None:
        """Begin a pause at *from_ms* of the call's clock."""
        with self._db.write():
            self._db.execute(
                "INSERT INTO pause (call_id, from_ms) VALUES (?, ?)", (call_id, from_ms)
            )

    def end_pause(self, call_id: str, length_ms: int) -> None:
        """End the open pause, which lasted *length_ms*."""
        with self._db.write():
            self._db.execute(
                "UPDATE pause SET to_ms = from_ms + ? WHERE call_id = ? AND to_ms IS NULL",
                (max(0, length_ms), call_id),
            )

    def pauses(self, call_id: str) -> tuple[Pause, ...]:
        """Return the pauses of a call; the last may still be open."""
        rows = self._db.rows(
            "SELECT from_ms, to_ms FROM pause WHERE call_id = ? ORDER BY from_ms, seq", (call_id,)
        )
        return tuple(Pause(from_ms=begun, to_ms=ended) for begun, ended in rows)

    def anchor(self, call_id: str) -> ClockAnchor | None:
        """Return the last known standing of the call's clock."""
        row = self._db.row(
            "SELECT elapsed_ms, wall_ms, steady_ms, boot FROM clock_anchor WHERE call_id = ?",
            (call_id,),
        )
        if row is None:
            return None
        return ClockAnchor(elapsed_ms=row[0], wall_ms=row[1], steady_ms=row[2], boot=row[3])

    def set_anchor(self, call_id: str, anchor: ClockAnchor) -> None:
        """Keep how the call's clock stands, for a start after a crash."""
        with self._db.write():
            self._db.execute(
                "INSERT OR REPLACE INTO clock_anchor VALUES (?, ?, ?, ?, ?)",
                (call_id, anchor.elapsed_ms, anchor.wall_ms, anchor.steady_ms, anchor.boot),
            )
