"""What a history of any size keeps so that what waits is found at once, and the ways to it."""

from __future__ import annotations

MOMENT = "coalesce(started_at, planned_at, ended_at)"
"""When a call was, or will be."""

_UNSENT = """(SELECT c.state = 'ended' AND NOT EXISTS (
            SELECT 1 FROM recap WHERE call_id = c.id AND state <> 'draft')
        FROM call AS c WHERE c.id = call.id)"""

WAYS = (
    # Whether a call has ended and no recap of it has gone out: kept, so that nobody looks through
    # a hundred thousand calls for the few that wait.
    "ALTER TABLE call ADD COLUMN unsent INTEGER NOT NULL DEFAULT 0",
    f"UPDATE call SET unsent = 1 WHERE {_UNSENT}",
    *(
        f"""CREATE TRIGGER {table}_waits_{event.split()[0].lower()} AFTER {event} ON {table} BEGIN
        UPDATE call SET unsent = {_UNSENT} WHERE id IN ({calls}); END"""
        for table, event, calls in (
            ("call", "INSERT", "new.id"),
            ("call", "UPDATE OF state", "new.id"),
            ("recap", "INSERT", "new.call_id"),
            ("recap", "UPDATE OF state, call_id", "new.call_id, old.call_id"),
            ("recap", "DELETE", "old.call_id"),
        )
    ),
    "CREATE INDEX call_unsent ON call (disagreement_id, id) WHERE unsent",
    # All that is asked of the calls of a disagreement before one of them is read.
    f"""CREATE INDEX call_times ON call (
        disagreement_id, unixepoch({MOMENT}), state, playbook, id)""",
    # Steps that nobody has done and agreements that nobody has updated are few, or should be.
    "CREATE INDEX next_step_due ON next_step (due) WHERE done_at IS NULL",
    """CREATE INDEX next_step_scope ON next_step (call_id)
        WHERE scope_changed AND agreement_updated_on IS NULL""",
    "CREATE INDEX review_waits ON review (due, disagreement_id) WHERE answered_at IS NULL",
    "CREATE INDEX recap_reply ON recap (reply_kind, call_id) WHERE reply_kind IS NOT NULL",
    "CREATE INDEX recap_sent_at ON recap (state, unixepoch(sent_at))",
    "CREATE INDEX outcome_until ON outcome (until) WHERE until IS NOT NULL",
    "CREATE INDEX advice_again ON advice (look_again_on) WHERE look_again_on IS NOT NULL",
    """CREATE INDEX disagreement_unjudged ON disagreement (id)
        WHERE who_was_right IS NULL AND landed <> 'open'""",
)
"""The statements of migration 10, which is never edited after release."""
