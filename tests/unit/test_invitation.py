"""Calendar files as they come: what a call gets from them, and what is refused in one sentence."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from companion.errors import InvitationError
from companion.exchange.calendar_lines import LARGEST_FILE
from companion.exchange.invitation import MOST_ATTENDEES, Invitation, read_invitation, read_meetings
from companion.model import Attendee, Side

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ME = ("jo@studio.example",)
SERIES = """\
BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:weekly
ORGANIZER;CN="Ortiz, Dana":MAILTO:dana@brightpath.example
ATTENDEE;CN="Ortiz, Dana";ROLE=REQ-PARTICIPANT:MAILTO:Dana@brightpath.example
ATTENDEE;CN=Jo;PARTSTAT=NEEDS-ACTION:mailto:JO@studio.example
ATTENDEE;CN=Sam Lee;ROLE=OPT-PARTICIPANT:mailto:sam@brightpath.example
ATTENDEE;CN=Kim;ROLE=REQ-PARTICIPANT:mailto:kim@studio.example
ATTENDEE;CN=Blue Room;CUTYPE=ROOM:mailto:blue@brightpath.example
ATTENDEE;CN=Beamer;CUTYPE=RESOURCE:mailto:beamer@brightpath.example
ATTENDEE;CN=Al;PARTSTAT=DECLINED:mailto:al@brightpath.example
DTSTART;TZID=W. Europe Standard Time:20260903T140000
DTEND;TZID=W. Europe Standard Time:20260903T144500
RRULE:FREQ=WEEKLY;BYDAY=TH
EXDATE;TZID=W. Europe Standard Time:20261126T140000
SUMMARY:Ad spend\\, who
  is right?
BEGIN:VALARM
TRIGGER:-PT15M
SUMMARY:an alarm
ATTENDEE:mailto:alarm@brightpath.example
END:VALARM
END:VEVENT
END:VCALENDAR
"""

EMPTY = "BEGIN:VEVENT\nEND:VEVENT\n"
EXCEPTIONS = f"EXDATE:{','.join(['20261126T140000Z'] * 1_000)}\n"


def read(text: str | bytes, now: datetime = NOW) -> Invitation:
    return read_invitation(text if isinstance(text, bytes) else text.encode(), ME, now=now)


def event(*lines: str) -> str:
    body = "\r\n".join(("BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT"))
    return f"BEGIN:VCALENDAR\r\n{body}\r\nEND:VCALENDAR\r\n"


def test_a_series_gives_its_next_time_and_the_people_who_come() -> None:
    invitation = read(SERIES)
    assert invitation.title == "Ad spend, who is right?"
    assert invitation.starts_at == datetime(2026, 12, 3, 13, tzinfo=UTC)
    assert invitation.minutes == 45
    assert invitation.attendees == (
        Attendee(name="Ortiz, Dana", email="dana@brightpath.example"),
        Attendee(name="Kim", email="kim@studio.example", side=Side.OURS),
        Attendee(name="Sam Lee", email="sam@brightpath.example"),
    )
    assert invitation.organiser == invitation.attendees[0]
    assert invitation.remarks == ()


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_line_ends_and_encodings_make_no_difference(ending: str, encoding: str) -> None:
    assert read(SERIES.replace("\n", ending).encode(encoding)) == read(SERIES)


def test_a_zone_of_one_file_is_not_that_of_the_next() -> None:
    later = SERIES.replace("+0100", "+0300").replace("+0200", "+0400")
    hours = [read(text).starts_at.hour for text in (SERIES, later, SERIES)]  # type: ignore[union-attr]
    assert hours == [13, 11, 13]


def test_a_moved_time_of_a_series_counts_in_its_place() -> None:
    moved = (
        "BEGIN:VEVENT\nUID:weekly\nRECURRENCE-ID:20261203T130000Z\nSUMMARY:Moved\n"
        "DTSTART:20261204T080000Z\nDURATION:PT30M\nEND:VEVENT\nEND:VCALENDAR"
    )
    invitation = read(SERIES.replace("END:VCALENDAR", moved))
    assert (invitation.title, invitation.minutes) == ("Moved", 30)
    assert invitation.starts_at == datetime(2026, 12, 4, 8, tzinfo=UTC)


def test_a_time_of_a_series_that_is_called_off_is_passed_over() -> None:
    off = (
        "BEGIN:VEVENT\nUID:weekly\nRECURRENCE-ID:20261203T130000Z\nSTATUS:CANCELLED\n"
        "DTSTART:20261203T130000Z\nEND:VEVENT\nEND:VCALENDAR"
    )
    invitation = read(SERIES.replace("END:VCALENDAR", off))
    assert invitation.starts_at == datetime(2026, 12, 10, 13, tzinfo=UTC)


def test_of_several_meetings_the_next_one_counts() -> None:
    later = event("SUMMARY:Later", "DTSTART:20261225T100000Z")
    sooner = "BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Sooner\r\nDTSTART:20261122T100000Z\r\nEND:VEVENT\r\n"
    invitation = read(later.replace("END:VCALENDAR", f"{sooner}END:VCALENDAR"))
    assert invitation.title == "Sooner"
    assert invitation.remarks == ("The file holds 2 meetings to come; this is the next one.",)


def test_a_zone_that_changes_on_no_day_is_left_out() -> None:
    for odd in ("BYDAY=99SU", "BYMONTH=13", "BYDAY=-1SU;INTERVAL=7", "BYMONTHDAY=40"):
        assert read(SERIES.replace("INTERVAL=1;BYDAY=-1SU", odd)).title == "Ad spend, who is right?"


def test_a_calendar_gives_what_is_to_come_one_of_each_series_the_next_first() -> None:
    moved = (
        "BEGIN:VEVENT\nUID:weekly\nRECURRENCE-ID;TZID=W. Europe Standard Time:20261203T140000\n"
        "SUMMARY:Moved\nDTSTART:20261122T090000Z\nDTEND:20261122T100000Z\nEND:VEVENT\n"
    )
    over = "BEGIN:VEVENT\nUID:old\nSUMMARY:Over\nDTSTART:20260101T090000Z\nEND:VEVENT\n"
    later = "BEGIN:VEVENT\nUID:3\nSUMMARY:Later\nDTSTART:20261225T090000Z\nEND:VEVENT\n"
    calendar = SERIES.replace("END:VCALENDAR", f"{later}{over}{moved}END:VCALENDAR")
    found = read_meetings(calendar.encode(), ME, now=NOW)
    assert [(each.title, each.remarks) for each in found] == [("Moved", ()), ("Later", ())]


@pytest.mark.parametrize(
    ("start", "wanted", "remark"),
    [
        ("DTSTART:20261201T140000Z", datetime(2026, 12, 1, 14, tzinfo=UTC), ""),
        ("DTSTART;TZID=Europe/Paris:20261201T140000", datetime(2026, 12, 1, 13, tzinfo=UTC), ""),
        (
            "DTSTART;TZID=Eastern Standard Time:20260701T140000",
            datetime(2026, 7, 1, 18, tzinfo=UTC),
            "over already",
        ),
        ("DTSTART:20261201T140000", datetime(2026, 12, 1, 14).astimezone(), ""),
        (
            "DTSTART;TZID=Middle Earth:20261201T140000",
            datetime(2026, 12, 1, 14).astimezone(),
            "“Middle Earth”, is not known",
        ),
        (
            "DTSTART;VALUE=DATE:20261201",
            datetime(2026, 12, 1, 9).astimezone(),
            "whole day",
        ),
    ],
)
def test_a_time_is_told_in_every_zone(start: str, wanted: datetime, remark: str) -> None:
    invitation = read(event(start, "SUMMARY:A"), now=NOW.astimezone())
    assert invitation.starts_at == (None if remark == "over already" else wanted)
    assert remark in " ".join(invitation.remarks)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYHOUR=1,2,3;BYSECOND=1,2,3",
        "FREQ=FORTNIGHTLY",
        "FREQ=WEEKLY;COUNT=-1",
    ],
)
def test_a_rule_by_which_no_meeting_repeats_leaves_the_first_time(rule: str) -> None:
    invitation = read(event("DTSTART:20261201T140000Z", f"RRULE:{rule}"))
    assert invitation.starts_at == datetime(2026, 12, 1, 14, tzinfo=UTC)


def test_a_series_on_30_february_is_over_after_its_first_time() -> None:
    bomb = event("DTSTART:20250101T140000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
    assert read(bomb).starts_at is None


def test_a_zone_that_changes_every_second_is_not_worked_out() -> None:
    bomb = SERIES.replace("FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU", "FREQ=SECONDLY").replace(
        "W. Europe Standard Time", "Ours"
    )
    assert read(bomb).title == "Ad spend, who is right?"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("=?utf-8?Q?B=C3=BCdget?=", "Büdget"),
        ("=?utf-8?B?QnVkZ2V0DQpYOiB5?=", "Budget X: y"),
        ("=?nonsense?Q?Budget?=", "=?nonsense?Q?Budget?="),
        ("Budget\\nsecond line", "Budget second line"),
        ("in\u202evoice", "in voice"),
        ("", ""),
        ("x" * 5_000, "x" * 299 + "…"),
    ],
)
def test_a_title_is_one_harmless_line(said: str, title: str) -> None:
    assert read(event("DTSTART:20261201T140000Z", f"SUMMARY:{said}")).title == title


def test_of_a_hundred_attendees_the_first_are_taken_over() -> None:
    people = [f"ATTENDEE;CN=P {n}:mailto:p{n}@brightpath.example" for n in range(100)]
    invitation = read(event("DTSTART:20261201T140000Z", *people))
    assert len(invitation.attendees) == MOST_ATTENDEES
    assert "names 100 people; the first 20" in invitation.remarks[0]


def test_what_is_no_address_is_no_part_of_a_person() -> None:
    people = ("ATTENDEE;CN=Dana:invalid:nomail", "ATTENDEE:mailto:a b@c", "ATTENDEE;CN=:mailto:")
    invitation = read(event("DTSTART:20261201T140000Z", *people))
    assert invitation.attendees == (Attendee(name="Dana"),)


def test_a_meeting_over_days_has_no_length() -> None:
    lines = ("DTSTART:20261201T140000Z", "DTEND:20261204T140000Z")
    assert read(event(*lines)).minutes == 0


@pytest.mark.parametrize(
    ("data", "reason", "line"),
    [
        (b"", "not a calendar file", 0),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a calendar file", 0),
        (b"BEGIN:VCARD\nEND:VCARD\n", "does not begin as a calendar", 1),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "no meeting", 0),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n", "VEVENT has no end", 2),
        (b"BEGIN:VCALENDAR\nEND:VEVENT\n", "has not begun: VEVENT", 2),
        (event("SUMMARY:A").encode(), "does not say when", 0),
        (event("DTSTART:tomorrow").encode(), "does not say when", 0),
        (event("DTSTART:20261201T140000Z", "STATUS:CANCELLED").encode(), "calls the meeting", 0),
        (SERIES.replace("REQUEST", "CANCEL").encode(), "calls the meeting off", 0),
        (b" " * (LARGEST_FILE + 1), "larger than 20 MB", 0),
        (
            SERIES.replace("BEGIN:VEVENT", EMPTY * 5_000 + "BEGIN:VEVENT").encode(),
            "than 5,000",
            10_019,
        ),
        (b"BEGIN:VCALENDAR\n" * 600_000, "inside each other without end", 11),
        (
            SERIES.replace("UID:weekly", EXCEPTIONS * 40).encode(),
            "take the meetings that you need",
            49,
        ),
    ],
)
def test_what_is_no_invitation_is_refused_with_its_reason(
    data: bytes, reason: str, line: int
) -> None:
    with pytest.raises(InvitationError) as refused:
        read(data)
    assert reason in str(refused.value)
    assert not line or refused.value.line == line


def test_a_broken_line_that_nobody_needs_is_passed_over() -> None:
    broken = SERIES.replace("UID:weekly", "UID:weekly\nthis is no line\nX-ODD\nLOCATION;:;=")
    assert read(broken) == read(SERIES)
