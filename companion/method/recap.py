"""A call's recap, composed by rules: the same call always makes the same mail, nothing invented."""

from __future__ import annotations

from enum import StrEnum

from msgspec.structs import replace

from companion.method.agreement import say_read_back
from companion.method.conventions import convention
from companion.method.one_line import one_line
from companion.method.phrases import LANGUAGE, Phrases, Template, available
from companion.method.playbook import Captures
from companion.method.recap_answers import playbook_of
from companion.method.recap_parts import Parts, RecapSource
from companion.method.recap_reading import addresses, gather
from companion.method.recap_sections import Words
from companion.method.recap_shapes import SHAPES, body, subject
from companion.method.recap_sources import Origin, Source
from companion.model import OutcomeKind
from companion.model.value import Value

__all__ = ["Draft", "Missing", "Origin", "RecapSource", "Source", "compose"]


class Missing(StrEnum):
    """What a recap could not say because it was not recorded."""

    RECIPIENT = "recipient"
    METRIC = "metric"
    OPTIONS = "options"
    CHOICE = "choice"
    NEXT_STEP = "next_step"
    OUTCOME = "outcome"
    SIGNATURE = "signature"


class Draft(Value, frozen=True, kw_only=True):
    """A composed recap: ``text`` is Markdown, ``language`` and ``template`` those really used.

    ``sources`` tells of each line of ``text``, blank ones included, what it was made from; a line
    that is only ours, such as a heading, has none.
    """

    subject: str
    text: str
    to: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    language: str = LANGUAGE
    template: str = Template.WARM.value
    sources: tuple[tuple[Source, ...], ...] = ()


def compose(source: RecapSource) -> Draft:
    """Return the recap of a call, complete as far as something was recorded.

    Only what is recorded as agreed is called agreed, an empty part leaves no heading, and
    nothing private is looked at. No clock, no network: equal sources make equal drafts.
    """
    language, template = available(source.language, source.template)
    known = replace(source, language=language, template=template)
    shape, writes = SHAPES[Template(template)], convention(language)
    parts = say_read_back(gather(known, whole=shape.whole), known)
    words = Words(Phrases(language, template, source.texts), language)
    lines = body(shape, words, parts, writes)
    to = addresses(source)
    return Draft(
        subject=subject(words, parts),
        text="\n".join(line.text for line in lines) + "\n",
        to=to,
        missing=_missing(parts, to, source),
        language=language,
        template=template,
        sources=tuple(line.sources for line in lines),
    )


def _missing(parts: Parts, to: tuple[str, ...], source: RecapSource) -> tuple[Missing, ...]:
    """Return what the recap cannot say, in the order of the recap.

    Options are missed only where the call's playbook asked for some.
    """
    offers = bool(playbook_of(source).capturing(Captures.OPTIONS))
    settled = parts.outcome in {OutcomeKind.PARKED, OutcomeKind.WE_WERE_WRONG}
    lacks = {
        Missing.RECIPIENT: not to,
        Missing.METRIC: not parts.metric.label,
        Missing.OPTIONS: offers and len(parts.options) < 3,
        Missing.CHOICE: offers and not parts.is_chosen and not settled,
        Missing.NEXT_STEP: not parts.steps and not parts.no_step_because,
        Missing.OUTCOME: not parts.outcome,
        Missing.SIGNATURE: not one_line(source.me.name),
    }
    return tuple(part for part, is_lacking in lacks.items() if is_lacking)
