"""The page on one client: what stands there, where it leads, and what it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from companion.gui.client.expectation_row import ExpectationRow
from companion.gui.client.lead_row import LeadRow
from companion.gui.client.page import ClientView
from companion.gui.client.person_row import PersonRow
from companion.gui.today.row import TodayRow
from companion.model import (
    Call,
    CallState,
    Client,
    Contact,
    Disagreement,
    Expectation,
    Metric,
    MetricPoint,
    Note,
    NoteKind,
)
from companion.store import Store
from companion.store.client_page import AT_ONCE
from tests.clock import NOON
from tests.gui.history_page import HistoryPage, fill, history_page
from tests.gui.today_page import clients, due_check_in, due_step, prepared

CTRL = Qt.KeyboardModifier.ControlModifier


def people(store: Store) -> None:
    """Give Northwind people, an expectation, a promise and three readings of its metric."""
    points = tuple(
        MetricPoint(at=NOON - timedelta(days=days), now=now, target=25, by=date(2027, 3, 31))
        for days, now in ((200, 36), (100, 33), (1, 30))
    )
    store.people.put_client(
        Client(
            id="c-1",
            name="Northwind",
            contacts=(Contact(id="p-1", name="Dana Ortiz", role="CFO", fears="Another 30 %"),),
            metrics=(Metric(id="m-1", label="Cost ÷ revenue", unit="%", points=points),),
            expectations=(
                Expectation(
                    question="What if it costs more?",
                    answer="We stop and talk",
                    agreed_on=date(2026, 2, 3),
                ),
            ),
        )
    )
    promise = Note(id="n-9", at=NOON, kind=NoteKind.PROMISE, text="No surprises", who="Dana")
    call = Call(
        id="k-9", state=CallState.ENDED, started_at=NOON - timedelta(days=300), notes=(promise,)
    )
    store.disagreements.put(Disagreement(id="d-9", client="c-1", topic="Old one", calls=(call,)))


def many(store: Store) -> None:
    """Add more disagreements with Northwind than are read at once."""
    for number in range(AT_ONCE + 5):
        store.disagreements.put(Disagreement(id=f"many-{number}", client="c-1", topic="One more"))


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    with history_page(qtbot, tmp_path / "history.db", fill, people) as opened:
        opened.window.show_client("c-1")
        opened.settle()
        yield opened


def view(page: HistoryPage) -> ClientView:
    found = page.window.findChild(ClientView)
    assert isinstance(found, ClientView)
    return found


def focused() -> QWidget:
    """Return the widget that has the keyboard."""
    now = QApplication.focusWidget()
    assert now is not None
    return now


def words(page: HistoryPage) -> str:
    """Return everything that can be read on the page."""
    labels = view(page).findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def row(page: HistoryPage, begins: str) -> LeadRow:
    rows = view(page).findChildren(LeadRow)
    return next(r for r in rows if r.isVisible() and r.words[0].startswith(begins))


def button(page: HistoryPage, text: str) -> QPushButton:
    buttons = view(page).findChildren(QPushButton)
    return next(b for b in buttons if b.isVisible() and b.text() == text)


def test_the_page_says_all_about_the_client(page: HistoryPage) -> None:
    said = words(page)
    for part in (
        "Northwind",
        "Dana Ortiz, CFO · 3 disagreements, 1 settled",
        "Cost ÷ revenue",
        "Last time: Q4 lead quality, agreed 20 Nov",
        "What settled it: option B, because least work",
        "Draft the form change",
        "No surprises",
        "We stop and talk · agreed 3 Feb",
        "not asked yet",
        "they confirmed it 20 Nov",
    ):
        assert part in said


def test_what_is_private_stays_veiled_until_it_is_asked_for(page: HistoryPage) -> None:
    assert "Another 30 %" not in words(page)
    button(page, "Show what is private").click()
    assert "Fears: Another 30 %" in words(page)
    page.store(lambda store: store.people.set_playbook("c-1", "apple"))
    assert "Fears: Another 30 %" in words(page)
    page.window.show_client("c-2")
    page.settle()
    page.window.show_client("c-1")
    page.settle()
    assert "Another 30 %" not in words(page)


@pytest.mark.parametrize("begins", ["Last time:", "Q4 lead quality", "Draft the form change"])
def test_each_line_leads_to_its_disagreement(page: HistoryPage, begins: str) -> None:
    row(page, begins).click()
    page.settle()
    assert not view(page).isVisible()
    assert page.detail.found is not None
    assert page.detail.found.disagreement.id == "d-1"


def test_the_last_recap_opens(page: HistoryPage) -> None:
    recap = view(page).sections["recap"].findChild(LeadRow)
    assert isinstance(recap, LeadRow)
    with page.qtbot.waitSignal(page.window.recap_wanted) as wanted:
        recap.click()
    assert wanted.args == ["k-2"]


def test_a_call_is_prepared_with_this_client(page: HistoryPage) -> None:
    with page.qtbot.waitSignal(page.window.call_opened) as wanted:
        button(page, "Prepare a call").click()
    assert wanted.args is not None
    with Store.open(page.path, reader=True) as store:
        about = store.calls.disagreement_of(wanted.args[0])
        assert store.disagreements.client_of(about) == "c-1"
    page.window.refresh()
    page.settle()
    assert button(page, "Open the prepared call").isVisible()


def test_a_question_to_ask_next_time_is_kept_and_then_answered(page: HistoryPage) -> None:
    def press(act: str) -> None:
        rows = view(page).findChildren(ExpectationRow)
        wanted = f"{act}: What if it fails?"
        next(r for r in rows if r.act.accessibleName() == wanted).act.click()

    press("Ask next time")
    page.settle()
    assert "to ask in the next call" in words(page)
    press("Write the answer…")
    QTest.keyClicks(focused(), "We mend it in a week")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    page.settle()
    assert "We mend it in a week · agreed 21 Nov" in words(page)


def test_an_answer_that_is_being_written_stays_whatever_is_stored(page: HistoryPage) -> None:
    button(page, "Change…").click()
    field = focused()
    QTest.keyClicks(field, "!")
    page.store(lambda store: store.people.set_playbook("c-1", "apple"))
    page.store(lambda store: store.people.rename_client("c-1", "North"))
    assert focused() is field
    assert field.isVisible()


def test_the_plot_has_a_table_and_a_sentence(page: HistoryPage) -> None:
    card = view(page).figures
    assert card.plot.isVisible()
    assert card.plot.accessibleName() == ("Cost ÷ revenue: 36% at first, 30% now, 25% by March")
    card.as_table.click()
    assert not card.plot.isVisible()
    assert card.table.isVisible()
    model = card.table.model()
    cells = [[model.index(r, c).data() for c in range(4)] for r in range(3)]
    assert cells[0] == ["20 Nov", "30%", "25%", "31 Mar 2027"]
    assert [line[1] for line in cells] == ["30%", "33%", "36%"]


def test_rows_come_in_parts(qtbot: QtBot, tmp_path: Path) -> None:
    with history_page(qtbot, tmp_path / "history.db", fill, many) as page:
        page.window.show_client("c-1")
        page.settle()
        talks = view(page).sections["talks"]
        assert len(talks.findChildren(LeadRow)) == AT_ONCE
        button(page, "Show more: 7").click()
        page.settle()
        shown = [r for r in talks.findChildren(LeadRow) if r.isVisible()]
        assert len(shown) == AT_ONCE + 7


def test_a_client_of_whom_nothing_is_known_says_what_to_ask(qtbot: QtBot, tmp_path: Path) -> None:
    def nobody(store: Store) -> None:
        store.people.put_client(Client(id="c-3", name="Fabrikam"))

    with history_page(qtbot, tmp_path / "history.db", fill, nobody) as page:
        page.window.show_client("c-3")
        page.settle()
        said = words(page)
        assert "no disagreement yet" in said
        assert "Ask which number they are judged by" in said
        assert "Before the next call" not in said


def test_a_search_is_kept_to_the_client_and_leads_back(page: HistoryPage) -> None:
    page.search_for("budget")
    assert not view(page).isVisible()
    assert page.shown() == ["d-1", "d-2"]
    page.search.clear()
    page.settle()
    assert view(page).isVisible()


def test_the_key_leads_to_the_client_of_what_is_selected(page: HistoryPage) -> None:
    page.places.choose("all")
    page.settle()
    page.rows.choose(2)
    page.settle()
    QTest.keyClick(page.rows, Qt.Key.Key_L, CTRL)
    page.settle()
    assert view(page).client_id == "c-2"
    assert view(page).prepare.hasFocus()


def test_the_name_above_a_story_leads_to_the_client(page: HistoryPage) -> None:
    page.window.show_disagreement("d-3")
    page.settle()
    page.detail.page.acted.emit("client", "c-2")
    page.settle()
    assert view(page).isVisible()
    assert view(page).client_id == "c-2"


def test_the_key_on_today_leads_to_the_client_of_the_line(page: HistoryPage) -> None:
    page.places.choose("today")
    page.settle()
    QTest.keyClick(page.window, Qt.Key.Key_L, CTRL)
    page.settle()
    assert view(page).isVisible()


@pytest.mark.parametrize("due", [due_check_in, due_step, prepared])
def test_a_click_on_a_name_of_today_leads_to_the_client(
    qtbot: QtBot, tmp_path: Path, due: Callable[[Store], None]
) -> None:
    with history_page(qtbot, tmp_path / "history.db", clients, due, place="today") as page:
        row = next(part for part in page.window.findChildren(TodayRow) if part.isVisible())
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.client_place().center())
        page.settle()
        assert view(page).isVisible()
        assert view(page).client_id == "c-1"


def test_the_whole_page_is_reached_by_tab_and_the_arrows(page: HistoryPage) -> None:
    row(page, "Last time:").setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert focused() is row(page, "What settled it")
    QTest.keyClick(focused(), Qt.Key.Key_Up)
    assert focused() is row(page, "Last time:")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    page.settle()
    assert page.detail.found is not None


def test_enter_presses_the_button_that_the_keyboard_is_at(page: HistoryPage) -> None:
    view(page).prepare.setFocus()
    with page.qtbot.waitSignal(page.window.call_opened):
        QTest.keyClick(focused(), Qt.Key.Key_Return)


def test_f6_goes_to_the_page(page: HistoryPage) -> None:
    page.places.setFocus()
    seen: list[QWidget] = []
    for _ in range(4):
        QTest.keyClick(page.window, Qt.Key.Key_F6)
        seen.append(focused())
    assert any(view(page).isAncestorOf(w) for w in seen)


def test_a_client_that_is_put_away_is_said(page: HistoryPage) -> None:
    page.store(lambda store: store.people_change.set_archived("c-2", is_archived=True))
    page.window.show_client("c-2")
    page.settle()
    assert "put away" in page.notice.text


def test_private_parts_are_people_alone(page: HistoryPage) -> None:
    lifted = [r for r in view(page).findChildren(PersonRow) if r.private.isVisible()]
    assert lifted == []
