"""Chips: small rounded labels for kinds of notes, outcomes and people, drawn or as a widget."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property, QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.gui.theme.palette import current_tokens
from companion.gui.theme.tokens import Tint, Tokens
from companion.gui.theme.type import font_for

WIDEST: Final = 280
"""Pixels after which the text of a chip is shortened with an ellipsis."""
_SIDE: Final = 8.0
_TINTS: Final = {
    "metric": "metric",
    "concern": "concern",
    "quote": "quote",
    "idea": "quote",
    "promise": "agreed",
    "next_step": "agreed",
    "risk": "concern",
    "open": "concern",
    "agreed": "agreed",
    "trial": "metric",
    "we_were_wrong": "quote",
}


class Chip(QWidget):
    """A rounded label; `kind` is a note's kind, an outcome's key, "next_step" or "person".

    Without a text of its own it shows the word for its kind.
    """

    def __init__(self, parent: QWidget | None = None, kind: str = "fact", text: str = "") -> None:
        super().__init__(parent)
        self._kind = kind
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._announce()

    def set_kind(self, kind: str) -> None:
        """Take another kind, and its word and tint with it."""
        self._kind = kind
        self._announce()

    def set_text(self, text: str) -> None:
        """Show a text of its own; "" goes back to the word for the kind."""
        self._text = text
        self._announce()

    def shown_text(self) -> str:
        """Return what the chip says."""
        return self._text or kind_word(self._kind)

    def _get_kind(self) -> str:
        return self._kind

    def _get_text(self) -> str:
        return self._text

    kind = Property(str, _get_kind, set_kind)
    text = Property(str, _get_text, set_text)

    def _announce(self) -> None:
        self.setAccessibleName(self.shown_text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As large as it is drawn."""
        return chip_size(self.shown_text())

    def minimumSizeHint(self) -> QSize:
        """No smaller than it can be read."""
        return chip_size(self.shown_text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it with the tokens of now."""
        with QPainter(self) as painter:
            tint = kind_tint(self._kind, current_tokens())
            paint_chip(painter, QRectF(self.rect()), self.shown_text(), tint)

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()


def kind_tint(kind: str, tokens: Tokens) -> Tint:
    """Return the tint of a note's kind, an outcome or a person; neutral when it has no own one."""
    if kind == "person":
        return Tint(ink=tokens.text, ground=tokens.neutral.ground)
    tint: Tint = getattr(tokens, _TINTS.get(kind, "neutral"))
    return tint


def kind_word(kind: str) -> str:
    """Return the word that people read for a note's kind or an outcome's key."""
    words = {
        "fact": QCoreApplication.translate("Kind", "fact"),
        "metric": QCoreApplication.translate("Kind", "metric"),
        "concern": QCoreApplication.translate("Kind", "concern"),
        "quote": QCoreApplication.translate("Kind", "quote"),
        "idea": QCoreApplication.translate("Kind", "idea"),
        "point": QCoreApplication.translate("Kind", "point"),
        "promise": QCoreApplication.translate("Kind", "promise"),
        "risk": QCoreApplication.translate("Kind", "risk"),
        "private": QCoreApplication.translate("Kind", "private"),
        "next_step": QCoreApplication.translate("Kind", "next step"),
        "open": QCoreApplication.translate("Outcome", "open"),
        "agreed": QCoreApplication.translate("Outcome", "agreed"),
        "trial": QCoreApplication.translate("Outcome", "on trial"),
        "parked": QCoreApplication.translate("Outcome", "parked"),
        "their_choice": QCoreApplication.translate("Outcome", "their choice"),
        "we_were_wrong": QCoreApplication.translate("Outcome", "we were wrong"),
    }
    return words.get(kind, kind)


def chip_size(text: str, font: QFont | None = None) -> QSize:
    """How large a chip is drawn, in pixels; never wider than `WIDEST`."""
    metrics = QFontMetricsF(font or font_for("chip"))
    # Only the start is measured: a pasted chapter is elided anyway.
    width = min(metrics.horizontalAdvance(text[:WIDEST]) + 2 * _SIDE, float(WIDEST))
    return QSize(int(width + 0.999), int(metrics.height() + 3.999))


def paint_chip(
    painter: QPainter, rect: QRectF, text: str, tint: Tint, font: QFont | None = None
) -> None:
    """Draw a chip into `rect` (its size from `chip_size`), shortening the text to fit."""
    font = font or font_for("chip")
    metrics = QFontMetricsF(font)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tint.ground))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    painter.setPen(QColor(tint.ink))
    painter.setFont(font)
    room = rect.width() - 2 * _SIDE + 1
    shown = metrics.elidedText(_one_line(text), Qt.TextElideMode.ElideRight, room)
    baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(rect.left() + _SIDE, baseline), shown)
    painter.restore()


def on_selected_row(tint: Tint, tokens: Tokens) -> Tint:
    """Return the tint for a selected row, where a chip of the same colour would vanish."""
    if tint.ground == tokens.agreed.ground:
        return Tint(ink=tint.ink, ground=tokens.surface)
    return tint


def _one_line(text: str) -> str:
    return " ".join(text[: 2 * WIDEST].split())
