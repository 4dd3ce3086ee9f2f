"""The memory for searching: one passage for each text that a person may remember.

Triggers keep it, so that no write can forget it. A passage's rowid is its time (seconds since
1970 × 10⁷ plus a running number), so that *newest first* and *between two dates* are what the
full-text index does fastest, whatever the order in which things were written or imported. The
client stands in the index as a token of its own, since a filter after the match was measured at
46–70 ms where the token takes less than one.
"""

from __future__ import annotations

SLOTS = 10_000_000
"""Passages that one second can hold; year 9999 × SLOTS still fits 63 bits."""

PASSAGE_TABLES = (
    """CREATE TABLE passage (
        id INTEGER PRIMARY KEY, source TEXT NOT NULL, source_id TEXT NOT NULL,
        disagreement_id TEXT, call_id TEXT, client_id TEXT NOT NULL, client_token TEXT NOT NULL,
        text TEXT NOT NULL) STRICT""",
    "CREATE UNIQUE INDEX passage_source ON passage (source_id, source)",
    "CREATE INDEX passage_client ON passage (client_id)",
    """CREATE VIRTUAL TABLE passage_search USING fts5 (
        text, client_token, content='passage', content_rowid='id',
        tokenize="unicode61 remove_diacritics 2", prefix='1 2 3')""",
    """CREATE TRIGGER passage_added AFTER INSERT ON passage BEGIN
        INSERT INTO passage_search (rowid, text, client_token)
        VALUES (new.id, new.text, new.client_token); END""",
    """CREATE TRIGGER passage_removed AFTER DELETE ON passage BEGIN
        INSERT INTO passage_search (passage_search, rowid, text, client_token)
        VALUES ('delete', old.id, old.text, old.client_token); END""",
    """CREATE TRIGGER passage_changed AFTER UPDATE ON passage BEGIN
        INSERT INTO passage_search (passage_search, rowid, text, client_token)
        VALUES ('delete', old.id, old.text, old.client_token);
        INSERT INTO passage_search (rowid, text, client_token)
        VALUES (new.id, new.text, new.client_token); END""",
)

_OF_CALL = """SELECT c.disagreement_id, c.id AS call_id, d.client_id, k.seq AS client_seq,
        coalesce(c.started_at, c.planned_at, c.ended_at, d.opened_at) AS moment
    FROM call AS c JOIN disagreement AS d ON d.id = c.disagreement_id
    JOIN client AS k ON k.id = d.client_id WHERE c.id = new.call_id"""

_OF_DISAGREEMENT = """SELECT new.id AS disagreement_id, NULL AS call_id, new.client_id,
        k.seq AS client_seq, new.opened_at AS moment
    FROM client AS k WHERE k.id = new.client_id"""

_OF_THAT_DISAGREEMENT = """SELECT d.id AS disagreement_id, NULL AS call_id, d.client_id,
        k.seq AS client_seq, d.opened_at AS moment
    FROM disagreement AS d JOIN client AS k ON k.id = d.client_id
    WHERE d.id = new.disagreement_id"""

_OF_CLIENT = """SELECT NULL AS disagreement_id, NULL AS call_id, k.id AS client_id,
        k.seq AS client_seq, NULL AS moment
    FROM client AS k WHERE k.id = new.client_id"""

_CALL_ITSELF = _OF_CALL.replace("new.call_id", "new.id")
_CLIENT_ITSELF = _OF_CLIENT.replace("new.client_id", "new.id")

_SOURCES: tuple[tuple[str, str, tuple[str, ...], str, str], ...] = (
    # table, id of the row, its texts, what it belongs to, its own time
    ("client", "{}.id", ("name",), _CLIENT_ITSELF, "NULL"),
    ("contact", "{}.id", ("name", "role", "email", "knows", "fears", "past"), _OF_CLIENT, "NULL"),
    ("metric", "{}.id", ("label", "words"), _OF_CLIENT, "NULL"),
    ("expectation", "{}.seq || ' expectation'", ("question", "answer"), _OF_CLIENT, "NULL"),
    (
        "disagreement",
        "{}.id",
        (
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
        ),
        _OF_DISAGREEMENT,
        "NULL",
    ),
    (
        "call",
        "{}.id",
        (
            "why_now",
            "next_step_aim",
            "chosen_why",
            "none_agreed_because",
            "no_cost_to_them",
            "no_alternative",
            "read_back_text",
        ),
        _CALL_ITSELF,
        "NULL",
    ),
    ("review", "{}.seq || ' review'", ("text",), _OF_THAT_DISAGREEMENT, "new.answered_at"),
    ("advice", "{}.call_id", ("we_advised", "because", "they_chose"), _OF_CALL, "NULL"),
    ("mistake", "{}.call_id", ("what", "effect", "fix"), _OF_CALL, "NULL"),
    ("link", "{}.seq || ' link'", ("title", "url"), _OF_CALL, "NULL"),
    ("attendee", "{}.seq || ' attendee'", ("name", "email"), _OF_CALL, "NULL"),
    ("step", "{0}.call_id || ' ' || {0}.key", ("answer",), _OF_CALL, "NULL"),
    ("note", "{}.id", ("text", "who"), _OF_CALL, "new.at"),
    ("option", "{0}.call_id || ' ' || {0}.label", ("text", "effect", "cost"), _OF_CALL, "NULL"),
    ("next_step", "{}.id", ("text", "owner"), _OF_CALL, "NULL"),
    ("transcript_line", "{}.seq || ' line'", ("text", "speaker"), _OF_CALL, "NULL"),
    ("recap", "{}.id", ("subject", "text", "reply_text"), _OF_CALL, "new.sent_at"),
)


_ALSO_WATCHED = {
    "note": ("deleted_at",),
    "contact": ("client_id",),
    "metric": ("client_id",),
    "expectation": ("client_id",),
    "recap": ("call_id",),
}
"""Columns beside the texts whose change makes another passage of a row."""


def passage_triggers() -> tuple[str, ...]:
    """Return the triggers that keep the passages of every table with text in it."""
    made: list[str] = []
    for table, key, columns, owner, own_time in _SOURCES:
        made += _triggers(table, key, columns, owner, own_time)
    # A client given later moves everything that was said about the disagreement with it.
    made.append(
        """CREATE TRIGGER disagreement_moved AFTER UPDATE OF client_id ON disagreement BEGIN
        UPDATE passage SET client_id = new.client_id,
            client_token = 'c' || (SELECT seq FROM client WHERE id = new.client_id)
        WHERE disagreement_id = new.id; END"""
    )
    # So does a call that turns out to be about another disagreement.
    made.append(
        """CREATE TRIGGER call_moved AFTER UPDATE OF disagreement_id ON call
        WHEN new.disagreement_id IS NOT old.disagreement_id BEGIN
        UPDATE passage SET disagreement_id = new.disagreement_id,
            (client_id, client_token) = (SELECT k.id, 'c' || k.seq FROM disagreement AS d
                JOIN client AS k ON k.id = d.client_id WHERE d.id = new.disagreement_id)
        WHERE call_id = new.id; END"""
    )
    return tuple(made)


def waiting_lines() -> tuple[str, ...]:
    """Return what lets lines of a transcript stand before their passages are made.

    To make those of a long one takes seconds, in which a running call's notes would have to wait.
    The rows from ``first`` to ``last`` get theirs when their text is written once more.
    """
    said = _triggers(*next(each for each in _SOURCES if each[0] == "transcript_line"))[0]
    waits = "EXISTS (SELECT 1 FROM waiting_line WHERE new.seq BETWEEN first AND last)"
    return (
        "CREATE TABLE waiting_line (first INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT",
        "DROP TRIGGER transcript_line_said",
        said.replace(" BEGIN ", f" AND NOT {waits} BEGIN ", 1),
    )


def _triggers(
    table: str, key: str, columns: tuple[str, ...], owner: str, own_time: str
) -> list[str]:
    text = " || char(10) || ".join(f"new.{column}" for column in columns)
    has_text = " OR ".join(f"new.{column} <> ''" for column in columns)
    kept = f"({has_text})" + (" AND new.deleted_at IS NULL" if table == "note" else "")
    watched = ", ".join((*columns, *_ALSO_WATCHED.get(table, ())))
    forget = f"DELETE FROM passage WHERE source_id = {key.format('old')} AND source = '{table}';"
    base = f"coalesce(unixepoch(coalesce({own_time}, o.moment)), 0) * {SLOTS}"
    remember = f"""INSERT INTO passage
        (id, source, source_id, disagreement_id, call_id, client_id, client_token, text)
        SELECT coalesce((SELECT max(p.id) + 1 FROM passage AS p
                WHERE p.id >= {base} AND p.id < {base} + {SLOTS}), {base}),
            '{table}', {key.format("new")}, o.disagreement_id, o.call_id, o.client_id,
            'c' || o.client_seq, trim({text}, char(10))
        FROM ({owner}) AS o WHERE {kept};"""
    return [
        f"CREATE TRIGGER {table}_said AFTER INSERT ON {table} WHEN {kept} BEGIN {remember} END",
        f"CREATE TRIGGER {table}_unsaid AFTER DELETE ON {table} BEGIN {forget} END",
        f"""CREATE TRIGGER {table}_resaid AFTER UPDATE OF {watched} ON {table} BEGIN
        {forget} {remember} END""",
    ]
