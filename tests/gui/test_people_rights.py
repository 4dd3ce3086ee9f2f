"""Everything about one person as a file, or erased after a preview."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.model import Attendee, Call, CallState, Disagreement, Note
from companion.store import Store
from tests.gui.people_page import PeopleDesk, people_desk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[PeopleDesk]:
    with people_desk(qtbot, tmp_path) as opened:
        opened.tasks.write(add_call)
        opened.choose("l")
        opened.ui.contacts.setCurrentIndex(opened.ui.contacts.model().index(1, 0))
        opened.settle()
        yield opened


def add_call(store: Store) -> None:
    said = Note(id="n", at_ms=1, who="Sam", text="the lead times are ours")
    call = Call(id="k", state=CallState.ENDED, attendees=(Attendee(name="Sam Lee"),), notes=(said,))
    store.disagreements.put(Disagreement(id="e", client="l", topic="Times", calls=(call,)))


def test_what_is_kept_about_a_person_stands_in_one_file(desk: PeopleDesk, tmp_path: Path) -> None:
    contact = desk.ui.contacts.contact()
    assert contact is not None
    with desk.qtbot.waitSignal(desk.window.rights.exported):
        desk.window.rights.export(contact, tmp_path / "sam.txt")
    text = (tmp_path / "sam.txt").read_text(encoding="utf-8")
    assert "notes · Brightpath Ltd · Times\n    Sam: the lead times are ours" in text
    assert "Dana" not in text


def test_nothing_is_erased_before_the_preview_is_confirmed(desk: PeopleDesk) -> None:
    desk.ui.erase_contact.click()
    desk.settle()
    notice = desk.ui.notice
    assert "contacts (1), notes (1), people on calls (1)" in notice.text
    assert "copies that you made elsewhere stay" in notice.text
    assert desk.ask(lambda store: store.calls.get("k").notes[0].who) == "Sam"
    with desk.qtbot.waitSignal(desk.window.changed):
        notice.act()
    desk.settle()
    assert desk.ask(lambda store: store.calls.get("k").notes[0].who) == "Someone"
    assert [contact.id for contact in desk.ui.contacts.contacts()] == ["p2"]
