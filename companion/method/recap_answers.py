"""What the answers of a call's steps give to its recap, each by what its step captures."""

from __future__ import annotations

from datetime import date

from companion.errors import InvalidInput
from companion.method.dates import parse_due
from companion.method.one_line import one_line
from companion.method.playbook import Captures, PlaybookScript
from companion.method.playbooks import built_in
from companion.method.recap_parts import ExpectationPart, RecapSource
from companion.method.recap_sources import Origin, Said, in_call, said
from companion.method.sentences import bare, closing
from companion.model import OutcomeKind


def answers(source: RecapSource, captures: Captures) -> tuple[tuple[str, Said], ...]:
    """Return the title and the answer of every step that captures that and was answered."""
    call = source.call
    found = []
    for step in playbook_of(source).capturing(captures):
        mark = call.step(step.key)
        if one_line(mark.answer):
            origin = in_call(call, Origin.ANSWER, step.key, mark.answer, mark.done_ms)
            found.append((step.title, said(mark.answer, origin)))
    return tuple(found)


def playbook_of(source: RecapSource) -> PlaybookScript:
    """Return the playbook that the call followed."""
    return source.playbook or built_in(source.call.playbook)


def caring_no(source: RecapSource) -> tuple[Said, Said]:
    """Return the two parts of a no (method, idea 12): what it costs them, the alternative.

    Nothing once they chose otherwise: then the advice on record says it, and saying it twice
    would argue.
    """
    outcome = source.call.outcome
    if outcome is not None and outcome.kind is OutcomeKind.THEIR_CHOICE:
        return Said(), Said()
    call, no = source.call, source.call.caring_no
    return (
        said(bare(no.cost_to_them), in_call(call, Origin.CALL, "cost_to_them", no.cost_to_them)),
        said(bare(no.alternative), in_call(call, Origin.CALL, "alternative", no.alternative)),
    )


def expectations(source: RecapSource) -> tuple[ExpectationPart, ...]:
    """Return what was agreed beforehand in this call (method, idea 11)."""
    return tuple(
        ExpectationPart(
            question=closing(one_line(question)), answer=bare(answer.text), sources=answer.sources
        )
        for question, answer in answers(source, Captures.EXPECTATION)
    )


def check_in_on(source: RecapSource) -> date | None:
    """Return the day of the next check-in where this call spoke of it.

    A day put in place of it since is the client's; without one, the words of the call tell.
    """
    spoken = answers(source, Captures.CHECK_IN)
    if not spoken:
        return None
    if source.client.check_in_on is not None:
        return source.client.check_in_on
    try:
        return parse_due(spoken[-1][1].text, source.day_of_call or source.their_today)
    except InvalidInput:
        return None
