"""Links that open a new mail in Gmail or in Outlook on the web, filled in as far as a link may be.

Neither is documented by its maker. Gmail's form is in use since long; Outlook's is the one that it
gives to browsers for mailto links itself, because a plain ``cc=`` is dropped there, and a ``+`` in
an address becomes a blank. A link carries plain text and never a file.
"""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import quote

from msgspec.structs import replace

from companion.mail.addresses import Recipient, parse_recipients
from companion.mail.body import to_plain
from companion.mail.handoff import uncut_mailto
from companion.method.one_line import one_line
from companion.model import Me, Recap

_GMAIL = "https://mail.google.com/mail/?view=cm&fs=1"
_OUTLOOK_AT_WORK = "https://outlook.cloud.microsoft/mail/deeplink/compose"
_OUTLOOK_AT_HOME = "https://outlook.live.com/mail/deeplink/compose"
_AT_HOME = frozenset({"hotmail", "live", "msn", "outlook"})


class Webmail(StrEnum):
    """A mail program in the browser that a recap can be handed to."""

    GMAIL = "gmail"
    OUTLOOK = "outlook"


LONGEST = {Webmail.GMAIL: 4_000, Webmail.OUTLOOK: 2_000}
"""Letters of a whole link that are safe. Gmail answers "too large" somewhere above 4,096. Outlook
took 31,000 when it was tried (August 2026), but large cookies count, signing in makes a third more
of it, and Microsoft itself speaks of about 2,048."""


def compose_link(recap: Recap, webmail: Webmail, me: Me) -> str | None:
    """Return the link to a new mail with the whole recap; None where that is too long for one.

    Raises InvalidInput for an address that is none.
    """
    link = _link(recap, webmail, me)
    return link if len(link) <= LONGEST[webmail] else None


def compose_page(recap: Recap, webmail: Webmail, me: Me) -> str:
    """Return the link to a new mail without its words, which the person pastes.

    Recipients and title are filled in, unless even those are too long. Raises InvalidInput for an
    address that is none.
    """
    link = _link(replace(recap, text=""), webmail, me)
    return link if len(link) <= LONGEST[webmail] else _page(webmail, me)


def _link(recap: Recap, webmail: Webmail, me: Me) -> str:
    if webmail is Webmail.OUTLOOK:
        return f"{_page(webmail, me)}?mailtouri={quote(uncut_mailto(recap), safe='')}"
    fields = {
        "to": _listed(recap.to),
        "cc": _listed(recap.cc),
        "su": one_line(recap.subject),
        "body": to_plain(recap.text) if recap.text else "",
    }
    filled = [f"&{name}={quote(words, safe='')}" for name, words in fields.items() if words]
    return _page(webmail, me) + "".join(filled)


def _page(webmail: Webmail, me: Me) -> str:
    if webmail is Webmail.GMAIL:
        return _GMAIL
    domain = me.emails[0].rpartition("@")[2].casefold() if me.emails else ""
    return _OUTLOOK_AT_HOME if domain.partition(".")[0] in _AT_HOME else _OUTLOOK_AT_WORK


def _listed(addresses: tuple[str, ...]) -> str:
    people = [person for text in addresses for person in parse_recipients(text)]
    return ",".join(map(_route, people))


def _route(person: Recipient) -> str:
    return person.route or person.address
