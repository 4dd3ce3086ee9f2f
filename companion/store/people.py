"""Clients, their contacts and numbers, and the person who keeps the history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from companion.errors import NotThere
from companion.method.organisation import Acquaintance
from companion.model import (
    Client,
    Colleague,
    Contact,
    Me,
    Metric,
    Side,
    Speaker,
    new_id,
)
from companion.store.client_parts import (
    contacts_of,
    expectations_of,
    metrics_of,
    put_contact,
    put_metric,
    replace_contacts,
    replace_expectations,
)
from companion.store.columns import day_of, json_of, list_of, text_of
from companion.store.connection import Connection


class People:
    """Everything about who is on which side."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection

    def me(self) -> Me:
        """Return the person who keeps the history; all empty until they said."""
        row = self._db.row("SELECT name, company, emails, sign_off, colleagues FROM me")
        if row is None:
            return Me()
        return Me(
            name=row[0],
            company=row[1],
            emails=list_of(row[2], tuple[str, ...]),
            sign_off=row[3],
            colleagues=list_of(row[4], tuple[Colleague, ...]),
        )

    def save_me(self, me: Me) -> Me:
        """Keep *me* and return it."""
        with self._db.write():
            self._db.execute(
                "INSERT OR REPLACE INTO me (id, name, company, sign_off, emails, colleagues)"
                " VALUES (1, ?, ?, ?, ?, ?)",
                (me.name, me.company, me.sign_off, json_of(me.emails), json_of(me.colleagues)),
            )
        return me

    def client_ids(self) -> tuple[str, ...]:
        """Return the ids of all clients in the order in which they came."""
        return tuple(row[0] for row in self._db.rows("SELECT id FROM client ORDER BY seq"))

    def client_names(self) -> tuple[str, ...]:
        """Return the names of clients that are not archived, last met first, for completion."""
        rows = self._db.rows(
            """SELECT k.name FROM client AS k LEFT JOIN disagreement AS d ON d.client_id = k.id
            WHERE k.name <> '' AND NOT k.archived
            GROUP BY k.id ORDER BY max(d.touched) DESC, k.name"""
        )
        return tuple(row[0] for row in rows)

    def acquaintances(self) -> tuple[Acquaintance, ...]:
        """Return the named clients that are not put away, with the addresses of their contacts."""
        rows = self._db.rows(
            """SELECT k.id, k.name, json_group_array(p.email) FILTER (WHERE p.email <> '')
            FROM client AS k LEFT JOIN contact AS p ON p.client_id = k.id
            WHERE k.name <> '' AND NOT k.archived GROUP BY k.id ORDER BY k.seq"""
        )
        return tuple(
            Acquaintance(client_id=i, name=name, addresses=list_of(emails, tuple[str, ...]))
            for i, name, emails in rows
        )

    def client(self, client_id: str) -> Client:
        """Return a client with everything about it. Raises NotThere."""
        with self._db.snapshot():
            return self._got(client_id)

    def _got(self, client_id: str) -> Client:
        row = self._db.row(
            """SELECT id, name, language, time_zone, playbook, template, archived, check_in_on
            FROM client WHERE id = ?""",
            (client_id,),
        )
        if row is None:
            raise NotThere(f"There is no client {client_id} in the history.")
        return Client(
            id=row[0],
            name=row[1],
            language=row[2],
            time_zone=row[3],
            playbook=row[4],
            template=row[5],
            archived=bool(row[6]),
            contacts=contacts_of(self._db, client_id),
            metrics=metrics_of(self._db, client_id),
            expectations=expectations_of(self._db, client_id),
            speakers=self.speakers(client_id),
            check_in_on=day_of(row[7]),
        )

    def client_named(self, name: str) -> Client | None:
        """Return the client of that name, capitals and small letters alike, or None."""
        # SQLite folds ASCII only, so the comparison for every language is Python's.
        wanted = name.casefold()
        for client_id, known in self._db.rows("SELECT id, name FROM client ORDER BY seq"):
            if known.casefold() == wanted:
                return self.client(client_id)
        return None

    def ensure_client(self, name: str) -> Client:
        """Return the client of that name, made now where there is none."""
        return (name and self.client_named(name)) or self.put_client(Client(id=new_id(), name=name))

    def rename_client(self, client_id: str, name: str) -> Client:
        """Give the client another name and return it."""
        with self._db.write():
            self._db.execute("UPDATE client SET name = ? WHERE id = ?", (name, client_id))
        return self.client(client_id)

    def put_client(self, client: Client) -> Client:
        """Store the whole client as it is given, in place of what was known under its id."""
        with self._db.write():
            self._db.execute(
                """INSERT INTO client
                    (id, name, language, time_zone, playbook, template, archived, check_in_on)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name,
                    language = excluded.language, time_zone = excluded.time_zone,
                    playbook = excluded.playbook, template = excluded.template,
                    archived = excluded.archived, check_in_on = excluded.check_in_on""",
                (
                    client.id,
                    client.name,
                    client.language,
                    client.time_zone,
                    client.playbook,
                    client.template,
                    client.archived,
                    text_of(client.check_in_on),
                ),
            )
            replace_contacts(self._db, client)
            for metric in client.metrics:
                put_metric(self._db, client.id, metric)
            replace_expectations(self._db, client)
            self._db.execute("DELETE FROM speaker WHERE client_id = ?", (client.id,))
            self.save_speakers(client.id, client.speakers)
        return client

    def set_playbook(self, client_id: str, key: str) -> None:
        """Say which playbook a new call with the client follows; "" for the five steps."""
        with self._db.write():
            self._db.change("UPDATE client SET playbook = ? WHERE id = ?", (key, client_id))

    def set_recap_form(self, client_id: str, language: str, template: str) -> None:
        """Keep in which language and template the client's recaps are composed."""
        with self._db.write():
            self._db.change(
                "UPDATE client SET language = ?, template = ? WHERE id = ?",
                (language, template, client_id),
            )

    def set_time_zone(self, client_id: str, name: str) -> None:
        """Keep in which time zone the client's days are, such as "Asia/Tokyo"; "" for ours."""
        with self._db.write():
            self._db.change("UPDATE client SET time_zone = ? WHERE id = ?", (name, client_id))

    def set_check_in(self, client_id: str, day: date | None) -> None:
        """Keep when we check in with the client next; None for no day."""
        with self._db.write():
            self._db.change(
                "UPDATE client SET check_in_on = ? WHERE id = ?", (text_of(day), client_id)
            )

    def set_expectation(self, client_id: str, question: str, answer: str, on: date) -> None:
        """Keep what was agreed with the client beforehand; an empty answer takes it away."""
        with self._db.write():
            if not answer:
                self._db.execute(
                    "DELETE FROM expectation WHERE client_id = ? AND question = ?",
                    (client_id, question),
                )
                return
            changed = self._db.execute(
                """UPDATE expectation SET answer = ?3, agreed_on = ?4
                WHERE client_id = ?1 AND question = ?2""",
                (client_id, question, answer, text_of(on)),
            )
            if not changed:
                self._db.execute(
                    """INSERT INTO expectation (client_id, question, answer, agreed_on)
                    VALUES (?, ?, ?, ?)""",
                    (client_id, question, answer, text_of(on)),
                )

    def save_contact(self, client_id: str, contact: Contact) -> Contact:
        """Add a contact, or change the one with its id."""
        with self._db.write():
            put_contact(self._db, client_id, contact)
        return contact

    def fill_contact(self, contact: Contact) -> Contact:
        """Keep name, address and role of a contact; what is known privately stays as it is."""
        with self._db.write():
            self._db.change(
                "UPDATE contact SET name = ?, email = ?, role = ? WHERE id = ?",
                (contact.name, contact.email, contact.role, contact.id),
            )
        return contact

    def set_contact_memory(self, contact_id: str, *, knows: str, fears: str, past: str) -> None:
        """Keep what a contact knows, fears and has lived through; private."""
        with self._db.write():
            self._db.execute(
                "UPDATE contact SET knows = ?, fears = ?, past = ? WHERE id = ?",
                (knows, fears, past, contact_id),
            )

    def remove_contact(self, contact_id: str) -> None:
        """Take away a contact that was made by mistake."""
        with self._db.write():
            self._db.execute("DELETE FROM contact WHERE id = ?", (contact_id,))

    def save_metric(self, client_id: str, metric: Metric) -> Metric:
        """Add a metric with its readings, or replace the one with its id."""
        with self._db.write():
            put_metric(self._db, client_id, metric)
        return metric

    def remove_metric(self, metric_id: str) -> None:
        """Take away a metric that was made by mistake, with its readings."""
        with self._db.write():
            self._db.execute("DELETE FROM metric WHERE id = ?", (metric_id,))

    def speakers(self, client_id: str) -> tuple[Speaker, ...]:
        """Return whom the names in the client's transcripts mean, as far as it was said."""
        # A reader cannot migrate, and a history of the first releases has no such table.
        if not self._db.value("SELECT 1 FROM sqlite_master WHERE name = 'speaker'"):
            return ()
        rows = self._db.rows(
            "SELECT heard, name, side FROM speaker WHERE client_id = ? ORDER BY heard", (client_id,)
        )
        return tuple(Speaker(heard=h, name=name, side=Side(side)) for h, name, side in rows)

    def save_speakers(self, client_id: str, speakers: Iterable[Speaker]) -> None:
        """Remember whom these names mean from now on; what was said of other names stays."""
        with self._db.write():
            self._db.execute_many(
                """INSERT INTO speaker (client_id, heard, name, side) VALUES (?, ?, ?, ?)
                ON CONFLICT (client_id, heard) DO UPDATE SET name = excluded.name,
                    side = excluded.side""",
                [(client_id, each.heard, each.name, each.side) for each in speakers],
            )

    def forget_speakers(self, client_id: str, heard: Iterable[str]) -> None:
        """Forget whom these names mean."""
        with self._db.write():
            self._db.execute_many(
                "DELETE FROM speaker WHERE client_id = ? AND heard = ?",
                [(client_id, name) for name in heard],
            )
