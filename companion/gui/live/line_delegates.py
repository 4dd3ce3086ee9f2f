"""Paints and edits the two columns of the timeline: the time on the call's clock and the text."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from companion.gui.live.line_layout import Layouts
from companion.gui.live.timeline import LINE_ROLE, Index, Line, Timeline
from companion.gui.live.times import call_time
from companion.gui.theme.palette import current_tokens
from companion.gui.theme.tokens import Tokens
from companion.gui.theme.type import font_for
from companion.gui.widgets.chip import kind_tint, on_selected_row, paint_chip
from companion.gui.widgets.entry import GrowingEntry
from companion.gui.widgets.one_line import LineEdit

ABOVE: Final = 6
"""Pixels over the text of a row and under it."""

SIDE: Final = 12
"""Pixels from the edge of the list to the time, and from the text to the other edge."""


class _LineDelegate(QStyledItemDelegate):
    """What both columns share: the ground of a row and the thin line under it."""

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, tokens: Tokens
    ) -> bool:
        """Paint the ground; return whether the row is the selected one."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect
        if selected:
            painter.fillRect(rect, QColor(tokens.agreed.ground))
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.border))
        return selected


class TimeDelegate(_LineDelegate):
    """The time in figures of one width; typed as "4:12" it moves the note."""

    retimed = Signal(str, str)
    """A note's id and the time as it was typed."""

    def width(self, longest_ms: int) -> int:
        """Return how wide the column must be for the latest time."""
        metrics = QFontMetricsF(font_for("time"))
        widest = "0:" * (longest_ms >= 3_600_000) + "00:00"
        return int(metrics.horizontalAdvance(widest) + SIDE + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the time on the first line of its row."""
        tokens = current_tokens()
        painter.save()
        self._paint_ground(painter, option, index, tokens)
        painter.setFont(font_for("time"))
        painter.setPen(QColor(tokens.muted))
        body = QFontMetricsF(font_for("body"))
        baseline = option.rect.top() + ABOVE + body.height() * 0.09 + body.ascent()
        line: Line = index.data(LINE_ROLE)
        painter.drawText(QPointF(option.rect.left() + SIDE, baseline), call_time(line.at_ms))
        painter.restore()

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """Offer a small field for the time."""
        field = LineEdit(parent)
        field.setAccessibleName(self.tr("Time on the call’s clock"))
        field.setProperty("cell", True)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the time of now, all of it selected."""
        assert isinstance(editor, LineEdit)
        if not editor.text():
            line: Line = index.data(LINE_ROLE)
            editor.setText(call_time(line.at_ms))
            editor.selectAll()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Stand where the time stood, a little wider."""
        height = editor.sizeHint().height()
        editor.setGeometry(option.rect.left() + 2, option.rect.top(), 86, height)

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed; the model changes when it is on the disk."""
        assert isinstance(editor, LineEdit)
        line: Line = index.data(LINE_ROLE)
        if editor.text() != call_time(line.at_ms):
            self.retimed.emit(line.id, editor.text())


class TextDelegate(_LineDelegate):
    """The chip and the text; editing grows the row with what is typed."""

    typed = Signal(str, str)
    """A note is being edited: its id and the text of now."""

    edited = Signal(str, str)
    """An edit was finished: the note's id and the text."""

    edit_left = Signal(str)
    """An edit was given up: the note's id."""

    grew = Signal(object, int)
    """The field at a QPersistentModelIndex needs that height."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layouts = Layouts()
        self._editing: tuple[str, bool] | None = None

    @property
    def is_editing(self) -> bool:
        """Whether a field is open in a row."""
        return self._editing is not None

    def forget(self) -> None:
        """Lay everything out again, since the font or the width is another one."""
        self._layouts.forget()

    def height(self, line: Line, width: int, *, veiled: bool) -> int:
        """Return how high the row of *line* is in a column of *width* pixels."""
        laid_out = self._layouts.of(line, width - SIDE, veiled=veiled)
        return int(laid_out.height + 2 * ABOVE + 1.999)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint chip and text."""
        tokens = current_tokens()
        line: Line = index.data(LINE_ROLE)
        laid_out = self._layouts.of(line, option.rect.width() - SIDE, veiled=_veiled(index))
        painter.save()
        selected = self._paint_ground(painter, option, index, tokens)
        if self._editing is not None and self._editing[0] == line.id:
            # The field stands here; a longer text would show under it.
            painter.restore()
            return
        corner = QPointF(option.rect.left(), option.rect.top() + ABOVE)
        painter.setPen(QColor(tokens.muted if laid_out.is_muted else tokens.text))
        laid_out.text.draw(painter, corner)
        if laid_out.chip:
            tint = kind_tint(line.kind, tokens)
            shown = on_selected_row(tint, tokens) if selected else tint
            paint_chip(painter, laid_out.chip_rect(corner), laid_out.chip, shown)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open a growing field in the row."""
        line: Line = index.data(LINE_ROLE)
        place = QPersistentModelIndex(index)
        self._editing = (line.id, False)
        field = GrowingEntry(parent)
        field.setAccessibleName(self.tr("Edit the note"))
        field.set_most_lines(8)
        field.committed.connect(lambda _text: self._finish(field))
        field.grew.connect(lambda: self.grew.emit(place, field.height()))
        field.destroyed.connect(self._leave)
        field.set_text(line.text)
        field.textChanged.connect(lambda: self.typed.emit(line.id, field.text()))
        return field

    def setEditorData(self, editor: QWidget, _index: Index) -> None:
        """Keep what is being typed, whatever happens to the row meanwhile."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Fill the cell of the text."""
        rect = QRect(option.rect)
        editor.setGeometry(rect.left() - 6, rect.top() + 2, rect.width(), editor.height())
        self.grew.emit(QPersistentModelIndex(index), editor.height())

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed; the model changes when it is on the disk."""
        assert isinstance(editor, GrowingEntry)
        line: Line = index.data(LINE_ROLE)
        self._editing = (line.id, True)
        self.edited.emit(line.id, editor.text())

    def _finish(self, field: GrowingEntry) -> None:
        self.commitData.emit(field)
        self.closeEditor.emit(field)

    def _leave(self) -> None:
        editing, self._editing = self._editing, None
        if editing is not None and not editing[1]:
            self.edit_left.emit(editing[0])


def _veiled(index: Index) -> bool:
    model = index.model()
    return isinstance(model, Timeline) and model.is_veiled
