"""The one place of colours, radii and spacing, as a frozen value for light and for dark."""

from __future__ import annotations

from typing import Final

import msgspec


class Tint(msgspec.Struct, frozen=True):
    """A pair that is always used together: text in `ink` on a patch of `ground`."""

    ink: str
    ground: str


class Tokens(msgspec.Struct, frozen=True):
    """Everything that the look is made of; colours are "#rrggbb", measures are pixels."""

    name: str
    ground: str
    surface: str
    bar: str
    border: str
    outline: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    agreed: Tint
    metric: Tint
    concern: Tint
    quote: Tint
    neutral: Tint
    radius: int = 10
    radius_small: int = 6
    grid: int = 4
    gap: int = 12
    margin: int = 16


LIGHT: Final = Tokens(
    name="light",
    ground="#F6F6F3",
    surface="#FFFFFF",
    bar="#FBFBF9",
    border="#E3E2DC",
    outline="#C9C8C0",
    text="#1C2024",
    muted="#5B646D",
    accent="#0B6E64",
    accent_hover="#095C54",
    on_accent="#FFFFFF",
    agreed=Tint(ink="#0B5B53", ground="#DCF0EC"),
    metric=Tint(ink="#2C5AA0", ground="#E3ECF9"),
    concern=Tint(ink="#9A5B00", ground="#FCF1D9"),
    quote=Tint(ink="#6A3FA0", ground="#EFE7F8"),
    neutral=Tint(ink="#5B646D", ground="#E3E2DC"),
)

DARK: Final = Tokens(
    name="dark",
    ground="#15171A",
    surface="#1D2024",
    bar="#23272C",
    border="#31363C",
    outline="#4A5159",
    text="#E9ECEF",
    muted="#A6AFB8",
    accent="#39B8A6",
    accent_hover="#52C7B7",
    on_accent="#06231F",
    agreed=Tint(ink="#7FDCCD", ground="#173833"),
    metric=Tint(ink="#8FB4EA", ground="#1F2D42"),
    concern=Tint(ink="#E0A94B", ground="#3A2F18"),
    quote=Tint(ink="#C2A2EA", ground="#30263F"),
    neutral=Tint(ink="#A6AFB8", ground="#31363C"),
)


def as_names(tokens: Tokens) -> dict[str, str]:
    """Return the tokens under their names in the stylesheet; tints give two."""
    names: dict[str, str] = {}
    for field in tokens.__struct_fields__:
        value = getattr(tokens, field)
        if isinstance(value, Tint):
            names[field] = value.ink
            names[f"{field}_ground"] = value.ground
        else:
            names[field] = str(value)
    return names
