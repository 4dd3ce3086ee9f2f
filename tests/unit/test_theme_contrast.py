"""Text stands out from every ground that it is put on, in both themes."""

from __future__ import annotations

import pytest

from companion.gui.theme.contrast import contrast
from companion.gui.theme.tokens import DARK, LIGHT, Tint, Tokens, as_names
from companion.gui.widgets.chip import on_selected_row

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
READABLE = 4.5
"""WCAG 2.2, success criterion 1.4.3: the least contrast of text of normal size."""
VISIBLE = 3.0
"""WCAG 2.2, success criterion 1.4.11: the least contrast of a focus ring or a mark."""


@THEMES
@pytest.mark.parametrize("ink", ["text", "muted"])
@pytest.mark.parametrize("ground", ["ground", "surface", "bar"])
def test_text_is_readable_on_every_ground(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= READABLE


@THEMES
@pytest.mark.parametrize("name", ["agreed", "metric", "concern", "quote", "neutral"])
def test_a_tint_is_readable_on_its_own_ground_and_on_surfaces(tokens: Tokens, name: str) -> None:
    tint: Tint = getattr(tokens, name)
    for ground in (tint.ground, tokens.surface, tokens.ground, tokens.bar):
        assert contrast(tint.ink, ground) >= READABLE


@THEMES
def test_plain_and_muted_text_stay_readable_on_a_selected_row(tokens: Tokens) -> None:
    for ink in (tokens.text, tokens.muted):
        assert contrast(ink, tokens.agreed.ground) >= READABLE


@THEMES
def test_text_of_the_primary_button_is_readable(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= READABLE
    assert contrast(tokens.on_accent, tokens.accent_hover) >= READABLE


@THEMES
def test_the_focus_ring_is_visible_on_every_ground(tokens: Tokens) -> None:
    for ground in (tokens.ground, tokens.surface, tokens.bar, tokens.agreed.ground):
        assert contrast(tokens.accent, ground) >= VISIBLE


@THEMES
@pytest.mark.parametrize("kind", ["agreed", "metric", "concern", "quote", "neutral"])
def test_a_chip_stays_readable_on_a_selected_row(tokens: Tokens, kind: str) -> None:
    tint = on_selected_row(getattr(tokens, kind), tokens)
    assert contrast(tint.ink, tint.ground) >= READABLE


@THEMES
def test_what_cannot_be_used_now_and_what_a_field_hints_at_are_readable(tokens: Tokens) -> None:
    for ground in (tokens.ground, tokens.surface, tokens.bar, tokens.neutral.ground):
        assert contrast(tokens.muted, ground) >= READABLE


@THEMES
def test_a_step_that_is_open_is_told_from_one_that_is_done(tokens: Tokens) -> None:
    for ground in (tokens.surface, tokens.bar, tokens.agreed.ground):
        assert contrast(tokens.muted, ground) >= VISIBLE


def test_black_on_white_has_the_greatest_contrast_there_is() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


def test_the_stylesheet_sees_both_halves_of_a_tint() -> None:
    names = as_names(LIGHT)
    assert (names["metric"], names["metric_ground"]) == ("#2C5AA0", "#E3ECF9")
