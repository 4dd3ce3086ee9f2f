"""Who is on the call: names, addresses, contacts, and an address that is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from companion.model import Colleague, Me, Side
from companion.store import Store
from tests.gui.prepare_page import PreparePage, prepare_page

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[PreparePage]:
    with prepare_page(qtbot, tmp_path) as opened:
        opened.fill(opened.window.ui.client, "Northwind")
        yield opened


def add(page: PreparePage, text: str) -> None:
    page.type(page.window.ui.people.line, text)
    QTest.keyClick(page.window.ui.people.line, Qt.Key.Key_Return)
    page.settle()


def test_a_person_may_have_no_address(page: PreparePage) -> None:
    add(page, "Sam Lee")
    (attendee,) = page.call().attendees
    assert (attendee.name, attendee.email, attendee.side) == ("Sam Lee", "", Side.THEIRS)


def test_a_new_person_becomes_a_contact_with_their_address(page: PreparePage) -> None:
    add(page, "Sam Lee <sam@northwind.example>")
    contact = page.client().contacts[-1]
    assert (contact.name, contact.email) == ("Sam Lee", "sam@northwind.example")


def test_a_known_person_comes_with_the_address_we_know(page: PreparePage) -> None:
    add(page, "dana ortiz")
    assert page.call().attendees[0].email == "dana@northwind.example"
    assert len(page.client().contacts) == 1


def test_the_clients_contacts_are_suggested(page: PreparePage) -> None:
    page.type(page.window.ui.people.line, "dan")
    completer = page.window.ui.people.line.completer()
    assert completer.currentCompletion() == "Dana Ortiz <dana@northwind.example>"


def test_an_address_that_is_none_is_said_and_stays_to_be_corrected(page: PreparePage) -> None:
    add(page, "Sam Lee <sam@@northwind>")
    slip = page.window.ui.people_slip
    assert slip.isVisible()
    assert slip.text().startswith("“sam@@northwind” is not an e-mail address")
    assert page.window.ui.people.line.text() == "Sam Lee <sam@@northwind>"
    assert page.call().attendees == ()


def test_a_corrected_address_is_taken(page: PreparePage) -> None:
    add(page, "Sam Lee <sam@@northwind>")
    add(page, "Sam Lee <sam@northwind.example>")
    assert not page.window.ui.people_slip.isVisible()
    assert [attendee.name for attendee in page.call().attendees] == ["Sam Lee"]


def test_an_address_that_is_none_waits_until_the_window_opens_again(page: PreparePage) -> None:
    add(page, "sam@@northwind")
    page.close()
    page.open()
    assert page.window.ui.people.line.text() == "sam@@northwind"


def test_a_person_taken_away_leaves_no_contact_behind(page: PreparePage) -> None:
    add(page, "Sma Lee")
    page.window.ui.people.line.setFocus()
    QTest.keyClick(page.window.ui.people.line, Qt.Key.Key_Backspace)
    QTest.keyClick(page.window.focusWidget(), Qt.Key.Key_Delete)
    page.settle()
    assert page.call().attendees == ()
    assert [contact.name for contact in page.client().contacts] == ["Dana Ortiz"]


def test_a_colleague_is_on_our_side_and_no_contact_of_theirs(page: PreparePage) -> None:
    with Store.open(page.path) as store:
        store.people.save_me(Me(name="Priya", colleagues=(Colleague(name="Maya"),)))
    add(page, "Maya")
    assert page.call().attendees[0].side is Side.OURS
    assert [contact.name for contact in page.client().contacts] == ["Dana Ortiz"]
