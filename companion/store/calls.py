"""Whole calls: read with everything in them, stored as they are given."""

from __future__ import annotations

from datetime import datetime

from companion.errors import NotThere
from companion.model import (
    Attendee,
    Call,
    CallState,
    CaringNo,
    Chosen,
    Link,
    NextStep,
    Note,
    Option,
    Pause,
    ReadBack,
    Side,
    StepMark,
    TranscriptLine,
)
from companion.store.columns import moment_of, text_of
from companion.store.connection import Connection, Row
from companion.store.recaps import Recaps
from companion.store.rows import (
    NEXT_STEP_COLUMNS,
    NOTE_COLUMNS,
    get_outcome,
    next_step_row,
    next_step_value,
    note_row,
    note_value,
    put_outcome,
)

MOMENT = "coalesce(started_at, planned_at, ended_at)"
"""A call's best known time, as ``Call.moment`` says it."""


class Calls:
    """Calls as whole values."""

    def __init__(self, connection: Connection, recaps: Recaps) -> None:
        """Keep *connection*; the recaps of a call come from *recaps*."""
        self._db = connection
        self._recaps = recaps

    def get(self, call_id: str, *, transcript: bool = True) -> Call:
        """Return a call with everything in it, or all but its *transcript*. Raises NotThere."""
        with self._db.snapshot():
            return self._got(call_id, transcript)

    def _got(self, call_id: str, transcript: bool) -> Call:
        row = self._db.row(
            """SELECT id, state, playbook, planned_at, planned_minutes, started_at, ended_at,
                why_now, next_step_aim, chosen_label, chosen_why, no_cost_to_them, no_alternative,
                none_agreed_because, read_back_at_ms, read_back_text
            FROM call WHERE id = ?""",
            (call_id,),
        )
        if row is None:
            raise NotThere(f"There is no call {call_id} in the history.")
        return self._value(row, transcript)

    def of_disagreement(
        self, disagreement_id: str, *, transcripts: bool = True
    ) -> tuple[Call, ...]:
        """Return the calls about a disagreement, oldest first; one without any time is to come."""
        rows = self._db.rows(
            f"""SELECT id FROM call WHERE disagreement_id = ?
            ORDER BY unixepoch({MOMENT}) NULLS LAST, seq""",
            (disagreement_id,),
        )
        return tuple(self.get(call_id, transcript=transcripts) for (call_id,) in rows)

    def disagreement_of(self, call_id: str) -> str:
        """Return the id of the disagreement that a call is about. Raises NotThere."""
        found = self._db.value("SELECT disagreement_id FROM call WHERE id = ?", (call_id,))
        if found is None:
            raise NotThere(f"There is no call {call_id} in the history.")
        return str(found)

    def running(self) -> str | None:
        """Return the id of the running call, the one begun last where there are several."""
        found = self._db.value(
            """SELECT id FROM call WHERE state <> 'ended' AND state = 'running'
            ORDER BY unixepoch(started_at) DESC, seq DESC LIMIT 1"""
        )
        return None if found is None else str(found)

    def last_ended(self) -> str | None:
        """Return the id of the call that ended last, or None."""
        found = self._db.value(
            f"""SELECT id FROM call WHERE state = 'ended'
            ORDER BY unixepoch(coalesce(ended_at, {MOMENT})) DESC, seq DESC LIMIT 1"""
        )
        return None if found is None else str(found)

    def since(self, moment: datetime) -> tuple[str, ...]:
        """Return the ids of the calls held or planned at *moment* or later, oldest first."""
        rows = self._db.rows(
            f"""SELECT id FROM call WHERE unixepoch({MOMENT}) >= unixepoch(?)
            ORDER BY unixepoch({MOMENT}), seq""",
            (text_of(moment),),
        )
        return tuple(row[0] for row in rows)

    def put(self, disagreement_id: str, call: Call) -> None:
        """Store the whole call as it is given, in place of what has its id."""
        with self._db.write():
            self._put_itself(disagreement_id, call)
            self._replace_parts(call)
            self._replace_outcome(call)
            for recap in call.recaps:
                self._recaps.put(call.id, recap)

    def delete(self, call_id: str) -> None:
        """Remove a prepared call that was begun by mistake; a call that was held stays."""
        with self._db.write():
            self._db.execute("DELETE FROM call WHERE id = ? AND state = 'prepared'", (call_id,))

    def _value(self, row: Row, transcript: bool) -> Call:
        call_id = row[0]
        return Call(
            id=call_id,
            state=CallState(row[1]),
            playbook=row[2],
            planned_at=moment_of(row[3]),
            planned_minutes=row[4],
            started_at=moment_of(row[5]),
            ended_at=moment_of(row[6]),
            why_now=row[7],
            next_step_aim=row[8],
            chosen=None if row[9] is None else Chosen(label=row[9], why=row[10]),
            caring_no=CaringNo(cost_to_them=row[11], alternative=row[12]),
            none_agreed_because=row[13],
            read_back=None if row[14] is None else ReadBack(at_ms=row[14], text=row[15]),
            pauses=self._pauses(call_id),
            attendees=self._attendees(call_id),
            steps=self._steps(call_id),
            notes=self.notes(call_id),
            options=self._options(call_id),
            next_steps=self._next_steps(call_id),
            outcome=get_outcome(self._db, call_id),
            transcript=self._transcript(call_id) if transcript else (),
            links=self._links(call_id),
            recaps=self._recaps.of_call(call_id),
        )

    def notes(self, call_id: str) -> tuple[Note, ...]:
        """Return the notes of a call in the order of its clock, then of writing."""
        rows = self._db.rows(
            """SELECT id, at_ms, at, kind, who, text, retimed_from_ms, source
            FROM note WHERE call_id = ? AND deleted_at IS NULL ORDER BY at_ms, seq""",
            (call_id,),
        )
        return tuple(note_value(row) for row in rows)

    def _pauses(self, call_id: str) -> tuple[Pause, ...]:
        rows = self._db.rows(
            "SELECT from_ms, to_ms FROM pause WHERE call_id = ? ORDER BY from_ms, seq", (call_id,)
        )
        return tuple(Pause(from_ms=begun, to_ms=ended) for begun, ended in rows)

    def _attendees(self, call_id: str) -> tuple[Attendee, ...]:
        rows = self._db.rows(
            "SELECT name, email, side FROM attendee WHERE call_id = ? ORDER BY seq", (call_id,)
        )
        return tuple(
            Attendee(name=name, email=email, side=Side(side)) for name, email, side in rows
        )

    def _steps(self, call_id: str) -> tuple[StepMark, ...]:
        rows = self._db.rows(
            "SELECT key, done_ms, answer FROM step WHERE call_id = ? ORDER BY seq", (call_id,)
        )
        return tuple(StepMark(key=key, done_ms=done, answer=said) for key, done, said in rows)

    def _options(self, call_id: str) -> tuple[Option, ...]:
        rows = self._db.rows(
            "SELECT label, text, effect, cost FROM option WHERE call_id = ? ORDER BY seq",
            (call_id,),
        )
        return tuple(Option(label=la, text=t, effect=e, cost=c) for la, t, e, c in rows)

    def _next_steps(self, call_id: str) -> tuple[NextStep, ...]:
        rows = self._db.rows(
            """SELECT id, at_ms, text, owner, side, due, due_text, scope_changed,
                agreement_updated_on, done_at
            FROM next_step WHERE call_id = ? ORDER BY at_ms, seq""",
            (call_id,),
        )
        return tuple(next_step_value(row) for row in rows)

    def _transcript(self, call_id: str) -> tuple[TranscriptLine, ...]:
        rows = self._db.rows(
            """SELECT at_ms, speaker, text FROM transcript_line
            WHERE call_id = ? ORDER BY at_ms, seq""",
            (call_id,),
        )
        return tuple(TranscriptLine(at_ms=at, speaker=who, text=text) for at, who, text in rows)

    def _links(self, call_id: str) -> tuple[Link, ...]:
        rows = self._db.rows(
            "SELECT title, url FROM link WHERE call_id = ? ORDER BY seq", (call_id,)
        )
        return tuple(Link(title=title, url=url) for title, url in rows)

    def _put_itself(self, disagreement_id: str, call: Call) -> None:
        self._db.execute(
            """INSERT INTO call (id, disagreement_id, state, playbook, planned_at,
                planned_minutes, started_at, ended_at, why_now, next_step_aim, chosen_label,
                chosen_why, no_cost_to_them, no_alternative, none_agreed_because,
                read_back_at_ms, read_back_text)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET disagreement_id = excluded.disagreement_id,
                state = excluded.state, playbook = excluded.playbook,
                planned_at = excluded.planned_at, planned_minutes = excluded.planned_minutes,
                started_at = excluded.started_at, ended_at = excluded.ended_at,
                why_now = excluded.why_now, next_step_aim = excluded.next_step_aim,
                chosen_label = excluded.chosen_label, chosen_why = excluded.chosen_why,
                no_cost_to_them = excluded.no_cost_to_them,
                no_alternative = excluded.no_alternative,
                none_agreed_because = excluded.none_agreed_because,
                read_back_at_ms = excluded.read_back_at_ms,
                read_back_text = excluded.read_back_text""",
            (
                call.id,
                disagreement_id,
                call.status,
                call.playbook,
                text_of(call.planned_at),
                call.planned_minutes,
                text_of(call.started_at),
                text_of(call.ended_at),
                call.why_now,
                call.next_step_aim,
                call.chosen.label if call.chosen else None,
                call.chosen.why if call.chosen else "",
                call.caring_no.cost_to_them,
                call.caring_no.alternative,
                call.none_agreed_because,
                call.read_back.at_ms if call.read_back else None,
                call.read_back.text if call.read_back else "",
            ),
        )

    def _replace_parts(self, call: Call) -> None:
        # A note that was put aside here and comes back from elsewhere is a note again.
        self._db.execute_many(
            "DELETE FROM note WHERE id = ? AND call_id = ? AND deleted_at IS NOT NULL",
            [(note.id, call.id) for note in call.notes],
        )
        for table, columns, rows in _parts(call):
            kept = " AND deleted_at IS NULL" if table == "note" else ""
            self._db.execute(f"DELETE FROM {table} WHERE call_id = ?{kept}", (call.id,))
            marks = ", ".join("?" * (columns.count(",") + 2))
            self._db.execute_many(
                f"INSERT INTO {table} (call_id, {columns}) VALUES ({marks})",
                [(call.id, *row) for row in rows],
            )

    def _replace_outcome(self, call: Call) -> None:
        if call.outcome is None:
            self._db.execute("DELETE FROM outcome WHERE call_id = ?", (call.id,))
        else:
            put_outcome(self._db, call.id, call.outcome)


def _parts(call: Call) -> list[tuple[str, str, list[Row]]]:
    """Return, for each table of a call's parts, its columns and the rows to write."""
    return [
        ("pause", "from_ms, to_ms", [(p.from_ms, p.to_ms) for p in call.pauses]),
        ("attendee", "name, email, side", [(a.name, a.email, a.side) for a in call.attendees]),
        ("step", "key, done_ms, answer", [(s.key, s.done_ms, s.answer) for s in call.steps]),
        ("note", NOTE_COLUMNS, [note_row(note) for note in call.notes]),
        (
            "option",
            "label, text, effect, cost",
            [(o.label, o.text, o.effect, o.cost) for o in call.options],
        ),
        ("next_step", NEXT_STEP_COLUMNS, [next_step_row(step) for step in call.next_steps]),
        (
            "transcript_line",
            "at_ms, speaker, text",
            [(line.at_ms, line.speaker, line.text) for line in call.transcript],
        ),
        ("link", "title, url", [(link.title, link.url) for link in call.links]),
    ]
