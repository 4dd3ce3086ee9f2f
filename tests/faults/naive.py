"""The control of the kill test of mails: a sender that tries again after any exception.

It is what a first draft of an outbox looks like: sent or not sent, and smtplib decides.
"""

from __future__ import annotations

import base64
import smtplib
import ssl

from companion.store import Store, outbox_steps
from tests.clock import NOON
from tests.faults.hostile_smtp import PASSWORD


def send_naively(store: Store, port: int, context: ssl.SSLContext, limit_s: float) -> int:
    """Try every mail that is not sent; return how many there were."""
    db = store._connection
    rows = db.rows("SELECT id FROM recap WHERE state = 'queued' ORDER BY seq")
    for (recap_id,) in rows:
        outgoing = outbox_steps.outgoing(db, recap_id)
        try:
            with smtplib.SMTP("localhost", port, "client", timeout=limit_s) as client:
                client.starttls(context=context)
                client.ehlo()
                client.docmd("AUTH", "PLAIN " + _plain("mia@us.example", PASSWORD))
                client.sendmail(outgoing.sender, outgoing.recipients, outgoing.mail)
        except Exception:  # noqa: BLE001 - this is the mistake
            continue
        with db.write():
            outbox_steps.finish(db, recap_id, "('queued')", NOON)
    return len(rows)


def _plain(username: str, password: str) -> str:
    return base64.b64encode(f"\0{username}\0{password}".encode()).decode()
