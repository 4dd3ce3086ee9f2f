"""The story of a disagreement in lines: where it landed, how every call went, what was prepared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from companion.gui.history.found import Found
from companion.gui.history.landed import landing_lines
from companion.gui.history.lines import (
    Line,
    Run,
    act,
    body,
    chip,
    heading,
    muted,
    said,
    small,
    timed,
)
from companion.gui.history.looked_back import looking_back_lines
from companion.gui.history.recap_lines import recap_lines
from companion.gui.history.transcript_lines import transcript_lines
from companion.gui.said import (
    call_time,
    client_said,
    clock_time,
    due_said,
    listed,
    long_day,
    planned_time,
    short_day,
)
from companion.gui.widgets.chip import kind_word
from companion.model import (
    Call,
    CallState,
    NextStep,
    Note,
    NoteKind,
    StepMark,
    TranscriptLine,
)
from companion.session import in_words, length_ms


def story(
    found: Found,
    now: datetime,
    *,
    with_private: bool,
    unfolded: Mapping[str, tuple[TranscriptLine, ...]] | None = None,
) -> Iterator[Line]:
    """Yield the whole story, the newest call first; private parts only when asked for.

    Of the transcripts only the lines in *unfolded* are told, by the call that they are of.
    """
    yield from landing_lines(found, now)
    if with_private:
        yield from looking_back_lines(found.disagreement, now)
    for call in found.newest_first:
        yield from _call_lines(found, call, now, with_private=with_private)
        yield from transcript_lines(found, call, unfolded or {})
    yield from _prepared_lines(found, with_private=with_private)


def summary(found: Found, now: datetime) -> tuple[Run, ...]:
    """Return the line below the topic: client, people, when it was opened and where it landed.

    The client's name leads to its page.
    """
    parts = [", ".join(found.people)]
    if found.disagreement.opened_at:
        opened = QCoreApplication.translate("Story", "opened {day}")
        parts.append(opened.format(day=short_day(found.disagreement.opened_at, now)))
    call = found.landed_in
    if call and call.outcome and call.outcome.at and call.outcome.kind != "open":
        landed = QCoreApplication.translate("Story", "{outcome} {day}")
        day = short_day(call.outcome.at, now)
        parts.append(landed.format(outcome=kind_word(call.outcome.kind), day=day))
    rest = "".join(f" · {part}" for part in parts if part)
    return act(client_said(found.client.name), "client", found.client.id), *small(rest)


def has_private(found: Found) -> bool:
    """Whether there is anything that stays veiled until it is asked for."""
    told = found.disagreement
    return bool(
        told.our_view
        or told.would_change_our_mind
        or told.confidence
        or told.who_was_right
        or told.reviews
        or any(call.why_now for call in told.calls)
        or any(note.kind is NoteKind.PRIVATE for call in told.calls for note in call.notes)
    )


def _call_lines(found: Found, call: Call, now: datetime, *, with_private: bool) -> Iterator[Line]:
    if call.status is CallState.PREPARED:
        yield heading(QCoreApplication.translate("Story", "The next call"))
        open_it = act(QCoreApplication.translate("Story", "Open"), "open", call.id)
        yield body(muted(planned_time(call.planned_at, now)), Run("  "), open_it)
        return
    yield heading(_call_heading(call, now))
    yield body(muted(_call_facts(call)), Run("  "), _way_back(call))
    for _, line in sorted(_moments(found, call, now, with_private), key=lambda each: each[0]):
        yield line
    if call.none_agreed_because:
        none = QCoreApplication.translate("Story", "No next step, because")
        yield body(muted(f"{none} "), *said(call.none_agreed_because))
    yield from recap_lines(call, now)


def _call_heading(call: Call, now: datetime) -> str:
    if call.moment is None:
        return QCoreApplication.translate("Story", "How it went")
    whole = QCoreApplication.translate("Story", "How it went, {day}")
    return whole.format(day=long_day(call.moment, now))


def _call_facts(call: Call) -> str:
    parts = []
    if call.started_at:
        parts.append(clock_time(call.started_at))
    if call.status is CallState.RUNNING:
        parts.append(QCoreApplication.translate("Story", "still running"))
    elif length := length_ms(call):
        parts.append(in_words(length))
    names = [p.name or p.email for p in call.attendees if p.side == "theirs"]
    if names:
        parts.append(
            QCoreApplication.translate("Story", "with {people}").format(people=listed(names))
        )
    return " · ".join(parts)


def _way_back(call: Call) -> Run:
    if call.status is CallState.RUNNING:
        return act(QCoreApplication.translate("Story", "Return to the call"), "open", call.id)
    return act(QCoreApplication.translate("Story", "Reopen and add"), "reopen", call.id)


def _moments(
    found: Found, call: Call, now: datetime, with_private: bool
) -> Iterator[tuple[tuple[int, int], Line]]:
    """Yield every line of a call with its place in time: what was noted, ticked and agreed."""
    for place, note in enumerate(call.notes):
        line = _note_line(note, with_private=with_private)
        yield (note.at_ms, place), replace(line, about=note.id)
    for mark in call.steps:
        if mark.done_ms is not None or mark.answer:
            at = mark.done_ms or 0
            yield (at, -1), _step_line(found.titles.get(mark.key, mark.key), mark)
    for place, step in enumerate(call.next_steps):
        yield (step.at_ms, len(call.notes) + place), _next_step_line(step, now)


def _note_line(note: Note, *, with_private: bool) -> Line:
    runs: list[Run] = []
    if note.kind is not NoteKind.FACT:
        runs += [chip(note.kind, kind_word(note.kind)), Run(" ")]
    if note.kind is NoteKind.PRIVATE and not with_private:
        return timed(call_time(note.at_ms), *runs, muted("• • •"))
    if note.who:
        runs += [*said(note.who, "strong"), Run(": ")]
    return timed(call_time(note.at_ms), *runs, *said(note.text))


def _step_line(title: str, mark: StepMark) -> Line:
    time = "" if mark.done_ms is None else call_time(mark.done_ms)
    tick = "✓ " if mark.done_ms is not None else ""
    answer = (Run(" — ", "muted"), *said(mark.answer)) if mark.answer else ()
    return timed(time, muted(f"{tick}{title}"), *answer)


def _next_step_line(step: NextStep, now: datetime) -> Line:
    runs = [chip("next_step", kind_word("next_step")), Run(" "), *said(step.text)]
    if step.owner:
        runs += [Run(" · ", "muted"), *said(step.owner, "strong")]
    if due := due_said(step.due, step.due_text, now):
        runs += [Run(" · ", "muted"), Run(due)]
    if step.done_at:
        done = QCoreApplication.translate("Story", "done {day}")
        runs += [Run(" · ", "muted"), muted(done.format(day=short_day(step.done_at, now)))]
    elif step.due and step.due >= now.date():
        rings = QCoreApplication.translate("Story", "Remind me by calendar…")
        runs += [Run("  "), act(rings, "calendar", step.id)]
    return timed(call_time(step.at_ms), *runs)


def _prepared_lines(found: Found, *, with_private: bool) -> Iterator[Line]:
    texts = _prepared_texts(found, with_private=with_private)
    links = [link for call in found.newest_first for link in call.links]
    if not (texts or links):
        return
    yield heading(QCoreApplication.translate("Story", "What was prepared"))
    for label, text in texts:
        yield body(muted(f"{label}: "), *said(text))
    for link in dict.fromkeys(links):
        title = said(f"{link.title}  ") if link.title else ()
        yield body(*title, *said(link.url))


def _prepared_texts(found: Found, *, with_private: bool) -> list[tuple[str, str]]:
    told, translate = found.disagreement, QCoreApplication.translate
    texts = [
        (translate("Story", "They ask for"), told.request),
        (translate("Story", "The result they want"), told.wanted_result),
        (translate("Story", "Our number"), told.our_metric),
        (translate("Story", "How they see it"), told.their_view),
        (translate("Story", "Where they are right"), told.they_are_right_about),
        (translate("Story", "What they need to know"), told.need_to_know),
        (translate("Story", "What good looks like"), told.good_looks_like),
    ]
    if with_private:
        texts += [
            (translate("Story", "How we see it"), told.our_view),
            (translate("Story", "What would change our mind"), told.would_change_our_mind),
            *((translate("Story", "Why now"), call.why_now) for call in told.calls),
        ]
    return [(label, text) for label, text in texts if text]
