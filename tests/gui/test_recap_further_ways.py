"""The ways out over a mail page or a mail server: what is handed over, and what is said of it."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from companion.model import RecapState
from tests.gui.post import ACCOUNT, IMAP
from tests.gui.recap_history import Opened, Opens, full_call, opening


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path) -> Opens:
    return opening(qtbot, tmp_path)


def choose(opened: Opened, qtbot: QtBot, entry: str) -> None:
    """Choose an entry of the menu, and wait until the window asks whether the mail went."""
    getattr(opened.window._leaving.more, entry).trigger()
    qtbot.waitUntil(opened.ui.question.isVisible)
    opened.settle()


def asked(opened: Opened) -> dict[str, list[str]]:
    """Return what the page that was opened got in its address."""
    (url,) = opened.program.asked
    return parse_qs(urlsplit(bytes(url.toEncoded().data()).decode()).query)


def test_a_short_recap_is_whole_in_gmail(opens: Opens, qtbot: QtBot) -> None:
    opened = opens(replace(full_call(), next_steps=()))
    opened.ui.text.replace_text("Hi Dana,\n\nthank you for today & more.\n")
    choose(opened, qtbot, "gmail")
    assert opened.program.asked[0].host() == "mail.google.com"
    assert asked(opened)["to"] == ["dana@northwind.example,sam@northwind.example"]
    assert "thank you for today & more." in asked(opened)["body"][0]
    assert opened.ui.question.words == (
        "The recap is in a new mail in your browser. Did it go out?"
    )


def test_a_long_one_is_pasted_into_an_empty_mail(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    opened.ui.text.replace_text("A **bold** line that says what we agreed on.\n" * 150)
    choose(opened, qtbot, "outlook")
    assert "we agreed on" not in bytes(opened.program.asked[0].toEncoded().data()).decode()
    copied = QGuiApplication.clipboard().mimeData()
    assert "<strong>bold</strong>" in copied.html()
    assert copied.text().count("what we agreed on") == 150
    assert opened.ui.question.words == (
        "It is too long for a link, so it is on the clipboard: paste it into the new mail in your"
        " browser. The calendar file does not go with it. Did it go out?"
    )


def test_what_went_by_the_browser_is_kept_as_that(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    choose(opened, qtbot, "gmail")
    opened.ui.question.mark.click()
    qtbot.waitUntil(opened.ui.sent.isVisible)
    assert (opened.recap().state, opened.recap().via) == (RecapState.SENT, "web")
    assert opened.ui.sent.sentences == ("In the browser, Saturday 21 November at 14:49.",)


def test_without_a_browser_it_says_so(opens: Opens, qtbot: QtBot) -> None:
    opened = opens(has_program=False)
    opened.window._leaving.more.gmail.trigger()
    qtbot.waitUntil(lambda: opened.ui.notice.text.startswith("No browser on this computer"))
    assert opened.recap().state is RecapState.DRAFT


def test_a_draft_on_the_server_is_still_a_draft_here(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    opened.post.set_up(replace(ACCOUNT, imap=IMAP))
    choose(opened, qtbot, "drafts")
    (written,) = opened.post.drafts
    mail = email.message_from_bytes(written, policy=email.policy.default)
    assert mail["Message-ID"] == opened.recap().message_id
    assert [part.get_filename() for part in mail.iter_attachments()] == ["next-step.ics"]
    assert opened.recap().state is RecapState.DRAFT
    assert opened.ui.question.words.startswith("The recap is among the drafts of your mail account")
    opened.ui.question.mark.click()
    qtbot.waitUntil(opened.ui.sent.isVisible)
    assert opened.recap().via == "drafts"


def test_an_account_without_a_mailbox_keeps_no_drafts(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    opened.post.set_up()
    opened.window._leaving.more.drafts.trigger()
    qtbot.waitUntil(lambda: "has no server here that keeps drafts" in opened.ui.notice.text)
    assert opened.post.drafts == []


def test_drafts_without_the_password_say_where_to_enter_it(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    opened.post.set_up(replace(ACCOUNT, imap=IMAP), password="")
    opened.window._leaving.more.drafts.trigger()
    qtbot.waitUntil(lambda: opened.ui.notice.text.startswith("Your mail account or its password"))
    opened.settle()


def test_drafts_without_an_account_lead_to_one(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    with qtbot.waitSignal(opened.window.account_wanted):
        opened.window._leaving.more.drafts.trigger()
    opened.settle()


def test_what_is_on_its_way_is_not_put_into_drafts_too(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    opened.post.set_up()
    opened.ui.send.click()
    qtbot.waitUntil(lambda: opened.recap().state is RecapState.QUEUED)
    qtbot.waitUntil(lambda: not opened.window._leaving.more.drafts.isEnabled())
    assert not opened.window._leaving.more.mark.isEnabled()
    opened.settle()


def test_what_was_sent_without_an_own_way_can_be_marked(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    opened.window._leaving.more.mark.trigger()
    qtbot.waitUntil(opened.ui.sent.isVisible)
    assert opened.recap().state is RecapState.SENT
