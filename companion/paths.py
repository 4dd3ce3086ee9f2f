"""Where Companion keeps its files, and where it finds those that it ships with."""

from __future__ import annotations

from pathlib import Path

HISTORY_NAME = "history.db"
"""The file name of the history inside the data folder."""


def default_data_dir() -> Path:
    """Return the folder for the person's history, as the system wants it; it may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_data_dir("Companion", appauthor=False, roaming=False))


def resource_root() -> Path:
    """Return the folder ``resources``: inside the package when installed, beside it in a checkout.

    A wheel and a frozen build carry it inside the package; an editable install leaves it at the
    top of the tree. Looking in both places replaces path rewrites in the build, which break
    editable installs silently.
    """
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"
