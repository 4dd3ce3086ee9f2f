"""The client's memory at the side of a preparation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from companion.gui.widgets.chip import Chip
from companion.gui.widgets.step_dots import StepDots
from companion.model import Contact
from companion.store import Store
from tests.gui.prepare_page import PreparePage, prepare_page

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[PreparePage]:
    with prepare_page(qtbot, tmp_path) as opened:
        yield opened


def test_without_a_client_it_says_what_will_stand_there(page: PreparePage) -> None:
    assert "Name the client, and their history stands here." in page.said()


def test_a_new_client_has_no_history(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Contoso")
    assert "No call with them yet." in page.said()


def test_last_time_is_told(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Northwind")
    said = page.said()
    assert "Last time with Northwind" in said
    assert "Budget cut in Q2" in said
    assert "12 May · chose option B" in said
    assert "“Say we” was skipped." in said
    assert page.window.memory.findChildren(Chip)[0].shown_text() == "agreed"
    (dots,) = page.window.memory.findChildren(StepDots)
    assert dots.done() == (True, True, False, True, True)


def test_what_is_open_is_told_with_its_age(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Northwind")
    said = page.said().splitlines()
    assert {"Still open", "Send the list", "ours, Maya", "due 3 days ago"} <= set(said)


def test_what_somebody_fears_is_told(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Northwind")
    assert "The board" in page.said()
    assert "private" in page.said()


def test_what_is_known_of_a_contact_is_written_in_place(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Northwind")
    (dana,) = page.window.memory.people()
    QTest.keyClick(dana.edit, Qt.Key.Key_Space)
    assert page.window.focusWidget() is dana.fields[0]
    page.qtbot.keyClicks(dana.fields[0], "Search")
    page.settle()
    contact = page.client().contacts[0]
    assert (contact.knows, contact.fears, contact.past) == ("Search", "The board", "")
    QTest.keyClick(dana.fields[0], Qt.Key.Key_Escape)
    assert "Search\nThe board" in page.said()


def test_only_who_is_on_the_call_is_told_first(page: PreparePage) -> None:
    with Store.open(page.path) as store:
        store.people.save_contact("c", Contact(id="q", name="Kim Berg"))
    page.fill(page.window.ui.client, "Northwind")
    page.type(page.window.ui.people.line, "Dana Ortiz")
    QTest.keyClick(page.window.ui.people.line, Qt.Key.Key_Return)
    page.settle()
    assert [person.contact_id for person in page.window.memory.people()] == ["p"]
    assert "Others we know there: 1" in page.said()


def test_a_text_that_is_being_written_survives_a_refresh(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Northwind")
    (dana,) = page.window.memory.people()
    dana.edit.setChecked(True)
    page.qtbot.keyClicks(dana.fields[1], " twice")
    page.window.refresh()
    page.settle()
    assert page.window.memory.people() == [dana]
    assert dana.fields[1].text() == "The board twice"


def test_the_others_whom_we_know_there_are_one_act_away(page: PreparePage) -> None:
    with Store.open(page.path) as store:
        store.people.save_contact("c", Contact(id="q", name="Kim Berg"))
    page.fill(page.window.ui.client, "Northwind")
    page.type(page.window.ui.people.line, "Dana Ortiz")
    QTest.keyClick(page.window.ui.people.line, Qt.Key.Key_Return)
    page.settle()
    others = page.window.memory.findChildren(QPushButton)[-1]
    others.click()
    assert [person.contact_id for person in page.window.memory.people()] == ["p", "q"]


def test_escape_comes_back_to_the_form(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Northwind")
    page.window.memory.people()[0].edit.setFocus()
    QTest.keyClick(page.window.focusWidget(), Qt.Key.Key_Escape)
    assert page.window.focusWidget() is page.window.ui.client
    assert page.window.isVisible()
