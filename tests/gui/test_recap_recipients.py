"""Who gets the recap: true addresses only, with one plain sentence for what is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from companion.gui.recap.checks import Point
from companion.model import Attendee, Side
from tests.gui.recap_history import Opens, full_call, opening


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path) -> Opens:
    return opening(qtbot, tmp_path)


def test_a_typed_address_is_kept(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    qtbot.keyClicks(opened.ui.cc_row.chips.line, "kim@lumen.example,")
    qtbot.waitUntil(lambda: opened.ui.cc_row.addresses == ("kim@lumen.example",))
    opened.settle()
    assert opened.recap().cc == ("kim@lumen.example",)
    assert not opened.recap().edited


def test_a_name_with_an_address_becomes_the_true_address(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    qtbot.keyClicks(opened.ui.to_row.chips.line, "Kim Roe <kim@northwind.example>\r")
    qtbot.waitUntil(lambda: "kim@northwind.example" in opened.ui.to_row.addresses)
    assert [p.shown() for p in opened.ui.to_row.chips.people()][-1] == "kim@northwind.example"


def test_what_is_no_address_is_said_and_given_back(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    before = opened.recap().to
    qtbot.keyClicks(opened.ui.to_row.chips.line, "sam@@nowhere\r")
    qtbot.waitUntil(lambda: opened.ui.to_row.sentence != "")
    assert opened.ui.to_row.sentence == "“sam@@nowhere” is not an e-mail address we can send to."
    assert opened.ui.to_row.chips.line.text() == "sam@@nowhere"
    opened.settle()
    assert opened.recap().to == before


def test_a_pasted_list_becomes_one_recipient_each(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    opened.ui.cc_row.chips.line.setText("a@lumen.example; b@lumen.example")
    opened.ui.cc_row.chips.line.textEdited.emit("a@lumen.example; b@lumen.example")
    qtbot.keyClick(opened.ui.cc_row.chips.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened.ui.cc_row.addresses) == 2)
    opened.settle()
    assert opened.recap().cc == ("a@lumen.example", "b@lumen.example")


def test_a_colleague_is_offered_a_copy_with_one_click(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    (offer,) = opened.ui.cc_row.offer_buttons
    assert offer.text() == "Copy to Maya"
    offer.click()
    qtbot.waitUntil(lambda: opened.ui.cc_row.addresses == ("maya@lumen.example",))
    assert opened.ui.cc_row.offer_buttons == []


def test_somebody_taken_away_is_offered_again(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    opened.ui.to_row.chips._chips[1].removed.emit()
    assert opened.ui.to_row.addresses == ("dana@northwind.example",)
    (offer,) = opened.ui.to_row.offer_buttons
    assert offer.text() == "Add Sam Lee"
    opened.settle()
    opened.window.refresh()
    opened.settle()
    assert opened.ui.to_row.addresses == ("dana@northwind.example",)


def test_nobody_left_is_a_check_that_leads_to_the_field(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    with qtbot.waitExposed(opened.window):
        opened.window.activateWindow()
    for chip in list(opened.ui.to_row.chips._chips):
        chip.removed.emit()
    assert "Nobody gets it yet" in opened.ui.checks.sentences
    opened.ui.checks.row(Point.RECIPIENTS).mend.click()
    assert opened.window.focusWidget() is opened.ui.to_row.chips.line


def test_an_endless_name_does_not_make_the_window_endless(opens: Opens) -> None:
    endless = "Dana " * 400
    people = (
        Attendee(name=endless, email="dana@northwind.example", side=Side.OURS),
        Attendee(name=f"{endless} Lee"),
    )
    opened = opens(replace(full_call(), attendees=people))
    assert opened.window.minimumSizeHint().width() < 940
