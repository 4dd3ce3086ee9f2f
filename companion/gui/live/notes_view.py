"""The list of notes: heights are kept, so that a new note lays out itself and nothing else."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from companion.gui.live.line_delegates import TextDelegate, TimeDelegate
from companion.gui.live.timeline import NEXT_STEP, TEXT, TIME, Line, Timeline
from companion.gui.theme.palette import current_tokens
from companion.gui.theme.type import font_for

ROWS_AT_ONCE: Final = 60
"""Rows measured between two looks at what the person does, after the width has changed."""


class NotesView(QTableView):
    """A table view, since it alone asks no row for its height when another one is added."""

    edited = Signal(str, str)
    typed_in = Signal(str, str)
    edit_left = Signal(str)
    retimed = Signal(str, str)
    delete_wanted = Signal(str)
    next_step_opened = Signal(str)
    left_below = Signal()
    """Down was pressed on the last line."""

    text_typed = Signal(str)
    """Something was typed that is no key of the list: it belongs into the entry."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline = Timeline(self)
        self._times = TimeDelegate(self)
        self._texts = TextDelegate(self)
        self._to_measure: list[int] = []
        self._measured_width = 0
        self._follows_end = True
        self._least_lines = 5.5
        self._measuring = QTimer(self, singleShot=True, interval=0)
        self._measuring.timeout.connect(self._measure_some)
        self._set_up()
        self._connect()

    @property
    def timeline(self) -> Timeline:
        """The lines that are shown."""
        return self._timeline

    @property
    def is_editing(self) -> bool:
        """Whether a note is being edited in its row."""
        return self.state() is QAbstractItemView.State.EditingState

    def current_line(self) -> Line | None:
        """Return the line that is selected, or None."""
        index = self.currentIndex()
        return self._timeline.line(index.row()) if index.isValid() else None

    def enter_from_below(self) -> None:
        """Take the focus on the last line."""
        last = self._timeline.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self._timeline.index(last, TEXT))
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_current(self) -> None:
        """Open the selected note for editing; a next step is edited where it belongs."""
        line = self.current_line()
        if line is None:
            return
        if line.kind == NEXT_STEP:
            self.next_step_opened.emit(line.id)
        else:
            self.edit(self._timeline.index(self.currentIndex().row(), TEXT))

    def retime_current(self) -> None:
        """Open a small field for the time of the selected note, or else of the last one."""
        if not self.hasFocus():
            self.enter_from_below()
        if self.currentIndex().isValid():
            self.edit(self._timeline.index(self.currentIndex().row(), TIME))

    def show_row(self, row: int | None) -> None:
        """Bring a row into sight; None for a line that this view holds back."""
        if row is None:
            return
        # The scroll bar learns of new heights later, and would stop short of a new last row.
        self.updateGeometries()
        self.scrollTo(self._timeline.index(row, TEXT))
        self._follows_end = row == self._timeline.rowCount() - 1

    def show_last(self) -> None:
        """Bring the newest line into sight."""
        if self._timeline.rowCount():
            self.show_row(self._timeline.rowCount() - 1)

    def set_least_lines(self, lines: float) -> None:
        """Take room for so many lines of text at least."""
        if lines != self._least_lines:
            self._least_lines = lines
            self.updateGeometry()

    def _set_up(self) -> None:
        self.setModel(self._timeline)
        self.setItemDelegateForColumn(TIME, self._times)
        self.setItemDelegateForColumn(TEXT, self._texts)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        across.setMinimumSectionSize(1)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.hide()
        down.setMinimumSectionSize(1)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _connect(self) -> None:
        self.verticalScrollBar().actionTriggered.connect(self._look_later)
        self.selectionModel().currentChanged.connect(self._look_later)
        self._timeline.rowsInserted.connect(self._measure_inserted)
        self._timeline.dataChanged.connect(self._measure_changed)
        self._timeline.modelReset.connect(self._measure_all)
        self._texts.edited.connect(self.edited)
        self._texts.typed.connect(self.typed_in)
        self._texts.edit_left.connect(self.edit_left)
        self._texts.grew.connect(self._fit_field)
        self._times.retimed.connect(self.retimed)
        self.doubleClicked.connect(lambda _index: self.edit_current())

    def _text_width(self) -> int:
        return max(60, self.viewport().width() - self._times.width(self._timeline.longest_ms()))

    def _fit_columns(self) -> bool:
        """Share the width between the columns; return whether the text's has changed."""
        width = self._text_width()
        changed = width != self._measured_width
        if changed:
            self._measured_width = width
            self.setColumnWidth(TIME, self.viewport().width() - width)
            self.setColumnWidth(TEXT, width)
        return changed

    def _measure(self, row: int) -> None:
        line = self._timeline.line(row)
        veiled = self._timeline.is_veiled
        self.setRowHeight(row, self._texts.height(line, self._measured_width, veiled=veiled))

    def _measure_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        if self._fit_columns():
            self._measure_all()
            return
        for row in range(first, last + 1):
            self._measure(row)
        if self._follows_end:
            self.show_last()

    def _look_later(self) -> None:
        """Notice, once it is scrolled, whether the person has the newest line in sight.

        Heights that become known little by little move the end too, and mean nothing of the kind.
        """
        QTimer.singleShot(0, self, self._remember_end)

    def _remember_end(self) -> None:
        self._follows_end = self._is_at_end()

    def _measure_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if not self.is_editing:
            for row in range(first.row(), last.row() + 1):
                self._measure(row)

    def _measure_all(self) -> None:
        """Measure what is in sight now and the rest little by little."""
        self._fit_columns()
        top, bottom = self._rows_in_sight()
        for row in range(top, bottom + 1):
            self._measure(row)
        self._to_measure = [
            *range(self._timeline.rowCount() - 1, bottom, -1),
            *range(min(top, self._timeline.rowCount()) - 1, -1, -1),
        ]
        if self._follows_end:
            self.show_last()
        self._measuring.start()

    def _rows_in_sight(self) -> tuple[int, int]:
        """Return the first and the last row in sight, or the last ones before the first paint."""
        count = self._timeline.rowCount()
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if top < 0 or bottom - top > ROWS_AT_ONCE:
            return max(0, count - ROWS_AT_ONCE), count - 1
        return top, count - 1 if bottom < 0 else bottom

    def _measure_some(self) -> None:
        now, self._to_measure = self._to_measure[:ROWS_AT_ONCE], self._to_measure[ROWS_AT_ONCE:]
        for row in now:
            if row < self._timeline.rowCount():
                self._measure(row)
        if self._follows_end:
            self.show_last()
        if self._to_measure:
            self._measuring.start()

    def _is_at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 4

    def _fit_field(self, place: QPersistentModelIndex, height: int) -> None:
        """Make room for the field in a row, and keep it in sight."""
        if place.isValid() and self.rowHeight(place.row()) != height + 4:
            self.setRowHeight(place.row(), height + 4)
            self.show_row(place.row())

    def closeEditor(self, editor: QWidget, hint: object) -> None:
        """Give the row its own height again."""
        super().closeEditor(editor, hint)  # type: ignore[arg-type]
        row = self.currentIndex().row()
        if row >= 0:
            self._measure(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Delete deletes, typing goes to the entry, no key acts while held."""
        key = event.key()
        arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if self.is_editing:
            # Enter in the small field for the time comes by here once more.
            event.ignore()
            return
        if event.isAutoRepeat() and key not in arrows:
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_current()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._ask_to_delete()
        elif key == Qt.Key.Key_Down and self.currentIndex().row() >= self._timeline.rowCount() - 1:
            self.left_below.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.accept()
        elif is_text(event):
            self.text_typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _ask_to_delete(self) -> None:
        line = self.current_line()
        if line is not None and not line.is_pending:
            self.delete_wanted.emit(line.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say what belongs here while there is nothing yet."""
        super().paintEvent(event)
        if self._timeline.rowCount():
            return
        with QPainter(self.viewport()) as painter:
            painter.setFont(font_for("body"))
            painter.setPen(QColor(current_tokens().muted))
            room = self.viewport().rect().adjusted(24, 8, -24, -8)
            words = self.tr("Nothing noted yet. Type below; the time comes by itself.")
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, words)

    def minimumSizeHint(self) -> QSize:
        """Return room for the last notes, however low the window is."""
        return QSize(120, int(self._least_lines * self.fontMetrics().lineSpacing()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which line the keys act on."""
        super().focusInEvent(event)
        if self.currentIndex().isValid():
            self.selectRow(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no line as selected while the keys act elsewhere."""
        super().focusOutEvent(event)
        if not self.is_editing:
            self.clearSelection()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the texts elsewhere; the end stays in sight if it was."""
        super().resizeEvent(event)
        if self._fit_columns():
            self._texts.forget()
            self._measure_all()
        if self._follows_end:
            self.show_last()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other heights."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange):
            self._texts.forget()
            self._measured_width = 0
            self._measure_all()


def is_text(event: QKeyEvent) -> bool:
    """Whether a key types something that is no command."""
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return event.text().isprintable() and bool(event.text()) and not event.modifiers() & control
