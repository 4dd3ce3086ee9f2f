"""The internal brief: what colleagues need to know about a call, with the private parts in it.

It is composed on its own and shares no text with the recap, so that neither can turn into the
other. Every section says who it is for, and the title begins with "[Internal]".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Final

from companion.method.brief_parts import (
    landed,
    next_steps,
    notes,
    offered,
    people,
    stakes,
    views,
)
from companion.method.dates import day_and_month
from companion.method.markdown import escape
from companion.method.one_line import one_line
from companion.method.organisation import organisation
from companion.method.people import is_same
from companion.method.recap_parts import RecapSource
from companion.model import Me, Side
from companion.model.value import Value

MARK: Final = "[Internal]"
"""How every title of a brief begins."""

WARNING: Final = (
    "**Internal, for colleagues only. Private notes are in here: please do not pass it on.**"
)

_SECTIONS: Final[tuple[tuple[str, Callable[[RecapSource], Iterator[str]]], ...]] = (
    ("Where it landed", landed),
    ("Next steps", next_steps),
    ("What is at stake", stakes),
    ("How each side sees it", views),
    ("The people", people),
    ("The options", offered),
    ("From the notes", notes),
)


class Brief(Value, frozen=True, kw_only=True):
    """A composed brief: its title, and its text in Markdown."""

    subject: str
    text: str


def compose_brief(source: RecapSource) -> Brief:
    """Return the brief of a call; what was not recorded leaves no heading.

    No clock and no network: equal sources make equal briefs.
    """
    names = (source.client.name, source.disagreement.topic)
    about = ", ".join(filter(None, map(one_line, names)))
    sections = [(title, list(lines(source))) for title, lines in _SECTIONS]
    parts = [f"## {title}\n" + "\n".join(lines) for title, lines in sections if lines]
    whole = "\n\n".join([WARNING, _about(source), *parts, _signature(source.me)])
    return Brief(
        subject=f"{MARK} {', '.join(filter(None, (about or 'A call', _day(source))))}",
        text=whole.rstrip() + "\n",
    )


def outsiders(source: RecapSource) -> frozenset[str]:
    """Return the addresses of their side, in small letters: whoever knows them is no colleague."""
    known = [contact.email for contact in source.client.contacts]
    known += [person.email for person in source.call.attendees if person.side is Side.THEIRS]
    return frozenset(one_line(address).casefold() for address in known if address.strip())


def is_ours(address: str, me: Me, theirs: Collection[str]) -> bool:
    """Whether a brief may go to *address*: a colleague's, or one of our own organisation.

    *theirs* are the addresses of the client's side in small letters; they win over a domain that
    both sides share. An address at a provider for everybody is ours only if it is a colleague's.
    """
    wanted = one_line(address).casefold()
    if wanted in theirs:
        return False
    own = {*me.emails, *(colleague.email for colleague in me.colleagues)}
    firms = {organisation(one_line(each)) for each in me.emails} - {""}
    return wanted in {one_line(each).casefold() for each in own} or organisation(wanted) in firms


def _about(source: RecapSource) -> str:
    """Return who spoke: "Call of 21 November with Dana Ortiz and Sam Lee"."""
    theirs = [
        one_line(person.name)
        for person in source.call.attendees
        if person.side is Side.THEIRS and one_line(person.name)
    ]
    named = " and ".join(filter(None, (", ".join(theirs[:-1]), *theirs[-1:])))
    day = _day(source)
    return escape(f"Call{f' of {day}' if day else ''}{f' with {named}' if named else ''}")


def _day(source: RecapSource) -> str:
    moment = source.call.moment
    return day_and_month(moment.date(), source.today) if moment else ""


def _signature(me: Me) -> str:
    name, company = one_line(me.name), one_line(me.company)
    company = "" if is_same(name, company) else company
    return escape(" · ".join(filter(None, (name, company))))
