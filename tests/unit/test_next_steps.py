"""The agreed next steps as a calendar file, read by the library that reads invitations."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event
from msgspec.structs import replace

from companion.mail.next_steps import agreed_steps, calendar_file
from companion.method.one_line import one_line
from companion.model import Call, CaringNo, NextStep, Note, NoteKind

NOW = datetime(2026, 11, 21, 14, 51, tzinfo=timezone(timedelta(hours=1)))
STEP = NextStep(
    id="0193aa00-1111-7abc-8def-001122334455",
    text="Draft the form; change, and share it \\ today",
    owner="priya",
    due=date(2026, 11, 26),
)
HOSTILE = ["\r\nEND:VEVENT\r\nATTENDEE:mailto:evil@x.example", "\\n", "\\", "\u2028", "\x00", "😀"]
TYPED = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=40), max_size=6).map("".join)


def _call(*steps: NextStep) -> Call:
    return Call(id="k-1", next_steps=steps)


def _content(call: Call, topic: str = "Q4 lead quality", sequence: int = 0) -> bytes:
    file = calendar_file(call, topic, NOW, sequence)
    assert file is not None
    return file.content


def _events(content: bytes) -> list[Event]:
    calendar = Calendar.from_ical(content)
    assert calendar["METHOD"] == "PUBLISH"
    return list(calendar.events)


def test_a_step_is_an_event_of_the_whole_day_it_is_due_with_a_reminder_before() -> None:
    (event,) = _events(_content(_call(STEP)))
    assert (event.start, event.end) == (date(2026, 11, 26), date(2026, 11, 27))
    assert str(event["SUMMARY"]) == "Priya: Draft the form; change, and share it \\ today"
    assert str(event["DESCRIPTION"]) == "Q4 lead quality"
    assert event.stamp == NOW
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].to_ical() == b"-PT15H"


def test_nobody_is_asked_and_no_time_is_blocked() -> None:
    (event,) = _events(_content(_call(STEP)))
    assert set(event) == {
        "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP",
    }  # fmt: skip
    assert event["TRANSP"] == "TRANSPARENT"


def test_a_changed_step_stays_the_same_event_with_a_higher_number() -> None:
    changed = replace(STEP, text="Another", due=date(2026, 12, 1))
    (first,), (second,) = (
        _events(_content(_call(step), sequence=place)) for place, step in enumerate((STEP, changed))
    )
    assert first["UID"] == second["UID"] == STEP.id
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)


def test_an_id_in_words_of_another_program_does_not_leave_the_house() -> None:
    uids = [
        str(_events(_content(_call(replace(STEP, id=each))))[0]["UID"]) for each in ("s-1", "s-2")
    ]
    assert len(set(uids)) == 2
    assert not any("s-" in uid for uid in uids)


def test_several_steps_are_several_events_of_one_file() -> None:
    other = replace(STEP, id="s-2", text="Call Sam", due=date(9999, 12, 31))
    events = _events(_content(_call(STEP, other)))
    assert [event.start for event in events] == [date(2026, 11, 26), date(9999, 12, 31)]


@pytest.mark.parametrize(
    "step",
    [
        replace(STEP, owner=" \n"),
        replace(STEP, text="\u200b"),
        replace(STEP, due=None, due_text="soon"),
        replace(STEP, done_at=NOW),
        replace(STEP, due=date(2026, 11, 20)),
    ],
)
def test_what_is_not_agreed_or_no_longer_ahead_makes_no_file(step: NextStep) -> None:
    assert agreed_steps(_call(step), NOW.date()) == ()
    assert calendar_file(_call(step), "Topic", NOW) is None


def test_nothing_private_and_nothing_of_the_rest_of_the_call_goes_in() -> None:
    call = replace(
        _call(STEP),
        why_now="SECRET",
        notes=(Note(id="n", kind=NoteKind.PRIVATE, text="SECRET"),),
        caring_no=CaringNo(cost_to_them="SECRET"),
        none_agreed_because="SECRET",
    )
    assert _content(call) == _content(_call(STEP))


def test_lines_are_folded_between_characters() -> None:
    content = _content(_call(replace(STEP, text="Zoë 😀 日本 é " * 80)))
    for line in content.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert b"\n" not in content.replace(b"\r\n", b"")


@settings(max_examples=200, deadline=None)
@given(text=TYPED, owner=TYPED, topic=TYPED)
def test_whatever_was_typed_stays_inside_its_property(text: str, owner: str, topic: str) -> None:
    file = calendar_file(_call(replace(STEP, text=text, owner=f"A{owner}")), topic, NOW)
    if file is None:
        return
    (event,) = _events(file.content)
    assert str(event["SUMMARY"]).endswith(f": {one_line(text)}")
    assert str(event.get("DESCRIPTION", "")) == one_line(topic)
    assert "ATTENDEE" not in event
