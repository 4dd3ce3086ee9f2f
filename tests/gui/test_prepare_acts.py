"""What ends a preparation: start, schedule, discard, a log of a past call, a closed window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from companion.errors import NotThere
from companion.model import CallState
from companion.session import Session
from companion.store import Store
from tests.gui.prepare_page import CTRL, PreparePage, prepare_page

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[PreparePage]:
    with prepare_page(qtbot, tmp_path) as opened:
        yield opened


@pytest.fixture
def past(qtbot: QtBot, tmp_path: Path) -> Iterator[PreparePage]:
    with prepare_page(qtbot, tmp_path, past=True) as opened:
        yield opened


def test_a_name_is_enough_to_start(page: PreparePage) -> None:
    page.type(page.window.ui.client, "Contoso")
    with page.qtbot.waitSignal(page.window.call_started) as started:
        QTest.keyClick(page.window.ui.client, Qt.Key.Key_Return, CTRL)
    assert started.args == [page.call_id]
    assert page.call().status is CallState.RUNNING
    assert page.client().name == "Contoso"


def test_a_call_without_a_client_asks_for_the_name(page: PreparePage) -> None:
    page.type(page.window.ui.topic, "Lead quality")
    QTest.keyClick(page.window.ui.topic, Qt.Key.Key_Return, CTRL)
    page.settle()
    assert page.window.ui.client_slip.text().startswith("Say who the client is")
    assert page.window.focusWidget() is page.window.ui.client
    assert page.call().status is CallState.PREPARED


def test_what_was_typed_last_is_on_the_disk_when_the_call_starts(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Contoso")
    page.type(page.window.ui.topic, "Lead quality")
    with page.qtbot.waitSignal(page.window.call_started):
        QTest.keyClick(page.window.ui.topic, Qt.Key.Key_Return, CTRL)
    assert page.disagreement().topic == "Lead quality"


def test_a_person_whose_address_is_none_is_not_lost_at_the_start(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Contoso")
    page.type(page.window.ui.people.line, "Sam <sam@@x>")
    with page.qtbot.waitSignal(page.window.call_started):
        QTest.keyClick(page.window.ui.people.line, Qt.Key.Key_Return, CTRL)
    assert [(each.name, each.email) for each in page.call().attendees] == [("Sam <sam@@x>", "")]


def test_a_call_that_another_window_started_goes_on_as_it_is(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Contoso")
    with Store.open(page.path) as store:
        Session(store, page.clock, page.call_id).start()
    page.clock.pass_ms(60_000)
    with page.qtbot.waitSignal(page.window.call_started):
        page.window.ui.start.click()
    assert page.call().started_at == datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_schedule_keeps_it_prepared_and_closes(page: PreparePage) -> None:
    page.type(page.window.ui.client, "Contoso")
    page.window.ui.schedule.click()
    page.qtbot.waitUntil(lambda: not shiboken6.isValid(page.window))
    page.close()
    assert page.client().name == "Contoso"
    assert page.call().status is CallState.PREPARED


def test_closing_keeps_the_last_letters(page: PreparePage) -> None:
    page.type(page.window.ui.topic, "Lead quality")
    page.close()
    assert page.disagreement().topic == "Lead quality"


def test_a_preparation_that_nobody_wrote_into_leaves_no_trace(page: PreparePage) -> None:
    page.close()
    with pytest.raises(NotThere):
        page.call()
    assert page.look(lambda store: store.people.client_ids()) == ("c",)


def test_discarding_asks_first(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Contoso")
    page.window.ui.discard.click()
    assert page.window.notice.text.startswith("Discard this call?")
    QTest.keyClick(page.window, Qt.Key.Key_Escape)
    assert page.window.notice.text == ""
    assert page.client().name == "Contoso"


def test_a_discarded_call_takes_what_it_made_with_it(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Contoso")
    page.fill(page.window.ui.metric, "Leads, now 30")
    page.window.ui.discard.click()
    with page.qtbot.waitSignal(page.window.discarded):
        page.window.notice.act()
    page.close()
    assert page.look(lambda store: store.people.client_ids()) == ("c",)
    assert page.look(lambda store: store.disagreements.ids()) == ("d",)


def test_a_discarded_call_of_a_known_client_leaves_the_client_alone(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Northwind")
    page.fill(page.window.ui.people.line, "Sam Lee")
    page.window.ui.discard.click()
    with page.qtbot.waitSignal(page.window.discarded):
        page.window.notice.act()
    page.close()
    client = page.look(lambda store: store.people.client("c"))
    assert [contact.name for contact in client.contacts] == ["Dana Ortiz"]  # type: ignore[attr-defined]


def test_a_past_call_is_logged(past: PreparePage) -> None:
    past.fill(past.window.ui.client, "Northwind")
    past.fill(past.window.ui.planned, "Thursday 14:00")
    past.type(past.window.ui.minutes, "45")
    with past.qtbot.waitSignal(past.window.logged) as logged:
        QTest.keyClick(past.window.ui.minutes, Qt.Key.Key_Return, CTRL)
    assert logged.args == [past.call_id]
    call = past.call()
    assert call.status is CallState.ENDED
    assert call.started_at == datetime(2026, 11, 19, 14, tzinfo=UTC)
    assert call.ended_at == datetime(2026, 11, 19, 14, 45, tzinfo=UTC)
    assert (call.planned_at, call.planned_minutes) == (None, 0)


@pytest.mark.parametrize(
    ("held", "minutes", "asked"),
    [
        ("", "45", "Say when the call was held"),
        ("tomorrow 14:00", "45", "is still to come"),
        ("yesterday 14:00", "", "Say how long it lasted"),
        ("yesterday 14:00", "long", "is not a length"),
    ],
)
def test_a_past_call_needs_its_time_and_length(
    past: PreparePage, held: str, minutes: str, asked: str
) -> None:
    ui = past.window.ui
    past.fill(ui.client, "Northwind")
    past.fill(ui.planned, held)
    past.fill(ui.minutes, minutes)
    ui.start.click()
    past.settle()
    assert asked in ui.planned_slip.text() + ui.minutes_slip.text()
    assert past.call().status is CallState.PREPARED


def test_the_window_of_a_past_call_says_so(past: PreparePage) -> None:
    assert past.window.windowTitle() == "Log a past call"
    assert past.window.ui.start.text() == "Log this call"
    assert past.window.ui.planned_label.text() == "Held"


def test_when_a_past_call_was_waits_as_typed(past: PreparePage) -> None:
    past.fill(past.window.ui.planned, "Thursday 14:00")
    past.fill(past.window.ui.minutes, "45")
    past.close()
    past.open()
    assert past.window.ui.planned.text() == "Thu 19 Nov, 14:00"
    assert past.window.ui.minutes.text() == "45 min"


def test_a_call_that_is_gone_is_said_and_the_text_stays(page: PreparePage) -> None:
    with Store.open(page.path) as store:
        store.disagreements.delete(page.disagreement().id)
    page.type(page.window.ui.topic, "Lead quality")
    page.qtbot.waitUntil(lambda: bool(page.window.notice.text))
    assert page.window.notice.text.startswith("There is no call")
    assert page.window.ui.saved.text() == "Not saved yet"
    assert page.window.ui.topic.text() == "Lead quality"


def test_f6_goes_round_the_regions(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Northwind")
    page.window.ui.topic.setFocus()
    seen = []
    for _ in range(3):
        QTest.keyClick(page.window.focusWidget(), Qt.Key.Key_F6)
        seen.append(page.window.focusWidget())
    assert seen == [
        page.window.memory.people()[0].edit,
        page.window.ui.start,
        page.window.ui.client,
    ]


def test_a_held_key_starts_nothing_twice(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Contoso")
    with page.qtbot.waitSignal(page.window.call_started):
        for _ in range(3):
            QTest.keyClick(page.window.ui.topic, Qt.Key.Key_Return, CTRL)
    assert len(page.disagreement().calls) == 1
