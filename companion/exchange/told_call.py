"""What a call says, in sections: how it went, what was noted, offered, agreed, said and written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from companion.exchange.told_lines import (
    Line,
    Section,
    clock_said,
    day_said,
    line,
    moment_said,
    section,
)
from companion.method.brief_parts import KINDS, OUTCOMES
from companion.method.one_line import one_line
from companion.model import (
    Attendee,
    Call,
    CallState,
    NextStep,
    Note,
    NoteKind,
    Outcome,
    Recap,
    RecapState,
    ReplyKind,
    Side,
)

RECAP_STATES = {
    RecapState.DRAFT: "a draft, not sent",
    RecapState.QUEUED: "waits to be sent",
    RecapState.RETRY: "waits to be sent",
    RecapState.SENDING: "on its way",
    RecapState.DOT: "on its way",
    RecapState.UNCERTAIN: "not certain that it was sent",
    RecapState.REFUSED: "refused by the mail server",
    RecapState.SENT: "sent",
}
"""How a recap stands, in words."""

_CALLS = {
    CallState.PREPARED: "Prepared call",
    CallState.RUNNING: "Running call",
    CallState.ENDED: "Call",
}


def call_sections(call: Call, titles: Mapping[tuple[str, str], str]) -> Iterator[Section]:
    """Yield a section for the call, and one below it for each thing that it holds."""
    when = moment_said(call.moment)
    name = _CALLS[call.status]
    yield section(f"{name} of {when}" if when else name, _facts(call))
    parts = (
        ("Steps", _steps(call, titles)),
        ("Notes", map(_note, call.notes)),
        ("Options", _options(call)),
        ("Next steps", _next_steps(call)),
        ("Transcript", _transcript(call)),
        ("Links", (Line("", one_line(link.title), url=link.url) for link in call.links)),
    )
    for title, lines in parts:
        part = section(title, lines, level=3)
        if part.lines:
            yield part
    for recap in call.recaps:
        yield _recap(recap)


def _facts(call: Call) -> Iterator[Line]:
    yield line("Planned for", moment_said(call.planned_at) if call.started_at else "")
    yield line("Planned minutes", str(call.planned_minutes or ""))
    yield line("Ended", moment_said(call.ended_at))
    yield line("With", "; ".join(_person(p) for p in call.attendees if p.side is Side.THEIRS))
    yield line("For us", "; ".join(_person(p) for p in call.attendees if p.side is Side.OURS))
    yield line("Why now", call.why_now)
    yield line("The next step we wanted", call.next_step_aim)
    if call.outcome is not None:
        yield from _outcome(call.outcome)
    if call.read_back is not None:
        at = clock_said(call.read_back.at_ms)
        yield line("Read back and confirmed", call.read_back.text or "yes", f"at {at}")


def _outcome(outcome: Outcome) -> Iterator[Line]:
    until = f"until {day_said(outcome.until)}" if outcome.until else ""
    yield line("Outcome", OUTCOMES[outcome.kind], until)
    if outcome.advice is not None:
        yield line("We advised", outcome.advice.we_advised)
        yield line("Because", outcome.advice.because)
        yield line("They chose", outcome.advice.they_chose)
        yield line("We look again on", day_said(outcome.advice.look_again_on))
    if outcome.mistake is not None:
        yield line("What we got wrong", outcome.mistake.what)
        yield line("What it did to their number", outcome.mistake.effect)
        yield line("How we put it right", outcome.mistake.fix)
        yield line("Put right by", day_said(outcome.mistake.by))


def _person(person: Attendee) -> str:
    name, email = one_line(person.name), one_line(person.email)
    return f"{name} <{email}>" if name and email else name or email


def _steps(call: Call, titles: Mapping[tuple[str, str], str]) -> Iterator[Line]:
    for mark in call.steps:
        title = one_line(titles.get((call.playbook, mark.key), "")) or mark.key
        done = mark.done_ms is not None
        yield replace(
            line(title, mark.answer, "" if done else "not done", keep=True),
            time=clock_said(mark.done_ms or 0) if done else "",
        )


def _note(note: Note) -> Line:
    kind = "" if note.kind is NoteKind.FACT else KINDS[note.kind]
    who = one_line(note.who)
    label = f"{kind} ({who})" if kind and who else kind or who
    return replace(line(label, note.text), time=clock_said(note.at_ms))


def _options(call: Call) -> Iterator[Line]:
    for option in call.options:
        chosen = call.chosen is not None and call.chosen.label == option.label
        label = one_line(option.label)
        yield line(label, option.text, "chosen" if chosen else "", keep=bool(chosen))
        yield line("does to their number", option.effect, level=1)
        yield line("costs", option.cost, level=1)
    if call.chosen is not None:
        yield line("Why, in their words", call.chosen.why)
    yield line("What a no would cost them", call.caring_no.cost_to_them)
    yield line("The alternative to it", call.caring_no.alternative)


def _next_steps(call: Call) -> Iterator[Line]:
    for step in call.next_steps:
        yield line(one_line(step.owner), step.text, _step_remark(step), keep=bool(step.owner))
    yield line("None agreed, because", call.none_agreed_because)


def _step_remark(step: NextStep) -> str:
    due = day_said(step.due) or one_line(step.due_text)
    updated = step.agreement_updated_on
    scope = f"agreement updated on {day_said(updated)}" if updated else "agreement to be updated"
    parts = (
        "ours" if step.side is Side.OURS else "theirs",
        f"by {due}" if due else "",
        f"done on {day_said(step.done_at)}" if step.done_at else "",
        scope if step.scope_changed else "",
    )
    return ", ".join(filter(None, parts))


def _transcript(call: Call) -> Iterator[Line]:
    for spoken in call.transcript:
        speaker = one_line(spoken.speaker)
        yield replace(line(speaker, spoken.text), time=clock_said(spoken.at_ms))


def _recap(recap: Recap) -> Section:
    to, copies = "; ".join(map(one_line, recap.to)), "; ".join(map(one_line, recap.cc))
    lines = [
        line("State", RECAP_STATES[recap.state], moment_said(recap.sent_at)),
        line("To", to),
        line("Copy", copies),
        line("Subject", recap.subject),
    ]
    if recap.reply is not None:
        word = "confirmed" if recap.reply.kind is ReplyKind.CONFIRMED else "corrected"
        lines.append(line(f"They {word} it", recap.reply.text, day_said(recap.reply.at), keep=True))
    return replace(section("Recap", lines, level=3), markdown=recap.text)
