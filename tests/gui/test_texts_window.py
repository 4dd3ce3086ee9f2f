"""People change the words of recaps, see them in a recap at once, and have ours back in one act."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from companion.gui.tasks import Tasks
from companion.gui.texts.window import TextsWindow
from companion.method.phrases import ours
from companion.model import Text
from companion.store import Store
from tests.clock import HandClock
from tests.gui.recap_history import full_call, history


class Page:
    def __init__(self, qtbot: QtBot, path: Path, call_id: str = "") -> None:
        self.qtbot, self.path = qtbot, path
        with Store.open(path) as store:
            store.documents.load(history(full_call()))
        self.tasks = Tasks(path)
        self.window = TextsWindow(self.tasks, HandClock(), call_id)
        self.ui = self.window.ui
        with qtbot.waitSignal(self.window.ready):
            self.window.show()
        self.settle()

    def look_at(self, key: str) -> None:
        items = [self.ui.list.item(row) for row in range(self.ui.list.count())]
        (item,) = [each for each in items if each.data(Qt.ItemDataRole.UserRole) == key]
        self.ui.list.setCurrentItem(item)

    def type(self, text: str) -> None:
        self.ui.field.entry.selectAll()
        self.ui.field.entry.insertPlainText(text)
        self.settle()

    def settle(self) -> None:
        self.window._saver.flush()
        self.qtbot.waitUntil(lambda: not self.window._soon.isActive())
        self.qtbot.waitUntil(lambda: self.tasks.is_idle and self.window._saver.is_saved)

    def stored(self) -> tuple[Text, ...]:
        with Store.open(self.path, reader=True) as store:
            return store.texts.own()


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[Page]:
    page = Page(qtbot, tmp_path / "history.db", "k-1")
    yield page
    page.window.close()
    page.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    page.tasks.close()


def test_what_is_typed_is_kept_and_seen_in_the_recap_of_the_call(page: Page) -> None:
    page.look_at("options.heading")
    page.type("What we had in front of us")
    assert page.stored() == (
        Text(key="warm/options.heading", language="en", text="What we had in front of us"),
    )
    assert page.ui.preview_of.text() == "In this recap"
    assert "What we had in front of us" in page.ui.preview.toPlainText()
    assert page.ui.preview.textCursor().selectedText() == "What we had in front of us"


def test_what_the_call_does_not_say_is_seen_in_a_made_up_recap(page: Page) -> None:
    page.look_at("opening.parked")
    page.settle()
    assert page.ui.preview_of.text() == "In a made-up recap"
    assert ours("en", "warm")["opening.parked"][:30] in page.ui.preview.toPlainText()


def test_a_wrong_blank_is_named_at_once_and_not_kept(page: Page) -> None:
    page.look_at("unsettled.concern")
    page.type("We heard: {worry}")
    said = page.ui.trouble.text()
    assert said == "{worry} is no blank here. There are: {concern}. Not saved yet."
    assert page.stored() == ()
    page.type("We heard: {concern}.")
    assert page.ui.trouble.text() == ""
    assert page.stored()[0].text == "We heard: {concern}."


def test_a_blank_that_is_left_out_is_told_and_one_is_put_in_by_its_button(page: Page) -> None:
    page.look_at("unsettled.concern")
    page.type("We heard ")
    assert page.ui.trouble.text() == "{concern} is not in it, so the recap does not say it."
    (button,) = [b for b in page.ui.blanks.findChildren(QPushButton) if b.isVisible()]
    button.click()
    page.settle()
    assert page.stored()[0].text == "We heard {concern}"


def test_ours_are_back_in_one_act_and_that_can_be_undone(page: Page) -> None:
    page.look_at("closing.sign_off")
    page.type("Warmly,")
    assert page.ui.ours.text() == "Ours: Best regards,"
    page.ui.back.click()
    page.settle()
    assert (page.stored(), page.ui.field.text) == ((), "Best regards,")
    page.ui.notice.act()
    page.settle()
    assert (page.stored()[0].text, page.ui.field.text) == ("Warmly,", "Warmly,")


def test_each_template_and_language_has_words_of_its_own(page: Page) -> None:
    page.look_at("closing.sign_off")
    page.type("Warmly,")
    page.ui.language.setCurrentIndex(page.ui.language.findData("es"))
    page.ui.language.activated.emit(0)
    page.settle()
    assert page.ui.field.text == "Un cordial saludo,"
    page.type("Con cariño,")
    page.ui.template.setCurrentIndex(page.ui.template.findData("formal"))
    page.ui.template.activated.emit(0)
    page.settle()
    assert page.ui.field.text == "Atentamente,"
    keys = [(text.key, text.language) for text in page.stored()]
    assert keys == [("warm/closing.sign_off", "en"), ("warm/closing.sign_off", "es")]


def test_phrases_are_found_by_their_words_under_their_headings(page: Page) -> None:
    page.ui.search.setText("same page")
    items = [page.ui.list.item(row) for row in range(page.ui.list.count())]
    shown = [item.text() for item in items if not item.isHidden()]
    assert shown[0] == "Where it led"
    assert all("same page" in text for text in shown[1:])
    assert len(shown) > 3


def test_the_whole_window_goes_by_keyboard(page: Page, qtbot: QtBot) -> None:
    page.window.activateWindow()
    qtbot.keyClick(page.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.ui.search.hasFocus)
    qtbot.keyClick(page.ui.search, Qt.Key.Key_Tab)
    qtbot.waitUntil(page.ui.list.hasFocus)
    before = page.window._key
    qtbot.keyClick(page.ui.list, Qt.Key.Key_Down)
    assert page.window._key != before
    qtbot.keyClick(page.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.ui.field.entry.hasFocus)
    qtbot.keyClick(page.window, Qt.Key.Key_F6)
    qtbot.waitUntil(page.ui.preview.hasFocus)
    qtbot.keyClick(page.window, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.ui.list.hasFocus)


def test_what_another_window_stores_is_shown(page: Page) -> None:
    page.look_at("closing.sign_off")
    with Store.open(page.path) as store:
        store.texts.put(Text(key="warm/closing.sign_off", language="en", text="Yours,"))
    page.window.refresh()
    page.qtbot.waitUntil(lambda: page.ui.field.text == "Yours,")
    page.settle()
