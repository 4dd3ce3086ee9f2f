"""The small ways: where a check leads, what a refusal says, what is never fetched."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from companion.gui.recap.checks import Point
from companion.gui.recap.highlighter import Highlighter
from companion.gui.recap.mend import ChoiceMend
from companion.gui.recap.preview import MailPreview
from companion.model import Attendee, Me
from tests.gui.recap_history import Opens, full_call, opening


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path) -> Opens:
    return opening(qtbot, tmp_path)


def test_the_preview_opens_no_picture(qtbot: QtBot, tmp_path: Path) -> None:
    red = QImage(200, 200, QImage.Format.Format_RGB32)
    red.fill(QColor("red"))
    assert red.save(str(tmp_path / "red.png"))
    preview = MailPreview()
    qtbot.addWidget(preview)
    preview.resize(300, 300)
    preview.show_mail(f'<p>before</p><img src="{QUrl.fromLocalFile(tmp_path / "red.png").url()}">')
    shown = preview.grab().toImage()
    colours = {shown.pixel(x, y) for x in range(0, 300, 5) for y in range(0, 300, 5)}
    assert QColor("red").rgb() not in colours


def test_formats_count_an_emoji_as_qt_does(qtbot: QtBot) -> None:
    editor = QPlainTextEdit()
    qtbot.addWidget(editor)
    marks = Highlighter(editor.document())
    editor.setPlainText("😀 **bold** and [link](https://x.example) and *slanted*")
    marks.rehighlight()
    formats = editor.document().firstBlock().layout().formats()
    text = editor.toPlainText().encode("utf-16-le")
    words = {
        text[2 * run.start : 2 * (run.start + run.length)].decode("utf-16-le"): run.format
        for run in formats
    }
    assert words["bold"].fontWeight() > 400
    assert words["link"].fontUnderline()
    assert words["slanted"].fontItalic()
    assert words["](https://x.example)"].fontPointSize() < 1


def test_a_metric_that_the_text_lost_leads_to_the_text(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    with qtbot.waitExposed(opened.window):
        opened.window.activateWindow()
    opened.ui.text.replace_text("Hi Dana")
    opened.ui.copy.setFocus()
    opened.ui.checks.row(Point.METRIC).mend.click()
    assert opened.window.focusWidget() is opened.ui.text


def test_a_missing_signature_leads_to_the_writer(opens: Opens, qtbot: QtBot) -> None:
    opened = opens(me=Me())
    opened.ui.me_form.done.click()
    assert opened.ui.me_form.isHidden()
    opened.ui.checks.row(Point.SIGNATURE).mend.click()
    assert not opened.ui.me_form.isHidden()


def test_a_missing_address_that_is_none_is_said_and_asked_again(opens: Opens, qtbot: QtBot) -> None:
    opened = opens(replace(full_call(), attendees=(Attendee(name="Sam Lee"),)))
    line = opened.window._recipients.lines["Sam Lee"]
    qtbot.keyClicks(line.line, "sam@@x\r")
    qtbot.waitUntil(lambda: "is not an e-mail address" in line.sentence)
    line.line.clear()
    qtbot.keyClicks(line.line, "sam@northwind.example\r")
    qtbot.waitUntil(lambda: opened.ui.to_row.addresses == ("sam@northwind.example",))
    opened.settle()


def test_an_address_given_once_is_known_to_the_client_as_well(opens: Opens, qtbot: QtBot) -> None:
    opened = opens(replace(full_call(), attendees=(Attendee(name="Sam Lee"),)))
    line = opened.window._recipients.lines["Sam Lee"]
    qtbot.keyClicks(line.line, "sam@northwind.example\r\r\r")
    qtbot.waitUntil(lambda: not opened.window._recipients.lines)
    opened.settle()
    page = opened.window._page
    assert page is not None
    assert [(c.name, c.email) for c in page.client.contacts] == [
        ("Sam Lee", "sam@northwind.example")
    ]


def test_a_mend_that_cannot_be_kept_may_be_tried_again(opens: Opens, qtbot: QtBot) -> None:
    opened = opens(replace(full_call(), chosen=None))
    opened.ui.checks.row(Point.OPTIONS).mend.click()
    form = opened.ui.checks.row(Point.OPTIONS).form
    assert isinstance(form, ChoiceMend)
    form.chooser.setCurrentIndex(1)
    given: list[object] = []
    form.given.connect(lambda value: given.append(value))  # noqa: PLW0108 -- append takes no signal
    form._give()
    form._give()
    form.ask_again()
    form._give()
    assert len(given) == 2
    opened.settle()


def test_escape_closes_the_notice_before_anything_else(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    opened.ui.notice.tell("Something to read.")
    opened.ui.show_preview.setChecked(True)
    qtbot.keyClick(opened.window, Qt.Key.Key_Escape)
    assert opened.ui.notice.text == ""
    assert opened.ui.show_preview.isChecked()
    qtbot.keyClick(opened.window, Qt.Key.Key_Escape)
    assert not opened.ui.show_preview.isChecked()
    opened.settle()
