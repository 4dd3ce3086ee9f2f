"""Keys shown where the act is: a key cap, and a button that carries one and obeys it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property, QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QPushButton,
    QSizePolicy,
    QStyleOptionButton,
    QWidget,
)

from companion.gui.theme.palette import current_tokens
from companion.gui.theme.type import font_for
from companion.gui.widgets.text import restyle

LEAST_TARGET: Final = 24
"""Pixels at scale 1 that whatever is clicked has in both directions (WCAG 2.2, 2.5.8)."""

_SIDE: Final = 7.0
_GAP: Final = 9
_SIGNS: Final = {"Return": "↵", "Enter": "↵", "Shift": "⇧", "Left": "←", "Right": "→"}


class KeyCap(QWidget):
    """A small bordered cap with the name of a key, as in "Ctrl 4"."""

    def __init__(self, parent: QWidget | None = None, keys: str = "") -> None:
        super().__init__(parent)
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_keys(keys)

    def set_keys(self, keys: str) -> None:
        """Show a key sequence in its portable spelling, such as "Ctrl+Shift+Return"."""
        self._keys = keys
        self.setAccessibleName(
            QCoreApplication.translate("KeyCap", "Key: {keys}").format(keys=spoken_keys(keys))
        )
        self.updateGeometry()
        self.update()

    def _get_keys(self) -> str:
        return self._keys

    keys = Property(str, _get_keys, set_keys)

    def sizeHint(self) -> QSize:
        """As large as it is drawn."""
        return cap_size(cap_text(self._keys))

    def minimumSizeHint(self) -> QSize:
        """No smaller than it can be read."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it with the tokens of now."""
        tokens = current_tokens()
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            edge = QColor(tokens.border)
            paint_cap(painter, rect, cap_text(self._keys), QColor(tokens.muted), edge)

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()


class CapButton(QAbstractButton):
    """A key cap that can be clicked, for an act whose key says enough, such as Enter.

    Tab passes it by: the key does the same from where the keyboard is.
    """

    def __init__(self, parent: QWidget, act: str, keys: str) -> None:
        """Show *keys* and name them, for a screen reader, by the *act*."""
        super().__init__(parent)
        self._keys = keys
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        whole = QCoreApplication.translate("KeyButton", "{act} ({keys})")
        self.setAccessibleName(whole.format(act=act, keys=spoken_keys(keys)))

    def sizeHint(self) -> QSize:
        """As large as it is drawn, and no smaller than a finger can hit."""
        return cap_size(cap_text(self._keys)).expandedTo(QSize(LEAST_TARGET, LEAST_TARGET))

    def minimumSizeHint(self) -> QSize:
        """No smaller than it can be hit."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cap in the middle; under the mouse it is darker."""
        tokens = current_tokens()
        lit = self.underMouse() or self.isDown()
        size = cap_size(cap_text(self._keys)).toSizeF()
        rect = QRectF(QPointF(0, 0), size)
        rect.moveCenter(QRectF(self.rect()).center())
        with QPainter(self) as painter:
            ink = QColor(tokens.text if lit else tokens.muted)
            edge = QColor(tokens.outline if lit else tokens.border)
            paint_cap(painter, rect, cap_text(self._keys), ink, edge)

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()


class KeyButton(QPushButton):
    """A button that shows its key and obeys it, once for each time that the key goes down.

    `keys` binds the key in the window; `shown_keys` only shows one that somebody else
    listens to. The text is literal: its own key makes a mnemonic superfluous.
    """

    def __init__(self, parent: QWidget | None = None, text: str = "", keys: str = "") -> None:
        super().__init__(parent)
        self._text = ""
        self._keys = ""
        self._primary = False
        self._shortcut = QShortcut(self)
        self._shortcut.setAutoRepeat(False)
        self._shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        self._shortcut.activated.connect(self.click)
        self.setText(text)
        self.set_keys(keys)

    def set_keys(self, keys: str) -> None:
        """Show and obey a key sequence in its portable spelling; "" for none."""
        self.show_keys(keys)
        sequences = [keys, keys.replace("Return", "Enter")] if "Return" in keys else [keys]
        self._shortcut.setKeys([QKeySequence(each) for each in sequences if each])

    def show_keys(self, keys: str) -> None:
        """Show a key sequence without listening to it."""
        self._keys = keys
        self._announce()

    def set_primary(self, on: bool) -> None:
        """Make it the one filled button of its page, or a plain one."""
        self._primary = on
        restyle(self)

    def _get_keys(self) -> str:
        return self._keys

    def _get_primary(self) -> bool:
        return self._primary

    keys = Property(str, _get_keys, set_keys)
    shown_keys = Property(str, _get_keys, show_keys)
    primary = Property(bool, _get_primary, set_primary)

    def _announce(self) -> None:
        spoken = spoken_keys(self._keys)
        whole = QCoreApplication.translate("KeyButton", "{act} ({keys})")
        name = whole.format(act=self._text, keys=spoken) if spoken else self._text
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def _colour(self) -> QColor:
        tokens = current_tokens()
        if not self.isEnabled():
            return QColor(tokens.muted)
        if self._primary:
            return QColor(tokens.on_accent)
        lit = self.isChecked() or self.property("link")
        return QColor(tokens.agreed.ink if lit else tokens.text)

    def _edge(self) -> QColor:
        if not self._primary or not self.isEnabled():
            return QColor(current_tokens().border)
        edge = QColor(current_tokens().on_accent)
        edge.setAlphaF(0.65)
        return edge

    def _cap_ink(self) -> QColor:
        tokens = current_tokens()
        return self._colour() if self._primary else QColor(tokens.muted)

    def text(self) -> str:
        """Return what the button says."""
        return self._text

    def setText(self, text: str) -> None:
        """Say something else, literally."""
        self._text = text
        super().setText(text.replace("&", "&&"))
        self._announce()

    def sizeHint(self) -> QSize:
        """As large as it is drawn."""
        size = super().sizeHint()
        if not self._keys:
            return size
        cap = cap_size(cap_text(self._keys))
        return QSize(size.width() + _GAP + cap.width(), max(size.height(), cap.height() + 14))

    def minimumSizeHint(self) -> QSize:
        """No smaller than it can be read."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key once, not while it is held down; Enter presses as Space does."""
        if event.isAutoRepeat():
            event.accept()
        elif is_plain_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Leave the text out of what Qt draws, since it is drawn beside the key."""
        super().initStyleOption(option)
        option.text = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it with the tokens of now."""
        # Not by a QStylePainter: naming QStyle makes all its enums, 5 ms of the start.
        super().paintEvent(event)
        painter = QPainter(self)
        self._paint_inside(painter)
        painter.end()

    def _paint_inside(self, painter: QPainter) -> None:
        metrics = QFontMetricsF(self.font())
        cap = cap_size(cap_text(self._keys)) if self._keys else QSize(-_GAP, 0)
        text_width = metrics.horizontalAdvance(self._text)
        left = (self.width() - text_width - _GAP - cap.width()) / 2
        middle = self.height() / 2
        painter.setFont(self.font())
        painter.setPen(self._colour())
        baseline = middle + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(left, baseline), self._text)
        if self._keys:
            corner = QPointF(left + text_width + _GAP, middle - cap.height() / 2)
            rect = QRectF(corner, cap.toSizeF())
            paint_cap(painter, rect, cap_text(self._keys), self._cap_ink(), self._edge())


def is_plain_enter(event: QKeyEvent) -> bool:
    """Whether an event is of Enter without another key beside it, on the pad or not."""
    beside = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and beside == Qt.KeyboardModifier.NoModifier


def cap_text(keys: str) -> str:
    """Return what stands on the cap: "Ctrl+Shift+Return" becomes "Ctrl ⇧ ↵"."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    if "+" not in native[:-1]:
        return _SIGNS.get(native, native)
    return " ".join(_SIGNS.get(part, part) for part in native.split("+"))


def spoken_keys(keys: str) -> str:
    """Return the key sequence in words, for a screen reader."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def cap_size(text: str) -> QSize:
    """How large a cap is drawn, in pixels."""
    metrics = QFontMetricsF(font_for("key"))
    width = max(metrics.horizontalAdvance(text) + 2 * _SIDE, metrics.height() + 6)
    return QSize(int(width + 0.999), int(metrics.height() + 3.999))


def paint_cap(painter: QPainter, rect: QRectF, text: str, ink: QColor, edge: QColor) -> None:
    """Draw a key cap into `rect` (its size from `cap_size`): a border, thicker at the bottom."""
    metrics = QFontMetricsF(font_for("key"))
    frame = rect.adjusted(0.5, 0.5, -0.5, -1.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, 1))
    painter.drawRoundedRect(frame.translated(0, 1), 5, 5)
    painter.drawRoundedRect(frame, 5, 5)
    painter.setFont(font_for("key"))
    painter.setPen(ink)
    baseline = frame.center().y() + (metrics.ascent() - metrics.descent()) / 2
    left = rect.center().x() - metrics.horizontalAdvance(text) / 2
    painter.drawText(QPointF(left, baseline), text)
    painter.restore()
