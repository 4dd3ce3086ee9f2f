"""What the sections of an internal brief say, line by line, as Markdown; nothing is left private.

Each line shows what was typed literally. What is empty yields no line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from companion.method.dates import long_date
from companion.method.markdown import escape
from companion.method.metric import format_figures
from companion.method.one_line import one_line
from companion.method.people import is_same
from companion.method.recap_parts import RecapSource
from companion.model import Contact, NextStep, Note, NoteKind, Outcome, OutcomeKind, Side, Verdict

OUTCOMES: Final = {
    OutcomeKind.OPEN: "Open",
    OutcomeKind.AGREED: "Agreed",
    OutcomeKind.TRIAL: "On trial",
    OutcomeKind.PARKED: "Parked",
    OutcomeKind.THEIR_CHOICE: "Their choice",
    OutcomeKind.WE_WERE_WRONG: "We were wrong",
}
"""The outcomes as they begin a line."""

KINDS: Final = {
    NoteKind.FACT: "Note",
    NoteKind.METRIC: "Their metric",
    NoteKind.CONCERN: "Their concern",
    NoteKind.QUOTE: "Their words",
    NoteKind.IDEA: "Their idea",
    NoteKind.POINT: "Our point",
    NoteKind.PROMISE: "Promise",
    NoteKind.RISK: "Risk",
    NoteKind.PRIVATE: "Private",
}
"""The kinds of notes as they stand before one."""

RIGHT: Final = {Verdict.WE: "we were", Verdict.THEY: "they were", Verdict.BOTH: "both sides were"}
"""Who was right, to be followed by "right"."""


def landed(source: RecapSource) -> Iterator[str]:
    """Yield the outcome with what belongs to it, the choice, and how it turned out later."""
    outcome, chosen = source.call.outcome, source.call.chosen
    if outcome is not None:
        until = f" until {long_date(outcome.until, source.today)}" if outcome.until else ""
        yield f"- **{OUTCOMES[outcome.kind]}**{until}"
        yield from _carried(outcome, source)
    if chosen is not None:
        yield from _said("Chosen", _picked(source, chosen.label))
        yield from _said("Why, in their words", chosen.why)
    if source.call.read_back is not None:
        yield "- The agreement was read back to them and confirmed."
    if source.disagreement.who_was_right is not None:
        yield f"- Looking back, {RIGHT[source.disagreement.who_was_right]} right."
    for review in source.disagreement.reviews:
        if review.held is not None:
            held = "It held" if review.held else "It did not hold"
            yield from _said(f"Review: {held}", review.text or "no more was said")


def next_steps(source: RecapSource) -> Iterator[str]:
    """Yield every next step, agreed or not, with who and when, and what is done."""
    for step in source.call.next_steps:
        if one_line(step.text):
            yield f"- {_whole(step, source)}"
    yield from _said("None agreed, because", source.call.none_agreed_because)


def stakes(source: RecapSource) -> Iterator[str]:
    """Yield their metric and ours, what they ask for and what they want from it, and why now."""
    disagreement = source.disagreement
    metric = source.client.metric(disagreement.metric)
    if metric is not None:
        label = one_line(metric.label) or one_line(metric.words)
        latest = metric.latest
        figures = format_figures(latest, metric.unit, source.today) if latest else ""
        yield from _said("Their metric", ": ".join(filter(None, (label, figures))))
    yield from _said("Our metric", disagreement.our_metric)
    yield from _said("They ask for", disagreement.request)
    yield from _said("They want to reach", disagreement.wanted_result)
    yield from _said("Good looks like", disagreement.good_looks_like)
    yield from _said("Why now", source.call.why_now)
    yield from _said("We wanted from the call", source.call.next_step_aim)


def views(source: RecapSource) -> Iterator[str]:
    """Yield both views, where they are right, and how sure we are."""
    disagreement = source.disagreement
    yield from _said("Their view", disagreement.their_view)
    yield from _said("Where they are right", disagreement.they_are_right_about)
    yield from _said("Our view", disagreement.our_view)
    yield from _said("What would change our mind", disagreement.would_change_our_mind)
    if disagreement.confidence:
        yield f"- How sure we are: {disagreement.confidence[-1].percent} %"
    yield from _said("What they need to know", disagreement.need_to_know)
    yield from _said("What a no would cost them", source.call.caring_no.cost_to_them)
    yield from _said("The alternative to it", source.call.caring_no.alternative)


def people(source: RecapSource) -> Iterator[str]:
    """Yield what we know of those on their side who were on the call."""
    for person in source.call.attendees:
        contact = next(
            (c for c in source.client.contacts if is_same(c.name, person.name)), Contact(id="-")
        )
        known = list(_known(contact))
        if person.side is Side.THEIRS and known and one_line(contact.name):
            role = f" ({one_line(contact.role)})" if one_line(contact.role) else ""
            yield f"- **{escape(one_line(contact.name) + role)}**"
            yield from (f"  {line}" for line in known)


def offered(source: RecapSource) -> Iterator[str]:
    """Yield the options with what each does to their metric and what it costs us."""
    for option in source.call.options:
        if one_line(option.text):
            parts = [f"{one_line(option.label)}. {one_line(option.text)}"]
            parts += [f"effect: {one_line(option.effect)}"] if one_line(option.effect) else []
            parts += [f"cost: {one_line(option.cost)}"] if one_line(option.cost) else []
            yield f"- {escape('; '.join(parts))}"


def notes(source: RecapSource) -> Iterator[str]:
    """Yield what was noted during the call, in its order, but what the clock noted by itself."""
    for note in sorted(source.call.notes, key=lambda note: note.at_ms):
        if one_line(note.text) and note.source != "clock":
            yield f"- {_clock(note)} {_kind(note)}: {escape(one_line(note.text))}"


def _carried(outcome: Outcome, source: RecapSource) -> Iterator[str]:
    """Yield the advice on record, or our mistake, that came with the outcome."""
    if outcome.advice is not None and outcome.kind is OutcomeKind.THEIR_CHOICE:
        yield from _said("We advised", outcome.advice.we_advised)
        yield from _said("Because", outcome.advice.because)
        yield from _said("They chose", outcome.advice.they_chose)
        again = outcome.advice.look_again_on
        yield from _said("We look again on", long_date(again, source.today) if again else "")
    if outcome.mistake is not None and outcome.kind is OutcomeKind.WE_WERE_WRONG:
        yield from _said("What was wrong", outcome.mistake.what)
        yield from _said("Its effect", outcome.mistake.effect)
        yield from _said("The fix", outcome.mistake.fix)
        by = outcome.mistake.by
        yield from _said("Fixed by", long_date(by, source.today) if by else "")


def _picked(source: RecapSource, label: str) -> str:
    """Return the option of that label as it was shown; a choice of its own stays as it is."""
    found = (option.text for option in source.call.options if option.label == label)
    return ". ".join(filter(None, (one_line(label), one_line(next(found, "")))))


def _known(contact: Contact) -> Iterator[str]:
    yield from _said("Knows", contact.knows)
    yield from _said("Worries about", contact.fears)
    yield from _said("Has lived through", contact.past)


def _whole(step: NextStep, source: RecapSource) -> str:
    due = long_date(step.due, source.today) if step.due else one_line(step.due_text)
    said = [
        ": ".join(filter(None, (one_line(step.owner), one_line(step.text)))),
        f"by {due}" if due else "",
        "done" if step.done_at else "",
        "the agreement has to be updated"
        if step.scope_changed and step.agreement_updated_on is None
        else "",
    ]
    return escape(", ".join(filter(None, said)))


def _said(name: str, text: str) -> Iterator[str]:
    """Yield one line with a name before it; a text of several lines stays one point of the list."""
    lines = list(filter(None, map(one_line, text.splitlines())))
    if lines:
        yield f"- {name}: {'; '.join(map(escape, lines))}"


def _clock(note: Note) -> str:
    seconds = note.at_ms // 1000
    return f"{seconds // 60}:{seconds % 60:02}"


def _kind(note: Note) -> str:
    who = one_line(note.who)
    return f"{KINDS[note.kind]}{f' ({escape(who)})' if who else ''}"
