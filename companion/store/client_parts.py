"""What a client's record is made of, read and written whole: contacts, metrics, expectations."""

from __future__ import annotations

from companion.model import Client, Contact, Expectation, Metric, MetricPoint
from companion.store.columns import day_of, moment_of, text_of
from companion.store.connection import Connection


def contacts_of(db: Connection, client_id: str) -> tuple[Contact, ...]:
    """Return the contacts of a client in their order."""
    rows = db.rows(
        """SELECT id, name, email, role, knows, fears, past
        FROM contact WHERE client_id = ? ORDER BY seq""",
        (client_id,),
    )
    return tuple(
        Contact(id=i, name=n, email=e, role=r, knows=k, fears=f, past=p)
        for i, n, e, r, k, f, p in rows
    )


def put_contact(db: Connection, client_id: str, contact: Contact) -> None:
    """Add a contact, or change the one with its id."""
    db.execute(
        """INSERT INTO contact (id, client_id, name, email, role, knows, fears, past)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET client_id = excluded.client_id,
            name = excluded.name, email = excluded.email, role = excluded.role,
            knows = excluded.knows, fears = excluded.fears, past = excluded.past""",
        (
            contact.id,
            client_id,
            contact.name,
            contact.email,
            contact.role,
            contact.knows,
            contact.fears,
            contact.past,
        ),
    )


def replace_contacts(db: Connection, client: Client) -> None:
    """Store the contacts of *client* in place of those that were known."""
    db.execute("DELETE FROM contact WHERE client_id = ?", (client.id,))
    for contact in client.contacts:
        put_contact(db, client.id, contact)


def metrics_of(db: Connection, client_id: str) -> tuple[Metric, ...]:
    """Return the metrics of a client with their readings, in their order."""
    rows = db.rows(
        """SELECT id, label, words, unit, lower_is_better
        FROM metric WHERE client_id = ? ORDER BY seq""",
        (client_id,),
    )
    return tuple(
        Metric(id=i, label=la, words=w, unit=u, lower_is_better=bool(lo), points=_points(db, i))
        for i, la, w, u, lo in rows
    )


def put_metric(db: Connection, client_id: str, metric: Metric) -> None:
    """Add a metric with its readings, or replace the one with its id."""
    db.execute(
        """INSERT INTO metric (id, client_id, label, words, unit, lower_is_better)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET client_id = excluded.client_id,
            label = excluded.label, words = excluded.words, unit = excluded.unit,
            lower_is_better = excluded.lower_is_better""",
        (
            metric.id,
            client_id,
            metric.label,
            metric.words,
            metric.unit,
            metric.lower_is_better,
        ),
    )
    db.execute("DELETE FROM metric_point WHERE metric_id = ?", (metric.id,))
    db.execute_many(
        "INSERT INTO metric_point (metric_id, at, now, target, by_date) VALUES (?, ?, ?, ?, ?)",
        [
            (metric.id, text_of(point.at), point.now, point.target, text_of(point.by))
            for point in metric.points
        ],
    )


def expectations_of(db: Connection, client_id: str) -> tuple[Expectation, ...]:
    """Return what was agreed with a client beforehand."""
    rows = db.rows(
        "SELECT question, answer, agreed_on FROM expectation WHERE client_id = ? ORDER BY seq",
        (client_id,),
    )
    return tuple(Expectation(question=q, answer=a, agreed_on=day_of(on)) for q, a, on in rows)


def replace_expectations(db: Connection, client: Client) -> None:
    """Store what was agreed with *client* in place of what was known."""
    db.execute("DELETE FROM expectation WHERE client_id = ?", (client.id,))
    db.execute_many(
        "INSERT INTO expectation (client_id, question, answer, agreed_on) VALUES (?, ?, ?, ?)",
        [
            (client.id, expected.question, expected.answer, text_of(expected.agreed_on))
            for expected in client.expectations
        ],
    )


def _points(db: Connection, metric_id: str) -> tuple[MetricPoint, ...]:
    rows = db.rows(
        "SELECT at, now, target, by_date FROM metric_point WHERE metric_id = ? ORDER BY seq",
        (metric_id,),
    )
    return tuple(
        MetricPoint(at=moment_of(at), now=now, target=target, by=day_of(by))
        for at, now, target, by in rows
    )
