"""What is read back to the client: the recap's own words, compared when the call goes on."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from companion.method.agreement import agreement, in_plain_words, still_holds
from companion.method.phrases import languages
from companion.method.recap import RecapSource, compose
from companion.model import (
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
    ReadBack,
    Text,
)

CALL = Call(
    id="k",
    started_at=datetime(2026, 11, 21, 14, 2, tzinfo=UTC),
    options=(Option(label="A", text="pause *display*"), Option(label="B", text="add a question")),
    chosen=Chosen(label="B", why="the least work"),
    next_steps=(NextStep(id="s", text="draft it", owner="Priya", due=date(2026, 11, 26)),),
)
READ_BACK = "We read this back to each other before we closed the call."


def source(call: Call = CALL, today: date = date(2026, 11, 21)) -> RecapSource:
    return RecapSource(
        me=Me(name="Priya"),
        client=Client(id="c", name="Northwind"),
        disagreement=Disagreement(id="d", client="c", topic="Leads", our_view="canary"),
        call=call,
        today=today,
    )


def stamped(call: Call = CALL) -> Call:
    return replace(call, read_back=ReadBack(at_ms=1_000, text=agreement(source(call))))


def test_the_recap_says_what_was_read_back() -> None:
    recap = compose(source()).text
    passages = agreement(source()).strip().split("\n\n")
    assert [passage in recap for passage in passages] == [True] * 4 + [False]
    assert passages[-1] == "Draft it — Priya, by **Thursday 26 November**."
    assert "Priya will draft it by **Thursday 26 November**." in recap


def test_another_language_or_own_words_since_leave_the_stamp_valid() -> None:
    confirmed = source(stamped())
    own = (Text(key="warm/options.heading", language="en", text="What there was"),)
    for language in ("en-US", "tlh"):
        assert still_holds(replace(confirmed, language=language, texts=own))


def test_plain_words_have_no_marks_but_those_that_were_typed() -> None:
    assert in_plain_words(agreement(source())).splitlines() == [
        "The options we looked at",
        "",
        "A. Pause *display*",
        "B. Add a question — the one you preferred",
        "",
        "Why this one: the least work.",
        "",
        "Next step",
        "",
        "Draft it — Priya, by Thursday 26 November.",
    ]


@pytest.mark.parametrize("spoken", [*languages(), "en-US"])
@pytest.mark.parametrize("since", languages())
def test_what_was_read_back_in_one_language_holds_in_another(spoken: str, since: str) -> None:
    before = replace(source(), language=spoken)
    call = replace(CALL, read_back=ReadBack(at_ms=1_000, text=agreement(before)))
    assert still_holds(replace(source(call), language=since))
    changed = replace(call, chosen=Chosen(label="A"))
    assert not still_holds(replace(source(changed), language=since))


def test_there_is_no_agreement_before_an_option_or_a_next_step_is_named() -> None:
    assert agreement(source(Call(id="k"))) == ""


def test_a_note_of_any_kind_is_neither_read_back_nor_a_change() -> None:
    notes = tuple(Note(id=kind, kind=kind, text=f"canary {kind}") for kind in NoteKind)
    noted = replace(stamped(), notes=notes, why_now="canary")
    assert "canary" not in agreement(source(noted))
    assert still_holds(source(noted))


def test_a_changed_agreement_voids_the_stamp_and_the_recap_does_not_claim_it() -> None:
    landed = replace(stamped(), outcome=Outcome(kind=OutcomeKind.AGREED))
    assert still_holds(source(landed))
    assert READ_BACK in compose(source(landed)).text
    changed = replace(landed, chosen=Chosen(label="A", why="the least work"))
    assert not still_holds(source(changed))
    assert "read this back" not in compose(source(changed)).text


def test_what_was_read_back_is_not_said_twice_in_the_recap() -> None:
    text = compose(source(replace(stamped(), outcome=Outcome(kind=OutcomeKind.AGREED)))).text
    assert text.count("Add a question") == 1
    assert "As we read it back" not in text


def test_a_step_that_is_done_later_and_another_year_leave_the_stamp_valid() -> None:
    done = datetime(2027, 1, 5, tzinfo=UTC)
    steps = tuple(replace(step, done_at=done) for step in CALL.next_steps)
    assert still_holds(source(replace(stamped(), next_steps=steps), date(2027, 2, 1)))


def test_a_read_back_in_the_words_of_another_program_is_kept_as_it_is() -> None:
    call = replace(
        CALL, read_back=ReadBack(text="B it is"), outcome=Outcome(kind=OutcomeKind.AGREED)
    )
    assert still_holds(source(call))
    assert "## As we read it back\n\nB it is.\n" in compose(source(call)).text
