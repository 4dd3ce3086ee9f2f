"""The shape of each template: which section comes when, and how its sentences stand on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from companion.method import recap_sections as say
from companion.method.conventions import Convention
from companion.method.markdown import escape_inline, escape_opening
from companion.method.phrases import Strong, Template
from companion.method.recap_lines import (
    Block,
    Line,
    Section,
    in_bullets,
    in_lines,
    in_paragraphs,
    laid_out,
    rows,
)
from companion.method.recap_parts import Parts
from companion.method.recap_sections import Words
from companion.method.recap_sources import Said
from companion.method.sentences import opening
from companion.model import OutcomeKind


class Shape(NamedTuple):
    """How a template is built; *whole* names people and days in full."""

    sections: tuple[Callable[[Words, Parts], Section], ...]
    layout: Callable[[Section], tuple[Block, ...]]
    whole: bool = False


_IN_ORDER: Final = (
    say.metric,
    say.mistake,
    say.reframe,
    say.caring_no,
    say.options,
    say.decision,
    say.ideas,
    say.beforehand,
    say.read_back,
    say.next_steps,
    say.promises,
    say.unsettled,
    say.need_to_know,
)

_WHAT_HAPPENS_FIRST: Final = (
    say.metric,
    say.mistake,
    say.decision,
    say.next_steps,
    say.options,
    say.unsettled,
    say.promises,
    say.read_back,
    say.reframe,
    say.caring_no,
    say.ideas,
    say.beforehand,
    say.need_to_know,
)

SHAPES: Final = {
    Template.WARM: Shape(_IN_ORDER, in_lines),
    Template.FORMAL: Shape(_IN_ORDER, in_paragraphs, whole=True),
    Template.BULLETS: Shape(_WHAT_HAPPENS_FIRST, in_bullets),
}


def body(shape: Shape, words: Words, parts: Parts, writes: Convention) -> tuple[Line, ...]:
    """Return every line of the recap in the order of its template."""
    names = parts.whole_names if shape.whole else parts.names
    blocks = [
        rows([Line(_greeting(words, names, writes), parts.people)]),
        rows([_opening(words, parts)]),
    ]
    for section in shape.sections:
        blocks += shape.layout(section(words, parts))
    closing = "closing.bare" if parts.is_bare else "closing.differs"
    return laid_out([*blocks, rows([words.line(closing)]), _signature(words, parts)])


def _greeting(words: Words, names: Sequence[str], writes: Convention) -> str:
    """Greet up to four by name; more would be a list."""
    if not names:
        return words.say("greeting.nobody")
    if len(names) == 1:
        return words.say("greeting.one", name=names[0])
    if len(names) == 2:
        return writes.greeted(words.say("greeting.two", first=names[0], second=names[1]))
    if len(names) <= 4:
        return writes.greeted(words.say("greeting.few", names=writes.listed(names)))
    return words.say("greeting.all")


def _opening(words: Words, parts: Parts) -> Line:
    """Thank for the conversation, and say in one sentence where it led."""
    blanks = {"day": _day(words, parts)} if parts.call_day else {}
    dated = "dated" if blanks else "undated"
    held = Said(sources=parts.held)
    if parts.is_bare and parts.topic:
        blanks["topic"] = parts.topic.text
        return words.line(f"thanks.{dated}_about", held, parts.topic, **blanks)
    thanks = words.line(f"thanks.{dated}", held, **blanks)
    if parts.is_bare:
        return thanks
    led = _where_it_led(words, parts)
    return Line(f"{thanks.text} {led.text}", thanks.sources + led.sources)


def _day(words: Words, parts: Parts) -> str:
    near = {0: "day.today", 1: "day.yesterday"}.get(
        -1 if parts.days_ago is None else parts.days_ago
    )
    return words.plain(near) if near else words.plain("day.on", date=parts.call_day)


def _where_it_led(words: Words, parts: Parts) -> Line:
    landed, kind, until = Said(sources=parts.landed), parts.outcome, parts.until
    if kind == OutcomeKind.AGREED and not (parts.is_chosen or parts.steps or parts.read_back):
        if parts.topic:
            return words.line("opening.agreed_on", landed, parts.topic, topic=parts.topic.text)
        return words.line("opening.agreed_alone", landed)
    if kind in {OutcomeKind.TRIAL, OutcomeKind.PARKED} and until:
        return words.line(f"opening.{kind}_until", landed, until=Strong(until))
    if kind == OutcomeKind.WE_WERE_WRONG and parts.mistake.fix:
        return words.line("opening.we_were_wrong_and_fix", landed)
    if kind and kind != OutcomeKind.OPEN:
        return words.line(f"opening.{kind}", landed)
    return words.line("opening.steps" if parts.steps else "opening.stands", landed)


def _literal(text: str) -> str:
    return escape_opening(escape_inline(text))


def _signature(words: Words, parts: Parts) -> Block:
    """Close as the person does, or with our words where an empty line stands for them."""
    ours, theirs = words.say("closing.sign_off"), parts.sign_off or ("",)
    lines = [Line(_literal(line) or ours, parts.signed) for line in theirs]
    name = [Line(_literal(parts.signature), parts.signed)] if parts.signature else []
    return rows([*lines, *name])


def subject(words: Words, parts: Parts) -> str:
    """Return the subject: what it is about, where it landed, and the day of the call."""
    kind = parts.outcome
    if kind == OutcomeKind.WE_WERE_WRONG and parts.mistake.fix:
        kind = "we_were_wrong_and_fix"
    elif parts.is_bare:
        kind = "bare"
    elif not kind or kind == OutcomeKind.OPEN:
        kind = "stands" if not parts.steps else "one_step" if len(parts.steps) == 1 else "steps"
    blanks = {"tail": words.plain(f"subject.{kind}"), "day": parts.subject_day}
    if parts.topic:
        topic = opening(parts.topic.text) if words.is_english else parts.topic.text
        return words.plain("subject.line", topic=topic, **blanks)
    return words.plain("subject.line_without_topic", **blanks)
