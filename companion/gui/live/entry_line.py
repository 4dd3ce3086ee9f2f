"""The line in which notes are typed: a growing field, the kind of the note, and its key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion.gui.live.kind_picker import KindPicker
from companion.gui.live.kinds import kinds_for
from companion.gui.widgets.card import Bar
from companion.gui.widgets.chip import Chip
from companion.gui.widgets.entry import GrowingEntry
from companion.gui.widgets.keycap import CapButton
from companion.model import NoteKind

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryLine(Bar):
    """Text and kind of the note that is being typed. It is cleared by its owner only."""

    committed = Signal()
    """Enter was pressed; the text is still there."""

    changed = Signal()
    """The text or the kind is another one."""

    undo_wanted = Signal()
    """Ctrl+Z was pressed in the empty entry, which has nothing of its own to undo."""

    up_wanted = Signal()
    """Up was pressed in the empty entry."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = NoteKind.FACT
        self._picker: KindPicker | None = None
        self._dismissed = ""
        self._chip = Chip(self, NoteKind.FACT)
        self._chip.hide()
        self.field = GrowingEntry(self)
        self.field.setObjectName("note")
        self.field.setAccessibleName(self.tr("Note"))
        self.field.set_bare(True)
        self.field.installEventFilter(self)
        self.field.committed.connect(lambda _text: self.committed.emit())
        self.field.textChanged.connect(self._follow_text)
        self._add = CapButton(self, self.tr("Add the note"), "Return")
        self._add.clicked.connect(self.committed.emit)
        self._lay_out()
        self.set_adding_afterwards(on=False)

    @property
    def kind(self) -> NoteKind:
        """The kind of the note that is being typed."""
        return self._kind

    @property
    def is_picking(self) -> bool:
        """Whether kinds are offered."""
        return self._picker is not None and not self._picker.isHidden()

    def text(self) -> str:
        """Return what stands in the entry."""
        return self.field.text()

    def set_note(self, kind: NoteKind, text: str) -> None:
        """Put a note into the entry, such as one that was typed before a crash."""
        self.field.set_text(text)
        self.set_kind(kind)

    def set_kind(self, kind: NoteKind) -> None:
        """Take another kind; a fact has no chip."""
        self._kind = kind
        self._chip.set_kind(kind)
        self._chip.setVisible(kind is not NoteKind.FACT)
        self.changed.emit()

    def set_adding_afterwards(self, *, on: bool) -> None:
        """Say that the call is over and notes are added to it."""
        self.field.setPlaceholderText(
            self.tr("Add a note… / for a kind") if on else self.tr("Note… / for a kind")
        )

    def go_on_with(self, text: str) -> None:
        """Take the focus, and take over what was typed elsewhere."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.insertPlainText(text)

    def take_off(self, start: int, length: int) -> None:
        """Remove what was saved from the text; what was typed since stays, with the cursor."""
        cursor = QTextCursor(self.field.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()

    def close_picker(self) -> bool:
        """Offer no kinds for this text any more; return whether any were offered."""
        if not self.is_picking or self._picker is None:
            return False
        self._dismissed = self.text()
        self._picker.hide()
        return True

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 10, 8)
        row.setSpacing(8)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.field, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._add, 0, Qt.AlignmentFlag.AlignBottom)

    def _follow_text(self) -> None:
        self._offer_kinds()
        self.changed.emit()

    def _offer_kinds(self) -> None:
        text = self.text()
        kinds = kinds_for(text) if self.field.hasFocus() and text != self._dismissed else ()
        if not text.startswith("/"):
            self._dismissed = ""
        if kinds:
            self._own_picker().offer(kinds, self)
        elif self._picker is not None:
            self._picker.hide()

    def _own_picker(self) -> KindPicker:
        if self._picker is None:
            self._picker = KindPicker(self.window())
            self._picker.picked.connect(self._pick)
        return self._picker

    def _pick(self, kind: NoteKind | None) -> None:
        if kind is None or self._picker is None:
            return
        self._picker.hide()
        self.field.clear()
        self.set_kind(kind)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _picker_key(self, event: QKeyEvent) -> bool:
        """Move or pick in the offered kinds; False leaves the key to the field."""
        picker, key = self._own_picker(), event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            picker.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key in (*_ENTER, Qt.Key.Key_Tab) or (key == Qt.Key.Key_Space and len(self.text()) > 1):
            if not event.isAutoRepeat():
                self._pick(picker.current)
        elif key == Qt.Key.Key_Escape:
            self.close_picker()
        else:
            return False
        return True

    def _field_key(self, event: QKeyEvent) -> bool:
        """Do what a key means for the line; False leaves it to the field."""
        if self.is_picking and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self._picker_key(event)
        cursor = self.field.textCursor()
        if event.key() == Qt.Key.Key_Up and not self.text():
            self.up_wanted.emit()
            return True
        if event.matches(QKeySequence.StandardKey.Undo) and not self.text():
            if not event.isAutoRepeat():
                self.undo_wanted.emit()
            return True
        at_start = cursor.position() == 0 and not cursor.hasSelection()
        if event.key() == Qt.Key.Key_Backspace and at_start and self._kind is not NoteKind.FACT:
            self.set_kind(NoteKind.FACT)
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the field that move in the kinds or out of the entry."""
        if watched is self.field:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._field_key(event)
            if event.type() == QEvent.Type.FocusOut and self._picker is not None:
                self._picker.hide()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Take a click beside the text for one into the field."""
        self.field.setFocus(Qt.FocusReason.MouseFocusReason)
