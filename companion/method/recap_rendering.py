"""Fills the templates of a recap: plain values only, each made literal on its way into the text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from companion.method.recap_parts import Parts
from companion.method.sentences import closing, opening, sentence
from companion.paths import resource_root

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jinja2 import Environment

LANGUAGE, TEMPLATE = "en", "warm"
"""What a recap falls back to where we have no text in the wanted language or template."""


def available(language: str, template: str) -> tuple[str, str]:
    """Return the language and template that we have, nearest to the wanted ones."""
    for wanted in ((language, template), (language, TEMPLATE), (LANGUAGE, template)):
        is_name = all(re.fullmatch(r"[a-z][a-z0-9-]*", part) for part in wanted)
        if is_name and (_folder() / wanted[0] / f"{wanted[1]}.md.j2").is_file():
            return wanted
    return LANGUAGE, TEMPLATE


def render(name: str, parts: Parts, literally: Callable[[str], str]) -> str:
    """Return the template filled with the parts, each passed through *literally*."""
    said = {"is_chosen": parts.is_chosen, "is_bare": parts.is_bare}
    values = msgspec.to_builtins(parts) | said
    return _environment(literally).get_template(name).render(values)


def tidy(text: str) -> str:
    """Return the text with one blank line between parts, and a line break at its end."""
    lines = (line.rstrip(" \t") for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _folder() -> Path:
    return resource_root() / "templates"


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
