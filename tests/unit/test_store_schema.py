"""How the tables come about: whole or not at all, and always the same ones."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as dbapi
from sqlite_utils import Migrations

from companion.model import (
    Call,
    CallState,
    Client,
    Contact,
    Disagreement,
    Recap,
    RecapState,
    TranscriptLine,
)
from companion.store import Store, driver
from companion.store.connection import Connection
from companion.store.schema import (
    add_client_page,
    add_imports,
    add_insights,
    add_outbox,
    add_speakers,
    add_texts_of_one,
    add_trash,
    create_history,
    migrate,
)
from companion.store.search import Question
from companion.store.trash import Kind
from companion.store.version import APPLICATION_ID, SCHEMA_VERSION
from tests.clock import NOON


class Failing:
    """A connection that fails at its nth statement, as a full disk would."""

    def __init__(self, raw: object, after: int) -> None:
        self._raw = raw
        self.left = after

    def execute(self, *arguments: object) -> object:
        self.left -= 1
        if self.left == 0:
            raise dbapi.OperationalError("database or disk is full")
        return self._raw.execute(*arguments)  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> object:
        return getattr(self._raw, name)


def connection(path: Path) -> Any:  # noqa: ANN401 - the driver has no types
    return dbapi.connect(str(path), isolation_level=None)


def tables(raw: Any) -> set[str]:  # noqa: ANN401
    return {row[0] for row in raw.execute("SELECT name FROM sqlite_master")}


def statements_of_a_migration() -> int:
    raw = connection(Path(":memory:"))
    counting = Failing(raw, 10_000)
    migrate(counting)
    raw.close()
    return 10_000 - counting.left


def test_a_making_that_fails_anywhere_leaves_nothing(tmp_path: Path) -> None:
    count = statements_of_a_migration()
    raw = connection(tmp_path / "history.db")
    # The last statement is the checkpoint after everything is on the disk.
    for number in range(1, count):
        with pytest.raises(dbapi.Error):
            migrate(Failing(raw, number))
        assert not raw.in_transaction
        assert tables(raw) == set()
        assert raw.execute("PRAGMA user_version").fetchone() == (0,)
    migrate(raw)
    assert "note" in tables(raw)
    assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    raw.close()
    assert count > 100


def test_a_making_that_was_cut_short_is_finished_at_the_next_start(tmp_path: Path) -> None:
    raw = connection(tmp_path / "whole.db")
    migrate(raw)
    wanted = tables(raw)
    raw.close()
    (tmp_path / "history.db").touch()
    Store.open(tmp_path / "history.db").close()
    raw = connection(tmp_path / "history.db")
    assert tables(raw) == wanted
    raw.close()


def test_migrating_again_changes_nothing(tmp_path: Path) -> None:
    raw = connection(tmp_path / "history.db")
    migrate(raw)
    before = raw.execute("SELECT * FROM sqlite_master ORDER BY name").fetchall()
    migrate(raw)
    assert raw.execute("SELECT * FROM sqlite_master ORDER BY name").fetchall() == before
    raw.close()


def write_first_schema(path: Path) -> None:
    """Write a history as the first release wrote it, with a client, a call and two recaps."""
    raw = connection(path)
    raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    migrations = Migrations("companion")
    migrations()(create_history)
    migrations.apply(driver.database(raw))
    for statement in (
        "INSERT INTO client (id, name) VALUES ('c', 'Northwind')",
        "INSERT INTO disagreement (id, client_id, topic) VALUES ('d', 'c', 'Leads')",
        "INSERT INTO call (id, disagreement_id, state) VALUES ('k', 'd', 'ended')",
        *(
            f"""INSERT INTO recap (id, call_id, state, via, template, language, recipients, copies,
            subject, text, edited, message_id, in_reply_to)
            VALUES ('{state}', 'k', '{state}', '', '', '', '[]', '[]', '', 'Hello', 0, '', '')"""
            for state in ("draft", "queued")
        ),
        "PRAGMA user_version=1",
    ):
        raw.execute(statement)
    raw.close()


def test_a_history_of_the_first_schema_keeps_every_row(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    write_first_schema(path)
    recaps = (
        Recap(id="draft", text="Hello"),
        Recap(id="queued", text="Hello", state=RecapState.QUEUED),
    )
    call = Call(id="k", state=CallState.ENDED, recaps=recaps)
    for _ in range(2):
        with Store.open(path) as store:
            assert store.people.client("c") == Client(id="c", name="Northwind")
            wanted = Disagreement(id="d", client="c", topic="Leads", calls=(call,))
            assert store.disagreements.get("d") == wanted
            assert store.outbox.due(NOON) == ()
    raw = connection(path)
    fresh = connection(Path(":memory:"))
    migrate(fresh)
    assert tables(raw) == tables(fresh)
    assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    raw.close()
    fresh.close()


def test_a_migration_that_fails_anywhere_leaves_the_first_schema(tmp_path: Path) -> None:
    write_first_schema(tmp_path / "history.db")
    raw = connection(tmp_path / "history.db")
    before = tables(raw)
    number = 1
    while raw.execute("PRAGMA user_version").fetchone() == (1,):
        assert tables(raw) == before
        assert raw.execute("SELECT count(*) FROM recap").fetchone() == (2,)
        with suppress(dbapi.Error):
            migrate(Failing(raw, number))
        number += 1
    assert number > 10
    assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert tables(raw) > before
    raw.close()


def test_a_history_of_the_first_schema_can_be_read_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    write_first_schema(path)
    before = path.read_bytes()
    with Store.open(path, reader=True) as reader:
        assert reader.disagreements.get("d").topic == "Leads"
    assert path.read_bytes() == before


def test_every_table_takes_only_the_types_that_it_names(tmp_path: Path) -> None:
    db = Connection(tmp_path / "history.db")
    loose = db.rows(
        """SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict
        AND name NOT LIKE 'passage_search%' AND name NOT LIKE 'sqlite%'
        AND name NOT LIKE '\\_sqlite%' ESCAPE '\\'"""
    )
    assert loose == []
    db.close()


def test_every_child_is_found_by_an_index(tmp_path: Path) -> None:
    """Without one, a delete of a parent visits every row of the child."""
    db = Connection(tmp_path / "history.db")
    for (table,) in db.rows("SELECT name FROM pragma_table_list WHERE type = 'table'"):
        for (column,) in db.rows('SELECT "from" FROM pragma_foreign_key_list(?)', (table,)):
            plan = db.rows(f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {column} = 'x'")
            assert "SEARCH" in plan[0][3], (table, column, plan)
    db.close()


def test_sqlite_is_new_enough_to_keep_its_log() -> None:
    """3.51.3 is the first release without the WAL-reset race (https://www.sqlite.org/wal.html)."""
    assert tuple(map(int, dbapi.sqlite_version.split("."))) >= (3, 51, 3)


def test_sqlite_utils_knows_the_errors_of_our_driver() -> None:
    raw = connection(Path(":memory:"))
    database = driver.database(raw)
    with pytest.raises(driver.Error):
        database.execute("SELECT nothing FROM nowhere")
    assert database["nowhere"].exists() is False
    raw.close()


def test_a_history_of_the_schema_before_the_trash_can_delete_and_restore(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    raw = connection(path)
    raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    migrations = Migrations("companion")
    for step in (create_history, add_outbox, add_speakers, add_client_page):
        migrations()(step)
    migrations.apply(driver.database(raw))
    raw.execute("INSERT INTO client (id, name) VALUES ('c', 'Northwind')")
    raw.execute("INSERT INTO disagreement (id, client_id, topic) VALUES ('d', 'c', 'Leads')")
    raw.execute("PRAGMA user_version=4")
    raw.close()
    with Store.open(path) as store:
        before = store.documents.dump()
        line = store.trash.put(Kind.CLIENT, "c", NOON)
        assert store.people.client_ids() == ()
        store.trash.restore(line.id)
        assert store.documents.dump() == before


def test_a_history_of_the_schema_before_finds_words_in_several_texts(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    raw = connection(path)
    raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    migrations = Migrations("companion")
    before = (create_history, add_outbox, add_speakers, add_client_page, add_insights, add_trash)
    for step in before:
        migrations()(step)
    migrations.apply(driver.database(raw))
    raw.execute("INSERT INTO client (id, name) VALUES ('c', 'Northwind')")
    raw.execute("INSERT INTO disagreement (id, client_id, topic) VALUES ('d', 'c', 'Leads')")
    raw.execute(
        "INSERT INTO call (id, disagreement_id, state, why_now) VALUES ('k', 'd', 'ended', 'form')"
    )
    raw.execute(f"PRAGMA user_version={len(before)}")
    raw.close()
    with Store.open(path) as store:
        assert [row.id for row in store.search.rows(Question(text="leads form"))] == ["d"]
    raw = connection(path)
    assert "passage_disagreement" in tables(raw)
    raw.close()


def test_a_history_of_the_schema_before_imports_can_take_one_back(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    raw = connection(path)
    raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    migrations = Migrations("companion")
    before = (create_history, add_outbox, add_speakers, add_client_page, add_insights, add_trash)
    for step in (*before, add_texts_of_one):
        migrations()(step)
    migrations.apply(driver.database(raw))
    raw.execute("INSERT INTO client (id, name) VALUES ('c', 'Northwind')")
    raw.execute("PRAGMA user_version=7")
    raw.close()
    with Store.open(path) as store:
        kept = store.documents.dump()
        with store.imports.recording("contacts", "team.vcf", NOON) as recording:
            recording.before("client", "c")
            store.people.save_contact("c", Contact(id="p", name="Dana"))
        assert store.imports.undo(recording.id).count == 1
        assert store.documents.dump() == kept


def test_a_history_of_the_schema_before_lets_new_lines_of_a_transcript_wait(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    raw = connection(path)
    raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    migrations = Migrations("companion")
    before = (create_history, add_outbox, add_speakers, add_client_page, add_insights, add_trash)
    for step in (*before, add_texts_of_one, add_imports):
        migrations()(step)
    migrations.apply(driver.database(raw))
    for statement in (
        "INSERT INTO client (id, name) VALUES ('c', 'Northwind')",
        "INSERT INTO disagreement (id, client_id, topic) VALUES ('d', 'c', 'Leads')",
        "INSERT INTO call (id, disagreement_id, state) VALUES ('k', 'd', 'ended')",
        "INSERT INTO transcript_line (call_id, at_ms, speaker, text) VALUES ('k', 1, '', 'before')",
        "PRAGMA user_version=8",
    ):
        raw.execute(statement)
    raw.close()
    with Store.open(path) as store:
        store.transcripts.attach("k", (TranscriptLine(at_ms=2, text="after"),))
        found = [len(store.transcripts.found("d", word)) for word in ("before", "after")]
        assert found == [1, 0]
        assert store.transcripts.index_next() == 0
        assert len(store.transcripts.found("d", "after")) == 1


def test_a_history_of_the_schema_before_knows_which_calls_wait_for_a_recap(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    write_first_schema(path)
    with Store.open(path, reader=True) as reader:
        assert reader.browse.counts().unsent == 0
    raw = connection(path)
    raw.execute("DELETE FROM recap WHERE state = 'queued'")
    raw.close()
    with Store.open(path, reader=True) as reader:
        assert reader.browse.counts().unsent == 1
    with Store.open(path) as store:
        assert [line.call_id for line in store.agenda.today(NOON).unsent.lines] == ["k"]


def test_a_call_waits_for_its_recap_from_its_end_until_one_has_left(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    write_first_schema(path)
    Store.open(path).close()
    raw = connection(path)
    for change, waits in (
        ("DELETE FROM recap WHERE id = 'queued'", 1),
        ("UPDATE recap SET state = 'sent'", 0),
        ("UPDATE recap SET state = 'draft'", 1),
        ("UPDATE call SET state = 'running'", 0),
        ("UPDATE call SET state = 'ended'", 1),
        ("DELETE FROM recap", 1),
        ("INSERT INTO call (id, disagreement_id, state) VALUES ('l', 'd', 'prepared')", 1),
        ("INSERT INTO call (id, disagreement_id, state) VALUES ('m', 'd', 'ended')", 2),
    ):
        raw.execute(change)
        assert raw.execute("SELECT sum(unsent) FROM call").fetchone() == (waits,), change
    raw.close()
