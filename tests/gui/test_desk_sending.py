"""What sending needs is asked for where one is: the mail account in place, the way back to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.gui.desk import Desk
from companion.gui.mail.window import AccountWindow
from companion.gui.recap.window import RecapWindow
from companion.model import Recap, RecapState
from companion.paths import HISTORY_NAME
from companion.store import Store
from tests.gui.open_desk import open_desk
from tests.gui.post import ACCOUNT
from tests.gui.recap_history import SteppedClock, full_call, history


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, clock: SteppedClock) -> Iterator[Desk]:
    with Store.open(tmp_path / HISTORY_NAME) as store:
        store.documents.load(history(full_call()))
    with open_desk(qtbot, tmp_path, clock) as desk:
        yield desk


def recap_on(desk: Desk, qtbot: QtBot) -> RecapWindow:
    """Open the recap, ready to be sent."""
    desk.recap("k-1")
    window = desk._windows["recap", "k-1"]
    assert isinstance(window, RecapWindow)
    qtbot.waitUntil(window._ui.send.isEnabled)
    return window


def stored(tmp_path: Path) -> Recap:
    with Store.open(tmp_path / HISTORY_NAME, reader=True) as store:
        return store.recaps.of_call("k-1")[-1]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_send_without_an_account_sets_one_up_and_leads_back(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    recap = recap_on(desk, qtbot)
    recap._ui.send.click()
    window = desk._windows["account", ""]
    assert isinstance(window, AccountWindow)
    qtbot.waitUntil(window.isActiveWindow)
    window.close()
    qtbot.waitUntil(recap.isActiveWindow)
    assert stored(tmp_path).state is RecapState.DRAFT
    assert recap._ui.send.isEnabled()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_what_sending_waits_for_is_said_on_the_first_page_too(
    desk: Desk, qtbot: QtBot, clock: SteppedClock, tmp_path: Path
) -> None:
    desk._settings.change(mail_account=ACCOUNT)
    recap = recap_on(desk, qtbot)
    recap._ui.send.click()
    qtbot.waitUntil(lambda: stored(tmp_path).state is RecapState.QUEUED)
    clock.go_on(seconds=10)
    desk._posting.courier.wake()
    notice = desk._history._ui.notice
    qtbot.waitUntil(lambda: notice.text == "Your mail password is needed to send.")
    notice.act()
    window = desk._windows["account", ""]
    assert isinstance(window, AccountWindow)
    qtbot.waitUntil(window.ui.password.hasFocus)
    desk._posting.courier.account_changed()
    qtbot.waitUntil(lambda: notice.text == "Your mail password is needed to send.")
