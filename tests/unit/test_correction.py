"""What a corrected recap names at its top: what is recorded otherwise, and nothing else."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from msgspec.structs import replace

from companion.method.correction import MOST_CHANGES, changes, corrected
from companion.method.recap import Draft, RecapSource, compose
from companion.model import (
    Attendee,
    Call,
    Chosen,
    Client,
    Disagreement,
    Me,
    NextStep,
    Note,
    NoteKind,
    Option,
    Outcome,
    OutcomeKind,
)

ZONE = timezone(timedelta(hours=1))
AT = datetime(2026, 11, 21, 14, 2, tzinfo=ZONE)
DAY = AT.date()
STEP = NextStep(id="s", text="Draft the form change", owner="Priya", due=date(2026, 11, 26))
CALL = Call(
    id="k",
    started_at=AT,
    attendees=(Attendee(name="Dana"), Attendee(name="Sam")),
    options=tuple(Option(label=each, text=f"The road called {each}") for each in "ABC"),
    chosen=Chosen(label="B", why="least work for sales"),
    next_steps=(STEP,),
    outcome=Outcome(kind=OutcomeKind.AGREED),
)


def source(call: Call = CALL, day: date = DAY, language: str = "en") -> RecapSource:
    return RecapSource(
        me=Me(name="Priya Nair"),
        client=Client(id="c", name="Northwind"),
        disagreement=Disagreement(id="d", client="c", topic="Leads"),
        call=call,
        today=day,
        language=language,
    )


def named(call: Call) -> list[str]:
    """Return what is named for a call that was recorded as CALL before."""
    found = changes(compose(source()).text, compose(source(call)))
    return [change.now or f"gone: {change.before}" for change in found]


def correct(call: Call, day: date, language: str = "en") -> Draft:
    now = source(call, day, language)
    before, then = source(language=language), source(call, language=language)
    return corrected(compose(now), now, compose(before).text, compose(then), AT)


def test_nothing_is_named_where_nothing_is_recorded_otherwise() -> None:
    assert named(CALL) == []


def test_another_day_of_a_next_step_is_named_alone() -> None:
    [line] = named(replace(CALL, next_steps=(replace(STEP, due=date(2026, 11, 27)),)))
    assert "27 November" in line


def test_another_pick_is_named_once_by_what_is_chosen_now() -> None:
    [line] = named(replace(CALL, chosen=Chosen(label="C", why="least work for sales")))
    assert "The road called C" in line


def test_a_step_that_is_none_any_more_is_named_as_gone() -> None:
    second = NextStep(id="t", text="Call the board", owner="Sam", due=date(2026, 12, 1))
    before = compose(source(replace(CALL, next_steps=(STEP, second)))).text
    [change] = changes(before, compose(source()))
    assert "the board" in change.before
    assert change.now == ""


def test_who_was_greeted_is_no_change_of_the_agreement() -> None:
    assert named(replace(CALL, attendees=(Attendee(name="Dana"),))) == []


def test_what_is_private_is_never_named() -> None:
    secret = Note(id="n", kind=NoteKind.PRIVATE, text="They would take less than half")
    assert named(replace(CALL, notes=(secret,))) == []


def test_the_day_on_which_it_is_said_is_no_change() -> None:
    draft = correct(CALL, DAY + timedelta(days=1))
    assert "yesterday" in draft.text
    assert "\n- " not in draft.text.partition("## ")[0]


def test_every_line_of_a_correction_still_has_its_sources() -> None:
    later = replace(CALL, next_steps=(replace(STEP, due=date(2026, 11, 27)),))
    draft = correct(later, DAY + timedelta(days=1))
    lines = draft.text.splitlines()
    assert len(lines) == len(draft.sources)
    place = next(n for n, line in enumerate(lines) if line.startswith("- "))
    assert "s" in [each.key for each in draft.sources[place]]


def test_the_thanks_below_a_german_correction_begin_a_sentence() -> None:
    text = correct(CALL, DAY, "de").text
    assert "\n\nhier ist die korrigierte Fassung;" in text
    assert "\n\nVielen Dank für das Gespräch" in text


def test_very_many_changes_are_not_listed() -> None:
    steps = tuple(
        NextStep(id=f"x{n}", text=f"Look at number {n}", owner=f"Person {n}", due=date(2026, 12, n))
        for n in range(1, MOST_CHANGES + 3)
    )
    draft = correct(replace(CALL, next_steps=steps), DAY)
    top = draft.text.partition("## ")[0]
    assert "read as a whole" in top
    assert "- " not in top


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Corrected:"), ("de", "korrigierte Fassung"), ("fr", "Corrigé"), ("es", "Corregido:")],
)
def test_a_correction_says_so_in_the_language_of_the_recap(language: str, words: str) -> None:
    later = replace(CALL, next_steps=(replace(STEP, due=date(2026, 11, 27)),))
    top = correct(later, DAY, language=language).text.partition("## ")[0]
    assert words in top
    assert "27" in top
