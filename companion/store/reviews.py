"""Looking back: the reviews that an outcome makes due, and who turned out to be right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from companion.method.reviews import JUDGED_AT_ONCE, judged_if_landed_by, review_days
from companion.model import OutcomeKind, Verdict
from companion.store.columns import day_of, moment_of, text_of
from companion.store.connection import Connection
from companion.store.schema import LATEST_FIRST
from companion.store.today import DueReview, DueVerdict, Some

_LANDED = f"""(SELECT coalesce(o.at, c.ended_at, c.started_at)
    FROM outcome AS o JOIN call AS c ON c.id = o.call_id
    WHERE c.disagreement_id = d.id ORDER BY {LATEST_FIRST} LIMIT 1)"""


@contextmanager
def planning_reviews(db: Connection, call_id: str) -> Iterator[None]:
    """Make the reviews due that follow from the outcome which is set inside, within ``write()``.

    Nothing happens where the disagreement lands as before, on the same day. Else what was to be
    asked about the former outcome is dropped; what was answered stays.
    """
    before = _landing(db, call_id)
    yield
    after = _landing(db, call_id)
    if after == before:
        return
    (disagreement_id,) = db.row("SELECT disagreement_id FROM call WHERE id = ?", (call_id,)) or (
        "",
    )
    db.execute(
        """DELETE FROM review
        WHERE disagreement_id = ? AND answered_at IS NULL AND held IS NULL""",
        (disagreement_id,),
    )
    if after is not None:
        days = review_days(*after)
        db.execute_many(
            """INSERT INTO review (disagreement_id, due, text) SELECT ?1, ?2, ''
            WHERE NOT EXISTS (SELECT 1 FROM review WHERE disagreement_id = ?1 AND due = ?2)""",
            [(disagreement_id, text_of(day)) for day in days],
        )


def _landing(db: Connection, call_id: str) -> tuple[OutcomeKind, date] | None:
    """Return where the disagreement of a call landed, and on which day as that was written."""
    row = db.row(
        f"""SELECT o.kind, substr(coalesce(o.at, ended_at, started_at, planned_at), 1, 10)
        FROM call AS c JOIN outcome AS o ON o.call_id = c.id
        WHERE c.disagreement_id = (SELECT disagreement_id FROM call WHERE id = ?)
        ORDER BY {LATEST_FIRST} LIMIT 1""",
        (call_id,),
    )
    day = day_of(row[1]) if row else None
    return (OutcomeKind(row[0]), day) if row and day else None


def due_reviews(db: Connection, today: date, most: int) -> Some[DueReview]:
    """Return the first *most* looks back that are due, one for each disagreement.

    The latest one that is due is asked, and none before one that was answered: whether it held
    for a month tells of its first week too.
    """
    rows = db.rows(
        f"""SELECT d.id, k.name, d.topic, v.due, d.landed, {_LANDED},
            coalesce((SELECT text FROM draft
                WHERE place = 'review:' || d.id || ':' || v.due), ''), count(*) OVER ()
        FROM review AS v JOIN disagreement AS d ON d.id = v.disagreement_id
        JOIN client AS k ON k.id = d.client_id
        WHERE v.answered_at IS NULL AND v.held IS NULL AND v.due <= ?1 AND NOT k.archived
            AND NOT EXISTS (SELECT 1 FROM review AS w
                WHERE w.disagreement_id = v.disagreement_id AND w.due > v.due
                AND (w.due <= ?1 OR w.answered_at IS NOT NULL))
        GROUP BY d.id, v.due ORDER BY v.due, v.seq LIMIT ?2""",
        (text_of(today), most),
    )
    lines = tuple(
        DueReview(
            disagreement_id=row[0],
            client_name=row[1],
            topic=row[2],
            due=date.fromisoformat(row[3]),
            landed=row[4],
            landed_at=moment_of(row[5]),
            draft=row[6],
        )
        for row in rows
    )
    return Some(lines=lines, count=rows[0][-1] if rows else 0)


def due_verdicts(db: Connection, today: date) -> Some[DueVerdict]:
    """Return the few disagreements to be judged next, the one that landed last first.

    They landed long enough ago, somebody had said how sure we are, and nobody has judged yet.
    """
    rows = db.rows(
        f"""WITH asked AS MATERIALIZED (
            SELECT d.seq, d.id, k.name, d.topic, d.landed, {_LANDED} AS at
            FROM disagreement AS d JOIN client AS k ON k.id = d.client_id
            WHERE d.who_was_right IS NULL AND d.landed <> 'open' AND NOT k.archived
                AND EXISTS (SELECT 1 FROM confidence WHERE disagreement_id = d.id))
        SELECT id, name, topic, landed, at FROM asked
        WHERE substr(at, 1, 10) <= ? ORDER BY unixepoch(at) DESC, seq DESC LIMIT ?""",
        (text_of(judged_if_landed_by(today)), JUDGED_AT_ONCE),
    )
    lines = tuple(
        DueVerdict(
            disagreement_id=row[0],
            client_name=row[1],
            topic=row[2],
            landed=row[3],
            landed_at=moment_of(row[4]),
        )
        for row in rows
    )
    return Some(lines=lines, count=len(lines))


def keep_verdict(db: Connection, disagreement_id: str, verdict: Verdict | None) -> None:
    """Say who turned out to be right; None takes it back. Raises NotThere."""
    with db.write():
        db.change(
            "UPDATE disagreement SET who_was_right = ? WHERE id = ?", (verdict, disagreement_id)
        )
