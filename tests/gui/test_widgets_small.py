"""The small widgets say, show and do what they are for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from companion.gui.widgets.chip import Chip
from companion.gui.widgets.chips_edit import ChipsEdit
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.one_line import LONGEST, LineEdit
from companion.gui.widgets.person_chip import Person, person_from
from companion.gui.widgets.step_check import StepCheck
from companion.gui.widgets.step_dots import StepDots
from companion.gui.widgets.text import Label, ask, set_tip
from companion.gui.widgets.time_bar import TimeBar

GUI = Path(__file__).resolve().parents[2] / "companion" / "gui"


def test_a_label_shows_markup_literally(qtbot: QtBot) -> None:
    label = Label(None, "<b>b</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>b</b>"


def test_a_wrapped_label_can_break_a_long_word_and_still_knows_its_text(qtbot: QtBot) -> None:
    label = Label(None, "x" * 500)
    qtbot.addWidget(label)
    label.set_wrap()
    assert label.heightForWidth(200) > label.fontMetrics().height()
    assert label.text() == "x" * 500


def test_a_tip_shows_markup_literally(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tip(widget, "<img src=x>")
    assert "&lt;img src=x&gt;" in widget.toolTip()


def test_texts_are_shown_through_the_wrappers_only() -> None:
    # The tip of an icon in the tray is the system's, which shows no markup.
    bare = re.compile(r"\bQLabel\(|(?<!\bicon)\.setToolTip\(|\bQMessageBox\b")
    files = [path for path in GUI.rglob("*.py") if path.name != "text.py"]
    assert files
    assert [p.name for p in files if bare.search(p.read_text(encoding="utf-8"))] == []


def test_a_question_acts_only_on_its_own_button(qtbot: QtBot) -> None:
    done: list[str] = []
    box = ask(None, "End it?", act="End & go", then=lambda: done.append("ended"))
    qtbot.addWidget(box)
    assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
    next(b for b in box.buttons() if b is not box.defaultButton()).click()
    assert done == ["ended"]


def test_a_button_names_its_key_and_takes_its_text_literally(qtbot: QtBot) -> None:
    button = KeyButton(None, "End & write recap", "Ctrl+E")
    qtbot.addWidget(button)
    assert button.accessibleName() == "End & write recap (Ctrl+E)"
    assert button.shortcut().isEmpty()


def test_a_button_ignores_a_key_that_is_held_down(qtbot: QtBot) -> None:
    button = KeyButton(None, "Start")
    qtbot.addWidget(button)
    no = Qt.KeyboardModifier.NoModifier
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, no, "\r", True)
    with qtbot.assertNotEmitted(button.clicked):
        QApplication.sendEvent(button, held)


def test_dots_and_time_are_read_out(qtbot: QtBot) -> None:
    dots, bar = StepDots(None, [True, True, False, True, False]), TimeBar()
    qtbot.addWidget(dots)
    qtbot.addWidget(bar)
    bar.set_time(1350, 2700)
    assert dots.accessibleName() == "3 of 5 steps"
    assert bar.accessibleName() == "50 % of the planned time"


def test_a_step_is_ticked_with_the_space_bar(qtbot: QtBot) -> None:
    step = StepCheck(None, "Reframe")
    qtbot.addWidget(step)
    qtbot.keyClick(step, Qt.Key.Key_Space)
    assert step.isChecked()


def test_a_chip_says_the_word_of_its_kind(qtbot: QtBot) -> None:
    chip = Chip(None, "their_choice")
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "their choice"


def test_line_breaks_and_controls_become_blanks_in_one_line(qtbot: QtBot) -> None:
    field = LineEdit()
    qtbot.addWidget(field)
    field.insert("North\nwind\x00Ltd\r\n")
    assert field.text() == "North wind Ltd "


def test_one_line_keeps_more_than_qt_does_and_says_what_it_cuts(qtbot: QtBot) -> None:
    field = LineEdit()
    qtbot.addWidget(field)
    field.setText("x" * 100_000)
    assert len(field.text()) == 100_000
    with qtbot.waitSignal(field.shortened) as caught:
        field.setText("x" * (LONGEST + 5))
    assert caught.args == [5]


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("Dana Ortiz", Person(name="Dana Ortiz")),
        ("Dana <d@n.example>", Person(name="Dana", address="d@n.example")),
        ("d@n.example", Person(address="d@n.example")),
    ],
)
def test_a_person_is_read_as_typed(typed: str, person: Person) -> None:
    assert person_from(typed) == person


def test_people_are_added_by_comma_and_enter(qtbot: QtBot) -> None:
    field = ChipsEdit()
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, "Dana,Sam")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert [person.name for person in field.people()] == ["Dana", "Sam"]


def test_backspace_selects_the_last_person_and_then_removes(qtbot: QtBot) -> None:
    field = ChipsEdit()
    qtbot.addWidget(field)
    field.set_people([Person(name="Dana"), Person(name="Sam")])
    field.show()
    field.activateWindow()
    qtbot.keyClick(field.line, Qt.Key.Key_Backspace)
    qtbot.waitUntil(field._chips[-1].hasFocus)
    with qtbot.waitSignal(field.changed):
        qtbot.keyClick(field._chips[-1], Qt.Key.Key_Delete)
    assert [person.name for person in field.people()] == ["Dana"]
