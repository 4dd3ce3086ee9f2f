"""The list of those who get a recap: the envelope itself, foreign domains marked in words."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from companion.gui.recap.addressed import AddressLine
from companion.mail.message import build, envelope
from companion.model import Contact
from tests.gui.recap_history import PRIYA, Opened, Opens, opening

SAM = Contact(id="p-1", name="Sam", email="sam@northwind.example")


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path) -> Opens:
    return opening(qtbot, tmp_path)


def add(opened: Opened, qtbot: QtBot, typed: str, *, copy: bool = False) -> None:
    row = opened.ui.cc_row if copy else opened.ui.to_row
    row.chips.line.setText(typed)  # no key of a test types letters that are not ASCII
    qtbot.keyClick(row.chips.line, Qt.Key.Key_Return)
    opened.settle()


def line(opened: Opened, address: str) -> AddressLine:
    return next(line for line in opened.ui.addressed.lines if line.address == address)


def test_what_is_shown_is_the_envelope_and_the_headers_of_the_mail(
    opens: Opens, qtbot: QtBot
) -> None:
    opened = opens(contacts=(SAM,))
    add(opened, qtbot, "Pat Doe <pat@mail.example>")
    add(opened, qtbot, "jo@b\u00fccher.example")
    add(opened, qtbot, "maya@lumen.example", copy=True)
    recap = opened.recap()
    shown = opened.ui.addressed.addresses
    assert shown == envelope(recap)
    content = build(recap, PRIYA, opened.clock.now())
    mail = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    headers = [a.addr_spec for name in ("To", "Cc") for a in mail[name].addresses]
    assert tuple(headers) == shown


def test_only_foreign_domains_are_marked_by_sign_and_words(opens: Opens, qtbot: QtBot) -> None:
    opened = opens(contacts=(SAM,))
    add(opened, qtbot, "pat@mail.example")
    add(opened, qtbot, "maya@lumen.example", copy=True)
    marked = [line.address for line in opened.ui.addressed.lines if line.is_marked]
    assert marked == ["pat@mail.example"]
    foreign = line(opened, "pat@mail.example")
    assert foreign.words == "another domain than the others of this client"
    assert line(opened, "maya@lumen.example").words == "a copy · ours"
    assert line(opened, "sam@northwind.example").words == ""


def test_letters_that_only_look_alike_are_told(opens: Opens, qtbot: QtBot) -> None:
    opened = opens(contacts=(SAM,))
    add(opened, qtbot, "dana@n\u043erthwind.example")
    told = line(opened, "dana@xn--nrthwind-nbh.example")
    assert told.is_marked
    assert "written with other letters: dana@n\u043erthwind.example" in told.words


def test_who_was_taken_out_is_gone_from_the_list(opens: Opens) -> None:
    opened = opens()
    opened.ui.to_row.set_addresses(("sam@northwind.example",))
    opened.ui.to_row.changed.emit()
    opened.settle()
    assert opened.ui.addressed.addresses == ("sam@northwind.example",)


def test_a_recap_that_went_out_says_to_whom(opens: Opens) -> None:
    opened = opens()
    recap = opened.recap()
    opened.tasks.write(lambda store: store.recaps.mark_sent(recap.id, "copy", opened.clock.now()))
    opened.settle()
    opened.window.refresh()
    opened.settle()
    assert opened.ui.addressed.heading == "Who got it"
    assert opened.ui.addressed.addresses == ("dana@northwind.example", "sam@northwind.example")
