"""How notes, next steps and outcomes stand in rows; shared by whole calls and single acts."""

from __future__ import annotations

from companion.model import (
    Advice,
    Mistake,
    NextStep,
    Note,
    NoteKind,
    Outcome,
    OutcomeKind,
    Side,
)
from companion.store.columns import day_of, moment_of, text_of
from companion.store.connection import Connection, Row

NOTE_COLUMNS = "id, at_ms, at, kind, who, text, retimed_from_ms, source"
NEXT_STEP_COLUMNS = (
    "id, at_ms, text, owner, side, due, due_text, scope_changed, agreement_updated_on, done_at"
)


def note_row(note: Note) -> Row:
    """Return the values of NOTE_COLUMNS for a note."""
    return (
        note.id,
        note.at_ms,
        text_of(note.at),
        note.kind,
        note.who,
        note.text,
        note.retimed_from_ms,
        note.source,
    )


def note_value(row: Row) -> Note:
    """Return the note that a row of NOTE_COLUMNS holds."""
    return Note(
        id=row[0],
        at_ms=row[1],
        at=moment_of(row[2]),
        kind=NoteKind(row[3]),
        who=row[4],
        text=row[5],
        retimed_from_ms=row[6],
        source=row[7],
    )


def next_step_row(step: NextStep) -> Row:
    """Return the values of NEXT_STEP_COLUMNS for a next step."""
    return (
        step.id,
        step.at_ms,
        step.text,
        step.owner,
        step.side,
        text_of(step.due),
        step.due_text,
        step.scope_changed,
        text_of(step.agreement_updated_on),
        text_of(step.done_at),
    )


def next_step_value(row: Row) -> NextStep:
    """Return the next step that a row of NEXT_STEP_COLUMNS holds."""
    return NextStep(
        id=row[0],
        at_ms=row[1],
        text=row[2],
        owner=row[3],
        side=Side(row[4]),
        due=day_of(row[5]),
        due_text=row[6],
        scope_changed=bool(row[7]),
        agreement_updated_on=day_of(row[8]),
        done_at=moment_of(row[9]),
    )


def get_outcome(db: Connection, call_id: str) -> Outcome | None:
    """Return where a call landed, with its advice and mistake; None where it has not yet."""
    row = db.row("SELECT kind, at, until FROM outcome WHERE call_id = ?", (call_id,))
    if row is None:
        return None
    return Outcome(
        kind=OutcomeKind(row[0]),
        at=moment_of(row[1]),
        until=day_of(row[2]),
        advice=_advice(db, call_id),
        mistake=_mistake(db, call_id),
    )


def _advice(db: Connection, call_id: str) -> Advice | None:
    row = db.row(
        """SELECT we_advised, because, they_chose, look_again_on, recorded_at
        FROM advice WHERE call_id = ?""",
        (call_id,),
    )
    if row is None:
        return None
    return Advice(
        we_advised=row[0],
        because=row[1],
        they_chose=row[2],
        look_again_on=day_of(row[3]),
        recorded_at=moment_of(row[4]),
    )


def _mistake(db: Connection, call_id: str) -> Mistake | None:
    row = db.row("SELECT what, effect, fix, by_date FROM mistake WHERE call_id = ?", (call_id,))
    if row is None:
        return None
    return Mistake(what=row[0], effect=row[1], fix=row[2], by=day_of(row[3]))


def put_outcome(db: Connection, call_id: str, outcome: Outcome) -> None:
    """Write an outcome with its advice or mistake, inside ``write()``."""
    db.execute(
        """INSERT INTO outcome (call_id, kind, at, until) VALUES (?, ?, ?, ?)
        ON CONFLICT (call_id) DO UPDATE SET kind = excluded.kind, at = excluded.at,
            until = excluded.until""",
        (call_id, outcome.kind, text_of(outcome.at), text_of(outcome.until)),
    )
    if (advice := outcome.advice) is not None:
        # Advice on record is append-only: what stands is never rewritten (method, idea 18).
        db.execute(
            "INSERT OR IGNORE INTO advice VALUES (?, ?, ?, ?, ?, ?)",
            (
                call_id,
                advice.we_advised,
                advice.because,
                advice.they_chose,
                text_of(advice.look_again_on),
                text_of(advice.recorded_at),
            ),
        )
    if (mistake := outcome.mistake) is None:
        db.execute("DELETE FROM mistake WHERE call_id = ?", (call_id,))
    else:
        db.execute(
            "INSERT OR REPLACE INTO mistake VALUES (?, ?, ?, ?, ?)",
            (call_id, mistake.what, mistake.effect, mistake.fix, text_of(mistake.by)),
        )
