"""One of the options: a click or a key marks it as their pick, F2 or a double click edits."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion.gui.announce import Choice
from companion.gui.theme.type import font_for
from companion.gui.widgets.card import Card
from companion.gui.widgets.entry import GrowingEntry
from companion.gui.widgets.text import Label, set_tip, wrapped

NARROW_LINES = 13
"""How often the height of a line goes into a row that is narrow for these letters."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OptionRow(Card, Choice):
    """Shows its text; an empty one is a field right away."""

    picked = Signal(str)
    """The option was clicked or chosen by a key: its label."""

    changed = Signal(str, str)
    """The text is being typed: the option's label and the text."""

    left = Signal()
    """The person is done with editing."""

    def __init__(self, parent: QWidget, label: str) -> None:
        """Show the option called *label*, such as "A"."""
        super().__init__(parent)
        self._label = label
        self._chosen = False
        self._is_showing = False
        self._letter = Label(self, label, "strong")
        self._letter.set_tone("muted")
        self._letter.setMinimumWidth(_widest_letter())
        self._shown = wrapped(self, "", "body")
        self._field = GrowingEntry(self)
        self._field.set_bare(True)
        self._field.set_most_lines(4)
        self._field.setPlaceholderText(self.tr("Another way"))
        self._field.setAccessibleName(self.tr("Option {label}").format(label=label))
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._tell)
        self._field.committed.connect(lambda _text: self._leave_field())
        self._mark = Label(self, "", "small_strong")
        self._mark.set_tone("accent")
        self._lay_out()
        self._mind_width()
        self.show_option("", chosen=False)

    @property
    def text(self) -> str:
        """What the option says."""
        return self._field.text().strip()

    @property
    def is_chosen(self) -> bool:
        """Whether it is the client's pick."""
        return self._chosen

    def fields(self) -> tuple[QWidget, QWidget]:
        """Return what can take the focus, in its order: the row while it is shown, the field."""
        return (self, self._field)

    def show_option(self, text: str, *, chosen: bool) -> None:
        """Show a stored option; one that is being typed keeps its text."""
        self._chosen = chosen
        if not self._field.hasFocus():
            self._show_text(text)
            self._show_field(on=not text)
        self._dress()

    def begin(self) -> None:
        """Take the focus, into the field where there is one."""
        (self if self._field.isHidden() else self._field).setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self) -> None:
        """Open the text for editing."""
        self._show_field(on=True)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def press(self) -> None:
        """Do what a click does: mark it as their pick, or open an empty one for typing."""
        if self.text:
            self.picked.emit(self._label)
        else:
            self.edit()

    def _show_text(self, text: str) -> None:
        if self._field.text() != text:
            self._is_showing = True
            self._field.set_text(text)
            self._is_showing = False

    def _dress(self) -> None:
        self._shown.setText(self.text)
        self._mark.setVisible(self._chosen)
        self._letter.set_tone("accent" if self._chosen else "muted")
        self.set_tone("chosen" if self._chosen else "")
        state = self.tr("chosen") if self._chosen else ""
        said = [self.tr("Option {label}").format(label=self._label), self.text, state]
        self.setAccessibleName(", ".join(part for part in said if part))
        hint = self.tr("Click: their pick. Double click or F2: edit.") if self.text else ""
        set_tip(self, hint)

    def _show_field(self, *, on: bool) -> None:
        self._field.setVisible(on)
        self._shown.setHidden(on)
        # No focus proxy: with one, Qt loses stops of the tab order that lie before it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if on else Qt.FocusPolicy.StrongFocus)

    def _tell(self) -> None:
        # Not where the focus is decides it: a screen reader and dictation write without it.
        if not self._is_showing:
            self.changed.emit(self._label, self.text)
            self._dress()

    def _mind_width(self) -> None:
        """Say "chosen" by the sign alone where large letters need the width for the option."""
        narrow = self.width() < NARROW_LINES * self.fontMetrics().lineSpacing()
        self._mark.setText("✓" if narrow else self.tr("✓ chosen"))

    def _leave_field(self) -> None:
        self.left.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(10)
        row.addWidget(self._letter, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._shown, 1)
        row.addWidget(self._field, 1)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the text again when the focus leaves the field."""
        if watched is self._field and event.type() == QEvent.Type.FocusOut:
            assert isinstance(event, QFocusEvent)
            if event.reason() != Qt.FocusReason.PopupFocusReason and self.text:
                self._show_field(on=False)
                self._dress()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._mind_width()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Mark it as their pick; an empty one is opened for typing."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.press()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open the text for editing."""
        self.edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter mark it, F2 edits it."""
        if event.isAutoRepeat():
            return
        if event.key() in (*_ENTER, Qt.Key.Key_Space) and self.text:
            self.picked.emit(self._label)
        elif event.key() == Qt.Key.Key_F2:
            self.edit()
        else:
            super().keyPressEvent(event)


def _widest_letter() -> int:
    """Return how wide each letter stands, so that all texts begin at one place."""
    return max(map(QFontMetrics(font_for("strong")).horizontalAdvance, "ABC"))
