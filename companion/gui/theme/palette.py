"""Our own light and dark palette on Fusion, following the system unless the user chose one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from companion.gui.theme.stylesheet import fill
from companion.gui.theme.tokens import DARK, LIGHT, Tokens

CHOICES: Final = ("system", "light", "dark")
_SCHEMES: Final = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """Dresses an application on Fusion, and again when the system or the user changes scheme.

    `folder` is resources/style: the stylesheet's template and its pictures. Many desktops
    do not tell their scheme (it stays Unknown): light then. Raises OSError when the
    template cannot be read.
    """

    changed = Signal(object)

    def __init__(self, app: QApplication, folder: Path, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._template = (folder / "companion.qss").read_text(encoding="utf-8")
        self._choice = "system"
        self._tokens: Tokens | None = None
        QDir.setSearchPaths("style", [str(folder)])
        app.styleHints().colorSchemeChanged.connect(self._dress)
        self.choose(choice)

    @property
    def choice(self) -> str:
        """What the user chose: "system", "light" or "dark"."""
        return self._choice

    @property
    def tokens(self) -> Tokens:
        """The tokens that are shown now."""
        return self._tokens or LIGHT

    def choose(self, choice: str) -> None:
        """Take "system", "light" or "dark" at once; raises ValueError for anything else."""
        if choice not in CHOICES:
            raise ValueError(f"no such theme: {choice!r}")
        self._choice = choice
        # Title bars and native dialogs follow where the platform can do it.
        self._app.styleHints().setColorScheme(_SCHEMES[choice])
        self._dress()

    def _dress(self) -> None:
        tokens = self._wanted()
        if tokens == self._tokens:
            return
        self._tokens = tokens
        self._app.setPalette(palette_of(tokens))
        self._app.setStyleSheet(fill(self._template, tokens))
        self.changed.emit(tokens)

    def _wanted(self) -> Tokens:
        if self._choice == "system":
            dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self._choice == "dark" else LIGHT


def current_tokens() -> Tokens:
    """Return the tokens that fit the application's palette, for whatever paints itself."""
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if ground.lightness() < 128 else LIGHT


def palette_of(tokens: Tokens) -> QPalette:
    """Return the Qt palette of a theme, with every role that Fusion draws from."""
    palette = QPalette()
    for role, colour in _roles(tokens).items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return palette


def _roles(tokens: Tokens) -> dict[QPalette.ColorRole, str]:
    role = QPalette.ColorRole
    return {
        role.Window: tokens.ground,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.bar,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.on_accent,
        role.ToolTipBase: tokens.bar,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.agreed.ink,
        role.LinkVisited: tokens.quote.ink,
        role.Light: tokens.surface,
        role.Midlight: tokens.bar,
        role.Mid: tokens.border,
        role.Dark: tokens.outline,
        role.Shadow: tokens.outline,
    }
