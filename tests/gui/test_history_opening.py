"""A history that takes long to open says so, and only then."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from companion.gui.history.opening import Opening
from companion.gui.widgets.notice import NoticeBar


def test_what_is_waited_for_is_said_until_the_history_is_there(qtbot: QtBot) -> None:
    notice = NoticeBar()
    qtbot.addWidget(notice)
    opening = Opening(notice, after_ms=1)
    qtbot.waitUntil(lambda: "being opened" in notice.text)
    opening.end()
    assert notice.text == ""


def test_a_history_that_opens_at_once_says_nothing_and_hides_no_other_word(qtbot: QtBot) -> None:
    notice = NoticeBar()
    qtbot.addWidget(notice)
    opening = Opening(notice)
    notice.tell("Something else")
    opening.end()
    assert notice.text == "Something else"
