"""The tables of the history and how they came about; a migration is never edited after release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from companion.store import driver
from companion.store.passages import PASSAGE_TABLES, passage_triggers, waiting_lines
from companion.store.version import SCHEMA_VERSION
from companion.store.ways import MOMENT, WAYS

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = (
    """CREATE TABLE me (
        id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, company TEXT NOT NULL,
        sign_off TEXT NOT NULL, emails TEXT NOT NULL, colleagues TEXT NOT NULL) STRICT""",
    """CREATE TABLE playbook (
        seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
        steps TEXT NOT NULL) STRICT""",
    """CREATE TABLE section_text (
        seq INTEGER PRIMARY KEY, key TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,
        UNIQUE (key, language)) STRICT""",
    """CREATE TABLE saved_search (
        seq INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, query TEXT NOT NULL) STRICT""",
    """CREATE TABLE client (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
        language TEXT NOT NULL DEFAULT '', time_zone TEXT NOT NULL DEFAULT '',
        playbook TEXT NOT NULL DEFAULT '', template TEXT NOT NULL DEFAULT '',
        archived INTEGER NOT NULL DEFAULT 0, check_in_on TEXT) STRICT""",
    """CREATE TABLE contact (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        client_id TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
        name TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '',
        role TEXT NOT NULL DEFAULT '', knows TEXT NOT NULL DEFAULT '',
        fears TEXT NOT NULL DEFAULT '', past TEXT NOT NULL DEFAULT '') STRICT""",
    """CREATE TABLE metric (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        client_id TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
        label TEXT NOT NULL DEFAULT '', words TEXT NOT NULL DEFAULT '',
        unit TEXT NOT NULL DEFAULT '', lower_is_better INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE metric_point (
        seq INTEGER PRIMARY KEY,
        metric_id TEXT NOT NULL REFERENCES metric (id) ON DELETE CASCADE,
        at TEXT, now ANY, target ANY, by_date TEXT) STRICT""",
    """CREATE TABLE expectation (
        seq INTEGER PRIMARY KEY,
        client_id TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
        question TEXT NOT NULL, answer TEXT NOT NULL, agreed_on TEXT) STRICT""",
    """CREATE TABLE disagreement (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        client_id TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
        topic TEXT NOT NULL, opened_at TEXT,
        metric_id TEXT REFERENCES metric (id) ON DELETE SET NULL,
        our_metric TEXT NOT NULL DEFAULT '', request TEXT NOT NULL DEFAULT '',
        wanted_result TEXT NOT NULL DEFAULT '', their_view TEXT NOT NULL DEFAULT '',
        our_view TEXT NOT NULL DEFAULT '', they_are_right_about TEXT NOT NULL DEFAULT '',
        need_to_know TEXT NOT NULL DEFAULT '', good_looks_like TEXT NOT NULL DEFAULT '',
        would_change_our_mind TEXT NOT NULL DEFAULT '', who_was_right TEXT,
        landed TEXT NOT NULL DEFAULT 'open', touched INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE confidence (
        seq INTEGER PRIMARY KEY,
        disagreement_id TEXT NOT NULL REFERENCES disagreement (id) ON DELETE CASCADE,
        at TEXT, percent INTEGER NOT NULL) STRICT""",
    """CREATE TABLE review (
        seq INTEGER PRIMARY KEY,
        disagreement_id TEXT NOT NULL REFERENCES disagreement (id) ON DELETE CASCADE,
        due TEXT, answered_at TEXT, held INTEGER, text TEXT NOT NULL) STRICT""",
    """CREATE TABLE call (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        disagreement_id TEXT NOT NULL REFERENCES disagreement (id) ON DELETE CASCADE,
        state TEXT NOT NULL, playbook TEXT NOT NULL DEFAULT '',
        planned_at TEXT, planned_minutes INTEGER NOT NULL DEFAULT 0,
        started_at TEXT, ended_at TEXT,
        why_now TEXT NOT NULL DEFAULT '', next_step_aim TEXT NOT NULL DEFAULT '',
        chosen_label TEXT, chosen_why TEXT NOT NULL DEFAULT '',
        no_cost_to_them TEXT NOT NULL DEFAULT '', no_alternative TEXT NOT NULL DEFAULT '',
        none_agreed_because TEXT NOT NULL DEFAULT '',
        read_back_at_ms INTEGER, read_back_text TEXT NOT NULL DEFAULT '') STRICT""",
    """CREATE TABLE outcome (
        call_id TEXT PRIMARY KEY REFERENCES call (id) ON DELETE CASCADE,
        kind TEXT NOT NULL, at TEXT, until TEXT) STRICT""",
    """CREATE TABLE advice (
        call_id TEXT PRIMARY KEY REFERENCES outcome (call_id) ON DELETE CASCADE,
        we_advised TEXT NOT NULL, because TEXT NOT NULL, they_chose TEXT NOT NULL,
        look_again_on TEXT, recorded_at TEXT) STRICT""",
    """CREATE TABLE mistake (
        call_id TEXT PRIMARY KEY REFERENCES outcome (call_id) ON DELETE CASCADE,
        what TEXT NOT NULL, effect TEXT NOT NULL, fix TEXT NOT NULL, by_date TEXT) STRICT""",
    """CREATE TABLE pause (
        seq INTEGER PRIMARY KEY, call_id TEXT NOT NULL REFERENCES call (id) ON DELETE CASCADE,
        from_ms INTEGER NOT NULL, to_ms INTEGER) STRICT""",
    """CREATE TABLE attendee (
        seq INTEGER PRIMARY KEY, call_id TEXT NOT NULL REFERENCES call (id) ON DELETE CASCADE,
        name TEXT NOT NULL, email TEXT NOT NULL, side TEXT NOT NULL) STRICT""",
    """CREATE TABLE step (
        seq INTEGER PRIMARY KEY, call_id TEXT NOT NULL REFERENCES call (id) ON DELETE CASCADE,
        key TEXT NOT NULL, done_ms INTEGER, answer TEXT NOT NULL DEFAULT '',
        UNIQUE (call_id, key)) STRICT""",
    """CREATE TABLE note (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        call_id TEXT NOT NULL REFERENCES call (id) ON DELETE CASCADE,
        at_ms INTEGER NOT NULL, at TEXT, kind TEXT NOT NULL, who TEXT NOT NULL,
        text TEXT NOT NULL, retimed_from_ms INTEGER, source TEXT NOT NULL,
        deleted_at TEXT) STRICT""",
    """CREATE TABLE option (
        seq INTEGER PRIMARY KEY, call_id TEXT NOT NULL REFERENCES call (id) ON DELETE CASCADE,
        label TEXT NOT NULL, text TEXT NOT NULL DEFAULT '', effect TEXT NOT NULL DEFAULT '',
        cost TEXT NOT NULL DEFAULT '', UNIQUE (call_id, label)) STRICT""",
    """CREATE TABLE next_step (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        call_id TEXT NOT NULL REFERENCES call (id) ON DELETE CASCADE,
        at_ms INTEGER NOT NULL, text TEXT NOT NULL, owner TEXT NOT NULL, side TEXT NOT NULL,
        due TEXT, due_text TEXT NOT NULL, scope_changed INTEGER NOT NULL,
        agreement_updated_on TEXT, done_at TEXT) STRICT""",
    """CREATE TABLE transcript_line (
        seq INTEGER PRIMARY KEY, call_id TEXT NOT NULL REFERENCES call (id) ON DELETE CASCADE,
        at_ms INTEGER NOT NULL, speaker TEXT NOT NULL, text TEXT NOT NULL) STRICT""",
    """CREATE TABLE link (
        seq INTEGER PRIMARY KEY, call_id TEXT NOT NULL REFERENCES call (id) ON DELETE CASCADE,
        title TEXT NOT NULL, url TEXT NOT NULL) STRICT""",
    """CREATE TABLE recap (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        call_id TEXT NOT NULL REFERENCES call (id) ON DELETE CASCADE,
        state TEXT NOT NULL, via TEXT NOT NULL, template TEXT NOT NULL, language TEXT NOT NULL,
        recipients TEXT NOT NULL, copies TEXT NOT NULL, subject TEXT NOT NULL,
        text TEXT NOT NULL, edited INTEGER NOT NULL, message_id TEXT NOT NULL,
        in_reply_to TEXT NOT NULL, sent_at TEXT, reply_kind TEXT, reply_at TEXT,
        reply_text TEXT NOT NULL DEFAULT '') STRICT""",
    """CREATE TABLE inbox (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT, text TEXT NOT NULL) STRICT""",
    # What belongs to this machine and this moment only; never exported.
    """CREATE TABLE draft (
        place TEXT PRIMARY KEY, text TEXT NOT NULL, at TEXT NOT NULL) STRICT""",
    """CREATE TABLE clock_anchor (
        call_id TEXT PRIMARY KEY REFERENCES call (id) ON DELETE CASCADE,
        elapsed_ms INTEGER NOT NULL, wall_ms INTEGER NOT NULL, steady_ms INTEGER NOT NULL,
        boot TEXT NOT NULL) STRICT""",
)

LATEST_FIRST = f"unixepoch({MOMENT}) DESC NULLS FIRST, c.seq DESC"
"""A call without any time is still to come, so it is later than every other."""

_LANDED = f"""coalesce((SELECT o.kind FROM call AS c JOIN outcome AS o ON o.call_id = c.id
            WHERE c.disagreement_id = disagreement.id ORDER BY {LATEST_FIRST} LIMIT 1), 'open')"""

_TOUCHED = f"""coalesce(
            (SELECT max(unixepoch({MOMENT})) FROM call WHERE disagreement_id = disagreement.id),
            unixepoch(opened_at), 0)"""

_DERIVED = (
    # Where a disagreement landed is what its latest call with an outcome says; when it was last
    # touched is its latest call. Both are kept here so that the history sorts and counts by an
    # index instead of visiting every call.
    *(
        f"""CREATE TRIGGER outcome_{event.split()[0].lower()} AFTER {event} ON outcome BEGIN
        UPDATE disagreement SET landed = {_LANDED}
        WHERE id = (SELECT disagreement_id FROM call WHERE id = {row}.call_id); END"""
        for event, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old"))
    ),
    *(
        f"""CREATE TRIGGER call_{name} AFTER {event} ON call BEGIN
        UPDATE disagreement SET landed = {_LANDED}, touched = {_TOUCHED}
        WHERE id IN ({rows}); END"""
        for name, event, rows in (
            ("made", "INSERT", "new.disagreement_id"),
            (
                "timed",
                "UPDATE OF started_at, planned_at, ended_at, disagreement_id",
                "new.disagreement_id, old.disagreement_id",
            ),
            ("gone", "DELETE", "old.disagreement_id"),
        )
    ),
    *(
        f"""CREATE TRIGGER disagreement_{name} AFTER {event} ON disagreement BEGIN
        UPDATE disagreement SET touched = {_TOUCHED} WHERE id = new.id; END"""
        for name, event in (("opened", "INSERT"), ("reopened", "UPDATE OF opened_at"))
    ),
)

_INDEXES = (
    "CREATE INDEX disagreement_touched ON disagreement (touched)",
    "CREATE INDEX disagreement_landed ON disagreement (landed, touched)",
    *(
        f"CREATE INDEX {table}_call ON {table} (call_id)"
        for table in ("pause", "attendee", "next_step", "transcript_line", "link", "recap")
    ),
    "CREATE INDEX note_call ON note (call_id, at_ms, seq)",
    "CREATE INDEX contact_client ON contact (client_id)",
    "CREATE INDEX metric_client ON metric (client_id)",
    "CREATE INDEX metric_point_metric ON metric_point (metric_id)",
    "CREATE INDEX expectation_client ON expectation (client_id)",
    "CREATE INDEX disagreement_client ON disagreement (client_id)",
    "CREATE INDEX disagreement_metric ON disagreement (metric_id)",
    "CREATE INDEX confidence_disagreement ON confidence (disagreement_id)",
    "CREATE INDEX review_disagreement ON review (disagreement_id)",
    "CREATE INDEX call_disagreement ON call (disagreement_id)",
    "CREATE INDEX call_state ON call (state) WHERE state <> 'ended'",
    "CREATE INDEX client_name ON client (name COLLATE NOCASE)",
)

_OUTBOX = (
    # What was released on this machine, and never exported: a copy of the history elsewhere must
    # not send it a second time. The bytes are those of the moment it was queued.
    """CREATE TABLE outgoing (
        recap_id TEXT PRIMARY KEY REFERENCES recap (id) ON DELETE CASCADE,
        release_key TEXT NOT NULL, mail BLOB NOT NULL, message_id TEXT NOT NULL,
        sender TEXT NOT NULL, came_from TEXT NOT NULL, ticket TEXT NOT NULL DEFAULT '',
        queued_at TEXT NOT NULL, released_at TEXT NOT NULL, set_at TEXT NOT NULL,
        due_at TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, first_failed_at TEXT,
        trouble TEXT, code INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE addressee (
        seq INTEGER PRIMARY KEY,
        recap_id TEXT NOT NULL REFERENCES outgoing (recap_id) ON DELETE CASCADE,
        address TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'waiting',
        code INTEGER NOT NULL DEFAULT 0, UNIQUE (recap_id, address)) STRICT""",
    "CREATE INDEX outgoing_key ON outgoing (release_key)",
    "CREATE INDEX addressee_refused ON addressee (recap_id) WHERE state = 'refused'",
    "CREATE INDEX recap_state ON recap (state)",
)

_SPEAKER = """CREATE TABLE speaker (
        seq INTEGER PRIMARY KEY,
        client_id TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
        heard TEXT NOT NULL, name TEXT NOT NULL, side TEXT NOT NULL,
        UNIQUE (client_id, heard)) STRICT"""

_CLIENT_PAGE = (
    "CREATE INDEX note_promise ON note (call_id) WHERE kind = 'promise' AND deleted_at IS NULL",
    "CREATE INDEX metric_label ON metric (label COLLATE NOCASE, unit)",
    "CREATE INDEX disagreement_of_client ON disagreement (client_id, touched)",
)


_INSIGHTS = (
    # All that counting 100,000 calls touches, so that it reads neither texts nor whole rows.
    "CREATE INDEX call_ended ON call (id, playbook, ended_at) WHERE state = 'ended'",
    "CREATE INDEX step_done ON step (call_id, key, done_ms) WHERE done_ms IS NOT NULL",
    "CREATE INDEX recap_sent ON recap (state, call_id, sent_at)",
)

_TRASH = """CREATE TABLE trash (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        object_id TEXT NOT NULL, client_id TEXT NOT NULL, disagreement_id TEXT NOT NULL DEFAULT '',
        name TEXT NOT NULL, client TEXT NOT NULL, calls INTEGER NOT NULL,
        deleted_at TEXT NOT NULL, over_at TEXT, content TEXT NOT NULL) STRICT"""


_TEXTS_OF_ONE = "CREATE INDEX passage_disagreement ON passage (disagreement_id, id)"

_IMPORTS = (
    """CREATE TABLE import_entry (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL,
        brought_at TEXT NOT NULL, over_at TEXT) STRICT""",
    # Of each object that an import touched: its rows before, unless it was new, and the mark of
    # its rows after, by which is seen whether it was changed since.
    """CREATE TABLE import_part (
        seq INTEGER PRIMARY KEY,
        import_id TEXT NOT NULL REFERENCES import_entry (id) ON DELETE CASCADE,
        place TEXT NOT NULL, object_id TEXT NOT NULL, mark TEXT NOT NULL, content TEXT) STRICT""",
    "CREATE INDEX import_part_import ON import_part (import_id)",
    "CREATE INDEX import_part_object ON import_part (object_id)",
)


def migrate(raw: Any) -> None:
    """Bring the history behind *raw* to this release's schema, all of it or nothing.

    The outer transaction is immediate, so that two programs that start at once do not both try;
    sqlite-utils makes its own inside it.
    """
    from sqlite_utils import Migrations

    database = driver.database(raw)
    migrations = Migrations("companion")
    migrations()(create_history)
    migrations()(add_outbox)
    migrations()(add_speakers)
    migrations()(add_client_page)
    migrations()(add_insights)
    migrations()(add_trash)
    migrations()(add_texts_of_one)
    migrations()(add_imports)
    migrations()(let_lines_wait)
    migrations()(add_ways_through_much)
    raw.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(database)
        raw.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
        raw.execute("COMMIT")
    except BaseException:
        # A full disk makes SQLite roll back by itself.
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def create_history(database: Database) -> None:
    """Migration 1: every table of the interchange document, and the memory for searching."""
    for statement in (*_TABLES, *_DERIVED, *_INDEXES, *PASSAGE_TABLES, *passage_triggers()):
        database.execute(statement)


def add_outbox(database: Database) -> None:
    """Migration 2: what waits to be sent from this machine, with its envelope."""
    for statement in _OUTBOX:
        database.execute(statement)


def add_speakers(database: Database) -> None:
    """Migration 3: whom the names in a client's transcripts mean."""
    database.execute(_SPEAKER)


def add_client_page(database: Database) -> None:
    """Migration 4: the ways to what the page of a client shows, and to cases of the same metric."""
    for statement in _CLIENT_PAGE:
        database.execute(statement)


def add_insights(database: Database) -> None:
    """Migration 5: ways to count what many calls teach."""
    for statement in _INSIGHTS:
        database.execute(statement)


def add_trash(database: Database) -> None:
    """Migration 6: what was deleted and can still be brought back, each as one text."""
    database.execute(_TRASH)


def add_texts_of_one(database: Database) -> None:
    """Migration 7: the way to all texts of one disagreement, for words that stand in several."""
    database.execute(_TEXTS_OF_ONE)


def add_imports(database: Database) -> None:
    """Migration 8: what imports brought, with what is needed to take it back."""
    for statement in _IMPORTS:
        database.execute(statement)


def let_lines_wait(database: Database) -> None:
    """Migration 9: lines of a transcript stand at once, and are found a little later."""
    for statement in waiting_lines():
        database.execute(statement)


def add_ways_through_much(database: Database) -> None:
    """Migration 10: what waits is found at once in a history of any size."""
    for statement in WAYS:
        database.execute(statement)
