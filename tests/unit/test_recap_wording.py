"""A recap says what was recorded, each outcome in its own words, and leaves the rest unsaid."""

from datetime import date, datetime, timedelta, timezone

import pytest
from msgspec.structs import replace

from companion.method.recap import Draft, Missing, RecapSource, compose
from companion.model import (
    Advice,
    Attendee,
    Call,
    Chosen,
    Client,
    Contact,
    Disagreement,
    Link,
    Me,
    Metric,
    MetricPoint,
    Mistake,
    NextStep,
    Note,
    NoteKind,
    Option,
    Outcome,
    OutcomeKind,
    ReadBack,
    Side,
    StepMark,
)

TODAY = date(2026, 11, 21)
START = datetime(2026, 11, 21, 14, 2, tzinfo=timezone(timedelta(hours=1)))
ME = Me(name="Priya Nair", company="Lumen Agency", sign_off="Best regards,\nPriya")
COST = Metric(
    id="m",
    label="cost ÷ revenue",
    unit="%",
    points=(MetricPoint(now=30, target=25, by=date(2027, 3, 31)),),
)
CLIENT = Client(
    id="c",
    name="Northwind",
    metrics=(COST,),
    contacts=(Contact(id="p", name="Sam Lee", email="sam@northwind.example"),),
)
TOPIC = Disagreement(id="d", client="c", topic="Q4 lead quality", metric="m")
OPTIONS = (
    Option(label="A", text="Pause display, move budget to search", effect="27% by January"),
    Option(label="B", text="Add a qualifying question to the form"),
    Option(label="C", text="Score leads together, weekly"),
)
STEP = NextStep(id="s", text="draft the form change.", owner="Priya", due=date(2026, 11, 26))
CALL = Call(
    id="k",
    started_at=START,
    attendees=(
        Attendee(name="Dana Ortiz", email="dana@northwind.example"),
        Attendee(name="Sam Lee"),
        Attendee(name="Priya Nair", email="priya@lumen.example", side=Side.OURS),
    ),
    steps=(StepMark(key="reframe", answer="how can we bring fewer, better leads together?"),),
    options=OPTIONS,
)
BARE = Call(id="k")


def _compose(call: Call, topic: Disagreement = TOPIC, **changes: object) -> Draft:
    source = RecapSource(me=ME, client=CLIENT, disagreement=topic, call=call, today=TODAY)
    return compose(replace(source, **changes))


def _outcome(kind: OutcomeKind, **changes: object) -> Outcome:
    return Outcome(kind=kind, **changes)  # type: ignore[arg-type]


def _noted(kind: NoteKind, text: str, who: str = "", source: str = "typed") -> Note:
    return Note(id=text, kind=kind, text=text, who=who, source=source)


def test_an_agreed_call_becomes_the_whole_recap() -> None:
    call = replace(
        CALL,
        chosen=Chosen(label="b", why="because it is the least work for sales"),
        next_steps=(STEP,),
        outcome=_outcome(OutcomeKind.AGREED),
    )
    draft = _compose(call, replace(TOPIC, good_looks_like="sales spends Mondays selling"))
    assert draft.subject == "Recap: Q4 lead quality — what we agreed, 21 November"
    assert draft.to == ("dana@northwind.example", "sam@northwind.example")
    assert draft.missing == ()
    assert draft.text == (
        "Hi Dana, hi Sam,\n\n"
        "Thank you for the conversation today. Here is what we agreed, so that we all work from"
        " the same page.\n\n"
        "## What matters most\n\nCost ÷ revenue: 30% now, 25% by March.\n\n"
        "## How we look at it now\n\nHow can we bring fewer, better leads together?\n"
        "What good looks like: sales spends Mondays selling.\n\n"
        "## The options we looked at\n\nA. Pause display, move budget to search (27% by January)\n"
        "**B. Add a qualifying question to the form — our choice**\n"
        "C. Score leads together, weekly\n\n"
        "Why this one: it is the least work for sales.\n\n"
        "## Next step\n\nPriya will draft the form change by **Thursday 26 November**.\n\n"
        "If anything here reads differently from what you remember, please reply and we will put"
        " it right.\n\n"
        "Best regards,\nPriya Nair · Lumen Agency\n"
    )


def test_a_call_with_nothing_recorded_is_a_short_thank_you() -> None:
    source = RecapSource(
        me=Me(), client=CLIENT, disagreement=replace(TOPIC, metric=None), call=BARE, today=TODAY
    )
    draft = compose(source)
    assert draft.subject == "Recap: Q4 lead quality — our conversation, 21 November"
    assert draft.text == (
        "Hello,\n\nThank you for the conversation about Q4 lead quality.\n\n"
        "If there is something from it that we should write down, please reply and we will add it."
        "\n\nBest regards,\n"
    )
    assert draft.missing == tuple(Missing)


OPENINGS = {
    OutcomeKind.TRIAL: (
        "what we agreed to try",
        "give this a try until **Friday 29 January 2027**",
    ),
    OutcomeKind.PARKED: ("where we paused", "aside until **Friday 29 January 2027** and will take"),
    OutcomeKind.THEIR_CHOICE: ("your decision", "Here is your decision and what happens now"),
    OutcomeKind.WE_WERE_WRONG: ("what we got wrong", "and we want to say so plainly"),
    OutcomeKind.OPEN: ("where we stand", "Here is where we stand, so that"),
}


@pytest.mark.parametrize("kind", OPENINGS)
def test_each_outcome_opens_in_its_own_words(kind: OutcomeKind) -> None:
    draft = _compose(replace(CALL, outcome=_outcome(kind, until=date(2027, 1, 29))))
    subject, opening = OPENINGS[kind]
    assert draft.subject == f"Recap: Q4 lead quality — {subject}, 21 November"
    assert opening in draft.text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (OutcomeKind.AGREED, "our choice"),
        (OutcomeKind.TRIAL, "our choice"),
        (OutcomeKind.THEIR_CHOICE, "your choice"),
        (OutcomeKind.OPEN, "the one you preferred"),
        (OutcomeKind.PARKED, "the one you preferred"),
    ],
)
def test_a_choice_is_ours_only_where_it_was_settled_together(kind: OutcomeKind, words: str) -> None:
    call = replace(CALL, chosen=Chosen(label="C"), outcome=_outcome(kind))
    assert f"**C. Score leads together, weekly — {words}**" in _compose(call).text


def test_a_choice_beside_the_options_is_named_in_its_own_words() -> None:
    call = replace(CALL, chosen=Chosen(label="Both A and C"), outcome=_outcome(OutcomeKind.AGREED))
    assert "**Both A and C — our choice**" in _compose(call).text


def test_their_choice_carries_the_advice_without_gloating() -> None:
    advice = Advice(
        we_advised="Add the question first.",
        because="because it costs nothing",
        they_chose="pause display now",
        look_again_on=date(2026, 12, 18),
    )
    call = replace(CALL, outcome=_outcome(OutcomeKind.THEIR_CHOICE, advice=advice))
    assert (
        "## Your decision\n\nPause display now. That is how we will do it.\n"
        "So that it is all in one place, our advice was: add the question first. Our reason: it"
        " costs nothing.\n\nWe look at it again together on **Friday 18 December**.\n"
    ) in _compose(call).text


def test_a_mistake_is_admitted_with_its_effect_its_fix_and_the_date() -> None:
    mistake = Mistake(
        what="we counted duplicates",
        effect="it looked like 26%",
        fix="a corrected report",
        by=date(2026, 11, 27),
    )
    draft = _compose(replace(CALL, outcome=_outcome(OutcomeKind.WE_WERE_WRONG, mistake=mistake)))
    assert "what we got wrong and how we put it right" in draft.subject
    assert (
        "## What we got wrong\n\nWe counted duplicates. That was our mistake, and we are sorry.\n"
        "What it did to cost ÷ revenue: it looked like 26%.\n"
        "How we put it right: a corrected report, by **Friday 27 November**.\n"
    ) in draft.text


@pytest.mark.parametrize("kind", [OutcomeKind.AGREED, OutcomeKind.OPEN])
def test_the_record_of_another_outcome_is_not_spoken_of(kind: OutcomeKind) -> None:
    recorded = _outcome(kind, advice=Advice(we_advised="canary"), mistake=Mistake(what="canary"))
    assert "canary" not in _compose(replace(CALL, outcome=recorded)).text


@pytest.mark.parametrize(
    ("step", "line"),
    [
        ({"owner": ""}, "by **Thursday 26 November**; who takes it is still open."),
        ({"due": None}, "Priya; the date is still open."),
        ({"due": None, "due_text": "soon"}, "Priya; the date is still open (so far “soon”)."),
        ({"owner": " \n"}, "by **Thursday 26 November**; who takes it is still open."),
        ({"due": None, "owner": ""}, "who takes it, and by when, is still open."),
    ],
)
def test_a_step_without_owner_or_date_is_open_not_agreed(
    step: dict[str, object], line: str
) -> None:
    text = _compose(replace(CALL, next_steps=(replace(STEP, **step),))).text
    assert f"## What is not settled yet\n\n- Draft the form change — {line}\n" in text
    assert "Next step" not in text


def test_no_next_step_has_its_reason() -> None:
    text = _compose(replace(CALL, none_agreed_because="Because the CFO starts in January")).text
    assert "- There is no next step yet: the CFO starts in January.\n" in text


def test_a_changed_scope_is_followed_by_the_agreement() -> None:
    moved = replace(STEP, scope_changed=True)
    updated = replace(moved, id="t", agreement_updated_on=date(2026, 11, 20))
    done = replace(STEP, id="u", done_at=START)
    text = _compose(replace(CALL, next_steps=(moved, updated, done))).text
    assert "## Next steps\n" in text
    assert "so we will update the agreement.\n" in text
    assert "The agreement was updated on Friday 20 November.\n" in text
    assert "- Draft the form change — Priya, done.\n" in text


def test_their_idea_is_credited_to_them() -> None:
    notes = (
        _noted(NoteKind.IDEA, "a qualifying question in the form", "Dana Ortiz"),
        _noted(NoteKind.IDEA, "invite sales to the review"),
        _noted(NoteKind.IDEA, "send fewer reports", "Sam"),
        _noted(NoteKind.IDEA, "our own thought", "Priya Nair"),
    )
    text = _compose(replace(CALL, notes=notes)).text
    assert "B. Add a qualifying question to the form (Dana’s idea)\n" in text
    assert "- Invite sales to the review (your idea)\n- Send fewer reports (Sam’s idea)\n" in text
    assert "our own thought" not in text


def test_promises_concerns_and_marks_of_the_clock_stand_where_they_belong() -> None:
    notes = (
        _noted(NoteKind.PROMISE, "send the raw numbers", "Priya Nair"),
        _noted(NoteKind.CONCERN, "leads look busy"),
        _noted(NoteKind.PROMISE, "the clock was changed", source="clock"),
    )
    open_text = _compose(replace(CALL, notes=notes, outcome=_outcome(OutcomeKind.OPEN))).text
    agreed_text = _compose(replace(CALL, notes=notes, outcome=_outcome(OutcomeKind.AGREED))).text
    assert "## Also promised\n\n- Priya will send the raw numbers.\n" in open_text
    assert "- Your concern: leads look busy.\n" in open_text
    assert "leads look busy" not in agreed_text
    assert "clock" not in open_text


def test_the_read_back_is_confirmed_only_for_what_is_settled() -> None:
    read_back = replace(CALL, read_back=ReadBack(), outcome=_outcome(OutcomeKind.AGREED))
    assert "We read this back to each other before we closed the call." in _compose(read_back).text
    still_open = replace(read_back, outcome=_outcome(OutcomeKind.OPEN))
    assert "read this back" not in _compose(still_open).text
    worded = replace(read_back, read_back=ReadBack(text="B it is, until March"))
    assert "## As we read it back\n\nB it is, until March.\n" in _compose(worded).text


def test_what_they_need_to_know_comes_with_links_and_no_other_kind_of_address() -> None:
    links = (
        Link(title="Proposal [v2]", url="https://example.com/p_(1)"),
        Link(title="Shared drive", url="file:///secret"),
        Link(url="https://example.com/x"),
    )
    text = _compose(replace(CALL, links=links), replace(TOPIC, need_to_know="the real cost")).text
    assert (
        "## To help you decide\n\nThe real cost.\n\n"
        "- [Proposal \\[v2\\]](https://example.com/p\\_%281%29)\n- Shared drive\n"
        "- [https://example.com/x](https://example.com/x)\n"
    ) in text


def test_several_things_to_know_become_a_list_with_the_links() -> None:
    topic = replace(TOPIC, need_to_know="which leads closed\n\nwhat one lead costs")
    text = _compose(replace(CALL, links=(Link(title="List", url="https://x.example"),)), topic).text
    assert "- Which leads closed\n- What one lead costs\n- [List](https://x.example)\n" in text


def test_names_and_options_typed_in_haste_get_their_capitals() -> None:
    call = replace(
        CALL,
        attendees=(Attendee(name="sam lee"),),
        options=(Option(label="A", text="keep things as they are"),),
        next_steps=(replace(STEP, owner="priya"),),
    )
    text = _compose(call).text
    assert text.startswith("Hi Sam,\n")
    assert "A. Keep things as they are\n" in text
    assert "Priya will draft the form change by" in text


@pytest.mark.parametrize(
    ("names", "greeting"),
    [
        ((), "Hello,"),
        (("",), "Hello,"),
        (("dana@northwind.example",), "Hello,"),
        (("Dana Ortiz",), "Hi Dana,"),
        (("Ortiz, Dana",), "Hi Dana,"),
        (("Dr. Dana Ortiz", "Sam"), "Hi Dana, hi Sam,"),
        (("Sam Lee", "Sam Wu"), "Hi Sam Lee, hi Sam Wu,"),
        (("Ann", "Bea", "Cleo", "Dee", "Eve"), "Hello all,"),
        (("*Dana*",), r"Hi \*Dana\*,"),
    ],
)
def test_people_are_greeted_by_their_first_names(names: tuple[str, ...], greeting: str) -> None:
    call = replace(BARE, attendees=tuple(Attendee(name=name) for name in names))
    assert _compose(call).text.splitlines()[0] == greeting


@pytest.mark.parametrize(
    ("days_ago", "thanks"),
    [
        (0, "the conversation today."),
        (1, "the conversation yesterday."),
        (3, "the conversation on Wednesday 18 November."),
        (400, "the conversation on Friday 17 October 2025."),
        (-2, "the conversation."),
    ],
)
def test_thanks_name_the_day_of_the_call(days_ago: int, thanks: str) -> None:
    call = replace(CALL, started_at=START - timedelta(days=days_ago))
    assert f"Thank you for {thanks} Here" in _compose(call).text


@pytest.mark.parametrize(
    ("sign_off", "last_lines"),
    [
        ("", "Best regards,\nPriya Nair · Lumen Agency"),
        ("Yours\nPriya Nair", "Yours\nPriya Nair · Lumen Agency"),
        ("Warmly, the team at Lumen Agency", "Warmly, the team at Lumen Agency\nPriya Nair"),
    ],
)
def test_the_sign_off_names_the_person_once(sign_off: str, last_lines: str) -> None:
    draft = _compose(CALL, me=replace(ME, sign_off=sign_off))
    assert draft.text.endswith(f"\n\n{last_lines}\n")


def test_the_metric_falls_back_to_the_answer_in_the_call_and_then_to_their_goal() -> None:
    topic = replace(TOPIC, metric=None, wanted_result="more opportunities")
    answered = replace(CALL, steps=(StepMark(key="metric", answer="NPS of the board"),))
    assert "## What matters most\n\nNPS of the board.\n" in _compose(answered, topic).text
    assert "## What matters most\n\nMore opportunities.\n" in _compose(CALL, topic).text


def test_an_unknown_language_or_template_falls_back_to_what_there_is() -> None:
    draft = _compose(CALL, language="tlh", template="../../etc/passwd")
    assert (draft.language, draft.template) == ("en", "warm")


def test_a_name_that_opens_in_its_own_way_stays() -> None:
    call = replace(CALL, next_steps=(replace(STEP, text="iPhone tests"),))
    assert "iPhone tests — Priya, by" in _compose(call).text
