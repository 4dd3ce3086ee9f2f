"""The internal brief has the private parts in it, says so, and may go to colleagues only."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from companion.mail.body import to_html
from companion.method.brief import MARK, WARNING, compose_brief, is_ours, outsiders
from companion.method.recap import compose
from companion.method.recap_parts import RecapSource
from companion.model import (
    Attendee,
    Call,
    Chosen,
    Client,
    Colleague,
    Confidence,
    Contact,
    Disagreement,
    Me,
    NextStep,
    Note,
    NoteKind,
    Option,
    Outcome,
    OutcomeKind,
    Review,
    Side,
    Verdict,
)

TODAY = date(2026, 11, 21)
PRIYA = Me(
    name="Priya Nair",
    company="Lumen Agency",
    emails=("priya@lumen.example",),
    colleagues=(Colleague(name="Maya", email="Maya@Partner.example"),),
)
CALL = Call(
    id="k-1",
    started_at=datetime(2026, 11, 21, 14, tzinfo=UTC),
    attendees=(Attendee(name="Dana Ortiz", email="dana@northwind.example"),),
    options=(Option(label="B", text="Add a question", cost="two days"),),
    chosen=Chosen(label="B"),
    next_steps=(NextStep(id="s-1", text="Draft it", owner="Priya", due=date(2026, 11, 26)),),
    outcome=Outcome(kind=OutcomeKind.TRIAL, until=date(2026, 12, 21)),
)
SOURCE = RecapSource(
    me=PRIYA,
    client=Client(id="c-1", name="Northwind", contacts=(Contact(id="p-1", name="Dana Ortiz"),)),
    disagreement=Disagreement(id="d-1", client="c-1", topic="Q4 lead quality"),
    call=CALL,
    today=TODAY,
)
SECRET = "canary in the mine"


def _with(**changes: object) -> RecapSource:
    """Return the source with a part of its call, disagreement or contact changed."""
    call = {name: value for name, value in changes.items() if name in Call.__struct_fields__}
    about = {n: v for n, v in changes.items() if n in Disagreement.__struct_fields__}
    contact = {n: v for n, v in changes.items() if n in Contact.__struct_fields__}
    known = replace(SOURCE.client.contacts[0], **contact)
    return replace(
        SOURCE,
        call=replace(SOURCE.call, **call),
        disagreement=replace(SOURCE.disagreement, **about),
        client=replace(SOURCE.client, contacts=(known,)),
    )


@pytest.mark.parametrize(
    "source",
    [
        _with(notes=(Note(id="n", kind=NoteKind.PRIVATE, text=SECRET),)),
        _with(notes=(Note(id="n", kind=NoteKind.RISK, text=SECRET),)),
        _with(why_now=SECRET),
        _with(our_view=SECRET),
        _with(would_change_our_mind=SECRET),
        _with(reviews=(Review(held=False, text=SECRET),)),
        _with(knows=SECRET),
        _with(fears=SECRET),
        _with(past=SECRET),
    ],
)
def test_what_is_private_is_in_the_brief_and_not_in_the_recap(source: RecapSource) -> None:
    assert SECRET in compose_brief(source).text
    assert SECRET not in compose(source).text


def test_how_sure_we_are_and_who_was_right_are_in_the_brief() -> None:
    text = compose_brief(
        _with(confidence=(Confidence(percent=61),), who_was_right=Verdict.THEY)
    ).text
    assert "How sure we are: 61 %" in text
    assert "Looking back, they were right." in text


def test_title_and_first_line_say_that_it_is_internal() -> None:
    brief = compose_brief(SOURCE)
    assert brief.subject == f"{MARK} Northwind, Q4 lead quality, 21 November"
    assert brief.text.startswith(f"{WARNING}\n\nCall of 21 November with Dana Ortiz\n\n## Where")


def test_the_agreement_stands_first() -> None:
    text = compose_brief(SOURCE).text
    assert "- **On trial** until Monday 21 December\n- Chosen: B. Add a question\n" in text
    assert "- Priya: Draft it, by Thursday 26 November" in text
    assert "- B. Add a question; cost: two days" in text


def test_a_bare_call_leaves_no_empty_heading() -> None:
    bare = RecapSource(
        me=Me(),
        client=Client(id="c", name=""),
        disagreement=Disagreement(id="d", client="c", topic=""),
        call=Call(id="k"),
        today=TODAY,
    )
    brief = compose_brief(bare)
    assert brief.subject == f"{MARK} A call"
    assert brief.text == f"{WARNING}\n\nCall\n"


def test_what_was_typed_is_shown_literally() -> None:
    html = to_html(compose_brief(_with(our_view="# **x** <b>\n- y", topic="*t*")).text)
    assert "# **x** &lt;b&gt;; - y" in html


def test_what_the_clock_noted_stays_out() -> None:
    note = Note(id="n", text="call resumed", source="clock")
    assert "From the notes" not in compose_brief(_with(notes=(note,))).text


@pytest.mark.parametrize(
    ("address", "is_in"),
    [
        ("priya@lumen.example", True),
        ("anybody@LUMEN.example", True),
        ("maya@partner.example", True),
        ("other@partner.example", False),
        ("dana@northwind.example", False),
        ("x@mail.lumen.example", False),
        ("x@lumen.example.evil.example", False),
        ("lumen.example", False),
        ("", False),
    ],
)
def test_only_colleagues_and_our_own_organisation_are_ours(address: str, is_in: bool) -> None:
    assert is_ours(address, PRIYA, outsiders(SOURCE)) is is_in


def test_a_provider_for_everybody_is_nobodys_organisation() -> None:
    me = Me(emails=("priya@gmail.com",), colleagues=(Colleague(email="maya@gmail.com"),))
    assert is_ours("maya@gmail.com", me, ())
    assert not is_ours("dana@gmail.com", me, ())


@pytest.mark.parametrize("colleague", ["dana@lumen.example", "sam@lumen.example"])
def test_whoever_is_on_their_side_is_no_colleague_even_under_our_domain(colleague: str) -> None:
    source = replace(
        _with(email="Dana@Lumen.example"),
        call=replace(
            CALL,
            attendees=(
                Attendee(name="Sam", email="sam@lumen.example"),
                Attendee(name="Priya", email="priya@lumen.example", side=Side.OURS),
            ),
        ),
    )
    me = replace(PRIYA, colleagues=(Colleague(name="x", email=colleague),))
    assert not is_ours(colleague, me, outsiders(source))
    assert is_ours("priya@lumen.example", me, outsiders(source))
