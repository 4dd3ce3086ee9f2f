"""What a recap is looked at for before it leaves, told from the record and from the text."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from companion.gui.recap.checks import Check, Finding, Point, checks
from companion.gui.recap.page import Page, Typed
from companion.method.recap import RecapSource, compose
from companion.model import (
    Attendee,
    Call,
    Chosen,
    Client,
    Contact,
    Disagreement,
    Me,
    NextStep,
    Note,
    NoteKind,
    Option,
    Outcome,
    OutcomeKind,
    Recap,
    StepMark,
)

CALL = Call(
    id="k",
    attendees=(Attendee(name="Dana", email="dana@northwind.example"),),
    steps=(StepMark(key="metric", answer="Cost ÷ revenue, 30 * now"),),
    options=tuple(Option(label=each, text=f"The way called {each}.") for each in "ABC"),
    chosen=Chosen(label="B"),
    next_steps=(NextStep(id="s", text="Draft it", owner="Priya", due=date(2026, 11, 26)),),
)


def page(
    call: Call = CALL, about: Disagreement | None = None, client: Client | None = None
) -> Page:
    about = about or Disagreement(id="d", client="c", topic="Leads")
    client = client or Client(id="c", name="Northwind")
    me = Me(name="Priya Nair")
    fresh = compose(
        RecapSource(me=me, client=client, disagreement=about, call=call, today=date(2026, 11, 21))
    )
    return Page(
        me=me, client=client, disagreement=about, call=call, recap=Recap(id="r"), fresh=fresh
    )


def found(of: Page, point: Point, text: str | None = None) -> Check:
    words = of.fresh.text if text is None else text
    typed = Typed(to=of.fresh.to, cc=(), subject=of.fresh.subject, text=words)
    return next(check for check in checks(of, typed) if check.point is point)


@pytest.mark.parametrize("point", [p for p in Point if p is not Point.SIGNATURE])
def test_a_composed_recap_of_a_full_call_is_fine(point: Point) -> None:
    assert found(page(), point).is_fine


def test_marks_and_capitals_do_not_hide_what_is_in_the_text() -> None:
    text = "## **cost ÷ revenue**,\n30 \\* NOW\n"
    assert found(page(), Point.METRIC, text).is_fine


def test_what_was_typed_in_haste_is_found_as_a_careful_person_writes_it() -> None:
    hasty = replace(
        CALL,
        steps=(StepMark(key="metric", answer="ad cost, now 30%, wants 24 by Feb"),),
        options=(Option(label="A", text="dont touch it in january"), *CALL.options[1:]),
    )
    for point in (Point.METRIC, Point.OPTIONS):
        assert found(page(hasty), point).is_fine


def test_what_is_recorded_and_was_taken_out_of_the_text_is_told() -> None:
    for point in (Point.METRIC, Point.OPTIONS, Point.NEXT_STEP):
        assert found(page(), point, "Hi").finding is Finding.NOT_IN_TEXT


@pytest.mark.parametrize("kind", [OutcomeKind.PARKED, OutcomeKind.WE_WERE_WRONG])
def test_some_outcomes_need_no_choice(kind: OutcomeKind) -> None:
    call = replace(CALL, chosen=None, outcome=Outcome(kind=kind))
    assert found(page(call), Point.OPTIONS).is_fine
    assert found(page(replace(CALL, chosen=None)), Point.OPTIONS).finding is Finding.NOT_CHOSEN


def test_a_reason_for_no_next_step_is_fine() -> None:
    call = replace(CALL, next_steps=(), none_agreed_because="the board meets first")
    assert found(page(call), Point.NEXT_STEP).is_fine
    assert not found(page(replace(call, none_agreed_because="")), Point.NEXT_STEP).is_fine


@pytest.mark.parametrize(
    "about",
    [
        Disagreement(id="d", client="c", topic="Leads", our_view="They never read reports."),
        Disagreement(
            id="d", client="c", topic="Leads", would_change_our_mind="They never read reports."
        ),
    ],
)
def test_our_private_views_are_found_in_the_text(about: Disagreement) -> None:
    check = found(page(about=about), Point.PRIVATE, "Well, they NEVER read\nreports, do they?")
    assert check.passage == "They never read reports"


@pytest.mark.parametrize("field", ["knows", "fears", "past"])
def test_what_is_private_about_a_person_is_found(field: str) -> None:
    contact = Contact(id="p", name="Dana", **{field: "Lost her last job over this"})
    client = Client(id="c", name="Northwind", contacts=(contact,))
    text = "Dana lost her last job over this."
    assert found(page(client=client), Point.PRIVATE, text).finding is Finding.FOUND


def test_a_private_note_of_a_word_or_two_is_not_hunted_for() -> None:
    call = replace(CALL, notes=(Note(id="n", kind=NoteKind.PRIVATE, text="Dana Ortiz"),))
    assert found(page(call), Point.PRIVATE, "Hi Dana Ortiz").is_fine


def test_what_is_said_in_a_field_for_the_client_is_no_secret() -> None:
    same = "How can we both win here?"
    call = replace(
        CALL,
        why_now=same,
        steps=(*CALL.steps, StepMark(key="reframe", answer=same)),
    )
    assert found(page(call), Point.PRIVATE).is_fine


def test_nobody_to_send_to_is_told_and_somebody_is_named() -> None:
    nobody = replace(CALL, attendees=())
    assert found(page(nobody), Point.RECIPIENTS).finding is Finding.NOT_RECORDED
    assert found(page(), Point.RECIPIENTS).passage == "dana@northwind.example"


def test_a_missing_name_is_a_point_of_its_own() -> None:
    unsigned = replace(page(), me=Me())
    assert found(unsigned, Point.SIGNATURE).finding is Finding.NOT_RECORDED
