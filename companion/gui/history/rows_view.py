"""The list as it is seen: rows of one height with dots, outcome and highlights, by keyboard too."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from companion.gui.history.passage import paint_passage
from companion.gui.history.rows_model import ROW_ROLE, RowsModel
from companion.gui.said import calls_said, client_said, short_day, topic_said
from companion.gui.theme.palette import current_tokens
from companion.gui.theme.tokens import Tokens
from companion.gui.theme.type import font_for
from companion.gui.widgets.chip import (
    chip_size,
    kind_tint,
    kind_word,
    on_selected_row,
    paint_chip,
)
from companion.gui.widgets.line_list import be_line_list
from companion.gui.widgets.step_dots import dots_size, paint_dots
from companion.session import Clock
from companion.store.browse import DisagreementRow

_SIDE: Final = 20.0
_ABOVE: Final = 11.0
_BETWEEN: Final = 3.0

Index = QModelIndex | QPersistentModelIndex


class RowsDelegate(QStyledItemDelegate):
    """Paints topic, client, day, calls, dots and outcome, and the line that a search found."""

    def __init__(self, clock: Clock, parent: QWidget) -> None:
        """Say days as *clock* has them."""
        super().__init__(parent)
        self._clock = clock
        self._with_passage = False

    def show_passages(self, on: bool) -> bool:
        """Leave room in every row for the line that a search found; whether that is new."""
        was, self._with_passage = self._with_passage, on
        return was != on

    def _paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: DisagreementRow,
        dots: list[bool],
    ) -> None:
        from PySide6.QtWidgets import QStyle

        tokens = current_tokens()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        room = QRectF(option.rect).adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        chip = self._paint_outcome(painter, room, row, selected, tokens)
        title = font_for("strong")
        height = QFontMetricsF(title).height()
        line = QRectF(room.left(), room.top(), chip.left() - room.left() - 12, height)
        _paint_text(painter, line, topic_said(row.topic), "strong", tokens.text)
        below = line.bottom() + _BETWEEN
        height = QFontMetricsF(font_for("small")).height()
        self._paint_facts(painter, QRectF(room.left(), below, room.width(), height), row, dots)
        if row.passage:
            line = QRectF(room.left(), below + height + 2 * _BETWEEN, room.width(), height + 2)
            paint_passage(painter, line, row.passage, tokens)

    def _paint_outcome(
        self,
        painter: QPainter,
        room: QRectF,
        row: DisagreementRow,
        selected: bool,
        tokens: Tokens,
    ) -> QRectF:
        word = kind_word(row.outcome)
        size = chip_size(word)
        place = QRectF(room.right() - size.width(), room.top(), size.width(), size.height())
        tint = kind_tint(row.outcome, tokens)
        paint_chip(painter, place, word, on_selected_row(tint, tokens) if selected else tint)
        return place

    def _paint_facts(
        self, painter: QPainter, line: QRectF, row: DisagreementRow, dots: list[bool]
    ) -> None:
        tokens = current_tokens()
        day = short_day(row.touched, self._clock.now())
        wide = float(dots_size(len(dots)).width())
        text = _facts_said(row, day, line.width() - wide - 8)
        metrics = QFontMetricsF(font_for("small"))
        text_room = QRectF(line)
        text_room.setWidth(min(metrics.horizontalAdvance(text) + 1, line.width() - wide - 8))
        _paint_text(painter, text_room, text, "small", tokens.muted)
        place = QRectF(text_room.right() + 8, line.top(), wide, line.height())
        paint_dots(painter, place, dots, tokens)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row; one that is on its way is an empty row."""
        # Naming QStyle makes all its enums, 5 ms, and the window opens on another page.
        from PySide6.QtWidgets import QStyle

        tokens = current_tokens()
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, QColor(tokens.agreed.ground))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(tokens.bar))
        painter.setPen(QColor(tokens.border))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        row, model = index.data(ROW_ROLE), index.model()
        if row is not None and isinstance(model, RowsModel):
            self._paint_row(painter, option, row, list(model.steps_of(row)))
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the height that every row has."""
        first = max(QFontMetricsF(font_for("strong")).height(), chip_size("x").height())
        small = QFontMetricsF(font_for("small")).height()
        height = 2 * _ABOVE + first + _BETWEEN + small
        if self._with_passage:
            height += 2 * _BETWEEN + small + 2
        return QSize(240, int(height + 1.999))


class RowsView(QListView):
    """The list of disagreements; says which one is looked at, and when it was painted first."""

    painted = Signal()
    """Rows that were read from the history stand on the screen, for the first time."""

    chosen = Signal(str)
    """The id of the disagreement that is looked at; empty for none."""

    entered_detail = Signal()
    """Enter was pressed: the person wants to read what is at its side."""

    delete_wanted = Signal(str)
    """The id of the disagreement that was looked at when Del was pressed."""

    menu_wanted = Signal(str, object)
    """The id of a disagreement, and the place on the screen for a menu about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing until it is given a model."""
        super().__init__(parent)
        self._is_painted = False
        be_line_list(self)
        self.setAccessibleName(self.tr("Disagreements"))

    def current_row(self) -> DisagreementRow | None:
        """Return the row that is looked at."""
        row = self.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, DisagreementRow) else None

    def choose(self, place: int) -> None:
        """Look at the row at *place*, and keep it in sight; nothing where there is none."""
        if 0 <= place < self.model().rowCount():
            self.setCurrentIndex(self.model().index(place, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which disagreement is looked at now."""
        super().currentChanged(current, previous)
        row = self.current_row()
        self.chosen.emit(row.id if row else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Del deletes; what is typed is no search by first letters."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat() and self.currentIndex().isValid():
                self.entered_detail.emit()
            return
        if event.key() == Qt.Key.Key_Delete:
            row = self.current_row()
            if row is not None and not event.isAutoRepeat():
                self.delete_wanted.emit(row.id)
            return
        if event.text().isprintable() and event.text().strip():
            event.ignore()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu about the row under the pointer, or the one that is looked at."""
        row = self.current_row()
        if row is None:
            return
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(rect.center())
        self.menu_wanted.emit(row.id, place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and say so the first time that there are any."""
        super().paintEvent(event)
        model = self.model()
        if not self._is_painted and isinstance(model, RowsModel) and model.rowCount():
            self._is_painted = True
            self.painted.emit()


def _facts_said(row: DisagreementRow, day: str, room: float) -> str:
    """Return client, day and calls; where room is scarce, less of them rather than no client."""
    metrics = QFontMetricsF(font_for("small"))
    client = client_said(row.client_name)[:300]
    rest = [part for part in (day, calls_said(row.calls)) if part]
    while True:
        after = "".join(f" · {part}" for part in rest)
        left = room - metrics.horizontalAdvance(after)
        if not rest or left > min(
            metrics.averageCharWidth() * 12, metrics.horizontalAdvance(client)
        ):
            return metrics.elidedText(client, Qt.TextElideMode.ElideRight, left) + after
        rest.pop()


def _paint_text(painter: QPainter, room: QRectF, text: str, role: str, colour: str) -> None:
    """Paint one line, shortened to its room with an ellipsis."""
    font = font_for(role)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = metrics.elidedText(text[:1000], Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(QPointF(room.left(), room.top() + metrics.ascent()), shown)
