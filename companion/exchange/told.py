"""What a disagreement says, in sections of lines: what Markdown files and reports are made from.

Everything that is in the values is told. What shall not be told is taken out of them before, by
``companion.exchange.share``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from companion.exchange.told_call import call_sections
from companion.exchange.told_lines import Line, Section, day_said, line, section
from companion.method.brief_parts import OUTCOMES, RIGHT
from companion.method.metric import format_figures
from companion.method.one_line import one_line
from companion.model import Client, Contact, Disagreement, Metric, Review

Titles = Mapping[tuple[str, str], str]
"""The titles of steps by the key of their playbook and their own."""


def topic_of(disagreement: Disagreement) -> str:
    """Return the topic in one line, or what stands for one that was not given."""
    return one_line(disagreement.topic) or "No topic yet"


def name_of(client: Client) -> str:
    """Return the client's name in one line, or what stands for one that was not given."""
    return one_line(client.name) or "Client not named yet"


def last_moment(disagreement: Disagreement) -> datetime | None:
    """Return when the last call was, or else when the disagreement was opened."""
    moments = [call.moment for call in disagreement.calls if call.moment is not None]
    return max(moments, default=disagreement.opened_at)


def outcome_said(disagreement: Disagreement) -> str:
    """Return where it stands: "Agreed", "On trial until 3 May 2027", "Open"."""
    outcome = disagreement.outcome
    if outcome is None:
        return "Open"
    return OUTCOMES[outcome.kind] + (f" until {day_said(outcome.until)}" if outcome.until else "")


def told(disagreement: Disagreement, client: Client, titles: Titles) -> Iterator[Section]:
    """Yield all that is known of a disagreement: where it stands, what it is about, its calls."""
    yield section("Where it stands", _standing(disagreement, client))
    yield from _if_any("What it is about", _about(disagreement, client))
    for call in disagreement.calls:
        yield from call_sections(call, titles)
    yield from _if_any("Looking back", _looking_back(disagreement))


def told_client(client: Client) -> Iterator[Section]:
    """Yield what is known of a client: the people, their numbers, what was agreed beforehand."""
    yield from _if_any("The people", (each for c in client.contacts for each in _person(c)))
    yield from _if_any("Their numbers", (each for m in client.metrics for each in _metric(m)))
    yield from _if_any(
        "Agreed beforehand",
        (
            line(one_line(e.question), e.answer, f"agreed on {day_said(e.agreed_on)}")
            if e.agreed_on
            else line(one_line(e.question), e.answer)
            for e in client.expectations
        ),
    )
    if client.check_in_on:
        yield section("Next check-in", [line("", day_said(client.check_in_on))])


def _if_any(title: str, lines: Iterable[Line]) -> Iterator[Section]:
    found = section(title, lines)
    if found.lines:
        yield found


def _standing(disagreement: Disagreement, client: Client) -> Iterator[Line]:
    yield line("Client", name_of(client))
    yield line("Outcome", outcome_said(disagreement))
    yield line("Opened", day_said(disagreement.opened_at))
    yield line("Last call", day_said(last_moment(disagreement)) if disagreement.calls else "")


def _about(disagreement: Disagreement, client: Client) -> Iterator[Line]:
    metric = client.metric(disagreement.metric)
    if metric is not None:
        yield line("Their number", _figures(metric))
    yield line("Our number", disagreement.our_metric)
    yield line("They ask for", disagreement.request)
    yield line("The result they want", disagreement.wanted_result)
    yield line("What good looks like", disagreement.good_looks_like)
    yield line("How they see it", disagreement.their_view)
    yield line("Where they are right", disagreement.they_are_right_about)
    yield line("What they need to know", disagreement.need_to_know)
    yield line("How we see it", disagreement.our_view)
    yield line("What would change our mind", disagreement.would_change_our_mind)
    for said in disagreement.confidence:
        yield line("How sure we were", f"{said.percent} %", day_said(said.at))


def _looking_back(disagreement: Disagreement) -> Iterator[Line]:
    if disagreement.who_was_right is not None:
        yield line("Who was right", f"{RIGHT[disagreement.who_was_right].capitalize()} right")
    for review in disagreement.reviews:
        yield line(*_review(review))


def _review(review: Review) -> tuple[str, str, str]:
    held = {True: "It held", False: "It did not hold", None: "Not answered yet"}[review.held]
    when = review.answered_at or review.due
    return ("Did it hold?", ". ".join(filter(None, (held, review.text))), day_said(when))


def _person(contact: Contact) -> Iterator[Line]:
    known = (one_line(contact.role), one_line(contact.email))
    yield line(one_line(contact.name) or "–", ", ".join(filter(None, known)), keep=True)
    yield line("knows", contact.knows, level=1)
    yield line("worries about", contact.fears, level=1)
    yield line("has lived through", contact.past, level=1)


def _metric(metric: Metric) -> Iterator[Line]:
    label = one_line(metric.label) or "Their number"
    yield line(label, metric.words, "lower is better" if metric.lower_is_better else "", keep=True)
    for point in metric.points:
        # The first day of the calendar as today's: then every year is said, and stays true.
        figures = format_figures(point, metric.unit, date.min)
        yield line(day_said(point.at) or "undated", figures, level=1)


def _figures(metric: Metric) -> str:
    label = one_line(metric.label) or one_line(metric.words)
    latest = metric.latest
    figures = format_figures(latest, metric.unit, date.min) if latest else ""
    return ": ".join(filter(None, (label, figures)))
