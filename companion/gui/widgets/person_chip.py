"""One person in a people field: a chip that can have the focus and be taken away."""

from __future__ import annotations

import re
from typing import Final

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.gui.theme.palette import current_tokens
from companion.gui.widgets.chip import chip_size, kind_tint, paint_chip
from companion.gui.widgets.text import set_tip

_CROSS: Final = 16
_ADDRESSED: Final = re.compile(r"^\s*\"?([^<>\"]*)\"?\s*<\s*([^<>]*)\s*>\s*$")
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Person(msgspec.Struct, frozen=True):
    """Somebody on a call: a name, an address, or both; the other one is empty."""

    name: str = ""
    address: str = ""

    def shown(self) -> str:
        """Return what a chip says: the name, else the address."""
        return self.name or self.address

    def written(self) -> str:
        """As it is typed: "Name <address>", or the one that there is."""
        if self.name and self.address:
            return f"{self.name} <{self.address}>"
        return self.shown()


class PersonChip(QWidget):
    """A chip with a small cross; arrows ask to walk, Delete and Backspace to be taken away."""

    removed = Signal()
    walked = Signal(int)

    def __init__(self, parent: QWidget | None = None, person: Person | None = None) -> None:
        super().__init__(parent)
        self.person = person or Person()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.person.written())
        set_tip(self, self.person.address if self.person.name else "")
        self.setAccessibleDescription(
            QCoreApplication.translate("PersonChip", "Press Delete to take this person away.")
        )

    def _cross(self) -> QRectF:
        return QRectF(self.width() - _CROSS - 4, 0, _CROSS, self.height())

    def _paint_cross(self, painter: QPainter) -> None:
        centre, arm = self._cross().center(), 3.0
        painter.setPen(QPen(QColor(current_tokens().muted), 1.3))
        painter.drawLine(centre - QPointF(arm, arm), centre + QPointF(arm, arm))
        painter.drawLine(centre - QPointF(arm, -arm), centre + QPointF(arm, -arm))

    def _paint_ring(self, painter: QPainter) -> None:
        half = self.height() / 2 - 1
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(current_tokens().accent), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), half, half)

    def sizeHint(self) -> QSize:
        """Return the chip with room for the cross."""
        return chip_size(self.person.shown()) + QSize(_CROSS - 2, 2)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a chip does not shrink."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip, its cross and, with the focus, a ring."""
        tokens = current_tokens()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            tint = kind_tint("person", tokens)
            rect = QRectF(self.rect())
            paint_chip(painter, rect, "", tint)
            clear = msgspec.structs.replace(tint, ground="#00000000")
            paint_chip(painter, rect.adjusted(0, 0, 2 - _CROSS, 0), self.person.shown(), clear)
            self._paint_cross(painter)
            if self.hasFocus():
                self._paint_ring(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Delete and Backspace take away; the rest goes to the field."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.walked.emit(_STEPS[Qt.Key(event.key())])
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the person away when the cross is clicked."""
        if self._cross().contains(event.position()):
            self.removed.emit()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Show the ring."""
        self.update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        """Hide the ring."""
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs another size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()


def person_from(text: str) -> Person:
    """Read "Name", "address@host" or "Name <address>"; whether the address is good is not asked."""
    found = _ADDRESSED.match(text)
    if found:
        return Person(name=found[1].strip(), address=found[2].strip())
    text = text.strip()
    if "@" in text and " " not in text:
        return Person(address=text)
    return Person(name=text)
