"""What waits for the person today, from every corner of the history; and settling it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TypeVar

from msgspec import UNSET, UnsetType

from companion.model import OutcomeKind, RecapState, Side, Verdict
from companion.model.outbox import WAITING, is_late
from companion.store.awaited import awaited_answers
from companion.store.columns import moment_of, text_of
from companion.store.connection import Connection, Row
from companion.store.kept_day import keep_day
from companion.store.reviews import due_reviews, due_verdicts, keep_verdict
from companion.store.schema import LATEST_FIRST
from companion.store.today import (
    CheckIn,
    Correction,
    DueReview,
    DueStep,
    LookAgain,
    OpenMatter,
    OutboxRecap,
    PreparedCall,
    RunningCall,
    ScopeChange,
    Some,
    Today,
    UnsentRecap,
)
from companion.store.trays import Inbox

T = TypeVar("T")

MOST = 30
"""Lines of one sort that are read; how many there are in all is counted beside them."""

_CALL = """call AS c JOIN disagreement AS d ON d.id = c.disagreement_id
    JOIN client AS k ON k.id = d.client_id"""

_ABOUT = "d.id, k.name, d.topic"

_NOT_OVER = "c.state <> 'ended'"
"""What is the condition of the index ``call_state``, which has to stand in a query as it is."""


class Agenda:
    """Reads what waits, and settles it. A client that is archived waits for nothing."""

    def __init__(self, connection: Connection, inbox: Inbox) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection
        self._inbox = inbox

    def today(self, now: datetime) -> Today:
        """Return what waits at *now*; its date, in its own offset, is the day that is meant."""
        with self._db.snapshot():
            return Today(
                running=self._running(),
                prepared=self._prepared(now),
                late=self._late(now),
                outbox=self._outbox(now),
                unsent=self._unsent(),
                corrections=self._corrections(),
                awaited=awaited_answers(self._db, now, MOST),
                steps=self._steps(now.date()),
                scope_changes=self._scope_changes(),
                check_ins=self._check_ins(now.date()),
                reviews=due_reviews(self._db, now.date(), MOST),
                verdicts=due_verdicts(self._db, now.date()),
                look_again=self._look_again(now.date()),
                open=self._open(),
                inbox=self._inbox.notes(),
            )

    def tick_step(
        self, step_id: str, at: datetime | None, stands: datetime | UnsetType | None = UNSET
    ) -> None:
        """Say that a next step was done, and when; None takes it back. Raises as ``keep_day``."""
        keep_day(self._db, "next_step", step_id, {"done_at": text_of(at)}, stands)

    def move_step(
        self,
        step_id: str,
        due: date | None,
        due_text: str = "",
        stands: date | UnsetType | None = UNSET,
    ) -> None:
        """Say by which day a next step is to be done, in words where it is no day.

        A recap that has left the house keeps the day that it had. Raises as ``keep_day``.
        """
        words = {"due": text_of(due), "due_text": due_text}
        keep_day(self._db, "next_step", step_id, words, stands)

    def update_agreement(
        self, step_id: str, on: date | None, stands: date | UnsetType | None = UNSET
    ) -> None:
        """Say that the agreement holds the changed scope now; None takes it back.

        Raises as ``keep_day``.
        """
        keep_day(self._db, "next_step", step_id, {"agreement_updated_on": text_of(on)}, stands)

    def plan_check_in(
        self, client_id: str, on: date | None, stands: date | UnsetType | None = UNSET
    ) -> None:
        """Say when to check in with a client next; None for no day yet. Raises as ``keep_day``."""
        keep_day(self._db, "client", client_id, {"check_in_on": text_of(on)}, stands)

    def answer_review(self, review: DueReview, at: datetime, *, held: bool, text: str) -> None:
        """Keep whether an outcome held, and what is to be said about it. Raises NotThere."""
        with self._db.write():
            self._db.change(
                """UPDATE review SET answered_at = ?, held = ?, text = ? WHERE seq = (
                    SELECT min(seq) FROM review
                    WHERE disagreement_id = ? AND due = ? AND answered_at IS NULL)""",
                (text_of(at), held, text, review.disagreement_id, text_of(review.due)),
            )
            self._db.execute("DELETE FROM draft WHERE place = ?", (review.draft_place,))

    def take_back_answer(self, review: DueReview, at: datetime) -> None:
        """Let a review wait again that was answered *at* by mistake; its text is a draft again."""
        with self._db.write():
            found = self._db.row(
                """SELECT seq, text FROM review
                WHERE disagreement_id = ? AND due = ? AND answered_at = ?""",
                (review.disagreement_id, text_of(review.due), text_of(at)),
            )
            if found is None:
                return
            self._db.execute(
                "UPDATE review SET answered_at = NULL, held = NULL, text = '' WHERE seq = ?",
                (found[0],),
            )
            if found[1]:
                self._db.execute(
                    "INSERT OR REPLACE INTO draft VALUES (?, ?, ?)",
                    (review.draft_place, found[1], text_of(at)),
                )

    def judge(self, disagreement_id: str, verdict: Verdict | None) -> None:
        """Say who turned out to be right; None takes it back. Raises NotThere."""
        keep_verdict(self._db, disagreement_id, verdict)

    def _running(self) -> tuple[RunningCall, ...]:
        rows = self._db.rows(
            f"""SELECT {_ABOUT}, c.id, c.started_at,
                (SELECT count(*) FROM note WHERE call_id = c.id AND deleted_at IS NULL),
                (SELECT at FROM note WHERE call_id = c.id AND deleted_at IS NULL
                    ORDER BY unixepoch(at) DESC LIMIT 1)
            FROM {_CALL} WHERE c.state = 'running' AND {_NOT_OVER}
            ORDER BY unixepoch(c.started_at) DESC, c.seq DESC"""
        )
        return tuple(
            RunningCall(
                **_about(row),
                call_id=row[3],
                started_at=moment_of(row[4]),
                notes=row[5],
                noted_at=moment_of(row[6]),
            )
            for row in rows
        )

    def _prepared(self, now: datetime) -> Some[PreparedCall]:
        """Return those of today and later first, then those without a time, then late ones."""
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return self._some(
            f"""SELECT {_ABOUT}, c.id, c.planned_at, c.planned_minutes,
                coalesce(nullif(m.label, ''), m.words, ''),
                (SELECT count(*) FROM option WHERE call_id = c.id AND trim(text) <> ''),
                count(*) OVER ()
            FROM {_CALL} LEFT JOIN metric AS m ON m.id = d.metric_id
            WHERE c.state = 'prepared' AND {_NOT_OVER} AND NOT k.archived
            ORDER BY CASE WHEN c.planned_at IS NULL THEN 1
                WHEN unixepoch(c.planned_at) < ? THEN 2 ELSE 0 END,
                unixepoch(c.planned_at), c.seq""",
            (int(midnight.timestamp()),),
            lambda row: PreparedCall(
                **_about(row),
                call_id=row[3],
                planned_at=moment_of(row[4]),
                minutes=row[5],
                metric=row[6],
                options=row[7],
            ),
        )

    def _late(self, now: datetime) -> int:
        found = self._db.value(
            f"""SELECT count(*) FROM {_CALL} WHERE c.state = 'prepared' AND {_NOT_OVER}
            AND NOT k.archived AND unixepoch(c.planned_at) + 60 * c.planned_minutes < ?""",
            (int(now.timestamp()),),
        )
        return int(found)

    def _outbox(self, now: datetime) -> Some[OutboxRecap]:
        """Return what asks for a person first. Whoever archived a client still sees these."""

        def line(row: Row) -> OutboxRecap:
            released_at, state = moment_of(row[6]), RecapState(row[5])
            late = state in WAITING and released_at is not None and is_late(released_at, now)
            return OutboxRecap(
                **_about(row),
                call_id=row[3],
                recap_id=row[4],
                state=state,
                next_try=moment_of(row[7]) if state in WAITING and not late else None,
                is_late=late,
                is_here=released_at is not None,
                refused=row[8],
            )

        return self._some(
            f"""SELECT {_ABOUT}, c.id, r.id, r.state, o.released_at, o.due_at,
                (SELECT count(*) FROM addressee WHERE recap_id = r.id AND state = 'refused'),
                count(*) OVER ()
            FROM {_CALL} JOIN recap AS r ON r.call_id = c.id
            LEFT JOIN outgoing AS o ON o.recap_id = r.id
            WHERE r.state IN ('queued', 'sending', 'dot', 'retry', 'uncertain', 'refused')
                OR +r.state = 'sent' AND r.id IN (
                    SELECT recap_id FROM addressee WHERE state = 'refused')
            ORDER BY CASE r.state WHEN 'uncertain' THEN 0 WHEN 'refused' THEN 1 WHEN 'sent' THEN 2
                ELSE 3 END, unixepoch(o.queued_at), r.seq""",
            (),
            line,
        )

    def _unsent(self) -> Some[UnsentRecap]:
        return self._some(
            f"""SELECT {_ABOUT}, c.id, coalesce(c.ended_at, c.started_at, c.planned_at),
                EXISTS (SELECT 1 FROM recap WHERE call_id = c.id), count(*) OVER ()
            FROM {_CALL} WHERE c.unsent AND NOT k.archived
            ORDER BY unixepoch(coalesce(c.ended_at, c.started_at, c.planned_at)) DESC,
                c.seq DESC""",
            (),
            lambda row: UnsentRecap(
                **_about(row), call_id=row[3], ended_at=moment_of(row[4]), has_draft=bool(row[5])
            ),
        )

    def _corrections(self) -> Some[Correction]:
        return self._some(
            f"""SELECT {_ABOUT}, c.id, r.reply_at, r.reply_text, count(*) OVER ()
            FROM {_CALL} JOIN recap AS r ON r.call_id = c.id
            WHERE r.reply_kind = 'corrected' AND NOT k.archived AND NOT EXISTS (
                SELECT 1 FROM recap AS l
                WHERE l.call_id = r.call_id AND l.seq > r.seq
                AND (l.state <> 'draft' OR l.reply_kind = 'corrected'))
            ORDER BY unixepoch(r.reply_at), r.seq""",
            (),
            lambda row: Correction(
                **_about(row), call_id=row[3], asked_at=moment_of(row[4]), text=row[5]
            ),
        )

    def _steps(self, today: date) -> Some[DueStep]:
        return self._some(
            f"""SELECT {_ABOUT}, s.id, s.text, s.owner, s.side, s.due, count(*) OVER ()
            FROM {_CALL} JOIN next_step AS s ON s.call_id = c.id
            WHERE s.done_at IS NULL AND s.due <= ? AND NOT k.archived ORDER BY s.due, s.seq""",
            (text_of(today),),
            lambda row: DueStep(
                **_about(row),
                step_id=row[3],
                text=row[4],
                owner=row[5],
                side=Side(row[6]),
                due=date.fromisoformat(row[7]),
            ),
        )

    def _scope_changes(self) -> Some[ScopeChange]:
        return self._some(
            f"""SELECT {_ABOUT}, s.id, s.text, coalesce(c.started_at, c.ended_at),
                count(*) OVER ()
            FROM {_CALL} JOIN next_step AS s ON s.call_id = c.id
            WHERE s.scope_changed AND s.agreement_updated_on IS NULL AND NOT k.archived
            ORDER BY unixepoch(coalesce(c.started_at, c.ended_at)), s.seq""",
            (),
            lambda row: ScopeChange(
                **_about(row), step_id=row[3], text=row[4], agreed_at=moment_of(row[5])
            ),
        )

    def _check_ins(self, today: date) -> Some[CheckIn]:
        return self._some(
            """SELECT id, name, check_in_on, count(*) OVER () FROM client
            WHERE check_in_on <= ? AND NOT archived ORDER BY check_in_on, seq""",
            (text_of(today),),
            lambda row: CheckIn(
                client_id=row[0], client_name=row[1], on=date.fromisoformat(row[2])
            ),
        )

    def _look_again(self, today: date) -> Some[LookAgain]:
        """Return what was tried, parked or chosen against our advice until a day that has come.

        A call that is prepared for it, or a review of it, is listed itself, and a review that was
        answered since then has looked already (method, ideas 10 and 18).
        """
        return self._some(
            f"""SELECT {_ABOUT}, d.landed, day, count(*) OVER ()
            FROM (SELECT call_id, until AS day FROM outcome WHERE until <= ?1
                UNION ALL SELECT call_id, a.look_again_on FROM advice AS a
                JOIN outcome AS o USING (call_id)
                WHERE a.look_again_on <= ?1 AND o.until IS NULL) AS past
            CROSS JOIN call AS h ON h.id = past.call_id
            JOIN disagreement AS d ON d.id = h.disagreement_id
            JOIN client AS k ON k.id = d.client_id
            WHERE d.landed IN ('trial', 'parked', 'their_choice') AND NOT k.archived
                AND NOT EXISTS (
                SELECT 1 FROM call WHERE disagreement_id = d.id AND state <> 'ended')
                AND NOT EXISTS (SELECT 1 FROM review AS v WHERE v.disagreement_id = d.id
                    AND (date(v.answered_at) >= day OR v.answered_at IS NULL AND v.due <= ?1))
                AND h.id = (
                SELECT c.id FROM call AS c JOIN outcome ON outcome.call_id = c.id
                WHERE c.disagreement_id = d.id ORDER BY {LATEST_FIRST} LIMIT 1)
            ORDER BY day, d.seq""",
            (text_of(today),),
            lambda row: LookAgain(
                **_about(row), landed=OutcomeKind(row[3]), on=date.fromisoformat(row[4])
            ),
        )

    def _open(self) -> Some[OpenMatter]:
        return self._some(
            f"""SELECT {_ABOUT}, d.opened_at,
                (SELECT count(*) FROM call WHERE disagreement_id = d.id), count(*) OVER ()
            FROM disagreement AS d JOIN client AS k ON k.id = d.client_id
            WHERE d.landed = 'open' AND NOT k.archived AND NOT EXISTS (
                SELECT 1 FROM call WHERE disagreement_id = d.id AND state <> 'ended')
            ORDER BY unixepoch(d.opened_at) NULLS LAST, d.seq""",
            (),
            lambda row: OpenMatter(**_about(row), opened_at=moment_of(row[3]), calls=row[4]),
        )

    def _some(self, sql: str, values: Sequence[object], line: Callable[[Row], T]) -> Some[T]:
        """Return the first lines that *sql* brings; its last column is the number of all."""
        rows = tuple(self._db.rows(f"{sql} LIMIT {MOST}", values))
        return Some(lines=tuple(line(row) for row in rows), count=rows[0][-1] if rows else 0)


def _about(row: Row) -> dict[str, str]:
    return {"disagreement_id": row[0], "client_name": row[1], "topic": row[2]}
