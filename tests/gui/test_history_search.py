"""Search as you type: what is found, what is narrowed, and what the keys do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from companion.gui.history.offered import begun_by, offered
from companion.gui.history.passage import paint_passage, parts_of
from companion.gui.history.wanted import wanted_from
from companion.gui.theme.tokens import LIGHT
from companion.model import Disagreement, Note
from companion.store import Store
from companion.store.browse import ClientRow
from tests.clock import NOON
from tests.gui.history_page import HistoryPage, fill, held_call, history_page

POPUP = r"This plugin does not support (raise|grabbing the keyboard)"
"""What the platform that draws in memory says of every list that opens below a field."""

CLIENTS = (
    ClientRow(id="c-1", name="Northwind", disagreements=4),
    ClientRow(id="c-2", name="North Pole", disagreements=1),
    ClientRow(id="c-3", name="", disagreements=1),
    ClientRow(id="c-4", name="Zoë", disagreements=1),
)


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    with history_page(qtbot, tmp_path / "history.db", fill) as opened:
        yield opened


def open_popup() -> QListView:
    """Return the list that is open below the field."""
    views = [w for w in QApplication.topLevelWidgets() if isinstance(w, QListView)]
    (popup,) = [view for view in views if view.isVisible()]
    return popup


def test_a_client_that_is_typed_counts_and_not_the_one_of_the_side_bar() -> None:
    wanted = wanted_from("form client:contoso", NOON.date(), "open", "c-1")
    assert (wanted.sort, wanted.client_id) == ("open", None)
    assert wanted_from("form", NOON.date(), "open", "c-1").client_id == "c-1"


@pytest.mark.parametrize(
    ("key", "some"),
    [
        ("client", "North Pole"),
        ("outcome", "their choice"),
        ("kind", "quote"),
        ("after", "last week"),
        ("owner", "Priya"),
        ("metric", ""),
    ],
)
def test_each_filter_offers_what_there_is(key: str, some: str) -> None:
    values = offered(key, CLIENTS, {"owner": ("Priya",)})
    assert (some in values) == bool(some)
    assert "" not in values


def test_typing_finds_and_marks_and_the_first_is_looked_at(page: HistoryPage) -> None:
    page.search_for("form budget")
    assert page.shown() == ["d-1", "d-2"]
    row = page.model.row_at(0)
    assert row is not None
    assert ("form", True) in parts_of(row.passage)
    assert page.detail.found is not None
    assert page.detail.found.disagreement.id == "d-1"


def test_a_new_search_looks_at_its_first_and_none_keeps_what_is_looked_at(
    page: HistoryPage,
) -> None:
    page.rows.choose(1)
    page.settle()
    page.search_for("budget")
    assert page.rows.currentIndex().row() == 0
    page.rows.choose(1)
    page.settle()
    page.search.clear()
    page.settle()
    assert page.text().startswith("Topic 2")
    assert page.rows.currentIndex().row() == 1


def test_a_question_that_was_overtaken_is_never_shown(page: HistoryPage) -> None:
    for text in ("b", "bu", "budget", "budget o", "only"):
        page.search.setText(text)
    answers: list[list[str]] = []
    page.model.answered.connect(lambda: answers.append(page.shown()))
    page.settle()
    assert answers == [["d-3"]]


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_a_client_typed_in_the_field_narrows_the_list(page: HistoryPage) -> None:
    page.search_for("budget client:contoso")
    assert page.shown() == ["d-3"]


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_picking_a_client_completes_the_filter(page: HistoryPage) -> None:
    page.search_for("budget client:nor")
    popup = open_popup()
    page.qtbot.keyClick(popup, Qt.Key.Key_Down)
    page.qtbot.keyClick(popup, Qt.Key.Key_Return)
    page.settle()
    assert page.search.text() == "budget client:Northwind "
    assert page.shown() == ["d-1", "d-2"]


def test_the_side_bar_narrows_a_search_too(page: HistoryPage) -> None:
    page.search_for("budget")
    page.places.choose("open")
    page.settle()
    assert page.shown() == ["d-2", "d-3"]


def test_escape_empties_the_field_and_down_goes_into_the_list(page: HistoryPage) -> None:
    page.search_for("form")
    page.qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    page.settle()
    assert page.search.text() == ""
    assert len(page.shown()) == 3
    page.qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.rows.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_F, Qt.Key.Key_K])
def test_the_field_is_reached_by_its_keys(page: HistoryPage, key: Qt.Key) -> None:
    page.rows.setFocus()
    page.qtbot.keyClick(page.window, key, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()


def test_a_letter_typed_in_the_list_searches(page: HistoryPage) -> None:
    page.rows.setFocus()
    page.qtbot.keyClick(page.rows, "f")
    page.qtbot.keyClicks(page.search, "orm")
    page.settle()
    assert page.search.text() == "form"
    assert page.shown() == ["d-1", "d-2"]


def test_nothing_found_is_said(page: HistoryPage) -> None:
    page.search_for("zebra")
    assert page.shown() == []
    assert not page.rows.isVisible()
    assert page.text() == "" or not page.detail.page.isVisible()


def test_what_is_not_found_with_a_client_can_be_searched_everywhere(page: HistoryPage) -> None:
    page.places.choose_client("c-2")
    page.search_for("form")
    assert page.shown() == []
    page.qtbot.keyClick(page.search, Qt.Key.Key_Down)
    page.qtbot.keyClick(page.window.focusWidget(), Qt.Key.Key_Space)
    page.settle()
    assert page.shown() == ["d-1", "d-2"]
    assert page.search.hasFocus()


@pytest.mark.parametrize("text", ['"', "a AND (", "*", "client:", "\x02x\x03", "%_"])
def test_no_text_is_a_bad_question(page: HistoryPage, text: str) -> None:
    page.search.setText(text)
    page.settle()
    assert not page.notice.isVisible()


@pytest.mark.parametrize(
    ("passage", "is_marked"), [("a \x02form\x03 <b>", True), ("a form <b>", False)]
)
def test_a_found_word_is_painted_on_a_patch(qtbot: QtBot, passage: str, *, is_marked: bool) -> None:
    image = QImage(200, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.surface))
    with QPainter(image) as painter:
        paint_passage(painter, QRectF(0, 0, 200, 30), passage, LIGHT)
    patch = QColor(LIGHT.concern.ground)
    found = any(image.pixelColor(x, 3) == patch for x in range(200))
    assert found is is_marked


def test_a_passage_is_cut_into_what_was_found_and_what_stands_round_it() -> None:
    assert parts_of("a \x02form\x03 <b>") == [("a ", False), ("form", True), (" <b>", False)]
    assert parts_of("\x03odd\x03") == [("\x03odd\x03", False)]


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_what_is_offered_takes_nothing_of_what_is_typed(page: HistoryPage) -> None:
    page.search_for("outcome:agreed budget kind:quote with:dana client:")
    assert page.search.text() == "outcome:agreed budget kind:quote with:dana client:"


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_people_are_offered_as_the_history_has_them(page: HistoryPage) -> None:
    page.search.setFocus()
    page.search_for("with:da")
    popup = open_popup()
    page.qtbot.keyClick(popup, Qt.Key.Key_Down)
    page.qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert page.search.text() == 'with:"Dana Ortiz" '


@pytest.mark.qt_log_ignore(POPUP, extend=True)
@pytest.mark.parametrize(
    ("typed", "taken"), [("cli", "client:"), ("client:nor", "client:Northwind ")]
)
def test_tab_takes_the_first_that_is_offered(page: HistoryPage, typed: str, taken: str) -> None:
    page.search.setFocus()
    page.search_for(typed)
    page.qtbot.keyClick(open_popup(), Qt.Key.Key_Tab)
    assert page.search.text() == taken


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_down_goes_to_what_was_found_by_the_beginning_of_a_filter(page: HistoryPage) -> None:
    page.search.setFocus()
    page.search_for("wit")
    popup = open_popup()
    with page.qtbot.waitSignal(page.search.left_downwards):
        page.qtbot.keyClick(popup, Qt.Key.Key_Down)
    assert not popup.isVisible()
    assert begun_by("with") == ()


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_all_filters_are_offered_by_a_key(page: HistoryPage) -> None:
    page.search_for("form ")
    page.qtbot.keyClick(page.search, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    popup = open_popup()
    assert popup.model().rowCount() == 10
    page.qtbot.keyClick(popup, Qt.Key.Key_Down)
    page.qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert page.search.text() == "form client:"


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_enter_goes_to_what_was_found_though_something_is_offered(page: HistoryPage) -> None:
    page.search_for("outcome:open")
    page.qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.rows.hasFocus()


def test_words_in_several_notes_are_found_below_those_in_one(page: HistoryPage) -> None:
    page.search_for("fields first")
    assert page.shown() == ["d-1"]
    page.search.clear()
    page.search_for("budget words")
    assert page.shown() == ["d-1"]


def _tell_at_length(store: Store) -> None:
    notes = tuple(
        Note(id=f"x-{at}", at_ms=at * 1000, at=NOON + timedelta(seconds=at), text=f"note {at}")
        for at in range(400)
    )
    call = held_call("k-long", 3, *notes)
    told = Disagreement(id="d-long", client="c-1", topic="Long", calls=(call,))
    store.disagreements.put(told)


@pytest.mark.parametrize("number", [5, 350])
def test_what_was_found_opens_at_its_note_however_far_down(
    qtbot: QtBot, tmp_path: Path, number: int
) -> None:
    with history_page(qtbot, tmp_path / "history.db", fill, _tell_at_length) as page:
        page.search_for(f'"note {number}"')
        reading = page.detail.page
        rows = range(0, reading.viewport().height(), 8)
        seen = {reading.cursorForPosition(QPoint(90, y)).block().text() for y in rows}
        assert any(line.endswith(f"note {number}") for line in seen)
