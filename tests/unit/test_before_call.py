"""Which three sentences stand before a call."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from companion.method.before_call import CallLine, LastTime, Promised, Says, three_lines
from companion.model import Advice, Mistake, OutcomeKind, Side

TODAY = date(2026, 11, 24)
LAST = LastTime(
    disagreement_id="d",
    call_id="k",
    topic="Q4 lead quality",
    outcome=OutcomeKind.AGREED,
    moment=datetime(2026, 11, 21, 12, tzinfo=UTC),
)


def step(key: str, due: date | None, side: Side = Side.OURS) -> Promised:
    return Promised(
        id=key,
        text=f"Step {key}",
        owner="",
        side=side,
        due=due,
        due_text="",
        call_id="k",
        disagreement_id="d",
    )


def settled(**parts: object) -> CallLine:
    return three_lines(replace(LAST, **parts), (), TODAY)[1]


def awaited(*steps: Promised, waits: bool = False) -> CallLine:
    return three_lines(replace(LAST, waits_for_recap=waits), steps, TODAY)[2]


def test_before_the_first_call_nothing_is_said() -> None:
    assert three_lines(None, (step("a", None),), TODAY) == ()


def test_the_first_line_is_the_last_disagreement() -> None:
    line = three_lines(LAST, (), TODAY)[0]
    assert (line.says, line.text, line.outcome) == (Says.LAST, "Q4 lead quality", "agreed")
    assert line.day == date(2026, 11, 21)


@pytest.mark.parametrize("kind", [OutcomeKind.TRIAL, OutcomeKind.PARKED])
def test_a_trial_and_a_parking_say_until_when(kind: OutcomeKind) -> None:
    line = three_lines(replace(LAST, outcome=kind, until=date(2026, 12, 1)), (), TODAY)[0]
    assert line.day == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("parts", "says", "text", "because"),
    [
        ({"chosen": "B", "why": "it is fast"}, Says.PICKED, "B", "it is fast"),
        ({"chosen": "B", "option": "Ask first"}, Says.PICKED, "B", "Ask first"),
        ({"none_because": "No budget"}, Says.NONE_BECAUSE, "", "No budget"),
        ({}, Says.UNSETTLED, "", ""),
        (
            {
                "outcome": OutcomeKind.THEIR_CHOICE,
                "chosen": "B",
                "advice": Advice(we_advised="Wait", they_chose="Go on"),
            },
            Says.THEIR_CHOICE,
            "Go on",
            "Wait",
        ),
        (
            {
                "outcome": OutcomeKind.WE_WERE_WRONG,
                "mistake": Mistake(what="Too late", fix="A plan"),
            },
            Says.WE_WERE_WRONG,
            "Too late",
            "A plan",
        ),
    ],
)
def test_what_settled_it(parts: dict[str, object], says: Says, text: str, because: str) -> None:
    line = settled(**parts)
    assert (line.says, line.text, line.because) == (says, text, because)


def test_what_we_owe_is_the_step_that_is_due_first_and_counts_the_rest() -> None:
    late, soon = step("late", date(2026, 11, 21)), step("soon", date(2026, 11, 30))
    line = awaited(step("some day", None), soon, late, step("theirs", None, Side.THEIRS))
    assert (line.says, line.text, line.late_days, line.more) == (Says.WE_OWE, "Step late", 3, 2)


def test_a_recap_that_was_not_sent_is_what_they_wait_for() -> None:
    assert awaited(waits=True).says is Says.RECAP
    assert awaited(step("ours", None), waits=True).says is Says.WE_OWE


def test_where_we_owe_nothing_it_is_said_what_they_promised() -> None:
    assert awaited(step("theirs", None, Side.THEIRS)).says is Says.THEY_OWE
    assert awaited().says is Says.NOTHING
