"""Disagreements: what was prepared about each, whom it is with, and its calls."""

from __future__ import annotations

from datetime import datetime

from companion.errors import NotThere
from companion.model import Confidence, Disagreement, Metric, Review, Verdict
from companion.store.calls import Calls
from companion.store.columns import day_of, moment_of, text_of
from companion.store.connection import Connection

PREPARED_TEXTS = (
    "topic",
    "our_metric",
    "request",
    "wanted_result",
    "their_view",
    "our_view",
    "they_are_right_about",
    "need_to_know",
    "good_looks_like",
    "would_change_our_mind",
)
"""The columns of a disagreement that a person writes while preparing."""

_COLUMNS = ", ".join(PREPARED_TEXTS)


class Disagreements:
    """Everything about a disagreement that outlives one call."""

    def __init__(self, connection: Connection, calls: Calls) -> None:
        """Keep *connection*; the calls of a disagreement come from *calls*."""
        self._db = connection
        self._calls = calls

    def ids(self, client_id: str | None = None) -> tuple[str, ...]:
        """Return the ids of all disagreements, or of a client's, oldest first."""
        rows = self._db.rows(
            """SELECT id FROM disagreement WHERE ?1 IS NULL OR client_id = ?1
            ORDER BY unixepoch(opened_at), seq""",
            (client_id,),
        )
        return tuple(row[0] for row in rows)

    def client_of(self, disagreement_id: str) -> str:
        """Return the id of the client whom the disagreement is with. Raises NotThere."""
        found = self._db.value(
            "SELECT client_id FROM disagreement WHERE id = ?", (disagreement_id,)
        )
        if found is None:
            raise NotThere(f"There is no disagreement {disagreement_id} in the history.")
        return str(found)

    def get(self, disagreement_id: str, *, transcripts: bool = True) -> Disagreement:
        """Return a disagreement with all of its calls, oldest first. Raises NotThere.

        Without *transcripts* theirs are empty: thousands of lines are read only when looked at.
        """
        with self._db.snapshot():
            return self._got(disagreement_id, transcripts)

    def _got(self, disagreement_id: str, transcripts: bool) -> Disagreement:
        row = self._db.row(
            f"""SELECT id, client_id, opened_at, metric_id, who_was_right, {_COLUMNS}
            FROM disagreement WHERE id = ?""",
            (disagreement_id,),
        )
        if row is None:
            raise NotThere(f"There is no disagreement {disagreement_id} in the history.")
        return Disagreement(
            id=row[0],
            client=row[1],
            opened_at=moment_of(row[2]),
            metric=row[3],
            who_was_right=Verdict(row[4]) if row[4] else None,
            confidence=self._confidence(disagreement_id),
            reviews=self._reviews(disagreement_id),
            calls=self._calls.of_disagreement(disagreement_id, transcripts=transcripts),
            **dict(zip(PREPARED_TEXTS, row[5:], strict=True)),
        )

    def put(self, disagreement: Disagreement) -> None:
        """Store the whole disagreement as it is given, in place of what has its id."""
        texts = [getattr(disagreement, name) for name in PREPARED_TEXTS]
        marks = ", ".join("?" * len(texts))
        changes = ", ".join(f"{name} = excluded.{name}" for name in PREPARED_TEXTS)
        with self._db.write():
            self._db.execute(
                f"""INSERT INTO disagreement
                    (id, client_id, opened_at, metric_id, who_was_right, {_COLUMNS})
                VALUES (?, ?, ?, ?, ?, {marks})
                ON CONFLICT (id) DO UPDATE SET client_id = excluded.client_id,
                    opened_at = excluded.opened_at, metric_id = excluded.metric_id,
                    who_was_right = excluded.who_was_right, {changes}""",
                (
                    disagreement.id,
                    disagreement.client,
                    text_of(disagreement.opened_at),
                    disagreement.metric,
                    disagreement.who_was_right,
                    *texts,
                ),
            )
            self._replace_confidence(disagreement)
            self._replace_reviews(disagreement)
            for call in disagreement.calls:
                self._calls.put(disagreement.id, call)

    def set_text(self, disagreement_id: str, name: str, text: str) -> str:
        """Keep one prepared text; *name* is one of PREPARED_TEXTS. Returns the text."""
        if name not in PREPARED_TEXTS:
            raise ValueError(name)
        with self._db.write():
            self._db.change(
                f"UPDATE disagreement SET {name} = ? WHERE id = ?", (text, disagreement_id)
            )
        return text

    def open_no_later_than(self, disagreement_id: str, at: datetime) -> None:
        """Say that the disagreement was open at *at* already; an earlier opening stays."""
        with self._db.write():
            self._db.execute(
                """UPDATE disagreement SET opened_at = ?1
                WHERE id = ?2 AND (opened_at IS NULL OR unixepoch(opened_at) > unixepoch(?1))""",
                (text_of(at), disagreement_id),
            )

    def set_client(self, disagreement_id: str, client_id: str) -> None:
        """Give the disagreement to another client. Raises NotThere.

        An unnamed client that is left empty disappears, and what was said about it moves along.
        """
        with self._db.write():
            before = self._db.value(
                "SELECT client_id FROM disagreement WHERE id = ?", (disagreement_id,)
            )
            self._db.change(
                "UPDATE disagreement SET client_id = ? WHERE id = ?", (client_id, disagreement_id)
            )
            self._take_along(disagreement_id, before, client_id)
            self._forget_unnamed(before)

    def _take_along(self, disagreement_id: str, before: str, after: str) -> None:
        """Let what belongs to the client follow a disagreement from *before* to *after*.

        An unnamed client gives everything away. A named one keeps its people, and a metric by
        which another of its disagreements is judged; then this one has none for now.
        """
        self._db.execute(
            """UPDATE metric SET client_id = ?1 WHERE client_id = ?2 AND id = (
                SELECT metric_id FROM disagreement WHERE id = ?3) AND NOT EXISTS (
                SELECT 1 FROM disagreement AS d WHERE d.metric_id = metric.id AND d.id <> ?3)""",
            (after, before, disagreement_id),
        )
        self._db.execute(
            """UPDATE disagreement SET metric_id = NULL WHERE id = ?
            AND metric_id NOT IN (SELECT id FROM metric WHERE client_id = ?)""",
            (disagreement_id, after),
        )
        for table in ("contact", "metric", "expectation", "speaker"):
            self._db.execute(
                f"""UPDATE OR IGNORE {table} SET client_id = ?1
                WHERE client_id = (SELECT id FROM client
                WHERE id = ?2 AND name = '' AND NOT EXISTS (
                    SELECT 1 FROM disagreement WHERE client_id = ?2))""",
                (after, before),
            )

    def set_metric(self, disagreement_id: str, metric: Metric | None) -> None:
        """Say by which of the client's metrics the disagreement is judged."""
        with self._db.write():
            self._db.change(
                "UPDATE disagreement SET metric_id = ? WHERE id = ?",
                (metric.id if metric else None, disagreement_id),
            )

    def set_confidence(self, disagreement_id: str, at: datetime, percent: int) -> None:
        """Keep how sure we are (0–100 %); saying it again within an hour corrects the last one."""
        with self._db.write():
            changed = self._db.execute(
                """UPDATE confidence SET at = ?2, percent = ?3 WHERE seq = (
                    SELECT seq FROM confidence WHERE disagreement_id = ?1
                    AND unixepoch(?2) - unixepoch(at) BETWEEN 0 AND 3600
                    ORDER BY seq DESC LIMIT 1)""",
                (disagreement_id, text_of(at), percent),
            )
            if not changed:
                self._db.execute(
                    "INSERT INTO confidence (disagreement_id, at, percent) VALUES (?, ?, ?)",
                    (disagreement_id, text_of(at), percent),
                )

    def delete(self, disagreement_id: str) -> None:
        """Remove a disagreement that was begun by mistake, with all of its calls.

        A client that never got a name goes with its last disagreement.
        """
        with self._db.write():
            client = self._db.value(
                "SELECT client_id FROM disagreement WHERE id = ?", (disagreement_id,)
            )
            self._db.execute("DELETE FROM disagreement WHERE id = ?", (disagreement_id,))
            self._forget_unnamed(client)

    def _forget_unnamed(self, client_id: str | None) -> None:
        """Remove a client without a name that no disagreement is left with."""
        self._db.execute(
            """DELETE FROM client WHERE id = ? AND name = ''
            AND NOT EXISTS (SELECT 1 FROM disagreement WHERE client_id = client.id)""",
            (client_id,),
        )

    def _confidence(self, disagreement_id: str) -> tuple[Confidence, ...]:
        rows = self._db.rows(
            "SELECT at, percent FROM confidence WHERE disagreement_id = ? ORDER BY seq",
            (disagreement_id,),
        )
        return tuple(Confidence(at=moment_of(at), percent=percent) for at, percent in rows)

    def _reviews(self, disagreement_id: str) -> tuple[Review, ...]:
        rows = self._db.rows(
            """SELECT due, answered_at, held, text FROM review
            WHERE disagreement_id = ? ORDER BY seq""",
            (disagreement_id,),
        )
        return tuple(
            Review(
                due=day_of(due),
                answered_at=moment_of(answered),
                held=None if held is None else bool(held),
                text=text,
            )
            for due, answered, held, text in rows
        )

    def _replace_confidence(self, disagreement: Disagreement) -> None:
        self._db.execute("DELETE FROM confidence WHERE disagreement_id = ?", (disagreement.id,))
        self._db.execute_many(
            "INSERT INTO confidence (disagreement_id, at, percent) VALUES (?, ?, ?)",
            [(disagreement.id, text_of(c.at), c.percent) for c in disagreement.confidence],
        )

    def _replace_reviews(self, disagreement: Disagreement) -> None:
        self._db.execute("DELETE FROM review WHERE disagreement_id = ?", (disagreement.id,))
        self._db.execute_many(
            """INSERT INTO review (disagreement_id, due, answered_at, held, text)
            VALUES (?, ?, ?, ?, ?)""",
            [
                (disagreement.id, text_of(r.due), text_of(r.answered_at), r.held, r.text)
                for r in disagreement.reviews
            ],
        )
