"""A line of a page that leads somewhere: a title, its facts, and what stands at its right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.gui.theme.palette import current_tokens
from companion.gui.widgets.text import Label


class LeadRow(QAbstractButton):
    """Is pressed by a click, Enter or Space; the arrow keys go to the line above or below."""

    def __init__(
        self,
        parent: QWidget | None = None,
        title: str = "",
        facts: str = "",
        *,
        is_strong: bool = True,
    ) -> None:
        """Show *title* and, below it, *facts* where there are any."""
        super().__init__(parent)
        self._title = Label(self, title, "strong" if is_strong else "body")
        self._facts = Label(self, facts, "small")
        self._facts.setVisible(bool(facts))
        for label in (self._title, self._facts):
            label.set_wrap()
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 9, 16, 9)
        self._row.setSpacing(12)
        self._row.addLayout(words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(", ".join(part for part in (title, facts) if part))

    def set_tone(self, tone: str) -> None:
        """Give the last of its words a tone, as `Label.set_tone` has them."""
        (self._title if self._facts.isHidden() else self._facts).set_tone(tone)

    def set_margins(self, left: int, right: int) -> None:
        """Leave so many pixels free at the sides."""
        self._row.setContentsMargins(left, 9, right, 9)

    def add_aside(self, widget: QWidget, spoken: str = "") -> None:
        """Put something at the right, which a screen reader hears as *spoken* with the line."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        if spoken:
            self.setAccessibleName(f"{self.accessibleName()}, {spoken}")

    @property
    def words(self) -> tuple[str, str]:
        """The title and the facts."""
        return self._title.text(), self._facts.text()

    def sizeHint(self) -> QSize:
        """As large as what stands in it."""
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """No smaller than it can be read."""
        return self._row.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Return True: in a narrow window the words take more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need at *width* pixels."""
        return self._row.heightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter, once for each time that the key goes down; go on with the arrows."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextPrevChild(True)
        elif event.key() == Qt.Key.Key_Up:
            self.focusNextPrevChild(False)
        elif not (event.isAutoRepeat() and event.key() == Qt.Key.Key_Space):
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Be lit under the pointer."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Be lit no more."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what shows that it can be pressed: a patch under the pointer, a ring with focus."""
        lit = self.underMouse() or self.isDown()
        if not (lit or self.hasFocus()):
            return
        tokens = current_tokens()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(QColor(tokens.bar) if lit else Qt.BrushStyle.NoBrush)
            edge = QPen(QColor(tokens.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen
            painter.setPen(edge)
            place = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            painter.drawRoundedRect(place, tokens.radius_small, tokens.radius_small)
