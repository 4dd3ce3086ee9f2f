"""The words of a recap: edited in place, kept as typed, never overwritten by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QKeySequence, QTextBlock
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from companion.gui.recap.editor import MailEditor
from companion.gui.recap.marks import Look, runs
from tests.gui.recap_history import Opened, Opens, full_call, opening


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path) -> Opens:
    return opening(qtbot, tmp_path)


def _width_of_marks(heading: QTextBlock) -> float:
    heading.document().documentLayout().blockBoundingRect(heading)  # lays out what changed
    line = heading.layout().lineAt(0)
    begin, end = (line.cursorToX(place) for place in (0, 3))
    return float(end[0] - begin[0])  # type: ignore[index]


def edit(opened: Opened, qtbot: QtBot) -> None:
    qtbot.keyClicks(opened.ui.text, "My own line. ")
    opened.settle()


def test_what_is_typed_is_on_the_disk_and_known_as_edited(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    edit(opened, qtbot)
    assert opened.recap().text == opened.ui.text.text()
    assert opened.recap().text.startswith("My own line. Hi Dana")
    assert opened.recap().edited


def test_taking_the_edit_back_makes_it_the_rules_own_text_again(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    edit(opened, qtbot)
    opened.ui.text.undo()
    opened.settle()
    assert not opened.recap().edited


def test_a_subject_of_ones_own_stays(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    opened.ui.subject.selectAll()
    qtbot.keyClicks(opened.ui.subject, "Our call")
    opened.settle()
    opened.window.refresh()
    opened.settle()
    assert (opened.recap().subject, opened.ui.subject.text()) == ("Our call", "Our call")


def test_the_panel_counts_the_lines_that_are_ones_own(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    assert opened.ui.words.whose == ""
    edit(opened, qtbot)
    assert opened.ui.words.whose == "One line is your own. Nothing overwrites it by itself."


def test_closing_the_window_keeps_what_was_typed_last(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    qtbot.keyClicks(opened.ui.text, "Last words. ")
    opened.window.close()
    qtbot.waitUntil(lambda: opened.recap().text.startswith("Last words."))


def test_a_check_that_the_text_lost_says_so(opens: Opens) -> None:
    opened = opens()
    opened.ui.text.replace_text("Hi Dana,\n\nthank you.")
    assert opened.ui.checks.sentences[:3] == (
        "Their metric is not in it",
        "Not every option is in it",
        "The next step is not in it",
    )


def test_marks_vanish_but_for_the_paragraph_that_is_edited(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    editor = opened.ui.text
    heading = editor.document().find("## What matters most").block()
    plain_width = editor.fontMetrics().horizontalAdvance("## ")
    assert _width_of_marks(heading) < 1
    editor.setFocus()
    cursor = editor.textCursor()
    cursor.setPosition(heading.position())
    editor.setTextCursor(cursor)
    assert _width_of_marks(heading) > plain_width / 2


@pytest.mark.parametrize(
    ("line", "looks"),
    [
        ("## Next step", [(3, 9, Look.BOLD), (0, 3, Look.MARK)]),
        ("by **Friday**.", [(5, 6, Look.BOLD), (3, 2, Look.MARK), (11, 2, Look.MARK)]),
        ("- one", [(0, 1, Look.BULLET)]),
        ("a\\*b", [(1, 1, Look.MARK)]),
        ("snake_case_name and 2 * 3 * 4", []),
        ("x" * 6000 + "**b**", []),
    ],
)
def test_marks_are_told_from_words(line: str, looks: list[tuple[int, int, Look]]) -> None:
    assert [tuple(run) for run in runs(line)] == looks


def test_only_plain_text_is_pasted(qtbot: QtBot) -> None:
    editor = MailEditor()
    qtbot.addWidget(editor)
    pasted = QMimeData()
    pasted.setHtml("<b>bold</b><img src='file:///x.png'>")
    pasted.setText("bold\r\nline")
    pasted.setUrls([QUrl("file:///x.png")])
    editor.insertFromMimeData(pasted)
    assert editor.text() == "bold\nline"


def test_a_pasted_chapter_without_blanks_does_not_stop_the_window(qtbot: QtBot) -> None:
    editor = MailEditor()
    qtbot.addWidget(editor)
    editor.resize(600, 400)
    editor.show()
    pasted = QMimeData()
    pasted.setText("x" * 100_000)
    with qtbot.waitSignal(editor.typed, timeout=5_000):
        editor.insertFromMimeData(pasted)
    assert len(editor.text()) == 100_000


def test_the_preview_shows_the_mail_and_the_key_comes_back(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    with qtbot.waitExposed(opened.window):
        opened.window.activateWindow()
    QTest.keySequence(opened.window, QKeySequence("Ctrl+P"))
    qtbot.waitUntil(lambda: opened.ui.paper.currentWidget() is opened.ui.preview)
    assert "What matters most" in opened.ui.preview.toPlainText()
    assert "##" not in opened.ui.preview.toPlainText()
    qtbot.keyClick(opened.window, Qt.Key.Key_Escape)
    assert opened.ui.paper.currentWidget() is opened.ui.writing


def test_f6_goes_round_the_regions(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    with qtbot.waitExposed(opened.window):
        opened.window.activateWindow()
    opened.ui.text.setFocus()
    seen = []
    for _ in range(4):
        QTest.keySequence(opened.window, QKeySequence("F6"))
        seen.append(opened.window.focusWidget())
    assert seen == [
        opened.ui.outcome.chooser,
        opened.ui.copy,
        opened.ui.to_row.chips.line,
        opened.ui.text,
    ]


def test_a_call_with_only_a_name_still_makes_a_whole_mail(opens: Opens) -> None:
    call = replace(
        full_call(), options=(), chosen=None, next_steps=(), outcome=None, steps=(), attendees=()
    )
    opened = opens(call)
    assert opened.recap().text.startswith("Hello,")
    assert "No options are recorded" in opened.ui.checks.sentences
    assert "Nobody gets it yet" in opened.ui.checks.sentences


def test_words_that_cannot_be_kept_stay_in_the_window(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    opened.tasks.write(lambda store: store.disagreements.delete("d-1"))
    qtbot.keyClicks(opened.ui.text, "Still here. ")
    qtbot.waitUntil(lambda: opened.ui.status.text() == "Not saved yet")
    assert opened.ui.text.text().startswith("Still here.")
    assert opened.ui.notice.text != ""


def test_what_is_typed_while_the_page_is_read_again_stays(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    for letter in "quick":
        qtbot.keyClicks(opened.ui.text, letter)
        opened.window.refresh()
    opened.settle()
    assert opened.ui.text.text().startswith("quickHi Dana")
    assert opened.recap().text == opened.ui.text.text()
