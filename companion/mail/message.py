"""A recap as the bytes of one mail, read back and compared before anybody gets them."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import NamedTuple

from companion.errors import InvalidInput
from companion.mail import header
from companion.mail.addresses import Recipient, parse_recipients
from companion.mail.attachment import Attachment, part
from companion.mail.body import to_html, to_plain
from companion.mail.reading_back import expect
from companion.model import Me, Recap

NOWHERE = "companion.invalid"
"""The right side of a message id where the person has no address yet (RFC 2606 reserves it)."""


class Content(NamedTuple):
    """What a mail says and to whom: what is written into it, and what must be read out of it."""

    sender: Recipient | None
    to: tuple[Recipient, ...]
    cc: tuple[Recipient, ...]
    subject: str
    message_id: str
    replies_to: tuple[str, ...]
    plain: str
    html: str
    files: tuple[Attachment, ...] = ()


def build(recap: Recap, me: Me, now: datetime, attachments: tuple[Attachment, ...] = ()) -> bytes:
    """Return the mail, ready to be sent: plain text first, then HTML, lines ending in CRLF.

    The same recap, person, *attachments* and *now* (aware; it becomes the Date) make the same
    bytes. Raises InvalidInput where the person's address or every recipient is missing or no
    address, and MessageUnsafe where the bytes do not read back as what went in.
    """
    content = _content(recap, me, attachments)
    if content.sender is None:
        raise InvalidInput("Your own e-mail address is missing, so there is no sender yet.")
    if not content.to + content.cc:
        raise InvalidInput("There is no recipient yet; add an address under To.")
    return _checked(content, now)


def as_eml(recap: Recap, me: Me, now: datetime, attachments: tuple[Attachment, ...] = ()) -> bytes:
    """Return the mail as a draft that a mail program opens for writing (``X-Unsent: 1``).

    Unlike build it needs neither sender nor recipient: the person fills them in there. There is
    never a Bcc. Raises the same errors for addresses that are none.
    """
    return _checked(_content(recap, me, attachments), now, is_unsent=True)


def as_draft(
    recap: Recap, me: Me, now: datetime, attachments: tuple[Attachment, ...] = ()
) -> bytes:
    """Return the mail for the folder of drafts on a mail server; it may lack what as_eml may lack.

    The folder tells that it is a draft, so nothing in it does, and it can be sent as it is.
    """
    return _checked(_content(recap, me, attachments), now)


def envelope(recap: Recap) -> tuple[str, ...]:
    """Return every address that the mail really goes to, as it travels, each once."""
    people = _recipients(recap.to) + _recipients(recap.cc)
    return tuple(dict.fromkeys(person.route for person in people))


def message_id(recap: Recap, me: Me) -> str:
    """Return the id by which this recap's mail is known for ever, however often it is built."""
    known = header.message_ids(recap.message_id)
    if known:
        return known[0]
    sender = _sender(me)
    domain = sender.route.rpartition("@")[2] if sender else NOWHERE
    is_plain = re.fullmatch(r"[A-Za-z0-9-]{8,64}", recap.id)
    unique = (
        recap.id if is_plain else hashlib.sha256(recap.id.encode("utf-8", "replace")).hexdigest()
    )
    return f"<{unique}@{domain}>"


def _content(recap: Recap, me: Me, files: tuple[Attachment, ...]) -> Content:
    return Content(
        sender=_sender(me),
        to=_recipients(recap.to),
        cc=_recipients(recap.cc),
        subject=header.clean(recap.subject),
        message_id=message_id(recap, me),
        replies_to=header.message_ids(recap.in_reply_to),
        plain=to_plain(recap.text),
        html=to_html(recap.text),
        files=files,
    )


def _sender(me: Me) -> Recipient | None:
    """Return the person's first address with their name; None where there is none."""
    if not me.emails:
        return None
    (first, *_) = _recipients(me.emails[:1]) or (None,)
    return Recipient(name=me.name, address=first.address, route=first.route) if first else None


def _recipients(addresses: tuple[str, ...]) -> tuple[Recipient, ...]:
    """Return the recipients; raises InvalidInput for an address that most systems cannot carry."""
    people = tuple(person for text in addresses for person in parse_recipients(text))
    for person in people:
        if not person.route:
            raise InvalidInput(
                f"“{person.address}” has letters before the @ that most mail systems cannot carry;"
                " ask for another address."
            )
    return people


def _checked(content: Content, now: datetime, *, is_unsent: bool = False) -> bytes:
    """Return the bytes of the mail after they were read back and found to say the same."""
    headers = _headers(content, now, is_unsent=is_unsent)
    written = b"".join(headers.values()) + _body(content)
    expect(
        written,
        headers=(*headers, "Content-Type"),
        texts={"Subject": content.subject, "Message-ID": content.message_id},
        people={"From": _only(content.sender), "To": content.to, "Cc": content.cc},
        bodies={"text/plain": content.plain, "text/html": content.html},
        files=content.files,
    )
    return written


def _only(person: Recipient | None) -> tuple[Recipient, ...]:
    return () if person is None else (person,)


def _headers(content: Content, now: datetime, *, is_unsent: bool) -> dict[str, bytes]:
    """Return the header lines by name, in the order in which they stand."""
    from email.utils import format_datetime

    people = {"From": _only(content.sender), "To": content.to, "Cc": content.cc}
    lines = {name: header.address_line(name, some) for name, some in people.items() if some}
    lines["Subject"] = header.text_line("Subject", content.subject)
    lines["Date"] = header.text_line("Date", format_datetime(now))
    lines["Message-ID"] = header.id_line("Message-ID", [content.message_id])
    if content.replies_to:
        lines["In-Reply-To"] = header.id_line("In-Reply-To", content.replies_to[-1:])
        lines["References"] = header.id_line("References", content.replies_to)
    if is_unsent:
        lines["X-Unsent"] = header.text_line("X-Unsent", "1")
    return lines | {"MIME-Version": header.text_line("MIME-Version", "1.0")}


def _body(content: Content) -> bytes:
    """Return the headers of the body and the body: both forms of the text, then the files."""
    forms = _both_forms(content)
    if not content.files:
        return forms
    boundary = _boundary("files", content)
    start = f'Content-Type: multipart/mixed;\r\n boundary="{boundary}"\r\n\r\n'
    mark = f"--{boundary}\r\n".encode()
    parts = (forms, *map(part, content.files))
    whole = b"".join(mark + each + b"\r\n" for each in parts)
    return start.encode() + whole + f"--{boundary}--\r\n".encode()


def _both_forms(content: Content) -> bytes:
    """Return the text as multipart/alternative, the plain form first, in quoted-printable."""
    from email.message import MIMEPart
    from email.policy import SMTP

    forms = MIMEPart(policy=SMTP)
    forms.set_content(content.plain, cte="quoted-printable")
    forms.add_alternative(content.html, subtype="html", cte="quoted-printable")
    forms.set_boundary(_boundary("forms", content))
    return forms.as_bytes()


def _boundary(between: str, content: Content) -> str:
    """Return a line that occurs in no part: neither base64 nor quoted-printable can hold "=_".

    It comes from the message id, so that equal recaps make equal bytes (RFC 2045, section 6.7).
    """
    name = f"{between} {content.message_id}"
    return "=_" + hashlib.sha256(name.encode()).hexdigest()[:32]
