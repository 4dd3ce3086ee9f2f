"""What the live window shows: to the client, compact, in a low window, and from which edge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from companion.gui.live.acts import LiveActs
from companion.gui.live.client_safe import ClientSafeSign
from companion.gui.live.next_steps_answer import NextStepsAnswer
from companion.gui.live.read_back_card import ReadBackCard
from companion.gui.live.short_title import ShortTitle
from companion.model import Chosen, Confidence, NoteKind
from companion.session import Session
from companion.store import Store
from tests.clock import HandClock
from tests.gui.live_page import CTRL, SHIFT, LivePage, live_page, running_call

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CANARY = "zyxcanary"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def page(qtbot: QtBot, path: Path, clock: HandClock) -> Iterator[LivePage]:
    with live_page(qtbot, path, clock, running_call(path, clock)) as opened:
        yield opened


def make_everything_private(path: Path, clock: HandClock, call_id: str) -> None:
    """Put a canary into every field and kind of note that the document lists as private."""
    with Store.open(path) as store:
        disagreement = store.disagreements.get(store.calls.disagreement_of(call_id))
        call = replace(disagreement.calls[0], why_now=CANARY)
        store.disagreements.put(
            replace(
                disagreement,
                our_view=CANARY,
                would_change_our_mind=CANARY,
                confidence=(Confidence(percent=70, at=clock.now()),),
                calls=(call,),
            )
        )
        session = Session(store, clock, call_id)
        session.note(f"{CANARY} note", NoteKind.PRIVATE, at_ms=1_000, at=clock.now())
        session.note("Leads are up", at_ms=2_000, at=clock.now())


def spoken(window: QWidget) -> str:
    """Return everything that a screen reader can come by in *window*, shown or not."""
    words: list[str] = []
    todo: list[QAccessibleInterface | None] = [QAccessible.queryAccessibleInterface(window)]
    while todo:
        found = todo.pop()
        if not found or not found.isValid():
            continue
        words += [found.text(kind) for kind in QAccessible.Text]
        if found.childCount() < 10_000:
            todo += [found.child(at) for at in range(found.childCount())]
    return "\n".join(filter(None, words))


def sign(page: LivePage) -> str:
    found = page.window.findChild(ClientSafeSign)
    assert isinstance(found, ClientSafeSign)
    return found.text


def card(page: LivePage) -> ReadBackCard:
    found = page.window.findChild(ReadBackCard)
    assert isinstance(found, ReadBackCard)
    return found


def test_nothing_private_can_be_read_or_heard_in_the_client_safe_view(
    qtbot: QtBot, path: Path, clock: HandClock
) -> None:
    call_id = running_call(path, clock)
    make_everything_private(path, clock, call_id)
    with live_page(qtbot, path, clock, call_id) as page:
        page.press(Qt.Key.Key_H, CTRL)
        assert CANARY in spoken(page.window)
        page.press(Qt.Key.Key_F9)
        assert CANARY not in spoken(page.window)
        assert page.texts() == ["Leads are up"]


def test_the_view_is_off_at_first_and_says_quietly_that_it_is_on(page: LivePage) -> None:
    assert sign(page) == ""
    page.press(Qt.Key.Key_F9)
    assert sign(page) == "Client-safe view"
    page.press(Qt.Key.Key_F9)
    assert sign(page) == ""


def test_our_lines_to_say_are_gone_with_what_is_private(page: LivePage) -> None:
    line = page.window._ui.steps.rows["metric"].step.lines[0]
    page.press(Qt.Key.Key_F9)
    shown = [part for part in page.window.findChildren(QWidget) if part.isVisible()]
    assert not [part for part in shown if line in str(part.property("text"))]


def test_a_private_note_typed_before_the_client_is_saved_and_not_shown(page: LivePage) -> None:
    page.press(Qt.Key.Key_F9)
    page.type("/private ")
    page.note("They are under pressure")
    assert page.texts() == []
    assert sign(page) == "Client-safe view · saved, not shown here"
    assert [note.text for note in page.stored().notes] == ["They are under pressure"]
    page.press(Qt.Key.Key_F9)
    assert page.texts() == ["They are under pressure"]


def test_a_private_draft_gives_way_and_comes_back(page: LivePage) -> None:
    page.type("/private ")
    page.type("half a thought")
    page.press(Qt.Key.Key_F9)
    assert page.entry.text() == ""
    page.note("They want a number")
    page.press(Qt.Key.Key_F9)
    assert page.entry.text() == "half a thought"


def test_a_private_draft_that_gave_way_outlives_a_crash(
    qtbot: QtBot, path: Path, clock: HandClock
) -> None:
    call_id = running_call(path, clock)
    with live_page(qtbot, path, clock, call_id) as page:
        page.type("/private ")
        page.type("half a thought")
        page.press(Qt.Key.Key_F9)
    with live_page(qtbot, path, clock, call_id) as page:
        assert page.entry.text() == "half a thought"
        assert page.window._ui.entry.kind is NoteKind.PRIVATE


def test_a_note_made_private_elsewhere_leaves_the_view_too(page: LivePage) -> None:
    note_id = page.note("They are under pressure")
    page.press(Qt.Key.Key_F9)
    with Store.open(page.path) as store:
        store.live.edit_note(note_id, "They are under pressure", NoteKind.PRIVATE, "")
    page.window.refresh()
    page.qtbot.waitUntil(lambda: page.texts() == [])


def test_the_agreement_is_read_back_and_confirmed_by_keys(page: LivePage) -> None:
    page.clock.pass_ms(60_000)
    page.press(Qt.Key.Key_B, CTRL)
    page.qtbot.waitUntil(lambda: "A. Pause" in card(page).words)
    assert sign(page) == "Client-safe view"
    page.press(Qt.Key.Key_Return, CTRL)
    page.qtbot.waitUntil(lambda: card(page).stamp == "✓ Confirmed by the client at 01:00")
    stamp = page.stored().read_back
    assert stamp is not None
    assert stamp.at_ms == 60_000


def test_a_later_change_says_that_it_has_to_be_asked_once_more(page: LivePage) -> None:
    page.press(Qt.Key.Key_B, CTRL)
    page.qtbot.waitUntil(lambda: bool(card(page).words))
    page.press(Qt.Key.Key_Return, CTRL)
    page.qtbot.waitUntil(lambda: card(page).stamp.startswith("✓"))
    with Store.open(page.path) as store:
        store.live.choose(page.call_id, Chosen(label="B"))
    page.window.refresh()
    page.qtbot.waitUntil(lambda: card(page).stamp == "Changed since 00:00: ask once more")


def test_escape_leaves_what_is_read_back(page: LivePage) -> None:
    page.press(Qt.Key.Key_B, CTRL)
    assert card(page).isVisible()
    page.press(Qt.Key.Key_Escape)
    assert not card(page).isVisible()
    assert page.entry.hasFocus()


def test_compact_shows_the_step_the_clock_and_the_entry_and_every_key_still_works(
    page: LivePage,
) -> None:
    ui = page.window._ui
    page.window.resize(400, 700)
    page.press(Qt.Key.Key_M, CTRL | SHIFT)
    page.qtbot.waitUntil(lambda: page.window.height() < 500)
    assert [ui.header.isVisible(), ui.stepsScroll.isVisible(), ui.entry.isVisible()] == [True] * 3
    assert not any(part.isVisible() for part in (ui.notes, ui.endBar, ui.strip))
    page.note("They look at cost")
    page.press(Qt.Key.Key_M, CTRL | SHIFT)
    assert page.window.height() == 700
    assert page.texts() == ["They look at cost"]


def test_a_call_is_ended_by_its_key_while_compact(page: LivePage) -> None:
    page.press(Qt.Key.Key_M, CTRL | SHIFT)
    with page.qtbot.waitSignal(page.window.ended):
        page.press(Qt.Key.Key_E, CTRL)


def test_the_window_is_neither_narrower_nor_wider_than_it_should_be(page: LivePage) -> None:
    for asked, given in ((100, 320), (900, 460)):
        page.window.resize(asked, 900)
        assert page.window.width() == given


@pytest.mark.parametrize("key", [Qt.Key.Key_L, Qt.Key.Key_R])
def test_a_key_puts_the_window_at_an_edge_of_the_free_room(page: LivePage, key: Qt.Key) -> None:
    page.window.move(QPoint(150, 40))
    page.press(key, CTRL | SHIFT)
    room, frame = page.window.screen().availableGeometry(), page.window.frameGeometry()
    assert frame.left() == room.left() if key is Qt.Key.Key_L else frame.right() == room.right()
    assert frame.top() == room.top()


def test_another_line_to_say_comes_by_key_and_begins_again(page: LivePage) -> None:
    row = page.window._ui.steps.rows["metric"]
    shown = []
    for _ in row.step.lines:
        shown.append(row._line.text())
        page.press(Qt.Key.Key_F3)
    assert shown == [f"“{line}”" for line in row.step.lines]
    assert row._line.text() == shown[0]


def test_the_steps_are_whole_after_the_window_has_grown_wider(page: LivePage) -> None:
    page.press_digit(4, Qt.KeyboardModifier.AltModifier)
    scroll = page.window._ui.stepsScroll
    for width in (320, 400, 460):
        page.window.resize(width, 780)
        page.qtbot.waitUntil(lambda: scroll.viewport().height() == scroll.height())
        page.qtbot.waitUntil(lambda: page.window._ui.steps.height() == scroll.height())


def test_the_outcome_is_in_sight_in_a_low_window(page: LivePage) -> None:
    page.window.resize(400, 620)
    QApplication.sendPostedEvents()
    card = page.window._ui.outcomeCard
    bottom = card.mapTo(page.window, QPoint(0, card.height())).y()
    assert card.isVisible()
    assert bottom < 620


def test_letters_of_twice_the_size_fit_a_low_window(page: LivePage, qapp: QApplication) -> None:
    before, large = qapp.font(), qapp.font()
    large.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(large)
    try:
        page.window.resize(QSize(460, 620))
        QApplication.sendPostedEvents()
        layout = page.window.layout()
        assert layout is not None
        assert layout.totalMinimumSize().width() <= 460
        assert layout.totalMinimumSize().height() <= 620
    finally:
        qapp.setFont(before)


def test_where_the_desktop_places_windows_the_menu_says_so(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    menu = LiveActs(window, may_place=False).new_menu()
    shown = [act.text() for act in menu.actions() if act.isVisible()]
    assert "On Wayland the desktop itself places windows" in shown
    assert not {"On top", "To the left edge", "To the right edge"} & set(shown)


def test_no_key_of_the_window_repeats_while_it_is_held(page: LivePage) -> None:
    acts = [act for act in page.window.actions() if not act.shortcut().isEmpty()]
    assert len(acts) >= 15
    assert not [act.text() for act in acts if act.autoRepeat()]


def test_no_two_acts_share_a_key(page: LivePage) -> None:
    keys = [key.toString() for act in page.window.actions() for key in act.shortcuts()]
    assert len(keys) == len(set(keys))


def test_switching_on_top_keeps_the_native_window(page: LivePage) -> None:
    before = page.window.winId()
    with page.qtbot.waitSignal(page.window.above_others_changed):
        page.press(Qt.Key.Key_T, CTRL)
    assert page.window.winId() == before
    assert page.window.isVisible()


def test_tab_comes_to_listed_next_steps_before_the_fields_under_them(page: LivePage) -> None:
    page.press_digit(5, Qt.KeyboardModifier.AltModifier)
    for word in ("Draft the form", "Priya", "Thu"):
        page.type(word)
        page.press(Qt.Key.Key_Return)
    answer = page.window.findChild(NextStepsAnswer)
    assert isinstance(answer, NextStepsAnswer)
    [link] = answer.findChildren(ShortTitle)
    stop = link.nextInFocusChain()
    while stop is not None and stop is not answer.form.first and answer.isAncestorOf(stop):
        stop = stop.nextInFocusChain()
    assert stop is answer.form.first
