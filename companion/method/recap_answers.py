"""What the answers of a call's steps give to its recap, each by what its step captures."""

from __future__ import annotations

from datetime import date

from companion.errors import InvalidInput
from companion.method.dates import parse_due
from companion.method.one_line import one_line
from companion.method.playbooks import Captures, PlaybookScript, built_in
from companion.method.recap_parts import ExpectationPart, RecapSource
from companion.model import OutcomeKind


def answers(source: RecapSource, captures: Captures) -> tuple[tuple[str, str], ...]:
    """Return the title and the answer of every step that captures that and was answered."""
    call = source.call
    steps = playbook_of(source).capturing(captures)
    said = ((step.title, call.step(step.key).answer) for step in steps)
    return tuple((title, answer) for title, answer in said if one_line(answer))


def playbook_of(source: RecapSource) -> PlaybookScript:
    """Return the playbook that the call followed."""
    return source.playbook or built_in(source.call.playbook)


def caring_no(source: RecapSource) -> tuple[str, str]:
    """Return the two parts of a no (method, idea 12): what it costs them, the alternative.

    Nothing once they chose otherwise: then the advice on record says it, and saying it twice
    would argue.
    """
    outcome = source.call.outcome
    if outcome is not None and outcome.kind is OutcomeKind.THEIR_CHOICE:
        return "", ""
    no = source.call.caring_no
    return one_line(no.cost_to_them), one_line(no.alternative)


def expectations(source: RecapSource) -> tuple[ExpectationPart, ...]:
    """Return what was agreed beforehand in this call (method, idea 11)."""
    return tuple(
        ExpectationPart(question=one_line(question), answer=one_line(answer))
        for question, answer in answers(source, Captures.EXPECTATION)
    )


def check_in_on(source: RecapSource) -> date | None:
    """Return the day of the next check-in where this call spoke of it.

    A day put in place of it since is the client's; without one, the words of the call tell.
    """
    said = answers(source, Captures.CHECK_IN)
    if not said:
        return None
    if source.client.check_in_on is not None:
        return source.client.check_in_on
    try:
        return parse_due(
            said[-1][1], source.call.moment.date() if source.call.moment else source.today
        )
    except InvalidInput:
        return None
