"""The page of one disagreement: its whole story, nothing private unasked, nothing but text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.gui.history.lines import act, said
from companion.gui.history.reading import ReadingPage
from companion.gui.theme.palette import Theme, palette_of
from companion.gui.theme.tokens import DARK, LIGHT
from companion.model import (
    Advice,
    Call,
    CallState,
    Confidence,
    Link,
    Mistake,
    NextStep,
    Note,
    Outcome,
    OutcomeKind,
    Recap,
    RecapState,
    Reply,
    ReplyKind,
    Review,
    Verdict,
)
from companion.paths import resource_root
from companion.store import Store
from tests.clock import NOON
from tests.gui.history_page import FORM_NOTE, HistoryPage, fill, history_page


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    with history_page(qtbot, tmp_path / "history.db", fill) as opened:
        yield opened


def plain(page: HistoryPage) -> str:
    return page.text().replace("\u2007", "").replace("\t", " ")


def follow(page: HistoryPage, words: str) -> None:
    """Follow the link that says so, as its click does."""
    document = page.detail.page.document()
    cursor = document.find(words)
    assert not cursor.isNull()
    page.detail.page.anchorClicked.emit(QUrl(cursor.charFormat().anchorHref()))
    page.settle()


def test_a_call_without_a_topic_can_be_given_one(qtbot: QtBot, tmp_path: Path) -> None:
    def untitled(store: Store) -> None:
        store.disagreements.set_text("d-1", "topic", "")

    with history_page(qtbot, tmp_path / "history.db", fill, untitled) as page:
        with qtbot.waitSignal(page.window.naming_wanted) as asked:
            follow(page, "Give it a topic…")
        assert asked.args == ["k-2"]
        page.rows.choose(1)
        page.settle()
        assert "Give it a topic" not in plain(page)


def test_it_says_where_it_landed_and_how_every_call_went(page: HistoryPage) -> None:
    text = plain(page)
    wanted = (
        "Q4 lead quality",
        "Northwind · Dana Ortiz, Sam Lee · opened 7 Nov · agreed 20 Nov",
        "agreed B. Add a question to the form — Cost ÷ revenue 30% → 25% by March",
        "Why: least work",
        "Also offered: A. Pause display",
        "How it went, 20 November",
        "04:12 ✓ Understand their metric",
        "04:12 metric CFO looks at cost",
        "14:03 quote Dana: “not 30% again”",
        f"19:27 {FORM_NOTE}",
        "23:05 next step Draft the form change · Priya · Thu 26 Nov",
        "6 minutes after the call, to Dana and Sam",
        "They confirmed it, 20 Nov: As I remember it.",
        "How it went, 7 November",
        "01:00 first words about it",
        "Not sent yet  Write it",
        "They ask for: More budget",
    )
    places = [text.find(part) for part in wanted]
    assert -1 not in places, wanted[places.index(-1)]
    assert places == sorted(places)


def test_what_is_private_is_veiled_until_it_is_asked_for(page: HistoryPage) -> None:
    assert "Sam seems unsure" not in page.text()
    assert "They filter too late" not in page.text()
    follow(page, "Show what is private")
    assert "Sam seems unsure" in page.text()
    assert "How we see it: They filter too late" in page.text()
    page.rows.choose(1)
    page.settle()
    page.rows.choose(0)
    page.settle()
    assert "Sam seems unsure" not in page.text()


def test_words_that_were_found_are_marked_and_first_in_sight(page: HistoryPage) -> None:
    page.search_for("first words")
    browser = page.detail.page
    rect = browser.cursorRect(browser.document().find("first words"))
    assert 0 <= rect.top() <= browser.viewport().height()


def test_copying_gives_plain_text_only(page: HistoryPage) -> None:
    browser = page.detail.page
    browser.selectAll()
    copied = browser.createMimeDataFromSelection()
    assert copied.formats() == ["text/plain"]
    assert "04:12 metric CFO looks at cost\n" in copied.text()


def test_markup_in_any_text_is_shown_as_it_is(page: HistoryPage) -> None:
    evil = '<b>b</b><img src="file:///etc/passwd"><a href="act:recap:x">y</a>'
    page.store(lambda store: store.live.edit_note("n-4", evil, "fact", evil))
    page.store(lambda store: store.disagreements.set_text("d-1", "topic", evil))
    assert plain(page).count(evil) >= 3
    found = page.detail.page.document().find("file:///etc/passwd")
    assert not found.charFormat().isAnchor()


def test_line_breaks_in_a_note_stay_inside_it(page: HistoryPage) -> None:
    page.store(lambda store: store.live.edit_note("n-4", "one\ntwo\r\nthree", "fact", ""))
    browser = page.detail.page
    cursor = browser.document().find("one")
    assert cursor.block().text().endswith("one\u2028two\u2028three")
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    assert cursor.selection().toPlainText().endswith("one\ntwo\nthree")


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://example.com/p?x=1.", ["https://example.com/p?x=1"]),
        (
            "(http://a.example), mailto:dana@n.example",
            ["http://a.example", "mailto:dana@n.example"],
        ),
        ("javascript:alert(1) file:///etc act:recap:x data:text/html,x", []),
        ("nothing", []),
    ],
)
def test_only_web_and_mail_addresses_become_links(text: str, links: list[str]) -> None:
    runs = said(text)
    assert [run.link for run in runs if run.link] == links
    assert "".join(run.text for run in runs) == text


def test_an_address_of_another_kind_is_never_opened(qtbot: QtBot) -> None:
    browser = ReadingPage()
    qtbot.addWidget(browser)
    acts: list[tuple[str, str]] = []
    browser.acted.connect(lambda name, about: acts.append((name, about)))
    for url in ("file:///etc/passwd", "javascript:alert(1)", "ftp://x.example"):
        browser.anchorClicked.emit(QUrl(url))
    browser.anchorClicked.emit(QUrl("act:recap:k-1"))
    assert acts == [("recap", "k-1")]


@pytest.mark.parametrize(
    ("words", "signal", "call_id"),
    [("Open", "recap_wanted", "k-2"), ("Write it", "recap_wanted", "k-1")],
)
def test_the_recap_of_a_call_is_one_link_away(
    page: HistoryPage, words: str, signal: str, call_id: str
) -> None:
    document = page.detail.page.document()
    cursor = document.find(words, document.find("Recap"))
    with page.qtbot.waitSignal(getattr(page.window, signal)) as asked:
        page.detail.page.anchorClicked.emit(QUrl(cursor.charFormat().anchorHref()))
    assert asked.args == [call_id]


@pytest.mark.parametrize("about", ["k-1", "a b", "x:y#z?%41/é", "<b>"])
def test_an_act_is_about_the_very_id(qtbot: QtBot, about: str) -> None:
    browser = ReadingPage()
    qtbot.addWidget(browser)
    with qtbot.waitSignal(browser.acted) as acted:
        browser.anchorClicked.emit(QUrl(act("Open", "recap", about).link))
    assert acted.args == ["recap", about]


def test_a_call_can_be_reopened_from_its_heading(page: HistoryPage) -> None:
    with page.qtbot.waitSignal(page.window.reopen_wanted) as asked:
        follow(page, "Reopen and add")
    assert asked.args == ["k-2"]


def test_one_goes_on_in_a_new_call_or_opens_the_one_that_is_prepared(page: HistoryPage) -> None:
    with page.qtbot.waitSignal(page.window.continue_wanted) as asked:
        page.press("Continue in a new call")
    assert asked.args == ["d-1"]
    planned = Call(id="k-8", state=CallState.PREPARED, planned_at=NOON)
    page.store(lambda store: store.calls.put("d-1", planned))
    with page.qtbot.waitSignal(page.window.call_opened) as opened:
        page.press("Open the prepared call")
    assert opened.args == ["k-8"]


@pytest.mark.parametrize(
    ("outcome", "wanted"),
    [
        (Outcome(kind=OutcomeKind.TRIAL, until=date(2026, 12, 1)), "until Tue 1 Dec"),
        (Outcome(kind=OutcomeKind.PARKED, until=date(2027, 1, 4)), "until Mon 4 Jan 2027"),
        (
            Outcome(
                kind=OutcomeKind.THEIR_CHOICE,
                advice=Advice(we_advised="B", they_chose="A", look_again_on=date(2026, 12, 1)),
            ),
            "We advised: B\nThey chose: A\nWe look again on Tue 1 Dec.",
        ),
        (
            Outcome(kind=OutcomeKind.WE_WERE_WRONG, mistake=Mistake(what="The feed", fix="A test")),
            "What we got wrong: The feed\nHow we put it right: A test",
        ),
    ],
)
def test_every_outcome_is_told_in_its_own_words(
    page: HistoryPage, outcome: Outcome, wanted: str
) -> None:
    page.store(lambda store: store.live.set_outcome("k-2", outcome))
    assert wanted in plain(page)


@pytest.mark.parametrize("state", list(RecapState))
def test_every_state_of_a_recap_has_its_sentence(page: HistoryPage, state: RecapState) -> None:
    page.store(lambda store: store.recaps.put("k-1", Recap(id="r-1", state=state)))
    text = plain(page)
    after = text[text.rindex("\nRecap\n") + 7 :].splitlines()[0]
    assert after.endswith("  Open")
    assert len(after) > len("  Open")


def test_a_very_long_story_stands_whole_and_in_its_order(page: HistoryPage) -> None:
    def add(store: Store) -> None:
        with store.write():
            for number in range(2_000):
                note = Note(id=f"x-{number}", at_ms=number * 1000, text=f"long {number}.")
                store.live.add_note("k-1", note)

    page.store(add)
    text = page.text()
    assert text.find("long 0.") < text.find("long 1000.") < text.find("long 1999.")


def test_a_disagreement_that_is_gone_empties_the_page(page: HistoryPage) -> None:
    page.rows.choose(2)
    page.settle()
    page.store(lambda store: store.disagreements.delete("d-3"))
    page.settle()
    assert page.shown() == ["d-1", "d-2"]
    assert "Topic 3" not in page.text() or not page.detail.page.isVisible()


def test_the_page_scrolls_by_keyboard(page: HistoryPage) -> None:
    page.window.resize(900, 320)
    page.detail.page.setFocus()
    page.qtbot.keyClick(page.detail.page, Qt.Key.Key_PageDown)
    bar = page.detail.page.verticalScrollBar()
    assert bar.value() > 0
    page.qtbot.keyClick(page.detail.page, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == 0


def test_links_are_reached_and_followed_by_keyboard(page: HistoryPage) -> None:
    page.detail.page.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in ("the client's name", "what is private"):
        page.qtbot.keyClick(page.detail.page, Qt.Key.Key_Tab)
    page.qtbot.keyClick(page.detail.page, Qt.Key.Key_Return)
    page.settle()
    assert "Hide what is private" in page.text()


def test_a_running_call_is_told_with_the_way_back(page: HistoryPage) -> None:
    started = NOON - timedelta(minutes=5)
    step = NextStep(id="s-9", text="Send the list", due_text="soon", done_at=NOON)
    call = Call(id="k-9", state=CallState.RUNNING, started_at=started, next_steps=(step,))
    page.store(lambda store: store.calls.put("d-1", call))
    text = plain(page)
    assert "still running  Return to the call" in text
    assert "next step Send the list · soon · done 21 Nov" in text
    with page.qtbot.waitSignal(page.window.call_opened) as opened:
        follow(page, "Return to the call")
    assert opened.args == ["k-9"]


def test_a_call_without_a_next_step_says_why(page: HistoryPage) -> None:
    page.store(lambda store: store.live.set_text("k-2", "none_agreed_because", "they <i>ask</i>"))
    assert "No next step, because they <i>ask</i>" in plain(page)


def test_what_they_corrected_stands_in_the_story_in_their_words(page: HistoryPage) -> None:
    reply = Reply(kind=ReplyKind.CORRECTED, at=NOON, text="It was <b>Friday</b>.")
    recap = Recap(id="r-1", state=RecapState.SENT, sent_at=NOON, reply=reply)
    page.store(lambda store: store.recaps.put("k-1", recap))
    assert "They corrected it, 21 Nov: It was <b>Friday</b>." in plain(page)


def test_a_recap_that_went_out_days_later_says_so(page: HistoryPage) -> None:
    sent = NOON - timedelta(days=14) + timedelta(days=5, minutes=43)
    recap = Recap(id="r-1", state=RecapState.SENT, sent_at=sent, to=("new@n.example",))
    page.store(lambda store: store.recaps.put("k-1", recap))
    assert "5 days after the call, to new@n.example" in plain(page)


def test_links_that_were_prepared_can_be_followed(page: HistoryPage) -> None:
    links = (Link(title="Proposal", url="https://example.com/p"), Link(url="file:///etc/passwd"))
    page.store(lambda store: store.live.set_links("k-2", links))
    document = page.detail.page.document()
    assert document.find("https://example.com/p").charFormat().anchorHref() == links[0].url
    assert not document.find("file:///etc/passwd").charFormat().isAnchor()


def test_the_page_is_written_again_for_another_style_sheet(page: HistoryPage) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = Theme(app, resource_root() / "style", "light")
    document = page.detail.page.document()
    theme.choose("dark")
    page.qtbot.waitUntil(
        lambda: document.find("CFO").charFormat().foreground().color().name() == DARK.text.lower()
    )
    theme.choose("light")
    app.setStyleSheet("")
    page.settle()


def test_the_page_takes_the_colours_of_another_theme(page: HistoryPage) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.palette()
    # What another test left on would keep a palette from reaching the page.
    app.setStyleSheet("")
    app.setPalette(palette_of(LIGHT))
    page.settle()
    document = page.detail.page.document()
    light = document.find("CFO").charFormat().foreground().color().name()
    app.setPalette(palette_of(DARK))
    page.qtbot.waitUntil(
        lambda: document.find("CFO").charFormat().foreground().color().name() != light
    )
    assert document.find("CFO").charFormat().foreground().color().name() == DARK.text.lower()
    app.setPalette(before)
    page.settle()


def test_looks_back_are_private_and_told_in_order(page: HistoryPage) -> None:
    asked = Review(due=NOON.date() + timedelta(days=9))
    held = Review(due=date(2026, 11, 20), answered_at=NOON, held=False, text="late again")
    first, later = NOON - timedelta(days=9), NOON - timedelta(days=2)
    sure = (Confidence(at=first, percent=70), Confidence(at=later, percent=55))

    def judge(store: Store) -> None:
        told = store.disagreements.get("d-1")
        told = replace(told, reviews=(held, asked), confidence=sure, who_was_right=Verdict.THEY)
        store.disagreements.put(told)

    page.store(judge)
    assert "Looking back" not in page.text()
    follow(page, "Show what is private")
    wanted = (
        "Looking back",
        "How sure we were: 70% on 12 Nov, then 55% on 19 Nov",
        "Who was right: they",
        "Did it hold, Fri 20 Nov? Not quite. late again",
        "Did it hold, Mon 30 Nov? To be asked.",
    )
    at = [plain(page).index(words) for words in wanted]
    assert at == sorted(at)
