"""A row of dots that tells at a glance which steps of a call were done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.gui.theme.palette import current_tokens
from companion.gui.theme.tokens import Tokens
from companion.gui.theme.type import font_for


class StepDots(QWidget):
    """One dot for each step, filled when the step was done; read out as "3 of 5 steps"."""

    def __init__(self, parent: QWidget | None = None, done: Sequence[bool] = ()) -> None:
        super().__init__(parent)
        self._done: tuple[bool, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_done(done)

    def set_done(self, done: Sequence[bool]) -> None:
        """Show these steps, in their order."""
        self._done = tuple(done)
        self.setAccessibleName(dots_text(self._done))
        self.updateGeometry()
        self.update()

    def done(self) -> tuple[bool, ...]:
        """Return the steps that are shown, in their order."""
        return self._done

    def sizeHint(self) -> QSize:
        """As large as it is drawn."""
        return dots_size(len(self._done))

    def minimumSizeHint(self) -> QSize:
        """No smaller than it can be read."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it with the tokens of now."""
        with QPainter(self) as painter:
            paint_dots(painter, QRectF(self.rect()), self._done, current_tokens())

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()


def dots_text(done: Sequence[bool]) -> str:
    """Return the dots in words: "3 of 5 steps"."""
    whole = QCoreApplication.translate("StepDots", "{done} of {all} steps")
    return whole.format(done=sum(done), all=len(done))


def dots_size(count: int) -> QSize:
    """How large a row of dots is drawn, in pixels; it grows with the font."""
    pitch = _pitch()
    return QSize(int(count * pitch + 0.999), int(pitch + 0.999))


def paint_dots(painter: QPainter, rect: QRectF, done: Sequence[bool], tokens: Tokens) -> None:
    """Draw the dots into `rect`, from its left and in the middle of its height."""
    pitch = _pitch()
    radius = pitch * 0.37
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place, is_done in enumerate(done):
        # Full or hollow: told by the shape, not by the colour alone (WCAG 2.2, 1.4.1).
        painter.setBrush(QColor(tokens.accent) if is_done else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.accent if is_done else tokens.muted), 1))
        centre = QPointF(rect.left() + (place + 0.5) * pitch, rect.center().y())
        painter.drawEllipse(centre, radius - 0.5, radius - 0.5)
    painter.restore()


def _pitch() -> float:
    return QFontMetricsF(font_for("small")).height() * 0.8
