"""Writing a recap anew over a person's own words: shown line by line, taken only when asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from companion.gui.recap.difference import Difference
from companion.method.recap import Draft
from tests.gui.recap_history import Opened, Opens, opening

QUESTION = "How do we both win?"


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path) -> Opens:
    return opening(qtbot, tmp_path)


def edit(opened: Opened, qtbot: QtBot) -> None:
    qtbot.keyClicks(opened.ui.text, "My own line. ")
    opened.settle()


def anew(opened: Opened) -> Difference:
    """Ask to write it anew, and return what shows the difference."""
    opened.ui.words.anew.click()
    opened.settle()
    view = opened.window._rewriting.view
    assert view is not None
    return view


def read_out(view: Difference) -> list[str]:
    return [sentence for row in view.rows for sentence in row.sentences]


def test_the_difference_is_shown_and_nothing_is_overwritten(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    edit(opened, qtbot)
    view = anew(opened)
    assert read_out(view) == ["Yours: My own line. Hi Dana, hi Sam,", "New: Hi Dana, hi Sam,"]
    assert opened.recap().text.startswith("My own line.")

    def seen() -> set[str]:
        return {label.text() for label in view.findChildren(QLabel) if label.isVisible()}

    qtbot.waitUntil(lambda: {"− Yours", "+ New"} <= seen())
    assert "One place would change. Your words stay until you take it." in seen()


def test_keeping_mine_changes_nothing(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    edit(opened, qtbot)
    anew(opened).keep_mine.click()
    opened.settle()
    assert opened.window._rewriting.view is None
    assert opened.recap().text.startswith("My own line.")
    assert opened.ui.text.text() == opened.recap().text


def test_all_is_taken_and_brought_back_with_its_subject(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    edit(opened, qtbot)
    opened.ui.subject.setText("Our call")
    opened.ui.subject.textEdited.emit("Our call")
    view = anew(opened)
    assert "Yours: Our call" in read_out(view)
    view.take_all.click()
    opened.settle()
    assert "My own line" not in opened.recap().text
    assert opened.ui.subject.text() != "Our call"
    assert not opened.recap().edited
    opened.ui.notice.act()
    opened.settle()
    assert opened.recap().text.startswith("My own line.")
    assert opened.recap().subject == "Our call"


def test_one_change_is_taken_and_the_others_stay_mine(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    edit(opened, qtbot)
    cursor = opened.ui.text.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    opened.ui.text.setTextCursor(cursor)
    qtbot.keyClicks(opened.ui.text, "PS: see you in spring.")
    view = anew(opened)
    assert len(view.rows) == 2
    view.rows[0].take.click()
    opened.settle()
    assert opened.recap().text.startswith("Hi Dana, hi Sam,")
    assert opened.recap().text.endswith("PS: see you in spring.")
    assert len(view.rows) == 1
    view.rows[0].take.click()
    opened.settle()
    assert opened.window._rewriting.view is None
    assert not opened.recap().edited


def test_what_was_taken_is_undone_in_the_text(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    edit(opened, qtbot)
    anew(opened).take_all.click()
    opened.ui.text.undo()
    opened.settle()
    assert opened.recap().text.startswith("My own line.")


def test_by_keys_alone_one_is_taken_and_escape_keeps_the_rest(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    with qtbot.waitExposed(opened.window):
        opened.window.activateWindow()
    edit(opened, qtbot)
    opened.ui.subject.setText("Our call")
    opened.ui.subject.textEdited.emit("Our call")
    view = anew(opened)
    assert view.rows[0].take.hasFocus()
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Down)
    assert view.rows[1].take.hasFocus()
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Space)
    opened.settle()
    assert opened.ui.text.text().startswith("Hi Dana")
    qtbot.keyClick(opened.window.focusWidget(), Qt.Key.Key_Escape)
    assert opened.window.focusWidget() is opened.ui.text
    assert opened.ui.subject.text() == "Our call"


def test_a_key_takes_all(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    with qtbot.waitExposed(opened.window):
        opened.window.activateWindow()
    edit(opened, qtbot)
    anew(opened)
    QTest.keySequence(opened.window, QKeySequence("Ctrl+T"))
    opened.settle()
    assert not opened.recap().edited


def test_own_words_outlive_a_change_of_the_call_until_it_is_taken(
    opens: Opens, qtbot: QtBot
) -> None:
    opened = opens()
    edit(opened, qtbot)
    opened.tasks.write(lambda store: store.live.answer("k-1", "reframe", QUESTION))
    opened.settle()
    opened.window.refresh()
    opened.settle()
    assert opened.ui.text.text().startswith("My own line.")
    assert opened.ui.notice.text.startswith("It would be written another way now.")
    opened.ui.notice.act()
    opened.settle()
    view = opened.window._rewriting.view
    assert view is not None
    assert f"New: {QUESTION}" in read_out(view)
    assert QUESTION not in opened.recap().text


def test_another_draft_goes_straight_in_where_nobody_changed_the_words(opens: Opens) -> None:
    opened = opens()
    opened.window.propose(Draft(subject="Kurz", text="Hallo Dana,\n\ndanke.\n"))
    opened.settle()
    assert opened.ui.subject.text() == "Kurz"
    assert opened.ui.text.text() == "Hallo Dana,\n\ndanke.\n"
    assert opened.window._rewriting.view is None


def test_another_draft_over_own_words_is_shown_first(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    edit(opened, qtbot)
    opened.window.propose(Draft(subject="Kurz", text="Hallo Dana,\n\ndanke.\n"))
    opened.settle()
    assert opened.window._rewriting.view is not None
    assert opened.recap().text.startswith("My own line.")


def choose_formal(opened: Opened) -> None:
    chooser = opened.ui.template_form.template
    chooser.setCurrentIndex(chooser.findData("formal"))
    chooser.activated.emit(chooser.currentIndex())
    opened.settle()


def test_another_template_goes_straight_in_where_the_words_are_the_rules_own(opens: Opens) -> None:
    opened = opens()
    before = opened.recap().text
    choose_formal(opened)
    assert (opened.recap().template, opened.recap().text == before) == ("formal", False)
    assert opened.window._rewriting.view is None


def test_another_template_over_own_words_shows_at_once_what_it_would_change(
    opens: Opens, qtbot: QtBot
) -> None:
    opened = opens()
    edit(opened, qtbot)
    choose_formal(opened)
    view = opened.window._rewriting.view
    assert view is not None
    assert opened.recap().text.startswith("My own line.")
    view.take_all.click()
    opened.settle()
    assert "My own line." not in opened.recap().text


def test_a_recap_that_was_sent_is_never_written_anew(opens: Opens) -> None:
    opened = opens()
    recap = opened.recap()
    opened.tasks.write(lambda store: store.recaps.mark_sent(recap.id, "copy", opened.clock.now()))
    opened.settle()
    opened.window.refresh()
    opened.settle()
    opened.window.propose(Draft(subject="Kurz", text="Hallo"))
    opened.settle()
    assert (opened.recap().text, opened.ui.text.text()) == (recap.text, recap.text)
