"""A call's recap, composed by rules: the same call always makes the same mail, nothing invented."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from companion.method.markdown import escape
from companion.method.one_line import one_line
from companion.method.playbooks import Captures
from companion.method.recap_answers import playbook_of
from companion.method.recap_parts import Parts, RecapSource
from companion.method.recap_reading import addresses, gather
from companion.method.sentences import closing, opening, sentence
from companion.model import OutcomeKind
from companion.model.value import Value
from companion.paths import resource_root

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jinja2 import Environment

__all__ = ["Draft", "Missing", "RecapSource", "compose"]

LANGUAGE, TEMPLATE = "en", "warm"
"""What a recap falls back to where we have no text in the wanted language or template."""


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
    """A composed recap: ``text`` is Markdown, ``language`` and ``template`` those really used."""

    subject: str
    text: str
    to: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    language: str = LANGUAGE
    template: str = TEMPLATE


def compose(source: RecapSource) -> Draft:
    """Return the recap of a call, complete as far as something was recorded.

    Only what is recorded as agreed is called agreed, an empty part leaves no heading, and
    nothing private is looked at. No clock, no network: equal sources make equal drafts.
    """
    language, template = _available(source.language, source.template)
    parts = gather(msgspec.structs.replace(source, language=language))
    to = addresses(source)
    return Draft(
        subject=one_line(_render(f"{language}/subject.j2", parts, one_line)),
        text=_tidy(_render(f"{language}/{template}.md.j2", parts, escape)),
        to=to,
        missing=_missing(parts, to, source),
        language=language,
        template=template,
    )


def _missing(parts: Parts, to: tuple[str, ...], source: RecapSource) -> tuple[Missing, ...]:
    """Return what the recap cannot say, in the order of the recap.

    Options are missed only where the call's playbook asked for some.
    """
    offers = bool(playbook_of(source).capturing(Captures.OPTIONS))
    settled = parts.outcome in {OutcomeKind.PARKED, OutcomeKind.WE_WERE_WRONG}
    lacks = {
        Missing.RECIPIENT: not to,
        Missing.METRIC: not parts.metric,
        Missing.OPTIONS: offers and len(parts.options) < 3,
        Missing.CHOICE: offers and not parts.is_chosen and not settled,
        Missing.NEXT_STEP: not parts.steps and not parts.no_step_because,
        Missing.OUTCOME: not parts.outcome,
        Missing.SIGNATURE: not one_line(source.me.name),
    }
    return tuple(part for part, is_lacking in lacks.items() if is_lacking)


def _available(language: str, template: str) -> tuple[str, str]:
    """Return the language and template that we have, nearest to the wanted ones."""
    for wanted in ((language, template), (language, TEMPLATE), (LANGUAGE, template)):
        is_name = all(re.fullmatch(r"[a-z][a-z0-9-]*", part) for part in wanted)
        if is_name and (_folder() / wanted[0] / f"{wanted[1]}.md.j2").is_file():
            return wanted
    return LANGUAGE, TEMPLATE


def _folder() -> Path:
    return resource_root() / "templates"


def _render(name: str, parts: Parts, literally: Callable[[str], str]) -> str:
    """Return the template filled with the parts, each passed through *literally*."""
    said = {"is_chosen": parts.is_chosen, "is_bare": parts.is_bare}
    values = msgspec.to_builtins(parts) | said
    return _environment(literally).get_template(name).render(values)


@cache
def _environment(literally: Callable[[str], str]) -> Environment:
    """Return the engine for our own templates: plain values only, a missing one is an error.

    ``finalize`` is what makes user text literal: it sees every value that a template writes, and
    none of the template's own words. It is kept, since a template takes a hundred times as long to
    compile as to fill.
    """
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(_folder()),
        undefined=StrictUndefined,
        finalize=lambda value: literally(str(value)),
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    environment.filters |= {"sentence": sentence, "opening": opening, "closing": closing}
    return environment


def _tidy(text: str) -> str:
    """Return the text with one blank line between parts, and a line break at its end."""
    lines = (line.rstrip(" \t") for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
