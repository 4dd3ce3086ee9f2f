"""How the side of a preparation words what is open and what was skipped."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from companion.gui.prepare.memory_lines import (
    due_in_words,
    is_overdue,
    skipped,
    when_and_how,
    whose,
)
from companion.method.playbooks import built_in
from companion.model import OutcomeKind, Side
from companion.store.memory import OpenStep, PastDisagreement

TODAY = date(2026, 11, 21)  # a Saturday
KEYS = ("metric", "reframe", "we", "options", "next")


def step(due: date | None, owner: str = "", side: Side = Side.OURS, said: str = "") -> OpenStep:
    return OpenStep(id="s", text="Send", owner=owner, side=side, due=due, due_text=said)


def past(done: tuple[str, ...], **more: object) -> PastDisagreement:
    known = {
        "id": "d",
        "topic": "",
        "outcome": OutcomeKind.OPEN,
        "until": None,
        "moment": None,
        "chosen": "",
        "playbook": "five-steps",
    }
    return PastDisagreement(**{**known, **more}, steps_done=done)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 18), "due 3 days ago"),
        (date(2026, 11, 20), "due yesterday"),
        (TODAY, "due today"),
        (date(2026, 11, 22), "due tomorrow"),
        (date(2026, 11, 26), "due Thursday"),
        (date(2026, 12, 26), "due 26 December"),
        (date(2027, 1, 2), "due 2 January 2027"),
        (None, "after the audit"),
    ],
)
def test_a_due_day_is_said_in_words(due: date | None, words: str) -> None:
    assert due_in_words(step(due, said="after the audit"), TODAY) == words


def test_a_step_is_overdue_from_the_day_after() -> None:
    assert is_overdue(step(date(2026, 11, 20)), TODAY)
    assert not is_overdue(step(TODAY), TODAY)
    assert not is_overdue(step(None), TODAY)


def test_whose_step_it_is_is_said_with_its_owner() -> None:
    assert whose(step(None, "Maya")) == "ours, Maya"
    assert whose(step(None, "", Side.THEIRS)) == "theirs"


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (KEYS, ""),
        ((), ""),
        (("metric", "reframe", "options", "next"), "“Say we” was skipped."),
        (("metric", "options", "next"), "“Reframe” and “Say we” were skipped."),
    ],
)
def test_skipped_steps_are_named(done: tuple[str, ...], words: str) -> None:
    assert skipped(past(done), built_in("five-steps")) == words


def test_when_and_how_it_landed_is_one_line() -> None:
    told = past((), moment=datetime(2026, 5, 12, tzinfo=UTC), chosen="B", until=date(2026, 12, 1))
    assert when_and_how(told, TODAY) == "12 May · chose option B · until 1 December"
    assert when_and_how(past(()), TODAY) == ""
