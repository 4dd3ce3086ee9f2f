"""The window on clients and people: by keyboard, with a preview, and back again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from companion.gui.widgets.scroll import PageScroll
from companion.store import Store
from tests.gui.people_page import PeopleDesk, people_desk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[PeopleDesk]:
    with people_desk(qtbot, tmp_path) as opened:
        yield opened


def names(desk: PeopleDesk) -> list[str]:
    model = desk.ui.clients.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_a_client_stands_with_its_numbers_and_its_people(desk: PeopleDesk) -> None:
    desk.choose("l")
    assert names(desk) == ["Brightpath", "Brightpath Ltd", "Northwind"]
    assert desk.ui.title.text() == "Brightpath Ltd"
    assert desk.ui.about.text() == "1 disagreement · 2 contacts"
    index = desk.ui.contacts.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "D. Ortiz, CMO · dana@bright.example"


def test_a_name_is_written_over_where_it_stands(desk: PeopleDesk) -> None:
    desk.choose("n")
    desk.write_name(desk.ui.clients, "Northwind Traders")
    assert desk.ask(lambda store: store.people.client("n").name) == "Northwind Traders"
    assert desk.ui.title.text() == "Northwind Traders"
    assert desk.ui.notice.text == "Northwind is called Northwind Traders now."


def test_a_contact_is_renamed_where_it_stands(desk: PeopleDesk) -> None:
    desk.choose("b")
    desk.write_name(desk.ui.contacts, "Dana O.")
    (dana,) = desk.ask(lambda store: store.people.client("b").contacts)
    assert dana.name == "Dana O."


def test_role_and_address_are_written_where_they_stand_and_taken_back(desk: PeopleDesk) -> None:
    before = desk.ask(lambda store: store.documents.dump())
    desk.choose("b")
    write(desk, desk.ui.fields.role, "CMO")
    assert desk.ui.notice.text == "Dana Ortiz is CMO now."
    write(desk, desk.ui.fields.address, "Dana <dana@brightpath.example>")
    (dana,) = desk.ask(lambda store: store.people.client("b").contacts)
    assert (dana.role, dana.email) == ("CMO", "dana@brightpath.example")
    assert desk.ui.contacts.hasFocus()
    for _ in range(2):
        desk.qtbot.keyClick(desk.ui.contacts, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        desk.settle()
    assert desk.ask(lambda store: store.documents.dump()) == before
    assert desk.ui.fields.address.text() == "dana@bright.example"


@pytest.mark.parametrize(
    ("address", "reason"),
    [("dana at bright", "is not an e-mail address"), ("DANA@bright.example", "can be merged")],
)
def test_an_address_that_cannot_be_is_refused_and_stays_to_be_mended(
    desk: PeopleDesk, address: str, reason: str
) -> None:
    desk.choose("l")
    desk.ui.contacts.setCurrentIndex(desk.ui.contacts.model().index(1, 0))
    write(desk, desk.ui.fields.address, address)
    assert reason in desk.ui.notice.text
    assert desk.ui.fields.address.text() == address
    assert [c.email for c in desk.ask(lambda store: store.people.client("l").contacts)][1] == ""
    desk.qtbot.keyClick(desk.ui.fields.address, Qt.Key.Key_Escape)
    assert desk.ui.fields.address.text() == ""


def write(desk: PeopleDesk, field: QLineEdit, text: str) -> None:
    """Write a text over what stands in a field, and press Enter."""
    field.setFocus()
    field.selectAll()
    desk.qtbot.keyClicks(field, text)
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.settle()


def test_a_name_that_another_client_has_is_refused_in_words(desk: PeopleDesk) -> None:
    desk.choose("l")
    desk.write_name(desk.ui.clients, "brightpath")
    assert "can be merged" in desk.ui.notice.text
    assert desk.ask(lambda store: store.people.client("l").name) == "Brightpath Ltd"
    assert names(desk)[1] == "Brightpath Ltd"


def test_a_merge_says_what_it_will_do_before_it_does_it(desk: PeopleDesk) -> None:
    desk.choose("l")
    desk.ui.merge.click()
    choice = desk.ui.choice
    assert not choice.confirm.isEnabled()
    choice.answers.setCurrentIndex(choice.answers.findData("b"))
    desk.settle()
    assert choice.preview.text() == (
        "1 disagreement, 1 contact and 1 metric of Brightpath Ltd will be Brightpath's. "
        "Dana Ortiz is known to both and will be one. “D. Ortiz” becomes “Dana Ortiz”."
    )
    assert choice.confirm.isEnabled()
    assert len(desk.ask(lambda store: store.people.client_ids())) == 3


def test_a_merge_shows_the_client_that_stays_and_can_be_undone(desk: PeopleDesk) -> None:
    before = desk.ask(lambda store: store.documents.dump())
    desk.choose("l")
    desk.ui.merge.click()
    desk.answer("b")
    assert desk.ui.title.text() == "Brightpath"
    assert desk.ui.about.text() == "1 disagreement · 2 contacts"
    desk.ui.notice.act()
    desk.settle()
    assert desk.ask(lambda store: store.documents.dump()) == before
    assert names(desk) == ["Brightpath", "Brightpath Ltd", "Northwind"]


def test_two_contacts_become_one(desk: PeopleDesk) -> None:
    desk.choose("l")
    desk.ui.merge_contact.click()
    desk.answer("p3")
    (sam,) = desk.ask(lambda store: store.people.client("l").contacts)
    assert (sam.name, sam.email, sam.role) == ("Sam Lee", "dana@bright.example", "Lead")


def test_a_contact_moves_to_another_client(desk: PeopleDesk) -> None:
    desk.choose("b")
    desk.ui.move_contact.click()
    desk.answer("n")
    assert [c.id for c in desk.ask(lambda store: store.people.client("n").contacts)] == ["p1"]
    assert not desk.ui.contacts.isVisible()


def test_del_puts_a_client_away_below_and_a_second_time_takes_it_back(desk: PeopleDesk) -> None:
    desk.choose("n")
    desk.qtbot.keyClick(desk.ui.clients, Qt.Key.Key_Delete)
    desk.settle()
    assert names(desk) == ["Brightpath", "Brightpath Ltd"]
    assert desk.ui.fold.text().endswith("Put away (1)")
    desk.ui.fold.click()
    assert names(desk) == ["Brightpath", "Brightpath Ltd", "Put away", "Northwind"]
    desk.choose("n")
    assert desk.ui.away.text() == "Take back"
    desk.qtbot.keyClick(desk.ui.clients, Qt.Key.Key_Delete)
    desk.settle()
    assert names(desk) == ["Brightpath", "Brightpath Ltd", "Northwind"]


def test_ctrl_z_takes_one_change_back_after_the_other(desk: PeopleDesk) -> None:
    before = desk.ask(lambda store: store.documents.dump())
    desk.choose("n")
    desk.write_name(desk.ui.clients, "Northwind Traders")
    desk.ui.away.click()
    desk.settle()
    for _ in range(2):
        desk.window.activateWindow()
        desk.ui.clients.setFocus()
        desk.qtbot.keyClick(desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        desk.settle()
    assert desk.ask(lambda store: store.documents.dump()) == before


def test_escape_closes_the_question_before_the_window(desk: PeopleDesk) -> None:
    desk.choose("l")
    desk.ui.merge.click()
    desk.qtbot.keyClick(desk.ui.choice.answers, Qt.Key.Key_Escape)
    assert not desk.ui.choice.isVisible()
    assert desk.window.isVisible()
    desk.qtbot.keyClick(desk.ui.clients, Qt.Key.Key_Escape)
    assert not desk.window.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_of_a_client_has_every_act_with_its_key(desk: PeopleDesk) -> None:
    desk.choose("l")
    desk.ui.clients.customContextMenuRequested.emit(desk.ui.clients.rect().center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [
        "Rename\tF2",
        "Merge into…",
        "Put away\tDel",
    ]
    menu.close()


def test_the_window_begins_where_it_was_asked_to(desk: PeopleDesk) -> None:
    desk.window.begin("n", "merge")
    desk.settle()
    assert desk.ui.title.text() == "Northwind"
    assert desk.ui.choice.isVisible()


def test_a_history_without_clients_says_so(desk: PeopleDesk) -> None:
    desk.window._show_lines(())
    assert desk.ui.nothing.isVisible()
    assert not desk.ui.client.isVisible()


def test_what_was_done_is_in_sight_however_far_down_one_was(desk: PeopleDesk) -> None:
    desk.window.resize(500, 240)
    desk.choose("l")
    (page,) = desk.window.findChildren(PageScroll)
    bar = page.verticalScrollBar()
    desk.qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    desk.ui.away.click()
    desk.settle()
    assert bar.value() == 0
    assert "is put away" in desk.ui.notice.text


def test_f6_goes_round_the_regions(desk: PeopleDesk) -> None:
    desk.choose("l")
    desk.ui.clients.setFocus()
    for region in (desk.ui.rename, desk.ui.contacts, desk.ui.clients):
        desk.qtbot.keyClick(desk.window, Qt.Key.Key_F6)
        assert QApplication.focusWidget() is region


def test_a_name_that_is_being_written_outlives_what_another_program_stores(
    desk: PeopleDesk,
) -> None:
    desk.choose("n")
    desk.ui.rename.click()
    (editor,) = desk.ui.clients.viewport().findChildren(QLineEdit)
    editor.selectAll()
    desk.qtbot.keyClicks(editor, "North")
    with Store.open(desk.path) as store:
        store.people.rename_client("b", "Brighter")
    desk.window.refresh()
    desk.settle()
    assert editor.text() == "North"
    desk.qtbot.keyClick(editor, Qt.Key.Key_Escape)
    desk.qtbot.waitUntil(lambda: "Brighter" in names(desk))
