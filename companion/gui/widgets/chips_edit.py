"""The people field: chips for who is there, and a line to add somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QFrame, QSizePolicy, QWidget

from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.person_chip import Person, PersonChip, person_from
from companion.gui.widgets.text import restyle

_BETWEEN: Final = re.compile(r"[,;\n\r]+")
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SMALLEST_LINE: Final = 64


class ChipsEdit(QFrame):
    """Names or "Name <address>", each a chip; Enter or a comma adds, Backspace goes back.

    `changed` tells that a person was added or taken away, by the user or by `set_people`
    not. A name that is typed but not added yet is added when the focus leaves.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[PersonChip] = []
        self.line = LineEdit(self)
        self.line.set_bare(True)
        self.line.setMinimumWidth(_SMALLEST_LINE)
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._split)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def people(self) -> list[Person]:
        """Everybody in the field, in their order."""
        return [chip.person for chip in self._chips]

    def set_people(self, people: Sequence[Person]) -> None:
        """Show these people; tells nobody."""
        for chip in list(self._chips):
            self._take(chip)
        for person in people:
            self._put(person)

    def setAccessibleName(self, name: str) -> None:
        """Name the line too: it is what has the focus."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def setPlaceholderText(self, text: str) -> None:
        """Let the line say this while it is empty."""
        self.line.setPlaceholderText(text)

    def set_suggestions(self, model: QAbstractItemModel) -> None:
        """Offer the first column of a model while a name is typed."""
        completer = QCompleter(model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if (names := completer.popup()) is not None:
            names.setProperty("role", "completions")
        self.line.setCompleter(completer)
        # The completer writes its text into the line right after this signal.
        completer.activated.connect(lambda _text: QTimer.singleShot(0, self, self._add_typed))

    def _split(self, text: str) -> None:
        parts = _BETWEEN.split(text)
        if len(parts) < 2:
            return
        added = [self._put(person_from(part)) for part in parts[:-1] if part.strip()]
        self.line.setText(parts[-1].lstrip())
        if added:
            self.changed.emit()

    def _add_typed(self) -> None:
        typed = self.line.text().strip()
        self.line.clear()
        if typed:
            self._put(person_from(typed))
            self.changed.emit()

    def _put(self, person: Person) -> PersonChip:
        chip = PersonChip(self, person)
        chip.removed.connect(lambda: self._remove(chip))
        chip.walked.connect(lambda step: self._walk(chip, step))
        self._flow.insert_widget(len(self._chips), chip)
        self._chips.append(chip)
        chip.show()
        self._refit()
        return chip

    def _remove(self, chip: PersonChip) -> None:
        place = self._chips.index(chip)
        self._take(chip)
        beside = self._chips[place] if place < len(self._chips) else self.line
        beside.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _take(self, chip: PersonChip) -> None:
        self._chips.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._refit()

    def _walk(self, chip: PersonChip, step: int) -> None:
        place = max(0, self._chips.index(chip) + step)
        there = self._chips[place] if place < len(self._chips) else self.line
        there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refit(self) -> None:
        self._flow.invalidate()
        self.updateGeometry()

    def _line_key(self, event: QKeyEvent) -> bool:
        """Let a key in the line act on the chips; False leaves it to the line."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self._line_enter(event)
        if event.key() == Qt.Key.Key_Backspace and not self.line.text() and self._chips:
            if not event.isAutoRepeat():
                self._chips[-1].setFocus(Qt.FocusReason.BacktabFocusReason)
            return True
        at_start = self.line.cursorPosition() == 0 and not self.line.hasSelectedText()
        if event.key() == Qt.Key.Key_Left and at_start and self._chips:
            self._chips[-1].setFocus(Qt.FocusReason.BacktabFocusReason)
            return True
        return False

    def _line_enter(self, event: QKeyEvent) -> bool:
        if not self.line.text().strip():
            return False
        if not event.isAutoRepeat():
            self._add_typed()
        return True

    def _show_focus(self) -> None:
        inside = self.line.hasFocus()
        if self.property("within") != inside:
            self.setProperty("within", inside)
            restyle(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the line that move between chips, and notice its focus."""
        if watched is self.line:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._line_key(event)
            if isinstance(event, QFocusEvent):
                if event.lostFocus() and event.reason() != Qt.FocusReason.PopupFocusReason:
                    self._add_typed()
                QTimer.singleShot(0, self, self._show_focus)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing while a chip has the focus goes on in the line."""
        if event.text().isprintable() and event.text().strip():
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.insert(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Take a click beside the chips for one on the line."""
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)

    def sizeHint(self) -> QSize:
        """Wide enough for a few names, as high as its rows are at the width of now."""
        return QSize(240, self.heightForWidth(max(self.width(), 120)))

    def minimumSizeHint(self) -> QSize:
        """One chip wide."""
        return QSize(140, self.heightForWidth(max(self.width(), 140)))

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows with the frame, in pixels."""
        frame = self.width() - self.contentsRect().width()
        tall = self.height() - self.contentsRect().height()
        return self._flow.heightForWidth(width - frame) + tall
