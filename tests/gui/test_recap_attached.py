"""The agreed next steps go with a recap as a calendar file, unless a person leaves them out."""

from __future__ import annotations

import email
import email.policy
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from icalendar import Calendar
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from companion.attaching import attachments
from companion.gui.recap.page import begin_correction
from companion.model import Call
from companion.store import Store
from tests.gui.recap_history import ENDED, Opened, Opens, full_call, opening


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path) -> Opens:
    return opening(qtbot, tmp_path)


def handed_over(opened: Opened, qtbot: QtBot) -> EmailMessage:
    """Open the recap in the mail program and return what the program got."""
    opened.ui.open.click()
    qtbot.waitUntil(lambda: bool(opened.program.asked))
    opened.settle()
    written = Path(opened.program.asked[-1].toLocalFile()).read_bytes()
    mail = email.message_from_bytes(written, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def leave_out(opened: Opened, qtbot: QtBot, words: str) -> None:
    """Turn what is attached over, until the button offers *words*."""
    opened.ui.attached.turn.click()
    qtbot.waitUntil(lambda: opened.ui.attached.turn.text() == words)
    opened.settle()


def test_the_panel_says_what_goes_with_the_mail(opens: Opens) -> None:
    opened = opens()
    assert opened.ui.attached.heading == "Attached"
    assert opened.ui.attached.what == "next-step.ics · Thu 26 Nov, all day"


def test_what_a_calendar_will_show_is_told_on_demand(opens: Opens) -> None:
    step = replace(full_call().next_steps[0], text="Draft <b>it</b>")
    opened = opens(replace(full_call(), next_steps=(step,)))
    assert "Priya: Draft &lt;b&gt;it&lt;/b&gt;" in opened.ui.attached._what.toolTip()
    assert "Priya: Draft <b>it</b>" in opened.ui.attached.turn.accessibleDescription()


def test_the_mail_carries_the_step_as_an_event(opens: Opens, qtbot: QtBot) -> None:
    (file,) = handed_over(opens(), qtbot).iter_attachments()
    assert file.get_filename() == "next-step.ics"
    (event,) = Calendar.from_ical(file.get_content()).events
    assert event.start == date(2026, 11, 26)
    assert str(event["SUMMARY"]) == "Priya: Draft the form change and share it with Sam"


def test_what_is_left_out_stays_out_of_the_mail_and_is_remembered(
    opens: Opens, qtbot: QtBot
) -> None:
    opened = opens()
    leave_out(opened, qtbot, "Attach it")
    assert opened.ui.attached.what == "next-step.ics is left out."
    opened.window.refresh()
    opened.settle()
    assert opened.ui.attached.turn.text() == "Attach it"
    assert list(handed_over(opened, qtbot).iter_attachments()) == []


def test_what_was_left_out_can_be_attached_again(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    leave_out(opened, qtbot, "Attach it")
    leave_out(opened, qtbot, "Leave it out")
    assert len(list(handed_over(opened, qtbot).iter_attachments())) == 1


@pytest.mark.parametrize(
    "call",
    [
        replace(full_call(), next_steps=()),
        replace(full_call(), next_steps=(replace(full_call().next_steps[0], due=None),)),
    ],
)
def test_without_an_agreed_step_nothing_is_attached(opens: Opens, call: Call) -> None:
    opened = opens(call)
    assert opened.ui.attached.isHidden()
    assert opened.ui.attached.what == ""


def test_several_days_are_said(opens: Opens) -> None:
    step = full_call().next_steps[0]
    later = replace(step, id="s-2", text="Look at it together", due=date(2026, 12, 1))
    opened = opens(replace(full_call(), next_steps=(later, step)))
    assert opened.ui.attached.what == "next-step.ics · Thu 26 Nov, Tue 1 Dec, all day"


def test_a_correction_changes_the_event_that_the_client_has(opens: Opens) -> None:
    opened = opens()
    first = opened.recap()
    with Store.open(opened.path) as store:
        second = begin_correction(store, "k-1", first, ENDED).recap
        events = [
            Calendar.from_ical(attachments(store, "k-1", each, ENDED)[0].content).events[0]
            for each in (first.id, second.id)
        ]
    assert events[0]["UID"] == events[1]["UID"]
    assert [event["SEQUENCE"] for event in events] == [0, 1]
