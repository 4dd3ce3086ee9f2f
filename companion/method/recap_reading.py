"""Reads a call for its recap: what was recorded for the client's eyes, and nothing else.

Nothing private passes this module: it never looks at the fields and kinds of notes that the
interchange document lists as private, nor at the transcript, risks, points and facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from companion.method.conventions import base, convention
from companion.method.markdown import safe_link
from companion.method.metric import ends_month, is_next, parse_metric
from companion.method.one_line import one_line
from companion.method.people import greeted, is_same, named, proper, whole_name
from companion.method.playbook import Captures
from companion.method.recap_answers import answers, caring_no, check_in_on, expectations
from companion.method.recap_options import notes_of, options_and_ideas, own_choice, spoken
from companion.method.recap_parts import (
    AdvicePart,
    IdeaPart,
    LinkPart,
    MetricPart,
    MistakePart,
    Parts,
    RecapSource,
    StepPart,
)
from companion.method.recap_sources import Origin, Said, Source, in_call, said
from companion.method.sentences import asked, bare
from companion.method.signing import sign_off, signature
from companion.model import Call, Client, MetricPoint, NextStep, NoteKind, OutcomeKind, Side

_SETTLED = frozenset({OutcomeKind.AGREED, OutcomeKind.TRIAL})
_UNSETTLED = frozenset({OutcomeKind.OPEN, OutcomeKind.PARKED})


class Dates:
    """Writes the days of a recap as its language does, seen from the day on which it is sent."""

    def __init__(self, source: RecapSource, *, whole: bool = False) -> None:
        """Write for *source*; *whole* dates have their year even where it is this one."""
        self._convention = convention(source.language)
        self._today, self._whole = source.their_today, whole

    def whole_day(self, day: date | None) -> str:
        """Return "Thursday 26 November"; nothing where no day is known."""
        return "" if day is None else self._convention.whole_day(day, year=self._says_year(day))

    def day(self, day: date) -> str:
        """Return "26 November"."""
        return self._convention.day(day, year=self._says_year(day))

    def _says_year(self, day: date) -> bool:
        return self._whole or day.year != self._today.year


def gather(source: RecapSource, *, whole: bool = False) -> Parts:
    """Return what was recorded for the client's eyes, in plain text and with dates written out.

    *whole* dates have their year even where it is this one, *whole* names are not only the first.
    """
    call, dates = source.call, Dates(source, whole=whole)
    outcome = call.outcome.kind if call.outcome else None
    options, ideas = options_and_ideas(source, whole=whole)
    steps = [_step(source, step, dates) for step in call.next_steps if one_line(step.text)]
    agreed = tuple(step for step in steps if step.owner and step.due)
    cost_to_them, alternative = caring_no(source)
    theirs = [person.name for person in call.attendees if person.side is Side.THEIRS]
    day, today = source.day_of_call, source.their_today
    is_past = day is not None and day <= today
    return Parts(
        topic=_prepared(source, "topic"),
        people=tuple(Source(origin=Origin.ATTENDEE, key=one_line(name)) for name in theirs),
        names=greeted(theirs),
        whole_names=tuple(dict.fromkeys(filter(None, map(whole_name, theirs)))),
        call_day=dates.whole_day(day) if is_past else "",
        days_ago=(today - day).days if day and is_past else None,
        subject_day=dates.day(day or today),
        outcome=outcome.value if outcome else "",
        landed=(in_call(call, Origin.OUTCOME, outcome.value),) if outcome else (),
        held=(in_call(call, Origin.CALL, "started_at", at_ms=0),) if is_past else (),
        until=dates.whole_day(call.outcome.until if call.outcome else None),
        metric=_metric(source),
        wanted_result=_prepared(source, "wanted_result"),
        reframe=_question(source),
        good_looks_like=_prepared_lines(source, "good_looks_like"),
        cost_to_them=cost_to_them,
        alternative=alternative,
        options=options,
        own_choice=own_choice(call),
        why_chosen=_why_chosen(source),
        ideas=ideas,
        advice=_advice(source, dates),
        mistake=_mistake(call, dates),
        expectations=expectations(source),
        check_in_on=_check_in(source, dates),
        read_back=_read_back(call),
        was_read_back=_was_read_back(call, outcome),
        steps=agreed,
        promises=tuple(spoken(note, whole=whole) for note in notes_of(call, NoteKind.PROMISE)),
        no_step_because=_no_step_because(source) if not agreed else Said(),
        unsettled_steps=tuple(step for step in steps if step not in agreed),
        concerns=_concerns(call, outcome),
        need_to_know=_prepared_lines(source, "need_to_know"),
        links=_links(call),
        sign_off=sign_off(source.me, source.language),
        signature=signature(source.me),
        signed=(Source(origin=Origin.ME, key="name", text=one_line(source.me.name)),),
    )


def addresses(source: RecapSource) -> tuple[str, ...]:
    """Return where the recap goes: the addresses of their attendees, once each.

    Somebody without an address in the call gets the one of the client's contact of that name.
    """
    found: dict[str, str] = {}
    for person in source.call.attendees:
        if person.side is Side.THEIRS:
            address = one_line(person.email) or _address_of(person.name, source.client)
            found.setdefault(address.casefold(), address)
    return tuple(address for address in found.values() if address)


def _address_of(name: str, client: Client) -> str:
    """Return the address of the one contact of that name; empty for none or for several."""
    found = {one_line(contact.email) for contact in client.contacts if is_same(contact.name, name)}
    return found.pop() if len(found) == 1 else ""


def _prepared(source: RecapSource, field: str) -> Said:
    """Return a field of the preparation on one line."""
    text = one_line(getattr(source.disagreement, field))
    return said(text, Source(origin=Origin.DISAGREEMENT, key=field, text=text))


def _prepared_lines(source: RecapSource, field: str) -> tuple[Said, ...]:
    """Return the lines of a field of the preparation."""
    return tuple(
        said(bare(line), Source(origin=Origin.DISAGREEMENT, key=field, text=line))
        for line in _lines(getattr(source.disagreement, field))
    )


def _question(source: RecapSource) -> tuple[Said, ...]:
    return tuple(
        said(asked(bare(line), base(source.language)), *answer.sources)
        for _, answer in answers(source, Captures.QUESTION)
        for line in _lines(answer.text)
    )


def _metric(source: RecapSource) -> MetricPart:
    """Return their metric; where none is recorded, what the answer of its step says."""
    metric = source.client.metric(source.disagreement.metric)
    if metric is not None:
        label = one_line(metric.label) or one_line(metric.words)
        origin = Source(origin=Origin.METRIC, key=metric.id, text=label)
        return _figures(source, label, metric.latest or MetricPoint(), metric.unit, (origin,))
    for _, answer in answers(source, Captures.METRIC):
        read = parse_metric(answer.text, source.day_of_call or source.their_today)
        point = MetricPoint(now=read.now, target=read.target, by=read.by)
        return _figures(source, read.label, point, read.unit, answer.sources)
    return MetricPart()


def _figures(
    source: RecapSource, label: str, point: MetricPoint, unit: str, sources: tuple[Source, ...]
) -> MetricPart:
    writes, by = convention(source.language), point.by if point.target is not None else None
    year = by is not None and not is_next(by, source.their_today)
    unit = one_line(unit)
    return MetricPart(
        label=bare(label),
        now="" if point.now is None else writes.quantity(point.now, unit),
        target="" if point.target is None else writes.quantity(point.target, unit),
        by_month=writes.month(by, year=year) if by and ends_month(by) else "",
        by_day=writes.day(by, year=year) if by and not ends_month(by) else "",
        sources=sources,
    )


def _why_chosen(source: RecapSource) -> Said:
    chosen = source.call.chosen
    if chosen is None:
        return Said()
    origin = in_call(source.call, Origin.CHOICE, chosen.label, chosen.why)
    return said(_reason(chosen.why, source.language), origin)


def _step(source: RecapSource, step: NextStep, dates: Dates) -> StepPart:
    return StepPart(
        text=bare(step.text),
        owner=proper(named(step.owner, source.me.name)),
        due=dates.whole_day(step.due),
        due_text=bare(step.due_text),
        changes_scope=step.scope_changed,
        updated_on=dates.whole_day(step.agreement_updated_on),
        is_done=step.done_at is not None,
        sources=(in_call(source.call, Origin.NEXT_STEP, step.id, step.text, step.at_ms),),
    )


def _advice(source: RecapSource, dates: Dates) -> AdvicePart:
    """Return the advice on record; an outcome that was changed since no longer speaks of it."""
    outcome = source.call.outcome
    if outcome is None or outcome.kind is not OutcomeKind.THEIR_CHOICE or not outcome.advice:
        return AdvicePart()
    advice = outcome.advice

    def on_record(field: str, text: str) -> Said:
        origin = Source(origin=Origin.ADVICE, key=field, text=text, at=advice.recorded_at)
        return said(text, origin)

    return AdvicePart(
        we_advised=on_record("we_advised", bare(advice.we_advised)),
        because=on_record("because", _reason(advice.because, source.language)),
        they_chose=on_record("they_chose", bare(advice.they_chose)),
        look_again_on=on_record("look_again_on", dates.whole_day(advice.look_again_on)),
    )


def _mistake(call: Call, dates: Dates) -> MistakePart:
    """Return our mistake; an outcome that was changed since no longer speaks of it."""
    outcome = call.outcome
    if outcome is None or outcome.kind is not OutcomeKind.WE_WERE_WRONG or not outcome.mistake:
        return MistakePart()
    mistake = outcome.mistake

    def admitted(field: str, text: str) -> Said:
        return said(text, Source(origin=Origin.MISTAKE, key=field, text=text, at=outcome.at))

    return MistakePart(
        what=admitted("what", bare(mistake.what)),
        effect=admitted("effect", bare(mistake.effect)),
        fix=admitted("fix", bare(mistake.fix)),
        by=dates.whole_day(mistake.by),
    )


def _check_in(source: RecapSource, dates: Dates) -> Said:
    text = dates.whole_day(check_in_on(source))
    return said(text, Source(origin=Origin.CLIENT, key="check_in_on", text=text))


def _read_back(call: Call) -> tuple[Said, ...]:
    read_back = call.read_back
    if read_back is None:
        return ()
    return tuple(
        said(bare(line), in_call(call, Origin.READ_BACK, "text", line, read_back.at_ms))
        for line in _lines(read_back.text)
    )


def _was_read_back(call: Call, outcome: OutcomeKind | None) -> Said:
    if call.read_back is None or outcome not in _SETTLED:
        return Said()
    return said("yes", in_call(call, Origin.READ_BACK, "at_ms", at_ms=call.read_back.at_ms))


def _no_step_because(source: RecapSource) -> Said:
    text = source.call.none_agreed_because
    origin = in_call(source.call, Origin.CALL, "none_agreed_because", text)
    return said(_reason(text, source.language), origin)


def _concerns(call: Call, outcome: OutcomeKind | None) -> tuple[IdeaPart, ...]:
    """Return their concerns, only where the question was recorded as not settled.

    Once something is agreed, naming a worry again reopens it (method, idea 7).
    """
    if outcome not in _UNSETTLED:
        return ()
    return tuple(spoken(note) for note in notes_of(call, NoteKind.CONCERN))


def _links(call: Call) -> tuple[LinkPart, ...]:
    """Return what to read; an address of another kind than http, https, mailto is left out."""
    parts: Iterable[LinkPart] = (
        LinkPart(
            title=one_line(link.title) or safe_link(link.url),
            url=safe_link(link.url),
            sources=(in_call(call, Origin.LINK, safe_link(link.url), link.title),),
        )
        for link in call.links
    )
    return tuple(part for part in parts if part.title)


_BECAUSE = {
    "en": r"because\s+(?:of\s+)?",
    "fr": r"(?:parce\s+qu(?:e\s+|['’])|car\s+)",
    "es": r"porque\s+",
}
"""What a typed reason begins with and a colon says already. German keeps its "weil": without it the
order of the words would be another one."""


def _reason(text: str, language: str) -> str:
    """Return a reason as it follows a colon: one line, without its "because"."""
    word = _BECAUSE.get(base(language))
    return bare(re.sub(rf"^\s*{word}", "", text, flags=re.IGNORECASE) if word else text)


def _lines(text: str) -> list[str]:
    """Return the text's lines that hold something."""
    return [line for line in map(one_line, text.splitlines()) if line]
