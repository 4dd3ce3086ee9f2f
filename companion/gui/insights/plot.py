"""A plot on the page: paints a drawing in the colours of now, and says in words what it shows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.gui.insights.drawing import Drawing
from companion.gui.theme.palette import current_tokens

_USUAL = 320
_LEAST = 200


class Plot(QWidget):
    """Shows a Drawing, as high as that needs to be at the width there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing until ``show_drawing``."""
        super().__init__(parent)
        self._drawing: Drawing | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def drawing(self) -> Drawing | None:
        """What is shown."""
        return self._drawing

    def show_drawing(self, drawing: Drawing, name: str, said: str) -> None:
        """Show *drawing*; a screen reader hears its *name*, and all figures in *said*."""
        self._drawing = drawing
        self.setAccessibleName(name)
        self.setAccessibleDescription(said)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow plot may need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the drawing asks for."""
        return round(self._drawing.height(width)) if self._drawing else 0

    def sizeHint(self) -> QSize:
        """As large as it is usually drawn."""
        return QSize(_USUAL, self.heightForWidth(max(self.width(), _USUAL)))

    def minimumSizeHint(self) -> QSize:
        """No smaller than it can be read."""
        return QSize(_LEAST, self.heightForWidth(max(self.width(), _LEAST)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the drawing with the tokens of now."""
        if self._drawing is not None:
            with QPainter(self) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                self._drawing.draw(painter, QRectF(self.rect()), current_tokens())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height where another width wants one."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self.update()
