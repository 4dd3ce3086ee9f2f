"""The tables and views of the plain SQLite copy, named and laid out to be read by people."""

from __future__ import annotations

ID = "id"

TABLES: dict[str, dict[str, type]] = {
    "clients": {
        "id": int,
        "name": str,
        "language": str,
        "time_zone": str,
        "archived": int,
        "check_in_on": str,
        "companion_id": str,
    },
    "contacts": {
        "id": int,
        "client": int,
        "name": str,
        "email": str,
        "role": str,
        "knows": str,
        "fears": str,
        "past": str,
        "companion_id": str,
    },
    "metrics": {
        "id": int,
        "client": int,
        "name": str,
        "words": str,
        "unit": str,
        "lower_is_better": int,
        "companion_id": str,
    },
    "metric_readings": {
        "id": int,
        "metric": int,
        "at": str,
        "now": float,
        "target": float,
        "by": str,
    },
    "expectations": {"id": int, "client": int, "question": str, "answer": str, "agreed_on": str},
    "disagreements": {
        "id": int,
        "client": int,
        "title": str,
        "outcome": str,
        "outcome_until": str,
        "opened_at": str,
        "last_call_at": str,
        "metric": int,
        "our_metric": str,
        "request": str,
        "wanted_result": str,
        "good_looks_like": str,
        "their_view": str,
        "they_are_right_about": str,
        "need_to_know": str,
        "our_view": str,
        "would_change_our_mind": str,
        "who_was_right": str,
        "companion_id": str,
    },
    "confidence": {"id": int, "disagreement": int, "at": str, "percent": int},
    "reviews": {
        "id": int,
        "disagreement": int,
        "due": str,
        "answered_at": str,
        "held": int,
        "text": str,
    },
    "calls": {
        "id": int,
        "disagreement": int,
        "name": str,
        "state": str,
        "playbook": str,
        "planned_at": str,
        "planned_minutes": int,
        "started_at": str,
        "ended_at": str,
        "minutes": float,
        "outcome": str,
        "outcome_until": str,
        "why_now": str,
        "next_step_aim": str,
        "chosen_option": str,
        "chosen_why": str,
        "no_cost_to_them": str,
        "no_alternative": str,
        "none_agreed_because": str,
        "read_back": str,
        "we_advised": str,
        "because": str,
        "they_chose": str,
        "look_again_on": str,
        "we_got_wrong": str,
        "its_effect": str,
        "its_fix": str,
        "fixed_by": str,
        "companion_id": str,
    },
    "attendees": {"id": int, "call": int, "name": str, "email": str, "side": str},
    "steps": {"id": int, "call": int, "step": str, "done_ms": int, "answer": str},
    "notes": {
        "id": int,
        "call": int,
        "time": str,
        "at_ms": int,
        "at": str,
        "kind": str,
        "who": str,
        "text": str,
        "source": str,
        "companion_id": str,
    },
    "options": {
        "id": int,
        "call": int,
        "label": str,
        "text": str,
        "effect": str,
        "cost": str,
        "chosen": int,
    },
    "next_steps": {
        "id": int,
        "call": int,
        "text": str,
        "owner": str,
        "side": str,
        "due": str,
        "due_in_words": str,
        "done_at": str,
        "scope_changed": int,
        "agreement_updated_on": str,
        "companion_id": str,
    },
    "transcript": {
        "id": int,
        "call": int,
        "time": str,
        "at_ms": int,
        "speaker": str,
        "text": str,
    },
    "links": {"id": int, "call": int, "name": str, "url": str},
    "recaps": {
        "id": int,
        "call": int,
        "state": str,
        "subject": str,
        "recipients": str,
        "copies": str,
        "text": str,
        "sent_at": str,
        "reply": str,
        "reply_at": str,
        "reply_text": str,
        "companion_id": str,
    },
}
"""Every table with its columns. A column named as a thing leads to the table of these things."""

PRIVATE_TABLES = ("confidence", "reviews")
PRIVATE_COLUMNS = {
    "contacts": ("knows", "fears", "past"),
    "disagreements": ("our_view", "would_change_our_mind", "who_was_right"),
    "calls": ("why_now",),
}
"""What a shared copy has no place for (the list at the end of docs/interchange.md)."""

LEADING_TO = {
    "client": "clients",
    "metric": "metrics",
    "disagreement": "disagreements",
    "call": "calls",
}
"""The table that a column of that name leads to."""

SEARCHED = {
    "notes": ("text",),
    "disagreements": ("title", "request", "wanted_result", "their_view"),
    "recaps": ("subject", "text"),
    "transcript": ("text",),
}
"""What Datasette and ``sqlite-utils search`` find words in, whatever accents they carry."""

_ABOUT = """clients.name AS client, disagreements.title AS disagreement, calls.name AS call"""
_FROM = """FROM {table} JOIN calls ON calls.id = {table}.call
    JOIN disagreements ON disagreements.id = calls.disagreement
    JOIN clients ON clients.id = disagreements.client"""

VIEWS = {
    "notes_with_calls": f"""SELECT {_ABOUT}, notes.time, notes.kind, notes.who, notes.text,
    calls.started_at {_FROM.format(table="notes")}
    ORDER BY calls.started_at, notes.at_ms""",
    "open_next_steps": f"""SELECT next_steps.due, next_steps.owner, next_steps.side,
    next_steps.text, {_ABOUT} {_FROM.format(table="next_steps")}
    WHERE next_steps.done_at IS NULL ORDER BY next_steps.due IS NULL, next_steps.due""",
    "outcomes_by_client": """SELECT clients.name AS client, disagreements.outcome,
    count(*) AS disagreements FROM disagreements
    JOIN clients ON clients.id = disagreements.client
    GROUP BY clients.id, disagreements.outcome ORDER BY clients.name, count(*) DESC""",
    "outcomes_by_quarter": """SELECT substr(last_call_at, 1, 4) || ' Q' ||
        ((CAST(substr(last_call_at, 6, 2) AS INTEGER) + 2) / 3) AS quarter, outcome,
    count(*) AS disagreements FROM disagreements WHERE last_call_at IS NOT NULL
    GROUP BY 1, 2 ORDER BY 1, 3 DESC""",
    "steps_skipped": """SELECT steps.step, count(*) AS calls,
    sum(steps.done_ms IS NULL) AS skipped,
    round(100.0 * sum(steps.done_ms IS NULL) / count(*), 1) AS percent_skipped
    FROM steps JOIN calls ON calls.id = steps.call WHERE calls.state = 'ended'
    GROUP BY steps.step ORDER BY percent_skipped DESC""",
    "metrics_over_time": """SELECT clients.name AS client, metrics.name AS metric,
    metric_readings.at, metric_readings.now, metric_readings.target, metric_readings.by,
    metrics.unit FROM metric_readings JOIN metrics ON metrics.id = metric_readings.metric
    JOIN clients ON clients.id = metrics.client ORDER BY 1, 2, 3""",
}
"""Questions that are asked often, each as a view."""
