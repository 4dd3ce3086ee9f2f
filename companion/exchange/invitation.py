"""A meeting out of a calendar file, as a call can be prepared from it: what, when and with whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from companion.errors import InvitationError
from companion.exchange.addresses import plain_address
from companion.exchange.calendar_lines import needed_lines
from companion.exchange.meeting_times import When, next_time
from companion.exchange.progress import Tell, untold
from companion.method.one_line import one_line
from companion.method.organisation import organisation
from companion.model import Attendee, Side
from companion.model.value import At, Minutes, Value

if TYPE_CHECKING:
    from icalendar import Calendar, Component

MOST_ATTENDEES = 20
"""People that are taken over: a call is prepared for a few, and chips have to stay readable."""

LONGEST_TITLE = 300
_LONGEST_NAME = 200
_ENCODED = re.compile(r"=\?[\w.*-]{1,40}\?[bqBQ]\?[^?\s]*\?=")
_THINGS = {"ROOM", "RESOURCE"}


class Invitation(Value, frozen=True, kw_only=True):
    """What an invitation says of a call; ``remarks`` are sentences on what it did not say.

    ``attendees`` are the others, the organiser first; ``starts_at`` is None where the meeting is
    over already.
    """

    title: str = ""
    starts_at: At | None = None
    minutes: Minutes = 0
    attendees: tuple[Attendee, ...] = ()
    organiser: Attendee | None = None
    remarks: tuple[str, ...] = ()


def read_invitation(data: bytes, own_addresses: tuple[str, ...], *, now: datetime) -> Invitation:
    """Return the meeting in *data* that is next at *now*, without the person's own addresses.

    Raises InvitationError, and nothing else, for whatever is not an invitation.
    """
    first, *others = read_meetings(data, own_addresses, now=now)
    if not others:
        return first
    count = f"The file holds {len(others) + 1:,} meetings to come; this is the next one."
    return replace(first, remarks=(*first.remarks, count))


def read_meetings(
    data: bytes, own_addresses: tuple[str, ...], *, now: datetime, tell: Tell = untold
) -> tuple[Invitation, ...]:
    """Return the meetings in *data* that are to come at *now*, the next first; one of each series.

    Where all are over, it is the last one in the file. The person's own addresses are left out;
    whoever has an address of the same organisation as one of *own_addresses* is on our side.
    Raises InvitationError, and nothing else, for whatever is no calendar; *tell* hears how many
    meetings are worked out.
    """
    calendar = _parsed(needed_lines(data))
    if str(calendar.get("METHOD", "")).upper() == "CANCEL":
        raise InvitationError("it calls the meeting off")
    events = [each for each in calendar.walk("VEVENT") if not _is_off(each)]
    if not events:
        raise InvitationError("it calls the meeting off")
    found = _to_come(events, _series(calendar), now, tell)
    if not found:
        return (_invitation(events[-1], None, own_addresses),)
    return tuple(_invitation(event, when, own_addresses) for event, when in found)


def _invitation(event: Component, when: When | None, own: tuple[str, ...]) -> Invitation:
    organiser, people = _people(event, own)
    return Invitation(
        title=_title(event),
        starts_at=when.at if when else None,
        minutes=when.minutes if when else 0,
        attendees=people[:MOST_ATTENDEES],
        organiser=organiser,
        remarks=_remarks(when, len(people)),
    )


def _parsed(lines: bytes) -> Calendar:
    from icalendar import Calendar
    from icalendar.timezone import tzp

    # The library remembers each zone that a file defines, and would read the next file by it.
    tzp.use_default()
    try:
        calendar = Calendar.from_ical(lines)
    except Exception as error:
        # The boundary round a foreign parser, which lets errors of many kinds through.
        raise InvitationError("it cannot be read as a calendar") from error
    if not isinstance(calendar, Calendar):
        raise InvitationError("it is not a calendar file")
    return calendar


def _is_off(event: Component) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def _series(calendar: Calendar) -> dict[str, list[Component]]:
    """Return the exceptions to each series, those that are called off among them."""
    found: dict[str, list[Component]] = {}
    for event in calendar.walk("VEVENT"):
        if event.get("RECURRENCE-ID") is not None:
            found.setdefault(str(event.get("UID", "")), []).append(event)
    return found


def _to_come(
    events: Sequence[Component], moved: dict[str, list[Component]], now: datetime, tell: Tell
) -> list[tuple[Component, When]]:
    """Return the events that are not over, each with its next time; of a series the next one."""
    found: dict[str, tuple[Component, When]] = {}
    is_timed = False
    for number, event in enumerate(events):
        tell(number, len(events))
        uid = str(event.get("UID", "")) or f"{number}"
        alone = event.get("RECURRENCE-ID") is not None
        try:
            when = next_time(event, [] if alone else moved.get(uid, []), now)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            # Zones are worked out by a foreign library when they are asked, and not before.
            continue
        is_timed = True
        if when is not None and (uid not in found or when.at < found[uid][1].at):
            found[uid] = (event, when)
    if not is_timed:
        raise InvitationError("it does not say when the meeting is")
    return sorted(found.values(), key=lambda each: each[1].at)


def _title(event: Component) -> str:
    said = one_line(_decoded(str(event.get("SUMMARY", ""))))
    return said if len(said) <= LONGEST_TITLE else said[: LONGEST_TITLE - 1].rstrip() + "…"


def _decoded(text: str) -> str:
    """Return *text* with encoded words read: mail programs leave them in titles (RFC 2047)."""
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    if not _ENCODED.search(text):
        return text
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError):
        return text


def _people(
    event: Component, own_addresses: tuple[str, ...]
) -> tuple[Attendee | None, tuple[Attendee, ...]]:
    """Return the organiser, and everybody else who is invited and has not declined."""
    own = {address.casefold() for address in own_addresses}
    firms = {firm for firm in map(organisation, own) if firm}
    organisers = _listed(event, "ORGANIZER")[:1]
    invited = [each for each in _listed(event, "ATTENDEE") if _comes(each)]
    invited.sort(key=lambda each: _said(each, "ROLE") in {"OPT-PARTICIPANT", "NON-PARTICIPANT"})
    declined = {_address(each) for each in _listed(event, "ATTENDEE") if not _comes(each)}
    met: dict[str, Attendee] = {}
    for each in (*organisers, *invited):
        person = _attendee(each, firms)
        key = (person.email or person.name).casefold()
        is_out = each in organisers and _address(each) in declined
        if key and not is_out and person.email.casefold() not in own:
            known = met.get(key)
            met[key] = person if known is None or not known.name else known
    organiser = _attendee(organisers[0], firms) if organisers else None
    return organiser, tuple(met.values())


def _listed(event: Component, name: str) -> list[object]:
    said = event.get(name)
    found = said if isinstance(said, list) else [said]
    return [each for each in found if each is not None]


def _comes(invited: object) -> bool:
    return _said(invited, "CUTYPE") not in _THINGS and _said(invited, "PARTSTAT") != "DECLINED"


def _said(invited: object, name: str) -> str:
    parameters = getattr(invited, "params", {})
    return str(parameters.get(name, "")).upper()


def _attendee(invited: object, firms: Iterable[str]) -> Attendee:
    """Return somebody as a person of the call; what is no address is no part of it."""
    address = _address(invited)
    name = one_line(_decoded(str(getattr(invited, "params", {}).get("CN", ""))))
    name = name.strip("\"'").strip()[:_LONGEST_NAME]
    is_named = bool(name) and name.casefold() != address.casefold()
    side = Side.OURS if address and organisation(address) in set(firms) else Side.THEIRS
    return Attendee(name=name if is_named else "", email=address, side=side)


def _address(invited: object) -> str:
    return plain_address(str(invited))


def _remarks(when: When | None, people: int) -> tuple[str, ...]:
    """Return what the person should look at, a sentence each."""
    said = []
    if when is None:
        said.append("The meeting is over already, so the time is left to you.")
    elif when.unknown_zone:
        zone = one_line(when.unknown_zone)[:60]
        said.append(f"Its time zone, “{zone}”, is not known here; check the time.")
    if when and when.is_whole_day:
        said.append("It is set for a whole day, so the time is a guess.")
    if when and when.is_unclear:
        said.append("How it repeats could not be worked out, so this is its first time.")
    if people > MOST_ATTENDEES:
        said.append(f"It names {people} people; the first {MOST_ATTENDEES} are taken over.")
    return tuple(said)
