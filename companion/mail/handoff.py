"""A recap handed to the person's own mail program: as a link while it is short, else as a file."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from companion.mail.addresses import Recipient, parse_recipients
from companion.mail.body import to_plain
from companion.method.file_names import safe_name
from companion.method.one_line import one_line
from companion.model import Recap

LONGEST_LINK = 2000
"""Letters of a mailto link that every system takes over (Windows cuts at about 2,083)."""


def mailto(recap: Recap) -> str | None:
    """Return the recap as a link for the mail program; None where it is too long for one.

    A link carries plain text only and never an attachment. Raises InvalidInput for an address
    that is none.
    """
    link = uncut_mailto(recap)
    return link if len(link) <= LONGEST_LINK else None


def uncut_mailto(recap: Recap) -> str:
    """Return the recap as a mailto link of any length. Raises InvalidInput as mailto does."""
    to = [person for text in recap.to for person in parse_recipients(text)]
    cc = [person for text in recap.cc for person in parse_recipients(text)]
    fields = {
        "cc": ",".join(map(_linked, cc)),
        "subject": quote(one_line(recap.subject), safe=""),
        "body": quote(to_plain(recap.text).replace("\n", "\r\n"), safe=""),
    }
    query = "&".join(f"{name}={value}" for name, value in fields.items() if value)
    return f"mailto:{','.join(map(_linked, to))}?{query}"


def eml_name(topic: str, day: date) -> str:
    """Return a name for the recap's file that every system takes: "2026-11-21 Lead quality.eml"."""
    return f"{day.isoformat()} {safe_name(topic, 'Recap')}.eml"


def _linked(person: Recipient) -> str:
    """Return an address as a mailto link writes it (RFC 6068, section 2)."""
    local, _, domain = (person.route or person.address).rpartition("@")
    return f"{quote(local, safe='')}@{quote(domain, safe='')}"
