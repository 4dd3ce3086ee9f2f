"""Three lines above a preparation, and cases of others of which nothing leaves by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.gui.prepare.evidence_case import EvidenceCase
from companion.gui.widgets.text import Label
from companion.model import (
    Call,
    CallState,
    Chosen,
    Client,
    Contact,
    Disagreement,
    Metric,
    Option,
    Outcome,
    OutcomeKind,
)
from companion.store import Store
from tests.gui.prepare_page import MAY, PreparePage, prepare_page

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")

BEFORE = "what was on the clipboard before"


def contoso(store: Store) -> None:
    """Add a case of another client that is judged by the same number."""
    metric = Metric(id="m-2", label="Cost ÷ revenue", unit="%")
    contact = Contact(id="p-2", name="Ida Berg")
    store.people.put_client(
        Client(id="c-2", name="Contoso", metrics=(metric,), contacts=(contact,))
    )
    call = Call(
        id="k-2",
        state=CallState.ENDED,
        started_at=MAY,
        ended_at=MAY,
        options=(Option(label="A", text="Contoso stops at 40 %"),),
        chosen=Chosen(label="A", why="Ida can plan with it"),
        outcome=Outcome(kind=OutcomeKind.AGREED, at=MAY),
    )
    store.disagreements.put(
        Disagreement(id="d-2", client="c-2", topic="Budget", metric="m-2", calls=(call,))
    )


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[PreparePage]:
    with Store.open(tmp_path / "history.db") as store:
        contoso(store)
    with prepare_page(qtbot, tmp_path) as opened:
        QApplication.clipboard().setText(BEFORE)
        opened.fill(opened.window.ui.client, "Northwind")
        opened.settle()
        yield opened


def case(page: PreparePage) -> EvidenceCase:
    return page.window.evidence.cases[0]


def test_three_lines_stand_at_the_top(page: PreparePage) -> None:
    rows = page.window.memory.before.rows
    assert [row.words[0] for row in rows] == [
        "Last time: Budget cut in Q2, agreed 12 May",
        "What settled it: option B",
        "We still owe them: Send the list, 3 days late",
    ]
    with page.qtbot.waitSignal(page.window.disagreement_wanted) as wanted:
        rows[0].click()
    assert wanted.args == ["d"]


def test_the_client_is_led_to_by_its_name_and_by_a_key(page: PreparePage) -> None:
    assert page.window.memory.about.text() == "All about Northwind"
    for act in (
        page.window.memory.about.click,
        lambda: QTest.keyClick(page.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
    ):
        with page.qtbot.waitSignal(page.window.client_wanted) as wanted:
            act()
        assert wanted.args == ["c"]


def test_a_question_kept_for_this_call_stands_there(page: PreparePage) -> None:
    with Store.open(page.path) as store:
        store.client_pages.ask("c", "What if it fails?")
    page.window.refresh()
    page.settle()
    said = [label.text() for label in page.window.memory.findChildren(Label)]
    assert "To ask this time" in said
    assert "What if it fails?" in said


def test_a_case_is_shown_with_its_source_and_leads_there(page: PreparePage) -> None:
    title, facts = case(page).source.words
    assert title == "Contoso · Budget"
    assert facts == "agreed 12 May · judged by the same number: Cost ÷ revenue"
    with page.qtbot.waitSignal(page.window.disagreement_wanted) as wanted:
        case(page).source.click()
    assert wanted.args == ["d-2"]


def test_what_is_proposed_names_nobody_and_no_figure(page: PreparePage) -> None:
    case(page).write.click()
    assert case(page).field.text() == (
        "Another client of ours felt the same. What they found: … stops at …, … can plan with it."
    )


def test_nothing_unconfirmed_reaches_the_clipboard(page: PreparePage) -> None:
    assert case(page).copy.isHidden()
    case(page).write.click()
    assert case(page).copy.isHidden()
    for label in case(page).findChildren(Label):
        assert label.textInteractionFlags() == Qt.TextInteractionFlag.LinksAccessibleByMouse
    page.settle()
    assert page.look(lambda store: store.evidence.confirmed("d-2")) == ""
    assert QApplication.clipboard().text() == BEFORE


def test_only_what_was_kept_is_copied(page: PreparePage) -> None:
    case(page).write.click()
    case(page).field.set_text("  A limit that\nis agreed on calms everybody.")
    case(page).keep.click()
    page.settle()
    kept = "A limit that is agreed on calms everybody."
    assert page.look(lambda store: store.evidence.confirmed("d-2")) == kept
    case(page).write.click()
    case(page).field.set_text("Half written: 40 %")
    QTest.keyClick(case(page).field, Qt.Key.Key_Escape)
    case(page).copy.click()
    assert QApplication.clipboard().text() == kept


def test_a_sentence_left_half_written_waits_in_its_field_alone(page: PreparePage) -> None:
    case(page).write.click()
    page.qtbot.keyClicks(case(page).field, " Not yet")
    page.settle()
    page.close()
    page.open()
    page.settle()
    assert case(page).copy.isHidden()
    case(page).write.click()
    assert case(page).field.text().endswith(" Not yet")


def test_what_was_kept_can_be_taken_back(page: PreparePage) -> None:
    for text in ("A sentence.", ""):
        case(page).write.click()
        case(page).field.set_text(text)
        case(page).keep.click()
        page.settle()
    assert case(page).copy.isHidden()
    assert page.look(lambda store: store.evidence.confirmed("d-2")) == ""


def test_no_recap_says_what_others_found(page: PreparePage) -> None:
    with Store.open(page.path) as store:
        store.evidence.confirm("d-2", "A sentence of mine.")
        assert store.texts.own() == ()
