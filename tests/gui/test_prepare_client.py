"""The client of a preparation: known, new, mistyped, and what comes with the name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from companion.model import Disagreement
from tests.gui.prepare_page import PreparePage, prepare_page

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[PreparePage]:
    with prepare_page(qtbot, tmp_path) as opened:
        yield opened


def client_names(page: PreparePage) -> object:
    return page.look(
        lambda store: sorted(store.people.client(key).name for key in store.people.client_ids())
    )


def test_a_known_name_takes_the_client_of_the_history(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "northwind")
    assert page.disagreement().client == "c"
    assert page.window.ui.client.text() == "Northwind"
    assert client_names(page) == ["Northwind"]


def test_an_unknown_name_makes_a_new_client(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Contoso")
    assert page.client().name == "Contoso"
    assert client_names(page) == ["Contoso", "Northwind"]


def test_a_slip_of_the_fingers_leaves_no_second_client(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Nortwind")
    page.fill(page.window.ui.client, "Northwnd")
    page.fill(page.window.ui.client, "Northwind")
    assert page.disagreement().client == "c"
    assert client_names(page) == ["Northwind"]


def test_a_slip_is_taken_back_after_the_window_was_closed_too(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Nortwind")
    page.close()
    page.open()
    page.fill(page.window.ui.client, "Northwind")
    assert client_names(page) == ["Northwind"]


def test_a_client_that_was_there_before_stays_when_another_is_chosen(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Northwind")
    page.fill(page.window.ui.client, "Contoso")
    assert client_names(page) == ["Contoso", "Northwind"]
    assert page.look(lambda store: store.disagreements.ids("c")) == ("d",)


def test_the_last_known_numbers_come_with_the_name(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Northwind")
    assert page.window.ui.metric.text() == "Cost ÷ revenue — 30% now, 25% by March"
    assert page.window.ui.our_metric.text() == "Number of leads"
    assert (page.disagreement().metric, page.disagreement().our_metric) == ("m", "Number of leads")


def test_their_last_known_numbers_go_with_the_name(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Northwind")
    page.fill(page.window.ui.client, "Contoso")
    assert page.window.ui.metric.text() == ""
    assert page.window.ui.our_metric.text() == ""
    other = page.look(lambda store: store.disagreements.get("d"))
    assert isinstance(other, Disagreement)
    assert (page.disagreement().metric, other.metric) == (None, "m")


def test_what_was_typed_before_the_name_moves_along(page: PreparePage) -> None:
    page.fill(page.window.ui.metric, "Opportunities, now 14, wants 20")
    page.fill(page.window.ui.people.line, "Kim Berg")
    page.fill(page.window.ui.client, "Northwind")
    client = page.client()
    assert [contact.name for contact in client.contacts] == ["Dana Ortiz", "Kim Berg"]
    assert page.disagreement().metric in {metric.id for metric in client.metrics}
    assert page.window.ui.metric.text() == "Opportunities — 14 now, target 20"


def test_names_are_completed_from_the_history(page: PreparePage) -> None:
    page.type(page.window.ui.client, "wind")
    completer = page.window.ui.client.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    assert completer.completionCount() == 1
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    page.qtbot.waitUntil(lambda: page.window.ui.client.text() == "Northwind")
    page.settle()
    assert page.disagreement().client == "c"


def test_a_name_half_typed_waits_when_the_program_dies(page: PreparePage) -> None:
    page.type(page.window.ui.client, "Contos")
    page.settle()
    assert page.look(lambda store: store.drafts.get(f"prepare:{page.call_id}:client")) == "Contos"


def test_markup_and_line_breaks_in_a_name_are_shown_literally(page: PreparePage) -> None:
    page.window.ui.client.setFocus()
    page.window.ui.client.insert("<b>Con\ntoso</b>")
    page.window.ui.client.textEdited.emit(page.window.ui.client.text())
    page.leave(page.window.ui.client)
    assert page.client().name == "<b>Con toso</b>"
    assert "<b>Con toso</b>" in page.said()
