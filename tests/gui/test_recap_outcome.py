"""Where the call landed: each outcome with the fields that it needs, composed into the mail."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from companion.gui.recap.checks import Point
from companion.gui.recap.mend import ChoiceMend, MetricMend, NextStepMend
from companion.gui.widgets.day_field import DayField
from companion.model import Chosen, NextStep, OutcomeKind
from tests.gui.recap_history import ENDED, Opened, Opens, full_call, opening


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path) -> Opens:
    return opening(qtbot, tmp_path)


def choose(opened: Opened, kind: OutcomeKind) -> None:
    chooser = opened.ui.outcome.chooser
    chooser.setCurrentIndex(chooser.findData(kind))
    chooser.activated.emit(chooser.currentIndex())
    opened.settle()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (OutcomeKind.TRIAL, "We agreed to give this a try"),
        (OutcomeKind.PARKED, "We are setting the question aside"),
        (OutcomeKind.THEIR_CHOICE, "Here is your decision"),
        (OutcomeKind.WE_WERE_WRONG, "We got something wrong"),
        (OutcomeKind.OPEN, "the question itself is still open"),
    ],
)
def test_another_outcome_words_an_untouched_recap_anew(
    opens: Opens, kind: OutcomeKind, words: str
) -> None:
    opened = opens()
    choose(opened, kind)
    assert words in opened.ui.text.text()
    assert opened.recap().text == opened.ui.text.text()
    outcome = opened.call().outcome
    assert outcome is not None
    assert (outcome.kind, outcome.at) == (kind, opened.clock.now())


def test_a_trial_ends_on_the_day_that_was_typed(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    choose(opened, OutcomeKind.TRIAL)
    qtbot.keyClicks(opened.ui.outcome.until.line, "18 Dec")
    opened.settle()
    outcome = opened.call().outcome
    assert outcome is not None
    assert outcome.until == date(2026, 12, 18)
    assert "until **Friday 18 December**" in opened.ui.text.text()
    assert opened.ui.outcome.until.line.text() == "18 Dec"


def test_a_mistake_is_said_with_effect_fix_and_date(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    choose(opened, OutcomeKind.WE_WERE_WRONG)
    form = opened.ui.outcome
    qtbot.keyClicks(form.what.entry, "We read the wrong report")
    qtbot.keyClicks(form.effect.entry, "three points too high")
    qtbot.keyClicks(form.fix.entry, "We correct the tracking")
    qtbot.keyClicks(form.by.line, "30 Nov")
    opened.settle()
    assert "How we put it right: we correct the tracking, by **Monday 30 November**." in (
        opened.ui.text.text()
    )


def test_the_fields_of_an_outcome_left_behind_are_gone_from_the_mail(
    opens: Opens, qtbot: QtBot
) -> None:
    opened = opens()
    choose(opened, OutcomeKind.WE_WERE_WRONG)
    qtbot.keyClicks(opened.ui.outcome.what.entry, "We read the wrong report")
    opened.settle()
    choose(opened, OutcomeKind.AGREED)
    assert "wrong report" not in opened.ui.text.text()
    assert not opened.ui.outcome.what.isVisible()


def test_advice_goes_on_record_once_and_stays(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    choose(opened, OutcomeKind.THEIR_CHOICE)
    form = opened.ui.outcome.advice
    assert form.they_chose.text == "Add a qualifying question to the form"
    assert not form.record.isEnabled()
    qtbot.keyClicks(form.we_advised.entry, "Move the budget to search")
    qtbot.keyClicks(form.because.entry, "it brings better leads")
    qtbot.keyClicks(form.again.line, "15 Jan")
    opened.settle()
    assert "our advice was" not in opened.ui.text.text()
    form.record.click()
    qtbot.waitUntil(lambda: "our advice was: move the budget to search" in opened.ui.text.text())
    opened.settle()
    outcome = opened.call().outcome
    assert outcome is not None
    assert outcome.advice is not None
    assert outcome.advice.recorded_at == opened.clock.now()
    assert outcome.advice.look_again_on == date(2027, 1, 15)
    assert "We advised: Move the budget to search" in form.shown_record
    assert not form.we_advised.isVisible()
    assert not opened.ui.outcome.chooser.isEnabled()


def test_advice_that_is_not_on_record_yet_outlives_the_window(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    choose(opened, OutcomeKind.THEIR_CHOICE)
    qtbot.keyClicks(opened.ui.outcome.advice.we_advised.entry, "Move the budget")
    opened.settle()
    page = opened.window._page
    opened.window.refresh()
    opened.settle()
    assert opened.window._page is not page
    assert opened.ui.outcome.advice.we_advised.text == "Move the budget"
    assert opened.window._page is not None
    assert opened.window._page.advice_typed.we_advised == "Move the budget"


def test_a_new_outcome_leaves_own_words_and_offers_to_write_anew(
    opens: Opens, qtbot: QtBot
) -> None:
    opened = opens()
    qtbot.keyClicks(opened.ui.text, "My own line. ")
    choose(opened, OutcomeKind.PARKED)
    assert opened.ui.text.text().startswith("My own line.")
    assert opened.ui.notice.text.startswith("It would be written another way now.")


def test_a_day_that_cannot_be_read_is_said_when_the_field_is_left(qtbot: QtBot) -> None:
    field = DayField()
    qtbot.addWidget(field)
    field.set_today(ENDED.date())
    field.show()
    qtbot.keyClicks(field.line, "someday")
    assert field.day is None
    field.line.left.emit()
    assert "someday" in field.sentence
    field.line.clear()
    qtbot.keyClicks(field.line, "Friday")
    assert field.day == date(2026, 11, 27)
    assert field.sentence == "Friday 27 November"


def test_a_missing_metric_is_added_in_place(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    opened.tasks.write(lambda store: store.disagreements.set_metric("d-1", None))
    opened.window.refresh()
    opened.settle()
    assert "Their metric is not recorded yet" in opened.ui.checks.sentences
    opened.ui.checks.row(Point.METRIC).mend.click()
    form = opened.ui.checks.row(Point.METRIC).form
    assert isinstance(form, MetricMend)
    qtbot.keyClicks(form.line, "ad cost as % of revenue, now 30, wants 24 by Feb\r\r\r")
    qtbot.waitUntil(lambda: "Their metric is in it" in opened.ui.checks.sentences)
    assert "30% now, 24% by February" in opened.ui.text.text()


def test_a_missing_choice_is_said_in_place(opens: Opens, qtbot: QtBot) -> None:
    opened = opens(replace(full_call(), chosen=None))
    opened.ui.checks.row(Point.OPTIONS).mend.click()
    form = opened.ui.checks.row(Point.OPTIONS).form
    assert isinstance(form, ChoiceMend)
    form.chooser.setCurrentIndex(3)
    form.chooser.activated.emit(3)
    qtbot.keyClicks(form.why.entry, "we can start tomorrow")
    form.keep.click()
    qtbot.waitUntil(lambda: "Three options, one chosen" in opened.ui.checks.sentences)
    assert opened.call().chosen == Chosen(label="C", why="we can start tomorrow")


def test_a_step_without_an_owner_is_completed_in_place(opens: Opens, qtbot: QtBot) -> None:
    begun = NextStep(id="s-9", text="Draft the form change")
    opened = opens(replace(full_call(), next_steps=(begun,)))
    assert "The next step needs an owner and a date" in opened.ui.checks.sentences
    opened.ui.checks.row(Point.NEXT_STEP).mend.click()
    form = opened.ui.checks.row(Point.NEXT_STEP).form
    assert isinstance(form, NextStepMend)
    assert not form.keep.isEnabled()
    qtbot.keyClicks(form.owner, "Priya")
    qtbot.keyClicks(form.by.line, "26 Nov")
    form.keep.click()
    qtbot.waitUntil(lambda: "Next step has an owner and a date" in opened.ui.checks.sentences)
    assert opened.call().next_steps == (replace(begun, owner="Priya", due=date(2026, 11, 26)),)


def test_missing_options_lead_back_to_the_call(opens: Opens, qtbot: QtBot) -> None:
    call = full_call()
    opened = opens(replace(call, options=call.options[:2]))
    assert "Fewer than three options" in opened.ui.checks.sentences
    with qtbot.waitSignal(opened.window.call_wanted):
        opened.ui.checks.row(Point.OPTIONS).mend.click()


def test_not_now_closes_a_form_and_keeps_its_offer(opens: Opens, qtbot: QtBot) -> None:
    opened = opens(replace(full_call(), chosen=None))
    row = opened.ui.checks.row(Point.OPTIONS)
    row.mend.click()
    assert row.form is not None
    row.form.not_now.click()
    assert row.form is None
    assert not row.mend.isHidden()
