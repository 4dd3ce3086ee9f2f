"""The growing entry hands over what was typed, and keeps it until its owner clears it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.gui.widgets.entry import GrowingEntry


def _entry(qtbot: QtBot) -> GrowingEntry:
    entry = GrowingEntry()
    qtbot.addWidget(entry)
    entry.resize(300, 40)
    entry.show()
    return entry


def test_enter_hands_the_text_over_and_leaves_it(qtbot: QtBot) -> None:
    entry = _entry(qtbot)
    qtbot.keyClicks(entry, "form has 4 fields")
    with qtbot.waitSignal(entry.committed) as caught:
        qtbot.keyClick(entry, Qt.Key.Key_Return)
    assert caught.args == ["form has 4 fields"]
    assert entry.text() == "form has 4 fields"


def test_shift_enter_breaks_the_line_and_commits_nothing(qtbot: QtBot) -> None:
    entry = _entry(qtbot)
    with qtbot.assertNotEmitted(entry.committed):
        qtbot.keyClicks(entry, "a")
        qtbot.keyClick(entry, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyClicks(entry, "b")
    assert entry.text() == "a\nb"


def test_a_held_enter_commits_nothing_more(qtbot: QtBot) -> None:
    entry = _entry(qtbot)
    no = Qt.KeyboardModifier.NoModifier
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, no, "\r", True)
    with qtbot.assertNotEmitted(entry.committed):
        QApplication.sendEvent(entry, held)


def test_it_grows_with_its_lines_up_to_the_most(qtbot: QtBot) -> None:
    entry = _entry(qtbot)
    entry.set_most_lines(3)
    heights = []
    for text in ("a", "a\nb", "a\nb\nc", "a\nb\nc\nd"):
        entry.set_text(text)
        heights.append(entry.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_a_paste_is_plain_text_without_control_characters(qtbot: QtBot) -> None:
    entry = _entry(qtbot)
    source = QMimeData()
    source.setHtml("<b>bold</b>")
    source.setText("one\r\ntwo\x00three\u2028four")
    entry.insertFromMimeData(source)
    assert entry.text() == "one\ntwo three\nfour"


def test_a_word_of_a_million_characters_is_kept_whole_and_broken_anywhere(qtbot: QtBot) -> None:
    entry = _entry(qtbot)
    source = QMimeData()
    source.setText("x" * 1_000_000)
    entry.insertFromMimeData(source)
    assert entry.text() == "x" * 1_000_000
    assert entry.wordWrapMode() == QTextOption.WrapMode.WrapAnywhere
    entry.clear()
    assert entry.wordWrapMode() == QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
