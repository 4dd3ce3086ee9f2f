"""What a transcript proposes holds its figures against turns labelled before the rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from bench.proposals import HELD_OUT, TUNED, measure, talks
from companion.method.proposals import Kind, Proposal, Voice, propose
from companion.method.proposed_dates import day_in
from companion.method.proposed_figures import figures_in
from companion.model import Side, TranscriptLine

WEDNESDAY = date(2026, 11, 18)
VOICES = (
    Voice(heard="Priya Nair", name="Priya Nair", side=Side.OURS),
    Voice(heard="dana.o", name="Dana Ortiz", side=Side.THEIRS),
)


def steps(*turns: tuple[str, str]) -> list[tuple[str, str | None, date | None]]:
    lines = [TranscriptLine(speaker=who, text=text) for who, text in turns]
    found = propose(lines, VOICES, WEDNESDAY)
    return [(each.owner, each.side, each.due) for each in found if each.kind is Kind.STEP]


def test_the_sets_are_large_and_at_least_half_of_each_is_harmless() -> None:
    for path, least in ((TUNED, 150), (HELD_OUT, 90)):
        labels = [each for talk in talks(path) for each in talk.labels]
        assert len(labels) >= least
        assert sum(not each for each in labels) >= len(labels) / 2


@pytest.mark.parametrize("path", [TUNED, HELD_OUT], ids=["tuned", "held out"])
def test_steps_and_metrics_hold_their_floor(path: object) -> None:
    for count in measure(path).values():  # type: ignore[arg-type]
        assert count.precision >= 0.9
        assert count.recall >= 0.8
        assert count.owners >= 0.9 * count.right
        assert count.days >= 0.9 * count.right


def test_the_floor_can_be_missed() -> None:
    def every_turn(
        lines: Sequence[TranscriptLine], voices: Sequence[Voice], _day: date
    ) -> list[Proposal]:
        return [
            Proposal(kind=Kind.STEP, line=n, at_ms=0, speaker="", text=line.text)
            for n, line in enumerate(lines)
            if len(voices) > 1
        ]

    count = measure(TUNED, every_turn)[Kind.STEP]
    assert count.recall == 1
    assert count.precision < 0.4
    assert measure(TUNED, lambda *_: ())[Kind.STEP].recall == 0


def test_who_is_asked_does_it_by_the_name_that_is_theirs() -> None:
    asked = ("Priya Nair", "Dana, could you send us the list by Friday?")
    assert steps(asked) == [("Dana Ortiz", "theirs", date(2026, 11, 20))]
    assert steps(("dana.o", "Please send us the list.")) == [("Priya Nair", "ours", None)]


def test_a_promise_and_its_day_in_the_next_sentence_are_one() -> None:
    said = ("Priya Nair", "I can do that. You'll have it on Monday.")
    assert steps(said) == [("Priya Nair", "ours", date(2026, 11, 23))]


@pytest.mark.parametrize(
    "harmless",
    [
        "I'll share my screen.",
        "If you send it, we'll look at it.",
        "We'll see.",
        "Can you hear me?",
        "I sent it yesterday.",
        "Give me a second.",
        "We always answer within a day.",
        "",
        "." * 5000,
    ],
)
def test_what_nobody_takes_over_is_left(harmless: str) -> None:
    assert steps(("dana.o", harmless)) == []


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("by the end of next week", date(2026, 11, 27)),
        ("until the first of December", date(2026, 12, 1)),
        ("today, and at the latest by Friday", date(2026, 11, 20)),
        ("on the 16th", date(2026, 12, 16)),
        ("within two days", date(2026, 11, 20)),
        ("by end of day", WEDNESDAY),
        ("for two weeks", None),
        ("the tickets of October", None),
        ("the 45th", None),
        ("end of 0000", date(1, 12, 31)),
    ],
)
def test_a_spoken_day_is_read(said: str, day: date | None) -> None:
    found = day_in(said, WEDNESDAY)
    assert (found.day if found else None) == day


def test_figures_are_read_with_unit_and_day() -> None:
    found = figures_in("Our reopen rate is at 18 percent, it should be 12 by March.", WEDNESDAY)
    assert found is not None
    assert (found.label, found.now, found.target, found.unit, found.by) == (
        "reopen rate",
        18,
        12,
        "%",
        date(2027, 3, 31),
    )


def test_a_number_is_named_by_its_own_sentence() -> None:
    found = figures_in("Thanks for the time. We look at cost over revenue, it is 31%.", WEDNESDAY)
    assert found is not None
    assert (found.label, found.now) == ("cost over revenue", 31)


@pytest.mark.parametrize(
    "said", ["We pay 12,500 a month.", "At 10:30 then.", "Last year our churn was 4 percent.", "1"]
)
def test_a_price_a_time_and_the_past_are_no_metric(said: str) -> None:
    assert figures_in(said, WEDNESDAY) is None
