"""Wording that divides, in the recap window: underlined, listed, rewritten or kept, by keyboard."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from companion.gui.recap.wording import Place, Reading, Wording, look_at
from companion.gui.tasks import Tasks
from companion.model import Recap, RecapState
from companion.store import Store
from tests.gui.recap_history import Opened, Opens, full_call, opening

PAST = "As I said before, you removed the budget field in May."
BETTER = "The budget field is not there today; we can bring it back."


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path) -> Opens:
    return opening(qtbot, tmp_path)


def write(opened: Opened, qtbot: QtBot, text: str) -> None:
    """Let the mail say *text*, and wait until it was read."""
    opened.ui.text.replace_text(text)
    read(opened, qtbot)


def read(opened: Opened, qtbot: QtBot) -> None:
    wording = opened.window._wording.wording
    qtbot.waitUntil(lambda: not wording._timer.isActive() and opened.tasks.is_idle)
    opened.settle()


def rules(opened: Opened) -> list[str]:
    return [row.place.remark.leading.rule for row in opened.ui.checks.wording.rows]


def activate(opened: Opened, qtbot: QtBot) -> None:
    with qtbot.waitExposed(opened.window):
        opened.window.activateWindow()
    opened.ui.text.setFocus()


def underlined(block: QTextBlock) -> list[str]:
    """Return the words that stand on the ground of what may divide, as the screen has them."""
    text = block.text().encode("utf-16-le")
    marked = [False] * (len(text) // 2 + 1)
    for run in block.layout().formats():
        style = run.format.underlineStyle()
        has_ground = run.format.hasProperty(QTextCharFormat.Property.BackgroundBrush)
        is_marked = style == QTextCharFormat.UnderlineStyle.SingleUnderline and has_ground
        marked[run.start : run.start + run.length] = [is_marked] * run.length
    ends = [n for n in range(len(marked)) if marked[n] != (n > 0 and marked[n - 1])]
    pairs = zip(ends[::2], ends[1::2], strict=True)
    return [text[2 * start : 2 * end].decode("utf-16-le") for start, end in pairs]


def first_block(opened: Opened) -> QTextBlock:
    return opened.ui.text.document().firstBlock()


def test_a_composed_recap_has_nothing_that_divides(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    read(opened, qtbot)
    assert opened.ui.checks.wording.sentences == ("Nothing in its wording divides",)


def test_what_divides_is_underlined_and_listed_with_another_wording(
    opens: Opens, qtbot: QtBot
) -> None:
    opened = opens()
    write(opened, qtbot, PAST)
    assert underlined(first_block(opened)) == ["As I said before", "you removed"]
    assert opened.ui.checks.wording.sentences == ("One sentence argues a past point.",)
    row = opened.ui.checks.wording.rows[0]
    assert row.quiet.text() == f"Try: “{BETTER}”"


def test_an_emoji_before_the_words_moves_no_underline(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    write(opened, qtbot, "😀👍🏽 **Thanks** 😀, we will send it soon 😀.")
    assert underlined(first_block(opened)) == ["soon"]


def test_the_other_wording_is_taken_by_its_key_and_taken_back_by_undo(
    opens: Opens, qtbot: QtBot
) -> None:
    opened = opens()
    write(opened, qtbot, f"😀 Hello.\n\n{PAST}\n")
    activate(opened, qtbot)
    QTest.keyClick(opened.window, Qt.Key.Key_F8)
    read(opened, qtbot)
    assert opened.recap().text == f"😀 Hello.\n\n{BETTER}\n"
    assert rules(opened) == []
    QTest.keyClick(opened.ui.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    read(opened, qtbot)
    assert opened.ui.text.text() == f"😀 Hello.\n\n{PAST}\n"
    assert rules(opened) == ["past"]


def test_what_has_no_other_wording_stays_listed_with_advice(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    write(opened, qtbot, "Clearly, we send it soon.")
    row = opened.ui.checks.wording.rows[0]
    assert row.quiet.text() == "Try: “We send it soon.”\n“soon”: Name the day."
    row.use.click()
    read(opened, qtbot)
    assert opened.ui.checks.wording.rows[0].quiet.text() == "“soon”: Name the day."


def test_a_held_key_takes_one_rewrite(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    write(opened, qtbot, "Clearly, it is long.\n\nObviously, it is short.")
    activate(opened, qtbot)
    QTest.keyClick(opened.window, Qt.Key.Key_F8)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(opened.ui.text, held)
    read(opened, qtbot)
    assert opened.ui.text.text() == "It is long.\n\nObviously, it is short."
    keys = {each.key().toString(): each for each in opened.window.findChildren(QShortcut)}
    assert not any(keys[name].autoRepeat() for name in ("F7", "F8", "Shift+F8"))


def test_a_sentence_that_was_just_rewritten_is_not_kept(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    write(opened, qtbot, PAST)
    row = opened.ui.checks.wording.rows[0]
    row.use.click()
    row.keep.click()
    read(opened, qtbot)
    assert opened.window._wording._kept == frozenset()


def test_what_is_kept_stays_kept_in_the_draft(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    write(opened, qtbot, "We send it soon.")
    activate(opened, qtbot)
    QTest.keyClick(opened.window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    read(opened, qtbot)
    assert rules(opened) == []
    assert underlined(first_block(opened)) == []
    with Store.open(opened.path, reader=True) as store:
        assert store.drafts.get(f"wording:{opened.recap().id}") == '["soon: We send it soon."]'
    opened.window._wording._kept = frozenset()
    opened.window._wording._read_kept(opened.recap().id)
    read(opened, qtbot)
    assert rules(opened) == []


def test_what_was_kept_can_be_looked_at_again(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    write(opened, qtbot, "We send it soon.")
    opened.ui.checks.wording.rows[0].keep.click()
    read(opened, qtbot)
    assert opened.ui.checks.wording.again.text() == "1 kept as it is. Look again"
    opened.ui.checks.wording.again.click()
    read(opened, qtbot)
    assert rules(opened) == ["soon"]


def test_a_finding_without_a_rewrite_has_advice_and_its_key_does_nothing(
    opens: Opens, qtbot: QtBot
) -> None:
    opened = opens()
    write(opened, qtbot, "We send it soon.")
    activate(opened, qtbot)
    row = opened.ui.checks.wording.rows[0]
    assert row.quiet.text() == "“soon”: Name the day."
    assert row.use.isHidden()
    QTest.keyClick(opened.window, Qt.Key.Key_F8)
    read(opened, qtbot)
    assert opened.ui.text.text() == "We send it soon."


def test_the_key_goes_round_the_findings_and_selects_nothing(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    write(opened, qtbot, "We send it soon.\n\n😀 You always ask.\n\nTake it or leave it.")
    activate(opened, qtbot)
    places = []
    for _turn in range(4):
        QTest.keyClick(opened.window, Qt.Key.Key_F7)
        cursor = opened.ui.text.textCursor()
        current = opened.ui.checks.wording.current
        assert current is not None
        assert not cursor.hasSelection()
        places.append((cursor.position(), current.place.remark.leading.rule))
    assert places == [(15, "soon"), (31, "absolute"), (57, "pressure"), (15, "soon")]


def test_typing_right_after_a_key_loses_no_letter(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    write(opened, qtbot, "We send it soon.")
    activate(opened, qtbot)
    QTest.keyClick(opened.window, Qt.Key.Key_F7)
    QTest.keyClicks(opened.ui.text, ", by Friday 27 November")
    read(opened, qtbot)
    assert opened.ui.text.text() == "We send it soon, by Friday 27 November."


def test_the_reason_and_its_source_are_told_when_asked(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    write(opened, qtbot, "You always ask late.")
    row = opened.ui.checks.wording.rows[0]
    assert row.reason == ""
    row.why.click()
    assert row.reason.endswith("Method, ideas 1 and 9 (article A)")


def test_a_mail_that_has_left_is_not_looked_at(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    write(opened, qtbot, "We send it soon.")
    recap = opened.recap()
    at = opened.clock.now()
    opened.tasks.write(lambda store: store.recaps.mark_sent(recap.id, "copy", at))
    opened.settle()
    opened.window.refresh()
    read(opened, qtbot)
    assert opened.recap().state is RecapState.SENT
    assert underlined(first_block(opened)) == []
    assert opened.ui.checks.wording.sentences == ()


def test_a_correction_is_looked_at_as_a_first_recap_is(opens: Opens, qtbot: QtBot) -> None:
    first = Recap(id="r-1", state=RecapState.SENT, via="copy", language="en", text="Soon.")
    second = Recap(id="r-2", in_reply_to="r-1", language="en", text="We send it soon.", edited=True)
    opened = opens(replace(full_call(), recaps=(first, second)))
    read(opened, qtbot)
    assert opened.ui.text.text() == "We send it soon."
    assert rules(opened) == ["soon"]


def test_another_language_is_not_checked_and_the_list_says_so(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    page = opened.window._page
    assert page is not None
    german = replace(page, recap=replace(page.recap, language="de"))
    opened.window._wording.show_page(german)
    write(opened, qtbot, "We send it soon. You always ask.")
    assert rules(opened) == []
    assert opened.ui.checks.wording.sentences == (
        "The wording is not checked: this recap is in German.",
    )


ARGUING = (
    "Hi Dana,\n\nYou forgot to send us the list. You never listen to us.\n\n"
    "Clearly, your team is to blame. The form is long and it works.\n\nBest regards,\nPriya"
)


def test_a_mail_that_mainly_argues_gets_one_suggestion_to_talk(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    write(opened, qtbot, ARGUING)
    said = opened.ui.checks.wording.sentences
    assert said[0] == "This mail mainly argues. A short talk may bring you both further."
    opened.ui.checks.wording.talk.later.click()
    read(opened, qtbot)
    assert opened.ui.checks.wording.talk.isHidden()


def test_the_invitation_takes_the_place_of_the_words_and_they_come_back(
    opens: Opens, qtbot: QtBot
) -> None:
    opened = opens()
    write(opened, qtbot, ARGUING)
    opened.ui.checks.wording.talk.invite.click()
    read(opened, qtbot)
    assert opened.recap().subject == "Can we talk for fifteen minutes about Q4 lead quality?"
    assert "Would Monday 23 November or Tuesday 24 November suit you?" in opened.recap().text
    assert rules(opened) == []
    opened.ui.notice.act()
    opened.settle()
    assert opened.recap().text == ARGUING


class Looks:
    """Looks as the program does, and remembers at what and in which thread."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.threads: set[int] = set()

    def __call__(self, text: str, language: str, today: date) -> Reading:
        self.texts.append(text)
        self.threads.add(threading.get_ident())
        return look_at(text, language, today)


@pytest.fixture
def paper(qtbot: QtBot, tmp_path: Path) -> tuple[QPlainTextEdit, Wording, Looks, Tasks]:
    tasks = Tasks(tmp_path / "history.db")
    editor = QPlainTextEdit()
    qtbot.addWidget(editor, before_close_func=lambda _editor: tasks.close())
    editor.setPlainText("\n".join(f"We send part {n} soon." for n in range(200)))
    looks = Looks()
    wording = Wording(tasks, editor.document(), looks)
    with qtbot.waitSignal(wording.read):
        wording.set_language("en", date(2026, 11, 22))
    return editor, wording, looks, tasks


def test_a_key_has_only_its_own_paragraph_looked_at_and_not_by_the_window(
    paper: tuple[QPlainTextEdit, Wording, Looks, Tasks], qtbot: QtBot
) -> None:
    editor, wording, looks, _tasks = paper
    assert len(looks.texts) == 200
    looks.texts.clear()
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    editor.setTextCursor(cursor)
    with qtbot.waitSignal(wording.read):
        qtbot.keyClicks(editor, " Today")
    assert looks.texts == ["We send part 0 soon. Today"]
    assert threading.get_ident() not in looks.threads


def test_a_paragraph_that_is_known_is_not_looked_at_again(
    paper: tuple[QPlainTextEdit, Wording, Looks, Tasks], qtbot: QtBot
) -> None:
    editor, wording, looks, _tasks = paper
    looks.texts.clear()
    with qtbot.waitSignal(wording.read):
        cursor = editor.textCursor()
        cursor.insertText("We send part 7 soon.\n")
    assert looks.texts == []
    assert len(wording.places()) == 201


def test_while_a_sentence_is_typed_the_other_underlines_stay(
    paper: tuple[QPlainTextEdit, Wording, Looks, Tasks], qtbot: QtBot
) -> None:
    editor, wording, _looks, _tasks = paper
    editor.insertPlainText("😀Today ")
    [finding] = wording.findings(editor.document().firstBlock())
    text = editor.document().firstBlock().text()
    assert text[finding.start : finding.end] == "soon"


def test_a_place_tells_its_paragraph(
    paper: tuple[QPlainTextEdit, Wording, Looks, Tasks],
) -> None:
    _editor, wording, _looks, _tasks = paper
    assert [place.block for place in wording.places()] == list(range(200))
    assert all(isinstance(place, Place) for place in wording.places())
