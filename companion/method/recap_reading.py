"""Reads a call for its recap: what was recorded for the client's eyes, and nothing else.

Nothing private passes this module: it never looks at the fields and kinds of notes that the
interchange document lists as private, nor at the transcript, risks, points and facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from companion.method.dates import day_and_month, long_date
from companion.method.markdown import safe_link
from companion.method.metric import format_figures
from companion.method.one_line import one_line
from companion.method.people import first_name, greeted, is_same, proper
from companion.method.playbooks import Captures
from companion.method.recap_answers import answers, caring_no, check_in_on, expectations
from companion.method.recap_parts import (
    AdvicePart,
    IdeaPart,
    LinkPart,
    MistakePart,
    OptionPart,
    Parts,
    RecapSource,
    StepPart,
)
from companion.method.sentences import opening
from companion.model import (
    Call,
    Client,
    Me,
    NextStep,
    Note,
    NoteKind,
    Option,
    OutcomeKind,
    Side,
)

_SETTLED = frozenset({OutcomeKind.AGREED, OutcomeKind.TRIAL})
_UNSETTLED = frozenset({OutcomeKind.OPEN, OutcomeKind.PARKED})


def gather(source: RecapSource) -> Parts:
    """Return what was recorded for the client's eyes, in plain text and with dates written out."""
    call, disagreement = source.call, source.disagreement
    outcome = call.outcome.kind if call.outcome else None
    metric, figures = _metric(source)
    options, ideas = _options_and_ideas(call, source)
    steps = [_step(step, source) for step in call.next_steps if one_line(step.text)]
    agreed = tuple(step for step in steps if step.owner and step.due)
    cost_to_them, alternative = caring_no(source)
    return Parts(
        topic=one_line(disagreement.topic),
        names=greeted([person.name for person in call.attendees if person.side is Side.THEIRS]),
        call_day=_call_day(source),
        subject_day=day_and_month(_day_of(call) or source.today, source.today, source.language),
        outcome=outcome.value if outcome else "",
        until=_long(call.outcome.until if call.outcome else None, source),
        metric=metric,
        figures=figures,
        wanted_result=one_line(disagreement.wanted_result),
        reframe=_lines("\n".join(said for _, said in answers(source, Captures.QUESTION))),
        good_looks_like=_lines(disagreement.good_looks_like),
        cost_to_them=_bare(cost_to_them),
        alternative=_bare(alternative),
        options=options,
        own_choice=_own_choice(call),
        why_chosen=_reason(call.chosen.why) if call.chosen else "",
        ideas=ideas,
        advice=_advice(source),
        mistake=_mistake(source),
        expectations=expectations(source),
        check_in_on=_long(check_in_on(source), source),
        read_back=_lines(call.read_back.text) if call.read_back else "",
        was_read_back=call.read_back is not None and outcome in _SETTLED,
        steps=agreed,
        promises=tuple(_said(note) for note in _notes(call, NoteKind.PROMISE)),
        no_step_because=_reason(call.none_agreed_because) if not agreed else "",
        unsettled_steps=tuple(step for step in steps if step not in agreed),
        concerns=_concerns(call, outcome),
        need_to_know=_lines(disagreement.need_to_know),
        links=_links(call),
        sign_off=_sign_off(source.me),
        signature=_signature(source.me),
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


def _day_of(call: Call) -> date | None:
    return call.moment.date() if call.moment else None


def _call_day(source: RecapSource) -> str:
    """Return "today", "yesterday" or the day written out; empty for a call not held yet."""
    day = _day_of(source.call)
    if day is None or day > source.today:
        return ""
    near = {0: "today", 1: "yesterday"}
    return near.get((source.today - day).days) or _long(day, source)


def _long(day: date | None, source: RecapSource) -> str:
    return long_date(day, source.today, source.language) if day else ""


def _metric(source: RecapSource) -> tuple[str, str]:
    """Return their metric's label and figures; the first step's answer where none is recorded."""
    metric = source.client.metric(source.disagreement.metric)
    if metric is None:
        said = answers(source, Captures.METRIC)
        return (one_line(said[0][1]) if said else ""), ""
    label = one_line(metric.label) or one_line(metric.words)
    figures = format_figures(metric.latest, metric.unit, source.today) if metric.latest else ""
    return label, figures


def _notes(call: Call, kind: NoteKind) -> list[Note]:
    """Return the notes of that kind that a person wrote, in the order of the call."""
    kept = (note for note in call.notes if note.kind is kind and note.source != "clock")
    return sorted((note for note in kept if one_line(note.text)), key=lambda note: note.at_ms)


def _said(note: Note) -> IdeaPart:
    return IdeaPart(text=one_line(note.text), who=first_name(note.who) or proper(note.who))


def _options_and_ideas(
    call: Call, source: RecapSource
) -> tuple[tuple[OptionPart, ...], tuple[IdeaPart, ...]]:
    """Return the options with their ideas credited, and the ideas that no option took up."""
    ideas = [
        _said(note) for note in _notes(call, NoteKind.IDEA) if not is_same(note.who, source.me.name)
    ]
    taken: set[int] = set()
    parts = []
    for option in call.options:
        if one_line(option.text):
            origin = _origin(option, ideas)
            taken.update(() if origin is None else (origin,))
            parts.append(_option(option, None if origin is None else ideas[origin].who, call))
    rest = tuple(idea for place, idea in enumerate(ideas) if place not in taken)
    return tuple(parts), rest


def _option(option: Option, idea_of: str | None, call: Call) -> OptionPart:
    return OptionPart(
        line=". ".join(filter(None, (one_line(option.label), opening(one_line(option.text))))),
        effect=_bare(option.effect),
        idea_of=idea_of,
        is_chosen=_is_chosen(option, call),
    )


def _is_chosen(option: Option, call: Call) -> bool:
    if call.chosen is None:
        return False
    return one_line(call.chosen.label).casefold() == one_line(option.label).casefold()


def _own_choice(call: Call) -> str:
    """Return the choice in its own words where it is none of the options' labels."""
    if call.chosen is None or any(_is_chosen(option, call) for option in call.options):
        return ""
    return one_line(call.chosen.label)


def _origin(option: Option, ideas: list[IdeaPart]) -> int | None:
    """Return which idea the option takes up: the one with mostly the same words, if any."""
    wanted = _words(option.text)
    for place, idea in enumerate(ideas):
        said = _words(idea.text)
        shared = len(wanted & said)
        if shared >= 2 and shared >= 0.6 * min(len(wanted), len(said)):
            return place
        if wanted == said:
            return place
    return None


def _words(text: str) -> frozenset[str]:
    """Return the words that carry meaning: those of four letters and more."""
    return frozenset(word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3)


def _step(step: NextStep, source: RecapSource) -> StepPart:
    return StepPart(
        text=_bare(step.text),
        owner=proper(step.owner),
        due=_long(step.due, source),
        due_text=_bare(step.due_text),
        changes_scope=step.scope_changed,
        updated_on=_long(step.agreement_updated_on, source),
        is_done=step.done_at is not None,
    )


def _advice(source: RecapSource) -> AdvicePart:
    """Return the advice on record; an outcome that was changed since no longer speaks of it."""
    outcome = source.call.outcome
    if outcome is None or outcome.kind is not OutcomeKind.THEIR_CHOICE or not outcome.advice:
        return AdvicePart()
    advice = outcome.advice
    return AdvicePart(
        we_advised=_bare(advice.we_advised),
        because=_reason(advice.because),
        they_chose=_bare(advice.they_chose),
        look_again_on=_long(advice.look_again_on, source),
    )


def _mistake(source: RecapSource) -> MistakePart:
    """Return our mistake; an outcome that was changed since no longer speaks of it."""
    outcome = source.call.outcome
    if outcome is None or outcome.kind is not OutcomeKind.WE_WERE_WRONG or not outcome.mistake:
        return MistakePart()
    mistake = outcome.mistake
    return MistakePart(
        what=_bare(mistake.what),
        effect=_bare(mistake.effect),
        fix=_bare(mistake.fix),
        by=_long(mistake.by, source),
    )


def _concerns(call: Call, outcome: OutcomeKind | None) -> tuple[str, ...]:
    """Return their concerns, only where the question was recorded as not settled.

    Once something is agreed, naming a worry again reopens it (method, idea 7).
    """
    if outcome not in _UNSETTLED:
        return ()
    return tuple(_bare(note.text) for note in _notes(call, NoteKind.CONCERN))


def _links(call: Call) -> tuple[LinkPart, ...]:
    """Return what to read; an address of another kind than http, https, mailto is left out."""
    parts: Iterable[LinkPart] = (
        LinkPart(title=one_line(link.title) or safe_link(link.url), url=safe_link(link.url))
        for link in call.links
    )
    return tuple(part for part in parts if part.title)


def _sign_off(me: Me) -> str:
    """Return the lines before the name; a name that closes the sign-off gives way to the whole."""
    lines = [line for line in map(one_line, me.sign_off.splitlines()) if line]
    if lines and me.name and is_same(lines[-1].rstrip(" ,"), me.name):
        del lines[-1]
    return "\n".join(lines)


def _signature(me: Me) -> str:
    """Return "Priya Nair · Lumen Agency", without what the sign-off says already."""
    said = _sign_off(me)
    parts = (part for part in (one_line(me.name), one_line(me.company)) if part)
    return " · ".join(part for part in parts if not _holds(said, part))


def _holds(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None


def _reason(text: str) -> str:
    """Return a reason as it follows a colon: one line, without its "because"."""
    return _bare(re.sub(r"^\s*because\s+(?:of\s+)?", "", text, flags=re.IGNORECASE))


def _lines(text: str) -> str:
    """Return the text's lines that hold something."""
    return "\n".join(filter(None, map(one_line, text.splitlines())))


def _bare(text: str) -> str:
    """Return one line without its full stop, so that the sentence around it sets its own."""
    line = one_line(text)
    return line[:-1].rstrip() if line.endswith(".") and not line.endswith("..") else line
