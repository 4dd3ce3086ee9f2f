"""A desktop's own font, so that a program starts with letters as large as a person set them."""

from __future__ import annotations

from pathlib import Path

USUAL, LARGE = 9, 18
"""Points of the letters: as most desktops come, and at 200 %."""


def system_font(place: Path, points: int) -> dict[str, str]:
    """Return the environment of a KDE desktop whose font has that many points."""
    (place / "kdeglobals").write_text(f"[General]\nfont=DejaVu Sans,{points},-1,5,50,0,0,0,0,0\n")
    return {
        "XDG_CURRENT_DESKTOP": "KDE",
        "KDE_SESSION_VERSION": "5",
        "XDG_CONFIG_HOME": str(place),
        "QT_QPA_PLATFORMTHEME": "kde",
        "QT_LOGGING_RULES": "*.warning=false",
    }
