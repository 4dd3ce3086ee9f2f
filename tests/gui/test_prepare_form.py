"""The fields of a preparation: saved as typed, read as meant, folded away until needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from companion.gui.prepare.form import CALL_TEXTS, DISAGREEMENT_TEXTS
from companion.gui.prepare.window import PrepareWindow
from companion.model import Link, Option
from companion.store import Store
from tests.gui.prepare_page import CTRL, PreparePage, prepare_page

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[PreparePage]:
    with prepare_page(qtbot, tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("name", DISAGREEMENT_TEXTS)
def test_a_text_is_on_the_disk_while_it_is_typed(page: PreparePage, name: str) -> None:
    page.window.ui.more.setChecked(True)
    page.type(getattr(page.window.ui, name), "Leads are <b>up</b>")
    page.settle()
    assert getattr(page.disagreement(), name) == "Leads are <b>up</b>"


@pytest.mark.parametrize("name", CALL_TEXTS)
def test_a_text_of_the_call_is_on_the_disk_while_it_is_typed(page: PreparePage, name: str) -> None:
    page.window.ui.more.setChecked(True)
    page.type(getattr(page.window.ui, name), "Board meeting")
    page.settle()
    assert getattr(page.call(), name) == "Board meeting"


def test_the_footer_says_that_it_is_saved_and_when(page: PreparePage) -> None:
    assert page.window.ui.saved.text() == "Saved as you type"
    page.type(page.window.ui.topic, "Lead quality")
    page.settle()
    assert page.window.ui.saved.text() == "Saved · 12:00"


def test_a_first_answer_that_comes_late_takes_the_keyboard_from_nobody(page: PreparePage) -> None:
    page.fill(page.window.ui.topic, "Lead quality")
    page.close()
    with Store.open(page.path) as other, other.write():
        page.window = PrepareWindow(page.tasks, page.clock, page.call_id)
        page.window.show()
        page.type(page.window.ui.client, "Contoso")
        QTest.keyClick(page.window.ui.client, Qt.Key.Key_Tab)
        page.type(page.window.ui.our_metric, "leads")
    page.settle()
    assert page.window.ui.our_metric.hasFocus()
    assert page.client().name == "Contoso"
    assert page.disagreement().our_metric == "leads"


def test_what_is_shown_again_is_what_was_typed(page: PreparePage) -> None:
    page.type(page.window.ui.topic, "Lead quality")
    page.close()
    page.open()
    assert page.window.ui.topic.text() == "Lead quality"


def test_their_number_becomes_a_metric_with_a_reading(page: PreparePage) -> None:
    page.fill(page.window.ui.metric, "ad cost as % of revenue, now 30, wants 24 by Feb")
    metric = page.client().metric(page.disagreement().metric)
    assert metric is not None
    assert metric.latest is not None
    assert (metric.label, metric.unit, metric.lower_is_better) == (
        "ad cost as % of revenue",
        "%",
        True,
    )
    assert (metric.latest.now, metric.latest.target) == (30, 24)


def test_a_corrected_number_is_one_reading(page: PreparePage) -> None:
    page.fill(page.window.ui.metric, "Leads, now 30")
    page.fill(page.window.ui.metric, "Leads, now 31")
    metrics = page.client().metrics
    assert [[point.now for point in metric.points] for metric in metrics] == [[31]]


def test_a_corrected_label_leaves_no_second_metric(page: PreparePage) -> None:
    page.fill(page.window.ui.metric, "Ledas, now 30")
    page.fill(page.window.ui.metric, "Leads, now 30")
    assert [metric.label for metric in page.client().metrics] == ["Leads"]


def test_a_new_figure_of_a_known_metric_joins_its_readings(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Northwind")
    page.fill(page.window.ui.metric, "Cost ÷ revenue — 28% now, 25% by March")
    (metric,) = page.client().metrics
    assert [point.now for point in metric.points] == [30, 28]


def test_an_emptied_number_is_not_known(page: PreparePage) -> None:
    page.fill(page.window.ui.client, "Northwind")
    page.fill(page.window.ui.metric, "")
    assert page.disagreement().metric is None
    assert len(page.client().metrics) == 1


def test_the_plan_is_read_and_written_out(page: PreparePage) -> None:
    page.fill(page.window.ui.planned, "thursday at 2 pm")
    page.fill(page.window.ui.minutes, "1h30")
    assert page.call().planned_at == datetime(2026, 11, 26, 14, tzinfo=UTC)
    assert page.call().planned_minutes == 90
    assert page.window.ui.planned.text() == "Thu 26 Nov, 14:00"
    assert page.window.ui.minutes.text() == "1 h 30 min"


def test_a_time_that_is_none_is_said_and_stays(page: PreparePage) -> None:
    page.fill(page.window.ui.planned, "soonish")
    assert "“soonish” does not say a day and a time" in page.window.ui.planned_slip.text()
    assert page.window.ui.planned.text() == "soonish"
    page.close()
    page.open()
    assert page.window.ui.planned.text() == "soonish"


def test_how_sure_we_are_is_unsaid_until_it_is_touched(page: PreparePage) -> None:
    assert page.window.ui.confidence_said.text() == "not said yet"
    page.type(page.window.ui.topic, "x")
    page.settle()
    assert page.disagreement().confidence == ()


def test_how_sure_we_are_is_said_by_the_arrow_keys(page: PreparePage) -> None:
    page.window.ui.more.setChecked(True)
    page.window.ui.confidence.setFocus()
    for _ in range(4):
        QTest.keyClick(page.window.ui.confidence, Qt.Key.Key_Right)
    page.settle()
    assert [said.percent for said in page.disagreement().confidence] == [70]
    assert page.window.ui.confidence_said.text() == "70%"


def test_the_middle_can_be_meant(page: PreparePage) -> None:
    page.window.ui.more.setChecked(True)
    QTest.keyClick(page.window.ui.confidence, Qt.Key.Key_Space)
    page.settle()
    assert [said.percent for said in page.disagreement().confidence] == [50]


def test_an_option_is_kept_with_its_effect_and_cost(page: PreparePage) -> None:
    row = page.window.form.options.rows[1]
    page.window.ui.costs.setChecked(True)
    for field, text in zip(row.fields(), ("Pause", "3 points less", "One day"), strict=True):
        page.type(field, text)
    page.settle()
    wanted = Option(label="B", text="Pause", effect="3 points less", cost="One day")
    assert page.call().options == (wanted,)


def test_costs_are_folded_away_until_there_are_some(page: PreparePage) -> None:
    row = page.window.form.options.rows[0]
    assert not row.cost.isVisible()
    with Store.open(page.path) as store:
        store.live.set_option(page.call_id, Option(label="A", text="Pause", cost="One day"))
    page.window.refresh()
    page.settle()
    assert row.cost.isVisible()


def test_links_are_kept_line_by_line(page: PreparePage) -> None:
    page.window.ui.more.setChecked(True)
    page.type(page.window.ui.links, "Proposal https://example.com/p")
    page.settle()
    assert page.call().links == (Link(title="Proposal", url="https://example.com/p"),)
    assert not page.window.ui.links_slip.isVisible()


def test_a_line_that_is_no_link_stays_text_and_is_said(page: PreparePage) -> None:
    page.window.ui.more.setChecked(True)
    page.type(page.window.ui.links, "Look file:///etc/passwd")
    page.settle()
    assert page.call().links == (Link(title="Look file:///etc/passwd"),)
    assert "stays plain text" in page.window.ui.links_slip.text()


def test_more_is_folded_away_while_it_is_empty(page: PreparePage) -> None:
    assert not page.window.ui.their_view.isVisible()
    assert not page.window.ui.why_now.isVisible()
    page.window.ui.more.setFocus()
    QTest.keyClick(page.window.ui.more, Qt.Key.Key_Space)
    assert page.window.ui.their_view.isVisible()
    assert page.window.ui.why_now.isVisible()


def test_more_is_open_when_something_stands_in_it(page: PreparePage) -> None:
    page.window.ui.more.setChecked(True)
    page.type(page.window.ui.good_looks_like, "Calm Mondays")
    page.close()
    page.open()
    assert page.window.ui.good_looks_like.isVisible()


def test_the_focused_field_is_in_sight_in_a_low_window(page: PreparePage) -> None:
    page.window.resize(940, 320)
    page.window.ui.more.setChecked(True)
    page.window.ui.why_now.setFocus()
    page.qtbot.waitUntil(lambda: not page.window.ui.why_now.visibleRegion().isEmpty())
    assert page.window.ui.why_now.visibleRegion().boundingRect().height() > 10


def test_tab_goes_through_the_form_from_top_to_bottom(page: PreparePage) -> None:
    ui = page.window.ui
    rows = page.window.form.options.rows
    ui.client.setFocus()
    order: list[QWidget] = [ui.topic, ui.planned, ui.minutes, ui.people.line, ui.metric]
    order += [ui.our_metric, ui.more, ui.costs]
    order += [field for row in rows for field in (row.text, row.effect)]
    order += [ui.next_step_aim]
    for field in order:
        QTest.keyClick(page.window.focusWidget(), Qt.Key.Key_Tab)
        assert page.window.focusWidget() is field


def test_a_refresh_shows_what_another_window_wrote(page: PreparePage) -> None:
    with Store.open(page.path) as store:
        store.disagreements.set_text(page.disagreement().id, "topic", "Budget")
    page.window.refresh()
    page.settle()
    assert page.window.ui.topic.text() == "Budget"


def test_a_refresh_leaves_what_is_being_typed(page: PreparePage) -> None:
    page.type(page.window.ui.topic, "Lead quality")
    page.window.refresh()
    page.settle()
    assert page.window.ui.topic.text() == "Lead quality"
    assert page.disagreement().topic == "Lead quality"


def test_a_long_paste_is_kept_whole(page: PreparePage) -> None:
    page.window.ui.topic.setFocus()
    page.window.ui.topic.insert("x" * 100_000)
    page.window.ui.topic.textEdited.emit(page.window.ui.topic.text())
    page.settle()
    assert len(page.disagreement().topic) == 100_000


def test_a_narrow_window_puts_the_fields_below_each_other(page: PreparePage) -> None:
    ui = page.window.ui
    page.window.resize(50 * page.window.fontMetrics().averageCharWidth(), 700)
    page.qtbot.waitUntil(lambda: ui.our_metric_field.y() > ui.metric_field.y())
    assert ui.row_when.y() > ui.row_who.y()
    assert not ui.side.isVisible()
    assert ui.form_column.isAncestorOf(page.window.memory)


def test_save_says_that_it_is_saved(page: PreparePage) -> None:
    page.clock.set_wall(timedelta(minutes=5))
    QTest.keyClick(page.window, Qt.Key.Key_S, CTRL)
    assert page.window.ui.saved.text() == "Saved · 12:05"


def test_an_option_with_a_label_of_its_own_gets_a_row(page: PreparePage) -> None:
    with Store.open(page.path) as store:
        store.live.set_option(page.call_id, Option(label="D", text="Wait"))
    page.window.refresh()
    page.settle()
    row = page.window.form.options.rows[-1]
    assert (row.label, row.text.text()) == ("D", "Wait")


def test_a_line_that_is_too_long_says_how_much_was_left_out(page: PreparePage) -> None:
    page.window.ui.topic.setText("x" * 1_000_002)
    assert "2 characters were left out" in page.window.notice.text
