"""How sure we are: a slider that says nothing until somebody touches it."""

from __future__ import annotations

from PySide6.QtCore import Property, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from companion.gui.widgets.text import restyle

MIDDLE = 50
"""Where the handle waits before anything was said, in per cent."""


class SureSlider(QSlider):
    """0 to 100 %; ``said`` tells that the person moved it, at every step of the way."""

    said = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait in the middle, unsaid."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, 100)
        self.setSingleStep(5)
        self.setPageStep(10)
        self.setValue(MIDDLE)
        self._is_unsaid = True
        self._showing = False
        self.valueChanged.connect(self._take)

    def percent(self) -> int | None:
        """Return what was said, in per cent; None where nothing was."""
        return None if self._is_unsaid else self.value()

    def show_percent(self, percent: int | None) -> None:
        """Show what was said before, or that nothing was; tells nobody."""
        self._showing = True
        self.setValue(MIDDLE if percent is None else percent)
        self._showing = False
        self._set_unsaid(percent is None)

    def _get_unsaid(self) -> bool:
        return self._is_unsaid

    unsaid = Property(bool, _get_unsaid)

    def _set_unsaid(self, unsaid: bool) -> None:
        if unsaid != self._is_unsaid:
            self._is_unsaid = unsaid
            restyle(self)

    def _take(self, percent: int) -> None:
        if not self._showing:
            self._set_unsaid(False)
            self.said.emit(percent)

    def _say_where_it_stands(self) -> None:
        """Count a touch that moved nothing: the middle can be meant."""
        if self._is_unsaid:
            self._take(self.value())

    def _value_at(self, place: QPoint) -> int:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )
        room = self.width() - handle.width()
        return QStyle.sliderValueFromPosition(
            self.minimum(), self.maximum(), place.x() - handle.width() // 2, room
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where the click is, instead of a page towards it, and be held from there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setValue(self._value_at(event.position().toPoint()))
            self._say_where_it_stands()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrows; Enter and Space mean the value where it stands."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self._say_where_it_stands()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a slider under the pointer is not meant."""
        event.ignore()
