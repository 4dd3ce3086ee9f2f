"""What the window of the internal brief shows and hands over, without Qt."""

from __future__ import annotations

from datetime import datetime

import msgspec

from companion.errors import InvalidInput
from companion.gui.recap.page import source_of
from companion.mail.addresses import Recipient, parse_recipients
from companion.mail.handoff import eml_name
from companion.mail.message import as_eml
from companion.method.brief import Brief, compose_brief, is_ours, outsiders
from companion.method.one_line import one_line
from companion.method.recap_parts import RecapSource
from companion.model import Recap, new_id
from companion.model.value import Value
from companion.store import Store


class BriefPage(Value, frozen=True, kw_only=True):
    """A brief as it is composed now, what from, and who is to get it."""

    source: RecapSource
    brief: Brief
    to: tuple[str, ...] = ()


class BriefMail(Value, frozen=True, kw_only=True):
    """A brief as a file for a mail program."""

    name: str
    content: bytes


def read_page(store: Store, call_id: str, now: datetime) -> BriefPage:
    """Return the brief of a call, composed from the history of now. Raises NotThere."""
    source = source_of(store, call_id, now)
    kept = store.drafts.get(_place(call_id))
    to = msgspec.json.decode(kept, type=tuple[str, ...]) if kept else ()
    return BriefPage(source=source, brief=compose_brief(source), to=to)


def keep_recipients(store: Store, call_id: str, to: tuple[str, ...], now: datetime) -> None:
    """Remember who is to get the brief; that is all of it that a person chooses."""
    store.drafts.keep(_place(call_id), msgspec.json.encode(to).decode() if to else "", now)


def colleagues(page: BriefPage) -> tuple[tuple[str, str], ...]:
    """Return name and address of every colleague who may get the brief and does not yet."""
    theirs, taken = outsiders(page.source), {each.casefold() for each in page.to}
    known = ((one_line(c.name), one_line(c.email)) for c in page.source.me.colleagues)
    return tuple(
        (name or address, address)
        for name, address in known
        if is_ours(address, page.source.me, theirs) and address.casefold() not in taken
    )


def read_addresses(page: BriefPage, typed: str) -> tuple[str, ...]:
    """Return the addresses in *typed*. Raises InvalidInput for none, and for an outside one."""
    return tuple(person.address for person in _ours(page, typed))


def mail(page: BriefPage, now: datetime) -> BriefMail:
    """Return the brief as an unsent mail to the colleagues in ``page.to``.

    Raises InvalidInput for an address outside, however it came there: a colleague may have become
    a client since.
    """
    for address in page.to:
        _ours(page, address)
    # A value that is never stored: the one builder of mails takes a recap.
    letter = Recap(id=new_id(), to=page.to, subject=page.brief.subject, text=page.brief.text)
    topic = one_line(page.source.disagreement.topic)
    return BriefMail(
        name=eml_name(f"Internal {topic}", now.date()),
        content=as_eml(letter, page.source.me, now),
    )


def _ours(page: BriefPage, typed: str) -> tuple[Recipient, ...]:
    people, theirs = parse_recipients(typed), outsiders(page.source)
    for person in people:
        if not is_ours(person.address, page.source.me, theirs):
            raise InvalidInput(
                f"“{person.address}” is not an address of a colleague, so the internal brief does"
                " not go there. Colleagues are kept beside your own name in the recap."
            )
    return people


def _place(call_id: str) -> str:
    return f"brief:{call_id}"
