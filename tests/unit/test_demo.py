"""The believable year is always the same, complete, and never later than its last day."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from companion.exchange.demo import believable_year
from companion.exchange.document import decode, encode
from companion.model import CallState, History, NoteKind, OutcomeKind, RecapState

NOW = datetime.fromisoformat("2026-11-20T14:20:00+00:00")


@pytest.fixture(scope="module")
def year() -> History:
    return believable_year(NOW)


def test_the_same_moment_makes_the_same_year(year: History) -> None:
    assert encode(believable_year(NOW)) == encode(year)


def test_the_year_is_a_sound_document(year: History) -> None:
    assert decode(encode(year)) == year


def test_the_year_holds_every_outcome_and_kind_of_note(year: History) -> None:
    outcomes = Counter(d.outcome.kind for d in year.disagreements if d.outcome)
    kinds = {note.kind for d in year.disagreements for call in d.calls for note in call.notes}
    assert len(year.disagreements) == 42
    assert set(outcomes) == set(OutcomeKind)
    assert kinds == set(NoteKind)


def test_two_calls_are_prepared_and_one_recap_waits(year: History) -> None:
    calls = [call for d in year.disagreements for call in d.calls]
    assert sum(call.state is CallState.PREPARED for call in calls) == 2
    assert sum(recap.state is RecapState.DRAFT for c in calls for recap in c.recaps) == 1


@pytest.mark.parametrize("hour", [0, 9, 15, 23])
def test_what_was_held_lies_behind_and_what_is_planned_ahead(hour: int) -> None:
    now = NOW.replace(hour=hour)
    for disagreement in believable_year(now).disagreements:
        for call in disagreement.calls:
            ahead = call.state is CallState.PREPARED
            assert call.moment is not None
            assert (call.moment > now) is ahead
            assert not ahead or call.moment - now < timedelta(days=1)


def test_no_recap_knows_what_came_later(year: History) -> None:
    texts = [r.text for d in year.disagreements for call in d.calls for r in call.recaps]
    assert texts
    assert not any(", done." in text for text in texts)
