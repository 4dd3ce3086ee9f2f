"""Fills the stylesheet template with the tokens of a theme."""

from __future__ import annotations

from string import Template

from companion.gui.theme.tokens import Tokens, as_names


def fill(template: str, tokens: Tokens) -> str:
    """Return the stylesheet of a theme; raises KeyError when it names an unknown token."""
    return Template(template).substitute(as_names(tokens))
